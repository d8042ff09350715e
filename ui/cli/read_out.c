/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/read_out: pages as text, JSON Lines, ALTO and PDF. May include: base, export, workflow.
 */
#include "cli/read_out.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "export/alto.h"
#include "export/pdf.h"
#include "workflow/page_json.h"

/* One form. open and finish may be NULL. */
struct read_form {
    enum err_code (*open)(struct read_out *out, struct err *err);
    enum err_code (*page)(struct read_out *out, struct read_page *page, struct err *err);
    enum err_code (*finish)(struct read_out *out, struct err *err);
};

struct read_out {
    const struct read_form *form;
    bool many;
    bool layout;      /* --json: every word with its place */
    const char *path; /* --pdf */
    enum pdf_level level;
    int64_t made_ms;   /* the same in all parts */
    struct pdf *pdf;   /* of the part at work, or NULL */
    int part, on_part; /* from 1; its pages */
    json_t *lines;     /* of its pages */
    struct {
        struct read_page *items;
        size_t count, capacity;
    } held; /* alto: pages of one file */
};

/* ---- text ---- */

static enum err_code text_page(struct read_out *out, struct read_page *page, struct err *err)
{
    (void)err;
    if (out->many)
        printf("== %s · %d\n", page->file, page->number);
    puts(text_page_text(&page->text, page->arena));
    fflush(stdout);
    read_page_release(page);
    return ERR_OK;
}

static const struct read_form text_form = {.page = text_page};

/* ---- JSON Lines ---- */

static enum err_code json_page(struct read_out *out, struct read_page *page, struct err *err)
{
    (void)err;
    json_t *line = page_json(page);
    if (out->layout)
        json_put_new(line, "layout", text_page_to_json(&page->text));
    cli_json_line(line);
    read_page_release(page);
    return ERR_OK;
}

static const struct read_form json_form = {.page = json_page};

/* ---- ALTO: one document a file ---- */

static void print_held(struct read_out *out)
{
    size_t count = out->held.count;
    if (!count)
        return;
    struct alto_page *pages = mem_new(count, sizeof *pages);
    for (size_t i = 0; i < count; i++)
        pages[i] = (struct alto_page){&out->held.items[i].text, out->held.items[i].number};
    char *xml = alto_new(out->held.items[0].file, pages, count);
    puts(xml);
    free(xml);
    free(pages);
    for (size_t i = 0; i < count; i++)
        read_page_release(&out->held.items[i]);
    out->held.count = 0;
}

static enum err_code alto_page(struct read_out *out, struct read_page *page, struct err *err)
{
    (void)err;
    if (out->held.count && !text_equal(out->held.items[0].file, page->file))
        print_held(out);
    *ARRAY_ADD(&out->held) = *page;
    return ERR_OK;
}

static enum err_code alto_finish(struct read_out *out, struct err *err)
{
    (void)err;
    print_held(out);
    return ERR_OK;
}

static const struct read_form alto_form = {.page = alto_page, .finish = alto_finish};

/* ---- PDF: a long book becomes several files, OUT.pdf, OUT-2.pdf … ---- */

static char *part_path(const struct read_out *out)
{
    struct str path = STR_INIT;
    str_add(&path, out->path);
    bool ends = text_ends(out->path, ".pdf");
    if (out->part > 1 && ends)
        str_cut(&path, path.length - strlen(".pdf"));
    if (out->part > 1)
        str_format(&path, "-%d%s", out->part, ends ? ".pdf" : "");
    return str_take(&path);
}

static enum err_code pdf_open(struct read_out *out, struct err *err)
{
    struct pdf_options options = {
        .level = out->level, .title = file_peek_name(out->path), .made_ms = out->made_ms};
    out->part++;
    out->on_part = 0;
    out->lines = json_array();
    return pdf_new(&options, &out->pdf, err);
}

/* What was read, as data of the document. */
static enum err_code pdf_attach_lines(struct read_out *out, const char *path, struct err *err)
{
    if (out->level != PDF_A3U)
        return ERR_OK;
    struct str name = STR_INIT;
    char *text = json_line(out->lines);
    str_format(&name, "%s.json", file_peek_name(path));
    struct pdf_attachment data = {str_peek(&name), text, strlen(text)};
    enum err_code code = pdf_attach(out->pdf, &data, err);
    str_release(&name);
    free(text);
    return code;
}

static enum err_code pdf_finish_file(struct read_out *out, struct err *err)
{
    char *path = part_path(out);
    enum err_code code = pdf_attach_lines(out, path, err);
    if (!code)
        code = pdf_write(out->pdf, path, err);
    free(path);
    pdf_free(out->pdf);
    out->pdf = NULL;
    json_decref(out->lines);
    out->lines = NULL;
    return code;
}

static enum err_code pdf_page(struct read_out *out, struct read_page *page, struct err *err)
{
    struct pdf_page add = layered_page(&page->picture);
    enum err_code code = ERR_OK;
    if (out->on_part == PDF_PAGES_MAX) {
        code = pdf_finish_file(out, err);
        if (!code)
            code = pdf_open(out, err);
    }
    add.turns = page->text.view.turns;
    add.text = &page->text;
    if (!code)
        code = pdf_add_page(out->pdf, &add, err);
    if (!code && out->level == PDF_A3U)
        json_array_append_new(out->lines, page_json(page));
    out->on_part++;
    read_page_release(page);
    return code;
}

static const struct read_form pdf_form = {
    .open = pdf_open, .page = pdf_page, .finish = pdf_finish_file};

/* ---- the form asked for ---- */

static const struct read_form *choose(const struct cli *cli)
{
    if (cli_option(cli, "pdf"))
        return &pdf_form;
    if (cli_flag(cli, "alto"))
        return &alto_form;
    return cli->json ? &json_form : &text_form;
}

enum err_code read_out_new(const struct cli *cli, struct read_out **ret_new, struct err *err)
{
    int asked = cli->json + cli_flag(cli, "text") + cli_flag(cli, "alto") + cli_flag(cli, "pdf");
    if (asked > 1)
        return err_set(err, ERR_USAGE, 930, _("choose one of --text, --json, --alto, --pdf"));
    struct read_out *out = mem_new(1, sizeof *out);
    out->form = choose(cli);
    out->path = cli_option(cli, "pdf");
    out->layout = cli_flag(cli, "layout");
    out->made_ms = clock_now_ms();
    const char *level = cli_option(cli, "pdfa");
    if (level && !pdf_level_parse(level, &out->level)) {
        read_out_free(out);
        return err_set(err, ERR_USAGE, 2990, _("--pdfa is 1b, 2u or 3u"));
    }
    enum err_code code = out->form->open ? out->form->open(out, err) : ERR_OK;
    if (code)
        read_out_free(out);
    else
        *ret_new = out;
    return code;
}

enum err_code read_out_page(struct read_out *out, struct read_page *page, bool many,
                            struct err *err)
{
    out->many = many;
    return out->form->page(out, page, err);
}

enum err_code read_out_finish(struct read_out *out, struct err *err)
{
    return out->form->finish ? out->form->finish(out, err) : ERR_OK;
}

void read_out_free(struct read_out *out)
{
    if (!out)
        return;
    for (size_t i = 0; i < out->held.count; i++)
        read_page_release(&out->held.items[i]);
    free(out->held.items);
    pdf_free(out->pdf);
    json_decref(out->lines);
    free(out);
}
