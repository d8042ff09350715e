/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/scan/test_scan: sohoa-scan through the real libsane: Debian's backends pnm and test, and
 * the virtual feeder with its faults.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/frame.h"
#include "base/mem.h"
#include "base/str.h"
#include "child.h"

#define FEEDER "\"op\":\"scan\",\"device\":\"sohoafeeder:stack\""
#define TEST   "\"op\":\"scan\",\"device\":\"test:0\""

/* --- devices and options --- */

static void test_devices(void **state)
{
    struct stack stack;
    struct proc child;
    json_t *answer, *device;
    size_t i;
    int seen = 0;

    (void)state;
    stack_new(&stack);
    child_start(&child, &stack);
    answer = child_call(&child, "{\"op\":\"devices\"}");
    json_array_foreach (json_peek_array(answer, "devices"), i, device) {
        const char *name = json_peek_text(device, "name");
        seen += text_equal(name, "sohoafeeder:stack") || text_equal(name, "pnm:0") ||
                text_equal(name, "test:0");
        assert_non_null(json_peek_text(device, "vendor"));
        assert_non_null(json_peek_text(device, "type"));
    }
    assert_int_equal(seen, 3);
    json_decref(answer);
    child_end(&child);
    stack_free(&stack);
}

static const json_t *find_option(const json_t *answer, const char *name)
{
    size_t i;
    json_t *option;

    json_array_foreach (json_peek_array(answer, "options"), i, option)
        if (text_equal(json_peek_text(option, "name"), name))
            return option;
    fail_msg("no option %s", name);
    return NULL;
}

static void test_options(void **state)
{
    struct stack stack;
    struct proc child;
    json_t *answer;
    const json_t *option;

    (void)state;
    stack_new(&stack);
    child_start(&child, &stack);
    answer = child_call(&child, "{\"op\":\"options\",\"device\":\"sohoafeeder:stack\"}");
    option = find_option(answer, "resolution");
    assert_string_equal(json_peek_text(option, "unit"), "dpi");
    assert_int_equal(json_peek_long(option, "value", 0), 300);
    assert_int_equal(json_array_size(json_peek_array(option, "constraint")), 6);
    assert_string_equal(json_peek_text(find_option(answer, "source"), "value"), "ADF");
    json_decref(answer);
    answer = child_call(&child, "{\"op\":\"options\",\"device\":\"test:0\"}");
    option = find_option(answer, "resolution");
    assert_true(json_peek_double(json_peek_object(option, "constraint"), "max", 0) == 1200);
    assert_false(json_peek_bool(find_option(answer, "three-pass"), "active", true));
    json_decref(answer);
    child_end(&child);
    stack_free(&stack);
}

/* --- the feeder, pixel for pixel --- */

static void test_feeder(void **state)
{
    static const struct {
        const char *name;
        enum raster_format format;
        int width, height;
    } pages[] = {{"1.pbm", RASTER_BIT1, 205, 77},
                 {"2.pgm", RASTER_GREY8, 333, 100},
                 {"3.ppm", RASTER_RGB24, 129, 400},
                 {"4.pgm", RASTER_GREY16, 65, 31},
                 {"5.ppm", RASTER_RGB48, 41, 300}};
    struct digest want[ARRAY_SIZE(pages)];
    struct outcome outcome;
    struct stack stack;
    struct proc child;

    (void)state;
    stack_new(&stack);
    for (size_t i = 0; i < ARRAY_SIZE(pages); i++)
        stack_add(&stack, pages[i].name, pages[i].format, pages[i].width, pages[i].height,
                  (unsigned)i, &want[i]);
    child_start(&child, &stack);
    child_scan(&child, "{" FEEDER ",\"source\":\"adf\",\"resolution\":300}", &outcome);
    assert_string_equal(outcome.err.text, "");
    assert_string_equal(outcome.why, "empty");
    assert_int_equal(outcome.pages, ARRAY_SIZE(pages));
    for (size_t i = 0; i < ARRAY_SIZE(pages); i++) {
        assert_true(digest_equal(&want[i], &outcome.hashes[i]));
        assert_string_equal(outcome.format[i], raster_format_name(pages[i].format));
        assert_int_equal(outcome.heights[i], pages[i].height);
        assert_true(outcome.dpi[i] == 300);
    }
    /* the stack is gone: now it is empty from the start */
    child_scan(&child, "{" FEEDER "}", &outcome);
    assert_int_equal(outcome.err.code, ERR_EMPTY);
    assert_int_equal(outcome.err.number, 308);
    child_end(&child);
    stack_free(&stack);
}

