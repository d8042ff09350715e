/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/audit: `sohoa audit verify` and `sohoa audit log`. May include: base,
 * store, trust, workflow.
 */

#include "store/audit.h"
#include "base/clock.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "store/person.h"
#include "trust/sign.h"
#include "workflow/proof.h"

enum { KIND_WIDTH = 24 };
/* The one person of a practice store. */
static const char PERSON_PRACTICE[] = "practice";

/* ---- verify ---- */

static void print_finding(const struct proof_finding *finding, void *context)
{
    const struct cli *cli = context;
    progress_clear();
    if (!cli->json) {
        cli_print("%s: %s: %s%s%s", finding->warns ? _("warning") : _("fault"), finding->text,
                  finding->noun, *finding->id ? " " : "", finding->id);
        return;
    }
    json_t *json = json_object();
    json_put_text(json, "fault", finding->fault);
    json_put_bool(json, "warning", finding->warns);
    json_put_text(json, "noun", finding->noun);
    json_put_text(json, "id", finding->id);
    json_put_long(json, "sequence", finding->sequence);
    if (finding->about)
        json_put_text(json, "about", finding->about);
    json_put_text(json, "text", finding->text);
    cli_json_line(json);
}

static void show_progress(long done, long total, void *context)
{
    (void)context;
    progress_show(_("checking"), (size_t)done, (size_t)total);
}

static bool is_cancelled(void *context)
{
    const struct cli *cli = context;
    return *cli->stop;
}

static void print_report_text(const struct proof_report *report, const char *head)
{
    const struct audit_report *audit = &report->audit;
    char root[DIGEST_TEXT_SIZE];
    digest_show(&report->root, root);
    cli_print(_("audit rows: %ld, content rows: %ld, masters: %ld; faults: %ld, warnings: %ld"),
              audit->audits, audit->rows, audit->masters, audit->faults, audit->warnings);
    if (report->is_signed)
        cli_print(_("signed acts: %ld, people: %ld, confirmed records: %ld; public key of the "
                    "office: %s"),
                  report->acts, report->people, report->confirmed, root);
    cli_print(_("head of the chain (write it down): %s"), head);
}

static void print_report(const struct cli *cli, const struct proof_report *report)
{
    char head[AUDIT_HEAD_TEXT_SIZE], root[DIGEST_TEXT_SIZE];
    const struct audit_report *audit = &report->audit;
    audit_head_show(&audit->head, head);
    progress_clear();
    if (!cli->json) {
        print_report_text(report, head);
        return;
    }
    json_t *json = json_object();
    json_put_bool(json, "sound", audit->faults == 0);
    json_put_long(json, "audits", audit->audits);
    json_put_long(json, "rows", audit->rows);
    json_put_long(json, "masters", audit->masters);
    json_put_long(json, "faults", audit->faults);
    json_put_long(json, "warnings", audit->warnings);
    if (report->is_signed) {
        digest_show(&report->root, root);
        json_put_text(json, "root", root);
        json_put_long(json, "acts", report->acts);
        json_put_long(json, "people", report->people);
        json_put_long(json, "confirmed", report->confirmed);
    }
    json_put_text(json, "head", head);
    cli_json_line(json);
}

static enum err_code verify(struct cli *cli, struct office *office, struct err *err)
{
    struct audit_head head;
    struct digest root;
    struct proof_report report = {0};
    struct proof_options options = {
        .skip_masters = cli_flag(cli, "quick"),
        .found = print_finding,
        .progress = show_progress,
        .cancelled = is_cancelled,
        .context = cli,
    };
    const char *text = cli_option(cli, "head"), *key = cli_option(cli, "root");
    if (text && !audit_head_parse(text, &head))
        return err_set(err, ERR_USAGE, 926, _("--head is what audit verify printed before"));
    if (key && !sign_public_parse(key, &root))
        return err_set(err, ERR_USAGE, 2945,
                       _("--root is the public key on the recovery sheet: 64 letters and digits"));
    if (text)
        options.head = &head;
    if (key)
        options.root = &root;
    enum err_code code = proof_run(office_store(office), &options, &report, err);
    if (!code || code == ERR_DAMAGED)
        print_report(cli, &report);
    return code;
}

static enum err_code run_verify(struct cli *cli, struct err *err)
{
    return open_and_run(cli, verify, err);
}

