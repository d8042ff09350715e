/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/card: parts of the code of an identity card. May include base and viet.
 */
#include "viet/card.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

enum { PARTS_MAX = 24 };

static bool all_of(const char *text, const char *set)
{
    return text[strspn(text, set)] == '\0';
}

/* Some codes carry names as the hexadecimal digits of their UTF-8; NULL when text is no such. */
static const char *from_hex(const char *text, struct arena *arena)
{
    static const char DIGITS[] = "0123456789abcdef";
    struct str out = STR_INIT;
    size_t length = strlen(text);
    const char *decoded = NULL;
    if (length < 8 || length % 2 != 0 || !all_of(text, "0123456789abcdefABCDEF"))
        return NULL;
    for (size_t i = 0; i < length; i += 2) {
        const char *high = strchr(DIGITS, text[i] | 0x20),
                   *low = strchr(DIGITS, text[i + 1] | 0x20);
        str_add_char(&out, (char)((high - DIGITS) * 16 + (low - DIGITS)));
    }
    if (strlen(str_peek(&out)) == out.length && utf8_valid(str_peek(&out), out.length))
        decoded = arena_copy_text(arena, str_peek(&out));
    str_release(&out);
    return decoded;
}

static const char *text_part(const char *part, struct arena *arena)
{
    char *nfc = NULL;
    const char *decoded = from_hex(part, arena);
    if (utf8_nfc(decoded != NULL ? decoded : part, &nfc, NULL) != ERR_OK)
        return NULL;
    const char *text = arena_copy_text(arena, nfc);
    free(nfc);
    return text;
}

static bool is_name(const char *text)
{
    int letters = 0;
    for (uint32_t rune; (rune = utf8_next(&text)) != 0;) {
        if (rune < 0x80 && !utf8_is_letter(rune) && !strchr(" '-.", (int)rune))
            return false;
        letters += utf8_is_letter(rune);
    }
    return letters >= 2;
}

static void take_digits(struct card *card, const char *part, struct arena *arena)
{
    size_t length = strlen(part);
    if (length == 12 && card->number.kind == PERSON_ID_NONE)
        (void)person_id_parse(part, &card->number);
    else if (length == 9 && card->old_number == NULL)
        card->old_number = arena_copy_text(arena, part);
    else if (length == 8 && card->dates++ < 2) /* an impossible one keeps its place */
        (void)date_from_compact(part, card->dates == 1 ? &card->birth : &card->issued);
}

static void take_part(struct card *card, const char *part, struct arena *arena)
{
    if (part[0] == '\0')
        return;
    if (all_of(part, "0123456789")) {
        take_digits(card, part, arena);
        return;
    }
    const char *text = text_part(part, arena);
    if (text == NULL)
        return;
    if (card->sex == SEX_UNKNOWN && card->dates > 0 && sex_parse(text) != SEX_UNKNOWN)
        card->sex = sex_parse(text);
    else if (card->name == NULL && card->dates == 0 && is_name(text))
        card->name = text;
    else if (card->residence == NULL && card->dates > 0)
        card->residence = text;
}

bool card_parse(const char *payload, struct arena *arena, struct card *ret)
{
    struct card card = {.old_number = NULL};
    int parts = 0;
    while (parts++ < PARTS_MAX) {
        size_t length = strcspn(payload, "|");
        take_part(&card, arena_copy_span(arena, payload, length), arena);
        payload += length;
        if (*payload == '\0')
            break;
        payload++;
    }
    if (card.number.kind != PERSON_ID_12 || card.name == NULL || card.birth.year == 0)
        return false;
    *ret = card;
    return true;
}
