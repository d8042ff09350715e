/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/store/power: what was flushed is kept in a folder, one file an inode: "12" the bytes of a
 * file, "12.names" the names of a folder, a line each: inode, kind, name.
 */
#include "power.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"

enum { BLOCK = 512, FILE_MAX = 64 << 20 };

static struct {
    bool on;
    char *memory;
    long flushes, cut_at;
    unsigned dice;
} power;

static void must(bool good, const char *what, const char *path)
{
    if (good)
        return;
    fprintf(stderr, "power: %s %s\n", what, path);
    abort();
}

static char *kept_path(const char *memory, unsigned long inode, const char *ending)
{
    char name[64];
    snprintf(name, sizeof name, "%lu%s", inode, ending);
    return file_join(memory, name);
}

static void put(const char *path, const void *data, size_t length)
{
    bool on = power.on;
    power.on = false; /* its own flushes are none of the store's */
    must(!file_write(path, data, length, FILE_REPLACE, NULL), "cannot write", path);
    power.on = on;
}

/* ---- keeping ---- */

static void keep_file(int fd, unsigned long inode)
{
    char *path = kept_path(power.memory, inode, "");
    struct stat info;
    must(fstat(fd, &info) == 0 && info.st_size < FILE_MAX, "cannot see", path);
    char *data = malloc((size_t)info.st_size + 1);
    ssize_t got = pread(fd, data, (size_t)info.st_size, 0);
    if (got < 0) { /* opened for writing alone */
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        int again = open(link, O_RDONLY | O_CLOEXEC);
        got = pread(again, data, (size_t)info.st_size, 0);
        close(again);
    }
    must(got == info.st_size, "cannot read", path);
    put(path, data, (size_t)got);
    free(data);
    free(path);
}

struct names {
    char *text;
    size_t length;
};

static void list_names(const char *folder, struct names *ret)
{
    FILE *out = open_memstream(&ret->text, &ret->length);
    DIR *dir = opendir(folder);
    must(out && dir, "cannot list", folder);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            fprintf(out, "%lu %c %s\n", (unsigned long)entry->d_ino,
                    entry->d_type == DT_DIR ? 'd' : 'f', entry->d_name);
    closedir(dir);
    fclose(out);
}

static void keep_folder(const char *folder, unsigned long inode)
{
    struct names names = {0};
    char *path = kept_path(power.memory, inode, ".names");
    list_names(folder, &names);
    put(path, names.text, names.length);
    free(names.text);
    free(path);
}

static void keep_tree(const char *folder)
{
    struct stat info;
    char **names = NULL;
    must(stat(folder, &info) == 0 && !file_list(folder, &names, NULL), "cannot list", folder);
    keep_folder(folder, info.st_ino);
    for (size_t i = 0; names[i]; i++) {
        char *path = file_join(folder, names[i]);
        if (file_is_folder(path)) {
            keep_tree(path);
        } else {
            int fd = open(path, O_RDONLY | O_CLOEXEC);
            must(fd >= 0 && fstat(fd, &info) == 0, "cannot open", path);
            keep_file(fd, info.st_ino);
            close(fd);
        }
        free(path);
    }
    file_list_free(names);
}

void power_watch(const char *folder, const char *memory, long cut_at)
{
    if (file_is_folder(memory))
        must(!file_remove_tree(memory, NULL), "cannot empty", memory);
    must(!file_make_folder(memory, NULL), "cannot make", memory);
    free(power.memory);
    power.memory = mem_copy_text(memory);
    keep_tree(folder);
    power.flushes = 0;
    power.cut_at = cut_at;
    power.on = true;
}

void power_stop(void)
{
    power.on = false;
}

static int flush(int fd)
{
    struct stat info;
    if (power.cut_at && ++power.flushes == power.cut_at)
        _exit(POWER_CUT_EXIT);
    must(fstat(fd, &info) == 0, "cannot see", "a file");
    if (S_ISDIR(info.st_mode)) {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        keep_folder(link, info.st_ino);
    } else {
        keep_file(fd, info.st_ino);
    }
    /* An inode that is remembered is not given to another file. */
    (void)fcntl(fd, F_DUPFD_CLOEXEC, 100);
    return 0;
}

