/* SPDX-License-Identifier: Apache-2.0
 *
 * present/bring_in: files, a stick or phone photos become pages: the folder is chosen by keyboard,
 * one key brings it in, what is refused stands there with its reason. May include: base, store,
 * workflow.
 */
#include "present/bring_in.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/reservation.h"

/* ---- what is there ---- */

static const struct browse *browse_of(struct desk *desk, const struct bring_in *bring)
{
    struct work *work = desk->works[WORK_LOOK];
    return bring->folder && !bring->looking && work ? work_folder_peek(work_state(work)) : NULL;
}

size_t bring_item_count(struct desk *desk, const struct bring_in *bring)
{
    size_t count = 0;
    if (!bring->folder) {
        while (bring->places[count])
            count++;
        return count;
    }
    const struct browse *browse = browse_of(desk, bring);
    if (browse)
        (void)browse_items(browse, &count);
    return count + 1;
}

struct bring_item bring_item_at(struct desk *desk, const struct bring_in *bring, size_t at)
{
    size_t count;
    if (!bring->folder)
        return (struct bring_item){.name = bring->places[at], .folder = true, .images = -1};
    if (at == 0)
        return (struct bring_item){.folder = true, .images = -1};
    const struct browse_item *item = &browse_items(browse_of(desk, bring), &count)[at - 1];
    return (struct bring_item){.name = item->name, .folder = item->folder, .images = item->images};
}

bool bring_focus_item(struct desk *desk, const struct bring_in *bring, size_t *ret)
{
    size_t before = INTO_ROWS + bring->refused_count;
    if (bring->focus < before || bring->focus - before >= bring_item_count(desk, bring))
        return false;
    *ret = bring->focus - before;
    return true;
}

static char *path_at(struct desk *desk, const struct bring_in *bring, size_t at)
{
    struct bring_item item = bring_item_at(desk, bring, at);
    if (item.name)
        return bring->folder ? file_join(bring->folder, item.name) : mem_copy_text(item.name);
    return mem_copy_text(bring->folder);
}

/* ---- going through folders ---- */

static enum err_code look_into(struct desk *desk, struct bring_in *bring, const char *folder,
                               struct err *err)
{
    char *copy = mem_copy_text(folder);
    free(bring->folder);
    bring->folder = copy;
    bring->failed = false;
    bring->looking = copy != NULL;
    bring->focus = INTO_ROWS + bring->refused_count;
    desk_work_end(desk, WORK_LOOK);
    return copy ? desk_work_start(desk, WORK_LOOK, &work_folder, work_folder_state(copy), err)
                : ERR_OK;
}

static bool is_place(const struct bring_in *bring, const char *folder)
{
    for (size_t i = 0; bring->places[i]; i++)
        if (text_equal(bring->places[i], folder))
            return true;
    return false;
}

/* Above a stick lie the places. */
static enum err_code go_up(struct desk *desk, struct bring_in *bring, struct err *err)
{
    char *slash = bring->folder ? strrchr(bring->folder, '/') : NULL;
    if (!bring->folder)
        return ERR_OK;
    if (!slash || slash == bring->folder || is_place(bring, bring->folder))
        return look_into(desk, bring, NULL, err);
    char *above = mem_copy_text(bring->folder);
    above[slash - bring->folder] = '\0';
    enum err_code code = look_into(desk, bring, above, err);
    free(above);
    return code;
}

/* "~/x" and "x" as a person types them. */
static char *typed_path(const struct bring_in *bring)
{
    struct str text = STR_INIT;
    const char *home = getenv("HOME");
    const char *typed = text_field_peek(&bring->path);
    if (typed[0] == '~' && home)
        str_format(&text, "%s%s", home, typed + 1);
    else if (typed[0] == '/' || !bring->folder)
        str_add(&text, typed);
    else
        str_format(&text, "%s/%s", bring->folder, typed);
    str_trim(&text);
    while (text.length > 1 && text_ends(str_peek(&text), "/"))
        str_cut(&text, text.length - 1);
    return str_take(&text);
}

