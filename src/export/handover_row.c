/* SPDX-License-Identifier: Apache-2.0
 *
 * export/handover: an entry as a row of a table, and what the table cannot say about it. May
 * include: base, model, viet.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "export/handover.h"
#include "viet/date.h"
#include "viet/fold.h"

enum { PAPER_DIGITS_MIN = 6, PAPER_LETTERS_MAX = 3 };

struct row {
    const struct handover *handover;
    const struct handover_entry *entry;
    struct arena *arena;
    struct handover_faults *faults;
    bool *shown; /* one a value of the entry: a column says all of it */
};

static void tell(struct row *row, const char *column, const char *field, const char *why)
{
    *ARRAY_ADD(row->faults) = (struct handover_fault){column, field, why};
}

/* ---- codes ---- */

/* How many bytes of text make up this folded text; 0 = it does not begin so. */
static size_t begins(const char *text, const char *fold)
{
    size_t length = strlen(text);
    for (size_t end = 1; end <= length; end++) {
        if (end < length && !strchr(" \t\n,.:;", text[end]))
            continue;
        char *part = mem_copy_text(text);
        part[end] = '\0';
        char *folded = fold_search(part);
        bool same = text_equal(folded, fold);
        free(folded);
        free(part);
        if (same)
            return end;
    }
    return 0;
}

const struct handover_code *handover_code_find(const struct handover_list *list, const char *text,
                                               const char **ret_rest)
{
    const struct handover_code *best = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = 0; list->codes[i].folds[k]; k++) {
            size_t length = begins(text, list->codes[i].folds[k]);
            if (length > longest) {
                longest = length;
                best = &list->codes[i];
            }
        }
    *ret_rest = text + longest;
    return best;
}

static bool only_signs(const char *text)
{
    return text[strspn(text, " \t\n.,:;-")] == '\0';
}

/* ---- forms ---- */

static void add_date(struct str *out, const char *form, struct date date)
{
    while (*form) {
        if (text_starts(form, "dd")) {
            str_format(out, "%02d", date.day);
            form += 2;
        } else if (text_starts(form, "MM")) {
            str_format(out, "%02d", date.month);
            form += 2;
        } else if (text_starts(form, "yyyy")) {
            str_format(out, "%04d", date.year);
            form += 4;
        } else {
            str_add_char(out, *form++);
        }
    }
}

/* The cell of a date; *ret_why says what it leaves out. */
static const char *date_cell(struct row *row, const struct value *value, const char **ret_why)
{
    const struct handover *handover = row->handover;
    struct date date;
    struct str out = STR_INIT;
    const char *form;
    if (!value->normal || !date_from_edtf(value->normal, &date)) {
        *ret_why = _("what is written is no date that can be understood");
        return "";
    }
    form = date.day ? handover->day : date.month ? handover->month : handover->year;
    if (!form && date.month && !date.day)
        *ret_why = _("the table takes no month without a day; only the year stands there");
    if (!form)
        form = handover->year;
    if (form)
        add_date(&out, form, date);
    else
        *ret_why = _("the table takes no date of this kind");
    const char *cell = arena_copy_text(row->arena, str_peek(&out));
    str_release(&out);
    return cell;
}

static const char *list_cell(const struct handover_list *list, const char *text, bool *ret_whole,
                             const char **ret_why)
{
    const char *rest;
    const struct handover_code *code = handover_code_find(list, text, &rest);
    *ret_whole = code && only_signs(rest);
    if (code)
        return code->code;
    *ret_why = list->otherwise
                   ? _("the code list has no such value; the code for others stands there")
                   : _("the code list has no such value; the cell is empty");
    return list->otherwise ? list->otherwise : "";
}

/* The number of an identity paper: up to three letters and at least six digits. */
static const char *paper_cell(struct row *row, const struct handover_list *list, const char *text,
                              const char **ret_why)
{
    static const char *const leads[] = {"so", "no"}; /* số, No. */
    const char *rest = text;
    if (list)
        (void)handover_code_find(list, text, &rest);
    rest += strspn(rest, " \t\n.,:;-");
    for (size_t i = 0; i < ARRAY_SIZE(leads); i++)
        rest += begins(rest, leads[i]);
    rest += strspn(rest, " .:");
    size_t letters = 0, length;
    while (isupper((unsigned char)rest[letters]))
        letters++;
    length = letters + strspn(rest + letters, "0123456789");
    if (letters > PAPER_LETTERS_MAX || length - letters < PAPER_DIGITS_MIN) {
        *ret_why = _("no number of a paper can be told apart in it; all of it stands there");
        return text;
    }
    if (!only_signs(rest + length))
        *ret_why = _("only the number of the paper stands there, not the rest of the text");
    return arena_copy_span(row->arena, rest, length);
}

