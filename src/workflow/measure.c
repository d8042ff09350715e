/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/measure: acts to counts, counts to rates. May include: base, store.
 */
#include "workflow/measure.h"

#include <string.h>

#include "base/json.h"
#include "base/str.h"

static enum err_code add(struct store *store, const struct person_check *check, struct err *err)
{
    return uuid_is_null(&check->person) ? ERR_OK : person_check_add(store, check, err);
}

static enum err_code add_reader(struct store *store, const struct act *act, const json_t *body,
                                const char *key, struct err *err)
{
    json_t *reader = json_peek_object(body, key);
    struct person_check check = {.kind = CHECK_ENTRY,
                                 .day = person_check_day(act->at_ms),
                                 .fields = (long)json_array_size(json_peek_array(body, "asked")),
                                 .wrong = (long)json_array_size(json_peek_array(reader, "wrong"))};
    const char *person = json_peek_text(reader, "person");
    if (!person || !uuid_parse(person, &check.person))
        return ERR_OK;
    return add(store, &check, err);
}

static enum err_code add_seed(struct store *store, const struct act *act, const json_t *body,
                              struct err *err)
{
    struct person_check check = {.person = act->person,
                                 .kind = CHECK_SEED,
                                 .day = person_check_day(act->at_ms),
                                 .fields = 1,
                                 .wrong = json_peek_bool(body, "wrong", false)};
    return add(store, &check, err);
}

enum err_code measure_act(struct store *store, const struct act *act, struct err *err)
{
    json_t *body = NULL;
    bool settled = text_equal(act->kind, "settle"), seed = text_equal(act->kind, "seed");
    if (!act->body || (!settled && !seed))
        return ERR_OK;
    enum err_code code = json_parse(act->body, strlen(act->body), "act", &body, err);
    if (!code && settled)
        code = add_reader(store, act, body, "first", err);
    if (!code && settled)
        code = add_reader(store, act, body, "second", err);
    if (!code && seed)
        code = add_seed(store, act, body, err);
    json_decref(body);
    return code;
}

static enum err_code restore_some(struct store *store, const char *kind, long offset,
                                  size_t *ret_count, struct err *err)
{
    struct arena *arena = arena_new();
    struct act *acts = NULL;
    enum err_code code =
        act_list(store, NULL, kind, offset, STORE_LIST_MAX, arena, &acts, ret_count, err);
    for (size_t i = 0; i < *ret_count && !code; i++)
        code = measure_act(store, &acts[i], err);
    arena_free(arena);
    return code;
}

enum err_code measure_restore(struct store *store, struct err *err)
{
    static const char *const kinds[] = {"settle", "seed"};
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t count = STORE_LIST_MAX;
        for (long offset = 0; !code && count == STORE_LIST_MAX; offset += STORE_LIST_MAX)
            code = restore_some(store, kinds[i], offset, &count, err);
    }
    return code;
}

enum err_code measure_rate(struct store *store, const struct uuid *person, double *ret,
                           struct err *err)
{
    double fields = MEASURE_PRIOR_FIELDS, wrong = MEASURE_PRIOR_WRONG;
    enum err_code code = ERR_OK;
    for (int kind = 0; kind < CHECK_KIND_COUNT && !code; kind++) {
        struct person_check sum;
        code = person_check_sum(store, person, (enum check_kind)kind, &sum, err);
        fields += (double)sum.fields;
        wrong += (double)sum.wrong;
    }
    *ret = wrong / fields;
    return code;
}
