/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/pool: a queue of requests, a row of children, a row of answers.
 * May include: base.
 *
 *   child:  ABSENT -> IDLE -> BUSY -> IDLE
 *                       ^       |  dies, hangs, breaks the protocol
 *                       |       v
 *                       +--- ABSENT (the request goes back to the front once, simplified)
 */
#include "workflow/pool.h"

#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/frame.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/paths.h"
#include "base/proc.h"
#include "base/str.h"

enum { PAGE_SECONDS_MAX = 3600 };
enum { JOBS_MAX = 64, CHILD_END_MS = 2000, HALF_FRAME_MS = 10000 };

enum chain { CHAIN_NONE, CHAIN_FULL, CHAIN_SIMPLE };

struct job {
    struct job *next;
    unsigned long sequence;
    json_t *request;
    int fd, second; /* files that go with it; -1 = none */
    bool retried;
    struct pool_result result;
};

struct child {
    struct proc proc;
    enum chain chain;    /* what it was set up with */
    bool setup_pending;  /* its answer to the setup has not come yet */
    struct job *job;     /* NULL: idle or absent */
    int64_t deadline_us; /* of the request at work */
};

struct pool {
    char *program;
    json_t *setup, *simple;
    unsigned page_ms;
    bool in_order;
    struct child *children;
    size_t child_count;
    struct job *waiting, *done; /* both in order of sequence */
    size_t waiting_count, pending_count;
    unsigned long next_sequence, next_taken;
};

/* A slow machine, or large pages, may need more time than usual. */
static unsigned usual_page_ms(void)
{
    long seconds = WORKER_PAGE_MS / 1000;
    return text_to_long(getenv("SOHOA_PAGE_SECONDS"), 1, PAGE_SECONDS_MAX, &seconds)
               ? (unsigned)seconds * 1000
               : WORKER_PAGE_MS;
}

enum err_code pool_new(const struct pool_options *options, struct pool **ret_new, struct err *err)
{
    char *program =
        options->program ? mem_copy_text(options->program) : paths_helper("sohoa-worker");
    if (!program)
        return err_set(err, ERR_MISSING, 800,
                       _("the helper program sohoa-worker is not there; install sohoa again"));
    struct pool *pool = mem_new(1, sizeof *pool);
    pool->program = program;
    pool->setup = json_incref(options->setup);
    pool->simple = json_incref(options->simple ? options->simple : options->setup);
    pool->page_ms = options->page_ms ? options->page_ms : usual_page_ms();
    pool->in_order = options->in_order;
    pool->child_count = options->jobs ? options->jobs : proc_cores();
    if (pool->child_count > JOBS_MAX)
        pool->child_count = JOBS_MAX;
    pool->children = mem_new(pool->child_count, sizeof *pool->children);
    for (size_t i = 0; i < pool->child_count; i++)
        pool->children[i].proc.socket = -1;
    *ret_new = pool;
    return ERR_OK;
}

/* ---- jobs ---- */

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void job_free(struct job *job)
{
    if (!job)
        return;
    json_decref(job->request);
    close_fd(&job->fd);
    close_fd(&job->second);
    json_decref(job->result.reply);
    close_fd(&job->result.fd);
    free(job);
}

static void list_free(struct job *list)
{
    while (list) {
        struct job *next = list->next;
        job_free(list);
        list = next;
    }
}

static void list_insert(struct job **list, struct job *job)
{
    while (*list && (*list)->sequence < job->sequence)
        list = &(*list)->next;
    job->next = *list;
    *list = job;
}

static struct job *job_new(struct pool *pool, void *tag)
{
    struct job *job = mem_new(1, sizeof *job);
    job->sequence = pool->next_sequence++;
    job->fd = job->second = -1;
    job->result.fd = -1;
    job->result.tag = tag;
    pool->pending_count++;
    return job;
}

static void submit(struct pool *pool, json_t *request_new, int fd, int second, void *tag)
{
    struct job *job = job_new(pool, tag);
    job->request = request_new;
    job->fd = fd;
    job->second = second;
    list_insert(&pool->waiting, job);
    pool->waiting_count++;
}

void pool_submit(struct pool *pool, json_t *request_new, int fd, void *tag)
{
    submit(pool, request_new, fd, -1, tag);
}

void pool_submit_failed(struct pool *pool, const struct err *failure, void *tag)
{
    struct job *job = job_new(pool, tag);
    job->result.err = *failure;
    list_insert(&pool->done, job);
}

size_t pool_pending(const struct pool *pool)
{
    return pool->pending_count;
}

