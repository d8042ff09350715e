/* SPDX-License-Identifier: Apache-2.0
 *
 * present/work_import: bringing in files on a thread. May include: base, workflow.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "present/works.h"
#include "workflow/action.h"
#include "workflow/intake.h"

struct importing {
    char *path, *batch, *schema, *book;
    bool again;
    struct batch_choice choice;
    struct intake *intake;
};

static enum err_code start(void *state, struct office *office, struct events *events,
                           struct err *err)
{
    struct importing *import = state;
    import->choice = (struct batch_choice){
        .name = import->batch, .schema = import->schema, .book = import->book};
    enum err_code code = action_check(office, ACTION_IMPORT, err);
    if (!code)
        code = intake_new(office, &import->choice, &import->path, 1, events, &import->intake, err);
    if (!code && import->again)
        intake_take_again(import->intake);
    return code;
}

static enum err_code step(void *state, struct err *err)
{
    return intake_step(((struct importing *)state)->intake, err);
}

static void progress(void *state, struct work_progress *ret)
{
    const struct importing *import = state;
    if (!import->intake)
        return;
    struct intake_tally tally = intake_tally(import->intake);
    ret->total = tally.files;
    ret->done = tally.taken;
    ret->known = tally.known;
    ret->aside = tally.aside;
    ret->pages = tally.pages;
}

static void end(void *state)
{
    struct importing *import = state;
    intake_free(import->intake);
    import->intake = NULL;
}

static void release(void *state)
{
    struct importing *import = state;
    free(import->path);
    free(import->batch);
    free(import->schema);
    free(import->book);
    free(import);
}

const struct work_kind work_import = {start, step, NULL, progress, end, release};

void *work_import_state(const struct import_order *order)
{
    struct importing *import = mem_new(1, sizeof *import);
    *import = (struct importing){
        .path = mem_copy_text(order->path),
        .batch = mem_copy_text(order->batch),
        .schema = mem_copy_text(order->schema),
        .book = mem_copy_text(order->book),
        .again = order->again,
    };
    return import;
}
