/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/keys: how many keys a record takes. `bench-keys STORE TRUTHS [MOST | --show]` goes through
 * all that waits in a practice store as a person does who sees the paper (the truths of the sample
 * pages, by their file names) and knows Telex: Enter where the value stands there, one key where
 * what is offered is the value, else typing. An offer is taken only when it is the true value.
 * MOST: more than that
 * share of the figure fails. Changes the store. May include base, model, viet, record, store,
 * workflow and present.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "keys_edit.h"
#include "present/entry.h"
#include "present/offer.h"
#include "record/normalise.h"
#include "record/score.h"
#include "telex.h"
#include "viet/date.h"
#include "workflow/pixels.h"

enum { PRESSES_MAX = 400 };

struct tally {
    long records, fields, characters, keys, by_hand;
    double figure;
    long corrections, doubtful, unseen, failed;
};

struct typist {
    struct desk *desk;
    json_t *truths;
    bool show;
    double most, worst;  /* share of the figure: allowed, met */
    struct arena *arena; /* of one field */
    struct tally *tally;
    struct tally kinds[KIND_COUNT];
};

static struct entry *in_hand(struct typist *typist)
{
    return typist->desk->frames[typist->desk->depth - 1].state;
}

static void press(struct typist *typist, struct press press)
{
    typist->tally->keys++;
    desk_press(typist->desk, &press);
}

static void press_key(struct typist *typist, enum press_code code, unsigned with)
{
    press(typist, (struct press){.code = code, .with = with});
}

static void press_named(struct typist *typist, const char *name)
{
    struct press named;
    if (press_parse(name, &named))
        press(typist, named);
}

/* Names of keys, each with a space behind it. */
static void press_all(struct typist *typist, const char *keys)
{
    while (*keys) {
        char name[32];
        size_t length = 0;
        for (; *keys && *keys != ' ' && length + 1 < sizeof name; keys++)
            name[length++] = *keys == '+' ? ' ' : *keys;
        name[length] = '\0';
        keys += *keys == ' ';
        press_named(typist, name);
    }
}

/* ---- what stands on the paper ---- */

static const json_t *truth_of(struct typist *typist, const struct record *record)
{
    struct page_facts facts;
    size_t i;
    json_t *item;
    if (page_facts_get(office_store(typist->desk->office), &record->page, typist->arena, &facts,
                       NULL) != ERR_OK)
        return NULL;
    char *name = truth_name(facts.master.facts.origin);
    const json_t *truth = json_object_get(typist->truths, name);
    free(name);
    if (record->row < 0)
        return json_object_get(json_object_get(truth, "record"), "fields");
    json_array_foreach (json_object_get(truth, "records"), i, item) {
        if (json_integer_value(json_object_get(item, "row")) == record->row)
            return json_object_get(item, "fields");
    }
    return NULL;
}

/* NULL: nothing is written there. */
static const char *written(const json_t *fields, const char *field)
{
    const json_t *item = json_object_get(fields, field);
    const char *status = json_peek_text(item, "status");
    return status && text_equal(status, "ok") ? json_peek_text(item, "written") : NULL;
}

/* The same value, however a date is written. */
static bool is_right(struct typist *typist, const struct schema_field *field, const char *text,
                     const char *truth)
{
    struct normal a, b;
    if (!text || text_equal(text, truth))
        return text != NULL;
    value_normalise(field->kind, text, typist->arena, &a);
    value_normalise(field->kind, truth, typist->arena, &b);
    return a.text && b.text && text_equal(a.text, b.text);
}

/* ---- one field ---- */

/* What Enter or another key makes the value, as the screen shows it; NULL: none does. */
static const char *key_to_value(struct typist *typist, const struct schema_field *field,
                                const char *truth)
{
    const struct shown_input *input = &desk_shown(typist->desk)->input;
    const char *stays = *input->becomes ? input->becomes : input->text;
    char *trimmed = mem_copy_text(stays);
    for (size_t end = strlen(trimmed); end > 0 && trimmed[end - 1] == ' ';)
        trimmed[--end] = '\0';
    bool right = is_right(typist, field, trimmed, truth);
    free(trimmed);
    if (right)
        return "Enter";
    if (*input->other && is_right(typist, field, input->other, truth))
        return input->other_key;
    if (*input->hint && is_right(typist, field, input->hint, truth))
        return input->hint_key;
    return NULL;
}

