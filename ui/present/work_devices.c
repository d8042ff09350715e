/* SPDX-License-Identifier: Apache-2.0
 *
 * present/work_devices: looking for scanners, which may take its time. May include: base, workflow.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "present/works.h"
#include "workflow/scan_ask.h"

enum { STEP_MS = 100 };

struct looking {
    struct scan_ask *ask;
    json_t *reply;
};

static enum err_code start(void *state, struct office *office, struct events *events,
                           struct err *err)
{
    (void)office, (void)events;
    return scan_ask_new(NULL, &((struct looking *)state)->ask, err);
}

static enum err_code step(void *state, struct err *err)
{
    struct looking *looking = state;
    enum err_code code = scan_ask_step(looking->ask, STEP_MS, err);
    if (code == ERR_EMPTY)
        looking->reply = json_incref((json_t *)(uintptr_t)scan_ask_peek(looking->ask));
    return code;
}

static void end(void *state)
{
    struct looking *looking = state;
    scan_ask_free(looking->ask);
    looking->ask = NULL;
}

static void release(void *state)
{
    json_decref(((struct looking *)state)->reply);
    free(state);
}

const struct work_kind work_devices = {start, step, NULL, NULL, end, release};

void *work_devices_state(void)
{
    return mem_new(1, sizeof(struct looking));
}

const json_t *work_devices_peek(void *state)
{
    const json_t *reply = ((struct looking *)state)->reply;
    return reply ? json_peek_array(reply, "devices") : NULL;
}
