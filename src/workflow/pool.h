/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/pool: page workers (sohoa-worker children) and the requests given to them.
 *
 * A child that dies, hangs or breaks the protocol costs one retry with a simpler chain; if that
 * fails too, the request comes back with its reason and the pool goes on with a fresh child. An
 * error that a child reports in good order is not retried.
 *
 * Nothing happens behind the caller's back: pool_step does a bounded piece of work and returns.
 * One thread. Children are started when the first request needs them.
 */
#ifndef WORKFLOW_POOL_H
#define WORKFLOW_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/json.h"

struct pool; /* opaque */

struct pool_options {
    unsigned jobs;       /* children; 0 = one a core */
    unsigned page_ms;    /* wall time of one request; 0 = SOHOA_PAGE_SECONDS, else WORKER_PAGE_MS */
    const char *program; /* NULL = sohoa-worker */
    json_t *setup;       /* first message of each child, borrowed during pool_new */
    json_t *simple;      /* the same with the simple chain, for a retry */
    bool in_order;       /* results come in the order of submission, else as they are done */
};

struct pool_result {
    void *tag;       /* as submitted */
    struct err err;  /* code ERR_OK: reply holds the answer */
    json_t *reply;   /* the caller's (json_decref); NULL on failure */
    int fd;          /* the caller's; -1 when none came */
    bool simplified; /* read by the simple chain after a failure */
};

enum err_code pool_new(const struct pool_options *options, struct pool **ret_new,
                       struct err *err) MUST_CHECK;
void pool_free(struct pool *pool); /* ends the children; NULL is fine */

/* Queues a request; takes request_new and fd (-1 = none) over, whatever happens. */
void pool_submit(struct pool *pool, json_t *request_new, int fd, void *tag);
/* Queues a failure that is known already, so that it comes back in its turn. */
void pool_submit_failed(struct pool *pool, const struct err *failure, void *tag);

/* Gives up: ends the children; everything unanswered comes back with ERR_CANCEL. */
void pool_cancel(struct pool *pool);

size_t pool_size(const struct pool *pool);    /* children at most */
size_t pool_pending(const struct pool *pool); /* submitted and not taken yet */
bool pool_hungry(const struct pool *pool);    /* a child would idle without more requests */

/* Hands out requests, waits at most timeout_ms for answers and handles them. Returns early on a
 * signal. */
void pool_step(struct pool *pool, int timeout_ms);
/* The next result, if there is one (in order: if it is the next one's turn). */
bool pool_take(struct pool *pool, struct pool_result *ret);

/* Submits one request and waits for its answer; only for a pool without other requests. The pair
 * form sends two files. */
enum err_code pool_call_pair(struct pool *pool, json_t *request_new, int fd, int second,
                             json_t **ret_new, int *ret_fd, struct err *err) MUST_CHECK;
enum err_code pool_call(struct pool *pool, json_t *request_new, int fd, json_t **ret_new,
                        int *ret_fd, struct err *err) MUST_CHECK;

#endif
