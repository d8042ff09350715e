/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/desk: how fast the desk is: first paint, next record, a frame; in a store of many records.
 * `bench-desk [RECORDS] [FOLDER]` makes a practice store in FOLDER (default: a temporary one,
 * removed at the end) and prints one line a figure, in milliseconds. No display is needed: what a
 * window adds is one XPutImage of the changed bands. May include base, model, paint, store,
 * workflow, present and draw.
 */
#include "present/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "draw/draw.h"
#include "paint/png.h"
#include "store/batch.h"
#include "store/master.h"
#include "store/page.h"
#include "store/record.h"
#include "workflow/office.h"

enum {
    WIDTH = 1366,
    HEIGHT = 768,
    RUNS = 41,
    ROWS_A_PAGE = 10,
    RECORDS_A_COMMIT = 500,
    PAGE_WIDTH = 1654, /* A4 at 200 dpi */
    PAGE_HEIGHT = 2339
};

struct bench {
    struct office *office;
    struct uuid batch;
    struct digest schema, master;
    struct err err;
};

/* ---- the store ---- */

static enum err_code add_master(struct bench *bench)
{
    struct raster raster;
    struct bytes png = {0};
    struct master_facts facts = {.kind = "png", .frames = 1, .source = "import", .origin = "a.png"};
    if (!raster_init(&raster, RASTER_GREY8, PAGE_WIDTH, PAGE_HEIGHT))
        return ERR_NOMEM;
    for (int y = 0; y < PAGE_HEIGHT; y++)
        memset(raster.data + (size_t)y * raster.stride, y % 40 < 3 ? 40 : 235, PAGE_WIDTH);
    raster.dpi = 200;
    enum err_code code = png_encode(&raster, &png, &bench->err);
    if (!code)
        code = master_put_bytes(office_store(bench->office), png.data, png.length, &facts,
                                &bench->master, &bench->err);
    bytes_release(&png);
    raster_release(&raster);
    return code;
}

static enum err_code fill(struct bench *bench, long records)
{
    struct store *store = office_store(bench->office);
    struct page_view view = {.master = bench->master, .turns = 0};
    struct uuid page, record;
    enum err_code code = ERR_OK;
    for (long i = 0; !code && i < records;) {
        code = store_begin(store, AUDIT_ADOPT, &bench->err);
        for (int k = 0; !code && k < RECORDS_A_COMMIT && i < records; k++, i++) {
            int row = (int)(i % ROWS_A_PAGE);
            struct record plan = {.revision = 1,
                                  .row = row,
                                  .region = {0, row * 200, PAGE_WIDTH, 190},
                                  .schema = bench->schema};
            if (row == 0)
                code = page_add(store, &bench->batch, &view, &page, &bench->err);
            plan.page = page;
            if (!code)
                code = record_add(store, &plan, -1, &record, &bench->err);
        }
        if (!code)
            code = store_commit(store, &bench->err);
    }
    return code;
}

static enum err_code prepare(struct bench *bench, const char *folder, long records)
{
    struct store *store = NULL;
    struct store_plan plan = {.practice = true};
    struct batch batch = {.name = "bench"};
    enum err_code code = store_create(folder, &plan, &store, &bench->err);
    if (code)
        return code;
    store_close(store);
    code = office_open(folder, NULL, &bench->office, &bench->err);
    if (!code)
        code = office_schema_keep(bench->office, "so-khai-sinh", &bench->schema, &bench->err);
    if (!code)
        code = batch_add(office_store(bench->office), &batch, &bench->batch, &bench->err);
    if (!code)
        code = add_master(bench);
    return code ? code : fill(bench, records);
}

/* ---- figures ---- */

/* Wall time, and what the work cost of the processor however busy others are. */
struct times {
    double wall[RUNS], cpu[RUNS];
    int count;
    int64_t wall_us, cpu_us;
};

static void begin(struct times *times)
{
    times->wall_us = clock_monotonic_us();
    times->cpu_us = clock_cpu_us();
}

