/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_again: doubtful lines are read once more from other pixels, and the surer reading
 * stays: on pale pages sharpened, or as they are where they were sharpened first; on dark ones at
 * the finer scale at which rules were sought. Where letters fall on the pixels decides many a tone:
 * two ways of cutting them seldom miss the same one.
 * May include: imaging, ocr, model, base.
 */
#include "base/utf8.h"
#include "worker/read_part.h"

#define FINER 1.2 /* times the pixels: less is the same picture again */

/* Of the least certain sign; 0 when nothing was read. */
static float least_sure(const struct text_line *line)
{
    float least = line->word_count ? 1 : 0;
    for (size_t i = 0; i < line->word_count; i++) {
        const struct text_word *word = &line->words[i];
        size_t signs = word->char_confidence ? utf8_count(word->text) : 0;
        if (!signs && word->confidence < least)
            least = word->confidence;
        for (size_t k = 0; k < signs; k++)
            least = word->char_confidence[k] < least ? word->char_confidence[k] : least;
    }
    return least;
}

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

static enum err_code again_fine(struct read_job *job, size_t index, struct text_line *line,
                                struct err *err)
{
    struct text_line again;
    float sure = least_sure(line);
    if (sure >= job->settings.unsure || job->page.upright_scale < FINER * job->page.work_scale)
        return ERR_OK;
    enum err_code code = read_line(job, &job->layout.lines[index], READ_FINE, &again, err);
    if (!code && least_sure(&again) > sure)
        *line = again;
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
