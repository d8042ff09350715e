/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/words_tokens: cuts a text into words and weighs them against the vocabulary. May include
 * base and viet.
 */
#include "viet/words_tokens.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "viet/distance.h"

/* A word inside a date that means nothing: more than a damaged digit, less than a lost one. */
#define COST_JUNK  2.5f
#define COST_LABEL 0.1f

enum { WORD_RUNES_MAX = 6, LONG_RUNES_MAX = 40 };

static float nearest(const char *text, unsigned char item)
{
    float best = (float)utf8_count(text);
    for (int i = 0; i < WORD_SPELLINGS_MAX && WORD_SPELLINGS[item][i] != NULL; i++) {
        float distance = distance_edit(text, WORD_SPELLINGS[item][i]);
        best = distance < best ? distance : best;
    }
    return best;
}

static float nearest_any(const char *text)
{
    float best = nearest(text, 0);
    for (unsigned char item = 1; item < WORD_CLASS_COUNT; item++) {
        float distance = nearest(text, item);
        best = distance < best ? distance : best;
    }
    return best;
}

static bool is_near(float distance, int runes)
{
    return distance <= 0.35f * (float)runes;
}

static void token_weigh(struct token *token)
{
    token->runes = (int)utf8_count(token->text);
    token->best = (float)token->runes;
    for (unsigned char item = 0; item < WORD_CLASS_COUNT; item++) {
        token->cost[item] = nearest(token->text, item);
        if (token->cost[item] < token->best)
            token->best = token->cost[item];
    }
    token->junk = COST_JUNK;
}

float token_distance(const struct token *token, const char *spelling)
{
    return distance_edit(token->text, spelling);
}

int token_number_class(const struct token *token)
{
    int best = -1;
    for (int item = 0; item <= WORD_LINH; item++)
        if (is_near(token->cost[item], token->runes) &&
            (best < 0 || token->cost[item] < token->cost[best]))
            best = item;
    return best;
}

/* Takes text. */
static struct token *token_add(struct tokens *tokens, char *text)
{
    if (tokens->count == TOKENS_MAX) {
        free(text);
        return NULL;
    }
    struct token *token = &tokens->items[tokens->count++];
    *token = (struct token){.text = text};
    token_weigh(token);
    return token;
}

/* ---- run together: mườilăm, ngàymườilămtháng
 * ------------------------------------------------------ */

/* offsets[i]: byte of code point i; returns their number, at most max. */
static int rune_offsets(const char *text, int *offsets, int max)
{
    const char *next = text;
    int count = 0;
    offsets[0] = 0;
    while (count < max && utf8_next(&next) != 0)
        offsets[++count] = (int)(next - text);
    return count;
}

static char *copy_part(const char *text, int start, int end)
{
    struct str part = STR_INIT;
    str_add_span(&part, text + start, (size_t)(end - start));
    return str_take(&part);
}

static float part_cost(const char *text, int start, int end)
{
    char *part = copy_part(text, start, end);
    float cost = nearest_any(part);
    free(part);
    return cost;
}

/* Cuts text into vocabulary words at least cost; breaks[i] = where the word that ends at i began.
 */
static float best_cut(const char *text, const int *offsets, int count, int *breaks)
{
    float costs[LONG_RUNES_MAX + 1] = {0};
    for (int end = 1; end <= count; end++) {
        costs[end] = 1e6f;
        for (int start = end - 1; start >= 0 && end - start <= WORD_RUNES_MAX; start--) {
            if (end - start < 2)
                continue;
            float cost = costs[start] + 0.1f + part_cost(text, offsets[start], offsets[end]);
            if (cost < costs[end]) {
                costs[end] = cost;
                breaks[end] = start;
            }
        }
    }
    return costs[count];
}

static void add_cut(struct tokens *tokens, const char *text, const int *offsets, const int *breaks,
                    int end)
{
    if (end <= 0)
        return;
    add_cut(tokens, text, offsets, breaks, breaks[end]);
    (void)token_add(tokens, copy_part(text, offsets[breaks[end]], offsets[end]));
}

/* Puts the last token's words in its place when it is several run together. */
static void split_last(struct tokens *tokens)
{
    int offsets[LONG_RUNES_MAX + 1], breaks[LONG_RUNES_MAX + 1] = {0};
    struct token last = tokens->items[tokens->count - 1];
    int count = rune_offsets(last.text, offsets, LONG_RUNES_MAX);
    if (count != last.runes || count < 5 || is_near(last.best, last.runes))
        return;
    if (best_cut(last.text, offsets, count, breaks) > 0.25f * (float)count)
        return;
    size_t first = --tokens->count;
    add_cut(tokens, last.text, offsets, breaks, count);
    tokens->items[first].capital = last.capital;
    for (size_t i = first; i < tokens->count; i++)
        tokens->items[i].shout = last.shout;
    tokens->items[tokens->count - 1].comma = last.comma;
    free(last.text);
}