static enum err_code run(struct desk *desk, struct bring_in *bring, const char *path, bool again,
                         struct err *err);

static enum err_code open_typed(struct desk *desk, struct bring_in *bring, struct err *err)
{
    char *path = typed_path(bring);
    enum err_code code = ERR_OK;
    if (file_is_folder(path))
        code = look_into(desk, bring, path, err);
    else if (file_exists(path))
        code = run(desk, bring, path, false, err);
    else
        code = err_set(err, ERR_EMPTY, 2908, _("there is no file and no folder %s"), path);
    if (!code)
        text_field_start(&bring->path, "");
    free(path);
    return code;
}

static enum err_code open_item(struct desk *desk, struct bring_in *bring, struct err *err)
{
    size_t at;
    if (*text_field_peek(&bring->path))
        return open_typed(desk, bring, err);
    if (!bring_focus_item(desk, bring, &at))
        return ERR_OK;
    struct bring_item item = bring_item_at(desk, bring, at);
    if (!item.name)
        return go_up(desk, bring, err);
    char *path = path_at(desk, bring, at);
    enum err_code code =
        item.folder ? look_into(desk, bring, path, err) : run(desk, bring, path, false, err);
    free(path);
    return code;
}

/* ---- bringing in ---- */

static void forget_refused(struct bring_in *bring)
{
    if (bring->focus >= INTO_ROWS + bring->refused_count)
        bring->focus -= bring->refused_count;
    else if (bring->focus > INTO_ROWS)
        bring->focus = INTO_ROWS;
    for (size_t i = 0; i < bring->refused_count; i++) {
        free(bring->refused[i].file);
        free(bring->refused[i].why);
    }
    bring->refused_count = 0;
}

static enum err_code run(struct desk *desk, struct bring_in *bring, const char *path, bool again,
                         struct err *err)
{
    struct batch_choice into = into_choice(&bring->into);
    struct import_order order = {
        .path = path, .batch = into.name, .schema = into.schema, .book = into.book, .again = again};
    if (desk_work_runs(desk, WORK_CAPTURE))
        return err_set(err, ERR_EMPTY, 2909, _("files are coming in already; Esc stops that"));
    enum err_code code = into_keep(desk, &bring->into, err);
    if (!code)
        code = desk_work_start(desk, WORK_CAPTURE, &work_import, work_import_state(&order), err);
    if (code)
        return code;
    char *copy = mem_copy_text(path);
    free(bring->last);
    bring->last = copy;
    forget_refused(bring);
    bring->runs = true;
    bring->stopped = bring->broken = false;
    bring->tally = (struct work_progress){0};
    return ERR_OK;
}

/* What is in focus, else the folder one is in. */
static enum err_code bring(struct desk *desk, struct bring_in *bring, struct err *err)
{
    size_t at;
    char *path = NULL;
    if (*text_field_peek(&bring->path))
        path = typed_path(bring);
    else if (bring_focus_item(desk, bring, &at))
        path = path_at(desk, bring, at);
    else
        path = mem_copy_text(bring->folder);
    if (!path)
        return err_set(err, ERR_EMPTY, 2910, _("choose a folder first"));
    enum err_code code = run(desk, bring, path, false, err);
    free(path);
    return code;
}

static enum err_code bring_again(struct desk *desk, struct bring_in *bring, struct err *err)
{
    if (!bring->last)
        return err_set(err, ERR_EMPTY, 2911, _("nothing was brought in yet"));
    char *path = mem_copy_text(bring->last);
    enum err_code code = run(desk, bring, path, true, err);
    free(path);
    return code;
}

static void add_refused(struct bring_in *bring, const struct event *event)
{
    struct str why = STR_INIT;
    if (bring->refused_count == REFUSED_SHOWN)
        return;
    str_format(&why, "K-%d: %s", event->failure.number, event->failure.text);
    bring->focus += bring->focus >= INTO_ROWS + bring->refused_count;
    bring->refused[bring->refused_count++] = (struct refused){
        .file = mem_copy_text(file_peek_name(event->where)), .why = str_take(&why)};
}

