/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/key: `sohoa key FILE`: a pair of key files for sealing. May include: base, trust.
 */
#include "base/str.h"
#include "cli/command.h"
#include "trust/secret.h"

static enum err_code run(struct cli *cli, struct err *err)
{
    struct secret *secret = NULL;
    struct str public = STR_INIT;
    const char *file = cli->arguments[0];
    str_format(&public, "%s.pub", file);
    enum err_code code = secret_new(&secret, err);
    if (!code)
        code = secret_write(secret, file, err);
    if (!code)
        code = seal_to_write(secret_peek_public(secret), str_peek(&public), err);
    if (!code && cli->json) {
        json_t *json = json_object();
        json_put_text(json, "secret", file);
        json_put_text(json, "public", str_peek(&public));
        cli_json_line(json);
    } else if (!code) {
        cli_print(_("%s opens what is sealed: keep it in a safe, away from this machine, and a "
                    "second copy elsewhere"),
                  file);
        cli_print(_("%s only seals: it stays on this machine"), str_peek(&public));
    }
    secret_free(secret);
    str_release(&public);
    return code;
}

const struct command command_key = {
    .name = "key",
    .arguments = N_("FILE"),
    .summary = N_("make a key for backups: FILE opens, FILE.pub seals"),
    .example = "sohoa key khoa-sao-luu",
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};
