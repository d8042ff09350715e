/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/book_import: `sohoa book import`: an inventory of books from a CSV table: shown, then added
 * as a whole. May include: base, workflow.
 */
#include "workflow/book_import.h"

#include "base/str.h"
#include "cli/book.h"
#include "cli/open.h"

static json_t *import_json(const struct import_book *book)
{
    json_t *json = book_json(&book->plan.book);
    json_put_long(json, "line", book->line);
    json_put_new(json, "series", book_series_json(book->plan.series, book->plan.series_count));
    json_put_long(json, "alike", book->alike);
    return json;
}

static void print_book(const struct cli *cli, struct office *office, const struct import_book *book,
                       struct arena *arena)
{
    struct str line = STR_INIT;
    if (cli->json) {
        cli_json_line(import_json(book));
        return;
    }
    str_format(&line, _("line %ld: %s"), book->line, book_heading(office, &book->plan.book, arena));
    for (size_t i = 0; i < book->plan.series_count; i++) {
        const struct book_series *series = &book->plan.series[i];
        str_format(&line, series->last ? "  %d: %d-%d" : "  %d: %d-", series->year, series->first,
                   series->last);
    }
    if (book->alike)
        str_add(&line, _("  (such a book is there already)"));
    cli_print("%s", str_peek(&line));
    str_release(&line);
}

static void print_fault(const struct cli *cli, const char *path, const struct import_fault *fault)
{
    struct str where = STR_INIT;
    if (fault->heading)
        str_format(&where, _("%s, line %ld, column %zu (%s)"), path, fault->line, fault->column,
                   fault->heading);
    else
        str_format(&where, _("%s, line %ld, column %zu"), path, fault->line, fault->column);
    cli_report(cli, str_peek(&where), &fault->err);
    str_release(&where);
}

static void print_table(const struct cli *cli, struct office *office,
                        const struct book_table *table, struct arena *arena)
{
    for (size_t i = 0; i < table->count; i++)
        print_book(cli, office, &table->books[i], arena);
    for (size_t i = 0; i < table->fault_count; i++)
        print_fault(cli, cli->arguments[0], &table->faults[i]);
    for (size_t i = 0; i < table->unused_count && !cli->json; i++)
        cli_print(_("column not used: %s"), table->unused[i]);
}

static void print_sum(const struct cli *cli, const struct book_table *table, bool added)
{
    if (cli->json) {
        json_t *json = json_object();
        json_put_long(json, "books", (long)table->count);
        json_put_long(json, "faults", (long)table->fault_count);
        json_put_bool(json, "added", added);
        cli_json_line(json);
        return;
    }
    if (added)
        cli_print(_("books added: %zu, rows with faults: %zu"), table->count, table->fault_count);
    else
        cli_print(_("nothing added; books in the table: %zu, rows with faults: %zu"), table->count,
                  table->fault_count);
}

static enum err_code judge(const struct cli *cli, const struct book_table *table, bool *ret_add,
                           struct err *err)
{
    *ret_add = false;
    if (cli_flag(cli, "preview"))
        return table->fault_count ? ERR_PART : ERR_OK;
    if (table->fault_count && !cli_flag(cli, "skip-faults"))
        return err_set(err, ERR_FORMAT, 1900,
                       _("the table has faults, nothing was added; put them right, or add the "
                         "other rows with --skip-faults"));
    *ret_add = table->count > 0;
    return table->fault_count ? ERR_PART : ERR_OK;
}

static enum err_code import(struct cli *cli, struct office *office, struct err *err)
{
    struct arena *arena = arena_new();
    struct book_table table = {0};
    bool add = false;
    enum err_code code = book_table_read(office, cli->arguments[0], arena, &table, err);
    if (code) {
        arena_free(arena);
        return err_lead(err, "%s", cli->arguments[0]);
    }
    print_table(cli, office, &table, arena);
    enum err_code verdict = judge(cli, &table, &add, err);
    if (add)
        code = book_table_add(office, &table, err);
    if (!code)
        print_sum(cli, &table, add);
    arena_free(arena);
    return code ? code : verdict;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    return open_and_run(cli, import, err);
}

static const struct option_spec options[] = {
    {"preview", NULL, N_("only show what would be added")},
    {"skip-faults", NULL, N_("add the rows without fault, leave out the others")},
    {0},
};

const struct command command_book_import = {
    .name = "book import",
    .arguments = N_("FILE"),
    .summary = N_("add the books of a CSV table; a fault anywhere adds nothing"),
    .example = "sohoa book import kiem-ke-so.csv --preview",
    .options = options,
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};
