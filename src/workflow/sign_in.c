/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/sign_in: opening and forgetting the key of the acting person. Wrong passphrases are
 * counted on the disk before they are tried, so that killing the program gains nothing. May
 * include: base, store, trust.
 */
#include "workflow/sign_in.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "store/person.h"
#include "trust/sealed_key.h"
#include "workflow/role.h"

enum { TRIES_FREE = 3, DELAY_MAX = 300, MS = 1000 };

bool office_guarded(const struct office *office)
{
    return store_peek_office(office_store(office)) != NULL;
}

bool office_unlocked(const struct office *office)
{
    return store_peek_signer(office_store(office)) != NULL;
}

enum err_code office_choose(struct office *office, const char *name, struct err *err)
{
    struct store *store = office_store(office);
    struct arena *arena = arena_new();
    struct person person;
    enum err_code code = person_find(store, name, arena, &person, err);
    if (!code) {
        office_lock(office);
        day_pin_forget(office_pin(office));
        store_set_person(store, &person.id);
    }
    arena_free(arena);
    return code;
}

int sign_in_delay(int tries)
{
    if (tries < TRIES_FREE)
        return 0;
    int steps = tries - TRIES_FREE;
    return steps > 8 || 1 << steps > DELAY_MAX ? DELAY_MAX : 1 << steps;
}

static enum err_code check_delay(const struct person_seal *seal, struct err *err)
{
    int64_t since = clock_now_ms() - seal->tried_ms;
    int64_t left = (int64_t)sign_in_delay(seal->tries) * MS - since;
    if (since < 0 || left <= 0) /* a clock that was set back must not lock for years */
        return ERR_OK;
    return err_set(err, ERR_LOCKED, 2841, _("too many wrong passphrases; try again in %d seconds"),
                   (int)((left + MS - 1) / MS));
}

static enum err_code check_here(struct store *store, const struct uuid *id, struct arena *arena,
                                struct person *ret, struct err *err)
{
    if (uuid_is_null(id))
        return err_set(err, ERR_DENIED, 2842, _("say who you are: --as NAME"));
    enum err_code code = person_get(store, id, arena, ret, err);
    if (!code && ret->ended_ms)
        code = err_set(err, ERR_DENIED, 2840, _("%s does not work here any more"), ret->name);
    return code;
}

/* The key of the acting person. */
static enum err_code key_open(struct store *store, const char *passphrase, struct arena *arena,
                              struct sign_key **ret_new, struct err *err)
{
    struct person person;
    struct person_key key;
    struct person_seal seal;
    const struct uuid *id = store_peek_person(store);
    enum err_code code = check_here(store, id, arena, &person, err);
    if (!code)
        code = person_key_get(store, id, &key, err);
    if (!code)
        code = person_seal_get(store, &key.key, arena, &seal, err);
    if (!code)
        code = check_delay(&seal, err);
    if (!code)
        code = person_seal_try(store, &key.key, err);
    if (!code)
        code = sealed_key_open(seal.sealed, &key.key, passphrase, ret_new, err);
    if (!code)
        code = person_seal_right(store, &key.key, err);
    return code;
}

enum err_code office_unlock(struct office *office, const char *passphrase, struct err *err)
{
    struct store *store = office_store(office);
    struct sign_key *key = NULL;
    if (!office_guarded(office))
        return ERR_OK;
    struct arena *arena = arena_new();
    enum err_code code = key_open(store, passphrase, arena, &key, err);
    arena_free(arena);
    if (code)
        sign_key_free(key);
    else
        office_take_key(office, key);
    return code;
}

void office_lock(struct office *office)
{
    office_take_key(office, NULL);
}

static enum err_code reseal(struct store *store, const struct sign_key *key, const char *passphrase,
                            struct arena *arena, struct err *err)
{
    struct person person;
    char *sealed = NULL;
    enum err_code code = check_here(store, store_peek_person(store), arena, &person, err);
    if (!code)
        code = sealed_key_make(key, passphrase, role_seal_strength(role_parse(person.role)),
                               &sealed, err);
    if (!code)
        code = person_seal_put(store, sign_key_peek_public(key), sealed, err);
    free(sealed);
    return code;
}

