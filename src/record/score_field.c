/* SPDX-License-Identifier: Apache-2.0
 *
 * record/score_field: comparing records field by field. A field counts when the paper has a value
 * or one was read; it is exact when both are the same text. May include: model, base.
 */
#include "record/score_field.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/geometry.h"

struct context {
    const struct score_options *options;
    const char *page;
    const struct schema *schema; /* or NULL */
    struct field_sum *sum;
};

const char *score_sort_name(enum score_sort sort)
{
    static const char *const names[] = {[SORT_NUMBER] = "number",
                                        [SORT_PERSON_ID] = "person-id",
                                        [SORT_DATE] = "date",
                                        [SORT_OTHER] = "other"};
    return sort < SORT_COUNT ? names[sort] : "";
}

static enum score_sort sort_of(const struct schema *schema, const char *name)
{
    const struct schema_field *field = schema ? schema_field_lookup(schema, name) : NULL;
    switch (field ? field->kind : KIND_TEXT) {
    case KIND_NUMBER: return SORT_NUMBER;
    case KIND_PERSON_ID: return SORT_PERSON_ID;
    case KIND_DATE:
    case KIND_DATE_WORDS:
    case KIND_YEAR:
    case KIND_PLACE_DATE: return SORT_DATE;
    default: return SORT_OTHER;
    }
}

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
    bool sure = json_peek_double(read, "confidence", 0) * 1000 >= SCORE_SURE_PERMILLE;
    enum score_sort sort = sort_of(context->schema, name);
    context->sum->count++;
    context->sum->exact += exact;
    context->sum->sorts[sort].count++;
    context->sum->sorts[sort].wrong += !exact;
    context->sum->sure += sure;
    context->sum->sure_wrong += sure && !exact;
    if (context->options->each) {
        double confidence = json_peek_double(read, "confidence", 0);
        struct score_met met = {context->page, name, wanted, got, confidence, exact, read};
        context->options->each(context->options->context, &met);
    }
    if (!exact && context->options->wrong) {
        struct score_wrong miss = {context->page, name, wanted, got, sure};
        context->options->wrong(context->options->context, &miss);
    }
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

/* How well a read row belongs to a true one: the share that it covers, at least half. */
static double row_fits(const json_t *truth, const json_t *read)
{
    double covered = rect_inside(row_box(truth), read_box(read));
    return covered > 0.5 ? covered : 0;
}

/* Rows are matched in their order, so that all in all they cover most: rows of a page that lies
 * askew reach into each other, and one that was lost must not push all others by one. best: of the
 * rows from i of truth and from k of read on, (count of read + 1) a row of truth. */
static void fill_best(const json_t *truth, const json_t *read, double *best)
{
    size_t rows = json_array_size(truth), count = json_array_size(read), width = count + 1;
    for (size_t i = rows; i-- > 0;)
        for (size_t k = count; k-- > 0;) {
            double fits = row_fits(json_array_get(truth, i), json_array_get(read, k));
            double both = fits > 0 ? fits + best[(i + 1) * width + k + 1] : 0;
            double without = fmax(best[(i + 1) * width + k], best[i * width + k + 1]);
            best[i * width + k] = fmax(both, without);
        }
}

static void compare_rows(const struct context *context, const json_t *truth, const json_t *read)
{
    size_t rows = json_array_size(truth), count = json_array_size(read), width = count + 1, k = 0;
    double *best = mem_new((rows + 1) * width, sizeof *best);
    fill_best(truth, read, best);
    for (size_t i = 0; i < rows; i++) {
        while (k < count && best[i * width + k] <= best[i * width + k + 1])
            k++;
        bool lost = k == count || best[i * width + k] <= best[(i + 1) * width + k];
        compare_record(context, json_array_get(truth, i), lost ? NULL : json_array_get(read, k));
        k += !lost;
    }
    free(best);
}

static const char *schema_of(const json_t *read)
{
    const char *schema = json_peek_text(read, "schema");
    return schema ? schema : json_peek_text(json_peek_object(read, "record"), "schema");
}

bool fields_compare(const json_t *truth, const json_t *read, const struct score_options *options,
                    struct field_sum *into)
{
    const char *wanted = json_peek_text(truth, "schema"), *got = schema_of(read);
    struct context context = {options, json_peek_text(read, "file"), NULL, into};
    bool known = wanted && text_equal(got, wanted);
    if (options->schemas && wanted)
        context.schema = schema_set_lookup(options->schemas, wanted);
    if (!known && options->wrong) {
        struct score_wrong miss = {context.page, NULL, wanted, got, false};
        options->wrong(options->context, &miss);
    }
    if (json_peek_array(truth, "records"))
        compare_rows(&context, json_peek_array(truth, "records"),
                     known ? json_peek_array(read, "records") : NULL);
    else if (json_peek_object(truth, "record"))
        compare_record(&context, json_peek_object(truth, "record"),
                       known ? json_peek_object(read, "record") : NULL);
    return known;
}
