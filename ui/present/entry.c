/* SPDX-License-Identifier: Apache-2.0
 *
 * present/entry: going through records: what each request does. What is shown is in entry_show.c.
 * May include: base, model, store, workflow.
 */
#include "present/entry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "present/entry_part.h"
#include "present/offer.h"
#include "store/page.h"
#include "store/record.h"
#include "store/reservation.h"
#include "workflow/assign.h"
#include "workflow/waits.h"

enum { QUEUE_MAX = 500 };

/* ---- the queue ---- */

static enum err_code queue_add(struct entry *entry, struct office *office, struct err *err)
{
    struct arena *arena = arena_new();
    struct record *records = NULL;
    size_t count = 0;
    struct record_filter filter = {
        .batch = uuid_is_null(&entry->batch) ? NULL : &entry->batch,
        .states = wait_states(entry->way == FORM_SECOND ? WAIT_SECOND : WAIT_KEY),
        .viewer = assign_viewer(office),
        .limit = QUEUE_MAX,
    };
    enum err_code code = record_list(office_store(office), &filter, arena, &records, &count, err);
    if (!code) {
        free(entry->queue);
        entry->queue = mem_new(count + 1, sizeof *entry->queue);
        entry->count = count;
        entry->at = 0;
        for (size_t i = 0; i < count; i++)
            entry->queue[i] = records[i].id;
    }
    arena_free(arena);
    return code;
}

/* The one record that was asked for stands alone in the queue. */
static void queue_one(struct entry *entry, const struct uuid *record)
{
    entry->queue = mem_new(1, sizeof *entry->queue);
    entry->queue[0] = *record;
    entry->count = 1;
}

static void want_next(struct desk *desk, const struct entry *entry)
{
    struct arena *arena = arena_new();
    struct record record;
    struct page page;
    struct store *store = office_store(desk->office);
    for (size_t i = entry->at + 1; i < entry->count && i <= entry->at + 2; i++)
        if (record_get(store, &entry->queue[i], arena, &record, NULL) == ERR_OK &&
            !uuid_is_null(&record.page) &&
            page_get(store, &record.page, arena, &page, NULL) == ERR_OK)
            pictures_want(desk->pictures, &record.page, page.revision);
    arena_free(arena);
}

/* ---- one record, one person ---- */

static void let_go(struct desk *desk, struct entry *entry)
{
    if (*entry->held)
        (void)!reservation_end(office_store(desk->office), entry->held, NULL);
    entry->held[0] = '\0';
}

/* ERR_LOCKED when another one works on it. */
static enum err_code hold(struct desk *desk, struct entry *entry, const struct uuid *record,
                          struct err *err)
{
    char id[UUID_TEXT_SIZE], what[sizeof entry->held];
    struct arena *arena = arena_new();
    uuid_show(record, id);
    snprintf(what, sizeof what, "record:%s", id);
    enum err_code code = reservation_take(office_store(desk->office), what, arena, NULL, err);
    if (!code && strcmp(what, entry->held) != 0) {
        let_go(desk, entry);
        snprintf(entry->held, sizeof entry->held, "%s", what);
    }
    arena_free(arena);
    return code;
}

/* The first record from the place in hand on that nobody else works on. */
static enum err_code hold_next(struct desk *desk, struct entry *entry, struct err *err)
{
    enum err_code code = ERR_OK;
    for (; entry->at < entry->count; entry->at++) {
        struct err local = {0};
        code = hold(desk, entry, &entry->queue[entry->at], &local);
        if (!code)
            return ERR_OK;
        if (code != ERR_LOCKED || entry->count == 1) {
            *err = local;
            return code;
        }
        desk_say(desk, NOTICE_WARNING, _("a record was passed over: somebody works on it"));
    }
    let_go(desk, entry);
    return ERR_OK;
}

/* Of those that wait for a second entry, the ones that this person keyed first are not theirs. */
static enum err_code open_next(struct desk *desk, struct entry *entry, struct form *form,
                               struct err *err)
{
    enum err_code code = hold_next(desk, entry, err);
    while (!code && entry->at < entry->count) {
        const struct uuid *record = &entry->queue[entry->at];
        struct err local = {0};
        if (entry->way == FORM_KEY)
            return form_open(desk->office, record, desk->style, desk->new_style, form, err);
        code = form_open_second(desk->office, record, desk->style, desk->new_style, form, &local);
        if (!code)
            return ERR_OK;
        if ((code != ERR_DENIED && code != ERR_STATE) || entry->count == 1) {
            *err = local;
            return code;
        }
        entry->at++;
        code = hold_next(desk, entry, err);
    }
    return code;
}

/* Opens the record at the place of the queue; behind its end nothing waits. */
static enum err_code load(struct desk *desk, struct entry *entry, struct err *err)
{
    struct form form = {0};
    enum err_code code = open_next(desk, entry, &form, err);
    if (code)
        return code;
    want_next(desk, entry);
    form.short_forms = &desk->forms;
    form.keyed = &entry->keyed;
    form_release(&entry->form);
    entry->form = form;
    lens_centre(&entry->lens);
    return ERR_OK;
}

enum err_code entry_open(struct desk *desk, void *state, const struct screen_goal *goal,
                         struct err *err)
{
    struct entry *entry = state;
    enum err_code code = ERR_OK;
    entry->batch = goal->batch;
    if (uuid_is_null(&goal->record))
        code = queue_add(entry, desk->office, err);
    else
        queue_one(entry, &goal->record);
    entry_learn_batch(desk, &entry->batch);
    return code ? code : load(desk, entry, err);
}

