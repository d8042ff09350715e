/* SPDX-License-Identifier: Apache-2.0
 *
 * present/text_field: editing one line. May include: base, trust, viet.
 */
#include "present/text_field.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "trust/secret.h"

/* ---- life ---- */

void text_field_init(struct text_field *field, enum typing_style style, bool new_style)
{
    static unsigned tokens; /* one thread draws and types */
    *field =
        (struct text_field){.token = ++tokens, .typing = {.style = style, .new_style = new_style}};
}

static void forget_steps(struct text_field *field)
{
    for (size_t i = 0; i < field->step_count; i++)
        free(field->steps[i].text);
    field->step_count = 0;
}

void text_field_release(struct text_field *field)
{
    forget_steps(field);
    if (field->secret && field->text.text)
        secret_wipe(field->text.text, field->text.length);
    free(field->preedit);
    field->preedit = NULL;
    str_release(&field->text);
}

const char *text_field_peek(const struct text_field *field)
{
    return str_peek(&field->text);
}

/* ---- steps of undo ---- */

static void keep_step(struct text_field *field)
{
    if (field->secret)
        return;
    if (field->step_count == FIELD_UNDO_MAX) {
        free(field->steps[0].text);
        memmove(field->steps, field->steps + 1, (FIELD_UNDO_MAX - 1) * sizeof field->steps[0]);
        field->step_count--;
    }
    field->steps[field->step_count++] =
        (struct field_step){mem_copy_text(text_field_peek(field)), field->caret};
}

bool text_field_undo(struct text_field *field)
{
    text_field_end_word(field);
    if (field->step_count == 0)
        return false;
    struct field_step *step = &field->steps[--field->step_count];
    str_clear(&field->text);
    str_add(&field->text, step->text);
    field->caret = field->anchor = step->caret;
    free(step->text);
    return true;
}

/* ---- characters ---- */

/* Behind the character at offset, its combining marks with it. */
static size_t next_of(const char *text, size_t offset)
{
    const char *at = text + offset;
    if (!*at)
        return offset;
    (void)utf8_next(&at);
    for (const char *mark = at; *mark; at = mark)
        if (!utf8_is_mark(utf8_next(&mark)))
            break;
    return (size_t)(at - text);
}

static size_t previous_of(const char *text, size_t offset)
{
    size_t at = 0;
    for (size_t next; at < offset && (next = next_of(text, at)) < offset;)
        at = next;
    return at;
}

static uint32_t rune_at(const char *text, size_t offset)
{
    const char *at = text + offset;
    return *at ? utf8_next(&at) : 0;
}

static bool is_word_rune(uint32_t rune)
{
    return utf8_is_letter(rune) || (rune >= '0' && rune <= '9');
}

static size_t word_left(const char *text, size_t offset)
{
    while (offset > 0 && !is_word_rune(rune_at(text, previous_of(text, offset))))
        offset = previous_of(text, offset);
    while (offset > 0 && is_word_rune(rune_at(text, previous_of(text, offset))))
        offset = previous_of(text, offset);
    return offset;
}

static size_t word_right(const char *text, size_t offset)
{
    while (text[offset] && is_word_rune(rune_at(text, offset)))
        offset = next_of(text, offset);
    while (text[offset] && !is_word_rune(rune_at(text, offset)))
        offset = next_of(text, offset);
    return offset;
}

/* ---- changing ---- */

/* Replaces the bytes from..to; the caret stands behind what came. */
static bool replace(struct text_field *field, size_t from, size_t to, const char *with)
{
    struct str text = STR_INIT;
    if (field->text.length - (to - from) + strlen(with) > FIELD_BYTES_MAX)
        return false;
    str_add_span(&text, text_field_peek(field), from);
    str_add(&text, with);
    field->caret = field->anchor = text.length;
    str_add(&text, text_field_peek(field) + to);
    str_release(&field->text);
    field->text = text;
    return true;
}

void text_field_selection(const struct text_field *field, size_t *ret_from, size_t *ret_to)
{
    *ret_from = field->caret < field->anchor ? field->caret : field->anchor;
    *ret_to = field->caret < field->anchor ? field->anchor : field->caret;
}

static void drop_selection(struct text_field *field)
{
    size_t from, to;
    text_field_selection(field, &from, &to);
    if (from != to)
        (void)replace(field, from, to, "");
}

void text_field_end_word(struct text_field *field)
{
    typing_clear(&field->typing);
}

void text_field_set(struct text_field *field, const char *text)
{
    text_field_end_word(field);
    if (strcmp(text, text_field_peek(field)) != 0)
        keep_step(field);
    (void)replace(field, 0, field->text.length, text);
}

void text_field_start(struct text_field *field, const char *text)
{
    text_field_end_word(field);
    (void)replace(field, 0, field->text.length, text);
    forget_steps(field);
}

void text_field_set_word(struct text_field *field, const char *text)
{
    struct str spaced = STR_INIT;
    str_format(&spaced, "%s ", text);
    text_field_set(field, str_peek(&spaced));
    field->loose = true;
    str_release(&spaced);
}

