/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_settings: see the header.
 * May include: imaging, ocr, record, model, base.
 */
#include "worker/read_settings.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

struct param {
    const char *name, *comment;
    size_t offset;
    double standard;
    double most; /* 0 = 1: most are shares */
};
static const struct param params[] = {
    {"least_likely", "a line that is less likely to be text of this side of the sheet is dropped",
     offsetof(struct read_settings, least_likely), 0.35},
    {"doubt", "on pale pages, a line read with less confidence is read again, sharpened or not",
     offsetof(struct read_settings, doubt), 0.85},
    {"unsure",
     "on dark pages, a line with a sign less sure is read again at the finer scale, more ways than "
     "one",
     offsetof(struct read_settings, unsure), 0.9},
    {"pale_ink", "grey level; pages whose ink is paler are pale",
     offsetof(struct read_settings, pale_ink), 110, 255},
    {"sharp_ink", "grey level; on pages whose ink is paler all lines are read sharpened first",
     offsetof(struct read_settings, sharp_ink), 125, 255},
    {"plain_text", "long lines with so many letters in Vietnamese words lie the right way up",
     offsetof(struct read_settings, plain_text), 0.70},
};

static double most_of(const struct param *param)
{
    return param->most > 0 ? param->most : 1;
}

static double *value_of(struct read_settings *settings, const struct param *param)
{
    return (double *)((char *)settings + param->offset);
}

static enum err_code load_read(struct read_settings *settings, const json_t *section,
                               struct err *err)
{
    for (size_t i = 0; i < ARRAY_SIZE(params); i++) {
        double *value = value_of(settings, &params[i]);
        *value = json_peek_double(section, params[i].name, *value);
        double most = most_of(&params[i]);
        if (!(*value >= 0 && *value <= most))
            return err_set(err, ERR_FORMAT, 750, _("OCR profile: read/%s must be between 0 and %g"),
                           params[i].name, most);
    }
    return ERR_OK;
}

enum err_code read_settings_load(struct read_settings *ret, const json_t *profile, struct err *err)
{
    struct read_settings settings;
    for (size_t i = 0; i < ARRAY_SIZE(params); i++)
        *value_of(&settings, &params[i]) = params[i].standard;
    clean_settings_init(&settings.clean);
    layout_settings_init(&settings.layout);
    if (profile) {
        enum err_code code = clean_settings_load(&settings.clean, profile, err);
        if (!code)
            code = layout_settings_load(&settings.layout, profile, err);
        if (!code)
            code = load_read(&settings, json_peek_object(profile, "read"), err);
        if (code)
            return code;
    }
    *ret = settings;
    return ERR_OK;
}

char *read_settings_write(const struct read_settings *settings)
{
    struct str text = STR_INIT;
    char *clean = clean_settings_write(&settings->clean);
    char *layout = layout_settings_write(&settings->layout);
    str_add(&text, clean);
    str_add(&text, layout);
    str_add(&text, "read:\n");
    for (size_t i = 0; i < ARRAY_SIZE(params); i++)
        str_format(&text, "  # %s (0 to %g)\n  %s: %g\n", params[i].comment, most_of(&params[i]),
                   params[i].name, *(const double *)((const char *)settings + params[i].offset));
    free(clean);
    free(layout);
    return str_take(&text);
}

/* ---- the table ---- */

/* step: NULL outside the cleaning chain. */
static void list_param(json_t *list, const char *section, const char *step,
                       const struct clean_param *param, const void *settings)
{
    struct str path = STR_INIT;
    json_t *json = json_object();
    str_format(&path, "%s/%s%s%s", section, step ? step : "", step ? "/" : "", param->name);
    json_put_text(json, "path", str_peek(&path));
    json_put_double(json, "value", *(const double *)((const char *)settings + param->offset));
    json_put_double(json, "standard", param->standard);
    json_put_double(json, "least", param->least);
    json_put_double(json, "most", param->most);
    if (param->whole)
        json_put_bool(json, "whole", true);
    json_array_append_new(list, json);
    str_release(&path);
}

json_t *read_settings_list(const struct read_settings *settings)
{
    json_t *list = json_array();
    for (size_t i = 0; i < clean_step_count(); i++) {
        const struct clean_step *step = clean_step_peek(i);
        for (size_t k = 0; k < step->param_count; k++)
            list_param(list, "clean", step->name, &step->params[k], &settings->clean);
    }
    for (size_t i = 0; i < layout_param_count(); i++)
        list_param(list, "layout", NULL, layout_param_peek(i), &settings->layout);
    for (size_t i = 0; i < ARRAY_SIZE(params); i++) {
        struct clean_param param = {.name = params[i].name,
                                    .offset = params[i].offset,
                                    .standard = params[i].standard,
                                    .most = most_of(&params[i])};
        list_param(list, "read", NULL, &param, settings);
    }
    return list;
}
