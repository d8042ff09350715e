/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean: the table of the cleaning steps, their runner, and the settings of all of them.
 * May include: Leptonica, model, base.
 */
#include "imaging/clean.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "imaging/clean_step.h"
#include "imaging/encode.h"
#include "imaging/pix.h"

/* Read from top to bottom: the way of a page. */
static const struct clean_step *const steps[] = {
    &clean_step_paper, &clean_step_border, &clean_step_capture, &clean_step_background,
    &clean_step_blank, &clean_step_skew,   &clean_step_turn,    &clean_step_upright,
    &clean_step_dots,  &clean_step_rules,  &clean_step_scale,   &clean_step_stamp,
};

size_t clean_step_count(void)
{
    return ARRAY_SIZE(steps);
}

const struct clean_step *clean_step_peek(size_t index)
{
    return steps[index];
}

/* ---- settings ---- */

static double *value_of(struct clean_settings *settings, const struct clean_param *param)
{
    return (double *)((char *)settings + param->offset);
}

static double peek_value(const struct clean_settings *settings, const struct clean_param *param)
{
    return *(const double *)((const char *)settings + param->offset);
}

void clean_settings_init(struct clean_settings *settings)
{
    for (size_t i = 0; i < ARRAY_SIZE(steps); i++)
        for (size_t k = 0; k < steps[i]->param_count; k++)
            *value_of(settings, &steps[i]->params[k]) = steps[i]->params[k].standard;
}

enum err_code clean_check_ranges(const struct clean_step *step,
                                 const struct clean_settings *settings, struct err *err)
{
    for (size_t i = 0; i < step->param_count; i++) {
        const struct clean_param *param = &step->params[i];
        double value = peek_value(settings, param);
        if (!(value >= param->least && value <= param->most))
            return err_set(err, ERR_FORMAT, 236,
                           _("OCR profile: clean/%s/%s must be between %g and %g"), step->name,
                           param->name, param->least, param->most);
        if (param->whole && value != floor(value))
            return err_set(err, ERR_FORMAT, 248, _("OCR profile: clean/%s/%s must be %g or %g"),
                           step->name, param->name, param->least, param->most);
    }
    return ERR_OK;
}

static const struct clean_step *find_step(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(steps); i++)
        if (strcmp(steps[i]->name, name) == 0)
            return steps[i];
    return NULL;
}

static enum err_code load_step(struct clean_settings *settings, const struct clean_step *step,
                               json_t *values, struct err *err)
{
    const char *name;
    json_t *value;
    json_object_foreach (values, name, value) {
        const struct clean_param *param = NULL;
        for (size_t i = 0; i < step->param_count; i++)
            if (strcmp(step->params[i].name, name) == 0)
                param = &step->params[i];
        if (!param || !json_is_number(value))
            return err_set(err, ERR_FORMAT, 235,
                           _("OCR profile: clean/%s/%s is not a known number"), step->name, name);
        *value_of(settings, param) = json_number_value(value);
    }
    return step->validate(settings, err);
}

enum err_code clean_settings_load(struct clean_settings *settings, const json_t *profile,
                                  struct err *err)
{
    const char *name;
    json_t *values, *section = json_peek_object(profile, "clean");
    json_object_foreach (section, name, values) {
        const struct clean_step *step = find_step(name);
        if (!step || !json_is_object(values))
            return err_set(err, ERR_FORMAT, 246,
                           _("OCR profile: clean/%s is not a known cleaning step"), name);
        enum err_code code = load_step(settings, step, values, err);
        if (code)
            return code;
    }
    return ERR_OK;
}

char *clean_settings_write(const struct clean_settings *settings)
{
    struct str text = STR_INIT;
    str_add(&text, "clean:\n");
    for (size_t i = 0; i < ARRAY_SIZE(steps); i++) {
        str_format(&text, "  %s: # %s\n", steps[i]->name, steps[i]->comment);
        for (size_t k = 0; k < steps[i]->param_count; k++) {
            const struct clean_param *param = &steps[i]->params[k];
            str_format(&text, "    # %s (%g to %g)\n    %s: %g\n", param->comment, param->least,
                       param->most, param->name, peek_value(settings, param));
        }
    }
    return str_take(&text);
}

