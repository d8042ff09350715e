/* SPDX-License-Identifier: Apache-2.0
 *
 * term/term: the desk in a terminal, from 80 by 24 cells, also over ssh and in tmux.
 */
#ifndef TERM_TERM_H
#define TERM_TERM_H

#include "cli/front.h"

extern const struct front front_term;

#endif
