/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/devices: `sohoa devices`: scanners, and the options of one of them. May include: workflow.
 */
#include "base/file.h"
#include "cli/command.h"
#include "workflow/capture.h"
#include "workflow/scan_ask.h"

static void print_device(const struct cli *cli, json_t *device)
{
    if (cli->json) {
        cli_json_line(json_incref(device));
        return;
    }
    cli_print("%s\n    %s %s (%s)", json_peek_text(device, "name"),
              json_peek_text(device, "vendor"), json_peek_text(device, "model"),
              json_peek_text(device, "type"));
}

static enum err_code list_devices(const struct cli *cli, struct err *err)
{
    json_t *reply = NULL, *device;
    size_t i;
    enum err_code code = scan_devices(&reply, err);
    if (code)
        return code;
    json_t *devices = json_peek_array(reply, "devices");
    json_array_foreach (devices, i, device)
        print_device(cli, device);
    if (!json_array_size(devices) && !cli->json)
        cli_print(_("no scanner found; switch it on and check the cable"));
    json_decref(reply);
    return ERR_OK;
}

static void print_option(const struct cli *cli, json_t *option)
{
    if (cli->json) {
        cli_json_line(json_incref(option));
        return;
    }
    const char *name = json_peek_text(option, "name");
    const char *title = json_peek_text(option, "title");
    if (!name || !*name)
        return;
    json_t *value = json_object_get(option, "value");
    char *text = value && !json_is_null(value) ? json_dumps(value, JSON_ENCODE_ANY) : NULL;
    cli_print("  %-24s %-20s %s", name, text ? text : "", title ? title : "");
    free(text);
}

static enum err_code list_options(const struct cli *cli, struct err *err)
{
    json_t *reply = NULL, *option;
    size_t i;
    enum err_code code = scan_options(cli->arguments[0], &reply, err);
    if (code)
        return code;
    json_array_foreach (json_peek_array(reply, "options"), i, option)
        print_option(cli, option);
    json_decref(reply);
    return ERR_OK;
}

static enum err_code print_capture(const struct cli *cli, const char *name, struct err *err)
{
    struct capture capture;
    enum err_code code = capture_load(name, &capture, err);
    if (code)
        return code;
    if (cli->json) {
        json_t *json = json_deep_copy(capture.values);
        json_put_text(json, "name", name);
        cli_json_line(json);
    } else {
        cli_print("%-16s %s", name, capture.title ? capture.title : "");
    }
    capture_release(&capture);
    return ERR_OK;
}

static enum err_code list_captures(const struct cli *cli, struct err *err)
{
    char **names = NULL;
    enum err_code code = capture_list(&names, err);
    for (size_t i = 0; !code && names[i]; i++)
        code = print_capture(cli, names[i], err);
    file_list_free(names);
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    if (cli_flag(cli, "captures"))
        return list_captures(cli, err);
    return cli->argument_count ? list_options(cli, err) : list_devices(cli, err);
}

static const struct option_spec options[] = {
    {"captures", NULL, N_("list the sets of settings for sohoa scan --capture")},
    {0},
};

const struct command command_devices = {
    .name = "devices",
    .arguments = N_("[DEVICE]"),
    .summary = N_("list the scanners, or the options of one"),
    .example = "sohoa devices",
    .options = options,
    .arguments_max = 1,
    .run = run,
};
