/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_turn: which way up a page is, by what reads as Vietnamese. The shape of letters
 * (imaging/clean_turn) proposes a way; columns of a register can fool it, and the engine's
 * confidence is high on letters that stand on their heads. What tells is the share of signs in
 * words that Vietnamese can have.
 * May include: imaging, ocr, viet, model, base.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/utf8.h"
#include "imaging/layout_hand.h"
#include "viet/syllable.h"
#include "worker/read_part.h"

enum {
    PROBES_FEW = 2,   /* lines that are enough when they read plainly */
    LETTERS_FEW = 24, /* of which so many letters are needed */
};

/* Letters in words that can be Vietnamese, and all signs but digits and points. */
struct evidence {
    double good, all;
};

static bool is_neutral(uint32_t rune)
{
    return (rune >= '0' && rune <= '9') || (rune < 0x80 && strchr(".,:;-/()", (int)rune));
}

/* Two letters stand in many a wrong word: they count half. */
static void weigh_word(const struct text_word *word, struct evidence *evidence)
{
    char *bare = read_bare_word(word->text);
    size_t letters = utf8_count(bare);
    double weight = letters < 2 ? 0 : letters == 2 ? 0.5 : 1;
    bool possible = letters >= 2 && syllable_possible(bare);
    const char *at = bare;
    for (uint32_t rune = utf8_next(&at); rune; rune = utf8_next(&at))
        if (!is_neutral(rune)) {
            evidence->all += weight > 0 ? weight : 0.5;
            evidence->good += possible ? weight * (double)word->confidence : 0;
        }
    free(bare);
}

static void weigh_line(const struct text_line *line, struct evidence *evidence)
{
    for (size_t i = 0; i < line->word_count; i++)
        weigh_word(&line->words[i], evidence);
}

/* 0..1; few letters prove little. */
static double evidence_score(const struct evidence *evidence)
{
    return evidence->good / (evidence->all > LETTERS_FEW / 2.0 ? evidence->all : LETTERS_FEW / 2.0);
}

/* The longest lines, in heights of their letters, at most PROBES_MAX. */
static size_t choose_probes(const struct layout *layout, size_t *ret_index)
{
    double length[PROBES_MAX + 1];
    size_t count = 0;
    for (size_t i = 0; i < layout->line_count; i++) {
        const struct layout_line *line = &layout->lines[i];
        if (line->kind != TEXT_PRINT)
            continue;
        double here = line->ink.w / (line->x_height > 4 ? (double)line->x_height : 4);
        size_t at = count < PROBES_MAX ? count++ : PROBES_MAX;
        if (at == PROBES_MAX && here <= length[PROBES_MAX - 1])
            continue;
        at = at == PROBES_MAX ? PROBES_MAX - 1 : at;
        for (; at > 0 && length[at - 1] < here; at--) {
            length[at] = length[at - 1];
            ret_index[at] = ret_index[at - 1];
        }
        length[at] = here;
        ret_index[at] = i;
    }
    return count;
}

/* Reads probes into job->probes until they are plainly text, at most PROBES_MAX of them. */
static enum err_code probe_page(struct read_job *job, double *ret_score, struct err *err)
{
    struct read_probes *probes = &job->probes;
    struct evidence evidence = {0};
    size_t index[PROBES_MAX], count = choose_probes(&job->layout, index);
    enum err_code code = ERR_OK;
    *probes = (struct read_probes){0};
    for (size_t i = 0; i < count && !code; i++) {
        struct text_line *line = &probes->lines[probes->count];
        code = read_line(job, &job->layout.lines[index[i]], read_first_way(job), line, err);
        if (code)
            break;
        probes->index[probes->count++] = index[i];
        weigh_line(line, &evidence);
        if (probes->count >= PROBES_FEW && evidence.all >= LETTERS_FEW &&
            evidence_score(&evidence) >= job->settings.plain_text)
            break;
    }
    *ret_score = evidence_score(&evidence);
    return code;
}

static enum err_code turn_to(struct read_job *job, int turns, struct err *err)
{
    enum err_code code =
        clean_turn_again(&job->page, &job->settings.clean, turns, job->input->trace, err);
    job->layout = (struct layout){0};
    job->probes = (struct read_probes){0};
    if (!code)
        code = layout_find(&job->page, &job->settings.layout, job->arena, &job->layout, err);
    return code ? code : layout_hand_find(&job->page, &job->layout, err);
}

/* What another way must read better by: more where the shape of the letters spoke clearly. */
static double needed_lead(const struct read_job *job, int way)
{
    double sure = job->page.turn_score / job->settings.clean.turn.sure;
    return (way == 1 ? 0.03 : 0.08) + 0.15 * (sure < 1 ? sure : 1);
}

enum err_code read_turn_confirm(struct read_job *job, struct err *err)
{
    double scores[4] = {0}, lead[4] = {0};
    int turns = (int)job->page.turns.value, best = 0, now = 0;
    for (int i = 1; i < 4; i++)
        lead[i] = needed_lead(job, i);
    if (job->page.turns.manual || job->settings.clean.turn.use == 0 || job->layout.line_count == 0)
        return ERR_OK;
    enum err_code code = probe_page(job, &scores[0], err);
    if (code || scores[0] >= job->settings.plain_text)
        return code;
    /* By half first: the axis is seldom wrong. */
    static const int ways[4] = {0, 2, 1, 3};
    for (int i = 1; i < 4 && !code; i++) {
        code = turn_to(job, turns + ways[i], err);
        now = i;
        if (!code && job->layout.line_count)
            code = probe_page(job, &scores[i], err);
        if (scores[i] >= job->settings.plain_text)
            break;
    }
    if (code)
        return code;
    for (int i = 1; i < 4; i++)
        if (scores[i] > scores[best] && scores[i] > scores[0] + lead[i])
            best = i;
    log_debug("read", "turns %d: as it lies %.2f, by half %.2f, by a quarter %.2f %.2f", turns,
              scores[0], scores[1], scores[2], scores[3]);
    job->page.turn_score = 10 * fabs(scores[best] - scores[best ? 0 : 1]);
    return best == now ? ERR_OK : turn_to(job, (turns + ways[best]) & 3, err);
}

bool read_turn_take(const struct read_job *job, size_t index, struct text_line *ret)
{
    for (size_t i = 0; i < job->probes.count; i++)
        if (job->probes.index[i] == index) {
            *ret = job->probes.lines[i];
            return true;
        }
    return false;
}
