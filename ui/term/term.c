/* SPDX-License-Identifier: Apache-2.0
 *
 * term/term: the terminal's life: keys and news of the desk in one loop. May include: base,
 * present, cli.
 */
#include "term/term.h"

#include <curses.h>
#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "term/term_part.h"

enum { ESC_MS = 30, COLUMNS_MIN = 60, LINES_MIN = 16 };

static bool usable(void)
{
    const char *kind = getenv("TERM");
    return kind && *kind && strcmp(kind, "dumb") != 0 && isatty(STDIN_FILENO) &&
           isatty(STDOUT_FILENO);
}

static void loop(struct terminal *terminal)
{
    struct pollfd files[] = {{STDIN_FILENO, POLLIN, 0}, {desk_fd(terminal->desk), POLLIN, 0}};
    bool stale = true, resized;
    struct press press;
    while (!desk_over(terminal->desk)) {
        if (stale)
            paint_screen(terminal, desk_shown(terminal->desk));
        stale = false;
        if (poll(files, 2, desk_timeout(terminal->desk)) < 0 && errno != EINTR)
            break;
        if (files[0].revents & (POLLHUP | POLLERR))
            break; /* the terminal is gone; the desk keeps what it has */
        stale = desk_step(terminal->desk);
        do {
            bool pressed = keys_next(&press, &resized);
            stale = stale || pressed || resized;
            if (!pressed && !resized)
                break;
            if (pressed)
                desk_press(terminal->desk, &press);
        } while (!desk_over(terminal->desk));
    }
}

static enum err_code start(struct terminal *terminal, struct err *err)
{
    if (!setlocale(LC_CTYPE, "") || MB_CUR_MAX < 2)
        setlocale(LC_CTYPE, "C.UTF-8");
    terminal->way = sixel_answers() ? WAY_SIXEL : WAY_BLOCKS;
    SCREEN *screen = newterm(NULL, stdout, stdin);
    if (!screen)
        return err_set(err, ERR_USAGE, 1967, _("this kind of terminal (%s) is not known"),
                       getenv("TERM"));
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    set_escdelay(ESC_MS);
    paint_start(terminal);
    if (COLS >= COLUMNS_MIN && LINES >= LINES_MIN)
        return ERR_OK;
    int columns = COLS, lines = LINES;
    endwin();
    return err_set(err, ERR_USAGE, 1968,
                   _("the terminal has %d x %d cells; the desk needs at least %d x %d"), columns,
                   lines, COLUMNS_MIN, LINES_MIN);
}

static enum err_code run(struct office *office, struct err *err)
{
    struct terminal terminal = {0};
    enum err_code code = desk_new(office, &terminal.desk, err);
    if (!code)
        code = start(&terminal, err);
    if (!code) {
        loop(&terminal);
        clear();
        refresh();
        endwin();
    }
    desk_free(terminal.desk);
    return code;
}

const struct front front_term = {.name = "term", .usable = usable, .run = run};
