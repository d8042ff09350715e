/* SPDX-License-Identifier: Apache-2.0
 *
 * The desk of an office: nobody works at it without a passphrase, nothing of it is shown, a locked
 * desk opens for the one who sat there, by a PIN or the passphrase, and keeps the work. May
 * include: base, store, trust, workflow, present, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/str.h"
#include "office_made.h"
#include "present/screen.h"
#include "script.h"
#include "store/batch.h"
#include "store/person.h"
#include "store/schema.h"
#include "trust/sealed_key.h"
#include "workflow/sign_in.h"

static struct office_made made;
static struct office *office;
static struct desk *desk;

/* Weakly sealed, also the official's: this is about the screen. */
static void seal(enum role role, const char *passphrase)
{
    char *sealed = NULL;
    assert_int_equal(sealed_key_make(made.keys[role], passphrase, SEAL_USUAL, &sealed, NULL),
                     ERR_OK);
    assert_int_equal(
        person_seal_put(made.store, sign_key_peek_public(made.keys[role]), sealed, NULL), ERR_OK);
    free(sealed);
}

static int open_office(void **state)
{
    (void)state;
    struct batch batch = {.name = "bí mật của xã"};
    struct uuid id;
    office_made_open(&made);
    seal(ROLE_VOLUNTEER, "tình nguyện");
    seal(ROLE_OFFICIAL, "cán bộ xã");
    office_made_use(&made, ROLE_VOLUNTEER);
    assert_int_equal(batch_add(made.store, &batch, &id, NULL), ERR_OK);
    char *inner = file_join(made.folder, "kho");
    assert_int_equal(office_open(inner, NULL, &office, NULL), ERR_OK);
    free(inner);
    return desk_new(office, &desk, NULL) != ERR_OK;
}

static int close_office(void **state)
{
    (void)state;
    desk_free(desk);
    office_close(office);
    office_made_close(&made);
    return 0;
}

static const char *screen(void)
{
    return desk_shown(desk)->screen;
}

static void assert_shows(const char *text, bool wanted)
{
    json_t *json = shown_json(desk_shown(desk));
    char *line = json_line(json);
    assert_int_equal(strstr(line, text) != NULL, wanted);
    free(line);
    json_decref(json);
}

static void nobody_sees_anything(void **state)
{
    (void)state;
    assert_string_equal(screen(), "sign-in");
    assert_int_equal(desk_shown(desk)->row_count, 4);
    script_press(desk, "F1");
    assert_string_equal(screen(), "help");
    script_press(desk, "Esc Ctrl+d F9 Ctrl++ Ctrl+l");
    assert_string_equal(screen(), "sign-in");
    assert_shows("bí mật của xã", false);
    assert_int_equal(desk_timeout(desk), -1);
    script_press(desk, "Esc");
    assert_true(desk_over(desk));
}

static void a_wrong_passphrase_opens_nothing(void **state)
{
    (void)state;
    script_press(desk, "Enter");
    assert_string_equal(screen(), "sign-in");
    script_press(desk, "sai_mat_khau");
    assert_string_equal(desk_shown(desk)->input.text, "••••••••••••");
    assert_shows("sai", false);
    script_press(desk, "Enter");
    assert_string_equal(screen(), "sign-in");
    assert_int_equal(desk_shown(desk)->notice_kind, NOTICE_FAULT);
    assert_string_equal(desk_shown(desk)->input.text, "");
    desk_commit(desk, desk_token(desk), "cán bộ xã"); /* another person's */
    script_press(desk, "Enter");
    assert_false(office_unlocked(office));
}

static void sign_in(const char *passphrase)
{
    assert_true(desk_commit(desk, desk_token(desk), passphrase));
    script_press(desk, "Enter");
}

static void the_right_one_begins_the_work(void **state)
{
    (void)state;
    sign_in("tình nguyện");
    assert_string_equal(screen(), "home");
    assert_string_equal(desk_shown(desk)->person, "volunteer");
    assert_shows("bí mật của xã", true);
    script_press(desk, "Ctrl++"); /* writes a setting: signed in */
    assert_int_not_equal(desk_shown(desk)->notice_kind, NOTICE_FAULT);
    script_press(desk, "Ctrl+l F4"); /* the next person, and the key is gone */
    assert_string_equal(screen(), "sign-in");
    assert_false(office_unlocked(office));
    assert_true(uuid_is_null(store_peek_person(office_store(office))));
    script_press(desk, "↓ ↓");
    sign_in("cán bộ xã");
    assert_string_equal(desk_shown(desk)->notice, "");
    assert_string_equal(desk_shown(desk)->person, "official");
}

