/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/export/test_layer: where corrected values land among the words that were read.
 * May include: export, model, base, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "export/pdf_part.h"
#include "page.h"

static const char *const texts[] = {"Ten: NGUYEN VAN A", "Sinh ngay 1 2", "", "Ket thuc"};

static char *layer_text(const struct layer *layer)
{
    struct str out = STR_INIT;
    for (size_t i = 0; i < layer->count; i++) {
        for (size_t k = 0; k < layer->lines[i].count; k++)
            str_format(&out, "%s%s", k ? " " : "", layer->lines[i].words[k].text);
        str_add_char(&out, '|');
    }
    return str_take(&out);
}

static void test_values(void **state)
{
    (void)state;
    static const struct {
        struct pdf_value value;
        const char *text;
    } cases[] = {
        /* the words of the name alone */
        {{"NGUYỄN VĂN AN", {195, 95, 300, 50}}, "Ten: NGUYỄN VĂN AN|Sinh ngay 1 2||Ket thuc|"},
        {{"", {195, 95, 300, 50}}, "Ten:|Sinh ngay 1 2||Ket thuc|"},
        {{"NGUYEN VAN A", {195, 95, 300, 50}}, "Ten: NGUYEN VAN A|Sinh ngay 1 2||Ket thuc|"},
        /* over two lines, by their widths */
        {{"A B C D", {195, 95, 300, 120}}, "Ten: A B|Sinh C D||Ket thuc|"},
        /* a place that is written by hand */
        {{"viết tay", {100, 255, 500, 50}}, "Ten: NGUYEN VAN A|Sinh ngay 1 2|viết tay|Ket thuc|"},
        /* where nothing was found */
        {{"mới  đây", {800, 180, 300, 40}}, "Ten: NGUYEN VAN A|Sinh ngay 1 2|mới đây||Ket thuc|"},
        {{"cuối", {100, 1600, 300, 40}}, "Ten: NGUYEN VAN A|Sinh ngay 1 2||Ket thuc|cuối|"},
        {{"nowhere", {0, 0, 0, 0}}, "Ten: NGUYEN VAN A|Sinh ngay 1 2||Ket thuc|"},
        {{"outside", {5000, 5000, 10, 10}}, "Ten: NGUYEN VAN A|Sinh ngay 1 2||Ket thuc|"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct arena *arena = arena_new();
        struct text_page page = page_make(arena, texts, ARRAY_SIZE(texts));
        struct pdf_page pdf = {.text = &page, .values = &cases[i].value, .value_count = 1};
        struct layer layer;
        layer_make(&pdf, arena, &layer);
        char *text = layer_text(&layer);
        assert_string_equal(text, cases[i].text);
        free(text);
        arena_free(arena);
    }
}

static void test_places(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text_page page = page_make(arena, texts, ARRAY_SIZE(texts));
    struct pdf_value value = {"MỘT HAI", {195, 95, 300, 50}};
    struct pdf_page pdf = {.text = &page, .values = &value, .value_count = 1};
    struct layer layer;
    layer_make(&pdf, arena, &layer);
    const struct layer_word *words = layer.lines[0].words;
    assert_int_equal(words[1].box.x, 200);
    assert_int_equal(words[1].box.y, 100);
    assert_true(rect_right(words[1].box) < words[2].box.x);
    assert_true(abs(rect_right(words[2].box) - 440) <= 2);
    arena_free(arena);
}

static void test_jpeg_shapes(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
        bool good;
    } cases[] = {
        {"\xFF\xD8\xFF\xC0\0\x0B\x08\0\x10\0\x20\x01\x01\x11\0", 15, true},
        {"\xFF\xD8\xFF\xFF\xFF\xC2\0\x11\x08\0\x10\0\x20\x03\x01\x11\0\x01\x11\0\x01\x11\0", 23,
         true},
        {"", 0, false},
        {"\xFF\xD8", 2, false},
        {"\x89PNG\r\n\x1a\n", 8, false},
        {"\xFF\xD8\xFF\xD9", 4, false},
        {"\xFF\xD8\xFF\xE0\xFF\xFF", 6, false},       /* longer than the file */
        {"\xFF\xD8\xFF\xE0\0\x01\xFF\xC0", 8, false}, /* shorter than itself */
        {"\xFF\xD8\xFF\xC0\0\x0B\x0C\0\x10\0\x20\x01\x01\x11\0", 15, false}, /* 12 bits */
        {"\xFF\xD8\xFF\xC0\0\x0B\x08\0\x10\0\0\x01\x01\x11\0", 15, false},   /* no width */
        {"\xFF\xD8\xFF\xC0\0\x0B\x08\0\x10\0\x20\x04\x01\x11\0", 15, false}, /* CMYK */
        {"\xFF\xD8\xFF\xC3\0\x0B\x08\0\x10\0\x20\x01\x01\x11\0", 15, false}, /* lossless */
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct jpeg_shape shape = {0};
        /* A copy of the exact size, so that a sanitizer sees a step too far. */
        unsigned char *copy = mem_new(1, cases[i].length);
        memcpy(copy, cases[i].bytes, cases[i].length);
        enum err_code code = jpeg_look(copy, cases[i].length, &shape, NULL);
        if (code != (cases[i].good ? ERR_OK : ERR_FORMAT))
            fail_msg("case %zu: %s", i, err_code_name(code));
        if (cases[i].good)
            assert_true(shape.width == 32 && shape.height == 16);
        free(copy);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_jpeg_shapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
