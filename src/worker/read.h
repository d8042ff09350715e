/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read: one page from pixels to text: clean, layout, read. No extraction (record/extract).
 */
#ifndef WORKER_READ_H
#define WORKER_READ_H

#include "base/arena.h"
#include "base/json.h"
#include "imaging/image.h"
#include "model/quality.h"
#include "model/text.h"
#include "ocr/engine.h"

struct read_input {
    struct image *image; /* GREY8 of decode's red path; taken: read_page frees it in every case */
    double dpi;          /* 0 = unknown: guess from the size of the writing */
    int turns;           /* clockwise quarter turns that make it upright; -1 = find out */
    bool has_skew;
    double skew;           /* has_skew: degrees, not measured (model/geometry view.skew) */
    const json_t *profile; /* parsed OCR profile, or NULL = built-in values; borrowed */
    const json_t *schemas; /* array of schema documents, may be empty; borrowed */
    const char *schema;    /* name; NULL = unknown kind of paper; "" = no extraction follows */
    struct ocr_engine *engine;
    bool simple;       /* second try after a crash: the plainest chain */
    bool want_text;    /* false: clean only */
    bool skip_prose;   /* running text is not read: no field stands in it */
    bool want_image;   /* keep the cleaned page */
    const char *trace; /* folder for the image after each step, or NULL */
};

struct read_output {
    struct text_page page;       /* in the arena given; upright space of input.image */
    struct image *cleaned;       /* upright, GREY8, source resolution; owned; NULL unless wanted */
    struct page_quality quality; /* partial: the caller knows */
    size_t skipped;              /* lines of running text that were not read */
    double clean_ms, layout_ms, read_ms;
};
void read_output_release(struct read_output *output); /* the image; the arena is the caller's */

/* Errors: those of imaging and ocr. A blank page is no error: page.blank. */
enum err_code read_page(const struct read_input *input, struct arena *arena,
                        struct read_output *ret, struct err *err) MUST_CHECK;

#endif
