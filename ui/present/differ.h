/* SPDX-License-Identifier: Apache-2.0
 *
 * present/differ: where two readings of one field differ.
 */
#ifndef PRESENT_DIFFER_H
#define PRESENT_DIFFER_H

#include <stdbool.h>

#include "present/shown.h"

/* The part of text that other has not; false when there is none. */
bool text_differs(const char *text, const char *other, struct shown_span *ret);

#endif
