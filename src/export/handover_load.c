/* SPDX-License-Identifier: Apache-2.0
 *
 * export/handover: profiles from YAML, every fault with its line and column; and whether one fits a
 * kind of record. May include: base, model, viet.
 */
#include "export/handover.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "base/yaml.h"
#include "viet/fold.h"

enum { SHEET_NAME_MAX = 31, LIST_TEXTS_MAX = 64, PATH_STEP = 24 };

struct load {
    struct handover *handover;
    struct arena *arena;
    json_t *places;
    struct handover_list *lists;
    size_t list_count;
    struct err *err;
};

static const char *const fact_names[FACT_COUNT] = {
    [FACT_NONE] = "",
    [FACT_NUMBER] = "book.number",
    [FACT_PLACE] = "book.place",
    [FACT_SIGNER] = "book.signer",
    [FACT_REGISTRATION] = "book.registration",
    [FACT_YEAR] = "book.year",
    [FACT_ROW] = "row.number",
};
static const char *const form_names[HANDOVER_FORM_COUNT] = {
    [HANDOVER_TEXT] = "text",
    [HANDOVER_WRITTEN] = "written",
    [HANDOVER_DATE] = "date",
    [HANDOVER_PAPER] = "paper",
};

const char *handover_fact_name(enum handover_fact fact)
{
    return fact_names[fact];
}

/* ---- messages ---- */

static const char *place_of(const struct load *load, const char *path)
{
    const char *place = json_peek_text(load->places, path);
    return place ? place : "1:1";
}

/* A fault at a path; why is translated. */
static enum err_code fail(struct load *load, int number, const char *path, const char *why)
{
    return err_set(load->err, ERR_FORMAT, number, "%s:%s: %s", load->handover->file,
                   place_of(load, path), why);
}

static enum err_code fail_shape(struct load *load, const char *path, const char *why)
{
    return fail(load, 661, path, why);
}

static enum err_code fail_word(struct load *load, const char *path, const char *why)
{
    return fail(load, 665, path, why);
}

static enum err_code fail_name(struct load *load, const char *path, const char *why)
{
    return fail(load, 667, path, why);
}

static enum err_code fail_missing(struct load *load, const char *path, const char *key)
{
    struct str why = STR_INIT;
    str_format(&why, _("\"%s\" is missing; add it"), key);
    enum err_code code = fail(load, 663, path, str_peek(&why));
    str_release(&why);
    return code;
}

static enum err_code fail_key(struct load *load, const char *path, const char *key)
{
    struct str text = STR_INIT, at = STR_INIT;
    str_format(&at, "%s%s%s:", path, *path ? "/" : "", key);
    str_format(&text, _("\"%s\" is not known here"), key);
    enum err_code code = fail(load, 660, str_peek(&at), str_peek(&text));
    str_release(&at);
    str_release(&text);
    return code;
}

static char *join(struct load *load, const char *path, const char *key)
{
    return arena_format(load->arena, "%s%s%s", path, *path ? "/" : "", key);
}

static char *join_at(struct load *load, const char *path, size_t index)
{
    char step[PATH_STEP];
    snprintf(step, sizeof step, "%zu", index);
    return join(load, path, step);
}

/* ---- pieces ---- */

static enum err_code check_keys(struct load *load, const json_t *object, const char *path,
                                const char *const *known)
{
    const char *key;
    json_t *value;
    if (!json_is_object(object))
        return fail_shape(load, path, _("names with values are expected here"));
    json_object_foreach ((json_t *)(uintptr_t)object, key, value) {
        size_t i = 0;
        while (known[i] && !text_equal(known[i], key))
            i++;
        if (!known[i])
            return fail_key(load, path, key);
    }
    return ERR_OK;
}

/* A number is taken for its digits: codes and names of columns are often digits alone. */
static enum err_code read_text(struct load *load, const json_t *value, const char *path,
                               const char **ret)
{
    const char *text = json_string_value(value);
    if (!text && json_is_integer(value))
        text = arena_format(load->arena, "%lld", (long long)json_integer_value(value));
    if (!text || !*text || !utf8_is_nfc(text))
        return fail(load, 662, path, _("a text is expected here, not empty, in composed letters"));
    *ret = arena_copy_text(load->arena, text);
    return ERR_OK;
}

static enum err_code read_member(struct load *load, const json_t *object, const char *path,
                                 const char *key, bool must, const char **ret)
{
    const json_t *value = json_object_get(object, key);
    if (value)
        return read_text(load, value, join(load, path, key), ret);
    *ret = NULL;
    return must ? fail_missing(load, path, key) : ERR_OK;
}

