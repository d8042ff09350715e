/* SPDX-License-Identifier: Apache-2.0
 *
 * record/mend: small faults of reading put right where the paper can only have said one thing: the
 * words of administration (huyên -> huyện), signs inside a name, the positions of signers. What
 * was read is kept beside it by the caller. Private to extraction.
 */
#ifndef RECORD_MEND_H
#define RECORD_MEND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* Arena text; the very pointer text when nothing was mended. */
/* Dots of a leader, quotes and dashes that no office writes inside such a text. */
const char *mend_signs(const char *text, struct arena *arena);
const char *mend_place(const char *text, struct arena *arena);
const char *mend_name(const char *text, struct arena *arena);

/* A date in digits that cannot be one as it was read: dd/mm/yyyy. */
const char *mend_date(const char *text, struct arena *arena);
/* A date or a year in digits that spaces tear apart. */
const char *mend_date_gaps(const char *text, struct arena *arena);
/* The year at the end of a date, where it lies too far ahead by a dotted zero. */
const char *mend_far_year(const char *text, struct arena *arena);
/* What the lists of provinces and districts know of the units that a text names. */
struct units_seen {
    int known, unknown, mended;
    bool province;       /* one of the lists is named */
    uint64_t vouched[2]; /* words of the text, a bit each, that stand so in the lists */
};
/* ret_seen may be NULL. */
const char *mend_units(const char *text, struct units_seen *ret_seen, struct arena *arena);

#endif