/* ---- torn apart: th áng
 * -------------------------------------------------------------------------- */

static void join_last(struct tokens *tokens)
{
    if (tokens->count < 2)
        return;
    struct token *a = &tokens->items[tokens->count - 2], *b = a + 1;
    if (a->comma || (is_near(a->best, a->runes) && is_near(b->best, b->runes)))
        return;
    struct str both = STR_INIT;
    str_add(&both, a->text);
    str_add(&both, b->text);
    struct token joined = *a;
    joined.text = str_take(&both);
    joined.comma = b->comma;
    token_weigh(&joined);
    if (joined.runes > WORD_RUNES_MAX + 1 || joined.best > 0.25f * (float)joined.runes ||
        joined.best + 0.5f > a->best + b->best) {
        free(joined.text);
        return;
    }
    free(a->text);
    free(b->text);
    *a = joined;
    tokens->count--;
}

/* ---- the text
 * ------------------------------------------------------------------------------------ */

static void add_digits(struct tokens *tokens, const char *digits)
{
    long number;
    if (!text_to_long(digits, 0, 9999, &number))
        return;
    char *words = number_to_words(number, NULL);
    char *rest = words;
    while (*rest != '\0') {
        size_t length = strcspn(rest, " ");
        struct token *token = token_add(tokens, copy_part(rest, 0, (int)length));
        if (token != NULL)
            token->digits = true;
        rest += length + (rest[length] == ' ');
    }
    free(words);
}

/* One word as written, in NFC. */
static void add_word(struct tokens *tokens, const char *word, bool comma)
{
    if (word[0] >= '0' && word[0] <= '9') {
        add_digits(tokens, word);
        return;
    }
    char *lower = utf8_lower(word);
    char *upper = utf8_upper(word);
    struct token *token = token_add(tokens, lower);
    if (token != NULL) {
        const char *next = word;
        uint32_t first = utf8_next(&next);
        token->shout = token->runes > 1 && strcmp(word, upper) == 0;
        token->capital = !token->shout && utf8_lower_rune(first) != first;
        token->comma = comma;
        split_last(tokens);
        join_last(tokens);
    }
    free(upper);
}

/* What stands before "ngày" (or else before "năm", "tháng") and is like no word of a date is a
 * label: (ghi bằng chữ). */
static void mark_labels(struct tokens *tokens)
{
    static const unsigned char FIRST[] = {WORD_DAY, WORD_MONTH, WORD_YEAR};
    size_t labels = 0;
    for (size_t k = 0; k < ARRAY_SIZE(FIRST) && labels == 0; k++)
        for (size_t i = 0; i < tokens->count && labels == 0; i++)
            if (tokens->items[i].cost[FIRST[k]] <= 0.5f)
                labels = i;
    for (size_t i = 0; i < labels; i++) {
        struct token *token = &tokens->items[i];
        if (is_near(token->best, token->runes))
            break;
        token->junk = COST_LABEL;
    }
}

static bool is_word_rune(uint32_t rune)
{
    return utf8_is_letter(rune) || utf8_is_mark(rune);
}

static bool is_digit_rune(uint32_t rune)
{
    return rune >= '0' && rune <= '9';
}

void tokens_init(struct tokens *tokens, const char *text)
{
    char *nfc = NULL;
    struct str word = STR_INIT;
    tokens->count = 0;
    tokens->runes = 0;
    tokens->words = 0;
    if (utf8_nfc(text, &nfc, NULL) != ERR_OK)
        return;
    bool digits = false;
    const char *next = nfc;
    for (uint32_t rune = 1; rune != 0;) {
        rune = utf8_next(&next);
        bool digit = is_digit_rune(rune), letter = is_word_rune(rune);
        if (word.length > 0 && ((!digit && !letter) || digit != digits)) {
            add_word(tokens, str_peek(&word), rune == ',');
            str_clear(&word);
        }
        if (digit || letter)
            str_add_rune(&word, rune);
        digits = digit;
    }
    mark_labels(tokens);
    for (size_t i = 0; i < tokens->count; i++) {
        if (is_near(tokens->items[i].best, tokens->items[i].runes)) {
            tokens->runes += tokens->items[i].runes;
            tokens->words += !tokens->items[i].digits;
        }
    }
    str_release(&word);
    free(nfc);
}

void tokens_release(struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        free(tokens->items[i].text);
    tokens->count = 0;
}
