/* SPDX-License-Identifier: Apache-2.0
 *
 * present/entry_show: a record in hand as rows, input and picture. May include: base, model, store,
 * record, workflow.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "present/entry_part.h"
#include "record/problem.h"
#include "store/batch.h"
#include "store/page.h"
#include "workflow/stage.h"

static const char *status_word(enum value_status status)
{
    switch (status) {
    case VALUE_MISSING: return _("missing");
    case VALUE_ILLEGIBLE: return _("illegible");
    case VALUE_BLANK: return _("left empty");
    default: return "";
    }
}

static enum shown_sign sign_of(const struct field_view *view)
{
    if (view->origin != ORIGIN_MACHINE)
        return SIGN_GOOD;
    if (!view->proposed || view->proposed->handwritten)
        return SIGN_WAIT;
    return view->doubtful ? SIGN_DOUBT : SIGN_SURE;
}

static void add_rows(struct desk *desk, struct entry *entry, struct shown *ret)
{
    struct row_list rows = {0};
    struct form *form = &entry->form;
    for (size_t i = 0; i < form->count; i++) {
        const struct field_view *view = form_field_view(form, i);
        const struct form_field *field = &form->fields[i];
        struct shown_row *row = row_add(desk, &rows, ROW_ITEM, schema_field_label(view->field));
        row->sign = sign_of(view);
        row->extra = view->origin == ORIGIN_BOOK ? _("by the book") : "";
        row->text = field->status == VALUE_OK
                        ? arena_copy_text(desk->arena, text_field_peek(&field->text))
                    : row->sign == SIGN_WAIT
                        ? ""
                        : arena_format(desk->arena, "(%s)", status_word(field->status));
    }
    if (form->count > 0) {
        struct shown_row *row = row_add(desk, &rows, ROW_ITEM, _("The record is right"));
        row->sign = form->focus == form->count ? SIGN_GOOD : SIGN_NONE;
        ret->focus = (int)form->focus;
    } else {
        row_add(desk, &rows, ROW_NOTE, _("Nothing waits here any more."));
        row_add(desk, &rows, ROW_NOTE, _("Esc goes back."));
    }
    rows_hand_over(desk, &rows, ret);
}

/* ---- the input ---- */

static void add_other(struct desk *desk, const struct field_view *view, const char *text,
                      struct shown_input *input)
{
    const char *other = view->proposed->other;
    if (other && text_equal(other, text))
        other = view->proposed->value.written;
    if (!other)
        return;
    input->other = arena_copy_text(desk->arena, other);
    input->other_key = "F2";
}

static void add_doubts(struct desk *desk, struct entry *entry, struct shown_input *input)
{
    struct shown_span *kept = arena_take(desk->arena, DOUBTS_MAX, sizeof *kept);
    input->doubt_count = entry_doubts(desk, entry, kept);
    input->doubts = kept;
}

static void add_problems(struct desk *desk, const struct proposed_field *proposed,
                         struct shown_input *input)
{
    const char **texts = arena_take(desk->arena, PROBLEMS_MAX, sizeof *texts);
    for (size_t i = 0; i < proposed->problem_count; i++)
        texts[i] = problem_text(&proposed->problems[i], desk->arena);
    input->problems = texts;
    input->problem_count = proposed->problem_count;
}

static void add_input(struct desk *desk, struct entry *entry, struct shown *ret)
{
    static const char *const STYLES[TYPING_STYLE_COUNT] = {"", "Telex", "VNI"};
    struct form *form = &entry->form;
    struct form_field *field = form_peek(form);
    if (!field) {
        ret->done = _("All fields were looked at. Enter: the record is right, on to the next one.");
        return;
    }
    const struct field_view *view = form_field_view(form, form->focus);
    struct shown_input *input = &ret->input;
    const char *text = arena_copy_text(desk->arena, text_field_peek(&field->text));
    const char *becomes = entry_becomes(desk, entry);
    const char *hint = entry_offer(desk, entry).text;
    *input = (struct shown_input){
        .label = schema_field_label(view->field),
        .text = text,
        .preedit = field->text.preedit ? arena_copy_text(desk->arena, field->text.preedit) : "",
        .caret = field->text.caret,
        .token = field->text.token,
        .state = sign_of(view) == SIGN_WAIT ? "" : status_word(field->status),
        .becomes = becomes ? becomes : "",
        .hint = hint ? hint : "",
        .hint_key = "F8",
        .other = "",
        .other_key = "",
        .style = STYLES[field->text.typing.style],
    };
    text_field_selection(&field->text, &input->from, &input->to);
    if (view->proposed)
        add_other(desk, view, text, input);
    add_doubts(desk, entry, input);
    if (view->proposed && view->origin == ORIGIN_MACHINE && !field->touched)
        add_problems(desk, view->proposed, input);
    ret->has_input = true;
}

/* ---- picture and place ---- */

static void add_picture(struct desk *desk, struct entry *entry, const struct page *page,
                        struct shown *ret)
{
    struct form *form = &entry->form;
    struct shown_picture *shown = &ret->picture;
    const struct picture *picture = pictures_peek(desk->pictures, &page->id, page->revision);
    picture_show(desk, picture, &entry->lens, shown);
    shown->snippet = true;
    if (!shown->picture)
        return;
    if (form->view.record.row >= 0)
        shown->ruler = picture_box(picture, form->view.record.region);
    if (form->focus < form->count && form_field_view(form, form->focus)->proposed)
        shown->box = picture_box(picture, form_field_view(form, form->focus)->proposed->box);
}

static void add_place(struct desk *desk, struct entry *entry, struct shown *ret)
{
    const struct record *record = &entry->form.view.record;
    struct batch batch;
    struct str text = STR_INIT;
    str_add(&text, schema_title(entry->form.view.schema));
    if (batch_get(office_store(desk->office), &record->batch, desk->arena, &batch, NULL) == ERR_OK)
        str_format(&text, "  ·  %s", batch.name);
    str_format(&text, "  ·  ");
    str_format(&text, _("page %ld"), record->page_position);
    if (record->row >= 0) {
        str_format(&text, ", ");
        str_format(&text, _("row %d"), record->row + 1);
    }
    if (record->state != RECORD_ENTERED)
        str_format(&text, "  ·  %s", record_state_title(record->state));
    str_format(&text, "  ·  %zu/%zu", entry->at + 1, entry->count);
    ret->place = arena_copy_text(desk->arena, str_peek(&text));
    str_release(&text);
}

void entry_show(struct desk *desk, void *state, struct shown *ret)
{
    struct entry *entry = state;
    struct page page;
    add_rows(desk, entry, ret);
    if (entry->form.count == 0)
        return;
    add_input(desk, entry, ret);
    add_place(desk, entry, ret);
    ret->picture = (struct shown_picture){
        .on = true, .snippet = true, .missing = _("this record has no picture"), .zoom = 1};
    if (page_get(office_store(desk->office), &entry->form.view.record.page, desk->arena, &page,
                 NULL) == ERR_OK)
        add_picture(desk, entry, &page, ret);
}
