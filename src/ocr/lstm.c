/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/lstm: Tesseract's models for lines, read by a network of our own. It gives the letters that
 * Tesseract gives (its tests compare them) in a quarter of the time: a line of known height goes
 * straight into the network, neighbours of a pixel are found by adding, and products run sixteen at
 * a time. What it needs: a line that the layout found, and a quantised model (ocr/lstm_file). May
 * include: model, base.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ocr/driver.h"
#include "ocr/lstm_decode.h"
#include "ocr/lstm_line.h"
#include "ocr/lstm_names.h"
#include "ocr/lstm_net.h"

enum { MODEL_BYTES_MAX = 64 << 20 };

struct state {
    struct lstm_model model;
    struct lstm_space space;
    struct lstm_line line;
    struct raster page;
    bool *usual;   /* classes that Vietnamese papers use */
    bool *allowed; /* of those, the ones allowed in the line at hand */
};

static void close_lstm(void *pointer)
{
    struct state *state = pointer;
    lstm_model_release(&state->model);
    lstm_space_release(&state->space);
    lstm_line_release(&state->line);
    free(state->usual);
    free(state->allowed);
    free(state);
}

/* ---- the model ---- */

/* Where Debian's packages and Tesseract's own installation put their models. */
static char *model_path(const struct ocr_options *options)
{
    const char *named = options->tessdata ? options->tessdata : getenv("TESSDATA_PREFIX");
    const char *const folders[] = {named, "/usr/share/tesseract-ocr/5/tessdata",
                                   "/usr/share/tessdata", "/usr/local/share/tessdata"};
    struct str path = STR_INIT;
    size_t count = named ? 1 : ARRAY_SIZE(folders);
    for (size_t i = named ? 0 : 1; i < count; i++) {
        str_clear(&path);
        str_format(&path, "%s/%s.traineddata", folders[i],
                   options->language ? options->language : "vie");
        if (file_exists(str_peek(&path)))
            break;
    }
    return str_take(&path);
}

/* Every letter of a sign is one of these. */
static bool made_of(const char *sign, const char *letters)
{
    for (const char *at = sign; *at;) {
        const char *from = at;
        utf8_next(&at);
        struct str letter = STR_INIT;
        str_add_span(&letter, from, (size_t)(at - from));
        bool found = strstr(letters, str_peek(&letter)) != NULL;
        str_release(&letter);
        if (!found)
            return false;
    }
    return true;
}

static void note_usual(struct state *state)
{
    size_t count = (size_t)state->model.class_count;
    state->usual = mem_new(count, sizeof *state->usual);
    state->allowed = mem_new(count, sizeof *state->allowed);
    for (size_t i = 0; i < count; i++) {
        const char *sign = state->model.signs[i];
        state->usual[i] = sign && !made_of(sign, ocr_foreign_signs);
    }
    state->usual[state->model.blank] = true;
}

static enum err_code open_lstm(const struct ocr_options *options, void **ret_state, struct err *err)
{
    struct bytes file = {0};
    char *path = model_path(options);
    struct state *state = mem_new(1, sizeof *state);
    enum err_code code = file_read(path, MODEL_BYTES_MAX, &file, err);
    if (!code && lstm_model_parse(&file, &state->model))
        code = err_set(err, ERR_FORMAT, 258,
                       _("the reading model %s is not one that the engine \"lstm\" knows; take the "
                         "engine \"tesseract\" in the OCR profile"),
                       path);
    bytes_release(&file);
    free(path);
    if (code) {
        close_lstm(state);
        return code;
    }
    note_usual(state);
    *ret_state = state;
    return ERR_OK;
}

/* ---- a line ---- */

static enum err_code set_page(void *pointer, const struct raster *grey, struct err *err)
{
    struct state *state = pointer;
    (void)err;
    state->page = *grey;
    return ERR_OK;
}

static void note_allowed(struct state *state, const char *allow)
{
    for (int i = 0; i < state->model.class_count; i++) {
        const char *sign = state->model.signs[i];
        state->allowed[i] =
            state->usual[i] && (!allow || !sign || text_equal(sign, " ") || made_of(sign, allow));
    }
}

