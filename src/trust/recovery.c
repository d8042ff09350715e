/* SPDX-License-Identifier: Apache-2.0
 *
 * trust/recovery: the twelve words of an office. May include: libsodium, model, base.
 */
#include "trust/recovery.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "trust/hash.h"
#include "trust/secret.h"

enum { WORD_BITS = 11, CHECK_BITS = 4, TOTAL_BITS = RECOVERY_WORDS * WORD_BITS };
_Static_assert(TOTAL_BITS == RECOVERY_BYTES * 8 + CHECK_BITS, "twelve words hold it all");

struct recovery {
    uint8_t bits[RECOVERY_BYTES];
};

/* ---- the words; their order is fixed for ever: sheets are in safes ---- */

static const char *const initials[] = {"b",  "ch", "d", "g", "h", "k",  "kh", "l", "m", "n", "ng",
                                       "nh", "ph", "r", "s", "t", "th", "tr", "v", "x", "c", "p"};
static const char *const rhymes[] = {
    "a",    "ac",  "ach", "ai",  "am",   "an",   "ang",  "anh",  "ao",   "ap",   "at",   "au",
    "ay",   "e",   "ec",  "ech", "em",   "en",   "eng",  "enh",  "eo",   "ep",   "et",   "eu",
    "i",    "ia",  "ich", "iec", "iem",  "ien",  "ieng", "iep",  "iet",  "ieu",  "im",   "in",
    "inh",  "ip",  "it",  "iu",  "o",    "oa",   "oac",  "oach", "oai",  "oam",  "oan",  "oang",
    "oanh", "oat", "oay", "oc",  "oe",   "oen",  "oet",  "oi",   "om",   "on",   "ong",  "op",
    "ot",   "u",   "ua",  "uan", "uang", "uat",  "uay",  "uc",   "ue",   "uech", "uenh", "ui",
    "um",   "un",  "ung", "uo",  "uoc",  "uoi",  "uom",  "uon",  "uong", "uop",  "uot",  "uou",
    "up",   "ut",  "uu",  "uy",  "uya",  "uych", "uyen", "uyet", "uynh", "uyt",  "oong", "oap"};
/* Words that nobody wants to read out in an office. */
static const char *const left_out[] = {"buoi", "cac", "cut", "du",  "deo",
                                       "dit",  "lon", "cu",  "dai", "chet"};

static bool word_left_out(const char *word)
{
    for (size_t i = 0; i < ARRAY_SIZE(left_out); i++)
        if (text_equal(word, left_out[i]))
            return true;
    return false;
}

/* All of them, made at the first use. */
static const char (*words_all(void))[RECOVERY_WORD_SIZE]
{
    static char words[RECOVERY_WORD_COUNT][RECOVERY_WORD_SIZE];
    if (words[RECOVERY_WORD_COUNT - 1][0])
        return words;
    for (size_t i = 0, at = 0; at < RECOVERY_WORD_COUNT; i++) {
        snprintf(words[at], RECOVERY_WORD_SIZE, "%s%s", initials[i / ARRAY_SIZE(rhymes)],
                 rhymes[i % ARRAY_SIZE(rhymes)]);
        at += !word_left_out(words[at]);
    }
    return words;
}

void recovery_word(int number, char out[RECOVERY_WORD_SIZE])
{
    snprintf(out, RECOVERY_WORD_SIZE, "%s", words_all()[number]);
}

int recovery_word_number(const char *word)
{
    for (int i = 0; i < RECOVERY_WORD_COUNT; i++)
        if (text_equal(words_all()[i], word))
            return i;
    return -1;
}

/* ---- bits and words ---- */

void recovery_free(struct recovery *recovery)
{
    sodium_free(recovery);
}

static enum err_code recovery_room(struct recovery **ret_new, struct err *err)
{
    *ret_new = sodium_init() >= 0 ? sodium_malloc(sizeof **ret_new) : NULL;
    if (!*ret_new)
        return err_set(err, ERR_NOMEM, 1158, _("not enough memory for a key; close programs"));
    memset(*ret_new, 0, sizeof **ret_new);
    return ERR_OK;
}

enum err_code recovery_new(struct recovery **ret_new, struct err *err)
{
    enum err_code code = recovery_room(ret_new, err);
    if (!code)
        randombytes_buf((*ret_new)->bits, RECOVERY_BYTES);
    return code;
}

