/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/amend: `sohoa amend`: a later decision about a confirmed record. May include: base, workflow.
 */
#include "cli/changes.h"
#include "cli/open.h"

static enum err_code make_amendment(const struct cli *cli, struct amendment *ret, struct err *err)
{
    const char *kind = cli_option(cli, "kind");
    *ret = (struct amendment){.number = cli_option(cli, "number"),
                              .date = cli_option(cli, "date"),
                              .words = cli_option(cli, "words")};
    if (!amend_kind_parse(kind ? kind : "correct", &ret->kind))
        return err_set(err, ERR_USAGE, 2968,
                       _("--kind is correct, change, add, ethnic, parent, annul or other"));
    return ERR_OK;
}

static enum err_code amend(const struct cli *cli, struct office *office,
                           const struct amendment *amendment, struct err *err)
{
    struct arena *arena = arena_new();
    struct change_list changes = changes_read(cli, arena);
    struct uuid record, version;
    enum err_code code = open_record(office, cli->arguments[0], &record, err);
    if (!code)
        code =
            record_amend(office, &record, amendment, changes.items, changes.count, &version, err);
    if (!code)
        code = changes_report(cli, office, &record, err);
    arena_free(arena);
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    struct amendment amendment;
    enum err_code code = make_amendment(cli, &amendment, err);
    if (!code)
        code = open_office(cli, &office, err);
    if (!code)
        code = amend(cli, office, &amendment, err);
    office_close(office);
    return code;
}

static const struct option_spec options[] = {
    {"kind", N_("WORD"),
     N_("what was decided: correct, change, add, ethnic, parent, annul, other")},
    {"number", N_("TEXT"), N_("number of the decision")},
    {"date", N_("DATE"), N_("its date")},
    {"words", N_("TEXT"), N_("what it says, in words; no values")},
    CHANGES_OPTIONS,
    {0},
};

const struct command command_amend = {
    .name = "amend",
    .arguments = N_("RECORD [FIELD=VALUE…]"),
    .summary = N_("enter a later decision about a confirmed record; the old values stay"),
    .example = "sohoa amend 1e2a77b0 \"ho_ten=Nguyễn Vân Anh\" --number 12/QĐ-UBND "
               "--date 05/03/2020 --words \"cải chính họ tên\"",
    .options = options,
    .arguments_min = 1,
    .arguments_max = ARGUMENTS_ANY,
    .run = run,
};
