/* SPDX-License-Identifier: Apache-2.0
 *
 * store/page: pages, their revisions (content) and where each stands (derived).
 *
 * A page is one side of paper; a revision says which part of which master shows it. Replacing,
 * splitting and turning add a revision; the newest counts. Regions are in pixels of (master,
 * frame). A page without a stage row is PAGE_CAPTURED.
 */
#ifndef STORE_PAGE_H
#define STORE_PAGE_H

#include "model/geometry.h"
#include "model/record.h"
#include "store/store.h"

enum { PAGE_TURNS_UNKNOWN = -1 }; /* the machine finds out at each reading */

struct page_view { /* what a revision holds */
    struct digest master;
    int frame;          /* 0.. */
    struct rect region; /* empty = the whole frame */
    int turns;          /* clockwise quarter turns 0..3, or PAGE_TURNS_UNKNOWN */
    bool manual;        /* set by a person: wins over what the machine finds */
    /* Canonical JSON of what the page was joined from (workflow/join); then its pixels are those of
     * the joined picture, and master is that of its first part. NULL = an image as it came. */
    const char *parts;
};

/* Between pixels of (master, frame), in which boxes are kept, and pixels of the picture that a
 * reader or a viewer gets of the page: its region alone. Empty boxes stay empty. */
struct rect page_box_to_picture(const struct page_view *view, struct rect box);
struct rect page_box_from_picture(const struct page_view *view, struct rect box);

struct page {
    struct uuid id;
    struct uuid batch;
    long position; /* 1.. in the batch; below 1 = it is not in the order any more */
    int revision;  /* 1.. the newest */
    struct page_view view;
    int64_t created_ms;
    /* derived */
    enum page_state state;
    int attempts;       /* readings begun and not finished */
    const char *reason; /* why set aside: stable code ("broken", "crash", ...), else NULL */
    const char *detail; /* one line for a person, else NULL */
};

/* Appends to the end of a batch. */
enum err_code page_add(struct store *store, const struct uuid *batch, const struct page_view *view,
                       struct uuid *ret_id, struct err *err) MUST_CHECK;
/* Adds a revision; the page is PAGE_CAPTURED again. */
enum err_code page_revise(struct store *store, const struct uuid *page,
                          const struct page_view *view, int *ret_revision,
                          struct err *err) MUST_CHECK;
/* Puts it at another place of a batch (1..; beyond the end = last). */
enum err_code page_move(struct store *store, const struct uuid *page, const struct uuid *batch,
                        long position, struct err *err) MUST_CHECK;
/* Several at once: they leave where they stand, and then stand at those places, each batch from its
 * first place on; pages of one place keep the order of the array. Far faster than one by one. */
struct page_place {
    struct uuid page, batch;
    long position; /* as of page_move */
};
enum err_code page_place_all(struct store *store, const struct page_place *places, size_t count,
                             struct err *err) MUST_CHECK;
/* Takes it out of the order of its batch, as a part of a joined page or a mistake; page_move brings
 * it back. Lists leave such pages out. */
enum err_code page_withdraw(struct store *store, const struct uuid *page,
                            struct err *err) MUST_CHECK;
/* All pages of a batch in a new order. ERR_STATE K-1570, K-1571 when they are not just these. */
enum err_code page_arrange(struct store *store, const struct uuid *batch, const struct uuid *pages,
                           size_t count, struct err *err) MUST_CHECK;
enum err_code page_get(struct store *store, const struct uuid *page, struct arena *arena,
                       struct page *ret, struct err *err) MUST_CHECK;
/* Id, or 8 or more characters of its beginning or end (the end tells more). ERR_MISSING; ERR_USAGE
 * when several fit. */
enum err_code page_find(struct store *store, const char *text, struct uuid *ret,
                        struct err *err) MUST_CHECK;
enum err_code page_revision_get(struct store *store, const struct uuid *page, int revision,
                                struct arena *arena, struct page_view *ret,
                                struct err *err) MUST_CHECK;

struct page_filter {
    const struct uuid *batch;    /* NULL = all */
    const struct digest *master; /* NULL = all; newest revisions only, parts of joined pages too */
    unsigned states;             /* bits 1u << enum page_state; 0 = all */
    long offset, limit;
};
/* By batch (oldest first), then position. */
enum err_code page_list(struct store *store, const struct page_filter *filter, struct arena *arena,
                        struct page **ret, size_t *ret_count, struct err *err) MUST_CHECK;
enum err_code page_count(struct store *store, const struct page_filter *filter, long *ret,
                         struct err *err) MUST_CHECK;

/* Plain write; the rules live in workflow/transition. */
struct page_stage {
    enum page_state state;
    int attempts;
    const char *reason, *detail; /* NULL = none */
};
enum err_code page_stage_set(struct store *store, const struct uuid *page,
                             const struct page_stage *stage, struct err *err) MUST_CHECK;

#endif
