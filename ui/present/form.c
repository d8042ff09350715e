/* SPDX-License-Identifier: Apache-2.0
 *
 * present/form: keying and saving one record. May include: base, model, viet, record, workflow.
 */
#include "present/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "viet/date.h"
#include "viet/names.h"
#include "workflow/action.h"
#include "workflow/second.h"

static const struct {
    enum action_id key, undo, finish;
} actions[FORM_WAY_COUNT] = {
    [FORM_KEY] = {ACTION_KEY, ACTION_UNDO, ACTION_FINISH},
    [FORM_SECOND] = {ACTION_SECOND, ACTION_SECOND_UNDO, ACTION_SECOND_FINISH},
};

/* ---- life ---- */

enum typing_style form_style(const struct form *form, size_t index)
{
    switch (form->view.fields[index].field->kind) {
    case KIND_DATE:
    case KIND_YEAR:
    case KIND_NUMBER:
    case KIND_PERSON_ID:
    case KIND_TIME: return TYPING_OFF;
    default: return form->style;
    }
}

/* What is on the disk goes into the field, which forgets what was typed. */
static void field_from_view(struct form *form, size_t index)
{
    struct form_field *field = &form->fields[index];
    const struct value *value = &form->view.fields[index].value;
    const char *text = value->status == VALUE_OK && value->written ? value->written : "";
    text_field_start(&field->text, text);
    field->status = value->status;
    field->touched = false;
}

static enum err_code read_view(struct form *form, const struct uuid *record, struct err *err)
{
    struct arena *arena = arena_new();
    struct record_view view;
    enum err_code code = form->way == FORM_SECOND
                             ? second_view_get(form->office, record, arena, &view, err)
                             : record_view_see(form->office, record, arena, &view, err);
    if (code) {
        arena_free(arena);
        return code;
    }
    arena_free(form->arena);
    form->arena = arena;
    form->view = view;
    return ERR_OK;
}

static enum err_code fill(struct form form, const struct uuid *record, struct form *ret,
                          struct err *err)
{
    enum err_code code = read_view(&form, record, err);
    if (code)
        return code;
    form.count = form.view.field_count;
    form.fields = mem_new(form.count, sizeof *form.fields);
    for (size_t i = 0; i < form.count; i++) {
        text_field_init(&form.fields[i].text, form_style(&form, i), form.new_style);
        field_from_view(&form, i);
    }
    form.focus = form_next_doubtful(&form, form.count - 1);
    *ret = form;
    return ERR_OK;
}

enum err_code form_open(struct office *office, const struct uuid *record, enum typing_style style,
                        bool new_style, struct form *ret, struct err *err)
{
    struct form form = {.office = office, .style = style, .new_style = new_style};
    return fill(form, record, ret, err);
}

enum err_code form_open_second(struct office *office, const struct uuid *record,
                               enum typing_style style, bool new_style, struct form *ret,
                               struct err *err)
{
    struct form form = {
        .office = office, .way = FORM_SECOND, .style = style, .new_style = new_style};
    return fill(form, record, ret, err);
}

void form_release(struct form *form)
{
    for (size_t i = 0; i < form->count; i++)
        text_field_release(&form->fields[i].text);
    free(form->fields);
    arena_free(form->arena);
    *form = (struct form){0};
}

struct form_field *form_peek(struct form *form)
{
    return form->focus < form->count ? &form->fields[form->focus] : NULL;
}

const struct field_view *form_field_view(const struct form *form, size_t index)
{
    return &form->view.fields[index];
}

bool form_by_hand(const struct form *form)
{
    size_t hand = 0, seen = 0;
    for (size_t i = 0; i < form->count; i++) {
        const struct proposed_field *proposed = form->view.fields[i].proposed;
        hand += proposed && proposed->handwritten;
        seen += proposed && !rect_empty(proposed->box);
    }
    return hand * 2 > seen || seen == 0;
}

/* ---- shorthand ---- */

static bool has_small_word(const char *text)
{
    bool start = true;
    for (uint32_t rune; (rune = utf8_next(&text)) != 0;) {
        if (start && utf8_is_letter(rune) && utf8_upper_rune(rune) != rune)
            return true;
        start = !utf8_is_letter(rune);
    }
    return false;
}

/* No entry is younger than its book; a book of one year gives the year of a day and month. */
static const char *expand_date(const struct form *form, const char *text, struct arena *arena)
{
    int latest = form->view.book ? form->view.book->year : 0;
    struct date date;
    char office[DATE_TEXT_MAX];
    if (!date_from_shorthand(text, latest ? latest : clock_year(clock_now_ms()), latest, &date))
        return NULL;
    date_to_office(date, office);
    return strcmp(office, text) == 0 ? NULL : arena_copy_text(arena, office);
}

static const char *expand_name(const struct form *form, const char *text, struct arena *arena)
{
    if (!has_small_word(text))
        return NULL;
    char *whole = name_expand(text, form->short_forms), *title = name_title(whole);
    const char *kept = arena_copy_text(arena, title);
    free(whole);
    free(title);
    return kept;
}

static const char *expand_place(const struct form *form, const char *text, struct arena *arena)
{
    char *whole = place_expand(text, form->short_forms), *title = place_title(whole);
    const char *kept = strcmp(title, text) == 0 ? NULL : arena_copy_text(arena, title);
    free(whole);
    free(title);
    return kept;
}

/* The official numbers of the sexes. */
static const char *expand_sex(const char *text)
{
    return strcmp(text, "1") == 0 ? "Nam" : strcmp(text, "2") == 0 ? "Nữ" : NULL;
}

