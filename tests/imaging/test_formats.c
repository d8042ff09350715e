/* SPDX-License-Identifier: Apache-2.0
 *
 * PNG, JPEG, PNM, BMP, WebP and what is none of them; and the plain operations on an image.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "imaging/decode.h"
#include "imaging/encode.h"
#include "imaging/probe.h"
#include "make.h"

static struct image *make_image(enum raster_format format, int width, int height)
{
    struct raster raster = make_raster(format, width, height);
    struct image *image = NULL;
    struct err err = {0};

    assert_int_equal(image_from_raster(&raster, &image, &err), ERR_OK);
    raster_release(&raster);
    return image;
}

static struct bytes encode(const struct image *image, enum encode_format format)
{
    struct bytes bytes = {0};
    struct err err = {0};

    assert_int_equal(image_encode(image, format, 0, &bytes, &err), ERR_OK);
    return bytes;
}

static enum err_code decode(const struct bytes *bytes, bool red, struct image **ret,
                            struct err *err)
{
    struct decode_options options = {.name = "t", .red = red};
    int fd = make_fd(bytes->data, bytes->length);
    enum err_code code = image_decode(fd, &options, ret, err);

    close(fd);
    return code;
}

static void assert_same(const struct image *a, const struct image *b)
{
    struct raster one, two;
    struct err err = {0};

    assert_int_equal(image_copy_raster(a, &one, &err), ERR_OK);
    assert_int_equal(image_copy_raster(b, &two, &err), ERR_OK);
    assert_true(same_raster(&one, &two));
    raster_release(&one);
    raster_release(&two);
}

/* --- colours --- */

/* What is read of coloured ink on white paper: the red stamp's ink goes, also where it lies on
 * writing; blue, violet and green ink stays dark enough to be read; grey is taken as it is. */
static void test_red(void **state)
{
    static const struct {
        const char *what;
        uint8_t red, green, blue;
        int least, most;
    } cases[] = {
        {"paper", 250, 250, 245, 240, 255},
        {"red stamp", 215, 40, 50, 205, 225},
        {"black writing", 30, 30, 30, 20, 40},
        {"red stamp over black writing", 45, 10, 12, 0, 60},
        {"blue ballpoint", 40, 60, 170, 0, 70},
        {"violet ink", 90, 40, 140, 0, 110},
        {"violet stamp, pale", 120, 80, 190, 0, 150},
        {"blue stamp", 50, 80, 200, 0, 80},
        {"green ink", 30, 120, 60, 0, 60},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct raster raster = make_raster(RASTER_RGB24, 24, 8);
        struct image *image = NULL, *red = NULL;
        struct err err = {0};
        struct bytes bytes;
        for (size_t k = 0; k < raster.stride * 8; k += 3) {
            raster.data[k] = cases[i].red;
            raster.data[k + 1] = cases[i].green;
            raster.data[k + 2] = cases[i].blue;
        }
        assert_int_equal(image_from_raster(&raster, &image, &err), ERR_OK);
        raster_release(&raster);
        bytes = encode(image, ENCODE_PNG);
        assert_int_equal(decode(&bytes, true, &red, &err), ERR_OK);
        assert_int_equal(image_copy_raster(red, &raster, &err), ERR_OK);
        assert_int_equal(raster.format, RASTER_GREY8);
        if (raster.data[0] < cases[i].least || raster.data[0] > cases[i].most)
            fail_msg("%s: %d", cases[i].what, raster.data[0]);
        raster_release(&raster);
        bytes_release(&bytes);
        image_free(red);
        image_free(image);
    }
}

/* --- lossless round trips --- */

