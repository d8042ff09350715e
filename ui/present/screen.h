/* SPDX-License-Identifier: Apache-2.0
 *
 * present/screen: what a screen of the desk is, the one table of them, and the desk as the screens
 * see it. Each screen is one file that ends in its struct screen; screens.c lists them.
 */
#ifndef PRESENT_SCREEN_H
#define PRESENT_SCREEN_H

#include "base/arena.h"
#include "present/desk.h"
#include "present/lens.h"
#include "present/picture.h"
#include "present/text_field.h"
#include "present/work.h"
#include "viet/shorthand.h"
#include "workflow/office.h"

enum screen_id {
    SCREEN_HOME,
    SCREEN_CHECK,
    SCREEN_KEY,
    SCREEN_SECOND,
    SCREEN_SETTLE,
    SCREEN_CONFIRM,
    SCREEN_LOOK_UP,
    SCREEN_RESCAN,
    SCREEN_GROUP,
    SCREEN_BOOKS,
    SCREEN_SCAN,
    SCREEN_IMPORT,
    SCREEN_DIFFICULTY,
    SCREEN_SIGN_IN,
    SCREEN_GRID,
    SCREEN_HEALTH,
    SCREEN_HAND_OUT,
    SCREEN_SETTINGS,
    SCREEN_TUNE,
    SCREEN_HELP,
    SCREEN_COUNT
};

/* What a screen is opened for; null ids = nothing special. */
struct screen_goal {
    struct uuid batch, page, record, book;
};

struct screen {
    const char *name;  /* "check"; stable */
    const char *title; /* msgid */
    const char *about; /* msgid: what one does here; the help screen's text */
    const struct binding *bindings;
    size_t state_size;
    /* All get the state of this screen, zeroed before open. Those that may be NULL say so. */
    enum err_code (*open)(struct desk *desk, void *state, const struct screen_goal *goal,
                          struct err *err);
    void (*close)(struct desk *desk, void *state); /* also after a failed open; NULL */
    /* Brings what was typed to the disk, before another screen or the end; NULL: nothing typed. */
    enum err_code (*save)(struct desk *desk, void *state, struct err *err);
    /* A request of its bindings. */
    enum err_code (*request)(struct desk *desk, void *state, enum request request, struct err *err);
    struct text_field *(*field)(void *state);                    /* NULL: nothing is typed here */
    struct text_field *(*field_of)(void *state, unsigned token); /* NULL: only field */
    enum err_code (*typed)(struct desk *desk, void *state,
                           struct err *err); /* the text changed; NULL */
    enum err_code (*choose)(struct desk *desk, void *state, size_t row,
                            struct err *err);           /* a click on a row; NULL */
    void (*pan)(void *state, double x, double y);       /* NULL: no picture */
    void (*goal)(void *state, struct screen_goal *ret); /* what one works on now; NULL: nothing */
    /* Long work has news, also while another screen lies over this one; NULL. */
    void (*news)(struct desk *desk, void *state);
    /* Esc: true when it stopped what goes on, and the screen stays; NULL. */
    bool (*stop)(struct desk *desk, void *state);
    void (*show)(struct desk *desk, void *state, struct shown *ret);
};
extern const struct screen *const screen_table[SCREEN_COUNT];
/* Work on every screen, behind its own. */
extern const struct binding common_bindings[];

/* ---- the desk for screens ---- */

/* Long work goes on beside the screens, one of a kind at a time (desk_work.c). */
enum desk_work {
    WORK_LOOK,    /* scanners, folders */
    WORK_CAPTURE, /* scanning or bringing in */
    WORK_READ,
    WORK_HEALTH,
    WORK_TRIAL,
    WORK_COUNT
};

struct desk {
    struct office *office;
    struct pictures *pictures;
    int news_fd; /* epoll: pictures and works */
    struct work *works[WORK_COUNT];
    bool read_wanted;    /* pages may wait for the reader */
    long pages_read;     /* since the desk opened; screens look whether there are more */
    struct arena *arena; /* of what is shown now */
    struct shown shown;
    struct desk_frame { /* the one on top is seen */
        const struct screen *screen;
        void *state;
    } frames[SCREEN_COUNT + 1];
    size_t depth;
    enum typing_style style;
    bool new_style; /* where the tone stands */
    char *person;
    enum notice_kind notice_kind;
    char *notice;
    struct offers *offers;    /* from what was keyed before */
    struct arena *settled;    /* of the settings */
    struct short_forms forms; /* the office's own */
    long percent;             /* size of all letters; 100 = as the display is set */
    bool contrast;            /* stronger colours */
    int64_t active_us;        /* when a person last did something */
    long idle_minutes;        /* then the desk locks itself; 0 = never */
    long fault;               /* number of the failure told last; 0 = none yet */
    bool over;
};

/* On top of the one that asks; ERR_… of its open. */
enum err_code desk_open(struct desk *desk, enum screen_id id, const struct screen_goal *goal,
                        struct err *err) MUST_CHECK;
void desk_back(struct desk *desk);
void desk_close(struct desk *desk); /* the one on top, as it is */
void desk_say(struct desk *desk, enum notice_kind kind, const char *text);
/* A failure is told with its number, so that it can be read out over the phone; ERR_OK: nothing. */
void desk_tell(struct desk *desk, enum err_code code, const struct err *err);

/* ---- desk_sign.c: who sits here ---- */
void desk_seat(struct desk *desk);    /* the acting person's name and settings */
bool desk_guarded(struct desk *desk); /* nobody is signed in, or the desk is locked */
/* Over what is open, which stays; only the person who sits here goes on. */
enum err_code desk_lock(struct desk *desk, struct err *err) MUST_CHECK;
/* Everything is closed, for the next person. state of the screens is gone then. */
enum err_code desk_sign_out(struct desk *desk, struct err *err) MUST_CHECK;
void desk_active(struct desk *desk); /* a person did something */
bool desk_idle(struct desk *desk);   /* true: it locked itself now */

/* ---- desk_look.c: how all screens look, kept as settings ---- */
/* All settings of the desk anew (desk.c). */
void desk_settings_read(struct desk *desk);
void desk_look_read(struct desk *desk);
enum err_code desk_look_request(struct desk *desk, enum request request,
                                struct err *err) MUST_CHECK;

/* Instead of what went on there. state is the work's, whatever comes. */
enum err_code desk_work_start(struct desk *desk, enum desk_work which, const struct work_kind *kind,
                              void *state, struct err *err) MUST_CHECK;
void desk_work_end(struct desk *desk, enum desk_work which); /* waits for its present step */
bool desk_work_runs(struct desk *desk, enum desk_work which);
/* Reads what waits to be read, now and while more comes; says nothing when another process does. */
void desk_read(struct desk *desk);
enum err_code desk_news_open(struct desk *desk, struct err *err) MUST_CHECK;
bool desk_news_take(struct desk *desk); /* true: draw again */

/* The place of a picture: it, why there is none, or that it is on its way (NULL). */
void picture_show(struct desk *desk, const struct picture *picture, const struct lens *lens,
                  struct shown_picture *ret);

/* A line of text that is typed into, over the rows. */
void field_show(struct desk *desk, const struct text_field *field, const char *label,
                struct shown *ret);

/* Rows of what is shown grow here. */
struct row_list {
    struct shown_row *items;
    size_t count, capacity;
};
struct shown_row *row_add(struct desk *desk, struct row_list *list, enum row_kind kind,
                          const char *label);
void rows_hand_over(struct desk *desk, struct row_list *list, struct shown *ret); /* and frees */

#endif
