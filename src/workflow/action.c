/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/action: the table of what people do, and the short ones. May include: base, model,
 * record, store.
 */
#include "workflow/action.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/str.h"
#include "base/utf8.h"
#include "store/record.h"
#include "workflow/assign.h"
#include "workflow/index.h"
#include "workflow/office.h"
#include "workflow/query.h"
#include "workflow/role.h"
#include "workflow/second.h"
#include "workflow/settle.h"
#include "workflow/transition.h"
#include "workflow/version.h"

static enum err_code run_again(struct action_call *call, struct err *err);
static enum err_code run_key(struct action_call *call, struct err *err);
static enum err_code run_undo(struct action_call *call, struct err *err);
static enum err_code run_finish(struct action_call *call, struct err *err);

#define ROLES_SHELF    (ROLES_CONFIRMING | ROLE_BIT(ROLE_LEADER) | ROLE_BIT(ROLE_ADMINISTRATOR))
#define ROLES_LEADING  (ROLES_CONFIRMING | ROLE_BIT(ROLE_LEADER))
#define ROLES_MARKING  (ROLES_KEYING | ROLES_CONFIRMING)
#define ROLES_MACHINES (ROLES_KEYING | ROLE_BIT(ROLE_ADMINISTRATOR))

/* clang-format off */
const struct action action_table[ACTION_COUNT] = {
    [ACTION_SCAN]      = {"scan",      N_("scan"),       ON_STORE,  ROLES_KEYING,     STAGE_CAPTURE, NULL},
    [ACTION_IMPORT]    = {"import",    N_("import"),     ON_STORE,  ROLES_KEYING,     STAGE_CAPTURE, NULL},
    [ACTION_RECOGNISE] = {"recognise", N_("recognise"),  ON_STORE,  ROLES_ALL,        STAGE_COUNT,   NULL},
    [ACTION_AGAIN]     = {"again",     N_("read again"), ON_PAGE,   ROLES_ALL,        STAGE_AGAIN,   run_again},
    [ACTION_KEEP]      = {"keep",      N_("keep as it is"), ON_PAGE, ROLES_KEYING,    STAGE_COUNT,   NULL},
    [ACTION_KEY]       = {"key",       N_("key"),        ON_FIELD,  ROLES_KEYING,     STAGE_KEY,     run_key},
    [ACTION_UNDO]      = {"undo",      N_("undo"),       ON_FIELD,  ROLES_KEYING,     STAGE_KEY,     run_undo},
    [ACTION_FINISH]    = {"finish",    N_("finish"),     ON_RECORD, ROLES_KEYING,     STAGE_VERIFY,  run_finish},
    [ACTION_SECOND]    = {"second",    N_("key a second time"), ON_FIELD, ROLES_KEYING, STAGE_KEY_SECOND, second_key},
    [ACTION_SECOND_UNDO] = {"second undo", N_("undo"),  ON_FIELD,  ROLES_KEYING,     STAGE_KEY_SECOND, second_undo},
    [ACTION_SECOND_FINISH] = {"second finish", N_("finish the second entry"), ON_RECORD, ROLES_KEYING, STAGE_SECOND, second_finish},
    [ACTION_SECOND_WAIVE] = {"second waive", N_("go on with one entry"), ON_RECORD, ROLES_LEADING, STAGE_WAIVE, second_waive},
    [ACTION_SECOND_POLICY] = {"second policy", N_("say when a second entry is asked for"), ON_STORE, ROLES_SHELF, STAGE_COUNT, NULL},
    [ACTION_CHOOSE]    = {"choose",    N_("choose between two entries"), ON_FIELD, ROLES_MARKING, STAGE_KEY_SETTLED, settle_key},
    [ACTION_CHOOSE_FINISH] = {"choose finish", N_("settle two entries"), ON_RECORD, ROLES_MARKING, STAGE_SETTLE, settle_finish},
    [ACTION_CONFIRM]   = {"confirm",   N_("confirm"),    ON_STORE,  ROLES_CONFIRMING, STAGE_CONFIRM,  NULL},
    [ACTION_WITHDRAW]  = {"withdraw",  N_("withdraw a confirmation"), ON_STORE, ROLES_CONFIRMING, STAGE_WITHDRAW, NULL},
    [ACTION_RETURN]    = {"return",    N_("return"),     ON_STORE,  ROLES_CONFIRMING, STAGE_RETURN,   NULL},
    [ACTION_CORRECT]   = {"correct",   N_("put a value right"), ON_STORE, ROLES_CONFIRMING, STAGE_CORRECT, NULL},
    [ACTION_AMEND]     = {"amend",     N_("enter a later decision"), ON_STORE, ROLES_MARKING, STAGE_AMEND, NULL},
    [ACTION_BOOK]      = {"book",      N_("add books"),  ON_STORE,  ROLES_SHELF,      STAGE_COUNT,   NULL},
    [ACTION_MARK]      = {"mark",      N_("say what became of a number"), ON_STORE, ROLES_MARKING, STAGE_COUNT, NULL},
    [ACTION_RELEASE]   = {"release",   N_("release"),    ON_STORE,  ROLES_CONFIRMING, STAGE_COUNT,   NULL},
    [ACTION_REBUILD]   = {"rebuild",   N_("rebuild"),    ON_STORE,  ROLES_MACHINES,   STAGE_COUNT,   NULL},
    [ACTION_BACKUP]    = {"backup",    N_("back up"),    ON_STORE,  ROLES_SHELF,      STAGE_COUNT,   NULL},
    [ACTION_DIFFICULTY] = {"difficulty", N_("report a difficulty"), ON_STORE, ROLES_ALL, STAGE_COUNT, NULL},
    [ACTION_ASSIGN]    = {"assign",    N_("hand out batches"), ON_STORE, ROLES_SHELF, STAGE_COUNT, NULL},
    [ACTION_TABLE]     = {"table",     N_("compare a table"), ON_STORE, ROLES_MARKING,    STAGE_COUNT,   NULL},
    [ACTION_SETTLE]    = {"settle",    N_("settle a difficulty"), ON_STORE, ROLES_SHELF, STAGE_COUNT, NULL},
};
/* clang-format on */