static void test_lossless(void **state)
{
    static const enum raster_format formats[] = {RASTER_BIT1, RASTER_GREY8, RASTER_RGB24};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(formats); i++)
        for (int width = 31; width <= 34; width++)
            for (int format = ENCODE_PNG; format <= ENCODE_PNM; format++) {
                struct image *image = make_image(formats[i], width, 29), *back = NULL;
                struct bytes bytes = encode(image, (enum encode_format)format);
                struct probe probe = {0};
                struct err err = {0};
                int fd = make_fd(bytes.data, bytes.length);
                assert_int_equal(decode(&bytes, false, &back, &err), ERR_OK);
                assert_same(image, back);
                assert_int_equal(image_probe(fd, "t", &probe, &err), ERR_OK);
                assert_int_equal(probe.frames[0].width, width);
                assert_int_equal(probe.frames[0].format, formats[i]);
                assert_int_equal((int)(probe.frames[0].dpi + .5), format == ENCODE_PNG ? 300 : 0);
                probe_release(&probe);
                image_free(image);
                image_free(back);
                bytes_release(&bytes);
                close(fd);
            }
}

static void test_bmp_webp(void **state)
{
    struct bytes files[] = {make_bmp(45, 31), make_webp(45, 31)};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
        struct image *image = NULL;
        struct raster raster;
        struct err err = {0};
        assert_int_equal(decode(&files[i], false, &image, &err), ERR_OK);
        assert_int_equal(image_copy_raster(image, &raster, &err), ERR_OK);
        assert_int_equal(raster.format, RASTER_RGB24);
        for (int y = 0; y < 31; y++)
            for (int x = 0; x < 45; x++)
                assert_int_equal(raster.data[(size_t)y * raster.stride + (size_t)x * 3 + 1],
                                 make_value(0, x, y, 1));
        assert_int_equal((int)(raster.dpi + .5), i == 0 ? 200 : 0);
        raster_release(&raster);
        image_free(image);
        bytes_release(&files[i]);
    }
}

static void test_jpeg_orientation(void **state)
{
    (void)state;
    for (int orientation = 0; orientation <= 9; orientation++) {
        struct bytes bytes = make_jpeg(64, 40, orientation);
        struct image *image = NULL;
        struct probe probe = {0};
        struct err err = {0};
        int fd = make_fd(bytes.data, bytes.length);
        bool side = orientation >= 5 && orientation <= 8;
        assert_int_equal(image_probe(fd, "t", &probe, &err), ERR_OK);
        assert_int_equal(decode(&bytes, true, &image, &err), ERR_OK);
        assert_int_equal(image_width(image), side ? 40 : 64);
        assert_int_equal(probe.frames[0].width, image_width(image));
        assert_int_equal(probe.frames[0].height, image_height(image));
        assert_int_equal((int)probe.frames[0].dpi, 240);
        assert_false(image_partial(image));
        probe_release(&probe);
        image_free(image);
        bytes_release(&bytes);
        close(fd);
    }
}

/* --- damage --- */

static void test_jpeg_cut(void **state)
{
    struct bytes bytes = make_jpeg(640, 480, 1);
    int partial = 0, refused = 0;

    (void)state;
    for (size_t length = 3; length < bytes.length; length += bytes.length / 60) {
        struct bytes cut = {bytes.data, length};
        struct image *image = NULL;
        struct err err = {0};
        if (decode(&cut, true, &image, &err) == ERR_OK) {
            assert_true(image_partial(image));
            partial++;
        } else {
            assert_int_equal(err.number, 211);
            refused++;
        }
        image_free(image);
    }
    if (partial < 20 || refused == 0)
        fail_msg("%d accepted, %d refused", partial, refused);
    bytes_release(&bytes);
}

static void test_png_cut(void **state)
{
    struct image *page = make_image(RASTER_GREY8, 100, 100);
    struct bytes bytes = encode(page, ENCODE_PNG);

    (void)state;
    for (size_t length = 8; length < bytes.length - 20; length += 97) {
        struct bytes cut = {bytes.data, length};
        struct image *image = NULL;
        struct err err = {0};
        assert_int_equal(decode(&cut, false, &image, &err), ERR_FORMAT);
        assert_int_equal(err.number, 211);
        assert_null(image);
    }
    image_free(page);
    bytes_release(&bytes);
}

