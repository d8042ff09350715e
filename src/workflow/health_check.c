/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/health_check: the checks one by one, each with what to do about it. May include: base,
 * record, store.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/proc.h"
#include "base/str.h"
#include "record/schema.h"
#include "store/scrub.h"
#include "store/store.h"
#include "workflow/backup.h"
#include "workflow/health.h"
#include "workflow/waits.h"

struct health {
    struct store *store; /* NULL when there is none that opens */
    health_report *report;
    void *context;
};

static void say(struct health *health, const char *what, enum health_verdict verdict,
                const char *text)
{
    health->report(health->context, what, verdict, text);
}

static void say_result(struct health *health, const char *what, enum err_code code,
                       const struct err *err, const char *good)
{
    struct str text = STR_INIT;
    if (code)
        str_format(&text, "K-%d: %s", err->number, err->text);
    say(health, what, code ? HEALTH_FAILURE : HEALTH_GOOD, code ? str_peek(&text) : good);
    str_release(&text);
}

/* ---- the checks ---- */

static void check_reader(struct health *health)
{
    struct err err = {0};
    say_result(health, "reader", health_reader(&err), &err, _("reading works"));
}

static void check_pdf(struct health *health)
{
    struct err err = {0};
    say_result(health, "pdf", health_pdf(&err), &err, _("PDF files can be read (poppler-utils)"));
}

static void check_scanner(struct health *health)
{
    struct err err = {0};
    struct str text = STR_INIT;
    long count = 0;
    enum err_code code = health_scanners(&count, &err);
    if (code) {
        say_result(health, "scanner", code, &err, "");
    } else {
        str_format(&text, _("scanners found: %ld"), count);
        say(health, "scanner", count ? HEALTH_GOOD : HEALTH_WARNING, str_peek(&text));
    }
    str_release(&text);
}

static void check_schemas(struct health *health)
{
    struct schema_set set = {0};
    struct err err = {0};
    struct str good = STR_INIT;
    enum err_code code = schema_set_load(NULL, &set, &err);
    str_format(&good, _("kinds of paper: %zu"), set.count);
    say_result(health, "schemas", code, &err, str_peek(&good));
    schema_set_release(&set);
    str_release(&good);
}

static void check_machine(struct health *health)
{
    struct str text = STR_INIT;
    unsigned long long memory = health_memory() / MEBI;
    str_format(&text, _("processor cores: %u, memory: %llu MB"), proc_cores(), memory);
    say(health, "machine", memory && memory < 1500 ? HEALTH_WARNING : HEALTH_GOOD, str_peek(&text));
    str_release(&text);
}

static void check_database(struct health *health)
{
    struct err err = {0};
    say_result(health, "database", store_check(health->store, &err), &err,
               _("the database is sound"));
}

static void check_disk(struct health *health)
{
    enum { LITTLE_MB = 2000 };
    struct str text = STR_INIT;
    const char *folder = store_peek_folder(health->store);
    unsigned long long space = file_free_space(folder) / MEBI;
    str_format(&text, _("free space for the store: %llu MB"), space);
    say(health, "disk", space < LITTLE_MB ? HEALTH_WARNING : HEALTH_GOOD, str_peek(&text));
    if (health_encrypted(folder))
        say(health, "encryption", HEALTH_GOOD, _("the store lies on an encrypted disk"));
    else
        say(health, "encryption", HEALTH_WARNING,
            _("the store does not lie on an encrypted disk: whoever takes the machine can read "
              "it"));
    str_release(&text);
}

static void check_leftovers(struct health *health)
{
    enum { HOUR_MS = 3600 * 1000 };
    struct store_sweep sweep = {0};
    struct err err = {0};
    struct str text = STR_INIT;
    enum err_code code = store_sweep(health->store, HOUR_MS, &sweep, &err);
    str_format(&text, _("leftovers of broken-off work removed: %ld"),
               sweep.masters + sweep.derived + sweep.halves);
    say_result(health, "leftovers", code, &err, str_peek(&text));
    str_release(&text);
}

static void check_backup(struct health *health)
{
    struct backup_due due = {0};
    struct err err = {0};
    struct str text = STR_INIT;
    char when[CLOCK_TEXT_SIZE];
    enum err_code code = backup_due_get(health->store, &due, &err);
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
        say_result(health, "backup", code, &err, "");
    else
        say(health, "backup", due.old || due.sets < 2 ? HEALTH_WARNING : HEALTH_GOOD,
            str_peek(&text));
    str_release(&text);
}

static void check_masters(struct health *health)
{
    struct scrub_state state = {0};
    struct err err = {0};
    struct str text = STR_INIT;
    char when[CLOCK_TEXT_SIZE];
    enum err_code code = scrub_state_get(health->store, &state, &err);
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
        say_result(health, "masters", code, &err, "");
    else
        say(health, "masters", state.faults ? HEALTH_FAILURE : HEALTH_GOOD, str_peek(&text));
    str_release(&text);
}

/* Whom does the office lack? */
static void check_people(struct health *health)
{
    struct waits waits = {0};
    struct err err = {0};
    struct str text = STR_INIT;
    enum err_code code = waits_get(health->store, &waits, &err);
    for (int wait = 0; wait < WAIT_COUNT; wait++)
        if (waits.stuck[wait])
            str_format(&text, _("%srecords that wait for nobody: %ld; the office lacks: %s"),
                       text.length ? "; " : "", waits.stuck[wait], wait_lacks((enum wait_for)wait));
    if (!text.length)
        str_add(&text, _("no record waits for somebody whom the office does not have"));
    if (code)
        say_result(health, "people", code, &err, "");
    else
        say(health, "people", waits_stuck(&waits) ? HEALTH_WARNING : HEALTH_GOOD, str_peek(&text));
    str_release(&text);
}

/* In the order in which things are needed; the later ones need an open store. */
static const struct {
    bool needs_store;
    void (*run)(struct health *health);
} checks[] = {
    {false, check_machine}, {false, check_reader},  {false, check_pdf},   {false, check_schemas},
    {false, check_scanner}, {true, check_database}, {true, check_disk},   {true, check_leftovers},
    {true, check_backup},   {true, check_masters},  {true, check_people},
};

size_t health_check_count(void)
{
    return ARRAY_SIZE(checks);
}

void health_check(size_t index, struct store *store, health_report *report, void *context)
{
    struct health health = {store, report, context};
    if (store || !checks[index].needs_store)
        checks[index].run(&health);
}
