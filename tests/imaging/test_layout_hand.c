/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables written by hand are told from printed ones by how their letters stand.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "cmocka_first.h"
#include "imaging/layout_hand.h"
#include "plane.h"

enum { ROWS = 6, COLUMNS = 3, CELL_W = 340, CELL_H = 60, LETTERS = 9 };

/* Fixed jumps of a hand, in pixels. */
static const int JUMPS[] = {0, 3, -2, 4, 1, -3, 2, -1, 3, -4, 0};

struct hand_case {
    const char *name;
    int head_jump, jump; /* multiples of the jumps above, in the heading and below */
    int letters;         /* of a cell */
    int grey;
    size_t hand; /* lines expected */
};
static const struct hand_case cases[] = {
    {"print", 0, 0, LETTERS, 30, 0},
    {"hand below print", 0, 1, LETTERS, 30, (ROWS - 1) * COLUMNS},
    {"too little to tell", 0, 1, 2, 30, 0},
    {"heading alone jumps", 1, 0, LETTERS, 30, 0},
};

static void draw_cell(struct raster *plane, struct rect cell, const struct hand_case *it, int jump)
{
    for (int i = 0; i < it->letters; i++) {
        size_t n = (size_t)(cell.x / 7 + cell.y / 3 + i);
        int base = cell.y + 42 + jump * JUMPS[n % ARRAY_SIZE(JUMPS)];
        int high = 20 + jump * JUMPS[(n * 5 + 2) % ARRAY_SIZE(JUMPS)];
        plane_box(plane, cell.x + 20 + i * 22, base - high, 14, high, it->grey);
        plane_box(plane, cell.x + 24 + i * 22, base - high + 4, 6, high - 8, CLEAN_PAPER);
    }
}

/* A layout of one table, one line a cell, as layout_find would give it. */
static void make_layout(const struct hand_case *it, struct raster *plane, struct text_table *table,
                        struct layout_line *lines, struct layout *ret)
{
    *table = (struct text_table){.row_count = ROWS, .column_count = COLUMNS};
    *ret = (struct layout){.lines = lines, .tables = table, .table_count = 1, .x_height = 20};
    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < COLUMNS; column++) {
            struct rect cell = {40 + column * CELL_W, 40 + row * CELL_H, CELL_W, CELL_H};
            draw_cell(plane, cell, it, row == 0 ? it->head_jump : it->jump);
            lines[ret->line_count++] = (struct layout_line){.box = cell,
                                                            .ink = rect_grow(cell, -8, -8),
                                                            .core_top = cell.y + 22,
                                                            .core_bottom = cell.y + 42,
                                                            .x_height = 20,
                                                            .row = row,
                                                            .column = column};
        }
}

static void test_tables(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct err err = {0};
        struct text_table table;
        struct layout layout;
        struct layout_line lines[ROWS * COLUMNS];
        struct clean_page page = {.ink = 30, .dpi = 150};
        size_t hand = 0;
        page.work = plane_make(1120, 480, 150, CLEAN_PAPER);
        make_layout(&cases[i], &page.work, &table, lines, &layout);
        assert_int_equal(layout_hand_find(&page, &layout, &err), ERR_OK);
        for (size_t k = 0; k < layout.line_count; k++) {
            hand += lines[k].kind == TEXT_HAND;
            assert_true(lines[k].kind == TEXT_PRINT || lines[k].hand >= 0.5F);
        }
        if (hand != cases[i].hand)
            fail_msg("%s: %zu lines by hand, not %zu", cases[i].name, hand, cases[i].hand);
        clean_page_release(&page);
    }
}

/* Without a table nothing is taken for handwriting. */
static void test_plain_page(void **state)
{
    (void)state;
    struct err err = {0};
    struct clean_page page = {.ink = 30};
    struct layout layout = {.x_height = 20};
    assert_int_equal(layout_hand_find(&page, &layout, &err), ERR_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_plain_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
