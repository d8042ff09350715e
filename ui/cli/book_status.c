/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/book_status: `sohoa book status`: the ledger of a book and the sheet that closes it;
 * `sohoa book mark`: what a person says of numbers. May include: base, export, workflow.
 */
#include "base/str.h"
#include "cli/book.h"
#include "cli/open.h"
#include "workflow/book_sheet.h"

/* ---- status ---- */

static json_t *line_json(const struct ledger_line *line)
{
    char number[NUMBER_TEXT_SIZE], id[UUID_TEXT_SIZE];
    json_t *json = json_object();
    entry_number_show(&line->number, number);
    json_put_text(json, "number", number);
    json_put_text(json, "state", ledger_state_name(line->state));
    json_put_bool(json, "expected", line->expected);
    json_put_long(json, "entries", line->entries);
    json_put_bool(json, "twice", line->twice);
    json_put_text(json, "keyed_by", line->keyed_by);
    json_put_text(json, "confirmed_by", line->confirmed_by);
    json_put_text(json, "reason", line->reason);
    if (line->first) {
        uuid_show(&line->first->record, id);
        json_put_text(json, "record", id);
    }
    return json;
}

static json_t *series_json(const struct ledger_series *series, struct arena *arena)
{
    json_t *json = json_object(), *lines = json_array();
    json_put_long(json, "year", series->series.year);
    json_put_long(json, "first", series->series.first);
    json_put_long(json, "last", series->series.last);
    json_put_bool(json, "open", series->open);
    for (int i = 0; i < LEDGER_STATE_COUNT; i++)
        json_put_text(json, ledger_state_name((enum ledger_state)i),
                      ledger_numbers(series, (enum ledger_state)i, arena));
    json_put_text(json, "twice", ledger_numbers_twice(series, arena));
    for (size_t i = 0; i < series->line_count; i++)
        json_array_append_new(lines, line_json(&series->lines[i]));
    json_put_new(json, "numbers", lines);
    return json;
}

static json_t *loose_json(const struct book_entry *const *list, long count)
{
    char id[UUID_TEXT_SIZE];
    json_t *array = json_array();
    for (long i = 0; i < count; i++) {
        json_t *json = json_object();
        uuid_show(&list[i]->record, id);
        json_put_text(json, "record", id);
        json_put_text(json, "number", list[i]->number);
        json_put_text(json, "batch", list[i]->batch);
        json_put_long(json, "position", list[i]->position);
        if (list[i]->row >= 0)
            json_put_long(json, "row", list[i]->row);
        json_array_append_new(array, json);
    }
    return array;
}

static json_t *ledger_json(const struct ledger *ledger, struct arena *arena)
{
    json_t *json = book_json(&ledger->book), *series = json_array();
    for (size_t i = 0; i < ledger->series_count; i++)
        json_array_append_new(series, series_json(&ledger->series[i], arena));
    json_put_new(json, "counts", book_counts_json(&ledger->counts));
    json_put_new(json, "series", series);
    json_put_new(json, "unnumbered", loose_json(ledger->unnumbered, ledger->counts.unnumbered));
    json_put_new(json, "strange", loose_json(ledger->strange, ledger->counts.strange));
    json_put_long(json, "scanned", ledger->pages.pages);
    json_put_bool(json, "complete", ledger->complete);
    json_put_bool(json, "all_confirmed", ledger->confirmed);
    return json;
}

static enum err_code print_sheet(struct office *office, const struct ledger *ledger,
                                 struct arena *arena, struct err *err)
{
    struct sheet_paper sheet;
    struct str text = STR_INIT;
    enum err_code code = book_sheet_make(office, ledger, arena, &sheet, err);
    if (code)
        return code;
    sheet_text(&sheet, &text);
    cli_print("%s", str_peek(&text));
    str_release(&text);
    return ERR_OK;
}

