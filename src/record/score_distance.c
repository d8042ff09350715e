/* SPDX-License-Identifier: Apache-2.0
 *
 * record/score_distance: Levenshtein distance of code points or words, two rows at a time. May
 * include: base.
 */
#include "record/score_distance.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"

struct runes {
    uint32_t *items;
    size_t count, capacity;
};

static uint32_t plain_rune(uint32_t rune)
{
    if (rune == 0x111)
        return 'd';
    return rune == 0x110 ? 'D' : rune;
}

static struct runes split(const char *text, bool plain)
{
    struct runes runes = {0};
    char *form = NULL;
    if (plain)
        form = utf8_nfd(text);
    else if (utf8_nfc(text, &form, NULL) != ERR_OK)
        form = mem_copy_text("");
    for (const char *at = form; *at;) {
        uint32_t rune = utf8_next(&at);
        if (plain && utf8_is_mark(rune))
            continue;
        if (utf8_is_space(rune))
            rune = ' ';
        if (rune == ' ' && (runes.count == 0 || runes.items[runes.count - 1] == ' '))
            continue;
        *ARRAY_ADD(&runes) = plain ? plain_rune(rune) : rune;
    }
    if (runes.count > 0 && runes.items[runes.count - 1] == ' ')
        runes.count--;
    free(form);
    return runes;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Each word becomes one number, its FNV-1a hash: words that differ but share one are not met. */
static void join_words(struct runes *runes)
{
    size_t words = 0;
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i <= runes->count; i++) {
        bool end = i == runes->count || runes->items[i] == ' ';
        if (end && runes->count > 0)
            runes->items[words++] = hash;
        hash = end ? 2166136261u : (hash ^ runes->items[i]) * 16777619u;
    }
    runes->count = words;
}

static size_t edits(const struct runes *truth, const struct runes *read)
{
    unsigned *row = mem_new(read->count + 1, sizeof *row);
    for (size_t j = 0; j <= read->count; j++)
        row[j] = (unsigned)j;
    for (size_t i = 0; i < truth->count; i++) {
        unsigned corner = row[0], wanted = truth->items[i];
        row[0] = (unsigned)i + 1;
        for (size_t j = 0; j < read->count; j++) {
            unsigned kept = corner + (read->items[j] != wanted);
            corner = row[j + 1];
            row[j + 1] = least(kept, least(row[j], corner) + 1);
        }
    }
    unsigned result = row[read->count];
    free(row);
    return result;
}

struct distance distance_of(const char *truth, const char *read, enum distance_form form)
{
    struct runes a = split(truth, form == DISTANCE_PLAIN), b = split(read, form == DISTANCE_PLAIN);
    if (form == DISTANCE_WORDS) {
        join_words(&a);
        join_words(&b);
    }
    struct distance distance = {a.count, edits(&a, &b)};
    free(a.items);
    free(b.items);
    return distance;
}