static const struct option_spec verify_options[] = {
    {"root", N_("KEY"),
     N_("the office's public key, from the recovery sheet: proves what people signed")},
    {"head", N_("TEXT"),
     N_("the head of the chain as noted before: shows whether the end was cut")},
    {"quick", NULL, N_("do not read the files of the pages")},
    {0},
};

const struct command command_audit_verify = {
    .name = "audit verify",
    .arguments = "",
    .summary = N_("prove that nothing was changed behind the program's back"),
    .example = "sohoa audit verify",
    .options = verify_options,
    .run = run_verify,
};

/* ---- log ---- */

/* What was done, for the eye; --json gives audit_kind_name. */
static const char *const kind_words[AUDIT_KIND_COUNT] = {
    [AUDIT_INIT] = N_("store made"),
    [AUDIT_MIGRATE] = N_("store brought up to date"),
    [AUDIT_PERSON] = N_("person"),
    [AUDIT_SETTING] = N_("setting"),
    [AUDIT_SCHEMA] = N_("kind of paper"),
    [AUDIT_BOOK] = N_("book"),
    [AUDIT_BATCH] = N_("batch"),
    [AUDIT_SCAN] = N_("page scanned"),
    [AUDIT_IMPORT] = N_("file taken in"),
    [AUDIT_PAGE] = N_("page changed"),
    [AUDIT_ADOPT] = N_("records made"),
    [AUDIT_DRAFT] = N_("value keyed"),
    [AUDIT_VERSION] = N_("record finished"),
    [AUDIT_CONFIRM] = N_("confirmed"),
    [AUDIT_RETURN] = N_("returned"),
    [AUDIT_RELEASE] = N_("given out"),
    [AUDIT_PURGE] = N_("removed"),
    [AUDIT_DIFFICULTY] = N_("difficulty"),
};

static void print_row(const struct cli *cli, const struct audit *row, const char *person)
{
    char when[CLOCK_TEXT_SIZE], hash[DIGEST_TEXT_SIZE];
    digest_show(&row->hash, hash);
    if (!cli->json) {
        clock_show(row->at_ms, when);
        const char *what = _(kind_words[row->kind]);
        size_t width = utf8_width(what);
        cli_print("%6lld  %s  %s%*s  %s", (long long)row->sequence, when, what,
                  width < KIND_WIDTH ? (int)(KIND_WIDTH - width) : 0, "",
                  text_equal(person, PERSON_PRACTICE) ? _("practice") : person);
        return;
    }
    clock_iso(row->at_ms, when);
    json_t *json = json_object();
    json_put_long(json, "sequence", row->sequence);
    json_put_text(json, "at", when);
    json_put_text(json, "kind", audit_kind_name(row->kind));
    json_put_text(json, "person", *person ? person : NULL);
    json_put_long(json, "rows", row->rows);
    json_put_text(json, "hash", hash);
    cli_json_line(json);
}

static enum err_code log_some(const struct cli *cli, struct store *store, const struct uuid *record,
                              int64_t *after, size_t *ret_count, struct err *err)
{
    struct arena *arena = arena_new();
    struct audit *rows = NULL;
    enum err_code code =
        audit_list(store, record, *after, STORE_LIST_MAX, arena, &rows, ret_count, err);
    for (size_t i = 0; i < *ret_count && !code; i++) {
        struct person person = {.name = ""};
        if (!uuid_is_null(&rows[i].person))
            code = person_get(store, &rows[i].person, arena, &person, err);
        if (!code)
            print_row(cli, &rows[i], person.name);
        *after = rows[i].sequence;
    }
    arena_free(arena);
    return code;
}

static enum err_code run_log(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    struct uuid id;
    const char *record = cli_option(cli, "record");
    size_t count = STORE_LIST_MAX;
    int64_t after = 0;
    enum err_code code = open_office(cli, &office, err);
    if (!code && record)
        code = open_record(office, record, &id, err);
    while (!code && count == STORE_LIST_MAX)
        code = log_some(cli, office_store(office), record ? &id : NULL, &after, &count, err);
    office_close(office);
    return code;
}

static const struct option_spec log_options[] = {
    {"record", N_("RECORD"), N_("only what touched this record")},
    {0},
};

const struct command command_audit_log = {
    .name = "audit log",
    .arguments = "",
    .summary = N_("who did what and when, without values"),
    .example = "sohoa audit log",
    .options = log_options,
    .run = run_log,
};
