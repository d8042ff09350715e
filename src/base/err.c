/* SPDX-License-Identifier: Apache-2.0
 *
 * base/err: filling, leading and naming failures. Owns the names of the codes.
 * May include: nothing but its own header.
 */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const code_names[ERR_COUNT] = {
    [ERR_OK] = "ok",           [ERR_USAGE] = "usage",   [ERR_NOMEM] = "nomem",
    [ERR_IO] = "io",           [ERR_FULL] = "full",     [ERR_MISSING] = "missing",
    [ERR_FORMAT] = "format",   [ERR_LIMIT] = "limit",   [ERR_LOCKED] = "locked",
    [ERR_FOREIGN] = "foreign", [ERR_CHILD] = "child",   [ERR_TIMEOUT] = "timeout",
    [ERR_CANCEL] = "cancel",   [ERR_DENIED] = "denied", [ERR_STATE] = "state",
    [ERR_DEVICE] = "device",   [ERR_JAM] = "jam",       [ERR_EMPTY] = "empty",
    [ERR_DAMAGED] = "damaged", [ERR_EXISTS] = "exists", [ERR_PART] = "part",
};

/* One line, no cut in the middle of a character when the text was too long. */
static void tidy_text(char *text, size_t room, size_t wanted)
{
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < 0x20)
            *c = ' ';
    if (wanted < room)
        return;
    size_t end = room - 1;
    while (end > 0 && ((unsigned char)text[end - 1] & 0xC0) == 0x80)
        end--;
    if (end > 0 && (unsigned char)text[end - 1] >= 0xC0)
        end--;
    text[end] = '\0';
}

enum err_code err_set(struct err *err, enum err_code code, int number, const char *format, ...)
{
    if (!err || err->code != ERR_OK)
        return code;
    va_list args;
    va_start(args, format);
    int wanted = vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    tidy_text(err->text, sizeof err->text, wanted < 0 ? 0 : (size_t)wanted);
    err->code = code;
    err->number = number;
    return code;
}

enum err_code err_lead(struct err *err, const char *format, ...)
{
    if (!err)
        return ERR_OK;
    char text[sizeof err->text];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);

    char joined[2 * sizeof err->text + 4];
    int wanted = snprintf(joined, sizeof joined, "%s: %s", text, err->text);
    snprintf(err->text, sizeof err->text, "%.*s", (int)sizeof err->text - 1, joined);
    tidy_text(err->text, sizeof err->text, wanted < 0 ? 0 : (size_t)wanted);
    return err->code;
}

enum err_code err_from_errno(int errno_value)
{
    switch (errno_value) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return ERR_FULL;
    case ENOENT: return ERR_MISSING;
    case EACCES:
    case EPERM:
    case EROFS: return ERR_DENIED;
    case ENOMEM: return ERR_NOMEM;
    default: return ERR_IO;
    }
}

const char *err_reason(int errno_value)
{
    switch (errno_value) {
    case ENOSPC: return _("no room left on the disk");
    case EDQUOT: return _("your share of the disk is used up");
    case EFBIG: return _("the file would be too big");
    case ENOENT: return _("it is not there");
    case EACCES:
    case EPERM: return _("this is not allowed");
    case EROFS: return _("the disk is read-only");
    case ENOMEM: return _("not enough memory");
    case EIO: return _("the disk or device reports a fault");
    case EISDIR: return _("it is a folder");
    case ENOTDIR: return _("a part of the path is not a folder");
    case EEXIST: return _("it is there already");
    case ENAMETOOLONG: return _("the name is too long");
    default: return strerror(errno_value);
    }
}

void err_clear(struct err *err)
{
    if (err)
        memset(err, 0, sizeof *err);
}

const char *err_code_name(enum err_code code)
{
    return (unsigned)code < ERR_COUNT ? code_names[code] : "unknown";
}

enum err_code err_code_parse(const char *name)
{
    for (int code = 0; name && code < ERR_COUNT; code++)
        if (strcmp(name, code_names[code]) == 0)
            return (enum err_code)code;
    return ERR_COUNT;
}
