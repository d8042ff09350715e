/* SPDX-License-Identifier: Apache-2.0
 *
 * base/proc: child processes with limits. Children get: a Unix socket as fd 3 (see base/frame.h) or
 * plain stdin/stdout, an environment with OMP_THREAD_LIMIT=1 set, no other descriptor, limits on
 * memory and CPU, no core dump, a new process group, death with their parent (PR_SET_PDEATHSIG:
 * with the thread that started them, so start children from a thread that lives as long as they
 * do). Under sanitizers the memory limit is left out (they reserve address space).
 */
#ifndef BASE_PROC_H
#define BASE_PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"

enum { PROC_SOCKET_FD = 3 };

struct proc_spec {
    const char *program;     /* path, or a name looked up on PATH */
    const char *const *args; /* after argv[0]; NULL-terminated; may be NULL */
    const char *const *env;  /* "NAME=VALUE" added to the inherited ones; NULL-terminated or NULL */
    uint64_t memory_bytes;   /* RLIMIT_AS; 0 = none */
    unsigned cpu_seconds;    /* RLIMIT_CPU; 0 = none */
    uint64_t file_bytes;     /* RLIMIT_FSIZE; 0 = none */
    int stdin_fd, stdout_fd; /* -1 = /dev/null */
    bool with_socket;        /* make the socket pair */
    bool quiet;              /* stderr to /dev/null; else inherited */
};

/* Plain data. */
struct proc {
    pid_t pid;  /* 0 = none */
    int socket; /* -1 without with_socket; owned */
};

enum err_code proc_start(const struct proc_spec *spec, struct proc *ret,
                         struct err *err) MUST_CHECK;
/* Waits at most timeout_ms (-1 for ever; on time-out kills the group, ERR_TIMEOUT). ERR_CHILD with
 * a text that names the signal or exit code when it did not exit with 0. */
enum err_code proc_wait(struct proc *proc, int timeout_ms, struct err *err) MUST_CHECK;
void proc_kill(struct proc *proc);    /* SIGKILL the group, reap, close the socket; idempotent */
bool proc_running(struct proc *proc); /* no wait */

/* Runs to the end with stdin from in_fd (-1 none), stdout into a new memfd positioned at 0. */
enum err_code proc_capture(const struct proc_spec *spec, int timeout_ms, int *ret_fd,
                           struct err *err) MUST_CHECK;

/* No core dumps of this process, and no other process of the account looks into its memory. For
 * those that hold keys. */
void proc_hide(void);

unsigned proc_cores(void); /* usable cores, at least 1 */

#endif
