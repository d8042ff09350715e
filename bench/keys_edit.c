/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/keys_edit: see the header. May include: base, present.
 */
#include "keys_edit.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "telex.h"

enum { SIGNS_MAX = 256 };

struct signs {
    uint32_t rune[SIGNS_MAX];
    size_t at[SIGNS_MAX + 1]; /* bytes */
    size_t count;
};

static void take_signs(const char *text, struct signs *ret)
{
    const char *next = text;
    ret->count = 0;
    for (uint32_t rune; ret->count < SIGNS_MAX && (rune = utf8_next(&next)) != 0;) {
        ret->rune[ret->count++] = rune;
        ret->at[ret->count] = (size_t)(next - text);
    }
    ret->at[0] = 0;
}

static size_t keys_of(uint32_t rune)
{
    char text[5];
    utf8_encode(rune, text);
    return telex_count(text);
}

/* ---- differences ---- */

/* Signs from[a..a_end) should be to[b..b_end). */
struct run {
    size_t a, a_end, b, b_end;
};

/* The runs of the shortest way from one to the other, from the end; gives their number. */
static size_t find_runs(const struct signs *from, const struct signs *to, struct run *ret)
{
    size_t n = from->count, m = to->count, count = 0;
    size_t *cost = mem_new((n + 1) * (m + 1), sizeof *cost);
#define AT(i, j)     cost[(i) * (m + 1) + (j)]
#define DIFFER(i, j) (size_t)(from->rune[(i)-1] != to->rune[(j)-1])
    for (size_t i = 0; i <= n; i++)
        for (size_t j = 0; j <= m; j++) {
            size_t best = i + j;
            if (i && j && AT(i - 1, j - 1) + DIFFER(i, j) < best)
                best = AT(i - 1, j - 1) + DIFFER(i, j);
            if (i && AT(i - 1, j) + 1 < best)
                best = AT(i - 1, j) + 1;
            if (j && AT(i, j - 1) + 1 < best)
                best = AT(i, j - 1) + 1;
            AT(i, j) = best;
        }
    bool in_run = false;
    for (size_t i = n, j = m; i || j;) {
        bool diagonal = i && j && AT(i, j) == AT(i - 1, j - 1) + DIFFER(i, j);
        bool same = diagonal && DIFFER(i, j) == 0;
        if (!same && !in_run)
            ret[count++] = (struct run){.a_end = i, .b_end = j};
        in_run = !same;
        size_t left = diagonal || !(j && AT(i, j) == AT(i, j - 1) + 1) ? 1 : 0;
        j -= diagonal || left == 0;
        i -= left;
        if (!same) {
            ret[count - 1].a = i;
            ret[count - 1].b = j;
        }
    }
#undef AT
#undef DIFFER
    free(cost);
    return count;
}

void edit_count(const char *from, const char *to, size_t *ret_keys, size_t *ret_runs)
{
    struct signs a, b;
    struct run runs[SIGNS_MAX];
    take_signs(from, &a);
    take_signs(to, &b);
    *ret_runs = find_runs(&a, &b, runs);
    for (size_t i = 0; i < *ret_runs; i++) {
        size_t old = runs[i].a_end - runs[i].a, new = runs[i].b_end - runs[i].b;
        *ret_keys += old > new ? old - new : 0;
        for (size_t k = runs[i].b; k < runs[i].b_end; k++)
            *ret_keys += keys_of(b.rune[k]);
    }
}

/* ---- the way to a place ---- */

static bool is_word(uint32_t rune)
{
    return utf8_is_letter(rune) || utf8_is_mark(rune) || (rune >= '0' && rune <= '9');
}

static size_t word_left(const struct signs *signs, size_t at)
{
    while (at > 0 && !is_word(signs->rune[at - 1]))
        at--;
    while (at > 0 && is_word(signs->rune[at - 1]))
        at--;
    return at;
}

static size_t word_right(const struct signs *signs, size_t at)
{
    while (at < signs->count && is_word(signs->rune[at]))
        at++;
    while (at < signs->count && !is_word(signs->rune[at]))
        at++;
    return at;
}

static const char *const MOVES[] = {"←", "→", "Ctrl+←", "Ctrl+→", "Home", "End"};

static size_t moved(const struct signs *signs, size_t at, size_t move)
{
    switch (move) {
    case 0: return at > 0 ? at - 1 : 0;
    case 1: return at < signs->count ? at + 1 : at;
    case 2: return word_left(signs, at);
    case 3: return word_right(signs, at);
    case 4: return 0;
    default: return signs->count;
    }
}

