/* SPDX-License-Identifier: Apache-2.0
 *
 * present/pictures: the thread that makes pictures, and the few that are kept. May include: base,
 * model, store, workflow.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/mem.h"
#include "model/text.h"
#include "present/picture.h"
#include "present/thumbs.h"
#include "store/derived.h"
#include "workflow/pixels.h"
#include "workflow/pool.h"
#include "workflow/setup.h"

struct wish {
    struct uuid page;
    int revision;
};

struct pictures {
    char *folder;
    int wake; /* eventfd: a picture has come */
    pthread_t thread;

    pthread_mutex_t lock; /* guards all below but kept */
    pthread_cond_t asked;
    struct wish wishes[PICTURES_KEPT]; /* the most urgent first */
    size_t wish_count;
    struct wish at_work; /* revision 0 = nothing */
    struct picture *come[PICTURES_KEPT];
    size_t come_count;
    bool end;

    struct picture *kept[PICTURES_KEPT]; /* drawing thread only; the newest use first */
    size_t kept_count;
    struct thumbs thumbs; /* drawing thread only */
};

static bool is_for(const struct wish *wish, const struct uuid *page, int revision)
{
    return wish->revision == revision && uuid_equal(&wish->page, page);
}

/* ---- making one (on the thread) ---- */

struct maker {
    struct store *store;
    struct pool *pool;
};

/* What the last reading knows of the page: how it was turned, how large it is. */
static bool read_view(struct maker *maker, const struct uuid *page, struct arena *arena,
                      struct view *ret)
{
    struct page_text kept;
    struct text_page text;
    json_t *json = NULL;
    bool known = text_get(maker->store, page, arena, &kept, &json, NULL) == ERR_OK &&
                 text_page_from_json(json, arena, &text, NULL) == ERR_OK;
    json_decref(json);
    if (known)
        *ret = text.view;
    return known;
}

static enum err_code ask_worker(struct maker *maker, const struct page_facts *facts, int turns,
                                struct bytes *ret_new, struct err *err)
{
    struct source_picture source;
    int answer = -1;
    json_t *request = json_object(), *reply = NULL;
    enum err_code code = pixels_open(maker->store, facts, &source, err);
    if (code) {
        json_decref(request);
        return code;
    }
    json_put_text(request, "op", "render");
    json_put_text(request, "name", facts->name);
    json_put_text(request, "format", "pnm");
    json_put_double(request, "dpi", 200);
    json_put_long(request, "turns", turns);
    pixels_put(facts, &source, request);
    code = pool_call(maker->pool, request, source.fd, &reply, &answer, err);
    if (!code)
        code = file_read_fd(answer, (size_t)IMAGE_PIXELS_MAX * 3, facts->name, ret_new, err);
    if (answer >= 0)
        close(answer);
    json_decref(reply);
    return code;
}

/* Pixels of level 0 a pixel of the page, from the size that the reading found. */
static void set_scale(struct picture *picture, const struct page_facts *facts,
                      const struct view *view)
{
    struct rect region = facts->page.view.region;
    int width = rect_empty(region) ? view->page_width : region.w;
    int height = rect_empty(region) ? view->page_height : region.h;
    int shown = picture->turns % 2 ? height : width;
    if (shown > 0)
        picture->scale = (double)picture->levels[0].width / shown;
}

static enum err_code make(struct maker *maker, const struct wish *wish, struct picture *ret,
                          struct err *err)
{
    struct arena *arena = arena_new();
    struct page_facts facts;
    struct bytes bytes = {0};
    struct view view = {0};
    enum err_code code = page_facts_get(maker->store, &wish->page, arena, &facts, err);
    if (code)
        goto out;
    bool known = read_view(maker, &wish->page, arena, &view);
    int turns = facts.page.view.turns >= 0 ? facts.page.view.turns : view.turns;
    code = ask_worker(maker, &facts, turns, &bytes, err);
    if (!code)
        code = picture_from_pnm(bytes.data, bytes.length, ret, err);
    if (code)
        goto out;
    ret->turns = turns;
    ret->region = facts.page.view.region;
    if (known)
        set_scale(ret, &facts, &view);
out:
    bytes_release(&bytes);
    arena_free(arena);
    return code;
}

