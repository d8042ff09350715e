/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/backup: `sohoa backup DIR…`: the store onto sticks or disks, sealed; asks for the next one
 * when one is full. May include: base, trust, workflow.
 */
#include "workflow/backup.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/password.h"
#include "cli/progress.h"
#include "workflow/action.h"

enum { PATH_ROOM = 4096 };

static enum err_code show_copy(long done, long total, void *context, struct err *err)
{
    progress_show(_("copying the database"), (size_t)done, (size_t)total);
    return cli_check_stop(context, err);
}

/* ---- the next medium ---- */

static enum err_code tell_full(const struct backup_tally *tally, struct err *err)
{
    return err_set(err, ERR_PART, 1925,
                   _("number %ld of set %s is full; put in another stick and go on with: sohoa "
                     "backup --set %s DIR"),
                   tally->number, tally->label, tally->label);
}

static enum err_code ask_next(const struct cli *cli, const struct backup_tally *tally,
                              char folder[PATH_ROOM], struct err *err)
{
    if (cli->json || !isatty(STDIN_FILENO))
        return tell_full(tally, err);
    progress_clear();
    fprintf(stderr, _("Number %ld of set %s is full. Put in the next one and type its folder:"),
            tally->number, tally->label);
    fputc(' ', stderr);
    fflush(stderr);
    if (!fgets(folder, PATH_ROOM, stdin))
        folder[0] = '\0';
    folder[strcspn(folder, "\r\n")] = '\0';
    return folder[0] ? ERR_OK : tell_full(tally, err);
}

/* A slip of the fingers must not make a folder somewhere else. */
static enum err_code use_typed(struct backup *backup, const char *folder, struct err *err)
{
    if (!file_is_folder(folder))
        return err_set(err, ERR_MISSING, 1983, _("there is no folder %s; is the stick in?"),
                       folder);
    return backup_next(backup, folder, err);
}

static enum err_code use_next(struct cli *cli, struct backup *backup, size_t *argument,
                              struct err *err)
{
    char typed[PATH_ROOM] = "";
    struct backup_tally tally = backup_tally(backup);
    err_clear(err);
    if (*argument < cli->argument_count)
        return backup_next(backup, cli->arguments[(*argument)++], err);
    for (;;) {
        enum err_code code = ask_next(cli, &tally, typed, err);
        if (code || !use_typed(backup, typed, err))
            return code;
        cli_report_line(NULL, err);
        err_clear(err);
    }
}

static enum err_code write_all(struct cli *cli, struct backup *backup, struct err *err)
{
    size_t argument = 1;
    enum err_code code = ERR_OK;
    while (!code) {
        struct backup_tally tally = backup_tally(backup);
        progress_show(_("writing"), (size_t)tally.done, (size_t)tally.total);
        code = cli_check_stop(cli, err);
        if (!code)
            code = backup_step(backup, err);
        if (code == ERR_FULL && backup_full(backup))
            code = use_next(cli, backup, &argument, err);
    }
    progress_clear();
    return code == ERR_EMPTY ? ERR_OK : code;
}

/* ---- what came of it ---- */

static json_t *aside_json(const struct backup *backup)
{
    json_t *list = json_array();
    const struct digest *id;
    for (size_t i = 0; (id = backup_peek_aside(backup, i)); i++) {
        char hex[DIGEST_TEXT_SIZE];
        digest_show(id, hex);
        json_array_append_new(list, json_string(hex));
    }
    return list;
}

static void summarise_json(const struct backup *backup, bool whole)
{
    struct backup_tally tally = backup_tally(backup);
    char head[AUDIT_HEAD_TEXT_SIZE];
    audit_head_show(&tally.head, head);
    json_t *json = json_object();
    json_put_bool(json, "whole", whole && !tally.aside);
    json_put_text(json, "set", tally.label);
    json_put_long(json, "number", tally.number);
    json_put_long(json, "wanted", tally.total);
    json_put_long(json, "written", tally.done);
    json_put_long(json, "again", tally.again);
    json_put_new(json, "aside", aside_json(backup));
    json_put_text(json, "head", head);
    cli_json_line(json);
}

static void summarise(const struct backup *backup)
{
    struct backup_tally tally = backup_tally(backup);
    char head[AUDIT_HEAD_TEXT_SIZE];
    const struct digest *id;
    audit_head_show(&tally.head, head);
    for (size_t i = 0; (id = backup_peek_aside(backup, i)); i++) {
        char hex[DIGEST_TEXT_SIZE];
        digest_show(id, hex);
        cli_print(_("this image file is missing or damaged in the store: %s; see: sohoa scrub"),
                  hex);
    }
    if (tally.again)
        cli_print(_("image files that were gone from this stick and were written again: %ld"),
                  tally.again);
    cli_print(tally.aside ? _("backed up without these: set %s, number %ld, new image files: %ld")
                          : _("the backup is whole: set %s, number %ld, new image files: %ld"),
              tally.label, tally.number, tally.done);
    cli_print(_("head of the chain (write it down): %s"), head);
}

/* ---- running ---- */

static enum err_code find_seal(const struct cli *cli, const struct backup_aim *aim,
                               struct seal_to *ret, struct err *err)
{
    return aim->new_set ? password_seal_new(cli, ret, err) : password_check(cli, &aim->seal, err);
}

static enum err_code backup(struct cli *cli, struct office *office, struct err *err)
{
    struct backup_aim aim;
    struct seal_to seal;
    struct backup *backup = NULL;
    struct backup_plan plan = {.folder = cli->arguments[0],
                               .aim = &aim,
                               .seal = &seal,
                               .progress = show_copy,
                               .context = cli};
    enum err_code code = backup_aim_at(office, plan.folder, cli_option(cli, "set"), &aim, err);
    if (!code)
        code = find_seal(cli, &aim, &seal, err);
    if (!code)
        code = backup_new(office, &plan, &backup, err);
    if (!code) {
        code = write_all(cli, backup, err);
        if (cli->json)
            summarise_json(backup, !code);
        else if (!code)
            summarise(backup);
        if (!code && backup_tally(backup).aside)
            code = ERR_PART;
    }
    backup_free(backup);
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    enum err_code code = open_office(cli, &office, err);
    if (!code)
        code = action_check(office, ACTION_BACKUP, err);
    if (!code)
        code = backup(cli, office, err);
    office_close(office);
    return code;
}

static const struct option_spec options[] = {
    {"set", N_("NAME"),
     N_("which set of sticks (A, B, …); else what stands on the stick, or a new one")},
    PASSWORD_OPTIONS,
    {0},
};

const struct command command_backup = {
    .name = "backup",
    .arguments = N_("DIR…"),
    .summary = N_("write all that is new, sealed, to a stick or disk, and read it back"),
    .example = "sohoa backup /media/usb",
    .options = options,
    .arguments_min = 1,
    .arguments_max = ARGUMENTS_ANY,
    .run = run,
};
