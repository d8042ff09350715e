/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/proof: the walk over the signed acts, and the report. May include: base, model, store,
 * trust.
 */
#include "workflow/proof.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "workflow/proof_part.h"

/* ---- findings ---- */

static const struct fault {
    const char *name, *text;
} faults[PROOF_FAULT_COUNT] = {
    [PROOF_ROOT] = {"root", N_("this store does not belong to the office of that public key")},
    [PROOF_UNSIGNED] = {"unsigned", N_("nobody signed this act")},
    [PROOF_KEY] = {"key", N_("this act was signed with a key that was not the person's then")},
    [PROOF_SIGNATURE] = {"signature",
                         N_("this act, or the content it is about, is not what was signed")},
    [PROOF_PLACE] = {"place", N_("the audit log before this act is not what it was when the act "
                                 "was signed")},
    [PROOF_RIGHT] = {"right", N_("whoever signed this act had no right to it")},
    [PROOF_BODY] = {"body", N_("this act does not hold what such an act must hold")},
    [PROOF_MOVE] = {"move", N_("the record was in no state for this act")},
    [PROOF_PERSON] = {"person", N_("this person's name, role or leaving is not what was signed")},
    [PROOF_PERSON_KEY] = {"person-key", N_("nobody who may gave this key to this person")},
    [PROOF_VERSION] = {"unsigned-content", N_("whoever is said to have entered this content did "
                                              "not sign it")},
    [PROOF_STATE] = {"state", N_("the record is shown in another state than its acts say")},
    [PROOF_CONTENT] = {"confirmed-content", N_("what stands in this record is not what the "
                                               "official confirmed")},
    [PROOF_ALONE] = {"alone", N_("nobody but the official who confirmed this record ever read one "
                                 "of its values")},
};

const char *proof_fault_name(enum proof_fault fault)
{
    return faults[fault].name;
}

void proof_found(struct acts_proof *proof, enum proof_fault fault, const char *noun, const char *id,
                 int64_t sequence, const char *about)
{
    const struct proof_finding finding = {.fault = faults[fault].name,
                                          .noun = noun,
                                          .id = id,
                                          .sequence = sequence,
                                          .about = about,
                                          .text = _(faults[fault].text)};
    proof->report->audit.faults++;
    if (proof->options->found)
        proof->options->found(&finding, proof->options->context);
}

void proof_found_act(struct acts_proof *proof, enum proof_fault fault, const struct act_seen *act)
{
    proof_found(proof, fault, "act", act->text.id, act->sequence, act->text.kind);
}

/* ---- one act ---- */

static bool signature_good(struct acts_proof *proof, const struct act_seen *act)
{
    struct act_text parts = act->text;
    parts.office = proof->office;
    char *text = act_text_make(&parts);
    bool good = sign_verify(&act->key, ACT_DOMAIN, text, strlen(text), &act->signature);
    free(text);
    return good;
}

static bool place_good(const struct act_seen *act)
{
    char head[AUDIT_HEAD_TEXT_SIZE];
    audit_head_show(&act->before, head);
    return act->in_chain && text_equal(head, act->text.head);
}

/* Each act in turn; one that is not good counts for nothing after it. */
static enum err_code act_prove(struct acts_proof *proof, const struct act_seen *act,
                               struct err *err)
{
    static const struct digest none;
    const struct act_kind *kind = act_kind_lookup(act->text.kind);
    json_t *body = NULL;
    bool known = digest_equal(&act->key, &none);
    if (known) {
        proof_found_act(proof, PROOF_UNSIGNED, act);
        return ERR_OK;
    }
    unsigned signer = proof_signer(proof, act);
    bool good = signature_good(proof, act);
    if (!signer)
        proof_found_act(proof, PROOF_KEY, act);
    if (!good)
        proof_found_act(proof, PROOF_SIGNATURE, act);
    else if (!place_good(act))
        proof_found_act(proof, PROOF_PLACE, act);
    if (!signer || !good)
        return ERR_OK;
    if (act->text.body && json_parse(act->text.body, strlen(act->text.body), "act", &body, err))
        return ERR_DAMAGED;
    if (!kind || !act_kind_fits(kind, body, act->about_count))
        proof_found_act(proof, PROOF_BODY, act);
    else if (!(act_kind_signers(kind) & signer))
        proof_found_act(proof, PROOF_RIGHT, act);
    else if (proof_people_kind(kind->name))
        proof_people_apply(proof, act, signer, body);
    else
        proof_records_apply(proof, act, kind);
    json_decref(body);
    return ERR_OK;
}

