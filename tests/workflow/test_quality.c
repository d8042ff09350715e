/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_quality: what is judged bad about a page and what passes; the words of the
 * reasons; measures on the wire. May include: base, model, workflow, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/str.h"
#include "workflow/quality.h"

#define GOOD .dpi = 300, .skew = 0.4, .blur = 0.1, .paper = 240, .ink = 40, .letter = 28

static void judged(void **state)
{
    static const struct {
        const char *reasons;
        struct page_quality quality;
        double likeness;
    } cases[] = {
        {"", {GOOD}, 0},
        {"", {GOOD}, 0.91}, /* two letters of one office */
        {"same", {GOOD}, 0.94},
        {"", {.blur = 0.19, .dpi = 200, .paper = 208, .ink = 154, .letter = 18, .skew = -4.8}, 0},
        {"", {.blur = 0.27, .dpi = 150, .paper = 250, .ink = 115, .letter = 12}, 0},
        {"blur", {.blur = 0.39, .dpi = 300, .paper = 250, .ink = 140, .letter = 34}, 0},
        {"resolution", {.dpi = 100, .blur = 0.1, .paper = 240, .ink = 40, .letter = 9}, 0},
        {"", {.dpi = 0, .blur = 0.1, .paper = 240, .ink = 40, .letter = 10}, 0},
        {"resolution", {.dpi = 0, .blur = 0.1, .paper = 240, .ink = 40, .letter = 7}, 0},
        {"dark", {.dpi = 300, .blur = 0.1, .paper = 70, .ink = 5, .letter = 28}, 0},
        {"pale", {.dpi = 300, .blur = 0.1, .paper = 255, .ink = 221, .letter = 28}, 0},
        {"skew", {.dpi = 300, .skew = -7.1, .paper = 240, .ink = 40, .letter = 28}, 0},
        {"cut", {GOOD, .cut = {0, 0, 5, 0}}, 0},
        {"", {GOOD, .cut = {4, 4, 4, 4}}, 0},
        {"blank", {.blank = true, .dpi = 300, .paper = 255, .ink = 250}, 0},
        {"dark,blank", {.blank = true, .dpi = 300, .paper = 20, .ink = 5}, 0},
        {"partial,blur,cut",
         {.dpi = 300, .blur = 1, .paper = 240, .ink = 40, .partial = true, .cut = {9}},
         0},
        {"", {.dpi = 0}, 0}, /* nothing was measured */
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = quality_reasons_text(quality_judge(&cases[i].quality, cases[i].likeness));
        if (!text_equal(text, cases[i].reasons))
            fail_msg("case %zu: \"%s\", not \"%s\"", i, text, cases[i].reasons);
        free(text);
    }
}

static void words_and_back(void **state)
{
    (void)state;
    for (unsigned reasons = 0; reasons < 1u << QUALITY_REASON_COUNT; reasons++) {
        char *text = quality_reasons_text(reasons);
        assert_int_equal(quality_reasons_parse(text), reasons);
        free(text);
    }
    assert_int_equal(quality_reasons_parse("blurr,cu,,blank"), 1u << QUALITY_BLANK);
    assert_int_equal(quality_reasons_parse(NULL), 0);
}

static void on_the_wire(void **state)
{
    struct page_quality quality = {GOOD, .cut = {1, 2, 3, 4}, .blank = true, .partial = true}, back;
    (void)state;
    memset(quality.print, 'a', PRINT_CELLS);
    json_t *json = quality_to_json(&quality);
    quality_from_json(json, &back);
    json_decref(json);
    assert_memory_equal(&quality, &back, sizeof back);
}

static void foreign_bytes(void **state)
{
    static const char *const texts[] = {
        "{}",
        "[]",
        "{\"dpi\":-1,\"blur\":1e300,\"paper\":256,\"cut\":[-1,1e9,\"x\"],\"print\":\"abc\"}",
        "{\"dpi\":\"300\",\"blur\":null,\"cut\":{},\"print\":7,\"blank\":\"yes\"}",
    };
    struct page_quality nothing = {0}, back;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        json_t *json = NULL;
        assert_int_equal(json_parse(texts[i], strlen(texts[i]), "x", &json, NULL), ERR_OK);
        quality_from_json(json, &back);
        assert_memory_equal(&back, &nothing, sizeof back);
        json_decref(json);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(judged),
        cmocka_unit_test(words_and_back),
        cmocka_unit_test(on_the_wire),
        cmocka_unit_test(foreign_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
