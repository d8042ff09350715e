/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/proof_part: inside of this room: what the parts of the proof share.
 */
#ifndef WORKFLOW_PROOF_PART_H
#define WORKFLOW_PROOF_PART_H

#include "base/arena.h"
#include "model/id_map.h"
#include "store/act_walk.h"
#include "workflow/act_kind.h"
#include "workflow/proof.h"

/* A person as the acts say. */
struct proof_person {
    struct uuid id;
    const char *name;
    enum role role;
    struct digest key; /* the one that counts now */
    bool ended;
};
/* Every key that an act gave. */
struct proof_key {
    struct uuid person;
    struct digest key;
    struct uuid act;
};
/* A record as the acts say. */
struct proof_record {
    enum record_state state;
    struct uuid version, official; /* of the last confirmation */
    int64_t sequence;              /* of its audit row */
    long versions;                 /* in the store; the one of a single one: */
    struct version_seen single;
};

struct acts_proof {
    struct store *store;
    const struct proof_options *options;
    struct proof_report *report;
    struct digest root;
    char office[DIGEST_TEXT_SIZE];
    struct arena *arena;
    struct {
        struct proof_person *items;
        size_t count, capacity;
    } people;
    struct {
        struct proof_key *items;
        size_t count, capacity;
    } keys;
    struct id_map records; /* ids of states */
    struct id_map vouched; /* versions that their author signed */
    struct {
        struct proof_record *items;
        size_t count, capacity;
    } states;
};

void proof_found(struct acts_proof *proof, enum proof_fault fault, const char *noun, const char *id,
                 int64_t sequence, const char *about);
/* The same about an act. */
void proof_found_act(struct acts_proof *proof, enum proof_fault fault, const struct act_seen *act);

/* workflow/proof_people */
struct proof_person *proof_person_lookup(struct acts_proof *proof, const struct uuid *id);
/* Bits of who signed: a role, or SIGNER_ROOT; 0 = nobody who may. */
unsigned proof_signer(struct acts_proof *proof, const struct act_seen *act);
bool proof_people_kind(const char *kind);
void proof_people_apply(struct acts_proof *proof, const struct act_seen *act, unsigned signer,
                        const json_t *body);
enum err_code proof_people_compare(struct acts_proof *proof, struct err *err) MUST_CHECK;

/* workflow/proof_records */
void proof_records_apply(struct acts_proof *proof, const struct act_seen *act,
                         const struct act_kind *kind);
enum err_code proof_records_compare(struct acts_proof *proof, struct err *err) MUST_CHECK;

#endif
