/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/tune: see the header. May include: base and record.
 */
#include "workflow/tune.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/yaml.h"
#include "workflow/profile.h"
#include "workflow/setup.h"

enum { ROUNDS = 4, MOVES = 6 };

struct search {
    const struct tune_options *options;
    json_t *known;         /* what the worker says about the first profile */
    json_t *profile;       /* the best so far, as it stands in the file */
    bool *searched, *kept; /* one a page: the half to search on, the half to confirm with */
    struct score best;     /* of the searched half */
    double trial_seconds;  /* of one reading of the searched half */
    int64_t start;
    struct tune_news news;
    struct tune_result result;
};

double tune_loss(const struct score *score)
{
    const struct distance *letters = &score->texts[DISTANCE_LETTERS];
    size_t wrong = score->fields.count - score->fields.exact;
    return percent_of(letters->edits, letters->count) + percent_of(wrong, score->fields.count);
}

static size_t dear_errors(const struct score *score)
{
    size_t sum = 0;
    for (enum verdict_what what = VERDICT_NUMBERS; what < VERDICT_COUNT; what++)
        sum += verdict_errors(score, what);
    return sum;
}

static double seconds_since(int64_t start)
{
    return (double)(clock_monotonic_us() - start) / 1e6;
}

/* ---- one reading ---- */

static enum err_code tell(struct search *search, struct err *err)
{
    search->news.seconds = seconds_since(search->start);
    return search->options->progress(search->options->context, &search->news, err);
}

static enum err_code on_progress(void *context, size_t done, size_t total, struct err *err)
{
    struct search *search = context;
    search->news.done = done;
    search->news.total = total;
    return tell(search, err);
}

/* Reads one half with a profile. */
static enum err_code read_half(struct search *search, const json_t *profile, const bool *half,
                               struct evaluation *ret, struct err *err)
{
    const struct tune_options *options = search->options;
    json_t *placed = json_deep_copy(profile);
    setup_place_models(placed, options->path);
    struct evaluate_options reading = {.set = options->set,
                                       .use = half,
                                       .profile = placed,
                                       .by_schema = options->by_schema,
                                       .jobs = options->jobs,
                                       .progress = on_progress,
                                       .context = search};
    enum err_code code = evaluate(&reading, ret, err);
    json_decref(placed);
    return code;
}

/* ---- numbers ---- */

/* As a person would write it: three digits. */
static double short_number(double value)
{
    char text[32];
    double result = value;
    snprintf(text, sizeof text, "%.3g", value);
    return text_to_double(text, -HUGE_VAL, HUGE_VAL, &result) ? result : value;
}

/* The neighbour in a direction, inside the number's range. */
static double next_number(const json_t *param, double value, int direction, int round)
{
    double least = json_peek_double(param, "least", 0), most = json_peek_double(param, "most", 1);
    if (json_peek_bool(param, "whole", false)) /* a switch: once, the other way */
        return round == 0 ? fmin(most, fmax(least, value + direction)) : value;
    double step = fmax(fabs(value) * 0.16, (most - least) * 0.03) / (double)(1 << round);
    return short_number(fmin(most, fmax(least, value + direction * step)));
}

/* ---- the search ---- */

/* There is time for another reading, and for the two of the other half after it. */
static bool has_time(const struct search *search)
{
    double halves =
        2.0 * (double)search->result.confirm_pages / (double)search->result.search_pages;
    return seconds_since(search->start) + search->trial_seconds * (1.1 + 1.1 * halves) <
           search->news.limit;
}

/* A number on trial; *ret_better: it is taken. */
static enum err_code try_number(struct search *search, const char *path, double from, double to,
                                bool *ret_better, struct err *err)
{
    struct evaluation reading = {0};
    int64_t start = clock_monotonic_us();
    json_t *profile = json_deep_copy(search->profile);
    profile_set_number(profile, path, to);
    search->news = (struct tune_news){.path = path,
                                      .from = from,
                                      .to = to,
                                      .best = tune_loss(&search->best),
                                      .trials = search->result.trials,
                                      .limit = search->news.limit};
    enum err_code code = read_half(search, profile, search->searched, &reading, err);
    if (!code) {
        struct score score = evaluation_total(&reading);
        double loss = tune_loss(&score);
        *ret_better = loss < tune_loss(&search->best) - 1e-9 &&
                      dear_errors(&score) <= dear_errors(&search->best);
        if (*ret_better) {
            search->best = score;
            json_decref(search->profile);
            search->profile = json_incref(profile);
            search->result.changes++;
        }
        search->trial_seconds = seconds_since(start);
        search->news.tried = true;
        search->news.better = *ret_better;
        search->news.loss = loss;
        search->news.best = tune_loss(&search->best);
        search->news.trials = ++search->result.trials;
        code = tell(search, err);
    }
    evaluation_release(&reading);
    json_decref(profile);
    return code;
}

