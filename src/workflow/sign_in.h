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

/* The acting person's own passphrase; the key stays. ERR_DENIED when old is not it. */
enum err_code office_passphrase(struct office *office, const char *old, const char *passphrase,
                                struct err *err) MUST_CHECK;

/* Seconds to wait after so many wrong passphrases in a row. */
int sign_in_delay(int tries);

#endif
