/* SPDX-License-Identifier: Apache-2.0
 *
 * base/paths: where the program's own files are. Looked for beside the executable (build folder:
 * sohoa-worker, schemas/, ocr-profiles/, po/), then in ../libexec/sohoa, ../share/sohoa and
 * ../share/locale of it. SOHOA_DATA overrides the data folder.
 */
#ifndef BASE_PATHS_H
#define BASE_PATHS_H

#include "base/err.h"

char *paths_helper(const char *program); /* heap path of sohoa-worker or sohoa-scan */
char *paths_data(const char *name);      /* heap path of schemas, ocr-profiles, ... */
/* Sets the locale to a UTF-8 one, binds the message catalogue, chooses lang ("vi", "en"). */
void paths_set_language(const char *lang);

#endif
