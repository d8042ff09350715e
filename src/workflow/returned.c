/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/returned: the reasons, sending back. May include: base, record, store.
 */
#include "workflow/returned.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "record/schema.h"
#include "store/page.h"
#include "workflow/action.h"
#include "workflow/office.h"
#include "workflow/query.h"
#include "workflow/transition.h"

/* clang-format off */
const struct return_rule return_table[RETURN_REASON_COUNT] = {
    [RETURN_WRONG]         = {"wrong",         N_("a value is not as on the paper"), RETURN_VERIFY},
    [RETURN_INCOMPLETE]    = {"incomplete",    N_("something was left out"), RETURN_VERIFY},
    [RETURN_NOTE]          = {"note",          N_("a margin note was missed"), RETURN_VERIFY},
    [RETURN_CONTRADICTION] = {"contradiction", N_("two values contradict each other"), RETURN_VERIFY},
    [RETURN_MISREAD]       = {"misread",       N_("rows or fields are mixed up"), RETURN_REDO},
    [RETURN_KIND]          = {"kind",          N_("it is another kind of paper"), RETURN_REDO},
    [RETURN_BLURRED]       = {"blurred",       N_("the picture is blurred or dark"), RETURN_RESCAN},
    [RETURN_CUT]           = {"cut",           N_("the picture is cut off"), RETURN_RESCAN},
    [RETURN_OTHER]         = {"other",         N_("another reason"), RETURN_VERIFY},
};
/* clang-format on */

static const char *const to_names[RETURN_TO_COUNT] = {
    [RETURN_VERIFY] = "verify", [RETURN_REDO] = "redo", [RETURN_RESCAN] = "rescan"};
static const char *const to_titles[RETURN_TO_COUNT] = {[RETURN_VERIFY] = N_("to be checked"),
                                                       [RETURN_REDO] = N_("to be read again"),
                                                       [RETURN_RESCAN] = N_("to be scanned again")};

const char *return_to_name(enum return_to to)
{
    return to_names[to];
}

const char *return_to_title(enum return_to to)
{
    return _(to_titles[to]);
}

bool return_to_parse(const char *name, enum return_to *ret)
{
    for (int to = 0; to < RETURN_TO_COUNT; to++) {
        if (!text_equal(to_names[to], name))
            continue;
        *ret = (enum return_to)to;
        return true;
    }
    return false;
}

bool return_reason_parse(const char *name, enum return_reason *ret)
{
    for (int reason = 0; reason < RETURN_REASON_COUNT; reason++) {
        if (!text_equal(return_table[reason].name, name))
            continue;
        *ret = (enum return_reason)reason;
        return true;
    }
    return false;
}

/* ---- sending back ---- */

static enum err_code check_plan(const struct record_view *view, const struct return_plan *plan,
                                struct err *err)
{
    bool words = plan->words && *plan->words;
    if (plan->reason == RETURN_OTHER && !words)
        return err_set(err, ERR_USAGE, 2880, _("say in words why the record goes back"));
    for (size_t i = 0; i < plan->fields.count; i++)
        if (!schema_field_lookup(view->schema, plan->fields.items[i]))
            return err_set(err, ERR_USAGE, 2881, _("\"%s\" has no field \"%s\""),
                           schema_title(view->schema), plan->fields.items[i]);
    return ERR_OK;
}

/* The page of a record that is to be read again waits for the reader. */
static enum err_code send(struct store *store, const struct record_view *view, enum return_to to,
                          struct err *err)
{
    enum err_code code = record_back_set(store, &view->record.id, to_names[to], err);
    if (!code && to == RETURN_REDO && !uuid_is_null(&view->record.page))
        code = transition_page(store, &view->record.page, STAGE_AGAIN, NULL, err);
    return code;
}

static enum err_code write_return(struct office *office, const struct uuid *record,
                                  const struct return_plan *plan, struct err *err)
{
    struct store *store = office_store(office);
    struct arena *arena = arena_new();
    struct record_view view;
    json_t *body = json_object();
    enum err_code code = record_view_head(office, record, arena, &view, err);
    if (!code)
        code = check_plan(&view, plan, err);
    json_put_text(body, "reason", return_table[plan->reason].name);
    json_put_text(body, "to", to_names[plan->to]);
    json_put_new(body, "fields", field_names_json(&plan->fields));
    struct transition_act act = {.reason = plan->words && *plan->words ? plan->words : NULL,
                                 .body = body,
                                 .versions = &view.version,
                                 .version_count = 1};
    if (!code)
        code = transition_record(store, record, STAGE_RETURN, &act, err);
    if (!code)
        code = send(store, &view, plan->to, err);
    json_decref(body);
    arena_free(arena);
    return code;
}

enum err_code record_return(struct office *office, const struct uuid *record,
                            const struct return_plan *plan, struct err *err)
{
    struct store *store = office_store(office);
    enum err_code code = action_check(office, ACTION_RETURN, err);
    if (!code)
        code = store_begin(store, stage_table[STAGE_RETURN].audit, err);
    if (code)
        return code;
    code = write_return(office, record, plan, err);
    if (!code)
        return store_commit(store, err);
    store_rollback(store);
    return code;
}

enum err_code returned_get(struct store *store, const struct uuid *record, struct arena *arena,
                           struct returned *ret, struct err *err)
{
    struct act *acts = NULL;
    size_t count = 0;
    json_t *body = NULL;
    struct returned returned = {0};
    enum err_code code = act_list(store, record, "return", 0, 0, arena, &acts, &count, err);
    if (!code && count && acts[count - 1].body)
        code = json_parse(acts[count - 1].body, strlen(acts[count - 1].body), "act", &body, err);
    if (code)
        return code;
    if (count) {
        returned.plan.words = acts[count - 1].reason;
        returned.person = acts[count - 1].person;
        returned.at_ms = acts[count - 1].at_ms;
    }
    returned.plan.reason = RETURN_OTHER;
    (void)return_reason_parse(json_peek_text(body, "reason"), &returned.plan.reason);
    (void)return_to_parse(json_peek_text(body, "to"), &returned.plan.to);
    returned.plan.fields = field_names_read(json_peek_array(body, "fields"), arena);
    json_decref(body);
    *ret = returned;
    return ERR_OK;
}
