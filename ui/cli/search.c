/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/search: `sohoa search WORD…`: pages and records by their words, with or without marks. May
 * include: base, store, workflow.
 */
#include "store/search.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/open.h"
#include "workflow/book.h"
#include "workflow/look_up.h"

static void print_hit(const struct cli *cli, const struct search_hit *hit)
{
    char id[UUID_TEXT_SIZE], page[UUID_TEXT_SIZE];
    uuid_show(&hit->id, id);
    uuid_show(&hit->page, page);
    if (!cli->json) {
        cli_print("%s  %s  %s", id, hit->kind == SEARCH_PAGE ? _("page") : _("record"),
                  hit->snippet ? hit->snippet : "");
        return;
    }
    json_t *json = json_object();
    json_put_text(json, "kind", search_kind_name(hit->kind));
    json_put_text(json, "id", id);
    json_put_text(json, "page", page);
    json_put_text(json, "schema", hit->schema);
    json_put_text(json, "number", hit->number);
    if (hit->year)
        json_put_long(json, "year", hit->year);
    json_put_bool(json, "exact", hit->exact);
    json_put_text(json, "snippet", hit->snippet);
    cli_json_line(json);
}

static enum err_code make_query(const struct cli *cli, struct search_query *query, struct err *err)
{
    const char *kind = cli_option(cli, "kind");
    long year = 0;
    query->schema = cli_option(cli, "schema");
    query->number = cli_option(cli, "number");
    query->place = cli_option(cli, "place");
    query->kind = SEARCH_ANY;
    if (text_equal(kind, "page"))
        query->kind = SEARCH_PAGE;
    else if (text_equal(kind, "record"))
        query->kind = SEARCH_RECORD;
    else if (kind && !text_equal(kind, "any"))
        return err_set(err, ERR_USAGE, 925, _("--kind is page, record or any"));
    enum err_code code = cli_number(cli, "year", 1800, 2200, 0, &year, err);
    if (!code)
        code = cli_number(cli, "limit", 1, STORE_LIST_MAX, 50, &query->limit, err);
    query->year = (int)year;
    return code;
}

/* ---- a number that no record shows yet ---- */

static void print_guess(const struct cli *cli, const struct search_query *query,
                        const struct book_guess *guess)
{
    char book[UUID_TEXT_SIZE], page[UUID_TEXT_SIZE];
    const struct book_holding *where = &guess->where;
    uuid_show(&where->book, book);
    uuid_show(&guess->page, page);
    if (!cli->json) {
        cli_print(_("not entered yet: number %s of %d belongs to book %s, %s"), query->number,
                  where->year, where->number ? where->number : book,
                  where->place ? where->place : "");
        if (guess->leaf)
            cli_print(_("  about page %ld of %ld scanned ones: %s"), guess->leaf, where->pages,
                      page);
        return;
    }
    json_t *json = json_object();
    json_put_text(json, "kind", "book");
    json_put_text(json, "id", book);
    json_put_text(json, "number", where->number);
    json_put_text(json, "place", where->place);
    json_put_long(json, "year", where->year);
    json_put_text(json, "page", guess->leaf ? page : NULL);
    json_put_long(json, "leaf", guess->leaf);
    cli_json_line(json);
}

static enum err_code guess(const struct cli *cli, struct office *office,
                           const struct search_query *query, struct arena *arena, size_t *ret_count,
                           struct err *err)
{
    struct book_question question = {query->number, query->year, query->schema, query->place,
                                     query->book};
    struct book_guess *guesses = NULL;
    enum err_code code = book_guess_list(office, &question, arena, &guesses, ret_count, err);
    for (size_t i = 0; i < *ret_count && !code; i++)
        print_guess(cli, query, &guesses[i]);
    return code;
}

/* ---- all of it ---- */

static enum err_code find_book(const struct cli *cli, struct office *office, struct arena *arena,
                               struct search_query *query, struct err *err)
{
    const char *name = cli_option(cli, "book");
    if (!name)
        return ERR_OK;
    struct book *book = arena_take(arena, 1, sizeof *book);
    enum err_code code = book_open(office, name, arena, book, err);
    query->book = &book->id;
    return code;
}

static bool asks_nothing(const struct search_query *query)
{
    return !*query->text && !query->number && !query->schema && !query->place && !query->year &&
           !query->book && !query->batch;
}

static enum err_code search(struct cli *cli, struct office *office, struct err *err)
{
    struct arena *arena = arena_new();
    struct search_query query = {0};
    struct search_hit *hits = NULL;
    struct uuid room;
    struct str words = STR_INIT;
    size_t count = 0;
    for (size_t i = 0; i < cli->argument_count; i++)
        str_format(&words, "%s%s", i ? " " : "", cli->arguments[i]);
    enum err_code code = make_query(cli, &query, err);
    if (!code)
        code = open_batch(cli, office, &room, &query.batch, err);
    if (!code)
        code = find_book(cli, office, arena, &query, err);
    query.text = str_peek(&words);
    if (!code && asks_nothing(&query))
        code = err_set(err, ERR_USAGE, 1902,
                       _("say what to look for: words, or --number, --year, --place, --schema"));
    if (!code)
        code = look_up_find(office, &query, arena, &hits, &count, err);
    for (size_t i = 0; i < count && !code; i++)
        print_hit(cli, &hits[i]);
    if (!code && !count && query.number)
        code = guess(cli, office, &query, arena, &count, err);
    if (!code && !count && !cli->json)
        cli_print(_("nothing found"));
    str_release(&words);
    arena_free(arena);
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    return open_and_run(cli, search, err);
}

static const struct option_spec options[] = {
    {"kind", N_("KIND"), N_("page, record or any")},
    {"schema", "NAME", N_("only this kind of paper")},
    {"batch", N_("NAME"), N_("only this batch")},
    {"book", N_("NUMBER"), N_("only this book")},
    {"number", N_("NUMBER"), N_("only this number of an entry: 45, 45a, 45/1999")},
    {"place", N_("PLACE"), N_("only where the place holds these words")},
    {"year", N_("YEAR"), N_("only this year")},
    {"limit", "N", N_("at most N (else 50)")},
    {0},
};

const struct command command_search = {
    .name = "search",
    .arguments = N_("[WORD…]"),
    .summary = N_("find pages and records by words, number, year, place"),
    .example = "sohoa search nguyen van an --year 2010",
    .options = options,
    .arguments_max = ARGUMENTS_ANY,
    .run = run,
};
