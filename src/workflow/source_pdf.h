/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/source_pdf: PDF files through poppler-utils children: number and size of pages, one page
 * as a picture of 300 dpi. fd: position at the start, its own open file; stays the caller's.
 */
#ifndef WORKFLOW_SOURCE_PDF_H
#define WORKFLOW_SOURCE_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "workflow/source.h"

bool source_pdf_is(int fd); /* by the first bytes */
/* Heap array of frames in the size they are rendered in. */
enum err_code source_pdf_probe(int fd, const char *name, struct source_frame **ret_frames_new,
                               size_t *ret_count, struct err *err) MUST_CHECK;
/* A memory file with a PNM image. */
enum err_code source_pdf_render(int fd, const char *name, size_t frame, int *ret_fd,
                                struct err *err) MUST_CHECK;

#endif
