/* SPDX-License-Identifier: Apache-2.0
 *
 * present/confirm_show: a page that waits for an official, as rows, input and picture. May include:
 * base, model, record, store, workflow.
 */
#include "base/str.h"
#include "present/confirm_part.h"
#include "present/record_show.h"
#include "workflow/returned.h"
#include "workflow/stage.h"

/* ---- rows ---- */

static const struct field_view *first_of(const struct record_view *view, enum field_kind kind)
{
    for (size_t i = 0; i < view->field_count; i++)
        if (view->fields[i].field->kind == kind && view->fields[i].value.written)
            return &view->fields[i];
    return NULL;
}

/* What a clerk knows an entry by: its number, the first name. */
static const char *heading(struct desk *desk, const struct record_view *view, size_t at)
{
    const struct field_view *number = record_view_lookup(view, "so");
    const char *text = number ? number->value.written : NULL;
    return text ? arena_format(desk->arena, _("no. %s"), text)
                : arena_format(desk->arena, _("row %d"), (int)at + 1);
}

static const char *name_of(struct desk *desk, const struct record_view *view)
{
    const struct field_view *name = first_of(view, KIND_NAME);
    return name ? arena_copy_text(desk->arena, name->value.written) : "";
}

static const char *birth_of(struct desk *desk, const struct record_view *view)
{
    for (size_t i = 0; i < view->field_count; i++)
        if (text_starts(view->fields[i].field->name, "ngay_sinh") && view->fields[i].value.written)
            return arena_copy_text(desk->arena, view->fields[i].value.written);
    return "";
}

static void show_record(struct desk *desk, const struct confirm *confirm, size_t at,
                        struct row_list *rows)
{
    const struct confirm_record *record = &confirm->records[at];
    struct shown_row *row = row_add(desk, rows, ROW_ITEM, heading(desk, &record->view, at));
    row->text = name_of(desk, &record->view);
    row->extra = birth_of(desk, &record->view);
    if (!confirm_waits(record)) {
        row->sign = record->view.record.state == RECORD_CONFIRMED ? SIGN_GOOD : SIGN_WAIT;
        row->extra = record_state_title(record->view.record.state);
    } else if (record->left_out) {
        row->sign = SIGN_WAIT;
        row->extra = _("left out");
    } else {
        row->sign = confirm_unseen(record) ? SIGN_DOUBT
                    : record->marks.count  ? SIGN_GOOD
                                           : SIGN_SURE;
    }
}

static void show_field(struct desk *desk, const struct confirm_record *record, int at,
                       struct row_list *rows)
{
    const struct field_view *field = &record->view.fields[at];
    enum field_mark mark = record->marks.fields[at];
    struct shown_row *row =
        row_add(desk, rows, ROW_ITEM,
                arena_format(desk->arena, "    %s", schema_field_label(field->field)));
    row->text = record_value_text(desk, &field->value);
    if (mark == MARK_NONE || !confirm_waits(record))
        return;
    row->sign = record->seen[at] ? SIGN_GOOD : SIGN_DOUBT;
    row->extra = mark_title(mark);
}

static void add_rows(struct desk *desk, const struct confirm *confirm, struct shown *ret)
{
    struct row_list rows = {0};
    for (size_t i = 0; i < confirm->cell_count; i++) {
        const struct confirm_cell *cell = &confirm->cells[i];
        if (cell->record < confirm->count && cell->field < 0)
            show_record(desk, confirm, cell->record, &rows);
        else if (cell->record < confirm->count)
            show_field(desk, &confirm->records[cell->record], cell->field, &rows);
    }
    size_t ready = confirm_ready(confirm);
    struct shown_row *row =
        row_add(desk, &rows, ROW_ITEM, arena_format(desk->arena, _("Confirm: %zu rows"), ready));
    row->sign = ready ? SIGN_GOOD : SIGN_NONE;
    ret->focus = (int)confirm->focus;
    rows_hand_over(desk, &rows, ret);
}

static void add_reasons(struct desk *desk, const struct confirm *confirm, struct shown *ret)
{
    struct row_list rows = {0};
    for (int i = 0; i < RETURN_REASON_COUNT; i++) {
        struct shown_row *row = row_add(desk, &rows, ROW_ITEM, _(return_table[i].title));
        row->extra = return_to_title(return_table[i].to);
    }
    ret->focus = (int)confirm->reason;
    rows_hand_over(desk, &rows, ret);
}

