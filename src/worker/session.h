/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/session: what a page worker keeps between requests, and the operations it offers. One
 * thread. Requests and answers, as JSON of base/frame; FILE = a descriptor that rides along, IMAGE
 * = one that comes back; what is in ( ) may be left out or null. Where a frame stands, (source_dpi)
 * and (orientation: TIFF 1..8) may say what counts more than the words of the file:
 *
 *   setup   (profile: parsed OCR profile) (schemas: [schema, ...]) (lang) (simple: bool)
 *           (load: bool)
 *           -> ok, version, engine "lstm 1, tesseract 5.3.0", model "vie"; may come again. simple:
 * the chain for a page at which the full one died. load: load the model now, not at the first page.
 *
 *   profile (profile) -> params: [{path, value, standard, least, most, (whole)}], text: the whole
 *           profile as YAML, each number with its comment
 *
 *   probe   name FILE -> kind, frames: [{width, height, dpi, format}], (damaged: true)
 *
 *   read    name (frame) (region: [x, y, w, h]) (turns: 0..3) (skew: degrees) (schema)
 *           (want: ["text", "image"]) (trace: folder)
 *           (only_fields: true = running text without fields need not be read) FILE
 *           -> page, proposals, quality (model/quality), timing {decode, codes, clean, layout,
 * read, extract: ms of CPU}, peak_kb, (skipped_lines), (partial: true), (by_hand: ["rotation",
 * "skew"]: what was told and not measured), (image: {width, height, bytes} + IMAGE, PNG) schema
 * null: find the kind of paper, "": extract nothing. Page space of the answer is that of the
 * region: a caller adds its corner.
 *
 *   lines   name (frame) (region) (turns) (skew) boxes: [[x, y, w, h], ...] in upright space FILE
 *           -> lines: [{offset, bytes} or null, ...] + IMAGE: the PNG of each place as it is read,
 *           one behind the other
 *
 *   render  name (frame) (region) (turns) (format: jpeg, png, pnm) (quality: 1..100) (dpi: at
 *           most) (mode: grey) FILE -> width, height, dpi, bytes + IMAGE
 *
 *   join    left, right: {name (frame) (region) (turns)} (fit)
 *           (beside: true = facing pages, edge to edge) (format) (quality) (dpi) FILE FILE
 *           -> fit, sizes: [w, h, w, h] of the turned halves, width, height, dpi, bytes + IMAGE:
 *           both halves of a sheet as one picture. fit: whole numbers {a, b: 1e9; dx, dy, off,
 *           sure: 1000; light: [3]; seam; places; x, y: of the left corner}; what was found once
 *           is not searched for again
 *
 *   table   name FILE -> FILE: the first sheet of a workbook as CSV, rows
 *
 *   mix     name (frame) (region) (turns) (skew) (dpi: at most) (hide: [[x, y, w, h], ...] in
 *           upright space) (show: [[x, y, w, h], ...] of the turned page) FILE
 *           -> width, height, dpi, lost, whole, layers: [{kind: jpeg or stencil, width, height,
 *           colour, bytes}, ...] + IMAGE: the bytes of the layers of imaging/mixed, one behind the
 *           other; of the whole page, or of the places to show, below each other
 *
 *   pixels  name (frame) FILE -> sha256 over tight rows, width, height, format, dpi
 */
#ifndef WORKER_SESSION_H
#define WORKER_SESSION_H

#include "base/frame.h"
#include "model/geometry.h"
#include "ocr/engine.h"
#include "record/schema.h"

struct session {
    int second;                /* the second file of the request at work, or -1; not owned */
    json_t *setup;             /* the setup request as it came; owns profile and schemas; or NULL */
    const json_t *profile;     /* parsed OCR profile or NULL; borrowed from setup */
    struct schema_set schemas; /* owned */
    bool simple;               /* the plainest chain */
    char *language, *tessdata; /* the model and its folder; tessdata NULL = the installed one */
    struct ocr_engine *engine; /* loaded at the first page that is read; owned */
};

/* An answer: JSON and at most one descriptor; both owned. */
struct reply {
    json_t *json;
    int fd; /* -1 = none */
};

/* fd: the file that came with the request, or -1; stays the caller's. The reply holds an empty
 * object at the start; on failure its content does not matter. */
typedef enum err_code session_op(struct session *session, const json_t *request, int fd,
                                 struct reply *reply, struct err *err);

session_op op_setup, op_profile, op_probe, op_read, op_lines, op_render, op_join, op_mix, op_pixels,
    op_table;

/* What the profile says about the engine. */
struct ocr_options session_ocr(const struct session *session);
/* Loads it unless it is there. */
enum err_code session_need_engine(struct session *session, struct err *err) MUST_CHECK;

void session_release(struct session *session);

#endif