/* ---- run ---- */

const struct raster *clean_peek_source(const struct clean_page *page)
{
    return &page->source;
}

const struct raster *clean_peek_upright(const struct clean_page *page)
{
    return &page->upright;
}

enum err_code clean_trace(const char *folder, int number, const char *name,
                          const struct raster *plane, struct err *err)
{
    struct image *image = NULL;
    struct bytes bytes = {0};
    struct str path = STR_INIT;
    enum err_code code = image_from_raster(plane, &image, err);
    if (!code)
        code = image_encode(image, ENCODE_PNG, 0, &bytes, err);
    if (!code) {
        str_format(&path, "%s/%02d-%s.png", folder, number, name);
        code = file_write(str_peek(&path), bytes.data, bytes.length, FILE_REPLACE, err);
    }
    str_release(&path);
    bytes_release(&bytes);
    image_free(image);
    return code;
}

/* The grey bytes of the image as a plane; the image is freed. */
static enum err_code take_image(struct image *image, struct raster *ret, struct err *err)
{
    if (image_format(image) != RASTER_GREY8) {
        struct image *red = NULL;
        enum err_code code = image_red(image, &red, err);
        image_free(image);
        if (code)
            return code;
        image = red;
    }
    enum err_code code = image_copy_raster(image, ret, err);
    image_free(image);
    return code;
}

static enum err_code run_steps(struct clean_page *page, const struct clean_settings *settings,
                               size_t first, const char *trace, struct err *err)
{
    for (size_t i = first; i < ARRAY_SIZE(steps); i++) {
        const struct clean_step *step = steps[i];
        enum err_code code = step->run(page, settings, err);
        if (!code && trace && step->peek(page)->data)
            code = clean_trace(trace, (int)i + 1, step->name, step->peek(page), err);
        if (code)
            return code;
        log_debug("clean", "%s done: turns %g score %.2f skew %.2f", step->name, page->turns.value,
                  page->turn_score, page->skew.value);
        if (page->blank)
            break;
    }
    return ERR_OK;
}

enum err_code clean_run(struct image *image, const struct clean_settings *settings,
                        const struct clean_options *options, struct clean_page *ret,
                        struct err *err)
{
    struct clean_page page = {.width = image_width(image),
                              .height = image_height(image),
                              .dpi = options->dpi,
                              .turns = options->turns,
                              .skew = options->skew};
    enum err_code code = take_image(image, &page.source, err);
    if (!code)
        code = run_steps(&page, settings, 0, options->trace, err);
    if (code) {
        clean_page_release(&page);
        return code;
    }
    page.view.page_width = page.width;
    page.view.page_height = page.height;
    *ret = page;
    return ERR_OK;
}

/* Drops what clean_upright and the steps after it made. */
static void drop_upright(struct clean_page *page)
{
    PIX *across = page->rules_across, *down = page->rules_down;
    pixDestroy(&across);
    pixDestroy(&down);
    page->rules_across = page->rules_down = NULL;
    raster_release(&page->upright);
    raster_release(&page->work);
    page->upright = page->work = (struct raster){0};
    page->dots = 0;
}

enum err_code clean_turn_again(struct clean_page *page, const struct clean_settings *settings,
                               int turns, const char *trace, struct err *err)
{
    size_t first = 0;
    while (steps[first] != &clean_step_upright)
        first++;
    drop_upright(page);
    page->turns.value = turns & 3;
    return run_steps(page, settings, first, trace, err);
}

void clean_page_release(struct clean_page *page)
{
    PIX *border = page->border;
    pixDestroy(&border);
    drop_upright(page);
    raster_release(&page->source);
    raster_release(&page->small);
    raster_release(&page->middle);
    *page = (struct clean_page){0};
}

enum err_code clean_upright_image(const struct clean_page *page, struct image **ret_new,
                                  struct err *err)
{
    struct raster plane = {0};
    enum err_code code = clean_sample(page, 1, &plane, err);
    if (!code)
        code = image_from_raster(&plane, ret_new, err);
    raster_release(&plane);
    return code;
}
