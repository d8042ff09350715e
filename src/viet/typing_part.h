/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/typing_part: what typing.c (the word) and typing_marks.c (the rules of the marks) share.
 */
#ifndef VIET_TYPING_PART_H
#define VIET_TYPING_PART_H

#include "viet/typing.h"

/* Takes key as a mark where the word allows it; false: it is a letter. */
bool typing_take_mark(struct typing *typing, uint32_t key);
/* Behind each new letter: uơ or ưo grows into ươ, a mark that cannot be one becomes a letter. */
void typing_settle(struct typing *typing);
/* Index of the letter that bears the tone; -1 = none can. */
int typing_tone_place(const struct typing *typing);
void typing_add(struct typing *typing, uint32_t rune); /* as a letter; there must be room */

#endif
