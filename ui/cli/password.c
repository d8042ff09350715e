/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/password: asking for passwords; what was typed is wiped after use. May include: base, trust.
 */
#include "cli/password.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/str.h"

typedef char password_text[PASSWORD_BYTES_MAX + 2];

bool password_given(const struct cli *cli)
{
    return cli_option(cli, "key") || cli_option(cli, "password-fd");
}

/* The first line of fd, without its end. */
static enum err_code line_read(int fd, password_text out, struct err *err)
{
    size_t length = 0;
    ssize_t got = 1;
    while (length < sizeof(password_text) - 1 && got > 0) {
        got = read(fd, out + length, 1);
        if (got < 0 && errno == EINTR) {
            got = 1;
            continue;
        }
        if (got > 0 && out[length] == '\n')
            break;
        length += got > 0;
    }
    out[length] = '\0';
    if (got < 0)
        return err_set(err, err_from_errno(errno), 1921, _("cannot read the password: %s"),
                       err_reason(errno));
    out[strcspn(out, "\r\n")] = '\0';
    return ERR_OK;
}

/* From the terminal, unseen. */
static enum err_code line_ask(const char *question, password_text out, struct err *err)
{
    struct termios seen, unseen;
    bool hidden = tcgetattr(STDIN_FILENO, &seen) == 0;
    unseen = seen;
    unseen.c_lflag &= (tcflag_t) ~(unsigned)ECHO;
    fprintf(stderr, "%s ", question);
    fflush(stderr);
    if (hidden)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
    enum err_code code = line_read(STDIN_FILENO, out, err);
    if (hidden)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &seen);
    fputc('\n', stderr);
    return code;
}

static enum err_code password_take(const struct cli *cli, bool twice, password_text out,
                                   struct err *err)
{
    long fd = -1;
    password_text again = "";
    enum err_code code = cli_number(cli, "password-fd", 0, 1023, -1, &fd, err);
    if (code)
        return code;
    if (fd >= 0)
        return line_read((int)fd, out, err);
    if (!isatty(STDIN_FILENO))
        return err_set(err, ERR_USAGE, 1920,
                       _("nobody is here to ask for the password; say --key FILE or "
                         "--password-fd N"));
    code = line_ask(twice ? _("New password for this backup:") : _("Password of this backup:"), out,
                    err);
    if (!code && twice)
        code = line_ask(_("The same once more:"), again, err);
    if (!code && twice && !text_equal(out, again))
        code = err_set(err, ERR_USAGE, 1922, _("the two are not the same; nothing was done"));
    secret_wipe(again, sizeof again);
    return code;
}

enum err_code password_seal_new(const struct cli *cli, struct seal_to *ret, struct err *err)
{
    password_text text = "";
    struct secret *secret = NULL;
    const char *key = cli_option(cli, "key");
    if (key)
        return seal_to_read(key, ret, err);
    enum err_code code = password_take(cli, true, text, err);
    if (!code)
        code = secret_from_password(text, NULL, &secret, err);
    secret_wipe(text, sizeof text);
    if (!code)
        *ret = *secret_peek_public(secret);
    secret_free(secret);
    return code;
}

static enum err_code other_key(struct err *err)
{
    return err_set(err, ERR_DENIED, 1923,
                   _("it is sealed for another key, or for a password; leave out --key"));
}

enum err_code password_check(const struct cli *cli, const struct seal_to *seal, struct err *err)
{
    struct seal_to given;
    struct secret *secret = NULL;
    const char *key = cli_option(cli, "key");
    if (!password_given(cli))
        return ERR_OK;
    if (key) {
        enum err_code code = seal_to_read(key, &given, err);
        return code || seal_to_equal(&given, seal) ? code : other_key(err);
    }
    enum err_code code = password_secret(cli, seal, &secret, err);
    secret_free(secret);
    return code;
}

enum err_code password_secret(const struct cli *cli, const struct seal_to *seal,
                              struct secret **ret_new, struct err *err)
{
    password_text text = "";
    const char *key = cli_option(cli, "key");
    if (key)
        return secret_read(key, ret_new, err);
    if (!seal->by_password)
        return err_set(err, ERR_USAGE, 1924, _("it is sealed for a key; say --key FILE"));
    enum err_code code = password_take(cli, false, text, err);
    if (!code)
        code = secret_from_password(text, seal, ret_new, err);
    secret_wipe(text, sizeof text);
    return code;
}
