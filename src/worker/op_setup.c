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
    return ERR_OK;
}