static bool take_offer(struct typist *typist, const struct schema_field *field, const char *truth)
{
    struct entry *entry = in_hand(typist);
    struct uuid record = entry->form.view.record.id;
    size_t focus = entry->form.focus;
    const char *key = key_to_value(typist, field, truth);
    if (!key && text_equal(desk_shown(typist->desk)->input.text, truth))
        key = "Enter";
    if (!key)
        return false;
    press_named(typist, key);
    if (in_hand(typist)->form.focus == focus && strcmp(key, "Enter") != 0 &&
        uuid_equal(&in_hand(typist)->form.view.record.id, &record))
        press_key(typist, PRESS_ENTER, 0);
    return true;
}

/* The word that is offered is the next one of the value: taken, then typing goes on. */
static bool take_word(struct typist *typist, const char *truth)
{
    const struct shown_input *input = &desk_shown(typist->desk)->input;
    size_t typed = strlen(input->text);
    bool more;
    struct offer offer = {.text = input->hint, .word = true};
    if (!*input->hint || input->caret != typed)
        return false;
    const char *hint = offer_next_word(&offer, input->text, typist->arena, &more);
    size_t length = strlen(hint);
    bool begins = length > typed && text_starts(truth, hint) &&
                  (truth[length] == ' ' || truth[length] == ',');
    /* One key saves nothing when one sign is missing. */
    if (!begins || utf8_count(hint) < utf8_count(input->text) + 1)
        return false;
    press_key(typist, PRESS_RIGHT, 0);
    return true;
}

static const char *rest_of(struct typist *typist, const char *truth)
{
    const char *text = desk_shown(typist->desk)->input.text;
    return text_starts(truth, text) ? truth + strlen(text)
           : text_ends(text, " ") && strncmp(truth, text, strlen(text) - 1) == 0
               ? truth + strlen(text) - 1
               : NULL;
}

/* Types and takes what is offered on the way. True: the field is done. whole: the text is the
 * value, else a part of it. */
static bool type(struct typist *typist, const struct schema_field *field, const char *text,
                 const char *truth, bool whole)
{
    bool plain = form_style(&in_hand(typist)->form, in_hand(typist)->form.focus) == TYPING_OFF;
    char *upper = utf8_upper(truth);
    bool small = whole && field->kind == KIND_NAME && !text_equal(truth, upper), taken = false;
    struct str keys = STR_INIT;
    free(upper);
    while (*text && !taken) {
        str_clear(&keys);
        size_t word = strcspn(text, " ");
        word += strspn(text + word, " ");
        const char *part = arena_copy_span(typist->arena, text, word);
        if (plain)
            str_add(&keys, part);
        else
            telex_add(&keys, part, small);
        text += word;
        const char *next = str_peek(&keys);
        for (uint32_t rune; !taken && (rune = utf8_next(&next)) != 0;) {
            press(typist, (struct press){.code = PRESS_RUNE, .rune = rune});
            taken = take_offer(typist, field, truth);
            if (!taken && whole && !plain && *next && take_word(typist, truth)) {
                taken = take_offer(typist, field, truth);
                const char *rest = taken ? NULL : rest_of(typist, truth);
                text = rest ? rest : text;
                break;
            }
        }
        while (whole && !plain && !taken && take_word(typist, truth)) {
            taken = take_offer(typist, field, truth);
            const char *rest = taken ? NULL : rest_of(typist, truth);
            text = rest ? rest : text;
        }
    }
    str_release(&keys);
    return taken;
}

/* What a date is keyed as: day and month where the book gives the year. */
static const char *short_form(struct typist *typist, const struct schema_field *field,
                              const char *truth)
{
    struct date_reading reading;
    const struct form *form = &in_hand(typist)->form;
    if ((field->kind == KIND_SEX) && (text_equal(truth, "Nam") || text_equal(truth, "Nữ")))
        return text_equal(truth, "Nam") ? "1" : "2";
    if (field->kind != KIND_DATE || !date_parse(truth, &reading) || !reading.date.day)
        return truth;
    struct date date = reading.date;
    if (form->view.book && form->view.book->year == date.year && date.day != 19 && date.day != 20)
        return arena_format(typist->arena, "%02d%02d", date.day, date.month);
    return arena_format(typist->arena, "%02d%02d%02d", date.day, date.month, date.year % 100);
}

