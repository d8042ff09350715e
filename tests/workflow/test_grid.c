/* SPDX-License-Identifier: Apache-2.0
 *
 * Grids drawn for books and laid on pages where no rows were found. All persons are invented. May
 * include: base, store, workflow, cmocka.
 */
#include "../cmocka_all.h"
#include "base/str.h"
#include "book_store.h"
#include "store/derived.h"
#include "store/page.h"
#include "workflow/action.h"
#include "workflow/change.h"
#include "workflow/grid.h"

static struct uuid book, page;

static void read_page(const struct uuid *id, int turns)
{
    struct page_text text = {.revision = 1, .key = {{1}}, .plain = ""};
    struct page_stage stage = {.state = PAGE_EXTRACTED};
    json_t *json = json_pack("{s:{s:i,s:i,s:i,s:f}}", "view", "width", 1000, "height", 2000,
                             "turns", turns, "skew", 0.0);
    FINE(text_put(store, id, &text, json, &err));
    FINE(page_stage_set(store, id, &stage, &err));
    json_decref(json);
}

static int start(void **state)
{
    (void)state;
    book = new_book("so-khai-sinh", "1985:1-100");
    page = new_page(&book);
    return 0;
}

static struct grid three_by_two(void)
{
    return (struct grid){.columns = {1000, 2000, 5000, 9000},
                         .column_count = 3,
                         .fields = {"so", NULL, "ho_ten"},
                         .rows = {2000, 4000, 6000},
                         .row_count = 2};
}

static size_t records(struct record **ret)
{
    size_t count = 0;
    FINE(change_records_of(store, &page, false, arena, ret, &count, &err));
    return count;
}

static struct record_view view_of(const struct uuid *record)
{
    struct record_view view;
    FINE(record_view_get(office, record, arena, &view, &err));
    return view;
}

static void assert_box(const struct record_view *view, const char *field, int x, int y, int w,
                       int h)
{
    const struct proposed_field *proposed = record_view_lookup(view, field)->proposed;
    assert_non_null(proposed);
    assert_true(proposed->handwritten);
    assert_int_equal(proposed->box.x, x);
    assert_int_equal(proposed->box.y, y);
    assert_int_equal(proposed->box.w, w);
    assert_int_equal(proposed->box.h, h);
}

static void a_drawing_is_kept_and_taken_back(void **state)
{
    (void)state;
    struct grid grid = three_by_two(), kept;
    bool found = true;
    FINE(grid_load(store, &book, arena, &kept, &found, &err));
    assert_false(found);
    FINE(grid_save(office, &book, &grid, &err));
    grid.rows[2] = 7000;
    FINE(grid_save(office, &book, &grid, &err));
    FINE(grid_load(store, &book, arena, &kept, &found, &err));
    assert_true(found);
    assert_int_equal(kept.rows[2], 7000);
    assert_string_equal(kept.fields[2], "ho_ten");
    assert_null(kept.fields[1]);
    FINE(grid_undo(office, &book, &err));
    FINE(grid_load(store, &book, arena, &kept, &found, &err));
    assert_int_equal(kept.rows[2], 6000);
    grid.rows[1] = grid.rows[0];
    assert_int_equal(grid_save(office, &book, &grid, &err), ERR_USAGE);
    audit_passes();
}

static void a_guess_is_a_grid(void **state)
{
    (void)state;
    struct grid grid;
    FINE(grid_guess(office, &book, arena, &grid, &err));
    assert_true(grid.column_count > 3 && grid.row_count > 3);
    FINE(grid_save(office, &book, &grid, &err));
}

static void rows_become_records_and_go_again(void **state)
{
    (void)state;
    struct grid grid = three_by_two();
    struct record *found;
    struct change_undo undone;
    FINE(grid_save(office, &book, &grid, &err));
    assert_int_equal(grid_lay(office, &page, &grid, 0, 0, arena, &err), ERR_STATE); /* not read */
    read_page(&page, 0);
    FINE(grid_lay(office, &page, &grid, 0, 0, arena, &err));
    assert_int_equal(records(&found), 2);
    struct record_view view = view_of(&found[1].id);
    assert_int_equal(view.record.row, 1);
    assert_box(&view, "so", 100, 800, 100, 400);
    assert_box(&view, "ho_ten", 500, 800, 400, 400);
    assert_false(record_view_lookup(&view, "ngay_sinh")->proposed->handwritten);
    key(&found[1].id, "ho_ten", "Lò Văn Sơn");
    FINE(grid_lay(office, &page, &grid, 100, -100, arena, &err)); /* nudged: the same records */
    assert_int_equal(records(&found), 2);
    view = view_of(&found[1].id);
    assert_box(&view, "so", 110, 780, 100, 400);
    assert_string_equal(record_view_lookup(&view, "ho_ten")->value.written, "Lò Văn Sơn");
    FINE(change_undo(office, &found[0].batch, false, arena, &undone, &err));
    view = view_of(&found[1].id);
    assert_box(&view, "so", 100, 800, 100, 400);
    FINE(change_undo(office, &found[0].batch, false, arena, &undone, &err));
    assert_int_equal(records(&found), 1); /* somebody keyed in it */
    assert_string_equal(found[0].look, "undone");
    audit_passes();
}

static void a_turned_page_has_its_cells(void **state)
{
    (void)state;
    struct grid grid = three_by_two();
    struct record *found;
    FINE(grid_save(office, &book, &grid, &err));
    read_page(&page, 1);
    FINE(grid_lay(office, &page, &grid, 0, 0, arena, &err));
    assert_int_equal(records(&found), 2);
    struct record_view view = view_of(&found[0].id);
    /* Upright the page is 2000 wide: so at 200..400 of it, row at 200..400 of 1000. */
    assert_box(&view, "so", 200, 1600, 200, 200);
}

static void rows_of_the_machine_stay(void **state)
{
    (void)state;
    struct grid grid = three_by_two();
    struct uuid next;
    read_page(&page, 0);
    struct uuid id = new_record(&book, &page, "so-khai-sinh", 0);
    struct stored_proposal proposal = {.record = id, .schema = "so-khai-sinh", .row = 0};
    proposal.body = json_pack("{s:s,s:i,s:[]}", "schema", "so-khai-sinh", "row", 0, "fields");
    FINE(grid_next_page(office, &book, &(struct uuid){0}, &next, &err));
    assert_true(uuid_is_null(&next));
    FINE(proposal_replace(store, &page, 1, &proposal, 1, &err));
    FINE(proposal_tie(store, &page, 0, &id, &err));
    assert_int_equal(grid_lay(office, &page, &grid, 0, 0, arena, &err), ERR_STATE);
    json_decref(proposal.body);
    struct uuid empty = new_page(&book);
    FINE(grid_next_page(office, &book, &(struct uuid){0}, &next, &err));
    assert_true(uuid_equal(&next, &empty));
    FINE(grid_next_page(office, &book, &empty, &next, &err));
    assert_true(uuid_is_null(&next));
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test_setup(a_drawing_is_kept_and_taken_back, start),
        cmocka_unit_test_setup(a_guess_is_a_grid, start),
        cmocka_unit_test_setup(rows_become_records_and_go_again, start),
        cmocka_unit_test_setup(a_turned_page_has_its_cells, start),
        cmocka_unit_test_setup(rows_of_the_machine_stay, start),
    };
    return cmocka_run_group_tests(TESTS, practice_open, practice_close);
}
