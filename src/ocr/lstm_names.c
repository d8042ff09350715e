/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/lstm_names: see the header. May include: viet, base.
 */
#include "ocr/lstm_names.h"

#include "base/str.h"
#include "base/utf8.h"
#include "viet/letter.h"
#include "viet/names.h"

#define SEEN_LEAST 0.01F /* of what the network saw instead: less is no evidence */

/* The word with class instead of sign at index; index = word->count: as it is. False when it ends
 * in a stop or the like. */
static bool write_word(const struct lstm_model *model, const struct lstm_word *word, int index,
                       int class, struct str *out)
{
    struct letter letter;
    str_clear(out);
    for (int i = 0; i < word->count; i++) {
        const char *sign = model->signs[i == index ? class : word->signs[i]], *at = sign;
        uint32_t rune = sign ? utf8_next(&at) : 0;
        if (!rune || *at || !letter_split(rune, &letter) || letter.upper != (i == 0))
            return false;
        str_add(out, sign);
    }
    return word->count >= 2;
}

static bool is_name(const struct lstm_model *model, const struct lstm_word *word, struct str *text)
{
    return write_word(model, word, word->count, 0, text) && name_word_known(str_peek(text));
}

static bool starts_capital(const struct lstm_model *model, const struct lstm_word *word)
{
    struct letter letter;
    const char *sign = word->count ? model->signs[word->signs[0]] : NULL;
    return sign && letter_split(utf8_next(&sign), &letter) && letter.upper;
}

/* The same letter with other marks. */
static bool is_marked_otherwise(const struct lstm_model *model, int class, int other)
{
    struct letter a, b;
    const char *x = model->signs[class], *y = model->signs[other];
    return x && y && class != other && letter_split(utf8_next(&x), &a) && !*x &&
           letter_split(utf8_next(&y), &b) && !*y && a.base == b.base && a.upper == b.upper;
}

static float seen(const struct lstm_model *model, const float *steps, int class,
                  const struct lstm_word *word, int index)
{
    float sum = 0;
    for (int step = word->from[index]; step < word->to[index]; step++)
        sum += steps[(ptrdiff_t)step * model->class_count + class];
    return sum / (float)(word->to[index] - word->from[index]);
}

static void settle_word(const struct lstm_model *model, const bool *allowed, const float *steps,
                        struct lstm_word *word, struct str *text)
{
    int best_index = -1, best = 0;
    float most = SEEN_LEAST;
    for (int i = 0; i < word->count; i++)
        for (int class = 0; class < model->class_count; class ++) {
            if (class == model->blank || !allowed[class] ||
                !is_marked_otherwise(model, word->signs[i], class))
                continue;
            float here = seen(model, steps, class, word, i);
            if (here <= most || !write_word(model, word, i, class, text) ||
                !name_word_known(str_peek(text)))
                continue;
            most = here;
            best = class;
            best_index = i;
        }
    if (best_index < 0)
        return;
    word->signs[best_index] = best;
    word->sure[best_index] = most;
}

void lstm_names_settle(const struct lstm_model *model, const bool *allowed, const float *steps,
                       struct lstm_word *words, size_t count)
{
    struct str text = STR_INIT;
    for (size_t i = 1; i < count; i++) {
        bool between = is_name(model, &words[i - 1], &text) &&
                       (i + 1 == count || starts_capital(model, &words[i + 1]));
        if (between && write_word(model, &words[i], words[i].count, 0, &text) &&
            !name_word_known(str_peek(&text)))
            settle_word(model, allowed, steps, &words[i], &text);
    }
    str_release(&text);
}
