/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/words_read: words to numbers and dates. The text becomes tokens with a cost for each word
 * class; each possible day, month and year is laid along the tokens (a small edit distance over
 * words), and the cheapest date wins when the next one is clearly dearer. Owns these costs. May
 * include base and viet.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "viet/words_table.h"
#include "viet/words_tokens.h"

#define COST_NEVER 1e6f

/* ---- laying a sequence along tokens ------------------------------------------------------------
 */

/* What it costs that a word of the class is not there. */
static float cost_lost(unsigned char item)
{
    switch (item) {
    case WORD_DAY: return 0.1f;
    case WORD_MUNG:
    case WORD_TEN:
    case WORD_LINH: return 0.5f;
    case WORD_YEAR: return 0.6f;
    case WORD_MONTH:
    case WORD_HUNDRED:
    case WORD_THOUSAND: return 0.9f;
    default: return 2;
    }
}

static float least(float a, float b)
{
    return a < b ? a : b;
}

/* The cost of the sequence over each start of tokens: ret[n] = over the first n of them. */
static void lay(const struct sequence *sequence, const struct token *tokens, size_t count,
                float *ret)
{
    ret[0] = 0;
    for (size_t j = 1; j <= count; j++)
        ret[j] = ret[j - 1] + tokens[j - 1].junk;
    for (size_t i = 0; i < sequence->count; i++) {
        unsigned char item = sequence->items[i];
        float corner = ret[0];
        ret[0] += cost_lost(item);
        for (size_t j = 1; j <= count; j++) {
            float match = corner + tokens[j - 1].cost[item];
            corner = ret[j];
            ret[j] = least(match, least(ret[j] + cost_lost(item), ret[j - 1] + tokens[j - 1].junk));
        }
    }
}

/* ---- the parts of a date -----------------------------------------------------------------------
 */

/* The cheapest and the second cheapest value over one span of tokens. */
struct part {
    float cost, next_cost;
    int value;
    signed char alt;
};

static void part_offer(struct part *part, int value, int alt, float cost)
{
    if (cost < part->cost) {
        if (value != part->value)
            part->next_cost = part->cost;
        part->cost = cost;
        part->value = value;
        part->alt = (signed char)alt;
    } else if (value != part->value && cost < part->next_cost) {
        part->next_cost = cost;
    }
}

static const struct part PART_NONE = {.cost = COST_NEVER, .next_cost = COST_NEVER, .value = 0};

enum { YEAR_FIRST = 1800, YEAR_LAST = 2100, YEAR_FORMS = 3, MONTH_SPAN_MAX = 6 };

static void sequence_day(struct sequence *sequence, int day, int alt)
{
    sequence_add(sequence, WORD_DAY);
    if (alt == 1)
        sequence_add(sequence, WORD_MUNG);
    sequence_add_number(sequence, day);
}

static bool sequence_month(struct sequence *sequence, int month, int alt)
{
    if (alt == 1 && month != 1 && month != 12)
        return false;
    sequence_add(sequence, WORD_MONTH);
    if (alt == 1)
        sequence_add(sequence, month == 1 ? WORD_GIENG : WORD_CHAP);
    else
        sequence_add_number(sequence, month);
    return true;
}

static bool sequence_year(struct sequence *sequence, int year, int alt)
{
    sequence_add(sequence, WORD_YEAR);
    return sequence_add_year(sequence, year, alt);
}

/* days[n]: the best day over the first n tokens; none at all costs the junk before the month. */
static void find_days(const struct tokens *tokens, struct part *days)
{
    float costs[TOKENS_MAX + 1];
    for (size_t n = 0; n <= tokens->count; n++)
        days[n] = PART_NONE;
    for (int day = 1; day <= 31; day++) {
        for (int alt = 0; alt <= (day <= 10); alt++) {
            struct sequence sequence = {.count = 0};
            sequence_day(&sequence, day, alt);
            lay(&sequence, tokens->items, tokens->count, costs);
            for (size_t n = 0; n <= tokens->count; n++)
                part_offer(&days[n], day, alt, costs[n]);
        }
    }
    float junk = 0;
    for (size_t n = 0; n <= tokens->count; n++) {
        part_offer(&days[n], 0, 0, junk);
        junk += n < tokens->count ? tokens->items[n].junk : 0;
    }
}

