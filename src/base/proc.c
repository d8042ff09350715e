/* SPDX-License-Identifier: Apache-2.0
 *
 * base/proc: starting, waiting for and killing children; the parent's side.
 * May include: base only.
 */
#include "base/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/proc_child.h"
#include "base/str.h"

enum { FIRST_FREE_FD = 10 };

extern char **environ;

/* ---- preparing ---- */

/* Heap path of the program as exec needs it, or NULL when it is nowhere. */
static char *resolve(const char *program)
{
    if (strchr(program, '/'))
        return access(program, X_OK) == 0 ? mem_copy_text(program) : NULL;
    const char *at = getenv("PATH");
    for (at = at ? at : "/usr/bin:/bin"; *at;) {
        size_t length = strcspn(at, ":");
        struct str path = STR_INIT;
        str_add_span(&path, at, length);
        str_format(&path, "/%s", program);
        if (length > 0 && access(str_peek(&path), X_OK) == 0)
            return str_take(&path);
        str_release(&path);
        at += length + (at[length] == ':');
    }
    return NULL;
}

static size_t list_length(const char *const *list)
{
    size_t count = 0;
    while (list && list[count])
        count++;
    return count;
}

static char **make_argv(const struct proc_spec *spec)
{
    size_t count = list_length(spec->args);
    char **argv = mem_new(count + 2, sizeof *argv);
    argv[0] = (char *)spec->program;
    for (size_t i = 0; i < count; i++)
        argv[i + 1] = (char *)spec->args[i];
    return argv;
}

static bool same_name(const char *a, const char *b)
{
    size_t length = strcspn(a, "=");
    return strncmp(a, b, length) == 0 && b[length] == '=';
}

static void env_put(char **envp, size_t *count, const char *entry)
{
    for (size_t i = 0; i < *count; i++)
        if (same_name(entry, envp[i])) {
            envp[i] = (char *)entry;
            return;
        }
    envp[(*count)++] = (char *)entry;
}

static char **make_envp(const struct proc_spec *spec)
{
    size_t own = list_length((const char *const *)environ), more = list_length(spec->env);
    char **envp = mem_new(own + more + 2, sizeof *envp);
    size_t count = 0;
    for (size_t i = 0; i < own; i++)
        envp[count++] = environ[i];
    env_put(envp, &count, "OMP_THREAD_LIMIT=1");
    for (size_t i = 0; i < more; i++)
        env_put(envp, &count, spec->env[i]);
    return envp;
}

static int lift(int fd)
{
    return fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, FIRST_FREE_FD);
}

static void close_fd(int fd)
{
    if (fd >= 0)
        close(fd);
}

/* ---- starting ---- */

/* The report pipe says nothing when exec worked, else errno. */
static int exec_result(int fd)
{
    int why = 0;
    ssize_t got;
    do
        got = read(fd, &why, sizeof why);
    while (got < 0 && errno == EINTR);
    return got == (ssize_t)sizeof why ? why : 0;
}

static bool make_channels(const struct proc_spec *spec, struct proc_plan *plan, int *ret_socket,
                          int *ret_report)
{
    int pair[2] = {-1, -1}, report[2] = {-1, -1};
    bool made =
        pipe2(report, O_CLOEXEC) == 0 &&
        (!spec->with_socket || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0);
    plan->socket_fd = lift(pair[1]);
    plan->report_fd = lift(report[1]);
    plan->stdin_fd = lift(spec->stdin_fd);
    plan->stdout_fd = lift(spec->stdout_fd);
    close_fd(pair[1]);
    close_fd(report[1]);
    *ret_socket = pair[0];
    *ret_report = report[0];
    return made && plan->report_fd >= 0 && (plan->socket_fd >= 0) == spec->with_socket &&
           (plan->stdin_fd >= 0) == (spec->stdin_fd >= 0) &&
           (plan->stdout_fd >= 0) == (spec->stdout_fd >= 0);
}

/* Forks; returns the child or -1. The signals stay blocked until the child has its own. */
static pid_t spawn(struct proc_plan *plan)
{
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    plan->parent = getpid();
    pid_t pid = fork();
    if (pid == 0)
        proc_child_run(plan);
    int why = errno;
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    errno = why;
    return pid;
}

