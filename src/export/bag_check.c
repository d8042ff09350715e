/* SPDX-License-Identifier: Apache-2.0
 *
 * export/bag: checking a bag: every file, both ways. May include: base, model, trust.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "export/bag.h"
#include "trust/hash.h"

struct named { /* a line of a manifest */
    const char *file, *hex;
    bool seen;
};
struct check {
    const char *folder;
    struct arena *arena;
    struct {
        struct bag_fault *items;
        size_t count, capacity;
    } faults;
    struct {
        struct named *items; /* by file */
        size_t count, capacity;
    } named;
};

static const char *const names[BAG_FAULT_COUNT] = {
    [BAG_CHANGED] = "changed",
    [BAG_MISSING] = "missing",
    [BAG_ADDED] = "added",
    [BAG_BROKEN] = "broken",
};
static const char *const titles[BAG_FAULT_COUNT] = {
    [BAG_CHANGED] = N_("changed since it was packed"),
    [BAG_MISSING] = N_("missing"),
    [BAG_ADDED] = N_("was not packed with it"),
    [BAG_BROKEN] = N_("does not say what it should"),
};

const char *bag_fault_name(enum bag_fault_kind kind)
{
    return names[kind];
}

const char *bag_fault_title(enum bag_fault_kind kind)
{
    return _(titles[kind]);
}

const char *bag_info_peek(const struct bag_report *report, const char *name)
{
    for (size_t i = 0; i < report->info_count; i++)
        if (text_equal(report->info[i].name, name))
            return report->info[i].value;
    return NULL;
}

static void tell(struct check *check, enum bag_fault_kind kind, const char *file)
{
    *ARRAY_ADD(&check->faults) = (struct bag_fault){kind, arena_copy_text(check->arena, file)};
}

static enum err_code read_tag(struct check *check, const char *name, char **ret_text,
                              struct err *err)
{
    struct bytes bytes = {0};
    char *path = file_join(check->folder, name);
    enum err_code code = file_read(path, JSON_BYTES_MAX, &bytes, err);
    if (!code)
        *ret_text = arena_copy_span(check->arena, (char *)bytes.data, bytes.length);
    bytes_release(&bytes);
    free(path);
    return code;
}

/* The next line, cut out of *at; NULL at the end. */
static char *next_line(char **at)
{
    char *line = *at;
    if (!*line)
        return NULL;
    size_t length = strcspn(line, "\n");
    *at = line + length + (line[length] == '\n');
    line[length] = '\0';
    if (length && line[length - 1] == '\r')
        line[length - 1] = '\0';
    return line;
}

/* ---- manifests ---- */

static void decode_name(char *name)
{
    static const char *const codes[] = {"%25", "%0D", "%0A", "%0d", "%0a"};
    static const char letters[] = "%\r\n\r\n";
    char *out = name;
    while (*name) {
        size_t i = 0;
        while (i < ARRAY_SIZE(codes) && !text_starts(name, codes[i]))
            i++;
        *out++ = i < ARRAY_SIZE(codes) ? letters[i] : *name;
        name += i < ARRAY_SIZE(codes) ? 3 : 1;
    }
    *out = '\0';
}

/* A path that leaves the bag is a fault, and is not followed. */
static bool name_good(const char *name)
{
    return *name && *name != '/' && !text_starts(name, "../") && !strstr(name, "/../") &&
           !text_ends(name, "/..") && utf8_valid(name, strlen(name));
}

static void read_line(struct check *check, const char *manifest, char *line)
{
    struct digest digest;
    size_t length = strcspn(line, " \t*");
    char *name = line + length + strspn(line + length, " \t*");
    if (!*line)
        return;
    line[length] = '\0';
    decode_name(name);
    if (length != DIGEST_TEXT_SIZE - 1 || !digest_parse(line, &digest) || !name_good(name))
        tell(check, BAG_BROKEN, manifest);
    else
        *ARRAY_ADD(&check->named) = (struct named){.file = name, .hex = line};
}

static void read_manifest(struct check *check, const char *manifest)
{
    char *text = NULL, *line;
    if (read_tag(check, manifest, &text, NULL)) {
        tell(check, BAG_MISSING, manifest);
        return;
    }
    while ((line = next_line(&text)))
        read_line(check, manifest, line);
}

