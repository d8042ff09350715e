/* SPDX-License-Identifier: Apache-2.0
 *
 * record/label: finding printed labels. Distances are counted over folded letters with Myers' bit
 * vectors (G. Myers, J. ACM 46, 1999), a label at a time from each token on; the best set without
 * overlap is chosen by weighted intervals. Includes base, model, viet and record.
 */
#include "record/label.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "viet/distance.h"

enum {
    PATTERN_MAX = 64,  /* letters of a label that are compared */
    TOKENS_MAX = 6000, /* no form has more; what follows is text */
};

/* ---- distance ---- */

struct myers {
    const uint64_t *rows;
    uint64_t pv, mv, high;
    int distance;
};

/* a..z are 0..25, the sign of a digit is 26. */
static unsigned letter_index(char letter)
{
    return letter == '#' ? 26 : (unsigned)(letter - 'a');
}

static void rows_init(uint64_t rows[27], const char *pattern, int length)
{
    for (int i = 0; i < length; i++)
        rows[letter_index(pattern[i])] |= 1ull << i;
}

static void myers_init(struct myers *myers, const uint64_t *rows, int length)
{
    *myers = (struct myers){.rows = rows, .pv = ~0ull, .distance = length};
    myers->high = 1ull << (length - 1);
}

/* One more letter of the text; the distance of the whole pattern to the text so far. */
static void myers_add(struct myers *myers, char letter, uint64_t start)
{
    uint64_t eq = myers->rows[letter_index(letter)];
    uint64_t xv = eq | myers->mv;
    uint64_t xh = (((eq & myers->pv) + myers->pv) ^ myers->pv) | eq;
    uint64_t ph = myers->mv | ~(xh | myers->pv), mh = myers->pv & xh;
    if (ph & myers->high)
        myers->distance++;
    if (mh & myers->high)
        myers->distance--;
    ph = (ph << 1) | start;
    mh <<= 1;
    myers->pv = mh | ~(xv | ph);
    myers->mv = ph & xv;
}

static void myers_step(struct myers *myers, char letter)
{
    myers_add(myers, letter, 1);
}

int fold_inside(const char *needle, const char *text)
{
    struct myers myers;
    uint64_t rows[27] = {0};
    int length = (int)strlen(needle), best;
    length = length < PATTERN_MAX ? length : PATTERN_MAX;
    if (length == 0)
        return 0;
    rows_init(rows, needle, length);
    myers_init(&myers, rows, length);
    best = length;
    for (; *text; text++) {
        myers_add(&myers, *text, 0);
        best = myers.distance < best ? myers.distance : best;
    }
    return best;
}

int fold_distance(const char *pattern, const char *text, int limit)
{
    struct myers myers;
    uint64_t rows[27] = {0};
    int length = (int)strlen(pattern), other = (int)strlen(text);
    if (length > PATTERN_MAX)
        length = PATTERN_MAX;
    if (length == 0)
        return other;
    if (abs(length - other) > limit)
        return limit + 1;
    rows_init(rows, pattern, length);
    myers_init(&myers, rows, length);
    for (; *text; text++)
        myers_step(&myers, *text);
    return myers.distance;
}

double fold_likeness(const char *a, const char *b)
{
    size_t longer = strlen(a) > strlen(b) ? strlen(a) : strlen(b);
    if (longer == 0)
        return 1;
    int distance = fold_distance(a, b, (int)longer);
    return 1 - (double)distance / (double)longer;
}

/* ---- the set ---- */

static unsigned letter_mask(const char *fold)
{
    unsigned mask = 0;
    for (; *fold; fold++)
        mask |= *fold == '#' ? 1u << 26 : 1u << (*fold - 'a');
    return mask;
}

