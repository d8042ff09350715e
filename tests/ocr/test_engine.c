/* SPDX-License-Identifier: Apache-2.0
 *
 * The engines: Tesseract on painted lines, the same text whatever was read before; null; errors.
 */
#include <stdlib.h>
#include <string.h>

#include "cmocka_first.h"
#include "ocr/engine.h"
#include "paint/canvas.h"
#include "paint/text.h"

static struct ocr_engine *engine_new(const char *name)
{
    struct ocr_options options = {.engine = name, .language = "vie"};
    struct ocr_engine *engine = NULL;
    struct err err = {0};
    assert_int_equal(ocr_open(&options, &engine, &err), ERR_OK);
    return engine;
}

/* A grey page with one line of text at the top and another one below. */
static struct raster page_new(const char *first, const char *second)
{
    struct text_style style = {.family = "Liberation Serif", .size = 27, .color = {0, 0, 0, 1}};
    struct canvas *canvas = NULL;
    struct raster page = {0};
    struct err err = {0};
    size_t stride;
    assert_int_equal(canvas_new(700, 160, &canvas, &err), ERR_OK);
    canvas_fill(canvas, (struct color){1, 1, 1, 1});
    text_draw(canvas, &style, 20, 50, first);
    text_draw(canvas, &style, 20, 120, second);
    assert_true(raster_init(&page, RASTER_GREY8, 700, 160));
    page.dpi = 150;
    const uint32_t *pixels = canvas_peek(canvas, &stride);
    for (int y = 0; y < page.height; y++)
        for (int x = 0; x < page.width; x++)
            page.data[(size_t)y * page.stride + (size_t)x] =
                (uint8_t)(pixels[(size_t)y * stride / 4 + (size_t)x] & 255);
    canvas_free(canvas);
    return page;
}

static const char *read_at(struct ocr_engine *engine, struct rect where, struct arena *arena,
                           struct text_line *ret)
{
    struct text_line *lines;
    size_t count;
    struct err err = {0};
    assert_int_equal(
        ocr_read(engine, &(struct ocr_place){.box = where}, NULL, arena, &lines, &count, &err),
        ERR_OK);
    if (count == 0)
        return "";
    if (ret)
        *ret = lines[0];
    return text_line_text(&lines[0], arena);
}

static const struct rect first_line = {10, 18, 680, 44}, second_line = {10, 88, 680, 44};

static void check_line(const char *name)
{
    struct ocr_engine *engine = engine_new(name);
    struct arena *arena = arena_new();
    struct raster page = page_new("Trần Thị Ngọc Hạnh, 15/03/2010", "Quê quán: tỉnh Bình Định");
    struct text_line line = {0};
    struct err err = {0};
    assert_int_equal(ocr_set_page(engine, &page, &err), ERR_OK);
    assert_string_equal(read_at(engine, first_line, arena, &line),
                        "Trần Thị Ngọc Hạnh, 15/03/2010");
    assert_int_equal(line.word_count, 5);
    assert_true(line.confidence > 0.8F && line.confidence <= 1);
    for (size_t i = 0; i < line.word_count; i++) {
        assert_non_null(line.words[i].char_confidence);
        assert_true(rect_inside(line.words[i].box, first_line) > 0.99);
    }
    assert_string_equal(read_at(engine, second_line, arena, NULL), "Quê quán: tỉnh Bình Định");
    raster_release(&page);
    arena_free(arena);
    ocr_close(engine);
}

static void test_line(void **state)
{
    (void)state;
    check_line("lstm");
    check_line("tesseract");
    check_line(NULL);
}

/* The same rectangle again, and again after other pages: the same text and confidence. */
static void check_memory(const char *name)
{
    struct ocr_engine *engine = engine_new(name);
    struct arena *arena = arena_new();
    struct raster page = page_new("Nguyễn Hữu Đạt", "Lê Mỹ Lệ");
    struct raster other = page_new("0123456789", "KHAI SINH KHAI SINH");
    struct text_line before = {0}, after = {0};
    struct err err = {0};
    assert_int_equal(ocr_set_page(engine, &page, &err), ERR_OK);
    const char *text = read_at(engine, first_line, arena, &before);
    assert_int_equal(ocr_set_page(engine, &other, &err), ERR_OK);
    read_at(engine, second_line, arena, NULL);
    assert_int_equal(ocr_set_page(engine, &page, &err), ERR_OK);
    assert_string_equal(read_at(engine, first_line, arena, &after), text);
    assert_true(before.confidence == after.confidence);
    raster_release(&page);
    raster_release(&other);
    arena_free(arena);
    ocr_close(engine);
}

static void test_no_memory_of_the_past(void **state)
{
    (void)state;
    check_memory("lstm");
    check_memory("tesseract");
}

/* Only what is allowed comes out. */
static void test_allowed(void **state)
{
    (void)state;
    struct ocr_engine *engine = engine_new("lstm");
    struct arena *arena = arena_new();
    struct raster page = page_new("15/03/2010", "Đạt 1O S5 l1");
    struct ocr_place place = {.box = second_line};
    struct text_line *lines;
    size_t count;
    struct err err = {0};
    assert_int_equal(ocr_set_page(engine, &page, &err), ERR_OK);
    assert_int_equal(ocr_read(engine, &place, "0123456789", arena, &lines, &count, &err), ERR_OK);
    assert_int_equal(count, 1);
    for (size_t i = 0; i < lines[0].word_count; i++)
        assert_int_equal(strspn(lines[0].words[i].text, "0123456789"),
                         strlen(lines[0].words[i].text));
    raster_release(&page);
    arena_free(arena);
    ocr_close(engine);
}

static void test_nothing_there(void **state)
{
    (void)state;
    const char *const names[] = {"lstm", "tesseract", "null"};
    for (size_t i = 0; i < 3; i++) {
        struct ocr_engine *engine = engine_new(names[i]);
        struct arena *arena = arena_new();
        struct raster page = page_new("", "");
        struct err err = {0};
        assert_int_equal(ocr_set_page(engine, &page, &err), ERR_OK);
        assert_string_equal(read_at(engine, first_line, arena, NULL), "");
        assert_string_equal(read_at(engine, (struct rect){900, 900, 5, 5}, arena, NULL), "");
        raster_release(&page);
        arena_free(arena);
        ocr_close(engine);
    }
}

static void test_missing(void **state)
{
    static const struct {
        struct ocr_options options;
        int number;
    } cases[] = {
        {{.language = "xyz"}, 250},
        {{.language = "vie", .tessdata = "/nowhere"}, 254},
        {{.engine = "tesseract", .language = "xyz"}, 250},
        {{.engine = "tesseract", .language = "vie", .tessdata = "/nowhere"}, 254},
        {{.engine = "crystal-ball", .language = "vie"}, 251},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ocr_engine *engine = NULL;
        struct err err = {0};
        assert_int_equal(ocr_open(&cases[i].options, &engine, &err), ERR_MISSING);
        assert_int_equal(err.number, cases[i].number);
        assert_null(engine);
    }
    ocr_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line),    cmocka_unit_test(test_no_memory_of_the_past),
        cmocka_unit_test(test_allowed), cmocka_unit_test(test_nothing_there),
        cmocka_unit_test(test_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
