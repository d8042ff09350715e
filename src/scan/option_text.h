/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/option_text: one setting of a scanner as text and JSON. For files of src/scan only.
 */
#ifndef SCAN_OPTION_TEXT_H
#define SCAN_OPTION_TEXT_H

#include <sane/sane.h>

#include "base/json.h"

const char *option_type_name(SANE_Value_Type type);
const char *option_unit_name(SANE_Unit unit);
long option_words(const SANE_Option_Descriptor *option); /* how many numbers; 1 for texts */
json_t *option_constraint_json(const SANE_Option_Descriptor *option); /* new reference */
json_t *option_value_json(const SANE_Option_Descriptor *option, const void *raw); /* new */
char *option_legal_text(const SANE_Option_Descriptor *option); /* for messages; heap */

/* Text into raw bytes (size + 1 of the option); false when the constraint forbids it. */
bool option_parse(const SANE_Option_Descriptor *option, const char *text, void *raw);

#endif
