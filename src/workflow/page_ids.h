/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/page_ids: what a long job goes through, found at its start.
 */
#ifndef WORKFLOW_PAGE_IDS_H
#define WORKFLOW_PAGE_IDS_H

#include <stddef.h>

#include "store/store.h"

/* Zero-initialise; items are ended with free(). */
struct id_list {
    struct uuid *items;
    size_t count, capacity;
};
/* Adds the pages in these states (bits, 0 = all) by batch and position. batch NULL = all. */
enum err_code page_ids_list(struct store *store, const struct uuid *batch, unsigned states,
                            struct id_list *ids, struct err *err) MUST_CHECK;

#endif
