/* SPDX-License-Identifier: Apache-2.0
 *
 * present/screens: the one list of screens; a new one is one file, one line here and one in the
 * enum. May include: base.
 */
#include "present/screen.h"

extern const struct screen screen_home;
extern const struct screen screen_check;
extern const struct screen screen_key;
extern const struct screen screen_second;
extern const struct screen screen_settle;
extern const struct screen screen_confirm;
extern const struct screen screen_look_up;
extern const struct screen screen_rescan;
extern const struct screen screen_books;
extern const struct screen screen_group;
extern const struct screen screen_scan;
extern const struct screen screen_import;
extern const struct screen screen_difficulty;
extern const struct screen screen_sign_in;
extern const struct screen screen_grid;
extern const struct screen screen_health;
extern const struct screen screen_hand_out;
extern const struct screen screen_settings;
extern const struct screen screen_tune;
extern const struct screen screen_help;

const struct screen *const screen_table[SCREEN_COUNT] = {
    [SCREEN_HOME] = &screen_home,
    [SCREEN_CHECK] = &screen_check,
    [SCREEN_KEY] = &screen_key,
    [SCREEN_SECOND] = &screen_second,
    [SCREEN_SETTLE] = &screen_settle,
    [SCREEN_CONFIRM] = &screen_confirm,
    [SCREEN_LOOK_UP] = &screen_look_up,
    [SCREEN_RESCAN] = &screen_rescan,
    [SCREEN_BOOKS] = &screen_books,
    [SCREEN_GROUP] = &screen_group,
    [SCREEN_SCAN] = &screen_scan,
    [SCREEN_IMPORT] = &screen_import,
    [SCREEN_DIFFICULTY] = &screen_difficulty,
    [SCREEN_GRID] = &screen_grid,
    [SCREEN_HEALTH] = &screen_health,
    [SCREEN_HAND_OUT] = &screen_hand_out,
    [SCREEN_SETTINGS] = &screen_settings,
    [SCREEN_TUNE] = &screen_tune,
    [SCREEN_HELP] = &screen_help,
    [SCREEN_SIGN_IN] = &screen_sign_in,
};

const struct binding common_bindings[] = {
    {{PRESS_F1}, REQUEST_HELP, true},
    {{PRESS_ESC}, REQUEST_BACK, true},
    {{PRESS_F1 + 8}, REQUEST_TYPING, false},
    {{PRESS_RUNE, WITH_CTRL, 'q'}, REQUEST_QUIT, false},
    {{PRESS_RUNE, WITH_CTRL, 'd'}, REQUEST_DIFFICULTY, false},
    {{PRESS_RUNE, WITH_CTRL, 'l'}, REQUEST_LOCK, false},
    {{PRESS_RUNE, WITH_CTRL, '+'}, REQUEST_LARGER, false},
    {{PRESS_RUNE, WITH_CTRL, '='}, REQUEST_LARGER, false},
    {{PRESS_RUNE, WITH_CTRL, '-'}, REQUEST_SMALLER, false},
    {{PRESS_RUNE, WITH_CTRL, 't'}, REQUEST_CONTRAST, false},
    {{PRESS_NONE}, REQUEST_NONE, false},
};
