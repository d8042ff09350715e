/* SPDX-License-Identifier: Apache-2.0
 *
 * export/parcel: a folder as one file that travels: a plain zip, a zip enciphered with AES-256 for
 * the usual unpackers of Windows, or a zip sealed for a key or a password (trust/seal). The same
 * folder gives the same plain zip.
 */
#ifndef EXPORT_PARCEL_H
#define EXPORT_PARCEL_H

#include "base/err.h"
#include "trust/secret.h"

enum parcel_form { PARCEL_ZIP, PARCEL_AES, PARCEL_SEALED };
/* "zip", "aes", "sealed"; NULL: by the ending of path (".sealed", else zip). ERR_USAGE K-688. */
enum err_code parcel_form_parse(const char *name, const char *path, enum parcel_form *ret,
                                struct err *err) MUST_CHECK;

/* password NULL = plain. Names begin with that of the folder. */
enum err_code parcel_zip(const char *folder, const char *path, const char *password,
                         struct err *err) MUST_CHECK;
/* The zip stands beside the folder while it is sealed, then it is gone. */
enum err_code parcel_seal(const char *folder, const char *path, const struct seal_to *to,
                          struct err *err) MUST_CHECK;
/* What was sealed, as it was, complete or not at all. */
enum err_code parcel_open(const char *path, const struct secret *secret, const char *into,
                          struct err *err) MUST_CHECK;

#endif
