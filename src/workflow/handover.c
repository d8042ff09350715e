/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/handover: profiles and their kinds of record. May include: base, record, store, export.
 */
#include "workflow/handover.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/paths.h"

static const char ending[] = ".yaml";

static char *profile_path(const char *name)
{
    if (strchr(name, '/') || text_ends(name, ending))
        return mem_copy_text(name);
    char *folder = paths_data("handover-profiles");
    struct str path = STR_INIT;
    str_format(&path, "%s/%s%s", folder ? folder : "handover-profiles", name, ending);
    free(folder);
    return str_take(&path);
}

static enum err_code open_named(const char *name, const char *schema, struct handover **ret_new,
                                struct err *err)
{
    char *path = profile_path(name);
    struct handover *handover = NULL;
    enum err_code code =
        file_exists(path)
            ? handover_load(path, &handover, err)
            : err_set(err, ERR_MISSING, 2895, _("there is no hand-over profile \"%s\""), name);
    if (!code && schema && !text_equal(handover->schema, schema))
        code = err_set(err, ERR_USAGE, 2897,
                       _("the hand-over profile %s is for \"%s\", not for \"%s\""), name,
                       handover->schema, schema);
    free(path);
    if (code)
        handover_free(handover);
    else
        *ret_new = handover;
    return code;
}

/* A broken profile of another kind must not stop this one: told only when none fits. */
static enum err_code open_fitting(const char *schema, struct handover **ret_new, struct err *err)
{
    char *folder = paths_data("handover-profiles"), **names = NULL;
    struct err broken = {0};
    enum err_code code = file_list(folder ? folder : "handover-profiles", &names, err);
    bool found = false;
    for (size_t i = 0; !code && names[i] && !found; i++) {
        if (!text_ends(names[i], ending))
            continue;
        struct handover *handover = NULL;
        char *path = file_join(folder, names[i]);
        found = !handover_load(path, &handover, &broken) && text_equal(handover->schema, schema);
        free(path);
        if (found)
            *ret_new = handover;
        else
            handover_free(handover);
    }
    if (!code && !found && broken.code) {
        code = broken.code;
        if (err)
            *err = broken;
    } else if (!code && !found) {
        code =
            err_set(err, ERR_MISSING, 2896,
                    _("there is no hand-over profile for \"%s\"; name one with --profile"), schema);
    }
    file_list_free(names);
    free(folder);
    return code;
}

enum err_code handover_open(const char *name, const char *schema, struct handover **ret_new,
                            struct err *err)
{
    return name ? open_named(name, schema, ret_new, err) : open_fitting(schema, ret_new, err);
}

size_t handover_check_schema(const struct handover *handover, const struct schema *schema,
                             handover_report report, void *context)
{
    const char **fields = mem_new(schema->field_count + 1, sizeof *fields);
    for (size_t i = 0; i < schema->field_count; i++)
        fields[i] = schema->fields[i].name;
    size_t faults = handover_check(handover, fields, schema->field_count, report, context);
    free(fields);
    return faults;
}

void handover_entry_book(struct handover_entry *entry, const struct book_fixed *book,
                         struct arena *arena)
{
    entry->facts[FACT_NUMBER] = book->book.number;
    entry->facts[FACT_PLACE] = book->book.place;
    entry->facts[FACT_SIGNER] = book->book.signer;
    entry->facts[FACT_REGISTRATION] = book->book.registration;
    entry->facts[FACT_YEAR] = book->year ? arena_format(arena, "%d", book->year) : NULL;
}
