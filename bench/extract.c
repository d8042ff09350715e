/* SPDX-License-Identifier: Apache-2.0
 *
 * bench-extract: fields taken anew from the text of pages that were read before, against the truth
 * beside them. No picture is needed and no engine; 60 pages take less than a second.
 *   bench-extract [--wrong] [--reliability] [--evidence] TRUTH_DIR PAGES.jsonl …
 * TRUTH_DIR stands before each file of lines (`sohoa read --json --layout`), so several sets can be
 * given; --wrong lists wrong fields with their confidence, --reliability prints what came of each
 * confidence, --evidence a line for each value that was read: what bench-fit needs. May include:
 * record, workflow, model, base.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "print.h"
#include "record/evidence.h"
#include "record/extract.h"
#include "workflow/page_json.h"

struct bin {
    size_t count, exact;
};
static const double BINS[] = {0, .5, .8, .9, .95, .98, .99, .995, .999, .9995};
static const char *const LEVELS[] = {"clean", "office", "worn"};

struct bench {
    bool wrong, reliability, evidence;
    struct schema_set schemas;
    struct scores scores;
    struct bin bins[ARRAY_SIZE(LEVELS)][ARRAY_SIZE(BINS)];
    const char *level; /* of the page in hand */
    const char *set;
};

/* ---- every field ---- */

static void count_bin(struct bench *bench, const struct score_met *met)
{
    size_t level = 0, bin = ARRAY_SIZE(BINS) - 1;
    while (level + 1 < ARRAY_SIZE(LEVELS) && !text_equal(LEVELS[level], bench->level))
        level++;
    while (bin > 0 && met->confidence < BINS[bin])
        bin--;
    bench->bins[level][bin].count++;
    bench->bins[level][bin].exact += met->exact;
}

static void print_evidence(const struct bench *bench, const struct score_met *met)
{
    const json_t *parts = json_object_get(met->read, "evidence");
    if (!parts || !met->got)
        return;
    printf("%s/%s\t%s\t%s\t%d", bench->set, met->page, bench->level, met->field, met->exact);
    for (size_t i = 0; i < json_array_size(parts); i++)
        printf("\t%.5g", json_number_value(json_array_get(parts, i)));
    printf("\n");
}

/* What the value was made of. */
static const char *written_of(const json_t *read)
{
    const char *other = json_peek_text(read, "other"), *written = json_peek_text(read, "written");
    return other ? other : written ? written : "";
}

static void each_field(void *context, const struct score_met *met)
{
    struct bench *bench = context;
    count_bin(bench, met);
    if (bench->evidence)
        print_evidence(bench, met);
    if (bench->wrong && !met->exact)
        fprintf(stderr, "%.4f %s/%s %s: '%s' read as '%s' from '%s'\n", met->confidence, bench->set,
                met->page, met->field, met->wanted ? met->wanted : "", met->got ? met->got : "",
                written_of(met->read));
}

/* ---- pages ---- */

static json_t *evidence_json(const struct evidence *evidence)
{
    json_t *parts = json_array();
    for (enum evidence_part part = 0; part < EVIDENCE_COUNT; part++)
        json_array_append_new(parts, json_real((double)evidence->part[part]));
    return parts;
}

/* The evidence of each field beside its value in the JSON of the page. */
static void add_evidence(json_t *json, const struct proposal_list *list)
{
    json_t *one = json_peek_object(json, "record"), *rows = json_peek_array(json, "records");
    for (size_t i = 0; i < list->count; i++) {
        json_t *fields = json_peek_object(rows ? json_array_get(rows, i) : one, "fields");
        for (size_t k = 0; k < list->items[i].field_count; k++) {
            const struct proposed_field *field = &list->items[i].fields[k];
            if (field->evidence)
                json_put_new(json_object_get(fields, field->name), "evidence",
                             evidence_json(field->evidence));
        }
    }
}

static enum err_code score_line(struct bench *bench, const json_t *line, const json_t *truth,
                                struct err *err)
{
    struct read_page page = {.arena = arena_new(), .number = 1};
    page.file = json_peek_text(line, "file");
    enum err_code code =
        text_page_from_json(json_object_get(line, "layout"), page.arena, &page.text, err);
    if (!code)
        code =
            extract_page((const struct schema *const *)bench->schemas.items, bench->schemas.count,
                         NULL, &page.text, page.arena, &page.proposals, err);
    if (!code) {
        struct score_options options = {
            .schemas = &bench->schemas, .each = each_field, .context = bench};
        json_t *json = page_json(&page);
        add_evidence(json, &page.proposals);
        json_put_text(json, "file", file_peek_name(page.file));
        bench->level = truth_level(truth);
        score_page(score_of(&bench->scores, truth_schema(truth), bench->level), truth, json,
                   &options);
        json_decref(json);
    }
    arena_free(page.arena);
    return code;
}

