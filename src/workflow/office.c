/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/office: store, person, schemas. May include: base, record, store, trust.
 */
#include "workflow/office.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/derived.h"
#include "store/person.h"
#include "store/schema.h"
#include "trust/sign.h"
#include "workflow/rebuild.h"
#include "workflow/sign_in.h"

struct kept_schema {
    struct digest id;
    struct schema *schema;
};

struct office {
    struct store *store;
    struct day_pin pin;
    struct sign_key *key;      /* of the acting person, unlocked; NULL = locked */
    struct schema_set schemas; /* of the program; empty until asked for */
    struct {
        struct kept_schema *items;
        size_t count, capacity;
    } kept;
};

static enum err_code choose_person(struct store *store, const char *name, struct err *err)
{
    if (!name)
        return ERR_OK;
    struct arena *arena = arena_new();
    struct person person;
    enum err_code code = person_find(store, name, arena, &person, err);
    if (!code)
        store_set_person(store, &person.id);
    arena_free(arena);
    return code;
}

/* After a store of an older form was brought up to date, what was derived is gone: states and the
 * search come back at once, so that nobody thinks that his work is lost. Pages are read again by
 * whoever reads next. Where it cannot be done now (another process reads, the disk is read-only),
 * the next one who opens the store does it. */
static void restore_derived(struct office *office)
{
    struct err err = {0};
    bool missing = false;
    if (!derived_missing(office->store, &missing, &err) && missing)
        (void)!rebuild_start(office, &err);
    if (err.code)
        log_warn("workflow", "what is derived could not be made again: %s", err.text);
}

enum err_code office_open(const char *folder, const char *person, struct office **ret_new,
                          struct err *err)
{
    struct office *office = mem_new(1, sizeof *office);
    enum err_code code = store_open(folder, &office->store, err);
    if (!code)
        code = choose_person(office->store, person, err);
    if (code) {
        office_close(office);
        return code;
    }
    restore_derived(office);
    *ret_new = office;
    return ERR_OK;
}

void office_close(struct office *office)
{
    if (!office)
        return;
    for (size_t i = 0; i < office->kept.count; i++)
        schema_free(office->kept.items[i].schema);
    free(office->kept.items);
    schema_set_release(&office->schemas);
    store_close(office->store);
    sign_key_free(office->key);
    day_pin_forget(&office->pin);
    free(office);
}

void office_take_key(struct office *office, struct sign_key *key)
{
    store_sign_as(office->store, store_peek_person(office->store), key);
    sign_key_free(office->key);
    office->key = key;
}

struct day_pin *office_pin(struct office *office)
{
    return &office->pin;
}

struct store *office_store(const struct office *office)
{
    return office->store;
}

const struct schema *office_schema_lookup(const struct office *office, const char *name)
{
    return schema_set_lookup(&office->schemas, name);
}

static enum err_code load_schemas(struct office *office, struct err *err)
{
    if (office->schemas.count)
        return ERR_OK;
    return schema_set_load(NULL, &office->schemas, err);
}

enum err_code office_schemas_load(struct office *office, const struct schema_set **ret,
                                  struct err *err)
{
    enum err_code code = load_schemas(office, err);
    if (!code)
        *ret = &office->schemas;
    return code;
}

enum err_code office_schema_check(struct office *office, const char *name, struct err *err)
{
    if (!name)
        return ERR_OK;
    enum err_code code = load_schemas(office, err);
    if (!code && !office_schema_lookup(office, name))
        code = err_set(err, ERR_MISSING, 835,
                       _("there is no kind of paper \"%s\"; see: sohoa schema list"), name);
    return code;
}

enum err_code office_schemas_json(struct office *office, json_t **ret_new, struct err *err)
{
    enum err_code code = load_schemas(office, err);
    if (!code)
        *ret_new = schema_set_to_json(&office->schemas);
    return code;
}

enum err_code office_schema_keep(struct office *office, const char *name, struct digest *ret_id,
                                 struct err *err)
{
    enum err_code code = office_schema_check(office, name, err);
    if (code)
        return code;
    char *body = json_line(office_schema_lookup(office, name)->json);
    code = schema_put(office->store, name, body, ret_id, err);
    free(body);
    return code;
}

static enum err_code load_kept(struct office *office, const struct digest *id, struct err *err)
{
    struct arena *arena = arena_new();
    struct stored_schema stored;
    struct schema *schema = NULL;
    json_t *json = NULL;
    enum err_code code = schema_get(office->store, id, arena, &stored, err);
    if (!code)
        code = json_parse(stored.body, strlen(stored.body), stored.name, &json, err);
    if (!code)
        code = schema_new(json, stored.name, &schema, err);
    if (!code)
        *ARRAY_ADD(&office->kept) = (struct kept_schema){*id, schema};
    json_decref(json);
    arena_free(arena);
    return code;
}

enum err_code office_schema_get(struct office *office, const struct digest *id,
                                const struct schema **ret, struct err *err)
{
    for (size_t i = 0; i < office->kept.count; i++) {
        if (digest_equal(&office->kept.items[i].id, id)) {
            *ret = office->kept.items[i].schema;
            return ERR_OK;
        }
    }
    enum err_code code = load_kept(office, id, err);
    if (!code)
        *ret = office->kept.items[office->kept.count - 1].schema;
    return code;
}

/* ---- folders for what leaves ---- */

/* The folder, or the nearest one above it that is there, without links; heap, NULL = none. */
static char *resolve(const char *folder)
{
    char *at = mem_copy_text(folder), *path = realpath(at, NULL);
    while (!path) {
        char *slash = strrchr(at, '/');
        if (!slash) {
            path = realpath(".", NULL);
            break;
        }
        slash[slash == at] = '\0';
        path = realpath(at, NULL);
        if (slash == at)
            break;
    }
    free(at);
    return path;
}

enum err_code office_folder_out(struct office *office, const char *folder, struct err *err)
{
    char *out = resolve(folder);
    char *store = realpath(store_peek_folder(office->store), NULL);
    size_t length = store ? strlen(store) : 0;
    bool inside =
        out && store && text_starts(out, store) && (out[length] == '\0' || out[length] == '/');
    free(out);
    free(store);
    if (inside)
        return err_set(err, ERR_USAGE, 846, _("%s lies inside the store; choose another folder"),
                       folder);
    return file_make_folder(folder, err);
}
