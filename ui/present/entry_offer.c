/* SPDX-License-Identifier: Apache-2.0
 *
 * present/entry_offer: what is learnt from records, and what is offered for the field in hand. May
 * include: base, model, viet, record, store, workflow.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "present/entry_part.h"
#include "store/record.h"
#include "viet/date.h"
#include "viet/words.h"

enum { LEARN_RECORDS = 60 };

/* ---- learning ---- */

void entry_learn_field(struct desk *desk, const struct record_view *view, size_t index)
{
    const struct field_view *field = &view->fields[index];
    offers_learn(desk->offers, field->field, &view->record.id, &field->value);
}

void entry_learn_record(struct desk *desk, const struct record_view *view)
{
    for (size_t i = 0; i < view->field_count; i++)
        if (view->fields[i].value.status == VALUE_OK || view->fields[i].origin != ORIGIN_MACHINE)
            entry_learn_field(desk, view, i);
}

/* What stood in the records that were finished last, so that a desk that was closed remembers. */
void entry_learn_batch(struct desk *desk, const struct uuid *batch)
{
    struct store *store = office_store(desk->office);
    struct arena *arena = arena_new();
    struct record *records = NULL;
    size_t count = 0;
    long all = 0;
    struct record_filter filter = {.batch = uuid_is_null(batch) ? NULL : batch,
                                   .states = 1u << RECORD_VERIFIED | 1u << RECORD_CONFIRMED,
                                   .limit = LEARN_RECORDS};
    if (record_count(store, &filter, &all, NULL) == ERR_OK && all > LEARN_RECORDS)
        filter.offset = all - LEARN_RECORDS;
    if (record_list(store, &filter, arena, &records, &count, NULL) == ERR_OK)
        for (size_t i = 0; i < count; i++) {
            struct record_view view;
            struct arena *one = arena_new();
            if (record_view_get(desk->office, &records[i].id, one, &view, NULL) == ERR_OK)
                entry_learn_record(desk, &view);
            arena_free(one);
        }
    arena_free(arena);
}

/* ---- offering ---- */

/* "ngay_sinh_chu" is the date of ngay_sinh in words. */
static const char *words_of_date(struct desk *desk, const struct form *form)
{
    const char *name = form->view.fields[form->focus].field->name;
    if (!text_ends(name, "_chu"))
        return NULL;
    const char *digits = arena_copy_span(desk->arena, name, strlen(name) - strlen("_chu"));
    const struct field_view *field = record_view_lookup(&form->view, digits);
    struct date date;
    if (!field || field->value.status != VALUE_OK || !field->value.normal ||
        !date_from_edtf(field->value.normal, &date))
        return NULL;
    char *words = date_to_words(date, &(struct words_style){.capital = true});
    const char *kept = arena_copy_text(desk->arena, words);
    free(words);
    return kept;
}

struct offer entry_offer(struct desk *desk, const struct entry *entry)
{
    const struct form *form = &entry->form;
    if (form->focus >= form->count)
        return (struct offer){0};
    const struct form_field *field = &form->fields[form->focus];
    const char *text = text_field_peek(&field->text);
    /* What a machine read or a person decided is not to be swayed. */
    if (!field->touched && (*text || form->view.fields[form->focus].origin != ORIGIN_MACHINE))
        return (struct offer){0};
    if (form->view.fields[form->focus].field->kind == KIND_DATE_WORDS)
        return (struct offer){.text = *text ? NULL : words_of_date(desk, form)};
    struct offer_ask ask = {form->view.fields[form->focus].field, form->view.record.id, text};
    return offers_find(desk->offers, &ask, desk->arena);
}

const char *entry_becomes(struct desk *desk, const struct entry *entry)
{
    const struct form *form = &entry->form;
    if (form->focus >= form->count || !form->fields[form->focus].touched)
        return NULL;
    return form_expand(form, form->focus, desk->arena);
}
