/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/browse: mounted media and folders. May include: base.
 */
#include "workflow/browse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "workflow/source.h"

enum { DEPTH = 8 };

struct list {
    char **items;
    size_t count, capacity;
};

/* ---- places ---- */

/* Blanks stand as \040 there. */
static char *unescape(const char *text, size_t length)
{
    struct str path = STR_INIT;
    for (const char *end = text + length; text < end; text++) {
        bool octal = text[0] == '\\' && text[1] >= '0' && text[1] <= '3' && text[2] && text[3];
        if (octal) {
            str_add_char(&path,
                         (char)((text[1] - '0') << 6 | (text[2] - '0') << 3 | (text[3] - '0')));
            text += 3;
        } else {
            str_add_char(&path, *text);
        }
    }
    return str_take(&path);
}

static void add_mounts(struct list *list, const char *mounts)
{
    static const char *const ROOTS[] = {"/media/", "/run/media/", "/mnt/"};
    char *line = NULL;
    size_t room = 0;
    FILE *file = fopen(mounts, "re");
    while (file && getline(&line, &room, file) > 0) {
        const char *place = line + strcspn(line, " ");
        place += strspn(place, " ");
        for (size_t i = 0; i < ARRAY_SIZE(ROOTS); i++)
            if (text_starts(place, ROOTS[i]))
                *ARRAY_ADD(list) = unescape(place, strcspn(place, " \n"));
    }
    free(line);
    if (file)
        fclose(file);
}

/* Phones and cameras are folders of the desktop's own file system. */
static void add_phones(struct list *list)
{
    const char *run = getenv("XDG_RUNTIME_DIR");
    char *folder = run && *run ? file_join(run, "gvfs") : NULL, **names = NULL;
    if (folder && file_is_folder(folder) && file_list(folder, &names, NULL) == ERR_OK)
        for (size_t i = 0; names[i]; i++)
            if (text_starts(names[i], "mtp:") || text_starts(names[i], "gphoto2:") ||
                text_starts(names[i], "afc:"))
                *ARRAY_ADD(list) = file_join(folder, names[i]);
    file_list_free(names);
    free(folder);
}

enum err_code browse_places(const char *mounts, char ***ret_new, struct err *err)
{
    struct list list = {0};
    const char *home = getenv("HOME");
    (void)err;
    add_mounts(&list, mounts ? mounts : "/proc/self/mounts");
    add_phones(&list);
    if (home && *home)
        *ARRAY_ADD(&list) = mem_copy_text(home);
    *ARRAY_ADD(&list) = NULL;
    *ret_new = list.items;
    return ERR_OK;
}

/* ---- one folder ---- */

struct folder { /* that is still to be looked into */
    char *path;
    int depth;
};

struct browse {
    char *folder;
    struct {
        struct folder *items;
        size_t count, capacity;
    } waiting; /* of the item in hand */
    bool begun;
    struct browse_item *items;
    size_t count, capacity, counted;
    long images;
};

static void add_item(struct browse *browse, const char *name, bool folder)
{
    if (browse->count == BROWSE_ITEMS_MAX)
        return;
    struct browse_item *item = ARRAY_ADD(browse);
    *item = (struct browse_item){.name = mem_copy_text(name), .folder = folder};
}

/* folders: these, else the files that can be brought in. */
static void add_names(struct browse *browse, char *const *names, bool folders)
{
    for (size_t i = 0; names[i]; i++) {
        char *path = file_join(browse->folder, names[i]);
        bool folder = file_is_folder(path);
        if (names[i][0] != '.' && folder == folders && (folder || source_name_fits(names[i])))
            add_item(browse, names[i], folder);
        free(path);
    }
}

enum err_code browse_new(const char *folder, struct browse **ret_new, struct err *err)
{
    char **names = NULL;
    if (!file_is_folder(folder))
        return err_set(err, ERR_MISSING, 2823, _("there is no folder %s"), folder);
    enum err_code code = file_list(folder, &names, err);
    if (code)
        return code;
    struct browse *browse = mem_new(1, sizeof *browse);
    browse->folder = mem_copy_text(folder);
    add_names(browse, names, true);
    add_names(browse, names, false);
    file_list_free(names);
    *ret_new = browse;
    return ERR_OK;
}

/* One folder of those that are still to be looked into: counts its files, adds its folders. */
static void count_folder(struct browse *browse, struct browse_item *item)
{
    struct folder folder = browse->waiting.items[--browse->waiting.count];
    char **names = NULL;
    if (item->images < BROWSE_IMAGES_MAX && file_list(folder.path, &names, NULL) == ERR_OK) {
        for (size_t i = 0; names[i]; i++) {
            char *path = names[i][0] == '.' ? NULL : file_join(folder.path, names[i]);
            if (path && file_is_folder(path) && folder.depth < DEPTH) {
                *ARRAY_ADD(&browse->waiting) = (struct folder){path, folder.depth + 1};
                path = NULL;
            } else if (path) {
                item->images += source_name_fits(names[i]);
            }
            free(path);
        }
    }
    file_list_free(names);
    free(folder.path);
}

bool browse_step(struct browse *browse)
{
    if (browse->counted == browse->count)
        return false;
    struct browse_item *item = &browse->items[browse->counted];
    if (!item->folder) {
        item->images = 1;
    } else if (!browse->begun) {
        browse->begun = true;
        *ARRAY_ADD(&browse->waiting) = (struct folder){file_join(browse->folder, item->name), 1};
    } else if (browse->waiting.count > 0) {
        count_folder(browse, item);
    }
    if (browse->waiting.count == 0) {
        browse->begun = false;
        browse->counted++;
        browse->images += item->images;
    }
    return true;
}

const struct browse_item *browse_items(const struct browse *browse, size_t *ret_count)
{
    *ret_count = browse->count;
    return browse->items;
}

long browse_images(const struct browse *browse)
{
    return browse->images;
}

void browse_free(struct browse *browse)
{
    if (!browse)
        return;
    for (size_t i = 0; i < browse->count; i++)
        free(browse->items[i].name);
    while (browse->waiting.count > 0)
        free(browse->waiting.items[--browse->waiting.count].path);
    free(browse->waiting.items);
    free(browse->items);
    free(browse->folder);
    free(browse);
}
