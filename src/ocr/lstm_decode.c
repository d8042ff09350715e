/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/lstm_decode: see the header. May include: viet, base.
 */
#include "ocr/lstm_decode.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "viet/letter.h"

struct decoder {
    const struct lstm_model *model;
    const bool *allowed;
    const float *steps;
    int step_count;
    int *best; /* the likeliest allowed class of each step */
};

static float at(const struct decoder *decoder, int step, int class)
{
    return decoder->steps[(ptrdiff_t)step * decoder->model->class_count + class];
}

static int likeliest(const struct decoder *decoder, int step)
{
    int best = decoder->model->blank;
    for (int class = 0; class < decoder->model->class_count; class ++)
        if (decoder->allowed[class] && at(decoder, step, class) > at(decoder, step, best))
            best = class;
    return best;
}

/* The next step from here on with a sign or a space; step_count when there is none. */
static int next_sign(const struct decoder *decoder, int step)
{
    while (step < decoder->step_count && decoder->best[step] == decoder->model->blank)
        step++;
    return step;
}

/* At a blank, the sign before and the one behind may claim the step as well as the blank: where one
 * ends and the other begins is no doubt about what they are. */
static float sure_at(const struct decoder *decoder, int step, int before)
{
    const struct lstm_model *model = decoder->model;
    float sure = at(decoder, step, model->blank);
    if (decoder->best[step] != model->blank)
        return sure + at(decoder, step, decoder->best[step]);
    int behind = next_sign(decoder, step);
    if (before != model->blank)
        sure += at(decoder, step, before);
    if (behind < decoder->step_count && decoder->best[behind] != before)
        sure += at(decoder, step, decoder->best[behind]);
    return sure;
}

static bool is_space(const struct decoder *decoder, int class)
{
    return text_equal(decoder->model->signs[class], " ");
}

/* Beside a space the step may be the space's. */
static float sure_beside_space(const struct decoder *decoder, int step, int before, int space)
{
    float sure = sure_at(decoder, step, before);
    bool beside = before == decoder->model->blank ||
                  next_sign(decoder, step) == decoder->step_count ||
                  is_space(decoder, decoder->best[next_sign(decoder, step)]);
    if (space >= 0 && beside && before != space)
        sure += at(decoder, step, space);
    return sure < 1 ? sure : 1;
}

static void add_sign(struct lstm_word *word, int class, float sure, int step)
{
    if (word->count == 0)
        word->first = step;
    word->signs[word->count] = class;
    word->from[word->count] = step;
    word->to[word->count] = step + 1;
    word->sure[word->count++] = sure;
}

/* The word whose steps are from .. to - 1; false when there is no sign in it. */
static bool read_word(const struct decoder *decoder, int from, int to, int space,
                      struct arena *arena, struct lstm_word *word)
{
    int blank = decoder->model->blank, before = blank;
    float between = 1; /* of the blanks since the last sign */
    word->count = 0;
    word->signs = arena_take(arena, (size_t)(to - from), sizeof *word->signs);
    word->sure = arena_take(arena, (size_t)(to - from), sizeof *word->sure);
    word->from = arena_take(arena, (size_t)(to - from), sizeof *word->from);
    word->to = arena_take(arena, (size_t)(to - from), sizeof *word->to);
    for (int step = from; step < to; step++) {
        int class = decoder->best[step];
        float sure = sure_beside_space(decoder, step, before, space);
        bool again = class == before && step > from && decoder->best[step - 1] == class;
        if (class == blank) {
            between = sure < between ? sure : between;
            continue;
        }
        if (again) {
            float *least = &word->sure[word->count - 1];
            *least = sure < *least ? sure : *least;
            word->to[word->count - 1] = step + 1;
        } else {
            add_sign(word, class, sure < between ? sure : between, step);
        }
        word->last = step;
        before = class;
        between = 1;
    }
    if (word->count > 0 && between < word->sure[word->count - 1])
        word->sure[word->count - 1] = between;
    return word->count > 0;
}

/* ---- one letter seen as two ---- */

static bool letter_of(const struct decoder *decoder, int class, struct letter *ret)
{
    const char *sign = class == decoder->model->blank ? NULL : decoder->model->signs[class];
    uint32_t rune = sign ? utf8_next(&sign) : 0;
    return rune && !*sign && letter_split(rune, ret);
}

/* The same letter with another mark or in another size: but for "ưu" no word has two such side by
 * side. */
static bool is_same_letter(const struct decoder *decoder, int class, int other)
{
    struct letter a, b;
    return class != other && letter_of(decoder, class, &a) && letter_of(decoder, other, &b) &&
           a.base == b.base && !(a.base == 'u' && a.shape != b.shape);
}

static float claim(const struct decoder *decoder, int class, int from, int to)
{
    float sum = 0;
    for (int step = from; step < to; step++)
        sum += at(decoder, step, class);
    return sum;
}

static int run_end(const struct decoder *decoder, int step)
{
    int class = decoder->best[step];
    while (step < decoder->step_count && decoder->best[step] == class)
        step++;
    return step;
}

/* Where the network wavers between two forms of a letter, "Hiểền", the one with the greater part of
 * all its steps stays. */
static void join_doubles(struct decoder *decoder)
{
    for (int from = 0, to; from < decoder->step_count; from = to) {
        to = run_end(decoder, from);
        if (to == decoder->step_count ||
            !is_same_letter(decoder, decoder->best[from], decoder->best[to]))
            continue;
        int first = decoder->best[from], second = decoder->best[to], end = run_end(decoder, to);
        bool earlier = claim(decoder, first, from, end) >= claim(decoder, second, from, end);
        for (int step = from; step < end; step++)
            decoder->best[step] = earlier ? first : second;
        to = from; /* it may waver once more */
    }
}

static int find_space(const struct decoder *decoder)
{
    for (int class = 0; class < decoder->model->class_count; class ++)
        if (is_space(decoder, class))
            return class;
    return -1;
}

void lstm_decode(const struct lstm_model *model, const bool *allowed, const float *steps,
                 int step_count, struct arena *arena, struct lstm_word **ret_words,
                 size_t *ret_count)
{
    struct decoder decoder = {model, allowed, steps, step_count};
    int space = find_space(&decoder);
    size_t most = 1;
    decoder.best = mem_new((size_t)step_count + 1, sizeof *decoder.best);
    for (int step = 0; step < step_count; step++) {
        decoder.best[step] = likeliest(&decoder, step);
        most += decoder.best[step] == space;
    }
    *ret_words = arena_take(arena, most, sizeof **ret_words);
    *ret_count = 0;
    join_doubles(&decoder);
    for (int from = 0, to; from < step_count; from = to + 1) {
        for (to = from; to < step_count && decoder.best[to] != space; to++)
            ;
        if (to > from && read_word(&decoder, from, to, space, arena, &(*ret_words)[*ret_count]))
            (*ret_count)++;
    }
    free(decoder.best);
}