static void test_count_and_first_page(void **state)
{
    struct outcome outcome;
    struct stack stack;
    struct proc child;
    struct digest second;

    (void)state;
    stack_new(&stack);
    stack_add(&stack, "1.pgm", RASTER_GREY8, 50, 50, 1, NULL);
    stack_add(&stack, "2.pgm", RASTER_GREY8, 50, 50, 2, &second);
    stack_add(&stack, "3.pgm", RASTER_GREY8, 50, 50, 3, NULL);
    child_start(&child, &stack);
    child_scan(&child, "{" FEEDER ",\"pages\":1}", &outcome);
    assert_string_equal(outcome.why, "count");
    assert_int_equal(outcome.pages, 1);
    child_end(&child);
    child_start(&child, &stack); /* another process goes on where the paper lies */
    child_scan(&child, "{" FEEDER ",\"source\":\"Flatbed\"}", &outcome);
    assert_string_equal(outcome.why, "single");
    assert_true(digest_equal(&second, &outcome.hashes[0]));
    child_scan(&child, "{" FEEDER ",\"source\":\"Flatbed\",\"pages\":3}", &outcome);
    assert_string_equal(outcome.why, "count");
    assert_true(digest_equal(&second, &outcome.hashes[2]));
    child_end(&child);
    stack_free(&stack);
}

static void test_modes(void **state)
{
    static const struct {
        const char *mode;
        int resolution;
        const char *format;
        int width;
    } cases[] = {{"grey", 300, "grey8", 300},
                 {"colour", 300, "rgb24", 300},
                 {"lineart", 300, "bit1", 300},
                 {"Gray", 150, "grey8", 150},
                 {"Color", 600, "rgb24", 600}};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct outcome outcome;
        struct stack stack;
        struct proc child;
        char request[200];
        stack_new(&stack);
        stack_add(&stack, "1.ppm", RASTER_RGB24, 300, 90, 1, NULL);
        child_start(&child, &stack);
        snprintf(request, sizeof request, "{" FEEDER ",\"mode\":\"%s\",\"resolution\":%d}",
                 cases[i].mode, cases[i].resolution);
        child_scan(&child, request, &outcome);
        assert_string_equal(outcome.format[0], cases[i].format);
        assert_int_equal(outcome.widths[0], cases[i].width);
        assert_true(outcome.dpi[0] == cases[i].resolution);
        child_end(&child);
        stack_free(&stack);
    }
}

/* --- faults --- */

static void test_faults(void **state)
{
    static const struct {
        const char *faults;
        int pages;
        enum err_code code;
        int number;
    } cases[] = {
        {"2 start jam", 1, ERR_JAM, 307},     {"2 0 jam", 1, ERR_JAM, 307},
        {"2 5000 jam", 1, ERR_JAM, 307},      {"1 9999 jam", 0, ERR_JAM, 307},
        {"3 start cover", 2, ERR_JAM, 309},   {"3 1 cover", 2, ERR_JAM, 309},
        {"2 5000 io", 1, ERR_DEVICE, 310},    {"2 5000 short", 1, ERR_DEVICE, 345},
        {"2 9900 short", 1, ERR_DEVICE, 345}, {"2 0 short", 1, ERR_DEVICE, 345},
        {"2 0 long", 1, ERR_DEVICE, 344},     {"2 5000 gone", 1, ERR_DEVICE, 310},
        {"2 5000 empty", 1, ERR_EMPTY, 308},  {"1 start empty", 0, ERR_EMPTY, 308},
        {"3 start empty", 2, ERR_OK, 0},      {"3 0 empty", 2, ERR_OK, 0},
        {"# 2 0 jam\n9 0 jam", 3, ERR_OK, 0},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct outcome outcome;
        struct stack stack;
        struct proc child;
        stack_new(&stack);
        for (int page = 1; page <= 3; page++) {
            char name[] = "0.pgm";
            name[0] = (char)('0' + page);
            stack_add(&stack, name, RASTER_GREY8, 100, 100, (unsigned)page, NULL);
        }
        stack_faults(&stack, cases[i].faults);
        child_start(&child, &stack);
        child_scan(&child, "{" FEEDER ",\"first_page\":11}", &outcome);
        if (outcome.err.code != cases[i].code || outcome.err.number != cases[i].number)
            fail_msg("%s: K-%d %s", cases[i].faults, outcome.err.number, outcome.err.text);
        assert_int_equal(outcome.pages, cases[i].pages);
        if (cases[i].code) {
            assert_int_equal(outcome.error_page, 11 + cases[i].pages);
        } else {
            assert_string_equal(outcome.why, "empty");
        }
        child_end(&child); /* lives on and ends in good order */
        stack_free(&stack);
    }
}

