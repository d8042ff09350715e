/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/role: rights of the acting person. May include: store.
 */
#include "workflow/role.h"

#include "base/str.h"
#include "store/schema.h"

static const char *const role_names[ROLE_COUNT] = {
    [ROLE_PRACTICE] = "practice", [ROLE_VOLUNTEER] = "volunteer",         [ROLE_LEADER] = "leader",
    [ROLE_OFFICIAL] = "official", [ROLE_ADMINISTRATOR] = "administrator",
};

const char *role_name(enum role role)
{
    return role_names[role];
}

static unsigned role_bits(const char *name)
{
    for (int role = 0; role < ROLE_COUNT; role++)
        if (text_equal(name, role_names[role]))
            return ROLE_BIT(role);
    return 0;
}

enum err_code role_check(struct store *store, unsigned roles, struct err *err)
{
    const struct uuid *id = store_peek_person(store);
    if (uuid_is_null(id))
        return err_set(err, ERR_DENIED, 830, _("say who you are: --as NAME"));
    struct arena *arena = arena_new();
    struct person person;
    enum err_code code = person_get(store, id, arena, &person, err);
    if (!code && (person.ended_ms || !(role_bits(person.role) & roles)))
        code = err_set(err, ERR_DENIED, 831, _("%s may not do this; ask who has the right to"),
                       person.name);
    arena_free(arena);
    return code;
}
