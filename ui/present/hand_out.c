/* SPDX-License-Identifier: Apache-2.0
 *
 * present/hand_out: which batch is given to whom: batches with what waits in them, and for the one
 * in hand the people who key. May include: base, model, store, workflow.
 */
#include <string.h>

#include "base/str.h"
#include "present/screen.h"
#include "store/person.h"
#include "store/record.h"
#include "workflow/action.h"
#include "workflow/assign.h"
#include "workflow/role.h"

enum { BATCHES_SHOWN = 300 };

struct handing {
    struct arena *arena;
    struct batch *batches;
    size_t batch_count;
    struct record_tally *tallies;
    size_t tally_count;
    struct assignment *given;
    size_t given_count;
    struct person *people; /* those who key */
    size_t person_count;
    bool at_people; /* the focus is on the people of the batch in hand */
    size_t batch, person;
};

/* ---- reading ---- */

static void keep_those_who_key(struct handing *handing)
{
    size_t kept = 0;
    for (size_t i = 0; i < handing->person_count; i++) {
        const struct person *person = &handing->people[i];
        if (!person->ended_ms && ROLE_BIT(role_parse(person->role)) & ROLES_KEYING)
            handing->people[kept++] = *person;
    }
    handing->person_count = kept;
}

static enum err_code read_all(struct desk *desk, struct handing *handing, struct err *err)
{
    struct store *store = office_store(desk->office);
    struct arena *arena = handing->arena;
    arena_clear(arena);
    enum err_code code =
        batch_list(store, 0, BATCHES_SHOWN, arena, &handing->batches, &handing->batch_count, err);
    if (!code)
        code = record_tally_list(store, arena, &handing->tallies, &handing->tally_count, err);
    if (!code)
        code =
            assignment_list(store, NULL, false, arena, &handing->given, &handing->given_count, err);
    if (!code)
        code = person_list(store, arena, &handing->people, &handing->person_count, err);
    keep_those_who_key(handing);
    if (handing->batch >= handing->batch_count)
        handing->batch = 0;
    if (handing->person >= handing->person_count)
        handing->person = 0;
    return code;
}

static enum err_code open_handing(struct desk *desk, void *state, const struct screen_goal *goal,
                                  struct err *err)
{
    struct handing *handing = state;
    (void)goal;
    handing->arena = arena_new();
    enum err_code code = action_check(desk->office, ACTION_ASSIGN, err);
    return code ? code : read_all(desk, handing, err);
}

static void close_handing(struct desk *desk, void *state)
{
    (void)desk;
    arena_free(((struct handing *)state)->arena);
}

static bool has(const struct handing *handing, const struct uuid *batch, const struct uuid *person)
{
    for (size_t i = 0; i < handing->given_count; i++)
        if (uuid_equal(&handing->given[i].batch, batch) &&
            uuid_equal(&handing->given[i].person, person))
            return true;
    return false;
}

/* ---- keys ---- */

/* Given, or taken back. */
static enum err_code turn(struct desk *desk, struct handing *handing, struct err *err)
{
    if (handing->batch_count == 0 || handing->person_count == 0)
        return err_set(err, ERR_EMPTY, 2924, _("there is nobody here to give it to"));
    const struct uuid *batch = &handing->batches[handing->batch].id;
    const struct person *person = &handing->people[handing->person];
    bool theirs = has(handing, batch, &person->id);
    enum err_code code = theirs ? assign_take_back(desk->office, batch, &person->id, err)
                                : assign_give(desk->office, batch, &person->id, err);
    if (!code)
        desk_say(desk, NOTICE_GOOD,
                 arena_format(desk->arena, theirs ? _("taken back from %s") : _("given to %s"),
                              person->name));
    return code ? code : read_all(desk, handing, err);
}

static void step(struct handing *handing, bool back)
{
    size_t *at = handing->at_people ? &handing->person : &handing->batch;
    size_t count = handing->at_people ? handing->person_count : handing->batch_count;
    if (back ? *at > 0 : *at + 1 < count)
        *at += back ? (size_t)-1 : 1;
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    struct handing *handing = state;
    switch (request) {
    case REQUEST_UP: step(handing, true); return ERR_OK;
    case REQUEST_DOWN: step(handing, false); return ERR_OK;
    case REQUEST_NEXT_KIND: handing->at_people = !handing->at_people; return ERR_OK;
    case REQUEST_GIVE:
        if (handing->at_people)
            return turn(desk, handing, err);
        handing->at_people = true;
        return ERR_OK;
    case REQUEST_REFRESH: return read_all(desk, handing, err);
    default: return ERR_OK;
    }
}