/* ---- lists ---- */

static enum err_code read_code(struct load *load, const json_t *texts, const char *path,
                               struct handover_code *code)
{
    size_t count = json_array_size(texts);
    if (!json_is_array(texts) || !count || count > LIST_TEXTS_MAX)
        return fail_shape(load, path, _("a list of texts is expected here"));
    const char **texts_new = arena_take(load->arena, count + 1, sizeof *texts_new);
    const char **folds = arena_take(load->arena, count + 1, sizeof *folds);
    for (size_t i = 0; i < count; i++) {
        enum err_code failed =
            read_text(load, json_array_get(texts, i), join_at(load, path, i), &texts_new[i]);
        if (failed)
            return failed;
        char *fold = fold_search(texts_new[i]);
        folds[i] = arena_copy_text(load->arena, fold);
        free(fold);
    }
    code->texts = texts_new;
    code->folds = folds;
    return ERR_OK;
}

/* The code must be one of the list. */
static enum err_code read_default(struct load *load, const json_t *object, const char *path,
                                  const char *key, const struct handover_list *list,
                                  const char **ret)
{
    enum err_code code = read_member(load, object, path, key, false, ret);
    for (size_t i = 0; !code && *ret && i <= list->count; i++) {
        if (i == list->count)
            code = fail(load, 664, join(load, path, key), _("the list has no such code"));
        else if (text_equal(list->codes[i].code, *ret))
            break;
    }
    return code;
}

static enum err_code read_list(struct load *load, const json_t *object, const char *path,
                               struct handover_list *list)
{
    static const char *const known[] = {"codes", "otherwise", "empty", NULL};
    const char *key, *codes_path = join(load, path, "codes");
    json_t *value, *codes = json_object_get(object, "codes");
    size_t at = 0;
    enum err_code code = check_keys(load, object, path, known);
    if (!code && !json_object_size(codes))
        code = fail_missing(load, path, "codes");
    if (code)
        return code;
    struct handover_code *items = arena_take(load->arena, json_object_size(codes), sizeof *items);
    json_object_foreach (codes, key, value) {
        items[at].code = arena_copy_text(load->arena, key);
        code = read_code(load, value, join(load, codes_path, key), &items[at++]);
        if (code)
            return code;
    }
    list->codes = items;
    list->count = at;
    code = read_default(load, object, path, "otherwise", list, &list->otherwise);
    return code ? code : read_default(load, object, path, "empty", list, &list->empty);
}

static enum err_code read_lists(struct load *load, const json_t *object)
{
    const char *key;
    json_t *value;
    enum err_code code = ERR_OK;
    if (!object)
        return ERR_OK;
    if (!json_is_object(object))
        return fail_shape(load, "lists", _("names with values are expected here"));
    load->lists = arena_take(load->arena, json_object_size(object) + 1, sizeof *load->lists);
    json_object_foreach ((json_t *)(uintptr_t)object, key, value) {
        struct handover_list *list = &load->lists[load->list_count++];
        list->name = arena_copy_text(load->arena, key);
        code = read_list(load, value, join(load, "lists", key), list);
        if (code)
            return code;
    }
    return code;
}

/* ---- columns ---- */

static enum err_code read_source(struct load *load, const json_t *value, const char *path,
                                 struct handover_source *source)
{
    const char *text = NULL;
    enum err_code code = read_text(load, value, path, &text);
    if (code)
        return code;
    for (int fact = FACT_NUMBER; fact < FACT_COUNT; fact++)
        if (text_equal(fact_names[fact], text))
            source->fact = (enum handover_fact)fact;
    if (source->fact == FACT_NONE && strchr(text, '.'))
        return fail_word(
            load, path,
            _("a book gives only number, place, signer, registration and year; a row its "
              "number"));
    source->field = source->fact == FACT_NONE ? text : NULL;
    return ERR_OK;
}

static enum err_code read_sources(struct load *load, const json_t *value, const char *path,
                                  struct handover_column *column)
{
    enum err_code code = ERR_OK;
    size_t count = json_is_array(value) ? json_array_size(value) : 1;
    if (count < 1 || count > HANDOVER_SOURCES_MAX)
        return fail_shape(load, path, _("one field is expected here, or a list of up to four"));
    for (size_t i = 0; i < count && !code; i++)
        code = json_is_array(value) ? read_source(load, json_array_get(value, i),
                                                  join_at(load, path, i), &column->sources[i])
                                    : read_source(load, value, path, &column->sources[i]);
    column->source_count = count;
    return code;
}

