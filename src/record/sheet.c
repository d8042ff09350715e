/* SPDX-License-Identifier: Apache-2.0
 *
 * record/sheet: words to tokens to visual rows. Owns nothing but what it puts into the arena.
 * Includes base, model and record only.
 */
#include "record/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/str.h"
#include "base/utf8.h"

/* ---- folding ---- */

/* Base letter of a code point of a decomposed text, '#' for a digit, 0 for anything else. What OCR
 * mixes up is made one: l, i, j, |; đ is d. */
static char fold_rune(uint32_t rune)
{
    rune = utf8_lower_rune(rune);
    if (rune >= '0' && rune <= '9')
        return '#';
    if (rune == 0x111 || rune == 0xF0)
        return 'd';
    if (rune == 'l' || rune == 'j' || rune == '|' || rune == 0x131)
        return 'i';
    return rune >= 'a' && rune <= 'z' ? (char)rune : 0;
}

const char *label_fold(const char *text, struct arena *arena)
{
    char *plain = utf8_nfd(text);
    const char *at = plain;
    char *folded = arena_take(arena, strlen(plain) + 1, 1);
    size_t length = 0;
    for (uint32_t rune = utf8_next(&at); rune; rune = utf8_next(&at)) {
        char letter = fold_rune(rune);
        if (letter)
            folded[length++] = letter;
    }
    free(plain);
    return folded;
}

/* ---- words to tokens ---- */

#define CHARACTER_DOUBTFUL 0.94f

enum {
    PIECES_MAX = 6,   /* of one word; a word with more colons and leaders is dirt */
    LETTERS_MAX = 96, /* of a token that are compared with labels */
};

static bool is_leader_rune(uint32_t rune)
{
    return rune == '.' || rune == '_' || rune == 0x2026 || rune == 0xB7 || rune == 0x2024 ||
           rune == 0x2025 || rune == '~';
}

/* Only signs that a leader, a rule or dirt is read as. */
static bool is_leader_text(const char *text)
{
    size_t count = 0;
    if (text_equal(text, "-") || text_equal(text, "\xE2\x80\x93") ||
        text_equal(text, "\xE2\x80\x94"))
        return false; /* an item of a list */
    for (uint32_t rune = utf8_next(&text); rune; rune = utf8_next(&text)) {
        if (!is_leader_rune(rune) && rune != ',' && rune != '-' && rune != 0x2013 &&
            rune != 0x2014 && rune != '\'' && rune != '`' && rune != '"' && rune != ';' &&
            rune != 0x2019 && rune != 0x2018)
            return false;
        count++;
    }
    return count > 0;
}

/* Where a word is cut: behind a colon and at both ends of a run of leader signs. Returns the end of
 * the piece that starts at from, in code points and bytes. */
static size_t piece_end(const char *text, size_t *ret_runes)
{
    const char *at = text;
    size_t runes = 0, run = 0;
    while (*at) {
        const char *before = at;
        uint32_t rune = utf8_next(&at);
        if (rune == ':' || rune == 0xFF1A) {
            *ret_runes = runes + 1;
            return (size_t)(at - text);
        }
        bool leader = is_leader_rune(rune);
        if (!leader && run >= 3) { /* end of a leader */
            *ret_runes = runes;
            return (size_t)(before - text);
        }
        run = leader ? run + (rune == 0x2026 ? 3 : 1) : 0;
        runes++;
    }
    *ret_runes = runes;
    return (size_t)(at - text);
}

/* Bytes of text before a run of at least three leader signs at its end. */
static size_t without_leader(const char *text, size_t length)
{
    size_t end = length, weight = 0;
    while (end > 0) {
        if (text[end - 1] == '.' || text[end - 1] == '_') {
            end--, weight++;
        } else if (end >= 3 && memcmp(text + end - 3, "\xE2\x80\xA6", 3) == 0) {
            end -= 3, weight += 3;
        } else {
            break;
        }
    }
    return weight >= 3 ? end : length;
}

static void piece_confidence(const struct text_word *word, size_t from, size_t runes,
                             struct token *token)
{
    token->mean = token->least = word->confidence;
    if (!word->char_confidence || runes == 0)
        return;
    float sum = 0, least = 1;
    for (size_t i = 0; i < runes; i++) {
        float sure = word->char_confidence[from + i];
        sum += sure;
        token->doubtful += sure < CHARACTER_DOUBTFUL;
        least = sure < least ? sure : least;
    }
    token->mean = sum / (float)runes;
    token->least = least;
}