/* months[n]: the best month over n tokens from start. */
static void find_months(const struct tokens *tokens, size_t start, struct part *months)
{
    float costs[MONTH_SPAN_MAX + 1];
    size_t span = tokens->count - start < MONTH_SPAN_MAX ? tokens->count - start : MONTH_SPAN_MAX;
    for (size_t n = 0; n <= MONTH_SPAN_MAX; n++)
        months[n] = PART_NONE;
    for (int month = 1; month <= 12; month++) {
        for (int alt = 0; alt < 2; alt++) {
            struct sequence sequence = {.count = 0};
            if (!sequence_month(&sequence, month, alt))
                continue;
            lay(&sequence, tokens->items + start, span, costs);
            for (size_t n = 0; n <= span; n++)
                part_offer(&months[n], month, alt, costs[n]);
        }
    }
    part_offer(&months[0], 0, 0, 0);
}

/* The best year over all tokens from start. */
static void find_year(const struct tokens *tokens, size_t start, struct part *ret)
{
    float costs[TOKENS_MAX + 1];
    size_t count = tokens->count - start;
    *ret = PART_NONE;
    for (int year = YEAR_FIRST; year <= YEAR_LAST; year++) {
        for (int alt = 0; alt < YEAR_FORMS; alt++) {
            struct sequence sequence = {.count = 0};
            if (!sequence_year(&sequence, year, alt))
                continue;
            lay(&sequence, tokens->items + start, count, costs);
            part_offer(ret, year, alt, costs[count]);
        }
    }
}

/* ---- the whole date ----------------------------------------------------------------------------
 */

struct reading {
    float cost, next_cost; /* of the best date and of the best other one */
    struct date date;
    struct part day, month, year;
};

static bool same_date(const struct date *a, const struct date *b)
{
    return a->year == b->year && a->month == b->month && a->day == b->day;
}

static void reading_offer(struct reading *reading, const struct part *day, const struct part *month,
                          const struct part *year)
{
    struct date date = {.year = year->value, .month = month->value, .day = day->value};
    float cost = day->cost + month->cost + year->cost;
    if (date.year == 0 || (date.month == 0 && date.day != 0))
        return;
    float next =
        least(cost - day->cost + day->next_cost,
              least(cost - month->cost + month->next_cost, cost - year->cost + year->next_cost));
    bool same = same_date(&date, &reading->date);
    if (cost < reading->cost) {
        if (!same)
            reading->next_cost = least(reading->next_cost, reading->cost);
        reading->cost = cost;
        reading->date = date;
        reading->day = *day;
        reading->month = *month;
        reading->year = *year;
    } else if (!same) {
        reading->next_cost = least(reading->next_cost, cost);
    }
    reading->next_cost = least(reading->next_cost, least(next, COST_NEVER));
}

static void offer_splits(const struct tokens *tokens, const struct part *days,
                         const struct part *years, struct reading *reading)
{
    struct part months[MONTH_SPAN_MAX + 1];
    for (size_t start = 0; start <= tokens->count; start++) {
        find_months(tokens, start, months);
        for (size_t n = 0; n <= MONTH_SPAN_MAX && start + n <= tokens->count; n++)
            if (days[start].cost + months[n].cost < reading->next_cost)
                reading_offer(reading, &days[start], &months[n], &years[start + n]);
    }
}

enum { RUNES_A_POINT = 4 }; /* one lost letter in so many runes leaves a score of 0 */

static bool read_date(const struct tokens *tokens, struct reading *reading, float *ret_score)
{
    struct part days[TOKENS_MAX + 1], years[TOKENS_MAX + 1];
    *reading = (struct reading){.cost = COST_NEVER, .next_cost = COST_NEVER};
    if (tokens->words < 2) /* digits alone are no date in words */
        return false;
    find_days(tokens, days);
    for (size_t start = 0; start <= tokens->count; start++)
        find_year(tokens, start, &years[start]);
    offer_splits(tokens, days, years, reading);
    float margin = reading->next_cost - reading->cost;
    float score = 1 - reading->cost * RUNES_A_POINT / (float)(tokens->runes + 1);
    if (margin < 0.75f)
        score *= margin / 0.75f;
    *ret_score = score;
    /* An impossible date (30 February) takes part, so that it does not become its neighbour. */
    return date_valid(reading->date) && margin >= 0.2f && score >= 0.3f;
}

bool date_from_words(const char *text, struct date *ret, float *ret_score)
{
    struct tokens tokens;
    struct reading reading;
    float score = 1;
    if (date_from_exact_words(text, ret)) {
        if (ret_score != NULL)
            *ret_score = score;
        return true;
    }
    tokens_init(&tokens, text);
    bool found = read_date(&tokens, &reading, &score);
    tokens_release(&tokens);
    if (!found)
        return false;
    *ret = reading.date;
    if (ret_score != NULL)
        *ret_score = score;
    return true;
}

/* ---- mending -----------------------------------------------------------------------------------
 */