/* ---- typing ---- */

/* Goes on with the word in front of the caret, when the caret stands at its end. */
static void take_word_up(struct text_field *field)
{
    const char *text = text_field_peek(field);
    if (field->typing.count > 0 || is_word_rune(rune_at(text, field->caret)))
        return;
    field->word = field->caret;
    /* One letter more than a word can have: then it is none. */
    for (int letters = 0; letters <= TYPING_LETTERS_MAX && field->word > 0; letters++) {
        size_t before = previous_of(text, field->word);
        if (!is_word_rune(rune_at(text, before)))
            break;
        field->word = before;
    }
    if (field->word == field->caret)
        return;
    char *word = mem_copy_text(text + field->word);
    word[field->caret - field->word] = '\0';
    if (!typing_load(&field->typing, word))
        field->word = field->caret;
    free(word);
}

static void show_word(struct text_field *field)
{
    char word[TYPING_TEXT_MAX + 1];
    typing_text(&field->typing, word);
    if (!replace(field, field->word, field->caret, word))
        text_field_end_word(field);
}

static void put_rune(struct text_field *field, uint32_t rune)
{
    char bytes[5];
    utf8_encode(rune, bytes);
    text_field_end_word(field);
    (void)replace(field, field->caret, field->caret, bytes);
}

void text_field_type(struct text_field *field, uint32_t rune)
{
    if (rune < ' ' || rune == 0x7f)
        return;
    if (field->typing.count == 0)
        keep_step(field);
    drop_selection(field);
    if (field->loose && field->caret > 0 && (rune == ',' || rune == '.' || rune == ';'))
        (void)replace(field, field->caret - 1, field->caret, "");
    field->loose = false;
    if (field->typing.style == TYPING_OFF) {
        put_rune(field, rune);
        return;
    }
    take_word_up(field);
    if (field->typing.count == 0)
        field->word = field->caret;
    if (typing_key(&field->typing, rune))
        show_word(field);
    else
        put_rune(field, rune);
}

void text_field_insert(struct text_field *field, const char *text)
{
    char *nfc = NULL;
    struct str clean = STR_INIT;
    if (!utf8_valid(text, strlen(text)) || utf8_nfc(text, &nfc, NULL) != ERR_OK)
        return;
    for (const char *at = nfc; *at; at++)
        str_add_char(&clean, (unsigned char)*at < ' ' || *at == 0x7f ? ' ' : *at);
    text_field_end_word(field);
    keep_step(field);
    drop_selection(field);
    (void)replace(field, field->caret, field->caret, str_peek(&clean));
    str_release(&clean);
    free(nfc);
}

void text_field_backspace(struct text_field *field)
{
    size_t from, to;
    text_field_selection(field, &from, &to);
    if (field->typing.count == 0 && (from != to || field->caret > 0))
        keep_step(field);
    if (from != to)
        drop_selection(field);
    else if (field->typing.count > 0 && typing_backspace(&field->typing))
        show_word(field);
    else if (field->caret > 0)
        (void)replace(field, previous_of(text_field_peek(field), field->caret), field->caret, "");
}

void text_field_delete(struct text_field *field)
{
    size_t from, to;
    text_field_end_word(field);
    text_field_selection(field, &from, &to);
    if (from == to && !text_field_peek(field)[field->caret])
        return;
    keep_step(field);
    if (from != to) {
        drop_selection(field);
        return;
    }
    size_t caret = field->caret;
    (void)replace(field, caret, next_of(text_field_peek(field), caret), "");
}

bool text_field_escape(struct text_field *field)
{
    if (field->typing.count == 0 || !typing_escape(&field->typing))
        return false;
    show_word(field);
    return true;
}

void text_field_preedit(struct text_field *field, const char *text)
{
    free(field->preedit);
    field->preedit = text && *text ? mem_copy_text(text) : NULL;
}

/* ---- moving ---- */

void text_field_place(struct text_field *field, size_t offset)
{
    const char *text = text_field_peek(field);
    size_t at = 0;
    text_field_end_word(field);
    while (at < offset && text[at])
        at = next_of(text, at);
    field->caret = field->anchor = at;
}

void text_field_move(struct text_field *field, enum field_move move, bool select)
{
    const char *text = text_field_peek(field);
    text_field_end_word(field);
    switch (move) {
    case MOVE_LEFT: field->caret = previous_of(text, field->caret); break;
    case MOVE_RIGHT: field->caret = next_of(text, field->caret); break;
    case MOVE_WORD_LEFT: field->caret = word_left(text, field->caret); break;
    case MOVE_WORD_RIGHT: field->caret = word_right(text, field->caret); break;
    case MOVE_HOME: field->caret = 0; break;
    case MOVE_END: field->caret = field->text.length; break;
    }
    if (!select)
        field->anchor = field->caret;
}

void text_field_select(struct text_field *field, size_t from, size_t to)
{
    text_field_end_word(field);
    field->anchor = from;
    field->caret = to;
}

void text_field_select_all(struct text_field *field)
{
    text_field_select(field, 0, field->text.length);
}
