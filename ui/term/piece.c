/* SPDX-License-Identifier: Apache-2.0
 *
 * term/piece: the piece of the paper that the input is about: as a sixel picture where the terminal
 * can, else as blocks of a quarter cell in shades of grey. May include: base, model, present, draw.
 */
#include "draw/piece.h"

#include <curses.h>
#include <poll.h>
#include <sixel.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "term/term_part.h"

/* ---- blocks ---- */

#define QUARTER_TALL 2.1 /* a quarter of a cell is this much higher than wide */

static int grey_at(const struct raster *raster, int x, int y)
{
    const uint8_t *at = raster->data + (size_t)y * raster->stride + (size_t)(3 * x);
    return (at[0] * 3 + at[1] * 6 + at[2]) / 10;
}

static int shade(int sum, int count)
{
    return count ? sum * (GREYS - 1) / (count * 255) : 0;
}

/* Four quarters in two shades: the dark ones are drawn, the light ones are the ground. */
static void put_cell(const struct raster *raster, int column, int row, int y, int x)
{
    static const wchar_t GLYPHS[17] = L" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█";
    int grey[4], low = 255, high = 0, dark = 0, light = 0, count = 0, pattern = 0;
    for (int i = 0; i < 4; i++) {
        grey[i] = grey_at(raster, 2 * column + i % 2, 2 * row + i / 2);
        low = grey[i] < low ? grey[i] : low;
        high = grey[i] > high ? grey[i] : high;
    }
    for (int i = 0; i < 4; i++) {
        bool is_dark = grey[i] <= (low + high) / 2 && high - low > 12;
        pattern |= is_dark << i;
        dark += is_dark ? grey[i] : 0;
        light += is_dark ? 0 : grey[i];
        count += is_dark;
    }
    int fore = shade(dark, count), back = shade(light, 4 - count);
    cchar_t cell;
    wchar_t glyph[2] = {GLYPHS[pattern], 0};
    setcchar(&cell, glyph, 0, (short)(PAIR_GREYS + fore * GREYS + back), NULL);
    mvadd_wch(y, x, &cell);
}

bool piece_blocks(const struct shown_picture *picture, int y, int x, int height, int width)
{
    struct raster raster;
    if (piece_get(picture, 2 * width, 2 * height, QUARTER_TALL, &raster, NULL) != ERR_OK)
        return false;
    for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++)
            put_cell(&raster, column, row, y + row, x + column);
    raster_release(&raster);
    return true;
}

/* ---- sixels ---- */

static int collect(char *data, int size, void *context)
{
    str_add_span(context, data, (size_t)size);
    return 0;
}

static bool encode(struct raster *raster, struct str *out)
{
    sixel_output_t *output = NULL;
    sixel_dither_t *dither = sixel_dither_get(SIXEL_BUILTIN_XTERM256);
    if (!dither || SIXEL_FAILED(sixel_output_new(&output, collect, out, NULL)))
        return false;
    bool fine = SIXEL_SUCCEEDED(
        sixel_encode(raster->data, raster->width, raster->height, 3, dither, output));
    sixel_output_unref(output);
    return fine;
}

void piece_sixel(struct terminal *terminal, const struct shown_picture *picture, int y, int x,
                 int height, int width)
{
    struct raster raster;
    struct str out = STR_INIT;
    int high = height * terminal->cell_height / 6 * 6; /* whole bands */
    if (piece_get(picture, width * terminal->cell_width, high, 1, &raster, NULL) != ERR_OK)
        return;
    str_format(&out, "\0337\033[%d;%dH", y + 1, x + 1);
    if (encode(&raster, &out)) {
        str_add(&out, "\0338");
        fwrite(str_peek(&out), 1, out.length, stdout);
        fflush(stdout);
        terminal->sixel_seen = true;
    }
    str_release(&out);
    raster_release(&raster);
}

/* ---- asking ---- */

enum { ANSWER_MS = 300 };

/* Reads up to the final c of "ESC [ ? 62 ; 4 c"; "" when nothing comes. */
static void read_answer(char *answer, size_t size)
{
    size_t used = 0;
    int64_t end = clock_monotonic_us() + 1000 * ANSWER_MS;
    struct pollfd input = {STDIN_FILENO, POLLIN, 0};
    while (used + 1 < size && clock_monotonic_us() < end) {
        if (poll(&input, 1, ANSWER_MS) <= 0 || read(STDIN_FILENO, answer + used, 1) != 1)
            break;
        if (answer[used++] == 'c')
            break;
    }
    answer[used] = '\0';
}

bool sixel_answers(void)
{
    struct termios before, raw;
    char answer[64];
    if (tcgetattr(STDIN_FILENO, &before) != 0)
        return false;
    raw = before;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    fputs("\033[c", stdout);
    fflush(stdout);
    read_answer(answer, sizeof answer);
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    return strstr(answer, ";4;") || strstr(answer, ";4c");
}