static void sequence_date(struct sequence *sequence, const struct reading *reading)
{
    if (reading->date.day != 0)
        sequence_day(sequence, reading->date.day, reading->day.alt);
    if (reading->date.month != 0)
        (void)sequence_month(sequence, reading->date.month, reading->month.alt);
    (void)sequence_year(sequence, reading->date.year, reading->year.alt);
}

/* For each item of the sequence the token that stands for it, or -1: the table of lay(), kept whole
 * and walked back. */
static void lay_back(const struct sequence *sequence, const struct tokens *tokens, int *ret_token)
{
    float rows[SEQUENCE_MAX + 1][TOKENS_MAX + 1];
    struct sequence part = {.count = 0};
    size_t j = tokens->count;
    for (size_t i = 0; i <= sequence->count; i++) {
        lay(&part, tokens->items, tokens->count, rows[i]);
        if (i < sequence->count)
            sequence_add(&part, (enum word_class)sequence->items[i]);
    }
    for (size_t i = sequence->count; i > 0; i--) {
        unsigned char item = sequence->items[i - 1];
        while (j > 0 && rows[i][j] == rows[i][j - 1] + tokens->items[j - 1].junk)
            j--;
        bool match = j > 0 && rows[i][j] == rows[i - 1][j - 1] + tokens->items[j - 1].cost[item];
        ret_token[i - 1] = match ? (int)--j : -1;
    }
}

/* The spelling of the class that is nearest to the token; where two are as near, the usual one. */
static const char *mend_word(const struct sequence *sequence, size_t index,
                             const struct token *token)
{
    const char *usual = sequence_spelling(sequence, index, NULL);
    unsigned char item = sequence->items[index];
    if (token == NULL || item == WORD_TEN)
        return usual;
    const char *best = usual;
    float best_distance = token_distance(token, usual) - 0.05f;
    for (int i = 0; i < WORD_SPELLINGS_MAX && WORD_SPELLINGS[item][i] != NULL; i++) {
        float distance = token_distance(token, WORD_SPELLINGS[item][i]);
        if (distance < best_distance) {
            best_distance = distance;
            best = WORD_SPELLINGS[item][i];
        }
    }
    return best;
}

static void add_mended(struct str *out, const char *word, const struct token *token)
{
    if (out->length > 0)
        str_add_char(out, ' ');
    if (token != NULL && token->shout) {
        char *upper = utf8_upper(word);
        str_add(out, upper);
        free(upper);
        return;
    }
    if (token != NULL && token->capital)
        str_add_rune(out, utf8_upper_rune(utf8_next(&word)));
    str_add(out, word);
}

static char *mend(const struct tokens *tokens, const struct reading *reading)
{
    struct sequence sequence = {.count = 0};
    struct str out = STR_INIT;
    int at[SEQUENCE_MAX];
    sequence_date(&sequence, reading);
    lay_back(&sequence, tokens, at);
    for (size_t i = 0; i < sequence.count; i++) {
        const struct token *token = at[i] >= 0 ? &tokens->items[at[i]] : NULL;
        if (token == NULL && (sequence.items[i] == WORD_DAY || sequence.items[i] == WORD_YEAR))
            continue; /* they may well not be written */
        add_mended(&out, mend_word(&sequence, i, token), token);
        if (token != NULL && token->comma && i + 1 < sequence.count)
            str_add_char(&out, ',');
    }
    return str_take(&out);
}

char *date_words_mend(const char *text)
{
    struct tokens tokens;
    struct reading reading;
    float score;
    char *mended = NULL;
    tokens_init(&tokens, text);
    if (read_date(&tokens, &reading, &score))
        mended = mend(&tokens, &reading);
    tokens_release(&tokens);
    return mended;
}

/* ---- numbers -----------------------------------------------------------------------------------
 */

bool number_from_words(const char *text, long *ret, float *ret_score)
{
    struct tokens tokens;
    struct sequence guess = {.count = 0}, right = {.count = 0};
    float costs[TOKENS_MAX + 1];
    bool digits = false;
    tokens_init(&tokens, text);
    for (size_t i = 0; i < tokens.count; i++) {
        int item = token_number_class(&tokens.items[i]);
        sequence_add(&guess, item >= 0 ? (enum word_class)item : WORD_DAY);
    }
    long number = guess.count > 0 ? sequence_value(&guess, &digits) : -1;
    if (number >= 0 && !digits)
        sequence_add_number(&right, number);
    lay(digits ? &guess : &right, tokens.items, tokens.count, costs);
    float score = 1 - costs[tokens.count] * RUNES_A_POINT / (float)(tokens.runes + 1);
    tokens_release(&tokens);
    if (number < 0 || score < 0.4f)
        return false;
    *ret = number;
    if (ret_score != NULL)
        *ret_score = score;
    return true;
}
