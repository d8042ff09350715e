/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/ethnic: the 54 peoples of the official list and the nationalities met on papers, with their
 * other spellings; found despite marks, case and small damage.
 */
#ifndef VIET_ETHNIC_H
#define VIET_ETHNIC_H

#include <stddef.h>

extern const char *const ETHNIC_NAMES[]; /* official spelling, in the order of the official codes */
extern const size_t ETHNIC_COUNT;        /* 54 */

/* Official spelling, static, or NULL when none is near or two are equally near. *ret_likeness (may
 * be NULL): 1 = exact but for case. "KINH" -> "Kinh", "H'Mông" -> "Mông", "Dao đỏ" -> "Dao". */
const char *ethnic_find(const char *text, float *ret_likeness);
/* The same for nationalities: "VIỆT NAM", "Viêt nam" -> "Việt Nam". */
const char *nationality_find(const char *text, float *ret_likeness);

#endif
