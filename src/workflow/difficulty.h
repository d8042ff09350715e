/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/difficulty: people report what stands in the way of the work (vướng mắc), for the team
 * leader and the weekly report: one of a few categories, the step of the work, and free words
 * without personal data.
 */
#ifndef WORKFLOW_DIFFICULTY_H
#define WORKFLOW_DIFFICULTY_H

#include "base/json.h"
#include "store/difficulty.h"

struct office;

/* The two fixed lists: stable word, what a clerk reads (English msgid). */
struct difficulty_word {
    const char *name, *title;
};
enum { DIFFICULTY_CATEGORIES = 6, DIFFICULTY_STEPS = 8, DIFFICULTY_WORDS_MAX = 500 };
extern const struct difficulty_word difficulty_categories[DIFFICULTY_CATEGORIES];
extern const struct difficulty_word difficulty_steps[DIFFICULTY_STEPS]; /* the last: "other" */
/* Translated title of a word of either list; the word itself when it is none. */
const char *difficulty_category_title(const char *name);
const char *difficulty_step_title(const char *name);

/* ERR_USAGE K-2820: no such category or step; K-2821: the words hold a number of a person; K-2822:
 * too long or no text. ERR_DENIED. */
enum err_code difficulty_report(struct office *office, const struct difficulty *plan,
                                struct uuid *ret_id, struct err *err) MUST_CHECK;
/* It does not stand in the way any more; answer NULL: nothing to say. */
enum err_code difficulty_settle(struct office *office, const struct uuid *id, const char *answer,
                                struct err *err) MUST_CHECK;

/* {"id","at","category","step","device","code","words","page","record","person","settled",
 *  "answer"}; new. */
json_t *difficulty_json(const struct difficulty *difficulty);

#endif
