/* SPDX-License-Identifier: Apache-2.0
 *
 * present/press: names of keys and requests. May include: base.
 */
#include "present/press.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

static const char *const CODE_NAMES[PRESS_F1] = {
    [PRESS_NONE] = "",      [PRESS_RUNE] = "",        [PRESS_ENTER] = "Enter",
    [PRESS_TAB] = "Tab",    [PRESS_ESC] = "Esc",      [PRESS_BACKSPACE] = "Backspace",
    [PRESS_DELETE] = "Del", [PRESS_LEFT] = "←",       [PRESS_RIGHT] = "→",
    [PRESS_UP] = "↑",       [PRESS_DOWN] = "↓",       [PRESS_HOME] = "Home",
    [PRESS_END] = "End",    [PRESS_PAGE_UP] = "PgUp", [PRESS_PAGE_DOWN] = "PgDn",
};

static const struct {
    unsigned bit;
    const char *name;
} WITH_NAMES[] = {{WITH_CTRL, "Ctrl "}, {WITH_ALT, "Alt "}, {WITH_SHIFT, "Shift "}};

void press_show(const struct press *press, char *ret, int size)
{
    struct str text = STR_INIT;
    for (size_t i = 0; i < ARRAY_SIZE(WITH_NAMES); i++)
        if (press->with & WITH_NAMES[i].bit)
            str_add(&text, WITH_NAMES[i].name);
    if (press->code >= PRESS_F1)
        str_format(&text, "F%d", press->code - PRESS_F1 + 1);
    else if (press->code == PRESS_RUNE && press->rune == ' ')
        str_add(&text, "Space");
    else if (press->code == PRESS_RUNE)
        str_add_rune(&text, press->with ? utf8_upper_rune(press->rune) : press->rune);
    else
        str_add(&text, CODE_NAMES[press->code]);
    snprintf(ret, (size_t)size, "%s", str_peek(&text));
    str_release(&text);
}

static enum press_code code_of(const char *text)
{
    long number;
    if (text[0] == 'F' && text_to_long(text + 1, 1, 12, &number))
        return (enum press_code)(PRESS_F1 + number - 1);
    for (int code = PRESS_ENTER; code < PRESS_F1; code++)
        if (strcmp(CODE_NAMES[code], text) == 0)
            return (enum press_code)code;
    return PRESS_NONE;
}

bool press_parse(const char *text, struct press *ret)
{
    struct press press = {0};
    for (size_t i = 0; i < ARRAY_SIZE(WITH_NAMES); i++) {
        if (text_starts(text, WITH_NAMES[i].name) && text[strlen(WITH_NAMES[i].name)]) {
            press.with |= WITH_NAMES[i].bit;
            text += strlen(WITH_NAMES[i].name);
        }
    }
    press.code = code_of(text);
    if (press.code == PRESS_NONE) {
        press.code = PRESS_RUNE;
        press.rune = strcmp(text, "Space") == 0 ? ' ' : utf8_next(&text);
        if (press.rune == 0 || (press.rune != ' ' && *text))
            return false;
        if (press.with)
            press.rune = utf8_lower_rune(press.rune);
    }
    *ret = press;
    return true;
}

static const struct {
    const char *name, *help;
} REQUEST_TABLE[REQUEST_COUNT] = {
#define X(name, help) {#name, help},
    REQUESTS(X)
#undef X
};

const char *request_name(enum request request)
{
    return REQUEST_TABLE[request].name;
}

const char *request_help(enum request request)
{
    return *REQUEST_TABLE[request].help ? _(REQUEST_TABLE[request].help) : "";
}

enum request binding_lookup(const struct binding *bindings, const struct press *press)
{
    for (; bindings->press.code != PRESS_NONE; bindings++)
        if (bindings->press.code == press->code && bindings->press.with == press->with &&
            (press->code != PRESS_RUNE || bindings->press.rune == press->rune))
            return bindings->request;
    return REQUEST_NONE;
}

bool binding_has(const struct binding *bindings, enum request request)
{
    for (; bindings->press.code != PRESS_NONE; bindings++)
        if (bindings->request == request)
            return true;
    return false;
}
