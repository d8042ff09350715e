/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/entry_part: what of a page an entry shows: which places are covered, which are put below
 * each other, and where its words lie then.
 *
 * Works on the page turned in quarters, so that upright space differs from it by the skew alone.
 */
#ifndef WORKFLOW_ENTRY_PART_H
#define WORKFLOW_ENTRY_PART_H

#include "base/json.h"
#include "model/text.h"
#include "store/record.h"
#include "workflow/page_layer.h"

enum { ENTRY_PIECES_MAX = 2 };

/* A place that is shown: its box on the turned page, and how far its words move in upright space.
 */
struct entry_piece {
    struct rect upright; /* of the words */
    struct rect turned;
    int dx, dy;
};
struct entry_part {
    struct view view;    /* of the page, turned: turns is 0 */
    int turns;           /* that were made */
    struct rect *hidden; /* upright space; arena */
    size_t hidden_count;
    struct entry_piece pieces[ENTRY_PIECES_MAX]; /* none = the whole page */
    size_t piece_count;
};

struct entry_place {
    const struct page_view *page; /* of the revision */
    const struct text_page *text; /* NULL = not read */
    const struct record *records; /* of the page, the entry among them or not */
    size_t record_count;
    const struct uuid *record;
    bool rows;       /* only its rows and the head of their table, where one was seen */
    bool neighbours; /* stay legible */
};
void entry_part_plan(const struct entry_place *place, struct arena *arena, struct entry_part *ret);
/* Puts "turns", "skew", "hide" and "show" into a request for layers. */
void entry_part_put(const struct entry_part *part, json_t *request);
/* The words and values that are to be seen, where they are to be seen; changes text and values. */
void entry_part_words(const struct entry_part *part, struct text_page *text,
                      struct page_values *values);

#endif
