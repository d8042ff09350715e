/* SPDX-License-Identifier: Apache-2.0
 *
 * base/proc: the child's side from fork to exec: descriptors, limits, signals.
 * Only async-signal-safe calls here. May include: base only.
 */
#include "base/proc_child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define UNDER_SANITIZER 1
#endif
#ifndef UNDER_SANITIZER
#define UNDER_SANITIZER 0
#endif

static void give_up(const struct proc_plan *plan)
{
    int why = errno;
    if (write(plan->report_fd, &why, sizeof why) < 0)
        _exit(126);
    _exit(127);
}

static void place(const struct proc_plan *plan, int fd, int target, int null_flags)
{
    int from = fd >= 0 ? fd : open("/dev/null", null_flags | O_CLOEXEC);
    if (from < 0 || (from != target && dup2(from, target) < 0) ||
        (from == target && fcntl(target, F_SETFD, 0) < 0))
        give_up(plan);
}

/* Everything from first on will be gone after exec. */
static void close_rest(int first)
{
    if (close_range((unsigned)first, ~0u, CLOSE_RANGE_CLOEXEC) == 0)
        return;
    for (int fd = first; fd < 4096; fd++)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
}

static void limit(const struct proc_plan *plan, int what, uint64_t value)
{
    struct rlimit limits = {.rlim_cur = value, .rlim_max = value};
    if (setrlimit((__rlimit_resource_t)what, &limits) != 0)
        give_up(plan);
}

static void set_limits(const struct proc_plan *plan)
{
    const struct proc_spec *spec = plan->spec;
    limit(plan, RLIMIT_CORE, 0);
    if (spec->memory_bytes && !UNDER_SANITIZER)
        limit(plan, RLIMIT_AS, spec->memory_bytes);
    if (spec->cpu_seconds)
        limit(plan, RLIMIT_CPU, spec->cpu_seconds);
    if (spec->file_bytes)
        limit(plan, RLIMIT_FSIZE, spec->file_bytes);
}

static void reset_signals(void)
{
    static const int known[] = {SIGPIPE, SIGXFSZ, SIGINT,  SIGTERM,
                                SIGHUP,  SIGQUIT, SIGCHLD, SIGUSR1};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        signal(known[i], SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

void proc_child_run(const struct proc_plan *plan)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != plan->parent)
        _exit(126); /* the parent died in between */
    place(plan, plan->stdin_fd, STDIN_FILENO, O_RDONLY);
    place(plan, plan->stdout_fd, STDOUT_FILENO, O_WRONLY);
    if (plan->spec->quiet)
        place(plan, -1, STDERR_FILENO, O_WRONLY);
    if (plan->socket_fd >= 0)
        place(plan, plan->socket_fd, PROC_SOCKET_FD, 0);
    close_rest(plan->socket_fd >= 0 ? PROC_SOCKET_FD + 1 : PROC_SOCKET_FD);
    reset_signals();
    set_limits(plan);
    execve(plan->path, plan->argv, plan->envp);
    give_up(plan);
    _exit(127);
}
