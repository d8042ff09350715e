/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/space_line: room on the disk as text and JSON. May include: base, workflow.
 */
#include "cli/space_line.h"

#include <stdio.h>

#include "base/limits.h"
#include "base/str.h"

static unsigned long long megabytes(uint64_t bytes)
{
    return (unsigned long long)(bytes / MEBI);
}

void space_print(const struct space *space, long pages)
{
    for (int i = 0; i < SPACE_FORM_COUNT; i++) {
        enum space_form form = (enum space_form)i;
        if (pages)
            cli_print(_("  %ld pages %s: %llu MB"), pages, space_form_title(form),
                      megabytes(space_need(space, form, pages)));
        else
            cli_print(_("  one page %s: %llu MB"), space_form_title(form),
                      megabytes(space->form[form].page));
    }
    cli_print(_("  free on the disk: %llu MB, enough for %llu pages without loss or %llu for "
                "registers"),
              megabytes(space->free), (unsigned long long)space->form[SPACE_LOSSLESS].fits,
              (unsigned long long)space->form[SPACE_REGISTER].fits);
}

json_t *space_json(const struct space *space, long pages)
{
    json_t *json = json_object();
    json_put_long(json, "free", (long long)space->free);
    json_put_long(json, "pages", pages);
    for (int i = 0; i < SPACE_FORM_COUNT; i++) {
        json_t *form = json_object();
        json_put_long(form, "page", (long long)space->form[i].page);
        json_put_bool(form, "measured", space->form[i].measured);
        json_put_long(form, "need", (long long)space_need(space, (enum space_form)i, pages));
        json_put_long(form, "fits", (long long)space->form[i].fits);
        json_put_new(json, space_form_name((enum space_form)i), form);
    }
    return json;
}

static void warn(unsigned long long fits, uint64_t free)
{
    struct str line = STR_INIT;
    str_format(&line,
               _("little room on the disk: %llu MB free, enough for about %llu pages; make "
                 "room before this batch"),
               megabytes(free), fits);
    fprintf(stderr, "%s\n", str_peek(&line));
    str_release(&line);
}

enum err_code space_warn(struct office *office, enum space_form form, long pages, struct err *err)
{
    struct space space;
    enum err_code code = space_get(office, &space, err);
    if (!code && space_low(&space, form, pages))
        warn((unsigned long long)space.form[form].fits, space.free);
    return code;
}

enum err_code space_warn_files(struct office *office, long files, uint64_t bytes, struct err *err)
{
    struct space space;
    enum err_code code = space_get(office, &space, err);
    if (code || !files || !bytes || !space.free)
        return code;
    uint64_t fits = space_fits_bytes(&space, bytes / (uint64_t)files + 1);
    if (fits < (uint64_t)files)
        warn((unsigned long long)fits, space.free);
    return ERR_OK;
}
