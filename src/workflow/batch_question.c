/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/batch_question: what the first pages of a batch say against it. May include: base,
 * model, record, store.
 */
#include "workflow/batch_question.h"

#include <string.h>

#include "base/str.h"
#include "model/number.h"
#include "model/text.h"
#include "record/extract.h"
#include "store/derived.h"
#include "store/page.h"
#include "workflow/change.h"
#include "workflow/office.h"
#include "workflow/query.h"

enum {
    LOOK_AT_MOST = 8, /* read pages, blank ones among them */
    AGREE_LEAST = 2,  /* pages that must say the same */
    NUMBERS_LEAST = 3,
    NUMBERS_SHOWN = 3,
};
#define SURE_LEAST 0.3f /* of a title, to count */

static const char *const names[QUESTION_KIND_COUNT] = {
    [QUESTION_NONE] = "none",
    [QUESTION_SCHEMA] = "schema",
    [QUESTION_BOOK] = "book",
};

const char *question_kind_name(enum question_kind kind)
{
    return names[kind];
}

struct looking {
    struct office *office;
    struct store *store;
    struct arena *arena;
    struct batch batch;
    struct uuid pages[QUESTION_PAGES];
    struct text_page texts[QUESTION_PAGES];
    size_t count;
};

/* The first pages with something on them, if enough are read. */
static enum err_code take_page(struct looking *looking, const struct uuid *page, struct err *err)
{
    struct page_text kept;
    struct err missing = {0};
    json_t *json = NULL;
    enum err_code code = text_get(looking->store, page, looking->arena, &kept, &json, &missing);
    if (code == ERR_MISSING)
        return ERR_OK;
    if (!code && !kept.blank) {
        looking->pages[looking->count] = *page;
        code = text_page_from_json(json, looking->arena, &looking->texts[looking->count], &missing);
        looking->count += !code;
    }
    if (code && err)
        *err = missing;
    json_decref(json);
    return code;
}

static enum err_code look(struct looking *looking, struct err *err)
{
    struct page_filter filter = {
        .batch = &looking->batch.id, .states = 1u << PAGE_EXTRACTED, .limit = LOOK_AT_MOST};
    struct page *pages = NULL;
    size_t count = 0;
    enum err_code code = page_list(looking->store, &filter, looking->arena, &pages, &count, err);
    for (size_t i = 0; i < count && looking->count < QUESTION_PAGES && !code; i++)
        code = take_page(looking, &pages[i].id, err);
    return code;
}

/* ---- the kind of paper ---- */

static enum err_code ask_schema(struct looking *looking, struct batch_question *ret,
                                struct err *err)
{
    const struct schema_set *set = NULL;
    const struct schema *found = NULL;
    size_t agree = 0;
    enum err_code code = office_schemas_load(looking->office, &set, err);
    for (size_t i = 0; i < looking->count && !code; i++) {
        float sure = 0;
        const struct schema *now = schema_recognise((const struct schema *const *)set->items,
                                                    set->count, &looking->texts[i], &sure);
        if (!now || sure < SURE_LEAST)
            continue;
        if (text_equal(now->name, looking->batch.schema) || (found && now != found))
            return ERR_OK; /* one that fits, or no two alike: nothing to ask */
        found = now;
        agree++;
    }
    if (code || agree < AGREE_LEAST)
        return code;
    const struct schema *said = office_schema_lookup(looking->office, looking->batch.schema);
    *ret = (struct batch_question){
        .kind = QUESTION_SCHEMA,
        .found = arena_copy_text(looking->arena, found->name),
        .text =
            arena_format(looking->arena,
                         _("batch \"%s\" was entered as \"%s\", but its pages look like \"%s\". "
                           "Which is right?"),
                         looking->batch.name, said ? schema_title(said) : looking->batch.schema,
                         schema_title(found))};
    return ERR_OK;
}

/* ---- the numbers of the book ---- */

struct numbers {
    const struct book_series *series;
    size_t series_count;
    size_t read, outside;
    struct str shown;
};

static bool in_series(const struct numbers *numbers, const struct entry_number *number)
{
    for (size_t i = 0; i < numbers->series_count; i++) {
        const struct book_series *series = &numbers->series[i];
        if ((number->year == 0 || number->year == series->year) &&
            number->number >= series->first && (!series->last || number->number <= series->last))
            return true;
    }
    return false;
}

