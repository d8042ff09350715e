/* SPDX-License-Identifier: Apache-2.0
 *
 * base/paths: finding the program's own files from the place of the executable, and the language
 * of its messages. A build tree is known by its build.ninja. May include: base only.
 */
#include "base/paths.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

enum { CLIMB_MAX = 4 };

/* Folder of the executable, or "." where /proc is not there. */
static char *own_folder(void)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0)
        return mem_copy_text(".");
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    slash[slash == path] = '\0';
    return mem_copy_text(path);
}

/* Heap path folder/middle/name when it exists, else NULL. */
static char *find_in(const char *folder, const char *middle, const char *name)
{
    struct str path = STR_INIT;
    str_format(&path, "%s/%s%s%s", folder, middle, *middle ? "/" : "", name);
    if (file_exists(str_peek(&path)))
        return str_take(&path);
    str_release(&path);
    return NULL;
}

/* Root of the build tree that holds folder, or NULL; heap. */
static char *build_root(const char *folder)
{
    char *at = mem_copy_text(folder);
    for (int i = 0; i < CLIMB_MAX; i++) {
        char *found = find_in(at, "", "build.ninja");
        if (found) {
            free(found);
            return at;
        }
        char *slash = strrchr(at, '/');
        if (!slash || slash == at)
            break;
        *slash = '\0';
    }
    free(at);
    return NULL;
}

char *paths_helper(const char *program)
{
    char *folder = own_folder(), *root = build_root(folder);
    char *found = find_in(folder, "", program);
    if (!found && root)
        found = find_in(root, "", program);
    if (!found && root)
        found = find_in(root, "src/worker", program);
    if (!found)
        found = find_in(folder, "../libexec/sohoa", program);
    if (!found)
        found = file_join(folder, program);
    free(folder);
    free(root);
    return found;
}

char *paths_data(const char *name)
{
    const char *chosen = getenv("SOHOA_DATA");
    if (chosen && *chosen)
        return file_join(chosen, name);
    char *folder = own_folder(), *root = build_root(folder);
    char *found = find_in(folder, "../share/sohoa", name);
    if (!found && root)
        found = find_in(SOHOA_SOURCE_ROOT, "", name);
    if (!found && root)
        found = find_in(root, "", name);
    if (!found)
        found = file_join(folder, name);
    free(folder);
    free(root);
    return found;
}

static char *catalogue_folder(void)
{
    char *folder = own_folder(), *root = build_root(folder);
    char *found = root ? find_in(root, "", "po") : NULL;
    if (!found)
        found = file_join(folder, "../share/locale");
    free(folder);
    free(root);
    return found;
}

void paths_set_language(const char *lang)
{
    /* Numbers stay in the C locale: JSON, YAML and CSV must not change with the country. */
    if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
    setlocale(LC_MESSAGES, "C.UTF-8");
    setenv("LANGUAGE", lang, 1);
    char *folder = catalogue_folder();
    bindtextdomain("sohoa", folder);
    bind_textdomain_codeset("sohoa", "UTF-8");
    textdomain("sohoa");
    free(folder);
}
