/* SPDX-License-Identifier: Apache-2.0
 *
 * base/err: how a failure travels.
 *
 * A fallible function returns enum err_code (0 = ok) and fills the caller's struct err once, at the
 * depth that knows what happened. The text is one line for a clerk: what happened, where, what to
 * do now, already translated (source English, po/vi.po). Field values and passwords never enter it.
 *
 * Each place that sets an error names a number that can be read out over the phone: K-203.
 * Numbers are unique in the tree (a lint test checks it) and grouped by room:
 *   100 base   150 model viet trust   200 imaging paint   250 ocr barcode   300 scan   400 record
 *   500 store  600 export             700 worker          800 workflow      900 ui
 * and again a thousand higher where a room has used up its own (1500 store, 1800 workflow).
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <libintl.h>

#define _(text)  gettext(text)
#define N_(text) text

enum err_code {
    ERR_OK = 0,
    ERR_USAGE,   /* the call's words are wrong: exit 2 */
    ERR_NOMEM,   /* a pixel- or file-sized allocation failed */
    ERR_IO,      /* read, write, fsync, open failed */
    ERR_FULL,    /* no space left, quota, file size limit */
    ERR_MISSING, /* a file, model, schema, record that should be there is not */
    ERR_FORMAT,  /* foreign bytes that are not what they should be */
    ERR_LIMIT,   /* bigger, longer or deeper than base/limits.h allows */
    ERR_LOCKED,  /* somebody else holds it; try again later */
    ERR_FOREIGN, /* not ours: another program's database, a newer store, a network share */
    ERR_CHILD,   /* a child process died or broke the protocol */
    ERR_TIMEOUT, /* wall time limit */
    ERR_CANCEL,  /* a person or signal asked to stop */
    ERR_DENIED,  /* this person or state may not do that */
    ERR_STATE,   /* not possible in the present state */
    ERR_DEVICE,  /* scanner: I/O, unplugged, invalid option */
    ERR_JAM,     /* scanner: paper jam, cover open */
    ERR_EMPTY,   /* scanner: feeder empty; also the regular end of a stack */
    ERR_DAMAGED, /* stored data does not match its hash or chain */
    ERR_EXISTS,  /* it is there already */
    ERR_PART,    /* done in part; what was set aside is listed: exit 3 */
    ERR_COUNT
};

/* Plain data; zero-initialise with {0}. May be copied. */
struct err {
    enum err_code code;
    int number;     /* K-number, 0 when code is ERR_OK */
    char text[512]; /* translated, one line, no trailing newline, no K-number in it */
};

/* Fills *err (may be NULL) unless it already holds an error, and returns code.
 * Use as: return err_set(err, ERR_IO, 101, _("cannot write %s: %s; free some space"), path, why);
 */
enum err_code err_set(struct err *err, enum err_code code, int number, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Like err_set, but puts a translated lead in front of a text that is already there
 * ("page 3 of book.pdf: <text>"). Keeps code and number. Returns err->code. */
enum err_code err_lead(struct err *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* ERR_FULL for ENOSPC, EDQUOT and EFBIG, ERR_MISSING for ENOENT, ERR_DENIED for EACCES, EPERM and
 * EROFS, ERR_NOMEM for ENOMEM, else ERR_IO. */
enum err_code err_from_errno(int errno_value);

/* What errno means, translated, for the middle of a message ("no room left"). Static. */
const char *err_reason(int errno_value);

void err_clear(struct err *err);

/* Stable English word for logs and JSON ("io", "full", ...). Never NULL, static. */
const char *err_code_name(enum err_code code);
/* The inverse; ERR_COUNT when unknown. */
enum err_code err_code_parse(const char *name);

#define MUST_CHECK __attribute__((warn_unused_result))

#endif
