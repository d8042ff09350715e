/* SPDX-License-Identifier: Apache-2.0
 *
 * base/frame: messages between sohoa and its children: JSON, framed, with file descriptors.
 *
 * On a SOCK_STREAM Unix socket: 4 bytes length (little endian), 4 bytes number of descriptors, then
 * that many bytes of JSON; descriptors ride on the first byte (SCM_RIGHTS). Big data (pixels,
 * files) never rides in JSON: it goes as a memfd.
 */
#ifndef BASE_FRAME_H
#define BASE_FRAME_H

#include <stddef.h>

#include "base/json.h"

enum { FRAME_FDS_MAX = 4, FRAME_BYTES_MAX = 64 << 20 };

/* Sends all or fails (ERR_CHILD when the other side is gone). fds stay the caller's. */
enum err_code frame_send(int socket, const json_t *message, const int *fds, size_t fd_count,
                         struct err *err) MUST_CHECK;
/* Waits at most timeout_ms (-1 = for ever). ERR_TIMEOUT; ERR_EMPTY on a clean end of stream before
 * a frame; ERR_CHILD on half a frame or a broken one. Received fds are the caller's
 * (close-on-exec); unused slots are -1. fds beyond fd_room are closed. */
enum err_code frame_receive(int socket, int timeout_ms, json_t **ret_new, int *ret_fds,
                            size_t fd_room, struct err *err) MUST_CHECK;

/* An error as {"error": {code, number, text}} and back. */
json_t *frame_error_new(const struct err *from);
/* True when message carries an error; then *ret holds it. */
int frame_is_error(const json_t *message, struct err *ret);

#endif