static enum err_code read_form(struct load *load, const json_t *object, const char *path,
                               struct handover_column *column)
{
    const char *form = NULL, *list = NULL;
    enum err_code code = read_member(load, object, path, "form", false, &form);
    if (!code)
        code = read_member(load, object, path, "list", false, &list);
    if (code)
        return code;
    int at = 0;
    while (form && at < HANDOVER_FORM_COUNT && !text_equal(form_names[at], form))
        at++;
    if (at == HANDOVER_FORM_COUNT)
        return fail_word(load, join(load, path, "form"),
                         _("one of these words is expected: text, written, date, paper"));
    column->form = (enum handover_form)at;
    for (size_t i = 0; list && i < load->list_count; i++)
        if (text_equal(load->lists[i].name, list))
            column->list = &load->lists[i];
    if (list && !column->list)
        return fail_word(load, join(load, path, "list"), _("there is no such list in this file"));
    return ERR_OK;
}

static enum err_code read_column(struct load *load, const json_t *object, const char *path,
                                 struct handover_column *column)
{
    static const char *const known[] = {"name", "from", "form", "list", "empty", NULL};
    const json_t *from = json_object_get(object, "from");
    enum err_code code = check_keys(load, object, path, known);
    column->place = arena_copy_text(load->arena, place_of(load, path));
    if (!code)
        code = read_member(load, object, path, "name", true, &column->name);
    if (!code)
        code = read_member(load, object, path, "empty", false, &column->reason);
    if (code)
        return code;
    if (!from == !column->reason)
        return fail(load, 666, path,
                    _("nothing feeds this column: say \"from\", or why it stays empty with "
                      "\"empty\""));
    if (!from)
        return ERR_OK;
    code = read_sources(load, from, join(load, path, "from"), column);
    return code ? code : read_form(load, object, path, column);
}

static enum err_code read_columns(struct load *load, const json_t *array)
{
    size_t count = json_array_size(array);
    enum err_code code = ERR_OK;
    if (!json_is_array(array) || !count || count > HANDOVER_COLUMNS_MAX)
        return fail_shape(load, "columns", _("a list of columns is expected here"));
    struct handover_column *columns = arena_take(load->arena, count, sizeof *columns);
    for (size_t i = 0; i < count && !code; i++) {
        const char *path = join_at(load, "columns", i);
        code = read_column(load, json_array_get(array, i), path, &columns[i]);
        for (size_t k = 0; k < i && !code; k++)
            if (text_equal(columns[k].name, columns[i].name))
                code = fail_name(load, path, _("two columns have this name"));
    }
    load->handover->columns = columns;
    load->handover->column_count = count;
    return code;
}

/* ---- the rest ---- */

static enum err_code read_unique(struct load *load, const json_t *array)
{
    struct handover *handover = load->handover;
    size_t count = json_array_size(array);
    if (!json_is_array(array) || !count || count > HANDOVER_UNIQUE_MAX)
        return fail_shape(load, "unique", _("one to four names of columns are expected here"));
    for (size_t i = 0; i < count; i++) {
        const char *name = json_string_value(json_array_get(array, i));
        size_t at = 0;
        while (at < handover->column_count && !text_equal(handover->columns[at].name, name))
            at++;
        if (at == handover->column_count)
            return fail_name(load, join_at(load, "unique", i), _("there is no such column"));
        handover->unique[handover->unique_count++] = at;
    }
    return ERR_OK;
}

static enum err_code read_reasons(struct load *load, const json_t *object, const char *group,
                                  bool told, struct handover_unused *unused)
{
    const char *key;
    json_t *value;
    enum err_code code = ERR_OK;
    if (object && !json_is_object(object))
        return fail_shape(load, group, _("names with values are expected here"));
    json_object_foreach ((json_t *)(uintptr_t)object, key, value) {
        const char *path = join(load, group, key);
        struct handover_unused *item = &unused[load->handover->unused_count++];
        item->field = arena_copy_text(load->arena, key);
        item->place = arena_copy_text(load->arena, place_of(load, path));
        item->told = told;
        code = read_text(load, value, path, &item->reason);
        if (code)
            return code;
    }
    return code;
}

static enum err_code read_unused(struct load *load, const json_t *json)
{
    const json_t *quiet = json_object_get(json, "unused"), *told = json_object_get(json, "told");
    struct handover_unused *unused = arena_take(
        load->arena, json_object_size(quiet) + json_object_size(told) + 1, sizeof *unused);
    load->handover->unused = unused;
    enum err_code code = read_reasons(load, quiet, "unused", false, unused);
    return code ? code : read_reasons(load, told, "told", true, unused);
}