static struct rect piece_box(struct rect word, size_t from, size_t runes, size_t total)
{
    if (total == 0)
        return word;
    struct rect box = word;
    box.x = word.x + (int)((double)word.w * (double)from / (double)total);
    box.w = (int)((double)word.w * (double)runes / (double)total);
    return box;
}

/* "(1)", "(12):" */
static bool is_note(const char *text)
{
    size_t digits = text[0] == '(' ? strspn(text + 1, "0123456789") : 0;
    return digits >= 1 && digits <= 2 && text[1 + digits] == ')' && strlen(text) <= digits + 3;
}

/* Engines mix the Icelandic letter with ours. */
static const char *without_eth(const char *text, struct arena *arena)
{
    if (!strstr(text, "\xC3\x90") && !strstr(text, "\xC3\xB0"))
        return text;
    char *mended = arena_copy_text(arena, text);
    for (char *at = mended; *at; at++)
        if ((unsigned char)at[0] == 0xC3 &&
            ((unsigned char)at[1] == 0x90 || (unsigned char)at[1] == 0xB0)) {
            at[0] = (char)0xC4;
            at[1] = (char)((unsigned char)at[1] == 0x90 ? 0x90 : 0x91);
        }
    return mended;
}

static void fill_token(struct token *token, const char *text, size_t bytes, struct arena *arena)
{
    size_t kept = without_leader(text, bytes);
    token->text = without_eth(arena_copy_span(arena, text, kept), arena);
    token->leader = kept == 0 || is_leader_text(token->text);
    if (text_equal(token->text, "V/")) /* the small v behind it is lost */
        token->text = "V/v";
    token->fold = token->leader ? "" : label_fold(token->text, arena);
    token->letters = (int)strlen(token->fold);
    if (token->letters > LETTERS_MAX) {
        token->fold = arena_copy_span(arena, token->fold, LETTERS_MAX);
        token->letters = LETTERS_MAX;
    }
    token->colon = text_ends(token->text, ":") || text_ends(token->text, "\xEF\xBC\x9A");
    if (token->leader)
        token->text = "";
    token->note = is_note(token->text);
    if (token->note)
        token->fold = "", token->letters = 0;
}

static size_t word_tokens(const struct text_word *word, int line, struct arena *arena,
                          struct token *out, size_t max)
{
    const char *at = word->text;
    size_t total = utf8_count(word->text), done = 0, count = 0;
    while (*at && count < max && count < PIECES_MAX) {
        size_t runes = 0, bytes = piece_end(at, &runes);
        if (count + 1 == PIECES_MAX) { /* the rest in one */
            runes = total - done;
            bytes = strlen(at);
        }
        struct token *token = &out[count];
        *token = (struct token){.line = line, .row = -1, .glued = done > 0};
        fill_token(token, at, bytes, arena);
        piece_confidence(word, done, runes, token);
        token->box = piece_box(word->box, done, runes, total);
        count++;
        done += runes;
        at += bytes;
    }
    return count;
}

size_t line_tokens(const struct text_page *page, size_t line, struct arena *arena,
                   struct token *out, size_t max)
{
    const struct text_line *source = &page->lines[line];
    size_t count = 0;
    if (source->kind == TEXT_HAND && max > 0) {
        out[0] = (struct token){
            .text = "", .fold = "", .box = source->box, .line = (int)line, .row = -1, .hand = true};
        return 1;
    }
    for (size_t i = 0; i < source->word_count && count < max; i++)
        count += word_tokens(&source->words[i], (int)line, arena, out + count, max - count);
    return count;
}

/* ---- rows ---- */

struct placed { /* a line on its way into a row */
    size_t line;
    int middle, height;
};

static int by_middle(const void *a, const void *b)
{
    const struct placed *left = a, *right = b;
    if (left->middle != right->middle)
        return left->middle < right->middle ? -1 : 1;
    return left->line < right->line ? -1 : left->line > right->line;
}