static bool correct(struct typist *typist, const struct schema_field *field, const char *truth)
{
    const struct shown_input *input = &desk_shown(typist->desk)->input;
    struct edit_ask ask = {.from = arena_copy_text(typist->arena, input->text),
                           .to = short_form(typist, field, truth),
                           .caret = input->caret,
                           .doubts = input->doubts,
                           .doubt_count = input->doubt_count};
    struct edit edit = edit_next(&ask, typist->arena);
    press_all(typist, edit.keys);
    return type(typist, field, edit.text, truth, edit.whole) || take_offer(typist, field, truth);
}

static void key_value(struct typist *typist, const struct schema_field *field, const char *truth)
{
    enum { PLACES_MAX = 8 };
    for (int i = 0; i < PLACES_MAX; i++)
        if (correct(typist, field, truth))
            return;
    size_t focus = in_hand(typist)->form.focus;
    typist->tally->failed++;
    if (typist->show)
        printf("      not typed: %s: %s\n", truth, desk_shown(typist->desk)->input.text);
    press_key(typist, PRESS_ENTER, 0);
    if (in_hand(typist)->form.focus == focus)
        press_key(typist, PRESS_F1 + 3, 0);
}

static void key_nothing(struct typist *typist)
{
    struct entry *entry = in_hand(typist);
    size_t focus = entry->form.focus;
    bool empty = !*text_field_peek(&form_peek(&entry->form)->text);
    press_key(typist, empty ? PRESS_ENTER : PRESS_F1 + 4, 0);
    if (entry->form.focus == focus)
        press_key(typist, PRESS_F1 + 2, 0);
}

/* What the figure allows for this field: the keys of the wrong signs, two a correction, one for a
 * doubtful field. */
static double allowed(struct typist *typist, const struct field_view *view, const char *truth)
{
    size_t keys = 0, runs = 0;
    const char *text = view->value.status == VALUE_OK ? view->value.written : "";
    if (!truth || is_right(typist, view->field, text, truth))
        return 1;
    edit_count(text, short_form(typist, view->field, truth), &keys, &runs);
    typist->tally->corrections++;
    return (double)keys + 2.0 * (double)runs + 1;
}

static void key_field(struct typist *typist, const json_t *fields)
{
    struct entry *entry = in_hand(typist);
    size_t index = entry->form.focus;
    const struct field_view *view = form_field_view(&entry->form, index);
    const struct schema_field *field = view->field;
    const char *truth = written(fields, field->name);
    long before = typist->tally->keys;
    struct tally *kind = &typist->kinds[field->kind];
    size_t characters = truth ? utf8_count(truth) : 0;
    const char *read =
        arena_copy_text(typist->arena, view->value.written ? view->value.written : "");
    double figure = 1.2 * allowed(typist, view, truth);
    typist->tally->figure += figure;
    typist->tally->doubtful++;
    if (!truth)
        key_nothing(typist);
    else if (!take_offer(typist, field, truth))
        key_value(typist, field, truth);
    kind->fields++;
    kind->characters += (long)characters;
    kind->keys += typist->tally->keys - before;
    if (typist->show)
        printf("    %-16s %3ld keys for %2zu, figure %3.0f: %s <- %s\n", field->name,
               typist->tally->keys - before, characters, figure, truth ? truth : "-", read);
}

/* ---- one record ---- */

static void count_values(struct typist *typist, const struct form *form, const json_t *fields)
{
    for (size_t i = 0; i < form->count; i++) {
        const struct field_view *view = form_field_view(form, i);
        const char *truth = written(fields, view->field->name);
        if (!truth)
            continue;
        typist->tally->fields++;
        typist->tally->characters += (long)utf8_count(truth);
        bool seen = form_waits(form, i);
        if (!seen && view->origin == ORIGIN_MACHINE &&
            !is_right(typist, view->field, view->value.written, truth))
            typist->tally->unseen++;
    }
}

