/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/distance: weighted edit distance. Owns the costs. Costs are counted in hundredths; the
 * tables of one comparison stand on the stack. May include base and viet.
 */
#include "viet/distance.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "viet/letter.h"

enum {
    COST_LETTER = 100,
    COST_TONE = 25,
    COST_SHAPE = 35,
    COST_CONFUSED = 30,
    COST_SPACE = 40,
    COST_SIGN = 30,
    COST_FAR = 1 << 28,
};

struct cell {
    uint32_t rune; /* lower case, for equality */
    char base;     /* 'a'..'z', or 0 */
    char shape, tone;
    char class; /* what OCR takes for each other bears the same mark; 0 = nothing */
    int gain;   /* cost of this one being lost or added */
};

struct cells {
    struct cell items[DISTANCE_RUNES_MAX];
    int offsets[DISTANCE_RUNES_MAX + 1]; /* bytes in the text */
    int count;
};

static char confusion_class(uint32_t rune)
{
    switch (rune) {
    case '0':
    case 'O':
    case 'o':
    case 'Q':
    case 'D': return '0';
    case '1':
    case 'l':
    case 'I':
    case 'i':
    case '|':
    case '!':
    case ']': return '1';
    case '5':
    case 'S':
    case 's': return '5';
    case '8':
    case 'B': return '8';
    case '6':
    case 'G':
    case 'b': return '6';
    case '2':
    case 'Z':
    case 'z': return '2';
    case '9':
    case 'g':
    case 'q': return '9';
    default: return 0;
    }
}

static int gain_of(uint32_t rune)
{
    if (utf8_is_space(rune))
        return COST_SPACE;
    switch (rune) {
    case '.':
    case ',':
    case ':':
    case ';':
    case '-':
    case '\'':
    case '`':
    case '~':
    case '_':
    case '|':
    case '^':
    case 0xb7:
    case 0x2018:
    case 0x2019:
    case 0x2026: return COST_SIGN;
    default: return utf8_is_mark(rune) ? COST_TONE : COST_LETTER;
    }
}

/* Letters of other languages that OCR takes for ours: their base letter, or 0. */
static char foreign_base(uint32_t rune)
{
    static const struct {
        uint32_t rune;
        char base;
    } TABLE[] = {{0xe4, 'a'},  {0xe5, 'a'},  {0xe7, 'c'},  {0xeb, 'e'},  {0xef, 'i'},  {0xee, 'i'},
                 {0xf1, 'n'},  {0xf6, 'o'},  {0xf8, 'o'},  {0xfb, 'u'},  {0xfc, 'u'},  {0xff, 'y'},
                 {0xf0, 'd'},  {0x101, 'a'}, {0x113, 'e'}, {0x131, 'i'}, {0x14d, 'o'}, {0x16b, 'u'},
                 {0x1d2, 'o'}, {0x1ce, 'a'}, {0x161, 's'}};
    for (size_t i = 0; i < sizeof TABLE / sizeof TABLE[0]; i++)
        if (TABLE[i].rune == rune)
            return TABLE[i].base;
    return 0;
}

static void cell_fill(struct cell *cell, uint32_t rune)
{
    struct letter letter;
    *cell = (struct cell){.rune = rune, .class = confusion_class(rune), .gain = gain_of(rune)};
    if (letter_split(rune, &letter)) {
        cell->base = letter.base;
        cell->shape = (char)letter.shape;
        cell->tone = (char)letter.tone;
        letter.upper = false;
        cell->rune = letter_join(&letter);
        if (rune >= 0x80)
            cell->class = confusion_class((uint32_t)letter.base);
    } else if (rune >= 0x80) {
        cell->rune = utf8_lower_rune(rune);
        cell->base = foreign_base(cell->rune);
        cell->shape = SHAPE_COUNT;
    }
}

static void cells_fill(struct cells *cells, const char *text)
{
    const char *next = text;
    cells->count = 0;
    while (cells->count < DISTANCE_RUNES_MAX) {
        cells->offsets[cells->count] = (int)(next - text);
        uint32_t rune = utf8_next(&next);
        if (rune == 0)
            break;
        cell_fill(&cells->items[cells->count++], rune);
    }
    if (cells->count == DISTANCE_RUNES_MAX)
        cells->offsets[cells->count] = (int)(next - text);
}

static int cost_change(const struct cell *a, const struct cell *b)
{
    if (a->rune == b->rune)
        return 0;
    if (a->base != 0 && a->base == b->base) {
        int cost = (a->shape != b->shape ? COST_SHAPE : 0) + (a->tone != b->tone ? COST_TONE : 0);
        return cost;
    }
    if (a->class != 0 && a->class == b->class)
        return COST_CONFUSED + (a->tone != b->tone ? COST_TONE : 0);
    if (a->gain == COST_SIGN && b->gain == COST_SIGN)
        return COST_SIGN;
    return COST_LETTER;
}