static enum err_code finish(struct desk *desk, struct bring_in *bring, const struct work_news *news,
                            struct err *err)
{
    bring->runs = false;
    bring->stopped = news->cancelled;
    bring->broken = news->state == WORK_FAILED;
    if (bring->broken)
        desk_tell(desk, news->failure.code, &news->failure);
    else if (!news->progress.total)
        desk_say(desk, NOTICE_WARNING, _("no picture or PDF there"));
    desk_work_end(desk, WORK_CAPTURE);
    desk_read(desk);
    return into_renew(desk, &bring->into, err);
}

static void news(struct desk *desk, void *state)
{
    struct bring_in *bring = state;
    struct work *look = desk->works[WORK_LOOK], *work = desk->works[WORK_CAPTURE];
    struct event event;
    struct err err = {0};
    if (bring->looking && look && work_look(look).state != WORK_RUNS) {
        struct work_news found = work_look(look);
        bring->looking = false;
        bring->failed = found.state == WORK_FAILED;
        desk_tell(desk, bring->failed ? found.failure.code : ERR_OK, &found.failure);
    }
    if (!bring->runs || !work)
        return;
    struct work_news now = work_look(work);
    while (work_event(work, &event))
        if (event.kind == EVENT_FILE_ASIDE)
            add_refused(bring, &event);
    bring->tally = now.progress;
    if (now.state != WORK_RUNS)
        desk_tell(desk, finish(desk, bring, &now, &err), &err);
}

static bool stop(struct desk *desk, void *state)
{
    struct bring_in *bring = state;
    if (bring->runs) {
        work_cancel(desk->works[WORK_CAPTURE]);
        return true;
    }
    if (!*text_field_peek(&bring->path))
        return false;
    text_field_start(&bring->path, "");
    return true;
}

/* ---- life ---- */

/* Folders that `sohoa import --watch` looks after. */
static enum err_code read_watched(struct desk *desk, struct bring_in *bring, struct err *err)
{
    struct arena *arena = arena_new();
    struct reservation *held = NULL;
    size_t count = 0;
    struct str text = STR_INIT;
    enum err_code code = reservation_list(office_store(desk->office), arena, &held, &count, err);
    for (size_t i = 0; i < count && !code; i++)
        if (text_starts(held[i].what, "watch:"))
            str_format(&text, "%s%s", text.length ? ", " : "", held[i].what + strlen("watch:"));
    free(bring->watched);
    bring->watched = text.length ? str_take(&text) : NULL;
    str_release(&text);
    arena_free(arena);
    return code;
}

static enum err_code refresh(struct desk *desk, struct bring_in *bring, struct err *err)
{
    char *folder = mem_copy_text(bring->folder);
    file_list_free(bring->places);
    bring->places = NULL;
    enum err_code code = browse_places(NULL, &bring->places, err);
    if (!code)
        code = read_watched(desk, bring, err);
    if (!code)
        code = look_into(desk, bring, folder, err);
    free(folder);
    return code;
}

static enum err_code open(struct desk *desk, void *state, const struct screen_goal *goal,
                          struct err *err)
{
    struct bring_in *bring = state;
    text_field_init(&bring->path, TYPING_OFF, false); /* a path is no Vietnamese text */
    enum err_code code = into_open(desk, &bring->into, goal, err);
    return code ? code : refresh(desk, bring, err);
}

static void close(struct desk *desk, void *state)
{
    struct bring_in *bring = state;
    desk_work_end(desk, WORK_LOOK);
    if (bring->runs)
        desk_work_end(desk, WORK_CAPTURE);
    forget_refused(bring);
    into_release(&bring->into);
    text_field_release(&bring->path);
    file_list_free(bring->places);
    free(bring->folder);
    free(bring->last);
    free(bring->watched);
}

/* ---- requests ---- */

static void go(struct desk *desk, struct bring_in *bring, long step)
{
    long last = (long)(INTO_ROWS + bring->refused_count + bring_item_count(desk, bring)) - 1;
    long at = (long)bring->focus + step;
    bring->focus = (size_t)(at < 0 ? 0 : at > last ? last : at);
}

