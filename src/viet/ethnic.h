/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/ethnic: the 54 peoples of the official list and the nationalities met on papers, with their
 * other spellings; found despite marks, case and small damage.
 */
#ifndef VIET_ETHNIC_H
#define VIET_ETHNIC_H

#include <stdbool.h>
#include <stddef.h>

extern const char *const ETHNIC_NAMES[]; /* official spelling, in the order of the official codes */
extern const size_t ETHNIC_COUNT;        /* 54 */

struct ethnic_match {
    const char *official; /* of the list, static: "Mông" */
    const char *spelling; /* the known spelling nearest to the text, static: "H'Mông" */
    float likeness;       /* 1 = as written, but for case */
};

/* False when none is near or two different ones are equally near; *ret untouched then.
 * "KINH" -> Kinh, "H'Mong" -> Mông (H'Mông), "Dao đỏ" -> Dao. */
bool ethnic_find(const char *text, struct ethnic_match *ret);
/* The same for nationalities: "VIỆT NAM", "Viêt nam" -> Việt Nam. */
bool nationality_find(const char *text, struct ethnic_match *ret);

#endif
