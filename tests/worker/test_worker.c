/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/worker/test_worker: what a page worker answers, to right, wrong and hostile requests, and
 * how it dies when it must.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "base/str.h"
#include "child.h"
#include "imaging/decode.h"
#include "make.h"

/* --- requests about pixels --- */

static void test_probe(void **state)
{
    struct make_tiff three = {.width = 50, .height = 37, .pages = 3, .dpi = 200, .orientation = 6};
    int png = worker_png(RASTER_RGB24, 60, 40), tiff = make_tiff(&three);
    struct proc child;
    json_t *answer, *frame;

    (void)state;
    worker_start(&child, NULL);
    answer = worker_call(&child, "{\"op\":\"probe\",\"name\":\"a.png\"}", png, NULL);
    assert_string_equal(json_peek_text(answer, "kind"), "png");
    frame = json_array_get(json_peek_array(answer, "frames"), 0);
    assert_int_equal(json_peek_long(frame, "width", 0), 60);
    assert_string_equal(json_peek_text(frame, "format"), "rgb24");
    json_decref(answer);
    answer = worker_call(&child, "{\"op\":\"probe\",\"name\":\"a.tif\"}", tiff, NULL);
    assert_string_equal(json_peek_text(answer, "kind"), "tiff");
    assert_int_equal(json_array_size(json_peek_array(answer, "frames")), 3);
    frame = json_array_get(json_peek_array(answer, "frames"), 2);
    assert_int_equal(json_peek_long(frame, "width", 0), 37);
    assert_int_equal((int)json_peek_double(frame, "dpi", 0), 200);
    json_decref(answer);
    worker_end(&child);
    close(png);
    close(tiff);
}

static void test_pixels(void **state)
{
    struct proc child;

    (void)state;
    worker_start(&child, NULL);
    for (int format = 0; format < RASTER_FORMAT_COUNT; format++) {
        char want[DIGEST_TEXT_SIZE];
        struct digest hash;
        int tiff = worker_tiff((enum raster_format)format, 83, 55, &hash);
        json_t *answer = worker_call(&child, "{\"op\":\"pixels\",\"frame\":0}", tiff, NULL);
        digest_show(&hash, want);
        assert_string_equal(json_peek_text(answer, "sha256"), want);
        assert_string_equal(json_peek_text(answer, "format"),
                            raster_format_name((enum raster_format)format));
        json_decref(answer);
        close(tiff);
    }
    worker_end(&child);
}

static void test_render(void **state)
{
    static const struct {
        const char *words;
        int width, height, dpi;
        enum raster_format format;
    } cases[] = {
        {"\"format\":\"png\"", 300, 200, 300, RASTER_RGB24},
        {"\"format\":\"jpeg\",\"quality\":50", 300, 200, 300, RASTER_RGB24},
        {"\"format\":\"pnm\",\"mode\":\"grey\"", 300, 200, 0, RASTER_GREY8},
        {"\"format\":\"png\",\"turns\":1", 200, 300, 300, RASTER_RGB24},
        {"\"format\":\"png\",\"turns\":2,\"region\":[290,10,50,20]", 10, 20, 300, RASTER_RGB24},
        {"\"format\":\"png\",\"dpi\":150", 150, 100, 150, RASTER_RGB24},
        {"\"format\":\"png\",\"dpi\":600", 300, 200, 300, RASTER_RGB24},
        {"\"turns\":null,\"region\":null", 300, 200, 300, RASTER_RGB24},
    };
    int png = worker_png(RASTER_RGB24, 300, 200);
    struct proc child;

    (void)state;
    worker_start(&child, NULL);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct decode_options options = {.name = "rendered"};
        struct image *image = NULL;
        struct err err = {0};
        char request[200];
        int fd = -1;
        json_t *answer;
        snprintf(request, sizeof request, "{\"op\":\"render\",\"name\":\"p\",%s}", cases[i].words);
        answer = worker_call(&child, request, png, &fd);
        if (image_decode(fd, &options, &image, &err))
            fail_msg("%s: %s", cases[i].words, err.text);
        assert_int_equal(image_width(image), cases[i].width);
        assert_int_equal(image_height(image), cases[i].height);
        assert_int_equal((int)(image_dpi(image) + 0.5), cases[i].dpi);
        assert_int_equal(image_format(image), cases[i].format);
        assert_int_equal(json_peek_long(answer, "width", 0), cases[i].width);
        image_free(image);
        json_decref(answer);
        close(fd);
    }
    worker_end(&child);
    close(png);
}

