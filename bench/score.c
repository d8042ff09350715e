/* SPDX-License-Identifier: Apache-2.0
 *
 * bench-score: what was read against the truth beside the pages.
 *   bench-score [--wrong | --pages] TRUTH_DIR READ.jsonl   lines of `sohoa read --json`; --wrong
 *       lists the fields that are wrong, --pages a line each page, on stderr
 *   bench-score --text TRUTH_DIR TEXT_DIR        plain texts NAME.txt of another program
 * Pages written by hand and blank pages are not counted. May include: record,
 * base.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/str.h"
#include "print.h"

struct bench {
    bool show_wrong, show_pages;
    json_t *truths; /* name without extension -> truth; keeps the texts alive */
    struct scores scores;
};

/* ---- pages ---- */

static void show_wrong(void *context, const struct score_wrong *miss)
{
    (void)context;
    const char *page = miss->page ? miss->page : "", *got = miss->got;
    if (miss->field)
        fprintf(stderr, "%s %s: '%s' read as '%s'%s\n", page, miss->field,
                miss->wanted ? miss->wanted : "", got ? got : "", miss->sure ? " (sure)" : "");
    else
        fprintf(stderr, "%s: kind %s instead of %s\n", page, got ? got : "unknown",
                miss->wanted ? miss->wanted : "unknown");
}

/* read NULL: the page was not read at all. */
static void count_page(struct bench *bench, const char *name, const json_t *truth,
                       const json_t *read)
{
    struct score_options options = {.wrong = bench->show_wrong ? show_wrong : NULL};
    struct score page = {0};
    score_page(&page, truth, read, &options);
    score_add(score_of(&bench->scores, truth_schema(truth), truth_level(truth)), &page);
    if (bench->show_pages)
        fprintf(stderr, "%-36s CER %6.2f %%  fields %3zu of %3zu  sure %3zu%s\n", name,
                percent_of(page.texts[DISTANCE_LETTERS].edits, page.texts[DISTANCE_LETTERS].count),
                page.fields.exact, page.fields.count, page.fields.sure,
                page.pages_known ? "" : "  kind not found");
}

/* file name -> line of read --json */
static enum err_code load_lines(const char *path, json_t *lines, struct err *err)
{
    struct bytes bytes = {0};
    enum err_code code = file_read(path, JSON_BYTES_MAX, &bytes, err);
    const char *at = (const char *)bytes.data;
    while (code == ERR_OK && *at) {
        size_t length = strcspn(at, "\n");
        json_t *line = NULL;
        code = json_parse(at, length, path, &line, err);
        if (code == ERR_OK && json_peek_text(line, "file")) {
            char *name = truth_name(json_peek_text(line, "file"));
            json_put_new(lines, name, json_incref(line));
            free(name);
        }
        json_decref(line);
        at += length + (at[length] == '\n');
    }
    bytes_release(&bytes);
    return code;
}

static enum err_code score_lines(struct bench *bench, const char *path, struct err *err)
{
    json_t *lines = json_object();
    enum err_code code = load_lines(path, lines, err);
    const char *name;
    json_t *truth;
    if (code == ERR_OK)
        json_object_foreach (bench->truths, name, truth)
            if (truth_is_counted(truth))
                count_page(bench, name, truth, json_object_get(lines, name));
    json_decref(lines);
    return code;
}

static enum err_code score_texts(struct bench *bench, const char *folder, struct err *err)
{
    (void)err;
    const char *name;
    json_t *truth;
    json_object_foreach (bench->truths, name, truth) {
        if (!truth_is_counted(truth))
            continue;
        struct bytes bytes = {0};
        struct str path = STR_INIT;
        str_format(&path, "%s/%s.txt", folder, name);
        bool there = file_read(str_peek(&path), MEBI, &bytes, NULL) == ERR_OK;
        score_text(score_of(&bench->scores, truth_schema(truth), truth_level(truth)), truth,
                   there ? (const char *)bytes.data : "");
        bytes_release(&bytes);
        str_release(&path);
    }
    return ERR_OK;
}

static int usage(void)
{
    fputs("bench-score [--wrong | --pages] TRUTH_DIR READ.jsonl\n"
          "bench-score --text TRUTH_DIR TEXT_DIR\n",
          stderr);
    return 2;
}

int main(int argc, char **argv)
{
    struct bench bench = {0};
    bool texts = argc == 4 && text_equal(argv[1], "--text");
    bench.show_wrong = argc == 4 && text_equal(argv[1], "--wrong");
    bench.show_pages = argc == 4 && text_equal(argv[1], "--pages");
    if (argc != 3 && !texts && !bench.show_wrong && !bench.show_pages)
        return usage();
    struct err err = {0};
    enum err_code code = truth_load(argv[argc - 2], &bench.truths, &err);
    if (code == ERR_OK)
        code = (texts ? score_texts : score_lines)(&bench, argv[argc - 1], &err);
    if (code == ERR_OK)
        scores_print(&bench.scores, !texts);
    else
        fprintf(stderr, "%s (K-%d)\n", err.text, err.number);
    json_decref(bench.truths);
    scores_release(&bench.scores);
    return code == ERR_OK ? 0 : 1;
}
