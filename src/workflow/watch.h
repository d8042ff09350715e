/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/watch: a folder into which others put files. A file is handed out once, when it is
 * complete: its size and time have not changed for a while and nobody has it open for writing
 * (where the file system tells). One that changes later is handed out again. Nothing in the folder
 * is moved or changed.
 *
 * The kernel's news (inotify) make it quick; a look every two seconds serves shares, whose news do
 * not come.
 */
#ifndef WORKFLOW_WATCH_H
#define WORKFLOW_WATCH_H

#include "base/err.h"

enum { WATCH_SETTLE_MS = 2000, WATCH_LOOK_MS = 2000 };

struct watch; /* opaque */

/* ERR_MISSING K-1877 when there is no such folder. */
enum err_code watch_new(const char *folder, struct watch **ret_new, struct err *err) MUST_CHECK;
/* The next complete file (heap), waiting at most timeout_ms. ERR_EMPTY without a text: none yet.
 * Any other error: the folder cannot be read now (a share that is away); told once, and the watch
 * goes on. */
enum err_code watch_next(struct watch *watch, int timeout_ms, char **ret_file_new,
                         struct err *err) MUST_CHECK;
void watch_free(struct watch *watch); /* NULL is fine */

#endif
