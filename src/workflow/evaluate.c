/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/evaluate: see the header. May include: base and record.
 */
#include "workflow/evaluate.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "workflow/page_json.h"
#include "workflow/reader.h"

enum { STEP_MS = 200 };

/* ---- truth ---- */

/* NAME.png, NAME.jpg, ... beside the truth; heap, or NULL. */
static char *find_picture(const char *folder, const char *name)
{
    static const char *const ends[] = {"png", "tif", "tiff", "jpg", "jpeg", "pnm", "pgm", "ppm"};
    for (size_t i = 0; i < ARRAY_SIZE(ends); i++) {
        struct str path = STR_INIT;
        str_format(&path, "%s/%s.%s", folder, name, ends[i]);
        if (file_exists(str_peek(&path)))
            return str_take(&path);
        str_release(&path);
    }
    return NULL;
}

static int compare_pages(const void *a, const void *b)
{
    const struct truth_page *p = a, *q = b;
    int order = strcmp(truth_schema(p->truth), truth_schema(q->truth));
    if (order == 0)
        order = strcmp(truth_level(p->truth), truth_level(q->truth));
    return order ? order : strcmp(p->file, q->file);
}

enum err_code truth_set_load(const char *folder, struct truth_set *ret, struct err *err)
{
    struct truth_set set = {0};
    const char *name;
    json_t *truth;
    enum err_code code = truth_load(folder, &set.truths, err);
    if (code)
        return code;
    json_object_foreach (set.truths, name, truth) {
        char *file = truth_is_counted(truth) ? find_picture(folder, name) : NULL;
        if (file)
            *ARRAY_ADD(&set) = (struct truth_page){file, truth};
        else
            set.skipped++;
    }
    if (!set.count) {
        truth_set_release(&set);
        return err_set(err, ERR_MISSING, 870,
                       _("%s: no printed page with its truth beside it (NAME.png, NAME.json)"),
                       folder);
    }
    qsort(set.items, set.count, sizeof *set.items, compare_pages);
    *ret = set;
    return ERR_OK;
}

void truth_set_release(struct truth_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        free(set->items[i].file);
    free(set->items);
    json_decref(set->truths);
    *set = (struct truth_set){0};
}

/* ---- sums ---- */

void evaluation_release(struct evaluation *evaluation)
{
    free(evaluation->pages);
    *evaluation = (struct evaluation){0};
}

void evaluation_sum(const struct evaluation *evaluation, struct scores *into)
{
    for (size_t i = 0; i < evaluation->count; i++) {
        const struct score *page = &evaluation->pages[i];
        if (page->pages)
            score_add(score_of(into, page->schema, page->level), page);
    }
}

struct score evaluation_total(const struct evaluation *evaluation)
{
    struct score all = {0};
    for (size_t i = 0; i < evaluation->count; i++)
        score_add(&all, &evaluation->pages[i]);
    return all;
}

/* ---- reading ---- */

struct work {
    const struct evaluate_options *options;
    struct schema_set schemas;
    json_t *documents;
    struct evaluation result;
    size_t done, total;
};

static bool is_used(const struct evaluate_options *options, size_t index)
{
    return !options->use || options->use[index];
}

static enum err_code score_one(struct work *work, struct read_page *page, struct err *err)
{
    const struct truth_set *set = work->options->set;
    struct score_options scoring = {.schemas = &work->schemas};
    if (page->err.code == ERR_MISSING) { /* a model: concerns every page */
        *err = page->err;
        return err->code;
    }
    json_t *line = page->err.code ? NULL : page_json(page);
    for (size_t i = 0; i < set->count; i++)
        if (page->number <= 1 && text_equal(set->items[i].file, page->file))
            score_page(&work->result.pages[i], set->items[i].truth, line, &scoring);
    json_decref(line);
    work->done += page->number <= 1;
    return ERR_OK;
}

static enum err_code read_all(struct work *work, struct reader *reader, struct err *err)
{
    const struct evaluate_options *options = work->options;
    for (;;) {
        struct read_page page;
        enum err_code code = ERR_OK;
        if (options->progress)
            code = options->progress(options->context, work->done, work->total, err);
        if (!code)
            code = reader_next(reader, STEP_MS, &page);
        if (code == ERR_TIMEOUT)
            continue;
        if (code)
            return code == ERR_EMPTY ? ERR_OK : code;
        code = score_one(work, &page, err);
        read_page_release(&page);
        if (code)
            return code;
    }
}

/* Reads the used pages of one kind of paper, or all of them (schema NULL). */
static enum err_code read_kind(struct work *work, const char *schema, struct err *err)
{
    const struct evaluate_options *options = work->options;
    struct reader_options reading = {.schema = schema,
                                     .parsed = options->profile,
                                     .schemas = work->documents,
                                     .jobs = options->jobs};
    struct reader *reader = NULL;
    size_t count = 0;
    char **paths = mem_new(options->set->count + 1, sizeof *paths);
    for (size_t i = 0; i < options->set->count; i++) {
        const struct truth_page *page = &options->set->items[i];
        if (is_used(options, i) && (!schema || text_equal(schema, truth_schema(page->truth))))
            paths[count++] = page->file;
    }
    enum err_code code = count ? reader_new(&reading, paths, count, &reader, err) : ERR_OK;
    if (!code && count)
        code = read_all(work, reader, err);
    reader_free(reader);
    free(paths);
    return code;
}

static enum err_code read_by_schema(struct work *work, struct err *err)
{
    const char *last = NULL;
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < work->options->set->count && !code; i++) {
        const char *schema = truth_schema(work->options->set->items[i].truth);
        if (text_equal(schema, last))
            continue;
        last = schema;
        if (!schema_set_lookup(&work->schemas, schema))
            code =
                err_set(err, ERR_MISSING, 871,
                        _("the truth names the kind of paper \"%s\", which is not there"), schema);
        else
            code = read_kind(work, schema, err);
    }
    return code;
}

enum err_code evaluate(const struct evaluate_options *options, struct evaluation *ret,
                       struct err *err)
{
    struct work work = {.options = options};
    const struct truth_set *set = options->set;
    work.result.pages = mem_new(set->count, sizeof *work.result.pages);
    work.result.count = set->count;
    for (size_t i = 0; i < set->count; i++) {
        work.result.pages[i].schema = truth_schema(set->items[i].truth);
        work.result.pages[i].level = truth_level(set->items[i].truth);
        work.total += is_used(options, i);
    }
    enum err_code code = schema_set_load(NULL, &work.schemas, err);
    if (!code) {
        work.documents = schema_set_to_json(&work.schemas);
        code = options->by_schema ? read_by_schema(&work, err) : read_kind(&work, NULL, err);
    }
    json_decref(work.documents);
    schema_set_release(&work.schemas);
    if (code)
        evaluation_release(&work.result);
    else
        *ret = work.result;
    return code;
}
