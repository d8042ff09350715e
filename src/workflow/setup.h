/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/setup: the first message to a page worker: OCR profile, schemas, language.
 */
#ifndef WORKFLOW_SETUP_H
#define WORKFLOW_SETUP_H

#include "base/json.h"
#include "workflow/pool.h"

/* The profile's file: a name of ocr-profiles/ without its ending, or a path ("x/y.yaml"). Heap. */
enum err_code setup_profile_path(const char *profile, char **ret_path_new,
                                 struct err *err) MUST_CHECK;
/* Parsed; NULL stays NULL: the built-in values. Names of model files are led on from its folder. */
enum err_code setup_profile_load(const char *profile, json_t **ret_new, struct err *err) MUST_CHECK;
/* The same for a profile that was parsed from this path. */
void setup_place_models(json_t *profile, const char *path);

/* The message itself. profile: parsed, NULL = built-in values; both borrowed. */
json_t *setup_message(json_t *profile, const json_t *schemas);
/* A pool of workers that read with this profile (NULL = built-in values) and these schemas (array
 * of schema documents, borrowed). jobs 0 = one a core. A profile is tried first, so that a
 * wrong one is told once and not page by page. */
enum err_code setup_pool(const char *profile, const json_t *schemas, unsigned jobs, bool in_order,
                         struct pool **ret_new, struct err *err) MUST_CHECK;
/* The same with a parsed profile, borrowed. */
enum err_code setup_pool_of(json_t *profile, const json_t *schemas, unsigned jobs, bool in_order,
                            struct pool **ret_new, struct err *err) MUST_CHECK;
/* Lets a worker of the pool read a white page: are the model and the profile good? Only for a pool
 * without other requests. */
enum err_code setup_try(struct pool *pool, struct err *err) MUST_CHECK;
/* A pool of workers for probing and rendering only; answers in order. */
enum err_code setup_prober(unsigned jobs, struct pool **ret_new, struct err *err) MUST_CHECK;

#endif
