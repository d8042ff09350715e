/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/source_pdf: pdfinfo, pdftocairo and pdftoppm as limited children. May include: base.
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
#include "workflow/source_svg.h"

enum {
    HEAD_BYTES = 1024,
    REPORT_BYTES_MAX = 4 << 20,
    PDF_CHILD_MS = 90000,
    RENDER_DPI = 300,
    SVG_BYTES_MAX = 128 << 20, /* a page drawn with millions of lines is none of ours */
    PNG_PIXELS_MAX =
        20 * 1000000, /* they are 24 bit whatever they were: larger ones are rendered */
};

bool source_pdf_is(int fd)
{
    char head[HEAD_BYTES];
    ssize_t length = pread(fd, head, sizeof head, 0);
    return length > 0 && memmem(head, (size_t)length, "%PDF-", 5) != NULL;
}

static enum err_code run(const char *program, const char *const *args, int fd, const char *name,
                         uint64_t file_bytes, int *ret_fd, struct err *err)
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
        .file_bytes = file_bytes,
        .quiet = true,
    };
    struct err why = {0};
    (void)lseek(fd, 0, SEEK_SET);
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

/* ---- one page as a picture ---- */

enum err_code source_pdf_render(int fd, const char *name, size_t frame, struct source_picture *ret,
                                struct err *err)
{
    struct str number = STR_INIT;
    struct source_picture picture = {.dpi = RENDER_DPI};
    str_format(&number, "%zu", frame + 1);
    const char *page = str_peek(&number);
    const char *const args[] = {"-r", "300", "-f", page, "-l", page, "-", NULL};
    enum err_code code = run("pdftoppm", args, fd, name, 0, &picture.fd, err);
    str_release(&number);
    if (!code)
        *ret = picture;
    return code;
}

static bool is_usable(const struct source_svg *svg)
{
    double pixels = (double)svg->width * (double)svg->height;
    return svg->width <= IMAGE_SIDE_MAX && svg->height <= IMAGE_SIDE_MAX &&
           pixels <= (svg->jpeg ? IMAGE_PIXELS_MAX : PNG_PIXELS_MAX);
}

/* ERR_EMPTY, without words, when the page is not one picture. */
static enum err_code take_picture(int fd, const char *name, size_t frame,
                                  struct source_picture *ret)
{
    struct str number = STR_INIT;
    struct bytes bytes = {0};
    struct source_svg svg;
    int out = -1;
    str_format(&number, "%zu", frame + 1);
    const char *page = str_peek(&number);
    const char *const args[] = {"-svg", "-f", page, "-l", page, "-", "-", NULL};
    enum err_code code = run("pdftocairo", args, fd, name, SVG_BYTES_MAX, &out, NULL);
    if (!code)
        code = file_read_fd(out, SVG_BYTES_MAX, name, &bytes, NULL);
    if (!code &&
        !(source_svg_parse(&bytes, &svg) && is_usable(&svg) && source_svg_take(&bytes, &svg)))
        code = ERR_EMPTY;
    if (!code) {
        *ret = (struct source_picture){.dpi = svg.dpi, .orientation = svg.orientation};
        code = file_memory_new("page", bytes.data, bytes.length, &ret->fd, NULL);
    }
    if (out >= 0)
        close(out);
    bytes_release(&bytes);
    str_release(&number);
    return code;
}

enum err_code source_pdf_open(int fd, const char *name, size_t frame, struct source_picture *ret,
                              struct err *err)
{
    struct source_picture picture;
    if (take_picture(fd, name, frame, &picture))
        return source_pdf_render(fd, name, frame, ret, err);
    *ret = picture;
    return ERR_OK;
}

/* ---- how many pages ---- */

struct pdf_report {
    int fd;
    const char *name;
    long count; /* 0 = not read yet */
    long sized; /* pages with a size */
};

static enum err_code check_size(const struct pdf_report *report, long page, double width,
                                double height, struct err *err)
{
    struct source_picture picture;
    double scale = RENDER_DPI / 72.0;
    double w = ceil(width * scale), h = ceil(height * scale);
    if (w >= 1 && h >= 1 && w <= IMAGE_SIDE_MAX && h <= IMAGE_SIDE_MAX && w * h <= IMAGE_PIXELS_MAX)
        return ERR_OK;
    if (take_picture(report->fd, report->name, (size_t)page - 1, &picture))
        return err_set(err, ERR_LIMIT, 823, _("%s: page %ld is too large to be a scanned paper"),
                       report->name, page);
    close(picture.fd);
    return ERR_OK;
}

/* "Pages: N", "Page  n size: W x H pts". */
static enum err_code parse_line(struct pdf_report *report, const char *line, struct err *err)
{
    long page = 0;
    double width = 0, height = 0;
    if (!report->count && sscanf(line, "Pages: %ld", &report->count) == 1) {
        if (report->count < 1 || report->count > MASTER_FRAMES_MAX)
            return err_set(err, ERR_LIMIT, 824, _("%s has %ld pages; between 1 and %d can be read"),
                           report->name, report->count, MASTER_FRAMES_MAX);
    } else if (sscanf(line, "Page %ld size: %lf x %lf", &page, &width, &height) == 3 && page >= 1 &&
               page <= report->count) {
        report->sized++;
        return check_size(report, page, width, height, err);
    }
    return ERR_OK;
}

static enum err_code parse_report(struct pdf_report *report, const char *text, struct err *err)
{
    enum err_code code = ERR_OK;
    for (const char *line = text; line && !code; line = strchr(line, '\n')) {
        line += *line == '\n';
        code = parse_line(report, line, err);
    }
    if (!code && !report->sized)
        code = err_set(err, ERR_FORMAT, 825, _("%s: no page in this PDF"), report->name);
    return code;
}

enum err_code source_pdf_probe(int fd, const char *name, size_t *ret_count, struct err *err)
{
    static const char *const args[] = {"-f", "1", "-l", "2000", "-", NULL};
    struct pdf_report report = {.fd = fd, .name = name};
    struct bytes text = {0};
    struct err local = {0};
    int out = -1;
    enum err_code code = run("pdfinfo", args, fd, name, 0, &out, &local);
    if (!code)
        code = file_read_fd(out, REPORT_BYTES_MAX, name, &text, &local);
    if (!code)
        code = parse_report(&report, (const char *)text.data, &local);
    if (!code)
        *ret_count = (size_t)report.count;
    if (out >= 0)
        close(out);
    bytes_release(&text);
    if (code && err)
        *err = local;
    return code;
}
