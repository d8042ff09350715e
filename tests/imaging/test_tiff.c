/* SPDX-License-Identifier: Apache-2.0
 *
 * Every way a TIFF stores a page: read right, or refused with a clear number.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/mem.h"
#include "imaging/decode.h"
#include "imaging/encode.h"
#include "imaging/probe.h"
#include "make.h"

/* --- what we write comes back bit for bit --- */

static void round_trip(enum raster_format format, int width, int height)
{
    struct tiff_options tags = {"sohoa test", "sample feeder"};
    struct decode_options options = {.name = "t.tif"};
    struct raster raster = make_raster(format, width, height), back;
    struct digest before, after;
    struct bytes bytes, again;
    struct err err = {0};
    int fd;

    assert_int_equal(raster_encode_tiff(&raster, &tags, &bytes, &err), ERR_OK);
    assert_int_equal(raster_encode_tiff(&raster, &tags, &again, &err), ERR_OK);
    assert_int_equal(bytes.length, again.length);
    assert_memory_equal(bytes.data, again.data, bytes.length);
    fd = make_fd(bytes.data, bytes.length);
    assert_int_equal(image_decode_raster(fd, &options, &back, &err), ERR_OK);
    assert_true(same_raster(&raster, &back));
    assert_true(back.dpi == 300 || width > 12000);
    raster_hash(&raster, &before);
    raster_hash(&back, &after);
    assert_true(digest_equal(&before, &after));
    raster_release(&raster);
    raster_release(&back);
    bytes_release(&bytes);
    bytes_release(&again);
    close(fd);
}

static void test_round_trip(void **state)
{
    (void)state;
    for (int format = 0; format < RASTER_FORMAT_COUNT; format++) {
        round_trip((enum raster_format)format, 1, 1);
        round_trip((enum raster_format)format, 7, 3);
        round_trip((enum raster_format)format, 33, 65);
        round_trip((enum raster_format)format, 400, 300);
        round_trip((enum raster_format)format, 20000, 2);
    }
}

static void test_hash_ignores_padding(void **state)
{
    struct raster a = make_raster(RASTER_BIT1, 13, 4), b = make_raster(RASTER_BIT1, 13, 4);
    struct digest one, two;

    (void)state;
    for (int y = 0; y < 4; y++)
        b.data[(size_t)y * b.stride + 1] |= 7;
    raster_hash(&a, &one);
    raster_hash(&b, &two);
    assert_true(digest_equal(&one, &two));
    b.data[0] ^= 0x80;
    raster_hash(&b, &two);
    assert_false(digest_equal(&one, &two));
    raster_release(&a);
    raster_release(&b);
}

/* --- what others write --- */

struct foreign {
    const char *label;
    struct make_tiff spec;
    int slack; /* allowed difference of a sample */
};

#define SIZE .width = 50, .height = 37

