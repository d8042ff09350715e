/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/record_line: records as text. May include: base, record, workflow.
 */
#include "cli/record_line.h"

#include "base/str.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "record/problem.h"
#include "workflow/stage.h"

enum { LABEL_WIDTH = 30 };

static const char *value_text(const struct value *value)
{
    const char *text = value->normal ? value->normal : value->written;
    return text ? text : "";
}

/* The number and the first name: what a clerk knows a record by. */
static void add_heading(struct str *out, const struct record_view *view)
{
    const struct field_view *number = record_view_lookup(view, "so");
    if (number && *value_text(&number->value))
        str_format(out, "  %s", value_text(&number->value));
    for (size_t i = 0; i < view->field_count; i++) {
        if (view->fields[i].field->kind != KIND_NAME || !*value_text(&view->fields[i].value))
            continue;
        str_format(out, "  %s", value_text(&view->fields[i].value));
        return;
    }
}

static void add_place(struct str *out, const struct record_view *view)
{
    str_format(out, _("page %ld"), view->record.page_position);
    if (view->record.row >= 0)
        str_format(out, _(", row %d"), view->record.row + 1);
}

/* Why somebody must look at it again. */
static const char *look_title(const char *look)
{
    static const struct {
        const char *look, *title;
    } titles[] = {
        {"replaced", N_("the page has another image")},
        {"split", N_("the page was split")},
        {"joined", N_("the sheet was joined")},
        {"undone", N_("a change of the page was undone")},
    };
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (text_equal(titles[i].look, look))
            return _(titles[i].title);
    return _("it is another kind of paper");
}

void record_line_print(const struct record_view *view)
{
    char id[UUID_TEXT_SIZE];
    struct str line = STR_INIT;
    uuid_show(&view->record.id, id);
    str_format(&line, "%s  %s  ", id, view->schema->name);
    add_place(&line, view);
    str_format(&line, "  %s", record_state_title(view->record.state));
    add_heading(&line, view);
    if (view->doubtful)
        str_format(&line, _("  doubtful: %d"), view->doubtful);
    if (view->record.look)
        str_format(&line, _("  · look again: %s"), look_title(view->record.look));
    cli_print("%s", str_peek(&line));
    str_release(&line);
}

static const char *status_title(enum value_status status)
{
    switch (status) {
    case VALUE_MISSING: return _("(missing)");
    case VALUE_ILLEGIBLE: return _("(illegible)");
    case VALUE_BLANK: return _("(blank)");
    default: return "";
    }
}

static void add_label(struct str *out, const struct field_view *field)
{
    const char *label = schema_field_label(field->field);
    size_t width = utf8_width(label);
    str_format(out, "%s %s", field->doubtful ? "?" : " ", label);
    for (size_t i = width; i < LABEL_WIDTH; i++)
        str_add_char(out, ' ');
    str_add(out, "  ");
}

static void print_problems(const struct field_view *field)
{
    if (!field->proposed || !field->doubtful)
        return;
    struct arena *arena = arena_new();
    if (field->proposed->handwritten)
        cli_print("      %s", _("handwritten: key it from the image"));
    for (size_t i = 0; i < field->proposed->problem_count; i++)
        cli_print("      %s", problem_text(&field->proposed->problems[i], arena));
    if (field->proposed->other)
        cli_print(_("      another reading: %s"), field->proposed->other);
    arena_free(arena);
}

static void print_field(const struct field_view *field)
{
    struct str line = STR_INIT;
    const struct value *value = &field->value;
    add_label(&line, field);
    if (field->hidden)
        str_add(&line, _("(hidden: it is entered a second time)"));
    else if (value->status != VALUE_OK)
        str_add(&line, status_title(value->status));
    else
        str_add(&line, value_text(value));
    if (value->normal && value->written && !text_equal(value->normal, value->written))
        str_format(&line, _("   (written: %s)"), value->written);
    str_format(&line, "   %s", field->field->name);
    if (field->origin != ORIGIN_MACHINE)
        str_format(&line, " · %s", field->origin == ORIGIN_BOOK ? _("from the book") : _("keyed"));
    cli_print("%s", str_peek(&line));
    str_release(&line);
    print_problems(field);
}

void record_fields_print(const struct record_view *view, bool doubtful_only)
{
    record_line_print(view);
    for (size_t i = 0; i < view->field_count; i++)
        if (!doubtful_only || view->fields[i].doubtful)
            print_field(&view->fields[i]);
}
