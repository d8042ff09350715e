/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/trial: see the header. May include: base, model, store.
 */
#include "workflow/trial.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "workflow/page_place.h"
#include "workflow/pixels.h"
#include "workflow/profile.h"
#include "workflow/setup.h"

struct running {
    struct store *store;
    const struct trial_order *order;
    struct arena *arena;
    struct page_facts facts;
    struct rect region; /* of (master, frame); empty = all */
    int turns;
    struct pool *pool;
    char *folder; /* of the pictures of the steps, while it runs */
    struct trial *trial;
};

/* A strip of the upright page. */
static enum err_code find_region(struct running *run, struct err *err)
{
    struct page_view page;
    struct view view;
    int width = 0, height = 0;
    enum err_code code =
        page_place_get(run->store, &run->order->page, run->arena, &page, &view, err);
    if (code)
        return code;
    run->turns = view.turns;
    run->region = page.region;
    view_size(&view, &width, &height);
    if (run->order->parts <= 1 || width == 0)
        return ERR_OK;
    struct rect strip = {0, height * run->order->part / run->order->parts, width,
                         height / run->order->parts};
    run->region = page_box_from_picture(&page, view_to_page(&view, strip));
    return ERR_OK;
}

/* The picture of the page and a request about the strip of it. */
static enum err_code open_page(struct running *run, const char *op, struct source_picture *ret,
                               json_t **ret_new, struct err *err)
{
    struct page_facts facts = run->facts;
    enum err_code code = pixels_open(run->store, &run->facts, ret, err);
    if (code)
        return code;
    json_t *request = json_object();
    facts.page.view.region = run->region;
    json_put_text(request, "op", op);
    json_put_text(request, "name", facts.name);
    json_put_long(request, "turns", run->turns);
    pixels_put(&facts, ret, request);
    *ret_new = request;
    return ERR_OK;
}

static enum err_code take_answer(struct running *run, const char *name, json_t *request, int fd,
                                 struct err *err)
{
    struct trial_step *step = &run->trial->steps[run->trial->step_count];
    json_t *reply = NULL;
    int answer = -1;
    json_put_text(request, "format", "pnm");
    enum err_code code = pool_call(run->pool, request, fd, &reply, &answer, err);
    if (!code)
        code = file_read_fd(answer, (size_t)IMAGE_PIXELS_MAX * 3, name, &step->pnm, err);
    if (answer >= 0)
        close(answer);
    json_decref(reply);
    if (code)
        return code;
    step->name = arena_copy_text(run->arena, name);
    run->trial->step_count++;
    return ERR_OK;
}

static enum err_code render_page(struct running *run, struct err *err)
{
    struct source_picture source;
    json_t *request = NULL;
    enum err_code code = open_page(run, "render", &source, &request, err);
    if (code)
        return code;
    json_put_double(request, "dpi", 150);
    return take_answer(run, "page", request, source.fd, err);
}

static enum err_code read_page(struct running *run, struct err *err)
{
    struct source_picture source;
    json_t *request = NULL, *reply = NULL, *want = json_array();
    enum err_code code = open_page(run, "read", &source, &request, err);
    json_array_append_new(want, json_string("text"));
    if (code) {
        json_decref(want);
        return code;
    }
    json_put_new(request, "want", want);
    json_put_text(request, "schema", "");
    json_put_text(request, "trace", run->folder);
    code = pool_call(run->pool, request, source.fd, &reply, NULL, err);
    if (!code)
        code =
            text_page_from_json(json_object_get(reply, "page"), run->arena, &run->trial->text, err);
    json_decref(reply);
    return code;
}

/* "03-dots.png" is what the step dots left. */
static enum err_code take_step(struct running *run, const char *file, struct err *err)
{
    const char *from = strchr(file, '-'), *end = strrchr(file, '.');
    if (!from || !end || end < from || run->trial->step_count == TRIAL_STEPS_MAX)
        return ERR_OK;
    const char *name = arena_copy_span(run->arena, from + 1, (size_t)(end - from - 1));
    char *path = file_join(run->folder, file);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    free(path);
    if (fd < 0)
        return ERR_OK; /* a step without a picture */
    json_t *request = json_object();
    json_put_text(request, "op", "render");
    json_put_text(request, "name", file);
    json_put_long(request, "frame", 0);
    json_put_long(request, "turns", 0);
    return take_answer(run, name, request, fd, err);
}

static enum err_code take_steps(struct running *run, struct err *err)
{
    char **names = NULL;
    enum err_code code = file_list(run->folder, &names, err);
    for (size_t i = 0; !code && names[i]; i++)
        code = take_step(run, names[i], err);
    file_list_free(names);
    return code;
}

static enum err_code run_all(struct running *run, struct err *err)
{
    enum err_code code =
        page_facts_get(run->store, &run->order->page, run->arena, &run->facts, err);
    if (!code)
        code = find_region(run, err);
    if (!code)
        code = setup_pool_of(run->order->profile, NULL, 1, true, &run->pool, err);
    if (!code)
        code = render_page(run, err);
    if (!code)
        code = read_page(run, err);
    if (!code)
        code = take_steps(run, err);
    json_t *described = NULL;
    if (!code)
        code = profile_describe(run->order->profile, &described, err);
    run->trial->params = json_incref(json_peek_array(described, "params"));
    json_decref(described);
    return code;
}

enum err_code trial_run(struct store *store, const struct trial_order *order, struct arena *arena,
                        struct trial *ret, struct err *err)
{
    struct trial trial = {0};
    struct running run = {.store = store, .order = order, .arena = arena, .trial = &trial};
    run.folder = file_join(store_peek_folder(store), "trial-XXXXXX");
    if (!mkdtemp(run.folder)) {
        enum err_code code =
            err_set(err, ERR_IO, 2837, _("no folder can be made in the store for a trial"));
        free(run.folder);
        return code;
    }
    enum err_code code = run_all(&run, err);
    pool_free(run.pool);
    if (file_remove_tree(run.folder, code ? NULL : err) && !code)
        code = ERR_IO;
    free(run.folder);
    if (code)
        trial_release(&trial);
    else
        *ret = trial;
    return code;
}

void trial_release(struct trial *trial)
{
    for (size_t i = 0; i < trial->step_count; i++)
        bytes_release(&trial->steps[i].pnm);
    json_decref(trial->params);
    *trial = (struct trial){0};
}
