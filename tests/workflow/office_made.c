/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/office_made: see the header.
 */
#include "office_made.h"

#include <stdlib.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/person.h"
#include "workflow/people.h"

void office_made_use(struct office_made *made, enum role role)
{
    store_sign_as(made->store, &made->people[role], made->keys[role]);
}

static void introduce(struct office_made *made, enum role role)
{
    struct people_giving giving = {.kind = "person-certify",
                                   .name = role_name(role),
                                   .role = role_name(role),
                                   .key = sign_key_peek_public(made->keys[role])};
    assert_int_equal(person_add(made->store, giving.name, giving.role, &giving.person, NULL),
                     ERR_OK);
    made->people[role] = giving.person;
    store_sign_as(made->store, &giving.person, made->root);
    assert_int_equal(people_give(made->store, &giving, NULL), ERR_OK);
}

static enum err_code found(struct store *store, void *context, struct err *err)
{
    struct office_made *made = context;
    (void)err;
    made->store = store;
    for (int role = ROLE_VOLUNTEER; role < ROLE_COUNT; role++)
        introduce(made, (enum role)role);
    return ERR_OK;
}

void office_made_open(struct office_made *made)
{
    char name[] = "/tmp/sohoa-office-XXXXXX";
    *made = (struct office_made){.folder = mem_copy_text(mkdtemp(name))};
    assert_int_equal(sign_key_new(&made->root, NULL), ERR_OK);
    for (int role = ROLE_VOLUNTEER; role < ROLE_COUNT; role++)
        assert_int_equal(sign_key_new(&made->keys[role], NULL), ERR_OK);
    struct store_plan plan = {
        .name = "xã", .office = sign_key_peek_public(made->root), .found = found, .context = made};
    char *inner = file_join(made->folder, "kho");
    assert_int_equal(store_create(inner, &plan, &made->store, NULL), ERR_OK);
    free(inner);
}

void office_made_close(struct office_made *made)
{
    store_close(made->store);
    sign_key_free(made->root);
    for (int role = 0; role < ROLE_COUNT; role++)
        sign_key_free(made->keys[role]);
    assert_int_equal(file_remove_tree(made->folder, NULL), ERR_OK);
    free(made->folder);
}
