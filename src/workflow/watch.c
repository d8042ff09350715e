/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/watch: looks at a folder again and again. May include: base.
 */
#include "workflow/watch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "workflow/source.h"

struct sighting {
    char *path;
    int64_t size, changed_ns;
    int64_t since_us; /* it looks like this */
    bool given;       /* handed out as it looks now */
};

struct watch {
    char *folder;
    int inotify;       /* -1 = no news */
    bool away;         /* the folder could not be read at the last look */
    int64_t looked_us; /* 0 = never */
    struct {
        struct sighting *items;
        size_t count, capacity;
    } seen;
};

enum err_code watch_new(const char *folder, struct watch **ret_new, struct err *err)
{
    if (!file_is_folder(folder))
        return err_set(err, ERR_MISSING, 1877, _("%s is not a folder"), folder);
    signal(SIGIO, SIG_IGN); /* a lease that is broken while it is tried out */
    struct watch *watch = mem_new(1, sizeof *watch);
    watch->folder = mem_copy_text(folder);
    watch->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->inotify >= 0)
        (void)inotify_add_watch(watch->inotify, folder, IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE);
    *ret_new = watch;
    return ERR_OK;
}

void watch_free(struct watch *watch)
{
    if (!watch)
        return;
    for (size_t i = 0; i < watch->seen.count; i++)
        free(watch->seen.items[i].path);
    free(watch->seen.items);
    if (watch->inotify >= 0)
        close(watch->inotify);
    free(watch->folder);
    free(watch);
}

/* ---- looking ---- */

static struct sighting *sighting_of(struct watch *watch, const char *path)
{
    for (size_t i = 0; i < watch->seen.count; i++)
        if (text_equal(watch->seen.items[i].path, path))
            return &watch->seen.items[i];
    struct sighting *fresh = ARRAY_ADD(&watch->seen);
    *fresh = (struct sighting){.path = mem_copy_text(path), .size = -1};
    return fresh;
}

static void look_at(struct watch *watch, const char *path, int64_t now_us)
{
    struct stat info;
    if (stat(path, &info) || !S_ISREG(info.st_mode))
        return;
    struct sighting *seen = sighting_of(watch, path);
    int64_t changed = info.st_mtim.tv_sec * 1000000000LL + info.st_mtim.tv_nsec;
    if (seen->size == info.st_size && seen->changed_ns == changed)
        return;
    seen->size = info.st_size;
    seen->changed_ns = changed;
    seen->since_us = now_us;
    seen->given = false;
}

static enum err_code look(struct watch *watch, struct err *err)
{
    char **files = NULL;
    struct err trouble = {0};
    bool told = watch->away;
    watch->looked_us = clock_monotonic_us();
    enum err_code code = source_expand(&watch->folder, 1, &files, &trouble);
    watch->away = code != ERR_OK;
    if (code && told)
        return ERR_OK;
    if (code)
        return err_set(err, code, trouble.number, "%s", trouble.text);
    for (size_t i = 0; files[i]; i++)
        look_at(watch, files[i], watch->looked_us);
    file_list_free(files);
    return ERR_OK;
}

/* A read lease is refused while somebody writes; where leases are not known, nobody can tell. */
static bool is_written(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return true;
    bool busy = fcntl(fd, F_SETLEASE, F_RDLCK) && errno == EAGAIN;
    if (!busy)
        (void)fcntl(fd, F_SETLEASE, F_UNLCK);
    close(fd);
    return busy;
}

static const char *take_complete(struct watch *watch)
{
    int64_t now = clock_monotonic_us();
    for (size_t i = 0; i < watch->seen.count; i++) {
        struct sighting *seen = &watch->seen.items[i];
        if (seen->given || now - seen->since_us < WATCH_SETTLE_MS * 1000LL ||
            is_written(seen->path))
            continue;
        seen->given = true;
        return seen->path;
    }
    return NULL;
}

/* Until there is news of the folder. */
static void wait_for_news(const struct watch *watch, int timeout_ms)
{
    char news[4096];
    struct pollfd waiting = {.fd = watch->inotify, .events = POLLIN};
    if (poll(&waiting, 1, timeout_ms) > 0)
        while (read(watch->inotify, news, sizeof news) > 0)
            ;
}

enum err_code watch_next(struct watch *watch, int timeout_ms, char **ret_file_new, struct err *err)
{
    const char *file = take_complete(watch);
    if (!file) {
        if (watch->looked_us)
            wait_for_news(watch, timeout_ms);
        enum err_code code = look(watch, err);
        if (code)
            return code;
        file = take_complete(watch);
    }
    if (!file)
        return ERR_EMPTY;
    *ret_file_new = mem_copy_text(file);
    return ERR_OK;
}
