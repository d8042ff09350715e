/* SPDX-License-Identifier: Apache-2.0
 *
 * Problems: codes unique, sentences made. May include record, base, cmocka.
 */
#include "cmocka_first.h"

#include <string.h>

#include "record/problem.h"

static void codes_are_unique_and_spoken(void **state)
{
    (void)state;
    size_t count = 0;
    for (; problem_code_at(count) != NULL; count++) {
        assert_true(strlen(problem_pattern_at(count)) > 10);
        for (size_t i = 0; i < count; i++)
            assert_string_not_equal(problem_code_at(i), problem_code_at(count));
    }
    assert_true(count > 30);
    assert_null(problem_pattern_at(count));
}

static void arguments_come_in_place(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct problem differ = {"date-words-differ", {"15/03/2010", "{1} 16/03/2010", NULL}};
    struct problem bare = {"date-words-differ", {NULL, NULL, NULL}};
    struct problem unknown = {"no-such-code", {"x", NULL, NULL}};
    assert_string_equal(problem_text(&differ, arena),
                        "in digits the date is 15/03/2010, in words {1} 16/03/2010");
    assert_string_equal(problem_text(&bare, arena), "in digits the date is , in words ");
    assert_string_equal(problem_text(&unknown, arena), "no-such-code");
    arena_free(arena);
}

static void a_code_is_added_once_and_never_overflows(void **state)
{
    (void)state;
    struct proposed_field field = {.name = "x"};
    problem_add(&field, "date-none", NULL, NULL, NULL);
    problem_add(&field, "date-none", "other", NULL, NULL);
    assert_int_equal(field.problem_count, 1);
    for (size_t i = 0; problem_code_at(i) != NULL; i++)
        problem_add(&field, problem_code_at(i), "a", "b", "c");
    assert_int_equal(field.problem_count, PROBLEMS_MAX);
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(codes_are_unique_and_spoken),
        cmocka_unit_test(arguments_come_in_place),
        cmocka_unit_test(a_code_is_added_once_and_never_overflows),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
