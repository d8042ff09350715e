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

bool password_given(const struct cli *cli)
{
    return cli_option(cli, "key") || cli->password_fd >= 0;
}

/* The next line of fd, without its end; nothing is read ahead. *ret_none: there is no more. */
static enum err_code line_read(int fd, password_text out, bool *ret_none, struct err *err)
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
    *ret_none = got == 0 && length == 0;
    out[strcspn(out, "\r\n")] = '\0';
    return ERR_OK;
}

/* From the terminal. */
static enum err_code line_ask(const char *question, bool show, password_text out, struct err *err)
{
    struct termios seen, unseen;
    bool none = false, hidden = !show && tcgetattr(STDIN_FILENO, &seen) == 0;
    if (hidden) { /* before the question: what a quick hand types must not be seen, nor lost */
        unseen = seen;
        unseen.c_lflag &= (tcflag_t) ~(unsigned)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
    }
    fprintf(stderr, "%s ", question);
    fflush(stderr);
    enum err_code code = line_read(STDIN_FILENO, out, &none, err);
    if (hidden) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &seen);
        fputc('\n', stderr);
    }
    return code;
}

static enum err_code nobody_here(struct err *err)
{
    return err_set(err, ERR_USAGE, 1920,
                   _("nobody is here to ask for the password; say --password-fd N"));
}

enum err_code password_ask(const struct cli *cli, const char *question, const char *again,
                           password_text out, struct err *err)
{
    password_text second = "";
    bool none = false;
    enum err_code code = ERR_OK;
    if (cli->password_fd >= 0) {
        code = line_read(cli->password_fd, out, &none, err);
        return code || !none ? code : nobody_here(err);
    }
    if (!isatty(STDIN_FILENO))
        return nobody_here(err);
    code = line_ask(question, false, out, err);
    if (!code && again)
        code = line_ask(again, false, second, err);
    if (!code && again && !text_equal(out, second))
        code = err_set(err, ERR_USAGE, 1922, _("the two are not the same; nothing was done"));
    secret_wipe(second, sizeof second);
    return code;
}

void password_clear_screen(void)
{
    if (isatty(STDOUT_FILENO))
        fputs("\033[H\033[2J\033[3J", stdout);
    fflush(stdout);
}

enum err_code password_words(const struct cli *cli, struct recovery **ret_new, struct err *err)
{
    password_text line = "";
    bool none = false;
    enum err_code code = ERR_OK;
    if (cli->password_fd >= 0)
        code = line_read(cli->password_fd, line, &none, err);
    else if (isatty(STDIN_FILENO))
        code = line_ask(_("The twelve words of the recovery sheet:"), true, line, err);
    else
        none = true;
    if (!code && none)
        code = nobody_here(err);
    if (cli->password_fd < 0)
        password_clear_screen();
    if (!code)
        code = recovery_parse(line, ret_new, err);
    secret_wipe(line, sizeof line);
    return code;
}

/* ---- what is sealed ---- */

static enum err_code password_take(const struct cli *cli, bool twice, password_text out,
                                   struct err *err)
{
    return password_ask(cli,
                        twice ? _("New password for this backup:") : _("Password of this backup:"),
                        twice ? _("The same once more:") : NULL, out, err);
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
    if (code && err->number == 1920) { /* its lines were for the person who does this */
        err_clear(err);
        code = ERR_OK;
    }
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
