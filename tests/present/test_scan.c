/* SPDX-License-Identifier: Apache-2.0
 *
 * The scan station by key scripts, with the virtual feeder behind the real libsane and the real
 * reader: what one key starts, what comes of a jam and of Esc, and pages put right. May include:
 * base, store, workflow, present, cmocka.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/str.h"
#include "fixture.h"
#include "present/desk.h"
#include "script.h"
#include "store/batch.h"
#include "store/page.h"
#include "workflow/office.h"

enum { SHEETS = 4, WIDTH = 600, HEIGHT = 800 };

static struct fixture fixture;
static struct desk *desk;

/* ---- the feeder ---- */

static char *path_of(const char *name)
{
    return file_join(fixture.folder, name);
}

static void put_file(const char *name, const void *data, size_t length)
{
    char *path = path_of(name);
    assert_int_equal(file_write(path, data, length, FILE_REPLACE, NULL), ERR_OK);
    free(path);
}

/* Black bars, other ones on each sheet; the second sheet is blank, the last one dark. */
static void put_sheet(int sheet)
{
    struct str pnm = STR_INIT;
    char name[32];
    str_format(&pnm, "P5 %d %d 255\n", WIDTH, HEIGHT);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            bool black = sheet != 1 && y % 40 < 14 && x > 60 && x < 200 + 70 * sheet &&
                         (x / (5 + sheet)) % 2;
            str_add_span(&pnm, black ? "\0" : sheet == SHEETS - 1 ? "\x46" : "\xff", 1);
        }
    snprintf(name, sizeof name, "stack/%d.pgm", sheet);
    put_file(name, str_peek(&pnm), pnm.length);
    str_release(&pnm);
}

static void set_path(const char *variable, const char *name)
{
    char *path = path_of(name);
    setenv(variable, path, 1);
    free(path);
}

static int open_desk(void **state)
{
    (void)state;
    fixture_open(&fixture, 0, 0);
    char *stack = path_of("stack");
    assert_int_equal(file_make_folder(stack, NULL), ERR_OK);
    free(stack);
    for (int i = 0; i < SHEETS; i++)
        put_sheet(i);
    set_path("SOHOA_FEEDER_FOLDER", "stack");
    set_path("SOHOA_FEEDER_POSITION", "position");
    set_path("SOHOA_FEEDER_FAULTS", "faults");
    return desk_new(fixture.office, &desk, NULL) != ERR_OK;
}

static int close_desk(void **state)
{
    (void)state;
    desk_free(desk);
    fixture_close(&fixture);
    return 0;
}

static void load_again(void)
{
    char *position = path_of("position");
    unlink(position);
    free(position);
}

/* ---- what is there ---- */

static bool shows(const char *part)
{
    const struct shown *shown = desk_shown(desk);
    for (size_t i = 0; i < shown->row_count; i++)
        if (strstr(shown->rows[i].label, part) || strstr(shown->rows[i].text, part))
            return true;
    return false;
}

static const struct shown_row *tile(size_t at)
{
    const struct shown *shown = desk_shown(desk);
    for (size_t i = 0; i < shown->row_count; i++)
        if (shown->rows[i].kind == ROW_TILE && at-- == 0)
            return &shown->rows[i];
    return NULL;
}

static size_t pages_of(const char *batch, struct arena *arena, struct page **ret)
{
    struct store *store = office_store(fixture.office);
    struct batch found;
    size_t count = 0;
    assert_int_equal(batch_find(store, batch, arena, &found, NULL), ERR_OK);
    struct page_filter filter = {.batch = &found.id};
    assert_int_equal(page_list(store, &filter, arena, ret, &count, NULL), ERR_OK);
    return count;
}

/* ---- scanning ---- */

static void one_key_starts(void **state)
{
    (void)state;
    script_press(desk, "F2");
    assert_string_equal(desk_shown(desk)->screen, "scan");
    script_press(desk, "lo_1 Enter"); /* a new batch, and no waiting for the list of scanners */
    script_press(desk, "~");
    struct arena *arena = arena_new();
    struct page *pages;
    assert_int_equal(pages_of("lo 1", arena, &pages), SHEETS);
    for (int i = 0; i < SHEETS; i++)
        assert_int_equal(pages[i].state, PAGE_EXTRACTED); /* read while the next one was scanned */
    assert_string_equal(tile(1)->text, "nothing on the page");
    assert_int_equal(tile(1)->sign, SIGN_DOUBT);
    assert_int_equal(tile(0)->sign, SIGN_GOOD);
    assert_int_equal(desk_shown(desk)->focus + 1, desk_shown(desk)->row_count);
    /* The next time what was chosen is chosen already. */
    script_press(desk, "Esc F2 ~");
    assert_true(shows("lo 1"));
    assert_non_null(tile(SHEETS - 1));
    load_again();
    script_press(desk, "Enter ~");
    assert_int_equal(pages_of("lo 1", arena, &pages), 2 * SHEETS);
    arena_free(arena);
}

