/* SPDX-License-Identifier: Apache-2.0
 *
 * present/desk_work: the long work that goes on beside the screens, and the one descriptor that
 * tells of news. May include: base, store, workflow.
 */
#include <sys/epoll.h>

#include "present/screen.h"
#include "present/works.h"
#include "store/page.h"

static void watch(struct desk *desk, int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    (void)epoll_ctl(desk->news_fd, EPOLL_CTL_ADD, fd, &event); /* a closed one leaves by itself */
}

enum err_code desk_news_open(struct desk *desk, struct err *err)
{
    desk->news_fd = epoll_create1(EPOLL_CLOEXEC);
    if (desk->news_fd < 0)
        return err_set(err, ERR_NOMEM, 2902,
                       _("the computer has too many files open; close other programs"));
    watch(desk, pictures_fd(desk->pictures));
    return ERR_OK;
}

enum err_code desk_work_start(struct desk *desk, enum desk_work which, const struct work_kind *kind,
                              void *state, struct err *err)
{
    desk_work_end(desk, which);
    enum err_code code = work_new(desk->office, kind, state, &desk->works[which], err);
    if (!code)
        watch(desk, work_fd(desk->works[which]));
    return code;
}

void desk_work_end(struct desk *desk, enum desk_work which)
{
    work_free(desk->works[which]);
    desk->works[which] = NULL;
}

bool desk_work_runs(struct desk *desk, enum desk_work which)
{
    return desk->works[which] && work_look(desk->works[which]).state == WORK_RUNS;
}

bool desk_busy(struct desk *desk)
{
    bool busy = desk->read_wanted;
    for (int i = 0; i < WORK_COUNT; i++)
        busy = busy || desk_work_runs(desk, (enum desk_work)i);
    return busy;
}

/* ---- reading ---- */

static bool pages_wait(struct desk *desk)
{
    struct page_filter unread = {.states = 1u << PAGE_CAPTURED};
    long count = 0;
    return page_count(office_store(desk->office), &unread, &count, NULL) == ERR_OK && count > 0;
}

void desk_read(struct desk *desk)
{
    struct err err = {0};
    desk->read_wanted = true;
    if (desk_work_runs(desk, WORK_READ))
        return;
    desk->read_wanted = false;
    if (pages_wait(desk) &&
        desk_work_start(desk, WORK_READ, &work_read, work_read_state(), &err) != ERR_OK)
        desk_say(desk, NOTICE_FAULT, err.text);
}

/* Pages that were read may lie another way now; when it is done, what came meanwhile is next. */
static void look_at_reading(struct desk *desk)
{
    struct event event;
    while (work_event(desk->works[WORK_READ], &event))
        if (event.kind == EVENT_PAGE_DONE || event.kind == EVENT_PAGE_ASIDE) {
            pictures_renew(desk->pictures, &event.page);
            desk->pages_read++;
        }
    struct work_news news = work_look(desk->works[WORK_READ]);
    if (news.state == WORK_RUNS)
        return;
    if (news.state == WORK_FAILED && news.failure.code != ERR_LOCKED)
        desk_tell(desk, news.failure.code, &news.failure);
    if (news.state == WORK_DONE && desk->read_wanted)
        desk_read(desk);
}

/* ---- news ---- */

bool desk_news_take(struct desk *desk)
{
    bool some = false;
    bool draw = pictures_step(desk->pictures);
    for (int i = 0; i < WORK_COUNT; i++)
        if (desk->works[i] && work_step(desk->works[i])) {
            some = true;
            if (i == WORK_READ)
                look_at_reading(desk);
        }
    for (size_t i = 0; some && i < desk->depth; i++)
        if (desk->frames[i].screen->news)
            desk->frames[i].screen->news(desk, desk->frames[i].state);
    return draw || some;
}
