/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/waits: see the header. May include: base, store.
 */
#include "workflow/waits.h"

#include "base/arena.h"
#include "store/record.h"
#include "workflow/role.h"
#include "workflow/version.h"

static const struct {
    const char *name, *title, *lacks;
    unsigned states;
} waiting[WAIT_COUNT] = {
    [WAIT_KEY] = {"key", N_("to be checked or keyed"), N_("a volunteer or team leader"),
                  1u << RECORD_ENTERED | 1u << RECORD_RETURNED},
    [WAIT_SECOND] = {"second", N_("second entry"), N_("a second person who keys"),
                     1u << RECORD_SECOND},
    [WAIT_SETTLE] = {"settle", N_("to be settled"), N_("a third person who keys, or an official"),
                     1u << RECORD_DIFFERS},
    [WAIT_CONFIRM] = {"confirm", N_("to be confirmed"), N_("an official"), 1u << RECORD_VERIFIED},
};

const char *wait_name(enum wait_for wait)
{
    return waiting[wait].name;
}

const char *wait_title(enum wait_for wait)
{
    return _(waiting[wait].title);
}

const char *wait_lacks(enum wait_for wait)
{
    return _(waiting[wait].lacks);
}

unsigned wait_states(enum wait_for wait)
{
    return waiting[wait].states;
}

/* Is there anybody who keys beside those who made its heads? */
static enum err_code lacks_other(struct store *store, const struct uuid *record, bool *ret,
                                 struct err *err)
{
    struct arena *arena = arena_new();
    struct version *heads = NULL;
    size_t count = 0;
    long others = 0;
    enum err_code code = version_heads(store, record, arena, &heads, &count, err);
    struct uuid *authors = arena_take(arena, count + 1, sizeof *authors);
    for (size_t i = 0; i < count; i++)
        authors[i] = heads[i].person;
    if (!code)
        code = role_people(store, ROLES_KEYING, authors, count, &others, err);
    *ret = others == 0;
    arena_free(arena);
    return code;
}

static enum err_code count_some(struct store *store, enum wait_for wait, long offset,
                                size_t *ret_count, long *ret_stuck, struct err *err)
{
    struct arena *arena = arena_new();
    struct record *records = NULL;
    struct record_filter filter = {
        .states = waiting[wait].states, .offset = offset, .limit = STORE_LIST_MAX};
    enum err_code code = record_list(store, &filter, arena, &records, ret_count, err);
    for (size_t i = 0; i < *ret_count && !code; i++) {
        bool stuck = false;
        code = lacks_other(store, &records[i].id, &stuck, err);
        *ret_stuck += stuck;
    }
    arena_free(arena);
    return code;
}

/* With enough people none can be stuck: then the records need not be looked at one by one. */
static enum err_code count_stuck(struct store *store, enum wait_for wait, long enough,
                                 long *ret_stuck, struct err *err)
{
    size_t count = STORE_LIST_MAX;
    long keying = 0;
    enum err_code code = role_people(store, ROLES_KEYING, NULL, 0, &keying, err);
    if (keying >= enough)
        return code;
    for (long offset = 0; !code && count == STORE_LIST_MAX; offset += STORE_LIST_MAX)
        code = count_some(store, wait, offset, &count, ret_stuck, err);
    return code;
}

static enum err_code find_stuck(struct store *store, struct waits *waits, struct err *err)
{
    enum { FOR_SECOND = 2, FOR_THIRD = 3 };
    long keying = 0, officials = 0;
    enum err_code code = role_people(store, ROLES_KEYING, NULL, 0, &keying, err);
    if (!code)
        code = role_people(store, ROLES_CONFIRMING, NULL, 0, &officials, err);
    if (!keying)
        waits->stuck[WAIT_KEY] = waits->records[WAIT_KEY];
    if (!officials)
        waits->stuck[WAIT_CONFIRM] = waits->records[WAIT_CONFIRM];
    if (!code && waits->records[WAIT_SECOND])
        code = count_stuck(store, WAIT_SECOND, FOR_SECOND, &waits->stuck[WAIT_SECOND], err);
    if (!code && waits->records[WAIT_SETTLE] && !officials)
        code = count_stuck(store, WAIT_SETTLE, FOR_THIRD, &waits->stuck[WAIT_SETTLE], err);
    return code;
}

enum err_code waits_of(struct store *store, const long *by_state, struct waits *ret,
                       struct err *err)
{
    struct waits waits = {0};
    enum err_code code = ERR_OK;
    for (int wait = 0; wait < WAIT_COUNT; wait++)
        for (int state = 0; state < RECORD_STATE_COUNT; state++)
            if (waiting[wait].states >> state & 1)
                waits.records[wait] += by_state[state];
    if (!store_practice(store))
        code = find_stuck(store, &waits, err);
    if (!code)
        *ret = waits;
    return code;
}

enum err_code waits_get(struct store *store, struct waits *ret, struct err *err)
{
    struct store_stats stats;
    enum err_code code = store_stats_get(store, &stats, err);
    return code ? code : waits_of(store, stats.records_by_state, ret, err);
}

long waits_stuck(const struct waits *waits)
{
    long sum = 0;
    for (int wait = 0; wait < WAIT_COUNT; wait++)
        sum += waits->stuck[wait];
    return sum;
}
