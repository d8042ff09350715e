/* SPDX-License-Identifier: Apache-2.0
 *
 * present/press: keys as the screens know them, whatever front end they come from, and the one
 * table of requests: what a key can ask for, with the words that stand beside the key.
 */
#ifndef PRESENT_PRESS_H
#define PRESENT_PRESS_H

#include <stdbool.h>
#include <stdint.h>

enum press_code {
    PRESS_NONE,
    PRESS_RUNE, /* a sign; with Ctrl or Alt a command */
    PRESS_ENTER,
    PRESS_TAB,
    PRESS_ESC,
    PRESS_BACKSPACE,
    PRESS_DELETE,
    PRESS_LEFT,
    PRESS_RIGHT,
    PRESS_UP,
    PRESS_DOWN,
    PRESS_HOME,
    PRESS_END,
    PRESS_PAGE_UP,
    PRESS_PAGE_DOWN,
    PRESS_F1, /* F1 to F12 in a row */
    PRESS_F12 = PRESS_F1 + 11,
    PRESS_CODE_COUNT
};

enum { WITH_SHIFT = 1, WITH_CTRL = 2, WITH_ALT = 4 };

struct press {
    enum press_code code;
    unsigned with; /* WITH_… */
    uint32_t rune; /* of PRESS_RUNE; lower case together with Ctrl or Alt */
};

/* "F2", "Enter", "Ctrl Z"; cut at size. */
void press_show(const struct press *press, char *ret, int size);
/* The inverse, for key scripts: "F2", "Ctrl z", "Enter", "a"; false when it is none. */
bool press_parse(const char *text, struct press *ret);

