/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/pack: `sohoa pack` and `sohoa unseal`: a folder as one file that travels. Need no store. May
 * include: base, trust, export.
 */
#include "cli/command.h"
#include "cli/password.h"
#include "export/parcel.h"
#include "trust/seal.h"

static void report(const struct cli *cli, const char *file)
{
    if (!cli->json) {
        cli_print("%s", file);
        return;
    }
    json_t *json = json_object();
    json_put_text(json, "file", file);
    cli_json_line(json);
}

static enum err_code pack_aes(const struct cli *cli, const char *folder, const char *file,
                              struct err *err)
{
    password_text password;
    enum err_code code =
        password_ask(cli, _("Password of the file: "), _("The same again: "), password, err);
    if (!code)
        code = parcel_zip(folder, file, password, err);
    secret_wipe(password, sizeof password);
    return code;
}

static enum err_code run_pack(struct cli *cli, struct err *err)
{
    const char *folder = cli->arguments[0], *file = cli->arguments[1];
    struct seal_to to;
    enum parcel_form form;
    enum err_code code = parcel_form_parse(cli_option(cli, "form"), file, &form, err);
    if (!code && form == PARCEL_AES)
        code = pack_aes(cli, folder, file, err);
    else if (!code && form == PARCEL_ZIP)
        code = parcel_zip(folder, file, NULL, err);
    else if (!code && !(code = password_seal_new(cli, &to, err)))
        code = parcel_seal(folder, file, &to, err);
    if (!code)
        report(cli, file);
    return code;
}

static const struct option_spec pack_options[] = {
    {"form", "zip|aes|sealed",
     N_("plain, enciphered for Windows, or sealed (else by the ending of FILE)")},
    PASSWORD_OPTIONS,
    {0},
};

const struct command command_pack = {
    .name = "pack",
    .arguments = N_("FOLDER FILE"),
    .summary = N_("a folder, a hand-over say, as one file that travels"),
    .example = "sohoa pack KS-2017-01-dot-1 KS-2017-01.zip --form aes",
    .options = pack_options,
    .arguments_min = 2,
    .arguments_max = 2,
    .run = run_pack,
};

static enum err_code run_unseal(struct cli *cli, struct err *err)
{
    struct seal_to to;
    struct secret *secret = NULL;
    enum err_code code = seal_peek(cli->arguments[0], &to, err);
    if (!code)
        code = password_secret(cli, &to, &secret, err);
    if (!code)
        code = parcel_open(cli->arguments[0], secret, cli->arguments[1], err);
    if (!code)
        report(cli, cli->arguments[1]);
    secret_free(secret);
    return code;
}

static const struct option_spec unseal_options[] = {
    PASSWORD_OPTIONS,
    {0},
};

const struct command command_unseal = {
    .name = "unseal",
    .arguments = N_("FILE ZIP"),
    .summary = N_("open a sealed file: the zip that is in it"),
    .example = "sohoa unseal KS-2017-01.sealed KS-2017-01.zip --key khoa-ban-giao",
    .options = unseal_options,
    .arguments_min = 2,
    .arguments_max = 2,
    .run = run_unseal,
};
