/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/profile: see the header. May include: base.
 */
#include "workflow/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "base/yaml.h"
#include "workflow/setup.h"

/* Asks a worker of its own one thing. */
static enum err_code ask(json_t *request_new, json_t **ret_new, struct err *err)
{
    struct pool *pool = NULL;
    int fd = -1;
    enum err_code code = setup_prober(1, &pool, err);
    if (code)
        json_decref(request_new);
    else
        code = pool_call(pool, request_new, -1, ret_new, &fd, err);
    pool_free(pool);
    return code;
}

enum err_code profile_describe(json_t *profile, json_t **ret_new, struct err *err)
{
    json_t *request = json_object();
    json_put_text(request, "op", "profile");
    json_put_new(request, "profile", profile ? json_incref(profile) : json_null());
    return ask(request, ret_new, err);
}

/* ---- check ---- */

struct check {
    const char *file;
    const json_t *params, *places;
    profile_report *report;
    void *context;
    size_t count;
};

/* Leads a fault with file, line and column; on_key: it is the key that is wrong. */
static void report_at(struct check *check, const char *path, bool on_key, struct err *fault)
{
    struct str place = STR_INIT;
    str_format(&place, "%s%s", path, on_key ? ":" : "");
    const char *where = json_peek_text(check->places, str_peek(&place));
    err_lead(fault, "%s:%s", check->file, where ? where : "1:1");
    check->report(check->context, fault);
    check->count++;
    str_release(&place);
}

static void report_unknown(struct check *check, const char *path)
{
    struct err fault = {0};
    err_set(&fault, ERR_FORMAT, 866, _("%s is not known here; see: sohoa profile show default"),
            path);
    report_at(check, path, true, &fault);
}

static const json_t *find_param(const struct check *check, const char *path)
{
    size_t index;
    json_t *param;
    json_array_foreach (check->params, index, param)
        if (text_equal(json_peek_text(param, "path"), path))
            return param;
    return NULL;
}

static void check_number(struct check *check, const char *path, const json_t *param,
                         const json_t *value)
{
    struct err fault = {0};
    double least = json_peek_double(param, "least", 0), most = json_peek_double(param, "most", 0);
    double number = json_number_value(value);
    if (!json_is_number(value))
        err_set(&fault, ERR_FORMAT, 861, _("%s must be a number"), path);
    else if (json_peek_bool(param, "whole", false) && number != least && number != most)
        err_set(&fault, ERR_FORMAT, 867, _("%s must be %g or %g"), path, least, most);
    else if (!(number >= least && number <= most))
        err_set(&fault, ERR_FORMAT, 862, _("%s must be between %g and %g"), path, least, most);
    if (fault.code)
        report_at(check, path, false, &fault);
}

/* "clean" or "clean/dots": some number stands below it. */
static bool is_section(const struct check *check, const char *path)
{
    size_t index, length = strlen(path);
    json_t *param;
    json_array_foreach (check->params, index, param) {
        const char *whole = json_peek_text(param, "path");
        if (whole && strncmp(whole, path, length) == 0 && whole[length] == '/')
            return true;
    }
    return false;
}

static bool is_text(const char *path)
{
    static const char *const texts[] = {"name", "comment", "ocr/engine", "ocr/language",
                                        "ocr/tessdata"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (text_equal(path, texts[i]))
            return true;
    return false;
}

static void check_members(struct check *check, const char *path, json_t *mapping);

static void check_member(struct check *check, const char *path, json_t *value)
{
    struct err fault = {0};
    const json_t *param = find_param(check, path);
    bool section = text_equal(path, "ocr") || is_section(check, path);
    if (param) {
        check_number(check, path, param, value);
    } else if (section && json_is_object(value)) {
        check_members(check, path, value);
    } else if (section) {
        err_set(&fault, ERR_FORMAT, 863, _("%s must hold names and values below it"), path);
        report_at(check, path, false, &fault);
    } else if (!is_text(path)) {
        report_unknown(check, path);
    } else if (!json_is_string(value)) {
        err_set(&fault, ERR_FORMAT, 864, _("%s must be a text; put it between quotes"), path);
        report_at(check, path, false, &fault);
    }
}

static void check_members(struct check *check, const char *path, json_t *mapping)
{
    const char *name;
    json_t *value;
    json_object_foreach (mapping, name, value) {
        struct str below = STR_INIT;
        str_format(&below, "%s%s%s", path, *path ? "/" : "", name);
        check_member(check, str_peek(&below), value);
        str_release(&below);
    }
}

/* Loads the engine and model that the profile names, in a child. */
static void check_model(struct check *check, json_t *profile)
{
    struct err fault = {0};
    json_t *reply = NULL;
    json_t *request = setup_message(profile, NULL);
    json_put_bool(request, "load", true);
    bool language = json_peek_text(json_peek_object(profile, "ocr"), "language") != NULL;
    if (ask(request, &reply, &fault))
        report_at(check, language ? "ocr/language" : "ocr", false, &fault);
    json_decref(reply);
}

static void check_profile(struct check *check, json_t *profile)
{
    struct err fault = {0};
    json_t *known = NULL;
    if (profile_describe(NULL, &known, &fault)) {
        report_at(check, "", false, &fault);
        return;
    }
    check->params = json_peek_array(known, "params");
    if (json_is_object(profile)) {
        check_members(check, "", profile);
    } else {
        err_set(&fault, ERR_FORMAT, 865, _("an OCR profile must hold names and values"));
        report_at(check, "", false, &fault);
    }
    if (!check->count) {
        setup_place_models(profile, check->file);
        check_model(check, profile);
    }
    json_decref(known);
}

size_t profile_check(const char *path, profile_report *report, void *context)
{
    struct check check = {.file = path, .report = report, .context = context};
    struct err fault = {0};
    json_t *profile = NULL, *places = NULL;
    if (yaml_read_file(path, &profile, &places, &fault)) {
        report(context, &fault);
        return 1;
    }
    check.places = places;
    check_profile(&check, profile);
    json_decref(profile);
    json_decref(places);
    return check.count;
}

/* ---- write ---- */

/* What the writer of the numbers does not know: the engine and its model. */
static void add_texts(struct str *text, const json_t *profile)
{
    const char *key;
    json_t *value, *section = json_peek_object(profile, "ocr");
    if (section)
        str_add(text, "ocr:\n");
    json_object_foreach (section, key, value) {
        char *quoted = json_dumps(value, JSON_ENCODE_ANY);
        str_format(text, "  %s: %s\n", key, quoted ? quoted : "null");
        free(quoted);
    }
}

enum err_code profile_write(const char *path, const char *title, json_t *profile, struct err *err)
{
    struct str text = STR_INIT;
    json_t *known = NULL;
    enum err_code code = profile_describe(profile, &known, err);
    if (!code) {
        str_format(&text, "# SPDX-License-Identifier: Apache-2.0\n# %s\n", title);
        add_texts(&text, profile);
        str_add(&text, json_peek_text(known, "text"));
        code = file_write(path, str_peek(&text), text.length, FILE_ONCE, err);
    }
    str_release(&text);
    json_decref(known);
    return code;
}

void profile_set_number(json_t *profile, const char *path, double value)
{
    json_t *at = profile;
    const char *slash;
    while ((slash = strchr(path, '/'))) {
        struct str name = STR_INIT;
        str_add_span(&name, path, (size_t)(slash - path));
        if (!json_peek_object(at, str_peek(&name)))
            json_put_new(at, str_peek(&name), json_object());
        at = json_peek_object(at, str_peek(&name));
        str_release(&name);
        path = slash + 1;
    }
    json_put_double(at, path, value);
}
