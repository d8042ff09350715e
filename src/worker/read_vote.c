/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_vote: see the header. Words that lie over each other are one place; at each place the
 * readings vote.
 * May include: viet, model, base.
 */
#include "worker/read_vote.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "viet/letter.h"
#include "viet/names.h"
#include "viet/syllable.h"
#include "worker/read_part.h"

#define OVERLAP    0.34 /* of the narrower: two words that share so much are one place */
#define IMPOSSIBLE 0.4  /* of its vote is left to a word that Vietnamese cannot have */
#define UNUSUAL    0.8  /* and to a capitalised word that names seldom have */
#define NOTHING    0.3  /* the vote of a reading that saw nothing at a place */

/* ---- what can stand on a paper ---- */

/* Small and capital letters: only the first may be a capital, or all of them. */
static bool case_possible(const char *text)
{
    size_t capitals = 0, small = 0, first = 0;
    const char *at = text;
    for (uint32_t rune = utf8_next(&at); rune; rune = utf8_next(&at)) {
        if (!utf8_is_letter(rune))
            continue;
        bool capital = utf8_lower_rune(rune) != rune;
        first += capital && capitals + small == 0;
        capitals += capital;
        small += !capital;
    }
    return small == 0 || capitals == first;
}

static bool has_digit(const char *text)
{
    return text[strcspn(text, "0123456789")] != '\0';
}

static bool word_possible(const char *text)
{
    char *bare = read_bare_word(text);
    bool plain = utf8_count(bare) < 2 || has_digit(bare) || strpbrk(bare, "/-.");
    bool possible = plain || (case_possible(bare) && syllable_possible(bare));
    free(bare);
    return possible;
}

static bool is_capital(const char *text)
{
    uint32_t rune = utf8_next(&text);
    return utf8_is_letter(rune) && utf8_lower_rune(rune) != rune;
}

/* More capitals than the first letter. */
static bool in_capitals(const char *text)
{
    const char *at = text;
    utf8_next(&at);
    return is_capital(text) && is_capital(at);
}

/* A vowel with a mark: no abbreviation has one. */
static bool has_marked_vowel(const char *text)
{
    struct letter letter;
    for (uint32_t rune = utf8_next(&text); rune; rune = utf8_next(&text))
        if (letter_split(rune, &letter) && letter_is_vowel(&letter) &&
            (letter.tone != TONE_LEVEL || letter.shape != SHAPE_PLAIN))
            return true;
    return false;
}

/* "HỖ Ngọc Hiếu": one word in capitals among others that only begin with one. */
static bool stands_out(const struct text_line *line, const char *text)
{
    size_t alike = 0, small = 0;
    if (!in_capitals(text) || !has_marked_vowel(text))
        return false;
    for (size_t i = 0; i < line->word_count; i++) {
        const char *other = line->words[i].text;
        if (other == text || utf8_count(other) < 2)
            continue;
        alike += in_capitals(other);
        small += is_capital(other) && !in_capitals(other);
    }
    return small > alike;
}

static float likelihood(const struct text_line *line, const char *text)
{
    if (!word_possible(text) || stands_out(line, text))
        return (float)IMPOSSIBLE;
    char *bare = read_bare_word(text);
    bool usual = !is_capital(bare) || has_digit(bare) || name_word_known(bare);
    free(bare);
    return usual ? 1 : (float)UNUSUAL;
}

bool read_line_possible(const struct text_line *line)
{
    for (size_t i = 0; i < line->word_count; i++)
        if (!word_possible(line->words[i].text) || stands_out(line, line->words[i].text))
            return false;
    return true;
}

static float word_least(const struct text_word *word)
{
    float least = word->confidence;
    size_t signs = word->char_confidence ? utf8_count(word->text) : 0;
    for (size_t k = 0; k < signs; k++)
        least = k == 0 || word->char_confidence[k] < least ? word->char_confidence[k] : least;
    return least;
}

float read_least_sure(const struct text_line *line)
{
    float least = line->word_count ? 1 : 0;
    for (size_t i = 0; i < line->word_count; i++) {
        float here = word_least(&line->words[i]);
        least = here < least ? here : least;
    }
    return least;
}

/* ---- places ---- */

struct piece {
    const struct text_line *line;
    const struct text_word *word;
    size_t reading, place;
};
struct pieces {
    struct piece *items;
    size_t count, capacity;
};

static int compare_pieces(const void *a, const void *b)
{
    const struct piece *p = a, *q = b;
    if (p->word->box.x != q->word->box.x)
        return p->word->box.x < q->word->box.x ? -1 : 1;
    return (p->reading > q->reading) - (p->reading < q->reading);
}

