/* SPDX-License-Identifier: Apache-2.0
 *
 * trust/recovery: the root secret of an office: 128 bits as twelve words on paper, kept nowhere
 * else. The words are Vietnamese syllables without tone marks, made of an initial and a rhyme: 2048
 * of them, 11 bits each; the last 4 of the 132 bits are a checksum (as BIP 39 does it). The root's
 * signing key is derived from the bits.
 */
#ifndef TRUST_RECOVERY_H
#define TRUST_RECOVERY_H

#include "trust/sign.h"

enum {
    RECOVERY_WORDS = 12,
    RECOVERY_WORD_COUNT = 2048,
    RECOVERY_WORD_SIZE = 8,
    RECOVERY_TEXT_SIZE = RECOVERY_WORDS * RECOVERY_WORD_SIZE,
    RECOVERY_BYTES = 16
};

struct recovery;                       /* opaque; wiped, unswapped memory */
void recovery_free(struct recovery *); /* NULL is fine */
enum err_code recovery_new(struct recovery **ret_new, struct err *err) MUST_CHECK;
/* From what a person typed: words with white space or commas between, large or small letters.
 * ERR_FORMAT K-1155: not twelve words; K-1156: a word that is none of ours (named by its place);
 * K-1157: the checksum says that a word is another one. */
enum err_code recovery_parse(const char *text, struct recovery **ret_new,
                             struct err *err) MUST_CHECK;
/* Twelve words with one space between; wipe it after use. */
void recovery_show(const struct recovery *recovery, char out[RECOVERY_TEXT_SIZE]);
bool recovery_equal(const struct recovery *a, const struct recovery *b);
/* The root's key. */
enum err_code recovery_root(const struct recovery *recovery, struct sign_key **ret_new,
                            struct err *err) MUST_CHECK;

/* The word of a number below RECOVERY_WORD_COUNT, and back (-1: none). For the sheet and tests. */
void recovery_word(int number, char out[RECOVERY_WORD_SIZE]);
int recovery_word_number(const char *word);

#endif
