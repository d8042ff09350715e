/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/paper: the table of papers.
 */
#include "paper.h"

#include "base/mem.h"
#include "base/str.h"

const struct paper PAPERS[] = {
    {.schema = "khai-sinh", .width = 210, .height = 297, .write = paper_khai_sinh},
    {.schema = "cong-van", .width = 210, .height = 297, .write = paper_cong_van},
    {.schema = "so-khai-sinh",
     .width = 297,
     .height = 210,
     .book = true,
     .write = paper_so_khai_sinh},
};
const size_t PAPER_COUNT = ARRAY_SIZE(PAPERS);

const struct paper *paper_lookup(const char *schema)
{
    for (size_t i = 0; i < PAPER_COUNT; i++)
        if (text_equal(PAPERS[i].schema, schema))
            return &PAPERS[i];
    return NULL;
}
