/* SPDX-License-Identifier: Apache-2.0
 *
 * store/audit: the chain that covers every content row, and the proof that it still does.
 *
 * One audit row a transaction: sequence, time, person, kind, the rows it touched with a hash of
 * each salted per record, and the hash of the row before. It holds no values. Order is the
 * sequence, never the clock. A chain cut at its end is noticed with a head kept outside.
 */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "store/store.h"

struct audit_head {
    int64_t sequence; /* 0 = empty chain */
    struct digest hash;
};
enum { AUDIT_HEAD_TEXT_SIZE = 96 }; /* "<sequence>.<64 hex>" */
void audit_head_show(const struct audit_head *head, char out[AUDIT_HEAD_TEXT_SIZE]);
bool audit_head_parse(const char *text, struct audit_head *ret);
enum err_code audit_head_get(struct store *store, struct audit_head *ret,
                             struct err *err) MUST_CHECK;

struct audit {
    int64_t sequence;
    int64_t at_ms;
    enum audit_kind kind;
    struct uuid person; /* null id = nobody */
    long rows;          /* content rows it covers */
    struct digest hash;
};
/* Rising sequence; record NULL = all, else those that touched the record, its drafts, versions
 * and acts. */
enum err_code audit_list(struct store *store, const struct uuid *record, int64_t after, long limit,
                         struct arena *arena, struct audit **ret, size_t *ret_count,
                         struct err *err) MUST_CHECK;

enum audit_fault {
    FAULT_CHAIN,     /* an audit row's hash or its link to the row before is wrong */
    FAULT_GAP,       /* a sequence number is missing */
    FAULT_CLOCK,     /* warning: the clock went back */
    FAULT_CHANGED,   /* a content row differs from what was written */
    FAULT_UNCOVERED, /* a content row that no audit row knows */
    FAULT_GONE,      /* a covered content row is not there */
    FAULT_SALT,      /* the salt of a row is gone, and no purge says so */
    FAULT_MASTER_GONE,
    FAULT_MASTER_CHANGED,
    FAULT_MASTER_EXTRA, /* warning: a file in masters/ that no row names (left by a crash) */
    FAULT_VERSION,      /* a version's body is not canonical or does not fit its hash */
    FAULT_PARENTS,      /* the record or the parents of a version are not those in its body */
    FAULT_SCHEMA_HASH,
    FAULT_HEAD,     /* the chain does not contain the head kept outside */
    FAULT_DATABASE, /* SQLite's own checks failed */
    FAULT_COUNT
};
const char *audit_fault_name(enum audit_fault fault); /* "chain" ...; static */
bool audit_fault_warns(enum audit_fault fault);       /* reported, but no failure */

struct audit_finding {
    enum audit_fault fault;
    const char *noun; /* table of the row ("draft"), "file" or "audit" */
    const char *id;   /* of the row; never a value */
    int64_t sequence; /* of the audit row concerned; 0 = none */
    const char *text; /* translated, one line */
};
struct audit_options {
    const struct audit_head *head; /* NULL = none */
    bool skip_masters;             /* do not read the files */
    /* All may be NULL. A finding is gone after the call; progress in rows and files done. */
    void (*found)(const struct audit_finding *finding, void *context);
    void (*progress)(long done, long total, void *context);
    bool (*cancelled)(void *context);
    void *context;
};
struct audit_report {
    long audits, rows, masters;
    long faults, warnings;
    struct audit_head head;
};
/* Looks at everything and reports each finding. ERR_DAMAGED K-580 when there is a fault (also with
 * *ret filled), ERR_CANCEL; other codes when it could not look. */
enum err_code audit_verify(struct store *store, const struct audit_options *options,
                           struct audit_report *ret, struct err *err) MUST_CHECK;

#endif