/* Rows as they are shown: batches, a heading, people. */
static enum err_code choose(struct desk *desk, void *state, size_t row, struct err *err)
{
    struct handing *handing = state;
    if (row < handing->batch_count) {
        handing->batch = row;
        handing->at_people = false;
        return ERR_OK;
    }
    row -= handing->batch_count + 1;
    if (row >= handing->person_count)
        return ERR_OK;
    handing->person = row;
    handing->at_people = true;
    return turn(desk, handing, err);
}

/* ---- showing ---- */

static long waiting(const struct handing *handing, const struct uuid *batch)
{
    long sum = 0;
    for (size_t i = 0; i < handing->tally_count; i++)
        if (uuid_equal(&handing->tallies[i].batch, batch) &&
            (handing->tallies[i].state == RECORD_ENTERED ||
             handing->tallies[i].state == RECORD_RETURNED))
            sum += handing->tallies[i].count;
    return sum;
}

static void add_batch(struct desk *desk, const struct handing *handing, const struct batch *batch,
                      struct row_list *rows)
{
    struct str names = STR_INIT;
    struct shown_row *row = row_add(desk, rows, ROW_ITEM, batch->name);
    for (size_t i = 0; i < handing->given_count; i++)
        if (uuid_equal(&handing->given[i].batch, &batch->id))
            str_format(&names, "%s%s", names.length ? ", " : "", handing->given[i].person_name);
    row->text = arena_copy_text(desk->arena, names.length ? str_peek(&names) : _("everybody's"));
    row->extra = arena_format(desk->arena, _("records: %ld"), waiting(handing, &batch->id));
    row->sign = names.length ? SIGN_GOOD : SIGN_NONE;
    str_release(&names);
}

/* The person of a practice store is named by its role. */
static const char *name_of(const struct person *person)
{
    enum role role = role_parse(person->role);
    return role == ROLE_PRACTICE ? role_title(role) : person->name;
}

static void add_people(struct desk *desk, const struct handing *handing, struct row_list *rows)
{
    const struct batch *batch = &handing->batches[handing->batch];
    row_add(desk, rows, ROW_HEADING, arena_format(desk->arena, _("Who has %s"), batch->name));
    for (size_t i = 0; i < handing->person_count; i++) {
        const struct person *person = &handing->people[i];
        struct shown_row *row = row_add(desk, rows, ROW_ITEM, name_of(person));
        bool theirs = has(handing, &batch->id, &person->id);
        row->text = theirs ? _("has it") : "";
        row->extra = role_title(role_parse(person->role));
        row->sign = theirs ? SIGN_GOOD : SIGN_NONE;
    }
}

static void show(struct desk *desk, void *state, struct shown *ret)
{
    struct handing *handing = state;
    struct row_list rows = {0};
    for (size_t i = 0; i < handing->batch_count; i++)
        add_batch(desk, handing, &handing->batches[i], &rows);
    if (handing->batch_count == 0)
        row_add(desk, &rows, ROW_NOTE, _("There is no batch yet."));
    else
        add_people(desk, handing, &rows);
    rows_hand_over(desk, &rows, ret);
    ret->focus = handing->batch_count == 0 ? -1
                 : handing->at_people && handing->person_count
                     ? (int)(handing->batch_count + 1 + handing->person)
                     : (int)handing->batch;
}

static const struct binding bindings[] = {
    {{PRESS_ENTER}, REQUEST_GIVE, true},     {{PRESS_TAB}, REQUEST_NEXT_KIND, false},
    {{PRESS_DOWN}, REQUEST_DOWN, true},      {{PRESS_UP}, REQUEST_UP, true},
    {{PRESS_F1 + 4}, REQUEST_REFRESH, true}, {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_hand_out = {
    .name = "hand-out",
    .title = N_("Hand out"),
    .about = N_("Choose a batch, press Enter, then choose who is to have it: Enter gives it or "
                "takes it back. A batch that nobody has is everybody's; others are seen only by "
                "those who have them, leaders and officials."),
    .bindings = bindings,
    .state_size = sizeof(struct handing),
    .open = open_handing,
    .close = close_handing,
    .request = request,
    .choose = choose,
    .show = show,
};
