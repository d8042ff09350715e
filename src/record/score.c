/* SPDX-License-Identifier: Apache-2.0
 *
 * record/score: see the header. May include: model, base.
 */
#include "record/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

/* ---- truth ---- */

char *truth_name(const char *path)
{
    char *name = mem_copy_text(file_peek_name(path));
    char *dot = strrchr(name, '.');
    if (dot)
        *dot = '\0';
    return name;
}

static enum err_code load_one(const char *folder, const char *file, json_t *into, struct err *err)
{
    char *path = file_join(folder, file), *name = truth_name(file);
    json_t *truth = NULL;
    enum err_code code = json_read_file(path, &truth, err);
    if (!code && json_peek_text(truth, "text"))
        json_put_new(into, name, json_incref(truth));
    json_decref(truth);
    free(path);
    free(name);
    return code;
}

enum err_code truth_load(const char *folder, json_t **ret_new, struct err *err)
{
    char **names = NULL;
    enum err_code code = file_list(folder, &names, err);
    if (code)
        return code;
    json_t *truths = json_object();
    for (size_t i = 0; !code && names[i]; i++)
        if (text_ends(names[i], ".json"))
            code = load_one(folder, names[i], truths, err);
    file_list_free(names);
    if (code)
        json_decref(truths);
    else
        *ret_new = truths;
    return code;
}

bool truth_is_counted(const json_t *truth)
{
    return !json_peek_bool(truth, "blank", false) && !json_peek_bool(truth, "handwritten", false);
}

const char *truth_schema(const json_t *truth)
{
    const char *schema = json_peek_text(truth, "schema");
    return schema ? schema : "-";
}

const char *truth_level(const json_t *truth)
{
    const char *level = json_peek_text(truth, "level");
    return level ? level : "-";
}

/* ---- scoring ---- */

struct score *score_of(struct scores *scores, const char *schema, const char *level)
{
    for (size_t i = 0; i < scores->count; i++)
        if (text_equal(scores->items[i].schema, schema) &&
            text_equal(scores->items[i].level, level))
            return &scores->items[i];
    struct score *score = ARRAY_ADD(scores);
    *score = (struct score){.schema = schema, .level = level};
    return score;
}

static void add_distance(struct distance *into, struct distance more)
{
    into->count += more.count;
    into->edits += more.edits;
}

static struct distance nearer_distance(const json_t *truth, const char *read,
                                       enum distance_form form)
{
    const char *cells = json_peek_text(truth, "text"), *rows = json_peek_text(truth, "text_rows");
    struct distance one = distance_of(cells ? cells : "", read, form);
    struct distance other = rows ? distance_of(rows, read, form) : one;
    return other.edits < one.edits ? other : one;
}

void score_text(struct score *score, const json_t *truth, const char *read)
{
    score->pages++;
    for (enum distance_form form = 0; form < DISTANCE_FORM_COUNT; form++)
        add_distance(&score->texts[form], nearer_distance(truth, read, form));
}

static double seconds_of(const json_t *read)
{
    double sum = 0;
    const char *step;
    json_t *time;
    json_object_foreach (json_peek_object(read, "timing"), step, time)
        sum += json_number_value(time);
    return sum / 1000;
}

void score_page(struct score *score, const json_t *truth, const json_t *read,
                const struct score_options *options)
{
    const char *text = json_peek_text(read, "text");
    score_text(score, truth, text ? text : "");
    score->unread += read == NULL;
    score->seconds += seconds_of(read);
    score->pages_known += fields_compare(truth, read, options, &score->fields);
}

static void add_fields(struct field_sum *into, const struct field_sum *more)
{
    into->count += more->count;
    into->exact += more->exact;
    into->sure += more->sure;
    into->sure_wrong += more->sure_wrong;
    into->records += more->records;
    into->records_found += more->records_found;
    for (enum score_sort sort = 0; sort < SORT_COUNT; sort++) {
        into->sorts[sort].count += more->sorts[sort].count;
        into->sorts[sort].wrong += more->sorts[sort].wrong;
    }
}

void score_add(struct score *into, const struct score *more)
{
    into->pages += more->pages;
    into->pages_known += more->pages_known;
    into->unread += more->unread;
    into->seconds += more->seconds;
    for (enum distance_form form = 0; form < DISTANCE_FORM_COUNT; form++)
        add_distance(&into->texts[form], more->texts[form]);
    add_fields(&into->fields, &more->fields);
}

struct score scores_gather(const struct scores *scores, const char *schema, const char *level)
{
    struct score all = {.schema = schema, .level = level};
    for (size_t i = 0; i < scores->count; i++)
        if ((!schema || text_equal(scores->items[i].schema, schema)) &&
            (!level || text_equal(scores->items[i].level, level)))
            score_add(&all, &scores->items[i]);
    return all;
}

void scores_release(struct scores *scores)
{
    free(scores->items);
    *scores = (struct scores){0};
}

/* ---- figures ---- */

double percent_of(size_t part, size_t whole)
{
    return whole ? 100.0 * (double)part / (double)whole : 0;
}

double percent_upper_bound(size_t wrong, size_t count)
{
    if (count == 0)
        return 100;
    double n = (double)count, p = (double)wrong / n, z = 1.645, zz = z * z;
    return 100 * (p + zz / (2 * n) + z * sqrt(p * (1 - p) / n + zz / (4 * n * n))) / (1 + zz / n);
}

/* The tail of the binomial distribution with one half, by logarithms: thousands of pages fit. */
double sign_test(size_t better, size_t worse)
{
    size_t count = better + worse, fewer = better < worse ? better : worse;
    double tail = 0;
    for (size_t k = 0; k <= fewer; k++)
        tail += exp(lgamma((double)count + 1) - lgamma((double)k + 1) -
                    lgamma((double)(count - k) + 1) - (double)count * log(2));
    return tail * 2 < 1 ? tail * 2 : 1;
}
