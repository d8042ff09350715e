/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/paper: the kinds of paper that can be made, one a schema; a driver table.
 */
#ifndef GENERATE_PAPER_H
#define GENERATE_PAPER_H

#include "sheet.h"

struct paper {
    const char *schema;
    double width, height;               /* mm, upright */
    bool book;                          /* a register page: a third is handwritten */
    bool small;                         /* a card or half sheet: never printed smaller */
    void (*write)(struct sheet *sheet); /* sheet->look is chosen already; mandatory */
};

extern const struct paper PAPERS[];
extern const size_t PAPER_COUNT;
const struct paper *paper_lookup(const char *schema); /* NULL when there is none */

void paper_khai_sinh(struct sheet *sheet);
void paper_cong_van(struct sheet *sheet);
void paper_so_khai_sinh(struct sheet *sheet);

#endif