static const struct foreign foreign_files[] = {
    {"bit1 plain", {SIZE, .bits = 1, .photometric = PHOTOMETRIC_MINISWHITE}, 0},
    {"bit1 black is 0", {SIZE, .bits = 1, .photometric = PHOTOMETRIC_MINISBLACK}, 0},
    {"G3", {SIZE, .bits = 1, .compression = COMPRESSION_CCITTFAX3}, 0},
    {"G4", {SIZE, .bits = 1, .compression = COMPRESSION_CCITTFAX4}, 0},
    {"packbits", {SIZE, .bits = 1, .compression = COMPRESSION_PACKBITS}, 0},
    {"2 bit", {SIZE, .bits = 2, .photometric = PHOTOMETRIC_MINISBLACK}, 64},
    {"4 bit", {SIZE, .bits = 4, .photometric = PHOTOMETRIC_MINISBLACK}, 16},
    {"grey LZW", {SIZE, .photometric = PHOTOMETRIC_MINISBLACK, .compression = COMPRESSION_LZW}, 0},
    {"grey inverted", {SIZE, .photometric = PHOTOMETRIC_MINISWHITE}, 0},
    {"grey 16", {SIZE, .bits = 16, .photometric = PHOTOMETRIC_MINISBLACK}, 0},
    {"grey JPEG",
     {SIZE, .photometric = PHOTOMETRIC_MINISBLACK, .compression = COMPRESSION_JPEG},
     40},
    {"palette", {SIZE, .bits = 8, .photometric = PHOTOMETRIC_PALETTE}, 0},
    {"palette 4", {SIZE, .bits = 4, .photometric = PHOTOMETRIC_PALETTE}, 16},
    {"colour deflate",
     {SIZE, .samples = 3, .photometric = PHOTOMETRIC_RGB, .compression = COMPRESSION_ADOBE_DEFLATE},
     0},
    {"colour 16", {SIZE, .samples = 3, .bits = 16, .photometric = PHOTOMETRIC_RGB}, 0},
    {"colour planes",
     {SIZE, .samples = 3, .photometric = PHOTOMETRIC_RGB, .planar = PLANARCONFIG_SEPARATE},
     0},
    {"colour tiles", {SIZE, .samples = 3, .photometric = PHOTOMETRIC_RGB, .tile = 32}, 0},
    {"bit1 tiles", {SIZE, .bits = 1, .photometric = PHOTOMETRIC_MINISWHITE, .tile = 128}, 0},
    {"colour JPEG",
     {SIZE, .samples = 3, .photometric = PHOTOMETRIC_YCBCR, .compression = COMPRESSION_JPEG},
     130},
    {"CMYK", {SIZE, .samples = 4, .photometric = PHOTOMETRIC_SEPARATED}, 1},
};

/* The red that a page of that kind should show. */
static int expected_red(const struct make_tiff *spec, int page, int x, int y)
{
    int value = make_value(page, x, y, 0), black = make_value(page, x, y, 3);

    if (spec->bits == 1)
        value = (value >= 128) != (spec->photometric == PHOTOMETRIC_MINISWHITE) ? 255 : 0;
    else if (spec->photometric == PHOTOMETRIC_MINISWHITE)
        value = 255 - value;
    else if (spec->photometric == PHOTOMETRIC_SEPARATED)
        value = (255 - black) * (255 - value) / 255;
    return value;
}

static struct raster decode_red(int fd, int frame)
{
    struct decode_options options = {.name = "t.tif", .red = true, .frame = frame};
    struct image *image = NULL;
    struct raster raster;
    struct err err = {0};

    if (image_decode(fd, &options, &image, &err))
        fail_msg("frame %d: K-%d %s", frame, err.number, err.text);
    assert_int_equal(image_format(image), RASTER_GREY8);
    assert_int_equal(image_copy_raster(image, &raster, &err), ERR_OK);
    image_free(image);
    return raster;
}

static void check_red(const struct foreign *file, int fd, int frame)
{
    struct raster red = decode_red(fd, frame);

    for (int y = 0; y < red.height; y++)
        for (int x = 0; x < red.width; x++) {
            int want = expected_red(&file->spec, frame, x, y);
            int got = red.data[(size_t)y * red.stride + (size_t)x];
            if (abs(want - got) > file->slack)
                fail_msg("%s: %d instead of %d at %d, %d", file->label, got, want, x, y);
        }
    raster_release(&red);
}

/* The ordinary image and the red channel must agree. */
static void check_image(const struct foreign *file, int fd)
{
    struct decode_options options = {.name = "t.tif"};
    struct raster red = decode_red(fd, 0), other;
    struct image *image = NULL, *channel = NULL;
    struct err err = {0};

    assert_int_equal(image_decode(fd, &options, &image, &err), ERR_OK);
    assert_int_equal(image_red(image, &channel, &err), ERR_OK);
    assert_int_equal(image_copy_raster(channel, &other, &err), ERR_OK);
    if (!same_raster(&red, &other))
        fail_msg("%s: red channel differs from the image", file->label);
    image_free(image);
    image_free(channel);
    raster_release(&red);
    raster_release(&other);
}

static void test_foreign(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(foreign_files); i++) {
        struct make_tiff spec = foreign_files[i].spec;
        struct probe probe;
        struct err err = {0};
        int fd;
        spec.pages = 3;
        fd = make_tiff(&spec);
        assert_int_equal(image_probe(fd, "t.tif", &probe, &err), ERR_OK);
        assert_int_equal(probe.frame_count, 3);
        assert_false(probe.damaged);
        probe_release(&probe);
        check_red(&foreign_files[i], fd, 0);
        check_red(&foreign_files[i], fd, 2);
        check_image(&foreign_files[i], fd);
        close(fd);
    }
}

