/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/profile_tune: `sohoa profile tune`: looks for better numbers of an OCR profile on pages whose
 * truth is known, and writes them as a new profile when they hold on pages that the search never
 * saw. May include: base, record, workflow.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/profile_out.h"
#include "cli/progress.h"
#include "workflow/profile.h"
#include "workflow/setup.h"
#include "workflow/tune.h"

enum { JOBS_MAX = 64, MINUTES_MAX = 10000 };

/* ---- progress ---- */

static void print_trial(const struct cli *cli, const struct tune_news *news)
{
    progress_clear();
    if (!cli->json) {
        cli_print(_("%4.0f s  %s %g -> %g: loss %.3f, best %.3f%s"), news->seconds, news->path,
                  news->from, news->to, news->loss, news->best, news->better ? " *" : "");
        fflush(stdout);
        return;
    }
    json_t *json = json_object();
    json_put_text(json, "path", news->path);
    json_put_double(json, "from", news->from);
    json_put_double(json, "to", news->to);
    json_put_double(json, "loss", news->loss);
    json_put_double(json, "best", news->best);
    json_put_bool(json, "better", news->better);
    json_put_double(json, "seconds", news->seconds);
    cli_json_line(json);
    fflush(stdout);
}

static enum err_code show_progress(void *context, const struct tune_news *news, struct err *err)
{
    const struct cli *cli = context;
    size_t limit = (size_t)news->limit, now = (size_t)news->seconds;
    if (news->tried)
        print_trial(cli, news);
    progress_show(_("searching, seconds"), now < limit ? now : limit, limit);
    return cli_check_stop(cli, err);
}

/* ---- the end ---- */

static void print_result(const struct cli *cli, const struct tune_result *result)
{
    if (cli->json) {
        json_t *json = json_object();
        json_put_long(json, "trials", (long long)result->trials);
        json_put_long(json, "changes", (long long)result->changes);
        json_put_double(json, "loss_start", result->loss_start);
        json_put_double(json, "loss_best", result->loss_best);
        json_put_new(json, "confirm_before", profile_figures(&result->old_half));
        json_put_new(json, "confirm_after", profile_figures(&result->new_half));
        json_put_bool(json, "confirmed", result->confirmed);
        json_put_new(json, "profile", json_incref(result->profile));
        cli_json_line(json);
        return;
    }
    cli_print(_("trials: %zu, taken: %zu; loss on the %zu pages searched: %.3f -> %.3f"),
              result->trials, result->changes, result->search_pages, result->loss_start,
              result->loss_best);
    if (result->changes)
        cli_print(_("loss on the %zu pages kept aside: %.3f -> %.3f"), result->confirm_pages,
                  tune_loss(&result->old_half), tune_loss(&result->new_half));
}

static enum err_code write_new(const struct cli *cli, const char *path,
                               const struct tune_result *result, struct err *err)
{
    struct str title = STR_INIT;
    str_format(&title,
               "Tuned from \"%s\" on %zu pages; loss on %zu others (letters wrong %% + fields "
               "wrong %%): %.3f, was %.3f.",
               file_peek_name(cli->arguments[0]), result->search_pages, result->confirm_pages,
               tune_loss(&result->new_half), tune_loss(&result->old_half));
    enum err_code code = profile_write(path, str_peek(&title), result->profile, err);
    if (!code && !cli->json)
        cli_print(_("written: %s"), path);
    str_release(&title);
    return code;
}

static enum err_code finish(const struct cli *cli, const char *path,
                            const struct tune_result *result, struct err *err)
{
    print_result(cli, result);
    if (result->changes) {
        const char *fresh = cli_option(cli, "write");
        profile_print_verdict(cli, &result->verdict, fresh ? fresh : _("the profile found"),
                              cli->arguments[0]);
    }
    if (!path)
        return ERR_OK;
    if (result->confirmed)
        return write_new(cli, path, result, err);
    return err_set(err, ERR_STATE, 961,
                   _("nothing was written: nothing better was found that holds on the pages kept "
                     "aside; take more pages or more time"));
}

/* ---- the command ---- */

/* The file of --write beside the profile's own; *ret stays NULL without the option. */
static enum err_code new_path(const struct cli *cli, const char *old, char **ret, struct err *err)
{
    const char *name = cli_option(cli, "write"), *slash = strrchr(old, '/');
    if (!name)
        return ERR_OK;
    if (!*name || *name == '.' || strchr(name, '/') || text_ends(name, ".yaml"))
        return err_set(err, ERR_USAGE, 962,
                       _("--write takes the name of a new profile, without folder and ending"));
    struct str path = STR_INIT;
    str_add_span(&path, old, slash ? (size_t)(slash - old) + 1 : 0);
    str_format(&path, "%s.yaml", name);
    bool taken = file_exists(str_peek(&path));
    *ret = str_take(&path);
    if (taken)
        return err_set(err, ERR_EXISTS, 963, _("%s is there already; choose another name"), *ret);
    return ERR_OK;
}

static enum err_code read_options(struct cli *cli, struct tune_options *options, struct err *err)
{
    const char *minutes = cli_option(cli, "minutes");
    long jobs = 0;
    enum err_code code = cli_number(cli, "jobs", 1, JOBS_MAX, 0, &jobs, err);
    if (code)
        return code;
    if (!cli_option(cli, "truth") || !minutes)
        return err_set(err, ERR_USAGE, 964, _("--truth and --minutes are needed"));
    if (!text_to_double(minutes, 0.01, MINUTES_MAX, &options->minutes))
        return err_set(err, ERR_USAGE, 965, _("--minutes must be between %g and %g"), 0.01,
                       (double)MINUTES_MAX);
    options->jobs = (unsigned)jobs;
    options->by_schema = cli_flag(cli, "schema");
    options->progress = show_progress;
    options->context = cli;
    return ERR_OK;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct tune_options options = {0};
    struct tune_result result = {0};
    struct truth_set set = {0};
    char *old = NULL, *path = NULL;
    enum err_code code = read_options(cli, &options, err);
    if (!code)
        code = setup_profile_path(cli->arguments[0], &old, err);
    if (!code)
        code = new_path(cli, old, &path, err);
    if (!code)
        code = truth_set_load(cli_option(cli, "truth"), &set, err);
    options.set = &set;
    options.path = old;
    if (!code)
        code = tune(&options, &result, err);
    progress_clear();
    if (!code)
        code = finish(cli, path, &result, err);
    tune_result_release(&result);
    truth_set_release(&set);
    free(old);
    free(path);
    return code;
}

static const struct option_spec options[] = {
    {"truth", "DIR", N_("folder of pages with their truth beside them (NAME.png, NAME.json)")},
    {"minutes", "M", N_("time for the search; what has begun is finished")},
    {"write", "NEW", N_("write what was found as a new profile, if it holds")},
    {"schema", NULL, N_("tell the kind of each paper instead of finding it out")},
    {"jobs", "N", N_("pages at the same time (else one a core)")},
    {0},
};

const struct command command_profile_tune = {
    .name = "profile tune",
    .arguments = "NAME",
    .summary = N_("look for better numbers of an OCR profile on pages whose truth is known"),
    .example = "sohoa profile tune default --truth pages --minutes 30 --write xa-toi",
    .options = options,
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};
