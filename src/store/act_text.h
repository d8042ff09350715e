/* SPDX-License-Identifier: Apache-2.0
 *
 * store/act_text: what a signature of an act covers: canonical JSON of the act, the versions it is
 * about with their hashes, and the head of the chain before it; so neither the act nor what it is
 * about nor what stood before it can be changed.
 */
#ifndef STORE_ACT_TEXT_H
#define STORE_ACT_TEXT_H

#include "base/json.h"
#include "store/store.h"
#include "trust/sign.h"

#define ACT_DOMAIN "sohoa-act-1"

/* Texts are borrowed; ids and hashes as text. */
struct act_text {
    const char *id, *kind, *station, *office, *person, *key;
    const char *reason, *body; /* NULL = none */
    const char *head;          /* audit_head_show */
    int64_t at_ms;
    const json_t *versions; /* array of [id, record, hash], in their order */
};
char *act_text_make(const struct act_text *act); /* heap */
void act_text_version(json_t *versions, const char *id, const char *record,
                      const struct digest *hash);

#endif
