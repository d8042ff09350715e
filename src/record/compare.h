/* SPDX-License-Identifier: Apache-2.0
 *
 * record/compare: two entries of one field (first and blind second entry, machine and person, paper
 * and table) set against each other.
 */
#ifndef RECORD_COMPARE_H
#define RECORD_COMPARE_H

#include "model/record.h"
#include "record/kind.h"

enum entry_match {
    ENTRY_EQUAL,     /* same status, same value (NFC, single spaces) */
    ENTRY_ALIKE,     /* differs only in case or in where the tone stands (hòa, hoà) */
    ENTRY_SAME_FACT, /* written differently, same normalised value: 5/3/2010, 05-03-2010 */
    ENTRY_DIFFERENT,
    ENTRY_MATCH_COUNT
};
const char *entry_match_name(enum entry_match match); /* "equal" ...; static */

enum entry_match entry_compare(enum field_kind kind, const struct value *a, const struct value *b);

#endif
