/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/print: the tables. May include: record, base.
 */
#include "print.h"

#include <stdio.h>

#include "base/mem.h"
#include "base/str.h"

static const char *const levels[] = {"clean", "office", "worn"};

static void print_characters(const struct scores *sums)
{
    printf("%-8s %6s %9s %8s %14s\n", "level", "pages", "letters", "CER %", "without marks");
    for (size_t i = 0; i < ARRAY_SIZE(levels); i++) {
        struct score sum = scores_gather(sums, NULL, levels[i]);
        if (sum.pages)
            printf("%-8s %6zu %9zu %8.2f %14.2f\n", levels[i], sum.pages,
                   sum.texts[DISTANCE_LETTERS].count,
                   percent_of(sum.texts[DISTANCE_LETTERS].edits, sum.texts[DISTANCE_LETTERS].count),
                   percent_of(sum.texts[DISTANCE_PLAIN].edits, sum.texts[DISTANCE_PLAIN].count));
    }
}

static void print_field_row(const char *name, const struct scores *sums, const char *schema)
{
    printf("%-22s", name);
    for (size_t i = 0; i < ARRAY_SIZE(levels); i++) {
        struct score sum = scores_gather(sums, schema, levels[i]);
        if (sum.fields.count)
            printf(" %7.1f (%4zu)", percent_of(sum.fields.exact, sum.fields.count),
                   sum.fields.count);
        else
            printf(" %14s", "-");
    }
    printf("\n");
}

static int first_of_schema(const struct scores *sums, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (text_equal(sums->items[i].schema, sums->items[index].schema))
            return 0;
    return 1;
}

static void print_fields(const struct scores *sums)
{
    printf("\n%-22s %14s %14s %14s\n", "fields exact %", levels[0], levels[1], levels[2]);
    for (size_t i = 0; i < sums->count; i++)
        if (first_of_schema(sums, i))
            print_field_row(sums->items[i].schema, sums, sums->items[i].schema);
    print_field_row("all", sums, NULL);
}

static void print_sure(const struct scores *sums)
{
    printf("\n%-8s %12s %12s %14s %8s %8s %10s\n", "level", "kind found", "rows found",
           "fields sure %", "wrong", "wrong %", "at most %");
    for (size_t i = 0; i < ARRAY_SIZE(levels); i++) {
        struct score sum = scores_gather(sums, NULL, levels[i]);
        if (sum.pages)
            printf("%-8s %6zu/%-5zu %6zu/%-5zu %14.1f %8zu %8.2f %10.2f\n", levels[i],
                   sum.pages_known, sum.pages, sum.fields.records_found, sum.fields.records,
                   percent_of(sum.fields.sure, sum.fields.count), sum.fields.sure_wrong,
                   percent_of(sum.fields.sure_wrong, sum.fields.sure),
                   percent_upper_bound(sum.fields.sure_wrong, sum.fields.sure));
    }
}

void scores_print(const struct scores *sums, int with_fields)
{
    print_characters(sums);
    if (!with_fields)
        return;
    print_fields(sums);
    print_sure(sums);
}
