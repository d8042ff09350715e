/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/profile_eval: `sohoa profile eval`: how well an OCR profile reads pages whose truth is known,
 * alone or beside another one. May include: base, record, workflow.
 */
#include "cli/command.h"
#include "cli/profile_out.h"
#include "cli/progress.h"
#include "workflow/setup.h"

enum { JOBS_MAX = 64 };

static enum err_code show_progress(void *context, size_t done, size_t total, struct err *err)
{
    progress_show(_("reading"), done, total);
    return cli_check_stop(context, err);
}

static enum err_code read_with(struct cli *cli, const struct evaluate_options *common,
                               const char *name, struct evaluation *ret, struct err *err)
{
    struct evaluate_options options = *common;
    enum err_code code = setup_profile_load(name, &options.profile, err);
    options.progress = show_progress;
    options.context = cli;
    if (!code)
        code = evaluate(&options, ret, err);
    progress_clear();
    json_decref(options.profile);
    return code;
}

static void print_head(const struct truth_set *set, bool against)
{
    cli_print(_("pages: %zu (left out, blank or handwritten: %zu)"), set->count, set->skipped);
    cli_print(_("exact: fields that are right to the letter; s/page: seconds of one worker"));
    if (against)
        cli_print(_("Rule: a difference counts when so uneven a split of better and worse pages "
                    "has a chance below 5 %% (sign test over pages)."));
}

static void print_all(const struct cli *cli, const struct profile_side *side,
                      const struct profile_side *other, const struct truth_set *set)
{
    if (!cli->json)
        print_head(set, other != NULL);
    profile_print_table(cli, side, other);
    if (!other)
        return;
    struct verdict verdict = verdict_of(side->evaluation, other->evaluation);
    profile_print_verdict(cli, &verdict, side->name, other->name);
}

static enum err_code run(struct cli *cli, struct err *err)
{
    const char *folder = cli_option(cli, "truth"), *against = cli_option(cli, "against");
    struct truth_set set = {0};
    struct evaluation fresh = {0}, old = {0};
    long jobs = 0;
    enum err_code code = cli_number(cli, "jobs", 1, JOBS_MAX, 0, &jobs, err);
    if (!code && !folder)
        code = err_set(err, ERR_USAGE, 960,
                       _("--truth is missing: the folder with the pages and "
                         "their truth"));
    if (!code)
        code = truth_set_load(folder, &set, err);
    struct evaluate_options common = {
        .set = &set, .by_schema = cli_flag(cli, "schema"), .jobs = (unsigned)jobs};
    if (!code)
        code = read_with(cli, &common, cli->arguments[0], &fresh, err);
    if (!code && against)
        code = read_with(cli, &common, against, &old, err);
    struct profile_side side = {cli->arguments[0], &fresh}, other = {against, &old};
    if (!code)
        print_all(cli, &side, against ? &other : NULL, &set);
    evaluation_release(&fresh);
    evaluation_release(&old);
    truth_set_release(&set);
    return code;
}

static const struct option_spec options[] = {
    {"truth", "DIR", N_("folder of pages with their truth beside them (NAME.png, NAME.json)")},
    {"against", "OTHER", N_("another profile to compare with on the same pages")},
    {"schema", NULL, N_("tell the kind of each paper instead of finding it out")},
    {"jobs", "N", N_("pages at the same time (else one a core)")},
    {0},
};

const struct command command_profile_eval = {
    .name = "profile eval",
    .arguments = "NAME",
    .summary = N_("measure how well an OCR profile reads pages whose truth is known"),
    .example = "sohoa profile eval default --truth samples/pages",
    .options = options,
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};
