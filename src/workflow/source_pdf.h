/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/source_pdf: PDF files through poppler-utils children: number of pages, one page as a
 * picture. fd: its own open file, whose position is not kept; stays the caller's.
 *
 * A page that is one picture and nothing else that can be seen (workflow/source_svg) is that
 * picture: a JPEG byte by byte as it stands in the PDF, any other kind as a PNG of the same pixels.
 * Every other page is rendered at 300 dpi.
 */
#ifndef WORKFLOW_SOURCE_PDF_H
#define WORKFLOW_SOURCE_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "workflow/source.h"

/* Kept as the mode of a master whose pages are taken so. Boxes are pixels of a page's picture, so
 * the pages of one without it (from before this was done) are rendered for ever. */
#define SOURCE_PDF_PICTURES "pictures"

bool source_pdf_is(int fd); /* by the first bytes */
/* Refuses a page that is larger than any paper, unless it is a picture. */
enum err_code source_pdf_probe(int fd, const char *name, size_t *ret_count,
                               struct err *err) MUST_CHECK;
/* The page's own picture, else rendered; a memory file. */
enum err_code source_pdf_open(int fd, const char *name, size_t frame, struct source_picture *ret,
                              struct err *err) MUST_CHECK;
/* Always rendered: PNM. */
enum err_code source_pdf_render(int fd, const char *name, size_t frame, struct source_picture *ret,
                                struct err *err) MUST_CHECK;

#endif