static void count_number(struct numbers *numbers, const struct record_view *view)
{
    struct entry_number number;
    const struct field_view *field = record_view_lookup(view, "so");
    if (!field || !field->value.written || !entry_number_parse(field->value.written, &number))
        return;
    numbers->read++;
    if (in_series(numbers, &number))
        return;
    numbers->outside++;
    if (numbers->outside <= NUMBERS_SHOWN)
        str_format(&numbers->shown, "%s%s", numbers->outside > 1 ? ", " : "", field->value.written);
}

static enum err_code count_numbers(struct looking *looking, struct numbers *numbers,
                                   struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < looking->count && !code; i++) {
        struct record *records = NULL;
        size_t count = 0;
        code = change_records_of(looking->store, &looking->pages[i], false, looking->arena,
                                 &records, &count, err);
        for (size_t k = 0; k < count && !code; k++) {
            struct record_view view;
            code = record_view_get(looking->office, &records[k].id, looking->arena, &view, err);
            if (!code)
                count_number(numbers, &view);
        }
    }
    return code;
}

static enum err_code ask_book(struct looking *looking, struct batch_question *ret, struct err *err)
{
    struct numbers numbers = {.shown = STR_INIT};
    struct book_series *series = NULL;
    struct book book;
    enum err_code code = book_get(looking->store, &looking->batch.book, looking->arena, &book, err);
    if (!code)
        code = book_series_list(looking->store, &book.id, looking->arena, &series,
                                &numbers.series_count, err);
    numbers.series = series;
    if (!code && numbers.series_count)
        code = count_numbers(looking, &numbers, err);
    if (!code && numbers.read >= NUMBERS_LEAST && numbers.outside * 2 > numbers.read) {
        char id[UUID_TEXT_SIZE];
        uuid_show(&book.id, id); /* the numbers themselves are values: no act names them */
        *ret = (struct batch_question){
            .kind = QUESTION_BOOK,
            .found = arena_copy_text(looking->arena, id),
            .text = arena_format(looking->arena,
                                 _("batch \"%s\" was entered as of book %s, but numbers on its "
                                   "pages are none of that "
                                   "book (%s). Is it another book?"),
                                 looking->batch.name, book.number ? book.number : "",
                                 str_peek(&numbers.shown))};
    }
    str_release(&numbers.shown);
    return code;
}

/* ---- question and answer ---- */

static enum err_code ask(struct looking *looking, struct batch_question *ret, struct err *err)
{
    enum err_code code = look(looking, err);
    if (code || looking->count < QUESTION_PAGES)
        return code;
    if (looking->batch.schema)
        code = ask_schema(looking, ret, err);
    if (!code && ret->kind == QUESTION_NONE && !uuid_is_null(&looking->batch.book))
        code = ask_book(looking, ret, err);
    return code;
}

enum err_code batch_question_get(struct office *office, const struct uuid *batch,
                                 struct arena *arena, struct batch_question *ret, struct err *err)
{
    struct looking looking = {.office = office, .store = office_store(office), .arena = arena};
    struct batch_question question = {0};
    bool answered = false;
    enum err_code code = batch_get(looking.store, batch, arena, &looking.batch, err);
    if (!code && (looking.batch.schema || !uuid_is_null(&looking.batch.book)))
        code = ask(&looking, &question, err);
    if (!code && question.kind != QUESTION_NONE)
        code = change_answered(office, batch, question_kind_name(question.kind), question.found,
                               arena, &answered, err);
    if (code)
        return code;
    *ret = answered ? (struct batch_question){0} : question;
    return ERR_OK;
}

enum err_code batch_question_keep(struct office *office, const struct uuid *batch,
                                  struct arena *arena, struct err *err)
{
    struct batch_question question;
    struct change *change = NULL;
    enum err_code code = batch_question_get(office, batch, arena, &question, err);
    if (!code && question.kind == QUESTION_NONE)
        code = err_set(err, ERR_EMPTY, 1833, _("nothing is asked about this batch"));
    if (!code)
        code = change_begin(office, "keep", arena, &change, err);
    if (code)
        return code;
    change_answer(change, batch, question_kind_name(question.kind), question.found);
    return change_end(change, false, ERR_OK, err);
}
