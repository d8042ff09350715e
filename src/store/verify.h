/* SPDX-License-Identifier: Apache-2.0
 *
 * store/verify: inside of this room only. What the parts of the proof share.
 */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

#include "store/audit.h"
#include "store/content.h"

struct proof {
    struct store *store;
    const struct audit_options *options;
    struct audit_report report;
    long done, total;
    int64_t started_ms;
    bool head_seen;
};

void proof_report(struct proof *proof, enum audit_fault fault, const char *noun, const char *id,
                  int64_t sequence);
/* One row or file more. ERR_CANCEL. */
enum err_code proof_step(struct proof *proof, struct err *err) MUST_CHECK;

enum err_code prove_content(struct proof *proof, const struct content *table,
                            struct err *err) MUST_CHECK;
enum err_code prove_versions(struct proof *proof, struct err *err) MUST_CHECK;
enum err_code prove_schemas(struct proof *proof, struct err *err) MUST_CHECK;
enum err_code prove_masters(struct proof *proof, struct err *err) MUST_CHECK;

#endif
