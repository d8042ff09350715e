/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/book: `sohoa book list`, `show`: the shelf, and one book. May include: base, workflow.
 */
#include "cli/book.h"

#include "base/str.h"
#include "cli/open.h"

/* ---- what the commands about books share ---- */

json_t *book_json(const struct book *book)
{
    char id[UUID_TEXT_SIZE];
    json_t *json = json_object();
    uuid_show(&book->id, id);
    json_put_text(json, "id", uuid_is_null(&book->id) ? NULL : id);
    json_put_text(json, "type", book->schema);
    json_put_text(json, "number", book->number);
    json_put_text(json, "place", book->place);
    json_put_text(json, "signer", book->signer);
    json_put_text(json, "registration", book->registration);
    json_put_text(json, "script", book->script);
    json_put_text(json, "form", book->era);
    json_put_new(json, "pages", book->pages ? json_integer(book->pages) : json_null());
    return json;
}

json_t *book_series_json(const struct book_series *series, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *json = json_object();
        json_put_long(json, "year", series[i].year);
        json_put_long(json, "first", series[i].first);
        json_put_new(json, "last", series[i].last ? json_integer(series[i].last) : json_null());
        json_array_append_new(list, json);
    }
    return list;
}

json_t *book_counts_json(const struct ledger_counts *counts)
{
    json_t *json = json_object();
    json_put_long(json, "expected", counts->expected);
    json_put_long(json, "seen", counts->seen);
    json_put_long(json, "missing", counts->missing);
    json_put_long(json, "cancelled", counts->cancelled);
    json_put_long(json, "unreadable", counts->unreadable);
    json_put_long(json, "absent", counts->absent);
    json_put_long(json, "extra", counts->extra);
    json_put_long(json, "twice", counts->twice);
    json_put_long(json, "entries", counts->entries);
    json_put_long(json, "verified", counts->verified);
    json_put_long(json, "confirmed", counts->confirmed);
    json_put_long(json, "unnumbered", counts->unnumbered);
    json_put_long(json, "strange", counts->strange);
    return json;
}

const char *book_heading(struct office *office, const struct book *book, struct arena *arena)
{
    const struct schema_set *set = NULL;
    const struct schema *schema = NULL;
    if (office_schemas_load(office, &set, NULL) == ERR_OK && book->schema)
        schema = schema_set_lookup(set, book->schema);
    const char *type = schema ? schema_title(schema) : book->schema ? book->schema : "";
    return arena_format(arena, "%s  %s  %s", type, book->number ? book->number : "",
                        book->place ? book->place : "");
}

enum err_code book_named(const struct cli *cli, struct office *office, struct arena *arena,
                         struct ledger *ret, struct err *err)
{
    struct book book;
    enum err_code code = book_open(office, cli->arguments[0], arena, &book, err);
    return code ? code : ledger_get(office, &book.id, arena, ret, err);
}

/* ---- list ---- */

static void print_line(const struct cli *cli, struct office *office, const struct book_line *line,
                       struct arena *arena)
{
    const struct ledger_counts *counts = &line->counts;
    const char *end = line->confirmed  ? _("complete, confirmed")
                      : line->complete ? _("complete")
                                       : _("not complete");
    if (!cli->json) {
        cli_print(_("%s  numbers: %ld, there: %ld, missing: %ld, pages: %ld  %s"),
                  book_heading(office, &line->book, arena), counts->expected, counts->seen,
                  counts->missing, line->pages.pages, end);
        return;
    }
    json_t *json = book_json(&line->book);
    json_put_new(json, "counts", book_counts_json(counts));
    json_put_long(json, "scanned", line->pages.pages);
    json_put_bool(json, "complete", line->complete);
    json_put_bool(json, "all_confirmed", line->confirmed);
    cli_json_line(json);
}

static enum err_code list_some(const struct cli *cli, struct office *office, long offset,
                               size_t *ret_count, struct err *err)
{
    struct arena *arena = arena_new();
    struct book_line *lines = NULL;
    enum err_code code =
        book_shelf_list(office, offset, STORE_LIST_MAX, arena, &lines, ret_count, err);
    for (size_t i = 0; !code && i < *ret_count; i++)
        print_line(cli, office, &lines[i], arena);
    arena_free(arena);
    return code;
}

static enum err_code run_list(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    size_t count = STORE_LIST_MAX;
    enum err_code code = open_office(cli, &office, err);
    for (long offset = 0; !code && count == STORE_LIST_MAX; offset += STORE_LIST_MAX)
        code = list_some(cli, office, offset, &count, err);
    office_close(office);
    return code;
}

const struct command command_book_list = {
    .name = "book list",
    .arguments = "",
    .summary = N_("list the books and how far each is"),
    .example = "sohoa book list",
    .run = run_list,
};

/* ---- show ---- */

static void print_text(struct office *office, const struct ledger *ledger, struct arena *arena)
{
    const struct book *book = &ledger->book;
    const struct {
        const char *label, *text;
    } facts[] = {
        {_("signer"), book->signer},
        {_("kind of registration"), book->registration},
        {_("handwritten or printed"), book->script},
        {_("form"), book->era},
    };
    cli_print("%s", book_heading(office, book, arena));
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (facts[i].text)
            cli_print("  %s: %s", facts[i].label, facts[i].text);
    for (size_t i = 0; i < ledger->series_count; i++)
        cli_print(_("  year %d: numbers %d to %d%s"), ledger->series[i].series.year,
                  ledger->series[i].series.first, ledger->series[i].series.last,
                  ledger->series[i].open ? _(" (open)") : "");
    cli_print(_("  pages: %ld of %d scanned; set aside: %ld, not read yet: %ld"),
              ledger->pages.pages, book->pages, ledger->pages.aside, ledger->pages.waiting);
    cli_print(_("  entries: %ld, checked: %ld, confirmed: %ld"), ledger->counts.entries,
              ledger->counts.verified, ledger->counts.confirmed);
}

static json_t *show_json(const struct ledger *ledger, struct arena *arena)
{
    json_t *json = book_json(&ledger->book);
    struct book_series *series = arena_take(arena, ledger->series_count + 1, sizeof *series);
    for (size_t i = 0; i < ledger->series_count; i++) {
        series[i] = ledger->series[i].series;
        if (ledger->series[i].open)
            series[i].last = 0;
    }
    json_put_new(json, "series", book_series_json(series, ledger->series_count));
    json_put_new(json, "counts", book_counts_json(&ledger->counts));
    json_put_long(json, "scanned", ledger->pages.pages);
    json_put_long(json, "aside", ledger->pages.aside);
    json_put_long(json, "unread", ledger->pages.waiting);
    return json;
}

static enum err_code run_show(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    struct arena *arena = arena_new();
    struct ledger ledger;
    enum err_code code = open_office(cli, &office, err);
    if (!code)
        code = book_named(cli, office, arena, &ledger, err);
    if (!code && cli->json)
        cli_json_line(show_json(&ledger, arena));
    else if (!code)
        print_text(office, &ledger, arena);
    arena_free(arena);
    office_close(office);
    return code;
}

const struct command command_book_show = {
    .name = "book show",
    .arguments = N_("BOOK"),
    .summary = N_("show what is known of a book"),
    .example = "sohoa book show 01/2005",
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run_show,
};
