/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/scrub: `sohoa scrub`: the image files read again, some at a time, each against its hash. May
 * include: base, store.
 */
#include "store/scrub.h"

#include "base/clock.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/progress.h"

static enum err_code read_some(struct cli *cli, struct store *store, int64_t until_us,
                               long *ret_read, struct err *err)
{
    enum err_code code = ERR_OK;
    struct scrub_state state = {0};
    code = scrub_state_get(store, &state, err);
    while (!code && clock_monotonic_us() < until_us) {
        struct scrub_step step;
        progress_show(_("checking"), (size_t)(state.done + *ret_read), (size_t)state.total);
        code = cli_check_stop(cli, err);
        if (!code)
            code = scrub_next(store, &step, err);
        *ret_read += !code;
    }
    progress_clear();
    return code == ERR_EMPTY ? ERR_OK : code;
}

static void print_fault(const struct cli *cli, const struct scrub_fault *fault)
{
    char hex[DIGEST_TEXT_SIZE];
    bool missing = fault->kind[0] == 'm';
    digest_show(&fault->master, hex);
    if (!cli->json) {
        cli_print(missing ? _("missing: %s (%s)") : _("damaged: %s (%s)"),
                  fault->origin ? fault->origin : "-", hex);
        return;
    }
    json_t *json = json_object();
    json_put_text(json, "master", hex);
    json_put_text(json, "fault", fault->kind);
    json_put_text(json, "origin", fault->origin);
    cli_json_line(json);
}

static void summarise(const struct cli *cli, const struct scrub_state *state, long read)
{
    if (cli->json) {
        json_t *json = json_object();
        json_put_long(json, "read", read);
        json_put_long(json, "done", state->done);
        json_put_long(json, "total", state->total);
        json_put_bool(json, "round_ended", state->done == 0);
        json_put_long(json, "faults", state->faults);
        cli_json_line(json);
        return;
    }
    if (state->done)
        cli_print(_("image files read now: %ld; of this round: %ld of %ld; the next start goes on"),
                  read, state->done, state->total);
    else
        cli_print(_("image files read now: %ld; all %ld have been read"), read, state->total);
    if (state->faults)
        cli_print(_("bring them back with: sohoa restore DIR --mend (DIR: the stick of the last "
                    "backup)"));
}

static enum err_code tell(const struct cli *cli, struct store *store, long read, struct err *err)
{
    struct arena *arena = arena_new();
    struct scrub_fault *faults = NULL;
    struct scrub_state state = {0};
    size_t count = 0;
    enum err_code code = scrub_fault_list(store, arena, &faults, &count, err);
    if (!code)
        code = scrub_state_get(store, &state, err);
    for (size_t i = 0; !code && i < count; i++)
        print_fault(cli, &faults[i]);
    if (!code)
        summarise(cli, &state, read);
    arena_free(arena);
    return code || !count ? code : ERR_PART;
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    long seconds = 0, read = 0;
    enum err_code code = cli_number(cli, "seconds", 1, 1000000, 0, &seconds, err);
    if (!code)
        code = open_office(cli, &office, err);
    int64_t until = seconds ? clock_monotonic_us() + seconds * 1000000LL : INT64_MAX;
    if (!code)
        code = read_some(cli, office_store(office), until, &read, err);
    if (!code)
        code = tell(cli, office_store(office), read, err);
    office_close(office);
    return code;
}

static const struct option_spec options[] = {
    {"seconds", "N", N_("stop after so many seconds; the next start goes on there")},
    {0},
};

const struct command command_scrub = {
    .name = "scrub",
    .arguments = "",
    .summary = N_("read the image files again and list those that are damaged or missing"),
    .example = "sohoa scrub --seconds 60",
    .options = options,
    .run = run,
};
