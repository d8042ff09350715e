/* SPDX-License-Identifier: Apache-2.0
 *
 * present/entry_field: what keys do with the field in hand: its value by one key, undo, typing and
 * clicks. May include: base, model, record, workflow.
 */
#include <string.h>

#include "base/str.h"
#include "present/entry_part.h"
#include "present/offer.h"

/* ---- values by one key ---- */

static enum err_code set_status(struct entry *entry, enum value_status status, struct err *err)
{
    enum err_code code = form_set_status(&entry->form, status, err);
    if (!code && entry->form.focus < entry->form.count)
        form_focus(&entry->form, form_next_doubtful(&entry->form, entry->form.focus));
    return code;
}

static void put_text(struct form *form, const char *text)
{
    struct form_field *field = form_peek(form);
    text_field_set(&field->text, text);
    field->status = VALUE_OK;
    field->touched = true;
}

static enum err_code other_reading(struct entry *entry, struct err *err)
{
    struct form_field *field = form_peek(&entry->form);
    const struct proposed_field *proposed =
        field ? form_field_view(&entry->form, entry->form.focus)->proposed : NULL;
    if (!proposed || !proposed->other)
        return err_set(err, ERR_EMPTY, 1958, _("there is no other reading of this field"));
    const char *now = text_field_peek(&field->text), *first = proposed->value.written;
    put_text(&entry->form, text_equal(now, proposed->other) && first ? first : proposed->other);
    return ERR_OK;
}

/* Put in and taken as right: the person looked at it before pressing. */
static enum err_code put_and_go_on(struct desk *desk, struct entry *entry, const char *text,
                                   struct err *err)
{
    put_text(&entry->form, text);
    return entry_confirm(desk, entry, err);
}

static enum err_code same_as_last(struct desk *desk, struct entry *entry, struct err *err)
{
    struct value value;
    if (!form_peek(&entry->form))
        return ERR_OK;
    const struct record_view *view = &entry->form.view;
    const char *name = view->fields[entry->form.focus].field->name;
    if (!offers_last(desk->offers, name, &view->record.id, &value))
        return err_set(err, ERR_EMPTY, 1959, _("no record was keyed before this one"));
    if (value.status != VALUE_OK)
        return set_status(entry, value.status, err);
    return put_and_go_on(desk, entry, value.written, err);
}

static enum err_code complete(struct desk *desk, struct entry *entry, struct err *err)
{
    struct offer offer = entry_offer(desk, entry);
    if (!offer.text)
        return err_set(err, ERR_EMPTY, 2920, _("nothing is offered for this field"));
    return put_and_go_on(desk, entry, offer.text, err);
}

/* Behind the text the next word of what is offered is taken, and typing goes on; inside of it the
 * caret moves. */
static enum err_code take_word(struct desk *desk, struct entry *entry)
{
    struct form_field *field = form_peek(&entry->form);
    size_t from, to;
    if (!field)
        return ERR_OK;
    text_field_selection(&field->text, &from, &to);
    bool at_end = from == to && to == field->text.text.length;
    struct offer offer = at_end ? entry_offer(desk, entry) : (struct offer){0};
    if (!offer.text) {
        text_field_move(&field->text, MOVE_RIGHT, false);
        return ERR_OK;
    }
    bool more;
    const char *word = offer_next_word(&offer, text_field_peek(&field->text), desk->arena, &more);
    put_text(&entry->form, word);
    if (more)
        text_field_set_word(&field->text, word);
    return ERR_OK;
}

/* ---- undo ---- */

/* To the field that was written last, in whatever record. False: nothing was written here. */
static enum err_code go_to_last(struct desk *desk, struct entry *entry, bool *ret_there,
                                struct err *err)
{
    struct keyed_list *list = &entry->keyed;
    *ret_there = list->count > 0;
    if (!*ret_there)
        return ERR_OK;
    struct keyed last = list->items[--list->count];
    size_t at = 0;
    while (at < entry->count && !uuid_equal(&entry->queue[at], &last.record))
        at++;
    enum err_code code = ERR_OK;
    if (entry->form.count == 0 || !uuid_equal(&entry->form.view.record.id, &last.record))
        code = at < entry->count
                   ? entry_go(desk, entry, at, err)
                   : err_set(err, ERR_EMPTY, 2921,
                             _("the record keyed before is not in this list any more"));
    if (!code && entry->form.count > 0)
        form_focus(&entry->form, last.field);
    return code;
}

