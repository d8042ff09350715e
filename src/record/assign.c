/* SPDX-License-Identifier: Apache-2.0
 *
 * record/assign: a beam search over the labels in reading order. A hypothesis knows the part of the
 * form it is in and which fields it has used; staying in a part and going forward is free, leaving
 * it by a label that other parts share costs, using a field twice costs most. Includes base and
 * record.
 */
#include "record/assign.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"

enum { BEAM = 48 };

#define COST_AGAIN    2.5f /* a field used before */
#define COST_SKIP     1.5f /* the label is none */
#define COST_BACK     0.2f /* backward within a part */
#define COST_ANEW     1.3f /* backward to what a part begins with: rather the next part */
#define COST_SWITCH   1.0f /* into another part by a label that parts share */
#define COST_RETURN   1.0f /* into a part that was left before, likewise */
#define COST_DISTANCE 0.1f /* for each part in between */
#define COST_RANK     0.02f

struct hypothesis {
    float score;
    int block, last;    /* present part (-1 = main), last field or -1 */
    uint64_t used[2];   /* fields */
    uint64_t visited;   /* parts, bit 0 = main */
    int parent, choice; /* into the step before; field or ASSIGN_NONE */
};

struct step {
    struct hypothesis items[BEAM];
    int count;
};

_Static_assert(SCHEMA_FIELDS_MAX <= 128, "used has 128 bits");

static int field_block(const struct schema *schema, int field)
{
    for (size_t i = 0; i < schema->block_count && i < 62; i++)
        if (text_equal(schema->blocks[i].name, schema->fields[field].block))
            return (int)i;
    return -1;
}

/* All fields of the label lie in one part. */
static bool label_specific(const struct schema *schema, const struct label *label)
{
    for (size_t i = 1; i < label->field_count; i++)
        if (!text_equal(schema->fields[label->fields[i]].block,
                        schema->fields[label->fields[0]].block))
            return false;
    return true;
}

static bool opens_block(const struct schema *schema, int field)
{
    return field == 0 || !text_equal(schema->fields[field - 1].block, schema->fields[field].block);
}

static float switch_cost(const struct hypothesis *from, int block)
{
    float cost = COST_SWITCH + COST_DISTANCE * (float)abs(block - from->block);
    if (from->visited & (1ull << (block + 1)))
        cost += COST_RETURN;
    return cost;
}

static void step_add(struct step *step, const struct hypothesis *made)
{
    int at = step->count < BEAM ? step->count : BEAM;
    while (at > 0 && step->items[at - 1].score < made->score)
        at--;
    if (at == BEAM)
        return;
    int moved = (step->count < BEAM ? step->count : BEAM - 1) - at;
    memmove(&step->items[at + 1], &step->items[at], (size_t)moved * sizeof *made);
    step->items[at] = *made;
    if (step->count < BEAM)
        step->count++;
}

static void go_field(const struct schema *schema, const struct instance *instance, size_t choice,
                     const struct hypothesis *from, int parent, struct step *next)
{
    const struct label *label = instance->label;
    int field = label->fields[choice], block = field_block(schema, field);
    struct hypothesis made = *from;
    uint64_t bit = 1ull << (field & 63);
    made.parent = parent;
    made.choice = field;
    made.score -= COST_RANK * (float)label->ranks[choice];
    if (made.used[field >> 6] & bit)
        made.score -= COST_AGAIN;
    if (block != from->block && !label_specific(schema, label))
        made.score -= switch_cost(from, block);
    if (block == from->block && field < from->last)
        made.score -= block >= 0 && opens_block(schema, field) ? COST_ANEW : COST_BACK;
    made.used[field >> 6] |= bit;
    made.visited |= 1ull << (block + 1);
    made.block = block;
    made.last = field;
    step_add(next, &made);
}

static void go_none(const struct instance *instance, const struct hypothesis *from, int parent,
                    struct step *next)
{
    struct hypothesis made = *from;
    made.parent = parent;
    made.choice = ASSIGN_NONE;
    if (instance->label->block >= 0) {
        made.block = instance->label->block;
        made.last = -1;
        made.visited |= 1ull << (made.block + 1);
    } else if (!instance->label->stop) {
        made.score -= COST_SKIP;
    }
    step_add(next, &made);
}

static void advance(const struct schema *schema, const struct instance *instance,
                    const struct step *now, struct step *next)
{
    next->count = 0;
    for (int i = 0; i < now->count; i++) {
        for (size_t k = 0; k < instance->label->field_count; k++)
            go_field(schema, instance, k, &now->items[i], i, next);
        go_none(instance, &now->items[i], i, next);
    }
}

void assign_fields(const struct schema *schema, const struct instance_list *list, int *fields,
                   bool *text)
{
    struct step *steps = mem_new(list->count + 1, sizeof *steps);
    steps[0].count = 1;
    steps[0].items[0] = (struct hypothesis){.block = -1, .last = -1, .visited = 1};
    for (size_t i = 0; i < list->count; i++)
        advance(schema, &list->items[i], &steps[i], &steps[i + 1]);
    int at = 0;
    for (size_t i = list->count; i > 0; i--) {
        const struct hypothesis *made = &steps[i].items[at];
        const struct instance *instance = &list->items[i - 1];
        fields[i - 1] = made->choice;
        if (text)
            text[i - 1] = made->choice == ASSIGN_NONE && instance->label->block < 0 &&
                          !instance->label->stop && !instance->colon;
        at = made->parent;
    }
    free(steps);
}