/* --- reading --- */

static void test_setup(void **state)
{
    struct proc child;
    json_t *answer;

    (void)state;
    worker_start(&child, NULL);
    answer = worker_call(&child, "{\"op\":\"setup\",\"load\":true,\"lang\":\"en\"}", -1, NULL);
    assert_true(text_starts(json_peek_text(answer, "engine"), "lstm 1, tesseract 5"));
    assert_string_equal(json_peek_text(answer, "model"), "vie");
    json_decref(answer);
    worker_expect(&child,
                  "{\"op\":\"setup\",\"load\":true,\"profile\":{\"ocr\":{\"language\":\"xx\"}}}",
                  -1, 250);
    worker_expect(&child,
                  "{\"op\":\"setup\",\"load\":true,\"profile\":{\"ocr\":{\"engine\":\"xx\"}}}", -1,
                  251);
    worker_setup_null(&child, false);
    worker_end(&child);
}

static void test_read(void **state)
{
    int png = worker_png(RASTER_RGB24, 600, 400);
    struct proc child;
    json_t *answer, *page;
    int fd = -1;

    (void)state;
    worker_start(&child, NULL);
    worker_setup_null(&child, false);
    answer = worker_call(&child,
                         "{\"op\":\"read\",\"name\":\"a.png\",\"frame\":0,\"turns\":0,\"schema\":"
                         "\"\",\"want\":[\"text\",\"image\"]}",
                         png, &fd);
    page = json_peek_object(answer, "page");
    assert_non_null(page);
    assert_true(json_is_null(json_object_get(answer, "proposals")));
    assert_true(json_peek_double(json_peek_object(answer, "timing"), "decode", -1) >= 0);
    assert_true(json_peek_long(answer, "peak_kb", 0) > 1000);
    assert_true(json_peek_long(json_peek_object(answer, "image"), "bytes", 0) > 0);
    assert_true(fd >= 0);
    close(fd);
    json_decref(answer);
    answer = worker_call(&child,
                         "{\"op\":\"read\",\"name\":\"a.png\",\"want\":[\"text\"],\"region\":[0,0,"
                         "300,200]}",
                         png, NULL);
    assert_true(json_is_object(json_object_get(answer, "proposals")));
    assert_null(json_object_get(answer, "image"));
    json_decref(answer);
    worker_expect(&child, "{\"op\":\"read\",\"name\":\"a\",\"want\":[\"text\"],\"schema\":\"nix\"}",
                  png, 420);
    worker_end(&child);
    close(png);
}

/* --- wrong requests: an error each, and the worker lives on --- */

