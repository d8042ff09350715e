/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/search: how fast a store of many synthetic records is filled, searched, listed and proved.
 * `bench-search [RECORDS] [FOLDER]` makes a practice store in FOLDER (default: a temporary one,
 * removed at the end) and prints one line a figure; pages are found by the text of their ten rows.
 * All names are put together from syllables by a fixed seed. May include base, model and store.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/batch.h"
#include "store/ledger.h"
#include "store/master.h"
#include "store/page.h"
#include "store/record.h"
#include "store/schema.h"
#include "store/search.h"

enum { ROWS_A_PAGE = 10, RECORDS_A_COMMIT = 500, ENTRIES_A_BOOK = 212, RUNS = 15, LIMIT = 20 };

struct bench {
    struct store *store;
    struct uuid batch, book, page, last;
    struct digest schema, master;
    struct str rows; /* what was read on the page so far */
    uint64_t seed;
    struct err err;
};

/* --- synthetic people --------------------------------------------------------------------- */

static const char *const families[] = {"Nguyễn", "Trần", "Lê",  "Phạm", "Hoàng", "Huỳnh", "Phan",
                                       "Vũ",     "Đặng", "Bùi", "Lò",   "Giàng", "Thạch", "Y"};
static const char *const middles[] = {"Văn", "Thị",   "Hữu", "Ngọc", "Minh",
                                      "Thu", "Thanh", "Đức", "Hồng", "Xuân"};
static const char *const givens[] = {"An",   "Bình", "Cường", "Dung",  "Hòa",  "Hoài", "Khánh",
                                     "Lan",  "Mai",  "Nga",   "Oanh",  "Phúc", "Quân", "Sơn",
                                     "Thủy", "Uyên", "Vinh",  "Xuyến", "Yến",  "Đạt"};
static const char *const places[] = {"xã Bình Minh", "xã Đông Hòa", "xã Ea Tul",  "phường Tân Lập",
                                     "xã Lũng Pù",   "xã Sơn Tây",  "xã Thạnh An"};

static unsigned dice(struct bench *bench, unsigned sides)
{
    bench->seed = bench->seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(bench->seed >> 33) % sides;
}

#define PICK(bench, list) list[dice(bench, ARRAY_SIZE(list))]

static void add_name(struct bench *bench, struct str *text)
{
    str_format(text, "%s %s %s %s\n", PICK(bench, families), PICK(bench, middles),
               PICK(bench, givens), PICK(bench, givens));
}

static enum err_code add_entry(struct bench *bench, const struct uuid *record, long index)
{
    char number[32];
    struct str text = STR_INIT;
    int year = 1950 + (int)dice(bench, 70);
    const char *place = PICK(bench, places);
    snprintf(number, sizeof number, "%03ld/%d", index % 300 + 1, year);
    str_format(&text, "%s\n", number);
    add_name(bench, &text);
    str_format(&text, "%d-%02u-%02u\n%s\n0%02u%09u\n", year, dice(bench, 12) + 1,
               dice(bench, 28) + 1, place, dice(bench, 97), dice(bench, 1000000000));
    add_name(bench, &text);
    add_name(bench, &text);
    struct search_entry entry = {.kind = SEARCH_RECORD,
                                 .id = *record,
                                 .schema = "so-khai-sinh",
                                 .number = number,
                                 .place = place,
                                 .year = year,
                                 .text = str_peek(&text)};
    enum err_code code = search_put(bench->store, &entry, &bench->err);
    str_add(&bench->rows, str_peek(&text));
    str_release(&text);
    return code;
}

/* The page is found by its text too. */
static enum err_code add_page_entry(struct bench *bench)
{
    struct search_entry entry = {.kind = SEARCH_PAGE,
                                 .id = bench->page,
                                 .schema = "so-khai-sinh",
                                 .text = str_peek(&bench->rows)};
    enum err_code code = search_put(bench->store, &entry, &bench->err);
    str_clear(&bench->rows);
    return code;
}

