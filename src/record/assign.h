/* SPDX-License-Identifier: Apache-2.0
 *
 * record/assign: which field a label found on the page belongs to, where several fields share the
 * printed text: by the order of the form, its parts and their headings. Private to extraction.
 */
#ifndef RECORD_ASSIGN_H
#define RECORD_ASSIGN_H

#include "record/label.h"

enum { ASSIGN_NONE = -1 }; /* a stop, a heading, or a label that is none */

/* fields[i] = index of the field that instance i stands for, or ASSIGN_NONE; text[i] (may be NULL)
 * = it is no label after all but part of a value. Arrays of list->count. */
void assign_fields(const struct schema *schema, const struct instance_list *list, int *fields,
                   bool *text);

#endif
