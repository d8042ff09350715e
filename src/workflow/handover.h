/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/handover: finding hand-over profiles, by name, path or the kind of record they take; and
 * how an entry with its book looks to one.
 */
#ifndef WORKFLOW_HANDOVER_H
#define WORKFLOW_HANDOVER_H

#include "export/handover.h"
#include "record/schema.h"
#include "workflow/book_fixed.h"

/* name: of handover-profiles/ without its ending, or a path; NULL: the first that takes the kind of
 * record. ERR_MISSING K-2895, K-2896; K-2897 when it takes another kind; what handover_load says.
 */
enum err_code handover_open(const char *name, const char *schema, struct handover **ret_new,
                            struct err *err) MUST_CHECK;
/* Against the fields of a schema; see handover_check. */
size_t handover_check_schema(const struct handover *handover, const struct schema *schema,
                             handover_report report, void *context);
/* What the book fixes, put into the entry; texts borrowed from it, the year from the arena. */
void handover_entry_book(struct handover_entry *entry, const struct book_fixed *book,
                         struct arena *arena);

#endif
