/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/base/test_frame: frames with descriptors through a child that echoes, breaks off, lies.
 * May include: base, cmocka.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/frame.h"
#include "base/mem.h"
#include "base/proc.h"

static struct proc start(const char *mode)
{
    const char *const args[] = {mode, NULL};
    struct proc_spec spec = {.program = getenv("BASE_CHILD"),
                             .args = args,
                             .stdin_fd = -1,
                             .stdout_fd = -1,
                             .with_socket = true};
    struct proc proc = {.socket = -1};
    struct err err = {0};
    if (proc_start(&spec, &proc, &err) != ERR_OK)
        fail_msg("%s", err.text);
    return proc;
}

static void test_echo_with_files(void **state)
{
    (void)state;
    struct proc proc = start("echo");
    for (size_t count = 0; count <= FRAME_FDS_MAX; count++) {
        int fds[FRAME_FDS_MAX], back[FRAME_FDS_MAX];
        for (size_t i = 0; i < count; i++)
            assert_int_equal(file_memory_new("m", "0123456", i + 1, &fds[i], NULL), ERR_OK);
        json_t *message = json_pack("{s:s,s:i}", "ten", "Hường", "n", (int)count), *answer = NULL;
        assert_int_equal(frame_send(proc.socket, message, fds, count, NULL), ERR_OK);
        assert_int_equal(frame_receive(proc.socket, 10000, &answer, back, FRAME_FDS_MAX, NULL),
                         ERR_OK);
        assert_true(json_equal(message, answer));
        for (size_t i = 0; i < FRAME_FDS_MAX; i++) {
            char text[8];
            assert_int_equal(back[i] >= 0, i < count);
            if (i < count)
                assert_int_equal(pread(back[i], text, sizeof text, 0), i + 1);
        }
        for (size_t i = 0; i < count; i++) {
            close(fds[i]);
            close(back[i]);
        }
        json_decref(message);
        json_decref(answer);
    }
    shutdown(proc.socket, SHUT_WR);
    assert_int_equal(proc_wait(&proc, 10000, NULL), ERR_OK);
}

/* More than the socket holds, both ways; descriptors that nobody asked for are closed. */
static void test_big(void **state)
{
    (void)state;
    struct proc proc = start("echo");
    size_t length = 3 << 20;
    char *text = mem_new(1, length + 1);
    memset(text, 'x', length);
    json_t *message = json_array(), *answer = NULL;
    json_array_append_new(message, json_string(text));
    int fd = -1;
    assert_int_equal(file_memory_new("m", "a", 1, &fd, NULL), ERR_OK);
    assert_int_equal(frame_send(proc.socket, message, &fd, 1, NULL), ERR_OK);
    assert_int_equal(frame_receive(proc.socket, 10000, &answer, NULL, 0, NULL), ERR_OK);
    assert_true(json_equal(message, answer));
    close(fd);
    int next = dup(0);
    assert_true(next <= fd);
    close(next);
    free(text);
    json_decref(message);
    json_decref(answer);
    proc_kill(&proc);
}

static void test_broken_partners(void **state)
{
    (void)state;
    static const struct {
        const char *mode;
        int timeout_ms;
        enum err_code code;
    } cases[] = {
        {"half", 10000, ERR_CHILD},  {"huge", 10000, ERR_CHILD}, {"noise", 10000, ERR_CHILD},
        {"crash", 10000, ERR_EMPTY}, {"exit", 10000, ERR_EMPTY}, {"hang", 20, ERR_TIMEOUT},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct proc proc = start(cases[i].mode);
        json_t *answer = NULL;
        struct err err = {0};
        enum err_code code =
            frame_receive(proc.socket, cases[i].timeout_ms, &answer, NULL, 0, &err);
        if (code != cases[i].code)
            fail_msg("%s: %s %s", cases[i].mode, err_code_name(code), err.text);
        assert_null(answer);
        proc_kill(&proc);
    }
}

static void test_send_to_the_dead(void **state)
{
    (void)state;
    int pair[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    close(pair[1]);
    json_t *message = json_object();
    assert_int_equal(frame_send(pair[0], message, NULL, 0, NULL), ERR_CHILD);
    json_decref(message);
    close(pair[0]);
}

static void test_errors_travel(void **state)
{
    (void)state;
    struct err from = {0}, to = {0};
    err_set(&from, ERR_JAM, 303, "kẹt giấy");
    json_t *message = frame_error_new(&from);
    assert_true(frame_is_error(message, &to));
    assert_int_equal(to.code, ERR_JAM);
    assert_int_equal(to.number, 303);
    assert_string_equal(to.text, "kẹt giấy");
    json_decref(message);
    message = json_pack("{s:{s:s}}", "error", "code", "ok");
    assert_true(frame_is_error(message, &to));
    assert_int_equal(to.code, ERR_CHILD);
    json_decref(message);
    message = json_object();
    assert_false(frame_is_error(message, &to));
    json_decref(message);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_echo_with_files), cmocka_unit_test(test_big),
        cmocka_unit_test(test_broken_partners), cmocka_unit_test(test_send_to_the_dead),
        cmocka_unit_test(test_errors_travel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