size_t pool_size(const struct pool *pool)
{
    return pool->child_count;
}

bool pool_hungry(const struct pool *pool)
{
    return pool->waiting_count < pool->child_count;
}

/* The request is answered: drop what it needed, keep the answer. */
static void job_finish(struct pool *pool, struct job *job)
{
    json_decref(job->request);
    job->request = NULL;
    close_fd(&job->fd);
    close_fd(&job->second);
    list_insert(&pool->done, job);
}

/* ---- children ---- */

static void child_end(struct child *child)
{
    if (child->proc.pid)
        proc_kill(&child->proc);
    child->proc = (struct proc){.socket = -1};
    child->chain = CHAIN_NONE;
    child->setup_pending = false;
}

/* The child is no good: end it; its request gets another try or the reason. */
static void child_fail(struct pool *pool, struct child *child, const struct err *why)
{
    struct job *job = child->job;
    child->job = NULL;
    child_end(child);
    log_info("workflow", "page worker lost: %s", why->text);
    if (!job->retried) {
        job->retried = true;
        list_insert(&pool->waiting, job);
        pool->waiting_count++;
        return;
    }
    job->result.err = *why;
    job_finish(pool, job);
}

static enum err_code child_start(struct pool *pool, struct child *child, struct err *err)
{
    struct proc_spec spec = {
        .program = pool->program,
        .memory_bytes = WORKER_MEMORY_MAX,
        .cpu_seconds = WORKER_CPU_SECONDS,
        .stdin_fd = -1,
        .stdout_fd = -1,
        .with_socket = true,
        .quiet = getenv("SOHOA_LOG") == NULL, /* libraries chatter on stderr */
    };
    return proc_start(&spec, &child->proc, err);
}

/* Makes sure the child runs with the chain the job needs, then sends the request. */
static enum err_code child_send(struct pool *pool, struct child *child, struct err *err)
{
    enum chain chain = child->job->retried ? CHAIN_SIMPLE : CHAIN_FULL;
    if (!child->proc.pid && child_start(pool, child, err))
        return err->code;
    if (child->chain != chain) {
        json_t *setup = chain == CHAIN_SIMPLE ? pool->simple : pool->setup;
        if (setup && frame_send(child->proc.socket, setup, NULL, 0, err))
            return err->code;
        child->setup_pending = setup != NULL;
        child->chain = chain;
    }
    child->deadline_us = clock_monotonic_us() + (int64_t)pool->page_ms * 1000;
    const int fds[] = {child->job->fd, child->job->second};
    size_t fd_count = (size_t)(fds[0] >= 0) + (fds[1] >= 0);
    return frame_send(child->proc.socket, child->job->request, fds, fd_count, err);
}

static void hand_out(struct pool *pool)
{
    for (size_t i = 0; i < pool->child_count && pool->waiting; i++) {
        struct child *child = &pool->children[i];
        if (child->job)
            continue;
        struct job *job = pool->waiting;
        pool->waiting = job->next;
        pool->waiting_count--;
        child->job = job;
        struct err err = {0};
        if (child_send(pool, child, &err))
            child_fail(pool, child, &err);
    }
}

/* Says how a child ended that closed its socket, or that it talks nonsense. */
static void child_reason(struct child *child, enum err_code code, struct err *err)
{
    struct err end = {0};
    enum err_code ended = proc_wait(&child->proc, code == ERR_EMPTY ? CHILD_END_MS : 50, &end);
    err_clear(err);
    if (ended == ERR_TIMEOUT)
        (void)err_set(err, ERR_CHILD, 804, _("the reading helper gave a wrong answer"));
    else if (ended)
        (void)err_set(err, ERR_CHILD, 805, _("the reading helper stopped in the middle: %s"),
                      end.text);
    else
        (void)err_set(err, ERR_CHILD, 801, _("the reading helper ended without an answer"));
}

/* A frame is there (or the end of the stream). */
static void child_receive(struct pool *pool, struct child *child)
{
    struct err err = {0};
    json_t *reply = NULL;
    int fd = -1;
    enum err_code code = frame_receive(child->proc.socket, HALF_FRAME_MS, &reply, &fd, 1, &err);
    if (code) {
        if (code == ERR_EMPTY || code == ERR_CHILD)
            child_reason(child, code, &err);
        child_fail(pool, child, &err);
        return;
    }
    struct job *job = child->job;
    struct err reported = {0};
    bool failed = frame_is_error(reply, &reported);
    if (child->setup_pending && !failed) {
        child->setup_pending = false;
        json_decref(reply);
        close_fd(&fd);
        return;
    }
    child->job = NULL;
    job->result.err = reported;
    job->result.simplified = job->retried;
    if (failed) {
        json_decref(reply);
        close_fd(&fd);
        if (child->setup_pending)
            child_end(child);
    } else {
        job->result.reply = reply;
        job->result.fd = fd;
    }
    job_finish(pool, job);
}

