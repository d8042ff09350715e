/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/restore: `sohoa restore DIR… --to FOLDER`, a store out of a backup; `--mend`, damaged image
 * files of a store. May include: base, store, trust, workflow.
 */
#include "workflow/restore.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/open.h"
#include "cli/password.h"
#include "cli/progress.h"
#include "store/scrub.h"
#include "workflow/action.h"

enum { PATH_ROOM = 4096 };

static enum err_code add_media(const struct cli *cli, struct restore *restore, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; !code && i < cli->argument_count; i++)
        code = restore_add(restore, cli->arguments[i], err);
    return code;
}

/* ---- a whole store ---- */

static enum err_code fetch_all(struct cli *cli, struct restore *restore, struct err *err)
{
    enum err_code code = ERR_OK;
    while (!code) {
        struct restore_tally tally = restore_tally(restore);
        progress_show(_("restoring"), (size_t)(tally.done + tally.missing + tally.damaged),
                      (size_t)tally.total);
        code = cli_check_stop(cli, err);
        if (!code)
            code = restore_step(restore, err);
    }
    progress_clear();
    return code == ERR_EMPTY ? ERR_OK : code;
}

/* Another stick from the person; false when there is nobody or he has none. */
static bool ask_medium(const struct cli *cli, struct restore *restore)
{
    char folder[PATH_ROOM] = "";
    struct err why = {0};
    long missing = restore_tally(restore).missing;
    if (!missing || cli->json || !isatty(STDIN_FILENO))
        return false;
    for (;;) {
        fprintf(stderr,
                _("%ld image files are on another stick. Put it in and type its folder (nothing to "
                  "end):"),
                missing);
        fputc(' ', stderr);
        fflush(stderr);
        if (!fgets(folder, sizeof folder, stdin))
            return false;
        folder[strcspn(folder, "\r\n")] = '\0';
        if (!folder[0])
            return false;
        if (!restore_add(restore, folder, &why))
            return true;
        cli_report_line(NULL, &why);
        err_clear(&why);
    }
}

static enum err_code fetch_from_many(struct cli *cli, struct restore *restore, struct err *err)
{
    enum err_code code = fetch_all(cli, restore, err);
    while (!code && ask_medium(cli, restore)) {
        restore_again(restore);
        code = fetch_all(cli, restore, err);
    }
    return code;
}

/* Opens the new store as any command would, and proves it. */
static enum err_code prove(const char *folder, struct audit_report *ret, struct err *err)
{
    struct store *store = NULL;
    struct audit_options options = {.skip_masters = true}; /* each was proven by its hash */
    enum err_code code = store_open(folder, &store, err);
    if (!code)
        code = audit_verify(store, &options, ret, err);
    store_close(store);
    return code;
}

static void summarise(const struct cli *cli, const struct restore_tally *tally,
                      const struct audit_report *report)
{
    char head[AUDIT_HEAD_TEXT_SIZE];
    bool same = tally->head.sequence == report->head.sequence &&
                digest_equal(&tally->head.hash, &report->head.hash);
    audit_head_show(&report->head, head);
    if (cli->json) {
        json_t *json = json_object();
        json_put_long(json, "masters", tally->done);
        json_put_long(json, "missing", tally->missing);
        json_put_long(json, "damaged", tally->damaged);
        json_put_text(json, "head", head);
        json_put_bool(json, "same_head", same);
        cli_json_line(json);
        return;
    }
    cli_print(_("restored: image files: %ld, missing: %ld, damaged: %ld"), tally->done,
              tally->missing, tally->damaged);
    cli_print(same ? _("head of the chain, the same as when the backup was made: %s")
                   : _("head of the chain, NOT the one noted with the backup: %s"),
              head);
}

static enum err_code restore_store(struct cli *cli, struct restore *restore, const char *to,
                                   struct err *err)
{
    struct secret *secret = NULL;
    struct seal_to seal;
    struct audit_report report = {0};
    enum err_code code = restore_seal(restore, &seal, err);
    if (!code)
        code = password_secret(cli, &seal, &secret, err);
    if (!code)
        code = restore_start(restore, to, secret, err);
    if (!code)
        code = fetch_from_many(cli, restore, err);
    if (!code)
        code = restore_close(restore, cli_flag(cli, "partial"), err);
    if (!code)
        code = prove(to, &report, err);
    if (!code) {
        struct restore_tally tally = restore_tally(restore);
        summarise(cli, &tally, &report);
        if (tally.missing + tally.damaged)
            code = ERR_PART;
    }
    secret_free(secret);
    return code;
}

/* ---- damaged image files ---- */

static enum err_code mend_one(const struct cli *cli, struct restore *restore, struct store *store,
                              const struct secret *secret, const struct scrub_fault *fault)
{
    char hex[DIGEST_TEXT_SIZE];
    struct err why = {0};
    digest_show(&fault->master, hex);
    enum err_code code = restore_mend(restore, store, secret, &fault->master, &why);
    if (code) {
        cli_report(cli, fault->origin ? fault->origin : hex, &why);
    } else if (cli->json) {
        json_t *json = json_object();
        json_put_text(json, "mended", hex);
        cli_json_line(json);
    } else {
        cli_print(_("whole again: %s"), fault->origin ? fault->origin : hex);
    }
    return code;
}

static enum err_code mend_all(struct cli *cli, struct restore *restore, struct store *store,
                              struct err *err)
{
    struct arena *arena = arena_new();
    struct scrub_fault *faults = NULL;
    struct secret *secret = NULL;
    struct seal_to seal;
    size_t count = 0, failed = 0;
    enum err_code code = scrub_fault_list(store, arena, &faults, &count, err);
    if (!code && !count && !cli->json)
        cli_print(_("no image file is known to be damaged; to look again: sohoa scrub"));
    if (!code && count) {
        code = restore_seal(restore, &seal, err);
        if (!code)
            code = password_secret(cli, &seal, &secret, err);
        for (size_t i = 0; !code && i < count; i++)
            failed += mend_one(cli, restore, store, secret, &faults[i]) != ERR_OK;
    }
    secret_free(secret);
    arena_free(arena);
    return code || !failed ? code : ERR_PART;
}

static enum err_code mend(struct cli *cli, struct restore *restore, struct err *err)
{
    struct office *office = NULL;
    enum err_code code = open_office(cli, &office, err);
    if (!code)
        code = action_check(office, ACTION_BACKUP, err);
    if (!code)
        code = mend_all(cli, restore, office_store(office), err);
    office_close(office);
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    const char *to = cli_option(cli, "to");
    bool mending = cli_flag(cli, "mend");
    if (!to == !mending)
        return err_set(
            err, ERR_USAGE, 1926,
            _("say --to FOLDER for a new store, or --mend for the damaged image files of "
              "this one"));
    struct restore *restore = restore_new();
    enum err_code code = add_media(cli, restore, err);
    if (!code)
        code = mending ? mend(cli, restore, err) : restore_store(cli, restore, to, err);
    restore_free(restore);
    return code;
}

static const struct option_spec options[] = {
    {"to", N_("FOLDER"), N_("make the store here; it must not hold one")},
    {"mend", NULL, N_("only bring back image files of this store that scrub found damaged")},
    {"partial", NULL, N_("make the store though image files are missing")},
    PASSWORD_OPTIONS,
    {0},
};

const struct command command_restore = {
    .name = "restore",
    .arguments = N_("DIR…"),
    .summary = N_("make a store out of a backup, the same byte for byte"),
    .example = "sohoa restore /media/usb --to kho-moi",
    .options = options,
    .arguments_min = 1,
    .arguments_max = ARGUMENTS_ANY,
    .run = run,
};
