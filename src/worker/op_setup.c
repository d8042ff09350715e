/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/op_setup: the first request: profile, schemas, language, chain. May come again: it
 * replaces what was there. Also tells what a profile's numbers are. May include base, ocr, record.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"
#include "worker/read_settings.h"
#include "worker/session.h"

void session_release(struct session *session)
{
    ocr_close(session->engine);
    schema_set_release(&session->schemas);
    json_decref(session->setup);
    free(session->language);
    free(session->tessdata);
    *session = (struct session){0};
}

struct ocr_options session_ocr(const struct session *session)
{
    const json_t *section = json_peek_object(session->profile, "ocr");

    return (struct ocr_options){json_peek_text(section, "engine"),
                                session->language ? session->language : "vie", session->tessdata};
}

enum err_code session_need_engine(struct session *session, struct err *err)
{
    struct ocr_options options = session_ocr(session);

    return session->engine ? ERR_OK : ocr_open(&options, &session->engine, err);
}

/* "language" is the name of a model ("vie", "vie+eng"), looked for in "tessdata" where that is
 * named, or the path of one file ("dir/own.traineddata"). */
static void take_model(struct session *session)
{
    static const char end[] = ".traineddata";
    const json_t *section = json_peek_object(session->profile, "ocr");
    const char *language = json_peek_text(section, "language");
    const char *slash = language ? strrchr(language, '/') : NULL;

    session->language = mem_copy_text(slash ? slash + 1 : language);
    session->tessdata = mem_copy_text(json_peek_text(section, "tessdata"));
    if (language && text_ends(language, end))
        session->language[strlen(session->language) - strlen(end)] = '\0';
    if (slash) {
        free(session->tessdata);
        session->tessdata = mem_copy_text(language);
        session->tessdata[slash > language ? slash - language : 1] = '\0';
    }
}

enum err_code op_setup(struct session *session, const json_t *request, int fd, struct reply *reply,
                       struct err *err)
{
    struct session fresh = {.simple = json_peek_bool(request, "simple", false)};
    const json_t *schemas = json_peek_array(request, "schemas");
    const char *lang = json_peek_text(request, "lang");
    enum err_code code = ERR_OK;

    (void)fd;
    if (lang)
        paths_set_language(lang);
    if (schemas)
        code = schema_set_from_json(schemas, &fresh.schemas, err);
    if (code)
        return code;
    fresh.setup = json_deep_copy(request);
    fresh.profile = json_peek_object(fresh.setup, "profile");
    take_model(&fresh);
    session_release(session);
    *session = fresh;
    json_put_bool(reply->json, "ok", true);
    json_put_text(reply->json, "version", SOHOA_VERSION);
    json_put_text(reply->json, "engine", ocr_describe(session_ocr(session).engine));
    json_put_text(reply->json, "model", session_ocr(session).language);
    return json_peek_bool(request, "load", false) ? session_need_engine(session, err) : ERR_OK;
}

enum err_code op_profile(struct session *session, const json_t *request, int fd,
                         struct reply *reply, struct err *err)
{
    struct read_settings settings;
    enum err_code code = read_settings_load(&settings, json_peek_object(request, "profile"), err);

    (void)session;
    (void)fd;
    if (code)
        return code;
    char *text = read_settings_write(&settings);
    json_put_new(reply->json, "params", read_settings_list(&settings));
    json_put_text(reply->json, "text", text);
    free(text);
    return ERR_OK;
}
