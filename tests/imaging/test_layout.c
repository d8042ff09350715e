/* SPDX-License-Identifier: Apache-2.0
 *
 * Lines, cells and reading order of drawn pages.
 */
#include "cmocka_first.h"
#include "imaging/layout.h"
#include "plane.h"

/* Cleans a drawn page upright and finds its layout. */
static void find_layout(struct clean_page *page, struct arena *arena, struct layout *ret)
{
    struct layout_settings settings;
    struct err err = {0};
    page->turns.manual = page->skew.manual = true;
    for (size_t i = 0; i < clean_step_count(); i++)
        run_step(page, clean_step_peek(i)->name);
    layout_settings_init(&settings);
    assert_int_equal(layout_find(page, &settings, arena, ret, &err), ERR_OK);
}

static struct clean_page page_new(void)
{
    struct raster plane = plane_make(1240, 1000, 150, CLEAN_PAPER);
    return (struct clean_page){
        .width = plane.width, .height = plane.height, .dpi = plane.dpi, .source = plane};
}

static void test_lines(void **state)
{
    (void)state;
    struct clean_page page = page_new();
    struct layout layout;
    struct arena *arena = arena_new();
    for (int line = 0; line < 8; line++)
        plane_words(&page.source, 100, 150 + line * 60, 40, 30);
    find_layout(&page, arena, &layout);
    assert_int_equal(layout.line_count, 8);
    assert_int_equal(layout.table_count, 0);
    for (int line = 0; line < 8; line++) {
        struct rect ink = layout.lines[line].ink;
        assert_in_range(ink.x, 97, 103);
        assert_in_range(ink.y, 150 + line * 60 - 37, 150 + line * 60 - 31);
        assert_in_range(rect_bottom(ink), 150 + line * 60 - 2, 150 + line * 60 + 3);
    }
    arena_free(arena);
    clean_page_release(&page);
}

/* Left column first, then the right one. */
static void test_columns(void **state)
{
    (void)state;
    struct clean_page page = page_new();
    struct layout layout;
    struct arena *arena = arena_new();
    for (int line = 0; line < 4; line++) {
        plane_words(&page.source, 100, 150 + line * 60, 18, 30);
        plane_words(&page.source, 700, 150 + line * 60, 18, 30);
    }
    plane_words(&page.source, 100, 450, 42, 30);
    find_layout(&page, arena, &layout);
    assert_int_equal(layout.line_count, 9);
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(layout.lines[i].ink.x > 600, i >= 4);
    arena_free(arena);
    clean_page_release(&page);
}

static void draw_table(struct raster *plane, bool torn)
{
    for (int row = 0; row <= 4; row++)
        plane_box(plane, 100, 200 + row * 100, torn && row == 2 ? 600 : 1000, 3, 40);
    for (int column = 0; column <= 4; column++)
        plane_box(plane, 100 + column * 250, 200, 3, 403, 40);
    if (torn)
        plane_box(plane, 348, 250, 8, 100, CLEAN_PAPER);
    for (int row = 0; row < 4; row++)
        for (int column = 0; column < 4; column++)
            plane_words(plane, 120 + column * 250, 265 + row * 100, 8, 30);
}

/* Every cell's line knows its row and column, with whole and with torn rules. */
static void test_table(void **state)
{
    (void)state;
    for (int torn = 0; torn < 2; torn++) {
        struct clean_page page = page_new();
        struct layout layout;
        struct arena *arena = arena_new();
        draw_table(&page.source, torn);
        find_layout(&page, arena, &layout);
        assert_int_equal(layout.table_count, 1);
        assert_int_equal(layout.tables[0].row_count, 4);
        assert_int_equal(layout.tables[0].column_count, 4);
        assert_int_equal(layout.line_count, 16);
        for (size_t i = 0; i < layout.line_count; i++) {
            assert_int_equal(layout.lines[i].row, (int)i / 4);
            assert_int_equal(layout.lines[i].column, (int)i % 4);
        }
        arena_free(arena);
        clean_page_release(&page);
    }
}

/* A head of two rows: a heading over the columns 1 and 2, which parts only those; the columns
 * beside it are one cell high. */
static void test_heading(void **state)
{
    (void)state;
    struct clean_page page = page_new();
    struct layout layout;
    struct arena *arena = arena_new();
    for (int row = 0; row <= 4; row++)
        plane_box(&page.source, row == 1 ? 350 : 100, 200 + row * 100, row == 1 ? 500 : 1000, 3,
                  40);
    for (int column = 0; column <= 4; column++) {
        int top = column == 2 ? 300 : 200;
        plane_box(&page.source, 100 + column * 250, top, 3, 603 - top, 40);
    }
    plane_words(&page.source, 480, 265, 12, 30); /* across the edge at 600 */
    plane_words(&page.source, 120, 315, 8, 30);
    plane_words(&page.source, 870, 315, 8, 30);
    plane_words(&page.source, 370, 365, 8, 30);
    plane_words(&page.source, 620, 365, 8, 30);
    for (int row = 2; row < 4; row++)
        for (int column = 0; column < 4; column++)
            plane_words(&page.source, 120 + column * 250, 265 + row * 100, 8, 30);
    static const int places[5][2] = {{0, 0}, {0, 1}, {0, 3}, {1, 1}, {1, 2}};
    find_layout(&page, arena, &layout);
    assert_int_equal(layout.table_count, 1);
    assert_int_equal(layout.line_count, 13);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(layout.lines[i].row, places[i][0]);
        assert_int_equal(layout.lines[i].column, places[i][1]);
    }
    assert_true(layout.lines[1].ink.x < 600 && rect_right(layout.lines[1].ink) > 600);
    arena_free(arena);
    clean_page_release(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_heading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