static int by_file(const void *a, const void *b)
{
    return strcmp(((const struct named *)a)->file, ((const struct named *)b)->file);
}

static struct named *find_named(struct check *check, const char *file)
{
    struct named key = {.file = file};
    return check->named.count
               ? bsearch(&key, check->named.items, check->named.count, sizeof key, by_file)
               : NULL;
}

/* ---- files ---- */

static enum err_code check_file(struct check *check, const char *file, struct bag_report *report,
                                struct err *err)
{
    struct named *named = find_named(check, file);
    struct digest digest;
    char hex[DIGEST_TEXT_SIZE], *path = file_join(check->folder, file);
    uint64_t bytes = 0;
    enum err_code code = file_size(path, &bytes, err);
    if (text_starts(file, "data/")) {
        report->files++;
        report->bytes += bytes;
    }
    if (!named) {
        if (!text_starts(file, BAG_TAGS))
            tell(check, BAG_ADDED, file);
    } else if (!code) {
        named->seen = true;
        code = hash_file(path, &digest, err);
        if (!code)
            digest_show(&digest, hex);
        if (!code && !text_equal(hex, named->hex))
            tell(check, BAG_CHANGED, file);
    }
    free(path);
    return code;
}

static enum err_code check_files(struct check *check, struct bag_report *report, struct err *err)
{
    struct bag_files files = {0};
    if (check->named.count)
        qsort(check->named.items, check->named.count, sizeof *check->named.items, by_file);
    enum err_code code = bag_files_list(check->folder, "", &files, err);
    for (size_t i = 0; i < files.count && !code; i++)
        code = check_file(check, files.items[i], report, err);
    for (size_t i = 0; i < check->named.count && !code; i++)
        if (!check->named.items[i].seen)
            tell(check, BAG_MISSING, check->named.items[i].file);
    bag_files_release(&files);
    return code;
}

/* ---- bag-info.txt ---- */

static void read_info(struct check *check, struct bag_report *report)
{
    struct {
        struct bag_line *items;
        size_t count, capacity;
    } lines = {0};
    char *text = NULL, *line;
    if (!read_tag(check, "bag-info.txt", &text, NULL))
        while ((line = next_line(&text))) {
            char *colon = strstr(line, ": ");
            if (!colon)
                continue;
            *colon = '\0';
            *ARRAY_ADD(&lines) = (struct bag_line){line, colon + 2};
        }
    struct bag_line *kept = arena_take(check->arena, lines.count + 1, sizeof *kept);
    if (lines.count)
        memcpy(kept, lines.items, lines.count * sizeof *kept);
    free(lines.items);
    report->info = kept;
    report->info_count = lines.count;
    const char *oxum = bag_info_peek(report, "Payload-Oxum");
    char *real =
        arena_format(check->arena, "%llu.%zu", (unsigned long long)report->bytes, report->files);
    if (!text_equal(oxum, real))
        tell(check, BAG_BROKEN, "bag-info.txt");
}

enum err_code bag_check(const char *folder, struct arena *arena, struct bag_report *ret,
                        struct err *err)
{
    struct check check = {.folder = folder, .arena = arena};
    char *text = NULL, *tags = file_join(folder, BAG_TAGS);
    *ret = (struct bag_report){0};
    enum err_code code = read_tag(&check, "bagit.txt", &text, NULL);
    if (code || !text_starts(text, "BagIt-Version: 1.0"))
        code = err_set(err, ERR_FORMAT, 690,
                       _("%s is no hand-over package: the file bagit.txt is not in it"), folder);
    if (!code) {
        read_manifest(&check, BAG_MANIFEST);
        read_manifest(&check, BAG_TAGS);
        code = check_files(&check, ret, err);
    }
    if (!code) {
        read_info(&check, ret);
        (void)!hash_file(tags, &ret->tags, NULL);
        ret->faults = arena_take(arena, check.faults.count + 1, sizeof *ret->faults);
        if (check.faults.count)
            memcpy(ret->faults, check.faults.items, check.faults.count * sizeof *ret->faults);
        ret->fault_count = check.faults.count;
    }
    free(check.faults.items);
    free(check.named.items);
    free(tags);
    return code;
}