enum err_code action_check(struct office *office, enum action_id id, struct err *err)
{
    return role_check(office_store(office), action_table[id].roles, err);
}

enum err_code action_run(enum action_id id, struct action_call *call, struct err *err)
{
    const struct action *action = &action_table[id];
    struct store *store = office_store(call->office);
    enum err_code code = action_check(call->office, id, err);
    if (!code)
        code = store_begin(store, stage_table[action->stage].audit, err);
    if (code)
        return code;
    if (action->target >= ON_RECORD)
        code = assign_check_record(call->office, &call->record, err);
    if (!code && action->target >= ON_RECORD)
        code = transition_allowed(store, &call->record, action->stage, err);
    if (!code)
        code = action->run(call, err);
    if (!code)
        return store_commit(store, err);
    store_rollback(store);
    return code;
}

/* ---- the short ones ---- */

static enum err_code run_again(struct action_call *call, struct err *err)
{
    return transition_page(office_store(call->office), &call->page, STAGE_AGAIN, NULL, err);
}

static enum err_code find_field(struct action_call *call, const struct schema_field **ret,
                                struct err *err)
{
    struct record record;
    const struct schema *schema;
    enum err_code code =
        record_get(office_store(call->office), &call->record, call->arena, &record, err);
    if (!code)
        code = office_schema_get(call->office, &record.schema, &schema, err);
    if (code)
        return code;
    *ret = schema_field_lookup(schema, call->field);
    if (!*ret)
        return err_set(err, ERR_USAGE, 841,
                       _("\"%s\" has no field \"%s\"; see: sohoa schema show %s"),
                       schema_title(schema), call->field, schema->name);
    return ERR_OK;
}

/* Foreign bytes from a keyboard, file or command line: checked before anything else sees them. */
static enum err_code check_written(const char *field, const char *written, struct err *err)
{
    if (strlen(written) > FIELD_BYTES_MAX)
        return err_set(err, ERR_LIMIT, 842, _("the value of %s is longer than %d characters"),
                       field, FIELD_BYTES_MAX);
    if (!utf8_valid(written, strlen(written)))
        return err_set(err, ERR_FORMAT, 843, _("the value of %s is not UTF-8 text"), field);
    for (const char *at = written; *at; at++)
        if ((unsigned char)*at < ' ' && *at != '\t' && *at != '\n')
            return err_set(err, ERR_FORMAT, 844, _("the value of %s holds control characters"),
                           field);
    return ERR_OK;
}

static enum err_code make_value(struct action_call *call, const struct schema_field *field,
                                struct err *err)
{
    char *nfc = NULL;
    call->value = (struct value){.status = call->status};
    if (call->status != VALUE_OK)
        return ERR_OK;
    enum err_code code = check_written(field->name, call->written, err);
    if (!code)
        code = utf8_nfc(call->written, &nfc, err);
    if (code)
        return code;
    struct str text = STR_INIT;
    str_add(&text, nfc);
    str_trim(&text);
    free(nfc);
    call->value.written = arena_copy_text(call->arena, str_peek(&text));
    str_release(&text);
    if (!*call->value.written)
        return err_set(err, ERR_USAGE, 845,
                       _("an empty value says nothing: use --blank, --missing or --illegible"));
    value_normalise(field->kind, call->value.written, call->arena, &call->normal);
    call->value.normal = call->normal.text;
    return ERR_OK;
}

enum err_code action_value(struct action_call *call, const struct schema_field **ret,
                           struct err *err)
{
    enum err_code code = find_field(call, ret, err);
    return code ? code : make_value(call, *ret, err);
}

static enum err_code run_key(struct action_call *call, struct err *err)
{
    const struct schema_field *field = NULL;
    enum err_code code = action_value(call, &field, err);
    if (!code)
        code = draft_put(office_store(call->office), &call->record, field->name, &call->value, err);
    if (!code)
        code = index_record(call->office, &call->record, err);
    return code;
}

static enum err_code value_in_force(struct action_call *call, struct err *err)
{
    struct record_view view;
    enum err_code code = record_view_get(call->office, &call->record, call->arena, &view, err);
    if (!code)
        call->value = record_view_lookup(&view, call->field)->value;
    return code;
}

static enum err_code run_undo(struct action_call *call, struct err *err)
{
    struct draft draft;
    const struct schema_field *field = NULL;
    enum err_code code = find_field(call, &field, err);
    if (!code)
        code = draft_undo(office_store(call->office), &call->record, field->name, &draft,
                          call->arena, err);
    if (!code)
        code = index_record(call->office, &call->record, err);
    if (!code)
        code = value_in_force(call, err);
    return code;
}

static enum err_code run_finish(struct action_call *call, struct err *err)
{
    return version_finish(call->office, &call->record, &call->version, err);
}
