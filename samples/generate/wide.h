/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/wide: what `--wide` adds: faces, wordings, forms, stamps and scans that the ordinary
 * pages do not have, so that a recogniser meets what it was not built on. Without the option
 * nothing in here rolls a die: the pages of a seed stay as they are.
 */
#ifndef GENERATE_WIDE_H
#define GENERATE_WIDE_H

#include "sheet.h"
#include "wear.h"

/* Faces, inks, boxes instead of leaders; after look_choose. */
void wide_look(struct sheet *sheet);
/* The label as another print shop words it; static text or label itself. */
const char *wide_label(struct maker *maker, const char *label);
/* Blue or violet instead of red. */
struct color wide_stamp(struct maker *maker, struct color red);
/* How it was scanned; returns the resolution. */
double wide_scan(struct wear *wear, struct dice *dice, double dpi);

/* The faces by number, NULL behind the last. */
const char *wide_face(size_t number);

#endif
