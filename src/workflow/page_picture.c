/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/page_picture: pictures by page workers, and boxes on them. May include: base, model,
 * store, export.
 */
#include "workflow/page_picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/text.h"
#include "store/derived.h"
#include "workflow/office.h"
#include "workflow/pixels.h"
#include "workflow/pool.h"
#include "workflow/setup.h"

enum { PENDING_A_CHILD = 2, PICTURE_DPI = 150, PICTURE_QUALITY = 60, PIECE_MARGIN = 6 };

struct picture {
    struct uuid page;
    bool made;
    int width, height; /* of the picture, upright */
    struct view view;  /* of the page; page_width 0 = not known */
};
struct page_pictures {
    struct store *store;
    struct events *events;
    struct pool *pool;
    char *folder;
    struct picture *items;
    size_t count, capacity, next, done;
};

enum err_code page_pictures_new(struct office *office, const char *folder, unsigned jobs,
                                struct events *events, struct page_pictures **ret_new,
                                struct err *err)
{
    struct page_pictures *pictures = mem_new(1, sizeof *pictures);
    pictures->store = office_store(office);
    pictures->events = events;
    pictures->folder = file_join(folder, "anh");
    enum err_code code = file_make_folder(pictures->folder, err);
    if (!code)
        code = setup_prober(jobs, &pictures->pool, err);
    if (code)
        page_pictures_free(pictures);
    else
        *ret_new = pictures;
    return code;
}

void page_pictures_free(struct page_pictures *pictures)
{
    struct pool_result result;
    if (!pictures)
        return;
    if (pictures->pool)
        pool_cancel(pictures->pool);
    while (pictures->pool && pool_take(pictures->pool, &result)) {
        json_decref(result.reply);
        if (result.fd >= 0)
            close(result.fd);
        free(result.tag);
    }
    pool_free(pictures->pool);
    free(pictures->items);
    free(pictures->folder);
    free(pictures);
}

void page_pictures_add(struct page_pictures *pictures, const struct uuid *page)
{
    for (size_t i = pictures->count; i > 0; i--)
        if (uuid_equal(&pictures->items[i - 1].page, page))
            return;
    *ARRAY_ADD(pictures) = (struct picture){.page = *page};
}

const struct uuid *page_pictures_peek(const struct page_pictures *pictures, size_t index)
{
    return index < pictures->count ? &pictures->items[index].page : NULL;
}

size_t page_pictures_count(const struct page_pictures *pictures)
{
    return pictures->count;
}

size_t page_pictures_done(const struct page_pictures *pictures)
{
    return pictures->done;
}

static void tell_aside(struct page_pictures *pictures, const struct uuid *page,
                       const struct err *why)
{
    struct event event = {.kind = EVENT_PAGE_ASIDE, .page = *page, .failure = *why};
    uuid_show(page, event.where);
    if (pictures->events)
        events_push(pictures->events, &event);
}

/* How the page lies, as it was read; nothing when it was not. */
static enum err_code load_view(struct page_pictures *pictures, const struct uuid *page,
                               struct view *ret, struct err *err)
{
    struct arena *arena = arena_new();
    struct err local = {0};
    struct page_text kept;
    struct text_page text;
    json_t *json = NULL;
    enum err_code code = text_get(pictures->store, page, arena, &kept, &json, &local);
    if (!code)
        code = text_page_from_json(json, arena, &text, &local);
    *ret = code ? (struct view){0} : text.view;
    ret->skew = 0; /* the picture is turned, not levelled */
    json_decref(json);
    arena_free(arena);
    if (!code || code == ERR_MISSING)
        return ERR_OK;
    if (err)
        *err = local;
    return code;
}

