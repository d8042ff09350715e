/* SPDX-License-Identifier: Apache-2.0
 *
 * present/work_devices: looking for scanners, which may take its time. May include: base, workflow.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "present/works.h"
#include "workflow/scan_job.h"

struct looking {
    json_t *reply;
};

static enum err_code start(void *state, struct office *office, struct events *events,
                           struct err *err)
{
    (void)state, (void)office, (void)events, (void)err;
    return ERR_OK;
}

static enum err_code step(void *state, struct err *err)
{
    enum err_code code = scan_devices(&((struct looking *)state)->reply, err);
    return code ? code : ERR_EMPTY;
}

static void end(void *state)
{
    (void)state;
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
