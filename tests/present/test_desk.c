/* SPDX-License-Identifier: Apache-2.0
 *
 * The desk by key scripts, without any front end: what the screens show, what reaches the disk, and
 * that no composed word lands in another field. May include: base, store, workflow, present,
 * cmocka.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/str.h"
#include "desk_case.h"
#include "fixture.h"
#include "script.h"
#include "store/batch.h"
#include "store/page.h"
#include "store/record.h"
#include "store/reservation.h"
#include "workflow/office.h"
#include "workflow/query.h"

/* ---- screens ---- */

static void home_shows_what_waits(void **state)
{
    (void)state;
    const struct shown *shown = desk_shown(desk);
    assert_string_equal(shown->screen, "home");
    assert_true(shown->practice);
    assert_true(strstr(shown->rows[1].text, "13") != NULL);
    script_press(desk, "F1");
    assert_string_equal(desk_shown(desk)->screen, "help");
    script_press(desk, "Esc");
    assert_string_equal(desk_shown(desk)->screen, "home");
    script_press(desk, "Esc");
    assert_true(desk_over(desk));
}

/* Also for the next time, and on every screen. */
static void how_screens_look_is_kept(void **state)
{
    (void)state;
    struct desk *again;
    assert_true(desk_scale(desk) == 1);
    script_press(desk, "Ctrl++ Ctrl+= Enter Ctrl++ Ctrl+t");
    assert_true(desk_scale(desk) == 1.5);
    assert_int_equal(desk_new(fixture.office, &again, NULL), ERR_OK);
    assert_true(desk_scale(again) == 1.5);
    assert_true(desk_shown(again)->contrast);
    for (int i = 0; i < 20; i++)
        script_press(again, "Ctrl+-");
    assert_true(desk_scale(again) == 0.8);
    script_press(again, "Ctrl+t");
    assert_false(desk_shown(again)->contrast);
    desk_free(again);
}

static void a_printed_record_needs_two_keys_and_its_mark(void **state)
{
    (void)state;
    script_press(desk, "Enter");
    assert_string_equal(desk_shown(desk)->screen, "check");
    assert_string_equal(desk_shown(desk)->input.other, "Nguyễn Văn An");
    assert_int_equal(desk_shown(desk)->input.doubt_count, 1);
    script_press(desk, "F2 Enter");
    assert_stored(&fixture.forms, 0, "ho_ten", "Nguyễn Văn An");
    assert_false(desk_shown(desk)->has_input); /* all was looked at */
    assert_int_equal(state_of(&fixture.forms, 0), RECORD_ENTERED);
    script_press(desk, "Enter");
    assert_int_equal(state_of(&fixture.forms, 0), RECORD_VERIFIED);
    assert_int_equal(state_of(&fixture.forms, 1), RECORD_ENTERED);
}

/* Without the mouse, three keys a record: the other reading, right, next record. */
static void many_records_take_three_keys_each(void **state)
{
    (void)state;
    enum { FORMS = 12 };
    struct fixture many;
    struct desk *busy;
    long left = 0;
    fixture_open(&many, FORMS, 0);
    struct record_filter waiting = {.states = 1u << RECORD_ENTERED};
    assert_int_equal(desk_new(many.office, &busy, NULL), ERR_OK);
    script_press(busy, "Enter");
    for (int i = 0; i < FORMS; i++)
        script_press(busy, "F2 Enter Enter");
    assert_int_equal(record_count(office_store(many.office), &waiting, &left, NULL), ERR_OK);
    assert_int_equal(left, 0);
    assert_true(desk_shown(busy)->picture.on == false); /* nothing waits any more */
    desk_free(busy);
    fixture_close(&many);
}

static void a_right_reading_is_confirmed_as_it_stands(void **state)
{
    (void)state;
    script_press(desk, "Enter Enter Enter");
    assert_stored(&fixture.forms, 0, "ho_ten", "Nguyển Văn An");
    assert_int_equal(state_of(&fixture.forms, 0), RECORD_VERIFIED);
}

static void statuses_undo_and_the_last_record(void **state)
{
    (void)state;
    script_press(desk, "Enter F4");
    assert_stored(&fixture.forms, 0, "ho_ten", "(illegible)");
    script_press(desk, "PgUp"); /* there is none before: a word, no move */
    assert_true(*desk_shown(desk)->notice != 0);
    script_press(desk, "Enter F6");
    assert_stored(&fixture.forms, 1, "ho_ten", "(illegible)");
    script_press(desk, "PgUp PgDn Enter"); /* the finished one can be looked at */
    script_press(desk, "Ctrl+a leex_vawn_ba Enter");
    assert_stored(&fixture.forms, 2, "ho_ten", "Lễ Văn Ba");
}

