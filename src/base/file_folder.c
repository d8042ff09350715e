/* SPDX-License-Identifier: Apache-2.0
 *
 * base/file: folders, names, free space and the kind of file system. May include: base only.
 */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

/* ---- names ---- */

char *file_join(const char *folder, const char *name)
{
    struct str path = STR_INIT;
    str_add(&path, folder);
    if (path.length > 0 && path.text[path.length - 1] != '/')
        str_add_char(&path, '/');
    str_add(&path, name);
    return str_take(&path);
}

const char *file_peek_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool file_exists(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0;
}

bool file_is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

enum err_code file_size(const char *path, uint64_t *ret_bytes, struct err *err)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return err_set(err, err_from_errno(errno), 130, _("cannot look at %s: %s"), path,
                       err_reason(errno));
    *ret_bytes = (uint64_t)info.st_size;
    return ERR_OK;
}

/* ---- folders ---- */

static bool folder_is_empty(const char *path)
{
    DIR *dir = opendir(path);
    int entries = 0;
    while (dir && entries < 3 && readdir(dir))
        entries++;
    if (dir)
        closedir(dir);
    return entries < 3; /* . and .. */
}

/* One that is empty may have been made just before its maker died: its name is not kept yet. */
static bool make_one(const char *path, bool last)
{
    if (mkdir(path, 0700) == 0)
        return file_keep_name(path);
    return file_is_folder(path) && (!last || !folder_is_empty(path) || file_keep_name(path));
}

enum err_code file_make_folder(const char *path, struct err *err)
{
    char *part = mem_copy_text(path);
    enum err_code code = ERR_OK;
    for (char *at = part + 1; code == ERR_OK; at++) {
        if (*at != '/' && *at != '\0')
            continue;
        char end = *at;
        *at = '\0';
        if (!make_one(part, end == '\0'))
            code = err_set(err, err_from_errno(errno), 131, _("cannot make the folder %s: %s"),
                           part, err_reason(errno));
        *at = end;
        if (end == '\0')
            break;
    }
    free(part);
    return code;
}

/* Removes what stands in an opened folder; links are removed, never followed. */
static bool empty_folder(int folder)
{
    DIR *dir = fdopendir(folder);
    if (!dir) {
        close(folder);
        return false;
    }
    bool done = true;
    for (struct dirent *entry; done && (entry = readdir(dir));) {
        const char *name = entry->d_name;
        if (text_equal(name, ".") || text_equal(name, ".."))
            continue;
        int inner = openat(dirfd(dir), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (inner >= 0)
            done = empty_folder(inner) && unlinkat(dirfd(dir), name, AT_REMOVEDIR) == 0;
        else
            done = unlinkat(dirfd(dir), name, 0) == 0;
    }
    int why = errno;
    closedir(dir);
    errno = why;
    return done;
}

enum err_code file_remove_tree(const char *path, struct err *err)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool done;
    if (folder >= 0)
        done = empty_folder(folder) && rmdir(path) == 0;
    else
        done = errno == ENOENT || unlink(path) == 0;
    if (done)
        return ERR_OK;
    return err_set(err, err_from_errno(errno), 132, _("cannot remove %s: %s"), path,
                   err_reason(errno));
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

enum err_code file_list(const char *folder, char ***ret_names_new, struct err *err)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return err_set(err, err_from_errno(errno), 133, _("cannot list the folder %s: %s"), folder,
                       err_reason(errno));
    struct {
        char **items;
        size_t count, capacity;
    } names = {0};
    for (struct dirent *entry; (entry = readdir(dir));)
        if (!text_equal(entry->d_name, ".") && !text_equal(entry->d_name, ".."))
            *ARRAY_ADD(&names) = mem_copy_text(entry->d_name);
    closedir(dir);
    if (names.count > 0)
        qsort(names.items, names.count, sizeof *names.items, compare_names);
    *ARRAY_ADD(&names) = NULL;
    *ret_names_new = names.items;
    return ERR_OK;
}

void file_list_free(char **names)
{
    for (size_t i = 0; names && names[i]; i++)
        free(names[i]);
    free(names);
}

/* ---- file systems ---- */

uint64_t file_free_space(const char *path)
{
    struct statvfs info;
    return statvfs(path, &info) == 0 ? (uint64_t)info.f_bavail * info.f_frsize : 0;
}

/* The kind ("fuse.sshfs") of the mount with this device number, from mountinfo. */
static bool mount_kind(dev_t device, char ret_kind[64])
{
    FILE *mounts = fopen("/proc/self/mountinfo", "re");
    char line[4096];
    bool found = false;
    while (mounts && !found && fgets(line, sizeof line, mounts)) {
        unsigned major_id, minor_id;
        const char *dash = strstr(line, " - ");
        found = dash && sscanf(line, "%*d %*d %u:%u", &major_id, &minor_id) == 2 &&
                makedev(major_id, minor_id) == device && sscanf(dash + 3, "%63s", ret_kind) == 1;
    }
    if (mounts)
        fclose(mounts);
    return found;
}

/* FUSE holds disks (ntfs-3g) and encrypted folders as well as network shares. */
static bool fuse_on_network(const char *path)
{
    static const char *const local[] = {"fuseblk",        "fuse.ntfs-3g", "fuse.exfat",
                                        "fuse.gocryptfs", "fuse.encfs",   "fuse.cryfs",
                                        "fuse.veracrypt", "fuse.mergerfs"};
    struct stat info;
    char kind[64];
    if (stat(path, &info) != 0 || !mount_kind(info.st_dev, kind))
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(local); i++)
        if (text_equal(kind, local[i]))
            return false;
    return text_starts(kind, "fuse.");
}

bool file_on_network(const char *path)
{
    static const uint32_t network[] = {
        0x6969,     0x517B,     0xFF534D42, 0xFE534D42, 0x01021997, /* NFS SMB CIFS SMB2 9p */
        0x5346414F, 0x00C36400, 0x73757245, 0x564C,     0x0BD00BD0, /* AFS Ceph Coda NCP Lustre */
    };
    enum { FUSE_MAGIC = 0x65735546 };
    struct statfs info;
    if (statfs(path, &info) != 0)
        return false;
    uint32_t magic = (uint32_t)info.f_type;
    for (size_t i = 0; i < ARRAY_SIZE(network); i++)
        if (magic == network[i])
            return true;
    return magic == FUSE_MAGIC && fuse_on_network(path);
}
