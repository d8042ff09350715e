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
#include "record/gate.h"
#include "record/mend.h"
#include "record/normalise_text.h"
#include "record/vocabulary.h"
#include "viet/date.h"
#include "viet/fold.h"
#include "viet/names.h"
#include "viet/syllable.h"

/* No page that was counted had much less; what was not seen earns nothing. */
#define PAGE_DOUBT_LEAST 0.8f

/* A kind of paper told by its labels alone, or one of two that fit alike: nothing on it is sure. */
#define KIND_SURE_LEAST 0.45f

/* ---- the words of the page ---- */

struct page_word {
    char *plain, *marked; /* both without case; marked: with its marks, either tone place */
    bool capital;         /* it begins with one */
    struct rect box;
};
struct page_words {
    struct arena *arena;
    struct page_word *items;
    size_t count, capacity;
    float doubt, odd; /* of all: mean doubt of a character; share of impossible words */
    float digits;     /* dates and numbers of the page that cannot be as they were read */
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

static bool is_capital(const char *word)
{
    uint32_t rune = utf8_next(&word);
    return utf8_lower_rune(rune) != rune;
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
    *ARRAY_ADD(words) =
        (struct page_word){fold_search(bare), fold_tone(bare), is_capital(bare), word->box};
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

/* How often a word stands elsewhere: just so, with other marks, with another first letter's case.
 */
struct elsewhere {
    size_t same, other, cased;
};

static void words_count(const struct page_words *words, const char *bare, struct rect own,
                        struct elsewhere *ret)
{
    struct page_word key = {fold_search(bare), fold_tone(bare), is_capital(bare), own};
    size_t low = 0, high = words->count;
    *ret = (struct elsewhere){0};
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
        if (strcmp(words->items[low].marked, key.marked) != 0)
            ret->other++;
        else if (words->items[low].capital != key.capital)
            ret->cased++;
        else
            ret->same++;
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

enum { VALUE_WORDS_MAX = 120 };

/* The words of one value and what is known of each. */
struct value_words {
    struct {
        const char *text;
        size_t length;
        bool vouched; /* a list has it, and nothing else that looks like it */
    } items[VALUE_WORDS_MAX];
    size_t count;
};

static void value_split(struct value_words *words, const char *text)
{
    words->count = 0;
    while (*text && words->count < VALUE_WORDS_MAX) {
        size_t length = strcspn(text, " ");
        words->items[words->count].text = text;
        words->items[words->count].vouched = false;
        words->items[words->count++].length = length;
        text += length;
        text += strspn(text, " ");
    }
}

static size_t bare_length(const char *word, size_t length)
{
    while (length > 0 && strchr(",.;:)", word[length - 1]))
        length--;
    return length;
}

/* Units that the lists know, set phrases, words of offices. */
static void vouch_text(struct value_words *words, const struct units_seen *seen)
{
    for (size_t i = 0; i < words->count; i++) {
        const char *text = words->items[i].text;
        bool start = i == 0 || strchr(".;-", text[-2]) != NULL;
        size_t length = bare_length(text, words->items[i].length);
        size_t phrase = phrase_length(text, start);
        words->items[i].vouched |= length == 0 || (seen->vouched[i / 64] >> (i % 64) & 1) ||
                                   word_is_office(text, length, start);
        for (size_t k = i; phrase > 0 && k < words->count; k++)
            words->items[k].vouched |= words->items[k].text < text + phrase;
    }
}

/* Given names are too many for a list to vouch for: Tiến and Liên are both usual. */
static void vouch_name(struct value_words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        char *bare = bare_word(words->items[i].text, words->items[i].length);
        words->items[i].vouched = bare && i == 0 && name_surname(bare);
        free(bare);
    }
}

static bool is_strange(enum field_kind kind, size_t index, const char *word)
{
    size_t length = strlen(word);
    if (kind == KIND_NAME) /* Thi in the middle of a name is a Thị that lost its mark */
        return !name_word_known(word) ||
               (index == 1 && length == 3 && (word[2] == 'i' || word[2] == 'I') &&
                (word[0] == 'T' || word[0] == 't'));
    return !word_is_usual_place(word, length) && !name_word_known(word);
}

/* The engine's doubts about the words that nothing vouches for. */
static void weigh_open(const struct value_words *words, struct evidence *evidence)
{
    float away = 0, least = 1;
    float *part = evidence->part;
    size_t open = 0;
    bool one_by_one = evidence->words && evidence->word_count == words->count;
    for (size_t i = 0; i < words->count; i++) {
        if (words->items[i].vouched)
            continue;
        open++;
        if (!one_by_one)
            continue;
        const struct evidence_word *word = &evidence->words[i];
        float doubt = 0.988f - word->mean;
        away += (doubt > 0 ? doubt : 0) * (float)word->letters;
        least = word->least < least ? word->least : least;
    }
    part[EVIDENCE_OPEN] = logf(1 + (float)open);
    part[EVIDENCE_OPEN_SUM] = one_by_one || open == 0 ? logf(1 + away / 0.01f) : part[EVIDENCE_SUM];
    part[EVIDENCE_OPEN_WORST] = open == 0    ? 0
                                : one_by_one ? evidence_doubt(least)
                                             : part[EVIDENCE_WORST];
}

static void look_at_words(const struct page_words *page, enum field_kind kind,
                          const struct value_words *words, struct proposed_field *out)
{
    float *part = out->evidence->part;
    size_t count = 0, repeated = 0, conflict = 0, odd = 0, strange = 0;
    for (size_t i = 0; i < words->count; i++) {
        struct elsewhere elsewhere;
        char *bare = bare_word(words->items[i].text, words->items[i].length);
        if (bare && i == 0 && kind != KIND_NAME) { /* Xã and xã have one shape */
            words_count(page, bare, out->box, &elsewhere);
            conflict += elsewhere.cased > elsewhere.same;
        }
        if (bare && !words->items[i].vouched) {
            words_count(page, bare, out->box, &elsewhere);
            count++;
            repeated += elsewhere.same + elsewhere.cased > 0;
            conflict += elsewhere.other > elsewhere.same + elsewhere.cased;
            odd += !syllable_possible(bare);
            strange += is_strange(kind, i, bare);
        }
        free(bare);
    }
    part[EVIDENCE_REPEATED] = count ? (float)repeated / (float)count : 0;
    part[EVIDENCE_CONFLICT] = logf(1 + (float)conflict);
    part[EVIDENCE_ODD_WORDS] = logf(1 + (float)odd);
    part[kind == KIND_NAME ? EVIDENCE_STRANGE_NAME : EVIDENCE_STRANGE] = logf(1 + (float)strange);
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
        odd += kind == KIND_PAPER && rune == ',';
        odd += before == ',' && digit;
        odd += (before >= '0' && before <= '9') && letter && utf8_lower_rune(rune) == rune;
    }
    return odd + abs(open);
}

static bool holds_word(const char *const *list, size_t count, const char *word, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(list[i]) == length && strncmp(list[i], word, length) == 0)
            return true;
    return false;
}