static enum err_code score_text_line(struct bench *bench, const json_t *truths, const char *text,
                                     size_t length, struct err *err)
{
    json_t *line = NULL;
    enum err_code code = json_parse(text, length, "line", &line, err);
    const char *file = json_peek_text(line, "file");
    if (!code && file && json_object_get(line, "layout")) {
        char *name = truth_name(file);
        const json_t *truth = json_object_get(truths, name);
        if (truth && truth_is_counted(truth))
            code = score_line(bench, line, truth, err);
        free(name);
    }
    json_decref(line);
    return code;
}

static enum err_code score_set(struct bench *bench, const json_t *truths, const char *path,
                               struct err *err)
{
    struct bytes bytes = {0};
    enum err_code code = file_read(path, JSON_BYTES_MAX, &bytes, err);
    const char *at = (const char *)bytes.data;
    while (!code && at && *at) {
        size_t length = strcspn(at, "\n");
        code = score_text_line(bench, truths, at, length, err);
        at += length + (at[length] == '\n');
    }
    bytes_release(&bytes);
    return code;
}

/* ---- tables ---- */

static void print_reliability(const struct bench *bench)
{
    printf("\n%-12s", "confidence");
    for (size_t i = 0; i < ARRAY_SIZE(LEVELS); i++)
        printf(" %8s %7s", LEVELS[i], "exact%");
    printf(" %8s %7s %7s\n", "all", "exact%", "wrong");
    for (size_t bin = 0; bin < ARRAY_SIZE(BINS); bin++) {
        struct bin all = {0};
        printf(">= %-9.4f", BINS[bin]);
        for (size_t i = 0; i < ARRAY_SIZE(LEVELS); i++) {
            const struct bin *one = &bench->bins[i][bin];
            printf(" %8zu %7.2f", one->count, percent_of(one->exact, one->count));
            all.count += one->count;
            all.exact += one->exact;
        }
        printf(" %8zu %7.2f %7zu\n", all.count, percent_of(all.exact, all.count),
               all.count - all.exact);
    }
}

static void print_head(void)
{
    printf("page\tlevel\tfield\texact");
    for (enum evidence_part part = 0; part < EVIDENCE_COUNT; part++)
        printf("\t%s", evidence_name(part));
    printf("\n");
}

static int take_options(struct bench *bench, int argc, char **argv)
{
    int at = 1;
    for (; at < argc && text_starts(argv[at], "--"); at++) {
        bench->wrong |= text_equal(argv[at], "--wrong");
        bench->reliability |= text_equal(argv[at], "--reliability");
        bench->evidence |= text_equal(argv[at], "--evidence");
    }
    return at;
}

int main(int argc, char **argv)
{
    struct bench bench = {0};
    struct err err = {0};
    json_t *kept = json_array(); /* the scores borrow names of levels */
    int at = take_options(&bench, argc, argv);
    if (at >= argc || (argc - at) % 2) {
        fputs("bench-extract [--wrong] [--reliability] [--evidence] TRUTH_DIR PAGES.jsonl …\n",
              stderr);
        return 2;
    }
    enum err_code code = schema_set_load(NULL, &bench.schemas, &err);
    if (bench.evidence)
        print_head();
    for (; !code && at < argc; at += 2) {
        json_t *truths = NULL;
        bench.set = argv[at];
        code = truth_load(argv[at], &truths, &err);
        if (!code)
            code = score_set(&bench, truths, argv[at + 1], &err);
        json_array_append_new(kept, truths);
    }
    if (!code && !bench.evidence)
        scores_print(&bench.scores, 1);
    if (!code && bench.reliability)
        print_reliability(&bench);
    if (code)
        fprintf(stderr, "%s (K-%d)\n", err.text, err.number);
    json_decref(kept);
    scores_release(&bench.scores);
    schema_set_release(&bench.schemas);
    return code ? 1 : 0;
}
