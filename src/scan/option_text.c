/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/option_text: values of settings between text, JSON and SANE's words. May include base, SANE.
 */
#include "scan/option_text.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"

enum { LEGAL_TEXT_MAX = 300 };

const char *option_type_name(SANE_Value_Type type)
{
    static const char *const names[] = {
        [SANE_TYPE_BOOL] = "bool",     [SANE_TYPE_INT] = "int",       [SANE_TYPE_FIXED] = "fixed",
        [SANE_TYPE_STRING] = "string", [SANE_TYPE_BUTTON] = "button", [SANE_TYPE_GROUP] = "group",
    };

    return (size_t)type < ARRAY_SIZE(names) ? names[type] : "unknown";
}

const char *option_unit_name(SANE_Unit unit)
{
    static const char *const names[] = {
        [SANE_UNIT_NONE] = "",          [SANE_UNIT_PIXEL] = "px", [SANE_UNIT_BIT] = "bit",
        [SANE_UNIT_MM] = "mm",          [SANE_UNIT_DPI] = "dpi",  [SANE_UNIT_PERCENT] = "%",
        [SANE_UNIT_MICROSECOND] = "us",
    };

    return (size_t)unit < ARRAY_SIZE(names) ? names[unit] : "";
}

static bool is_number(const SANE_Option_Descriptor *option)
{
    return option->type == SANE_TYPE_INT || option->type == SANE_TYPE_FIXED;
}

long option_words(const SANE_Option_Descriptor *option)
{
    long words = option->size / (SANE_Int)sizeof(SANE_Word);

    return is_number(option) && words > 1 ? words : 1;
}

static double word_value(const SANE_Option_Descriptor *option, SANE_Word word)
{
    return option->type == SANE_TYPE_FIXED ? SANE_UNFIX(word) : word;
}

static json_t *word_json(const SANE_Option_Descriptor *option, SANE_Word word)
{
    if (option->type == SANE_TYPE_FIXED)
        return json_real(round(SANE_UNFIX(word) * 1e4) / 1e4);
    return json_integer(word);
}

/* --- JSON --- */

static json_t *range_json(const SANE_Option_Descriptor *option)
{
    const SANE_Range *range = option->constraint.range;
    json_t *json = json_object();

    json_put_new(json, "min", word_json(option, range->min));
    json_put_new(json, "max", word_json(option, range->max));
    json_put_new(json, "step", word_json(option, range->quant));
    return json;
}

json_t *option_constraint_json(const SANE_Option_Descriptor *option)
{
    json_t *list;

    switch (option->constraint_type) {
    case SANE_CONSTRAINT_RANGE: return range_json(option);
    case SANE_CONSTRAINT_WORD_LIST:
        list = json_array();
        for (SANE_Word i = 1; i <= option->constraint.word_list[0]; i++)
            json_array_append_new(list, word_json(option, option->constraint.word_list[i]));
        return list;
    case SANE_CONSTRAINT_STRING_LIST:
        list = json_array();
        for (size_t i = 0; option->constraint.string_list[i]; i++)
            json_array_append_new(list, json_string(option->constraint.string_list[i]));
        return list;
    default: return json_null();
    }
}

json_t *option_value_json(const SANE_Option_Descriptor *option, const void *raw)
{
    const SANE_Word *words = raw;
    json_t *list;

    if (option->type == SANE_TYPE_STRING) {
        json_t *text = json_string(raw);
        return text ? text : json_string(""); /* not UTF-8 */
    }
    if (option->type == SANE_TYPE_BOOL)
        return json_boolean(words[0] != SANE_FALSE);
    if (option_words(option) == 1)
        return word_json(option, words[0]);
    list = json_array();
    for (long i = 0; i < option_words(option); i++)
        json_array_append_new(list, word_json(option, words[i]));
    return list;
}

