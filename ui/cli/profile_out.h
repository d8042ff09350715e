/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/profile_out: figures of OCR profiles for the eye and as JSON Lines.
 */
#ifndef CLI_PROFILE_OUT_H
#define CLI_PROFILE_OUT_H

#include "cli/command.h"
#include "workflow/verdict.h"

/* The figures of one way of reading: "pages", "unread", "cer", "cer_plain", "wer", "fields",
 * "exact", "seconds"; new reference. */
json_t *profile_figures(const struct score *score);
/* By kind of paper and level, then all; other may be NULL, else its figures stand beside. */
struct profile_side {
    const char *name;
    const struct evaluation *evaluation;
};
void profile_print_table(const struct cli *cli, const struct profile_side *side,
                         const struct profile_side *other);
/* The rule, each sort of error, and what it means; fresh and old are names. */
void profile_print_verdict(const struct cli *cli, const struct verdict *verdict, const char *fresh,
                           const char *old);

#endif
