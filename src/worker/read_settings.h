/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_settings: the numbers of an OCR profile (ocr-profiles/), all parts together. A
 * profile names only what it changes; the file `default` names everything, with its comment.
 */
#ifndef WORKER_READ_SETTINGS_H
#define WORKER_READ_SETTINGS_H

#include "base/json.h"
#include "imaging/clean.h"
#include "imaging/layout.h"

struct read_settings {
    struct clean_settings clean;
    struct layout_settings layout;
    double least_likely; /* 0..1; a line that is less likely to be text is dropped */
    double doubt;        /* 0..1; a line read with less is read again, sharpened */
    double unsure;       /* 0..1; on dark pages a line with a sign less sure is read again, finer */
    double pale_ink;     /* grey level; only pages whose ink is paler are read again */
    double sharp_ink;    /* grey level; pages whose ink is paler are read sharpened first */
    double plain_text;   /* 0..1; lines with so many letters in Vietnamese words lie well */
};

/* profile may be NULL: standard values. ERR_FORMAT names the part that is wrong. */
enum err_code read_settings_load(struct read_settings *ret, const json_t *profile,
                                 struct err *err) MUST_CHECK;
/* The text of a profile that holds these settings, each number with its comment; heap. */
char *read_settings_write(const struct read_settings *settings);
/* The table of all numbers, in the order of the text: [{"path": "clean/dots/size", "value",
 * "standard", "least", "most", ("whole": true)}, ...]; new reference. */
json_t *read_settings_list(const struct read_settings *settings);

#endif
