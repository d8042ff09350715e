/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/sign_in: the acting person of an office opens the sealed key, which then signs what is
 * done until the office is locked or closed. In a practice store there is nothing to open.
 */
#ifndef WORKFLOW_SIGN_IN_H
#define WORKFLOW_SIGN_IN_H

#include "workflow/office.h"

/* Does this store want people to sign in? */
bool office_guarded(const struct office *office);
bool office_unlocked(const struct office *office);
/* Who acts from now on, locked. ERR_MISSING. */
enum err_code office_choose(struct office *office, const char *name, struct err *err) MUST_CHECK;
/* ERR_DENIED K-1153: another passphrase; K-2840: the person left; ERR_LOCKED K-2841: too many wrong
 * ones, with the seconds to wait. */
enum err_code office_unlock(struct office *office, const char *passphrase,
                            struct err *err) MUST_CHECK;
void office_lock(struct office *office); /* wipes the key; the person stays chosen */

/* --- a PIN for today: in the memory of this process only, for volunteers and team leaders --- */

struct day_pin {
    char *sealed; /* the key under the PIN; NULL = none */
    struct digest key;
    int64_t day; /* days since 1970 at +07:00 */
    int wrong;
};
void day_pin_forget(struct day_pin *pin);
/* ERR_DENIED K-2853: officials and administrators type the passphrase; ERR_USAGE K-1151. */
enum err_code office_set_pin(struct office *office, const char *pin, struct err *err) MUST_CHECK;
bool office_has_pin(struct office *office); /* of the acting person, today */
/* Unlocks. ERR_DENIED K-1153; K-2852 and it is gone after SIGN_IN_PIN_TRIES wrong ones. */
enum { SIGN_IN_PIN_TRIES = 4 };
enum err_code office_unlock_pin(struct office *office, const char *pin, struct err *err) MUST_CHECK;

/* --- for long work on another thread, with its own office --- */

struct office_hand; /* opaque: who acts, with a copy of the key */
enum err_code office_hand_copy(const struct office *office, struct office_hand **ret_new,
                               struct err *err) MUST_CHECK;
void office_hand_use(struct office *office, struct office_hand *hand); /* takes hand */
void office_hand_free(struct office_hand *hand);                       /* NULL is fine */

/* The acting person's own passphrase; the key stays. ERR_DENIED when old is not it. */
enum err_code office_passphrase(struct office *office, const char *old, const char *passphrase,
                                struct err *err) MUST_CHECK;

/* Seconds to wait after so many wrong passphrases in a row. */
int sign_in_delay(int tries);

#endif