/* One flipped byte at a time: any result but a crash. */
static void test_flipped(void **state)
{
    struct image *page = make_image(RASTER_RGB24, 40, 40);
    struct bytes files[] = {encode(page, ENCODE_PNG), encode(page, ENCODE_PNM), make_bmp(40, 40),
                            make_webp(40, 40), make_jpeg(40, 40, 6)};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
        for (size_t at = 0; at < files[i].length; at += at < 120 ? 1 : 61) {
            struct image *image = NULL;
            struct err err = {0};
            files[i].data[at] ^= 0xff;
            if (decode(&files[i], true, &image, &err))
                assert_true(err.number >= 200 && err.number <= 218);
            image_free(image);
            files[i].data[at] ^= 0xff;
        }
        bytes_release(&files[i]);
    }
    image_free(page);
}

struct refused {
    const char *label, *bytes;
    size_t length;
    enum err_code code;
    int number;
};

#define BYTES(text) text, sizeof(text) - 1

static const struct refused refused_files[] = {
    {"empty", BYTES(""), ERR_FORMAT, 214},
    {"one byte", BYTES("x"), ERR_FORMAT, 210},
    {"text", BYTES("Ho ten: khong phai anh\n"), ERR_FORMAT, 210},
    {"PDF", BYTES("%PDF-1.4\n"), ERR_FORMAT, 218},
    {"HEIC",
     BYTES("\0\0\0\x18"
           "ftypheic\0\0\0\0"),
     ERR_FORMAT, 218},
    {"GIF", BYTES("GIF89a\1\0\1\0"), ERR_FORMAT, 218},
    {"PNG bomb", BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\x08\0\0\0\0"),
     ERR_LIMIT, 212},
    {"PNG long side", BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\0\1\1\0\0\0\0"),
     ERR_LIMIT, 212},
    {"PNG without size", BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\1\1\0\0\0\0"),
     ERR_FORMAT, 211},
    {"PNG header cut", BYTES("\x89PNG\r\n\x1a\n\0\0"), ERR_FORMAT, 211},
    {"PNM bomb", BYTES("P5 60000 60000 255\n"), ERR_LIMIT, 212},
    {"PNM number bomb", BYTES("P4 99999999999999999999 2\n"), ERR_LIMIT, 212},
    {"PNM cut", BYTES("P6 #"), ERR_FORMAT, 211},
    {"PNM no pixels", BYTES("P5 100 100 255\n"), ERR_FORMAT, 211},
    {"JPEG bomb", BYTES("\xff\xd8\xff\xc0\0\x0b\x08\xea\x60\xea\x60\1\1\x11\0"), ERR_LIMIT, 212},
    {"JPEG nothing", BYTES("\xff\xd8\xff\xd9"), ERR_FORMAT, 211},
    {"BMP bomb", BYTES("BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x60\xea\0\0\x60\xea\0\0\1\0\x18\0"),
     ERR_LIMIT, 212},
    {"BMP cut", BYTES("BM\0\0"), ERR_FORMAT, 211},
    {"WebP cut", BYTES("RIFF\0\0\0\0WEBPVP8 "), ERR_FORMAT, 211},
    {"TIFF cut", BYTES("II*\0\x08\0\0\0"), ERR_FORMAT, 211},
};

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(refused_files); i++) {
        const struct refused *file = &refused_files[i];
        struct bytes bytes = {(unsigned char *)(uintptr_t)file->bytes, file->length};
        int fd = make_fd(file->bytes, file->length);
        struct image *image = NULL;
        struct probe probe = {0};
        struct err err = {0};
        if (decode(&bytes, false, &image, &err) != file->code || err.number != file->number)
            fail_msg("%s: decode K-%d %s", file->label, err.number, err.text);
        err_clear(&err);
        if (strcmp(file->label, "PNM no pixels") != 0 &&
            (image_probe(fd, "t", &probe, &err) != file->code || err.number != file->number))
            fail_msg("%s: probe K-%d %s", file->label, err.number, err.text);
        probe_release(&probe);
        close(fd);
    }
}

