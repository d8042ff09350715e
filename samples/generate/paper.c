/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/paper: the table of papers.
 */
#include "paper.h"

#include "base/mem.h"
#include "base/str.h"

/* Certificates and registers by turns, so that any stack of pages is a mix. */
const struct paper PAPERS[] = {
    {"khai-sinh", 210, 297, false, paper_khai_sinh},
    {"so-khai-sinh", 297, 210, true, paper_so_khai_sinh},
    {"cong-van", 210, 297, false, paper_cong_van},
    {"so-ket-hon", 297, 210, true, paper_so_ket_hon},
    {"ket-hon", 297, 210, false, paper_ket_hon},
    {"so-khai-tu", 297, 210, true, paper_so_khai_tu},
    {"khai-tu", 210, 297, false, paper_khai_tu},
    {"so-nhan-cha-me-con", 297, 210, true, paper_so_nhan_cha_me_con},
    {"can-cuoc", 148, 210, false, paper_can_cuoc},
    {"so-tinh-trang", 297, 210, true, paper_so_tinh_trang},
    {"so-khac", 297, 210, true, paper_so_khac},
};
const size_t PAPER_COUNT = ARRAY_SIZE(PAPERS);

const struct paper *paper_lookup(const char *schema)
{
    for (size_t i = 0; i < PAPER_COUNT; i++)
        if (text_equal(PAPERS[i].schema, schema))
            return &PAPERS[i];
    return NULL;
}
