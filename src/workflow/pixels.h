/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/pixels: the pixels of a stored page for a worker: its master, or the page of a PDF as a
 * picture.
 */
#ifndef WORKFLOW_PIXELS_H
#define WORKFLOW_PIXELS_H

#include "base/json.h"
#include "store/master.h"
#include "store/page.h"
#include "workflow/source.h"

/* Everything about one page. Texts of the arena. */
struct page_facts {
    struct page page;
    struct master master;
    const char *name; /* for a person: "lô 1 · 3 (scan-0003.tif)" */
};
enum err_code page_facts_get(struct store *store, const struct uuid *page, struct arena *arena,
                             struct page_facts *ret, struct err *err) MUST_CHECK;

/* A joined page gives its joined picture. */
enum err_code pixels_open(struct store *store, const struct page_facts *facts,
                          struct source_picture *ret, struct err *err) MUST_CHECK;

/* Puts the picture's words and "region" into a worker's request. */
void pixels_put(const struct page_facts *facts, const struct source_picture *picture,
                json_t *request);

#endif
