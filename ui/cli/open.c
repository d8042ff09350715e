/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/open: from names to things of the store. May include: base, store.
 */
#include "cli/open.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "store/batch.h"
#include "store/record.h"

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

enum err_code open_office(const struct cli *cli, struct office **ret_new, struct err *err)
{
    char *folder = open_folder(cli);
    enum err_code code = office_open(folder, cli->person, ret_new, err);
    if (!code && !cli->json && isatty(STDERR_FILENO) && store_practice(office_store(*ret_new)))
        fputs("· LUYỆN TẬP ·\n", stderr);
    free(folder);
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

enum err_code open_record(struct office *office, const char *text, struct uuid *ret,
                          struct err *err)
{
    return record_find(office_store(office), text, ret, err);
}
