/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/engine: reading a rectangle of a grey image. Engines are a table: tesseract and null (reads
 * nothing; for tests and for papers that are only keyed). Runs in the worker process only, started
 * with OMP_THREAD_LIMIT=1. Not thread-safe: one engine a process.
 */
#ifndef OCR_ENGINE_H
#define OCR_ENGINE_H

#include "base/arena.h"
#include "base/err.h"
#include "model/raster.h"
#include "model/text.h"

struct ocr_engine; /* opaque */

struct ocr_options {
    const char *engine;   /* "tesseract" or "null" */
    const char *language; /* "vie" */
    const char *tessdata; /* folder, or NULL = the installed one */
};

enum ocr_mode {
    OCR_LINE,  /* one text line (psm 7) */
    OCR_BLOCK, /* one uniform block, several lines (psm 6) */
    OCR_PAGE,  /* the engine's own layout; the fallback */
    OCR_MODE_COUNT
};

/* Loads the model. ERR_MISSING K-250 when it is not installed (names the Debian package). */
enum err_code ocr_open(const struct ocr_options *options, struct ocr_engine **ret_new,
                       struct err *err) MUST_CHECK;
void ocr_close(struct ocr_engine *engine); /* NULL is fine */
/* "tesseract 5.3.0"; NULL = the usual engine; "" for a name that is none. Static until called
 * again. */
const char *ocr_describe(const char *engine);
/* The page to read from (GREY8); pixels must stay until the next call. dpi of this raster. */
enum err_code ocr_set_page(struct ocr_engine *engine, const struct raster *grey,
                           struct err *err) MUST_CHECK;
/* Lines with words; boxes in pixels of the page set; text NFC. allow: characters allowed, or NULL
 * for all. Table, row, column are -1. Empty result is ERR_OK with count 0. */
enum err_code ocr_read(struct ocr_engine *engine, struct rect where, enum ocr_mode mode,
                       const char *allow, struct arena *arena, struct text_line **ret_lines,
                       size_t *ret_count, struct err *err) MUST_CHECK;

#endif
