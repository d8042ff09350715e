/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/scan/test_backends: sohoa-scan through the real libsane with Debian's backends pnm and
 * test: every way a driver may send a page, and every status it may give.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "child.h"

#define TEST "\"op\":\"scan\",\"device\":\"test:0\""

static void test_pnm(void **state)
{
    struct outcome outcome, passes, hand;
    struct stack stack;
    struct proc child;
    struct digest want;
    char request[400];
    char *path;

    (void)state;
    stack_new(&stack);
    stack_add(&stack, "a.ppm", RASTER_RGB24, 211, 97, 5, &want);
    path = stack_path(&stack, "a.ppm");
    child_start(&child, &stack);
    snprintf(request, sizeof request,
             "{\"op\":\"scan\",\"device\":\"pnm:0\",\"options\":{\"filename\":\"%s\"}}", path);
    child_scan(&child, request, &outcome);
    assert_string_equal(outcome.err.text, "");
    assert_string_equal(outcome.why, "single");
    assert_true(digest_equal(&want, &outcome.hashes[0]));
    snprintf(request, sizeof request,
             "{\"op\":\"scan\",\"device\":\"pnm:0\",\"resolution\":300,\"pages\":2,\"options\":{"
             "\"filename\":\"%s\",\"three-pass\":\"yes\"}}",
             path);
    child_scan(&child, request, &passes);
    assert_string_equal(passes.err.text, "");
    assert_int_equal(passes.pages, 2);
    assert_true(digest_equal(&want, &passes.hashes[1]));
    assert_true(passes.dpi[0] == 300);
    snprintf(request, sizeof request,
             "{\"op\":\"scan\",\"device\":\"pnm:0\",\"options\":{\"filename\":\"%s\","
             "\"three-pass\":\"no\",\"hand-scanner\":\"yes\"}}",
             path);
    child_scan(&child, request, &hand);
    assert_string_equal(hand.err.text, "");
    assert_true(digest_equal(&want, &hand.hashes[0]));
    child_end(&child);
    free(path);
    stack_free(&stack);
}

static void test_pnm_kinds(void **state)
{
    static const enum raster_format formats[] = {RASTER_BIT1, RASTER_GREY8, RASTER_RGB24};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
        struct outcome outcome;
        struct stack stack;
        struct proc child;
        struct digest want;
        char request[400], *path;
        stack_new(&stack);
        stack_add(&stack, "a.pnm", formats[i], 128, 50, 9, &want);
        path = stack_path(&stack, "a.pnm");
        child_start(&child, &stack);
        snprintf(request, sizeof request,
                 "{\"op\":\"scan\",\"device\":\"pnm:0\",\"options\":{\"filename\":\"%s\"}}", path);
        child_scan(&child, request, &outcome);
        assert_string_equal(outcome.err.text, "");
        assert_string_equal(outcome.format[0], raster_format_name(formats[i]));
        assert_true(digest_equal(&want, &outcome.hashes[0]));
        child_end(&child);
        free(path);
        stack_free(&stack);
    }
}

static void test_pnm_faults(void **state)
{
    static const struct {
        const char *option;
        int number;
    } cases[] = {{"status-jammed", 307},  {"status-nodocs", 308}, {"status-coveropen", 309},
                 {"status-ioerror", 310}, {"status-nomem", 311},  {"status-accessdenied", 312}};
    struct stack stack;
    char *path;

    (void)state;
    stack_new(&stack);
    stack_add(&stack, "a.ppm", RASTER_RGB24, 211, 97, 5, NULL);
    path = stack_path(&stack, "a.ppm");
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct outcome outcome;
        struct proc child;
        char request[400];
        child_start(&child, &stack);
        snprintf(request, sizeof request,
                 "{\"op\":\"scan\",\"device\":\"pnm:0\",\"options\":{\"filename\":\"%s\",\"%s\":"
                 "true}}",
                 path, cases[i].option);
        child_scan(&child, request, &outcome);
        assert_int_equal(outcome.err.number, cases[i].number);
        assert_int_equal(outcome.pages, 0);
        child_end(&child);
    }
    free(path);
    stack_free(&stack);
}

#define SMALL                                                                                      \
    "\"resolution\":60,\"options\":{\"br-x\":40,\"br-y\":30,\"test-picture\":\"Color pattern\""

