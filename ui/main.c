/* SPDX-License-Identifier: Apache-2.0
 *
 * ui/main: the program sohoa: the command line, with the front ends of the desk. May include: base,
 * cli, x11, term.
 */
#include "cli/cli.h"
#include "cli/front.h"
#include "term/term.h"
#include "x11/x11.h"

int main(int argc, char **argv)
{
    static const struct front *const FRONTS[] = {&front_x11, &front_term, NULL};
    return cli_main(argc, argv, FRONTS);
}