static bool pair_is(const struct cell *two, const struct cell *one)
{
    static const char PAIRS[][3] = {{'r', 'n', 'm'}, {'n', 'n', 'm'}, {'v', 'v', 'w'},
                                    {'c', 'l', 'd'}, {'c', 'i', 'a'}, {'l', 'i', 'h'},
                                    {'i', 'i', 'u'}, {'i', 'n', 'm'}, {'r', 'i', 'n'}};
    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++)
        if (two[0].base == PAIRS[i][0] && two[1].base == PAIRS[i][1] && one->base == PAIRS[i][2])
            return true;
    return false;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Three rows of the table and, for the substring search, where each path began. */
struct rows {
    int cost[3][DISTANCE_RUNES_MAX + 1];
    int from[3][DISTANCE_RUNES_MAX + 1];
};

static void step(struct rows *rows, const struct cells *a, const struct cells *b, int i, int j)
{
    int *now = rows->cost[i % 3], *last = rows->cost[(i + 2) % 3], *older = rows->cost[(i + 1) % 3];
    int *from = rows->from[i % 3], *from_last = rows->from[(i + 2) % 3],
        *from_older = rows->from[(i + 1) % 3];
    const struct cell *ca = &a->items[i - 1], *cb = &b->items[j - 1];
    now[j] = last[j - 1] + cost_change(ca, cb);
    from[j] = from_last[j - 1];
    if (last[j] + ca->gain < now[j]) {
        now[j] = last[j] + ca->gain;
        from[j] = from_last[j];
    }
    if (now[j - 1] + cb->gain < now[j]) {
        now[j] = now[j - 1] + cb->gain;
        from[j] = from[j - 1];
    }
    if (i >= 2 && older[j - 1] + COST_CONFUSED < now[j] && pair_is(ca - 1, cb)) {
        now[j] = older[j - 1] + COST_CONFUSED;
        from[j] = from_older[j - 1];
    }
    if (j >= 2 && last[j - 2] + COST_CONFUSED < now[j] && pair_is(cb - 1, ca)) {
        now[j] = last[j - 2] + COST_CONFUSED;
        from[j] = from_last[j - 2];
    }
}

/* Fills the table row by row; anywhere: a path may begin at any place of b for nothing. Returns the
 * index of the last row, or -1 when every path costs more than limit. */
static int walk(struct rows *rows, const struct cells *a, const struct cells *b, bool anywhere,
                int limit)
{
    rows->cost[0][0] = 0;
    rows->from[0][0] = 0;
    for (int j = 1; j <= b->count; j++) {
        rows->cost[0][j] = anywhere ? 0 : rows->cost[0][j - 1] + b->items[j - 1].gain;
        rows->from[0][j] = anywhere ? j : 0;
    }
    int best_last = 0;
    for (int i = 1; i <= a->count; i++) {
        int *now = rows->cost[i % 3];
        now[0] = rows->cost[(i + 2) % 3][0] + a->items[i - 1].gain;
        rows->from[i % 3][0] = 0;
        int best = now[0];
        for (int j = 1; j <= b->count; j++) {
            step(rows, a, b, i, j);
            best = least(best, now[j]);
        }
        if (best > limit && best_last > limit)
            return -1;
        best_last = best;
    }
    return a->count % 3;
}

static float distance_limited(const char *text_a, const char *text_b, int limit, int *ret_longer)
{
    struct cells a, b;
    struct rows rows;
    cells_fill(&a, text_a);
    cells_fill(&b, text_b);
    *ret_longer = a.count > b.count ? a.count : b.count;
    int row = walk(&rows, &a, &b, false, limit);
    return (row < 0 ? (float)limit + 1 : (float)rows.cost[row][b.count]) / 100;
}

float distance_edit(const char *a, const char *b)
{
    int longer;
    return distance_limited(a, b, COST_FAR, &longer);
}

float distance_edit_within(const char *a, const char *b, float limit)
{
    int longer;
    return distance_limited(a, b, (int)(limit * 100 + 0.5f), &longer);
}

float distance_likeness(const char *a, const char *b)
{
    int longer;
    float distance = distance_limited(a, b, COST_FAR, &longer);
    if (longer == 0)
        return 1;
    float likeness = 1 - distance / (float)longer;
    return likeness > 0 ? likeness : 0;
}

float distance_find(const char *needle, const char *text, int *ret_start, int *ret_end)
{
    struct cells a, b;
    struct rows rows;
    cells_fill(&a, needle);
    cells_fill(&b, text);
    int row = walk(&rows, &a, &b, true, COST_FAR);
    int best = 0;
    for (int j = 1; j <= b.count; j++)
        if (rows.cost[row][j] < rows.cost[row][best])
            best = j;
    if (ret_start != NULL)
        *ret_start = b.offsets[rows.from[row][best]];
    if (ret_end != NULL)
        *ret_end = b.offsets[best];
    return (float)rows.cost[row][best] / 100;
}
