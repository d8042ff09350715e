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

enum err_code pixels_open(struct store *store, const struct page_facts *facts, int *ret_fd,
                          int *ret_frame, struct err *err)
{
    int fd = -1, frame = facts->page.view.frame;
    if (facts->page.view.parts) {
        *ret_frame = 0;
        return join_open(store, &facts->page, ret_fd, err);
    }
    enum err_code code = master_open(store, &facts->master.id, &fd, err);
    if (!code && text_equal(facts->master.facts.kind, "pdf")) {
        int rendered = -1;
        code = source_pdf_render(fd, facts->master.facts.origin, (size_t)frame, &rendered, err);
        close(fd);
        fd = rendered;
        frame = 0;
    }
    if (code)
        return code;
    *ret_fd = fd;
    *ret_frame = frame;
    return ERR_OK;
}

void pixels_put(const struct page_facts *facts, int frame, json_t *request)
{
    struct rect region = facts->page.view.region;
    json_put_long(request, "frame", frame);
    if (text_equal(facts->master.facts.kind, "pdf") && !facts->page.view.parts)
        json_put_long(request, "source_dpi", SOURCE_PDF_DPI);
    json_put_new(request, "region",
                 rect_empty(region)
                     ? json_null()
                     : json_pack("[i,i,i,i]", region.x, region.y, region.w, region.h));
}
