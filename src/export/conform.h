/* SPDX-License-Identifier: Apache-2.0
 *
 * export/conform: does a PDF of a hand-over meet the legal floor: PDF 1.4 or later, in colour, 200
 * dpi or more, at 100 % scale, and saying of itself that it is PDF/A-1. What is measured is what
 * the file shows: each image as it is placed on its page.
 */
#ifndef EXPORT_CONFORM_H
#define EXPORT_CONFORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum { CONFORM_DPI_MIN = 200 };

enum conform_check {
    CONFORM_READ,       /* it is a PDF with pages and images */
    CONFORM_VERSION,    /* >= 1.4 */
    CONFORM_COLOUR,     /* each page has an image of three colours */
    CONFORM_RESOLUTION, /* and one of at least 200 dpi */
    CONFORM_SCALE,      /* nothing is stretched, and a page is of paper size */
    CONFORM_ARCHIVE,    /* PDF/A-1 */
    CONFORM_CHECK_COUNT
};
const char *conform_check_title(enum conform_check check); /* translated; static */

struct conform_pdf {
    bool good[CONFORM_CHECK_COUNT];
    bool all;        /* all of them */
    char version[8]; /* "1.4" */
    char archive[8]; /* "1b", "" = says nothing */
    int pages;
    double dpi;                 /* of the page that has least */
    double width_mm, height_mm; /* of the first page */
};
/* Only in a process that may read these bytes. Never fails: what is no PDF meets nothing. */
void conform_pdf_look(const void *data, size_t length, struct conform_pdf *ret);

#endif
