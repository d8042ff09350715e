/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/desk/script: keys as a person presses them, for every front end the same: words with
 * spaces between; a word that is no key is typed letter by letter, _ is a space. ~20 waits until
 * the store holds 20 pages and all of them are read, ~ alone until no long work goes on.
 */
#ifndef DESK_SCRIPT_H
#define DESK_SCRIPT_H

struct desk;

/* "nguyeenx_vawn_an Enter F3 Ctrl+z"; aborts on a word that is no UTF-8. */
void script_press(struct desk *desk, const char *keys);

#endif
