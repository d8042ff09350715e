/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/people: keys are given, replaced and ended here. May include: base, model, store, trust.
 */
#include "workflow/people.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "store/person.h"
#include "trust/sealed_key.h"
#include "workflow/act_kind.h"

enum { NAME_BYTES_MAX = 200 };

/* ---- a new key, sealed before the transaction begins: sealing is slow on purpose ---- */

struct new_key {
    struct digest public;
    char *sealed;
};

static enum err_code new_key_make(const char *passphrase, enum role role, struct new_key *ret,
                                  struct err *err)
{
    struct sign_key *key = NULL;
    enum err_code code = sealed_key_check(passphrase, role_seal_strength(role), err);
    if (!code)
        code = sign_key_new(&key, err);
    if (!code)
        code = sealed_key_make(key, passphrase, role_seal_strength(role), &ret->sealed, err);
    if (!code)
        ret->public = *sign_key_peek_public(key);
    sign_key_free(key);
    return code;
}

static json_t *giving_json(const struct people_giving *giving)
{
    char text[DIGEST_TEXT_SIZE];
    json_t *body = json_object();
    uuid_show(&giving->person, text);
    json_put_text(body, "person", text);
    if (giving->name)
        json_put_text(body, "name", giving->name);
    if (giving->role)
        json_put_text(body, "role", giving->role);
    if (giving->key) {
        digest_show(giving->key, text);
        json_put_text(body, "key", text);
    }
    return body;
}

enum err_code people_give(struct store *store, const struct people_giving *giving, struct err *err)
{
    struct person_key row = {.person = giving->person};
    json_t *body = giving_json(giving);
    struct act_plan plan = {.kind = giving->kind, .body = body};
    enum err_code code = act_sign(store, &plan, &row.act, err);
    if (!code && giving->key) {
        row.key = *giving->key;
        code = person_key_add(store, &row, err);
    }
    if (!code && giving->sealed)
        code = person_seal_put(store, giving->key, giving->sealed, err);
    json_decref(body);
    return code;
}

/* ---- who signs ---- */

/* Signs as the root in the name of the person concerned, until hand_back. */
struct hands {
    struct store *store;
    struct sign_key *root; /* NULL = the person who is signed in */
    struct uuid before;
    const struct sign_key *before_key;
};

static enum err_code hands_take(struct store *store, const struct recovery *recovery,
                                struct hands *ret, struct err *err)
{
    *ret = (struct hands){.store = store,
                          .before = *store_peek_person(store),
                          .before_key = store_peek_signer(store)};
    const struct digest *office = store_peek_office(store);
    if (!office)
        return err_set(err, ERR_STATE, 2843,
                       _("a practice store has one person only; an office is founded with: sohoa "
                         "init --office NAME"));
    if (!recovery)
        return ERR_OK;
    enum err_code code = recovery_root(recovery, &ret->root, err);
    if (!code && !digest_equal(sign_key_peek_public(ret->root), office))
        code = err_set(err, ERR_DENIED, 2845,
                       _("these are not the words of this office's recovery sheet"));
    return code;
}

static void hands_use(const struct hands *hands, const struct uuid *person)
{
    if (hands->root)
        store_sign_as(hands->store, person, hands->root);
}

static void hands_back(struct hands *hands)
{
    store_sign_as(hands->store, &hands->before, hands->before_key);
    sign_key_free(hands->root);
}

/* May the one who signs have anything to do with people of this role? */
static enum err_code check_below(const struct hands *hands, enum role role, struct err *err)
{
    struct arena *arena = arena_new();
    struct person person;
    unsigned may = ROLES_PEOPLE;
    enum err_code code = ERR_OK;
    if (!hands->root) {
        code = role_check(hands->store, ROLES_ALL, err);
        if (!code)
            code = person_get(hands->store, &hands->before, arena, &person, err);
        if (!code)
            may = role_admits(role_parse(person.role));
    }
    if (!code && !(may & ROLE_BIT(role)))
        code = err_set(err, ERR_DENIED, 2844,
                       _("only somebody above may do this: officials and administrators by the "
                         "words of the recovery sheet, team leaders by an official, volunteers by "
                         "an official or a team leader"));
    arena_free(arena);
    return code;
}

