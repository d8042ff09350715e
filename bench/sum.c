/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/sum: adding up by schema and level, and the tables. May include: base.
 */
#include "sum.h"

#include <math.h>
#include <stdio.h>

#include "base/mem.h"
#include "base/str.h"

static const char *const levels[] = {"clean", "office", "worn"};

struct sum *sum_of(struct sums *sums, const char *schema, const char *level)
{
    for (size_t i = 0; i < sums->count; i++)
        if (text_equal(sums->items[i].schema, schema) && text_equal(sums->items[i].level, level))
            return &sums->items[i];
    struct sum *sum = ARRAY_ADD(sums);
    sum->schema = schema;
    sum->level = level;
    return sum;
}

void sum_add_distance(struct distance *into, struct distance more)
{
    into->characters += more.characters;
    into->edits += more.edits;
}

static void sum_add(struct sum *into, const struct sum *more)
{
    into->pages += more->pages;
    into->pages_known += more->pages_known;
    sum_add_distance(&into->marked, more->marked);
    sum_add_distance(&into->plain, more->plain);
    into->fields.count += more->fields.count;
    into->fields.exact += more->fields.exact;
    into->fields.sure += more->fields.sure;
    into->fields.sure_wrong += more->fields.sure_wrong;
    into->fields.records += more->fields.records;
    into->fields.records_found += more->fields.records_found;
}

/* All rows of a schema and level; NULL stands for any. */
static struct sum gather(const struct sums *sums, const char *schema, const char *level)
{
    struct sum all = {.schema = schema, .level = level};
    for (size_t i = 0; i < sums->count; i++)
        if ((!schema || text_equal(sums->items[i].schema, schema)) &&
            (!level || text_equal(sums->items[i].level, level)))
            sum_add(&all, &sums->items[i]);
    return all;
}

static double share(size_t part, size_t whole)
{
    return whole ? 100.0 * (double)part / (double)whole : 0;
}

/* Upper end of the one-sided 95 % interval of Wilson, in per cent. */
static double upper_bound(size_t wrong, size_t count)
{
    if (count == 0)
        return 100;
    double n = (double)count, p = (double)wrong / n, z = 1.645, zz = z * z;
    return 100 * (p + zz / (2 * n) + z * sqrt(p * (1 - p) / n + zz / (4 * n * n))) / (1 + zz / n);
}

static void print_characters(const struct sums *sums)
{
    printf("%-8s %6s %9s %8s %14s\n", "level", "pages", "letters", "CER %", "without marks");
    for (size_t i = 0; i < ARRAY_SIZE(levels); i++) {
        struct sum sum = gather(sums, NULL, levels[i]);
        if (sum.pages)
            printf("%-8s %6zu %9zu %8.2f %14.2f\n", levels[i], sum.pages, sum.marked.characters,
                   share(sum.marked.edits, sum.marked.characters),
                   share(sum.plain.edits, sum.plain.characters));
    }
}

static void print_field_row(const char *name, const struct sums *sums, const char *schema)
{
    printf("%-22s", name);
    for (size_t i = 0; i < ARRAY_SIZE(levels); i++) {
        struct sum sum = gather(sums, schema, levels[i]);
        if (sum.fields.count)
            printf(" %7.1f (%4zu)", share(sum.fields.exact, sum.fields.count), sum.fields.count);
        else
            printf(" %14s", "-");
    }
    printf("\n");
}

static int first_of_schema(const struct sums *sums, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (text_equal(sums->items[i].schema, sums->items[index].schema))
            return 0;
    return 1;
}

static void print_fields(const struct sums *sums)
{
    printf("\n%-22s %14s %14s %14s\n", "fields exact %", levels[0], levels[1], levels[2]);
    for (size_t i = 0; i < sums->count; i++)
        if (first_of_schema(sums, i))
            print_field_row(sums->items[i].schema, sums, sums->items[i].schema);
    print_field_row("all", sums, NULL);
}

static void print_sure(const struct sums *sums)
{
    printf("\n%-8s %12s %12s %14s %8s %8s %10s\n", "level", "kind found", "rows found",
           "fields sure %", "wrong", "wrong %", "at most %");
    for (size_t i = 0; i < ARRAY_SIZE(levels); i++) {
        struct sum sum = gather(sums, NULL, levels[i]);
        if (sum.pages)
            printf("%-8s %6zu/%-5zu %6zu/%-5zu %14.1f %8zu %8.2f %10.2f\n", levels[i],
                   sum.pages_known, sum.pages, sum.fields.records_found, sum.fields.records,
                   share(sum.fields.sure, sum.fields.count), sum.fields.sure_wrong,
                   share(sum.fields.sure_wrong, sum.fields.sure),
                   upper_bound(sum.fields.sure_wrong, sum.fields.sure));
    }
}

void sums_print(const struct sums *sums, int with_fields)
{
    print_characters(sums);
    if (!with_fields)
        return;
    print_fields(sums);
    print_sure(sums);
}
