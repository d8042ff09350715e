/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/readers: who ever read the values of a record, as its versions say. An official may not
 * be the only person who ever read a value that he confirms: some version by another person must
 * hold it. Up to READERS_CORRECTIONS_MOST values of a record he may have put right himself, since
 * another person read those fields too. In a practice store the one person does everything.
 */
#ifndef WORKFLOW_READERS_H
#define WORKFLOW_READERS_H

#include "store/record.h"

enum { READERS_CORRECTIONS_MOST = 3 };

/* What the versions of a record say, as seen by one person. */
struct readers {
    size_t heads;     /* versions without child, blind second entries left out */
    struct uuid head; /* the newest of them */
    long drafted;     /* drafts up to this number are contained in it */
    size_t own;       /* of its values: nobody but the person ever read them */
    bool others;      /* somebody else finished a version of the record */
};
enum err_code readers_look(struct store *store, const struct uuid *record,
                           const struct uuid *person, struct readers *ret,
                           struct err *err) MUST_CHECK;

/* May the acting person confirm the record as it is? ERR_STATE: values were keyed since it was
 * finished (K-2882), two versions differ (K-2883); ERR_DENIED: nobody else read it (K-2884), too
 * many values are the official's own (K-2885). */
enum err_code readers_check(struct store *store, const struct uuid *record,
                            struct err *err) MUST_CHECK;

/* A record that waits for a second entry is changed by its first reader alone. ERR_DENIED K-2878.
 */
enum err_code readers_check_first(struct store *store, const struct uuid *record,
                                  struct err *err) MUST_CHECK;

#endif
