/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_events: news come in their order, the wakeup tells of them, and a queue that
 * nobody empties stays small. May include: base, workflow, cmocka.
 */
#include <poll.h>

#include "../cmocka_all.h"
#include "workflow/events.h"

static int readable(const struct events *events)
{
    struct pollfd poll_fd = {.fd = events_fd(events), .events = POLLIN};
    return poll(&poll_fd, 1, 0);
}

static void push(struct events *events, int number)
{
    struct event event = {.kind = EVENT_PAGE_DONE, .failure.number = number};
    events_push(events, &event);
}

static void test_order_and_wakeup(void **state)
{
    (void)state;
    struct events *events = events_new();
    struct event event;
    assert_false(events_take(events, &event));
    assert_int_equal(readable(events), 0);
    for (int i = 0; i < 3; i++)
        push(events, i);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(readable(events), 1);
        assert_true(events_take(events, &event));
        assert_int_equal(event.failure.number, i);
    }
    assert_int_equal(readable(events), 0);
    assert_false(events_take(events, &event));
    events_free(events);
}

static void test_bounded(void **state)
{
    (void)state;
    struct events *events = events_new();
    struct event event;
    int count = 0;
    for (int i = 0; i < EVENTS_MAX + 10; i++)
        push(events, i);
    while (events_take(events, &event))
        assert_int_equal(event.failure.number, 10 + count++);
    assert_int_equal(count, EVENTS_MAX);
    events_free(events);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_and_wakeup),
        cmocka_unit_test(test_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
