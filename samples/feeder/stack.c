/* SPDX-License-Identifier: Apache-2.0
 *
 * feeder/stack: settings, pages, position and faults of the virtual feeder. C library only.
 */
#include "stack.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 4096 };

/* --- settings --- */

static char *join(const char *folder, const char *name)
{
    char *path = NULL;

    if (!folder || name[0] == '/')
        return strdup(name);
    return asprintf(&path, "%s/%s", folder, name) < 0 ? NULL : path;
}

static void replace(char **slot, char *value)
{
    free(*slot);
    *slot = value;
}

static void stack_set(struct stack *stack, const char *folder, const char *key, const char *value)
{
    if (strcmp(key, "folder") == 0)
        replace(&stack->folder, join(folder, value));
    else if (strcmp(key, "position") == 0)
        replace(&stack->position, join(folder, value));
    else if (strcmp(key, "faults") == 0)
        replace(&stack->faults, join(folder, value));
    else if (strcmp(key, "resolution") == 0)
        stack->resolution = (int)strtol(value, NULL, 10);
}

static bool read_conf(struct stack *stack, const char *folder)
{
    char *path = join(folder, "sohoafeeder.conf"), line[LINE_BYTES];
    FILE *file = path ? fopen(path, "re") : NULL;

    free(path);
    if (!file)
        return false;
    while (fgets(line, sizeof line, file)) {
        char *key = line + strspn(line, " \t");
        char *value = key + strcspn(key, " \t\n");
        key[strcspn(key, "\n")] = 0;
        if (*key == '#' || !*value)
            continue;
        *value++ = 0;
        stack_set(stack, folder, key, value + strspn(value, " \t"));
    }
    fclose(file);
    return true;
}

static void read_first_conf(struct stack *stack)
{
    const char *at = getenv("SANE_CONFIG_DIR");

    while (at && *at) {
        size_t length = strcspn(at, ":");
        char *folder = strndup(at, length);
        bool found = length > 0 && folder && read_conf(stack, folder);
        free(folder);
        if (found)
            return;
        at += length + (at[length] == ':');
    }
}

static void read_environment(struct stack *stack)
{
    static const char *const names[][2] = {{"SOHOA_FEEDER_FOLDER", "folder"},
                                           {"SOHOA_FEEDER_POSITION", "position"},
                                           {"SOHOA_FEEDER_FAULTS", "faults"},
                                           {"SOHOA_FEEDER_RESOLUTION", "resolution"}};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i][0]);
        if (value && *value)
            stack_set(stack, NULL, names[i][1], value);
    }
}

static int read_position(const char *path)
{
    FILE *file = path ? fopen(path, "re") : NULL;
    char line[32] = "";

    if (!file)
        return 0;
    if (!fgets(line, sizeof line, file))
        line[0] = 0;
    fclose(file);
    return (int)strtol(line, NULL, 10);
}

void stack_init(struct stack *stack)
{
    *stack = (struct stack){.resolution = 300};
    read_first_conf(stack);
    read_environment(stack);
    if (stack->resolution < 50 || stack->resolution > 2400)
        stack->resolution = 300;
    stack->fed = read_position(stack->position);
}

void stack_release(struct stack *stack)
{
    free(stack->folder);
    free(stack->position);
    free(stack->faults);
    *stack = (struct stack){0};
}

/* --- pages --- */

static int is_page(const struct dirent *entry)
{
    static const char *const ends[] = {".pnm", ".pbm", ".pgm", ".ppm"};
    size_t length = strlen(entry->d_name);

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (length > 4 && strcmp(entry->d_name + length - 4, ends[i]) == 0)
            return 1;
    return 0;
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

char *stack_next(const struct stack *stack)
{
    struct dirent **pages = NULL;
    int count = stack->folder ? scandir(stack->folder, &pages, is_page, by_bytes) : 0;
    char *path = NULL;

    if (stack->fed >= 0 && stack->fed < count)
        path = join(stack->folder, pages[stack->fed]->d_name);
    for (int i = 0; i < count; i++)
        free(pages[i]);
    free(pages);
    return path;
}

/* A sheet that went through stays through, whenever the process is killed. */
void stack_advance(struct stack *stack)
{
    char *path = NULL;
    FILE *file;

    stack->fed++;
    if (!stack->position || asprintf(&path, "%s.new", stack->position) < 0)
        return;
    file = fopen(path, "we");
    if (file) {
        fprintf(file, "%d\n", stack->fed);
        fclose(file);
        rename(path, stack->position);
    }
    free(path);
}

/* --- faults --- */

static enum fault_kind parse_kind(const char *word)
{
    static const char *const names[FAULT_KIND_COUNT] = {
        [FAULT_NONE] = "none",   [FAULT_JAM] = "jam",   [FAULT_COVER] = "cover",
        [FAULT_IO] = "io",       [FAULT_HANG] = "hang", [FAULT_CRASH] = "crash",
        [FAULT_SHORT] = "short", [FAULT_LONG] = "long", [FAULT_GONE] = "gone",
        [FAULT_EMPTY] = "empty",
    };

    for (int i = 0; i < FAULT_KIND_COUNT; i++)
        if (strcmp(word, names[i]) == 0)
            return (enum fault_kind)i;
    return FAULT_NONE;
}

struct fault stack_fault(const struct stack *stack)
{
    FILE *file = stack->faults ? fopen(stack->faults, "re") : NULL;
    struct fault fault = {FAULT_NONE, 0};
    char line[256], where[32], kind[32];
    int page;

    if (!file)
        return fault;
    while (fgets(line, sizeof line, file)) {
        if (sscanf(line, "%d %31s %31s", &page, where, kind) != 3 || page != stack->fed + 1)
            continue;
        fault.kind = parse_kind(kind);
        fault.byte = strcmp(where, "start") == 0 ? -1 : strtol(where, NULL, 10);
    }
    fclose(file);
    return fault;
}
