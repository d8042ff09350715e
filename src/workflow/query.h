/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/query: a record as a person sees it: for each field of its schema the value in force,
 * where it stands on the page, what the machine thought of it, and whether to look at it.
 *
 * The value in force is the newest of: a draft keyed after the last version, the last version, a
 * draft; else what the book of the record fixes (place, signer …), which nobody need type; else the
 * machine's proposal.
 */
#ifndef WORKFLOW_QUERY_H
#define WORKFLOW_QUERY_H

#include "base/arena.h"
#include "model/record.h"
#include "record/schema.h"
#include "store/record.h"
#include "workflow/book_fixed.h"

struct office;
struct returned;

/* A field whose confidence lies below this is shown as doubtful. */
#define DOUBT_BELOW 0.90f

enum value_origin { ORIGIN_MACHINE, ORIGIN_BOOK, ORIGIN_DRAFT, ORIGIN_VERSION, ORIGIN_COUNT };
/* A person keyed or finished it; what a book fixes or a machine read is not written there by hand.
 */
bool value_origin_keyed(enum value_origin origin);
const char *value_origin_name(enum value_origin origin); /* "machine", "book", "draft", "version" */

struct field_view {
    const struct schema_field *field;
    struct value value; /* in force */
    enum value_origin origin;
    const struct proposed_field *proposed; /* boxes in page space; NULL = nothing was proposed */
    bool doubtful;                         /* nobody looked at it yet and somebody should */
    bool returned;                         /* an official sent the record back because of it */
    bool hidden;                           /* the acting person enters it blind and sees nothing */
};

/* Texts and arrays of the arena; schema of the office. */
struct record_view {
    struct record record;
    const struct schema *schema;
    const char *parts; /* of its page, when that was joined (workflow/join); else NULL */
    const struct book_fixed *book; /* NULL = from no book */
    struct record_image *images;   /* further ones, of torn-off pieces */
    size_t image_count;
    struct field_view *fields; /* in the order of the schema */
    size_t field_count;
    int doubtful;                     /* fields */
    struct uuid version;              /* the head; null id = none */
    struct digest hash;               /* of the head */
    const struct returned *sent_back; /* why; NULL unless the state is returned */
    size_t heads;                     /* more than one: a conflict that a person settles */
    struct uuid author;               /* who made the head; null id = nobody yet */
    long last_draft;                  /* number of the newest draft; 0 = none */
    long drafted;                     /* drafts up to this one are in the head */
    long seconded;                    /* second and settling drafts up to this one are in it */
};
/* A second entry that waits to be compared is no head of its own: the values are the first ones. */
enum err_code record_view_get(struct office *office, const struct uuid *id, struct arena *arena,
                              struct record_view *ret, struct err *err) MUST_CHECK;
/* Of the head alone, without what was keyed since. */
enum err_code record_view_head(struct office *office, const struct uuid *id, struct arena *arena,
                               struct record_view *ret, struct err *err) MUST_CHECK;
/* As the acting person may see it: what is to be entered blind is hidden from whoever may be the
 * one to do it, and numbers of persons in confirmed records from roles that need not see them
 * (workflow/view_mask). For every screen and every line that is printed. */
enum err_code record_view_see(struct office *office, const struct uuid *id, struct arena *arena,
                              struct record_view *ret, struct err *err) MUST_CHECK;
/* Leaves the values, readings and problems of the field out; its place on the page stays. */
void field_view_hide(struct field_view *field, struct arena *arena);
/* NULL when the schema has no such field. */
const struct field_view *record_view_lookup(const struct record_view *view, const char *field);

/* {"id","schema","state","page","position","row","look","doubtful","version","book":{…},
 * "fields":{…}}; "book" only when it is from one; on a joined page each field has "source": its
 * place on a master; "images" only when there are further ones. New. */
json_t *record_view_json(const struct record_view *view);

/* The further images: [{"id": of the page, "revision", "master", "frame"}]; new. */
json_t *record_images_json(const struct record_view *view);

/* A proposed field that a person should look at. field may be NULL. */
bool field_doubtful(const struct proposed_field *proposed, const struct schema_field *field);

/* Parses a stored proposal; texts of the arena. */
enum err_code stored_proposal_parse(const json_t *body, struct arena *arena, struct proposal *ret,
                                    struct err *err) MUST_CHECK;

#endif
