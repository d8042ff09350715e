/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/field: comparing records field by field. A field counts when the paper has a value or one
 * was read; it is exact when both are the same text. May include: model, base.
 */
#include "field.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/geometry.h"

struct context {
    const char *page;
    bool show;
    struct field_sum *sum;
};

static struct rect box_of(const json_t *array)
{
    struct rect box = {0};
    int *const parts[4] = {&box.x, &box.y, &box.w, &box.h};
    for (size_t i = 0; i < 4; i++)
        *parts[i] = (int)json_number_value(json_array_get(array, i));
    return box;
}

static const char *true_value(const json_t *field)
{
    const char *status = json_peek_text(field, "status");
    return !status || text_equal(status, "ok") ? json_peek_text(field, "value") : NULL;
}

static void compare_field(const struct context *context, const char *name, const json_t *truth,
                          const json_t *read)
{
    const char *wanted = true_value(truth), *got = json_peek_text(read, "value");
    if (!wanted && !got)
        return;
    bool exact = wanted && got && text_equal(wanted, got);
    bool sure = json_peek_double(read, "confidence", 0) * 1000 >= SUM_SURE_PERMILLE;
    context->sum->count++;
    context->sum->exact += exact;
    context->sum->sure += sure;
    context->sum->sure_wrong += sure && !exact;
    if (!exact && context->show)
        fprintf(stderr, "%s %s: '%s' read as '%s'%s\n", context->page, name, wanted ? wanted : "",
                got ? got : "", sure ? " (sure)" : "");
}

/* read may be NULL: nothing was found there. */
static void compare_record(const struct context *context, const json_t *truth, const json_t *read)
{
    json_t *wanted = json_peek_object(truth, "fields"), *got = json_peek_object(read, "fields");
    const char *name;
    json_t *field;
    context->sum->records++;
    context->sum->records_found += read != NULL;
    json_object_foreach (wanted, name, field)
        compare_field(context, name, field, json_peek_object(got, name));
}

/* ---- rows ---- */

static struct rect row_box(const json_t *record)
{
    struct rect all = {0};
    const char *name;
    json_t *field;
    json_object_foreach (json_peek_object(record, "fields"), name, field)
        all = rect_union(all, box_of(json_peek_array(field, "box")));
    return all;
}

static struct rect read_box(const json_t *record)
{
    json_t *region = json_peek_array(record, "region");
    return region ? box_of(region) : row_box(record);
}

/* The read row that covers most of the true one, at least half, and is not taken yet. */
static const json_t *find_row(const json_t *truth, const json_t *rows, bool *taken)
{
    struct rect box = row_box(truth);
    size_t best = json_array_size(rows);
    double most = 0.5;
    for (size_t i = 0; i < json_array_size(rows); i++) {
        double covered = rect_inside(box, read_box(json_array_get(rows, i)));
        if (!taken[i] && covered > most) {
            most = covered;
            best = i;
        }
    }
    if (best == json_array_size(rows))
        return NULL;
    taken[best] = true;
    return json_array_get(rows, best);
}

static void compare_rows(const struct context *context, const json_t *truth, const json_t *read)
{
    bool *taken = mem_new(json_array_size(read), sizeof *taken);
    size_t index;
    json_t *row;
    json_array_foreach (truth, index, row)
        compare_record(context, row, find_row(row, read, taken));
    free(taken);
}

static const char *schema_of(const json_t *read)
{
    const char *schema = json_peek_text(read, "schema");
    return schema ? schema : json_peek_text(json_peek_object(read, "record"), "schema");
}

bool fields_compare(const json_t *truth, const json_t *read, bool show, struct field_sum *into)
{
    struct context context = {json_peek_text(read, "file"), show, into};
    bool known = text_equal(schema_of(read), json_peek_text(truth, "schema"));
    if (!known && show)
        fprintf(stderr, "%s: kind %s instead of %s\n", context.page,
                schema_of(read) ? schema_of(read) : "unknown", json_peek_text(truth, "schema"));
    if (json_peek_array(truth, "records"))
        compare_rows(&context, json_peek_array(truth, "records"),
                     known ? json_peek_array(read, "records") : NULL);
    else
        compare_record(&context, json_peek_object(truth, "record"),
                       known ? json_peek_object(read, "record") : NULL);
    return known;
}
