/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/init: `sohoa init`: an empty practice store, or the store of a new office. May include: base,
 * store, trust, workflow.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/password.h"
#include "store/audit.h"
#include "workflow/people.h"
#include "workflow/people_sheet.h"

enum { WORD_TRIES = 3, WORDS_A_LINE = 4 };

/* ---- what was made ---- */

static json_t *store_json(struct store *store)
{
    char id[UUID_TEXT_SIZE];
    json_t *json = json_object();
    uuid_show(store_peek_station(store), id);
    json_put_text(json, "store", store_peek_folder(store));
    json_put_text(json, "station", id);
    json_put_bool(json, "practice", store_practice(store));
    return json;
}

static void announce_practice(const struct cli *cli, struct store *store, const char *folder)
{
    if (cli->json) {
        cli_json_line(store_json(store));
        return;
    }
    cli_print(_("A practice store is ready: %s"), folder);
    cli_print(_("Next: sohoa scan, or sohoa import FILE..."));
}

/* The sheet to print, 0600; asked for before anything is made. */
static enum err_code sheet_check(const struct cli *cli, struct err *err)
{
    const char *path = cli_option(cli, "sheet");
    if (!path || text_ends(path, ".pdf") || text_ends(path, ".txt"))
        return ERR_OK;
    return err_set(err, ERR_USAGE, 2947, _("%s: the name of the sheet ends in .pdf or .txt"), path);
}

static enum err_code sheet_write(const struct cli *cli, const struct recovery *recovery,
                                 const struct audit_head *head, struct err *err)
{
    struct people_sheet sheet = {
        .office = cli_option(cli, "office"), .recovery = recovery, .head = head};
    struct bytes bytes = {0};
    const char *path = cli_option(cli, "sheet");
    if (!path)
        return ERR_OK;
    enum err_code code = people_sheet_make(&sheet, text_ends(path, ".pdf"), &bytes, err);
    if (!code)
        code = file_write(path, bytes.data, bytes.length, FILE_ONCE, err);
    if (!code && !cli->json)
        cli_print(_("Print %s now and delete it: the words must not stay on a computer"), path);
    if (bytes.data)
        secret_wipe(bytes.data, bytes.length);
    bytes_release(&bytes);
    return code;
}

static enum err_code announce_office(const struct cli *cli, const char *folder,
                                     const struct recovery *recovery, struct err *err)
{
    struct store *store = NULL;
    struct audit_head head;
    char text[AUDIT_HEAD_TEXT_SIZE], root[DIGEST_TEXT_SIZE];
    enum err_code code = store_open(folder, &store, err);
    if (!code)
        code = audit_head_get(store, &head, err);
    if (code) {
        store_close(store);
        return code;
    }
    audit_head_show(&head, text);
    digest_show(store_peek_office(store), root);
    if (cli->json) {
        json_t *json = store_json(store);
        json_put_text(json, "office", cli_option(cli, "office"));
        json_put_text(json, "root", root);
        json_put_text(json, "head", text);
        cli_json_line(json);
    } else {
        cli_print(_("The office's store is ready: %s"), folder);
        cli_print(_("Public key of the office (write it on the recovery sheet): %s"), root);
        cli_print(_("head of the chain (write it down): %s"), text);
        cli_print(_("Next: sohoa --as NAME person add NAME"));
    }
    store_close(store);
    return sheet_write(cli, recovery, &head, err);
}

/* ---- the recovery sheet ---- */

static void sheet_print(const char *words)
{
    cli_print("%s\n", _("RECOVERY SHEET"));
    const char *at = words;
    for (int i = 1; i <= RECOVERY_WORDS; i++) {
        int length = (int)strcspn(at, " ");
        printf("%4d. %-8.*s%s", i, length, at, i % WORDS_A_LINE ? "" : "\n");
        at += length + (at[length] == ' ');
    }
    cli_print("\n%s",
              _("Write these twelve words on paper now and keep it in the safe: they make "
                "officials and administrators, and stand nowhere else. Whoever has them can "
                "act for the whole office; without them nobody new can become an "
                "official."));
    fflush(stdout);
}

