/* SPDX-License-Identifier: Apache-2.0
 *
 * store/chain: inside of this room only. How an audit row is hashed and appended.
 */
#ifndef STORE_CHAIN_H
#define STORE_CHAIN_H

#include "base/json.h"
#include "store/audit.h"
#include "store/db.h"

/* The audit row of what is pending. In the open transaction. */
enum err_code chain_append(struct store *store, struct err *err) MUST_CHECK;

/* One audit row on its way to its hash: canonical JSON of station, sequence, previous hash, time,
 * kind, person and the rows it covers. */
struct chain_link {
    const char *station;
    struct audit_head prev; /* sequence of this row - 1, hash of the row before */
    int64_t at_ms;
    const char *kind;
    const char *person; /* NULL = nobody */
    json_t *rows;       /* array of [noun, id, owner or null, hash or null]; owned by the caller */
};
void chain_hash(const struct chain_link *link, struct digest *ret);
/* owner and hash may be NULL. */
void chain_link_add(struct chain_link *link, const char *noun, const char *id, const char *owner,
                    const struct digest *hash);

#endif
