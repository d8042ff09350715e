/* SPDX-License-Identifier: Apache-2.0
 *
 * record/vocabulary: words that papers of civil status are made of. Private to record/evidence.
 */
#ifndef RECORD_VOCABULARY_H
#define RECORD_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

/* length bytes of word, marks as they stand: do, cấp, ngày, xã. start: with a capital, too. */
bool word_is_office(const char *word, size_t length, bool start);
/* A word of Phú Hòa, Đông Sơn. */
bool word_is_usual_place(const char *word, size_t length);

#endif
