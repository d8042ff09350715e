/* SPDX-License-Identifier: Apache-2.0
 *
 * term/paint: a screen (present/shown) in cells. The same places for the same things as in the
 * window: title above, piece of paper, input, rows, keys below. May include: base, present.
 */
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "term/term_part.h"

enum { PIECE_ROWS = 6, PIECE_ROWS_MAX = 10, BLOCKS_COLUMNS = 60, LABEL_SHARE = 3 };

/* ---- text ---- */

/* Bytes of text that fit into columns cells. */
static size_t fitting(const char *text, int columns)
{
    const char *at = text;
    for (int used = 0; *at;) {
        const char *next = at;
        (void)utf8_next(&next);
        char *one = mem_copy_text(at);
        one[next - at] = '\0';
        used += (int)utf8_width(one);
        free(one);
        if (used > columns)
            break;
        at = next;
    }
    return (size_t)(at - text);
}

/* Cut at width cells; gives the cells used. */
static int put(int y, int x, int width, const char *text, attr_t attributes)
{
    if (width <= 0 || y < 0 || y >= LINES)
        return 0;
    size_t length = fitting(text, width);
    char *part = mem_copy_text(text);
    part[length] = '\0';
    int used = (int)utf8_width(part);
    attron(attributes);
    mvaddstr(y, x, part);
    attroff(attributes);
    free(part);
    return used;
}

static int put_right(int y, int x, int width, const char *text, attr_t attributes)
{
    int used = (int)utf8_width(text);
    if (used == 0 || used > width)
        return 0;
    return put(y, x + width - used, used, text, attributes);
}

/* Wrapped at spaces; gives the lines used. */
static int put_block(int y, int x, int width, int lines, const char *text, attr_t attributes)
{
    int line = 0;
    while (*text && line < lines) {
        size_t length = fitting(text, width), at = length;
        if (text[length])
            while (at > 0 && text[at] != ' ')
                at--;
        length = at > 0 ? at : length;
        char *part = mem_copy_text(text);
        part[length] = '\0';
        put(y + line++, x, width, part, attributes);
        free(part);
        text += length;
        while (*text == ' ')
            text++;
    }
    return line;
}

static attr_t color(int pair)
{
    return (attr_t)COLOR_PAIR(pair);
}

/* ---- parts ---- */

static void paint_head(const struct shown *shown)
{
    attr_t reverse = A_REVERSE;
    int right = COLS - 1;
    attron(reverse);
    mvhline(0, 0, ' ', COLS);
    attroff(reverse);
    if (shown->practice)
        right -= put_right(0, 0, right, "[LUYỆN TẬP]", reverse | A_BOLD) + 1;
    int x = 1 + put(0, 1, right, shown->title, reverse | A_BOLD) + 2;
    put(0, x, right - x, shown->place, reverse);
}

/* From the bottom up; gives the first line used. */
static int paint_keys(const struct shown *shown)
{
    int lines = 1, top = LINES - 1;
    for (int pass = 0; pass < 2; pass++) {
        int x = 0, line = 0;
        top = LINES - lines;
        for (size_t i = 0; i < shown->key_count; i++) {
            int key = (int)utf8_width(shown->keys[i].key),
                help = (int)utf8_width(shown->keys[i].help);
            if (x > 0 && x + key + 1 + help > COLS) {
                x = 0;
                line++;
            }
            if (pass == 1) {
                put(top + line, x, key, shown->keys[i].key, A_BOLD | color(PAIR_ACCENT));
                put(top + line, x + key + 1, help, shown->keys[i].help, 0);
            }
            x += key + 1 + help + 2;
        }
        lines = line + 1;
    }
    return top;
}

static void paint_notice(const struct shown *shown, int y)
{
    static const char *const GLYPHS[NOTICE_COUNT] = {"", "✓ ", "! ", "✗ "};
    static const int PAIRS[NOTICE_COUNT] = {0, PAIR_GOOD, PAIR_DOUBT, PAIR_FAULT};
    struct str text = STR_INIT;
    if (shown->notice_kind == NOTICE_NONE)
        return;
    str_format(&text, "%s%s", GLYPHS[shown->notice_kind], shown->notice);
    int lines = (int)utf8_width(str_peek(&text)) > COLS ? 2 : 1;
    for (int i = 0; i < lines; i++)
        mvhline(y - i, 0, ' ', COLS);
    put_block(y + 1 - lines, 0, COLS, lines, str_peek(&text),
              A_BOLD | color(PAIRS[shown->notice_kind]));
    str_release(&text);
}

static attr_t sign_attributes(enum shown_sign sign)
{
    switch (sign) {
    case SIGN_DOUBT: return A_BOLD | color(PAIR_DOUBT);
    case SIGN_FAULT: return A_BOLD | color(PAIR_FAULT);
    case SIGN_GOOD: return color(PAIR_GOOD);
    default: return 0;
    }
}

