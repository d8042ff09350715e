/* SPDX-License-Identifier: Apache-2.0
 *
 * present/shown: what a screen shows, as plain data: no pixels, no cells, no colours. Front ends
 * draw it; tests read it. Texts are translated and live until the next call to the desk.
 */
#ifndef PRESENT_SHOWN_H
#define PRESENT_SHOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/json.h"
#include "model/geometry.h"
#include "model/id.h"

struct picture; /* present/picture */

/* A sign stands beside the text in words or as a glyph; the colour only repeats it. */
enum shown_sign {
    SIGN_NONE,
    SIGN_DOUBT, /* ?  somebody should look */
    SIGN_GOOD,  /* ✓  looked at */
    SIGN_SURE,  /* ·  the machine is sure */
    SIGN_WAIT,  /* ○  nothing there yet */
    SIGN_FAULT, /* !  needs a person */
    SIGN_COUNT
};
const char *sign_name(enum shown_sign sign);  /* "doubt" ...; static */
const char *sign_glyph(enum shown_sign sign); /* one column; static */

enum row_kind {
    ROW_ITEM,    /* can be chosen */
    ROW_HEADING, /* a heading over items */
    ROW_NOTE,    /* running text */
    ROW_PIECE,   /* a value under its piece of paper; a wall of them takes the whole screen */
    ROW_TILE,    /* a page, its number as label; side by side where there is room, all at the end */
    ROW_KIND_COUNT
};
const char *row_kind_name(enum row_kind kind);

struct shown_row {
    enum row_kind kind;
    const char *label; /* never NULL */
    const char *text;  /* value or figures; "" = none */
    const char *extra; /* at the right edge; "" = none */
    enum shown_sign sign;
    double bar;                  /* 0..1 of the work done; below 0 = no bar */
    const struct picture *thumb; /* TILE, PIECE; NULL = on its way */
};

struct shown_span { /* bytes of the input's text */
    size_t from, to;
};

/* One of several readings to choose from, side by side under the input. */
struct shown_reading {
    const char *key, *title, *text;
    struct shown_span mark; /* where it differs; empty = nowhere */
    bool chosen;
};

/* The field that letters go to. */
struct shown_input {
    const char *label;
    const char *text;
    const char *preedit;             /* shown at the caret; "" = none */
    size_t caret, from, to;          /* from..to = selection */
    unsigned token;                  /* present/text_field */
    const char *state;               /* "missing", "illegible" …, "" when it holds a value */
    const char *becomes;             /* what Enter makes of it ("01/01/2010"); "" = it stays */
    const char *hint;                /* what is offered instead; "" = nothing */
    const char *hint_key;            /* that key */
    const struct shown_span *doubts; /* signs that may be wrong, the weakest first */
    size_t doubt_count;
    const char *const *problems; /* sentences */
    size_t problem_count;
    const char *other;     /* the other reading, "" = none */
    const char *other_key; /* that key */
    const char *style;     /* "Telex", "VNI", "" = keys as they are */
    const struct shown_reading *readings;
    size_t reading_count;
};

struct shown_line { /* pixels of the picture, from one end to the other */
    int x, y, to_x, to_y;
    bool chosen; /* keys move it */
};

struct shown_picture {
    bool on;                        /* the screen has a place for it */
    bool snippet;                   /* and one for the piece of it that the input is about */
    const struct picture *picture;  /* NULL: on its way, or there is none: */
    const char *missing;            /* why, "" = on its way */
    struct rect box;                /* of the field in pixels of the picture; empty = nowhere */
    struct rect ruler;              /* of the record (a row of a register); empty = all */
    const struct shown_line *lines; /* drawn over it */
    size_t line_count;
    double zoom;         /* 1 = the width of the page fills the place */
    double pan_x, pan_y; /* by hand, in parts of the place */
};

struct shown_key {
    const char *key, *help;
};

enum notice_kind { NOTICE_NONE, NOTICE_GOOD, NOTICE_WARNING, NOTICE_FAULT, NOTICE_COUNT };

struct shown {
    const char *screen; /* name of the screen, for tests */
    const char *title;
    const char *place;  /* where in the work: batch, page, record; "" = none */
    const char *person; /* who sits here; "" in a practice store, which says so itself */
    bool practice;
    bool contrast; /* stronger colours */
    struct shown_row *rows;
    size_t row_count;
    int focus; /* index into rows; -1 = none */
    bool has_input;
    const char *done; /* stands where the input was when nothing is left to type; "" = none */
    bool done_asks;   /* it asks for a look, and is no praise */
    struct shown_input input;
    struct shown_picture picture;
    enum notice_kind notice_kind;
    const char *notice; /* "" = none */
    struct shown_key *keys;
    size_t key_count;
};

/* Everything but pixels; for tests. New reference. */
json_t *shown_json(const struct shown *shown);

#endif
