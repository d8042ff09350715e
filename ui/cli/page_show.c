/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/page_show: `sohoa page show PAGE`: where a page stands, its revisions, its picture. May
 * include: base, model, store, workflow.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "cli/command.h"
#include "cli/open.h"
#include "workflow/pixels.h"
#include "workflow/pool.h"
#include "workflow/setup.h"
#include "workflow/stage.h"

enum { PICTURE_DPI = 150 };

static json_t *view_json(const struct page_view *view, int number)
{
    char hash[DIGEST_TEXT_SIZE];
    json_t *json = json_object(), *parts = NULL;
    digest_show(&view->master, hash);
    json_put_long(json, "revision", number);
    json_put_text(json, "master", hash);
    json_put_long(json, "frame", view->frame);
    json_put_new(json, "region",
                 rect_empty(view->region) ? json_null()
                                          : json_pack("[i,i,i,i]", view->region.x, view->region.y,
                                                      view->region.w, view->region.h));
    json_put_new(json, "turn",
                 view->turns == PAGE_TURNS_UNKNOWN ? json_null() : json_integer(view->turns * 90));
    if (view->parts && !json_parse(view->parts, strlen(view->parts), "parts", &parts, NULL))
        json_put_new(json, "joined", parts);
    return json;
}

static enum err_code revisions_json(struct store *store, const struct page *page,
                                    struct arena *arena, json_t **ret_new, struct err *err)
{
    json_t *list = json_array();
    enum err_code code = ERR_OK;
    for (int i = 1; i <= page->revision && !code; i++) {
        struct page_view view;
        code = page_revision_get(store, &page->id, i, arena, &view, err);
        if (!code)
            json_array_append_new(list, view_json(&view, i));
    }
    *ret_new = list;
    return code;
}

static void print_revisions(const json_t *list)
{
    json_t *item;
    size_t i;
    json_array_foreach (list, i, item)
        cli_print(_("  revision %ld: %.8s, page %ld of the file%s"),
                  json_peek_long(item, "revision", 0), json_peek_text(item, "master"),
                  json_peek_long(item, "frame", 0) + 1,
                  json_peek_object(item, "joined")                 ? _(", joined from two halves")
                  : json_is_array(json_object_get(item, "region")) ? _(", a part of the image")
                                                                   : "");
}

static enum err_code print_page(const struct cli *cli, struct store *store,
                                const struct page_facts *facts, struct arena *arena,
                                struct err *err)
{
    char id[UUID_TEXT_SIZE];
    json_t *list = NULL;
    enum err_code code = revisions_json(store, &facts->page, arena, &list, err);
    uuid_show(&facts->page.id, id);
    if (!code && cli->json) {
        json_t *json = json_object();
        json_put_text(json, "page", id);
        json_put_text(json, "name", facts->name);
        json_put_long(json, "position", facts->page.position);
        json_put_text(json, "state", page_state_name(facts->page.state));
        json_put_text(json, "reason", facts->page.reason);
        json_put_new(json, "revisions", json_incref(list));
        cli_json_line(json);
    } else if (!code) {
        cli_print("%s  %s  %s", id, facts->name, page_state_title(facts->page.state));
        print_revisions(list);
    }
    json_decref(list);
    return code;
}

static enum err_code write_picture(struct store *store, const struct page_facts *facts,
                                   const char *path, struct err *err)
{
    struct pool *pool = NULL;
    struct bytes bytes = {0};
    json_t *reply = NULL, *request = json_object();
    struct source_picture source = {.fd = -1};
    int picture = -1, turns = facts->page.view.turns;
    enum err_code code = pixels_open(store, facts, &source, err);
    if (!code)
        code = setup_prober(1, &pool, err);
    json_put_text(request, "op", "render");
    json_put_text(request, "name", facts->name);
    pixels_put(facts, &source, request);
    json_put_long(request, "turns", turns > 0 ? turns : 0);
    json_put_text(request, "format", "png");
    json_put_long(request, "dpi", PICTURE_DPI);
    if (!code)
        code = pool_call(pool, json_incref(request), source.fd, &reply, &picture, err);
    if (!code)
        code = file_read_fd(picture, MASTER_BYTES_MAX, "picture", &bytes, err);
    if (!code)
        code = file_write(path, bytes.data, bytes.length, FILE_REPLACE, err);
    if (picture >= 0)
        close(picture);
    bytes_release(&bytes);
    json_decref(request);
    json_decref(reply);
    pool_free(pool);
    return code;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    struct arena *arena = arena_new();
    struct page_facts facts;
    struct uuid id;
    const char *picture = cli_option(cli, "png");
    enum err_code code = open_office(cli, &office, err);
    if (!code)
        code = open_page(office, cli->arguments[0], &id, err);
    if (!code)
        code = page_facts_get(office_store(office), &id, arena, &facts, err);
    if (!code)
        code = print_page(cli, office_store(office), &facts, arena, err);
    if (!code && picture)
        code = write_picture(office_store(office), &facts, picture, err);
    office_close(office);
    arena_free(arena);
    return code;
}

static const struct option_spec options[] = {
    {"png", N_("FILE"), N_("write its picture")},
    {0},
};

const struct command command_page_show = {
    .name = "page show",
    .arguments = N_("PAGE"),
    .summary = N_("show where a page comes from"),
    .example = "sohoa page show \"Đợt 1:12\" --png trang.png",
    .options = options,
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};