/* Gives each word its place, from left to right; how many places there are. */
static size_t find_places(struct pieces *pieces)
{
    size_t count = 0;
    struct rect place = {0};
    if (pieces->count)
        qsort(pieces->items, pieces->count, sizeof *pieces->items, compare_pieces);
    for (size_t i = 0; i < pieces->count; i++) {
        struct rect box = pieces->items[i].word->box;
        int narrow = box.w < place.w ? box.w : place.w;
        if (count == 0 || rect_right(place) - box.x <= OVERLAP * narrow) {
            count++;
            place = box;
        }
        place = rect_union(place, box);
        pieces->items[i].place = count - 1;
    }
    return count;
}

/* ---- votes ---- */

/* What one reading has at a place. */
struct ballot {
    struct str text;
    float weight;
    size_t words;
};

static void fill_ballots(const struct pieces *pieces, size_t place, struct ballot *ballots,
                         size_t count)
{
    for (size_t i = 0; i < count; i++)
        ballots[i] = (struct ballot){.text = STR_INIT, .weight = 1};
    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = &pieces->items[i];
        struct ballot *ballot = &ballots[piece->reading];
        if (piece->place != place)
            continue;
        float least = word_least(piece->word);
        least *= likelihood(piece->line, piece->word->text);
        ballot->weight = least < ballot->weight ? least : ballot->weight;
        str_add(&ballot->text, ballot->words++ ? " " : "");
        str_add(&ballot->text, piece->word->text);
    }
    for (size_t i = 0; i < count; i++)
        if (ballots[i].words == 0)
            ballots[i].weight = (float)NOTHING;
}

static float votes_for(const struct ballot *ballots, size_t count, const char *text)
{
    float sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += text_equal(str_peek(&ballots[i].text), text) ? ballots[i].weight : 0;
    return sum;
}

/* The reading that speaks for the winner, the surest of those that saw it; and its share. */
static size_t count_votes(const struct ballot *ballots, size_t count, float *ret_share)
{
    size_t best = 0;
    float most = -1, all = 0;
    for (size_t i = 0; i < count; i++) {
        float votes = votes_for(ballots, count, str_peek(&ballots[i].text));
        all += ballots[i].weight;
        if (votes > most || (votes >= most && ballots[i].weight > ballots[best].weight)) {
            most = votes;
            best = i;
        }
    }
    *ret_share = all > 0 ? most / all : 0;
    return best;
}

/* The word, none of its signs surer than share; its own confidence still says that it is text. */
static struct text_word word_within(const struct text_word *from, float share, struct arena *arena)
{
    struct text_word word = *from;
    size_t signs = from->char_confidence ? utf8_count(from->text) : 0;
    float *sure = arena_take(arena, signs + 1, sizeof *sure);
    for (size_t i = 0; i < signs; i++)
        sure[i] = from->char_confidence[i] < share ? from->char_confidence[i] : share;
    if (signs)
        word.char_confidence = sure;
    return word;
}

static void settle(const struct pieces *pieces, size_t place, size_t count, struct arena *arena,
                   struct text_line *line)
{
    struct ballot ballots[READINGS_MAX];
    float share;
    fill_ballots(pieces, place, ballots, count);
    size_t best = count_votes(ballots, count, &share);
    for (size_t i = 0; i < pieces->count; i++)
        if (pieces->items[i].place == place && pieces->items[i].reading == best)
            line->words[line->word_count++] = word_within(pieces->items[i].word, share, arena);
    for (size_t i = 0; i < count; i++)
        str_release(&ballots[i].text);
}

static void finish(struct text_line *line)
{
    double sum = 0, signs = 0;
    line->box = (struct rect){0};
    for (size_t i = 0; i < line->word_count; i++) {
        double length = (double)utf8_count(line->words[i].text);
        line->box = rect_union(line->box, line->words[i].box);
        sum += (double)line->words[i].confidence * length;
        signs += length;
    }
    line->confidence = signs > 0 ? (float)(sum / signs) : 0;
}

struct text_line read_vote(const struct text_line *readings, size_t count, struct arena *arena)
{
    struct pieces pieces = {0};
    struct text_line line = readings[0];
    for (size_t r = 0; r < count; r++)
        for (size_t i = 0; i < readings[r].word_count; i++)
            *ARRAY_ADD(&pieces) = (struct piece){&readings[r], &readings[r].words[i], r, 0};
    size_t places = find_places(&pieces);
    line.words = arena_take(arena, pieces.count + 1, sizeof *line.words);
    line.word_count = 0;
    for (size_t place = 0; place < places; place++)
        settle(&pieces, place, count, arena, &line);
    finish(&line);
    free(pieces.items);
    return line;
}
