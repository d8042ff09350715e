/* SPDX-License-Identifier: Apache-2.0
 *
 * present/offer: a ring of values; the ways to find one in it. May include: base, model, viet,
 * record.
 */
#include "present/offer.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "viet/ethnic.h"
#include "viet/fold.h"
#include "viet/names.h"

enum { KEPT_MAX = 4000, WORD_MAX = 64, WORDS_FROM = 400 /* values, of the field's kind */ };

struct kept {
    char *field, *written; /* written NULL: a status only */
    enum field_kind kind;
    enum value_status status;
    struct uuid record;
};

struct offers {
    struct kept items[KEPT_MAX]; /* a ring, the newest before next */
    size_t count, next;
};

/* ---- keeping ---- */

struct offers *offers_new(void)
{
    return mem_new(1, sizeof(struct offers));
}

static void kept_release(struct kept *kept)
{
    free(kept->field);
    free(kept->written);
    *kept = (struct kept){0};
}

void offers_free(struct offers *offers)
{
    if (!offers)
        return;
    for (size_t i = 0; i < offers->count; i++)
        kept_release(&offers->items[i]);
    free(offers);
}

/* The index-th newest; its field is NULL when it was forgotten. */
static const struct kept *newest(const struct offers *offers, size_t index)
{
    return &offers->items[(offers->next + KEPT_MAX - 1 - index) % KEPT_MAX];
}

static bool is_of(const struct kept *kept, const char *field)
{
    return kept->field && text_equal(kept->field, field);
}

/* What this record holds in this field: a second person may be keying it blind. */
static bool is_own(const struct kept *kept, const struct offer_ask *ask)
{
    return is_of(kept, ask->field->name) && uuid_equal(&kept->record, &ask->record);
}

void offers_learn(struct offers *offers, const struct schema_field *field,
                  const struct uuid *record, const struct value *value)
{
    for (size_t i = 0; i < offers->count; i++)
        if (is_of(&offers->items[i], field->name) && uuid_equal(&offers->items[i].record, record))
            kept_release(&offers->items[i]);
    struct kept *kept = &offers->items[offers->next];
    if (offers->count == KEPT_MAX)
        kept_release(kept);
    else
        offers->count++;
    bool text = value->status == VALUE_OK && value->written;
    *kept = (struct kept){.field = mem_copy_text(field->name),
                          .written = text ? mem_copy_text(value->written) : NULL,
                          .kind = field->kind,
                          .status = value->status,
                          .record = *record};
    offers->next = (offers->next + 1) % KEPT_MAX;
}

bool offers_last(const struct offers *offers, const char *field, const struct uuid *record,
                 struct value *ret)
{
    for (size_t i = 0; i < offers->count; i++) {
        const struct kept *kept = newest(offers, i);
        if (!is_of(kept, field) || uuid_equal(&kept->record, record))
            continue;
        *ret = (struct value){.written = kept->written, .status = kept->status};
        return true;
    }
    return false;
}

/* ---- the next number ---- */

static const char *next_number(const struct offers *offers, const struct offer_ask *ask,
                               struct arena *arena)
{
    struct value last;
    long number;
    if (*ask->text || !offers_last(offers, ask->field->name, &ask->record, &last) ||
        !last.written || !text_to_long(last.written, 0, 999999998, &number))
        return NULL;
    return arena_format(arena, "%0*ld", (int)strlen(last.written), number + 1);
}

/* ---- whole values ---- */

/* Where the words of text that begins with typed start: 0, or at a later word ("tan" finds xã Tân
 * Lập); SIZE_MAX when none does. */
static size_t begins_at(const char *text, const char *typed)
{
    enum { TELLING_SIGNS = 2 };
    if (fold_begins(text, typed))
        return 0;
    if (utf8_count(typed) < TELLING_SIGNS)
        return SIZE_MAX;
    for (const char *at = strchr(text, ' '); at; at = strchr(at + 1, ' '))
        if (fold_begins(at + 1, typed))
            return (size_t)(at + 1 - text);
    return SIZE_MAX;
}

/* Persons have names of their own: one that was keyed before is offered only where it comes again,
 * in the same record, or as a name that stood in this field twice. */
static bool comes_again(const struct offers *offers, const struct kept *kept,
                        const struct offer_ask *ask)
{
    size_t count = 0;
    if (ask->field->kind != KIND_NAME || uuid_equal(&kept->record, &ask->record))
        return true;
    for (size_t i = 0; i < offers->count && count < 2; i++)
        count += is_of(&offers->items[i], ask->field->name) && offers->items[i].written &&
                 text_equal(offers->items[i].written, kept->written);
    return count == 2;
}