static void a_jam_says_what_comes_next(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct page *pages;
    put_file("faults", "3 5000 jam\n", 11);
    script_press(desk, "F2 ket Enter ~");
    assert_int_equal(pages_of("ket", arena, &pages), 2);
    assert_true(shows("Page 2 is stored; put page 3 on top"));
    assert_non_null(strstr(desk_shown(desk)->notice, "page 3"));
    put_file("faults", "", 0);
    script_press(desk, "Enter ~");
    assert_int_equal(pages_of("ket", arena, &pages), SHEETS);
    arena_free(arena);
}

static void esc_keeps_whole_pages(void **state)
{
    (void)state;
    script_press(desk, "F2 dung Enter Esc"); /* asked before the first page */
    assert_string_equal(desk_shown(desk)->screen, "scan");
    script_press(desk, "~");
    assert_true(shows("Stopped."));
    struct page_filter all = {0};
    long count = 0;
    assert_int_equal(page_count(office_store(fixture.office), &all, &count, NULL), ERR_OK);
    assert_true(count < SHEETS); /* not the whole stack; what came is whole and read */
    script_press(desk, "Esc");
    assert_string_equal(desk_shown(desk)->screen, "home");
}

/* ---- pages put right ---- */

static void pages_are_put_right_and_back(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct page *before, *after;
    script_press(desk, "F2 lo_2 Enter ~");
    assert_int_equal(pages_of("lo 2", arena, &before), SHEETS);
    script_press(desk, "F3 ~"); /* the last one, a quarter to the right */
    (void)pages_of("lo 2", arena, &after);
    assert_int_equal(after[3].view.turns, 1);
    script_press(desk, "F6 ~"); /* one place earlier */
    (void)pages_of("lo 2", arena, &after);
    assert_true(uuid_equal(&after[2].id, &before[3].id));
    assert_string_equal(tile(2)->label, "3");
    script_press(desk, "↑ F8 ~"); /* the blank one is scanned by mistake */
    assert_int_equal(pages_of("lo 2", arena, &after), SHEETS - 1);
    script_press(desk, "Ctrl+z Ctrl+z Ctrl+z ~");
    assert_int_equal(pages_of("lo 2", arena, &after), SHEETS);
    for (int i = 0; i < SHEETS; i++)
        assert_true(uuid_equal(&after[i].id, &before[i].id));
    assert_int_equal(after[3].view.turns, PAGE_TURNS_UNKNOWN);
    arena_free(arena);
}

static void a_bad_page_is_scanned_again(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct page *before, *after;
    script_press(desk, "F2 lo_3 Enter ~");
    (void)pages_of("lo 3", arena, &before);
    load_again(); /* the first sheet lies on top now */
    script_press(desk, "↑ ↑ F2 ~");
    assert_int_equal(pages_of("lo 3", arena, &after), SHEETS);
    assert_true(digest_equal(&after[1].view.master, &before[0].view.master));
    assert_true(uuid_equal(&after[1].id, &before[1].id));
    assert_string_equal(desk_shown(desk)->screen, "scan");
    script_press(desk, "Ctrl+z ~");
    (void)pages_of("lo 3", arena, &after);
    assert_true(digest_equal(&after[1].view.master, &before[1].view.master));
    arena_free(arena);
}

/* All that wait for a better picture, by one key; the blank page is none of them. */
static void marked_pages_are_scanned_again(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct page *before, *after;
    script_press(desk, "F2 lo_5 Enter ~");
    assert_non_null(strstr(tile(3)->text, "too dark"));
    assert_true(shows("first on top: page 4"));
    (void)pages_of("lo 5", arena, &before);
    load_again(); /* with the first sheet on top */
    script_press(desk, "Ctrl+r ~");
    assert_non_null(strstr(desk_shown(desk)->notice, "new picture: 1"));
    assert_int_equal(pages_of("lo 5", arena, &after), SHEETS);
    assert_true(uuid_equal(&after[3].id, &before[3].id));
    assert_true(digest_equal(&after[3].view.master, &before[0].view.master));
    assert_false(shows("first on top"));
    script_press(desk, "Ctrl+r ~"); /* nothing waits any more */
    assert_non_null(strstr(desk_shown(desk)->notice, "K-2912"));
    assert_int_equal(pages_of("lo 5", arena, &after), SHEETS);
    arena_free(arena);
}

static void a_marked_page_can_be_kept(void **state)
{
    (void)state;
    script_press(desk, "F2 lo_4 Enter ~");
    assert_int_equal(tile(1)->sign, SIGN_DOUBT);
    script_press(desk, "F3 Ctrl+z ↑ ↑ F4");
    assert_string_equal(tile(1)->text, "");
    assert_int_equal(tile(1)->sign, SIGN_GOOD);
    /* From the list of pages that wait for the scanner one key leads here. */
    script_press(desk, "Esc");
    assert_string_equal(desk_shown(desk)->screen, "home");
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test_setup_teardown(one_key_starts, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_jam_says_what_comes_next, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(esc_keeps_whole_pages, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(pages_are_put_right_and_back, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_bad_page_is_scanned_again, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(marked_pages_are_scanned_again, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_marked_page_can_be_kept, open_desk, close_desk),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
