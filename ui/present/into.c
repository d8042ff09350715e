/* SPDX-License-Identifier: Apache-2.0
 *
 * present/into: choosing where new pages go. May include: base, record, store, workflow.
 */
#include "present/into.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/batch.h"
#include "store/schema.h"

enum { BATCHES_OFFERED = 50, BOOKS_OFFERED = 200 };
static const char BATCH[] = "batch:", BOOK[] = "book:";

/* ---- one of several ---- */

struct choice *choices_add(struct choices *choices, const char *value, const char *title)
{
    struct choice *choice = ARRAY_ADD(choices);
    *choice = (struct choice){.value = mem_copy_text(value), .title = mem_copy_text(title)};
    return choice;
}

void choices_clear(struct choices *choices)
{
    for (size_t i = 0; i < choices->count; i++) {
        free(choices->items[i].value);
        free(choices->items[i].title);
        free(choices->items[i].schema);
    }
    free(choices->items);
    *choices = (struct choices){0};
}

void choices_step(struct choices *choices, int step)
{
    if (choices->count > 0)
        choices->at =
            (choices->at + choices->count + (size_t)(step + (int)choices->count)) % choices->count;
}

void choices_choose(struct choices *choices, const char *value)
{
    for (size_t i = 0; value && i < choices->count; i++)
        if (text_equal(choices->items[i].value, value))
            choices->at = i;
}

const struct choice *choices_peek(const struct choices *choices)
{
    return choices->at < choices->count ? &choices->items[choices->at] : NULL;
}

/* ---- what there is ---- */

static void add_with(struct choices *choices, const char *kind, const char *name, const char *title,
                     const char *schema)
{
    struct str value = STR_INIT;
    str_format(&value, "%s%s", kind, name);
    struct choice *choice = choices_add(choices, str_peek(&value), title);
    choice->schema = mem_copy_text(schema);
    choice->fixed = true;
    str_release(&value);
}

/* The newest first. */
static enum err_code add_batches(struct store *store, struct into *into, struct arena *arena,
                                 struct err *err)
{
    struct batch *batches = NULL;
    size_t count = 0;
    enum err_code code = batch_list(store, 0, STORE_LIST_MAX, arena, &batches, &count, err);
    size_t from = count > BATCHES_OFFERED ? count - BATCHES_OFFERED : 0;
    for (size_t i = count; !code && i-- > from;)
        add_with(&into->batches, BATCH, batches[i].name, batches[i].name, batches[i].schema);
    return code;
}

static enum err_code add_books(struct desk *desk, struct into *into, struct arena *arena,
                               struct err *err)
{
    struct book *books = NULL;
    size_t count = 0;
    enum err_code code =
        book_list(office_store(desk->office), 0, BOOKS_OFFERED, arena, &books, &count, err);
    for (size_t i = 0; !code && i < count; i++) {
        const struct schema *schema = office_schema_lookup(desk->office, books[i].schema);
        if (books[i].number)
            add_with(&into->batches, BOOK, books[i].number,
                     arena_format(arena, "%s %s %s", _("book"), books[i].number,
                                  schema ? schema_title(schema) : ""),
                     books[i].schema);
    }
    return code;
}

static enum err_code add_schemas(struct desk *desk, struct into *into, struct err *err)
{
    const struct schema_set *set = NULL;
    enum err_code code = office_schemas_load(desk->office, &set, err);
    choices_add(&into->schemas, "", _("find out for each page"));
    for (size_t i = 0; !code && i < set->count; i++)
        choices_add(&into->schemas, set->items[i]->name, schema_title(set->items[i]));
    return code;
}

/* ---- life ---- */

static enum err_code choose_goal(struct store *store, struct into *into,
                                 const struct screen_goal *goal, struct arena *arena,
                                 struct err *err)
{
    struct batch batch;
    enum err_code code = batch_get(store, &goal->batch, arena, &batch, err);
    if (code)
        return code;
    const char *value = arena_format(arena, "%s%s", BATCH, batch.name);
    size_t count = into->batches.count;
    choices_choose(&into->batches, value);
    if (!text_equal(into->batches.items[into->batches.at].value, value)) {
        add_with(&into->batches, BATCH, batch.name, batch.name, batch.schema);
        into->batches.at = count;
    }
    return ERR_OK;
}

static enum err_code choose_last(struct store *store, struct into *into, struct arena *arena,
                                 struct err *err)
{
    const char *batch = NULL, *schema = NULL;
    enum err_code code = setting_get(store, "capture_batch", arena, &batch, err);
    if (!code)
        code = setting_get(store, "capture_schema", arena, &schema, err);
    choices_choose(&into->batches, batch);
    choices_choose(&into->schemas, schema);
    return code;
}

/* The batch of today has the kind of paper it was made with. */
enum err_code into_renew(struct desk *desk, struct into *into, struct err *err)
{
    struct batch_choice choice = {0};
    struct choice *today = &into->batches.items[0];
    struct arena *arena = arena_new();
    struct batch batch;
    char *name = NULL;
    long pages = 0;
    enum err_code code = batch_choice_look(desk->office, &choice, &name, &pages, err);
    today->fixed =
        !code && batch_find(office_store(desk->office), name, arena, &batch, NULL) == ERR_OK;
    free(today->schema);
    today->schema = today->fixed ? mem_copy_text(batch.schema) : NULL;
    free(name);
    arena_free(arena);
    return code;
}

