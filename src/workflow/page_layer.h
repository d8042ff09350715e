/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/page_layer: what lies invisibly over the picture of a page: the text that was read, and
 * what people wrote in its place.
 */
#ifndef WORKFLOW_PAGE_LAYER_H
#define WORKFLOW_PAGE_LAYER_H

#include "export/pdf.h"
#include "store/page.h"

struct office;

/* The text read on this page; *ret_some false: there is none, or it was read from another revision.
 */
enum err_code page_layer_text(struct store *store, const struct uuid *page, int revision,
                              struct arena *arena, struct text_page *ret, bool *ret_some,
                              struct err *err) MUST_CHECK;

/* Zero-initialise; items are ended with free(), their texts are the arena's. */
struct page_values {
    struct pdf_value *items;
    size_t count, capacity;
};
/* Adds what people wrote in a record: finished versions, and drafts in a practice store. view: of
 * the page's revision; text: of that page. */
enum err_code page_layer_values(struct office *office, const struct uuid *record,
                                const struct page_view *view, const struct text_page *text,
                                struct arena *arena, struct page_values *values,
                                struct err *err) MUST_CHECK;

#endif
