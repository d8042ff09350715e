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

static const struct ocr_driver *const drivers[] = {&ocr_tesseract, &ocr_null};

struct ocr_engine {
    const struct ocr_driver *driver;
    void *state;
    struct raster page; /* the page set; its pixels are the caller's */
};

enum err_code ocr_open(const struct ocr_options *options, struct ocr_engine **ret_new,
                       struct err *err)
{
    const char *name = options->engine ? options->engine : ocr_tesseract.name;
    for (size_t i = 0; i < ARRAY_SIZE(drivers); i++) {
        if (!text_equal(drivers[i]->name, name))
            continue;
        struct ocr_engine *engine = mem_new(1, sizeof *engine);
        engine->driver = drivers[i];
        enum err_code code = engine->driver->open(options, &engine->state, err);
        if (code)
            free(engine);
        else
            *ret_new = engine;
        return code;
    }
    return err_set(err, ERR_MISSING, 251, _("there is no reading engine called %s"), name);
}

const char *ocr_describe(const char *engine)
{
    static char text[64];
    const char *name = engine ? engine : ocr_tesseract.name;
    text[0] = 0;
    for (size_t i = 0; i < ARRAY_SIZE(drivers); i++)
        if (text_equal(drivers[i]->name, name))
            snprintf(text, sizeof text, "%s %s", name, drivers[i]->version());
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

enum err_code ocr_read(struct ocr_engine *engine, struct rect where, enum ocr_mode mode,
                       const char *allow, struct arena *arena, struct text_line **ret_lines,
                       size_t *ret_count, struct err *err)
{
    struct rect cut = rect_cut(where, (struct rect){0, 0, engine->page.width, engine->page.height});
    *ret_lines = NULL;
    *ret_count = 0;
    if (cut.w < 3 || cut.h < 3 || !has_ink(&engine->page, cut))
        return ERR_OK;
    return engine->driver->read(engine->state, cut, mode, allow, arena, ret_lines, ret_count, err);
}
