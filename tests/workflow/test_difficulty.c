/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_difficulty: what may be reported and what not, by whom it is settled, and
 * that it is on the audit chain. May include: base, store, workflow, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/person.h"
#include "workflow/difficulty.h"
#include "workflow/office.h"

static char *folder;
static struct office *office;
static struct store *store;

static int open_all(void **state)
{
    struct store_plan plan = {0};
    struct uuid person;
    char name[] = "/tmp/sohoa-difficulty-XXXXXX";
    (void)state;
    folder = mem_copy_text(mkdtemp(name));
    char *inner = file_join(folder, "store");
    assert_int_equal(store_create(inner, &plan, &store, NULL), ERR_OK);
    assert_int_equal(person_add(store, "Lan", "volunteer", &person, NULL), ERR_OK);
    assert_int_equal(person_add(store, "Hùng", "leader", &person, NULL), ERR_OK);
    store_close(store);
    assert_int_equal(office_open(inner, "Lan", &office, NULL), ERR_OK);
    store = office_store(office);
    free(inner);
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    office_close(office);
    int failed = file_remove_tree(folder, NULL) != ERR_OK;
    free(folder);
    return failed;
}

static void what_is_reported_is_checked(void **state)
{
    static const struct {
        const char *category, *step, *words;
        int number; /* of the error; 0 = fine */
    } CASES[] = {
        {"paper", "scan", "sổ đóng chặt, không mở phẳng được", 0},
        {"scanner", "scan", NULL, 0},
        {"other", "other", "  ", 0},
        {"network", "release", "mất điện 2 lần, 30 phút", 0},
        {"weather", "scan", NULL, 2820},
        {"paper", "dance", NULL, 2820},
        {NULL, "scan", NULL, 2820},
        {"form", "key", "CCCD 001085012345 bị trùng", 2821},
        {"form", "key", "gọi 0912 345 678", 2821},
        {"form", "key", "hỏng \xff", 2822},
    };
    struct difficulty_filter all = {0};
    struct arena *arena = arena_new();
    struct difficulty *items;
    size_t count, fine = 0;
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct difficulty plan = {
            .category = CASES[i].category, .step = CASES[i].step, .words = CASES[i].words};
        struct uuid id;
        struct err err = {0};
        (void)!difficulty_report(office, &plan, &id, &err);
        assert_int_equal(err.number, CASES[i].number);
        fine += CASES[i].number == 0;
    }
    assert_int_equal(difficulty_list(store, &all, arena, &items, &count, NULL), ERR_OK);
    assert_int_equal(count, fine);
    assert_string_equal(items[0].category, "network"); /* the newest first */
    assert_null(items[1].words);                       /* nothing but spaces */
    assert_string_equal(items[3].person_name, "Lan");
    arena_free(arena);
}

static void it_is_settled_once_and_by_those_who_may(void **state)
{
    struct difficulty plan = {
        .category = "scanner", .step = "scan", .device = "test:0", .code = 851};
    struct difficulty_filter open = {.open = true};
    struct audit_options options = {0};
    struct audit_report report;
    struct arena *arena = arena_new();
    struct difficulty *items;
    struct person leader;
    struct uuid id;
    size_t count;
    long left;
    (void)state;
    assert_int_equal(difficulty_report(office, &plan, &id, NULL), ERR_OK);
    assert_int_equal(difficulty_settle(office, &id, NULL, NULL), ERR_DENIED);
    assert_int_equal(difficulty_count_open(store, &left, NULL), ERR_OK);
    assert_int_equal(left, 1);
    assert_int_equal(person_find(store, "Hùng", arena, &leader, NULL), ERR_OK);
    store_set_person(store, &leader.id);
    assert_int_equal(difficulty_settle(office, &id, "đã thay con lăn", NULL), ERR_OK);
    assert_int_equal(difficulty_settle(office, &id, "lần nữa", NULL), ERR_EXISTS);
    assert_int_equal(difficulty_list(store, &open, arena, &items, &count, NULL), ERR_OK);
    assert_int_equal(count, 0);
    open.open = false;
    assert_int_equal(difficulty_list(store, &open, arena, &items, &count, NULL), ERR_OK);
    assert_int_equal(items[0].code, 851);
    assert_string_equal(items[0].answer, "đã thay con lăn");
    assert_true(items[0].ended_ms > 0);
    assert_int_equal(audit_verify(store, &options, &report, NULL), ERR_OK);
    assert_int_equal(report.faults, 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_reported_is_checked, open_all, close_all),
        cmocka_unit_test_setup_teardown(it_is_settled_once_and_by_those_who_may, open_all,
                                        close_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
