/* SPDX-License-Identifier: Apache-2.0
 *
 * present/works: the kinds of long work that the desk knows (present/work), with what they are
 * told and what they find. Texts of orders are copied.
 */
#ifndef PRESENT_WORKS_H
#define PRESENT_WORKS_H

#include "base/json.h"
#include "present/picture.h"
#include "present/work.h"
#include "workflow/browse.h"
#include "workflow/health.h"
#include "workflow/trial.h"

/* ---- scanning: first, pages, part, odd, cut_off, done = pages with a new picture; an event a
 * page ---- */
struct scan_order {
    const char *device, *capture;      /* NULL = the first one found; none */
    const char *batch, *schema, *book; /* as in batch_choice */
    int pages;                         /* 0 = until the feeder is empty */
    struct uuid again; /* this batch: its marked sheets into their places; null id = new pages */
};
extern const struct work_kind work_scan;
void *work_scan_state(const struct scan_order *order);

/* ---- bringing in: total, done, known, aside (files), pages; an event a file ---- */
struct import_order {
    const char *path; /* file or folder */
    const char *batch, *schema, *book;
    bool again; /* files that are there already too */
};
extern const struct work_kind work_import;
void *work_import_state(const struct import_order *order);

/* ---- reading all pages that wait: total, done, aside; an event a page ---- */
extern const struct work_kind work_read;
void *work_read_state(void);

/* ---- which scanners there are ---- */
extern const struct work_kind work_devices;
void *work_devices_state(void);
/* After it is over: [{"name","vendor","model","type"}], borrowed; NULL when it failed. */
const json_t *work_devices_peek(void *state);

/* ---- what is in a folder: total and done items ---- */
extern const struct work_kind work_folder;
void *work_folder_state(const char *path);
const struct browse *work_folder_peek(void *state); /* after it is over; NULL when it failed */

/* ---- is all well with the machine and the store: total, done ---- */
struct finding {
    enum health_verdict verdict;
    char *text;
};
struct finding_list {
    struct finding *items;
    size_t count, capacity;
};
extern const struct work_kind work_health;
void *work_health_state(void);
const struct finding_list *work_health_peek(void *state); /* after it is over */

/* ---- one page with a profile that is being tried ---- */
extern const struct work_kind work_trial;
void *work_trial_state(const struct trial_order *order); /* takes a copy of the profile */
/* After it is over well; a picture for each step. */
const struct trial *work_trial_peek(void *state, const struct picture **ret_pictures);

#endif
