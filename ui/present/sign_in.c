/* SPDX-License-Identifier: Apache-2.0
 *
 * present/sign_in: who are you? In an office's store the desk begins here; a locked desk shows the
 * one person who sits here. May include: base, store, workflow.
 */
#include <string.h>

#include "base/str.h"
#include "present/screen.h"
#include "store/person.h"
#include "workflow/role.h"
#include "workflow/sign_in.h"

struct sign_in {
    struct arena *arena; /* of the people */
    struct person *people;
    size_t count, focus;
    struct text_field field;
    bool locked;  /* somebody sits here: nobody else goes on with that work */
    bool new_pin; /* the field takes a PIN for today */
};

static struct person *chosen(struct sign_in *sign_in)
{
    return sign_in->focus < sign_in->count ? &sign_in->people[sign_in->focus] : NULL;
}

static void new_field(struct sign_in *sign_in)
{
    text_field_release(&sign_in->field);
    text_field_init(&sign_in->field, TYPING_OFF, false);
    sign_in->field.secret = true;
}

/* Those who are here and may sign at this station. */
static void keep_present(struct sign_in *sign_in, const struct uuid *only)
{
    size_t kept = 0;
    for (size_t i = 0; i < sign_in->count; i++)
        if (!sign_in->people[i].ended_ms && (!only || uuid_equal(only, &sign_in->people[i].id)))
            sign_in->people[kept++] = sign_in->people[i];
    sign_in->count = kept;
}

static enum err_code open_sign_in(struct desk *desk, void *state, const struct screen_goal *goal,
                                  struct err *err)
{
    struct sign_in *sign_in = state;
    struct store *store = office_store(desk->office);
    (void)goal;
    sign_in->arena = arena_new();
    sign_in->locked = desk->depth > 0;
    new_field(sign_in);
    enum err_code code = person_list(store, sign_in->arena, &sign_in->people, &sign_in->count, err);
    if (!code)
        keep_present(sign_in, sign_in->locked ? store_peek_person(store) : NULL);
    return code;
}

static void close_sign_in(struct desk *desk, void *state)
{
    struct sign_in *sign_in = state;
    (void)desk;
    text_field_release(&sign_in->field);
    arena_free(sign_in->arena);
}

/* ---- going on ---- */

static enum err_code go_on(struct desk *desk, struct sign_in *sign_in, struct err *err)
{
    bool locked = sign_in->locked;
    new_field(sign_in);
    sign_in->new_pin = false;
    desk_seat(desk);
    if (!locked)
        return desk_open(desk, SCREEN_HOME, &(struct screen_goal){0}, err);
    desk_back(desk); /* sign_in is gone */
    return ERR_OK;
}

static enum err_code try(struct desk *desk, struct sign_in *sign_in, struct err *err)
{
    char id[UUID_TEXT_SIZE];
    const char *text = text_field_peek(&sign_in->field);
    if (!chosen(sign_in) || !*text)
        return err_set(err, ERR_EMPTY, 2946, _("choose your name and type your passphrase"));
    if (office_has_pin(desk->office) && sign_in->locked)
        return office_unlock_pin(desk->office, text, err);
    uuid_show(&chosen(sign_in)->id, id);
    enum err_code code = sign_in->locked ? ERR_OK : office_choose(desk->office, id, err);
    return code ? code : office_unlock(desk->office, text, err);
}

static enum err_code enter(struct desk *desk, struct sign_in *sign_in, struct err *err)
{
    enum err_code code = ERR_OK;
    if (!desk_guarded(desk)) { /* signed in already: only the PIN is open */
        if (sign_in->new_pin)
            code = office_set_pin(desk->office, text_field_peek(&sign_in->field), err);
        return code ? code : go_on(desk, sign_in, err);
    }
    code = try(desk, sign_in, err);
    if (!code && sign_in->new_pin)
        desk_say(desk, NOTICE_GOOD, _("now type a PIN for today: at least 4 digits"));
    else if (!code)
        return go_on(desk, sign_in, err);
    new_field(sign_in);
    return code;
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    struct sign_in *sign_in = state;
    switch (request) {
    case REQUEST_UP:
    case REQUEST_DOWN:
        sign_in->focus -= request == REQUEST_UP && sign_in->focus > 0;
        sign_in->focus += request == REQUEST_DOWN && sign_in->focus + 1 < sign_in->count;
        new_field(sign_in);
        return ERR_OK;
    case REQUEST_SIGN_IN: return enter(desk, sign_in, err);
    case REQUEST_PIN: sign_in->new_pin = !sign_in->new_pin; return ERR_OK;
    case REQUEST_SIGN_OUT: return desk_sign_out(desk, err);
    default: return ERR_OK;
    }
}

static enum err_code choose(struct desk *desk, void *state, size_t row, struct err *err)
{
    struct sign_in *sign_in = state;
    (void)desk;
    (void)err;
    if (row < sign_in->count) {
        sign_in->focus = row;
        new_field(sign_in);
    }
    return ERR_OK;
}

/* A locked desk is not left by Esc. */
static bool stop(struct desk *desk, void *state)
{
    (void)desk;
    return ((struct sign_in *)state)->locked;
}

static struct text_field *field(void *state)
{
    return &((struct sign_in *)state)->field;
}

/* ---- showing ---- */

static const char *label(struct desk *desk, const struct sign_in *sign_in)
{
    if (sign_in->new_pin && !desk_guarded(desk))
        return _("PIN for today");
    return sign_in->locked && office_has_pin(desk->office) ? _("PIN") : _("Passphrase");
}

static void show(struct desk *desk, void *state, struct shown *ret)
{
    struct sign_in *sign_in = state;
    struct row_list rows = {0};
    for (size_t i = 0; i < sign_in->count; i++) {
        struct shown_row *row = row_add(desk, &rows, ROW_ITEM, sign_in->people[i].name);
        row->text = role_title(role_parse(sign_in->people[i].role));
    }
    if (sign_in->count == 0)
        row_add(desk, &rows, ROW_NOTE, _("Nobody works here yet."));
    if (sign_in->locked)
        row_add(desk, &rows, ROW_NOTE,
                _("The desk is locked; what was typed is kept. F4 closes it for somebody else."));
    if (sign_in->new_pin && desk_guarded(desk))
        row_add(desk, &rows, ROW_NOTE, _("A PIN for today is asked for after the passphrase."));
    ret->focus = sign_in->count ? (int)sign_in->focus : -1;
    rows_hand_over(desk, &rows, ret);
    field_show(desk, &sign_in->field, label(desk, sign_in), ret);
}

static const struct binding bindings[] = {
    {{PRESS_ENTER}, REQUEST_SIGN_IN, true}, {{PRESS_DOWN}, REQUEST_DOWN, true},
    {{PRESS_UP}, REQUEST_UP, true},         {{PRESS_F1 + 3}, REQUEST_SIGN_OUT, true},
    {{PRESS_F1 + 5}, REQUEST_PIN, true},    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_sign_in = {
    .name = "sign-in",
    .title = N_("Who are you?"),
    .about = N_("Choose your name with the arrows, type your passphrase and press Enter. F6 before "
                "Enter asks for a PIN for today as well, with which a locked desk opens; officials "
                "and administrators always type the passphrase. The desk locks itself when nobody "
                "does anything for some minutes, or with Ctrl L."),
    .bindings = bindings,
    .state_size = sizeof(struct sign_in),
    .open = open_sign_in,
    .close = close_sign_in,
    .request = request,
    .field = field,
    .choose = choose,
    .stop = stop,
    .show = show,
};