static enum err_code show_status(struct cli *cli, struct office *office, struct arena *arena,
                                 struct err *err)
{
    struct ledger ledger;
    const char *path = cli_option(cli, "sheet");
    enum err_code code = book_named(cli, office, arena, &ledger, err);
    if (!code && path)
        code = book_sheet_write(office, &ledger, path, err);
    if (!code && cli->json)
        cli_json_line(ledger_json(&ledger, arena));
    else if (!code && path)
        cli_print(_("written: %s"), path);
    else if (!code)
        code = print_sheet(office, &ledger, arena, err);
    return code;
}

static enum err_code run_status(struct cli *cli, struct err *err)
{
    return open_and_run_with(cli, show_status, err);
}

static const struct option_spec status_options[] = {
    {"sheet", N_("FILE"), N_("write the sheet that closes the book: .pdf to print, or .txt")},
    {0},
};

const struct command command_book_status = {
    .name = "book status",
    .arguments = N_("BOOK"),
    .summary = N_("each number of a book: there, missing, accounted for; the sheet that closes it"),
    .example = "sohoa book status 01/2005 --sheet bang-ke-01-2005.pdf",
    .options = status_options,
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run_status,
};

/* ---- mark ---- */

/* The one that is given; --clear takes back. */
static enum err_code read_kind(const struct cli *cli, enum mark_kind *ret, struct err *err)
{
    size_t given = cli_flag(cli, "clear");
    *ret = MARK_NONE;
    for (int i = MARK_NONE + 1; i < MARK_KIND_COUNT; i++) {
        if (!cli_flag(cli, mark_kind_name((enum mark_kind)i)))
            continue;
        *ret = (enum mark_kind)i;
        given++;
    }
    if (given != 1)
        return err_set(err, ERR_USAGE, 1901,
                       _("say one of --cancelled, --unreadable, --absent, --double, --clear"));
    return ERR_OK;
}

static enum err_code mark(struct cli *cli, struct office *office, struct arena *arena,
                          struct err *err)
{
    struct book book;
    struct book_say say = {.numbers = cli->arguments[1], .reason = cli_option(cli, "reason")};
    long year = 0, count = 0;
    enum err_code code = read_kind(cli, &say.kind, err);
    if (!code)
        code = cli_number(cli, "year", NUMBER_YEAR_MIN, NUMBER_YEAR_MAX, 0, &year, err);
    if (!code)
        code = book_open(office, cli->arguments[0], arena, &book, err);
    if (code)
        return code;
    say.book = book.id;
    say.year = (int)year;
    code = book_say(office, &say, &count, err);
    if (!code && cli->json) {
        json_t *json = json_object();
        json_put_text(json, "mark", say.kind ? mark_kind_name(say.kind) : NULL);
        json_put_long(json, "numbers", count);
        cli_json_line(json);
    } else if (!code) {
        cli_print(_("numbers noted: %ld"), count);
    }
    return code;
}

static enum err_code run_mark(struct cli *cli, struct err *err)
{
    return open_and_run_with(cli, mark, err);
}

static const struct option_spec mark_options[] = {
    {"cancelled", NULL, N_("struck out in the book")},
    {"unreadable", NULL, N_("it stands there and nobody can read it")},
    {"absent", NULL, N_("the book never had the number, or its sheet is gone")},
    {"double", NULL, N_("the book really has the number more than once")},
    {"clear", NULL, N_("take back what was said")},
    {"reason", N_("TEXT"), N_("why; stands on the sheet that closes the book")},
    {"year", N_("YEAR"), N_("of which year, when the book has several")},
    {0},
};

const struct command command_book_mark = {
    .name = "book mark",
    .arguments = N_("BOOK NUMBERS"),
    .summary = N_("say what became of numbers of a book, with the reason"),
    .example = "sohoa book mark 01/2005 \"12-15, 20\" --cancelled --reason \"gạch chéo, ghi Hủy\"",
    .options = mark_options,
    .arguments_min = 2,
    .arguments_max = 2,
    .run = run_mark,
};
