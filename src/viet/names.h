/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/names: names of persons: how they are written, how likely a text is one. Names of minority
 * peoples are no Vietnamese syllables (Y Bhiăk Niê, Giàng A Sử): legal, only less sure.
 */
#ifndef VIET_NAMES_H
#define VIET_NAMES_H

#include <stdbool.h>

/* "NGUYỄN VĂN AN", "nguyễn văn an" -> "Nguyễn Văn An"; single spaces; H'Hen, Ê-ban keep their inner
 * capitals (a letter behind ' or - is upper case); NFC. Heap text. */
char *name_title(const char *text);
/* Signs that no name holds are taken from both ends (dots of leaders, : , _ -); heap text. */
char *name_clean(const char *text);
/* 0..1: is this a person's name? Surname known, syllables possible, 2 to 6 words, capitals. */
float name_likely(const char *text);
/* The family name as the list writes it ("Nguyễn"), found in the first word (first two for Y Niê
 * forms: the people's custom differs, then NULL). ret is static. */
const char *name_surname(const char *text);
/* Nearest surname of the list to a damaged first word: NULL when none is near (distance > 1) or two
 * are equally near. */
const char *name_surname_near(const char *word, float *ret_distance);
/* Is one word (any case) usual in names: a surname, a middle or a given name? False says little:
 * names of other peoples and rare ones are right as they stand. */
bool name_word_known(const char *word);
/* The first usual word of names that begins with what was typed (fold_begins), surnames before
 * others where it is the first word; NULL when there is none. Static. */
const char *name_word_begin(const char *typed, bool first);
/* The one very common surname that has the letters of word and other marks ("Nguyên": Nguyễn);
 * NULL when there is none, or two. */
const char *name_surname_marked(const char *word);
/* Thị as second word speaks for a woman, Văn for a man: a hint only. 0 none, 1 man, 2 woman
 * (enum sex of viet/person_id.h). */
int name_sex_hint(const char *text);

#endif
