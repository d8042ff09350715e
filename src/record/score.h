/* SPDX-License-Identifier: Apache-2.0
 *
 * record/score: pages that were read, held against their truth, and added up by kind of paper and
 * level. The truth is a JSON file beside the page (NAME.png, NAME.json): schema, level, text,
 * text_rows, blank, handwritten, record or records.
 */
#ifndef RECORD_SCORE_H
#define RECORD_SCORE_H

#include "record/score_distance.h"
#include "record/score_field.h"

struct score {
    const char *schema, *level;
    size_t pages, pages_known; /* known: the right kind of paper was found */
    size_t unread;             /* of the pages: came back as a failure */
    struct distance texts[DISTANCE_FORM_COUNT];
    struct field_sum fields;
    double seconds; /* of a worker */
};
struct scores {
    struct score *items;
    size_t count, capacity;
};

/* ---- truth ---- */

/* All truths of a folder: {NAME without ending: truth}. A file without "text" is none. */
enum err_code truth_load(const char *folder, json_t **ret_new, struct err *err) MUST_CHECK;
/* Neither blank nor written by hand. */
bool truth_is_counted(const json_t *truth);
/* "-" where the truth names none. */
const char *truth_schema(const json_t *truth);
const char *truth_level(const json_t *truth);
char *truth_name(const char *path); /* "dir/NAME.png" gives "NAME"; heap */

/* ---- scoring ---- */

/* The row of a schema and level; made when it is new. Both texts must outlive the scores. */
struct score *score_of(struct scores *scores, const char *schema, const char *level);
/* From the nearer of two legitimate reading orders: by cells and columns ("text"), or by height on
 * the paper ("text_rows"), as programs without layout read at best. */
void score_text(struct score *score, const json_t *truth, const char *read);
/* Text, fields and time. read: a line of `read --json`, or NULL: the page was not read. */
void score_page(struct score *score, const json_t *truth, const json_t *read,
                const struct score_options *options);
void score_add(struct score *into, const struct score *more);
/* All rows of a schema and level; NULL stands for any. */
struct score scores_gather(const struct scores *scores, const char *schema, const char *level);
void scores_release(struct scores *scores);

/* ---- figures ---- */

double percent_of(size_t part, size_t whole); /* 0 of nothing */
/* Upper end of the one-sided 95 % interval of Wilson, in per cent. */
double percent_upper_bound(size_t wrong, size_t count);
/* Sign test: how likely so uneven a split of better and worse pages is by chance (two-sided); pages
 * that are equal do not count. 1 when there is nothing to tell. */
double sign_test(size_t better, size_t worse);

#endif