enum err_code into_open(struct desk *desk, struct into *into, const struct screen_goal *goal,
                        struct err *err)
{
    struct store *store = office_store(desk->office);
    struct arena *arena = arena_new();
    text_field_init(&into->name, desk->style, desk->new_style);
    enum err_code code = add_schemas(desk, into, err);
    choices_add(&into->batches, "", _("the batch of today"));
    if (!code)
        code = add_batches(store, into, arena, err);
    if (!code)
        code = add_books(desk, into, arena, err);
    if (!code)
        code = into_renew(desk, into, err);
    if (!code)
        code = choose_last(store, into, arena, err);
    if (!code && !uuid_is_null(&goal->batch))
        code = choose_goal(store, into, goal, arena, err);
    arena_free(arena);
    return code;
}

void into_release(struct into *into)
{
    choices_clear(&into->schemas);
    choices_clear(&into->batches);
    text_field_release(&into->name);
}

/* ---- choosing ---- */

static const char *typed_name(const struct into *into)
{
    const char *typed = text_field_peek(&into->name);
    return *typed ? typed : NULL;
}

/* What is meant: a typed name that is there already is that batch; NULL = a new one. */
static const struct choice *meant(const struct into *into)
{
    const char *typed = typed_name(into);
    if (!typed)
        return choices_peek(&into->batches);
    for (size_t i = 0; i < into->batches.count; i++)
        if (text_starts(into->batches.items[i].value, BATCH) &&
            text_equal(into->batches.items[i].value + strlen(BATCH), typed))
            return &into->batches.items[i];
    return NULL;
}

void into_step(struct into *into, enum into_row row, int step)
{
    const struct choice *batch = meant(into);
    if (row == INTO_SCHEMA && !(batch && batch->fixed))
        choices_step(&into->schemas, step);
    if (row != INTO_BATCH)
        return;
    if (typed_name(into))
        text_field_start(&into->name, "");
    else
        choices_step(&into->batches, step);
}

struct batch_choice into_choice(const struct into *into)
{
    struct batch_choice ret = {0};
    const struct choice *batch = meant(into), *schema = choices_peek(&into->schemas);
    if (batch && text_starts(batch->value, BATCH))
        ret.name = batch->value + strlen(BATCH);
    else if (batch && text_starts(batch->value, BOOK))
        ret.book = batch->value + strlen(BOOK);
    else
        ret.name = typed_name(into);
    if (schema && *schema->value && !(batch && batch->fixed))
        ret.schema = schema->value;
    return ret;
}

enum err_code into_batch(struct desk *desk, const struct into *into, struct uuid *ret,
                         struct err *err)
{
    struct batch_choice choice = into_choice(into);
    struct arena *arena = arena_new();
    struct batch batch;
    struct err missing = {0};
    char *name = NULL;
    long pages = 0;
    *ret = (struct uuid){0};
    choice.schema = NULL; /* a batch of today may be there with another one */
    enum err_code code = batch_choice_look(desk->office, &choice, &name, &pages, err);
    if (!code) {
        code = batch_find(office_store(desk->office), name, arena, &batch, &missing);
        if (!code)
            *ret = batch.id;
        else if (code == ERR_MISSING)
            code = ERR_OK;
        else if (err)
            *err = missing;
    }
    free(name);
    arena_free(arena);
    return code;
}

static enum err_code keep(struct store *store, const char *name, const char *value, struct err *err)
{
    struct arena *arena = arena_new();
    const char *now = NULL;
    enum err_code code = setting_get(store, name, arena, &now, err);
    if (!code && !text_equal(now, value))
        code = setting_set(store, name, value, err);
    arena_free(arena);
    return code;
}

enum err_code into_keep(struct desk *desk, const struct into *into, struct err *err)
{
    struct store *store = office_store(desk->office);
    const struct choice *batch = meant(into), *schema = choices_peek(&into->schemas);
    struct str value = STR_INIT;
    if (batch)
        str_add(&value, batch->value);
    else
        str_format(&value, "%s%s", BATCH, typed_name(into));
    enum err_code code = keep(store, "capture_batch", str_peek(&value), err);
    if (!code && schema && !(batch && batch->fixed))
        code = keep(store, "capture_schema", schema->value, err);
    str_release(&value);
    return code;
}

/* ---- showing ---- */

const char *choice_text(struct desk *desk, const char *text, bool focus)
{
    return focus ? arena_format(desk->arena, "‹ %s ›", text) : arena_copy_text(desk->arena, text);
}

/* What is typed stands there with its caret. */
static const char *batch_text(struct desk *desk, const struct into *into, bool focus)
{
    const char *typed = typed_name(into);
    const struct choice *batch = meant(into);
    if (!typed)
        return choice_text(desk, batch ? batch->title : "", focus);
    if (!focus)
        return arena_copy_text(desk->arena, typed);
    return arena_format(desk->arena, "%.*s▏%s", (int)into->name.caret, typed,
                        typed + into->name.caret);
}

static const char *schema_text(struct desk *desk, const struct into *into, bool focus)
{
    const struct choice *batch = meant(into), *chosen = choices_peek(&into->schemas);
    if (!batch || !batch->fixed)
        return choice_text(desk, chosen ? chosen->title : "", focus);
    const struct schema *schema =
        batch->schema ? office_schema_lookup(desk->office, batch->schema) : NULL;
    return schema ? schema_title(schema) : _("find out for each page");
}

void into_show(struct desk *desk, const struct into *into, enum into_row row, bool focus,
               struct row_list *rows)
{
    struct shown_row *shown =
        row_add(desk, rows, ROW_ITEM, row == INTO_BATCH ? _("Into") : _("Kind of paper"));
    shown->text =
        row == INTO_BATCH ? batch_text(desk, into, focus) : schema_text(desk, into, focus);
    if (row == INTO_BATCH && focus)
        shown->extra = typed_name(into) && !meant(into) ? _("new") : "";
}