/* The bits and behind them the checksum. */
static void with_checksum(const struct recovery *recovery, uint8_t out[RECOVERY_BYTES + 1])
{
    struct digest hash;
    hash_bytes(recovery->bits, RECOVERY_BYTES, &hash);
    memcpy(out, recovery->bits, RECOVERY_BYTES);
    out[RECOVERY_BYTES] = hash.bytes[0] & 0xf0;
}

static bool bit_get(const uint8_t *bits, int at)
{
    return bits[at / 8] >> (7 - at % 8) & 1;
}

void recovery_show(const struct recovery *recovery, char out[RECOVERY_TEXT_SIZE])
{
    uint8_t all[RECOVERY_BYTES + 1];
    size_t length = 0;
    with_checksum(recovery, all);
    for (int i = 0; i < RECOVERY_WORDS; i++) {
        char word[RECOVERY_WORD_SIZE];
        int number = 0;
        for (int bit = 0; bit < WORD_BITS; bit++)
            number = number * 2 + bit_get(all, i * WORD_BITS + bit);
        recovery_word(number, word);
        length +=
            (size_t)snprintf(out + length, RECOVERY_TEXT_SIZE - length, "%s%s", i ? " " : "", word);
        secret_wipe(word, sizeof word);
    }
    secret_wipe(all, sizeof all);
}

bool recovery_equal(const struct recovery *a, const struct recovery *b)
{
    return sodium_memcmp(a->bits, b->bits, RECOVERY_BYTES) == 0;
}

/* The next word in small letters; false at the end. */
static bool word_next(const char **at, char out[RECOVERY_WORD_SIZE])
{
    size_t length = 0;
    *at += strspn(*at, " \t\r\n,");
    size_t end = strcspn(*at, " \t\r\n,");
    for (size_t i = 0; i < end && length < RECOVERY_WORD_SIZE - 1; i++) {
        char c = (*at)[i];
        out[length++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    out[length] = '\0';
    *at += end;
    return end > 0;
}

static enum err_code words_parse(const char *text, uint8_t all[RECOVERY_BYTES + 1], struct err *err)
{
    char word[RECOVERY_WORD_SIZE];
    int count = 0;
    while (word_next(&text, word)) {
        int number = recovery_word_number(word);
        if (++count > RECOVERY_WORDS)
            break;
        if (number < 0)
            return err_set(err, ERR_FORMAT, 1156,
                           _("word %d is none of the words of a recovery sheet; look at it again"),
                           count);
        for (int bit = 0; bit < WORD_BITS; bit++) {
            int place = (count - 1) * WORD_BITS + bit;
            if (number >> (WORD_BITS - 1 - bit) & 1)
                all[place / 8] |= (uint8_t)(1u << (7 - place % 8));
        }
    }
    secret_wipe(word, sizeof word);
    if (count != RECOVERY_WORDS)
        return err_set(err, ERR_FORMAT, 1155, _("a recovery sheet has %d words"), RECOVERY_WORDS);
    return ERR_OK;
}

enum err_code recovery_parse(const char *text, struct recovery **ret_new, struct err *err)
{
    uint8_t all[RECOVERY_BYTES + 1] = {0}, again[RECOVERY_BYTES + 1];
    struct recovery *recovery = NULL;
    enum err_code code = recovery_room(&recovery, err);
    if (!code)
        code = words_parse(text, all, err);
    if (!code) {
        memcpy(recovery->bits, all, RECOVERY_BYTES);
        with_checksum(recovery, again);
        if (sodium_memcmp(again, all, sizeof all) != 0)
            code = err_set(err, ERR_FORMAT, 1157,
                           _("one of the words is not that of the sheet, or two changed places; "
                             "look at them again"));
        secret_wipe(again, sizeof again);
    }
    secret_wipe(all, sizeof all);
    if (code)
        recovery_free(recovery);
    else
        *ret_new = recovery;
    return code;
}

/* ---- the root ---- */

enum err_code recovery_root(const struct recovery *recovery, struct sign_key **ret_new,
                            struct err *err)
{
    static const uint8_t no_salt[crypto_generichash_blake2b_SALTBYTES];
    static const uint8_t domain[crypto_generichash_blake2b_PERSONALBYTES] = "sohoa-root-1";
    uint8_t seed[SIGN_SEED_BYTES];
    crypto_generichash_blake2b_salt_personal(seed, sizeof seed, recovery->bits, RECOVERY_BYTES,
                                             NULL, 0, no_salt, domain);
    enum err_code code = sign_key_from_seed(seed, ret_new, err);
    secret_wipe(seed, sizeof seed);
    return code;
}