static enum err_code sideways(struct desk *desk, struct bring_in *bring, int step, struct err *err)
{
    if (bring->focus < INTO_ROWS) {
        into_step(&bring->into, (enum into_row)bring->focus, step);
        return ERR_OK;
    }
    return step > 0 ? open_item(desk, bring, err) : go_up(desk, bring, err);
}

static enum err_code request(struct desk *desk, void *state, enum request request, struct err *err)
{
    enum { ROWS_A_PRESS = 10 };
    struct bring_in *in = state;
    switch (request) {
    case REQUEST_OPEN: return open_item(desk, in, err);
    case REQUEST_BRING_IN: return bring(desk, in, err);
    case REQUEST_AGAIN: return bring_again(desk, in, err);
    case REQUEST_UP: go(desk, in, -1); return ERR_OK;
    case REQUEST_DOWN: go(desk, in, 1); return ERR_OK;
    case REQUEST_PREVIOUS_RECORD: go(desk, in, -ROWS_A_PRESS); return ERR_OK;
    case REQUEST_NEXT_RECORD: go(desk, in, ROWS_A_PRESS); return ERR_OK;
    case REQUEST_OTHER_BEFORE: return sideways(desk, in, -1, err);
    case REQUEST_OTHER_NEXT: return sideways(desk, in, 1, err);
    case REQUEST_REFRESH: return refresh(desk, in, err);
    case REQUEST_TYPING:
        text_field_end_word(&in->into.name);
        in->into.name.typing.style = desk->style;
        return ERR_OK;
    default: return ERR_OK;
    }
}

static struct text_field *field(void *state)
{
    struct bring_in *bring = state;
    return bring->focus == INTO_BATCH ? &bring->into.name : &bring->path;
}

static enum err_code choose(struct desk *desk, void *state, size_t row, struct err *err)
{
    struct bring_in *bring = state;
    struct bring_rows rows = bring_rows(bring);
    size_t before = INTO_ROWS + bring->refused_count;
    if (row < INTO_ROWS)
        bring->focus = row;
    else if (row >= rows.refused && row < rows.refused + bring->refused_count)
        bring->focus = INTO_ROWS + row - rows.refused;
    else if (row >= rows.items && row - rows.items < bring_item_count(desk, bring))
        bring->focus = before + row - rows.items;
    else
        return ERR_OK;
    return bring->focus < before ? ERR_OK : open_item(desk, bring, err);
}

static const struct binding bindings[] = {
    {{PRESS_ENTER}, REQUEST_OPEN, true},
    {{PRESS_F1 + 1}, REQUEST_BRING_IN, true},
    {{PRESS_F1 + 2}, REQUEST_AGAIN, true},
    {{PRESS_DOWN}, REQUEST_DOWN, true},
    {{PRESS_UP}, REQUEST_UP, true},
    {{PRESS_TAB}, REQUEST_DOWN, false},
    {{PRESS_TAB, WITH_SHIFT}, REQUEST_UP, false},
    {{PRESS_PAGE_DOWN}, REQUEST_NEXT_RECORD, false},
    {{PRESS_PAGE_UP}, REQUEST_PREVIOUS_RECORD, false},
    {{PRESS_LEFT}, REQUEST_OTHER_BEFORE, false},
    {{PRESS_RIGHT}, REQUEST_OTHER_NEXT, false},
    {{PRESS_F1 + 4}, REQUEST_REFRESH, true},
    {{PRESS_NONE}, REQUEST_NONE, false},
};

const struct screen screen_import = {
    .name = "import",
    .title = N_("Bring in"),
    .about = N_("Put in the stick or connect the phone and press F5. Go to the folder with the "
                "arrow keys and Enter (← goes back), or type its path. F2 brings in all pictures "
                "and PDF files of the folder in focus, exactly as they are; the files stay where "
                "they are. What is there already does not come in twice, unless F3 says so."),
    .bindings = bindings,
    .state_size = sizeof(struct bring_in),
    .open = open,
    .close = close,
    .request = request,
    .field = field,
    .choose = choose,
    .news = news,
    .stop = stop,
    .show = bring_show,
};