static void undo_takes_back_what_is_on_the_disk(void **state)
{
    (void)state;
    script_press(desk, "Enter");
    const char *field = label();
    assert_true(*field != 0);
    script_press(desk, "Ctrl+a Mai Tab Shift+Tab");
    assert_stored(&fixture.forms, 0, "ho_ten", "Mai");
    script_press(desk, "Ctrl+z");
    assert_stored(&fixture.forms, 0, "ho_ten", "Nguyển Văn An");
    script_press(desk, "Ctrl+a x Ctrl+z Ctrl+z"); /* typed, not saved: back on the screen only */
    assert_string_equal(desk_shown(desk)->input.text, "Nguyển Văn An");
}

static void each_field_is_on_the_disk_before_the_next_shows(void **state)
{
    (void)state;
    script_press(desk, "↑ ↑ Enter"); /* the batches stand last */
    assert_string_equal(desk_shown(desk)->screen, "key");
    script_press(desk, "37 Enter");
    assert_stored(&fixture.rows, 0, "stt", "37");
    script_press(desk, "5 Enter 230485 Enter");
    assert_stored(&fixture.rows, 0, "ngay_dang_ky", "23/04/1985");
    script_press(desk, "nv_uyeen"); /* written out, and said so before it happens */
    assert_string_equal(desk_shown(desk)->input.becomes, "Nguyễn Văn Uyên");
    script_press(desk, "Ctrl+a taj_thij_uyeen Enter");
    assert_stored(&fixture.rows, 0, "ho_ten", "Tạ Thị Uyên");
    /* A killed desk opens at the first field that nobody keyed. */
    const char *before = label();
    struct str kept = STR_INIT;
    str_add(&kept, before);
    struct desk *again;
    assert_int_equal(desk_new(fixture.office, &again, NULL), ERR_OK);
    desk_free(desk);
    desk = again;
    script_press(desk, "↑ ↑ Enter"); /* the batches stand last */
    assert_string_equal(label(), str_peek(&kept));
    str_release(&kept);
}

static void an_empty_needed_field_is_not_passed_over(void **state)
{
    (void)state;
    script_press(desk, "Enter Ctrl+a Del Enter");
    assert_true(*desk_shown(desk)->notice != 0);
    assert_string_equal(desk_shown(desk)->input.text, "");
    assert_stored(&fixture.forms, 0, "ho_ten", "Nguyển Văn An");
    script_press(desk, "F3");
    assert_stored(&fixture.forms, 0, "ho_ten", "(missing)");
}

static void look_up_finds_without_marks(void **state)
{
    (void)state;
    script_press(desk, "Enter F2 Enter Esc F7 nguyen_van_an");
    assert_string_equal(desk_shown(desk)->screen, "look-up");
    assert_true(desk_shown(desk)->row_count >= 1);
    script_press(desk, "Enter");
    assert_string_equal(desk_shown(desk)->screen, "check");
    script_press(desk, "Esc Ctrl+a zzzzz");
    assert_int_equal(desk_shown(desk)->focus, -1);
}

/* ---- lists ---- */

static bool shows(const char *part)
{
    const struct shown *shown = desk_shown(desk);
    for (size_t i = 0; i < shown->row_count; i++)
        if (strstr(shown->rows[i].label, part) || strstr(shown->rows[i].text, part))
            return true;
    return false;
}

/* On the home screen, the row with this label. */
static void open_row(const char *label)
{
    const struct shown *shown = desk_shown(desk);
    for (size_t i = 0; i < shown->row_count; i++)
        if (strstr(shown->rows[i].label, label)) {
            desk_choose(desk, i);
            return;
        }
    fail_msg("no row \"%s\"", label);
}

static void books_tell_what_is_missing(void **state)
{
    (void)state;
    struct book book = {.schema = "so-khai-sinh", .number = "01/1998"};
    struct book_series series = {.year = 1998, .first = 1, .last = 12};
    struct uuid id;
    assert_int_equal(book_add(office_store(fixture.office), &book, &series, 1, &id, NULL), ERR_OK);
    script_press(desk, "F5");
    open_row("Books");
    assert_string_equal(desk_shown(desk)->screen, "books");
    assert_true(shows("01/1998"));
    assert_true(shows("1-12"));
    script_press(desk, "↓ ↑ F5 Esc");
    assert_string_equal(desk_shown(desk)->screen, "home");
}