static void end(struct times *times)
{
    times->cpu[times->count] = (double)(clock_cpu_us() - times->cpu_us) / 1e3;
    times->wall[times->count++] = (double)(clock_monotonic_us() - times->wall_us) / 1e3;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void print(const char *name, struct times *times, double goal)
{
    qsort(times->wall, RUNS, sizeof *times->wall, by_size);
    qsort(times->cpu, RUNS, sizeof *times->cpu, by_size);
    printf("%-38s %8.2f %8.2f %8.2f %8.0f\n", name, times->wall[RUNS / 2], times->wall[RUNS - 1],
           times->cpu[RUNS / 2], goal);
}

struct screen {
    struct desk *desk;
    struct draw *draw;
};

/* What a front end does for one frame. */
static void frame(struct screen *screen)
{
    struct band bands[BANDS_MAX];
    draw_frame(screen->draw, desk_shown(screen->desk));
    (void)draw_bands(screen->draw, bands);
}

static void press(struct screen *screen, enum press_code code)
{
    desk_press(screen->desk, &(struct press){.code = code});
    frame(screen);
}

static enum err_code open_screen(struct bench *bench, const char *folder, struct screen *ret)
{
    enum err_code code = office_open(folder, NULL, &bench->office, &bench->err);
    if (!code)
        code = desk_new(bench->office, &ret->desk, &bench->err);
    if (!code)
        code = draw_new(WIDTH, HEIGHT, 1, &ret->draw, &bench->err);
    if (!code)
        frame(ret);
    return code;
}

static void close_screen(struct bench *bench, struct screen *screen)
{
    draw_free(screen->draw);
    desk_free(screen->desk);
    office_close(bench->office);
    bench->office = NULL;
    *screen = (struct screen){0};
}

static enum err_code first_paint(struct bench *bench, const char *folder)
{
    struct times times = {0};
    for (int i = 0; i < RUNS; i++) {
        struct screen screen = {0};
        begin(&times);
        enum err_code code = open_screen(bench, folder, &screen);
        end(&times);
        close_screen(bench, &screen);
        if (code)
            return code;
    }
    print("first paint: store, desk, home", &times, 300);
    return ERR_OK;
}

/* Waits until the page's picture is there, so that a frame shows it. */
static void settle(struct screen *screen)
{
    int64_t last = clock_monotonic_us() + 10 * 1000 * 1000;
    while (!desk_shown(screen->desk)->picture.picture && clock_monotonic_us() < last)
        desk_step(screen->desk);
}

static void measure_press(struct screen *screen, const char *name, enum press_code code,
                          double goal)
{
    struct times times = {0};
    for (int i = 0; i < RUNS; i++) {
        begin(&times);
        press(screen, code);
        end(&times);
    }
    print(name, &times, goal);
}

/* Finishing takes Enter at the end of a record: from the last field back to it. */
static void measure_finish(struct screen *screen)
{
    struct times times = {0};
    for (int i = 0; i < RUNS; i++) {
        while (desk_shown(screen->desk)->has_input)
            press(screen, PRESS_F1 + 3); /* illegible: goes to the next doubtful field */
        begin(&times);
        press(screen, PRESS_ENTER);
        end(&times);
    }
    print("record finished, next one shown", &times, 50);
}

static void measure_typing(struct screen *screen)
{
    struct times times = {0};
    for (int i = 0; i < RUNS; i++) {
        begin(&times);
        desk_press(screen->desk,
                   &(struct press){.code = PRESS_RUNE, .rune = (uint32_t)("huees "[i % 6])});
        frame(screen);
        end(&times);
    }
    print("a letter typed: frame", &times, 16);
}

static void measure_zoom(struct screen *screen)
{
    struct times times = {0};
    for (int i = 0; i < RUNS; i++) {
        begin(&times);
        desk_press(
            screen->desk,
            &(struct press){.code = PRESS_RUNE, .with = WITH_CTRL, .rune = i / 5 % 2 ? '-' : '+'});
        frame(screen);
        end(&times);
    }
    print("picture zoomed: frame", &times, 16);
}

static enum err_code measure(struct bench *bench, const char *folder)
{
    struct screen screen = {0};
    enum err_code code = first_paint(bench, folder);
    if (!code)
        code = open_screen(bench, folder, &screen);
    if (!code) {
        press(&screen, PRESS_ENTER);
        settle(&screen);
        measure_press(&screen, "next record shown", PRESS_PAGE_DOWN, 50);
        settle(&screen);
        measure_typing(&screen);
        measure_press(&screen, "next field, the one before on disk", PRESS_TAB, 50);
        measure_zoom(&screen);
        measure_finish(&screen);
    }
    close_screen(bench, &screen);
    return code;
}

int main(int argc, char **argv)
{
    struct bench bench = {0};
    char temporary[] = "/tmp/sohoa-bench-XXXXXX";
    long records = 100000;
    if (argc > 3 || (argc > 1 && !text_to_long(argv[1], 100, 10000000, &records))) {
        fprintf(stderr, "bench-desk [RECORDS] [FOLDER]\n");
        return 2;
    }
    const char *top = argc > 2 ? argv[2] : mkdtemp(temporary);
    char *folder = file_join(top ? top : "/tmp", "store");
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("%-38s %8ld\n", "records", records);
    enum err_code code = prepare(&bench, folder, records);
    office_close(bench.office);
    bench.office = NULL;
    printf("%-38s %8s %8s %8s %8s\n", "milliseconds", "median", "slowest", "cpu", "goal");
    if (!code)
        code = measure(&bench, folder);
    if (code)
        fprintf(stderr, "K-%d: %s\n", bench.err.number, bench.err.text);
    office_close(bench.office);
    if (argc < 3 && top && file_remove_tree(top, &bench.err))
        fprintf(stderr, "K-%d: %s\n", bench.err.number, bench.err.text);
    free(folder);
    return code ? 1 : 0;
}
