/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/desk: opens the desk in a window, or in the terminal where there is no display. May include:
 * base, store, workflow.
 */
#include <stdlib.h>

#include "base/paths.h"
#include "base/proc.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/front.h"
#include "cli/open.h"
#include "store/schema.h"
#include "workflow/office.h"
#include "workflow/sign_in.h"

/* The one asked for, else the first that works here. */
static const struct front *choose(const struct cli *cli)
{
    for (size_t i = 0; cli->fronts && cli->fronts[i]; i++)
        if (cli_flag(cli, cli->fronts[i]->name))
            return cli->fronts[i];
    for (size_t i = 0; cli->fronts && cli->fronts[i]; i++)
        if (cli->fronts[i]->usable())
            return cli->fronts[i];
    return NULL;
}

/* The language that the settings of the store ask for, unless the call or the environment does. */
static void take_language(const struct cli *cli, struct office *office)
{
    struct arena *arena = arena_new();
    const char *lang = NULL;
    if (!cli->lang_said && !getenv("SOHOA_LANG") &&
        setting_get(office_store(office), "lang", arena, &lang, NULL) == ERR_OK && lang)
        paths_set_language(text_equal(lang, "en") ? "en" : "vi");
    arena_free(arena);
}

static enum err_code run(struct cli *cli, struct err *err)
{
    struct office *office = NULL;
    const struct front *front = choose(cli);
    if (cli_flag(cli, "x11") && cli_flag(cli, "term"))
        return err_set(err, ERR_USAGE, 1962, _("--x11 and --term exclude each other"));
    if (!front || !front->usable())
        return err_set(err, ERR_USAGE, 1963,
                       front && text_equal(front->name, "x11")
                           ? _("there is no display here; try: sohoa desk --term")
                           : _("the desk needs a display or a terminal"));
    enum err_code code = open_office(cli, &office, err);
    if (!code && office_guarded(office))
        proc_hide();
    if (!code)
        take_language(cli, office);
    if (!code)
        code = front->run(office, err);
    office_close(office);
    return code;
}

static const struct option_spec options[] = {
    {"x11", NULL, N_("in a window")},
    {"term", NULL, N_("in the terminal, also over ssh")},
    {0},
};

const struct command command_desk = {
    .name = "desk",
    .arguments = "",
    .summary = N_("the desk: check, key and look up by keyboard"),
    .example = "sohoa desk --term",
    .options = options,
    .run = run,
};
