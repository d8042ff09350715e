/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/quality: measures -> reasons -> the queue of pages to scan again. May include: base,
 * model, store.
 */
#include "workflow/quality.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "workflow/action.h"
#include "workflow/office.h"

/* Below these a page is not read well; the figures are those of pages that still were
 * (docs/quality.md). */
#define DPI_LEAST      140
#define LETTER_LEAST   9    /* pixels */
#define BLUR_MOST      0.33 /* mm */
#define PAPER_LEAST    90   /* grey */
#define CONTRAST_LEAST 48
#define SKEW_MOST      6 /* degrees */
#define CUT_MOST       4 /* letters at one edge */
#define LIKENESS_MOST  0.927

/* clang-format off */
const struct quality_rule quality_table[QUALITY_REASON_COUNT] = {
    [QUALITY_UNREADABLE] = {"unreadable", N_("could not be read"), N_("scan the paper again")},
    [QUALITY_PARTIAL] = {"partial", N_("part of the picture is missing"),
                         N_("the file is damaged; copy or scan it again")},
    [QUALITY_RESOLUTION] = {"resolution", N_("too few dots an inch"), N_("scan at 300 dpi")},
    [QUALITY_BLUR] = {"blur", N_("blurred"),
                      N_("clean the glass; hold the phone still and let it focus")},
    [QUALITY_DARK] = {"dark", N_("too dark"), N_("more light, or a brighter setting")},
    [QUALITY_PALE] = {"pale", N_("too pale"), N_("a darker setting")},
    [QUALITY_SKEW] = {"skew", N_("lies askew"), N_("lay the paper straight")},
    [QUALITY_CUT] = {"cut", N_("writing cut off at the edge"), N_("the whole page must be seen")},
    [QUALITY_SAME] = {"same", N_("nearly the same as the page before"),
                      N_("scanned twice? take one out")},
    [QUALITY_BLANK] = {"blank", N_("nothing on the page"), N_("keep it if the paper is blank")},
    [QUALITY_ODD] = {"odd", N_("one side of a sheet is missing in the stack that ends here"),
                     N_("compare the stack with the paper; insert what is missing")},
    [QUALITY_RETURNED] = {"returned", N_("sent back by an official"),
                          N_("scan the paper again; the reason stands at the record")},
};
/* clang-format on */

/* ---- judging ---- */

static bool too_coarse(const struct page_quality *quality)
{
    if (quality->dpi > 0)
        return quality->dpi < DPI_LEAST;
    return quality->letter > 0 && quality->letter < LETTER_LEAST;
}

static bool is_cut(const struct page_quality *quality)
{
    for (int i = 0; i < SIDE_EDGES; i++)
        if (quality->cut[i] > CUT_MOST)
            return true;
    return false;
}

unsigned quality_judge(const struct page_quality *quality, double likeness)
{
    bool measured = quality->paper > 0; /* the profile may leave measuring out */
    unsigned reasons = 0;
    if (quality->partial)
        reasons |= 1u << QUALITY_PARTIAL;
    if (quality->blank)
        reasons |= 1u << QUALITY_BLANK;
    if (measured && quality->paper < PAPER_LEAST)
        reasons |= 1u << QUALITY_DARK;
    if (quality->blank)
        return reasons;
    if (too_coarse(quality))
        reasons |= 1u << QUALITY_RESOLUTION;
    if (quality->blur > BLUR_MOST)
        reasons |= 1u << QUALITY_BLUR;
    if (measured && quality->paper - quality->ink < CONTRAST_LEAST)
        reasons |= 1u << QUALITY_PALE;
    if (fabs(quality->skew) > SKEW_MOST)
        reasons |= 1u << QUALITY_SKEW;
    if (is_cut(quality))
        reasons |= 1u << QUALITY_CUT;
    if (likeness > LIKENESS_MOST)
        reasons |= 1u << QUALITY_SAME;
    return reasons;
}

char *quality_reasons_text(unsigned reasons)
{
    struct str text = STR_INIT;
    for (int i = 0; i < QUALITY_REASON_COUNT; i++)
        if (reasons & 1u << i)
            str_format(&text, "%s%s", text.length ? "," : "", quality_table[i].name);
    return str_take(&text);
}

unsigned quality_reasons_parse(const char *text)
{
    unsigned reasons = 0;
    while (text && *text) {
        size_t length = strcspn(text, ",");
        for (int i = 0; i < QUALITY_REASON_COUNT; i++)
            if (strlen(quality_table[i].name) == length &&
                strncmp(quality_table[i].name, text, length) == 0)
                reasons |= 1u << i;
        text += length + (text[length] == ',');
    }
    return reasons;
}

