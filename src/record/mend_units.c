/* SPDX-License-Identifier: Apache-2.0
 *
 * record/mend_units: provinces and districts named in a text, put right by the lists of
 * viet/places and viet/districts: "huyện la Grai, tỉnh Gia Lai" is Ia Grai. A name is looked for
 * only behind its unit word, a district only among those of the province that the text names.
 * Includes base, viet and record.
 */
#include "record/mend.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "record/label.h"
#include "record/sheet.h"
#include "viet/districts.h"
#include "viet/fold.h"
#include "viet/places.h"

enum { WORDS_MAX = 120, NAME_WORDS_MAX = 5, NAME_BYTES_MAX = 96 };

struct word {
    const char *text; /* with its signs; into the text */
    size_t length;
    const char *fold;
};

struct units {
    struct arena *arena;
    struct word words[WORDS_MAX];
    size_t count;
    int province; /* old code; 0 = none named */
    struct units_seen seen;
};

/* ---- words ---- */

static void split(struct units *units, const char *text)
{
    for (const char *at = text; *at && units->count < WORDS_MAX;) {
        size_t length = strcspn(at, " ");
        const char *fold = label_fold(arena_copy_span(units->arena, at, length), units->arena);
        units->words[units->count++] = (struct word){at, length, fold};
        at += length;
        at += strspn(at, " ");
    }
}

static bool is_upper_word(const struct word *word)
{
    const char *at = word->text, *end = at + word->length;
    size_t upper = 0;
    while (at < end) {
        uint32_t rune = utf8_next(&at);
        if (utf8_is_letter(rune) && utf8_upper_rune(rune) != rune)
            return false;
        upper += utf8_is_letter(rune);
    }
    return upper > 1;
}

static bool starts_small(const char *text)
{
    uint32_t rune = utf8_next(&text);
    return !utf8_is_letter(rune) || utf8_upper_rune(rune) != rune;
}

enum unit { UNIT_NONE, UNIT_PROVINCE, UNIT_CITY, UNIT_DISTRICT };

/* Which unit the words from at on name, and how many words say so. */
static enum unit unit_at(const struct units *units, size_t at, size_t *ret_words)
{
    const char *fold = units->words[at].fold;
    bool capital = !starts_small(units->words[at].text) && !is_upper_word(&units->words[at]);
    const char *next = at + 1 < units->count ? units->words[at + 1].fold : "";
    *ret_words = 1;
    if (capital && at > 0 && strcmp(fold, "tp") != 0)
        return UNIT_NONE; /* the Quan of Quan Lạn */
    if (strcmp(fold, "tinh") == 0)
        return UNIT_PROVINCE;
    if (strcmp(fold, "huyen") == 0 || strcmp(fold, "quan") == 0)
        return UNIT_DISTRICT;
    if (strcmp(fold, "tp") == 0)
        return UNIT_CITY;
    *ret_words = 2;
    if (strcmp(fold, "thanh") == 0 && strcmp(next, "pho") == 0)
        return UNIT_CITY;
    if (strcmp(fold, "thi") == 0 && strcmp(next, "xa") == 0)
        return UNIT_DISTRICT;
    return UNIT_NONE;
}

/* ---- names ---- */

struct found {
    char name[NAME_BYTES_MAX];
    size_t words; /* of the text */
    int distance; /* letters, over the folded name; 100 = none */
    bool twice;   /* two names of other spelling fit as well */
};

static void offer(struct found *best, const char *name, size_t length, size_t words, int distance)
{
    bool same = strlen(best->name) == length && strncmp(best->name, name, length) == 0;
    if (length >= NAME_BYTES_MAX)
        return;
    if (distance > best->distance || (distance == best->distance && words < best->words))
        return;
    if (distance == best->distance && words == best->words) {
        best->twice |= !same;
        return;
    }
    memcpy(best->name, name, length);
    best->name[length] = '\0';
    best->words = words;
    best->distance = distance;
    best->twice = false;
}

/* May a name end behind word at? Not in the middle of a longer one. */
static bool name_may_end(const struct units *units, size_t at)
{
    const struct word *word = &units->words[at];
    return at + 1 == units->count || strchr(".,;:)-", word->text[word->length - 1]) ||
           starts_small(units->words[at + 1].text) || starts_small(word->text) ||
           is_upper_word(&units->words[at + 1]);
}

/* One name against the first 1, 2, … words from at on. */
static void try_name(const struct units *units, size_t at, const char *name, size_t length,
                     int slack, struct found *best)
{
    const char *fold = label_fold(arena_copy_span(units->arena, name, length), units->arena);
    struct str text = STR_INIT;
    bool crosses = false; /* a comma: only an exact name reaches over it */
    for (size_t words = 1; words <= NAME_WORDS_MAX && at + words <= units->count; words++) {
        const struct word *last = &units->words[at + words - 1];
        str_add(&text, last->fold);
        if (text.length > strlen(fold) + 2)
            break;
        int allowed = strlen(fold) >= 5 && !crosses ? slack : 0;
        int distance = fold_distance(fold, str_peek(&text), allowed);
        crosses |= strchr(",;", last->text[last->length - 1]) != NULL;
        if (distance <= allowed && name_may_end(units, at + words - 1))
            offer(best, name, length, words, distance);
    }
    str_release(&text);
}