static void sheet_show(const struct cli *cli, const struct recovery *recovery)
{
    char words[RECOVERY_TEXT_SIZE];
    recovery_show(recovery, words);
    if (cli->json) {
        json_t *json = json_object();
        json_put_text(json, "words", words);
        cli_json_line(json);
    } else {
        sheet_print(words);
    }
    secret_wipe(words, sizeof words);
}

/* Typed back from the paper, so that there is one. */
static enum err_code sheet_ask_back(const struct cli *cli, const struct recovery *recovery,
                                    struct err *err)
{
    enum err_code code = ERR_OK;
    int tries = cli->password_fd < 0 ? WORD_TRIES : 1;
    for (int i = 0; i < tries; i++) {
        struct recovery *typed = NULL;
        if (code)
            cli_report(cli, NULL, err);
        err_clear(err);
        code = password_words(cli, &typed, err);
        if (!code && !recovery_equal(typed, recovery))
            code = err_set(err, ERR_USAGE, 2942,
                           _("these are not the words that were shown; no office was made"));
        recovery_free(typed);
        if (!code || err->number == 1920)
            break;
    }
    return code;
}

static enum err_code sheet_make(const struct cli *cli, struct recovery **ret_new, struct err *err)
{
    enum err_code code = recovery_new(ret_new, err);
    if (code)
        return code;
    sheet_show(cli, *ret_new);
    return sheet_ask_back(cli, *ret_new, err);
}

/* ---- an office ---- */

static enum err_code found(const struct cli *cli, const char *folder, struct err *err)
{
    password_text passphrase = "";
    struct recovery *recovery = NULL;
    struct people_founding plan = {
        .office = cli_option(cli, "office"), .name = cli->person, .passphrase = passphrase};
    if (!plan.name)
        return err_set(err, ERR_USAGE, 2943,
                       _("an office begins with one official; say who it is: --as NAME"));
    if (store_exists(folder))
        return err_set(err, ERR_EXISTS, 2944, _("%s holds a store already"), folder);
    enum err_code code = sheet_check(cli, err);
    if (!code)
        code = password_ask(cli, _("The official chooses a passphrase (12 characters or more):"),
                            _("The same once more:"), passphrase, err);
    if (!code)
        code = sealed_key_check(passphrase, role_seal_strength(ROLE_OFFICIAL), err);
    if (!code)
        code = sheet_make(cli, &recovery, err);
    plan.recovery = recovery;
    if (!code)
        code = people_found(folder, &plan, err);
    if (!code)
        code = announce_office(cli, folder, recovery, err);
    secret_wipe(passphrase, sizeof passphrase);
    recovery_free(recovery);
    return code;
}

/* ---- the command ---- */

static enum err_code practise(const struct cli *cli, const char *folder, struct err *err)
{
    struct store *store = NULL;
    struct store_plan plan = {
        .name = cli_option(cli, "name"), .practice = true, .person_name = cli->person};
    enum err_code code = store_create(folder, &plan, &store, err);
    if (!code)
        announce_practice(cli, store, folder);
    store_close(store);
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    char *folder = open_folder(cli);
    enum err_code code =
        cli_option(cli, "office") ? found(cli, folder, err) : practise(cli, folder, err);
    free(folder);
    return code;
}

static const struct option_spec options[] = {
    {"office", N_("NAME"), N_("found an office with keys, confirmations and a recovery sheet")},
    {"sheet", N_("FILE"), N_("write the recovery sheet too, to print: .pdf or .txt")},
    {"name", N_("NAME"), N_("name of this station, such as the commune")},
    {0},
};

const struct command command_init = {
    .name = "init",
    .arguments = "",
    .summary = N_("make an empty practice store, or with --office that of an office"),
    .example = "sohoa --store ~/luyen-tap init --name \"Xã Bình An\"",
    .options = options,
    .run = run,
};