static enum err_code settle(struct store *store, enum err_code code, struct err *err)
{
    if (!code)
        return store_commit(store, err);
    store_rollback(store);
    return code;
}

/* ---- founding ---- */

struct founding {
    const struct people_founding *plan;
    const char *name;
    const struct sign_key *root;
    struct new_key key;
};

static enum err_code found(struct store *store, void *context, struct err *err)
{
    const struct founding *founding = context;
    const char *role = role_name(ROLE_OFFICIAL);
    struct people_giving giving = {.kind = "person-certify",
                                   .name = founding->name,
                                   .role = role,
                                   .key = &founding->key.public,
                                   .sealed = founding->key.sealed};
    enum err_code code = person_add(store, founding->name, role, &giving.person, err);
    if (code)
        return code;
    store_sign_as(store, &giving.person, founding->root);
    return people_give(store, &giving, err);
}

static enum err_code name_check(const char *name, char **ret_new, struct err *err)
{
    struct str trimmed = STR_INIT;
    char *nfc = NULL;
    enum err_code code = utf8_nfc(name, &nfc, err);
    if (code)
        return code;
    str_add(&trimmed, nfc);
    str_trim(&trimmed);
    free(nfc);
    if (trimmed.length == 0 || trimmed.length > NAME_BYTES_MAX || strpbrk(trimmed.text, "\n\t\r"))
        code = err_set(err, ERR_USAGE, 2847, _("a person has a name, on one line"));
    if (!code)
        *ret_new = str_take(&trimmed);
    str_release(&trimmed);
    return code;
}

enum err_code people_found(const char *folder, const struct people_founding *plan, struct err *err)
{
    struct founding founding = {.plan = plan};
    struct sign_key *root = NULL;
    struct store *store = NULL;
    char *name = NULL;
    enum err_code code = name_check(plan->name, &name, err);
    if (!code)
        code = recovery_root(plan->recovery, &root, err);
    if (!code)
        code = new_key_make(plan->passphrase, ROLE_OFFICIAL, &founding.key, err);
    founding.name = name;
    founding.root = root;
    if (!code) {
        struct store_plan made = {.name = plan->office,
                                  .office = sign_key_peek_public(root),
                                  .found = found,
                                  .context = &founding};
        code = store_create(folder, &made, &store, err);
    }
    store_close(store);
    free(founding.key.sealed);
    sign_key_free(root);
    free(name);
    return code;
}

/* ---- coming ---- */

static enum err_code check_name_free(struct store *store, const char *name, struct err *err)
{
    struct arena *arena = arena_new();
    struct person *people = NULL;
    size_t count = 0;
    enum err_code code = person_list(store, arena, &people, &count, err);
    for (size_t i = 0; i < count && !code; i++)
        if (!people[i].ended_ms && text_equal(people[i].name, name))
            code = err_set(err, ERR_EXISTS, 2846,
                           _("somebody called %s is here already; add a word to the name"), name);
    arena_free(arena);
    return code;
}

static enum err_code add(struct hands *hands, const char *name, enum role role,
                         const struct new_key *key, struct uuid *ret_person, struct err *err)
{
    struct store *store = hands->store;
    struct people_giving giving = {.kind = hands->root ? "person-certify" : "person-admit",
                                   .name = name,
                                   .role = role_name(role),
                                   .key = &key->public,
                                   .sealed = key->sealed};
    enum err_code code = store_begin(store, AUDIT_PERSON, err);
    if (code)
        return code;
    code = check_name_free(store, name, err);
    if (!code)
        code = person_add(store, name, giving.role, &giving.person, err);
    hands_use(hands, &giving.person);
    if (!code)
        code = people_give(store, &giving, err);
    code = settle(store, code, err);
    if (!code)
        *ret_person = giving.person;
    return code;
}

enum err_code people_add(struct office *office, const struct people_plan *plan,
                         struct uuid *ret_person, struct err *err)
{
    struct hands hands;
    struct new_key key = {.sealed = NULL};
    char *name = NULL;
    enum err_code code = hands_take(office_store(office), plan->recovery, &hands, err);
    if (!code)
        code = check_below(&hands, plan->role, err);
    if (!code)
        code = name_check(plan->name, &name, err);
    if (!code)
        code = check_name_free(hands.store, name, err);
    if (!code)
        code = new_key_make(plan->passphrase, plan->role, &key, err);
    if (!code)
        code = add(&hands, name, plan->role, &key, ret_person, err);
    hands_back(&hands);
    free(key.sealed);
    free(name);
    return code;
}