static void pages_set_aside_wait_with_their_reason(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct page *pages;
    size_t count;
    struct page_filter filter = {.batch = &fixture.forms};
    struct page_stage aside = {
        .state = PAGE_ASIDE, .reason = "broken", .detail = "torn beyond reading"};
    struct store *store = office_store(fixture.office);
    assert_int_equal(page_list(store, &filter, arena, &pages, &count, NULL), ERR_OK);
    assert_int_equal(page_stage_set(store, &pages[1].id, &aside, NULL), ERR_OK);
    script_press(desk, "F5");
    open_row("scanned again");
    assert_string_equal(desk_shown(desk)->screen, "rescan");
    assert_true(shows("torn beyond reading"));
    assert_true(desk_shown(desk)->picture.on);
    script_press(desk, "Esc");
    assert_string_equal(desk_shown(desk)->screen, "home");
    arena_free(arena);
}

static void a_group_is_confirmed_at_once(void **state)
{
    (void)state;
    script_press(desk, "↓ F6"); /* on no batch: a word, no move */
    assert_string_equal(desk_shown(desk)->screen, "home");
    assert_true(*desk_shown(desk)->notice != 0);
    struct arena *arena = arena_new();
    struct record *records;
    struct record_view view;
    size_t count;
    struct record_filter filter = {.batch = &fixture.forms};
    script_press(desk, "F5");
    const struct shown *shown = desk_shown(desk);
    while (!strstr(shown->rows[shown->focus].label, "Giấy")) {
        script_press(desk, "↓");
        shown = desk_shown(desk);
    }
    script_press(desk, "F6");
    assert_string_equal(desk_shown(desk)->screen, "group");
    assert_string_equal(desk_shown(desk)->rows[0].label, "Nữ");
    assert_int_equal(desk_shown(desk)->rows[0].kind, ROW_PIECE);
    script_press(desk, "Enter");
    assert_int_equal(
        record_list(office_store(fixture.office), &filter, arena, &records, &count, NULL), ERR_OK);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(record_view_get(fixture.office, &records[i].id, arena, &view, NULL),
                         ERR_OK);
        assert_int_equal(record_view_lookup(&view, "gioi_tinh")->origin, ORIGIN_DRAFT);
        assert_int_equal(record_view_lookup(&view, "ho_ten")->origin, ORIGIN_MACHINE);
    }
    assert_int_equal(desk_shown(desk)->focus, -1); /* none of this kind is left */
    script_press(desk, "Tab Tab");
    assert_true(desk_shown(desk)->row_count > 1);
    arena_free(arena);
}

/* ---- two at work ---- */

/* Another process: takes the first record of the store and holds it until its input ends. */
static int hold_first_record(const char *folder)
{
    struct store *store;
    struct arena *arena = arena_new();
    struct record *records;
    size_t count;
    char what[16 + UUID_TEXT_SIZE], id[UUID_TEXT_SIZE], byte;
    struct record_filter filter = {.limit = 1};
    if (store_open(folder, &store, NULL) != ERR_OK ||
        record_list(store, &filter, arena, &records, &count, NULL) != ERR_OK || count != 1)
        return 1;
    uuid_show(&records[0].id, id);
    snprintf(what, sizeof what, "record:%s", id);
    if (reservation_take(store, what, arena, NULL, NULL) != ERR_OK || write(1, "h", 1) != 1)
        return 1;
    while (read(0, &byte, 1) > 0)
        continue;
    store_close(store);
    arena_free(arena);
    return 0;
}

static void a_record_that_somebody_works_on_is_passed_over(void **state)
{
    (void)state;
    int to[2], from[2];
    char byte, *store = fixture_store_path(&fixture);
    assert_int_equal(pipe2(to, O_CLOEXEC) | pipe2(from, O_CLOEXEC), 0);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, to[0], 0);
    posix_spawn_file_actions_adddup2(&files, from[1], 1);
    char *args[] = {(char[]){"test"}, (char[]){"hold"}, store, NULL};
    pid_t other;
    assert_int_equal(posix_spawn(&other, "/proc/self/exe", &files, NULL, args, environ), 0);
    close(to[0]);
    close(from[1]);
    assert_int_equal(read(from[0], &byte, 1), 1);
    script_press(desk, "Enter");
    assert_non_null(strstr(desk_shown(desk)->place, "2/3"));
    assert_true(*desk_shown(desk)->notice != 0);
    script_press(desk, "F2 Enter Enter");
    assert_int_equal(state_of(&fixture.forms, 0), RECORD_ENTERED);
    assert_int_equal(state_of(&fixture.forms, 1), RECORD_VERIFIED);
    close(to[1]); /* the other one leaves */
    int status;
    assert_int_equal(waitpid(other, &status, 0), other);
    assert_int_equal(status, 0);
    script_press(desk, "Esc Enter");
    assert_non_null(strstr(desk_shown(desk)->place, "1/2"));
    close(from[0]);
    posix_spawn_file_actions_destroy(&files);
    free(store);
}