static enum err_code order_picture(struct page_pictures *pictures, size_t index, struct err *err)
{
    struct picture *page = &pictures->items[index];
    struct arena *arena = arena_new();
    struct page_facts facts;
    struct source_picture picture = {0};
    struct err failure = {0};
    size_t *tag = mem_new(1, sizeof *tag);
    *tag = index;
    enum err_code code = page_facts_get(pictures->store, &page->page, arena, &facts, err);
    if (!code)
        code = load_view(pictures, &page->page, &page->view, err);
    if (code) {
        free(tag);
    } else if (pixels_open(pictures->store, &facts, &picture, &failure)) {
        pool_submit_failed(pictures->pool, &failure, tag);
    } else {
        json_t *request = json_object();
        json_put_text(request, "op", "render");
        json_put_text(request, "name", facts.name);
        pixels_put(&facts, &picture, request);
        json_put_long(request, "turns", page->view.turns);
        json_put_text(request, "format", "jpeg");
        json_put_long(request, "quality", PICTURE_QUALITY);
        json_put_long(request, "dpi", PICTURE_DPI);
        pool_submit(pictures->pool, request, picture.fd, tag);
    }
    arena_free(arena);
    return code;
}

/* A picture that fails is only left out: the PDF of the entry is there. */
static enum err_code take_picture(struct page_pictures *pictures, struct pool_result *result,
                                  struct err *err)
{
    struct picture *page = &pictures->items[*(size_t *)result->tag];
    enum err_code code = ERR_OK;
    pictures->done++;
    if (result->err.code) {
        tell_aside(pictures, &page->page, &result->err);
    } else {
        struct str path = STR_INIT;
        str_format(&path, "%s/%04zu.jpg", pictures->folder, *(size_t *)result->tag + 1);
        long bytes = json_peek_long(result->reply, "bytes", 0);
        code = file_write_from_fd(str_peek(&path), result->fd, (uint64_t)bytes, FILE_REPLACE, err);
        page->made = !code;
        page->width = (int)json_peek_long(result->reply, "width", 0);
        page->height = (int)json_peek_long(result->reply, "height", 0);
        str_release(&path);
    }
    json_decref(result->reply);
    if (result->fd >= 0)
        close(result->fd);
    free(result->tag);
    return code;
}

enum err_code page_pictures_step(struct page_pictures *pictures, int timeout_ms, struct err *err)
{
    size_t window = PENDING_A_CHILD * pool_size(pictures->pool);
    struct pool_result result;
    enum err_code code = ERR_OK;
    while (!code && pictures->next < pictures->count && pool_pending(pictures->pool) < window)
        code = order_picture(pictures, pictures->next++, err);
    if (code)
        return code;
    if (!pool_pending(pictures->pool))
        return ERR_EMPTY;
    pool_step(pictures->pool, timeout_ms);
    while (!code && pool_take(pictures->pool, &result))
        code = take_picture(pictures, &result, err);
    return code;
}

/* ---- on the pages for browsers ---- */

static const struct picture *find_picture(const struct page_pictures *pictures,
                                          const struct uuid *page, size_t *ret_number)
{
    for (size_t i = 0; i < pictures->count; i++)
        if (pictures->items[i].made && uuid_equal(&pictures->items[i].page, page)) {
            *ret_number = i + 1;
            return &pictures->items[i];
        }
    return NULL;
}

/* A box of the page in the pixels of its picture. */
static struct rect piece_of(const struct picture *picture, const struct page_view *page,
                            struct rect box)
{
    int width, height;
    if (page->parts || picture->view.page_width < 1 || rect_empty(box))
        return (struct rect){0};
    view_size(&picture->view, &width, &height);
    struct rect upright = view_to_upright(&picture->view, page_box_to_picture(page, box));
    struct rect piece = rect_scale(upright, (double)picture->width / width);
    return rect_cut(rect_grow(piece, PIECE_MARGIN, PIECE_MARGIN),
                    (struct rect){0, 0, picture->width, picture->height});
}

enum err_code page_pictures_put(const struct page_pictures *pictures,
                                const struct record_view *view, struct arena *arena,
                                struct review_row *row, struct review_field *fields,
                                struct err *err)
{
    size_t number = 0;
    struct page page;
    const struct picture *picture = find_picture(pictures, &view->record.page, &number);
    if (!picture)
        return ERR_OK;
    enum err_code code = page_get(pictures->store, &view->record.page, arena, &page, err);
    if (code)
        return code;
    row->image = arena_format(arena, "anh/%04zu.jpg", number);
    row->image_width = picture->width;
    row->image_height = picture->height;
    for (size_t i = 0; i < view->field_count; i++)
        if (view->fields[i].proposed)
            fields[i].piece = piece_of(picture, &page.view, view->fields[i].proposed->box);
    return ERR_OK;
}
