/* SPDX-License-Identifier: Apache-2.0
 *
 * present/work_health: all checks of the machine and the store, some of which take seconds. May
 * include: base, workflow.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "present/works.h"
#include "workflow/office.h"

struct examining {
    struct office *office;
    size_t at;
    struct finding_list list;
};

static enum err_code start(void *state, struct office *office, struct events *events,
                           struct err *err)
{
    (void)events, (void)err;
    ((struct examining *)state)->office = office;
    return ERR_OK;
}

static void note(void *context, const char *what, enum health_verdict verdict, const char *text)
{
    struct examining *examining = context;
    (void)what;
    *ARRAY_ADD(&examining->list) = (struct finding){verdict, mem_copy_text(text)};
}

static enum err_code step(void *state, struct err *err)
{
    struct examining *examining = state;
    (void)err;
    if (examining->at == health_check_count())
        return ERR_EMPTY;
    health_check(examining->at++, office_store(examining->office), note, examining);
    return ERR_OK;
}

static void progress(void *state, struct work_progress *ret)
{
    ret->done = (long)((struct examining *)state)->at;
    ret->total = (long)health_check_count();
}

static void end(void *state)
{
    ((struct examining *)state)->office = NULL;
}

static void release(void *state)
{
    struct examining *examining = state;
    for (size_t i = 0; i < examining->list.count; i++)
        free(examining->list.items[i].text);
    free(examining->list.items);
    free(examining);
}

const struct work_kind work_health = {start, step, NULL, progress, end, release};

void *work_health_state(void)
{
    return mem_new(1, sizeof(struct examining));
}

const struct finding_list *work_health_peek(void *state)
{
    return &((struct examining *)state)->list;
}
