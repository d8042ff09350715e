/* SPDX-License-Identifier: Apache-2.0
 *
 * record/schema_set: all kinds of paper that a process knows, in the order of their names. From the
 * installed folder or from the JSON that a worker gets. Includes base and record.
 */
#include "record/schema.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"

static int by_name(const void *a, const void *b)
{
    const struct schema *const *left = a, *const *right = b;
    return strcmp((*left)->name, (*right)->name);
}

/* Sorts; refuses two of one name. */
static enum err_code set_settle(struct schema_set *set, struct err *err)
{
    if (set->count > 1)
        qsort(set->items, set->count, sizeof *set->items, by_name);
    for (size_t i = 1; i < set->count; i++)
        if (by_name(&set->items[i - 1], &set->items[i]) == 0)
            return err_set(err, ERR_EXISTS, 407,
                           _("two paper descriptions are called %s; remove one of them"),
                           set->items[i]->name);
    return ERR_OK;
}

static enum err_code add_file(struct schema_set *set, const char *dir, const char *file,
                              struct err *err)
{
    struct str path = STR_INIT;
    struct schema *schema = NULL;
    str_format(&path, "%s/%s", dir, file);
    enum err_code code = schema_load(str_peek(&path), &schema, err);
    if (code == ERR_OK)
        *ARRAY_ADD(set) = schema;
    str_release(&path);
    return code;
}

static enum err_code add_folder(struct schema_set *set, const char *dir, struct err *err)
{
    enum err_code code = ERR_OK;
    DIR *folder = opendir(dir);
    if (!folder)
        return err_set(
            err, err_from_errno(errno), 408,
            _("cannot open the folder of paper descriptions %s: %s; install sohoa again"), dir,
            strerror(errno));
    for (struct dirent *entry = readdir(folder); entry && !code; entry = readdir(folder))
        if (entry->d_name[0] != '.' && text_ends(entry->d_name, ".json"))
            code = add_file(set, dir, entry->d_name, err);
    closedir(folder);
    return code;
}

enum err_code schema_set_load(const char *dir, struct schema_set *ret, struct err *err)
{
    struct schema_set set = {0};
    char *found = dir ? NULL : paths_data("schemas");
    if (!dir)
        dir = found;
    enum err_code code = add_folder(&set, dir ? dir : "schemas", err);
    if (!code && set.count == 0)
        code = err_set(err, ERR_MISSING, 409,
                       _("the folder %s holds no paper description (*.json)"), dir);
    if (!code)
        code = set_settle(&set, err);
    if (code)
        schema_set_release(&set);
    else
        *ret = set;
    free(found);
    return code;
}

enum err_code schema_set_from_json(const json_t *array, struct schema_set *ret, struct err *err)
{
    struct schema_set set = {0};
    enum err_code code = ERR_OK;
    if (!json_is_array(array))
        return err_set(err, ERR_FORMAT, 410, _("schemas must be a list"));
    for (size_t i = 0; i < json_array_size(array) && !code; i++) {
        struct schema *schema = NULL;
        code = schema_new(json_array_get(array, i), "schemas", &schema, err);
        if (!code)
            *ARRAY_ADD(&set) = schema;
    }
    if (!code)
        code = set_settle(&set, err);
    if (code)
        schema_set_release(&set);
    else
        *ret = set;
    return code;
}

json_t *schema_set_to_json(const struct schema_set *set)
{
    json_t *array = json_array();
    for (size_t i = 0; i < set->count; i++)
        json_array_append(array, (json_t *)set->items[i]->json);
    return array;
}

void schema_set_release(struct schema_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        schema_free(set->items[i]);
    free(set->items);
    *set = (struct schema_set){0};
}

const struct schema *schema_set_lookup(const struct schema_set *set, const char *name)
{
    for (size_t i = 0; i < set->count; i++)
        if (text_equal(set->items[i]->name, name))
            return set->items[i];
    return NULL;
}
