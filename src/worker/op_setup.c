/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/op_setup: the first request: profile, schemas, language, chain. May come again: it
 * replaces what was there. May include base, ocr, record.
 */
#include "base/paths.h"
#include "base/str.h"
#include "worker/session.h"

void session_release(struct session *session)
{
    ocr_close(session->engine);
    schema_set_release(&session->schemas);
    json_decref(session->setup);
    *session = (struct session){0};
}

struct ocr_options session_ocr(const struct session *session)
{
    const json_t *section = json_peek_object(session->profile, "ocr");
    const char *engine = json_peek_text(section, "engine");
    const char *language = json_peek_text(section, "language");

    return (struct ocr_options){engine ? engine : "tesseract", language ? language : "vie", NULL};
}

enum err_code session_need_engine(struct session *session, struct err *err)
{
    struct ocr_options options = session_ocr(session);

    return session->engine ? ERR_OK : ocr_open(&options, &session->engine, err);
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
    session_release(session);
    *session = fresh;
    json_put_bool(reply->json, "ok", true);
    json_put_text(reply->json, "version", SOHOA_VERSION);
    json_put_text(reply->json, "engine", ocr_describe(session_ocr(session).engine));
    json_put_text(reply->json, "model", session_ocr(session).language);
    return json_peek_bool(request, "load", false) ? session_need_engine(session, err) : ERR_OK;
}