static struct label *label_take(struct label_set *set, const char *text, struct arena *arena)
{
    const char *fold = label_fold(text, arena);
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(set->items[i].fold, fold) == 0)
            return &set->items[i];
    struct label *label = &set->items[set->count++];
    size_t letters = strlen(fold);
    *label = (struct label){.text = text, .fold = fold, .block = -1};
    label->letters = letters < PATTERN_MAX ? (int)letters : PATTERN_MAX;
    label->mask = letter_mask(fold);
    rows_init(label->rows, fold, label->letters);
    return label;
}

static void label_add_field(struct label *label, int field, int rank, size_t room,
                            struct arena *arena)
{
    if (!label->fields) {
        label->fields = arena_take(arena, room, sizeof *label->fields);
        label->ranks = arena_take(arena, room, sizeof *label->ranks);
    }
    for (size_t i = 0; i < label->field_count; i++)
        if (label->fields[i] == field)
            return;
    label->fields[label->field_count] = field;
    label->ranks[label->field_count++] = rank;
}

static size_t texts_count(text_list list)
{
    size_t count = 0;
    while (list[count])
        count++;
    return count;
}

void label_set_init(struct label_set *set, const struct schema *schema, bool columns,
                    struct arena *arena)
{
    size_t room = texts_count(schema->stops);
    for (size_t i = 0; i < schema->field_count; i++)
        room += texts_count(columns ? schema->fields[i].columns : schema->fields[i].print);
    for (size_t i = 0; i < schema->block_count; i++)
        room += texts_count(schema->blocks[i].print);
    *set = (struct label_set){.schema = schema};
    set->items = arena_take(arena, room + 1, sizeof *set->items);
    for (size_t i = 0; i < schema->field_count; i++) {
        const struct schema_field *field = &schema->fields[i];
        text_list list = columns ? field->columns : field->print;
        for (size_t k = 0; list[k] && field->find != FIND_NOWHERE; k++) {
            struct label *label = label_take(set, list[k], arena);
            label_add_field(label, (int)i, (int)k, schema->field_count, arena);
            label->keep |= field->keep;
        }
    }
    for (size_t i = 0; i < schema->block_count; i++)
        for (size_t k = 0; schema->blocks[i].print[k]; k++)
            label_take(set, schema->blocks[i].print[k], arena)->block = (int)i;
    for (size_t i = 0; schema->stops[i]; i++)
        label_take(set, schema->stops[i], arena)->stop = true;
}

/* ---- candidates ---- */

static int letters_allowed(int letters)
{
    if (letters >= 15)
        return letters / 4;
    return letters >= 10 ? 2 : letters >= 5;
}

static bool starts_upper(const char *text)
{
    while (*text && strchr("([\"'-*", *text))
        text++;
    const char *at = text;
    uint32_t rune = utf8_next(&at);
    return utf8_is_letter(rune) && utf8_lower_rune(rune) != rune;
}

static const char *stream_text(const struct stream *stream, size_t from, size_t to,
                               struct str *text)
{
    str_clear(text);
    for (size_t i = from; i < to; i++) {
        if (text->length > 0)
            str_add_char(text, ' ');
        str_add(text, stream->items[i].token->text);
    }
    return str_peek(text);
}

static bool next_has_digit(const struct stream *stream, size_t to)
{
    while (to < stream->count && (stream->items[to].token->leader || stream->items[to].token->note))
        to++;
    return to < stream->count && strchr(stream->items[to].token->fold, '#');
}

/* How a label stands: behind a colon mark, at the start of a segment, with a capital. */
struct stand {
    bool colon, first, whole, capital, opened, upper;
};

/* More than two heights of free paper before the item, in its segment. */
static bool wide_gap(const struct stream *stream, size_t at)
{
    if (at == 0 || at >= stream->count ||
        stream->items[at].segment != stream->items[at - 1].segment)
        return true;
    const struct token *left = stream->items[at - 1].token, *here = stream->items[at].token;
    return here->box.x - rect_right(left->box) > 2 * here->box.h;
}

