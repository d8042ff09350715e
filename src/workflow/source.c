/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/source: files and their frames. Images are probed by a worker; the PDF part is
 * workflow/source_pdf. May include: base, store/master.
 */
#include "workflow/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "workflow/pool.h"
#include "workflow/source_pdf.h"

struct source {
    char *path, *kind;
    char *name; /* the last part of path, as UTF-8 whatever it was */
    int fd;
    uint64_t bytes;
    bool pdf;
    size_t frame_count;
};

/* A second open file on the same bytes, with a position of its own. */
static int reopen(int fd, const char *name, struct err *err)
{
    struct str link = STR_INIT;
    str_format(&link, "/proc/self/fd/%d", fd);
    int again = open(str_peek(&link), O_RDONLY | O_CLOEXEC);
    if (again < 0)
        (void)err_set(err, err_from_errno(errno), 810, _("cannot open %s again: %s"), name,
                      strerror(errno));
    str_release(&link);
    return again;
}

static enum err_code open_file(struct source *source, struct err *err)
{
    struct stat info;
    source->fd = open(source->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (source->fd < 0 || fstat(source->fd, &info))
        return err_set(err, err_from_errno(errno), 811, _("cannot open %s: %s"), source->path,
                       strerror(errno));
    if (!S_ISREG(info.st_mode))
        return err_set(err, ERR_FORMAT, 812, _("%s is not a file"), source->path);
    source->bytes = (uint64_t)info.st_size;
    if (!source->bytes)
        return err_set(err, ERR_FORMAT, 813, _("%s is empty; scan or copy it again"), source->path);
    if (source->bytes > MASTER_BYTES_MAX)
        return err_set(err, ERR_LIMIT, 814, _("%s is larger than %d MB; split it"), source->path,
                       (int)(MASTER_BYTES_MAX / MEBI));
    return ERR_OK;
}

static enum err_code frames_from_reply(struct source *source, const json_t *reply, struct err *err)
{
    source->kind = mem_copy_text(json_peek_text(reply, "kind"));
    source->frame_count = json_array_size(json_peek_array(reply, "frames"));
    if (!source->kind || !source->frame_count || source->frame_count > MASTER_FRAMES_MAX)
        return err_set(err, ERR_CHILD, 815, _("the reading helper gave a wrong answer about %s"),
                       source->path);
    return ERR_OK;
}

static enum err_code probe_image(struct source *source, struct pool *prober, struct err *err)
{
    int fd = reopen(source->fd, source->path, err);
    if (fd < 0)
        return err->code;
    json_t *request = json_object(), *reply = NULL;
    json_put_text(request, "op", "probe");
    json_put_text(request, "name", source_peek_name(source));
    enum err_code code = pool_call(prober, request, fd, &reply, NULL, err);
    if (code)
        return code;
    code = frames_from_reply(source, reply, err);
    json_decref(reply);
    return code;
}

static enum err_code probe_pdf(struct source *source, struct err *err)
{
    int fd = reopen(source->fd, source->path, err);
    if (fd < 0)
        return err->code;
    source->kind = mem_copy_text("pdf");
    enum err_code code = source_pdf_probe(fd, source->path, &source->frame_count, err);
    close(fd);
    return code;
}

enum err_code source_open(const char *path, struct pool *prober, struct source **ret_new,
                          struct err *err)
{
    struct err local = {0};
    struct source *source = mem_new(1, sizeof *source);
    source->path = mem_copy_text(path);
    source->name = utf8_clean(file_peek_name(path));
    enum err_code code = open_file(source, &local);
    if (code)
        goto out;
    source->pdf = source_pdf_is(source->fd);
    code = source->pdf ? probe_pdf(source, &local) : probe_image(source, prober, &local);
    if (code)
        goto out;
    *ret_new = source;
    return ERR_OK;
out:
    source_close(source);
    if (err)
        *err = local;
    return code;
}

void source_close(struct source *source)
{
    if (!source)
        return;
    if (source->fd >= 0)
        close(source->fd);
    free(source->path);
    free(source->name);
    free(source->kind);
    free(source);
}

const char *source_peek_name(const struct source *source)
{
    return source->name;
}

uint64_t source_bytes(const struct source *source)
{
    return source->bytes;
}

int source_peek_fd(const struct source *source)
{
    return source->fd;
}

size_t source_frame_count(const struct source *source)
{
    return source->frame_count;
}

struct master_facts source_facts(const struct source *source)
{
    return (struct master_facts){
        .kind = source->kind,
        .frames = (int)source->frame_count,
        .origin = source->name,
        .source = "import",
        .mode = source->pdf ? SOURCE_PDF_PICTURES : NULL,
    };
}

enum err_code source_frame_open(const struct source *source, size_t frame,
                                struct source_picture *ret, struct err *err)
{
    struct err local = {0};
    struct source_picture picture = {.frame = (int)frame};
    picture.fd = reopen(source->fd, source->path, &local);
    if (picture.fd >= 0 && source->pdf) {
        int whole = picture.fd;
        (void)!source_pdf_open(whole, source->path, frame, &picture, &local);
        close(whole);
    }
    if (!local.code)
        *ret = picture;
    else if (err)
        *err = local;
    return local.code;
}

void source_picture_put(const struct source_picture *picture, json_t *request)
{
    json_put_long(request, "frame", picture->frame);
    if (picture->dpi > 0)
        json_put_double(request, "source_dpi", picture->dpi);
    if (picture->orientation)
        json_put_long(request, "orientation", picture->orientation);
}

/* ---- lists of files ---- */

struct name_list {
    char **items;
    size_t count, capacity;
};

static const char *const page_endings[] = {".png", ".jpg", ".jpeg", ".tif", ".tiff",
                                           ".pdf", ".pnm", ".pbm",  ".pgm", ".ppm"};

bool source_name_fits(const char *name)
{
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < ARRAY_SIZE(page_endings); i++)
        if (strcasecmp(dot, page_endings[i]) == 0)
            return true;
    return false;
}

static enum err_code add_folder(struct name_list *list, const char *folder, int depth,
                                struct err *err)
{
    char **names = NULL;
    enum err_code code = file_list(folder, &names, err);
    if (code)
        return code;
    for (size_t i = 0; names[i] && !code; i++) {
        if (names[i][0] == '.')
            continue;
        char *path = file_join(folder, names[i]);
        if (file_is_folder(path)) {
            if (depth > 0)
                code = add_folder(list, path, depth - 1, err);
        } else if (source_name_fits(path)) {
            *ARRAY_ADD(list) = path;
            path = NULL;
        }
        free(path);
    }
    file_list_free(names);
    return code;
}

enum err_code source_expand(char *const *paths, size_t count, char ***ret_files_new,
                            struct err *err)
{
    enum { FOLDER_DEPTH = 8 };
    struct name_list list = {0};
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < count && !code; i++) {
        if (file_is_folder(paths[i]))
            code = add_folder(&list, paths[i], FOLDER_DEPTH, err);
        else
            *ARRAY_ADD(&list) = mem_copy_text(paths[i]);
    }
    *ARRAY_ADD(&list) = NULL;
    if (code)
        file_list_free(list.items);
    else
        *ret_files_new = list.items;
    return code;
}