enum err_code office_passphrase(struct office *office, const char *old, const char *passphrase,
                                struct err *err)
{
    struct store *store = office_store(office);
    struct sign_key *key = NULL;
    struct arena *arena = arena_new();
    enum err_code code = key_open(store, old, arena, &key, err);
    if (!code)
        code = reseal(store, key, passphrase, arena, err);
    sign_key_free(key);
    arena_free(arena);
    return code;
}

/* ---- a PIN for today ---- */

static int64_t today(void)
{
    return (clock_now_ms() + 7LL * 3600 * MS) / (24LL * 3600 * MS);
}

void day_pin_forget(struct day_pin *pin)
{
    free(pin->sealed);
    *pin = (struct day_pin){0};
}

enum err_code office_set_pin(struct office *office, const char *text, struct err *err)
{
    struct store *store = office_store(office);
    const struct sign_key *key = store_peek_signer(store);
    struct day_pin *pin = office_pin(office);
    unsigned usual = ROLE_BIT(ROLE_VOLUNTEER) | ROLE_BIT(ROLE_LEADER);
    enum err_code code = role_check(store, ROLES_ALL, err);
    if (!code && (!key || role_check(store, usual, NULL)))
        code = err_set(err, ERR_DENIED, 2853,
                       _("a PIN is for volunteers and team leaders; officials and administrators "
                         "type the passphrase"));
    day_pin_forget(pin);
    if (!code)
        code = sealed_key_make(key, text, SEAL_PIN, &pin->sealed, err);
    if (code)
        return code;
    pin->key = *sign_key_peek_public(key);
    pin->day = today();
    return ERR_OK;
}

bool office_has_pin(struct office *office)
{
    const struct day_pin *pin = office_pin(office);
    return pin->sealed && pin->day == today();
}

/* Its last try is over, or the day. */
static enum err_code pin_gone(struct day_pin *pin, struct err *err)
{
    day_pin_forget(pin);
    err_clear(err);
    return err_set(err, ERR_DENIED, 2852, _("the PIN is gone; type the passphrase"));
}

enum err_code office_unlock_pin(struct office *office, const char *text, struct err *err)
{
    struct store *store = office_store(office);
    struct day_pin *pin = office_pin(office);
    struct sign_key *key = NULL;
    struct person person;
    if (!office_has_pin(office))
        return pin_gone(pin, err);
    struct arena *arena = arena_new();
    enum err_code code = check_here(store, store_peek_person(store), arena, &person, err);
    arena_free(arena);
    if (!code)
        code = sealed_key_open(pin->sealed, &pin->key, text, &key, err);
    if (code)
        return ++pin->wrong < SIGN_IN_PIN_TRIES ? code : pin_gone(pin, err);
    pin->wrong = 0;
    office_take_key(office, key);
    return ERR_OK;
}

/* ---- for another thread ---- */

struct office_hand {
    struct uuid person;
    struct sign_key *key; /* NULL = locked, or practice */
};

enum err_code office_hand_copy(const struct office *office, struct office_hand **ret_new,
                               struct err *err)
{
    const struct store *store = office_store(office);
    struct office_hand *hand = mem_new(1, sizeof *hand);
    hand->person = *store_peek_person(store);
    enum err_code code = ERR_OK;
    if (store_peek_signer(store))
        code = sign_key_copy(store_peek_signer(store), &hand->key, err);
    if (code)
        office_hand_free(hand);
    else
        *ret_new = hand;
    return code;
}

void office_hand_use(struct office *office, struct office_hand *hand)
{
    store_set_person(office_store(office), &hand->person);
    office_take_key(office, hand->key);
    free(hand);
}

void office_hand_free(struct office_hand *hand)
{
    if (hand)
        sign_key_free(hand->key);
    free(hand);
}
