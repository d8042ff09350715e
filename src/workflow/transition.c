/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/transition: states move here and nowhere else. May include: base, model, store.
 */
#include "workflow/transition.h"

#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "workflow/act_kind.h"
#include "workflow/index.h"
#include "workflow/readers.h"
#include "workflow/role.h"

static enum err_code check_right(struct store *store, const struct stage *stage, struct err *err)
{
    return stage->roles ? role_check(store, stage->roles, err) : ERR_OK;
}

static enum err_code check_state(const struct stage *stage, enum stage_of of, unsigned state,
                                 const char *title, struct err *err)
{
    if (stage->of == of && stage->from & (1u << state))
        return ERR_OK;
    return err_set(err, ERR_STATE, 832, _("not possible now: the state is \"%s\""), title);
}

/* Commits when code is ERR_OK, else rolls back; returns what happened. */
static enum err_code settle(struct store *store, enum err_code code, struct err *err)
{
    if (!code)
        return store_commit(store, err);
    store_rollback(store);
    return code;
}

enum err_code transition_capture(struct store *store, const struct uuid *batch,
                                 const struct page_view *view, struct uuid *ret_page,
                                 struct err *err)
{
    const struct stage *stage = &stage_table[STAGE_CAPTURE];
    enum err_code code = check_right(store, stage, err);
    if (!code)
        code = store_begin(store, stage->audit, err);
    if (code)
        return code;
    code = page_add(store, batch, view, ret_page, err);
    if (!code)
        code = index_page(store, ret_page, err);
    return settle(store, code, err);
}

enum err_code transition_adopt(struct store *store, const struct record *plan, int proposal,
                               struct uuid *ret_record, struct err *err)
{
    const struct stage *stage = &stage_table[STAGE_ADOPT];
    enum err_code code = store_begin(store, stage->audit, err);
    if (code)
        return code;
    code = record_add(store, plan, proposal, ret_record, err);
    if (!code)
        code = record_stage_set(store, ret_record, (enum record_state)stage->to, err);
    return settle(store, code, err);
}

static enum err_code move_page(struct store *store, const struct uuid *id,
                               const struct stage *stage, const struct err *why, struct err *err)
{
    struct arena *arena = arena_new();
    struct page page;
    enum err_code code = page_get(store, id, arena, &page, err);
    if (!code)
        code = check_state(stage, STAGE_OF_PAGE, page.state, page_state_title(page.state), err);
    if (!code) {
        struct page_stage now = {.state = (enum page_state)stage->to,
                                 .reason = why ? err_code_name(why->code) : NULL,
                                 .detail = why ? why->text : NULL};
        log_info("workflow", "page %s -> %s", page_state_name(page.state),
                 page_state_name(now.state));
        code = page_stage_set(store, id, &now, err);
    }
    arena_free(arena);
    return code;
}

enum err_code transition_page(struct store *store, const struct uuid *page, enum stage_id id,
                              const struct err *why, struct err *err)
{
    const struct stage *stage = &stage_table[id];
    enum err_code code = check_right(store, stage, err);
    if (!code)
        code = store_begin(store, stage->audit, err);
    if (code)
        return code;
    return settle(store, move_page(store, page, stage, why, err), err);
}

static enum err_code record_state_get(struct store *store, const struct uuid *id,
                                      enum record_state *ret, bool *ret_look, struct err *err)
{
    struct arena *arena = arena_new();
    struct record record;
    enum err_code code = record_get(store, id, arena, &record, err);
    if (!code) {
        *ret = record.state;
        *ret_look = record.look != NULL;
    }
    arena_free(arena);
    return code;
}

