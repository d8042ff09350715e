/* SPDX-License-Identifier: Apache-2.0
 *
 * present/entry_show: a record in hand as rows, input and picture. May include: base, model, store,
 * record, workflow.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "present/entry_part.h"
#include "present/record_show.h"
#include "record/problem.h"
#include "workflow/returned.h"

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
                        : arena_format(desk->arena, "(%s)", record_status_word(field->status));
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

/* Why an official sent the record back. */
static void add_returned(struct desk *desk, const struct returned *returned,
                         struct shown_input *input)
{
    const char **texts = arena_take(desk->arena, 1, sizeof *texts);
    const char *words = returned->plan.words;
    *texts = arena_format(desk->arena, words ? _("sent back: %s (%s)") : _("sent back: %s"),
                          _(return_table[returned->plan.reason].title), words);
    input->problems = texts;
    input->problem_count = 1;
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
        .state = sign_of(view) == SIGN_WAIT ? "" : record_status_word(field->status),
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
    if (view->returned && view->doubtful)
        add_returned(desk, form->view.sent_back, input);
    ret->has_input = true;
}

void entry_show(struct desk *desk, void *state, struct shown *ret)
{
    struct entry *entry = state;
    struct form *form = &entry->form;
    struct rect box = {0};
    add_rows(desk, entry, ret);
    if (form->count == 0)
        return;
    add_input(desk, entry, ret);
    ret->place = arena_format(desk->arena, "%s  ·  %zu/%zu", record_place(desk, &form->view),
                              entry->at + 1, entry->count);
    if (form->focus < form->count && form_field_view(form, form->focus)->proposed)
        box = form_field_view(form, form->focus)->proposed->box;
    record_picture(desk, &form->view.record, box, &entry->lens, ret);
}