const char *form_expand(const struct form *form, size_t index, struct arena *arena)
{
    const char *text = text_field_peek(&form->fields[index].text);
    switch (form->view.fields[index].field->kind) {
    case KIND_DATE:
    case KIND_YEAR: return expand_date(form, text, arena);
    case KIND_NAME: return expand_name(form, text, arena);
    case KIND_PLACE: return expand_place(form, text, arena);
    case KIND_SEX: return expand_sex(text);
    default: return NULL;
    }
}

/* ---- saving ---- */

/* Is what stands in the field what is on the disk? */
static bool differs(const struct form *form, size_t index)
{
    const struct value *value = &form->view.fields[index].value;
    const struct form_field *field = &form->fields[index];
    if (field->status != value->status)
        return true;
    return field->status == VALUE_OK &&
           !text_equal(text_field_peek(&field->text), value->written ? value->written : "");
}

/* A text makes the value one, no text takes it away. */
static void settle_status(struct form *form, struct form_field *field)
{
    const char *text = text_field_peek(&field->text);
    const struct value *kept = &form->view.fields[field - form->fields].value;
    if (*text)
        field->status = VALUE_OK;
    else if (field->status == VALUE_OK)
        field->status = kept->status == VALUE_OK ? VALUE_BLANK : kept->status;
}

static enum err_code write_field(struct form *form, size_t index, struct err *err)
{
    struct arena *arena = arena_new();
    struct form_field *field = &form->fields[index];
    struct uuid record = form->view.record.id;
    struct action_call call = {
        .office = form->office,
        .record = record,
        .field = form->view.fields[index].field->name,
        .written = field->status == VALUE_OK ? text_field_peek(&field->text) : NULL,
        .status = field->status,
        .arena = arena,
    };
    enum err_code code = action_run(actions[form->way].key, &call, err);
    if (!code)
        code = read_view(form, &record, err);
    if (!code)
        field_from_view(form, index);
    if (!code && form->keyed)
        *ARRAY_ADD(form->keyed) = (struct keyed){record, index};
    arena_free(arena);
    return code;
}

/* Enter in an empty field says that the paper is empty there; not where a value must stand. */
static enum err_code confirm_empty(struct form *form, struct err *err)
{
    const struct field_view *view = &form->view.fields[form->focus];
    struct form_field *field = &form->fields[form->focus];
    bool hand = !view->proposed || view->proposed->handwritten;
    bool had = hand || view->value.status == VALUE_OK;
    if (view->origin != ORIGIN_MACHINE && view->value.status != VALUE_OK)
        return ERR_OK;
    if (view->field->required && had)
        return err_set(err, ERR_EMPTY, 1953, _("%s is empty: key it, or say why with F3, F4 or F5"),
                       schema_field_label(view->field));
    if (had)
        field->status = VALUE_BLANK;
    return ERR_OK;
}

enum err_code form_save(struct form *form, bool confirm, struct err *err)
{
    struct form_field *field = form_peek(form);
    enum err_code code = ERR_OK;
    if (!field)
        return ERR_OK;
    struct arena *arena = arena_new();
    text_field_end_word(&field->text);
    const char *expanded = field->touched || confirm ? form_expand(form, form->focus, arena) : NULL;
    if (expanded && field->touched)
        text_field_set(&field->text, expanded);
    if (field->touched)
        settle_status(form, field);
    if (confirm && !*text_field_peek(&field->text))
        code = confirm_empty(form, err);
    bool unseen = form->view.fields[form->focus].origin == ORIGIN_MACHINE;
    if (!code && (differs(form, form->focus) || (confirm && unseen)))
        code = write_field(form, form->focus, err);
    arena_free(arena);
    return code;
}

enum err_code form_set_status(struct form *form, enum value_status status, struct err *err)
{
    struct form_field *field = form_peek(form);
    if (!field)
        return ERR_OK;
    text_field_set(&field->text, "");
    field->status = status;
    return write_field(form, form->focus, err);
}

enum err_code form_undo(struct form *form, struct err *err)
{
    struct form_field *field = form_peek(form);
    if (!field)
        return err_set(err, ERR_EMPTY, 1954, _("there is nothing to take back here"));
    struct arena *arena = arena_new();
    struct uuid record = form->view.record.id;
    struct action_call call = {.office = form->office,
                               .record = record,
                               .field = form->view.fields[form->focus].field->name,
                               .arena = arena};
    enum err_code code = action_run(actions[form->way].undo, &call, err);
    if (!code)
        code = read_view(form, &record, err);
    if (!code)
        field_from_view(form, form->focus);
    arena_free(arena);
    return code;
}

enum err_code form_finish(struct form *form, struct err *err)
{
    struct arena *arena = arena_new();
    struct action_call call = {
        .office = form->office, .record = form->view.record.id, .arena = arena};
    enum err_code code = action_run(actions[form->way].finish, &call, err);
    arena_free(arena);
    return code;
}

/* ---- the way through the fields ---- */

bool form_waits(const struct form *form, size_t index)
{
    const struct field_view *view = &form->view.fields[index];
    /* A margin note changes what an entry of a register means: each entry asks for it once. */
    bool note = form->view.record.row >= 0 && strcmp(view->field->name, "ghi_chu") == 0;
    if (note && view->origin == ORIGIN_MACHINE)
        return true;
    return view->doubtful || (view->origin == ORIGIN_MACHINE && !view->proposed);
}

size_t form_next_doubtful(const struct form *form, size_t index)
{
    for (size_t i = 1; i <= form->count; i++) {
        size_t at = (index + i) % form->count;
        if (form_waits(form, at))
            return at;
    }
    return form->count;
}

void form_focus(struct form *form, size_t index)
{
    struct form_field *field = form_peek(form);
    if (field)
        text_field_end_word(&field->text);
    form->focus = index < form->count ? index : form->count;
    field = form_peek(form);
    if (field)
        text_field_move(&field->text, MOVE_END, false);
}