static void check_deadlines(struct pool *pool)
{
    int64_t now = clock_monotonic_us();
    for (size_t i = 0; i < pool->child_count; i++) {
        struct child *child = &pool->children[i];
        if (!child->job || now < child->deadline_us)
            continue;
        struct err err = {0};
        (void)err_set(&err, ERR_TIMEOUT, 802,
                      _("reading took longer than %u seconds and was stopped"),
                      pool->page_ms / 1000);
        child_fail(pool, child, &err);
    }
}

/* Milliseconds until the first deadline, at most timeout_ms. */
static int wait_ms(const struct pool *pool, int timeout_ms)
{
    int64_t now = clock_monotonic_us();
    for (size_t i = 0; i < pool->child_count; i++) {
        if (!pool->children[i].job)
            continue;
        int64_t left = (pool->children[i].deadline_us - now) / 1000 + 1;
        if (left < 0)
            left = 0;
        if (timeout_ms < 0 || left < timeout_ms)
            timeout_ms = (int)left;
    }
    return timeout_ms;
}

void pool_step(struct pool *pool, int timeout_ms)
{
    struct pollfd polls[JOBS_MAX];
    struct child *whose[JOBS_MAX];
    nfds_t count = 0;
    hand_out(pool);
    for (size_t i = 0; i < pool->child_count; i++) {
        if (!pool->children[i].job)
            continue;
        polls[count] = (struct pollfd){.fd = pool->children[i].proc.socket, .events = POLLIN};
        whose[count++] = &pool->children[i];
    }
    if (!count)
        return;
    if (poll(polls, count, wait_ms(pool, timeout_ms)) > 0)
        for (nfds_t i = 0; i < count; i++)
            if (polls[i].revents)
                child_receive(pool, whose[i]);
    check_deadlines(pool);
    hand_out(pool);
}

bool pool_take(struct pool *pool, struct pool_result *ret)
{
    struct job *job = pool->done;
    if (!job || (pool->in_order && job->sequence != pool->next_taken))
        return false;
    pool->done = job->next;
    pool->next_taken = job->sequence + 1;
    pool->pending_count--;
    *ret = job->result;
    job->result.reply = NULL;
    job->result.fd = -1;
    job_free(job);
    return true;
}

enum err_code pool_call(struct pool *pool, json_t *request_new, int fd, json_t **ret_new,
                        int *ret_fd, struct err *err)
{
    return pool_call_pair(pool, request_new, fd, -1, ret_new, ret_fd, err);
}

enum err_code pool_call_pair(struct pool *pool, json_t *request_new, int fd, int second,
                             json_t **ret_new, int *ret_fd, struct err *err)
{
    struct pool_result result;
    submit(pool, request_new, fd, second, NULL);
    while (!pool_take(pool, &result))
        pool_step(pool, -1);
    if (result.err.code) {
        if (err)
            *err = result.err;
        return result.err.code;
    }
    *ret_new = result.reply;
    if (ret_fd)
        *ret_fd = result.fd;
    else
        close_fd(&result.fd);
    return ERR_OK;
}

static void job_cancel(struct pool *pool, struct job *job)
{
    (void)err_set(&job->result.err, ERR_CANCEL, 803, _("stopped before this page was read"));
    job_finish(pool, job);
}

void pool_cancel(struct pool *pool)
{
    for (size_t i = 0; i < pool->child_count; i++) {
        struct job *job = pool->children[i].job;
        pool->children[i].job = NULL;
        child_end(&pool->children[i]);
        if (job)
            job_cancel(pool, job);
    }
    while (pool->waiting) {
        struct job *job = pool->waiting;
        pool->waiting = job->next;
        pool->waiting_count--;
        job_cancel(pool, job);
    }
}

void pool_free(struct pool *pool)
{
    if (!pool)
        return;
    for (size_t i = 0; i < pool->child_count; i++) {
        child_end(&pool->children[i]);
        job_free(pool->children[i].job);
    }
    free(pool->children);
    list_free(pool->waiting);
    list_free(pool->done);
    json_decref(pool->setup);
    json_decref(pool->simple);
    free(pool->program);
    free(pool);
}