static void try_provinces(const struct units *units, size_t at, bool cities, int slack,
                          struct found *best)
{
    for (size_t i = 0; i < PROVINCES_OLD_COUNT; i++)
        if (!cities || PROVINCES_OLD[i].city)
            try_name(units, at, PROVINCES_OLD[i].name, strlen(PROVINCES_OLD[i].name), slack, best);
    for (size_t i = 0; i < PROVINCES_NEW_COUNT; i++)
        if (!cities || PROVINCES_NEW[i].city)
            try_name(units, at, PROVINCES_NEW[i].name, strlen(PROVINCES_NEW[i].name), slack, best);
}

static void try_list(const struct units *units, size_t at, const char *names, int slack,
                     struct found *best)
{
    while (names && *names) {
        size_t length = strcspn(names, "|");
        try_name(units, at, names, length, slack, best);
        names += length + (names[length] == '|');
    }
}

static void try_districts(const struct units *units, size_t at, struct found *best)
{
    if (units->province) {
        try_list(units, at, districts_of(units->province), 1, best);
        return;
    }
    for (size_t i = 0; i < DISTRICTS_COUNT; i++)
        try_list(units, at, DISTRICTS[i].names, 0, best);
}

static struct found find_name(const struct units *units, enum unit unit, size_t at)
{
    struct found best = {.distance = 100};
    if (unit == UNIT_PROVINCE)
        try_provinces(units, at, false, 1, &best);
    else
        try_districts(units, at, &best);
    if (unit == UNIT_CITY)
        try_provinces(units, at, true, 0, &best);
    if (best.twice)
        best.distance = 100;
    return best;
}

/* ---- rewriting ---- */

/* Signs at the end of a word that close the name: what stands behind its last letter or digit. */
static size_t letters_end(const struct word *word)
{
    size_t length = word->length;
    while (length > 0 && strchr(".,;:)", word->text[length - 1]))
        length--;
    return length;
}

static const char *in_case(const struct units *units, size_t at, const struct found *found)
{
    if (!is_upper_word(&units->words[at + found->words - 1]))
        return found->name;
    char *upper = utf8_upper(found->name);
    const char *copy = arena_copy_text(units->arena, upper);
    free(upper);
    return copy;
}

static bool is_written(const struct units *units, size_t at, size_t words, const char *name)
{
    const struct word *last = &units->words[at + words - 1];
    const char *from = units->words[at].text;
    size_t length = (size_t)(last->text - from) + letters_end(last);
    char *written = mem_copy_text(arena_copy_span(units->arena, from, length));
    bool same = strcmp(written, name) == 0 || fold_tone_equal(written, name);
    free(written);
    return same;
}

static void add_word(struct str *out, const char *text, size_t length)
{
    if (out->length > 0)
        str_add_char(out, ' ');
    str_add_span(out, text, length);
}

/* The province that stands last decides where districts are looked for. */
static void find_province(struct units *units)
{
    for (size_t i = units->count; i-- > 0 && !units->province;) {
        size_t skip;
        enum unit unit = unit_at(units, i, &skip);
        struct found best = {.distance = 100};
        if (unit != UNIT_PROVINCE && unit != UNIT_CITY)
            continue;
        try_provinces(units, i + skip, unit == UNIT_CITY, unit == UNIT_PROVINCE, &best);
        for (size_t k = 0; k < PROVINCES_OLD_COUNT && best.distance < 100 && !best.twice; k++)
            if (strcmp(PROVINCES_OLD[k].name, best.name) == 0)
                units->province = PROVINCES_OLD[k].code;
    }
}

const char *mend_units(const char *text, struct units_seen *ret_seen, struct arena *arena)
{
    struct units *units = arena_take(arena, 1, sizeof *units);
    struct str out = STR_INIT;
    bool changed = false;
    *units = (struct units){.arena = arena};
    split(units, text);
    if (units->count >= WORDS_MAX)
        units->count = 0; /* no address is so long */
    find_province(units);
    for (size_t i = 0; i < units->count;) {
        size_t skip;
        enum unit unit = unit_at(units, i, &skip);
        add_word(&out, units->words[i].text, units->words[i].length);
        if (unit == UNIT_NONE || i + skip >= units->count) {
            i++;
            continue;
        }
        if (skip == 2)
            add_word(&out, units->words[i + 1].text, units->words[i + 1].length);
        i += skip;
        struct found found = find_name(units, unit, i);
        if (found.distance == 100) {
            units->seen.unknown++;
            continue;
        }
        units->seen.known++;
        const char *name = in_case(units, i, &found);
        if (!is_written(units, i, found.words, name)) {
            const struct word *last = &units->words[i + found.words - 1];
            add_word(&out, name, strlen(name));
            str_add_span(&out, last->text + letters_end(last), last->length - letters_end(last));
            units->seen.mended++;
            changed = true;
        } else {
            for (size_t k = 0; k < found.words; k++)
                units->seen.vouched[(i + k) / 64] |= 1ull << ((i + k) % 64);
            for (size_t k = 0; k < found.words; k++)
                add_word(&out, units->words[i + k].text, units->words[i + k].length);
        }
        i += found.words;
    }
    units->seen.province = units->province != 0;
    if (ret_seen)
        *ret_seen = units->seen;
    const char *mended = changed ? arena_copy_text(arena, str_peek(&out)) : text;
    str_release(&out);
    return mended;
}
