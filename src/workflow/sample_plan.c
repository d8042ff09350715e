/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/sample_plan: how many of a lot are looked at, and how many may be faulty. Part of
 * workflow/sample. May include: base.
 */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "workflow/sample.h"

/* ISO 2859-1, table 1, general inspection level II: lots up to this size have that letter. */
static const struct {
    long lot;
    char letter;
    long size;
} letters[] = {
    {8, 'A', 2},        {15, 'B', 3},       {25, 'C', 5},          {50, 'D', 8},
    {90, 'E', 13},      {150, 'F', 20},     {280, 'G', 32},        {500, 'H', 50},
    {1200, 'J', 80},    {3200, 'K', 125},   {10000, 'L', 200},     {35000, 'M', 315},
    {150000, 'N', 500}, {500000, 'P', 800}, {1L << 40, 'Q', 1250},
};

/* Table 2-A: the row whose plan accepts none; from there down: the row above, the one below, then
 * 1, 2, 3, 5 ... may be faulty. */
static const struct {
    const char *limit;
    int zero; /* row of letters */
} limits[] = {
    {"0.10", 9}, {"0.15", 8}, {"0.25", 7}, {"0.40", 6}, {"0.65", 5},
    {"1.0", 4},  {"1.5", 3},  {"2.5", 2},  {"4.0", 1},
};
static const long accepts[] = {1, 2, 3, 5, 7, 10, 14, 21};
enum { ROW_ABOVE = 1, ROW_BELOW = 2, ROW_ONE = 3, EVERY_MOST = 1000 };

bool sample_plan_parse(const char *text, struct sample_plan *ret)
{
    static const char every[] = "every:", iso[] = "iso2859-1:";
    struct sample_plan plan = {.sort = SAMPLE_ALL};
    bool good = text_equal(text, "all");
    if (text && text_starts(text, every)) {
        plan.sort = SAMPLE_EVERY;
        good = text_to_long(text + strlen(every), 2, EVERY_MOST, &plan.every);
    }
    for (size_t i = 0; text && text_starts(text, iso) && i < ARRAY_SIZE(limits); i++) {
        if (!text_equal(text + strlen(iso), limits[i].limit))
            continue;
        plan.sort = SAMPLE_ISO2859;
        plan.limit = (int)i;
        good = true;
    }
    if (good)
        *ret = plan;
    return good;
}

static struct sample_size iso_size(int limit, long lot)
{
    int row = 0, zero = limits[limit].zero, last = zero + ROW_ONE + (int)ARRAY_SIZE(accepts) - 1;
    while (letters[row].lot < lot)
        row++;
    if (row < zero || row == zero + ROW_ABOVE)
        row = zero;
    else if (row == zero + ROW_BELOW)
        row = zero + ROW_ONE;
    if (row > last)
        row = last;
    return (struct sample_size){.letter = letters[row].letter,
                                .size = letters[row].size,
                                .accept = row == zero ? 0 : accepts[row - zero - ROW_ONE]};
}

struct sample_size sample_size_of(const struct sample_plan *plan, long lot)
{
    struct sample_size size = {.size = lot};
    if (plan->sort == SAMPLE_EVERY)
        size.size = (lot + plan->every - 1) / plan->every;
    if (plan->sort == SAMPLE_ISO2859)
        size = iso_size(plan->limit, lot);
    if (size.size > lot)
        size.size = lot;
    return size;
}
