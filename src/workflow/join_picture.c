/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/join_picture: the picture of a joined page: made by a worker, kept as a derived file;
 * and the ways between its pixels and those of the halves. May include: base, model, store.
 */
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "store/derived.h"
#include "workflow/join_part.h"
#include "workflow/pool.h"
#include "workflow/setup.h"

/* ---- the worker ---- */

static json_t *half_request(const struct half *half, const struct source_picture *picture)
{
    json_t *request = json_object();
    json_put_text(request, "name", half->facts.name);
    pixels_put(&half->facts, picture, request);
    json_put_long(request, "turns", half->turns);
    return request;
}

static enum err_code ask(const struct join_call *call, const struct source_picture pictures[2],
                         json_t **ret_reply_new, int *ret_fd, struct err *err)
{
    struct pool *pool = NULL;
    json_t *request = json_object();
    json_put_text(request, "op", "join");
    json_put_text(request, "name", call->left->facts.name);
    json_put_new(request, "left", half_request(call->left, &pictures[0]));
    json_put_new(request, "right", half_request(call->right, &pictures[1]));
    if (call->parts)
        json_put_new(request, "fit", json_deep_copy(json_peek_object(call->parts, "fit")));
    if (call->beside)
        json_put_bool(request, "beside", true);
    json_put_text(request, "format", call->format);
    json_put_long(request, "quality", JOIN_QUALITY);
    json_put_double(request, "dpi", call->dpi);
    enum err_code code = setup_prober(1, &pool, err);
    if (!code) {
        code = pool_call_pair(pool, request, pictures[0].fd, pictures[1].fd, ret_reply_new, ret_fd,
                              err);
    } else {
        json_decref(request);
        close(pictures[0].fd);
        close(pictures[1].fd);
    }
    pool_free(pool);
    return code;
}

enum err_code join_ask(struct store *store, const struct join_call *call, json_t **ret_reply_new,
                       int *ret_fd, struct err *err)
{
    struct source_picture pictures[2] = {{.fd = -1}, {.fd = -1}};
    enum err_code code = pixels_open(store, &call->left->facts, &pictures[0], err);
    if (!code)
        code = pixels_open(store, &call->right->facts, &pictures[1], err);
    if (!code)
        return ask(call, pictures, ret_reply_new, ret_fd, err);
    if (pictures[0].fd >= 0)
        close(pictures[0].fd);
    return code;
}

/* ---- parts ---- */

static const json_t *part_at(const json_t *parts, size_t index)
{
    return json_array_get(json_peek_array(parts, "parts"), index);
}

enum err_code join_halves(struct store *store, const json_t *parts, struct arena *arena,
                          struct half ret[2], struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < 2 && !code; i++) {
        const json_t *part = part_at(parts, i);
        const char *text = json_peek_text(part, "page");
        struct uuid page = {0};
        if (text)
            (void)uuid_parse(text, &page);
        struct half *half = &ret[i];
        half->turns = (int)json_peek_long(part, "turns", 0);
        code = page_facts_get(store, &page, arena, &half->facts, err);
        if (!code)
            code = page_revision_get(store, &page, (int)json_peek_long(part, "revision", 0), arena,
                                     &half->facts.page.view, err);
        if (!code)
            code =
                master_get(store, &half->facts.page.view.master, arena, &half->facts.master, err);
    }
    return code;
}

/* ---- kept ---- */

static void picture_key(const char *parts, struct digest *ret)
{
    const char *const names[] = {"join", parts, SOHOA_VERSION, NULL};
    derived_key(names, ret);
}

enum err_code join_keep(struct store *store, const char *parts, int fd, struct err *err)
{
    struct digest key;
    struct bytes bytes = {0};
    picture_key(parts, &key);
    enum err_code code = file_read_fd(fd, MASTER_BYTES_MAX, "joined page", &bytes, err);
    if (!code)
        code = derived_put(store, &key, "jpg", bytes.data, bytes.length, err);
    bytes_release(&bytes);
    return code;
}

static enum err_code make_again(struct store *store, const char *text, int *ret_fd, struct err *err)
{
    struct arena *arena = arena_new();
    struct half halves[2];
    json_t *parts = NULL, *reply = NULL;
    int fd = -1;
    enum err_code code = json_parse(text, strlen(text), "parts", &parts, err);
    if (!code)
        code = join_halves(store, parts, arena, halves, err);
    struct join_call call = {
        .left = &halves[0], .right = &halves[1], .parts = parts, .format = "jpeg"};
    if (!code)
        code = join_ask(store, &call, &reply, &fd, err);
    if (!code)
        code = join_keep(store, text, fd, err);
    if (!code)
        *ret_fd = fd;
    else if (fd >= 0)
        close(fd);
    json_decref(reply);
    json_decref(parts);
    arena_free(arena);
    return code;
}

