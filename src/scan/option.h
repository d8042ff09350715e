/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/option: the settings of an open scanner, by name and as text. What a scanner offers changes
 * while settings are made, so nothing is remembered here: each call asks the scanner again.
 */
#ifndef SCAN_OPTION_H
#define SCAN_OPTION_H

#include "base/json.h"
#include "scan/device.h"

/* Array of {"name","title","description","type","unit","size","constraint","value","active"}:
 * type bool, int, fixed, string, button; constraint null, {"min","max","step"} or an array of legal
 * values; size = how many numbers; settings without a name (groups) are left out. New reference. */
json_t *scanner_options(struct scanner *scanner);

/* True when the scanner has a setting of that name that can be made now. */
bool scanner_has_option(struct scanner *scanner, const char *name);

/* Sets one. Numbers with a point; several numbers separated by commas; yes or no; a text in any
 * case. ERR_USAGE: unknown name K-330, not now K-331, unknown value K-332 (all list what is legal).
 * What the scanner made of it when it could not take it exactly is logged; ask for it again. */
enum err_code scanner_set(struct scanner *scanner, const char *name, const char *value,
                          struct err *err) MUST_CHECK;

/* Present value; false when there is none. Text is heap. */
bool scanner_get_number(struct scanner *scanner, const char *name, double *ret);
char *scanner_get_text(struct scanner *scanner, const char *name); /* NULL when there is none */

/* The first legal value of a text setting that contains one of the words (any case); heap, or NULL.
 * For names that differ between drivers: Gray, Grayscale, True Gray. */
char *scanner_find_value(struct scanner *scanner, const char *name, const char *const *words);

#endif
