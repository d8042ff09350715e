/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/batch_show: `sohoa batch show BATCH`: its pages. May include: base, store, workflow.
 */
#include "cli/command.h"
#include "cli/open.h"
#include "store/batch.h"
#include "store/page.h"
#include "workflow/batch_question.h"
#include "workflow/change.h"
#include "workflow/stage.h"

static json_t *page_json(const struct page *page, const struct record *records, size_t count)
{
    char id[UUID_TEXT_SIZE];
    long look = 0;
    json_t *json = json_object();
    for (size_t i = 0; i < count; i++)
        look += records[i].look != NULL;
    uuid_show(&page->id, id);
    json_put_long(json, "position", page->position);
    json_put_text(json, "page", id);
    json_put_text(json, "state", page_state_name(page->state));
    json_put_long(json, "revision", page->revision);
    json_put_bool(json, "joined", page->view.parts != NULL);
    json_put_long(json, "records", (long long)count);
    json_put_long(json, "look", look);
    json_put_text(json, "reason", page->reason);
    return json;
}

static void print_page(const struct cli *cli, const struct page *page, const struct record *records,
                       size_t count)
{
    json_t *json = page_json(page, records, count);
    if (cli->json) {
        cli_json_line(json);
        return;
    }
    long look = json_peek_long(json, "look", 0);
    cli_print(_("%4ld  %s  %s  records: %zu%s"), page->position, json_peek_text(json, "page"),
              page_state_title(page->state), count, look ? _("  · look again") : "");
    if (page->detail)
        cli_print("      %s", page->detail);
    json_decref(json);
}

static enum err_code show_some(const struct cli *cli, struct store *store, const struct uuid *batch,
                               long offset, size_t *ret_count, struct err *err)
{
    struct arena *arena = arena_new();
    struct page_filter filter = {.batch = batch, .offset = offset};
    struct page *pages = NULL;
    enum err_code code = page_list(store, &filter, arena, &pages, ret_count, err);
    for (size_t i = 0; i < *ret_count && !code; i++) {
        struct record *records = NULL;
        size_t count = 0;
        code = change_records_of(store, &pages[i].id, false, arena, &records, &count, err);
        if (!code)
            print_page(cli, &pages[i], records, count);
    }
    arena_free(arena);
    return code;
}

/* What is asked about the batch, if anything. */
static enum err_code show_question(const struct cli *cli, struct office *office,
                                   const struct uuid *batch, struct arena *arena, struct err *err)
{
    struct batch_question question;
    enum err_code code = batch_question_get(office, batch, arena, &question, err);
    if (code || question.kind == QUESTION_NONE)
        return code;
    if (cli->json) {
        json_t *json = json_object();
        json_put_text(json, "question", question_kind_name(question.kind));
        json_put_text(json, "found", question.found);
        json_put_text(json, "text", question.text);
        cli_json_line(json);
    } else {
        cli_print("? %s", question.text);
    }
    return ERR_OK;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    struct arena *arena = arena_new();
    struct batch batch;
    size_t count = STORE_LIST_MAX;
    enum err_code code = open_office(cli, &office, err);
    if (!code)
        code = batch_find(office_store(office), cli->arguments[0], arena, &batch, err);
    for (long offset = 0; !code && count == STORE_LIST_MAX; offset += STORE_LIST_MAX)
        code = show_some(cli, office_store(office), &batch.id, offset, &count, err);
    if (!code)
        code = show_question(cli, office, &batch.id, arena, err);
    office_close(office);
    arena_free(arena);
    return code;
}

const struct command command_batch_show = {
    .name = "batch show",
    .arguments = N_("BATCH"),
    .summary = N_("list the pages of a batch"),
    .example = "sohoa batch show \"Đợt 1\"",
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};
