/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/book_add: `sohoa book add`, `change`: one book, and the room that its pages take. May
 * include: base, workflow.
 */
#include "base/str.h"
#include "cli/book.h"
#include "cli/open.h"
#include "cli/space_line.h"

static const char *const option_names[BOOK_WORD_COUNT] = {
    [BOOK_TYPE] = "type",
    [BOOK_NUMBER] = "number",
    [BOOK_PLACE] = "place",
    [BOOK_SIGNER] = "signer",
    [BOOK_REGISTRATION] = "registration",
    [BOOK_SCRIPT] = "script",
    [BOOK_ERA] = "form",
    [BOOK_PAGES] = "pages",
    [BOOK_SERIES] = "series",
};

static void read_words(const struct cli *cli, struct arena *arena, struct book_words *words)
{
    struct str series = STR_INIT;
    const char *text;
    for (int i = 0; i < BOOK_WORD_COUNT; i++)
        *book_words_at(words, (enum book_word)i) = cli_option(cli, option_names[i]);
    for (size_t i = 0; (text = cli_option_at(cli, "series", i)); i++)
        str_format(&series, "%s%s", i ? ";" : "", text);
    words->series = series.length ? arena_copy_text(arena, str_peek(&series)) : NULL;
    str_release(&series);
}

static void print_added(const struct cli *cli, struct office *office, const struct book_plan *plan,
                        long alike, const struct space *space, struct arena *arena)
{
    if (cli->json) {
        json_t *json = book_json(&plan->book);
        json_put_new(json, "series", book_series_json(plan->series, plan->series_count));
        json_put_long(json, "alike", alike);
        json_put_new(json, "space", space_json(space, plan->book.pages));
        cli_json_line(json);
        return;
    }
    cli_print(_("book added: %s"), book_heading(office, &plan->book, arena));
    if (alike)
        cli_print(_("note: the store had %ld books of the same kind, number and place before"),
                  alike);
    space_print(space, plan->book.pages);
    if (space_low(space, SPACE_REGISTER, plan->book.pages))
        cli_print(_("note: there is no room for its pages; make room before scanning"));
    else if (space_low(space, SPACE_LOSSLESS, plan->book.pages))
        cli_print(_("note: there is no room for its pages without loss; scan it for registers, or "
                    "make room"));
}

static enum err_code add(struct cli *cli, struct office *office, struct err *err)
{
    struct arena *arena = arena_new();
    struct book_words words = {0};
    struct book_plan *plan = arena_take(arena, 1, sizeof *plan);
    enum book_word wrong = BOOK_WORD_COUNT;
    struct space space;
    long alike = 0;
    read_words(cli, arena, &words);
    enum err_code code = book_plan_make(office, &words, arena, plan, &wrong, err);
    if (code && wrong < BOOK_WORD_COUNT)
        (void)!err_lead(err, "--%s", option_names[wrong]);
    if (!code)
        code = space_get(office, &space, err);
    if (!code)
        code = book_plan_add(office, plan, &plan->book.id, &alike, err);
    if (!code)
        print_added(cli, office, plan, alike, &space, arena);
    arena_free(arena);
    return code;
}

/* ---- change ---- */

static bool says_something(struct book_words *words)
{
    for (int i = 0; i < BOOK_WORD_COUNT; i++)
        if (*book_words_at(words, (enum book_word)i))
            return true;
    return false;
}

static enum err_code change(struct cli *cli, struct office *office, struct arena *arena,
                            struct err *err)
{
    struct book_words words = {0};
    struct book_plan *plan = arena_take(arena, 1, sizeof *plan);
    enum book_word wrong = BOOK_WORD_COUNT;
    struct book book;
    read_words(cli, arena, &words);
    if (!says_something(&words))
        return err_set(err, ERR_USAGE, 1903,
                       _("say what to change; see: sohoa book change --help"));
    enum err_code code = book_open(office, cli->arguments[0], arena, &book, err);
    if (code)
        return code;
    code = book_plan_again(office, &book.id, &words, arena, plan, &wrong, err);
    if (code && wrong < BOOK_WORD_COUNT)
        (void)!err_lead(err, "--%s", option_names[wrong]);
    if (!code)
        code = book_plan_change(office, plan, err);
    if (!code && cli->json) {
        json_t *json = book_json(&plan->book);
        json_put_new(json, "series", book_series_json(plan->series, plan->series_count));
        cli_json_line(json);
    } else if (!code) {
        cli_print(_("book changed: %s"), book_heading(office, &plan->book, arena));
    }
    return code;
}

static enum err_code run_change(struct cli *cli, struct err *err)
{
    return open_and_run_with(cli, change, err);
}

static enum err_code run(struct cli *cli, struct err *err)
{
    return open_and_run(cli, add, err);
}

static const struct option_spec options[] = {
    {"type", N_("KIND"),
     N_("kind of register: KS, KH, KT, CMC, HN or a name of: sohoa schema list")},
    {"number", N_("NUMBER"), N_("number of the book, as on its cover: 01/2005")},
    {"place", N_("PLACE"), N_("place of registration, as named in its time")},
    {"series", N_("YEAR:FIRST-LAST"), N_("its numbers, for each year; 2007:1- = not closed")},
    {"pages", "N", N_("how many pages it has")},
    {"script", N_("SCRIPT"), N_("how it was filled in: print, hand or mixed")},
    {"form", N_("TEXT"), N_("which printed form it uses")},
    {"signer", N_("NAME"), N_("who signed its entries")},
    {"registration", N_("TEXT"), N_("kind of registration of its entries")},
    {0},
};

const struct command command_book_add = {
    .name = "book add",
    .arguments = "",
    .summary = N_("add a book: its records inherit what it fixes"),
    .example = "sohoa book add --type KS --number 01/2005 --place \"xã Bình Minh\""
               " --series 2005:1-212 --pages 110 --script hand",
    .options = options,
    .run = run,
};

const struct command command_book_change = {
    .name = "book change",
    .arguments = N_("BOOK"),
    .summary = N_("put right what is known of a book; close or add a series"),
    .example = "sohoa book change 01/2005 --series 2005:1-215 --signer \"Lò Văn Thử\"",
    .options = options,
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run_change,
};