static void test_orientation(void **state)
{
    (void)state;
    for (int o = 1; o <= 8; o++) {
        struct make_tiff spec = {SIZE, .photometric = PHOTOMETRIC_MINISBLACK, .orientation = o};
        int fd = make_tiff(&spec), w = spec.width, h = spec.height;
        struct raster red = decode_red(fd, 0);
        assert_int_equal(red.width, o < 5 ? w : h);
        for (int y = 0; y < red.height; y++)
            for (int x = 0; x < red.width; x++) {
                int along = o < 5 ? x : y, down = o < 5 ? y : x;
                int column = o == 2 || o == 3 || o == 7 || o == 8 ? w - 1 - along : along;
                int row = o == 3 || o == 4 || o == 6 || o == 7 ? h - 1 - down : down;
                assert_int_equal(red.data[(size_t)y * red.stride + (size_t)x],
                                 make_value(0, column, row, 0));
            }
        raster_release(&red);
        close(fd);
    }
}

static void test_resolution(void **state)
{
    static const struct {
        float dpi;
        bool centimetre;
        int want;
    } cases[] = {
        {300, false, 300}, {118.11f, true, 300}, {0, false, 0}, {1, false, 0}, {9999, false, 0}};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct make_tiff spec = {SIZE,
                                 .photometric = PHOTOMETRIC_MINISBLACK,
                                 .dpi = cases[i].dpi,
                                 .centimetre = cases[i].centimetre,
                                 .preview = true,
                                 .pages = 2};
        int fd = make_tiff(&spec);
        struct probe probe;
        struct err err = {0};
        assert_int_equal(image_probe(fd, "t.tif", &probe, &err), ERR_OK);
        assert_int_equal(probe.frame_count, 2);
        assert_int_equal((int)(probe.frames[1].dpi + 0.5), cases[i].want);
        assert_int_equal(probe.frames[1].width, 50);
        probe_release(&probe);
        close(fd);
    }
}

/* --- broken ones --- */

static void test_missing_page(void **state)
{
    struct make_tiff spec = {SIZE, .photometric = PHOTOMETRIC_MINISBLACK, .pages = 2};
    struct decode_options options = {.name = "t.tif", .frame = 2};
    struct image *image = NULL;
    struct err err = {0};
    int fd = make_tiff(&spec);

    (void)state;
    assert_int_equal(image_decode(fd, &options, &image, &err), ERR_MISSING);
    assert_int_equal(err.number, 213);
    assert_null(image);
    close(fd);
}

/* Cut anywhere: an error or the pages that are whole; never a crash, never half a page as whole. */
static void test_cut(void **state)
{
    struct make_tiff spec = {SIZE, .photometric = PHOTOMETRIC_MINISBLACK, .pages = 3,
                             .compression = COMPRESSION_LZW};
    struct err err = {0};
    int whole = make_tiff(&spec);
    struct bytes bytes;

    (void)state;
    assert_int_equal(file_read_fd(whole, 1 << 20, "t", &bytes, &err), ERR_OK);
    assert_true(bytes.length > 500);
    for (size_t length = 1; length < bytes.length; length += 7) {
        int fd = make_fd(bytes.data, length);
        struct probe probe = {0};
        err_clear(&err);
        if (image_probe(fd, "t.tif", &probe, &err) == ERR_OK) {
            assert_true(probe.damaged);
            assert_int_equal(probe.frames[probe.frame_count - 1].width, 0);
        } else
            assert_true(err.number == 210 || err.number == 211);
        for (size_t frame = 0; frame < probe.frame_count; frame++) {
            struct decode_options options = {.name = "t.tif", .frame = (int)frame};
            struct image *image = NULL;
            err_clear(&err);
            if (image_decode(fd, &options, &image, &err))
                assert_int_equal(err.number, 211);
            else
                assert_int_not_equal(probe.frames[frame].width, 0);
            image_free(image);
        }
        probe_release(&probe);
        close(fd);
    }
    bytes_release(&bytes);
    close(whole);
}

