/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/profile: OCR profiles as files: what may stand in one, and writing one. The numbers,
 * their ranges and comments are known to the page worker only; it is asked.
 */
#ifndef WORKFLOW_PROFILE_H
#define WORKFLOW_PROFILE_H

#include "base/json.h"

/* What the worker knows about a parsed profile (NULL = built-in values): {"params": [{"path",
 * "value", "standard", "least", "most"}], "text": the whole profile as YAML with comments}. */
enum err_code profile_describe(json_t *profile, json_t **ret_new, struct err *err) MUST_CHECK;

/* Every fault of the file is reported with line and column: YAML, unknown words, wrong types,
 * numbers out of range, a model that is missing or does not load. Returns their number. */
typedef void profile_report(void *context, const struct err *fault);
size_t profile_check(const char *path, profile_report *report, void *context);

/* Writes the profile with all its numbers and comments as a new file: never over another one.
 * title: first comment line. */
enum err_code profile_write(const char *path, const char *title, json_t *profile,
                            struct err *err) MUST_CHECK;

/* Puts a number at a path ("clean/dots/size") into a parsed profile; sections are made. */
void profile_set_number(json_t *profile, const char *path, double value);

#endif
