/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/telex: the keys by which a person types a text with Telex on.
 */
#ifndef BENCH_TELEX_H
#define BENCH_TELEX_H

#include <stddef.h>

#include "base/str.h"

/* Adds the keys of text (NFC), in small letters when small is wished; a word's tone comes behind
 * the word, as people type it. */
void telex_add(struct str *keys, const char *text, bool small);
/* Keys that stand for the text. */
size_t telex_count(const char *text);

#endif
