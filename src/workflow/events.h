/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/events: news for whoever watches the work: a bounded queue and a wakeup descriptor.
 * Calls go down, events come up; nobody calls back. Push and take may be on different threads.
 */
#ifndef WORKFLOW_EVENTS_H
#define WORKFLOW_EVENTS_H

#include <stdbool.h>

#include "base/err.h"
#include "model/id.h"

enum event_kind {
    EVENT_PAGE_DONE,  /* a page came through: captured, imported or read */
    EVENT_PAGE_ASIDE, /* set aside; failure says why */
    EVENT_FILE_ASIDE, /* a file could not come in; failure says why */
    EVENT_FILE_KNOWN, /* a file was there already */
    EVENT_QUESTION,   /* a batch does not fit what was said of it; text asks */
    EVENT_KIND_COUNT
};

struct event {
    enum event_kind kind;
    struct uuid page;   /* null id = none */
    char where[256];    /* file or page for a person; cut when longer */
    struct err failure; /* code ERR_OK = none */
    char text[400];     /* QUESTION: the sentence */
    char found[64];     /* QUESTION: what was found instead (workflow/batch_question) */
};

struct events;              /* opaque */
enum { EVENTS_MAX = 1024 }; /* beyond: the oldest are dropped */

struct events *events_new(void);
void events_free(struct events *events); /* NULL is fine */
void events_push(struct events *events, const struct event *event);
bool events_take(struct events *events, struct event *ret); /* false: nothing new */
int events_fd(const struct events *events); /* readable while there is something to take */

#endif