/* The jam is cleared: the page that jammed comes next, nothing twice, nothing lost. */
static void test_after_a_jam(void **state)
{
    struct digest want[3];
    struct outcome outcome;
    struct stack stack;
    struct proc child;

    (void)state;
    stack_new(&stack);
    stack_add(&stack, "1.pgm", RASTER_GREY8, 100, 100, 1, &want[0]);
    stack_add(&stack, "2.pgm", RASTER_GREY8, 100, 100, 2, &want[1]);
    stack_add(&stack, "3.pgm", RASTER_GREY8, 100, 100, 3, &want[2]);
    stack_faults(&stack, "2 7000 jam");
    child_start(&child, &stack);
    child_scan(&child, "{" FEEDER "}", &outcome);
    assert_int_equal(outcome.err.code, ERR_JAM);
    assert_true(digest_equal(&want[0], &outcome.hashes[0]));
    stack_faults(&stack, "");
    child_scan(&child, "{" FEEDER "}", &outcome);
    assert_string_equal(outcome.why, "empty");
    assert_int_equal(outcome.pages, 2);
    assert_true(digest_equal(&want[1], &outcome.hashes[0]));
    assert_true(digest_equal(&want[2], &outcome.hashes[1]));
    child_end(&child);
    stack_free(&stack);
}

/* A driver that dies or hangs: the pages before it are safe, the parent notices and can end it. */
static void test_death(void **state)
{
    static const struct {
        const char *faults;
        enum err_code code;
    } cases[] = {
        {"2 5000 crash", ERR_EMPTY}, {"2 start crash", ERR_EMPTY}, {"2 5000 hang", ERR_TIMEOUT}};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct stack stack;
        struct proc child;
        struct err err = {0};
        enum err_code code = ERR_OK;
        int pages = 0;
        stack_new(&stack);
        stack_add(&stack, "1.pgm", RASTER_GREY8, 100, 100, 1, NULL);
        stack_add(&stack, "2.pgm", RASTER_GREY8, 100, 100, 2, NULL);
        stack_faults(&stack, cases[i].faults);
        child_start(&child, &stack);
        child_send(&child, "{" FEEDER "}");
        while (!code) {
            json_t *message = NULL;
            int fd = -1;
            code = frame_receive(child.socket, pages && cases[i].code == ERR_TIMEOUT ? 300 : 20000,
                                 &message, &fd, 1, &err);
            json_decref(message);
            if (fd >= 0) {
                pages++;
                close(fd);
            }
        }
        assert_int_equal(pages, 1);
        assert_int_equal(code, cases[i].code);
        proc_kill(&child);
        stack_free(&stack);
    }
}

static void test_unplugged(void **state)
{
    struct outcome outcome;
    struct stack stack;
    struct proc child;

    (void)state;
    stack_new(&stack);
    stack_add(&stack, "1.pgm", RASTER_GREY8, 100, 100, 1, NULL);
    stack_faults(&stack, "1 start gone");
    child_start(&child, &stack);
    child_scan(&child, "{" FEEDER "}", &outcome);
    assert_int_equal(outcome.err.code, ERR_MISSING);
    assert_int_equal(outcome.err.number, 322);
    assert_non_null(strstr(outcome.err.text, "pnm:0"));
    child_end(&child);
    stack_free(&stack);
}

/* --- cancel --- */

/* Asked once: the page in work is finished; twice: it need not be. */
/* Says that nothing more is asked and takes what is still answered: a second cancel may have come
 * too late as well, and the child must not find its answer unheard. */
static void drain(struct proc *child)
{
    json_t *message = NULL;
    struct err err = {0};
    int fd;
    assert_int_equal(shutdown(child->socket, SHUT_WR), 0);
    while (!frame_receive(child->socket, 5000, &message, &fd, 1, &err))
        json_decref(message);
}

