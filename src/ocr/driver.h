/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/driver: what one engine must offer, and the table's rows. Inside the room only.
 */
#ifndef OCR_DRIVER_H
#define OCR_DRIVER_H

#include "ocr/engine.h"

/* All slots are mandatory. state is what open gave. */
struct ocr_driver {
    const char *name;
    const char *(*version)(void); /* static text, "" when it has none */
    enum err_code (*open)(const struct ocr_options *options, void **ret_state, struct err *err);
    void (*close)(void *state);
    enum err_code (*set_page)(void *state, const struct raster *grey, struct err *err);
    enum err_code (*read)(void *state, const struct ocr_place *where, const char *allow,
                          struct arena *arena, struct text_line **ret_lines, size_t *ret_count,
                          struct err *err);
};

/* Signs that the models know but Vietnamese papers do not use. */
extern const char ocr_foreign_signs[];

extern const struct ocr_driver ocr_lstm, ocr_tesseract, ocr_null;

#endif
