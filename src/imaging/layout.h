/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/layout: where the text of a cleaned page stands: ruled tables with their cells, and text
 * lines, each a rectangle that is read as one line. Boxes are pixels of clean_page.work. Lengths in
 * settings are multiples of the page's x-height unless said otherwise.
 */
#ifndef IMAGING_LAYOUT_H
#define IMAGING_LAYOUT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "imaging/clean.h"
#include "model/text.h"

struct layout_settings {
    double level;    /* share of the darkness of the darkest ink nearby; darker is ink */
    double grain;    /* times the grain of the paper; paler is paper */
    double contrast; /* share of the usual darkness of ink; paler ink may be the other side's */
    double blurred;  /* share of the usual sharpness; pale ink that is less sharp is */
    double faint;    /* share of the usual darkness; still paler parts are, sharp or not */
    double smear;    /* gaps up to this are inside a word or between words */
    double gap;      /* words up to this far apart are one line */
    double gutter;   /* least width of the white between two columns */
    double pad_side, pad_over;      /* white round a line that is read along with it */
    double above, below;            /* the base line; what is read at least */
    double row_share, column_share; /* share of a table's side that a rule must cover */
};

struct layout_line {
    struct rect box;           /* what to read */
    struct rect ink;           /* the ink alone */
    int core_top, core_bottom; /* rows of the x-height, core_bottom exclusive */
    float x_height;
    int table, row, column; /* -1 = not in a table */
    float dark, sharp;      /* mean darkness of its ink; of that, how much its edge rises a pixel */
    bool faint;             /* paler than settings.contrast: says nothing of the hand */
    unsigned label;  /* set by the caller before layout_order: not 0 = "a label:", the same for */
    bool ends_label; /* the same words; whether the line ends with it */
    enum text_kind kind;
    float hand;    /* 0 = print, 1 = surely written by hand (layout_hand_find) */
    size_t source; /* index for the caller's use; moves with the line */
};

/* Which cells of a table's head are one: for each of the first count cells, row by row, the first
 * cell of those it is joined with. */
struct layout_cells {
    int *joined;
    size_t count;
};

struct layout {
    struct layout_line *lines;
    size_t line_count;
    struct text_table *tables; /* pixels of work */
    size_t table_count;
    struct layout_cells *cells;     /* one each table */
    double x_height;                /* of the page */
    double usual_dark, usual_sharp; /* of most of its ink */
};

void layout_settings_init(struct layout_settings *settings);
/* Section "layout" of a profile. ERR_FORMAT K-235, K-236. */
enum err_code layout_settings_load(struct layout_settings *settings, const json_t *profile,
                                   struct err *err) MUST_CHECK;
char *layout_settings_write(const struct layout_settings *settings); /* heap */
/* The table of its numbers; offsets are those of struct layout_settings. Static. */
size_t layout_param_count(void);
const struct clean_param *layout_param_peek(size_t index);

/* Finds tables and lines, in reading order. Everything lives in arena. */
enum err_code layout_find(const struct clean_page *page, const struct layout_settings *settings,
                          struct arena *arena, struct layout *ret, struct err *err) MUST_CHECK;
/* Pale and blurred: ink of the other side of the sheet, not worth reading. */
bool layout_line_other_side(const struct layout *layout, size_t index);
/* Sorts the lines into reading order: once more after lines were dropped. */
void layout_order(struct layout *layout, const struct layout_settings *settings);
/* Writes the plane that is read with the boxes of tables and lines as FOLDER/NN-layout.png; lines
 * that are pale or by hand have a thin frame. */
enum err_code layout_trace(const struct layout *layout, const struct clean_page *page,
                           const char *folder, struct err *err) MUST_CHECK;

#endif
