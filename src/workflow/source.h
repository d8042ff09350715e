/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/source: what comes in as files. A file has frames: the pages of a TIFF or PDF, else one.
 *
 * No foreign byte is parsed in this process: images are probed by a worker, PDF files by
 * poppler-utils children with limits. The file of a PDF stays the master; a page of it becomes a
 * picture each time it is looked at (workflow/source_pdf).
 */
#ifndef WORKFLOW_SOURCE_H
#define WORKFLOW_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/json.h"
#include "store/master.h"

struct pool;
struct source; /* opaque: one open file */

/* A picture for a worker: the caller closes fd. */
struct source_picture {
    int fd;
    int frame;       /* inside of it */
    double dpi;      /* what the file does not say itself, or says wrongly; 0 = nothing to say */
    int orientation; /* the same: TIFF numbers 1..8 */
};
/* Puts "frame", "source_dpi" and "orientation" into a request. */
void source_picture_put(const struct source_picture *picture, json_t *request);

/* Opens and probes. prober: a pool without other requests; stays the caller's. */
enum err_code source_open(const char *path, struct pool *prober, struct source **ret_new,
                          struct err *err) MUST_CHECK;
void source_close(struct source *source); /* NULL is fine */

const char *source_peek_name(const struct source *source); /* the last part of the path */
uint64_t source_bytes(const struct source *source);
int source_peek_fd(const struct source *source); /* do not read by its position */
size_t source_frame_count(const struct source *source);
/* What a store keeps beside the file that comes in; texts are the source's. */
struct master_facts source_facts(const struct source *source);

/* With a descriptor of its own. */
enum err_code source_frame_open(const struct source *source, size_t frame,
                                struct source_picture *ret, struct err *err) MUST_CHECK;

bool source_name_fits(const char *name); /* its ending is that of a picture or PDF file */
/* The files behind the paths: a folder gives its pages (by the ending of their names), subfolders
 * too, in the order of their names. NULL-terminated; free with file_list_free. */
enum err_code source_expand(char *const *paths, size_t count, char ***ret_files_new,
                            struct err *err) MUST_CHECK;

#endif
