/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/capture: capture profiles: named sets of scanner settings, YAML files of
 * capture-profiles/ or of any path. What a command or a screen says wins over the profile.
 *
 *   title: TEXT           device: NAME       source: NAME     mode: NAME
 *   resolution: DPI       keep: lossless | jpeg               quality: 75..100
 *   options: {NAME: VALUE}   any other setting of the scanner
 */
#ifndef WORKFLOW_CAPTURE_H
#define WORKFLOW_CAPTURE_H

#include "base/json.h"

struct capture {
    char *name;                                 /* as asked for: stands beside each master */
    json_t *values;                             /* checked; owns the texts below */
    const char *title, *device, *source, *mode; /* NULL = not said */
    int resolution;                             /* dpi; 0 = not said */
    int quality;                                /* JPEG; 0 = lossless */
    const json_t *options;                      /* object or NULL */
};
/* name: of capture-profiles/ without its ending, or a path. ERR_MISSING K-1872; ERR_FORMAT K-1873
 * (no settings), K-1874 (wrong value), K-1875 (unknown word), with file, line and column. */
enum err_code capture_load(const char *name, struct capture *ret_new, struct err *err) MUST_CHECK;
void capture_release(struct capture *capture); /* a zeroed one is fine */
/* Names of all that are installed, NULL-terminated; file_list_free. */
enum err_code capture_list(char ***ret_new, struct err *err) MUST_CHECK;

#endif
