/* SPDX-License-Identifier: Apache-2.0
 *
 * pack/zip: zip files written through the one checked writer: the same files in the same order give
 * the same bytes. With a password each file is enciphered with AES-256 in the form that the usual
 * unpackers of Windows open (WinZip AE-2); names stay readable there.
 */
#ifndef PACK_ZIP_H
#define PACK_ZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct zip; /* opaque */

/* Replaces path when it is finished. password NULL = plain; it is copied and wiped at the end.
 * stamp_ms: the time that every file in it bears (UTC). */
enum err_code zip_open(const char *path, const char *password, int64_t stamp_ms,
                       struct zip **ret_new, struct err *err) MUST_CHECK;
/* packed: worth deflating (texts); PDF and JPEG are stored as they are. name: UTF-8 with '/'. */
enum err_code zip_add(struct zip *zip, const char *name, const void *data, size_t length,
                      bool packed, struct err *err) MUST_CHECK;
enum err_code zip_add_file(struct zip *zip, const char *name, const char *path, bool packed,
                           struct err *err) MUST_CHECK;
enum err_code zip_finish(struct zip *zip, struct err *err) MUST_CHECK; /* frees it in any case */
void zip_drop(struct zip *zip); /* nothing appears; NULL is fine */

#endif