static int by_number(const void *a, const void *b)
{
    const int *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static size_t place_lines(const struct sheet *sheet, enum sheet_take take, struct placed *placed)
{
    size_t count = 0;
    for (size_t i = 0; i < sheet->page->line_count; i++) {
        const struct text_line *line = &sheet->page->lines[i];
        if (take == SHEET_OUTSIDE_TABLES && line->table >= 0)
            continue;
        if (line->kind == TEXT_PRINT && line->word_count == 0)
            continue;
        placed[count].line = i;
        placed[count].middle = line->box.y + line->box.h / 2;
        placed[count++].height = line->box.h > 0 ? line->box.h : 1;
    }
    qsort(placed, count, sizeof *placed, by_middle);
    return count;
}

static int usual_height(const struct placed *placed, size_t count, struct arena *arena)
{
    if (count == 0)
        return 1;
    int *heights = arena_take(arena, count, sizeof *heights);
    for (size_t i = 0; i < count; i++)
        heights[i] = placed[i].height;
    qsort(heights, count, sizeof *heights, by_number);
    return heights[count / 2];
}

static int by_place(const void *a, const void *b)
{
    const struct token *left = a, *right = b;
    if (left->box.x != right->box.x)
        return left->box.x < right->box.x ? -1 : 1;
    return left->line < right->line ? -1 : left->line > right->line;
}

static void close_row(struct sheet *sheet, struct row *row)
{
    struct token *tokens = sheet->tokens + row->first;
    qsort(tokens, row->count, sizeof *tokens, by_place);
    for (size_t i = 0; i < row->count; i++) {
        tokens[i].row = (int)sheet->row_count;
        row->box = rect_union(row->box, tokens[i].box);
    }
    sheet->rows[sheet->row_count++] = *row;
}

/* Lines whose middles lie within half a line height make one row. */
static void fill_rows(struct sheet *sheet, const struct placed *placed, size_t count,
                      size_t capacity)
{
    struct row row = {0};
    int middle = 0;
    for (size_t i = 0; i < count; i++) {
        int height = placed[i].height < row.height ? placed[i].height : row.height;
        if (row.count > 0 && placed[i].middle - middle > height / 2) {
            close_row(sheet, &row);
            row = (struct row){.first = sheet->token_count};
        }
        if (row.count == 0) {
            middle = placed[i].middle;
            row.height = placed[i].height;
        }
        size_t added =
            line_tokens(sheet->page, placed[i].line, sheet->arena,
                        sheet->tokens + sheet->token_count, capacity - sheet->token_count);
        sheet->token_count += added;
        row.count += added;
    }
    if (row.count > 0)
        close_row(sheet, &row);
}

static int usual_pitch(const struct sheet *sheet)
{
    size_t count = 0;
    int *gaps = arena_take(sheet->arena, sheet->row_count + 1, sizeof *gaps);
    for (size_t i = 1; i < sheet->row_count; i++) {
        struct rect above = sheet->rows[i - 1].box, here = sheet->rows[i].box;
        int gap = here.y + here.h / 2 - above.y - above.h / 2;
        if (gap > sheet->line_height / 2 && gap < 4 * sheet->line_height)
            gaps[count++] = gap;
    }
    if (count == 0)
        return sheet->line_height + sheet->line_height / 2;
    qsort(gaps, count, sizeof *gaps, by_number);
    return gaps[count / 2];
}

/* No word gives more pieces than it has characters; long dirt is capped. */
static size_t token_room(const struct sheet *sheet)
{
    size_t room = 0;
    for (size_t i = 0; i < sheet->page->line_count; i++) {
        const struct text_line *line = &sheet->page->lines[i];
        room += line->kind == TEXT_HAND;
        for (size_t k = 0; k < line->word_count; k++)
            room += 1 + strlen(line->words[k].text) / 2;
    }
    return room < 2 * PAGE_WORDS_MAX ? room : 2 * PAGE_WORDS_MAX;
}

void sheet_init(struct sheet *sheet, const struct text_page *page, enum sheet_take take,
                struct arena *arena)
{
    *sheet = (struct sheet){.page = page, .arena = arena};
    view_size(&page->view, &sheet->width, &sheet->height);
    struct placed *placed = arena_take(arena, page->line_count + 1, sizeof *placed);
    size_t count = place_lines(sheet, take, placed);
    size_t room = token_room(sheet);
    sheet->tokens = arena_take(arena, room + 1, sizeof *sheet->tokens);
    sheet->rows = arena_take(arena, count + 1, sizeof *sheet->rows);
    sheet->line_height = usual_height(placed, count, arena);
    fill_rows(sheet, placed, count, room);
    sheet->pitch = usual_pitch(sheet);
}

/* ---- lists of tokens ---- */

struct rect token_list_box(const struct token_list *list)
{
    struct rect box = {0};
    for (size_t i = 0; i < list->count; i++)
        if (!list->items[i]->leader)
            box = rect_union(box, list->items[i]->box);
    return box;
}

const char *token_list_text(const struct token_list *list, struct arena *arena)
{
    struct str text = STR_INIT;
    for (size_t i = 0; i < list->count; i++) {
        const struct token *token = list->items[i];
        if (token->text[0] == '\0')
            continue;
        if (text.length > 0 && !(token->glued && i > 0 && list->items[i - 1]->text[0]))
            str_add_char(&text, ' ');
        str_add(&text, token->text);
    }
    const char *copy = arena_copy_text(arena, str_peek(&text));
    str_release(&text);
    return copy;
}