/* name, what it does (English msgid; short, it stands on the key bar) */
#define REQUESTS(X)                                                                                \
    X(NONE, "")                                                                                    \
    X(HELP, N_("help"))                                                                            \
    X(BACK, N_("back"))                                                                            \
    X(QUIT, N_("quit"))                                                                            \
    X(OPEN, N_("open"))                                                                            \
    X(UP, N_("up"))                                                                                \
    X(DOWN, N_("down"))                                                                            \
    X(REFRESH, N_("look again"))                                                                   \
    X(LOOK_UP, N_("look up"))                                                                      \
    X(CONFIRM, N_("right; next doubtful one"))                                                     \
    X(NEXT, N_("next field"))                                                                      \
    X(PREVIOUS, N_("field before"))                                                                \
    X(CONFIRM_ALL, N_("all are right"))                                                            \
    X(NEXT_KIND, N_("next kind"))                                                                  \
    X(GROUP, N_("group check"))                                                                    \
    X(OTHER, N_("other reading"))                                                                  \
    X(MISSING, N_("missing"))                                                                      \
    X(ILLEGIBLE, N_("illegible"))                                                                  \
    X(BLANK, N_("left empty"))                                                                     \
    X(SAME, N_("as in the last record"))                                                           \
    X(KEEP, N_("keep as it is"))                                                                   \
    X(COMPLETE, N_("take what is offered"))                                                        \
    X(TAKE_WORD, N_("take one word of it"))                                                        \
    X(DOUBT, N_("to the weakest sign"))                                                            \
    X(TAKE_LEFT, N_("the first entry is right"))                                                   \
    X(TAKE_RIGHT, N_("the second entry is right"))                                                 \
    X(CONFIRM_ROWS, N_("confirm the unmarked rows"))                                               \
    X(ALL_FIELDS, N_("all fields"))                                                                \
    X(CORRECT, N_("put right"))                                                                    \
    X(RETURN, N_("send back"))                                                                     \
    X(LEAVE_OUT, N_("leave out"))                                                                  \
    X(WITHDRAW, N_("withdraw"))                                                                    \
    X(NEXT_PAGE, N_("next page"))                                                                  \
    X(PREVIOUS_PAGE, N_("page before"))                                                            \
    X(UNDO, N_("undo"))                                                                            \
    X(NEXT_RECORD, N_("next record"))                                                              \
    X(PREVIOUS_RECORD, N_("record before"))                                                        \
    X(ZOOM_IN, N_("larger picture"))                                                               \
    X(ZOOM_OUT, N_("smaller picture"))                                                             \
    X(PAN_LEFT, N_("picture left"))                                                                \
    X(PAN_RIGHT, N_("picture right"))                                                              \
    X(PAN_UP, N_("picture up"))                                                                    \
    X(PAN_DOWN, N_("picture down"))                                                                \
    X(TYPING, N_("Telex, VNI or none"))                                                            \
    X(DIRECTION, N_("by row or by column"))                                                        \
    X(LARGER, N_("larger letters"))                                                                \
    X(SMALLER, N_("smaller letters"))                                                              \
    X(CONTRAST, N_("strong contrast"))                                                             \
    X(BRING_IN, N_("bring in"))                                                                    \
    X(AGAIN, N_("also those there already"))                                                       \
    X(DIFFICULTY, N_("report a difficulty"))                                                       \
    X(REPORT, N_("report"))                                                                        \
    X(SETTLE, N_("settled"))                                                                       \
    X(SCAN, N_("scan"))                                                                            \
    X(REPLACE, N_("this page again"))                                                              \
    X(REPLACE_ALL, N_("all marked pages again"))                                                   \
    X(TURN, N_("turn"))                                                                            \
    X(EARLIER, N_("earlier"))                                                                      \
    X(LATER, N_("later"))                                                                          \
    X(REMOVE, N_("take out"))                                                                      \
    X(SIGN_IN, N_("sign in"))                                                                      \
    X(SIGN_OUT, N_("another person"))                                                              \
    X(LOCK, N_("lock the desk"))                                                                   \
    X(PIN, N_("PIN for today"))                                                                    \
    X(OTHER_NEXT, N_("other choice"))                                                              \
    X(OTHER_BEFORE, N_("choice before"))                                                           \
    X(GIVE, N_("give or take back"))                                                               \
    X(BEFORE_AFTER, N_("before or after"))                                                         \
    X(PART, N_("whole page or a strip"))                                                           \
    X(STANDARD, N_("back to the standard"))                                                        \
    X(KEEP_PROFILE, N_("keep as a profile"))                                                       \
    X(GRID, N_("grid"))                                                                            \
    X(GRID_LAY, N_("lay it here; next page"))                                                      \
    X(GRID_LAY_ALL, N_("lay it on all pages"))                                                     \
    X(LINE_LEFT, N_("move left"))                                                                  \
    X(LINE_RIGHT, N_("move sideways"))                                                             \
    X(LINE_UP, N_("move up"))                                                                      \
    X(LINE_DOWN, N_("move up or down"))                                                            \
    X(LINE_FAR_LEFT, N_("move far left"))                                                          \
    X(LINE_FAR_RIGHT, N_("move farther"))                                                          \
    X(LINE_FAR_UP, N_("move far up"))                                                              \
    X(LINE_FAR_DOWN, N_("move far down"))                                                          \
    X(LINE_NEXT, N_("next line"))                                                                  \
    X(LINE_BEFORE, N_("line before"))                                                              \
    X(LINE_KIND, N_("all, columns or rows"))                                                       \
    X(LINE_ADD, N_("a line more"))                                                                 \
    X(LINE_REMOVE, N_("a line less"))                                                              \
    X(LINE_FIELD, N_("what the column holds"))                                                     \
    X(LINE_SPREAD, N_("equal distances"))

enum request {
#define X(name, help) REQUEST_##name,
    REQUESTS(X)
#undef X
        REQUEST_COUNT
};
const char *request_name(enum request request); /* "NEXT_RECORD"; static */
const char *request_help(enum request request); /* translated; static */

struct binding {
    struct press press;
    enum request request;
    bool bar; /* stands on the key bar; the others are on the help screen only */
};

/* The request of the first binding that fits; REQUEST_NONE. The table ends with PRESS_NONE. */
enum request binding_lookup(const struct binding *bindings, const struct press *press);
bool binding_has(const struct binding *bindings, enum request request);

#endif