/* The ink between the middle of the white before a word and of that behind it. */
static struct rect word_box(const struct state *state, const struct ocr_place *where,
                            const struct lstm_word *words, size_t index, size_t count)
{
    const struct lstm_word *word = &words[index];
    double step = state->line.step * state->model.pool;
    double from = index > 0 ? (words[index - 1].last + 1 + word->first) / 2.0 : -1;
    double to = index + 1 < count ? (word->last + 1 + words[index + 1].first) / 2.0 : 1e6;
    int left = (int)(state->line.left + from * step), right = (int)(state->line.left + to * step);
    struct rect stretch = {left, where->box.y, right - left, where->box.h};
    struct rect ink = lstm_line_ink(&state->page, rect_cut(stretch, where->box));
    return rect_empty(ink) ? rect_cut(stretch, where->box) : ink;
}

/* Composing across signs would shift the confidences: then only the word's own is kept. */
static void fill_word(const struct state *state, const struct lstm_word *from, struct arena *arena,
                      struct text_word *ret)
{
    struct str text = STR_INIT;
    char *composed = NULL;
    size_t runes = 0;
    double sum = 0;
    for (int i = 0; i < from->count; i++) {
        const char *sign = state->model.signs[from->signs[i]];
        str_add(&text, sign);
        runes += utf8_count(sign);
    }
    float *sure = arena_take(arena, runes + 1, sizeof *sure);
    for (int i = 0, rune = 0; i < from->count; i++)
        for (size_t k = utf8_count(state->model.signs[from->signs[i]]); k > 0; k--) {
            sure[rune++] = from->sure[i];
            sum += (double)from->sure[i];
        }
    ret->confidence = runes ? (float)(sum / (double)runes) : 0;
    if (utf8_is_nfc(str_peek(&text))) {
        ret->text = arena_copy_text(arena, str_peek(&text));
        ret->char_confidence = sure;
    } else if (!utf8_nfc(str_peek(&text), &composed, NULL)) {
        ret->text = arena_copy_text(arena, composed);
        free(composed);
    }
    str_release(&text);
}

static void fill_line(const struct state *state, const struct ocr_place *where,
                      const struct lstm_word *words, size_t count, struct arena *arena,
                      struct text_line *line)
{
    double sum = 0, runes = 0;
    *line = (struct text_line){.table = -1, .row = -1, .column = -1, .kind = TEXT_PRINT};
    line->words = arena_take(arena, count + 1, sizeof *line->words);
    for (size_t i = 0; i < count; i++) {
        struct text_word *word = &line->words[line->word_count];
        fill_word(state, &words[i], arena, word);
        if (!word->text)
            continue;
        word->box = word_box(state, where, words, i, count);
        line->box = rect_union(line->box, word->box);
        double length = (double)utf8_count(word->text);
        sum += (double)word->confidence * length;
        runes += length;
        line->word_count++;
    }
    line->confidence = runes > 0 ? (float)(sum / runes) : 0;
}

static enum err_code read_lstm(void *pointer, const struct ocr_place *where, const char *allow,
                               struct arena *arena, struct text_line **ret_lines, size_t *ret_count,
                               struct err *err)
{
    struct state *state = pointer;
    struct lstm_word *words;
    size_t count = 0;
    int steps = 0;
    if (!lstm_line_take(&state->line, &state->page, where, state->model.height))
        return ERR_OK;
    const float *chances = lstm_forward(&state->model, &state->space, state->line.levels,
                                        state->line.width, (size_t)state->line.width, &steps);
    if (!chances && state->line.width >= state->model.pool)
        return err_set(err, ERR_NOMEM, 259, _("not enough memory to read a line"));
    if (!chances)
        return ERR_OK;
    note_allowed(state, allow);
    lstm_decode(&state->model, state->allowed, chances, steps, arena, &words, &count);
    lstm_names_settle(&state->model, state->allowed, chances, words, count);
    if (count == 0)
        return ERR_OK;
    *ret_lines = arena_take(arena, 1, sizeof **ret_lines);
    *ret_count = 1;
    fill_line(state, where, words, count, arena, *ret_lines);
    return ERR_OK;
}

static const char *version(void)
{
    return "1";
}

const struct ocr_driver ocr_lstm = {
    .name = "lstm",
    .version = version,
    .open = open_lstm,
    .close = close_lstm,
    .set_page = set_page,
    .read = read_lstm,
};
