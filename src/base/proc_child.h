/* SPDX-License-Identifier: Apache-2.0
 *
 * base/proc_child: what happens between fork and exec. Private to base/proc; only calls that are
 * safe after fork in a process with threads.
 */
#ifndef BASE_PROC_CHILD_H
#define BASE_PROC_CHILD_H

#include <sys/types.h>

#include "base/proc.h"

/* Made before the fork. Descriptors are at 10 or above, so that none lies on 0 to 3. */
struct proc_plan {
    const struct proc_spec *spec;
    const char *path; /* of the program, resolved */
    char **argv, **envp;
    int stdin_fd, stdout_fd; /* -1: /dev/null */
    int socket_fd;           /* -1: none */
    int report_fd;           /* takes errno when exec fails */
    pid_t parent;
};

/* Never returns: execs, or writes errno to report_fd and exits with 127. */
void proc_child_run(const struct proc_plan *plan) __attribute__((noreturn));

#endif