/* One flipped byte at a time: any result but a crash, and never an error without a number. */
static void test_flipped(void **state)
{
    static const struct make_tiff specs[] = {
        {SIZE, .bits = 1, .compression = COMPRESSION_CCITTFAX4},
        {SIZE, .bits = 1, .compression = COMPRESSION_CCITTFAX3},
        {SIZE, .photometric = PHOTOMETRIC_MINISBLACK, .compression = COMPRESSION_LZW, .pages = 2},
        {SIZE, .samples = 3, .photometric = PHOTOMETRIC_YCBCR, .compression = COMPRESSION_JPEG},
        {SIZE, .samples = 3, .photometric = PHOTOMETRIC_RGB, .tile = 32},
        {SIZE, .bits = 4, .photometric = PHOTOMETRIC_PALETTE},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(specs); i++) {
        int fd = make_tiff(&specs[i]);
        struct bytes bytes;
        struct err err = {0};
        assert_int_equal(file_read_fd(fd, 1 << 20, "t", &bytes, &err), ERR_OK);
        for (size_t at = 0; at<bytes.length; at += bytes.length> 3000 ? 17 : 3) {
            struct decode_options options = {.name = "t.tif", .red = at % 2};
            struct image *image = NULL;
            struct probe probe = {0};
            uint8_t flipped = bytes.data[at] ^ 0xff;
            err_clear(&err);
            assert_int_equal(pwrite(fd, &flipped, 1, (off_t)at), 1);
            if (image_probe(fd, "t.tif", &probe, &err))
                assert_true(err.number >= 200 && err.number <= 219);
            err_clear(&err);
            if (image_decode(fd, &options, &image, &err))
                assert_true(err.number >= 200 && err.number <= 219);
            image_free(image);
            probe_release(&probe);
            assert_int_equal(pwrite(fd, bytes.data + at, 1, (off_t)at), 1);
        }
        bytes_release(&bytes);
        close(fd);
    }
}

static void test_bomb(void **state)
{
    static const struct {
        struct make_tiff spec;
        enum err_code code;
        int number;
    } cases[] = {
        {{.width = 60000, .height = 60000, .bits = 1, .compression = COMPRESSION_CCITTFAX4},
         ERR_LIMIT,
         212},
        {{.width = 60000,
          .height = 60000,
          .samples = 3,
          .photometric = PHOTOMETRIC_RGB,
          .compression = COMPRESSION_ADOBE_DEFLATE},
         ERR_LIMIT,
         212},
        {{.width = 31000, .height = 10, .photometric = PHOTOMETRIC_MINISBLACK}, ERR_LIMIT, 212},
        {{.width = 29000, .height = 29000, .photometric = PHOTOMETRIC_MINISBLACK}, ERR_LIMIT, 212},
        {{.width = 7016,
          .height = 9933,
          .samples = 3,
          .photometric = PHOTOMETRIC_RGB,
          .compression = COMPRESSION_ADOBE_DEFLATE},
         ERR_FORMAT,
         211}, /* allowed, but broken */
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct decode_options options = {.name = "bomb.tif"};
        struct make_tiff spec = cases[i].spec;
        struct image *image = NULL;
        struct probe probe = {0};
        struct err err = {0};
        int fd;
        spec.bomb = true;
        fd = make_tiff(&spec);
        assert_int_equal(image_decode(fd, &options, &image, &err), cases[i].code);
        assert_int_equal(err.number, cases[i].number);
        err_clear(&err);
        if (cases[i].code == ERR_LIMIT)
            assert_int_equal(image_probe(fd, "bomb.tif", &probe, &err), ERR_LIMIT);
        probe_release(&probe);
        close(fd);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_hash_ignores_padding),
        cmocka_unit_test(test_foreign),    cmocka_unit_test(test_orientation),
        cmocka_unit_test(test_resolution), cmocka_unit_test(test_missing_page),
        cmocka_unit_test(test_cut),        cmocka_unit_test(test_bomb),
        cmocka_unit_test(test_flipped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
