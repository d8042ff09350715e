/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/confirm: what officials do with verified records: confirm them, one by one or a page at
 * once under one act that names the versions (so their hashes are what is signed); take that back;
 * put up to three values right; and, after confirming, enter a later decision (an amendment): a
 * new version on top of the old one, which stays as it was.
 *
 * Bodies of the acts:
 *   "confirm"  none, or {"sample":ID of the act that drew it}
 *   "correct"  {"fields":[NAME…]}
 *   "amend"    {"date":DATE,"fields":[NAME…],"kind":WORD,"number":TEXT}; its reason in words
 */
#ifndef WORKFLOW_CONFIRM_H
#define WORKFLOW_CONFIRM_H

#include "base/json.h"
#include "model/id.h"
#include "model/record.h"

struct office;

/* All or none. body may be NULL. ERR_STATE, ERR_DENIED of workflow/readers. */
enum err_code confirm_records(struct office *office, const struct uuid *records, size_t count,
                              const json_t *body, struct err *err) MUST_CHECK;
/* words: why; needed (ERR_USAGE K-2886). */
enum err_code confirm_withdraw(struct office *office, const struct uuid *record, const char *words,
                               struct err *err) MUST_CHECK;

struct field_change {
    const char *field, *written; /* written NULL unless status is ok */
    enum value_status status;
};
/* ERR_USAGE: nothing changes (K-2887), more than three (K-2888). */
enum err_code record_correct(struct office *office, const struct uuid *record,
                             const struct field_change *changes, size_t count,
                             struct uuid *ret_version, struct err *err) MUST_CHECK;

/* cải chính, thay đổi, bổ sung, xác định lại dân tộc, nhận cha mẹ con, hủy, khác */
enum amend_kind {
    AMEND_CORRECT,
    AMEND_CHANGE,
    AMEND_ADD,
    AMEND_ETHNIC,
    AMEND_PARENT,
    AMEND_ANNUL,
    AMEND_OTHER,
    AMEND_KIND_COUNT
};
const char *amend_kind_name(enum amend_kind kind);  /* "correct" ...; static */
const char *amend_kind_title(enum amend_kind kind); /* translated */
bool amend_kind_parse(const char *name, enum amend_kind *ret);

struct amendment {
    enum amend_kind kind;
    const char *number, *date, *words; /* of the decision; all needed (ERR_USAGE K-2889) */
};
/* changes may be none for AMEND_ANNUL alone. The record is verified again and waits for an
 * official. */
enum err_code record_amend(struct office *office, const struct uuid *record,
                           const struct amendment *amendment, const struct field_change *changes,
                           size_t count, struct uuid *ret_version, struct err *err) MUST_CHECK;

#endif