static void paint_bar(int y, int x, int width, double part)
{
    int done = (int)(width * part + 0.5);
    for (int i = 0; i < width; i++)
        mvaddstr(y, x + i, i < done ? "█" : "░");
}

static void paint_item(const struct shown_row *row, int y, bool chosen)
{
    attr_t base = chosen ? A_REVERSE : 0;
    int label = COLS * 2 / (LABEL_SHARE * 2 - 1), x = 4, right = COLS - 1;
    if (chosen) {
        attron(A_REVERSE);
        mvhline(y, 0, ' ', COLS);
        attroff(A_REVERSE);
    }
    put(y, 1, 1, sign_glyph(row->sign), chosen ? base : sign_attributes(row->sign));
    right -= put_right(y, x, right - x, row->extra, base);
    if (!*row->text && row->bar < 0) {
        put(y, x, right - x - 1, row->label, base | (chosen ? A_BOLD : 0));
        return;
    }
    put(y, x, label - x - 1, row->label, base | (chosen ? A_BOLD : 0));
    if (row->bar >= 0) {
        paint_bar(y, label, 12, row->bar);
        label += 14;
    }
    put(y, label, right - label - 1, row->text, base);
}

static void paint_rows(const struct shown *shown, int top, int bottom)
{
    int fit = bottom - top, first = 0, y = top;
    if (shown->focus >= 0 && (int)shown->row_count > fit)
        first = shown->focus - fit * 3 / 4;
    if (first > (int)shown->row_count - fit)
        first = (int)shown->row_count - fit;
    if (first < 0)
        first = 0;
    for (size_t i = (size_t)first; i < shown->row_count && y < bottom; i++) {
        const struct shown_row *row = &shown->rows[i];
        if (row->kind == ROW_NOTE)
            y += put_block(y, 2, COLS - 4, bottom - y, row->label, 0);
        else if (row->kind == ROW_HEADING)
            put(y++, 1, COLS - 2, row->label, A_BOLD | A_UNDERLINE | color(PAIR_ACCENT));
        else
            paint_item(row, y++, (int)i == shown->focus);
    }
}

/* ---- the input ---- */

static void paint_span(const struct shown_input *input, struct shown_span span, int y, int x,
                       int start, attr_t attributes)
{
    char *before = mem_copy_text(input->text), *inside = mem_copy_text(input->text + span.from);
    before[span.from] = '\0';
    inside[span.to - span.from] = '\0';
    int column = (int)utf8_width(before) - start;
    if (column >= 0)
        put(y, x + column, COLS - x - column - 1, inside, attributes);
    free(before);
    free(inside);
}

/* The line that is typed into; gives the caret's column. */
static int paint_text(const struct shown_input *input, int y)
{
    enum { LEFT = 2 };
    struct str text = STR_INIT;
    str_add_span(&text, input->text, input->caret);
    str_add(&text, input->preedit);
    int caret = (int)utf8_width(str_peek(&text)), room = COLS - 2 * LEFT - 1;
    int start = caret > room ? caret - room : 0;
    str_add(&text, input->text + input->caret);
    const char *seen = str_peek(&text) + fitting(str_peek(&text), start);
    attron(A_UNDERLINE);
    mvhline(y, LEFT, ' ', COLS - 2 * LEFT);
    attroff(A_UNDERLINE);
    put(y, LEFT, COLS - 2 * LEFT, seen, A_BOLD | A_UNDERLINE);
    for (size_t i = 0; i < input->doubt_count && !*input->preedit; i++)
        paint_span(input, input->doubts[i], y, LEFT, start, A_BOLD | color(PAIR_DOUBT));
    if (input->from < input->to)
        paint_span(input, (struct shown_span){input->from, input->to}, y, LEFT, start, A_REVERSE);
    str_release(&text);
    return LEFT + caret - start;
}

static int key_line(int y, const char *key, const char *before, const char *text)
{
    struct str line = STR_INIT;
    str_format(&line, "%s%s", before, text);
    int used = put(y, 2, COLS - 2, key, A_BOLD | color(PAIR_ACCENT));
    put(y, 2 + used + 1, COLS - used - 4, str_peek(&line), 0);
    str_release(&line);
    return 1;
}

