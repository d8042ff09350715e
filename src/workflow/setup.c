/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/setup: what a page worker is told before its first page. May include: base.
 */
#include "workflow/setup.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/paths.h"
#include "base/str.h"
#include "base/yaml.h"

enum err_code setup_profile_path(const char *profile, char **ret_path_new, struct err *err)
{
    struct str path = STR_INIT;
    if (strchr(profile, '/') || text_ends(profile, ".yaml")) {
        str_add(&path, profile);
    } else {
        char *folder = paths_data("ocr-profiles");
        str_format(&path, "%s/%s.yaml", folder ? folder : "ocr-profiles", profile);
        free(folder);
    }
    if (!file_exists(str_peek(&path))) {
        str_release(&path);
        return err_set(err, ERR_MISSING, 826,
                       _("there is no OCR profile \"%s\"; see: sohoa profile list"), profile);
    }
    *ret_path_new = str_take(&path);
    return ERR_OK;
}

/* A folder or file of a model is meant from the profile's own folder. */
static void place_model(json_t *profile, const char *path, const char *key)
{
    json_t *section = json_peek_object(profile, "ocr");
    const char *name = json_peek_text(section, key), *slash = strrchr(path, '/');
    bool plain = text_equal(key, "language") && name && !text_ends(name, ".traineddata");
    if (!name || plain || name[0] == '/')
        return;
    struct str whole = STR_INIT;
    if (slash)
        str_add_span(&whole, path, (size_t)(slash - path));
    else
        str_add(&whole, ".");
    str_format(&whole, "/%s", name);
    json_put_text(section, key, str_peek(&whole));
    str_release(&whole);
}

void setup_place_models(json_t *profile, const char *path)
{
    place_model(profile, path, "tessdata");
    place_model(profile, path, "language");
}

enum err_code setup_profile_load(const char *profile, json_t **ret_new, struct err *err)
{
    char *path = NULL;
    if (!profile)
        return ERR_OK;
    enum err_code code = setup_profile_path(profile, &path, err);
    if (!code)
        code = yaml_read_file(path, ret_new, NULL, err);
    if (!code)
        setup_place_models(*ret_new, path);
    free(path);
    return code;
}

json_t *setup_message(json_t *profile, const json_t *schemas)
{
    const char *lang = getenv("LANGUAGE"); /* as chosen by paths_set_language */
    json_t *setup = json_object();
    json_put_text(setup, "op", "setup");
    json_put_new(setup, "profile", profile ? json_incref(profile) : json_null());
    json_put_new(setup, "schemas", schemas ? json_deep_copy(schemas) : json_array());
    json_put_text(setup, "lang", lang && *lang ? lang : "vi");
    return setup;
}

/* A white page: reading it needs the model and the profile. */
static enum err_code white_page(int *ret_fd, struct err *err)
{
    enum { SIDE = 200 };
    struct str image = STR_INIT;
    str_format(&image, "P5\n%d %d\n255\n", SIDE, SIDE);
    for (int i = 0; i < SIDE * SIDE; i++)
        str_add_char(&image, (char)255);
    enum err_code code = file_memory_new("white", image.text, image.length, ret_fd, err);
    str_release(&image);
    return code;
}

enum err_code setup_try(struct pool *pool, struct err *err)
{
    json_t *reply = NULL;
    int fd = -1;
    enum err_code code = white_page(&fd, err);
    if (code)
        return code;
    json_t *request = json_pack("{s:s,s:s,s:i,s:s,s:[s]}", "op", "read", "name", "white.pgm",
                                "frame", 0, "schema", "", "want", "text");
    code = pool_call(pool, request, fd, &reply, NULL, err);
    json_decref(reply);
    return code;
}

enum err_code setup_pool_of(json_t *profile, const json_t *schemas, unsigned jobs, bool in_order,
                            struct pool **ret_new, struct err *err)
{
    json_t *setup = setup_message(profile, schemas);
    json_t *simple = json_copy(setup);
    json_put_bool(simple, "simple", true);
    struct pool_options options = {
        .jobs = jobs, .setup = setup, .simple = simple, .in_order = in_order};
    struct pool *pool = NULL;
    enum err_code code = pool_new(&options, &pool, err);
    if (!code && profile)
        code = setup_try(pool, err);
    if (code)
        pool_free(pool);
    else
        *ret_new = pool;
    json_decref(setup);
    json_decref(simple);
    return code;
}

enum err_code setup_pool(const char *profile, const json_t *schemas, unsigned jobs, bool in_order,
                         struct pool **ret_new, struct err *err)
{
    json_t *parsed = NULL;
    enum err_code code = setup_profile_load(profile, &parsed, err);
    if (!code)
        code = setup_pool_of(parsed, schemas, jobs, in_order, ret_new, err);
    json_decref(parsed);
    return code;
}

enum err_code setup_prober(unsigned jobs, struct pool **ret_new, struct err *err)
{
    json_t *setup = setup_message(NULL, NULL);
    struct pool_options options = {.jobs = jobs, .setup = setup, .in_order = true};
    enum err_code code = pool_new(&options, ret_new, err);
    json_decref(setup);
    return code;
}
