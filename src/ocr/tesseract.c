/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/tesseract: Tesseract's LSTM through its C API. Every rectangle is read from a fresh state, so
 * that a text never depends on what was read before. Only this file includes Tesseract.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ocr/driver.h"

struct state {
    TessBaseAPI *api;
    char *allow; /* the white list set at present; NULL = none */
};

static void close_tesseract(void *pointer)
{
    struct state *state = pointer;
    if (!state)
        return;
    TessBaseAPIEnd(state->api);
    TessBaseAPIDelete(state->api);
    free(state->allow);
    free(state);
}

/* Where a folder is named, each model of "vie+eng" must be a file in it. */
static enum err_code check_model(const char *folder, const char *language, struct err *err)
{
    enum err_code code = ERR_OK;
    for (const char *at = language; folder && *at && !code;) {
        struct str path = STR_INIT;
        size_t length = strcspn(at, "+");
        str_format(&path, "%s/%.*s.traineddata", folder, (int)length, at);
        if (!file_exists(str_peek(&path)))
            code = err_set(err, ERR_MISSING, 254,
                           _("the reading model %s is not there; correct \"ocr\" in the OCR "
                             "profile, or put the file there"),
                           str_peek(&path));
        str_release(&path);
        at += length + (at[length] == '+');
    }
    return code;
}

static enum err_code open_tesseract(const struct ocr_options *options, void **ret_state,
                                    struct err *err)
{
    char *names[] = {(char *)"debug_file", (char *)"tessedit_do_invert", (char *)"textord_all_prop",
                     (char *)"tessedit_char_blacklist"};
    char *values[] = {(char *)"/dev/null", (char *)"0", (char *)"1", (char *)ocr_foreign_signs};
    const char *language = options->language ? options->language : "vie";
    enum err_code code = check_model(options->tessdata, language, err);
    if (code)
        return code;
    struct state *state = mem_new(1, sizeof *state);
    state->api = TessBaseAPICreate();
    if (TessBaseAPIInit4(state->api, options->tessdata, language, OEM_LSTM_ONLY, NULL, 0, names,
                         values, ARRAY_SIZE(names), 0)) {
        close_tesseract(state);
        if (options->tessdata)
            return err_set(err, ERR_MISSING, 257,
                           _("the reading model %s/%s.traineddata is damaged or of another "
                             "version; get the file again"),
                           options->tessdata, language);
        return err_set(err, ERR_MISSING, 250,
                       _("the reading model \"%s\" is not installed or is damaged; install the "
                         "Debian package tesseract-ocr-%s"),
                       language, language);
    }
    *ret_state = state;
    return ERR_OK;
}

static enum err_code set_page(void *pointer, const struct raster *grey, struct err *err)
{
    struct state *state = pointer;
    (void)err;
    TessBaseAPISetImage(state->api, grey->data, grey->width, grey->height, 1, (int)grey->stride);
    int dpi = (int)(grey->dpi + 0.5);
    TessBaseAPISetSourceResolution(state->api, dpi >= 70 && dpi <= 2400 ? dpi : 150);
    return ERR_OK;
}

static void set_allow(struct state *state, const char *allow)
{
    if (text_equal(state->allow, allow))
        return;
    free(state->allow);
    state->allow = mem_copy_text(allow);
    TessBaseAPISetVariable(state->api, "tessedit_char_whitelist", allow ? allow : "");
}

/* Tesseract's percentage is 100 + 35 ln(probability), cut at 0: back to a probability. */
static float to_probability(float percent)
{
    return percent >= 100 ? 1 : expf((percent - 100) / 35);
}

/* ---- words of a line, gathered symbol by symbol ---- */

struct gather {
    TessResultIterator *results;
    TessPageIterator *page;
    struct arena *arena;
    struct str text;
    float confidence[256];
    size_t runes;
};

static void add_symbol(struct gather *gather)
{
    char *raw = TessResultIteratorGetUTF8Text(gather->results, RIL_SYMBOL);
    char *symbol = NULL;
    if (!raw || utf8_nfc(raw, &symbol, NULL))
        goto out;
    float confidence = to_probability(TessResultIteratorConfidence(gather->results, RIL_SYMBOL));
    const char *at = symbol;
    for (uint32_t rune = utf8_next(&at); rune; rune = utf8_next(&at)) {
        if (utf8_is_space(rune) || rune < 32 || gather->runes >= ARRAY_SIZE(gather->confidence))
            continue;
        str_add_rune(&gather->text, rune);
        gather->confidence[gather->runes++] = confidence;
    }
out:
    free(symbol);
    TessDeleteText(raw);
}

