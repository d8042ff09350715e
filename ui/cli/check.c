/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/check: `sohoa check FOLDER`: is a hand-over what its people packed and signed? Needs no
 * store. May include: base, trust, export.
 */
#include "base/file.h"
#include "cli/command.h"
#include "export/bag.h"
#include "trust/minisign.h"

#include <stdlib.h>

static void show_fault(const struct cli *cli, const struct bag_fault *fault)
{
    if (!cli->json) {
        cli_print("%s: %s", fault->file, bag_fault_title(fault->kind));
        return;
    }
    json_t *json = json_object();
    json_put_text(json, "fault", bag_fault_name(fault->kind));
    json_put_text(json, "file", fault->file);
    cli_json_line(json);
}

static enum err_code check_files(const struct cli *cli, const char *folder, struct arena *arena,
                                 struct bag_report *report, struct err *err)
{
    enum err_code code = bag_check(folder, arena, report, err);
    for (size_t i = 0; !code && i < report->fault_count; i++)
        show_fault(cli, &report->faults[i]);
    if (!code && report->fault_count)
        code = err_set(err, ERR_DAMAGED, 2981,
                       _("%s is not what was packed; faults: %zu. Ask for it again"), folder,
                       report->fault_count);
    return code;
}

/* The key of --key, else the one in the folder: that proves only that nothing changed since. */
static enum err_code check_signature(const struct cli *cli, const char *folder,
                                     const struct bag_report *report, struct str *ret_comment,
                                     struct err *err)
{
    struct digest public;
    const char *given = cli_option(cli, "key");
    char *key = given ? NULL : file_join(folder, BAG_KEY);
    char *tags = file_join(folder, BAG_TAGS), *signature = file_join(folder, BAG_SIGNATURE);
    bool practice = bag_info_peek(report, "Sohoa-Practice") != NULL;
    enum err_code code = ERR_OK;
    if (practice && !given && !file_exists(signature))
        goto out;
    if (!file_exists(signature))
        code = err_set(err, ERR_DAMAGED, 2982, _("%s is not signed"), folder);
    if (!code)
        code = minisign_public_read(given ? given : key, &public, err);
    if (!code)
        code = minisign_verify(&public, tags, signature, ret_comment, err);
out:
    free(key);
    free(tags);
    free(signature);
    return code;
}

static void summarise(const struct cli *cli, const char *folder, const struct bag_report *report,
                      const char *comment)
{
    const char *mark = bag_info_peek(report, "Sohoa-Practice");
    if (cli->json) {
        json_t *json = json_object(), *info = json_object();
        for (size_t i = 0; i < report->info_count; i++)
            json_put_text(info, report->info[i].name, report->info[i].value);
        json_put_text(json, "folder", folder);
        json_put_long(json, "files", (long)report->files);
        json_put_bool(json, "practice", mark != NULL);
        json_put_text(json, "signed", *comment ? comment : NULL);
        json_put_new(json, "info", info);
        cli_json_line(json);
        return;
    }
    cli_print(_("%s: whole; files: %zu"), folder, report->files);
    if (*comment)
        cli_print(_("signed: %s"), comment);
    if (*comment && !cli_option(cli, "key"))
        cli_print(_("the key came with the folder; compare it with the one that the office gave "
                    "you, or name that with --key"));
    if (mark)
        cli_print(_("%s: not signed, no hand-over"), mark);
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct arena *arena = arena_new();
    struct bag_report report;
    struct str comment = STR_INIT;
    const char *folder = cli->arguments[0];
    enum err_code code = check_files(cli, folder, arena, &report, err);
    if (!code)
        code = check_signature(cli, folder, &report, &comment, err);
    if (!code)
        summarise(cli, folder, &report, str_peek(&comment));
    str_release(&comment);
    arena_free(arena);
    return code;
}

static const struct option_spec options[] = {
    {"key", N_("FILE"), N_("public key of the person who must have signed (minisign's form)")},
    {0},
};

const struct command command_check = {
    .name = "check",
    .arguments = N_("FOLDER"),
    .summary = N_("is a hand-over what was packed and signed: changed, missing and added files"),
    .example = "sohoa check KS-2017-01-dot-1 --key can-bo.pub",
    .options = options,
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};
