/* SPDX-License-Identifier: Apache-2.0
 *
 * present/scan_station: what the files of the scan station share: what is chosen, the pages of the
 * batch, and the scanning that goes on.
 */
#ifndef PRESENT_SCAN_STATION_H
#define PRESENT_SCAN_STATION_H

#include "present/into.h"
#include "store/page.h"

enum station_row { STATION_DEVICE, STATION_CAPTURE, STATION_INTO, STATION_SCHEMA, STATION_ROWS };

struct station_page {
    struct uuid id;
    long position;
    int revision;
    enum page_state state;
    int turns;          /* of its revision */
    unsigned reasons;   /* why it should be scanned again (workflow/quality) */
    const char *detail; /* of one that was set aside; NULL = none */
};

/* How the last scanning ended, for the line under what is chosen. */
enum station_end { END_NONE, END_WELL, END_STOPPED, END_ODD };

struct station {
    struct choices devices, captures;
    struct into into;
    struct arena *arena; /* of the pages */
    struct station_page *pages;
    size_t page_count;
    struct uuid batch; /* whose pages; null id = still to be made */
    size_t focus;      /* a row of what is chosen, then the pages */
    struct lens lens;
    struct uuid seen; /* page whose picture was shown last: until the next one is there */
    int seen_revision;

    bool scanning;        /* its end was not looked at yet */
    bool again;           /* all marked pages are scanned again */
    struct uuid replaces; /* the page that is scanned again; null id = none */
    struct uuid came;     /* the page that came last */
    long pages_read;      /* as the desk said when the pages were looked at last */
    long taken, next;     /* pages of this scanning; number of the sheet that comes next */
    double part;          /* of that sheet, 0..1 */
    long room;            /* pages that the disk still takes, when they are few; else -1 */
    long rate;            /* pages an hour; 0 = not known yet */
    bool cut_off;         /* the scanning before this one broke off */
    enum station_end end;
};

/* The page in focus, or the last one while what is chosen has the focus; NULL = none. */
struct station_page *station_page(const struct station *station);
bool station_on_page(const struct station *station);

/* ---- scan_pages.c: the pages of the batch ---- */
enum err_code station_read(struct desk *desk, struct station *station, struct err *err) MUST_CHECK;
/* What a key does to the page in focus; each can be taken back but keeping. */
enum err_code station_mend(struct desk *desk, struct station *station, enum request request,
                           struct err *err) MUST_CHECK;

/* ---- scan_run.c: what goes on ---- */
enum err_code station_look(struct desk *desk, struct err *err) MUST_CHECK; /* for scanners */
enum err_code station_room(struct desk *desk, struct station *station,
                           struct err *err) MUST_CHECK; /* on the disk */
enum station_task {
    SCAN_STACK, /* behind the pages that are there */
    SCAN_PAGE,  /* the one in focus again */
    SCAN_MARKED /* all that wait for a better picture, in their order */
};
enum err_code station_start(struct desk *desk, struct station *station, enum station_task task,
                            struct err *err) MUST_CHECK;
void station_news(struct desk *desk, void *state);
bool station_stop(struct desk *desk, void *state);

void station_show(struct desk *desk, void *state, struct shown *ret); /* scan_show.c */

#endif
