/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/action: everything that people do, as a table: name, right, what it is done to, from
 * which states, by which function. Commands and screens call action_run; long work (scan, import,
 * recognise, release, rebuild) asks action_check first and then steps its own job.
 */
#ifndef WORKFLOW_ACTION_H
#define WORKFLOW_ACTION_H

#include "base/arena.h"
#include "model/id.h"
#include "model/record.h"
#include "record/normalise.h"
#include "workflow/stage.h"

struct office;
struct schema_field;

enum action_id {
    ACTION_SCAN,
    ACTION_IMPORT,
    ACTION_RECOGNISE,
    ACTION_AGAIN,
    ACTION_KEEP,
    ACTION_KEY,
    ACTION_UNDO,
    ACTION_FINISH,
    ACTION_SECOND,
    ACTION_SECOND_UNDO,
    ACTION_SECOND_FINISH,
    ACTION_SECOND_WAIVE,
    ACTION_SECOND_POLICY,
    ACTION_CHOOSE,
    ACTION_CHOOSE_FINISH,
    ACTION_CONFIRM,
    ACTION_WITHDRAW,
    ACTION_RETURN,
    ACTION_CORRECT,
    ACTION_AMEND,
    ACTION_BOOK,
    ACTION_MARK,
    ACTION_RELEASE,
    ACTION_REBUILD,
    ACTION_BACKUP,
    ACTION_DIFFICULTY,
    ACTION_SETTLE,
    ACTION_ASSIGN,
    ACTION_TABLE,
    ACTION_COUNT
};

/* Arguments of one action and what came of it. */
struct action_call {
    struct office *office;
    struct uuid page, record;
    const char *field;
    const char *written;      /* as keyed; NULL unless status is ok */
    enum value_status status; /* ok, missing, blank, illegible */
    struct arena *arena;      /* for the results */
    struct value value;       /* KEY, UNDO: the value in force now */
    struct normal normal;     /* KEY: problems explain themselves, never block */
    struct uuid version;      /* FINISH and its like */
};

enum action_target { ON_STORE, ON_PAGE, ON_RECORD, ON_FIELD };

struct action {
    const char *name;
    const char *title; /* English msgid */
    enum action_target target;
    unsigned roles;
    enum stage_id stage; /* whose rule about states holds; STAGE_COUNT = none */
    /* NULL: long work with a job of its own. */
    enum err_code (*run)(struct action_call *call, struct err *err);
};
extern const struct action action_table[ACTION_COUNT];

/* May the acting person do this at all? */
enum err_code action_check(struct office *office, enum action_id id, struct err *err) MUST_CHECK;
/* Checks right, target and state, then does it in one transaction. */
enum err_code action_run(enum action_id id, struct action_call *call, struct err *err) MUST_CHECK;

/* For actions on a field: finds it, checks the text and makes call->value of it. ERR_USAGE (K-841,
 * K-845), ERR_LIMIT, ERR_FORMAT. */
enum err_code action_value(struct action_call *call, const struct schema_field **ret,
                           struct err *err) MUST_CHECK;

#endif
