/* SPDX-License-Identifier: Apache-2.0
 *
 * bench-score: what was read against the truth beside the pages.
 *   bench-score [--wrong] TRUTH_DIR READ.jsonl   lines of `sohoa read --json`
 *   bench-score --text TRUTH_DIR TEXT_DIR        plain texts NAME.txt of another program
 * Pages written by hand and blank pages are not counted. May include: model, base.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "field.h"
#include "sum.h"

struct bench {
    const char *truth_folder;
    bool show_wrong;
    json_t *truths; /* name without extension -> truth; keeps the texts alive */
    struct sums sums;
};

/* ---- truth ---- */

/* "dir/NAME.png" gives "NAME"; heap. */
static char *name_of(const char *path)
{
    char *name = mem_copy_text(file_peek_name(path));
    char *dot = strrchr(name, '.');
    if (dot)
        *dot = '\0';
    return name;
}

static enum err_code load_truth(struct bench *bench, struct err *err)
{
    char **names = NULL;
    enum err_code code = file_list(bench->truth_folder, &names, err);
    for (size_t i = 0; code == ERR_OK && names[i]; i++) {
        if (!text_ends(names[i], ".json"))
            continue;
        char *path = file_join(bench->truth_folder, names[i]), *name = name_of(names[i]);
        json_t *truth = NULL;
        code = json_read_file(path, &truth, err);
        if (code == ERR_OK && json_peek_text(truth, "level"))
            json_put_new(bench->truths, name, json_incref(truth));
        json_decref(truth);
        free(path);
        free(name);
    }
    if (code == ERR_OK)
        file_list_free(names);
    return code;
}

static bool is_counted(const json_t *truth)
{
    return !json_peek_bool(truth, "blank", false) && !json_peek_bool(truth, "handwritten", false);
}

/* ---- pages ---- */

/* From the nearer of the two legitimate reading orders: by cells and columns (text), or by height
 * on the paper (text_rows), as programs without layout read at best. */
static struct distance nearer_distance(const json_t *truth, const char *read, bool plain)
{
    const char *cells = json_peek_text(truth, "text"), *rows = json_peek_text(truth, "text_rows");
    struct distance one = distance_of(cells ? cells : "", read, plain);
    struct distance other = rows ? distance_of(rows, read, plain) : one;
    return other.edits < one.edits ? other : one;
}

static void count_text(struct sum *sum, const json_t *truth, const char *read)
{
    sum->pages++;
    sum_add_distance(&sum->marked, nearer_distance(truth, read, false));
    sum_add_distance(&sum->plain, nearer_distance(truth, read, true));
}

/* read NULL: the page was not read at all. */
static void count_page(struct bench *bench, const json_t *truth, const json_t *read)
{
    struct sum *sum =
        sum_of(&bench->sums, json_peek_text(truth, "schema"), json_peek_text(truth, "level"));
    const char *text = json_peek_text(read, "text");
    count_text(sum, truth, text ? text : "");
    sum->pages_known += fields_compare(truth, read, bench->show_wrong, &sum->fields);
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
            char *name = name_of(json_peek_text(line, "file"));
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
            if (is_counted(truth))
                count_page(bench, truth, json_object_get(lines, name));
    json_decref(lines);
    return code;
}

static enum err_code score_texts(struct bench *bench, const char *folder, struct err *err)
{
    (void)err;
    const char *name;
    json_t *truth;
    json_object_foreach (bench->truths, name, truth) {
        if (!is_counted(truth))
            continue;
        struct bytes bytes = {0};
        struct str path = STR_INIT;
        str_format(&path, "%s/%s.txt", folder, name);
        bool there = file_read(str_peek(&path), MEBI, &bytes, NULL) == ERR_OK;
        struct sum *sum =
            sum_of(&bench->sums, json_peek_text(truth, "schema"), json_peek_text(truth, "level"));
        count_text(sum, truth, there ? (const char *)bytes.data : "");
        bytes_release(&bytes);
        str_release(&path);
    }
    return ERR_OK;
}

static int usage(void)
{
    fputs("bench-score [--wrong] TRUTH_DIR READ.jsonl\nbench-score --text TRUTH_DIR TEXT_DIR\n",
          stderr);
    return 2;
}

int main(int argc, char **argv)
{
    struct bench bench = {0};
    bool texts = argc == 4 && text_equal(argv[1], "--text");
    bench.show_wrong = argc == 4 && text_equal(argv[1], "--wrong");
    if (argc != 3 && !texts && !bench.show_wrong)
        return usage();
    bench.truth_folder = argv[argc - 2];
    bench.truths = json_object();
    struct err err = {0};
    enum err_code code = load_truth(&bench, &err);
    if (code == ERR_OK)
        code = (texts ? score_texts : score_lines)(&bench, argv[argc - 1], &err);
    if (code == ERR_OK)
        sums_print(&bench.sums, !texts);
    else
        fprintf(stderr, "%s (K-%d)\n", err.text, err.number);
    json_decref(bench.truths);
    free(bench.sums.items);
    return code == ERR_OK ? 0 : 1;
}
