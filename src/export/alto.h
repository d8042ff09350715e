/* SPDX-License-Identifier: Apache-2.0
 *
 * export/alto: the text of pages as ALTO 3.0 XML (Library of Congress), boxes in page space.
 */
#ifndef EXPORT_ALTO_H
#define EXPORT_ALTO_H

#include <stddef.h>

#include "model/text.h"

struct alto_page {
    const struct text_page *text;
    int number; /* 1.. within the file */
};

/* One document for all pages of one file; heap text. file_name is what was read. */
char *alto_new(const char *file_name, const struct alto_page *pages, size_t count);

#endif
