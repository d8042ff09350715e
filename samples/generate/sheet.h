/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/sheet: one paper while it is being written: the picture and, beside it, the exact truth
 * of what was put where.
 *
 * Places are millimetres from the left upper corner of the upright paper, y of text is its
 * baseline; sizes of letters are points. Truth boxes are pixels of the upright paper. Text lives in
 * the maker's arena.
 */
#ifndef GENERATE_SHEET_H
#define GENERATE_SHEET_H

#include "model/geometry.h"
#include "paint/canvas.h"
#include "paint/text.h"
#include "people.h"

/* How dotted leaders run. */
enum leader {
    LEADER_UNDER, /* from the label to the end, under the value too */
    LEADER_AFTER, /* only where the value leaves room */
    LEADER_BOTH,  /* a little before the value, and after it */
    LEADER_NONE,
    LEADER_BOX, /* a frame round the place */
    LEADER_COUNT
};

/* What one print shop and one clerk's machine look like; the same all over a page. */
struct look {
    const char *label_face, *value_face, *hand_face;
    double size;       /* points of labels */
    double value_size; /* points of values */
    bool value_bold;
    bool typed;       /* typewriter: letters stand a little off the line */
    bool handwritten; /* values are written by hand */
    enum leader leader;
    double dot_period, dot_size, dot_drop; /* mm; drop = under the baseline */
    struct color ink, value_ink;
    double hand_slant, hand_jitter; /* degrees; share of the size */
    double rule_gaps;               /* how worn the rules of tables are, 0..1 */
};

struct style {
    const char *face;
    double points;
    bool bold, italic, hand, typed;
    double spacing; /* points between letters */
    struct color ink;
};

/* One line of text as a person sees it: on one baseline, in one column or cell. */
struct truth_line {
    const char *text;
    struct rect box;
    double baseline;     /* mm */
    int table_row, cell; /* table_row -1 = not in a table */
};

struct truth_field {
    int row; /* of a register, -1 on a form */
    const char *name, *written, *value, *status;
    struct rect box;
    bool contradicts; /* another field of the paper, on purpose */
};

struct sheet {
    struct maker *maker;
    struct canvas *canvas;
    double width, height; /* mm */
    double scale;         /* pixels a mm */
    struct look look;
    int row;             /* record row of the fields that come, -1 on forms */
    int table_row, cell; /* of the lines that come */
    bool line_open;      /* the last line still takes pieces */
    struct {
        struct truth_line *items;
        size_t count, capacity;
    } lines;
    struct {
        struct truth_field *items;
        size_t count, capacity;
    } fields;
    bool stamped; /* a red stamp was put */
};

enum err_code sheet_init(struct sheet *sheet, struct maker *maker, double width, double height,
                         double dpi, struct err *err) MUST_CHECK;
void sheet_release(struct sheet *sheet);

double sheet_px(const struct sheet *sheet, double mm);
struct style style_label(const struct sheet *sheet);
struct style style_value(const struct sheet *sheet);

/* mm that the text takes on a line */
double sheet_width(struct sheet *sheet, const struct style *style, const char *text);
/* Bytes of text that go into width mm (paint/text text_fit). */
size_t sheet_fit(struct sheet *sheet, const struct style *style, const char *text, double width);

/* Puts text down and adds it to the open truth line (opens one if none is); returns the x behind
 * it. field may be NULL; else the piece is (more) text of that field. */
double sheet_put(struct sheet *sheet, double x, double y, const struct style *style,
                 const char *text, const char *field);
void sheet_end_line(struct sheet *sheet);
/* One whole line by itself, with x as its left end, middle (.5) or right end (1). */
void sheet_line(struct sheet *sheet, double x, double y, double align, const struct style *style,
                const char *text, const char *field);
/* Ink that is no text: labels printed as part of a picture, stamps, dots are drawn on the canvas.
 */
void sheet_dots(struct sheet *sheet, double x, double end, double y);

/* Sets what the written text of a field means; without it the value is as written. */
void sheet_mean(struct sheet *sheet, const char *field, const char *value);
/* The field was written against the others on purpose. */
void sheet_contradict(struct sheet *sheet, const char *field);
/* The paper has the place, and it is empty. */
void sheet_blank(struct sheet *sheet, const char *field, double x, double y, double w, double h);

#endif
