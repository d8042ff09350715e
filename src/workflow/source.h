/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/source: what comes in as files. A file has frames: the pages of a TIFF or PDF, else one.
 *
 * No foreign byte is parsed in this process: images are probed by a worker, PDF files by
 * poppler-utils children with limits. A PDF page is rendered at 300 dpi; the file stays the master.
 */
#ifndef WORKFLOW_SOURCE_H
#define WORKFLOW_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct pool;
struct source; /* opaque: one open file */

enum { SOURCE_PDF_DPI = 300 };

struct source_frame {
    int width, height; /* pixels of page space */
    double dpi;        /* 0 = unknown */
};

/* Opens and probes. prober: a pool without other requests; stays the caller's. */
enum err_code source_open(const char *path, struct pool *prober, struct source **ret_new,
                          struct err *err) MUST_CHECK;
void source_close(struct source *source); /* NULL is fine */

const char *source_peek_name(const struct source *source); /* the last part of the path */
const char *source_peek_kind(const struct source *source); /* "png", "tiff", "pdf", ... */
uint64_t source_bytes(const struct source *source);
int source_peek_fd(const struct source *source); /* do not read by its position */
size_t source_frame_count(const struct source *source);
struct source_frame source_frame(const struct source *source, size_t frame);

/* A descriptor of its own for a worker, and the number of the frame inside it. Renders PDF pages.
 */
enum err_code source_frame_open(const struct source *source, size_t frame, int *ret_fd,
                                int *ret_frame, struct err *err) MUST_CHECK;

/* The files behind the paths: a folder gives its pages (by the ending of their names), subfolders
 * too, in the order of their names. NULL-terminated; free with file_list_free. */
enum err_code source_expand(char *const *paths, size_t count, char ***ret_files_new,
                            struct err *err) MUST_CHECK;

#endif
