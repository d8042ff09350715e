/* SPDX-License-Identifier: Apache-2.0
 *
 * present/text_field: one line of text that a person types into.
 *
 * A field owns its text and the word being composed in it (viet/typing); both die with it, so that
 * no composed word can land in another field. A field bears a token: what a system input method
 * commits late is put in by the token of the field it was typed in, never by the focus.
 * Offsets are bytes and stand between whole characters (a letter with its combining marks).
 */
#ifndef PRESENT_TEXT_FIELD_H
#define PRESENT_TEXT_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "viet/typing.h"

enum { FIELD_UNDO_MAX = 64 };

struct field_step { /* what undo goes back to */
    char *text;
    size_t caret;
};

struct text_field {
    unsigned token; /* never 0, never twice in a process */
    struct str text;
    size_t caret, anchor; /* the selection lies between them */
    struct typing typing; /* its word ends at the caret; its style is the field's */
    size_t word;          /* where that word begins */
    char *preedit;        /* of a system input method: shown at the caret, not yet text; or NULL */
    struct field_step steps[FIELD_UNDO_MAX];
    size_t step_count;
    bool secret; /* a passphrase: shown as dots, no undo, wiped on release */
    bool loose;  /* the space before the caret came by itself: a comma takes its place */
};

enum field_move { MOVE_LEFT, MOVE_RIGHT, MOVE_WORD_LEFT, MOVE_WORD_RIGHT, MOVE_HOME, MOVE_END };

void text_field_init(struct text_field *field, enum typing_style style, bool new_style);
void text_field_release(struct text_field *field); /* a zeroed one is fine */

/* Starts anew with this text, the caret behind it: nothing to take back. NFC wanted. */
void text_field_start(struct text_field *field, const char *text);
/* Replaces everything, the caret behind it; a step of undo. NFC wanted. */
void text_field_set(struct text_field *field, const char *text);
/* Replaces everything by text and a space that gives way to a comma; a step of undo. NFC wanted. */
void text_field_set_word(struct text_field *field, const char *text);
/* A key: composed where the style says so. A value at its limit takes no more. */
void text_field_type(struct text_field *field, uint32_t rune);
/* From a clipboard or an input method: made NFC, control characters dropped, replaces the
 * selection; bytes that are no UTF-8 are not put in. */
void text_field_insert(struct text_field *field, const char *text);
void text_field_backspace(struct text_field *field);
void text_field_delete(struct text_field *field);
void text_field_move(struct text_field *field, enum field_move move, bool select);
void text_field_place(struct text_field *field, size_t offset); /* by a click; clamped */
/* Bytes from..to, both between whole characters; the caret at to. */
void text_field_select(struct text_field *field, size_t from, size_t to);
void text_field_select_all(struct text_field *field);
/* The composed word ends here. Before every focus move, click or command. */
void text_field_end_word(struct text_field *field);
/* The word as its bare keys; false when there is none. */
bool text_field_escape(struct text_field *field);
bool text_field_undo(struct text_field *field); /* false: nothing to take back */
void text_field_preedit(struct text_field *field, const char *text); /* NULL or "" = none */

const char *text_field_peek(const struct text_field *field);
void text_field_selection(const struct text_field *field, size_t *ret_from, size_t *ret_to);

#endif