static struct stand look_at(const struct stream *stream, size_t from, size_t to)
{
    struct stand stand = {0};
    const struct token *start = stream->items[from].token;
    stand.colon = stream->items[to - 1].token->colon;
    for (size_t i = to; i < stream->count && !stand.colon; i++) {
        const struct token *token = stream->items[i].token;
        bool sign = token->letters == 0 && token->text[0] && !strchr("-", token->text[0]);
        stand.colon = token->colon && token->letters == 0;
        if (!token->note && !sign)
            break;
    }
    stand.first = stream->items[from].first || wide_gap(stream, from);
    stand.whole = stand.first && (stream->items[to - 1].last || wide_gap(stream, to));
    stand.capital = starts_upper(start->text);
    stand.opened =
        start->text[0] == '(' || (from > 0 && text_ends(stream->items[from - 1].token->text, "("));
    return stand;
}

/* Would a person take these words for the label, and not for a part of a value? */
static bool stands_well(const struct label *label, const struct stream *stream, size_t to,
                        int distance, struct stand stand)
{
    if (label->letters <= 4 || !strchr(label->text, ' ')) {
        if (stand.first && label->keep && stand.capital)
            return true; /* V/v */
        if (stand.whole || (stand.colon && (stand.capital || stand.first)))
            return true;
        return (stand.first || stand.capital) && next_has_digit(stream, to) && label->letters <= 2;
    }
    if (label->letters <= 7)
        return stand.colon || stand.whole || (stand.capital && distance == 0 && !label->stop);
    return stand.colon || stand.capital || stand.first || stand.opened;
}

/* The next letter or digit of *ret_at, lower case; 0 at the end. */
static uint32_t next_letter(const char **ret_at)
{
    for (uint32_t rune = utf8_next(ret_at); rune; rune = utf8_next(ret_at))
        if (utf8_is_letter(rune) || (rune >= '0' && rune <= '9'))
            return utf8_lower_rune(rune);
    return 0;
}

/* Mostly a label is read without a fault: then the long way is not needed. */
static double text_likeness(const char *label, const char *text)
{
    const char *a = label, *b = text;
    uint32_t left, right;
    do {
        left = next_letter(&a);
        right = next_letter(&b);
    } while (left && left == right);
    return left == right ? 1 : (double)distance_likeness(label, text);
}

static void consider(const struct label *label, const struct stream *stream, size_t from, size_t to,
                     int distance, struct str *text, struct instance *best)
{
    struct stand stand = look_at(stream, from, to);
    if (!stands_well(label, stream, to, distance, stand))
        return;
    double most =
        label->letters - 4.0 * distance + 2 * stand.colon + stand.first + .5 * stand.capital - 1.5;
    if (most <= best->weight)
        return;
    double like = text_likeness(label->text, stream_text(stream, from, to, text));
    double folded = 1 - (double)distance / label->letters;
    if ((label->letters <= 4 && like < .8) || .5 * folded + .5 * like < .7)
        return;
    double weight = label->letters * (.5 + .5 * like) - 4.0 * distance + 2 * stand.colon +
                    stand.first + .5 * stand.capital - 1.5;
    if (weight <= best->weight || weight < .3 * label->letters)
        return;
    *best = (struct instance){.from = from, .to = to, .label = label};
    best->score = (float)(.5 * folded + .5 * like);
    best->weight = (float)weight;
    best->colon = stand.colon;
}

/* The best end for a label that starts at from; weight 0 = it does not stand there. */
static void try_label(const struct label *label, const struct stream *stream, size_t from,
                      struct str *text, struct instance *best)
{
    struct myers myers;
    int slack = letters_allowed(label->letters), seen = 0;
    myers_init(&myers, label->rows, label->letters);
    for (size_t i = from; i < stream->count && seen <= label->letters + slack; i++) {
        const struct token *token = stream->items[i].token;
        if (token->hand || (i > from && token->leader && token->text[0] == 0))
            return;
        if (i > from && stream->items[i].segment != stream->items[i - 1].segment &&
            label->letters < 12)
            return;
        for (const char *at = token->fold; *at; at++)
            myers_step(&myers, *at);
        seen += token->letters;
        if (token->letters > 0 && myers.distance <= slack)
            consider(label, stream, from, i + 1, myers.distance, text, best);
        if (token->colon)
            return;
    }
}

