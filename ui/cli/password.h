/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/password: secrets from the keyboard or a descriptor; never from an argument or the
 * environment, where others can read them.
 */
#ifndef CLI_PASSWORD_H
#define CLI_PASSWORD_H

#include "cli/command.h"
#include "trust/recovery.h"
#include "trust/secret.h"

enum { PASSWORD_TEXT_SIZE = PASSWORD_BYTES_MAX + 2 };
typedef char password_text[PASSWORD_TEXT_SIZE]; /* wipe it after use: secret_wipe */

/* One line: the next of --password-fd, or typed unseen on the terminal after the question. again:
 * then it is asked for twice there, with this question; NULL = once. ERR_USAGE K-1920: nobody is
 * there to ask; K-1922: the two differ. */
enum err_code password_ask(const struct cli *cli, const char *question, const char *again,
                           password_text out, struct err *err) MUST_CHECK;
/* The words of the recovery sheet: a line of --password-fd, or typed on the terminal, which is
 * cleared afterwards. */
enum err_code password_words(const struct cli *cli, struct recovery **ret_new,
                             struct err *err) MUST_CHECK;

/* What stood on the terminal, also above, is gone. */
void password_clear_screen(void);

/* Was --key or --password-fd given? */
bool password_given(const struct cli *cli);
/* For whom something new is sealed: the key file of --key, or a new password. ERR_USAGE K-1920:
 * nobody is there to ask. */
enum err_code password_seal_new(const struct cli *cli, struct seal_to *ret,
                                struct err *err) MUST_CHECK;
/* ERR_DENIED when --key or --password-fd was given and is not that of *seal. */
enum err_code password_check(const struct cli *cli, const struct seal_to *seal,
                             struct err *err) MUST_CHECK;
/* The secret that opens what is sealed for *seal: from --key, --password-fd or the terminal. */
enum err_code password_secret(const struct cli *cli, const struct seal_to *seal,
                              struct secret **ret_new, struct err *err) MUST_CHECK;
/* The options of these calls, for a command's table. */
#define PASSWORD_OPTIONS                                                                           \
    {                                                                                              \
        "key", N_("FILE"), N_("a key file instead of a password (see: sohoa key)")                 \
    }

#endif
