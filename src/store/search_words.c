/* SPDX-License-Identifier: Apache-2.0
 *
 * store/search_words: from what a person typed to expressions of FTS5. Owns their syntax; folding
 * is viet/fold's. May include base, viet and store.
 */
#include "store/search_words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "viet/fold.h"

static bool word_byte(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

char *search_fold(const char *text)
{
    char *folded = fold_search(text);
    char *to = folded;
    bool inside = false; /* of a word, or of a number that has begun */
    for (const char *at = folded; *at; at++) {
        if (!inside && *at == '0' && isdigit((unsigned char)at[1]))
            continue;
        inside = word_byte(*at);
        *to++ = *at;
    }
    *to = '\0';
    return folded;
}

/* --- expressions -------------------------------------------------------------------------- */

static bool has_word(const char *text)
{
    while (*text) {
        uint32_t rune = utf8_next(&text);
        if (utf8_is_letter(rune) || (rune < 128 && isdigit((int)rune)))
            return true;
    }
    return false;
}

static void quote_add(struct str *match, const char *text, bool open)
{
    str_add_char(match, '"');
    for (const char *at = text; *at; at++)
        str_add_char(match, *at == '"' ? ' ' : *at);
    str_add(match, open ? "\" *" : "\"");
}

/* Adds "text" to an expression, joined by AND. */
static void match_add(struct str *match, const char *text, bool open)
{
    if (!has_word(text))
        return;
    if (match->length)
        str_add(match, " AND ");
    quote_add(match, text, open);
}

/* Both foldings of a query on their way to tiers. */
struct foldings {
    struct str folded, toned;                   /* words, joined by AND */
    struct str folded_together, toned_together; /* the same, one after the other */
};

static void piece_add(struct search_words *words, struct foldings *f, const char *from,
                      size_t length, bool open)
{
    struct str text = STR_INIT;
    str_add_span(&text, from, length);
    char *folded = search_fold(str_peek(&text)), *toned = fold_tone(str_peek(&text));
    match_add(&f->folded, folded, open);
    match_add(&f->toned, toned, false);
    str_format(&f->folded_together, " %s", folded);
    str_format(&f->toned_together, " %s", toned);
    for (char *at = folded; *at;) {
        size_t size = 0;
        while (at[size] && word_byte(at[size]))
            size++;
        if (size) {
            char **word = ARRAY_ADD(&words->words);
            *word = mem_new(size + 1, 1);
            memcpy(*word, at, size);
        }
        at += size + (at[size] != '\0');
    }
    words->open = open;
    free(folded);
    free(toned);
    str_release(&text);
}

static void tiers_build(struct search_words *words, const struct foldings *f)
{
    struct str whole = STR_INIT, whole_toned = STR_INIT;
    if (!f->folded.length)
        return;
    quote_add(&whole, str_peek(&f->folded_together), words->open);
    quote_add(&whole_toned, str_peek(&f->toned_together), false);
    const char *all = str_peek(&f->folded), *all_toned = str_peek(&f->toned);
    str_format(&words->tiers[SEARCH_EXACT_TOGETHER], "toned : (%s)", str_peek(&whole_toned));
    str_format(&words->tiers[SEARCH_EXACT], "(toned : (%s)) NOT (toned : (%s))", all_toned,
               str_peek(&whole_toned));
    str_format(&words->tiers[SEARCH_TOGETHER], "(folded : (%s)) NOT (toned : (%s))",
               str_peek(&whole), all_toned);
    str_format(&words->tiers[SEARCH_WORDS],
               "((folded : (%s)) NOT (toned : (%s))) NOT (folded : (%s))", all, all_toned,
               str_peek(&whole));
    str_release(&whole);
    str_release(&whole_toned);
}

void search_words_init(struct search_words *words, const char *text)
{
    struct foldings f = {0};
    *words = (struct search_words){0};
    while (*text) {
        text += strspn(text, " \t\n\r");
        bool quoted = *text == '"';
        text += quoted;
        size_t length = strcspn(text, quoted ? "\"" : " \t\n\r\"");
        if (length)
            piece_add(words, &f, text, length, !quoted && text[length] == '\0');
        text += length + (quoted && text[length] == '"');
    }
    tiers_build(words, &f);
    str_release(&f.folded);
    str_release(&f.toned);
    str_release(&f.folded_together);
    str_release(&f.toned_together);
}

void search_words_narrow(struct search_words *words, const char *token)
{
    for (int i = 0; i < SEARCH_TIER_COUNT; i++) {
        struct str *tier = &words->tiers[i];
        if (!tier->length)
            continue;
        struct str whole = STR_INIT;
        str_format(&whole, "(%s) AND (folded : \"%s\")", str_peek(tier), token);
        str_release(tier);
        *tier = whole;
    }
}

void search_words_release(struct search_words *words)
{
    for (int i = 0; i < SEARCH_TIER_COUNT; i++)
        str_release(&words->tiers[i]);
    for (size_t i = 0; i < words->words.count; i++)
        free(words->words.items[i]);
    free(words->words.items);
}

bool search_words_any(const struct search_words *words)
{
    return words->tiers[SEARCH_WORDS].length > 0;
}

/* --- the line to show --------------------------------------------------------------------- */

static bool line_has(const char *folded, const char *word, bool open)
{
    size_t length = strlen(word);
    for (const char *at = folded; (at = strstr(at, word)); at++) {
        bool begins = at == folded || !word_byte(at[-1]);
        if (begins && (open || !word_byte(at[length])))
            return true;
    }
    return false;
}

static size_t line_score(const struct search_words *words, const char *line)
{
    size_t score = 0;
    char *folded = search_fold(line);
    for (size_t i = 0; i < words->words.count; i++)
        score +=
            line_has(folded, words->words.items[i], words->open && i + 1 == words->words.count);
    free(folded);
    return score;
}

const char *search_words_line(const struct search_words *words, const char *text,
                              struct arena *arena)
{
    char *best = arena_copy_span(arena, text, strcspn(text, "\n"));
    size_t best_score = 0;
    for (const char *line = text; *line && best_score < words->words.count;) {
        size_t length = strcspn(line, "\n");
        char *copy = arena_copy_span(arena, line, length);
        size_t score = line_score(words, copy);
        if (score > best_score) {
            best = copy;
            best_score = score;
        }
        line += length + (line[length] == '\n');
    }
    return best;
}