enum err_code transition_allowed(struct store *store, const struct uuid *record, enum stage_id id,
                                 struct err *err)
{
    const struct stage *stage = &stage_table[id];
    enum record_state state = RECORD_ENTERED;
    bool look = false;
    enum err_code code = check_right(store, stage, err);
    if (!code)
        code = record_state_get(store, record, &state, &look, err);
    if (!code)
        code = check_state(stage, STAGE_OF_RECORD, state, record_state_title(state), err);
    if (!code && look && id == STAGE_CONFIRM)
        code =
            err_set(err, ERR_STATE, 1820,
                    _("the image or the kind of paper of this record changed; somebody must look "
                      "at it and finish it again first"));
    if (!code && state == RECORD_SECOND &&
        (id == STAGE_KEY || id == STAGE_FIRST || id == STAGE_VERIFY))
        code = readers_check_first(store, record, err);
    if (!code && id == STAGE_CONFIRM)
        code = readers_check(store, record, err);
    return code;
}

static enum err_code move_record(struct store *store, const struct uuid *record,
                                 const struct stage *stage, struct err *err)
{
    log_info("workflow", "record -> %s", record_state_name((enum record_state)stage->to));
    return record_stage_set(store, record, (enum record_state)stage->to, err);
}

static enum err_code sign(struct store *store, const struct stage *stage,
                          const struct transition_act *act, struct err *err)
{
    struct uuid id;
    const struct act_plan plan = {stage->act, act->reason, act->body, act->versions,
                                  act->version_count};
    return act_sign(store, &plan, &id, err);
}

enum err_code transition_records(struct store *store, const struct uuid *records, size_t count,
                                 enum stage_id id, const struct transition_act *act,
                                 struct err *err)
{
    static const struct transition_act nothing = {0};
    const struct stage *stage = &stage_table[id];
    enum err_code code = store_begin(store, stage->audit, err);
    if (code)
        return code;
    for (size_t i = 0; i < count && !code; i++)
        code = transition_allowed(store, &records[i], id, err);
    if (!code && stage->act)
        code = sign(store, stage, act ? act : &nothing, err);
    for (size_t i = 0; i < count && !code && stage->to != STAGE_KEEPS; i++)
        code = move_record(store, &records[i], stage, err);
    return settle(store, code, err);
}

enum err_code transition_record(struct store *store, const struct uuid *record, enum stage_id id,
                                const struct transition_act *act, struct err *err)
{
    return transition_records(store, record, 1, id, act, err);
}

/* The state that an act of this kind leads to; RECORD_STATE_COUNT: it moves nothing. */
static enum record_state state_after(const char *kind)
{
    for (size_t i = 0; i < STAGE_COUNT; i++)
        if (stage_table[i].act && stage_table[i].to != STAGE_KEEPS &&
            text_equal(stage_table[i].act, kind))
            return (enum record_state)stage_table[i].to;
    return RECORD_STATE_COUNT;
}

/* Where a returned one goes stands in its act. */
static enum err_code restore_back(struct store *store, const struct uuid *record, const char *body,
                                  struct err *err)
{
    json_t *json = NULL;
    if (!body)
        return ERR_OK;
    enum err_code code = json_parse(body, strlen(body), "act", &json, err);
    if (!code)
        code = record_back_set(store, record, json_peek_text(json, "to"), err);
    json_decref(json);
    return code;
}

enum err_code transition_restore(struct store *store, const struct uuid *record, struct err *err)
{
    struct arena *arena = arena_new();
    struct act *acts = NULL;
    size_t count = 0;
    enum record_state state = RECORD_ENTERED;
    enum err_code code =
        act_list(store, record, NULL, 0, STORE_LIST_MAX, arena, &acts, &count, err);
    const struct act *last = NULL;
    for (size_t i = 0; i < count && !code; i++) {
        enum record_state after = state_after(acts[i].kind);
        if (after == RECORD_STATE_COUNT)
            continue;
        state = after;
        last = &acts[i];
    }
    if (!code)
        code = record_stage_set(store, record, state, err);
    if (!code && state == RECORD_RETURNED)
        code = restore_back(store, record, last->body, err);
    arena_free(arena);
    return code;
}
