/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_part: what the files of reading a page share. Inside the room only.
 */
#ifndef WORKER_READ_PART_H
#define WORKER_READ_PART_H

#include "imaging/clean.h"
#include "imaging/layout.h"
#include "worker/read.h"
#include "worker/read_settings.h"

enum { PROBES_MAX = 6 };

/* Lines that were read to tell which way up the page is; they need no second reading. */
struct read_probes {
    size_t index[PROBES_MAX]; /* into layout.lines */
    struct text_line lines[PROBES_MAX];
    size_t count;
};

/* What the stages hand on. */
struct read_job {
    const struct read_input *input;
    struct read_settings settings;
    struct arena *arena;
    struct clean_page page;
    struct layout layout;
    struct text_line *lines; /* one for each layout line, by layout_line.source */
    bool *prose;             /* of each layout line: is not read */
    size_t prose_count;
    struct read_probes probes;
    bool pale; /* the ink of the page is pale: lines are read sharpened first */
};

enum read_how {
    READ_PLAIN,      /* as page.work has it */
    READ_SHARP,      /* the same, pale marks made paper and ink dark */
    READ_FINE,       /* as page.upright has it: finer, its pixels cut the letters at other places */
    READ_FINE_LARGE, /* the same, the letters brought to a larger height for the engine */
    READ_FINE_SMALL  /* or to a smaller one */
};
/* What the engine gets of a line. */
struct read_cut {
    struct raster pixels; /* owned */
    struct rect box;      /* in pixels of the plane it was cut out of */
    double unit;          /* such pixels a pixel of page.work */
};

/* worker/read: one line; boxes in pixels of page.work. */
enum err_code read_line(struct read_job *job, const struct layout_line *where, enum read_how how,
                        struct text_line *ret, struct err *err) MUST_CHECK;
/* How lines of this page are read first. */
enum read_how read_first_way(const struct read_job *job);
/* worker/read_crop: where is one of the lines of job->layout. ERR_NOMEM K-751. */
enum err_code read_crop(const struct read_job *job, const struct layout_line *where,
                        enum read_how how, struct read_cut *ret, struct err *err) MUST_CHECK;
/* worker/read_again: reads doubtful lines, one for each of job->layout, again other ways. */
enum err_code read_again(struct read_job *job, struct text_line *lines, struct err *err) MUST_CHECK;
/* worker/read_word: the word without the signs at its ends; heap. */
char *read_bare_word(const char *text);

/* worker/read_keep: is the line, as it was read, text of this side of the sheet? */
bool read_keep(const struct read_job *job, const struct layout_line *where,
               const struct text_line *line);

/* worker/read_turn: reads a few long lines as the page lies; where that is not plainly text, the
 * other ways too, and turns the page to what reads best. */
enum err_code read_turn_confirm(struct read_job *job, struct err *err) MUST_CHECK;
/* The line as it was read meanwhile; false when it was not. */
bool read_turn_take(const struct read_job *job, size_t index, struct text_line *ret);

#endif