enum err_code join_open(struct store *store, const struct page *page, int *ret_fd, struct err *err)
{
    struct digest key;
    struct bytes bytes = {0};
    struct err missing = {0};
    picture_key(page->view.parts, &key);
    enum err_code code = derived_get(store, &key, "jpg", &bytes, &missing);
    if (code == ERR_MISSING)
        return make_again(store, page->view.parts, ret_fd, err);
    if (!code)
        code = file_memory_new("joined page", bytes.data, bytes.length, ret_fd, err);
    else if (err)
        *err = missing;
    bytes_release(&bytes);
    return code;
}

/* ---- places ---- */

struct placing { /* of a half's picture in the joined one */
    double a, b, dx, dy;
    int seam; /* x in the joined picture */
};

static struct placing placing_of(const json_t *parts, int side)
{
    const json_t *fit = json_peek_object(parts, "fit");
    double x = (double)json_peek_long(fit, "x", 0), y = (double)json_peek_long(fit, "y", 0);
    struct placing placing = {1, 0, x, y, (int)(json_peek_long(fit, "seam", 0) + lround(x))};
    if (side == 1) {
        placing.a = (double)json_peek_long(fit, "a", 0) / 1e9;
        placing.b = (double)json_peek_long(fit, "b", 0) / 1e9;
        placing.dx += (double)json_peek_long(fit, "dx", 0) / 1000;
        placing.dy += (double)json_peek_long(fit, "dy", 0) / 1000;
    }
    return placing;
}

/* The box round the four corners, where each went. */
static struct rect box_through(const struct placing *placing, bool back, struct rect box)
{
    double square = placing->a * placing->a + placing->b * placing->b;
    double low[2] = {0}, high[2] = {0};
    for (int corner = 0; corner < 4; corner++) {
        double x = box.x + (corner & 1 ? box.w : 0), y = box.y + (corner & 2 ? box.h : 0);
        double at[2] = {placing->a * x - placing->b * y + placing->dx,
                        placing->b * x + placing->a * y + placing->dy};
        if (back) {
            double u = x - placing->dx, v = y - placing->dy;
            at[0] = (placing->a * u + placing->b * v) / square;
            at[1] = (placing->a * v - placing->b * u) / square;
        }
        for (int i = 0; i < 2; i++) {
            low[i] = corner && low[i] < at[i] ? low[i] : at[i];
            high[i] = corner && high[i] > at[i] ? high[i] : at[i];
        }
    }
    int x = (int)floor(low[0]), y = (int)floor(low[1]);
    return (struct rect){x, y, (int)ceil(high[0]) - x, (int)ceil(high[1]) - y};
}

/* How the half's picture was turned before it was joined. */
static struct view turned_view(const json_t *part)
{
    struct view view = {.turns = (int)json_peek_long(part, "turns", 0)};
    int width = (int)json_peek_long(part, "width", 0);
    int height = (int)json_peek_long(part, "height", 0);
    view.page_width = view.turns % 2 ? height : width;
    view.page_height = view.turns % 2 ? width : height;
    return view;
}

struct rect join_box_from_half(const json_t *parts, const struct half *half, int side,
                               struct rect box)
{
    struct placing placing = placing_of(parts, side);
    struct view view = turned_view(part_at(parts, (size_t)side));
    if (rect_empty(box))
        return box;
    box = page_box_to_picture(&half->facts.page.view, box);
    return box_through(&placing, false, view_to_upright(&view, box));
}

static struct page_view part_view(const json_t *part)
{
    struct page_view view = {.frame = (int)json_peek_long(part, "frame", 0)};
    const json_t *region = json_peek_array(part, "region");
    const char *master = json_peek_text(part, "master");
    int *const slots[] = {&view.region.x, &view.region.y, &view.region.w, &view.region.h};
    for (size_t i = 0; i < 4; i++)
        *slots[i] = (int)json_integer_value(json_array_get(region, i));
    if (master)
        (void)digest_parse(master, &view.master);
    return view;
}

void join_source(const json_t *parts, struct rect box, struct join_source *ret)
{
    struct placing placing = placing_of(parts, 0);
    int side = box.x + box.w / 2 >= placing.seam;
    const json_t *part = part_at(parts, (size_t)side);
    const char *page = json_peek_text(part, "page");
    struct page_view half = part_view(part);
    struct view view = turned_view(part);
    placing = placing_of(parts, side);
    *ret = (struct join_source){
        .revision = (int)json_peek_long(part, "revision", 0),
        .master = half.master,
        .frame = half.frame,
        .box = page_box_from_picture(&half, view_to_page(&view, box_through(&placing, true, box))),
    };
    if (page)
        (void)uuid_parse(page, &ret->page);
}
