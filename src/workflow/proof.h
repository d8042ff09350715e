/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/proof: is a store what its people signed? store/audit shows that nothing was changed
 * behind the program's back by somebody who does not rebuild the chain; this shows that nobody
 * without the keys made any of it: it walks the signed acts in the order of the chain, learns the
 * people from the root's acts on, and compares what the store shows with what the acts say.
 * A store that was rolled back as a whole shows only with a head kept outside.
 */
#ifndef WORKFLOW_PROOF_H
#define WORKFLOW_PROOF_H

#include "store/audit.h"

enum proof_fault {
    PROOF_ROOT,       /* the store is of another office */
    PROOF_UNSIGNED,   /* an act without a signature */
    PROOF_KEY,        /* signed with a key that was not this person's then */
    PROOF_SIGNATURE,  /* the act, or what it is about, was changed */
    PROOF_PLACE,      /* the chain before the act was rewritten */
    PROOF_RIGHT,      /* the signer may not do this */
    PROOF_BODY,       /* an act of no kind of ours, or without what its kind must hold */
    PROOF_MOVE,       /* the record was in no state for that */
    PROOF_PERSON,     /* a person's role, name or end is not what was signed */
    PROOF_PERSON_KEY, /* a key that no act gave */
    PROOF_VERSION,    /* finished content that its author did not sign */
    PROOF_STATE,      /* the state shown is not that of the acts */
    PROOF_CONTENT,    /* what stands in a confirmed record is not what was confirmed */
    PROOF_ALONE,      /* the official who confirmed was the only one who ever read a value */
    PROOF_FAULT_COUNT
};
const char *proof_fault_name(enum proof_fault fault); /* "root" ...; static */

struct proof_finding {
    const char *fault; /* name: of proof_fault or audit_fault */
    bool warns;        /* reported, but no failure */
    const char *noun;  /* table of the row, "file" or "audit" */
    const char *id;    /* of the row; never a value */
    int64_t sequence;  /* of the audit row concerned; 0 = none */
    const char *about; /* kind of the act; NULL = none */
    const char *text;  /* translated, one line */
};
struct proof_options {
    const struct digest *root;     /* of the recovery sheet; NULL = take the store's word */
    const struct audit_head *head; /* NULL = none */
    bool skip_masters;             /* do not read the files */
    /* All may be NULL. A finding is gone after the call. */
    void (*found)(const struct proof_finding *finding, void *context);
    void (*progress)(long done, long total, void *context);
    bool (*cancelled)(void *context);
    void *context;
};
struct proof_report {
    struct audit_report audit; /* faults and warnings: of everything */
    long acts, people, confirmed;
    bool is_signed; /* an office's store: the acts were looked at */
    struct digest root;
};
/* Reports each finding. ERR_DAMAGED when there is a fault (also with *ret filled), ERR_CANCEL;
 * other codes when it could not look. */
enum err_code proof_run(struct store *store, const struct proof_options *options,
                        struct proof_report *ret, struct err *err) MUST_CHECK;

#endif
