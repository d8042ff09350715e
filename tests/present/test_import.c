/* SPDX-License-Identifier: Apache-2.0
 *
 * Bringing in by key scripts: going to a folder, what comes in, what is refused and why, and what
 * is there already. May include: base, store, workflow, present, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/str.h"
#include "fixture.h"
#include "present/desk.h"
#include "script.h"
#include "store/batch.h"
#include "store/page.h"
#include "store/reservation.h"
#include "workflow/browse.h"
#include "workflow/office.h"

static struct fixture fixture;
static struct desk *desk;

static void put_file(const char *folder, const char *name, const char *data, size_t length)
{
    struct str path = STR_INIT;
    str_format(&path, "%s/nha/%s", fixture.folder, folder);
    assert_int_equal(file_make_folder(str_peek(&path), NULL), ERR_OK);
    str_format(&path, "/%s", name);
    assert_int_equal(file_write(str_peek(&path), data, length, FILE_REPLACE, NULL), ERR_OK);
    str_release(&path);
}

static void put_photo(const char *folder, const char *name, int mark)
{
    enum { WIDTH = 200, HEIGHT = 280 };
    struct str pnm = STR_INIT;
    str_format(&pnm, "P5 %d %d 255\n", WIDTH, HEIGHT);
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        str_add_span(&pnm,
                     i / WIDTH % 20 < 6 && i % WIDTH > 20 && i % (5 + mark) < 3 ? "\0" : "\xff", 1);
    put_file(folder, name, str_peek(&pnm), pnm.length);
    str_release(&pnm);
}

static int open_desk(void **state)
{
    (void)state;
    fixture_open(&fixture, 0, 0);
    for (int i = 0; i < 3; i++)
        put_photo("anh/dien thoai", (const char *[]){"1.pgm", "2.pgm", "3.pgm"}[i], i);
    put_photo("anh/khac", "4.pgm", 4);
    put_file("anh/dien thoai", "hong.png", "no picture", 10);
    put_file("anh/dien thoai", "ghi-chu.txt", "x", 1);
    char *home = file_join(fixture.folder, "nha");
    setenv("HOME", home, 1);
    free(home);
    return desk_new(fixture.office, &desk, NULL) != ERR_OK;
}

static int close_desk(void **state)
{
    (void)state;
    desk_free(desk);
    fixture_close(&fixture);
    return 0;
}

static const struct shown_row *row_with(const char *part)
{
    const struct shown *shown = desk_shown(desk);
    for (size_t i = 0; i < shown->row_count; i++)
        if (strstr(shown->rows[i].label, part))
            return &shown->rows[i];
    return NULL;
}

static const char *focus_label(void)
{
    const struct shown *shown = desk_shown(desk);
    return shown->rows[shown->focus].label;
}

static long pages(void)
{
    struct page_filter all = {0};
    long count = 0;
    assert_int_equal(page_count(office_store(fixture.office), &all, &count, NULL), ERR_OK);
    return count;
}

static void to_home(void)
{
    while (!strstr(focus_label(), "nha"))
        script_press(desk, "↓");
}

static void a_folder_is_chosen_and_brought_in(void **state)
{
    (void)state;
    script_press(desk, "F3 ~");
    assert_string_equal(desk_shown(desk)->screen, "import");
    to_home();
    script_press(desk, "Enter ~");
    assert_string_equal(row_with("anh/")->text, "pictures: 5"); /* a damaged one counts too */
    script_press(desk, "↓ Enter ~ ↓");
    assert_string_equal(focus_label(), "dien thoai/");
    script_press(desk, "F2 ~");
    assert_int_equal(pages(), 3);
    assert_non_null(strstr(row_with("Came in")->text, "4 of 4"));
    assert_non_null(row_with("Refused: 1"));
    assert_non_null(strstr(row_with("hong.png")->text, "K-"));
    assert_int_equal(row_with("hong.png")->sign, SIGN_FAULT);
    assert_string_equal(focus_label(), "dien thoai/"); /* where one was */
    /* The folder above holds one more; the others are there. */
    script_press(desk, "↑ ↑ F2 ~");
    assert_int_equal(pages(), 4);
    assert_non_null(row_with("3 files were there already"));
    script_press(desk, "F3 ~");
    assert_int_equal(pages(), 8);
    script_press(desk, "← ~");
    assert_non_null(row_with("anh/"));
    script_press(desk, "Esc");
    assert_string_equal(desk_shown(desk)->screen, "home");
}

static void a_path_can_be_typed(void **state)
{
    (void)state;
    script_press(desk, "F3 ~");
    to_home();
    script_press(desk, "/nowhere");
    script_press(desk, "Esc"); /* the typed path is gone, the screen stays */
    assert_string_equal(desk_shown(desk)->input.text, "");
    struct str path = STR_INIT;
    str_format(&path, "%s/nha/anh/khac/4.pgm", fixture.folder);
    script_press(desk, str_peek(&path));
    script_press(desk, "Enter ~");
    assert_int_equal(pages(), 1);
    str_clear(&path);
    str_format(&path, "%s/nha/nowhere", fixture.folder);
    script_press(desk, str_peek(&path));
    script_press(desk, "Enter ~");
    assert_int_equal(desk_shown(desk)->notice_kind, NOTICE_WARNING);
    str_release(&path);
}

static void the_batch_is_named_and_watched_folders_show(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct batch batch;
    struct store *store = office_store(fixture.office);
    assert_int_equal(reservation_take(store, "watch:/srv/quet", arena, NULL, NULL), ERR_OK);
    script_press(desk, "F3 ~ ↑ ↑ ↑ so_moi ↓ ↓");
    assert_non_null(row_with("/srv/quet"));
    to_home();
    script_press(desk, "F2 ~");
    assert_int_equal(batch_find(store, "so moi", arena, &batch, NULL), ERR_OK);
    assert_int_equal(batch.pages, 4);
    arena_free(arena);
}

/* Sticks and cards as the kernel names them; system folders are none. */
static void mounted_media_are_found(void **state)
{
    (void)state;
    static const char MOUNTS[] = "proc /proc proc rw 0 0\n"
                                 "/dev/sda2 / ext4 rw 0 0\n"
                                 "/dev/sdb1 /media/lan/USB\\040HO\\040TICH vfat rw 0 0\n"
                                 "/dev/sdc1 /run/media/lan/THE-NHO exfat rw 0 0\n"
                                 "tmpfs /run tmpfs rw 0 0\n";
    char *path = file_join(fixture.folder, "mounts"), **places;
    assert_int_equal(file_write(path, MOUNTS, strlen(MOUNTS), FILE_REPLACE, NULL), ERR_OK);
    unsetenv("XDG_RUNTIME_DIR");
    assert_int_equal(browse_places(path, &places, NULL), ERR_OK);
    assert_string_equal(places[0], "/media/lan/USB HO TICH");
    assert_string_equal(places[1], "/run/media/lan/THE-NHO");
    assert_string_equal(places[2], getenv("HOME"));
    assert_null(places[3]);
    file_list_free(places);
    free(path);
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test_setup_teardown(a_folder_is_chosen_and_brought_in, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(a_path_can_be_typed, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(the_batch_is_named_and_watched_folders_show, open_desk,
                                        close_desk),
        cmocka_unit_test_setup_teardown(mounted_media_are_found, open_desk, close_desk),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