/* Day, month and year each once at most, nothing else but signs. */
static bool date_form_good(const char *form)
{
    static const char *const parts[] = {"dd", "MM", "yyyy"};
    for (; *form; form++) {
        size_t i = 0;
        while (i < ARRAY_SIZE(parts) && !text_starts(form, parts[i]))
            i++;
        if (i < ARRAY_SIZE(parts))
            form += strlen(parts[i]) - 1;
        else if (!strchr("./- ", *form))
            return false;
    }
    return true;
}

static enum err_code read_dates(struct load *load, const json_t *object)
{
    static const char *const known[] = {"day", "month", "year", NULL};
    const char **const forms[] = {&load->handover->day, &load->handover->month,
                                  &load->handover->year};
    enum err_code code =
        object ? check_keys(load, object, "dates", known) : fail_missing(load, "", "dates");
    for (size_t i = 0; i < ARRAY_SIZE(forms) && !code; i++) {
        code = read_member(load, object, "dates", known[i], i == 0, forms[i]);
        if (!code && *forms[i] && !date_form_good(*forms[i]))
            code = fail_word(load, join(load, "dates", known[i]),
                             _("only dd, MM, yyyy and signs between them may stand here"));
    }
    return code;
}

static enum err_code check_rule(struct load *load)
{
    static const char *const words[] = {"register", "year", "book", "date", "number"};
    const char *at = load->handover->file_rule;
    while ((at = strchr(at, '{'))) {
        const char *end = strchr(++at, '}');
        size_t i = 0;
        while (
            end && i < ARRAY_SIZE(words) &&
            !(strlen(words[i]) == (size_t)(end - at) && !strncmp(words[i], at, strlen(words[i]))))
            i++;
        if (!end || i == ARRAY_SIZE(words))
            return fail_word(
                load, "file",
                _("only {register}, {year}, {book}, {date} and {number} may stand here"));
    }
    if (strchr(load->handover->file_rule, '/') || !text_ends(load->handover->file_rule, ".pdf"))
        return fail_word(load, "file", _("a name without folder that ends in .pdf is expected"));
    return ERR_OK;
}

static enum err_code check_sheet(struct load *load)
{
    const char *sheet = load->handover->sheet;
    if (utf8_count(sheet) > SHEET_NAME_MAX || strpbrk(sheet, "[]:*?/\\'"))
        return fail_word(
            load, "sheet",
            _("the name of a sheet has at most 31 letters and none of the signs []:*?/"));
    return ERR_OK;
}

static enum err_code read_all(struct load *load, const json_t *json)
{
    static const char *const known[] = {"title", "register", "schema", "sheet", "file",    "unique",
                                        "dates", "unused",   "told",   "lists", "columns", NULL};
    struct handover *handover = load->handover;
    const struct {
        const char *key, **text;
    } texts[] = {{"title", &handover->title},
                 {"register", &handover->code},
                 {"schema", &handover->schema},
                 {"sheet", &handover->sheet},
                 {"file", &handover->file_rule}};
    enum err_code code = check_keys(load, json, "", known);
    for (size_t i = 0; i < ARRAY_SIZE(texts) && !code; i++)
        code = read_member(load, json, "", texts[i].key, true, texts[i].text);
    if (!code)
        code = check_sheet(load);
    if (!code)
        code = check_rule(load);
    if (!code)
        code = read_dates(load, json_object_get(json, "dates"));
    if (!code)
        code = read_lists(load, json_object_get(json, "lists"));
    if (!code)
        code = read_columns(load, json_object_get(json, "columns"));
    if (!code)
        code = read_unused(load, json);
    return code ? code : read_unique(load, json_object_get(json, "unique"));
}

enum err_code handover_load(const char *path, struct handover **ret_new, struct err *err)
{
    json_t *json = NULL;
    struct load load = {.err = err};
    enum err_code code = yaml_read_file(path, &json, &load.places, err);
    if (code)
        return code;
    load.arena = arena_new();
    load.handover = mem_new(1, sizeof *load.handover);
    load.handover->arena = load.arena;
    load.handover->file = arena_copy_text(load.arena, path);
    code = read_all(&load, json);
    json_decref(json);
    json_decref(load.places);
    if (code)
        handover_free(load.handover);
    else
        *ret_new = load.handover;
    return code;
}

void handover_free(struct handover *handover)
{
    if (!handover)
        return;
    arena_free(handover->arena);
    free(handover);
}
