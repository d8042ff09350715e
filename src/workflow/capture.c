/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/capture: capture profiles from YAML. May include: base.
 */
#include "workflow/capture.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"
#include "base/yaml.h"

enum { DPI_LEAST = 50, DPI_MOST = 2400, QUALITY_LEAST = 75, QUALITY_USUAL = 90 };

/* ---- where ---- */

static char *folder_path(void)
{
    char *folder = paths_data("capture-profiles");
    return folder ? folder : mem_copy_text("capture-profiles");
}

static char *profile_path(const char *name)
{
    struct str path = STR_INIT;
    if (strchr(name, '/') || text_ends(name, ".yaml")) {
        str_add(&path, name);
    } else {
        char *folder = folder_path();
        str_format(&path, "%s/%s.yaml", folder, name);
        free(folder);
    }
    return str_take(&path);
}

enum err_code capture_list(char ***ret_new, struct err *err)
{
    char *folder = folder_path(), **names = NULL;
    enum err_code code = file_list(folder, &names, err);
    size_t kept = 0;
    free(folder);
    if (code)
        return code;
    for (size_t i = 0; names[i]; i++) {
        if (text_ends(names[i], ".yaml")) {
            names[i][strlen(names[i]) - strlen(".yaml")] = 0;
            names[kept++] = names[i];
        } else {
            free(names[i]);
        }
    }
    names[kept] = NULL;
    *ret_new = names;
    return ERR_OK;
}

/* ---- what may stand in one ---- */

static bool is_text(const json_t *value)
{
    return json_is_string(value) && *json_string_value(value);
}

static bool is_dpi(const json_t *value)
{
    json_int_t dpi = json_integer_value(value);
    return dpi >= DPI_LEAST && dpi <= DPI_MOST;
}

static bool is_keep(const json_t *value)
{
    const char *text = json_string_value(value);
    return text_equal(text, "lossless") || text_equal(text, "jpeg");
}

static bool is_quality(const json_t *value)
{
    json_int_t quality = json_integer_value(value);
    return quality >= QUALITY_LEAST && quality <= 100;
}

static bool is_options(const json_t *value)
{
    const char *name;
    json_t *item;
    if (!json_is_object(value))
        return false;
    json_object_foreach ((json_t *)(uintptr_t)value, name, item)
        if (json_is_object(item) || json_is_array(item) || json_is_null(item))
            return false;
    return true;
}

static const struct key {
    const char *name;
    bool (*fits)(const json_t *value);
    const char *legal; /* English msgid */
} keys[] = {
    {"title", is_text, N_("a text")},
    {"device", is_text, N_("a text")},
    {"source", is_text, N_("a text")},
    {"mode", is_text, N_("a text")},
    {"resolution", is_dpi, N_("a whole number from 50 to 2400")},
    {"keep", is_keep, N_("lossless or jpeg")},
    {"quality", is_quality, N_("a whole number from 75 to 100")},
    {"options", is_options, N_("names with one value each")},
};

static const struct key *find_key(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
        if (text_equal(keys[i].name, name))
            return &keys[i];
    return NULL;
}

static enum err_code check(const char *path, json_t *values, const json_t *places, struct err *err)
{
    const char *name;
    json_t *value;
    if (!json_is_object(values))
        return err_set(err, ERR_FORMAT, 1873, _("%s: names of settings are expected, not a list"),
                       path);
    json_object_foreach (values, name, value) {
        const struct key *key = find_key(name);
        const char *place = json_peek_text(places, name);
        if (!key)
            return err_set(err, ERR_FORMAT, 1875, _("%s:%s: the setting \"%s\" is not known"), path,
                           place ? place : "", name);
        if (!key->fits(value))
            return err_set(err, ERR_FORMAT, 1874, _("%s:%s: %s must be %s"), path,
                           place ? place : "", name, _(key->legal));
    }
    return ERR_OK;
}

static void fill(struct capture *capture)
{
    const json_t *values = capture->values;
    capture->title = json_peek_text(values, "title");
    capture->device = json_peek_text(values, "device");
    capture->source = json_peek_text(values, "source");
    capture->mode = json_peek_text(values, "mode");
    capture->resolution = (int)json_peek_long(values, "resolution", 0);
    if (text_equal(json_peek_text(values, "keep"), "jpeg"))
        capture->quality = (int)json_peek_long(values, "quality", QUALITY_USUAL);
    capture->options = json_peek_object(values, "options");
}

enum err_code capture_load(const char *name, struct capture *ret_new, struct err *err)
{
    struct capture capture = {0};
    json_t *places = NULL;
    char *path = profile_path(name);
    enum err_code code =
        file_exists(path)
            ? yaml_read_file(path, &capture.values, &places, err)
            : err_set(err, ERR_MISSING, 1872,
                      _("there is no capture profile \"%s\"; see: sohoa devices --captures"), name);
    if (!code)
        code = check(path, capture.values, places, err);
    free(path);
    json_decref(places);
    if (code) {
        capture_release(&capture);
        return code;
    }
    capture.name = mem_copy_text(name);
    fill(&capture);
    *ret_new = capture;
    return ERR_OK;
}

void capture_release(struct capture *capture)
{
    json_decref(capture->values);
    free(capture->name);
    *capture = (struct capture){0};
}
