/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/read: `sohoa read`: files in, text and fields out; needs no store. May include: base,
 * record, workflow.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/read_out.h"
#include "record/schema.h"
#include "workflow/reader.h"

enum { STEP_MS = 200, JOBS_MAX = 64 };

struct tally {
    size_t pages, failed;
};

/* A file given by hand goes before the program's own of that name. */
static void put_schema(struct schema_set *set, struct schema *own)
{
    for (size_t i = 0; i < set->count; i++) {
        if (text_equal(set->items[i]->name, own->name)) {
            schema_free(set->items[i]);
            set->items[i] = own;
            return;
        }
    }
    *ARRAY_ADD(set) = own;
}

/* The schemas a worker gets: those of the program, and a file given by its path. */
static enum err_code load_schemas(const char *wanted, json_t **ret_schemas, const char **ret_name,
                                  struct schema_set *set, struct err *err)
{
    enum err_code code = schema_set_load(NULL, set, err);
    if (code)
        return code;
    *ret_name = wanted;
    if (wanted && text_ends(wanted, ".json")) {
        struct schema *own = NULL;
        code = schema_load(wanted, &own, err);
        if (code)
            return code;
        *ret_name = own->name;
        put_schema(set, own);
    } else if (wanted && *wanted && !schema_set_lookup(set, wanted)) {
        return err_set(err, ERR_USAGE, 920,
                       _("there is no kind of paper \"%s\"; see: sohoa schema list"), wanted);
    }
    *ret_schemas = schema_set_to_json(set);
    return ERR_OK;
}

/* A model or schema that is missing concerns every page: then there is no use in going on. */
static bool concerns_all(const struct read_page *page)
{
    return page->err.code == ERR_MISSING && page->number > 0;
}

static void report_page(const struct cli *cli, const struct read_page *page)
{
    struct str where = STR_INIT;
    str_add(&where, page->file);
    if (page->number > 1)
        str_format(&where, " · %d", page->number);
    cli_report(cli, str_peek(&where), &page->err);
    str_release(&where);
}

static enum err_code read_all(struct cli *cli, struct reader *reader, struct read_out *out,
                              struct tally *tally, struct err *err)
{
    struct read_page page;
    for (;;) {
        size_t done = 0, known = 0;
        reader_progress(reader, &done, &known);
        progress_show(_("reading"), done, known);
        enum err_code code = cli_check_stop(cli, err);
        if (!code)
            code = reader_next(reader, STEP_MS, &page);
        if (code == ERR_TIMEOUT)
            continue;
        if (code)
            return code == ERR_EMPTY ? ERR_OK : code;
        if (concerns_all(&page)) {
            *err = page.err;
            read_page_release(&page);
            return err->code;
        }
        tally->pages++;
        if (page.err.code) {
            tally->failed++;
            report_page(cli, &page);
            read_page_release(&page);
        } else {
            progress_clear();
            code = read_out_page(out, &page, known > 1, err);
        }
        if (code || ferror(stdout))
            return code ? code : ERR_IO;
    }
}

static enum err_code read_files(struct cli *cli, const struct reader_options *options,
                                struct err *err)
{
    struct tally tally = {0};
    struct reader *reader = NULL;
    struct read_out *out = NULL;
    enum err_code code = reader_new(options, cli->arguments, cli->argument_count, &reader, err);
    if (!code)
        code = read_out_new(cli, &out, err);
    if (!code)
        code = read_all(cli, reader, out, &tally, err);
    if (!code && tally.pages > tally.failed)
        code = read_out_finish(out, err);
    read_out_free(out);
    reader_free(reader);
    if (!code && !tally.pages)
        code = err_set(err, ERR_MISSING, 921, _("no picture or PDF there"));
    if (!code && tally.failed)
        code = tally.failed < tally.pages ? ERR_PART : ERR_FORMAT;
    return code;
}

/* What a person says about how the pages lie; NULL where it is to be measured. */
struct by_hand {
    int turns;
    double skew;
    const int *turns_said;
    const double *skew_said;
};

enum { SKEW_MAX = 45 };

static enum err_code read_by_hand(const struct cli *cli, struct by_hand *ret, struct err *err)
{
    const char *turn = cli_option(cli, "turn"), *skew = cli_option(cli, "skew");
    long degrees = 0;
    if (turn) {
        if (!text_to_long(turn, 0, 270, &degrees) || degrees % 90)
            return err_set(err, ERR_USAGE, 981, _("--turn is 0, 90, 180 or 270"));
        ret->turns = (int)(degrees / 90);
        ret->turns_said = &ret->turns;
    }
    if (skew) {
        if (!text_to_double(skew, -SKEW_MAX, SKEW_MAX, &ret->skew))
            return err_set(err, ERR_USAGE, 982, _("--skew is an angle from -%d to %d degrees"),
                           SKEW_MAX, SKEW_MAX);
        ret->skew_said = &ret->skew;
    }
    return ERR_OK;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct schema_set set = {0};
    struct by_hand by_hand = {0};
    json_t *schemas = NULL;
    struct reader_options options = {.profile = cli_option(cli, "profile"),
                                     .trace = cli_option(cli, "trace"),
                                     .want_image = cli_option(cli, "pdf") != NULL};
    long jobs = 0;
    enum err_code code = cli_number(cli, "jobs", 1, JOBS_MAX, 0, &jobs, err);
    if (!code)
        code = read_by_hand(cli, &by_hand, err);
    options.turns = by_hand.turns_said;
    options.skew = by_hand.skew_said;
    if (!code && options.trace)
        code = file_make_folder(options.trace, err);
    if (!code)
        code = load_schemas(cli_option(cli, "schema"), &schemas, &options.schema, &set, err);
    options.jobs = (unsigned)jobs;
    options.only_fields = cli->json && options.schema && *options.schema;
    options.schemas = schemas;
    if (!cli->json && !cli_option(cli, "schema"))
        options.schema = "";
    if (!code)
        code = read_files(cli, &options, err);
    json_decref(schemas);
    schema_set_release(&set);
    return code;
}

static const struct option_spec options[] = {
    {"schema", N_("NAME"),
     N_("kind of paper (else it is recognised), or the file of a schema; with --json the running "
        "text of letters is not read")},
    {"profile", N_("NAME"), N_("OCR profile, by name or file")},
    {"jobs", "N", N_("pages at the same time (else one a core)")},
    {"turn", "0|90|180|270", N_("clockwise degrees that make every page upright, not measured")},
    {"skew", N_("DEGREES"), N_("clockwise angle that makes every page straight, not measured")},
    {"layout", NULL, N_("with --json: also every line and word, with place and confidence")},
    {"text", NULL, N_("print the text (the usual form)")},
    {"alto", NULL, N_("print ALTO XML, one document a file")},
    {"pdf", N_("OUT"), N_("write all pages into one searchable PDF (several, if they are many)")},
    {"pdfa", "1b|2u|3u",
     N_("kind of PDF/A: 1b as archives ask (the usual), 3u with what was read as data inside")},
    {"trace", N_("DIR"), N_("write the image after each step into this folder")},
    {0},
};

const struct command command_read = {
    .name = "read",
    .arguments = N_("FILE…"),
    .summary = N_("read pages: files or folders in, text and fields out; needs no store"),
    .example = "sohoa read --json --schema khai-sinh samples/pages",
    .options = options,
    .arguments_min = 1,
    .arguments_max = ARGUMENTS_ANY,
    .run = run,
};