static enum err_code add_record(struct bench *bench, long index)
{
    struct page_view view = {.master = bench->master, .turns = PAGE_TURNS_UNKNOWN};
    int row = (int)(index % ROWS_A_PAGE);
    enum err_code code = ERR_OK;
    if (row == 0)
        code = page_add(bench->store, &bench->batch, &view, &bench->page, &bench->err);
    struct record record = {.page = bench->page,
                            .revision = 1,
                            .row = row,
                            .region = {0, row * 200, 2400, 190},
                            .schema = bench->schema};
    if (index < ENTRIES_A_BOOK)
        record.book = bench->book;
    if (!code)
        code = record_add(bench->store, &record, -1, &bench->last, &bench->err);
    if (!code)
        code = add_entry(bench, &bench->last, index);
    return code || row < ROWS_A_PAGE - 1 ? code : add_page_entry(bench);
}

static enum err_code fill(struct bench *bench, long records)
{
    int64_t begin = clock_monotonic_us();
    enum err_code code = ERR_OK;
    for (long i = 0; !code && i < records;) {
        code = store_begin(bench->store, AUDIT_ADOPT, &bench->err);
        for (int k = 0; !code && k < RECORDS_A_COMMIT && i < records; k++)
            code = add_record(bench, i++);
        if (!code)
            code = store_commit(bench->store, &bench->err);
    }
    double seconds = (double)(clock_monotonic_us() - begin) / 1e6;
    printf("%-34s %10.0f\n", "records a second, added", (double)records / seconds);
    return code;
}

/* --- figures ------------------------------------------------------------------------------ */

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

typedef enum err_code bench_call(struct bench *bench, const void *what, struct arena *arena,
                                 size_t *ret_count);

static enum err_code measure(struct bench *bench, const char *name, bench_call *call,
                             const void *what)
{
    double times[RUNS];
    size_t count = 0;
    enum err_code code = ERR_OK;
    struct arena *arena = arena_new();
    for (int i = 0; !code && i < RUNS; i++) {
        int64_t begin = clock_monotonic_us();
        code = call(bench, what, arena, &count);
        times[i] = (double)(clock_monotonic_us() - begin) / 1e3;
        arena_clear(arena);
    }
    arena_free(arena);
    if (code)
        return code;
    qsort(times, RUNS, sizeof *times, by_size);
    printf("%-34s %10.2f %10.2f %8zu\n", name, times[RUNS / 2], times[RUNS - 1], count);
    return ERR_OK;
}

static enum err_code call_search(struct bench *bench, const void *what, struct arena *arena,
                                 size_t *ret_count)
{
    struct search_hit *hits;
    return search_query(bench->store, what, arena, &hits, ret_count, &bench->err);
}

static enum err_code call_list(struct bench *bench, const void *what, struct arena *arena,
                               size_t *ret_count)
{
    struct record *records;
    return record_list(bench->store, what, arena, &records, ret_count, &bench->err);
}

static enum err_code call_draft(struct bench *bench, const void *what, struct arena *arena,
                                size_t *ret_count)
{
    (void)arena;
    *ret_count = 1;
    return draft_put(bench->store, &bench->last, "ho_ten", what, &bench->err);
}

static enum err_code call_ledger(struct bench *bench, const void *what, struct arena *arena,
                                 size_t *ret_count)
{
    struct book_entry *entries;
    (void)what;
    return book_entry_list(bench->store, &bench->book, arena, &entries, ret_count, &bench->err);
}

static enum err_code search_all(struct bench *bench)
{
    const struct {
        const char *name;
        struct search_query query;
    } cases[] = {
        {"one frequent word", {.text = "nguyen", .limit = LIMIT}},
        {"a name without marks", {.text = "hoang thi hoa mai", .limit = LIMIT}},
        {"a name with marks", {.text = "Hoàng Thị Hòa Mai", .limit = LIMIT}},
        {"a name, old tone position", {.text = "Hoàng Thị Hoà Mai", .limit = LIMIT}},
        {"a beginning", {.text = "giang xuan uy", .limit = LIMIT}},
        {"a number", {.text = "45/1999", .limit = LIMIT}},
        {"a number in any year", {.number = "45", .limit = LIMIT}},
        {"a number of a year", {.number = "45/1999", .limit = LIMIT}},
        {"a number of one book", {.number = "45", .book = &bench->book, .limit = LIMIT}},
        {"kind, year, place",
         {.schema = "so-khai-sinh", .year = 1999, .place = "ea tul", .limit = LIMIT}},
        {"number, year, place", {.number = "45/1999", .year = 1999, .place = "ea tul"}},
        {"a name in a year", {.text = "dang duc dat", .year = 1960, .limit = LIMIT}},
        {"four frequent words", {.text = "tran van an binh", .limit = LIMIT}},
        {"nothing", {.text = "khong he co", .limit = LIMIT}},
    };
    enum err_code code = ERR_OK;
    for (size_t i = 0; !code && i < ARRAY_SIZE(cases); i++)
        code = measure(bench, cases[i].name, call_search, &cases[i].query);
    return code;
}

