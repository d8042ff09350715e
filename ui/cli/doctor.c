/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/doctor: `sohoa doctor`: looks at everything the work needs and says what to do about it. May
 * include: base, record, store, workflow.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/proc.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/open.h"
#include "record/schema.h"
#include "store/scrub.h"
#include "store/store.h"
#include "workflow/backup.h"
#include "workflow/health.h"
#include "workflow/waits.h"

struct doctor {
    const struct cli *cli;
    struct store *store; /* NULL when there is none that opens */
    long failures;
};

enum verdict { GOOD, WARNING, FAILURE };
static const char *const verdict_names[] = {"ok", "warning", "failure"};

static void say(struct doctor *doctor, const char *what, enum verdict verdict, const char *text)
{
    doctor->failures += verdict == FAILURE;
    if (doctor->cli->json) {
        json_t *json = json_object();
        json_put_text(json, "check", what);
        json_put_text(json, "verdict", verdict_names[verdict]);
        json_put_text(json, "text", text);
        cli_json_line(json);
        return;
    }
    static const char *const signs[] = {"✓", "!", "✗"};
    cli_print("%s %s", signs[verdict], text);
}

static void say_result(struct doctor *doctor, const char *what, enum err_code code,
                       const struct err *err, const char *good)
{
    struct str text = STR_INIT;
    if (code)
        str_format(&text, "K-%d: %s", err->number, err->text);
    say(doctor, what, code ? FAILURE : GOOD, code ? str_peek(&text) : good);
    str_release(&text);
}

/* ---- the checks ---- */

static void check_reader(struct doctor *doctor)
{
    struct err err = {0};
    say_result(doctor, "reader", health_reader(&err), &err, _("reading works"));
}

static void check_pdf(struct doctor *doctor)
{
    struct err err = {0};
    say_result(doctor, "pdf", health_pdf(&err), &err, _("PDF files can be read (poppler-utils)"));
}

static void check_scanner(struct doctor *doctor)
{
    struct err err = {0};
    struct str text = STR_INIT;
    long count = 0;
    enum err_code code = health_scanners(&count, &err);
    if (code) {
        say_result(doctor, "scanner", code, &err, "");
    } else {
        str_format(&text, _("scanners found: %ld"), count);
        say(doctor, "scanner", count ? GOOD : WARNING, str_peek(&text));
    }
    str_release(&text);
}

static void check_schemas(struct doctor *doctor)
{
    struct schema_set set = {0};
    struct err err = {0};
    struct str good = STR_INIT;
    enum err_code code = schema_set_load(NULL, &set, &err);
    str_format(&good, _("kinds of paper: %zu"), set.count);
    say_result(doctor, "schemas", code, &err, str_peek(&good));
    schema_set_release(&set);
    str_release(&good);
}

static void check_machine(struct doctor *doctor)
{
    struct str text = STR_INIT;
    unsigned long long memory = health_memory() / MEBI;
    str_format(&text, _("processor cores: %u, memory: %llu MB"), proc_cores(), memory);
    say(doctor, "machine", memory && memory < 1500 ? WARNING : GOOD, str_peek(&text));
    str_release(&text);
}

static void check_database(struct doctor *doctor)
{
    struct err err = {0};
    say_result(doctor, "database", store_check(doctor->store, &err), &err,
               _("the database is sound"));
}

static void check_disk(struct doctor *doctor)
{
    enum { LITTLE_MB = 2000 };
    struct str text = STR_INIT;
    const char *folder = store_peek_folder(doctor->store);
    unsigned long long space = file_free_space(folder) / MEBI;
    str_format(&text, _("free space for the store: %llu MB"), space);
    say(doctor, "disk", space < LITTLE_MB ? WARNING : GOOD, str_peek(&text));
    if (health_encrypted(folder))
        say(doctor, "encryption", GOOD, _("the store lies on an encrypted disk"));
    else
        say(doctor, "encryption", WARNING,
            _("the store does not lie on an encrypted disk: whoever takes the machine can read "
              "it"));
    str_release(&text);
}

