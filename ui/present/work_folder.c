/* SPDX-License-Identifier: Apache-2.0
 *
 * present/work_folder: looking into a folder, which may take its time on a stick or a phone. May
 * include: base, workflow.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "present/works.h"

struct looking {
    char *path;
    struct browse *browse;
};

static enum err_code start(void *state, struct office *office, struct events *events,
                           struct err *err)
{
    struct looking *looking = state;
    (void)office, (void)events;
    return browse_new(looking->path, &looking->browse, err);
}

static enum err_code step(void *state, struct err *err)
{
    (void)err;
    return browse_step(((struct looking *)state)->browse) ? ERR_OK : ERR_EMPTY;
}

static void end(void *state)
{
    (void)state;
}

static void release(void *state)
{
    struct looking *looking = state;
    browse_free(looking->browse);
    free(looking->path);
    free(looking);
}

const struct work_kind work_folder = {start, step, NULL, NULL, end, release};

void *work_folder_state(const char *path)
{
    struct looking *looking = mem_new(1, sizeof *looking);
    looking->path = mem_copy_text(path);
    return looking;
}

const struct browse *work_folder_peek(void *state)
{
    return ((struct looking *)state)->browse;
}