static void test_wrong_requests(void **state)
{
    static const struct {
        const char *request;
        bool file;
        int number;
    } cases[] = {
        {"[]", false, 700},
        {"{}", true, 700},
        {"{\"op\":\"write\"}", false, 700},
        {"{\"op\":7}", false, 700},
        {"{\"op\":\"probe\"}", false, 702},
        {"{\"op\":\"read\",\"want\":[\"text\"]}", false, 702},
        {"{\"op\":\"pixels\"}", false, 702},
        {"{\"op\":\"render\"}", false, 702},
        {"{\"op\":\"render\",\"format\":\"gif\"}", true, 703},
        {"{\"op\":\"render\",\"turns\":4}", true, 701},
        {"{\"op\":\"render\",\"turns\":\"1\"}", true, 701},
        {"{\"op\":\"render\",\"frame\":-1}", true, 701},
        {"{\"op\":\"read\",\"skew\":\"1\"}", true, 701},
        {"{\"op\":\"read\",\"skew\":46}", true, 701},
        {"{\"op\":\"render\",\"frame\":1}", true, 213},
        {"{\"op\":\"render\",\"region\":[1,2,3]}", true, 701},
        {"{\"op\":\"render\",\"region\":[1,2,3,-4]}", true, 701},
        {"{\"op\":\"render\",\"region\":[1,2,3,99999999999]}", true, 701},
        {"{\"op\":\"render\",\"region\":[500,500,10,10]}", true, 201},
        {"{\"op\":\"probe\",\"name\":[[[[]]]]}", true, 0},
    };
    int png = worker_png(RASTER_GREY8, 100, 100);
    struct proc child;

    (void)state;
    worker_start(&child, NULL);
    worker_setup_null(&child, false);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
        worker_expect(&child, cases[i].request, cases[i].file ? png : -1, cases[i].number);
    worker_end(&child);
    close(png);
}

/* Two halves: what is wrong is refused, facing pages stand edge to edge, a known fit is used. */
static void test_join(void **state)
{
    static const struct {
        const char *request;
        bool second;
        int number;
    } cases[] = {
        {"{\"op\":\"join\"}", true, 780},
        {"{\"op\":\"join\",\"left\":{\"name\":\"a\"},\"right\":{\"name\":\"b\"}}", false, 702},
        {"{\"op\":\"join\",\"left\":{\"turns\":9},\"right\":{\"name\":\"b\"}}", true, 701},
        {"{\"op\":\"join\",\"left\":{},\"right\":{},\"fit\":{\"a\":0,\"b\":0}}", true, 781},
        {"{\"op\":\"join\",\"left\":{},\"right\":{},\"fit\":{\"a\":1000000000,"
         "\"dx\":9000000000}}",
         true, 781},
        {"{\"op\":\"join\",\"left\":{},\"right\":{},\"beside\":true,\"format\":\"gif\"}", true,
         782},
        {"{\"op\":\"join\",\"left\":{},\"right\":{},\"beside\":true}", true, 0},
        {"{\"op\":\"join\",\"left\":{},\"right\":{},\"fit\":{\"a\":1000000000,\"dx\":60000,"
         "\"seam\":80,\"light\":[-900000000,2000000000,7]}}",
         true, 0},
    };
    int left = worker_png(RASTER_GREY8, 100, 120), right = worker_png(RASTER_RGB24, 90, 110);
    struct proc child;

    (void)state;
    worker_start(&child, NULL);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        json_t *json = NULL, *answer = NULL;
        struct err err = {0};
        int fds[] = {left, right}, fd = -1;
        const char *text = cases[i].request;
        assert_int_equal(json_parse(text, strlen(text), "request", &json, &err), ERR_OK);
        assert_int_equal(frame_send(child.socket, json, fds, cases[i].second ? 2 : 1, &err),
                         ERR_OK);
        assert_int_equal(frame_receive(child.socket, 60000, &answer, &fd, 1, &err), ERR_OK);
        frame_is_error(answer, &err);
        if (err.number != cases[i].number)
            fail_msg("%s: K-%d %s", text, err.number, err.text);
        if (!cases[i].number)
            assert_true(json_peek_long(answer, "width", 0) >= 150);
        if (fd >= 0)
            close(fd);
        json_decref(json);
        json_decref(answer);
    }
    worker_end(&child);
    close(left);
    close(right);
}

