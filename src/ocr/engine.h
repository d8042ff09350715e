/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/engine: reading a line of a grey image. Engines are a table: lstm (Tesseract's models, read
 * by a network of our own), tesseract (any model that Tesseract takes) and null (reads nothing; for
 * tests and for papers that are only keyed). Runs in the worker process only, started with
 * OMP_THREAD_LIMIT=1. Not thread-safe: one engine a process.
 */
#ifndef OCR_ENGINE_H
#define OCR_ENGINE_H

#include "base/arena.h"
#include "base/err.h"
#include "model/raster.h"
#include "model/text.h"

struct ocr_engine; /* opaque */

struct ocr_options {
    const char *engine;   /* "lstm", "tesseract", "null"; NULL = lstm, tesseract where it fails */
    const char *language; /* "vie" */
    const char *tessdata; /* folder, or NULL = the installed one */
};

/* What to read, pixels of the page set. */
struct ocr_place {
    struct rect box;
    struct rect ink;           /* of the line, without dirt; empty = all that is dark in box */
    int core_top, core_bottom; /* rows of the x-height, core_bottom exclusive; both 0 = unknown */
};

/* Loads the model. ERR_MISSING K-250 when it is not installed (names the Debian package). */
enum err_code ocr_open(const struct ocr_options *options, struct ocr_engine **ret_new,
                       struct err *err) MUST_CHECK;
void ocr_close(struct ocr_engine *engine); /* NULL is fine */
/* "tesseract 5.3.0"; NULL = the usual engines; "" for a name that is none. Static until called
 * again. */
const char *ocr_describe(const char *engine);
/* The page to read from (GREY8); pixels must stay until the next call. dpi of this raster. */
enum err_code ocr_set_page(struct ocr_engine *engine, const struct raster *grey,
                           struct err *err) MUST_CHECK;
/* Lines with words; boxes in pixels of the page set; text NFC. allow: characters allowed, or NULL
 * for all. Table, row, column are -1. Empty result is ERR_OK with count 0. */
enum err_code ocr_read(struct ocr_engine *engine, const struct ocr_place *where, const char *allow,
                       struct arena *arena, struct text_line **ret_lines, size_t *ret_count,
                       struct err *err) MUST_CHECK;

#endif
