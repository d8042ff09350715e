/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/option: reading and setting by name. May include base, SANE.
 */
#include "scan/option.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "scan/option_text.h"
#include "scan/sane_inside.h"

enum { OPTION_BYTES_MAX = 1 << 20 };

/* --- finding --- */

static SANE_Int option_total(struct scanner *scanner)
{
    SANE_Word total = 0;

    if (sane_control_option(scanner->handle, 0, SANE_ACTION_GET_VALUE, &total, NULL) !=
        SANE_STATUS_GOOD)
        return 0;
    return total;
}

/* NULL for groups and for what has no name. */
static const SANE_Option_Descriptor *option_at(struct scanner *scanner, SANE_Int index)
{
    const SANE_Option_Descriptor *option = sane_get_option_descriptor(scanner->handle, index);

    if (!option || option->type == SANE_TYPE_GROUP || !option->name || !*option->name)
        return NULL;
    return option->size >= 0 && option->size <= OPTION_BYTES_MAX ? option : NULL;
}

static const SANE_Option_Descriptor *option_find(struct scanner *scanner, const char *name,
                                                 SANE_Int *ret_index)
{
    SANE_Int total = option_total(scanner);

    for (SANE_Int i = 1; i < total; i++) {
        const SANE_Option_Descriptor *option = option_at(scanner, i);
        if (option && strcasecmp(option->name, name) == 0) {
            *ret_index = i;
            return option;
        }
    }
    return NULL;
}

static bool is_settable(const SANE_Option_Descriptor *option)
{
    return SANE_OPTION_IS_ACTIVE(option->cap) && SANE_OPTION_IS_SETTABLE(option->cap);
}

bool scanner_has_option(struct scanner *scanner, const char *name)
{
    SANE_Int index;
    const SANE_Option_Descriptor *option = option_find(scanner, name, &index);

    return option && is_settable(option);
}

/* --- reading --- */

/* The raw value with room for one more byte, heap; NULL when it cannot be read. */
static void *option_raw(struct scanner *scanner, SANE_Int index,
                        const SANE_Option_Descriptor *option)
{
    void *raw = mem_new((size_t)option->size + 1 + sizeof(SANE_Word), 1);

    if (option->type != SANE_TYPE_BUTTON && SANE_OPTION_IS_ACTIVE(option->cap) &&
        (option->cap & SANE_CAP_SOFT_DETECT) &&
        sane_control_option(scanner->handle, index, SANE_ACTION_GET_VALUE, raw, NULL) ==
            SANE_STATUS_GOOD)
        return raw;
    free(raw);
    return NULL;
}

bool scanner_get_number(struct scanner *scanner, const char *name, double *ret)
{
    SANE_Int index;
    const SANE_Option_Descriptor *option = option_find(scanner, name, &index);
    SANE_Word *raw;

    if (!option || (option->type != SANE_TYPE_INT && option->type != SANE_TYPE_FIXED))
        return false;
    raw = option_raw(scanner, index, option);
    if (!raw)
        return false;
    *ret = option->type == SANE_TYPE_INT ? raw[0] : SANE_UNFIX(raw[0]);
    free(raw);
    return true;
}

char *scanner_get_text(struct scanner *scanner, const char *name)
{
    SANE_Int index;
    const SANE_Option_Descriptor *option = option_find(scanner, name, &index);

    if (!option || option->type != SANE_TYPE_STRING)
        return NULL;
    return option_raw(scanner, index, option);
}

char *scanner_find_value(struct scanner *scanner, const char *name, const char *const *words)
{
    SANE_Int index;
    const SANE_Option_Descriptor *option = option_find(scanner, name, &index);

    if (!option || option->constraint_type != SANE_CONSTRAINT_STRING_LIST)
        return NULL;
    for (size_t w = 0; words[w]; w++)
        for (size_t i = 0; option->constraint.string_list[i]; i++)
            if (strcasestr(option->constraint.string_list[i], words[w]))
                return mem_copy_text(option->constraint.string_list[i]);
    return NULL;
}

/* --- listing --- */

static json_t *option_json(struct scanner *scanner, SANE_Int index,
                           const SANE_Option_Descriptor *option)
{
    json_t *json = json_object();
    void *raw = option_raw(scanner, index, option);

    json_put_text(json, "name", option->name);
    json_put_text(json, "title", option->title ? option->title : option->name);
    json_put_text(json, "description", option->desc ? option->desc : "");
    json_put_text(json, "type", option_type_name(option->type));
    json_put_text(json, "unit", option_unit_name(option->unit));
    json_put_long(json, "size", option_words(option));
    json_put_new(json, "constraint", option_constraint_json(option));
    json_put_new(json, "value", raw ? option_value_json(option, raw) : json_null());
    json_put_bool(json, "active", is_settable(option));
    free(raw);
    return json;
}

json_t *scanner_options(struct scanner *scanner)
{
    json_t *list = json_array();
    SANE_Int total = option_total(scanner);

    for (SANE_Int i = 1; i < total; i++) {
        const SANE_Option_Descriptor *option = option_at(scanner, i);
        if (option)
            json_array_append_new(list, option_json(scanner, i, option));
    }
    return list;
}

/* --- setting --- */

static char *all_names(struct scanner *scanner)
{
    struct str text = STR_INIT;
    SANE_Int total = option_total(scanner);

    for (SANE_Int i = 1; i < total; i++) {
        const SANE_Option_Descriptor *option = option_at(scanner, i);
        if (option && is_settable(option) && text.length < 300)
            str_format(&text, "%s%s", text.length ? ", " : "", option->name);
    }
    return str_take(&text);
}

static enum err_code unknown_option(struct scanner *scanner, const char *name, struct err *err)
{
    char *names = all_names(scanner);

    err_set(err, ERR_USAGE, 330, _("scanner %s has no setting %s; it has: %s"), scanner->name, name,
            names);
    free(names);
    return ERR_USAGE;
}

static enum err_code unknown_value(const SANE_Option_Descriptor *option, const char *value,
                                   struct err *err)
{
    char *legal = option_legal_text(option);

    err_set(err, ERR_USAGE, 332, _("setting %s cannot be %s; possible: %s"), option->name, value,
            legal);
    free(legal);
    return ERR_USAGE;
}

static enum err_code option_apply(struct scanner *scanner, SANE_Int index, void *raw,
                                  struct err *err)
{
    SANE_Int info = 0;
    SANE_Status status =
        sane_control_option(scanner->handle, index, SANE_ACTION_SET_VALUE, raw, &info);

    if (status != SANE_STATUS_GOOD)
        return scan_fault(status, scanner->name, err);
    if (info & SANE_INFO_INEXACT)
        log_info("scan", "setting %d was rounded", (int)index);
    return ERR_OK;
}

enum err_code scanner_set(struct scanner *scanner, const char *name, const char *value,
                          struct err *err)
{
    SANE_Int index;
    const SANE_Option_Descriptor *option = option_find(scanner, name, &index);
    enum err_code code;
    void *raw;

    if (!option)
        return unknown_option(scanner, name, err);
    if (!is_settable(option))
        return err_set(err, ERR_USAGE, 331,
                       _("setting %s of scanner %s cannot be changed now; set source and mode "
                         "first"),
                       option->name, scanner->name);
    raw = mem_new((size_t)option->size + 1 + sizeof(SANE_Word), 1);
    if (option_parse(option, value, raw))
        code = option_apply(scanner, index, raw, err);
    else
        code = unknown_value(option, value, err);
    free(raw);
    return code;
}
