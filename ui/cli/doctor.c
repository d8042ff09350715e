/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/doctor: `sohoa doctor`: looks at everything the work needs and says what to do about it. The
 * checks themselves: workflow/health. May include: base, store, workflow.
 */
#include <stdlib.h>

#include "base/str.h"
#include "cli/command.h"
#include "cli/open.h"
#include "store/store.h"
#include "workflow/health.h"

struct doctor {
    const struct cli *cli;
    struct store *store; /* NULL when there is none that opens */
    long failures;
};

static void say(void *context, const char *what, enum health_verdict verdict, const char *text)
{
    static const char *const names[] = {"ok", "warning", "failure"};
    static const char *const signs[] = {"✓", "!", "✗"};
    struct doctor *doctor = context;
    doctor->failures += verdict == HEALTH_FAILURE;
    if (doctor->cli->json) {
        json_t *json = json_object();
        json_put_text(json, "check", what);
        json_put_text(json, "verdict", names[verdict]);
        json_put_text(json, "text", text);
        cli_json_line(json);
        return;
    }
    cli_print("%s %s", signs[verdict], text);
}

static void open_store(struct doctor *doctor, const char *folder)
{
    struct err err = {0};
    struct str text = STR_INIT;
    if (!store_exists(folder)) {
        str_format(&text, _("no store yet at %s; make one with: sohoa init"), folder);
        say(doctor, "store", HEALTH_WARNING, str_peek(&text));
    } else {
        enum err_code code = store_open(folder, &doctor->store, &err);
        if (!code)
            str_format(&text, _("store: %s"), folder);
        if (code)
            str_format(&text, "K-%d: %s", err.number, err.text);
        say(doctor, "store", code ? HEALTH_FAILURE : HEALTH_GOOD, str_peek(&text));
    }
    str_release(&text);
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct doctor doctor = {.cli = cli};
    char *folder = open_folder(cli);
    (void)err;
    open_store(&doctor, folder);
    for (size_t i = 0; i < health_check_count(); i++)
        health_check(i, doctor.store, say, &doctor);
    store_close(doctor.store);
    free(folder);
    return doctor.failures ? ERR_STATE : ERR_OK;
}

const struct command command_doctor = {
    .name = "doctor",
    .arguments = "",
    .summary = N_("check everything the work needs, and say what to do"),
    .example = "sohoa doctor",
    .run = run,
};
