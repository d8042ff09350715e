/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/schema: `sohoa schema list`, `show`, `check`: kinds of paper. May include: base, record,
 * workflow.
 */
#include "record/schema.h"

#include "base/file.h"
#include "cli/command.h"
#include "workflow/handover.h"

/* ---- list ---- */

static enum err_code run_list(struct cli *cli, struct err *err)
{
    struct schema_set set = {0};
    enum err_code code = schema_set_load(NULL, &set, err);
    for (size_t i = 0; i < set.count && !code; i++) {
        const struct schema *schema = set.items[i];
        if (!cli->json) {
            cli_print(_("%-20s %s (fields: %zu)"), schema->name, schema_title(schema),
                      schema->field_count);
            continue;
        }
        json_t *json = json_object();
        json_put_text(json, "name", schema->name);
        json_put_text(json, "title", schema_title(schema));
        json_put_long(json, "version", schema->version);
        json_put_long(json, "fields", (long)schema->field_count);
        json_put_bool(json, "rows", schema->shape == PAPER_ROWS);
        cli_json_line(json);
    }
    schema_set_release(&set);
    return code;
}

const struct command command_schema_list = {
    .name = "schema list",
    .arguments = "",
    .summary = N_("list the kinds of paper"),
    .example = "sohoa schema list",
    .run = run_list,
};

/* ---- show ---- */

static void show_text(const struct schema *schema)
{
    cli_print("%s: %s", schema->name, schema_title(schema));
    for (size_t i = 0; i < schema->field_count; i++) {
        const struct schema_field *field = &schema->fields[i];
        cli_print("  %-18s %-12s %s%s", field->name, field_kind_name(field->kind),
                  schema_field_label(field), field->required ? " *" : "");
    }
}

static enum err_code run_show(struct cli *cli, struct err *err)
{
    struct schema_set set = {0};
    enum err_code code = schema_set_load(NULL, &set, err);
    const struct schema *schema = code ? NULL : schema_set_lookup(&set, cli->arguments[0]);
    if (!code && !schema)
        code = err_set(err, ERR_MISSING, 929,
                       _("there is no kind of paper \"%s\"; see: sohoa schema list"),
                       cli->arguments[0]);
    if (!code && cli->json)
        cli_json_line(json_incref((json_t *)schema->json));
    else if (!code)
        show_text(schema);
    schema_set_release(&set);
    return code;
}

const struct command command_schema_show = {
    .name = "schema show",
    .arguments = N_("NAME"),
    .summary = N_("show the fields of a kind of paper"),
    .example = "sohoa schema show khai-sinh",
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run_show,
};

/* ---- check: a kind of paper (.json) or a hand-over profile (.yaml) ---- */

struct check {
    const struct cli *cli;
    const char *file;
};

static void report_violation(void *context, const struct err *violation)
{
    const struct check *check = context;
    cli_report(check->cli, check->file, violation);
}

/* What a second entry costs: 2 seconds to find a field, 0.3 a key, and so many keys a field. */
static double second_hours(const struct schema *schema, size_t *ret_fields)
{
    static const double keys[KIND_COUNT] = {
        [KIND_TEXT] = 30,  [KIND_NAME] = 20,        [KIND_DATE] = 7,       [KIND_DATE_WORDS] = 50,
        [KIND_YEAR] = 5,   [KIND_NUMBER] = 5,       [KIND_PERSON_ID] = 13, [KIND_SEX] = 2,
        [KIND_ETHNIC] = 5, [KIND_NATIONALITY] = 10, [KIND_PLACE] = 40,     [KIND_PLACE_DATE] = 40,
        [KIND_TIME] = 8,   [KIND_PAPER] = 40};
    double seconds = 0;
    *ret_fields = 0;
    for (size_t i = 0; i < schema->field_count; i++) {
        if (!schema->fields[i].second)
            continue;
        seconds += 2 + 0.3 * keys[schema->fields[i].kind];
        ++*ret_fields;
    }
    return seconds * 1000 / 3600;
}

static void tell_hours(const struct cli *cli, json_t *json, const char *file)
{
    struct schema *schema = NULL;
    size_t fields = 0;
    if (schema_new(json, file, &schema, NULL) != ERR_OK)
        return;
    double hours = second_hours(schema, &fields);
    if (cli->json) {
        json_t *line = json_object();
        json_put_text(line, "file", file);
        json_put_long(line, "second_fields", (long long)fields);
        json_put_double(line, "second_hours", hours);
        cli_json_line(line);
    } else {
        cli_print(_("%s: good"), file);
        cli_print(
            _("  second entry of %zu fields: about %.0f hours more for 1,000 records keyed by "
              "hand"),
            fields, hours);
    }
    schema_free(schema);
}

static size_t check_file(const struct cli *cli, const char *file)
{
    struct check check = {cli, file};
    struct err err = {0};
    json_t *json = NULL;
    if (json_read_file(file, &json, &err)) {
        cli_report(cli, file, &err);
        return 1;
    }
    size_t count = schema_check(json, file_peek_name(file), report_violation, &check);
    if (!count)
        tell_hours(cli, json, file);
    json_decref(json);
    return count;
}

/* Against the schema that the profile names. */
static size_t check_handover(const struct cli *cli, const char *file, const struct schema_set *set)
{
    struct check check = {cli, file};
    struct err err = {0};
    struct handover *handover = NULL;
    size_t count = 1;
    const struct schema *schema = NULL;
    if (handover_load(file, &handover, &err) == ERR_OK) {
        schema = schema_set_lookup(set, handover->schema);
        if (!schema)
            (void)err_set(&err, ERR_MISSING, 2980,
                          _("there is no kind of paper \"%s\"; see: sohoa schema list"),
                          handover->schema);
    }
    if (schema)
        count = handover_check_schema(handover, schema, report_violation, &check);
    else
        cli_report(cli, file, &err);
    handover_free(handover);
    if (!count && !cli->json)
        cli_print(_("%s: good"), file);
    return count;
}

static enum err_code run_check(struct cli *cli, struct err *err)
{
    struct schema_set set = {0};
    size_t count = 0;
    enum err_code code = schema_set_load(NULL, &set, err);
    for (size_t i = 0; i < cli->argument_count && !code; i++)
        count += text_ends(cli->arguments[i], ".yaml")
                     ? check_handover(cli, cli->arguments[i], &set)
                     : check_file(cli, cli->arguments[i]);
    schema_set_release(&set);
    return code ? code : count ? ERR_FORMAT : ERR_OK;
}

const struct command command_schema_check = {
    .name = "schema check",
    .arguments = N_("FILE…"),
    .summary = N_("check the file of a kind of paper (.json) or a hand-over profile (.yaml); every "
                  "fault is listed"),
    .example = "sohoa schema check schemas/khai-sinh.json",
    .arguments_min = 1,
    .arguments_max = ARGUMENTS_ANY,
    .run = run_check,
};