static enum err_code list_all(struct bench *bench, long records)
{
    struct record_filter first = {.batch = &bench->batch, .limit = 50};
    struct record_filter middle = {.batch = &bench->batch, .limit = 50, .offset = records / 2};
    struct value value = {.written = "Hoàng Thị Hòa", .normal = "Hoàng Thị Hòa"};
    enum err_code code = measure(bench, "list: first 50 of the batch", call_list, &first);
    if (!code)
        code = measure(bench, "list: 50 from the middle", call_list, &middle);
    if (!code)
        code = measure(bench, "a field keyed, on the disk", call_draft, &value);
    return code ? code : measure(bench, "entries of a book, for its ledger", call_ledger, NULL);
}

static enum err_code prove(struct bench *bench)
{
    struct audit_report report;
    struct audit_options options = {0};
    struct store_stats stats;
    struct rusage usage;
    int64_t begin = clock_monotonic_us();
    enum err_code code = audit_verify(bench->store, &options, &report, &bench->err);
    double seconds = (double)(clock_monotonic_us() - begin) / 1e6;
    if (!code)
        code = store_stats_get(bench->store, &stats, &bench->err);
    if (code)
        return code;
    getrusage(RUSAGE_SELF, &usage);
    printf("%-34s %10.1f   (%ld rows)\n", "audit verify, seconds", seconds, report.rows);
    printf("%-34s %10.0f\n", "database, MB", (double)stats.database_bytes / 1e6);
    printf("%-34s %10.0f\n", "peak memory, MB", (double)usage.ru_maxrss / 1024);
    return ERR_OK;
}

static enum err_code prepare(struct bench *bench, const char *folder)
{
    struct store_plan plan = {.practice = true};
    struct master_facts facts = {.kind = "png", .frames = 1};
    struct batch batch = {.name = "bench"};
    enum err_code code = store_create(folder, &plan, &bench->store, &bench->err);
    if (!code)
        code = schema_put(bench->store, "so-khai-sinh", "{}", &bench->schema, &bench->err);
    if (!code)
        code = book_add(bench->store, &(struct book){.schema = "so-khai-sinh", .number = "01/1999"},
                        NULL, 0, &bench->book, &bench->err);
    if (!code)
        code = batch_add(bench->store, &batch, &bench->batch, &bench->err);
    if (!code)
        code = master_put_bytes(bench->store, "page", 4, &facts, &bench->master, &bench->err);
    return code;
}

static enum err_code run(struct bench *bench, const char *folder, long records)
{
    enum err_code code = prepare(bench, folder);
    if (!code)
        code = fill(bench, records);
    printf("%-34s %10s %10s %8s\n", "milliseconds", "median", "slowest", "hits");
    if (!code)
        code = search_all(bench);
    if (!code)
        code = list_all(bench, records);
    return code ? code : prove(bench);
}

int main(int argc, char **argv)
{
    struct bench bench = {.seed = 20};
    char temporary[] = "/tmp/sohoa-bench-XXXXXX";
    long records = 100000;
    if (argc > 3 || (argc > 1 && !text_to_long(argv[1], 1, 10000000, &records))) {
        fprintf(stderr, "bench-search [RECORDS] [FOLDER]\n");
        return 2;
    }
    const char *top = argc > 2 ? argv[2] : mkdtemp(temporary);
    char *folder = file_join(top ? top : "/tmp", "store");
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("%-34s %10ld\n", "records", records);
    enum err_code code = run(&bench, folder, records);
    if (code)
        fprintf(stderr, "K-%d: %s\n", bench.err.number, bench.err.text);
    store_close(bench.store);
    str_release(&bench.rows);
    if (argc < 3 && top && file_remove_tree(top, &bench.err))
        fprintf(stderr, "K-%d: %s\n", bench.err.number, bench.err.text);
    free(folder);
    return code ? 1 : 0;
}
