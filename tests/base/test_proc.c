/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/base/test_proc: limits, deaths and what a child is given.
 * May include: base, cmocka.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/proc.h"
#include "base/str.h"

static const char *mode_args[2];

static struct proc_spec spec_of(const char *mode)
{
    mode_args[0] = mode;
    return (struct proc_spec){
        .program = getenv("BASE_CHILD"), .args = mode_args, .stdin_fd = -1, .stdout_fd = -1};
}

static bool memory_limit_works(void)
{
#if defined(__SANITIZE_ADDRESS__)
    return false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
    return false;
#endif
#endif
    return true;
}

static void test_ends(void **state)
{
    (void)state;
    static const struct {
        const char *mode, *says;
        uint64_t memory;
        unsigned cpu;
        int timeout_ms;
        enum err_code code;
    } cases[] = {
        {"exit", "5", 0, 0, 10000, ERR_CHILD}, {"crash", "11", 0, 0, 10000, ERR_CHILD},
        {"hang", "", 0, 0, 30, ERR_TIMEOUT},   {"eat", "7", 256 * MEBI, 0, 10000, ERR_CHILD},
        {"spin", "", 0, 1, 20000, ERR_CHILD},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        if (cases[i].memory && !memory_limit_works())
            continue;
        struct proc_spec spec = spec_of(cases[i].mode);
        spec.memory_bytes = cases[i].memory;
        spec.cpu_seconds = cases[i].cpu;
        struct proc proc = {.socket = -1};
        struct err err = {0};
        assert_int_equal(proc_start(&spec, &proc, &err), ERR_OK);
        enum err_code code = proc_wait(&proc, cases[i].timeout_ms, &err);
        if (code != cases[i].code || !strstr(err.text, cases[i].says))
            fail_msg("%s: %s %s", cases[i].mode, err_code_name(code), err.text);
        assert_int_equal(proc.pid, 0);
        assert_false(proc_running(&proc));
        proc_kill(&proc);
    }
}

static void test_missing_program(void **state)
{
    (void)state;
    static const char *const names[] = {"/nonexistent/x", "sohoa-no-such-program", "/tmp"};
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        struct proc_spec spec = {.program = names[i], .stdin_fd = -1, .stdout_fd = -1};
        struct proc proc = {.socket = -1};
        struct err err = {0};
        assert_int_not_equal(proc_start(&spec, &proc, &err), ERR_OK);
        assert_int_not_equal(err.number, 0);
        assert_int_equal(proc.pid, 0);
    }
}

static char *capture(struct proc_spec *spec)
{
    int fd = -1;
    struct err err = {0};
    if (proc_capture(spec, 10000, &fd, &err) != ERR_OK)
        fail_msg("%s", err.text);
    struct bytes bytes = {0};
    assert_int_equal(file_read_fd(fd, 10000, "out", &bytes, NULL), ERR_OK);
    close(fd);
    return (char *)bytes.data;
}

static void test_what_a_child_gets(void **state)
{
    (void)state;
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
    sigprocmask(SIG_BLOCK, &mask, NULL);
    int leak = dup(0), high = dup2(0, 77);
    struct proc_spec spec = spec_of("report");
    char *text = capture(&spec);
    sigprocmask(SIG_UNBLOCK, &mask, NULL);
    close(leak);
    close(high);
    assert_string_equal(text, "fds=3 core=0 omp=1 usr1=0 group=1\n");
    free(text);
}

static void test_capture(void **state)
{
    (void)state;
    int in = -1;
    assert_int_equal(file_memory_new("in", "xin chào", 9, &in, NULL), ERR_OK);
    struct proc_spec spec = {.program = "cat", .stdin_fd = in, .stdout_fd = -1};
    char *text = capture(&spec);
    assert_string_equal(text, "xin chào");
    free(text);
    close(in);
    static const char *const env[] = {"SOHOA_X=ệ", "OMP_THREAD_LIMIT=2", NULL};
    static const char *const args[] = {"-c", "echo $SOHOA_X$OMP_THREAD_LIMIT", NULL};
    spec = (struct proc_spec){.program = "sh", .args = args, .env = env, .stdin_fd = -1};
    text = capture(&spec);
    assert_string_equal(text, "ệ2\n");
    free(text);
    static const char *const fill[] = {"-c", "head -c 100000 /dev/zero", NULL};
    spec = (struct proc_spec){
        .program = "sh", .args = fill, .stdin_fd = -1, .file_bytes = 5000, .quiet = true};
    int fd = -1;
    assert_int_equal(proc_capture(&spec, 10000, &fd, NULL), ERR_CHILD);
    assert_int_equal(fd, -1);
}

/* Waits until the process is gone or is a zombie of somebody else. */
static bool gone(pid_t pid)
{
    int64_t deadline = clock_monotonic_us() + 10000000;
    while (clock_monotonic_us() < deadline) {
        char path[64], line[256] = "";
        snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
        FILE *file = fopen(path, "r");
        bool dead = !file || !fgets(line, sizeof line, file) || strstr(line, ") Z ");
        if (file)
            fclose(file);
        if (dead)
            return true;
        usleep(1000);
    }
    return false;
}

static pid_t first_line_pid(int fd)
{
    char text[32] = "";
    int64_t deadline = clock_monotonic_us() + 10000000;
    while (!strchr(text, '\n') && clock_monotonic_us() < deadline) {
        usleep(1000);
        if (pread(fd, text, sizeof text - 1, 0) < 0)
            return -1;
    }
    long pid = -1;
    text[strcspn(text, "\n")] = '\0';
    assert_true(text_to_long(text, 2, 1 << 30, &pid));
    return (pid_t)pid;
}

static void test_nobody_is_left(void **state)
{
    (void)state;
    static const char *const modes[] = {"family", "orphan"};
    for (size_t i = 0; i < ARRAY_SIZE(modes); i++) {
        int out = -1;
        assert_int_equal(file_memory_new("out", NULL, 0, &out, NULL), ERR_OK);
        struct proc_spec spec = spec_of(modes[i]);
        spec.stdout_fd = out;
        struct proc proc = {.socket = -1};
        assert_int_equal(proc_start(&spec, &proc, NULL), ERR_OK);
        pid_t inner = first_line_pid(out);
        proc_kill(&proc);
        assert_true(gone(inner));
        close(out);
    }
    assert_true(proc_cores() >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_missing_program),
        cmocka_unit_test(test_what_a_child_gets),
        cmocka_unit_test(test_capture),
        cmocka_unit_test(test_nobody_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