/* Hữu Sơn, Văn Nam: the family name is lost. */
static bool name_is_cut(const char *text)
{
    static const char *const middles[] = {
        "Văn", "Thị", "Hữu", "Đức", "Công", "Ngọc", "Xuân", "Thế", "Minh", "Quốc", "Đình", "Duy",
        "VĂN", "THỊ", "HỮU", "ĐỨC", "CÔNG", "NGỌC", "XUÂN", "THẾ", "MINH", "QUỐC", "ĐÌNH", "DUY"};
    return holds_word(middles, ARRAY_SIZE(middles), text, strcspn(text, " "));
}

/* "… kết hôn với", "ban nhân dân xã", "TM. ỦY BAN NHÂN DÂN": an end is missing. */
static bool is_cut(const struct schema_field *field, const char *text)
{
    static const char *const links[] = {"với", "và", "của", "do",  "tại", "theo",
                                        "về",  "xã", "số",  "cấp", "ngày"};
    static const char *const rests[] = {"ban", "nhân", "với", "và", "của", "phố", "viện"};
    const char *last = strrchr(text, ' ');
    if (field->kind == KIND_NAME)
        return name_is_cut(text);
    if (field->kind != KIND_PLACE && field->kind != KIND_TEXT && field->kind != KIND_PAPER)
        return false;
    if (last && holds_word(links, ARRAY_SIZE(links), last + 1, strlen(last + 1)))
        return true;
    if (holds_word(rests, ARRAY_SIZE(rests), text, strcspn(text, " ")))
        return true;
    if (field->find != FIND_OFFICE)
        return false;
    char *plain = fold_search(text);
    bool named = strstr(plain, "tich") || strstr(plain, "truong") || strstr(plain, "doc") ||
                 strstr(plain, "thu") || strstr(plain, "vien");
    free(plain);
    return !named;
}

/* Two letters or more and no vowel, as in Bì nh Minh; offices are written in capitals. */
static int broken_words(const char *text)
{
    int broken = 0, letters = 0;
    bool vowel = false, lower = false;
    for (;;) {
        uint32_t rune = utf8_next(&text);
        bool letter = rune != 0 && utf8_is_letter(rune);
        if (!letter) {
            broken += letters >= 2 && lower && !vowel;
            letters = 0;
            vowel = lower = false;
        }
        if (rune == 0)
            return broken;
        if (!letter)
            continue;
        letters++;
        lower |= utf8_lower_rune(rune) == rune;
        uint32_t small = utf8_lower_rune(rune);
        vowel |= small >= 0x80 ? small != 0x111 : strchr("aeiouy", (int)small) != NULL;
    }
}

