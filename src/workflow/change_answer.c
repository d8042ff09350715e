/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/change_answer: answers to questions about a batch: changes that change nothing but what
 * is known. May include: base, model, store.
 */
#include <string.h>

#include "base/str.h"
#include "workflow/change_part.h"
#include "workflow/office.h"

/* Acts come newest first, an undo before its change. */
static bool find_answer(const struct act *acts, size_t count, json_t *undone, const char *question,
                        const char *found)
{
    bool answered = false;
    for (size_t i = 0; i < count && !answered; i++) {
        char id[UUID_TEXT_SIZE];
        json_t *body = NULL;
        uuid_show(&acts[i].id, id);
        if (!acts[i].body || json_parse(acts[i].body, strlen(acts[i].body), "act", &body, NULL))
            continue;
        if (json_peek_text(body, "undoes"))
            json_put_new(undone, json_peek_text(body, "undoes"), json_true());
        else
            answered = !json_object_get(undone, id) &&
                       text_equal(json_peek_text(body, "question"), question) &&
                       text_equal(json_peek_text(body, "found"), found);
        json_decref(body);
    }
    return answered;
}

enum err_code change_answered(struct office *office, const struct uuid *batch, const char *question,
                              const char *found, struct arena *arena, bool *ret, struct err *err)
{
    json_t *undone = json_object();
    size_t count = STORE_LIST_MAX;
    enum err_code code = ERR_OK;
    *ret = false;
    for (long offset = 0; !code && !*ret && count == STORE_LIST_MAX; offset += STORE_LIST_MAX) {
        struct act *acts = NULL;
        code = act_list_changes(office_store(office), batch, offset, STORE_LIST_MAX, arena, &acts,
                                &count, err);
        *ret = !code && find_answer(acts, count, undone, question, found);
    }
    json_decref(undone);
    return code;
}