/* ---- input, or what stands in its place ---- */

static const char *input_label(struct desk *desk, const struct confirm *confirm)
{
    const struct confirm_record *record = confirm_peek_record(confirm);
    int field = confirm_peek(confirm)->field;
    const char *label =
        field < 0 ? _("the whole row") : schema_field_label(record->view.fields[field].field);
    switch (confirm->mode) {
    case CONFIRM_REASON:
        return arena_format(desk->arena, _("Send back: %s. More in words, if needed"), label);
    case CONFIRM_WITHDRAW: return _("Why is the confirmation withdrawn?");
    default: return arena_format(desk->arena, _("Put right: %s"), label);
    }
}

static void add_input(struct desk *desk, const struct confirm *confirm, struct shown *ret)
{
    static const char *const STYLES[TYPING_STYLE_COUNT] = {"", "Telex", "VNI"};
    const struct text_field *text = &confirm->text;
    struct shown_input *input = &ret->input;
    *input = (struct shown_input){
        .label = input_label(desk, confirm),
        .text = arena_copy_text(desk->arena, text_field_peek(text)),
        .preedit = text->preedit ? arena_copy_text(desk->arena, text->preedit) : "",
        .caret = text->caret,
        .token = text->token,
        .state = "",
        .becomes = "",
        .hint = "",
        .other = "",
        .style = STYLES[text->typing.style],
    };
    text_field_selection(text, &input->from, &input->to);
    ret->has_input = true;
}

/* What is said of the line in focus. */
static const char *about(struct desk *desk, const struct confirm *confirm)
{
    const struct confirm_cell *cell = confirm_peek(confirm);
    const struct confirm_record *record = confirm_peek_record(confirm);
    if (!record && confirm_ready(confirm))
        return _("All marks were looked at. Enter confirms the rows of this page.");
    if (!record)
        return _("Nothing can be confirmed here now.");
    if (cell->field < 0)
        return arena_format(desk->arena, "%s  ·  %s  ·  %s",
                            heading(desk, &record->view, cell->record),
                            name_of(desk, &record->view), birth_of(desk, &record->view));
    const struct field_view *field = &record->view.fields[cell->field];
    enum field_mark mark = record->marks.fields[cell->field];
    const char *why = record->marks.why[cell->field];
    const char *value = arena_format(desk->arena, "%s: %s", schema_field_label(field->field),
                                     record_value_text(desk, &field->value));
    if (mark == MARK_NONE)
        return value;
    return arena_format(desk->arena, why ? "%s  ·  %s: %s" : "%s  ·  %s", value, mark_title(mark),
                        why);
}

/* ---- all of it ---- */

static void show_nothing(struct desk *desk, struct shown *ret)
{
    struct row_list rows = {0};
    row_add(desk, &rows, ROW_NOTE, _("Nothing waits here any more."));
    row_add(desk, &rows, ROW_NOTE, _("Esc goes back."));
    rows_hand_over(desk, &rows, ret);
}

void confirm_show(struct desk *desk, void *state, struct shown *ret)
{
    struct confirm *confirm = state;
    struct rect box = {0};
    if (confirm->count == 0) {
        show_nothing(desk, ret);
        return;
    }
    if (confirm->mode == CONFIRM_REASON)
        add_reasons(desk, confirm, ret);
    else
        add_rows(desk, confirm, ret);
    ret->done_asks = confirm_peek_record(confirm) != NULL;
    if (confirm->mode == CONFIRM_LOOK)
        ret->done = about(desk, confirm);
    else
        add_input(desk, confirm, ret);
    const struct confirm_cell *cell = confirm_peek(confirm);
    const struct confirm_record *record = confirm_peek_record(confirm);
    struct record shown = record ? record->view.record : confirm->records[0].view.record;
    if (!record)
        shown.row = -1;
    else if (cell->field >= 0 && record->view.fields[cell->field].proposed)
        box = record->view.fields[cell->field].proposed->box;
    record_picture(desk, &shown, box, &confirm->lens, ret);
    ret->place = arena_format(desk->arena, "%s  ·  %zu/%zu",
                              record_page_place(desk, &confirm->records[0].view), confirm->at + 1,
                              confirm->page_count);
}
