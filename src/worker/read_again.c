/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_again: doubtful lines are read again from other pixels: on pale pages sharpened, or
 * as they are where they were sharpened first, and the surer reading stays; on dark ones at the
 * finer scale at which rules were sought, where that settles nothing a little larger and smaller
 * too, and the readings vote. Where letters fall on the pixels decides many a tone: ways of cutting
 * them seldom miss the same one, and what they agree on is the same however the page lay. May
 * include: imaging, ocr, model, base.
 */
#include "worker/read_part.h"
#include "worker/read_vote.h"

#define FINER 1.2 /* times the pixels: less is the same picture again */

static bool can_be_read(const struct read_job *job, size_t index)
{
    const struct layout_line *where = &job->layout.lines[index];
    return !job->prose[index] && where->kind == TEXT_PRINT &&
           !layout_line_other_side(&job->layout, index);
}

static enum err_code again_pale(struct read_job *job, size_t index, struct text_line *line,
                                struct err *err)
{
    const struct layout_line *where = &job->layout.lines[index];
    struct text_line again;
    if (where->box.w < 3 * where->box.h / 2 ||
        (line->word_count && line->confidence >= job->settings.doubt))
        return ERR_OK;
    enum err_code code = read_line(job, where, job->pale ? READ_PLAIN : READ_SHARP, &again, err);
    if (!code && again.word_count && again.confidence > line->confidence + 0.02F)
        *line = again;
    return code;
}

/* The other ways of cutting the letters: the first of them settles most lines. */
static const enum read_how ways[READINGS_MAX - 1] = {READ_FINE, READ_FINE_LARGE, READ_FINE_SMALL};

static bool is_settled(const struct text_line *line, double unsure)
{
    return (double)read_least_sure(line) >= unsure && read_line_possible(line);
}

static enum err_code again_fine(struct read_job *job, size_t index, struct text_line *line,
                                struct err *err)
{
    struct text_line readings[READINGS_MAX] = {*line};
    double unsure = job->settings.unsure;
    size_t count = 1;
    enum err_code code = ERR_OK;
    if (is_settled(line, unsure) || job->page.upright_scale < FINER * job->page.work_scale)
        return ERR_OK;
    for (; count < READINGS_MAX && !code; count++) {
        if (count == 2 && is_settled(&readings[1], unsure))
            break;
        code = read_line(job, &job->layout.lines[index], ways[count - 1], &readings[count], err);
    }
    if (!code)
        *line = read_vote(readings, count, job->arena);
    return code;
}

enum err_code read_again(struct read_job *job, struct text_line *lines, struct err *err)
{
    bool pale = job->page.ink >= job->settings.pale_ink;
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < job->layout.line_count && !code; i++)
        if (can_be_read(job, i))
            code = pale ? again_pale(job, i, &lines[i], err) : again_fine(job, i, &lines[i], err);
    return code;
}