/* Lower is better; the newest of equals wins. */
static int rank_of(const struct kept *kept, const struct offer_ask *ask, size_t at)
{
    bool same_record = uuid_equal(&kept->record, &ask->record);
    bool same_field = is_of(kept, ask->field->name);
    return (at > 0 ? 4 : 0) + (same_record ? 0 : same_field ? 1 : 2);
}

static bool is_offered_empty(const struct kept *kept, const struct offer_ask *ask)
{
    bool same_record = uuid_equal(&kept->record, &ask->record);
    switch (ask->field->kind) {
    case KIND_NAME: return same_record && ask->field->carry == CARRY_NONE && !ask->field->required;
    case KIND_PLACE:
    case KIND_ETHNIC:
    case KIND_NATIONALITY: return is_of(kept, ask->field->name) || same_record;
    case KIND_DATE: return ask->field->carry == CARRY_LAST && is_of(kept, ask->field->name);
    default: return false;
    }
}

static const char *earlier_value(const struct offers *offers, const struct offer_ask *ask)
{
    const struct kept *best = NULL;
    int best_rank = 99;
    for (size_t i = 0; i < offers->count; i++) {
        const struct kept *kept = newest(offers, i);
        if (!kept->written || kept->kind != ask->field->kind ||
            strcmp(kept->written, ask->text) == 0)
            continue;
        if (is_own(kept, ask))
            continue;
        if (!*ask->text && !is_offered_empty(kept, ask))
            continue;
        size_t at = begins_at(kept->written, ask->text);
        if (at == SIZE_MAX || !comes_again(offers, kept, ask))
            continue;
        int rank = rank_of(kept, ask, at);
        if (rank < best_rank) {
            best = kept;
            best_rank = rank;
        }
    }
    return best ? best->written : NULL;
}

/* ---- the rest of a place ---- */

/* Behind the last comma: what stood there in an earlier value. */
static const char *rest_of_place(const struct offers *offers, const struct offer_ask *ask,
                                 struct arena *arena)
{
    const char *comma = strrchr(ask->text, ',');
    if (!comma)
        return NULL;
    const char *typed = comma + 1 + strspn(comma + 1, " ");
    for (size_t i = 0; i < offers->count; i++) {
        const struct kept *kept = newest(offers, i);
        bool place = kept->written && kept->kind == KIND_PLACE && !is_own(kept, ask);
        const char *part = place ? kept->written : "";
        while ((part = strchr(part, ',')) != NULL) {
            part += 1 + strspn(part + 1, " ");
            if (strlen(part) >= strlen(typed) && begins_at(part, typed) != SIZE_MAX)
                return arena_format(arena, "%.*s, %s", (int)(comma - ask->text), ask->text, part);
        }
    }
    return NULL;
}

/* ---- words ---- */

struct word_ask {
    const char *typed;
    char before[WORD_MAX]; /* the word in front; "" = none */
};

struct word_found {
    const char *text; /* borrowed, not ended */
    size_t length;
    long weight;
};

static bool split_words(const char *text, struct word_ask *ret)
{
    const char *typed = strrchr(text, ' ');
    typed = typed ? typed + 1 : text;
    *ret = (struct word_ask){.typed = typed};
    size_t end = (size_t)(typed - text);
    while (end > 0 && text[end - 1] == ' ')
        end--;
    size_t from = end;
    while (from > 0 && text[from - 1] != ' ')
        from--;
    if (end - from >= WORD_MAX)
        return false;
    memcpy(ret->before, text + from, end - from);
    return *typed != '\0' || (ret->before[0] && !strchr(ret->before, ','));
}

static bool same_word(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(text, word, length) == 0;
}

/* How often the word stood in values of its kind; behind the same word counts most. */
static long weigh(const struct offers *offers, const struct offer_ask *ask,
                  const struct word_ask *words, const struct word_found *found)
{
    enum { BEHIND_THE_SAME = 20 };
    long weight = 0;
    char word[WORD_MAX];
    memcpy(word, found->text, found->length);
    word[found->length] = '\0';
    size_t seen = 0;
    for (size_t i = 0; i < offers->count && seen < WORDS_FROM; i++) {
        const struct kept *kept = newest(offers, i);
        const char *text = kept->written, *before = "";
        size_t before_length = 0;
        if (!text || kept->kind != ask->field->kind || is_own(kept, ask))
            continue;
        seen++;
        while (*text) {
            size_t length = strcspn(text, " ,");
            if (same_word(text, length, word))
                weight += same_word(before, before_length, words->before) ? BEHIND_THE_SAME : 1;
            before = text;
            before_length = length + (text[length] == ',');
            text += length;
            text += strspn(text, " ,");
        }
    }
    return weight;
}

