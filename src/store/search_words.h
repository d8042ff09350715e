/* SPDX-License-Identifier: Apache-2.0
 *
 * store/search_words: inside of this room only. The words of a query, as expressions of FTS5 in
 * the order in which their hits are shown, and the line of a text to show.
 */
#ifndef STORE_SEARCH_WORDS_H
#define STORE_SEARCH_WORDS_H

#include "base/arena.h"
#include "base/str.h"

enum search_tier {
    SEARCH_EXACT_TOGETHER, /* the whole query with its marks */
    SEARCH_EXACT,          /* every word with its marks */
    SEARCH_TOGETHER,       /* the whole query without marks */
    SEARCH_WORDS,          /* every word without marks */
    SEARCH_TIER_COUNT
};

struct search_words {
    struct str tiers[SEARCH_TIER_COUNT]; /* no hit is in two; all empty when there is no word */
    struct {
        char **items; /* folded, one word each */
        size_t count, capacity;
    } words;
    bool open; /* the last word may be a beginning */
};

/* Splits at white space; what stands between quotes stays together. text is NFC. */
void search_words_init(struct search_words *words, const char *text);
/* Only entries whose folded text holds this token too: the index joins it with the words, so that
 * frequent words of one year do not walk through all years. */
void search_words_narrow(struct search_words *words, const char *token);
void search_words_release(struct search_words *words);
bool search_words_any(const struct search_words *words);

/* The line of text with most of the words; the first one when none has any. Arena text. */
const char *search_words_line(const struct search_words *words, const char *text,
                              struct arena *arena);

/* viet's fold_search, and numbers without leading zeros: 045/2003 is found as 45/2003. Heap. */
char *search_fold(const char *text);

#endif