static void check_leftovers(struct doctor *doctor)
{
    enum { HOUR_MS = 3600 * 1000 };
    struct store_sweep sweep = {0};
    struct err err = {0};
    struct str text = STR_INIT;
    enum err_code code = store_sweep(doctor->store, HOUR_MS, &sweep, &err);
    str_format(&text, _("leftovers of broken-off work removed: %ld"),
               sweep.masters + sweep.derived + sweep.halves);
    say_result(doctor, "leftovers", code, &err, str_peek(&text));
    str_release(&text);
}

static void check_backup(struct doctor *doctor)
{
    struct backup_due due = {0};
    struct err err = {0};
    struct str text = STR_INIT;
    char when[CLOCK_TEXT_SIZE];
    enum err_code code = backup_due_get(doctor->store, &due, &err);
    clock_show(due.last_ms, when);
    if (!due.last_ms)
        str_add(&text, _("no backup yet; put in a stick and make one with: sohoa backup DIR"));
    else
        str_format(&text, due.old ? _("the last backup is too old: %s") : _("last backup: %s"),
                   when);
    if (due.last_ms && due.due[0])
        str_format(&text, _("; set %s is next"), due.due);
    else if (due.last_ms)
        str_add(&text, _("; take a second stick, so that two take turns"));
    if (code)
        say_result(doctor, "backup", code, &err, "");
    else
        say(doctor, "backup", due.old || due.sets < 2 ? WARNING : GOOD, str_peek(&text));
    str_release(&text);
}

static void check_masters(struct doctor *doctor)
{
    struct scrub_state state = {0};
    struct err err = {0};
    struct str text = STR_INIT;
    char when[CLOCK_TEXT_SIZE];
    enum err_code code = scrub_state_get(doctor->store, &state, &err);
    clock_show(state.finished_ms, when);
    if (state.faults)
        str_format(&text,
                   _("image files damaged or missing: %ld; bring them back with: sohoa restore DIR "
                     "--mend"),
                   state.faults);
    else if (state.finished_ms)
        str_format(&text, _("all image files were read again and are well: %s"), when);
    else
        str_format(&text, _("image files read again: %ld of %ld; go on with: sohoa scrub"),
                   state.done, state.total);
    if (code)
        say_result(doctor, "masters", code, &err, "");
    else
        say(doctor, "masters", state.faults ? FAILURE : GOOD, str_peek(&text));
    str_release(&text);
}

/* Whom does the office lack? */
static void check_people(struct doctor *doctor)
{
    struct waits waits = {0};
    struct err err = {0};
    struct str text = STR_INIT;
    enum err_code code = waits_get(doctor->store, &waits, &err);
    for (int wait = 0; wait < WAIT_COUNT; wait++)
        if (waits.stuck[wait])
            str_format(&text, _("%srecords that wait for nobody: %ld; the office lacks: %s"),
                       text.length ? "; " : "", waits.stuck[wait], wait_lacks((enum wait_for)wait));
    if (!text.length)
        str_add(&text, _("no record waits for somebody whom the office does not have"));
    if (code)
        say_result(doctor, "people", code, &err, "");
    else
        say(doctor, "people", waits_stuck(&waits) ? WARNING : GOOD, str_peek(&text));
    str_release(&text);
}

/* In the order in which things are needed; the later ones need an open store. */
static const struct {
    bool needs_store;
    void (*run)(struct doctor *doctor);
} checks[] = {
    {false, check_machine}, {false, check_reader},  {false, check_pdf},   {false, check_schemas},
    {false, check_scanner}, {true, check_database}, {true, check_disk},   {true, check_leftovers},
    {true, check_backup},   {true, check_masters},  {true, check_people},
};

static void open_store(struct doctor *doctor, const char *folder)
{
    struct err err = {0};
    struct str text = STR_INIT;
    if (!store_exists(folder)) {
        str_format(&text, _("no store yet at %s; make one with: sohoa init"), folder);
        say(doctor, "store", WARNING, str_peek(&text));
    } else {
        enum err_code code = store_open(folder, &doctor->store, &err);
        str_format(&text, _("store: %s"), folder);
        say_result(doctor, "store", code, &err, str_peek(&text));
    }
    str_release(&text);
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct doctor doctor = {.cli = cli};
    char *folder = open_folder(cli);
    (void)err;
    open_store(&doctor, folder);
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (doctor.store || !checks[i].needs_store)
            checks[i].run(&doctor);
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