/* Keys of the shortest way, each with a space behind it; gives their number. */
static size_t find_way(const struct signs *signs, size_t start, size_t end, struct str *keys)
{
    size_t steps[SIGNS_MAX + 1], came[SIGNS_MAX + 1], by[SIGNS_MAX + 1], queue[SIGNS_MAX + 1];
    size_t head = 0, tail = 0;
    for (size_t i = 0; i <= signs->count; i++)
        steps[i] = SIZE_MAX;
    steps[end] = SIZE_MAX;
    steps[start] = 0;
    queue[tail++] = start;
    while (head < tail) {
        size_t at = queue[head++];
        for (size_t move = 0; move < ARRAY_SIZE(MOVES); move++) {
            size_t next = moved(signs, at, move);
            if (steps[next] != SIZE_MAX)
                continue;
            steps[next] = steps[at] + 1;
            came[next] = at;
            by[next] = move;
            queue[tail++] = next;
        }
    }
    const char *way[SIGNS_MAX];
    size_t count = 0;
    for (size_t at = end; at != start; at = came[at])
        way[count++] = MOVES[by[at]];
    for (size_t i = count; i-- > 0;)
        str_format(keys, "%s ", way[i]);
    return count;
}

static const char *signs_text(const char *text, const struct signs *signs, size_t from, size_t to,
                              struct arena *arena)
{
    return arena_copy_span(arena, text + signs->at[from], signs->at[to] - signs->at[from]);
}

/* ---- the cheapest ---- */

struct choice {
    struct edit edit;
    size_t cost;
};

static void choose(struct choice *best, struct str *keys, size_t presses, const char *text,
                   struct arena *arena)
{
    size_t cost = presses + telex_count(text);
    if (cost < best->cost)
        *best = (struct choice){{arena_copy_text(arena, str_peek(keys)), text, false}, cost};
    str_clear(keys);
}

/* The doubtful place holds all of the run: it is selected, and typed over. */
static void by_doubt(const struct edit_ask *ask, const struct signs *a, const struct signs *b,
                     const struct run *run, struct arena *arena, struct choice *best)
{
    struct str keys = STR_INIT;
    for (size_t i = 0; i < ask->doubt_count; i++) {
        struct shown_span span = ask->doubts[i];
        str_add(&keys, "F7 ");
        if (span.from > a->at[run->a] || span.to < a->at[run->a_end])
            continue;
        struct str come = STR_INIT, all = STR_INIT;
        str_add_span(&come, ask->from + span.from, a->at[run->a] - span.from);
        str_add(&come, signs_text(ask->to, b, run->b, run->b_end, arena));
        str_add_span(&come, ask->from + a->at[run->a_end], span.to - a->at[run->a_end]);
        const char *text = arena_copy_text(arena, str_peek(&come));
        str_format(&all, "%s%s", str_peek(&keys), *text ? "" : "Backspace ");
        choose(best, &all, i + 1 + !*text, text, arena);
        str_release(&come);
        str_release(&all);
    }
    str_release(&keys);
}

/* The caret goes there. */
static void by_caret(const struct edit_ask *ask, const struct signs *a, const struct signs *b,
                     const struct run *run, struct arena *arena, struct choice *best)
{
    struct str keys = STR_INIT;
    size_t caret = 0, wrong = run->a_end - run->a;
    while (caret < a->count && a->at[caret] < ask->caret)
        caret++;
    size_t presses = find_way(a, caret, run->a_end, &keys);
    for (size_t i = 0; i < wrong; i++)
        str_add(&keys, "Backspace ");
    choose(best, &keys, presses + wrong, signs_text(ask->to, b, run->b, run->b_end, arena), arena);
    /* The whole word at once. */
    size_t start = run->a, b_start = run->b;
    while (start > 0 && b_start > 0 && is_word(a->rune[start - 1])) {
        start--;
        b_start--;
    }
    if (wrong > 0 && word_left(a, run->a_end) == start) {
        presses = find_way(a, caret, run->a_end, &keys);
        str_add(&keys, "Ctrl+Backspace ");
        choose(best, &keys, presses + 1, signs_text(ask->to, b, b_start, run->b_end, arena), arena);
    }
    str_release(&keys);
}

struct edit edit_next(const struct edit_ask *ask, struct arena *arena)
{
    struct signs a, b;
    struct run runs[SIGNS_MAX];
    struct choice best = {.cost = SIZE_MAX};
    size_t keys = 0, count = 0;
    take_signs(ask->from, &a);
    take_signs(ask->to, &b);
    count = find_runs(&a, &b, runs);
    if (count > 0) {
        by_doubt(ask, &a, &b, &runs[0], arena, &best);
        by_caret(ask, &a, &b, &runs[0], arena, &best);
    }
    edit_count(ask->from, ask->to, &keys, &count);
    size_t anew = (*ask->from != 0) + telex_count(ask->to);
    if (count == 0 || anew <= best.cost || (count > 1 && anew <= keys + 3 * count))
        return (struct edit){*ask->from ? "Ctrl+a " : "", ask->to, true};
    return best.edit;
}
