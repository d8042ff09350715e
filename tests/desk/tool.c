/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/desk/tool: for tests of whole front ends and for looking at screens.
 *
 *   desk_tool store FORMS PAGES        makes a practice store (fixture.h), prints its folder
 *   desk_tool hand STORE               presses the keys of each line of its input on the desk alone
 *                                      (script.h) and answers with a line; ? is answered by what
 *                                      is shown, as JSON
 *   desk_tool png STORE KEYS WIDTH HEIGHT SCALE OUT.png    the same, then paints the screen
 *
 * May include: base, workflow, present, draw.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/paths.h"
#include "base/str.h"
#include "draw/draw.h"
#include "fixture.h"
#include "present/desk.h"
#include "script.h"
#include "workflow/office.h"

enum { PICTURE_MS = 10000 };

static int make_store(char **args)
{
    long forms, pages;
    struct fixture fixture;
    if (!text_to_long(args[0], 0, 100000, &forms) || !text_to_long(args[1], 0, 100000, &pages))
        return 2;
    fixture_open(&fixture, (size_t)forms, (size_t)pages);
    char *path = fixture_store_path(&fixture);
    puts(path);
    free(path);
    office_close(fixture.office);
    free(fixture.folder);
    return 0;
}

/* Until the picture is there, or there will be none. */
static void wait_for_picture(struct desk *desk)
{
    const struct shown *shown = desk_shown(desk);
    struct pollfd news = {desk_fd(desk), POLLIN, 0};
    while (shown->picture.on && !shown->picture.picture && !*shown->picture.missing) {
        if (poll(&news, 1, PICTURE_MS) <= 0)
            return;
        desk_step(desk);
        shown = desk_shown(desk);
    }
}

/* The small pictures come one after the other; those far from the focus do not come. */
static void wait_for_thumbs(struct desk *desk)
{
    enum { QUIET_MS = 1500 };
    struct pollfd news = {desk_fd(desk), POLLIN, 0};
    bool missing = true;
    while (missing) {
        const struct shown *shown = desk_shown(desk);
        missing = false;
        for (size_t i = 0; i < shown->row_count; i++)
            missing =
                missing || ((shown->rows[i].kind == ROW_TILE || shown->rows[i].kind == ROW_PIECE) &&
                            !shown->rows[i].thumb);
        if (missing && poll(&news, 1, QUIET_MS) <= 0)
            return;
        desk_step(desk);
    }
}

static enum err_code paint(struct desk *desk, char **args, struct err *err)
{
    long width, height;
    double scale;
    struct draw *draw;
    struct bytes png;
    if (!text_to_long(args[0], 320, 10000, &width) || !text_to_long(args[1], 240, 10000, &height) ||
        !text_to_double(args[2], 0.5, 4, &scale))
        return ERR_USAGE;
    enum err_code code = draw_new((int)width, (int)height, scale, &draw, err);
    if (code)
        return code;
    wait_for_picture(desk);
    wait_for_thumbs(desk);
    draw_frame(draw, desk_shown(desk));
    code = draw_png(draw, &png, err);
    if (!code)
        code = file_write(args[3], png.data, png.length, FILE_REPLACE, err);
    if (!code)
        bytes_release(&png);
    draw_free(draw);
    return code;
}

static void answer(struct desk *desk)
{
    json_t *json = shown_json(desk_shown(desk));
    char *text = json_dumps(json, JSON_COMPACT);
    puts(text);
    free(text);
    json_decref(json);
}

/* Until the input or the desk ends. */
static void obey(struct desk *desk)
{
    char line[4096];
    while (!desk_over(desk) && fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        if (strcmp(line, "?") == 0) {
            answer(desk);
        } else {
            script_press(desk, line);
            puts(".");
        }
        fflush(stdout);
    }
}

/* args: STORE, and for a picture KEYS and the rest. */
static int sit_down(char **args, bool png)
{
    struct err err = {0};
    struct office *office = NULL;
    struct desk *desk = NULL;
    enum err_code code = office_open(args[0], NULL, &office, &err);
    if (!code)
        code = desk_new(office, &desk, &err);
    if (!code && png) {
        script_press(desk, args[1]);
        code = paint(desk, args + 2, &err);
    } else if (!code) {
        obey(desk);
    }
    desk_free(desk);
    office_close(office);
    if (code)
        fprintf(stderr, "K-%d: %s\n", err.number, err.text);
    return code != ERR_OK;
}

int main(int argc, char **argv)
{
    const char *language = getenv("SOHOA_LANG");
    paths_set_language(language ? language : "vi");
    if (argc == 4 && strcmp(argv[1], "store") == 0)
        return make_store(argv + 2);
    if (argc == 3 && strcmp(argv[1], "hand") == 0)
        return sit_down(argv + 2, false);
    if (argc == 8 && strcmp(argv[1], "png") == 0)
        return sit_down(argv + 2, true);
    fputs("usage: desk_tool store FORMS PAGES | hand STORE | "
          "png STORE KEYS WIDTH HEIGHT SCALE OUT.png\n",
          stderr);
    return 2;
}
