/* SPDX-License-Identifier: Apache-2.0
 *
 * store/act_text: the signed text of an act. May include base, model and store.
 */
#include "store/act_text.h"

void act_text_version(json_t *versions, const char *id, const char *record,
                      const struct digest *hash)
{
    char hex[DIGEST_TEXT_SIZE];
    digest_show(hash, hex);
    json_t *item = json_array();
    json_array_append_new(item, json_string(id));
    json_array_append_new(item, json_string(record));
    json_array_append_new(item, json_string(hex));
    json_array_append_new(versions, item);
}

char *act_text_make(const struct act_text *act)
{
    json_t *json = json_object();
    json_put_text(json, "act", act->id);
    json_put_long(json, "at", act->at_ms);
    json_put_text(json, "body", act->body);
    json_put_text(json, "head", act->head);
    json_put_text(json, "key", act->key);
    json_put_text(json, "kind", act->kind);
    json_put_text(json, "office", act->office);
    json_put_text(json, "person", act->person);
    json_put_text(json, "reason", act->reason);
    json_put_text(json, "station", act->station);
    json_put_new(json, "versions", json_incref((json_t *)act->versions));
    char *text = json_canonical(json);
    json_decref(json);
    return text;
}