void entry_close(struct desk *desk, void *state)
{
    struct entry *entry = state;
    let_go(desk, entry);
    form_release(&entry->form);
    free(entry->queue);
    free(entry->keyed.items);
    entry_reading_free(entry);
}

enum err_code entry_save(struct desk *desk, void *state, struct err *err)
{
    struct entry *entry = state;
    (void)desk;
    return form_save(&entry->form, false, err);
}

/* ---- going on ---- */

/* To another place of the queue; the queue is read again at its end. */
enum err_code entry_go(struct desk *desk, struct entry *entry, size_t at, struct err *err)
{
    bool all = at >= entry->count && entry->count > 1;
    enum err_code code = all ? queue_add(entry, desk->office, err) : ERR_OK;
    if (!code && !all)
        entry->at = at;
    return code ? code : load(desk, entry, err);
}

static bool is_waiting(const struct form *form)
{
    unsigned states = wait_states(form->way == FORM_SECOND ? WAIT_SECOND : WAIT_KEY);
    return states >> form->view.record.state & 1;
}

static enum err_code finish(struct desk *desk, struct entry *entry, struct err *err)
{
    if (is_waiting(&entry->form)) {
        enum err_code code = form_finish(&entry->form, err);
        if (code)
            return code;
        entry_learn_record(desk, &entry->form.view);
        desk_say(desk, NOTICE_GOOD, _("the record is finished"));
    }
    return entry_go(desk, entry, entry->at + 1, err);
}

static bool same_page(struct desk *desk, const struct entry *entry, size_t at)
{
    struct arena *arena = arena_new();
    struct record record;
    bool same =
        at < entry->count &&
        record_get(office_store(desk->office), &entry->queue[at], arena, &record, NULL) == ERR_OK &&
        uuid_equal(&record.page, &entry->form.view.record.page);
    arena_free(arena);
    return same;
}

/* Down the column; at the foot of the page to the head of the next column. */
static enum err_code down_column(struct desk *desk, struct entry *entry, struct err *err)
{
    size_t field = entry->form.focus, at = entry->at;
    bool complete = form_next_doubtful(&entry->form, field) == entry->form.count;
    if (complete && is_waiting(&entry->form)) {
        enum err_code code = form_finish(&entry->form, err);
        if (code)
            return code;
        entry_learn_record(desk, &entry->form.view);
    }
    if (same_page(desk, entry, at + 1)) {
        at++;
    } else {
        while (at > 0 && same_page(desk, entry, at - 1))
            at--;
        field++;
        if (field >= entry->form.count)
            return entry_go(desk, entry, entry->at + 1, err);
    }
    enum err_code code = entry_go(desk, entry, at, err);
    if (!code && entry->form.count > 0)
        form_focus(&entry->form, field);
    return code;
}

enum err_code entry_confirm(struct desk *desk, struct entry *entry, struct err *err)
{
    struct form *form = &entry->form;
    if (form->count == 0)
        return ERR_OK;
    if (form->focus == form->count)
        return finish(desk, entry, err);
    enum err_code code = form_save(form, true, err);
    if (code)
        return code;
    entry_learn_field(desk, &form->view, form->focus);
    if (entry->by_column)
        return down_column(desk, entry, err);
    form_focus(form, form_next_doubtful(form, form->focus));
    return ERR_OK;
}

static enum err_code step_field(struct entry *entry, bool back, struct err *err)
{
    struct form *form = &entry->form;
    enum err_code code = form_save(form, false, err);
    if (code || form->count == 0)
        return code;
    size_t places = form->count + 1;
    form_focus(form, back ? (form->focus + places - 1) % places : (form->focus + 1) % places);
    return ERR_OK;
}

static enum err_code step_record(struct desk *desk, struct entry *entry, bool back, struct err *err)
{
    enum err_code code = form_save(&entry->form, false, err);
    if (code || entry->form.count == 0)
        return code;
    if (back && entry->at == 0)
        return err_set(err, ERR_EMPTY, 1956, _("this is the first record"));
    if (!back && entry->at + 1 >= entry->count)
        return err_set(err, ERR_EMPTY, 1957, _("this is the last record"));
    return entry_go(desk, entry, back ? entry->at - 1 : entry->at + 1, err);
}

/* ---- requests ---- */

void entry_pan(void *state, double x, double y)
{
    lens_pan(&((struct entry *)state)->lens, x, y);
}

void entry_goal(void *state, struct screen_goal *ret)
{
    const struct entry *entry = state;
    if (entry->form.count == 0)
        return;
    ret->record = entry->form.view.record.id;
    ret->page = entry->form.view.record.page;
}

static enum err_code turn_direction(struct desk *desk, struct entry *entry)
{
    entry->by_column = !entry->by_column;
    desk_say(desk, NOTICE_GOOD,
             entry->by_column ? _("Enter goes down the column") : _("Enter goes along the row"));
    return ERR_OK;
}

enum err_code entry_request(struct desk *desk, void *state, enum request request, struct err *err)
{
    struct entry *entry = state;
    if (lens_request(&entry->lens, request))
        return ERR_OK;
    lens_centre(&entry->lens);
    switch (request) {
    case REQUEST_CONFIRM: return entry_confirm(desk, entry, err);
    case REQUEST_NEXT: return step_field(entry, false, err);
    case REQUEST_PREVIOUS: return step_field(entry, true, err);
    case REQUEST_NEXT_RECORD: return step_record(desk, entry, false, err);
    case REQUEST_PREVIOUS_RECORD: return step_record(desk, entry, true, err);
    case REQUEST_DIRECTION: return turn_direction(desk, entry);
    default: return entry_field_request(desk, entry, request, err);
    }
}
