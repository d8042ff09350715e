/* SPDX-License-Identifier: Apache-2.0
 *
 * Every kind of PNG, sound and broken: the channel that is read is the same whether it is taken
 * straight from the rows or from the whole colour image. May include: imaging, base, libdeflate.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "imaging/decode.h"
#include "imaging/png_red.h"
#include "make.h"

enum fault {
    SOUND,
    FILTER_FIVE,
    SUM_OF_DATA,
    SUM_OF_TEXT,
    TOO_SHORT,
    TOO_LONG,
    NO_END,
    CUT,
    FOREIGN_CHUNK,
    TEXT_BETWEEN,
    NO_DATA
};

struct kind {
    int depth, colour, interlaced;
    bool transparent, plain; /* plain: read without libpng when it is sound */
    enum fault fault;
};

enum { WIDTH = 37, HEIGHT = 23, FILE_MAX = 1 << 16 };

static void put32(uint8_t *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(value >> (24 - 8 * i));
}

static void add_chunk(struct bytes *file, const char *name, const void *data, size_t length,
                      bool spoil)
{
    uint8_t *at = file->data + file->length;

    put32(at, (uint32_t)length);
    memcpy(at + 4, name, 4);
    if (length)
        memcpy(at + 8, data, length);
    put32(at + 8 + length, libdeflate_crc32(0, at + 4, length + 4) ^ spoil);
    file->length += length + 12;
}

/* Bytes of the rows of one pass, each with its filter, of any content: all of it is valid. */
static size_t add_rows(const struct kind *kind, int width, int height, uint8_t *raw)
{
    static const int samples[] = {1, 0, 3, 1, 2, 0, 4};
    static uint32_t noise = 1;
    size_t row = ((size_t)width * (size_t)(samples[kind->colour] * kind->depth) + 7) / 8, at = 0;

    for (int y = 0; y < height && width > 0; y++) {
        raw[at++] = (uint8_t)(kind->fault == FILTER_FIVE && y == 7 ? 5 : y % 5);
        for (size_t x = 0; x < row; x++) {
            noise = noise * 1664525 + 1013904223;
            raw[at++] = (uint8_t)(noise >> 24);
        }
    }
    return at;
}

static size_t make_raw(const struct kind *kind, uint8_t *raw)
{
    static const int starts[7][4] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                                     {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};
    size_t length = 0;

    if (!kind->interlaced)
        length = add_rows(kind, WIDTH, HEIGHT, raw);
    for (int i = 0; i < 7 && kind->interlaced; i++)
        length += add_rows(kind, (WIDTH - starts[i][0] + starts[i][2] - 1) / starts[i][2],
                           (HEIGHT - starts[i][1] + starts[i][3] - 1) / starts[i][3], raw + length);
    if (kind->fault == TOO_SHORT)
        length -= 60;
    else if (kind->fault == TOO_LONG)
        length += 60;
    return length;
}

static void add_data(struct bytes *file, const struct kind *kind)
{
    static uint8_t raw[FILE_MAX], packed[FILE_MAX];
    struct libdeflate_compressor *deflater = libdeflate_alloc_compressor(6);
    size_t length = libdeflate_zlib_compress(deflater, raw, make_raw(kind, raw), packed, FILE_MAX);

    libdeflate_free_compressor(deflater);
    add_chunk(file, "IDAT", packed, length / 2, kind->fault == SUM_OF_DATA);
    if (kind->fault == TEXT_BETWEEN)
        add_chunk(file, "tEXt", "a\0b", 3, false);
    add_chunk(file, "IDAT", packed + length / 2, length - length / 2, false);
}

static struct bytes make_png(const struct kind *kind)
{
    uint8_t header[13] = {0}, palette[768];
    struct bytes file = {mem_new(FILE_MAX, 1), 8};

    memcpy(file.data, "\x89PNG\r\n\x1a\n", 8);
    put32(header, WIDTH);
    put32(header + 4, HEIGHT);
    header[8] = (uint8_t)kind->depth;
    header[9] = (uint8_t)kind->colour;
    header[12] = (uint8_t)kind->interlaced;
    add_chunk(&file, "IHDR", header, sizeof header, false);
    add_chunk(&file, "tEXt", "a\0b", 3, kind->fault == SUM_OF_TEXT);
    if (kind->fault == FOREIGN_CHUNK)
        add_chunk(&file, "ABCD", "abc", 3, false);
    for (size_t i = 0; i < sizeof palette; i++)
        palette[i] = (uint8_t)(i * 89);
    if (kind->colour == 3)
        add_chunk(&file, "PLTE", palette, (size_t)3 << kind->depth, false);
    if (kind->transparent)
        add_chunk(&file, "tRNS", "\0\1\0\2\0\3", kind->colour == 2 ? 6 : 2, false);
    if (kind->fault != NO_DATA)
        add_data(&file, kind);
    if (kind->fault != NO_END)
        add_chunk(&file, "IEND", NULL, 0, false);
    if (kind->fault == CUT)
        file.length -= 40;
    return file;
}

/* The channel by way of the whole image. */
static enum err_code decode_generally(int fd, struct image **ret, struct err *err)
{
    struct decode_options options = {.name = "t"};
    struct image *whole = NULL;
    enum err_code code = image_decode(fd, &options, &whole, err);

    if (!code)
        code = image_red(whole, ret, err);
    image_free(whole);
    return code;
}

static void assert_same_channel(const struct kind *kind)
{
    struct bytes file = make_png(kind);
    int fd = make_fd(file.data, file.length);
    struct decode_options options = {.name = "t", .red = true};
    struct image *general = NULL, *straight = NULL;
    struct raster one = {0}, two = {0};
    struct err err = {0}, other = {0};
    enum err_code wanted = decode_generally(fd, &general, &err);
    PIX *pix = png_red_read(&file, WIDTH, HEIGHT);

    assert_int_equal(image_decode(fd, &options, &straight, &other), wanted);
    assert_int_equal(other.number, err.number);
    assert_int_equal(pix != NULL, kind->plain);
    if (!wanted) {
        assert_int_equal(image_copy_raster(general, &one, &err), ERR_OK);
        assert_int_equal(image_copy_raster(straight, &two, &err), ERR_OK);
        assert_true(same_raster(&one, &two));
        raster_release(&one);
        raster_release(&two);
    }
    pixDestroy(&pix);
    image_free(general);
    image_free(straight);
    close(fd);
    bytes_release(&file);
}

static void test_kinds(void **state)
{
    static const struct kind kinds[] = {
        {8, 0, .plain = true},
        {8, 2, .plain = true},
        {1, 0},
        {2, 0},
        {4, 0},
        {16, 0},
        {16, 2},
        {1, 3},
        {2, 3},
        {4, 3},
        {8, 3},
        {8, 4},
        {16, 4},
        {8, 6},
        {16, 6},
        {8, 0, 1},
        {8, 2, 1},
        {1, 0, 1},
        {8, 6, 1},
        {8, 3, 1},
        {8, 0, .transparent = true},
        {8, 2, .transparent = true},
        {8, 3, .transparent = true},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        assert_same_channel(&kinds[i]);
}

static void test_faults(void **state)
{
    (void)state;
    for (enum fault fault = FILTER_FIVE; fault <= NO_DATA; fault++)
        for (int colour = 0; colour <= 2; colour += 2)
            assert_same_channel(&(struct kind){8, colour, .fault = fault});
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_kinds), cmocka_unit_test(test_faults)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