/* Which letters the next tokens have, for labels of up to 8, 16, 32 and more letters. */
struct window {
    unsigned mask[4];
};

static size_t window_size(int letters)
{
    return letters <= 8 ? 0 : letters <= 16 ? 1 : letters <= 32 ? 2 : 3;
}

static struct window window_from(const struct stream *stream, size_t from)
{
    static const int NEED[] = {8 + 1, 16 + 4, 32 + 8, PATTERN_MAX + PATTERN_MAX / 4};
    struct window window = {{0}};
    unsigned mask = 0;
    int seen = 0;
    size_t size = 0;
    for (size_t i = from; i < stream->count && size < 4; i++) {
        mask |= letter_mask(stream->items[i].token->fold);
        seen += stream->items[i].token->letters;
        for (; size < 4 && seen >= NEED[size]; size++)
            window.mask[size] = mask;
    }
    for (; size < 4; size++)
        window.mask[size] = mask;
    return window;
}

/* One of the first two letters is where it should be, or moved by one. */
static bool starts_alike(const char *label, const char *token)
{
    return label[0] == token[0] || (token[1] && (label[1] == token[1] || label[0] == token[1])) ||
           label[1] == token[0];
}

static bool may_match(const struct label *label, const struct token *token,
                      const struct window *window)
{
    int slack = letters_allowed(label->letters);
    if (!starts_alike(label->fold, token->fold))
        return false;
    unsigned mask = window->mask[window_size(label->letters)];
    if (__builtin_popcount(label->mask & ~mask) > slack)
        return false;
    return slack > 0 || label->fold[0] == token->fold[0];
}

/* ---- choice ---- */

/* best[i] = what the stream from i on can bring; one candidate a start and label. */
static void choose(const struct stream *stream, const struct instance *found, size_t found_count,
                   struct arena *arena, struct instance_list *ret)
{
    float *best = arena_take(arena, stream->count + 2, sizeof *best);
    size_t *pick = arena_take(arena, stream->count + 1, sizeof *pick);
    size_t at = found_count;
    for (size_t i = stream->count; i-- > 0;) {
        best[i] = best[i + 1];
        pick[i] = SIZE_MAX;
        for (; at > 0 && found[at - 1].from == i; at--) {
            float value = found[at - 1].weight + best[found[at - 1].to];
            if (value > best[i]) {
                best[i] = value;
                pick[i] = at - 1;
            }
        }
    }
    ret->items = arena_take(arena, found_count + 1, sizeof *ret->items);
    ret->count = 0;
    for (size_t i = 0; i < stream->count;) {
        if (pick[i] == SIZE_MAX) {
            i++;
            continue;
        }
        ret->items[ret->count++] = found[pick[i]];
        i = found[pick[i]].to;
    }
}

void label_find(const struct label_set *set, const struct stream *stream, const struct sheet *sheet,
                struct instance_list *ret)
{
    struct {
        struct instance *items;
        size_t count, capacity;
    } found = {0};
    struct str text = STR_INIT;
    for (size_t i = 0; i < stream->count && i < TOKENS_MAX; i++) {
        const struct token *token = stream->items[i].token;
        if (token->letters == 0)
            continue;
        struct window window = window_from(stream, i);
        for (size_t k = 0; k < set->count; k++) {
            struct instance best = {0};
            if (set->items[k].letters > 0 && may_match(&set->items[k], token, &window))
                try_label(&set->items[k], stream, i, &text, &best);
            if (best.weight > 0)
                *ARRAY_ADD(&found) = best;
        }
    }
    choose(stream, found.items, found.count, sheet->arena, ret);
    str_release(&text);
    free(found.items);
}
