/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/source_pdf: pdfinfo and pdftoppm as limited children. May include: base.
 */
#include "workflow/source_pdf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/proc.h"
#include "base/str.h"

enum { HEAD_BYTES = 1024, REPORT_BYTES_MAX = 4 << 20, PDF_CHILD_MS = 90000 };

bool source_pdf_is(int fd)
{
    char head[HEAD_BYTES];
    ssize_t length = pread(fd, head, sizeof head, 0);
    return length > 0 && memmem(head, (size_t)length, "%PDF-", 5) != NULL;
}

static enum err_code run(const char *program, const char *const *args, int fd, const char *name,
                         int *ret_fd, struct err *err)
{
    static const char *const env[] = {"LC_ALL=C", NULL};
    struct proc_spec spec = {
        .program = program,
        .args = args,
        .env = env,
        .memory_bytes = PDF_CHILD_MEMORY_MAX,
        .cpu_seconds = PDF_CHILD_CPU,
        .stdin_fd = fd,
        .stdout_fd = -1,
        .quiet = true,
    };
    struct err why = {0};
    enum err_code code = proc_capture(&spec, PDF_CHILD_MS, ret_fd, &why);
    if (!code)
        return ERR_OK;
    if (code == ERR_MISSING)
        return err_set(err, ERR_MISSING, 820,
                       _("cannot read PDF files: install the package poppler-utils"));
    if (code == ERR_TIMEOUT)
        return err_set(err, ERR_TIMEOUT, 821, _("%s: a PDF page takes too long; scan it instead"),
                       name);
    return err_set(err, ERR_FORMAT, 822,
                   _("%s: broken or locked PDF; print it to a new PDF or scan the paper"), name);
}

static enum err_code frame_size(const char *name, long page, double width, double height,
                                struct source_frame *ret, struct err *err)
{
    double scale = SOURCE_PDF_DPI / 72.0;
    double w = ceil(width * scale), h = ceil(height * scale);
    if (!(w >= 1 && h >= 1 && w <= IMAGE_SIDE_MAX && h <= IMAGE_SIDE_MAX) ||
        w * h > IMAGE_PIXELS_MAX)
        return err_set(err, ERR_LIMIT, 823, _("%s: page %ld is too large to be a scanned paper"),
                       name, page);
    *ret = (struct source_frame){.width = (int)w, .height = (int)h, .dpi = SOURCE_PDF_DPI};
    return ERR_OK;
}

/* Reads "Pages: N", "Page  n size: W x H pts", "Page  n rot: R". */
static enum err_code parse_report(const char *report, const char *name,
                                  struct source_frame **ret_frames_new, size_t *ret_count,
                                  struct err *err)
{
    struct source_frame *frames = NULL;
    long count = 0, page = 0, turn = 0;
    double width = 0, height = 0;
    for (const char *line = report; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (!frames && sscanf(line, "Pages: %ld", &count) == 1) {
            if (count < 1 || count > MASTER_FRAMES_MAX)
                return err_set(err, ERR_LIMIT, 824,
                               _("%s has %ld pages; between 1 and %d can be read"), name, count,
                               MASTER_FRAMES_MAX);
            frames = mem_new((size_t)count, sizeof *frames);
        } else if (frames &&
                   sscanf(line, "Page %ld size: %lf x %lf", &page, &width, &height) == 3) {
            if (page < 1 || page > count)
                continue;
            if (frame_size(name, page, width, height, &frames[page - 1], err)) {
                free(frames);
                return err->code;
            }
        } else if (frames && sscanf(line, "Page %ld rot: %ld", &page, &turn) == 2) {
            if (page < 1 || page > count || turn % 180 == 0)
                continue;
            struct source_frame *frame = &frames[page - 1];
            int side = frame->width;
            frame->width = frame->height;
            frame->height = side;
        }
    }
    if (!frames || !frames[0].width) {
        free(frames);
        return err_set(err, ERR_FORMAT, 825, _("%s: no page in this PDF"), name);
    }
    *ret_frames_new = frames;
    *ret_count = (size_t)count;
    return ERR_OK;
}

enum err_code source_pdf_probe(int fd, const char *name, struct source_frame **ret_frames_new,
                               size_t *ret_count, struct err *err)
{
    static const char *const args[] = {"-f", "1", "-l", "2000", "-", NULL};
    struct bytes report = {0};
    struct err local = {0};
    int out = -1;
    enum err_code code = run("pdfinfo", args, fd, name, &out, &local);
    if (!code)
        code = file_read_fd(out, REPORT_BYTES_MAX, name, &report, &local);
    if (!code)
        code = parse_report((const char *)report.data, name, ret_frames_new, ret_count, &local);
    if (out >= 0)
        close(out);
    bytes_release(&report);
    if (code && err)
        *err = local;
    return code;
}

enum err_code source_pdf_render(int fd, const char *name, size_t frame, int *ret_fd,
                                struct err *err)
{
    struct str number = STR_INIT;
    str_format(&number, "%zu", frame + 1);
    const char *page = str_peek(&number);
    const char *const args[] = {"-r", "300", "-f", page, "-l", page, "-", NULL};
    enum err_code code = run("pdftoppm", args, fd, name, ret_fd, err);
    str_release(&number);
    return code;
}
