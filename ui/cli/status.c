/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/status: `sohoa status`: how far the work is. May include: model, workflow.
 */
#include "cli/command.h"
#include "cli/open.h"
#include "model/record.h"
#include "store/quality.h"
#include "workflow/stage.h"

static json_t *counts_json(const long *counts, int states, const char *(*name)(int))
{
    json_t *json = json_object();
    for (int i = 0; i < states; i++)
        json_put_long(json, name(i), counts[i]);
    return json;
}

static const char *page_name(int state)
{
    return page_state_name((enum page_state)state);
}

static const char *record_name(int state)
{
    return record_state_name((enum record_state)state);
}

static void print_json(const struct store *store, const struct store_stats *stats, long rescan)
{
    char id[UUID_TEXT_SIZE];
    json_t *json = json_object();
    uuid_show(store_peek_station(store), id);
    json_put_text(json, "store", store_peek_folder(store));
    json_put_text(json, "station", id);
    json_put_bool(json, "practice", store_practice(store));
    json_put_long(json, "batches", stats->batches);
    json_put_long(json, "masters", stats->masters);
    json_put_long(json, "pages", stats->pages);
    json_put_new(json, "pages_by_state",
                 counts_json(stats->pages_by_state, PAGE_STATE_COUNT, page_name));
    json_put_long(json, "rescan", rescan);
    json_put_long(json, "records", stats->records);
    json_put_new(json, "records_by_state",
                 counts_json(stats->records_by_state, RECORD_STATE_COUNT, record_name));
    json_put_long(json, "records_to_look", stats->records_to_look);
    json_put_long(json, "rows_waiting", stats->rows_waiting);
    json_put_long(json, "versions", stats->versions);
    json_put_long(json, "audits", stats->audits);
    json_put_long(json, "master_bytes", stats->master_bytes);
    json_put_long(json, "free_bytes", stats->free_bytes);
    cli_json_line(json);
}

static void print_text(const struct store *store, const struct store_stats *stats, long rescan)
{
    cli_print("%s%s", store_peek_folder(store), store_practice(store) ? "  · LUYỆN TẬP" : "");
    cli_print(_("batches: %ld, pages: %ld, records: %ld"), stats->batches, stats->pages,
              stats->records);
    for (int i = 0; i < PAGE_STATE_COUNT; i++)
        if (stats->pages_by_state[i])
            cli_print(_("  pages %s: %ld"), page_state_title((enum page_state)i),
                      stats->pages_by_state[i]);
    if (rescan)
        cli_print(_("  pages to scan again: %ld (see: sohoa rescan list)"), rescan);
    for (int i = 0; i < RECORD_STATE_COUNT; i++)
        if (stats->records_by_state[i])
            cli_print(_("  records %s: %ld"), record_state_title((enum record_state)i),
                      stats->records_by_state[i]);
    if (stats->records_to_look)
        cli_print(_("  records to look at again: %ld (sohoa records --look)"),
                  stats->records_to_look);
    if (stats->rows_waiting)
        cli_print(_("  rows that wait to become records: %ld (sohoa records --waiting)"),
                  stats->rows_waiting);
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    struct store_stats stats;
    long rescan = 0;
    enum err_code code = open_office(cli, &office, err);
    if (!code)
        code = store_stats_get(office_store(office), &stats, err);
    if (!code)
        code = rescan_count(office_store(office), NULL, &rescan, err);
    if (!code && cli->json)
        print_json(office_store(office), &stats, rescan);
    else if (!code)
        print_text(office_store(office), &stats, rescan);
    office_close(office);
    return code;
}

const struct command command_status = {
    .name = "status",
    .arguments = "",
    .summary = N_("how far the work is"),
    .example = "sohoa status",
    .run = run,
};