static void test_wrong_files(void **state)
{
    struct make_tiff bomb = {.width = 60000, .height = 60000, .bits = 1, .bomb = true};
    int files[] = {make_fd("", 0), make_fd("hello", 5), make_fd("\x89PNG\r\n\x1a\n", 8),
                   make_tiff(&bomb)};
    static const int numbers[] = {214, 210, 211, 212};
    struct proc child;

    (void)state;
    worker_start(&child, NULL);
    worker_setup_null(&child, false);
    for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
        worker_expect(&child, "{\"op\":\"probe\",\"name\":\"x\"}", files[i], numbers[i]);
        worker_expect(&child, "{\"op\":\"read\",\"name\":\"x\",\"want\":[\"text\"]}", files[i],
                      numbers[i]);
        worker_expect(&child, "{\"op\":\"render\",\"name\":\"x\"}", files[i], numbers[i]);
        worker_expect(&child, "{\"op\":\"pixels\",\"name\":\"x\"}", files[i], numbers[i]);
        close(files[i]);
    }
    worker_end(&child);
}

/* --- hostile frames: the worker ends, at once and without a word more --- */

static void test_hostile_frames(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
    } cases[] = {
        {"\xff\xff\xff\xff\0\0\0\0", 8},
        {"\0\0\0\0\0\0\0\0", 8},
        {"\2\0\0\0\xff\0\0\0{}", 10},
        {"\2\0\0\0\1\0\0\0{}", 10},
        {"\2\0\0\0\0\0\0\0{", 9},
        {"\3\0\0\0\0\0\0\0{]}", 11},
        {"\2\0\0", 3},
        {"\1\0\0\0\0\0\0\0\xff", 9},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct proc child;
        struct err err = {0};
        worker_start(&child, NULL);
        assert_int_equal(write(child.socket, cases[i].bytes, cases[i].length), cases[i].length);
        shutdown(child.socket, SHUT_WR);
        if (proc_wait(&child, 20000, &err) == ERR_TIMEOUT)
            fail_msg("hostile frame %zu was not noticed", i);
        proc_kill(&child);
    }
}

/* --- deaths --- */

static void test_death(void **state)
{
    static const struct {
        const char *fault;
        enum err_code code;
    } cases[] = {{"crash@bad.png", ERR_EMPTY},
                 {"hang@other,crash@bad.png", ERR_EMPTY},
                 {"memory@bad.png", ERR_EMPTY},
                 {"hang@bad.png", ERR_TIMEOUT}};
    int png = worker_png(RASTER_GREY8, 100, 100);

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct proc child;
        struct err err = {0};
        json_t *request = json_pack("{s:s,s:s}", "op", "read", "name", "bad.png"), *answer = NULL;
        int fd = -1;
        worker_start(&child, cases[i].fault);
        worker_setup_null(&child, false);
        worker_expect(&child, "{\"op\":\"probe\",\"name\":\"bad.png\"}", png, 0);
        worker_expect(&child, "{\"op\":\"read\",\"name\":\"good.png\"}", png, 0);
        assert_int_equal(frame_send(child.socket, request, &png, 1, &err), ERR_OK);
        assert_int_equal(frame_receive(child.socket, cases[i].code == ERR_TIMEOUT ? 300 : 20000,
                                       &answer, &fd, 1, &err),
                         cases[i].code);
        proc_kill(&child);
        json_decref(request);
    }
    close(png);
}

static void test_simple_chain_survives(void **state)
{
    int png = worker_png(RASTER_GREY8, 100, 100);
    struct proc child;

    (void)state;
    worker_start(&child, "full-crash@bad.png");
    worker_setup_null(&child, true);
    worker_expect(&child, "{\"op\":\"read\",\"name\":\"bad.png\"}", png, 0);
    worker_end(&child);
    close(png);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_probe),
        cmocka_unit_test(test_pixels),
        cmocka_unit_test(test_render),
        cmocka_unit_test(test_setup),
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_wrong_requests),
        cmocka_unit_test(test_join),
        cmocka_unit_test(test_wrong_files),
        cmocka_unit_test(test_hostile_frames),
        cmocka_unit_test(test_death),
        cmocka_unit_test(test_simple_chain_survives),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
