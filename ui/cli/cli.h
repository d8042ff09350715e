/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/cli: the sohoa command line.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

struct front;

/* Returns the exit code: 0 done, 1 failed, 2 wrong usage, 3 done in part. fronts: of the desk, the
 * best first; ends with NULL. */
int cli_main(int argc, char **argv, const struct front *const *fronts);

#endif
