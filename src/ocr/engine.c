/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/engine: the table of engines and the checks that all of them share.
 * May include: model, base.
 */
#include "ocr/engine.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "ocr/driver.h"

static const struct ocr_driver *const drivers[] = {&ocr_lstm, &ocr_tesseract, &ocr_null};

struct ocr_engine {
    const struct ocr_driver *driver;
    void *state;
    struct raster page; /* the page set; its pixels are the caller's */
};

const char ocr_foreign_signs[] = "ÄŸ‡^|Ð§©⁄„¬{}Ï~ŠƑÖˆ«Œ»Ø$[]`Ñ\\€¡®¿†£›‹ƒïÿšäðñøœö_¥";

static const struct ocr_driver *find_driver(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(drivers); i++)
        if (text_equal(drivers[i]->name, name))
            return drivers[i];
    return NULL;
}

static enum err_code open_driver(const struct ocr_driver *driver, const struct ocr_options *options,
                                 struct ocr_engine **ret_new, struct err *err)
{
    void *state = NULL;
    enum err_code code = driver->open(options, &state, err);
    if (code)
        return code;
    *ret_new = mem_new(1, sizeof **ret_new);
    (*ret_new)->driver = driver;
    (*ret_new)->state = state;
    return ERR_OK;
}

enum err_code ocr_open(const struct ocr_options *options, struct ocr_engine **ret_new,
                       struct err *err)
{
    if (!options->engine) {
        if (!open_driver(&ocr_lstm, options, ret_new, err))
            return ERR_OK;
        err_clear(err);
        return open_driver(&ocr_tesseract, options, ret_new, err);
    }
    const struct ocr_driver *driver = find_driver(options->engine);
    if (!driver)
        return err_set(err, ERR_MISSING, 251, _("there is no reading engine called %s"),
                       options->engine);
    return open_driver(driver, options, ret_new, err);
}

const char *ocr_describe(const char *engine)
{
    static char text[64];
    const struct ocr_driver *driver = engine ? find_driver(engine) : NULL;
    text[0] = 0;
    if (!engine)
        snprintf(text, sizeof text, "%s %s, %s %s", ocr_lstm.name, ocr_lstm.version(),
                 ocr_tesseract.name, ocr_tesseract.version());
    else if (driver)
        snprintf(text, sizeof text, "%s %s", engine, driver->version());
    return text;
}

void ocr_close(struct ocr_engine *engine)
{
    if (!engine)
        return;
    engine->driver->close(engine->state);
    free(engine);
}

enum err_code ocr_set_page(struct ocr_engine *engine, const struct raster *grey, struct err *err)
{
    if (grey->format != RASTER_GREY8 || grey->width < 1 || grey->height < 1)
        return err_set(err, ERR_FORMAT, 252, _("only a grey page can be read"));
    engine->page = *grey;
    return engine->driver->set_page(engine->state, grey, err);
}

/* Engines invent text where there is nothing but paper. */
static bool has_ink(const struct raster *page, struct rect where)
{
    uint8_t least = 255, most = 0;
    for (int y = where.y; y < rect_bottom(where); y++) {
        const uint8_t *row = page->data + (size_t)y * page->stride;
        for (int x = where.x; x < rect_right(where); x++) {
            least = row[x] < least ? row[x] : least;
            most = row[x] > most ? row[x] : most;
        }
    }
    return most - least >= 12;
}

enum err_code ocr_read(struct ocr_engine *engine, const struct ocr_place *where, const char *allow,
                       struct arena *arena, struct text_line **ret_lines, size_t *ret_count,
                       struct err *err)
{
    struct rect cut =
        rect_cut(where->box, (struct rect){0, 0, engine->page.width, engine->page.height});
    *ret_lines = NULL;
    *ret_count = 0;
    if (cut.w < 3 || cut.h < 3 || !has_ink(&engine->page, cut))
        return ERR_OK;
    struct ocr_place place = *where;
    place.box = cut;
    place.ink = rect_cut(where->ink, cut);
    return engine->driver->read(engine->state, &place, allow, arena, ret_lines, ret_count, err);
}
