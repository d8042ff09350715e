/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_pool: workers that die, hang and talk nonsense cost only their page.
 * May include: base, workflow, cmocka.
 */
#include <stdlib.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "workflow/pool.h"

static struct pool *start(unsigned jobs, bool in_order, const char *profile)
{
    json_t *setup = json_pack("{s:s,s:s}", "op", "setup", "profile", profile);
    json_t *simple = json_pack("{s:s,s:b}", "op", "setup", "simple", 1);
    struct pool_options options = {.jobs = jobs,
                                   .page_ms = 500,
                                   .program = getenv("FAKE_WORKER"),
                                   .setup = setup,
                                   .simple = simple,
                                   .in_order = in_order};
    struct pool *pool = NULL;
    assert_int_equal(pool_new(&options, &pool, NULL), ERR_OK);
    json_decref(setup);
    json_decref(simple);
    return pool;
}

static json_t *request(const char *name, int n)
{
    return json_pack("{s:s,s:s,s:i}", "op", "read", "name", name, "n", n);
}

static void next(struct pool *pool, struct pool_result *ret)
{
    while (!pool_take(pool, ret))
        pool_step(pool, 1000);
}

static const struct {
    const char *name;
    enum err_code code; /* of the result */
    bool simplified;
} cases[] = {
    {"good", ERR_OK, false},       {"error", ERR_FORMAT, false}, /* reported in good order: no
                                                                    second try */
    {"die-once", ERR_OK, true},    {"hang-once", ERR_OK, true},  {"die", ERR_CHILD, false},
    {"abort", ERR_CHILD, false},   {"leave", ERR_CHILD, false},  {"half", ERR_CHILD, false},
    {"garbage", ERR_CHILD, false}, {"hang", ERR_TIMEOUT, false},
};

/* One worker takes all of them, one after the other, and goes on working. */
static void test_cases(void **state)
{
    (void)state;
    struct pool *pool = start(1, true, "good");
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
        pool_submit(pool, request(cases[i].name, (int)i), -1, NULL);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct pool_result result;
        next(pool, &result);
        if (result.err.code != cases[i].code)
            fail_msg("%s: %s (%s)", cases[i].name, err_code_name(result.err.code), result.err.text);
        assert_int_equal(result.simplified, cases[i].simplified);
        assert_int_equal(result.reply != NULL, cases[i].code == ERR_OK);
        if (result.reply)
            assert_int_equal(json_peek_long(result.reply, "n", -1), i);
        else
            assert_true(result.err.text[0]);
        json_decref(result.reply);
    }
    assert_int_equal(pool_pending(pool), 0);
    pool_free(pool);
}

static void test_order(void **state)
{
    enum { COUNT = 40 };
    (void)state;
    struct pool *pool = start(4, true, "good");
    struct err known = {0};
    (void)!err_set(&known, ERR_LIMIT, 997, "known before");
    for (int i = 0; i < COUNT; i++) {
        if (i % 7 == 3)
            pool_submit_failed(pool, &known, NULL);
        else
            pool_submit(pool, request(i % 5 == 0 ? "die-once" : "good", i), -1, NULL);
    }
    for (int i = 0; i < COUNT; i++) {
        struct pool_result result;
        next(pool, &result);
        if (i % 7 == 3)
            assert_int_equal(result.err.number, 997);
        else
            assert_int_equal(json_peek_long(result.reply, "n", -1), i);
        json_decref(result.reply);
    }
    pool_free(pool);
}

static void test_descriptors(void **state)
{
    (void)state;
    struct pool *pool = start(1, true, "good");
    json_t *reply = NULL;
    char text[8] = "";
    int fd = -1, back = -1;
    assert_int_equal(file_memory_new("m", "pixels", 6, &fd, NULL), ERR_OK);
    assert_int_equal(pool_call(pool, request("die-once", 1), fd, &reply, &back, NULL), ERR_OK);
    assert_int_equal(pread(back, text, sizeof text, 0), 6);
    assert_string_equal(text, "pixels");
    close(back);
    json_decref(reply);
    pool_free(pool);
}

static void test_bad_setup(void **state)
{
    (void)state;
    struct pool *pool = start(1, true, "bad");
    json_t *reply = NULL;
    struct err err = {0};
    for (int i = 0; i < 2; i++) {
        err_clear(&err);
        assert_int_equal(pool_call(pool, request("good", 1), -1, &reply, NULL, &err), ERR_FORMAT);
        assert_int_equal(err.number, 998);
    }
    pool_free(pool);
}

static void test_no_program(void **state)
{
    (void)state;
    struct pool_options options = {.jobs = 1, .program = "/nowhere/sohoa-worker"};
    struct pool *pool = NULL;
    json_t *reply = NULL;
    struct err err = {0};
    assert_int_equal(pool_new(&options, &pool, NULL), ERR_OK);
    assert_int_not_equal(pool_call(pool, request("good", 1), -1, &reply, NULL, &err), ERR_OK);
    assert_true(err.text[0]);
    pool_free(pool);
}

static void test_cancel(void **state)
{
    (void)state;
    struct pool *pool = start(2, true, "good");
    struct pool_result result;
    size_t count = 0;
    for (int i = 0; i < 6; i++)
        pool_submit(pool, request("hang", i), -1, NULL);
    pool_step(pool, 0);
    pool_cancel(pool);
    while (pool_take(pool, &result)) {
        assert_int_equal(result.err.code, ERR_CANCEL);
        count++;
    }
    assert_int_equal(count, 6);
    pool_free(pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),       cmocka_unit_test(test_order),
        cmocka_unit_test(test_descriptors), cmocka_unit_test(test_bad_setup),
        cmocka_unit_test(test_no_program),  cmocka_unit_test(test_cancel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
