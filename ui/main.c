/* SPDX-License-Identifier: Apache-2.0
 *
 * ui/main: the program sohoa. May include: base.
 */
#include "cli/cli.h"

int main(int argc, char **argv)
{
    return cli_main(argc, argv);
}
