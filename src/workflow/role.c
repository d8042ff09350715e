/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/role: rights of the acting person. May include: store.
 */
#include "workflow/role.h"

#include "base/str.h"
#include "store/person.h"

static const char *const role_names[ROLE_COUNT] = {
    [ROLE_PRACTICE] = "practice", [ROLE_VOLUNTEER] = "volunteer",         [ROLE_LEADER] = "leader",
    [ROLE_OFFICIAL] = "official", [ROLE_ADMINISTRATOR] = "administrator",
};

const char *role_name(enum role role)
{
    return role_names[role];
}

static const char *const role_titles[ROLE_COUNT] = {
    [ROLE_PRACTICE] = N_("practice"),           [ROLE_VOLUNTEER] = N_("volunteer"),
    [ROLE_LEADER] = N_("team leader"),          [ROLE_OFFICIAL] = N_("official"),
    [ROLE_ADMINISTRATOR] = N_("administrator"),
};

const char *role_title(enum role role)
{
    return _(role_titles[role]);
}

enum role role_parse(const char *name)
{
    for (int role = 0; role < ROLE_COUNT; role++)
        if (text_equal(name, role_names[role]))
            return (enum role)role;
    return ROLE_COUNT;
}

enum seal_strength role_seal_strength(enum role role)
{
    return role == ROLE_OFFICIAL || role == ROLE_ADMINISTRATOR ? SEAL_STRONG : SEAL_USUAL;
}

unsigned role_admits(enum role role)
{
    static const unsigned admits[ROLE_COUNT] = {
        [ROLE_LEADER] = ROLE_BIT(ROLE_VOLUNTEER),
        [ROLE_OFFICIAL] = ROLE_BIT(ROLE_VOLUNTEER) | ROLE_BIT(ROLE_LEADER),
    };
    return role < ROLE_COUNT ? admits[role] : 0;
}

/* Practice is a role of practice stores only. */
static bool has_role(const struct store *store, const struct person *person, unsigned roles)
{
    enum role role = role_parse(person->role);
    if (store_peek_office(store))
        roles &= ROLES_PEOPLE;
    return !person->ended_ms && role != ROLE_COUNT && roles & ROLE_BIT(role);
}

enum err_code role_check(struct store *store, unsigned roles, struct err *err)
{
    const struct uuid *id = store_peek_person(store);
    if (uuid_is_null(id) || (store_peek_office(store) && !store_peek_signer(store)))
        return err_set(err, ERR_DENIED, 830, _("say who you are: --as NAME"));
    struct arena *arena = arena_new();
    struct person person;
    enum err_code code = person_get(store, id, arena, &person, err);
    if (!code && !has_role(store, &person, roles))
        code = err_set(err, ERR_DENIED, 831, _("%s may not do this; ask who has the right to"),
                       person.name);
    arena_free(arena);
    return code;
}

enum err_code role_has(struct store *store, unsigned roles, bool *ret, struct err *err)
{
    struct err denied = {0};
    enum err_code code = role_check(store, roles, &denied);
    *ret = !code;
    if (!code || code == ERR_DENIED)
        return ERR_OK;
    if (err)
        *err = denied;
    return code;
}

static bool among(const struct uuid *ids, size_t count, const struct uuid *id)
{
    for (size_t i = 0; i < count; i++)
        if (uuid_equal(&ids[i], id))
            return true;
    return false;
}

enum err_code role_people(struct store *store, unsigned roles, const struct uuid *but,
                          size_t but_count, long *ret, struct err *err)
{
    struct arena *arena = arena_new();
    struct person *people = NULL;
    size_t count = 0;
    enum err_code code = person_list(store, arena, &people, &count, err);
    *ret = 0;
    for (size_t i = 0; i < count && !code; i++)
        *ret += has_role(store, &people[i], roles) && !among(but, but_count, &people[i].id);
    arena_free(arena);
    return code;
}