static void test_cancel(void **state)
{
    (void)state;
    for (int times = 1; times <= 2; times++) {
        struct stack stack;
        struct proc child;
        json_t *message = NULL;
        bool done = false;
        int pages = 0, fd = -1;
        stack_new(&stack);
        for (int page = 1; page <= 4; page++) {
            char name[] = "0.pgm";
            name[0] = (char)('0' + page);
            stack_add(&stack, name, RASTER_GREY8, 1500, 1500, (unsigned)page, NULL);
        }
        child_start(&child, &stack);
        child_send(&child, "{" FEEDER "}");
        json_decref(child_receive(&child, &fd)); /* the first page has begun */
        assert_int_equal(fd, -1);
        for (int i = 0; i < times; i++)
            child_send(&child, "{\"op\":\"cancel\"}");
        while (!done) {
            fd = -1;
            message = child_receive(&child, &fd);
            done = json_peek_bool(message, "done", false);
            pages += fd >= 0;
            if (fd >= 0)
                close(fd);
            if (done) {
                assert_string_equal(json_peek_text(message, "why"), "cancel");
                assert_int_equal(json_peek_long(message, "pages", -1), pages);
            }
            json_decref(message);
        }
        assert_in_range(pages, times == 1 ? 1 : 0, 3);
        message = child_call(&child, "{\"op\":\"cancel\"}"); /* too late is no error */
        assert_true(json_peek_bool(message, "ok", false));
        json_decref(message);
        drain(&child);
        child_end(&child);
        stack_free(&stack);
    }
}

static void test_parent_gone(void **state)
{
    struct stack stack;
    struct proc child;

    (void)state;
    stack_new(&stack);
    for (int page = 1; page <= 4; page++) {
        char name[] = "0.pgm";
        name[0] = (char)('0' + page);
        stack_add(&stack, name, RASTER_GREY8, 2000, 2000, (unsigned)page, NULL);
    }
    child_start(&child, &stack);
    child_send(&child, "{" FEEDER "}");
    close(child.socket);
    child.socket = -1;
    assert_int_not_equal(proc_wait(&child, 20000, &(struct err){0}), ERR_TIMEOUT);
    stack_free(&stack);
}

/* --- wrong settings --- */

static void test_wrong_settings(void **state)
{
    static const struct {
        const char *request;
        int number;
        const char *says;
    } cases[] = {
        {"{\"op\":\"scan\"}", 321, "sohoafeeder:stack"},
        {"{\"op\":\"scan\",\"device\":\"nix:0\"}", 322, "sohoafeeder:stack"},
        {"{\"op\":\"options\",\"device\":\"nix\"}", 322, "test:0"},
        {"{" FEEDER ",\"resolution\":299}", 332, "150"},
        {"{" FEEDER ",\"mode\":\"blue\"}", 332, "Lineart"},
        {"{" FEEDER ",\"source\":\"roll\"}", 332, "Flatbed"},
        {"{" FEEDER ",\"options\":{\"colour\":\"1\"}}", 330, "resolution"},
        {"{" FEEDER ",\"options\":{\"resolution\":\"drei\"}}", 332, "600"},
        {"{" TEST ",\"options\":{\"three-pass\":\"yes\"}}", 331, "three-pass"},
        {"{" TEST ",\"options\":{\"depth\":\"9\"}}", 332, "16"},
        {"{" TEST ",\"options\":{\"hand-scanner\":\"maybe\"}}", 332, "yes"},
        {"{" TEST ",\"resolution\":5000}", 332, "1200"},
        {"{" TEST ",\"options\":{\"ppl-loss\":\"1.5\"}}", 332, "128"},
        {"{\"op\":\"sing\"}", 710, "sing"},
        {"[1]", 710, "-"},
    };
    struct stack stack;
    struct proc child;

    (void)state;
    stack_new(&stack);
    child_start(&child, &stack);
    json_decref(child_call(&child, "{\"op\":\"setup\",\"lang\":\"en\"}"));
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        json_t *answer = child_call(&child, cases[i].request);
        struct err err = {0};
        assert_true(frame_is_error(answer, &err));
        if (err.number != cases[i].number || !strstr(err.text, cases[i].says))
            fail_msg("%s: K-%d %s", cases[i].request, err.number, err.text);
        json_decref(answer);
    }
    child_end(&child);
    stack_free(&stack);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_devices),     cmocka_unit_test(test_options),
        cmocka_unit_test(test_feeder),      cmocka_unit_test(test_count_and_first_page),
        cmocka_unit_test(test_modes),       cmocka_unit_test(test_faults),
        cmocka_unit_test(test_after_a_jam), cmocka_unit_test(test_death),
        cmocka_unit_test(test_unplugged),   cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_parent_gone), cmocka_unit_test(test_wrong_settings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