static int odd_case(enum field_kind kind, const char *text)
{
    int odd = 0, small = 0, large = 0;
    const char *peek = text;
    uint32_t begin = utf8_next(&peek);
    bool starts_small = utf8_is_letter(begin) && utf8_lower_rune(begin) == begin;
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
    /* VỢ alone: a small word whose capital was read twice */
    odd += kind == KIND_TEXT && starts_small; /* vợ: V and v have one shape */
    return odd + (kind == KIND_NAME && small > 0 && large > 0) +
           (kind == KIND_TEXT && small == 0 && large > 0 && large <= 3);
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

static void look_at_text(const struct page_words *page, enum field_kind kind,
                         struct proposed_field *out)
{
    struct value_words words;
    struct units_seen seen = {0};
    value_split(&words, out->value.written);
    if (kind == KIND_NAME) {
        vouch_name(&words);
        out->evidence->part[EVIDENCE_TWO_WORDS] = words.count == 2;
    } else {
        (void)mend_units(out->value.written, &seen, page->arena);
        vouch_text(&words, &seen);
    }
    look_at_words(page, kind, &words, out);
    weigh_open(&words, out->evidence);
    if (kind == KIND_NAME)
        out->evidence->part[EVIDENCE_OPEN_WORST_NAME] = out->evidence->part[EVIDENCE_OPEN_WORST];
    out->evidence->part[EVIDENCE_STRANGE] += logf(1 + (float)seen.unknown);
    if (kind == KIND_PLACE)
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

static int nines(const char *text)
{
    int count = 0;
    for (; text && *text; text++)
        count += *text == '3' || *text == '9' || *text == '8';
    return count;
}

/* "4/1/1989" */
static bool has_lone_one(const char *text)
{
    for (const char *at = text; at && *at; at++) {
        bool start = at == text || at[-1] < '0' || at[-1] > '9';
        if (start && at[0] == '1' && (at[1] < '0' || at[1] > '9'))
            return true;
    }
    return false;
}

static bool is_digital(enum field_kind kind)
{
    return kind == KIND_DATE || kind == KIND_YEAR || kind == KIND_NUMBER || kind == KIND_PERSON_ID;
}

static void look_at(const struct page_words *words, const struct text_page *page,
                    const struct schema_field *field, struct proposed_field *out)
{
    float *part = out->evidence->part;
    if (out->value.written) {
        part[EVIDENCE_ODD_SIGNS] = logf(1 + (float)odd_signs(field->kind, out->value.written));
        part[EVIDENCE_CUT] =
            is_cut(field, out->value.written) || broken_words(out->value.written) > 0;
        part[EVIDENCE_GATE] += (float)gate_value(field, out->value.written);
        part[EVIDENCE_ODD_CASE] = logf(1 + (float)odd_case(field->kind, out->value.written));
        part[EVIDENCE_COMPLETE] = is_complete(field->kind, &out->value);
        if (has_words(field->kind))
            look_at_text(words, field->kind, out);
    }
    part[EVIDENCE_PAGE_DOUBT] = words->doubt > PAGE_DOUBT_LEAST ? words->doubt : PAGE_DOUBT_LEAST;
    part[EVIDENCE_PAGE_ODD] = words->odd;
    if (is_digital(field->kind)) {
        part[EVIDENCE_PAGE_DIGITS] = words->digits;
        part[EVIDENCE_NINES] = logf(1 + (float)nines(out->value.written));
        part[EVIDENCE_ONE_DIGIT] = field->kind == KIND_DATE && has_lone_one(out->value.written);
    }
    part[EVIDENCE_LINE_DOUBT] = line_doubt(page, out->box);
    part[EVIDENCE_COVERED] = field->find == FIND_SIGNER || field->find == FIND_OFFICE;
    tell_kind(field->kind, part);
}

/* Where one 2 was read as 9, others may have been. */
static float bad_digits(const struct schema *schema, const struct proposal *items, size_t count)
{
    size_t bad = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < items[i].field_count; k++) {
            const struct proposed_field *field = &items[i].fields[k];
            if (is_digital(schema->fields[k].kind) && field->evidence)
                bad += !field->value.normal || field->evidence->part[EVIDENCE_PROBLEM] > 0;
        }
    return logf(1 + (float)bad);
}

void evidence_page(const struct schema *schema, const struct text_page *page, float schema_sure,
                   struct proposal *items, size_t count)
{
    struct page_words words;
    words_init(&words, page);
    words.digits = bad_digits(schema, items, count);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < items[i].field_count; k++) {
            struct proposed_field *field = &items[i].fields[k];
            if (!field->evidence)
                continue;
            look_at(&words, page, &schema->fields[k], field);
            field->evidence->part[EVIDENCE_KIND_SURE] = schema_sure < 1 ? 1 - schema_sure : 0;
            field->evidence->part[EVIDENCE_GATE] += schema_sure < KIND_SURE_LEAST;
            field->evidence->part[EVIDENCE_IS_ROW] = schema->shape == PAPER_ROWS;
            field->confidence = evidence_confidence(field->evidence);
        }
    words_release(&words);
}
