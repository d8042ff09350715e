/* SPDX-License-Identifier: Apache-2.0
 *
 * present/pieces: the pieces of paper of many fields at once, for a wall of them. Whole pictures
 * are made by the thread of present/picture, one page after the other; what is cut out of them
 * stays. Drawing thread only.
 */
#ifndef PRESENT_PIECES_H
#define PRESENT_PIECES_H

#include "present/picture.h"

enum { PIECES_KEPT = 64 };

struct piece_place {
    struct uuid page;
    int revision;
    struct rect box; /* page space */
};

struct pieces {
    struct piece_place places[PIECES_KEPT];
    struct picture *items[PIECES_KEPT]; /* one level; none where the page cannot be shown */
    size_t count;
};
void pieces_release(struct pieces *pieces); /* a zeroed one is fine */
/* Fills ret (NULL = on its way) for each place; asks for the first page that is missing. At most
 * PIECES_KEPT places at a time. Borrowed until the next call. */
void pieces_get(struct pieces *pieces, struct pictures *pictures, const struct piece_place *places,
                size_t count, const struct picture **ret);

#endif