static enum err_code maker_open(struct maker *maker, const char *folder, struct err *err)
{
    enum err_code code = maker->store ? ERR_OK : store_open(folder, &maker->store, err);
    if (!code && !maker->pool)
        code = setup_prober(1, &maker->pool, err);
    return code;
}

/* ---- the thread ---- */

static bool next_wish(struct pictures *pictures, struct wish *ret)
{
    pthread_mutex_lock(&pictures->lock);
    pictures->at_work = (struct wish){0};
    while (!pictures->end && pictures->wish_count == 0)
        pthread_cond_wait(&pictures->asked, &pictures->lock);
    bool more = !pictures->end;
    if (more) {
        *ret = pictures->at_work = pictures->wishes[0];
        pictures->wish_count--;
        for (size_t i = 0; i < pictures->wish_count; i++)
            pictures->wishes[i] = pictures->wishes[i + 1];
    }
    pthread_mutex_unlock(&pictures->lock);
    return more;
}

static void hand_over(struct pictures *pictures, struct picture *picture)
{
    uint64_t one = 1;
    struct picture *dropped = picture;
    pthread_mutex_lock(&pictures->lock);
    if (pictures->come_count < PICTURES_KEPT) {
        pictures->come[pictures->come_count++] = picture;
        dropped = NULL;
    }
    pthread_mutex_unlock(&pictures->lock);
    if (dropped) {
        picture_release(dropped);
        free(dropped);
    }
    if (write(pictures->wake, &one, sizeof one) < 0)
        log_warn("present", "the picture thread cannot wake the screen");
}

static void *work(void *context)
{
    struct pictures *pictures = context;
    struct maker maker = {0};
    struct wish wish;
    while (next_wish(pictures, &wish)) {
        struct picture *picture = mem_new(1, sizeof *picture);
        struct err err = {0};
        enum err_code code = maker_open(&maker, pictures->folder, &err);
        if (!code)
            code = make(&maker, &wish, picture, &err);
        picture->page = wish.page;
        picture->revision = wish.revision;
        if (code)
            picture->failure = err;
        hand_over(pictures, picture);
    }
    pool_free(maker.pool);
    store_close(maker.store);
    return NULL;
}

/* ---- the drawing thread ---- */

enum err_code pictures_new(const char *folder, struct pictures **ret_new, struct err *err)
{
    struct pictures *pictures = mem_new(1, sizeof *pictures);
    pictures->folder = mem_copy_text(folder);
    pictures->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&pictures->lock, NULL);
    pthread_cond_init(&pictures->asked, NULL);
    if (pictures->wake < 0 || pthread_create(&pictures->thread, NULL, work, pictures) != 0) {
        if (pictures->wake >= 0)
            close(pictures->wake);
        free(pictures->folder);
        free(pictures);
        return err_set(err, ERR_NOMEM, 1952,
                       _("the computer has no room for another task; close other programs"));
    }
    *ret_new = pictures;
    return ERR_OK;
}

static void drop(struct picture *picture)
{
    picture_release(picture);
    free(picture);
}

void pictures_free(struct pictures *pictures)
{
    if (!pictures)
        return;
    pthread_mutex_lock(&pictures->lock);
    pictures->end = true;
    pthread_cond_signal(&pictures->asked);
    pthread_mutex_unlock(&pictures->lock);
    pthread_join(pictures->thread, NULL);
    for (size_t i = 0; i < pictures->come_count; i++)
        drop(pictures->come[i]);
    for (size_t i = 0; i < pictures->kept_count; i++)
        drop(pictures->kept[i]);
    thumbs_release(&pictures->thumbs);
    pthread_cond_destroy(&pictures->asked);
    pthread_mutex_destroy(&pictures->lock);
    close(pictures->wake);
    free(pictures->folder);
    free(pictures);
}