static enum err_code launch(struct proc_plan *plan, struct proc *ret, struct err *err)
{
    struct proc proc = {.socket = -1};
    int report = -1;
    enum err_code code = ERR_OK;
    if (!make_channels(plan->spec, plan, &proc.socket, &report) || (proc.pid = spawn(plan)) < 0) {
        code = err_set(err, err_from_errno(errno), 145, _("cannot start %s: %s"),
                       plan->spec->program, err_reason(errno));
        proc.pid = 0;
    }
    close_fd(plan->socket_fd);
    close_fd(plan->report_fd);
    close_fd(plan->stdin_fd);
    close_fd(plan->stdout_fd);
    int why = code == ERR_OK ? exec_result(report) : 0;
    close_fd(report);
    if (why)
        code = err_set(err, err_from_errno(why), 146, _("cannot start %s: %s"), plan->spec->program,
                       err_reason(why));
    if (code == ERR_OK)
        *ret = proc;
    else
        proc_kill(&proc);
    return code;
}

enum err_code proc_start(const struct proc_spec *spec, struct proc *ret, struct err *err)
{
    char *path = resolve(spec->program);
    if (!path)
        return err_set(err, ERR_MISSING, 147, _("%s is not installed; install it and try again"),
                       spec->program);
    struct proc_plan plan = {
        .spec = spec, .path = path, .argv = make_argv(spec), .envp = make_envp(spec)};
    enum err_code code = launch(&plan, ret, err);
    free(path);
    free(plan.argv);
    free(plan.envp);
    return code;
}

/* ---- ending ---- */

static pid_t reap(pid_t pid, int *ret_status, int flags)
{
    pid_t got;
    do
        got = waitpid(pid, ret_status, flags);
    while (got < 0 && errno == EINTR);
    return got;
}

/* True when the child has ended within timeout_ms; *ret_status is then its status. */
static bool wait_until(pid_t pid, int timeout_ms, int *ret_status)
{
    if (timeout_ms < 0)
        return reap(pid, ret_status, 0) == pid;
    int64_t deadline = clock_monotonic_us() + (int64_t)timeout_ms * 1000;
    int watch = pidfd_open(pid, 0);
    bool ended = false;
    for (;;) {
        ended = reap(pid, ret_status, WNOHANG) == pid;
        int64_t left = deadline - clock_monotonic_us();
        if (ended || left <= 0)
            break;
        struct pollfd fd = {.fd = watch, .events = POLLIN};
        int64_t ms = left / 1000 + 1;
        if (watch < 0 && ms > 2)
            ms = 2; /* no pidfd on this kernel: look every 2 ms */
        poll(&fd, watch >= 0 ? 1 : 0, (int)ms);
    }
    close_fd(watch);
    return ended;
}

static enum err_code judge(int status, struct err *err)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return ERR_OK;
    if (WIFSIGNALED(status))
        return err_set(err, ERR_CHILD, 148, _("the helper program was ended by signal %d (%s)"),
                       WTERMSIG(status), strsignal(WTERMSIG(status)));
    return err_set(err, ERR_CHILD, 149, _("the helper program ended with exit code %d"),
                   WEXITSTATUS(status));
}

enum err_code proc_wait(struct proc *proc, int timeout_ms, struct err *err)
{
    if (proc->pid <= 0)
        return ERR_OK;
    int status = 0;
    if (!wait_until(proc->pid, timeout_ms, &status)) {
        proc_kill(proc);
        return err_set(err, ERR_TIMEOUT, 144, _("the helper program took too long"));
    }
    kill(-proc->pid, SIGKILL); /* what it left behind */
    proc->pid = 0;
    close_fd(proc->socket);
    proc->socket = -1;
    return judge(status, err);
}

void proc_kill(struct proc *proc)
{
    if (proc->pid > 0) {
        int status;
        if (kill(-proc->pid, SIGKILL) != 0)
            kill(proc->pid, SIGKILL); /* its group may not exist yet */
        reap(proc->pid, &status, 0);
    }
    proc->pid = 0;
    close_fd(proc->socket);
    proc->socket = -1;
}

bool proc_running(struct proc *proc)
{
    siginfo_t info = {0};
    return proc->pid > 0 &&
           waitid(P_PID, (id_t)proc->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == 0;
}

enum err_code proc_capture(const struct proc_spec *spec, int timeout_ms, int *ret_fd,
                           struct err *err)
{
    int fd = -1;
    enum err_code code = file_memory_new(spec->program, NULL, 0, &fd, err);
    if (code != ERR_OK)
        return code;
    struct proc_spec with_output = *spec;
    with_output.stdout_fd = fd;
    struct proc proc = {.socket = -1};
    code = proc_start(&with_output, &proc, err);
    if (code == ERR_OK)
        code = proc_wait(&proc, timeout_ms, err);
    if (code != ERR_OK) {
        close(fd);
        return code;
    }
    lseek(fd, 0, SEEK_SET);
    *ret_fd = fd;
    return ERR_OK;
}

void proc_hide(void)
{
    const struct rlimit none = {0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

unsigned proc_cores(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int count = CPU_COUNT(&set);
    return count > 0 ? (unsigned)count : 1;
}
