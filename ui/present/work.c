/* SPDX-License-Identifier: Apache-2.0
 *
 * present/work: the thread of long work and what it hands over. May include: base, store, workflow.
 */
#include "present/work.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "workflow/office.h"
#include "workflow/sign_in.h"

struct work {
    const struct work_kind *kind;
    void *state;
    struct events *events;
    char *folder;
    struct office_hand *hand; /* who does it; taken by the thread */
    int wake;                 /* eventfd */
    pthread_t thread;
    atomic_bool cancel, leave; /* leave: nobody waits for its end any more */

    pthread_mutex_t lock; /* guards news */
    struct work_news news;
};

/* ---- on the thread ---- */

static void wake(struct work *work)
{
    uint64_t one = 1;
    if (write(work->wake, &one, sizeof one) < 0)
        log_warn("present", "long work cannot wake the screen");
}

/* Tells how far it is; wakes the screen only when something changed. */
static void tell(struct work *work, enum err_code code, const struct err *failure)
{
    struct work_progress progress = work->news.progress;
    if (work->kind->progress)
        work->kind->progress(work->state, &progress);
    pthread_mutex_lock(&work->lock);
    struct work_progress *last = &work->news.progress;
    bool changed = code || progress.pages != last->pages || progress.done != last->done ||
                   progress.aside != last->aside || progress.known != last->known ||
                   progress.part != last->part || progress.total != last->total;
    *last = progress;
    if (code == ERR_EMPTY)
        work->news.state = WORK_DONE;
    else if (code)
        work->news.state = WORK_FAILED;
    if (code && code != ERR_EMPTY)
        work->news.failure = *failure;
    pthread_mutex_unlock(&work->lock);
    if (changed)
        wake(work);
}

static enum err_code run_steps(struct work *work, struct err *err)
{
    enum err_code code = ERR_OK;
    bool asked = false;
    while (!code) {
        if (work->leave)
            return ERR_EMPTY;
        if (work->cancel && !asked) {
            asked = true;
            if (!work->kind->cancel)
                return ERR_EMPTY;
            work->kind->cancel(work->state);
        }
        code = work->kind->step(work->state, err);
        if (!code)
            tell(work, ERR_OK, NULL);
    }
    return code;
}

static void *run(void *context)
{
    struct work *work = context;
    struct office *office = NULL;
    struct err err = {0};
    enum err_code code = office_open(work->folder, NULL, &office, &err);
    if (!code) {
        office_hand_use(office, work->hand);
        work->hand = NULL;
        code = work->kind->start(work->state, office, work->events, &err);
        if (!code) {
            tell(work, ERR_OK, NULL);
            code = run_steps(work, &err);
        }
        tell(work, code, &err);
        work->kind->end(work->state);
    } else {
        tell(work, code, &err);
    }
    office_close(office);
    return NULL;
}

/* ---- the drawing thread ---- */

static void release(struct work *work)
{
    if (work->wake >= 0)
        close(work->wake);
    work->kind->release(work->state);
    events_free(work->events);
    office_hand_free(work->hand);
    free(work->folder);
    pthread_mutex_destroy(&work->lock);
    free(work);
}

enum err_code work_new(struct office *beside, const struct work_kind *kind, void *state,
                       struct work **ret_new, struct err *err)
{
    struct work *work = mem_new(1, sizeof *work);
    struct store *store = office_store(beside);
    work->kind = kind;
    work->state = state;
    work->events = events_new();
    work->folder = mem_copy_text(store_peek_folder(store));
    work->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    work->news.progress.started_us = clock_monotonic_us();
    pthread_mutex_init(&work->lock, NULL);
    enum err_code code = office_hand_copy(beside, &work->hand, err);
    if (code) {
        release(work);
        return code;
    }
    if (work->wake < 0 || pthread_create(&work->thread, NULL, run, work) != 0) {
        release(work);
        return err_set(err, ERR_NOMEM, 2901,
                       _("the computer has no room for another task; close other programs"));
    }
    *ret_new = work;
    return ERR_OK;
}

void work_cancel(struct work *work)
{
    work->cancel = true;
    pthread_mutex_lock(&work->lock);
    work->news.cancelled = true;
    pthread_mutex_unlock(&work->lock);
}

void work_free(struct work *work)
{
    if (!work)
        return;
    work->leave = true;
    pthread_join(work->thread, NULL);
    release(work);
}

int work_fd(const struct work *work)
{
    return work->wake;
}

bool work_step(struct work *work)
{
    uint64_t count;
    return read(work->wake, &count, sizeof count) == sizeof count;
}

bool work_event(struct work *work, struct event *ret)
{
    return events_take(work->events, ret);
}

struct work_news work_look(struct work *work)
{
    pthread_mutex_lock(&work->lock);
    struct work_news news = work->news;
    pthread_mutex_unlock(&work->lock);
    return news;
}

void *work_state(struct work *work)
{
    return work->state;
}
