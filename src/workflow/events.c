/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/events: a ring under a lock, an eventfd beside it. May include: base.
 */
#include "workflow/events.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/mem.h"

struct events {
    pthread_mutex_t lock; /* guards ring, first, count */
    struct event ring[EVENTS_MAX];
    size_t first, count;
    int fd; /* -1 when the system has none left: then one polls */
};

struct events *events_new(void)
{
    struct events *events = mem_new(1, sizeof *events);
    pthread_mutex_init(&events->lock, NULL);
    events->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return events;
}

void events_free(struct events *events)
{
    if (!events)
        return;
    if (events->fd >= 0)
        close(events->fd);
    pthread_mutex_destroy(&events->lock);
    free(events);
}

void events_push(struct events *events, const struct event *event)
{
    uint64_t one = 1;
    pthread_mutex_lock(&events->lock);
    if (events->count == EVENTS_MAX) {
        events->first = (events->first + 1) % EVENTS_MAX;
        events->count--;
    }
    events->ring[(events->first + events->count++) % EVENTS_MAX] = *event;
    pthread_mutex_unlock(&events->lock);
    if (events->fd >= 0)
        (void)!write(events->fd, &one, sizeof one);
}

bool events_take(struct events *events, struct event *ret)
{
    uint64_t seen;
    pthread_mutex_lock(&events->lock);
    bool some = events->count > 0;
    if (some) {
        *ret = events->ring[events->first];
        events->first = (events->first + 1) % EVENTS_MAX;
        events->count--;
    }
    if (events->count == 0 && events->fd >= 0)
        (void)!read(events->fd, &seen, sizeof seen);
    pthread_mutex_unlock(&events->lock);
    return some;
}

int events_fd(const struct events *events)
{
    return events->fd;
}
