/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/changes: values on a command line: FIELD=VALUE, and --blank, --missing, --illegible FIELD.
 */
#ifndef CLI_CHANGES_H
#define CLI_CHANGES_H

#include "base/arena.h"
#include "cli/command.h"
#include "workflow/action.h"
#include "workflow/confirm.h"

/* Goes into a table of options. */
#define CHANGES_OPTIONS                                                                            \
    {"blank", N_("FIELD"), N_("the place on the paper is empty (as often as needed)")},            \
        {"missing", N_("FIELD"), N_("the paper has no such place")},                               \
    {                                                                                              \
        "illegible", N_("FIELD"), N_("something is there that nobody can read")                    \
    }

struct change_list {
    struct field_change *items;
    size_t count;
};
/* An argument with = in it is a change, the others are left to the command. Arena. */
struct change_list changes_read(const struct cli *cli, struct arena *arena);
bool changes_is_one(const char *argument);
/* Each by the action, on the record of call. */
enum err_code changes_run(const struct change_list *list, enum action_id action,
                          struct action_call *call, struct err *err) MUST_CHECK;

/* After something was done to a record: its state, as a line. */
enum err_code changes_report(const struct cli *cli, struct office *office,
                             const struct uuid *record, struct err *err) MUST_CHECK;

#endif