/* ---- cells ---- */

static const struct handover_value *find_value(const struct row *row, const char *field)
{
    for (size_t i = 0; i < row->entry->count; i++)
        if (text_equal(row->entry->values[i].name, field))
            return &row->entry->values[i];
    return NULL;
}

static bool has_value(const struct value *value)
{
    return value->status == VALUE_OK &&
           ((value->normal && *value->normal) || (value->written && *value->written));
}

static void check_illegible(struct row *row, const struct handover_column *column)
{
    for (size_t i = 0; i < column->source_count; i++) {
        const struct handover_value *value = find_value(row, column->sources[i].field);
        if (value && value->value.status == VALUE_ILLEGIBLE)
            tell(row, column->name, value->name,
                 _("cannot be read on the paper; the table has no sign for that, the cell is "
                   "empty"));
    }
}

static const char *field_cell(struct row *row, const struct handover_column *column,
                              const struct handover_value *value)
{
    const char *why = NULL, *cell;
    const char *text = value->value.normal ? value->value.normal : value->value.written;
    const char *written = value->value.written ? value->value.written : text;
    bool *shown = &row->shown[value - row->entry->values];
    bool whole = true;
    if (column->form == HANDOVER_DATE)
        cell = date_cell(row, &value->value, &why);
    else if (column->form == HANDOVER_PAPER)
        cell = paper_cell(row, column->list, written, &why);
    else if (column->list)
        cell = list_cell(column->list, text, &whole, &why);
    else
        cell = column->form == HANDOVER_WRITTEN ? written : text;
    if (why)
        tell(row, column->name, value->name, why);
    *shown = *shown || whole || why;
    return cell;
}

static const char *fact_cell(struct row *row, const struct handover_column *column,
                             const char *text)
{
    const char *why = NULL, *cell = text;
    bool whole;
    if (column->list)
        cell = list_cell(column->list, text, &whole, &why);
    if (why)
        tell(row, column->name, NULL, why);
    return cell;
}

static const char *make_cell(struct row *row, const struct handover_column *column)
{
    for (size_t i = 0; i < column->source_count; i++) {
        const struct handover_source *source = &column->sources[i];
        const char *fact = row->entry->facts[source->fact];
        if (source->fact != FACT_NONE) {
            if (fact && *fact)
                return fact_cell(row, column, fact);
            continue;
        }
        const struct handover_value *value = find_value(row, source->field);
        if (value && has_value(&value->value))
            return field_cell(row, column, value);
    }
    check_illegible(row, column);
    return column->list && column->list->empty ? column->list->empty : "";
}

static void check_left(struct row *row, const struct handover_value *value)
{
    const struct handover *handover = row->handover;
    for (size_t i = 0; i < handover->unused_count; i++)
        if (text_equal(handover->unused[i].field, value->name)) {
            if (handover->unused[i].told)
                tell(row, NULL, value->name, handover->unused[i].reason);
            return;
        }
    tell(row, NULL, value->name, _("no column of the table takes this value"));
}

const char *const *handover_row(const struct handover *handover, const struct handover_entry *entry,
                                struct arena *arena, struct handover_faults *faults)
{
    struct row row = {handover, entry, arena, faults,
                      arena_take(arena, entry->count + 1, sizeof(bool))};
    const char **cells = arena_take(arena, handover->column_count, sizeof *cells);
    for (size_t i = 0; i < handover->column_count; i++)
        cells[i] = make_cell(&row, &handover->columns[i]);
    for (size_t i = 0; i < entry->count; i++)
        if (!row.shown[i] && has_value(&entry->values[i].value))
            check_left(&row, &entry->values[i]);
    return cells;
}

const char *handover_key(const struct handover *handover, const char *const *row,
                         struct arena *arena)
{
    struct str key = STR_INIT;
    for (size_t i = 0; i < handover->unique_count; i++) {
        char *fold = fold_search(row[handover->unique[i]]);
        str_format(&key, "%s%s", i ? "\x1f" : "", fold);
        free(fold);
    }
    const char *text = arena_copy_text(arena, str_peek(&key));
    str_release(&key);
    return text;
}