int pictures_fd(const struct pictures *pictures)
{
    return pictures->wake;
}

/* Index in kept; kept_count = not there. */
static size_t kept_index(const struct pictures *pictures, const struct uuid *page, int revision)
{
    size_t at = 0;
    while (at < pictures->kept_count && !(pictures->kept[at]->revision == revision &&
                                          uuid_equal(&pictures->kept[at]->page, page)))
        at++;
    return at;
}

/* In the place of an older one of the same page, else of the one that was used longest ago. */
static void keep(struct pictures *pictures, struct picture *picture)
{
    size_t at = kept_index(pictures, &picture->page, picture->revision);
    if (at == PICTURES_KEPT)
        at--;
    if (at < pictures->kept_count)
        drop(pictures->kept[at]);
    else
        pictures->kept_count++;
    for (; at > 0; at--)
        pictures->kept[at] = pictures->kept[at - 1];
    pictures->kept[0] = picture;
    thumbs_add(&pictures->thumbs, picture);
}

bool pictures_step(struct pictures *pictures)
{
    struct picture *come[PICTURES_KEPT];
    uint64_t count;
    if (read(pictures->wake, &count, sizeof count) < 0)
        return false;
    pthread_mutex_lock(&pictures->lock);
    size_t come_count = pictures->come_count;
    for (size_t i = 0; i < come_count; i++)
        come[i] = pictures->come[i];
    pictures->come_count = 0;
    pthread_mutex_unlock(&pictures->lock);
    for (size_t i = 0; i < come_count; i++)
        keep(pictures, come[i]);
    return come_count > 0;
}

static void ask(struct pictures *pictures, const struct uuid *page, int revision, bool first)
{
    struct wish wish = {*page, revision};
    pthread_mutex_lock(&pictures->lock);
    bool coming = is_for(&pictures->at_work, page, revision);
    for (size_t i = 0; i < pictures->come_count; i++)
        coming = coming || (pictures->come[i]->revision == revision &&
                            uuid_equal(&pictures->come[i]->page, page));
    size_t at = 0;
    while (at < pictures->wish_count && !is_for(&pictures->wishes[at], page, revision))
        at++;
    bool asked = at < pictures->wish_count;
    if (!coming && (first || !asked)) {
        if (!asked && pictures->wish_count < PICTURES_KEPT)
            at = pictures->wish_count++;
        else if (!asked)
            at = pictures->wish_count - 1; /* the least urgent gives way */
        for (; first && at > 0; at--)
            pictures->wishes[at] = pictures->wishes[at - 1];
        pictures->wishes[at] = wish;
        pthread_cond_signal(&pictures->asked);
    }
    pthread_mutex_unlock(&pictures->lock);
}

const struct picture *pictures_peek(struct pictures *pictures, const struct uuid *page,
                                    int revision)
{
    size_t at = kept_index(pictures, page, revision);
    if (at == pictures->kept_count) {
        ask(pictures, page, revision, true);
        return NULL;
    }
    struct picture *found = pictures->kept[at];
    for (; at > 0; at--)
        pictures->kept[at] = pictures->kept[at - 1];
    pictures->kept[0] = found;
    if (found->stale)
        ask(pictures, page, revision, false);
    return found;
}

void pictures_want(struct pictures *pictures, const struct uuid *page, int revision)
{
    if (kept_index(pictures, page, revision) == pictures->kept_count)
        ask(pictures, page, revision, false);
}

void pictures_renew(struct pictures *pictures, const struct uuid *page)
{
    for (size_t i = 0; i < pictures->kept_count; i++)
        if (uuid_equal(&pictures->kept[i]->page, page))
            pictures->kept[i]->stale = true;
    thumbs_renew(&pictures->thumbs, page);
}

const struct picture *pictures_thumb(struct pictures *pictures, const struct uuid *page,
                                     int revision, bool wanted)
{
    const struct picture *thumb = thumbs_peek(&pictures->thumbs, page, revision);
    if ((!thumb || thumb->stale) && wanted)
        ask(pictures, page, revision, false);
    return thumb;
}