/* One number up, and on in that direction while it helps; else down. */
static enum err_code try_param(struct search *search, json_t *param, int round, bool *ret_moved,
                               struct err *err)
{
    const char *path = json_peek_text(param, "path");
    bool moved = false;
    for (int direction = 1; direction >= -1 && !moved; direction -= 2) {
        bool better = true;
        for (int move = 0; move < MOVES && better && has_time(search); move++) {
            double from = json_peek_double(param, "value", 0);
            double to = next_number(param, from, direction, round);
            better = false;
            if (to == from)
                break;
            enum err_code code = try_number(search, path, from, to, &better, err);
            if (code)
                return code;
            if (better)
                json_put_double(param, "value", to);
            moved |= better;
        }
    }
    *ret_moved |= moved;
    return ERR_OK;
}

/* First, what the profile has changed: is the standard value better after all? */
static enum err_code try_standards(struct search *search, struct err *err)
{
    size_t index;
    json_t *param;
    enum err_code code = ERR_OK;
    json_array_foreach (json_peek_array(search->known, "params"), index, param) {
        double from = json_peek_double(param, "value", 0);
        double to = json_peek_double(param, "standard", from);
        bool better = false;
        if (to == from || code || !has_time(search))
            continue;
        code = try_number(search, json_peek_text(param, "path"), from, to, &better, err);
        if (better)
            json_put_double(param, "value", to);
    }
    return code;
}

/* From the last step of the chain to the first: what is nearest to the reading matters most. */
static enum err_code search_all(struct search *search, struct err *err)
{
    json_t *params = json_peek_array(search->known, "params");
    enum err_code first = try_standards(search, err);
    if (first)
        return first;
    for (int round = 0; round < ROUNDS && has_time(search);) {
        bool moved = false;
        for (size_t i = json_array_size(params); i-- > 0 && has_time(search);) {
            enum err_code code = try_param(search, json_array_get(params, i), round, &moved, err);
            if (code)
                return code;
        }
        round += !moved;
    }
    return ERR_OK;
}

/* ---- before and after ---- */

static void split(struct search *search)
{
    size_t count = search->options->set->count;
    search->searched = mem_new(count, sizeof *search->searched);
    search->kept = mem_new(count, sizeof *search->kept);
    for (size_t i = 0; i < count; i++) {
        search->searched[i] = i % 2 == 0;
        search->kept[i] = i % 2 == 1;
    }
    search->result.search_pages = (count + 1) / 2;
    search->result.confirm_pages = count / 2;
}

static enum err_code prepare(struct search *search, struct err *err)
{
    const struct tune_options *options = search->options;
    struct evaluation reading = {0};
    if (options->set->count < 2)
        return err_set(err, ERR_MISSING, 872,
                       _("a search needs at least two printed pages with their truth"));
    split(search);
    enum err_code code = yaml_read_file(options->path, &search->profile, NULL, err);
    if (!code)
        code = profile_describe(search->profile, &search->known, err);
    if (!code)
        code = read_half(search, search->profile, search->searched, &reading, err);
    if (code)
        return code;
    search->best = evaluation_total(&reading);
    search->trial_seconds = seconds_since(search->start);
    search->result.loss_start = tune_loss(&search->best);
    evaluation_release(&reading);
    return ERR_OK;
}

/* The other half, read with both; nothing to do when nothing was changed. */
static enum err_code confirm(struct search *search, struct err *err)
{
    struct tune_result *result = &search->result;
    struct evaluation old = {0}, fresh = {0};
    json_t *first = NULL;
    result->loss_best = tune_loss(&search->best);
    search->news = (struct tune_news){
        .best = result->loss_best, .trials = result->trials, .limit = search->news.limit};
    if (!result->changes)
        return ERR_OK;
    enum err_code code = yaml_read_file(search->options->path, &first, NULL, err);
    if (!code)
        code = read_half(search, first, search->kept, &old, err);
    if (!code)
        code = read_half(search, search->profile, search->kept, &fresh, err);
    if (!code) {
        result->old_half = evaluation_total(&old);
        result->new_half = evaluation_total(&fresh);
        result->verdict = verdict_of(&fresh, &old);
        result->confirmed = tune_loss(&result->new_half) <= tune_loss(&result->old_half) &&
                            !verdict_warns(&result->verdict);
    }
    evaluation_release(&old);
    evaluation_release(&fresh);
    json_decref(first);
    return code;
}

enum err_code tune(const struct tune_options *options, struct tune_result *ret, struct err *err)
{
    struct search search = {.options = options,
                            .start = clock_monotonic_us(),
                            .news = {.limit = options->minutes * 60}};
    enum err_code code = prepare(&search, err);
    if (!code)
        code = search_all(&search, err);
    if (!code)
        code = confirm(&search, err);
    if (!code) {
        *ret = search.result;
        ret->profile = json_incref(search.profile);
    }
    json_decref(search.profile);
    json_decref(search.known);
    free(search.searched);
    free(search.kept);
    return code;
}

void tune_result_release(struct tune_result *result)
{
    json_decref(result->profile);
    *result = (struct tune_result){0};
}
