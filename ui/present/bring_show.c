/* SPDX-License-Identifier: Apache-2.0
 *
 * present/bring_show: the screen "bring in" as data. May include: base, workflow.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "present/bring_in.h"

static void show_run(struct desk *desk, const struct bring_in *bring, struct row_list *rows)
{
    const struct work_progress *tally = &bring->tally;
    if (!bring->last)
        return;
    struct shown_row *row = row_add(desk, rows, ROW_ITEM,
                                    bring->runs      ? _("Coming in …")
                                    : bring->broken  ? _("Broken off")
                                    : bring->stopped ? _("Stopped")
                                                     : _("Came in"));
    long through = tally->done + tally->known + tally->aside;
    row->text = arena_format(desk->arena, _("files: %ld of %ld, pages: %ld"), through, tally->total,
                             tally->pages);
    row->bar = tally->total ? (double)through / (double)tally->total : bring->runs ? 0 : -1;
    row->sign = bring->runs                                        ? SIGN_WAIT
                : bring->broken || bring->stopped || !tally->total ? SIGN_DOUBT
                                                                   : SIGN_GOOD;
    if (tally->known)
        row_add(desk, rows, ROW_NOTE,
                arena_format(desk->arena,
                             _("%ld files were there already and did not come in twice; F3 takes "
                               "them all the same."),
                             tally->known));
}

static void show_refused(struct desk *desk, const struct bring_in *bring, struct row_list *rows)
{
    if (bring->refused_count == 0)
        return;
    row_add(desk, rows, ROW_HEADING,
            arena_format(desk->arena, _("Refused: %ld"), bring->tally.aside));
    for (size_t i = 0; i < bring->refused_count; i++) {
        struct shown_row *row = row_add(desk, rows, ROW_ITEM, bring->refused[i].file);
        row->text = arena_copy_text(desk->arena, bring->refused[i].why);
        row->sign = SIGN_FAULT;
    }
}

/* ---- the folder ---- */

/* The home folder is "~", as it can be typed. */
static const char *short_path(struct desk *desk, const char *path)
{
    const char *home = getenv("HOME");
    size_t length = home ? strlen(home) : 0;
    if (length < 2 || !text_starts(path, home) || (path[length] && path[length] != '/'))
        return arena_copy_text(desk->arena, path);
    return arena_format(desk->arena, "~%s", path + length);
}

static const char *folder_title(struct desk *desk, const struct bring_in *bring)
{
    struct work *look = desk->works[WORK_LOOK];
    const char *folder = bring->folder ? short_path(desk, bring->folder) : NULL;
    if (!bring->folder)
        return _("Sticks, phones and folders");
    if (bring->looking)
        return arena_format(desk->arena, "%s  ·  %s", folder, _("counting …"));
    if (bring->failed || !look)
        return folder;
    return arena_format(desk->arena, "%s  ·  %s", folder,
                        arena_format(desk->arena, _("pictures: %ld"),
                                     browse_images(work_folder_peek(work_state(look)))));
}

static void show_item(struct desk *desk, const struct bring_in *bring, size_t at,
                      struct row_list *rows)
{
    struct bring_item item = bring_item_at(desk, bring, at);
    const char *label = !item.name       ? _("‹ back")
                        : !bring->folder ? file_peek_name(item.name)
                        : item.folder    ? arena_format(desk->arena, "%s/", item.name)
                                         : item.name;
    struct shown_row *row = row_add(desk, rows, ROW_ITEM, label);
    if (!bring->folder)
        row->text = short_path(desk, item.name);
    else if (item.folder && item.images > 0)
        row->text = arena_format(desk->arena, _("pictures: %ld"), item.images);
    else if (item.folder && item.images == 0)
        row->text = _("no pictures");
}

static void show_folder(struct desk *desk, const struct bring_in *bring, struct row_list *rows)
{
    row_add(desk, rows, ROW_HEADING, folder_title(desk, bring));
    for (size_t i = 0; i < bring_item_count(desk, bring); i++)
        show_item(desk, bring, i, rows);
    if (bring->watched)
        row_add(desk, rows, ROW_NOTE,
                arena_format(desk->arena,
                             _("This folder is watched, what is put there comes in by itself: %s"),
                             bring->watched));
}

struct bring_rows bring_rows(const struct bring_in *bring)
{
    size_t refused = INTO_ROWS + (bring->last != NULL) + (bring->last && bring->tally.known) +
                     (bring->refused_count > 0);
    return (struct bring_rows){refused, refused + bring->refused_count + 1};
}

void bring_show(struct desk *desk, void *state, struct shown *ret)
{
    const struct bring_in *bring = state;
    struct row_list rows = {0};
    into_show(desk, &bring->into, INTO_BATCH, bring->focus == INTO_BATCH, &rows);
    into_show(desk, &bring->into, INTO_SCHEMA, bring->focus == INTO_SCHEMA, &rows);
    show_run(desk, bring, &rows);
    show_refused(desk, bring, &rows);
    show_folder(desk, bring, &rows);
    struct bring_rows from = bring_rows(bring);
    size_t refused_end = INTO_ROWS + bring->refused_count;
    ret->focus = (int)(bring->focus < INTO_ROWS     ? bring->focus
                       : bring->focus < refused_end ? from.refused + bring->focus - INTO_ROWS
                                                    : from.items + bring->focus - refused_end);
    rows_hand_over(desk, &rows, ret);
    if (bring->focus >= INTO_ROWS && bring->focus < refused_end && !ret->notice_kind) {
        ret->notice = bring->refused[bring->focus - INTO_ROWS].why; /* all of it */
        ret->notice_kind = NOTICE_WARNING;
    }
    field_show(desk, &bring->path, _("Folder or file"), ret);
}
