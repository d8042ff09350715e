/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/export/test_conform: PDFs that meet the legal floor, and one that misses it for each
 * reason. May include: export, imaging, model, base, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "export/conform.h"
#include "export/pdf.h"
#include "imaging/encode.h"

enum { WIDTH = 620, HEIGHT = 876 };

static struct bytes jpeg_new(enum raster_format format)
{
    struct raster raster;
    struct image *image = NULL;
    struct bytes bytes = {0};
    assert_true(raster_init(&raster, format, WIDTH, HEIGHT));
    memset(raster.data, 200, raster.stride * (size_t)raster.height);
    assert_int_equal(image_from_raster(&raster, &image, NULL), ERR_OK);
    raster_release(&raster);
    assert_int_equal(image_encode(image, ENCODE_JPEG, 60, &bytes, NULL), ERR_OK);
    image_free(image);
    return bytes;
}

struct sample {
    const char *what;
    enum raster_format format;
    enum pdf_level level;
    double dpi;
    int height; /* of the page, in pixels of its width */
    int misses; /* the one check; -1 = none */
};

static struct bytes pdf_of(const struct sample *sample)
{
    struct bytes jpeg = jpeg_new(sample->format), bytes = {0};
    struct pdf *pdf = NULL;
    struct pdf_options options = {.level = sample->level, .title = "t", .made_ms = 1};
    struct pdf_layer layer = {.kind = PDF_JPEG, .data = jpeg.data, .length = jpeg.length};
    struct pdf_page page = {.layers = &layer,
                            .layer_count = 1,
                            .width = WIDTH,
                            .height = sample->height,
                            .dpi = sample->dpi};
    assert_int_equal(pdf_new(&options, &pdf, NULL), ERR_OK);
    assert_int_equal(pdf_add_page(pdf, &page, NULL), ERR_OK);
    assert_int_equal(pdf_add_page(pdf, &page, NULL), ERR_OK);
    assert_int_equal(pdf_finish(pdf, &bytes, NULL), ERR_OK);
    pdf_free(pdf);
    bytes_release(&jpeg);
    return bytes;
}

static void test_floor(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"as it must be", RASTER_RGB24, PDF_A1B, 200, HEIGHT, -1},
        {"finer", RASTER_RGB24, PDF_A1B, 300, HEIGHT, -1},
        {"coarse", RASTER_RGB24, PDF_A1B, 150, HEIGHT, CONFORM_RESOLUTION},
        {"grey", RASTER_GREY8, PDF_A1B, 200, HEIGHT, CONFORM_COLOUR},
        {"part 2", RASTER_RGB24, PDF_A2U, 200, HEIGHT, CONFORM_ARCHIVE},
        {"stretched", RASTER_RGB24, PDF_A1B, 200, HEIGHT / 2, CONFORM_SCALE},
    };
    for (size_t i = 0; i < ARRAY_SIZE(samples); i++) {
        struct bytes bytes = pdf_of(&samples[i]);
        struct conform_pdf pdf;
        conform_pdf_look(bytes.data, bytes.length, &pdf);
        print_message("# %s: %.0f dpi, PDF %s, %s\n", samples[i].what, pdf.dpi, pdf.version,
                      pdf.archive);
        assert_int_equal(pdf.pages, 2);
        for (int check = 0; check < CONFORM_CHECK_COUNT; check++)
            assert_int_equal(pdf.good[check], check != samples[i].misses);
        assert_int_equal(pdf.all, samples[i].misses < 0);
        assert_string_equal(pdf.archive, samples[i].level == PDF_A1B ? "1b" : "2u");
        bytes_release(&bytes);
    }
}

static void test_none(void **state)
{
    (void)state;
    static const struct sample good = {"", RASTER_RGB24, PDF_A1B, 200, HEIGHT, -1};
    struct bytes bytes = pdf_of(&good);
    struct conform_pdf pdf;
    conform_pdf_look("no PDF", 6, &pdf);
    assert_false(pdf.all);
    assert_false(pdf.good[CONFORM_READ]);
    for (size_t cut = 0; cut < bytes.length / 2; cut += bytes.length / 37) {
        conform_pdf_look(bytes.data, cut, &pdf);
        assert_false(pdf.all);
    }
    /* An older version in its first line. */
    memcpy(bytes.data, "%PDF-1.3", 8);
    conform_pdf_look(bytes.data, bytes.length, &pdf);
    assert_false(pdf.good[CONFORM_VERSION]);
    assert_false(pdf.all);
    bytes_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_floor), cmocka_unit_test(test_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