/* ---- another key, another role ---- */

static enum err_code rekey(const struct hands *hands, const struct people_giving *giving,
                           struct err *err)
{
    struct store *store = hands->store;
    enum err_code code = store_begin(store, AUDIT_PERSON, err);
    if (code)
        return code;
    hands_use(hands, &giving->person);
    if (giving->role)
        code = person_set_role(store, &giving->person, giving->role, err);
    if (!code)
        code = people_give(store, giving, err);
    return settle(store, code, err);
}

static enum err_code check_working(const struct person *person, struct err *err)
{
    if (person->ended_ms)
        return err_set(err, ERR_STATE, 2848, _("%s does not work here any more"), person->name);
    return ERR_OK;
}

enum err_code people_certify(struct office *office, const struct uuid *id,
                             const struct people_plan *plan, struct err *err)
{
    struct hands hands;
    struct person person;
    struct new_key key = {.sealed = NULL};
    struct arena *arena = arena_new();
    enum err_code code = hands_take(office_store(office), plan->recovery, &hands, err);
    if (!code)
        code = check_below(&hands, plan->role, err);
    if (!code)
        code = person_get(hands.store, id, arena, &person, err);
    if (!code)
        code = check_working(&person, err);
    if (!code)
        code = new_key_make(plan->passphrase, plan->role, &key, err);
    if (!code) {
        struct people_giving giving = {.kind = "person-certify",
                                       .person = *id,
                                       .name = person.name,
                                       .role = role_name(plan->role),
                                       .key = &key.public,
                                       .sealed = key.sealed};
        code = rekey(&hands, &giving, err);
    }
    hands_back(&hands);
    free(key.sealed);
    arena_free(arena);
    return code;
}

enum err_code people_reset(struct office *office, const struct uuid *id, const char *passphrase,
                           const struct recovery *recovery, struct err *err)
{
    struct store *store = office_store(office);
    struct arena *arena = arena_new();
    struct person person;
    struct hands hands;
    struct new_key key = {.sealed = NULL};
    enum err_code code = person_get(store, id, arena, &person, err);
    if (!code)
        code = check_working(&person, err);
    if (code) {
        arena_free(arena);
        return code;
    }
    enum role role = role_parse(person.role);
    code = hands_take(store, recovery, &hands, err);
    if (!code)
        code = check_below(&hands, role, err);
    if (!code)
        code = new_key_make(passphrase, role, &key, err);
    if (!code) {
        bool root = hands.root != NULL;
        struct people_giving giving = {.kind = root ? "person-certify" : "person-reset",
                                       .person = *id,
                                       .name = root ? person.name : NULL,
                                       .role = root ? person.role : NULL,
                                       .key = &key.public,
                                       .sealed = key.sealed};
        code = rekey(&hands, &giving, err);
    }
    hands_back(&hands);
    free(key.sealed);
    arena_free(arena);
    return code;
}

/* ---- going ---- */

static enum err_code end(const struct hands *hands, const struct uuid *person, struct err *err)
{
    struct store *store = hands->store;
    struct people_giving giving = {.kind = "person-end", .person = *person};
    hands_use(hands, person);
    enum err_code code = store_begin(store, AUDIT_PERSON, err);
    if (code)
        return code;
    code = people_give(store, &giving, err);
    if (!code)
        code = person_end(store, person, err);
    return settle(store, code, err);
}

enum err_code people_end(struct office *office, const struct uuid *id,
                         const struct recovery *recovery, struct err *err)
{
    struct store *store = office_store(office);
    struct arena *arena = arena_new();
    struct person person;
    struct hands hands;
    enum err_code code = person_get(store, id, arena, &person, err);
    if (!code)
        code = check_working(&person, err);
    enum role role = code ? ROLE_COUNT : role_parse(person.role);
    arena_free(arena);
    if (code)
        return code;
    code = hands_take(store, recovery, &hands, err);
    if (!code)
        code = check_below(&hands, role, err);
    if (!code)
        code = end(&hands, id, err);
    hands_back(&hands);
    return code;
}
