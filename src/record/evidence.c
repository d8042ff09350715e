/* SPDX-License-Identifier: Apache-2.0
 *
 * record/evidence: what the words of a value say for and against it, alone and beside the other
 * words of its page. Includes base, model, viet and record.
 */
#include "record/evidence.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "record/mend.h"
#include "viet/date.h"
#include "viet/fold.h"
#include "viet/names.h"
#include "viet/syllable.h"

/* ---- the words of the page ---- */

struct page_word {
    char *plain, *marked; /* both without case; marked: with its marks, either tone place */
    struct rect box;
};
struct page_words {
    struct arena *arena;
    struct page_word *items;
    size_t count, capacity;
    float doubt, odd; /* of all: mean doubt of a character; share of impossible words */
};

static bool is_edge(char c)
{
    return strchr(".,;:()[]\"'-/", c) != NULL;
}

/* One word without signs at its ends; heap, NULL when it has fewer than two letters. */
static char *bare_word(const char *text, size_t length)
{
    struct str out = STR_INIT;
    while (length > 0 && is_edge(text[0]))
        text++, length--;
    while (length > 0 && is_edge(text[length - 1]))
        length--;
    str_add_span(&out, text, length);
    size_t letters = 0;
    const char *at = str_peek(&out);
    for (uint32_t rune; (rune = utf8_next(&at)) != 0;)
        letters += utf8_is_letter(rune);
    if (letters >= 2)
        return str_take(&out);
    str_release(&out);
    return NULL;
}

static int by_plain(const void *a, const void *b)
{
    const struct page_word *left = a, *right = b;
    return strcmp(left->plain, right->plain);
}

static void add_word(struct page_words *words, const struct text_word *word, size_t *odd)
{
    char *bare = bare_word(word->text, strlen(word->text));
    if (!bare)
        return;
    *odd += !syllable_possible(bare);
    *ARRAY_ADD(words) = (struct page_word){fold_search(bare), fold_tone(bare), word->box};
    free(bare);
}

static void words_init(struct page_words *words, const struct text_page *page)
{
    double away = 0, letters = 0;
    size_t odd = 0;
    *words = (struct page_words){.arena = arena_new()};
    for (size_t i = 0; i < page->line_count; i++)
        for (size_t k = 0; k < page->lines[i].word_count; k++) {
            const struct text_word *word = &page->lines[i].words[k];
            double size = (double)utf8_count(word->text);
            away += size * fmax(0, 0.988 - (double)word->confidence);
            letters += size;
            add_word(words, word, &odd);
        }
    words->doubt = letters > 0 ? evidence_doubt(0.988f - (float)(away / letters)) : 0;
    words->odd = words->count ? (float)odd / (float)words->count : 0;
    if (words->count)
        qsort(words->items, words->count, sizeof *words->items, by_plain);
}

static void words_release(struct page_words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        free(words->items[i].plain);
        free(words->items[i].marked);
    }
    free(words->items);
    arena_free(words->arena);
}

static bool is_inside(struct rect word, struct rect box)
{
    int x = word.x + word.w / 2, y = word.y + word.h / 2;
    return x >= box.x && x < rect_right(box) && y >= box.y && y < rect_bottom(box);
}

/* How often a word stands elsewhere with the same marks, and with others. */
static void words_count(const struct page_words *words, const char *bare, struct rect own,
                        size_t *ret_same, size_t *ret_other)
{
    struct page_word key = {fold_search(bare), fold_tone(bare), own};
    size_t low = 0, high = words->count;
    *ret_same = *ret_other = 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(words->items[middle].plain, key.plain) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < words->count && strcmp(words->items[low].plain, key.plain) == 0; low++) {
        if (is_inside(words->items[low].box, own))
            continue;
        if (strcmp(words->items[low].marked, key.marked) == 0)
            ++*ret_same;
        else
            ++*ret_other;
    }
    free(key.plain);
    free(key.marked);
}

/* ---- one value ---- */

static bool has_words(enum field_kind kind)
{
    return kind == KIND_TEXT || kind == KIND_NAME || kind == KIND_PLACE ||
           kind == KIND_PLACE_DATE || kind == KIND_PAPER;
}

static void look_at_words(const struct page_words *words, const struct schema_field *field,
                          struct proposed_field *out)
{
    float *part = out->evidence->part;
    size_t count = 0, repeated = 0, conflict = 0, odd = 0, strange = 0;
    for (const char *at = out->value.written; *at;) {
        size_t length = strcspn(at, " "), same, other;
        char *bare = bare_word(at, length);
        if (bare) {
            words_count(words, bare, out->box, &same, &other);
            count++;
            repeated += same > 0;
            conflict += other > same;
            odd += !syllable_possible(bare);
            strange += field->kind == KIND_NAME && !name_word_known(bare);
        }
        free(bare);
        at += length;
        at += strspn(at, " ");
    }
    part[EVIDENCE_REPEATED] = count ? (float)repeated / (float)count : 0;
    part[EVIDENCE_CONFLICT] = logf(1 + (float)conflict);
    part[EVIDENCE_ODD_WORDS] = logf(1 + (float)odd);
    part[EVIDENCE_STRANGE] = logf(1 + (float)strange);
}