/* ---- the wrong field ---- */

/* Types a name, leaves the field in each way, and looks into both fields. */
static void no_word_lands_in_another_field(void **state)
{
    (void)state;
    static const char *const STYLES[] = {"", "F9", "F9 F9"}; /* Telex, VNI, none */
    static const char *const TYPED[] = {"huees", "hue61", "huế"};
    static const char *const LEAVES[] = {"Tab", "↓", "Shift+Tab", "Enter", "PgDn", "F1 Esc", "F9"};
    for (size_t style = 0; style < 3; style++) {
        for (size_t leave = 0; leave < sizeof LEAVES / sizeof LEAVES[0]; leave++) {
            fixture_open(&fixture, 2, 0);
            assert_int_equal(desk_new(fixture.office, &desk, NULL), ERR_OK);
            script_press(desk, STYLES[style]);
            script_press(desk, "Enter Ctrl+a");
            script_press(desk, TYPED[style]);
            script_press(desk, LEAVES[leave]);
            script_press(desk, "Esc");
            assert_stored(&fixture.forms, 0, "ho_ten", "Huế");
            assert_stored(&fixture.forms, 0, "ngay_sinh", "15/03/1998");
            assert_stored(&fixture.forms, 1, "ho_ten", "Nguyển Văn An");
            close_desk(NULL);
        }
    }
}

static void a_click_ends_the_word(void **state)
{
    (void)state;
    script_press(desk, "Enter Ctrl+a huees");
    size_t focus = (size_t)desk_shown(desk)->focus;
    desk_choose(desk, focus + 1);
    assert_stored(&fixture.forms, 0, "ho_ten", "Huế");
    script_press(desk, "9 Tab");
    assert_stored(&fixture.forms, 0, "ho_ten", "Huế");
    desk_choose(desk, focus);
    assert_string_equal(desk_shown(desk)->input.text, "Huế");
}

/* A system input method commits after the focus has moved: the word goes where it was typed. */
static void a_late_commit_goes_to_its_own_field(void **state)
{
    (void)state;
    script_press(desk, "F9 F9 Enter Ctrl+a Del");
    unsigned token = desk_token(desk);
    desk_preedit(desk, token, "huế");
    assert_string_equal(desk_shown(desk)->input.preedit, "huế");
    size_t focus = (size_t)desk_shown(desk)->focus;
    desk_choose(desk, focus + 1);
    assert_true(token != desk_token(desk));
    assert_true(desk_commit(desk, token, "huế"));
    assert_stored(&fixture.forms, 0, "ho_ten", "Huế");
    assert_string_equal(desk_shown(desk)->input.preedit, "");
    assert_false(desk_commit(desk, 0, "lạc"));
    script_press(desk, "PgDn");
    assert_false(desk_commit(desk, token, "lạc")); /* its record is gone: nowhere, and told */
    assert_stored(&fixture.forms, 1, "ho_ten", "Nguyển Văn An");
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test_setup_teardown(home_shows_what_waits, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(how_screens_look_is_kept, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_printed_record_needs_two_keys_and_its_mark, open_desk,
                                        close_desk),
        cmocka_unit_test(many_records_take_three_keys_each),
        cmocka_unit_test_setup_teardown(a_right_reading_is_confirmed_as_it_stands, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(statuses_undo_and_the_last_record, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(undo_takes_back_what_is_on_the_disk, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(each_field_is_on_the_disk_before_the_next_shows, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(an_empty_needed_field_is_not_passed_over, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(look_up_finds_without_marks, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(books_tell_what_is_missing, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(pages_set_aside_wait_with_their_reason, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(a_group_is_confirmed_at_once, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_record_that_somebody_works_on_is_passed_over, open_desk,
                                        close_desk),
        cmocka_unit_test(no_word_lands_in_another_field),
        cmocka_unit_test_setup_teardown(a_click_ends_the_word, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_late_commit_goes_to_its_own_field, open_desk, close_desk),
    };
    if (argc == 3 && strcmp(argv[1], "hold") == 0)
        return hold_first_record(argv[2]);
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