static void find_in(const struct offers *offers, const struct offer_ask *ask,
                    const struct word_ask *words, const char *text, struct word_found *best)
{
    char word[WORD_MAX];
    const char *before = "";
    size_t before_length = 0;
    for (; *text; text += strspn(text, " ,")) {
        struct word_found found = {.text = text, .length = strcspn(text, " ,")};
        bool behind = same_word(before, before_length, words->before);
        before = text;
        text += found.length;
        before_length = found.length + (*text == ',');
        if (found.length == 0 || found.length >= WORD_MAX || (!*words->typed && !behind))
            continue;
        memcpy(word, found.text, found.length);
        word[found.length] = '\0';
        if (!fold_begins(word, words->typed) || strcmp(word, words->typed) == 0)
            continue;
        found.weight = weigh(offers, ask, words, &found);
        if (found.weight > best->weight)
            *best = found;
    }
}

/* The word in hand, written to its end; behind a word that is done, the one that came most often
 * behind it. */
static const char *next_word(const struct offers *offers, const struct offer_ask *ask,
                             struct arena *arena)
{
    struct word_ask words;
    struct word_found best = {0};
    if (!split_words(ask->text, &words))
        return NULL;
    size_t seen = 0;
    for (size_t i = 0; i < offers->count && seen < WORDS_FROM; i++) {
        const struct kept *kept = newest(offers, i);
        if (!kept->written || kept->kind != ask->field->kind || is_own(kept, ask))
            continue;
        seen++;
        find_in(offers, ask, &words, kept->written, &best);
    }
    int kept = (int)(words.typed - ask->text);
    if (best.weight > 0)
        return arena_format(arena, "%.*s%.*s", kept, ask->text, (int)best.length, best.text);
    bool first = !words.before[0] || text_ends(words.before, ",");
    const char *known =
        *words.typed && ask->field->kind != KIND_PLACE ? name_word_begin(words.typed, first) : NULL;
    return known && strcmp(known, words.typed) != 0
               ? arena_format(arena, "%.*s%s", kept, ask->text, known)
               : NULL;
}

/* ---- lists ---- */

static const char *people(const struct offer_ask *ask)
{
    for (size_t i = 0; *ask->text && i < ETHNIC_COUNT; i++)
        if (fold_begins(ETHNIC_NAMES[i], ask->text) && strcmp(ETHNIC_NAMES[i], ask->text) != 0)
            return ETHNIC_NAMES[i];
    return NULL;
}

static struct offer whole(const char *text, struct arena *arena)
{
    return (struct offer){.text = text ? arena_copy_text(arena, text) : NULL};
}

static struct offer find(const struct offers *offers, const struct offer_ask *ask,
                         struct arena *arena)
{
    const char *found = NULL;
    switch (ask->field->kind) {
    case KIND_NUMBER: return whole(next_number(offers, ask, arena), arena);
    case KIND_NAME:
    case KIND_PLACE:
    case KIND_TEXT: break;
    case KIND_ETHNIC:
    case KIND_NATIONALITY:
    case KIND_DATE:
        found = earlier_value(offers, ask);
        if (!found && ask->field->kind == KIND_ETHNIC)
            found = people(ask);
        return whole(found, arena);
    default: return (struct offer){0};
    }
    found = earlier_value(offers, ask);
    if (!found && ask->field->kind == KIND_PLACE)
        found = rest_of_place(offers, ask, arena);
    if (found)
        return whole(found, arena);
    found = next_word(offers, ask, arena);
    return (struct offer){.text = found, .word = found != NULL};
}

static bool all_capitals(const char *text)
{
    size_t letters = 0;
    for (uint32_t rune; (rune = utf8_next(&text)) != 0;) {
        letters += utf8_is_letter(rune);
        if (utf8_upper_rune(rune) != rune)
            return false;
    }
    return letters > 1;
}

struct offer offers_find(const struct offers *offers, const struct offer_ask *ask,
                         struct arena *arena)
{
    struct offer offer = find(offers, ask, arena);
    if (!offer.text || !all_capitals(ask->text))
        return offer;
    char *upper = utf8_upper(offer.text);
    offer.text = strcmp(upper, ask->text) == 0 ? NULL : arena_copy_text(arena, upper);
    free(upper);
    return offer;
}

const char *offer_next_word(const struct offer *offer, const char *text, struct arena *arena,
                            bool *ret_more)
{
    const char *end = offer->text;
    size_t typed = utf8_count(text);
    *ret_more = offer->word;
    if (!fold_begins(offer->text, text))
        return offer->text;
    for (size_t i = 0; i < typed; i++)
        (void)utf8_next(&end);
    end += strspn(end, " ");
    end += strcspn(end, " ");
    *ret_more = *ret_more || *end;
    return arena_copy_span(arena, offer->text, (size_t)(end - offer->text));
}