/* Gives the first line behind it. */
static int paint_input(const struct shown *shown, int y, int *ret_caret_y, int *ret_caret_x)
{
    const struct shown_input *input = &shown->input;
    struct str state = STR_INIT, problem = STR_INIT, other = STR_INIT;
    str_format(&state, "%s%s%s%s%s", input->style, *input->state ? "  (" : "", input->state,
               *input->state ? ")" : "", "");
    put(y, 1, COLS - 2, input->label, A_BOLD);
    put_right(y, 0, COLS - 1, str_peek(&state), 0);
    *ret_caret_y = y + 1;
    *ret_caret_x = paint_text(input, y + 1);
    y += 2;
    if (*input->becomes)
        y += key_line(y, "Enter", "→ ", input->becomes);
    if (*input->hint && !text_equal(input->hint, input->becomes))
        y += key_line(y, input->hint_key, "→ ", input->hint);
    for (size_t i = 0; i < input->reading_count; i++) {
        const struct shown_reading *reading = &input->readings[i];
        str_clear(&other);
        str_format(&other, "%s %s: ", reading->chosen ? "✓" : " ", reading->title);
        y += key_line(y, reading->key, str_peek(&other), reading->text);
    }
    str_clear(&other);
    str_format(&other, "%s: ", _("other reading"));
    if (*input->other)
        y += key_line(y, input->other_key, str_peek(&other), input->other);
    for (size_t i = 0; i < input->problem_count && i < 2; i++) {
        str_clear(&problem);
        str_format(&problem, "! %s", input->problems[i]);
        y += put_block(y, 2, COLS - 4, 2, str_peek(&problem), color(PAIR_FAULT));
    }
    str_release(&state);
    str_release(&problem);
    str_release(&other);
    return y;
}

/* ---- the screen ---- */

/* Rows of cells that the piece of paper may have; 0 = text only. */
static int piece_rows(const struct terminal *terminal, const struct shown *shown)
{
    if (!shown->picture.snippet || terminal->way == WAY_NONE || LINES < 20)
        return 0;
    int rows = LINES / 4;
    return rows > PIECE_ROWS_MAX ? PIECE_ROWS_MAX : rows < PIECE_ROWS ? PIECE_ROWS : rows;
}

static void say_no_picture(const struct terminal *terminal, const struct shown *shown, int y)
{
    const char *text = terminal->way == WAY_NONE ? _("This terminal shows no pictures: text only.")
                       : !shown->picture.picture && !*shown->picture.missing
                           ? _("The picture is on its way …")
                       : *shown->picture.missing ? shown->picture.missing
                       : shown->has_input        ? _("This field was not found on the page.")
                                                 : "";
    put(y, 2, COLS - 4, text, A_DIM);
}

void paint_screen(struct terminal *terminal, const struct shown *shown)
{
    int y = 1, caret_y = -1, caret_x = 0, rows = piece_rows(terminal, shown);
    erase();
    int bottom = paint_keys(shown);
    paint_head(shown);
    if (terminal->sixel_seen) { /* ncurses does not know what stands there */
        clearok(stdscr, TRUE);
        terminal->sixel_seen = false;
    }
    bool blocks =
        rows > 0 && terminal->way == WAY_BLOCKS && piece_blocks(&shown->picture, y, 0, rows, COLS);
    if (shown->picture.snippet && !blocks &&
        (terminal->way != WAY_SIXEL || !shown->picture.picture))
        say_no_picture(terminal, shown, y);
    y += shown->picture.snippet ? (rows > 0 ? rows : 1) : 0;
    if (shown->has_input)
        y = paint_input(shown, y, &caret_y, &caret_x);
    else
        y += put_block(y, 2, COLS - 4, 2, shown->done, A_BOLD | color(PAIR_GOOD));
    paint_rows(shown, y, bottom - 1);
    paint_notice(shown, bottom - 1);
    curs_set(caret_y >= 0);
    if (caret_y >= 0)
        move(caret_y, caret_x);
    refresh();
    if (rows > 0 && terminal->way == WAY_SIXEL)
        piece_sixel(terminal, &shown->picture, 1, 0, rows, COLS);
}

/* ---- starting ---- */

static void start_greys(void)
{
    for (int fore = 0; fore < GREYS; fore++)
        for (int back = 0; back < GREYS; back++)
            init_pair((short)(PAIR_GREYS + fore * GREYS + back),
                      (short)(232 + fore * 23 / (GREYS - 1)),
                      (short)(232 + back * 23 / (GREYS - 1)));
}

static void find_cells(struct terminal *terminal)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col && size.ws_row) {
        terminal->cell_width = size.ws_xpixel / size.ws_col;
        terminal->cell_height = size.ws_ypixel / size.ws_row;
    }
}

void paint_start(struct terminal *terminal)
{
    bool greys = false;
    if (has_colors()) {
        start_color();
        use_default_colors();
        init_pair(PAIR_ACCENT, -1, -1); /* bold: colours of letters differ too much */
        init_pair(PAIR_DOUBT, COLOR_BLACK, COLOR_YELLOW);
        init_pair(PAIR_FAULT, COLOR_RED, -1);
        init_pair(PAIR_GOOD, COLOR_GREEN, -1);
        greys = COLORS >= 256 && COLOR_PAIRS > PAIR_GREYS + GREYS * GREYS;
    }
    if (greys)
        start_greys();
    find_cells(terminal);
    if (terminal->way == WAY_SIXEL && terminal->cell_width > 0 && terminal->cell_height > 0)
        return;
    terminal->way = greys && COLS >= BLOCKS_COLUMNS ? WAY_BLOCKS : WAY_NONE;
}
