/* SPDX-License-Identifier: Apache-2.0
 *
 * present/bring_in: what the files of the screen "bring in" share: the folder that is looked into,
 * the bringing in that goes on, and what was refused.
 */
#ifndef PRESENT_BRING_IN_H
#define PRESENT_BRING_IN_H

#include "present/into.h"
#include "present/works.h"

enum { REFUSED_SHOWN = 200 };

struct refused {
    char *file, *why;
};

struct bring_in {
    struct into into;
    struct text_field path; /* typed */
    char *folder;           /* that is looked into; NULL = the places */
    char **places;
    bool looking, failed; /* at the folder; failed: it cannot be read */
    size_t focus;         /* the choices, what was refused, what is in the folder */

    bool runs;                  /* its end was not looked at yet */
    char *last;                 /* path that was brought in last; NULL = none */
    struct work_progress tally; /* of that */
    bool stopped, broken;
    struct refused refused[REFUSED_SHOWN];
    size_t refused_count;
    char *watched; /* folders that another process watches; NULL = none */
};

/* What stands in the folder, or the places: NULL name = the folder above. */
struct bring_item {
    const char *name;
    bool folder;
    long images; /* -1 = not counted */
};
size_t bring_item_count(struct desk *desk, const struct bring_in *bring);
struct bring_item bring_item_at(struct desk *desk, const struct bring_in *bring, size_t at);
/* Index of the item in focus; false when the focus is elsewhere. */
bool bring_focus_item(struct desk *desk, const struct bring_in *bring, size_t *ret);

/* ---- bring_show.c ---- */
struct bring_rows { /* where they begin among the rows that are shown */
    size_t refused, items;
};
struct bring_rows bring_rows(const struct bring_in *bring);
void bring_show(struct desk *desk, void *state, struct shown *ret);

#endif
