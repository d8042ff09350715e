/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/stamp: round red seals and signatures: ink on a sheet that is no text.
 */
#ifndef GENERATE_STAMP_H
#define GENERATE_STAMP_H

#include "sheet.h"

/* Round seal of an office around (x, y) mm, radius mm; words run along its rim. */
void stamp_put(struct sheet *sheet, double x, double y, double radius, const char *words);
/* A name written as nobody can read it, about width mm wide. */
void signature_put(struct sheet *sheet, double x, double y, double width);

#endif