/* Composing across symbols would shift the confidences: then only the word's own is kept. */
static void finish_word(struct gather *gather, struct text_word *word)
{
    char *text = NULL;
    word->char_confidence = NULL;
    if (utf8_is_nfc(str_peek(&gather->text))) {
        word->text = arena_copy_text(gather->arena, str_peek(&gather->text));
        float *confidence = arena_take(gather->arena, gather->runes, sizeof *confidence);
        memcpy(confidence, gather->confidence, gather->runes * sizeof *confidence);
        word->char_confidence = confidence;
    } else if (!utf8_nfc(str_peek(&gather->text), &text, NULL)) {
        word->text = arena_copy_text(gather->arena, text);
        free(text);
    }
}

static struct rect box_of(TessPageIterator *page, TessPageIteratorLevel level)
{
    int left = 0, top = 0, right = 0, bottom = 0;
    if (!TessPageIteratorBoundingBox(page, level, &left, &top, &right, &bottom))
        return (struct rect){0};
    return (struct rect){left, top, right - left, bottom - top};
}

/* Reads the word under the iterator and moves behind it; false at the end of everything. */
static bool gather_word(struct gather *gather, struct text_word *word, bool *ret_last_of_line)
{
    str_clear(&gather->text);
    gather->runes = 0;
    *word = (struct text_word){.box = box_of(gather->page, RIL_WORD)};
    *ret_last_of_line = TessPageIteratorIsAtFinalElement(gather->page, RIL_TEXTLINE, RIL_WORD);
    bool more = true;
    do {
        add_symbol(gather);
        bool last = TessPageIteratorIsAtFinalElement(gather->page, RIL_WORD, RIL_SYMBOL);
        more = TessResultIteratorNext(gather->results, RIL_SYMBOL);
        if (last)
            break;
    } while (more);
    double sum = 0;
    for (size_t i = 0; i < gather->runes; i++)
        sum += gather->confidence[i];
    word->confidence = gather->runes ? (float)(sum / (double)gather->runes) : 0;
    if (gather->runes)
        finish_word(gather, word);
    return more;
}

struct words {
    struct text_word *items;
    size_t count, capacity;
};
struct lines {
    struct text_line *items;
    size_t count, capacity;
};

static void finish_line(struct words *words, struct lines *lines, struct arena *arena)
{
    if (words->count == 0)
        return;
    struct text_line *line = ARRAY_ADD(lines);
    *line = (struct text_line){.table = -1, .row = -1, .column = -1, .kind = TEXT_PRINT};
    line->words = arena_take(arena, words->count, sizeof *line->words);
    line->word_count = words->count;
    double sum = 0, runes = 0;
    for (size_t i = 0; i < words->count; i++) {
        const struct text_word *word = &words->items[i];
        double length = (double)utf8_count(word->text);
        line->words[i] = *word;
        line->box = i ? rect_union(line->box, word->box) : word->box;
        sum += word->confidence * length;
        runes += length;
    }
    line->confidence = runes > 0 ? (float)(sum / runes) : 0;
    words->count = 0;
}

static void gather_lines(struct state *state, struct arena *arena, struct lines *lines)
{
    struct gather gather = {.arena = arena};
    struct words words = {0};
    gather.results = TessBaseAPIGetIterator(state->api);
    if (!gather.results)
        return;
    gather.page = TessResultIteratorGetPageIterator(gather.results);
    TessPageIteratorBegin(gather.page);
    bool more = !rect_empty(box_of(gather.page, RIL_WORD));
    while (more) {
        struct text_word word;
        bool last;
        more = gather_word(&gather, &word, &last);
        if (word.text)
            *ARRAY_ADD(&words) = word;
        if (last)
            finish_line(&words, lines, arena);
    }
    finish_line(&words, lines, arena);
    TessResultIteratorDelete(gather.results);
    str_release(&gather.text);
    free(words.items);
}

static enum err_code read_tesseract(void *pointer, const struct ocr_place *where, const char *allow,
                                    struct arena *arena, struct text_line **ret_lines,
                                    size_t *ret_count, struct err *err)
{
    struct state *state = pointer;
    struct lines lines = {0};
    TessBaseAPISetPageSegMode(state->api, PSM_SINGLE_LINE);
    set_allow(state, allow);
    TessBaseAPISetRectangle(state->api, where->box.x, where->box.y, where->box.w, where->box.h);
    if (TessBaseAPIRecognize(state->api, NULL))
        return err_set(err, ERR_FORMAT, 253, _("the reading engine failed on this page"));
    gather_lines(state, arena, &lines);
    *ret_lines = arena_take(arena, lines.count + 1, sizeof **ret_lines);
    if (lines.count)
        memcpy(*ret_lines, lines.items, lines.count * sizeof *lines.items);
    *ret_count = lines.count;
    free(lines.items);
    return ERR_OK;
}

const struct ocr_driver ocr_tesseract = {
    .name = "tesseract",
    .version = TessVersion,
    .open = open_tesseract,
    .close = close_tesseract,
    .set_page = set_page,
    .read = read_tesseract,
};
