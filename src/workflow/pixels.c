/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/pixels: from a page of the store to a descriptor. May include: base, store.
 */
#include "workflow/pixels.h"

#include <unistd.h>

#include "base/str.h"
#include "store/batch.h"
#include "workflow/join.h"
#include "workflow/source_pdf.h"

enum err_code page_facts_get(struct store *store, const struct uuid *page, struct arena *arena,
                             struct page_facts *ret, struct err *err)
{
    struct batch batch;
    enum err_code code = page_get(store, page, arena, &ret->page, err);
    if (!code)
        code = batch_get(store, &ret->page.batch, arena, &batch, err);
    if (!code)
        code = master_get(store, &ret->page.view.master, arena, &ret->master, err);
    if (!code)
        ret->name = arena_format(arena, "%s · %ld (%s)", batch.name, ret->page.position,
                                 ret->master.facts.origin ? ret->master.facts.origin : "");
    return code;
}

enum err_code pixels_open(struct store *store, const struct page_facts *facts,
                          struct source_picture *ret, struct err *err)
{
    const struct master_facts *master = &facts->master.facts;
    struct source_picture picture = {.frame = facts->page.view.frame};
    if (facts->page.view.parts) {
        *ret = (struct source_picture){0};
        return join_open(store, &facts->page, &ret->fd, err);
    }
    enum err_code code = master_open(store, &facts->master.id, &picture.fd, err);
    if (!code && text_equal(master->kind, "pdf")) {
        int whole = picture.fd;
        size_t frame = (size_t)facts->page.view.frame;
        code = text_equal(master->mode, SOURCE_PDF_PICTURES)
                   ? source_pdf_open(whole, master->origin, frame, &picture, err)
                   : source_pdf_render(whole, master->origin, frame, &picture, err);
        close(whole);
    }
    if (!code)
        *ret = picture;
    return code;
}

void pixels_put(const struct page_facts *facts, const struct source_picture *picture,
                json_t *request)
{
    struct rect region = facts->page.view.region;
    source_picture_put(picture, request);
    json_put_new(request, "region",
                 rect_empty(region)
                     ? json_null()
                     : json_pack("[i,i,i,i]", region.x, region.y, region.w, region.h));
}
