/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_keep: is a line text, or is it dirt, a signature, a pattern, the other side of the
 * sheet? Ink of the other side is paler and blurred by the paper, and mirrored letters read as
 * unlikely words with little confidence. No single sign is enough; a logistic model adds them up.
 * May include: imaging, viet, model, base.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "viet/syllable.h"
#include "worker/read_part.h"

/* Log odds, set on 6,100 lines of made worn, office and clean pages: of the letters of this side
 * 99.7 % are kept, of the lines that are none 32 %, most of them text with dirt in it. */
#define WEIGHT_BASE       (-22.7)
#define WEIGHT_CONFIDENCE 20.9
#define WEIGHT_SHARP      1.9
#define WEIGHT_DARK       2.1
#define WEIGHT_PLAUSIBLE  0.85
#define WEIGHT_LENGTH     3.6
#define WEIGHT_NUMBER     5.0 /* digits alone in a cell: the engine is seldom sure of one sign */
#define SHARE_MOST        1.2 /* of the usual sharpness and darkness: more proves no more */
#define LENGTH_MOST       12.0

/* Letters in words that can be Vietnamese, and digits, are at least half of all signs. */
static bool line_plausible(const struct text_line *line, size_t *ret_length)
{
    size_t good = 0, all = 0;
    for (size_t i = 0; i < line->word_count; i++) {
        char *bare = read_bare_word(line->words[i].text);
        size_t inside = utf8_count(bare);
        bool number = strspn(bare, "0123456789./-") == strlen(bare);
        all += utf8_count(line->words[i].text);
        if (inside >= 2 && (number || syllable_possible(bare)))
            good += inside;
        free(bare);
    }
    *ret_length = all;
    return good * 2 >= all;
}

/* A short number, in ink as dark and sharp as the rest. */
static bool is_number(const struct read_job *job, const struct layout_line *where,
                      const struct text_line *line)
{
    const char *text = line->words[0].text;
    return line->word_count == 1 && where->table >= 0 &&
           strspn(text, "0123456789") == strlen(text) &&
           (double)where->dark > 0.7 * job->layout.usual_dark &&
           (double)where->sharp > 0.7 * job->layout.usual_sharp;
}

static double share(float part, double usual)
{
    double share = usual > 0 ? (double)part / usual : 1;
    return share < SHARE_MOST ? share : SHARE_MOST;
}

bool read_keep(const struct read_job *job, const struct layout_line *where,
               const struct text_line *line)
{
    size_t length;
    if (line->word_count == 0)
        return false;
    bool plausible = line_plausible(line, &length);
    double odds = WEIGHT_BASE + WEIGHT_CONFIDENCE * (double)line->confidence +
                  WEIGHT_SHARP * share(where->sharp, job->layout.usual_sharp) +
                  WEIGHT_DARK * share(where->dark, job->layout.usual_dark) +
                  (plausible ? WEIGHT_PLAUSIBLE : 0) +
                  (is_number(job, where, line) ? WEIGHT_NUMBER : 0) +
                  WEIGHT_LENGTH * fmin((double)length, LENGTH_MOST) / LENGTH_MOST;
    return 1 / (1 + exp(-odds)) >= job->settings.least_likely;
}
