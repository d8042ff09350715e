/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/report: `sohoa report week` and `report people`: what a team did, what is missing, how right
 * entries are. May include: base, workflow.
 */
#include "workflow/report.h"

#include "base/str.h"
#include "cli/command.h"
#include "cli/open.h"
#include "workflow/report_sheet.h"

/* ---- as lines ---- */

static long figure(const json_t *report, const char *group, const char *name)
{
    return json_peek_long(group ? json_peek_object(report, group) : report, name, 0);
}

/* "blurred 3, wrong 1" */
static void add_list(struct str *out, const json_t *report, const char *group)
{
    const char *key;
    json_t *value, *object = json_peek_object(report, group);
    json_object_foreach (object, key, value)
        str_format(out, "%s%s %lld", out->length ? ", " : "", key, json_integer_value(value));
    if (!out->length)
        str_add(out, _("none"));
}

static void print_list(const char *format, const json_t *report, const char *group)
{
    struct str text = STR_INIT;
    add_list(&text, report, group);
    cli_print(format, str_peek(&text));
    str_release(&text);
}

static long missing_of(const json_t *report)
{
    long sum = 0;
    json_t *list = json_peek_array(report, "missing");
    for (size_t i = 0; i < json_array_size(list); i++)
        sum += json_peek_long(json_array_get(list, i), "count", 0);
    return sum;
}

/* The head of each team's chain. */
static void print_heads(const json_t *report)
{
    json_t *heads = json_peek_array(report, "heads");
    for (size_t i = 0; i < json_array_size(heads); i++)
        cli_print(_("Head of the chain: %s"), json_peek_text(json_array_get(heads, i), "head"));
}

/* Eight lines that fit into a chat; the head of the chain comes behind them. */
static void print_short(const json_t *report)
{
    cli_print(_("From %s to %s, teams: %zu"), json_peek_text(report, "from"),
              json_peek_text(report, "to"), json_array_size(json_peek_array(report, "station")));
    cli_print(_("Entries of the books: %ld of %ld seen, %ld missing"), figure(report, NULL, "seen"),
              figure(report, NULL, "planned"), missing_of(report));
    cli_print(_("Pages scanned: %ld, to be scanned again: %ld"), figure(report, "done", "pages"),
              figure(report, NULL, "rescans"));
    cli_print(_("Records keyed: %ld, entered a second time: %ld"),
              figure(report, "done", "first") + figure(report, "done", "verify"),
              figure(report, "done", "second"));
    cli_print(_("Confirmed: %ld, released: %ld"), figure(report, "done", "confirm"),
              figure(report, "done", "release"));
    cli_print(_("Fields compared: %ld, wrong: %ld"), figure(report, "entries", "fields"),
              figure(report, "entries", "wrong"));
    print_list(_("Sent back: %s"), report, "returns");
    print_list(_("Difficulties: %s"), report, "difficulties");
}

static void print_missing(const json_t *report)
{
    json_t *list = json_peek_array(report, "missing");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *book = json_array_get(list, i);
        const char *place = json_peek_text(book, "place");
        cli_print(_("Missing in book %s (%s): %s"), json_peek_text(book, "book"),
                  place ? place : "-", json_peek_text(book, "numbers"));
    }
}

/* What waits now, and for whom. */
static void print_waiting(const json_t *report)
{
    cli_print(_("Waiting: to be keyed %ld, second entry %ld, to be settled %ld, to be confirmed "
                "%ld"),
              figure(report, "waits", "key"), figure(report, "waits", "second"),
              figure(report, "waits", "settle"), figure(report, "waits", "confirm"));
}

static void print_csv(const json_t *report, const char *before)
{
    const char *key;
    json_t *value;
    json_object_foreach ((json_t *)report, key, value) {
        struct str name = STR_INIT;
        str_format(&name, "%s%s%s", before, *before ? "." : "", key);
        if (json_is_object(value))
            print_csv(value, str_peek(&name));
        else if (json_is_integer(value))
            cli_print("%s,%lld\r", str_peek(&name), json_integer_value(value));
        else if (json_is_string(value))
            cli_print("%s,%s\r", str_peek(&name), json_string_value(value));
        str_release(&name);
    }
}

