/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/worker/child: a sohoa-worker process of a test.
 */
#ifndef WORKER_CHILD_H
#define WORKER_CHILD_H

#include "base/frame.h"
#include "base/proc.h"
#include "imaging/image.h"

/* fault: value of SOHOA_WORKER_FAULT or NULL. */
void worker_start(struct proc *child, const char *fault);
void worker_end(struct proc *child); /* must end in good order */

/* request is JSON text; file -1 = none. The answer is a new reference; ret_fd may be NULL. */
json_t *worker_call(struct proc *child, const char *request, int file, int *ret_fd);
/* The same, and the answer must be this error (0 = none). */
void worker_expect(struct proc *child, const char *request, int file, int number);
/* setup with the engine that reads nothing. */
void worker_setup_null(struct proc *child, bool simple);

/* A file of a pattern, as a descriptor: PNG, or TIFF as scanned. */
int worker_png(enum raster_format format, int width, int height);
int worker_tiff(enum raster_format format, int width, int height, struct digest *ret_hash);

#endif
