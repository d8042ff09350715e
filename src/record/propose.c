/* SPDX-License-Identifier: Apache-2.0
 *
 * record/propose: a picked value becomes a proposal: normalised, with status, confidence, problems.
 * Includes base, model, viet and record.
 */
#include "record/part.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/str.h"
#include "base/utf8.h"
#include "record/normalise.h"
#include "record/problem.h"
#include "viet/fold.h"

void proposal_init(const struct schema *schema, struct arena *arena, struct proposal *ret)
{
    *ret = (struct proposal){.schema = schema->name, .row = -1};
    ret->field_count = schema->field_count;
    ret->fields = arena_take(arena, schema->field_count, sizeof *ret->fields);
    for (size_t i = 0; i < schema->field_count; i++)
        propose_empty(&schema->fields[i], false, (struct rect){0}, &ret->fields[i]);
}

void propose_empty(const struct schema_field *field, bool seen, struct rect box,
                   struct proposed_field *ret)
{
    *ret = (struct proposed_field){.name = field->name, .box = box};
    ret->value.status = seen ? VALUE_BLANK : VALUE_MISSING;
}

static void keep_words(const struct picked *picked, struct arena *arena, struct evidence *evidence)
{
    const struct token_list *taken = picked->tokens_taken;
    struct evidence_word *words = arena_take(arena, taken ? taken->count + 1 : 1, sizeof *words);
    evidence->words = words;
    for (size_t i = 0; taken && i < taken->count; i++) {
        const struct token *token = taken->items[i];
        if (!token->text[0] || token->note)
            continue;
        if (token->glued) { /* two pieces of one word have no order to count by */
            evidence->words = NULL;
            break;
        }
        words[evidence->word_count++] =
            (struct evidence_word){token->mean, token->least, (int)utf8_count(token->text)};
    }
}

/* What the engine thinks of the characters that the value was made of. */
static void weigh_reading(enum field_kind kind, const struct picked *picked,
                          struct evidence *evidence)
{
    float *part = evidence->part;
    float letters = (float)utf8_count(picked->written), away = 0.988f - picked->mean;
    float worst = evidence_doubt(picked->least);
    part[EVIDENCE_WORST] = worst;
    part[EVIDENCE_SUM] = logf(1 + (away > 0 ? away : 0) * letters / 0.01f);
    part[EVIDENCE_DOUBTFUL] = logf(1 + (float)picked->doubtful);
    if (kind == KIND_NUMBER || kind == KIND_PERSON_ID || kind == KIND_DATE || kind == KIND_YEAR)
        part[EVIDENCE_WORST_DIGIT] = worst;
    part[EVIDENCE_LENGTH] = logf(letters > 1 ? letters : 1);
    part[EVIDENCE_SHARED] = picked->left > 0;
}

/* More than marks and capitals. */
static bool letters_differ(const char *a, const char *b)
{
    char *left = fold_search(a), *right = b ? fold_search(b) : NULL;
    bool differ = !right || strcmp(left, right) != 0;
    free(left);
    free(right);
    return differ;
}

static bool first_word_differs(const char *a, const char *b)
{
    size_t length = a && b ? strcspn(b, " ") : 0;
    return length > 0 && strncmp(a, b, length) != 0;
}

static void take_normal(const struct schema_field *field, const struct picked *picked, float label,
                        struct arena *arena, struct proposed_field *ret)
{
    struct normal normal = {0};
    value_normalise(field->kind, picked->written, arena, &normal);
    ret->value.normal = normal.text;
    if (normal.mended && !text_equal(normal.mended, ret->value.written)) {
        ret->other = ret->other ? ret->other : ret->value.written;
        ret->value.written = normal.mended;
    }
    if (field->kind == KIND_PERSON_ID && normal.text && strlen(normal.text) == 9 &&
        strstr(field->label_vi, "định danh"))
        normal.fits *= .4f; /* the old card has nine digits, a personal number has not */
    if (field->kind == KIND_DATE && normal.text && strlen(normal.text) < 10)
        normal.fits *= .7f; /* more often a lost day than a date without one */
    if (field->kind == KIND_NAME && first_word_differs(ret->other, ret->value.written))
        problem_add(ret, "mended", ret->other, NULL, NULL);
    bool listed = field->kind == KIND_ETHNIC || field->kind == KIND_NATIONALITY;
    if (listed && ret->other && letters_differ(ret->other, ret->value.written))
        problem_add(ret, "mended", ret->other, NULL, NULL);
    if (field->kind == KIND_DATE && ret->other)
        problem_add(ret, "date-mended", ret->other, NULL, NULL);
    struct evidence *evidence = arena_take(arena, 1, sizeof *evidence);
    weigh_reading(field->kind, picked, evidence);
    keep_words(picked, arena, evidence);
    evidence->part[EVIDENCE_LABEL] = 1 - label;
    evidence->part[EVIDENCE_UNFIT] = 1 - normal.fits;
    evidence->part[EVIDENCE_MENDED] = ret->other != NULL;
    evidence->part[EVIDENCE_PROBLEM] = normal.problem_count > 0 || ret->problem_count > 0;
    ret->evidence = evidence;
    ret->confidence = evidence_confidence(evidence);
    for (size_t i = 0; i < normal.problem_count; i++)
        problem_add(ret, normal.problems[i].code, normal.problems[i].args[0],
                    normal.problems[i].args[1], normal.problems[i].args[2]);
}

/* At most FIELD_BYTES_MAX bytes, cut between characters. */
static const char *cut_text(const char *text, struct arena *arena)
{
    size_t length = strlen(text);
    if (length <= FIELD_BYTES_MAX)
        return text;
    length = FIELD_BYTES_MAX;
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return arena_copy_span(arena, text, length);
}

void propose_value(const struct schema_field *field, const struct picked *picked, float label,
                   struct arena *arena, struct proposed_field *ret)
{
    *ret = (struct proposed_field){.name = field->name, .box = picked->box};
    ret->handwritten = picked->hand;
    if (!picked->written || picked->hand) {
        ret->value.status = picked->hand ? VALUE_MISSING : VALUE_BLANK;
        return;
    }
    struct picked cut = *picked;
    cut.written = cut_text(picked->written, arena);
    ret->value.written = cut.written;
    ret->value.status = VALUE_OK;
    ret->other = picked->other;
    take_normal(field, &cut, label, arena, ret);
}
