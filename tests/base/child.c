/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/base/child: a child process that misbehaves on request: `base_child MODE`.
 * `base_child write replace|once PATH` writes a file, for errors put in by strace.
 * May include: base.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/file.h"
#include "base/frame.h"
#include "base/mem.h"
#include "base/proc.h"

/* Answers each frame with itself and its descriptors until the line closes. */
static int run_echo(void)
{
    for (;;) {
        json_t *message = NULL;
        int fds[FRAME_FDS_MAX];
        struct err err = {0};
        enum err_code code = frame_receive(PROC_SOCKET_FD, -1, &message, fds, FRAME_FDS_MAX, &err);
        if (code != ERR_OK)
            return code == ERR_EMPTY ? 0 : 1;
        size_t count = 0;
        while (count < FRAME_FDS_MAX && fds[count] >= 0)
            count++;
        code = frame_send(PROC_SOCKET_FD, message, fds, count, &err);
        json_decref(message);
        for (size_t i = 0; i < count; i++)
            close(fds[i]);
        if (code != ERR_OK)
            return 1;
    }
}

static int run_crash(void)
{
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
    return 0;
}

static int run_hang(void)
{
    for (;;)
        pause();
    return 0;
}

/* Takes 16 MiB at a time until it is refused (exit 7) or has 1 GiB (exit 0). */
static int run_eat(void)
{
    enum { STEP = 16 << 20 };
    for (int i = 0; i < 64; i++) {
        char *piece = malloc(STEP);
        if (!piece)
            return 7;
        memset(piece, i, STEP);
    }
    return 0;
}

static int run_spin(void)
{
    for (volatile unsigned i = 0;; i++)
        continue;
    return 0;
}

/* The head promises 100 bytes, ten come. */
static int run_half(void)
{
    unsigned char bytes[18] = {100};
    return send(PROC_SOCKET_FD, bytes, sizeof bytes, 0) == (ssize_t)sizeof bytes ? 0 : 1;
}

static int run_huge(void)
{
    unsigned char bytes[8] = {0xff, 0xff, 0xff, 0xff};
    return send(PROC_SOCKET_FD, bytes, sizeof bytes, 0) == (ssize_t)sizeof bytes ? 0 : 1;
}

static int run_noise(void)
{
    unsigned char bytes[12] = {4, 0, 0, 0, 0, 0, 0, 0, '{', '{', '{', '{'};
    return send(PROC_SOCKET_FD, bytes, sizeof bytes, 0) == (ssize_t)sizeof bytes ? 0 : 1;
}

/* What it was given: open descriptors, core limit, thread limit, signal mask. */
static int run_report(void)
{
    int open_count = 0;
    for (int fd = 0; fd < 256; fd++)
        open_count += fcntl(fd, F_GETFD) >= 0;
    struct rlimit core;
    getrlimit(RLIMIT_CORE, &core);
    sigset_t mask;
    sigprocmask(SIG_SETMASK, NULL, &mask);
    printf("fds=%d core=%llu omp=%s usr1=%d group=%d\n", open_count,
           (unsigned long long)core.rlim_max, getenv("OMP_THREAD_LIMIT"),
           sigismember(&mask, SIGUSR1), getpgrp() == getpid());
    return 0;
}

/* Starts a grandchild that hangs, tells its pid and waits for it. */
static int run_family(void)
{
    pid_t pid = fork();
    if (pid == 0)
        return run_hang();
    printf("%d\n", (int)pid);
    fflush(stdout);
    return run_hang();
}

/* Starts a hanging child by base/proc, tells its pid, and dies without a word. */
static int run_orphan(const char *self)
{
    struct proc proc;
    const char *const args[] = {"hang", NULL};
    struct proc_spec spec = {.program = self, .args = args, .stdin_fd = -1, .stdout_fd = -1};
    if (proc_start(&spec, &proc, NULL) != ERR_OK)
        return 1;
    printf("%d\n", (int)proc.pid);
    fflush(stdout);
    kill(getpid(), SIGKILL);
    return 1;
}

static int run_exit(void)
{
    return 5;
}

/* Writes "new" to PATH, over what is there or once; the K-number of a failure to stdout. */
static int run_write(const char *how, const char *path)
{
    struct err err = {0};
    enum file_mode mode = strcmp(how, "replace") == 0 ? FILE_REPLACE : FILE_ONCE;
    if (file_write(path, "new", 3, mode, &err) == ERR_OK)
        return 0;
    printf("%s K-%d\n", err_code_name(err.code), err.number);
    return 1;
}

static const struct {
    const char *name;
    int (*run)(void);
} modes[] = {
    {"echo", run_echo}, {"crash", run_crash},   {"hang", run_hang},     {"eat", run_eat},
    {"spin", run_spin}, {"half", run_half},     {"huge", run_huge},     {"noise", run_noise},
    {"exit", run_exit}, {"report", run_report}, {"family", run_family},
};

int main(int argc, char **argv)
{
    const char *mode = argc > 1 ? argv[1] : "";
    if (strcmp(mode, "orphan") == 0)
        return run_orphan(argv[0]);
    if (argc == 4 && strcmp(mode, "write") == 0)
        return run_write(argv[2], argv[3]);
    for (size_t i = 0; i < ARRAY_SIZE(modes); i++)
        if (strcmp(modes[i].name, mode) == 0)
            return modes[i].run();
    return 99;
}