static enum err_code visit(const struct act_seen *act, void *context, struct err *err)
{
    struct acts_proof *proof = context;
    const struct proof_options *options = proof->options;
    if (++proof->report->acts % 64 == 0 && options->cancelled &&
        options->cancelled(options->context))
        return err_set(err, ERR_CANCEL, 2850, _("stopped"));
    return act_prove(proof, act, err);
}

/* ---- all of them ---- */

static enum err_code prove_acts(struct acts_proof *proof, struct err *err)
{
    enum err_code code = act_walk(proof->store, visit, proof, err);
    if (!code)
        code = proof_people_compare(proof, err);
    if (!code)
        code = proof_records_compare(proof, err);
    proof->report->people = (long)proof->people.count;
    free(proof->people.items);
    free(proof->keys.items);
    free(proof->states.items);
    id_map_release(&proof->records);
    id_map_release(&proof->vouched);
    return code;
}

/* The store's own station stands in the chain; what it says of its office must be the root. */
static enum err_code prove_office(struct store *store, const struct proof_options *options,
                                  struct proof_report *report, struct err *err)
{
    const struct digest *office = store_peek_office(store);
    struct acts_proof proof = {.store = store, .options = options, .report = report};
    char station[UUID_TEXT_SIZE];
    if (!office && !options->root)
        return ERR_OK;
    proof.root = options->root ? *options->root : *office;
    report->root = proof.root;
    report->is_signed = true;
    uuid_show(store_peek_station(store), station);
    digest_show(&proof.root, proof.office);
    if (!office || !digest_equal(office, &proof.root))
        proof_found(&proof, PROOF_ROOT, "station", station, 0, NULL);
    proof.arena = arena_new();
    enum err_code code = prove_acts(&proof, err);
    arena_free(proof.arena);
    return code;
}

static void pass_on(const struct audit_finding *finding, void *context)
{
    const struct proof_options *options = context;
    const struct proof_finding same = {.fault = audit_fault_name(finding->fault),
                                       .warns = audit_fault_warns(finding->fault),
                                       .noun = finding->noun,
                                       .id = finding->id,
                                       .sequence = finding->sequence,
                                       .text = finding->text};
    if (options->found)
        options->found(&same, options->context);
}

static void pass_progress(long done, long total, void *context)
{
    const struct proof_options *options = context;
    if (options->progress)
        options->progress(done, total, options->context);
}

static bool pass_cancelled(void *context)
{
    const struct proof_options *options = context;
    return options->cancelled && options->cancelled(options->context);
}

static enum err_code prove_all(struct store *store, const struct proof_options *options,
                               struct proof_report *report, struct err *err)
{
    struct err audit_err = {0};
    const struct audit_options audit = {.head = options->head,
                                        .skip_masters = options->skip_masters,
                                        .found = pass_on,
                                        .progress = pass_progress,
                                        .cancelled = pass_cancelled,
                                        .context = (void *)options};
    enum err_code code = audit_verify(store, &audit, &report->audit, &audit_err);
    if (!code || code == ERR_DAMAGED)
        return prove_office(store, options, report, err);
    if (err)
        *err = audit_err;
    return code;
}

enum err_code proof_run(struct store *store, const struct proof_options *options,
                        struct proof_report *ret, struct err *err)
{
    struct proof_report report = {0};
    enum err_code code = walk_begin(store, err);
    if (code)
        return code;
    code = prove_all(store, options, &report, err);
    walk_end(store);
    *ret = report;
    if (!code && report.audit.faults)
        return err_set(err, ERR_DAMAGED, 2851,
                       _("the store is not as its people left it: %ld findings; keep it as it is "
                         "and restore a backup"),
                       report.audit.faults);
    return code;
}
