/* SPDX-License-Identifier: Apache-2.0
 *
 * record/gate: what bars a value from being called sure however well it was read: its shape says
 * that something is lost, or that words of two places stand in it. Private to record/evidence.
 */
#ifndef RECORD_GATE_H
#define RECORD_GATE_H

#include "record/schema.h"

/* How many reasons there are. text: the value as it is proposed. */
int gate_value(const struct schema_field *field, const char *text);

#endif
