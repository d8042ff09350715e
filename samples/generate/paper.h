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
    void (*write)(struct sheet *sheet); /* sheet->look is chosen already; mandatory */
};

extern const struct paper PAPERS[];
extern const size_t PAPER_COUNT;
const struct paper *paper_lookup(const char *schema); /* NULL when there is none */

void paper_khai_sinh(struct sheet *sheet);
void paper_ket_hon(struct sheet *sheet);
void paper_khai_tu(struct sheet *sheet);
void paper_cong_van(struct sheet *sheet);
void paper_can_cuoc(struct sheet *sheet);
void paper_so_khai_sinh(struct sheet *sheet);
void paper_so_ket_hon(struct sheet *sheet);
void paper_so_khai_tu(struct sheet *sheet);
void paper_so_nhan_cha_me_con(struct sheet *sheet);
void paper_so_tinh_trang(struct sheet *sheet);
void paper_so_khac(struct sheet *sheet);

#endif