static void test_adf_of_ten(void **state)
{
    struct outcome outcome;
    struct stack stack;
    struct proc child;

    (void)state;
    stack_new(&stack);
    child_start(&child, &stack);
    child_scan(&child, "{" TEST ",\"source\":\"adf\",\"mode\":\"colour\"," SMALL "}}", &outcome);
    assert_string_equal(outcome.err.text, "");
    assert_int_equal(outcome.pages, 10);
    assert_string_equal(outcome.why, "empty");
    assert_true(outcome.dpi[9] == 60);
    child_end(&child);
    stack_free(&stack);
}

/* The same picture whatever way the driver sends it. */
static void test_ways_of_sending(void **state)
{
    static const struct {
        const char *mode, *more, *format;
        int same; /* index of the case with the same pixels, -1 = none */
    } cases[] = {
        {"Color", "", "rgb24", -1},
        {"Color", ",\"three-pass\":\"yes\"", "rgb24", 0},
        {"Color", ",\"three-pass\":\"yes\",\"three-pass-order\":\"BGR\"", "rgb24", 0},
        {"Color", ",\"read-limit\":\"yes\",\"read-limit-size\":\"7\"", "rgb24", 0},
        {"Color", ",\"ppl-loss\":\"5\"", "rgb24", -1},
        {"Color", ",\"fuzzy-parameters\":\"yes\"", "rgb24", 0},
        {"Color", ",\"hand-scanner\":\"yes\"", "rgb24", -1},
        {"Color", ",\"depth\":\"16\"", "rgb48", -1},
        {"Color", ",\"depth\":\"16\",\"three-pass\":\"yes\"", "rgb48", 7},
        {"Color", ",\"depth\":\"1\"", "rgb24", -1},
        {"Color", ",\"depth\":\"1\",\"three-pass\":\"yes\"", "rgb24", 9},
        {"Gray", "", "grey8", -1},
        {"Gray", ",\"depth\":\"1\"", "bit1", -1},
        {"Gray", ",\"depth\":\"16\"", "grey16", -1},
    };
    struct outcome outcomes[ARRAY_SIZE(cases)];
    struct stack stack;

    (void)state;
    stack_new(&stack);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct proc child;
        char request[400];
        child_start(&child, &stack);
        snprintf(request, sizeof request, "{" TEST ",\"mode\":\"%s\"," SMALL "%s}}", cases[i].mode,
                 cases[i].more);
        child_scan(&child, request, &outcomes[i]);
        if (outcomes[i].err.code)
            fail_msg("%s: %s", cases[i].more, outcomes[i].err.text);
        assert_string_equal(outcomes[i].format[0], cases[i].format);
        assert_string_equal(outcomes[i].why, "single");
        if (cases[i].same >= 0 &&
            !digest_equal(&outcomes[i].hashes[0], &outcomes[cases[i].same].hashes[0]))
            fail_msg("other pixels with %s", cases[i].more);
        child_end(&child);
    }
    stack_free(&stack);
}

static void test_read_status(void **state)
{
    static const struct {
        const char *status;
        int number;
    } cases[] = {{"SANE_STATUS_JAMMED", 307},     {"SANE_STATUS_NO_DOCS", 308},
                 {"SANE_STATUS_COVER_OPEN", 309}, {"SANE_STATUS_IO_ERROR", 310},
                 {"SANE_STATUS_EOF", 345},        {"SANE_STATUS_CANCELLED", 303},
                 {"SANE_STATUS_DEVICE_BUSY", 304}};
    struct stack stack;

    (void)state;
    stack_new(&stack);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct outcome outcome;
        struct proc child;
        char request[400];
        child_start(&child, &stack);
        snprintf(request, sizeof request, "{" TEST "," SMALL ",\"read-return-value\":\"%s\"}}",
                 cases[i].status);
        child_scan(&child, request, &outcome);
        if (outcome.err.number != cases[i].number)
            fail_msg("%s: K-%d", cases[i].status, outcome.err.number);
        assert_int_equal(outcome.pages, 0);
        child_end(&child);
    }
    stack_free(&stack);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pnm),
        cmocka_unit_test(test_pnm_kinds),
        cmocka_unit_test(test_pnm_faults),
        cmocka_unit_test(test_adf_of_ten),
        cmocka_unit_test(test_ways_of_sending),
        cmocka_unit_test(test_read_status),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