static bool key_record(struct typist *typist)
{
    struct entry *entry = in_hand(typist);
    struct uuid record = entry->form.view.record.id;
    const json_t *fields = truth_of(typist, &entry->form.view.record);
    long least = typist->tally->keys;
    if (!fields)
        return false;
    typist->tally->records++;
    typist->tally->by_hand += form_by_hand(&entry->form);
    typist->tally->figure += 1.2 * 2;
    count_values(typist, &entry->form, fields);
    while (entry->form.count > 0 && uuid_equal(&entry->form.view.record.id, &record)) {
        if (typist->tally->keys - least > PRESSES_MAX)
            return false;
        if (entry->form.focus < entry->form.count)
            key_field(typist, fields);
        else
            press_key(typist, PRESS_ENTER, 0);
        arena_clear(typist->arena);
    }
    if (typist->show)
        printf("  record: %ld keys\n", typist->tally->keys - least);
    return true;
}

/* ---- all ---- */

static void print(const char *what, const struct tally *tally)
{
    printf("%-12s %7ld %7ld %7ld %7ld %9.2f", what, tally->records, tally->fields,
           tally->characters, tally->keys,
           tally->characters ? (double)tally->keys / (double)tally->characters : 0);
}

static enum err_code go_through(struct typist *typist, bool hand, struct err *err)
{
    struct tally tally = {0};
    struct screen_goal goal = {0};
    typist->tally = &tally;
    enum err_code code = desk_open(typist->desk, hand ? SCREEN_KEY : SCREEN_CHECK, &goal, err);
    if (code)
        return code;
    while (in_hand(typist)->form.count > 0 && key_record(typist))
        continue;
    print(hand ? "handwritten" : "printed", &tally);
    double figure = hand ? 0.6 * (double)tally.characters : tally.figure;
    typist->worst = (double)tally.keys / figure;
    printf(" %9.0f %9.2f\n", figure, typist->worst);
    printf("  fields that came up %ld, corrections %ld, not typed %ld, wrong and not shown %ld\n",
           tally.doubtful, tally.corrections, tally.failed, tally.unseen);
    return ERR_OK;
}

static enum err_code run(struct typist *typist, const char *store, const char *truths,
                         struct err *err)
{
    struct office *office = NULL;
    bool hand = false;
    enum err_code code = truth_load(truths, &typist->truths, err);
    if (!code)
        code = office_open(store, NULL, &office, err);
    if (!code)
        code = desk_new(office, &typist->desk, err);
    const char *name;
    json_t *truth;
    json_object_foreach (typist->truths, name, truth) {
        hand = hand || json_is_true(json_object_get(truth, "handwritten"));
    }
    if (!code) {
        printf("%-12s %7s %7s %7s %7s %9s %9s %9s\n", "", "records", "fields", "signs", "keys",
               "keys/sign", "figure", "share");
        code = go_through(typist, hand, err);
    }
    for (int i = 0; !code && i < KIND_COUNT; i++)
        if (typist->kinds[i].fields) {
            print(field_kind_name((enum field_kind)i), &typist->kinds[i]);
            putchar('\n');
        }
    desk_free(typist->desk);
    office_close(office);
    return code;
}

int main(int argc, char **argv)
{
    struct typist typist = {.arena = arena_new()};
    struct err err = {0};
    typist.show = argc == 4 && strcmp(argv[3], "--show") == 0;
    typist.most = 1e9;
    if (argc != 3 && !typist.show &&
        !(argc == 4 && text_to_double(argv[3], 0.1, 100, &typist.most))) {
        fprintf(stderr, "bench-keys STORE TRUTHS [MOST | --show]\n");
        return 2;
    }
    enum err_code code = run(&typist, argv[1], argv[2], &err);
    if (code)
        fprintf(stderr, "K-%d: %s\n", err.number, err.text);
    else if (!(typist.worst > 0 && typist.worst <= typist.most))
        fprintf(stderr, "more keys than %.2f of the figure, or no record\n", typist.most);
    json_decref(typist.truths);
    arena_free(typist.arena);
    return code || !(typist.worst > 0 && typist.worst <= typist.most) ? 1 : 0;
}
