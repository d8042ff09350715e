/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/proof_people: who is who, learned from the acts alone; then the tables of people and
 * keys are compared with that. May include: base, model, store.
 */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/person.h"
#include "workflow/proof_part.h"

struct proof_person *proof_person_lookup(struct acts_proof *proof, const struct uuid *id)
{
    for (size_t i = 0; i < proof->people.count; i++)
        if (uuid_equal(&proof->people.items[i].id, id))
            return &proof->people.items[i];
    return NULL;
}

unsigned proof_signer(struct acts_proof *proof, const struct act_seen *act)
{
    if (digest_equal(&act->key, &proof->root))
        return SIGNER_ROOT;
    const struct proof_person *person = proof_person_lookup(proof, &act->person);
    bool good = person && !person->ended && digest_equal(&person->key, &act->key);
    return good ? ROLE_BIT(person->role) : 0;
}

bool proof_people_kind(const char *kind)
{
    return text_starts(kind, "person-");
}

/* ---- applying ---- */

/* What an act says about a person. */
struct said {
    struct uuid person;
    const char *name; /* NULL = nothing */
    enum role role;   /* ROLE_COUNT = nothing */
    struct digest key;
    bool has_key;
};

static bool said_read(const json_t *body, struct said *ret)
{
    const char *person = json_peek_text(body, "person"), *role = json_peek_text(body, "role"),
               *key = json_peek_text(body, "key");
    *ret = (struct said){.name = json_peek_text(body, "name"), .role = role_parse(role)};
    ret->has_key = key && digest_parse(key, &ret->key);
    return person && uuid_parse(person, &ret->person) && (!role || ret->role != ROLE_COUNT) &&
           ret->role != ROLE_PRACTICE && (!key || ret->has_key);
}

static bool key_known(const struct acts_proof *proof, const struct digest *key)
{
    for (size_t i = 0; i < proof->keys.count; i++)
        if (digest_equal(&proof->keys.items[i].key, key))
            return true;
    return digest_equal(key, &proof->root);
}

/* Whom may this signer admit, reset and end? */
static unsigned reach(const struct acts_proof *proof, const struct act_seen *act, unsigned signer)
{
    if (signer == SIGNER_ROOT)
        return ROLES_PEOPLE;
    for (size_t i = 0; i < proof->people.count; i++)
        if (uuid_equal(&proof->people.items[i].id, &act->person))
            return role_admits(proof->people.items[i].role);
    return 0;
}

static void give(struct acts_proof *proof, const struct act_seen *act, const struct said *said,
                 struct proof_person *person)
{
    if (!person) {
        person = ARRAY_ADD(&proof->people);
        *person = (struct proof_person){.id = said->person, .role = said->role};
    }
    if (said->name)
        person->name = arena_copy_text(proof->arena, said->name);
    if (said->role != ROLE_COUNT)
        person->role = said->role;
    person->key = said->key;
    *ARRAY_ADD(&proof->keys) = (struct proof_key){said->person, said->key, act->id};
}

void proof_people_apply(struct acts_proof *proof, const struct act_seen *act, unsigned signer,
                        const json_t *body)
{
    struct said said;
    if (!said_read(body, &said)) {
        proof_found_act(proof, PROOF_BODY, act);
        return;
    }
    struct proof_person *person = proof_person_lookup(proof, &said.person);
    bool is_end = text_equal(act->text.kind, "person-end");
    bool is_new = text_equal(act->text.kind, "person-admit");
    unsigned may = reach(proof, act, signer);
    bool fine = is_new ? !person : person || signer == SIGNER_ROOT;
    fine = fine && (!person || (!person->ended && may & ROLE_BIT(person->role)));
    fine = fine && (said.role == ROLE_COUNT || may & ROLE_BIT(said.role));
    fine = fine && (is_end ? person != NULL : said.has_key && !key_known(proof, &said.key));
    if (!fine)
        proof_found_act(proof, PROOF_RIGHT, act);
    else if (is_end)
        person->ended = true;
    else
        give(proof, act, &said, person);
}

/* ---- comparing ---- */

static void compare_person(struct acts_proof *proof, const struct person *row)
{
    char id[UUID_TEXT_SIZE];
    const struct proof_person *person = proof_person_lookup(proof, &row->id);
    uuid_show(&row->id, id);
    if (!person || !text_equal(person->name, row->name) ||
        !text_equal(role_name(person->role), row->role) || person->ended != (row->ended_ms != 0))
        proof_found(proof, PROOF_PERSON, "person", id, 0, row->role);
}

static void compare_key(struct acts_proof *proof, const struct person_key *row)
{
    char id[UUID_TEXT_SIZE];
    bool found = false;
    for (size_t i = 0; i < proof->keys.count && !found; i++) {
        const struct proof_key *key = &proof->keys.items[i];
        found = uuid_equal(&key->person, &row->person) && digest_equal(&key->key, &row->key) &&
                uuid_equal(&key->act, &row->act);
    }
    uuid_show(&row->person, id);
    if (!found)
        proof_found(proof, PROOF_PERSON_KEY, "person_key", id, 0, NULL);
}

enum err_code proof_people_compare(struct acts_proof *proof, struct err *err)
{
    struct person *people = NULL;
    struct person_key *keys = NULL;
    size_t count = 0, key_count = 0;
    enum err_code code = person_list(proof->store, proof->arena, &people, &count, err);
    if (!code)
        code = person_key_list(proof->store, NULL, proof->arena, &keys, &key_count, err);
    for (size_t i = 0; i < count && !code; i++)
        compare_person(proof, &people[i]);
    for (size_t i = 0; i < key_count && !code; i++)
        compare_key(proof, &keys[i]);
    return code;
}
