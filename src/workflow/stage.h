/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/stage: the way of a page and of a record, as a table. Read stage.c first: it is the
 * program on one screen. States move only in workflow/transition, which obeys this table.
 */
#ifndef WORKFLOW_STAGE_H
#define WORKFLOW_STAGE_H

#include "model/record.h"
#include "store/store.h"
#include "workflow/page_work.h"

enum stage_of { STAGE_OF_PAGE, STAGE_OF_RECORD };

enum stage_id {
    STAGE_CAPTURE,
    STAGE_CLEAN,
    STAGE_RECOGNISE,
    STAGE_EXTRACT,
    STAGE_SET_ASIDE,
    STAGE_AGAIN,
    STAGE_ADOPT,
    STAGE_KEY,
    STAGE_FIRST,
    STAGE_VERIFY,
    STAGE_KEY_SECOND,
    STAGE_SECOND,
    STAGE_KEY_SETTLED,
    STAGE_SETTLE,
    STAGE_WAIVE,
    STAGE_CORRECT,
    STAGE_CONFIRM,
    STAGE_WITHDRAW,
    STAGE_RETURN,
    STAGE_AMEND,
    STAGE_RELEASE,
    STAGE_COUNT
};

enum { STAGE_KEEPS = -1 }; /* the state stays what it was */

struct stage {
    const char *name;
    enum stage_of of;
    unsigned from;  /* bits 1u << state; FROM_NOTHING: it comes into being */
    int to;         /* enum page_state or record_state, or STAGE_KEEPS */
    unsigned roles; /* who may; 0 = the machine does it by itself */
    enum audit_kind audit;
    const char *act; /* kind of the act that is signed for it, or NULL */
    /* What a machine stage keeps of the worker's answer; NULL = nothing. */
    enum err_code (*keep)(struct page_work *work, struct err *err);
};
#define FROM_NOTHING (1u << 31)

extern const struct stage stage_table[STAGE_COUNT];

/* Word for messages, translated: "captured", "set aside", "verified". Static. */
const char *page_state_title(enum page_state state);
const char *record_state_title(enum record_state state);
/* The step of an office's work that the state belongs to, as officials know it: entering, check 1,
 * check 2, ended (biên mục, kiểm tra 1, kiểm tra 2, kết thúc). Translated, static. */
const char *record_state_step(enum record_state state);

#endif
