/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/proof_records: states of records and confirmations, from the acts alone; then what the
 * store shows is compared with that. May include: base, model, store.
 */
#include "base/mem.h"
#include "store/record.h"
#include "workflow/proof_part.h"
#include "workflow/readers.h"
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
    struct proof_record *record = state_of(proof, &version->record);
    record->versions++;
    record->single = *version;
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

/* The usual case needs no look into the values: one version, made by somebody else. */
static bool plainly_good(const struct proof_record *record)
{
    return record->versions == 1 && uuid_equal(&record->single.id, &record->version) &&
           !uuid_equal(&record->single.person, &record->official);
}

/* The record stands where the confirmed version says. */
static enum err_code stands_there(struct acts_proof *proof, const struct uuid *id,
                                  const struct uuid *confirmed, bool *ret, struct err *err)
{
    struct arena *arena = arena_new();
    struct version version;
    struct record record;
    enum err_code code = version_get(proof->store, confirmed, arena, &version, err);
    if (!code)
        code = record_get(proof->store, id, arena, &record, err);
    *ret = !code && version_fits(version.body, &record);
    arena_free(arena);
    return code;
}

static enum err_code prove_confirmed(struct acts_proof *proof, const struct uuid *id,
                                     const struct proof_record *record, struct err *err)
{
    struct readers readers = {.heads = 1, .head = record->version, .others = true};
    bool keyed = false, stands = true;
    char text[UUID_TEXT_SIZE];
    uuid_show(id, text);
    enum err_code code = record_keyed_after(proof->store, id, record->sequence, &keyed, err);
    if (!code && !plainly_good(record))
        code = readers_look(proof->store, id, &record->official, &readers, err);
    if (!code)
        code = stands_there(proof, id, &record->version, &stands, err);
    if (code)
        return code;
    if (keyed || !stands || readers.heads != 1 || !uuid_equal(&readers.head, &record->version))
        proof_found(proof, PROOF_CONTENT, "record", text, record->sequence, NULL);
    else if (!readers.others || readers.own > READERS_CORRECTIONS_MOST)
        proof_found(proof, PROOF_ALONE, "record", text, record->sequence, NULL);
    return ERR_OK;
}

enum err_code proof_records_compare(struct acts_proof *proof, struct err *err)
{
    enum err_code code = version_walk(proof->store, compare_version, proof, err);
    if (!code)
        code = record_walk(proof->store, compare_state, proof, err);
    for (size_t i = 0; i < proof->states.count && !code; i++) {
        if (proof->states.items[i].state != RECORD_CONFIRMED)
            continue;
        proof->report->confirmed++;
        code = prove_confirmed(proof, &proof->records.items[i], &proof->states.items[i], err);
    }
    return code;
}