/* First what was typed and not saved, then field by field what was saved, whichever was last. */
static enum err_code undo(struct desk *desk, struct entry *entry, struct err *err)
{
    struct form_field *field = form_peek(&entry->form);
    bool there;
    if (field && field->touched && text_field_undo(&field->text)) {
        if (field->text.step_count == 0) {
            field->status = form_field_view(&entry->form, entry->form.focus)->value.status;
            field->touched = false;
        }
        return ERR_OK;
    }
    enum err_code code = go_to_last(desk, entry, &there, err);
    if (!code)
        code = form_undo(&entry->form, err);
    if (!code && there && form_peek(&entry->form))
        desk_say(desk, NOTICE_GOOD,
                 arena_format(
                     desk->arena, _("taken back: %s"),
                     schema_field_label(form_field_view(&entry->form, entry->form.focus)->field)));
    return code;
}

static enum err_code restyle(struct desk *desk, struct entry *entry)
{
    entry->form.style = desk->style;
    for (size_t i = 0; i < entry->form.count; i++) {
        text_field_end_word(&entry->form.fields[i].text);
        entry->form.fields[i].text.typing.style = form_style(&entry->form, i);
    }
    return ERR_OK;
}

enum err_code entry_field_request(struct desk *desk, struct entry *entry, enum request request,
                                  struct err *err)
{
    switch (request) {
    case REQUEST_OTHER: return other_reading(entry, err);
    case REQUEST_MISSING: return set_status(entry, VALUE_MISSING, err);
    case REQUEST_ILLEGIBLE: return set_status(entry, VALUE_ILLEGIBLE, err);
    case REQUEST_BLANK: return set_status(entry, VALUE_BLANK, err);
    case REQUEST_SAME: return same_as_last(desk, entry, err);
    case REQUEST_COMPLETE: return complete(desk, entry, err);
    case REQUEST_TAKE_WORD: return take_word(desk, entry);
    case REQUEST_DOUBT: return entry_go_to_doubt(desk, entry, err);
    case REQUEST_UNDO: return undo(desk, entry, err);
    case REQUEST_TYPING: return restyle(desk, entry);
    default: return ERR_OK;
    }
}

/* ---- typing and clicks ---- */

struct text_field *entry_field(void *state)
{
    struct form_field *field = form_peek(&((struct entry *)state)->form);
    return field ? &field->text : NULL;
}

struct text_field *entry_field_of(void *state, unsigned token)
{
    struct form *form = &((struct entry *)state)->form;
    for (size_t i = 0; i < form->count; i++)
        if (form->fields[i].text.token == token) {
            /* What comes late is saved with its own field, wherever the focus is. */
            form->fields[i].touched = true;
            form->fields[i].status = VALUE_OK;
            return &form->fields[i].text;
        }
    return NULL;
}

/* Late text of an input method may stand in a field that has no focus any more. */
static enum err_code save_others(struct form *form, struct err *err)
{
    size_t focus = form->focus;
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < form->count && !code; i++) {
        if (i == focus || !form->fields[i].touched)
            continue;
        form->focus = i;
        code = form_save(form, false, err);
    }
    form->focus = focus;
    return code;
}

enum err_code entry_typed(struct desk *desk, void *state, struct err *err)
{
    struct form *form = &((struct entry *)state)->form;
    struct form_field *field = form_peek(form);
    (void)desk;
    if (field) {
        field->touched = true;
        field->status = VALUE_OK;
    }
    return save_others(form, err);
}

enum err_code entry_choose(struct desk *desk, void *state, size_t row, struct err *err)
{
    struct entry *entry = state;
    (void)desk;
    enum err_code code = form_save(&entry->form, false, err);
    if (!code)
        form_focus(&entry->form, row);
    return code;
}