char *option_legal_text(const SANE_Option_Descriptor *option)
{
    struct str text = STR_INIT;
    const SANE_Range *range = option->constraint.range;

    if (option->type == SANE_TYPE_BOOL)
        str_add(&text, "yes, no");
    else if (option->constraint_type == SANE_CONSTRAINT_RANGE)
        str_format(&text, "%g … %g", word_value(option, range->min),
                   word_value(option, range->max));
    else if (option->constraint_type == SANE_CONSTRAINT_WORD_LIST)
        for (SANE_Word i = 1; i <= option->constraint.word_list[0]; i++)
            str_format(&text, "%s%g", i > 1 ? ", " : "",
                       word_value(option, option->constraint.word_list[i]));
    else if (option->constraint_type == SANE_CONSTRAINT_STRING_LIST)
        for (size_t i = 0; option->constraint.string_list[i] && text.length < LEGAL_TEXT_MAX; i++)
            str_format(&text, "%s%s", i ? ", " : "", option->constraint.string_list[i]);
    else
        str_add(&text, option_type_name(option->type));
    return str_take(&text);
}

/* --- parsing --- */

static bool word_allowed(const SANE_Option_Descriptor *option, SANE_Word word)
{
    const SANE_Range *range = option->constraint.range;

    if (option->constraint_type == SANE_CONSTRAINT_RANGE)
        return word >= range->min && word <= range->max;
    if (option->constraint_type != SANE_CONSTRAINT_WORD_LIST)
        return true;
    for (SANE_Word i = 1; i <= option->constraint.word_list[0]; i++)
        if (option->constraint.word_list[i] == word)
            return true;
    return false;
}

static bool parse_word(const SANE_Option_Descriptor *option, const char *text, SANE_Word *ret)
{
    double value;

    if (!text_to_double(text, -32768.0 * 65536, 32767.0 * 65536, &value))
        return false;
    if (option->type == SANE_TYPE_INT && value != floor(value))
        return false;
    if (option->type == SANE_TYPE_FIXED && fabs(value) > 32767)
        return false;
    *ret = option->type == SANE_TYPE_INT ? (SANE_Word)value
                                         : (SANE_Word)lround(value * (1 << SANE_FIXED_SCALE_SHIFT));
    return word_allowed(option, *ret);
}

/* One number for all, or as many as there are, separated by commas. */
static bool parse_words(const SANE_Option_Descriptor *option, const char *text, SANE_Word *raw)
{
    long want = option_words(option), count = 0;
    bool more = true;

    while (more && count < want) {
        size_t length = strcspn(text, ",");
        struct str one = STR_INIT;
        bool good;
        str_add_span(&one, text, length);
        str_trim(&one);
        good = parse_word(option, str_peek(&one), &raw[count]);
        str_release(&one);
        if (!good)
            return false;
        count++;
        more = text[length] != 0;
        text += length + more;
    }
    for (long i = 1; count == 1 && i < want; i++)
        raw[i] = raw[0];
    return !more && (count == 1 || count == want);
}

static bool parse_bool(const char *text, SANE_Word *raw)
{
    static const struct {
        const char *word;
        SANE_Word value;
    } words[] = {{"yes", SANE_TRUE}, {"true", SANE_TRUE},   {"on", SANE_TRUE},   {"1", SANE_TRUE},
                 {"no", SANE_FALSE}, {"false", SANE_FALSE}, {"off", SANE_FALSE}, {"0", SANE_FALSE}};

    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (strcasecmp(text, words[i].word) == 0) {
            *raw = words[i].value;
            return true;
        }
    return false;
}

static bool parse_string(const SANE_Option_Descriptor *option, const char *text, char *raw)
{
    const SANE_String_Const *list = option->constraint.string_list;
    const char *found = text;

    if (option->constraint_type == SANE_CONSTRAINT_STRING_LIST) {
        found = NULL;
        for (size_t i = 0; list[i] && !found; i++)
            if (strcmp(list[i], text) == 0)
                found = list[i];
        for (size_t i = 0; list[i] && !found; i++)
            if (strcasecmp(list[i], text) == 0)
                found = list[i];
    }
    if (!found || strlen(found) > (size_t)option->size)
        return false;
    memcpy(raw, found, strlen(found)); /* zeroed room of size + 1 */
    return true;
}

bool option_parse(const SANE_Option_Descriptor *option, const char *text, void *raw)
{
    switch (option->type) {
    case SANE_TYPE_BOOL: return parse_bool(text, raw);
    case SANE_TYPE_INT:
    case SANE_TYPE_FIXED: return parse_words(option, text, raw);
    case SANE_TYPE_STRING: return parse_string(option, text, raw);
    case SANE_TYPE_BUTTON: return true;
    default: return false;
    }
}
