/* SPDX-License-Identifier: Apache-2.0
 *
 * present/work: long work of the desk (scanning, bringing in, reading, looking for scanners) on a
 * thread of its own, with its own office on the same store and for the same person. The drawing
 * thread only starts and cancels it and looks what is new.
 */
#ifndef PRESENT_WORK_H
#define PRESENT_WORK_H

#include "workflow/events.h"

struct office;
struct work; /* opaque */

/* How far it is. What a figure means says the kind of work (present/works). */
struct work_progress {
    long first, pages; /* number in its batch of the first page; pages stored */
    long total, done, aside, known;
    double part;        /* of the page in hand, 0..1 */
    bool odd, cut_off;  /* as in workflow/scan_job */
    int64_t started_us; /* monotonic */
};

/* Everything on the work's thread. */
struct work_kind {
    enum err_code (*start)(void *state, struct office *office, struct events *events,
                           struct err *err);
    /* A bounded step. ERR_OK: there is more; ERR_EMPTY: all is done; else it is over. */
    enum err_code (*step)(void *state, struct err *err);
    /* Asked to stop: what is whole is kept, the steps go on until it says that it is done.
     * NULL: it ends at once. */
    void (*cancel)(void *state);
    void (*progress)(void *state, struct work_progress *ret); /* NULL: nothing to say */
    void (*end)(void *state);     /* what start made; also after a failed start */
    void (*release)(void *state); /* frees the state, on the thread that frees the work */
};

enum work_state { WORK_RUNS, WORK_DONE, WORK_FAILED };
struct work_news {
    enum work_state state;
    struct work_progress progress;
    struct err failure; /* WORK_FAILED */
    bool cancelled;
};

/* state: the work's own from now on, also when this fails. */
enum err_code work_new(struct office *beside, const struct work_kind *kind, void *state,
                       struct work **ret_new, struct err *err) MUST_CHECK;
void work_cancel(struct work *work);
void work_free(struct work *work);    /* cancels and waits for its present step; NULL is fine */
int work_fd(const struct work *work); /* readable when there is news */
bool work_step(struct work *work);    /* takes the wakeup; true: there was one */
bool work_event(struct work *work, struct event *ret); /* false: nothing new */
struct work_news work_look(struct work *work);
void *work_state(struct work *work); /* borrowed; only after it is over */

#endif
