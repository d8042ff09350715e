/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/proof_records: states of records and confirmations, from the acts alone; then what the
 * store shows is compared with that. May include: base, model, store.
 */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/record.h"
#include "workflow/proof_part.h"
#include "workflow/version.h"

/* ---- applying ---- */

static struct proof_record *state_of(struct acts_proof *proof, const struct uuid *record)
{
    size_t at = id_map_add(&proof->records, record);
    if (at == proof->states.count)
        *ARRAY_ADD(&proof->states) = (struct proof_record){.state = RECORD_ENTERED};
    return &proof->states.items[at];
}

static void move(struct acts_proof *proof, const struct act_seen *act, const struct stage *stage,
                 const struct act_about *about)
{
    struct proof_record *record = state_of(proof, &about->record);
    if (!(stage->from & (1u << record->state)))
        proof_found_act(proof, PROOF_MOVE, act);
    if (stage->to != STAGE_KEEPS)
        record->state = (enum record_state)stage->to;
    if (stage->to != RECORD_CONFIRMED)
        return;
    record->version = about->version;
    record->official = act->person;
    record->sequence = act->sequence;
}

void proof_records_apply(struct acts_proof *proof, const struct act_seen *act,
                         const struct act_kind *kind)
{
    for (size_t i = 0; i < act->about_count; i++) {
        const struct act_about *about = &act->about[i];
        bool again = i > 0 && uuid_equal(&about->record, &about[-1].record);
        if (kind->versions == ACT_MAKES_VERSIONS && uuid_equal(&about->person, &act->person))
            (void)id_map_add(&proof->vouched, &about->version);
        if (kind->stage != STAGE_COUNT && !again)
            move(proof, act, &stage_table[kind->stage], about);
    }
}

/* ---- comparing ---- */

static void compare_version(const struct version_seen *version, void *context)
{
    struct acts_proof *proof = context;
    char id[UUID_TEXT_SIZE];
    if (id_map_lookup(&proof->vouched, &version->id) != (size_t)-1)
        return;
    uuid_show(&version->id, id);
    proof_found(proof, PROOF_VERSION, "version", id, 0, NULL);
}

static void compare_state(const struct uuid *record, enum record_state state, void *context)
{
    struct acts_proof *proof = context;
    char id[UUID_TEXT_SIZE];
    size_t at = id_map_lookup(&proof->records, record);
    enum record_state signed_state =
        at == (size_t)-1 ? RECORD_ENTERED : proof->states.items[at].state;
    if (state == signed_state)
        return;
    uuid_show(record, id);
    proof_found(proof, PROOF_STATE, "record", id, 0, record_state_name(state));
}

/* Is the value of a confirmed version that of a version by somebody else? */
static bool read_elsewhere(const struct version_value *value, const struct version_values *others,
                           size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < others[i].count; k++) {
            const struct version_value *other = &others[i].items[k];
            if (text_equal(other->name, value->name) &&
                other->value.status == value->value.status &&
                text_equal(other->value.written, value->value.written))
                return true;
        }
    return false;
}

/* *ret false: a value of the version stands in no version of anybody but this person. */
static enum err_code somebody_else_read(struct acts_proof *proof, const struct version *confirmed,
                                        const struct uuid *official, struct arena *arena, bool *ret,
                                        struct err *err)
{
    struct version *versions = NULL;
    struct version_values mine;
    size_t count = 0, other_count = 0;
    enum err_code code =
        version_list(proof->store, &confirmed->record, arena, &versions, &count, err);
    struct version_values *others = arena_take(arena, count + 1, sizeof *others);
    for (size_t i = 0; i < count && !code; i++)
        if (!uuid_equal(&versions[i].person, official))
            code = version_parse(versions[i].body, arena, &others[other_count++], err);
    if (!code)
        code = version_parse(confirmed->body, arena, &mine, err);
    *ret = true;
    for (size_t i = 0; !code && i < mine.count; i++)
        *ret = *ret && read_elsewhere(&mine.items[i], others, other_count);
    return code;
}

static enum err_code prove_confirmed(struct acts_proof *proof, const struct uuid *id,
                                     const struct proof_record *record, struct arena *arena,
                                     struct err *err)
{
    struct version *heads = NULL;
    size_t count = 0;
    bool keyed = false, read = true;
    char text[UUID_TEXT_SIZE];
    uuid_show(id, text);
    enum err_code code = version_heads(proof->store, id, arena, &heads, &count, err);
    if (!code)
        code = record_keyed_after(proof->store, id, record->sequence, &keyed, err);
    if (code)
        return code;
    if (keyed || count != 1 || !uuid_equal(&heads[0].id, &record->version)) {
        proof_found(proof, PROOF_CONTENT, "record", text, record->sequence, NULL);
        return ERR_OK;
    }
    if (uuid_equal(&heads[0].person, &record->official))
        code = somebody_else_read(proof, &heads[0], &record->official, arena, &read, err);
    if (!code && !read)
        proof_found(proof, PROOF_ALONE, "record", text, record->sequence, NULL);
    return code;
}

enum err_code proof_records_compare(struct acts_proof *proof, struct err *err)
{
    enum err_code code = version_walk(proof->store, compare_version, proof, err);
    if (!code)
        code = record_walk(proof->store, compare_state, proof, err);
    for (size_t i = 0; i < proof->states.count && !code; i++) {
        if (proof->states.items[i].state != RECORD_CONFIRMED)
            continue;
        struct arena *arena = arena_new();
        proof->report->confirmed++;
        code =
            prove_confirmed(proof, &proof->records.items[i], &proof->states.items[i], arena, err);
        arena_free(arena);
    }
    return code;
}
