/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/readers: see the header. May include: base, model, store.
 */
#include "workflow/readers.h"

#include "base/mem.h"
#include "base/str.h"
#include "workflow/version.h"

struct reading {
    struct uuid person;
    struct version_values values;
    bool head;
};

static bool is_parent(const struct version *versions, size_t count, const struct uuid *id)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < versions[i].parent_count; k++)
            if (uuid_equal(&versions[i].parents[k], id))
                return true;
    return false;
}

static enum err_code read_all(const struct version *versions, size_t count, struct arena *arena,
                              struct reading **ret, struct err *err)
{
    struct reading *readings = arena_take(arena, count + 1, sizeof *readings);
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < count && !code; i++) {
        readings[i].person = versions[i].person;
        code = version_parse(versions[i].body, arena, &readings[i].values, err);
        readings[i].head =
            !readings[i].values.second && !is_parent(versions, count, &versions[i].id);
    }
    *ret = readings;
    return code;
}

static bool same_value(const struct value *a, const struct value *b)
{
    return a->status == b->status && text_equal(a->written, b->written);
}

static bool holds(const struct reading *reading, const struct version_value *value)
{
    for (size_t i = 0; i < reading->values.count; i++)
        if (text_equal(reading->values.items[i].name, value->name))
            return same_value(&reading->values.items[i].value, &value->value);
    return false;
}

/* Values of the head that nobody but the person read; *ret_others: somebody else read something. */
static size_t own_values(const struct reading *readings, size_t count, const struct reading *head,
                         const struct uuid *person, bool *ret_others)
{
    size_t own = 0;
    *ret_others = false;
    for (size_t i = 0; i < count; i++)
        *ret_others = *ret_others || !uuid_equal(&readings[i].person, person);
    for (size_t k = 0; k < head->values.count; k++) {
        bool other = false;
        for (size_t i = 0; i < count && !other; i++)
            other = !uuid_equal(&readings[i].person, person) &&
                    holds(&readings[i], &head->values.items[k]);
        own += !other;
    }
    return own;
}

static void look(const struct reading *readings, size_t count, const struct version *versions,
                 const struct uuid *person, struct readers *ret)
{
    const struct reading *head = NULL;
    *ret = (struct readers){.others = true};
    for (size_t i = 0; i < count; i++) {
        if (!readings[i].head)
            continue;
        head = &readings[i];
        ret->heads++;
        ret->head = versions[i].id;
        ret->drafted = head->values.drafted;
    }
    if (head)
        ret->own = own_values(readings, count, head, person, &ret->others);
}

enum err_code readers_look(struct store *store, const struct uuid *record,
                           const struct uuid *person, struct readers *ret, struct err *err)
{
    struct arena *arena = arena_new();
    struct version *versions = NULL;
    struct reading *readings = NULL;
    size_t count = 0;
    enum err_code code = version_list(store, record, arena, &versions, &count, err);
    if (!code)
        code = read_all(versions, count, arena, &readings, err);
    if (!code)
        look(readings, count, versions, person, ret);
    arena_free(arena);
    return code;
}

static enum err_code check_drafts(struct store *store, const struct uuid *record, long drafted,
                                  struct err *err)
{
    struct arena *arena = arena_new();
    struct draft *drafts = NULL;
    size_t count = 0;
    enum err_code code = draft_list(store, record, NULL, arena, &drafts, &count, err);
    if (!code && count && drafts[count - 1].number > drafted)
        code = err_set(err, ERR_STATE, 2882,
                       _("values were keyed since this record was finished; it must be finished "
                         "again first"));
    arena_free(arena);
    return code;
}

static enum err_code check_own(const struct readers *readers, struct err *err)
{
    if (!readers->others)
        return err_set(err, ERR_DENIED, 2884,
                       _("nobody but you ever read this record; another person must check it "
                         "first"));
    if (readers->own > READERS_CORRECTIONS_MOST)
        return err_set(err, ERR_DENIED, 2885,
                       _("you changed %zu values of this record; another person must check it "
                         "first (at most %d may be your own)"),
                       readers->own, READERS_CORRECTIONS_MOST);
    return ERR_OK;
}

enum err_code readers_check(struct store *store, const struct uuid *record, struct err *err)
{
    struct readers readers;
    enum err_code code = readers_look(store, record, store_peek_person(store), &readers, err);
    if (!code && readers.heads > 1)
        code = err_set(err, ERR_STATE, 2883,
                       _("this record has two versions that differ; choose one first"));
    if (!code && readers.heads)
        code = check_drafts(store, record, readers.drafted, err);
    if (!code && readers.heads && !store_practice(store))
        code = check_own(&readers, err);
    return code;
}

enum err_code readers_check_first(struct store *store, const struct uuid *record, struct err *err)
{
    struct arena *arena = arena_new();
    struct version *heads = NULL;
    size_t count = 0;
    enum err_code code = version_heads(store, record, arena, &heads, &count, err);
    bool first = store_practice(store) || count == 0;
    for (size_t i = 0; i < count; i++)
        first = first || uuid_equal(&heads[i].person, store_peek_person(store));
    if (!code && !first)
        code = err_set(err, ERR_DENIED, 2878,
                       _("this record waits for its second entry; only who keyed it first may "
                         "change it"));
    arena_free(arena);
    return code;
}