static void print_csv_heads(const json_t *report)
{
    json_t *heads = json_peek_array(report, "heads");
    for (size_t i = 0; i < json_array_size(heads); i++)
        cli_print("head,%s\r", json_peek_text(json_array_get(heads, i), "head"));
}

/* ---- week ---- */

static enum err_code of_files(const struct cli *cli, json_t *report, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < cli->argument_count && !code; i++) {
        json_t *other = NULL;
        code = json_read_file(cli->arguments[i], &other, err);
        if (!code)
            code = report_add(report, other, err);
        json_decref(other);
    }
    return code;
}

static enum err_code of_office(const struct cli *cli, json_t **ret, struct err *err)
{
    struct office *office = NULL;
    long days = 0;
    enum err_code code = cli_number(cli, "days", 1, 3660, 7, &days, err);
    if (!code)
        code = open_office(cli, &office, err);
    if (!code)
        code = report_week(office, (int)days, ret, err);
    office_close(office);
    return code;
}

static void print_report(const struct cli *cli, json_t *report)
{
    if (cli->json) {
        cli_json_line(json_incref(report));
    } else if (cli_option(cli, "sheet")) {
        cli_print(_("written: %s"), cli_option(cli, "sheet"));
    } else if (cli_flag(cli, "csv")) {
        print_csv(report, "");
        print_csv_heads(report);
    } else {
        print_short(report);
        if (!cli_flag(cli, "chat")) {
            print_waiting(report);
            print_missing(report);
        }
        print_heads(report);
    }
}

static enum err_code run_week(struct cli *cli, struct err *err)
{
    json_t *report = NULL;
    const char *sheet = cli_option(cli, "sheet");
    enum err_code code = ERR_OK;
    if (cli->argument_count) {
        report = json_object();
        code = of_files(cli, report, err);
    } else {
        code = of_office(cli, &report, err);
    }
    if (!code && sheet)
        code = report_sheet_write(report, sheet, err);
    if (!code)
        print_report(cli, report);
    json_decref(report);
    return code;
}

static const struct option_spec week_options[] = {
    {"days", "N", N_("the last N days (usually 7)")},
    {"chat", NULL, N_("eight lines and the head of the chain only")},
    {"csv", NULL, N_("a table: name and figure")},
    {"sheet", N_("FILE"), N_("write one page to print and sign: .pdf, or .txt")},
    {0},
};

const struct command command_report_week = {
    .name = "report week",
    .arguments = N_("[FILE…]"),
    .summary = N_("what was done in a week and what is missing; adds up reports of teams"),
    .example = "sohoa report week --sheet bao-cao-tuan.pdf",
    .options = week_options,
    .arguments_max = ARGUMENTS_ANY,
    .run = run_week,
};

/* ---- people ---- */

static void print_person(const struct cli *cli, json_t *person)
{
    if (cli->json) {
        cli_json_line(json_incref(person));
        return;
    }
    cli_print(_("%s: fields compared %ld, wrong %ld%s"), json_peek_text(person, "person"),
              json_peek_long(person, "fields", 0), json_peek_long(person, "wrong", 0),
              json_peek_bool(person, "help", false) ? _("; some help would do good") : "");
}

static enum err_code run_people(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    json_t *list = NULL;
    enum err_code code = open_office(cli, &office, err);
    if (!code)
        code = report_people(office, &list, err);
    for (size_t i = 0; i < json_array_size(list) && !code; i++)
        print_person(cli, json_array_get(list, i));
    json_decref(list);
    office_close(office);
    return code;
}

const struct command command_report_people = {
    .name = "report people",
    .arguments = "",
    .summary = N_("how right one's own entries are; for a leader who needs help, in no order"),
    .example = "sohoa report people",
    .run = run_people,
};
