/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/submission: the PDF of each entry. May include: base, model, export.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "workflow/submission_part.h"

static void tell_aside(struct submission *submission, const char *where, const struct err *why)
{
    struct event event = {.kind = EVENT_FILE_ASIDE, .failure = *why};
    snprintf(event.where, sizeof event.where, "%s", where);
    if (submission->events)
        events_push(submission->events, &event);
}

static void set_aside(struct submission *submission, struct submission_entry *entry,
                      const struct err *why)
{
    entry->aside = true;
    submission->tally.aside++;
    submission->tally.done++;
    tell_aside(submission, entry->pdf, why);
}

/* Errors of one entry cost that entry; what stops the disk stops all. */
static bool entry_only(enum err_code code)
{
    return code == ERR_MISSING || code == ERR_FORMAT || code == ERR_LIMIT || code == ERR_CHILD ||
           code == ERR_TIMEOUT || code == ERR_DAMAGED || code == ERR_STATE;
}

static enum err_code order_pdf(struct submission *submission, struct submission_entry *entry,
                               struct err *err)
{
    struct err why = {0};
    struct str name = STR_INIT;
    str_format(&name, "pdf/%s", entry->pdf);
    char *path = submission_path(submission, str_peek(&name));
    struct entry_order order = {.record = entry->record, .path = path, .title = entry->pdf};
    enum err_code code = entry_pdf_add(submission->maker, &order, &why);
    free(path);
    str_release(&name);
    if (!code)
        return ERR_OK;
    if (entry_only(code)) {
        set_aside(submission, entry, &why);
        return ERR_OK;
    }
    if (err)
        *err = why;
    return code;
}

static enum err_code take_pdf(struct submission *submission, const struct entry_result *result,
                              struct err *err)
{
    for (size_t i = 0; result->err.code && i < submission->next_pdf; i++) {
        struct submission_entry *entry = &submission->entries.items[i];
        if (!uuid_equal(&entry->record, &result->record))
            continue;
        if (!entry_only(result->err.code)) {
            if (err)
                *err = result->err;
            return result->err.code;
        }
        set_aside(submission, entry, &result->err);
        return ERR_OK;
    }
    submission->tally.done++;
    return ERR_OK;
}

enum err_code submission_pdfs(struct submission *submission, int timeout_ms, struct err *err)
{
    struct entry_result result;
    enum err_code code = ERR_OK;
    while (!code && submission->next_pdf < submission->entries.count &&
           entry_pdf_hungry(submission->maker))
        code = order_pdf(submission, &submission->entries.items[submission->next_pdf++], err);
    if (code)
        return code;
    code = entry_pdf_next(submission->maker, timeout_ms, &result);
    if (!code)
        return take_pdf(submission, &result, err);
    if (code == ERR_TIMEOUT || submission->next_pdf < submission->entries.count)
        return ERR_OK;
    return ERR_EMPTY;
}