int fsync(int fd)
{
    return power.on ? flush(fd) : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
    return power.on ? flush(fd) : (int)syscall(SYS_fdatasync, fd);
}

/* ---- after the cut ---- */

static bool by_chance(void)
{
    power.dice = power.dice * 1103515245u + 12345u;
    return power.dice >> 16 & 1;
}

struct view {
    const char *memory;
    enum power_loss loss;
};

static void read_any(const char *path, struct bytes *ret)
{
    if (file_read(path, FILE_MAX, ret, NULL))
        *ret = (struct bytes){.data = calloc(1, 1)};
}

/* now: where the file stands, NULL = nowhere any more. */
static void back_file(const struct view *view, unsigned long inode, const char *now, const char *to)
{
    struct bytes kept = {0}, last = {0};
    char *path = kept_path(view->memory, inode, "");
    read_any(path, &kept);
    free(path);
    if (view->loss == POWER_LOSES_SOME && now) {
        read_any(now, &last);
        size_t length = by_chance() ? last.length : kept.length;
        unsigned char *mixed = calloc(1, length + 1);
        for (size_t at = 0; at < length; at += BLOCK) {
            const struct bytes *from = by_chance() ? &last : &kept;
            for (size_t i = at; i < at + BLOCK && i < length && i < from->length; i++)
                mixed[i] = from->data[i];
        }
        bytes_release(&kept);
        kept = (struct bytes){mixed, length};
    }
    put(to, kept.data, kept.length);
    bytes_release(&kept);
    bytes_release(&last);
}

static void back_folder(const struct view *view, unsigned long inode, const char *now,
                        const char *to);

static bool has_name(const char *folder, const char *name)
{
    char *path = file_join(folder, name);
    bool found = file_exists(path);
    free(path);
    return found;
}

/* names: lines as of keep_folder. current: they are those of now. */
static void back_names(const struct view *view, const char *names, bool current, const char *now,
                       const char *to)
{
    unsigned long inode;
    char kind, name[256];
    int used = 0;
    for (; sscanf(names, "%lu %c %255[^\n]\n%n", &inode, &kind, name, &used) == 3; names += used) {
        struct stat info;
        char *here = now ? file_join(now, name) : NULL, *there = file_join(to, name);
        bool same = here && lstat(here, &info) == 0 && info.st_ino == inode;
        bool wanted = view->loss == POWER_LOSES_ALL || (same && !current) || by_chance();
        if (wanted && !has_name(to, name)) {
            if (kind == 'd')
                back_folder(view, inode, same ? here : NULL, there);
            else
                back_file(view, inode, same ? here : NULL, there);
        }
        free(here);
        free(there);
    }
}

static void back_folder(const struct view *view, unsigned long inode, const char *now,
                        const char *to)
{
    struct bytes kept = {0};
    struct names names = {0};
    char *path = kept_path(view->memory, inode, ".names");
    read_any(path, &kept);
    free(path);
    must(mkdir(to, 0700) == 0, "cannot make", to);
    back_names(view, (const char *)kept.data, false, now, to);
    if (view->loss == POWER_LOSES_SOME && now) {
        list_names(now, &names);
        back_names(view, names.text, true, now, to);
        free(names.text);
    }
    bytes_release(&kept);
}

void power_back(const char *folder, const char *memory, enum power_loss loss, unsigned dice)
{
    struct view view = {memory, loss};
    struct stat info;
    char *made = file_join(memory, "made");
    power.dice = dice;
    must(stat(folder, &info) == 0, "cannot see", folder);
    back_folder(&view, info.st_ino, folder, made);
    must(!file_remove_tree(folder, NULL) && rename(made, folder) == 0, "cannot put back", folder);
    free(made);
}