static void test_not_a_file(void **state)
{
    struct decode_options options = {.name = "pipe"};
    struct image *image = NULL;
    struct err err = {0};
    int ends[2];

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(image_decode(ends[0], &options, &image, &err), ERR_FORMAT);
    close(ends[0]);
    close(ends[1]);
    err_clear(&err);
    assert_int_equal(image_decode(-1, &options, &image, &err), ERR_IO);
    assert_int_equal(err.number, 217);
}

/* --- operations --- */

static void test_turn_and_cut(void **state)
{
    struct image *image = make_image(RASTER_GREY8, 37, 21), *turned = NULL, *back = NULL;
    struct image *cut = NULL, *none = NULL;
    struct err err = {0};

    (void)state;
    for (int turns = 0; turns < 4; turns++) {
        assert_int_equal(image_turn(image, turns, &turned, &err), ERR_OK);
        assert_int_equal(image_width(turned), turns % 2 ? 21 : 37);
        assert_int_equal(image_turn(turned, 4 - turns, &back, &err), ERR_OK);
        assert_same(image, back);
        image_free(turned);
        image_free(back);
    }
    assert_int_equal(image_cut(image, (struct rect){30, 10, 100, 5}, &cut, &err), ERR_OK);
    assert_int_equal(image_width(cut), 7);
    assert_int_equal(image_height(cut), 5);
    assert_true(image_dpi(cut) == 300);
    assert_int_equal(image_cut(image, (struct rect){37, 0, 5, 5}, &none, &err), ERR_USAGE);
    assert_int_equal(err.number, 201);
    image_free(cut);
    image_free(image);
}

static void test_scale(void **state)
{
    static const enum raster_format formats[] = {RASTER_BIT1, RASTER_GREY8, RASTER_GREY16,
                                                 RASTER_RGB24};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
        struct image *image = make_image(formats[i], 400, 200), *half = NULL, *grey = NULL;
        struct err err = {0};
        assert_int_equal(image_scale(image, 0.5, &half, &err), ERR_OK);
        assert_int_equal(image_width(half), 200);
        assert_int_equal(image_height(half), 100);
        assert_true(image_dpi(half) == 150);
        assert_int_equal(image_grey(half, &grey, &err), ERR_OK);
        assert_int_equal(image_format(grey), RASTER_GREY8);
        image_free(image);
        image_free(half);
        image_free(grey);
    }
}

static void test_jpeg_of_all(void **state)
{
    static const enum raster_format formats[] = {RASTER_BIT1, RASTER_GREY8, RASTER_GREY16,
                                                 RASTER_RGB24};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
        struct image *image = make_image(formats[i], 64, 64), *back = NULL;
        struct bytes bytes = encode(image, ENCODE_JPEG);
        struct err err = {0};
        assert_int_equal(decode(&bytes, false, &back, &err), ERR_OK);
        assert_true(image_dpi(back) == 300);
        image_free(image);
        image_free(back);
        bytes_release(&bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_red),        cmocka_unit_test(test_lossless),
        cmocka_unit_test(test_bmp_webp),   cmocka_unit_test(test_jpeg_orientation),
        cmocka_unit_test(test_jpeg_cut),   cmocka_unit_test(test_png_cut),
        cmocka_unit_test(test_flipped),    cmocka_unit_test(test_refused),
        cmocka_unit_test(test_not_a_file), cmocka_unit_test(test_turn_and_cut),
        cmocka_unit_test(test_scale),      cmocka_unit_test(test_jpeg_of_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
