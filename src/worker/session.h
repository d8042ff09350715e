/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/session: what a page worker keeps between requests, and the operations it offers. One
 * thread. The messages are described in docs/HACKING.md and proved in tests/worker.
 */
#ifndef WORKER_SESSION_H
#define WORKER_SESSION_H

#include "base/frame.h"
#include "model/geometry.h"
#include "ocr/engine.h"
#include "record/schema.h"

struct session {
    json_t *setup;             /* the setup request as it came; owns profile and schemas; or NULL */
    const json_t *profile;     /* parsed OCR profile or NULL; borrowed from setup */
    struct schema_set schemas; /* owned */
    bool simple;               /* the plainest chain */
    struct ocr_engine *engine; /* loaded at the first page that is read; owned */
};

/* An answer: JSON and at most one descriptor; both owned. */
struct reply {
    json_t *json;
    int fd; /* -1 = none */
};

/* fd: the file that came with the request, or -1; stays the caller's. The reply holds an empty
 * object at the start; on failure its content does not matter. */
typedef enum err_code session_op(struct session *session, const json_t *request, int fd,
                                 struct reply *reply, struct err *err);

session_op op_setup, op_probe, op_read, op_render, op_pixels;

void session_release(struct session *session);

#endif