static void a_locked_desk_keeps_the_work_for_one(void **state)
{
    (void)state;
    sign_in("tình nguyện");
    script_press(desk, "Ctrl+l");
    assert_string_equal(screen(), "sign-in");
    assert_int_equal(desk_shown(desk)->rows[0].kind, ROW_ITEM);
    assert_int_equal(desk_shown(desk)->rows[1].kind, ROW_NOTE); /* nobody else */
    assert_shows("bí mật của xã", false);
    script_press(desk, "Esc F1 Esc");
    assert_string_equal(screen(), "sign-in");
    sign_in("cán bộ xã");
    assert_string_equal(screen(), "sign-in");
    sign_in("tình nguyện");
    assert_string_equal(screen(), "home");
    script_press(desk, "Ctrl+l F4");
    assert_int_equal(desk_shown(desk)->row_count, 4);
    script_press(desk, "Esc");
    assert_true(desk_over(desk));
}

static void an_idle_desk_locks_itself(void **state)
{
    (void)state;
    sign_in("tình nguyện");
    assert_in_range(desk_timeout(desk), 4 * 60000, 5 * 60000 + 1);
    assert_false(desk_idle(desk));
    desk->active_us -= 5 * 60000000LL;
    assert_int_equal(desk_timeout(desk), 0);
    (void)desk_step(desk);
    assert_string_equal(screen(), "sign-in");
    assert_false(office_unlocked(office));
    assert_int_equal(desk_timeout(desk), -1);
}

static void a_pin_opens_a_locked_desk_until_it_is_gone(void **state)
{
    (void)state;
    script_press(desk, "F6");
    sign_in("tình nguyện");
    assert_string_equal(screen(), "sign-in");
    script_press(desk, "123 Enter"); /* too short */
    assert_string_equal(screen(), "sign-in");
    script_press(desk, "Ctrl+a 2580 Enter");
    assert_string_equal(screen(), "home");
    script_press(desk, "Ctrl+l 2580 Enter");
    assert_string_equal(screen(), "home");
    script_press(desk, "Ctrl+l");
    for (int i = 0; i < SIGN_IN_PIN_TRIES; i++)
        script_press(desk, "1111 Enter");
    script_press(desk, "2580 Enter");
    assert_string_equal(screen(), "sign-in");
    assert_false(office_has_pin(office));
    sign_in("tình nguyện");
    assert_string_equal(screen(), "home");
}

static void an_official_has_no_pin(void **state)
{
    (void)state;
    script_press(desk, "↓ ↓ F6");
    sign_in("cán bộ xã");
    assert_true(office_unlocked(office));
    script_press(desk, "2580 Enter");
    assert_false(office_has_pin(office));
    assert_non_null(strstr(desk_shown(desk)->notice, "K-2853"));
    script_press(desk, "F6 Enter"); /* without one the work begins all the same */
    assert_string_equal(screen(), "home");
}

/* Long work has a key of its own, which outlives the lock. */
static void work_goes_on_while_the_desk_is_locked(void **state)
{
    (void)state;
    struct office_hand *hand = NULL;
    struct office *other = NULL;
    struct batch batch = {.name = "khác"};
    struct uuid id;
    sign_in("tình nguyện");
    assert_int_equal(office_hand_copy(office, &hand, NULL), ERR_OK);
    script_press(desk, "Ctrl+l");
    assert_int_equal(office_open(store_peek_folder(office_store(office)), NULL, &other, NULL),
                     ERR_OK);
    assert_int_equal(batch_add(office_store(other), &batch, &id, NULL), ERR_DENIED);
    office_hand_use(other, hand);
    assert_int_equal(batch_add(office_store(other), &batch, &id, NULL), ERR_OK);
    office_close(other);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_office, close_office)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(nobody_sees_anything),          CASE(a_wrong_passphrase_opens_nothing),
        CASE(the_right_one_begins_the_work), CASE(a_locked_desk_keeps_the_work_for_one),
        CASE(an_idle_desk_locks_itself),     CASE(a_pin_opens_a_locked_desk_until_it_is_gone),
        CASE(an_official_has_no_pin),        CASE(work_goes_on_while_the_desk_is_locked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
