/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/open: from names to things of the store. May include: base, store, trust,
 * workflow.
 */
#include "cli/open.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/proc.h"
#include "base/str.h"
#include "cli/password.h"
#include "store/batch.h"
#include "store/page.h"
#include "store/record.h"
#include "workflow/sign_in.h"

char *open_folder(const struct cli *cli)
{
    const char *from_env = getenv("SOHOA_STORE");
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    if (cli->store)
        return mem_copy_text(cli->store);
    if (from_env && *from_env)
        return mem_copy_text(from_env);
    if (data && *data)
        return file_join(data, "sohoa");
    return file_join(home && *home ? home : ".", ".local/share/sohoa");
}

enum err_code open_sign_in(const struct cli *cli, struct office *office, struct err *err)
{
    password_text passphrase = "";
    struct str question = STR_INIT;
    if (!office_guarded(office))
        return ERR_OK;
    proc_hide();
    str_format(&question, _("Passphrase of %s:"), cli->person);
    enum err_code code = password_ask(cli, str_peek(&question), NULL, passphrase, err);
    if (!code)
        code = office_unlock(office, passphrase, err);
    secret_wipe(passphrase, sizeof passphrase);
    str_release(&question);
    return code;
}

enum err_code open_office(const struct cli *cli, struct office **ret_new, struct err *err)
{
    char *folder = open_folder(cli);
    enum err_code code = office_open(folder, cli->person, ret_new, err);
    if (!code && !cli->json && isatty(STDERR_FILENO) && store_practice(office_store(*ret_new)))
        fputs("· LUYỆN TẬP ·\n", stderr);
    free(folder);
    if (!code && cli->person)
        code = open_sign_in(cli, *ret_new, err);
    if (code) {
        office_close(*ret_new);
        *ret_new = NULL;
    }
    return code;
}

enum err_code open_and_run(struct cli *cli, office_work *work, struct err *err)
{
    struct office *office = NULL;
    enum err_code code = open_office(cli, &office, err);
    if (!code)
        code = work(cli, office, err);
    office_close(office);
    return code;
}

enum err_code open_and_run_with(struct cli *cli, office_arena_work *work, struct err *err)
{
    struct office *office = NULL;
    struct arena *arena = arena_new();
    enum err_code code = open_office(cli, &office, err);
    if (!code)
        code = work(cli, office, arena, err);
    office_close(office);
    arena_free(arena);
    return code;
}

enum err_code open_batch(const struct cli *cli, struct office *office, struct uuid *room,
                         const struct uuid **ret, struct err *err)
{
    const char *name = cli_option(cli, "batch");
    struct batch batch;
    if (!name)
        return ERR_OK;
    struct arena *arena = arena_new();
    enum err_code code = batch_find(office_store(office), name, arena, &batch, err);
    if (!code) {
        *room = batch.id;
        *ret = room;
    }
    arena_free(arena);
    return code;
}

/* The page at a place of a batch. */
static enum err_code page_at(struct office *office, const char *name, long place, struct uuid *ret,
                             struct err *err)
{
    struct store *store = office_store(office);
    struct arena *arena = arena_new();
    struct batch batch;
    struct page *pages = NULL;
    size_t count = 0;
    enum err_code code = batch_find(store, name, arena, &batch, err);
    struct page_filter filter = {.batch = &batch.id, .offset = place - 1, .limit = 1};
    if (!code)
        code = page_list(store, &filter, arena, &pages, &count, err);
    if (!code && !count)
        code = err_set(err, ERR_MISSING, 1914, _("batch \"%s\" has no page %ld"), name, place);
    if (!code)
        *ret = pages[0].id;
    arena_free(arena);
    return code;
}

enum err_code open_page(struct office *office, const char *text, struct uuid *ret, struct err *err)
{
    const char *colon = strrchr(text, ':');
    long place = 0;
    if (!colon || !text_to_long(colon + 1, 1, 1000000, &place))
        return page_find(office_store(office), text, ret, err);
    struct str name = STR_INIT;
    str_add_span(&name, text, (size_t)(colon - text));
    enum err_code code = page_at(office, str_peek(&name), place, ret, err);
    str_release(&name);
    return code;
}

enum err_code open_record(struct office *office, const char *text, struct uuid *ret,
                          struct err *err)
{
    return record_find(office_store(office), text, ret, err);
}
