/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/profile: `sohoa profile list` and `show`: sets of parameters for reading. May include: base,
 * workflow.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/paths.h"
#include "base/str.h"
#include "base/yaml.h"
#include "cli/command.h"
#include "workflow/setup.h"

/* ---- list ---- */

static void print_profile(const struct cli *cli, const char *folder, const char *file)
{
    if (!text_ends(file, ".yaml"))
        return;
    char *path = file_join(folder, file);
    struct str name = STR_INIT;
    str_add(&name, file);
    str_cut(&name, name.length - 5);
    if (cli->json) {
        json_t *json = json_object();
        json_put_text(json, "name", str_peek(&name));
        json_put_text(json, "file", path);
        cli_json_line(json);
    } else {
        cli_print("%s", str_peek(&name));
    }
    str_release(&name);
    free(path);
}

/* No folder, no profiles: reading goes by its built-in values. */
static enum err_code run_list(struct cli *cli, struct err *err)
{
    char **names = NULL;
    char *folder = paths_data("ocr-profiles");
    enum err_code code = file_is_folder(folder) ? file_list(folder, &names, err) : ERR_OK;
    for (size_t i = 0; names && names[i]; i++)
        print_profile(cli, folder, names[i]);
    file_list_free(names);
    free(folder);
    return code;
}

const struct command command_profile_list = {
    .name = "profile list",
    .arguments = "",
    .summary = N_("list the OCR profiles"),
    .example = "sohoa profile list",
    .run = run_list,
};

/* ---- show ---- */

static enum err_code show_text(const char *path, struct err *err)
{
    struct bytes bytes = {0};
    enum err_code code = file_read(path, YAML_BYTES_MAX, &bytes, err);
    if (!code)
        fwrite(bytes.data, 1, bytes.length, stdout);
    bytes_release(&bytes);
    return code;
}

static enum err_code run_show(struct cli *cli, struct err *err)
{
    char *path = NULL;
    json_t *json = NULL;
    enum err_code code = setup_profile_path(cli->arguments[0], &path, err);
    if (!code)
        code = yaml_read_file(path, &json, NULL, err);
    if (!code && cli->json)
        cli_json_line(json_incref(json));
    else if (!code)
        code = show_text(path, err);
    json_decref(json);
    free(path);
    return code;
}

const struct command command_profile_show = {
    .name = "profile show",
    .arguments = N_("NAME"),
    .summary = N_("show an OCR profile with its comments"),
    .example = "sohoa profile show default",
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run_show,
};
