/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/pixels: the pixels of a stored page for a worker: its master, or the page of a PDF
 * rendered as a picture.
 */
#ifndef WORKFLOW_PIXELS_H
#define WORKFLOW_PIXELS_H

#include "base/json.h"
#include "store/master.h"
#include "store/page.h"

/* Everything about one page. Texts of the arena. */
struct page_facts {
    struct page page;
    struct master master;
    const char *name; /* for a person: "lô 1 · 3 (scan-0003.tif)" */
};
enum err_code page_facts_get(struct store *store, const struct uuid *page, struct arena *arena,
                             struct page_facts *ret, struct err *err) MUST_CHECK;

/* The caller closes *ret_fd; *ret_frame is the frame inside it. A joined page gives its joined
 * picture. */
enum err_code pixels_open(struct store *store, const struct page_facts *facts, int *ret_fd,
                          int *ret_frame, struct err *err) MUST_CHECK;

/* Puts "frame", "region" and, for a PDF, "source_dpi" into a worker's request. */
void pixels_put(const struct page_facts *facts, int frame, json_t *request);

#endif
