/* SPDX-License-Identifier: Apache-2.0
 *
 * present/entry_doubt: where the reading of the field in hand is weak: the signs of which the
 * engine was least sure, words that it did not read as they stand, the part in which two readings
 * differ. May include: base, model, store, workflow.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/text.h"
#include "present/differ.h"
#include "present/entry_part.h"
#include "store/derived.h"

#define WEAK_BELOW 0.9f

struct entry_reading {
    struct arena *arena;
    struct uuid page;
    bool known; /* text holds what was read on the page */
    struct text_page text;
};

void entry_reading_free(struct entry *entry)
{
    if (entry->reading)
        arena_free(entry->reading->arena);
    free(entry->reading);
    entry->reading = NULL;
}

static const struct text_page *reading_of(struct desk *desk, struct entry *entry)
{
    const struct uuid *page = &entry->form.view.record.page;
    struct page_text kept;
    json_t *json = NULL;
    if (entry->reading && uuid_equal(&entry->reading->page, page))
        return entry->reading->known ? &entry->reading->text : NULL;
    entry_reading_free(entry);
    struct entry_reading *reading = entry->reading = mem_new(1, sizeof *reading);
    reading->arena = arena_new();
    reading->page = *page;
    reading->known =
        text_get(office_store(desk->office), page, reading->arena, &kept, &json, NULL) == ERR_OK &&
        text_page_from_json(json, reading->arena, &reading->text, NULL) == ERR_OK;
    json_decref(json);
    return reading->known ? &reading->text : NULL;
}

/* ---- words of the field ---- */

enum { WORDS_MAX = 64 };

struct words {
    const struct text_word *items[WORDS_MAX];
    size_t count;
};

static void collect(const struct text_page *page, struct rect box, struct words *ret)
{
    box = rect_grow(view_to_upright(&page->view, box), 2, 2);
    for (size_t i = 0; i < page->line_count; i++)
        for (size_t k = 0; k < page->lines[i].word_count && ret->count < WORDS_MAX; k++) {
            const struct text_word *word = &page->lines[i].words[k];
            if (rect_has(box, word->box.x + word->box.w / 2, word->box.y + word->box.h / 2))
                ret->items[ret->count++] = word;
        }
}

/* The word that was read so, taken out of the list; NULL: none was. */
static const struct text_word *take(struct words *words, const char *text, size_t length)
{
    for (size_t i = 0; i < words->count; i++) {
        const struct text_word *word = words->items[i];
        if (!word || strlen(word->text) != length || memcmp(word->text, text, length) != 0)
            continue;
        words->items[i] = NULL;
        return word;
    }
    return NULL;
}

/* What the program put right itself is weak, but less so than a sign that could be anything. */
#define MENDED 0.6f

struct doubt {
    struct shown_span span;
    float confidence;
};
struct doubts {
    struct doubt items[DOUBTS_MAX];
    size_t count;
};

static void add(struct doubts *doubts, size_t from, size_t to, float confidence)
{
    struct doubt *last = doubts->count ? &doubts->items[doubts->count - 1] : NULL;
    if (last && last->span.to == from) {
        last->span.to = to;
        last->confidence = confidence < last->confidence ? confidence : last->confidence;
    } else if (doubts->count < DOUBTS_MAX) {
        doubts->items[doubts->count++] = (struct doubt){{from, to}, confidence};
    }
}

static int by_weakness(const void *a, const void *b)
{
    const struct doubt *x = a, *y = b;
    if (x->confidence != y->confidence)
        return x->confidence < y->confidence ? -1 : 1;
    return x->span.from < y->span.from ? -1 : 1;
}

/* at: where the word stands in the text. */
static void add_weak_signs(const struct text_word *word, size_t at, struct doubts *doubts)
{
    const char *next = word->text;
    for (size_t i = 0; word->char_confidence && *next; i++) {
        size_t from = (size_t)(next - word->text);
        (void)utf8_next(&next);
        if (word->char_confidence[i] < WEAK_BELOW)
            add(doubts, at + from, at + (size_t)(next - word->text), word->char_confidence[i]);
    }
}

/* ---- two readings ---- */

static const char *other_reading(const struct proposed_field *proposed, const char *text)
{
    return proposed->other && !text_equal(proposed->other, text) ? proposed->other
           : proposed->other                                     ? proposed->value.written
                                                                 : NULL;
}

size_t entry_doubts(struct desk *desk, struct entry *entry, struct shown_span ret[DOUBTS_MAX])
{
    if (entry->way == FORM_SECOND) /* what the machine read would tell */
        return 0;
    struct form *form = &entry->form;
    const struct form_field *field = form_peek(form);
    const struct field_view *view = field ? form_field_view(form, form->focus) : NULL;
    struct doubts doubts = {0};
    struct words words = {0};
    if (!view || !view->proposed || view->origin != ORIGIN_MACHINE || view->proposed->handwritten)
        return 0;
    const char *text = text_field_peek(&field->text);
    const char *other = other_reading(view->proposed, text);
    if (view->doubtful && other && text_differs(text, other, &ret[0]))
        return 1;
    const struct text_page *page = reading_of(desk, entry);
    if (!page || rect_empty(view->proposed->box))
        return 0;
    collect(page, view->proposed->box, &words);
    for (size_t at = 0; text[at];) {
        size_t length = strcspn(text + at, " ");
        const struct text_word *word = length ? take(&words, text + at, length) : NULL;
        if (word)
            add_weak_signs(word, at, &doubts);
        else if (length && !field->touched) /* put right by the program: not what was read */
            add(&doubts, at, at + length, MENDED);
        at += length;
        at += strspn(text + at, " ");
    }
    qsort(doubts.items, doubts.count, sizeof doubts.items[0], by_weakness);
    for (size_t i = 0; i < doubts.count; i++)
        ret[i] = doubts.items[i].span;
    return doubts.count;
}

/* ---- going there ---- */

enum err_code entry_go_to_doubt(struct desk *desk, struct entry *entry, struct err *err)
{
    struct shown_span spans[DOUBTS_MAX];
    struct form_field *field = form_peek(&entry->form);
    size_t count = field ? entry_doubts(desk, entry, spans) : 0, from, to, at = 0;
    if (count == 0)
        return err_set(err, ERR_EMPTY, 2922, _("no sign of this field was read badly"));
    text_field_selection(&field->text, &from, &to);
    while (at < count && !(spans[at].from == from && spans[at].to == to))
        at++;
    at = at == count ? 0 : (at + 1) % count;
    text_field_select(&field->text, spans[at].from, spans[at].to);
    return ERR_OK;
}
