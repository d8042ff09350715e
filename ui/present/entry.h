/* SPDX-License-Identifier: Apache-2.0
 *
 * present/entry: record after record: what the screens Check and Key have in common. A queue of
 * records that wait, the form of the one in hand, its picture; saving, confirming, going on.
 */
#ifndef PRESENT_ENTRY_H
#define PRESENT_ENTRY_H

#include "present/form.h"
#include "present/screen.h"

struct entry {
    enum form_way way;
    struct form form; /* count 0: nothing waits any more */
    struct uuid batch;
    struct uuid *queue; /* records; those that were finished stay, so that one can look back */
    size_t count, at;
    struct lens lens;
    char held[16 + UUID_TEXT_SIZE]; /* the reservation of the record in hand; "" = none */
    bool by_column;                 /* Enter goes down the rows of a page, not along the record */
    struct keyed_list keyed;        /* for undo */
    struct entry_reading *reading;  /* of the page in hand, or NULL (entry_doubt.c) */
};

enum err_code entry_open(struct desk *desk, void *state, const struct screen_goal *goal,
                         struct err *err) MUST_CHECK;
void entry_close(struct desk *desk, void *state);
enum err_code entry_save(struct desk *desk, void *state, struct err *err) MUST_CHECK;
enum err_code entry_request(struct desk *desk, void *state, enum request request,
                            struct err *err) MUST_CHECK;
struct text_field *entry_field(void *state);
struct text_field *entry_field_of(void *state, unsigned token);
enum err_code entry_typed(struct desk *desk, void *state, struct err *err) MUST_CHECK;
enum err_code entry_choose(struct desk *desk, void *state, size_t row, struct err *err) MUST_CHECK;
void entry_pan(void *state, double x, double y);
void entry_goal(void *state, struct screen_goal *ret);
void entry_show(struct desk *desk, void *state, struct shown *ret); /* entry_show.c */

/* What the screens of an entry share beside their keys and their opening. */
#define ENTRY_SCREEN                                                                               \
    .close = entry_close, .save = entry_save, .request = entry_request, .field = entry_field,      \
    .field_of = entry_field_of, .typed = entry_typed, .choose = entry_choose, .pan = entry_pan,    \
    .goal = entry_goal, .show = entry_show

/* The keys that checking and keying share, in the order in which they are shown. */
#define ENTRY_MOVES                                                                                \
    {{PRESS_ENTER}, REQUEST_CONFIRM, true}, {{PRESS_TAB}, REQUEST_NEXT, true},                     \
        {{PRESS_TAB, WITH_SHIFT}, REQUEST_PREVIOUS, false}, {{PRESS_DOWN}, REQUEST_NEXT, false},   \
    {                                                                                              \
        {PRESS_UP}, REQUEST_PREVIOUS, false                                                        \
    }
#define ENTRY_VALUES                                                                               \
    {{PRESS_F1 + 2}, REQUEST_MISSING, true}, {{PRESS_F1 + 3}, REQUEST_ILLEGIBLE, true},            \
        {{PRESS_F1 + 4}, REQUEST_BLANK, true}, {{PRESS_F1 + 5}, REQUEST_SAME, true},               \
        {{PRESS_F1 + 7}, REQUEST_COMPLETE, true},                                                  \
    {                                                                                              \
        {PRESS_RIGHT}, REQUEST_TAKE_WORD, false                                                    \
    }
#define ENTRY_RECORD_AND_PICTURE                                                                   \
    {{PRESS_RUNE, WITH_CTRL, 'z'}, REQUEST_UNDO, true},                                            \
        {{PRESS_PAGE_DOWN}, REQUEST_NEXT_RECORD, true},                                            \
        {{PRESS_PAGE_UP}, REQUEST_PREVIOUS_RECORD, false}, PICTURE_KEYS

#endif
