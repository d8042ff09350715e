/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/difficulty: the lists of categories and steps; reporting and settling. May include:
 * base, model, store.
 */
#include "workflow/difficulty.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/utf8.h"
#include "workflow/action.h"
#include "workflow/office.h"

enum { PERSON_DIGITS = 9 }; /* a number of so many digits may be that of a person */

const struct difficulty_word difficulty_categories[DIFFICULTY_CATEGORIES] = {
    {"scanner", N_("scanner, cable, camera")},     {"software", N_("this program, the computer")},
    {"paper", N_("the paper: torn, pale, stuck")}, {"network", N_("network or electricity")},
    {"form", N_("form or column does not fit")},   {"other", N_("something else")},
};

const struct difficulty_word difficulty_steps[DIFFICULTY_STEPS] = {
    {"scan", N_("scanning")},        {"import", N_("bringing in files")},
    {"read", N_("reading")},         {"check", N_("checking")},
    {"key", N_("keying")},           {"confirm", N_("confirming")},
    {"release", N_("handing over")}, {"other", N_("other work")},
};

static const struct difficulty_word *find(const struct difficulty_word *list, size_t count,
                                          const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(list[i].name, name))
            return &list[i];
    return NULL;
}

const char *difficulty_category_title(const char *name)
{
    const struct difficulty_word *word = find(difficulty_categories, DIFFICULTY_CATEGORIES, name);
    return word ? _(word->title) : name;
}

const char *difficulty_step_title(const char *name)
{
    const struct difficulty_word *word = find(difficulty_steps, DIFFICULTY_STEPS, name);
    return word ? _(word->title) : name;
}

/* ---- reporting ---- */

/* A number as long as that of a person or a telephone, also with spaces and dots in it. */
static bool holds_number(const char *text)
{
    int digits = 0;
    for (; *text; text++) {
        if (isdigit((unsigned char)*text))
            digits++;
        else if (*text != ' ' && *text != '.' && *text != '-')
            digits = 0;
        if (digits >= PERSON_DIGITS)
            return true;
    }
    return false;
}

/* NFC, trimmed; NULL when nothing is left. */
static enum err_code clean_words(const char *text, char **ret_new, struct err *err)
{
    char *nfc = NULL;
    *ret_new = NULL;
    if (!text)
        return ERR_OK;
    if (strlen(text) > DIFFICULTY_WORDS_MAX || !utf8_valid(text, strlen(text)))
        return err_set(err, ERR_USAGE, 2822,
                       _("say it shorter: at most %d characters, and in plain text"),
                       DIFFICULTY_WORDS_MAX);
    if (holds_number(text))
        return err_set(err, ERR_USAGE, 2821,
                       _("leave out names and numbers of persons: others read what stands here"));
    enum err_code code = utf8_nfc(text, &nfc, err);
    if (code)
        return code;
    struct str words = STR_INIT;
    str_add(&words, nfc);
    str_trim(&words);
    free(nfc);
    if (words.length)
        *ret_new = str_take(&words);
    str_release(&words);
    return ERR_OK;
}

enum err_code difficulty_report(struct office *office, const struct difficulty *plan,
                                struct uuid *ret_id, struct err *err)
{
    struct difficulty row = *plan;
    char *words = NULL;
    enum err_code code = action_check(office, ACTION_DIFFICULTY, err);
    if (!code && (!find(difficulty_categories, DIFFICULTY_CATEGORIES, plan->category) ||
                  !find(difficulty_steps, DIFFICULTY_STEPS, plan->step)))
        code = err_set(err, ERR_USAGE, 2820,
                       _("choose one of the categories and steps; see: sohoa difficulty add "
                         "--help"));
    if (!code)
        code = clean_words(plan->words, &words, err);
    row.words = words;
    if (!code)
        code = difficulty_add(office_store(office), &row, ret_id, err);
    free(words);
    return code;
}

enum err_code difficulty_settle(struct office *office, const struct uuid *id, const char *answer,
                                struct err *err)
{
    char *words = NULL;
    enum err_code code = action_check(office, ACTION_SETTLE, err);
    if (!code)
        code = clean_words(answer, &words, err);
    if (!code)
        code = difficulty_end(office_store(office), id, words, err);
    free(words);
    return code;
}

/* ---- as JSON ---- */

static void put_id(json_t *json, const char *key, const struct uuid *id)
{
    char text[UUID_TEXT_SIZE];
    uuid_show(id, text);
    json_put_text(json, key, uuid_is_null(id) ? NULL : text);
}

static void put_time(json_t *json, const char *key, int64_t ms)
{
    char text[CLOCK_TEXT_SIZE];
    clock_iso(ms, text);
    json_put_text(json, key, ms ? text : NULL);
}

json_t *difficulty_json(const struct difficulty *difficulty)
{
    json_t *json = json_object();
    put_id(json, "id", &difficulty->id);
    put_time(json, "at", difficulty->at_ms);
    json_put_text(json, "category", difficulty->category);
    json_put_text(json, "step", difficulty->step);
    json_put_text(json, "device", difficulty->device);
    if (difficulty->code)
        json_put_long(json, "code", difficulty->code);
    else
        json_put_new(json, "code", json_null());
    json_put_text(json, "words", difficulty->words);
    put_id(json, "page", &difficulty->page);
    put_id(json, "record", &difficulty->record);
    json_put_text(json, "person", difficulty->person_name);
    put_time(json, "settled", difficulty->ended_ms);
    json_put_text(json, "answer", difficulty->answer);
    return json;
}
