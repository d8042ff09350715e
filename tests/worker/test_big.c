/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/worker/test_big: a colour A3 page at 600 dpi passes every request within the memory that a
 * worker is given.
 */
#include <string.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "child.h"
#include "imaging/encode.h"
#include "make.h"

enum { A3_WIDTH = 7016, A3_HEIGHT = 9933 };

/* White with black bars, so that packing it is quick. */
static int big_page(void)
{
    struct raster raster;
    struct bytes bytes = {0};
    struct err err = {0};
    int fd;

    assert_true(raster_init(&raster, RASTER_RGB24, A3_WIDTH, A3_HEIGHT));
    raster.dpi = 600;
    for (int y = 0; y < A3_HEIGHT; y++)
        memset(raster.data + (size_t)y * raster.stride, y % 200 < 20 ? 0 : 255, raster.stride);
    assert_int_equal(raster_encode_tiff(&raster, NULL, &bytes, &err), ERR_OK);
    raster_release(&raster);
    fd = make_fd(bytes.data, bytes.length);
    bytes_release(&bytes);
    return fd;
}

static void test_big(void **state)
{
    struct proc child;
    int fd = big_page();
    json_t *answer;

    (void)state;
    worker_start(&child, NULL);
    worker_setup_null(&child, false);
    worker_expect(&child, "{\"op\":\"probe\",\"name\":\"a3\"}", fd, 0);
    worker_expect(&child, "{\"op\":\"pixels\",\"name\":\"a3\"}", fd, 0);
    worker_expect(&child, "{\"op\":\"render\",\"name\":\"a3\",\"turns\":1,\"dpi\":150}", fd, 0);
    worker_expect(&child, "{\"op\":\"render\",\"name\":\"a3\",\"turns\":1}", fd, 0);
    answer = worker_call(&child, "{\"op\":\"read\",\"name\":\"a3\",\"want\":[\"text\"]}", fd, NULL);
    assert_non_null(json_peek_object(answer, "page"));
    print_message("# peak of the worker: %ld MB\n", json_peek_long(answer, "peak_kb", 0) / 1024);
    json_decref(answer);
    worker_end(&child);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_big)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