unsigned quality_rescan_reasons(const struct rescan *rescan)
{
    return quality_reasons_parse(rescan->reasons) | (rescan->aside ? 1u << QUALITY_UNREADABLE : 0) |
           (rescan->returned ? 1u << QUALITY_RETURNED : 0);
}

/* ---- keeping ---- */

static enum err_code put(struct store *store, const struct uuid *page, struct stored_quality *row,
                         unsigned reasons, struct err *err)
{
    char *text = quality_reasons_text(reasons);
    row->reasons = text;
    enum err_code code = quality_put(store, page, row, err);
    free(text);
    return code;
}

enum err_code quality_mark(struct store *store, const struct uuid *page, enum quality_reason reason,
                           struct err *err)
{
    struct arena *arena = arena_new();
    struct stored_quality row = {0};
    struct page now;
    enum err_code code = page_get(store, page, arena, &now, err);
    if (!code)
        code = quality_get(store, page, arena, &row, err);
    if (code == ERR_EMPTY || (!code && row.revision != now.revision)) {
        row = (struct stored_quality){.revision = now.revision, .measures = "{}", .print = ""};
        code = ERR_OK;
    }
    if (!code)
        code = put(store, page, &row, quality_reasons_parse(row.reasons) | 1u << reason, err);
    arena_free(arena);
    return code;
}

/* What was found while it was scanned. */
static enum err_code marks_of(struct page_work *work, unsigned *ret, struct err *err)
{
    struct stored_quality row = {0};
    enum err_code code =
        quality_get(office_store(work->office), &work->page.id, work->arena, &row, err);
    *ret = 0;
    if (!code && row.revision == work->page.revision)
        *ret = quality_reasons_parse(row.reasons) & 1u << QUALITY_ODD;
    return code == ERR_EMPTY ? ERR_OK : code;
}

/* The page behind may have been read earlier: now it has somebody to be compared with. */
static enum err_code judge_behind(struct page_work *work, const char *print, struct err *err)
{
    struct store *store = office_store(work->office);
    struct stored_quality row = {0};
    struct uuid page;
    enum err_code code = quality_neighbour(store, &work->page, 1, work->arena, &page, &row, err);
    if (code)
        return code == ERR_EMPTY ? ERR_OK : code;
    unsigned before = quality_reasons_parse(row.reasons), same = 1u << QUALITY_SAME;
    bool alike = quality_likeness(print, row.print) > LIKENESS_MOST;
    unsigned now = alike ? before | same : before & ~same;
    return now == before ? ERR_OK : put(store, &page, &row, now, err);
}

enum err_code quality_settle(struct page_work *work, struct err *err)
{
    struct store *store = office_store(work->office);
    struct page_quality quality;
    struct stored_quality before = {0};
    struct uuid page;
    json_t *measures = json_copy(json_peek_object(work->reply, "quality"));
    if (!measures)
        return ERR_OK;
    quality_from_json(measures, &quality);
    enum err_code code =
        quality_neighbour(store, &work->page, -1, work->arena, &page, &before, err);
    double likeness =
        code == ERR_OK && before.print ? quality_likeness(before.print, quality.print) : 0;
    json_object_del(measures, "print");
    char *line = json_line(measures);
    struct stored_quality row = {
        .revision = work->page.revision, .measures = line, .print = quality.print};
    unsigned marks = 0;
    if (!code || code == ERR_EMPTY)
        code = marks_of(work, &marks, err);
    if (!code)
        code = put(store, &work->page.id, &row, quality_judge(&quality, likeness) | marks, err);
    if (!code)
        code = judge_behind(work, quality.print, err);
    free(line);
    json_decref(measures);
    return code;
}

/* ---- the queue ---- */

json_t *quality_rescan_json(const struct rescan *rescan)
{
    char id[UUID_TEXT_SIZE];
    unsigned reasons = quality_rescan_reasons(rescan);
    json_t *json = json_object(), *list = json_array();
    uuid_show(&rescan->page, id);
    json_put_text(json, "page", id);
    json_put_text(json, "batch", rescan->batch_name);
    json_put_long(json, "position", rescan->position);
    json_put_text(json, "file", rescan->origin);
    for (int i = 0; i < QUALITY_REASON_COUNT; i++)
        if (reasons & 1u << i)
            json_array_append_new(list, json_string(quality_table[i].name));
    json_put_new(json, "reasons", list);
    json_put_text(json, "detail", rescan->detail);
    return json;
}

enum err_code quality_keep_page(struct office *office, const struct rescan *rescan, struct err *err)
{
    char *reasons = quality_reasons_text(quality_rescan_reasons(rescan));
    enum err_code code = action_check(office, ACTION_KEEP, err);
    if (!code)
        code = quality_keep(office_store(office), &rescan->page, rescan->revision, reasons, err);
    free(reasons);
    return code;
}
