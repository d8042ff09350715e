/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/words_tokens: private to viet/words_read: a text as words, each with its distance to every
 * word class; words that were run together or torn apart are put right, digits become words.
 */
#ifndef VIET_WORDS_TOKENS_H
#define VIET_WORDS_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

#include "viet/words_table.h"

enum { TOKENS_MAX = 40 };

struct token {
    char *text;                   /* lower case NFC; owned */
    float cost[WORD_CLASS_COUNT]; /* edits to the nearest spelling */
    float best;                   /* the least of them */
    float junk;                   /* cost of the token meaning nothing */
    int runes;
    bool capital, shout, comma; /* Ngày, NGÀY, a comma behind it */
    bool digits;                /* it was written in digits */
};

struct tokens {
    struct token items[TOKENS_MAX];
    size_t count;
    int words; /* tokens that were words, not digits, and are like the vocabulary */
    int runes; /* of all tokens that are like words of numbers and dates */
};

/* Words behind the TOKENS_MAX-th are left out. */
void tokens_init(struct tokens *tokens, const char *text);
void tokens_release(struct tokens *tokens);

float token_distance(const struct token *token, const char *spelling);
/* The likeliest class that numbers have (digits to linh), or -1. */
int token_number_class(const struct token *token);

#endif
