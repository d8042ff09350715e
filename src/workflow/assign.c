/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/assign: see the header. May include: base, model, store.
 */
#include "workflow/assign.h"

#include "store/page.h"
#include "store/person.h"
#include "store/record.h"
#include "workflow/action.h"
#include "workflow/office.h"
#include "workflow/role.h"

/* ---- giving ---- */

static enum err_code check_person(struct store *store, const struct uuid *id, struct err *err)
{
    struct arena *arena = arena_new();
    struct person person;
    enum err_code code = person_get(store, id, arena, &person, err);
    if (!code && (person.ended_ms || !(ROLE_BIT(role_parse(person.role)) & ROLES_KEYING)))
        code = err_set(err, ERR_STATE, 2836, _("%s keys nothing here; choose a volunteer"),
                       person.name);
    arena_free(arena);
    return code;
}

enum err_code assign_give(struct office *office, const struct uuid *batch,
                          const struct uuid *person, struct err *err)
{
    struct store *store = office_store(office);
    enum err_code code = action_check(office, ACTION_ASSIGN, err);
    if (!code)
        code = check_person(store, person, err);
    return code ? code : assignment_add(store, batch, person, err);
}

enum err_code assign_take_back(struct office *office, const struct uuid *batch,
                               const struct uuid *person, struct err *err)
{
    enum err_code code = action_check(office, ACTION_ASSIGN, err);
    return code ? code : assignment_end(office_store(office), batch, person, err);
}

/* ---- seeing ---- */

const struct uuid *assign_viewer(struct office *office)
{
    struct store *store = office_store(office);
    bool volunteer = false;
    return role_has(store, ROLE_BIT(ROLE_VOLUNTEER), &volunteer, NULL) == ERR_OK && volunteer
               ? store_peek_person(store)
               : NULL;
}

static enum err_code allows(struct store *store, const struct uuid *viewer,
                            const struct uuid *batch, bool *ret, struct err *err)
{
    *ret = true;
    return viewer && !uuid_is_null(batch) ? assignment_allows(store, batch, viewer, ret, err)
                                          : ERR_OK;
}

enum err_code assign_only_mine(struct office *office, struct batch *batches, size_t *count,
                               struct err *err)
{
    const struct uuid *viewer = assign_viewer(office);
    size_t kept = 0;
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < *count && !code; i++) {
        bool mine = true;
        code = allows(office_store(office), viewer, &batches[i].id, &mine, err);
        if (mine)
            batches[kept++] = batches[i];
    }
    *count = kept;
    return code;
}

enum err_code assign_only_my_hits(struct office *office, struct search_hit *hits, size_t *count,
                                  struct err *err)
{
    struct store *store = office_store(office);
    const struct uuid *viewer = assign_viewer(office);
    struct arena *arena = arena_new();
    size_t kept = 0;
    enum err_code code = ERR_OK;
    for (size_t i = 0; viewer && i < *count && !code; i++) {
        struct page page = {0};
        bool mine = true;
        if (!uuid_is_null(&hits[i].page))
            code = page_get(store, &hits[i].page, arena, &page, err);
        if (!code)
            code = allows(store, viewer, &page.batch, &mine, err);
        if (mine)
            hits[kept++] = hits[i];
    }
    arena_free(arena);
    if (viewer)
        *count = kept;
    return code;
}

enum err_code assign_check_record(struct office *office, const struct uuid *record, struct err *err)
{
    const struct uuid *viewer = assign_viewer(office);
    struct store *store = office_store(office);
    struct arena *arena = arena_new();
    struct record now;
    bool mine = true;
    enum err_code code = viewer ? record_get(store, record, arena, &now, err) : ERR_OK;
    if (!code && viewer)
        code = allows(store, viewer, &now.batch, &mine, err);
    if (!code && !mine)
        code = err_set(err, ERR_DENIED, 2835, _("this batch was given to others; ask the leader"));
    arena_free(arena);
    return code;
}