/* Signs that such a value seldom has. */
static int odd_signs(enum field_kind kind, const char *text)
{
    int odd = 0, open = 0;
    uint32_t before = ' ';
    for (uint32_t rune; (rune = utf8_next(&text)) != 0; before = rune) {
        bool digit = rune >= '0' && rune <= '9', letter = utf8_is_letter(rune);
        open += (rune == '(') - (rune == ')');
        if (kind == KIND_NAME)
            odd += !letter && rune != ' ' && rune != '\'';
        else
            odd += !letter && !digit && (rune >= 0x80 || !strchr(" ,./-()", (int)rune));
        odd += before == ',' && rune != ' ';
        odd += before == ',' && digit;
        odd += (before >= '0' && before <= '9') && letter && utf8_lower_rune(rune) == rune;
    }
    return odd + abs(open);
}

static int odd_case(enum field_kind kind, const char *text)
{
    int odd = 0, small = 0, large = 0;
    bool start = true, lower = false;
    for (uint32_t rune; (rune = utf8_next(&text)) != 0;) {
        bool letter = utf8_is_letter(rune);
        bool upper = letter && utf8_lower_rune(rune) != rune;
        odd += upper && lower;                                 /* bEn */
        odd += letter && start && !upper && kind == KIND_NAME; /* văn */
        if (letter && !start)
            small += !upper, large += upper;
        lower = letter && !upper;
        start = !letter && rune != '\'';
    }
    return odd + (kind == KIND_NAME && small > 0 && large > 0);
}

static bool is_complete(enum field_kind kind, const struct value *value)
{
    struct date date;
    switch (kind) {
    case KIND_DATE:
    case KIND_DATE_WORDS:
        return value->normal && date_from_edtf(value->normal, &date) && date.day > 0;
    case KIND_YEAR: return value->normal && date_from_edtf(value->normal, &date);
    default: return false;
    }
}

/* Provinces and districts that the lists know. */
static void look_at_units(struct proposed_field *out, struct arena *arena)
{
    struct units_seen seen;
    (void)mend_units(out->value.written, &seen, arena);
    out->evidence->part[EVIDENCE_STRANGE] += logf(1 + (float)seen.unknown);
    out->evidence->part[EVIDENCE_COMPLETE] = seen.province && seen.unknown == 0 ? 1 : 0;
    out->evidence->part[EVIDENCE_MENDED] += (float)seen.mended;
}

static void tell_kind(enum field_kind kind, float *part)
{
    static const enum evidence_part parts[KIND_COUNT] = {
        [KIND_TEXT] = EVIDENCE_ONE,         [KIND_NAME] = EVIDENCE_IS_NAME,
        [KIND_DATE] = EVIDENCE_IS_DATE,     [KIND_DATE_WORDS] = EVIDENCE_IS_WORDS,
        [KIND_YEAR] = EVIDENCE_IS_DATE,     [KIND_NUMBER] = EVIDENCE_IS_NUMBER,
        [KIND_PERSON_ID] = EVIDENCE_IS_ID,  [KIND_SEX] = EVIDENCE_IS_LISTED,
        [KIND_ETHNIC] = EVIDENCE_IS_LISTED, [KIND_NATIONALITY] = EVIDENCE_IS_LISTED,
        [KIND_PLACE] = EVIDENCE_IS_PLACE,   [KIND_PLACE_DATE] = EVIDENCE_IS_PLACE,
        [KIND_TIME] = EVIDENCE_ONE,         [KIND_PAPER] = EVIDENCE_ONE,
    };
    part[parts[kind]] = 1;
    part[EVIDENCE_ONE] = 1;
}

static float line_doubt(const struct text_page *page, struct rect box)
{
    float most = 0;
    for (size_t i = 0; i < page->line_count; i++) {
        const struct text_line *line = &page->lines[i];
        if (line->word_count == 0 || !is_inside(line->box, box))
            continue;
        float doubt = evidence_doubt(line->confidence);
        most = doubt > most ? doubt : most;
    }
    return most;
}

static void look_at(const struct page_words *words, const struct text_page *page,
                    const struct schema_field *field, struct proposed_field *out)
{
    float *part = out->evidence->part;
    if (out->value.written && has_words(field->kind))
        look_at_words(words, field, out);
    if (out->value.written) {
        part[EVIDENCE_ODD_SIGNS] = logf(1 + (float)odd_signs(field->kind, out->value.written));
        part[EVIDENCE_ODD_CASE] = logf(1 + (float)odd_case(field->kind, out->value.written));
        part[EVIDENCE_COMPLETE] = is_complete(field->kind, &out->value);
        if (field->kind == KIND_PLACE || field->kind == KIND_PAPER || field->kind == KIND_TEXT)
            look_at_units(out, words->arena);
    }
    part[EVIDENCE_PAGE_DOUBT] = words->doubt;
    part[EVIDENCE_PAGE_ODD] = words->odd;
    part[EVIDENCE_LINE_DOUBT] = line_doubt(page, out->box);
    part[EVIDENCE_COVERED] = field->find == FIND_SIGNER || field->find == FIND_OFFICE;
    tell_kind(field->kind, part);
}

void evidence_page(const struct schema *schema, const struct text_page *page, float schema_sure,
                   struct proposal *items, size_t count)
{
    struct page_words words;
    words_init(&words, page);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < items[i].field_count; k++) {
            struct proposed_field *field = &items[i].fields[k];
            if (!field->evidence)
                continue;
            look_at(&words, page, &schema->fields[k], field);
            field->evidence->part[EVIDENCE_KIND_SURE] = schema_sure < 1 ? 1 - schema_sure : 0;
            field->evidence->part[EVIDENCE_IS_ROW] = schema->shape == PAPER_ROWS;
            field->confidence = evidence_confidence(field->evidence);
        }
    words_release(&words);
}
