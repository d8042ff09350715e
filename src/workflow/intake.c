/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/intake: files -> masters and pages. May include: base, model, store.
 */
#include "workflow/intake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/batch.h"
#include "store/master.h"
#include "store/page.h"
#include "workflow/office.h"
#include "workflow/pool.h"
#include "workflow/setup.h"
#include "workflow/source.h"
#include "workflow/transition.h"

struct intake {
    struct office *office;
    struct store *store;
    struct batch_choice choice;
    struct events *events;
    struct pool *prober;
    char **files;
    size_t next;
    struct intake_tally tally;
    bool again; /* known files too */
};

static const char *today(struct arena *arena)
{
    enum { DATE_LENGTH = 10 };
    char now[CLOCK_TEXT_SIZE];
    clock_show(clock_now_ms(), now);
    return arena_copy_span(arena, now, DATE_LENGTH);
}

/* "Sổ đăng ký khai sinh 01/2005": books of two kinds may share a number. */
static const char *name_of_book(struct office *office, const struct book *book, struct arena *arena)
{
    const struct schema *schema = book->schema ? office_schema_lookup(office, book->schema) : NULL;
    const char *number = book->number ? book->number : "";
    return arena_format(arena, "%s %s", schema ? schema->title_vi : "Quyển", number);
}

/* What a new batch would be. */
static enum err_code make_plan(struct office *office, const struct batch_choice *choice,
                               struct arena *arena, struct batch *ret_plan, struct err *err)
{
    struct batch plan = {
        .name = choice->name, .schema = choice->schema, .profile = choice->profile};
    struct book book = {0};
    enum err_code code = ERR_OK;
    if (choice->book)
        code = book_find(office_store(office), choice->book, arena, &book, err);
    if (!code && !plan.schema)
        plan.schema = book.schema;
    if (!code)
        code = office_schema_check(office, plan.schema, err);
    if (code)
        return code;
    plan.book = book.id;
    if (!plan.name)
        plan.name = choice->book ? name_of_book(office, &book, arena) : today(arena);
    *ret_plan = plan;
    return ERR_OK;
}

/* plan->id stays a null id when the batch is still to be made. */
static enum err_code find_batch(struct office *office, const struct batch_choice *choice,
                                struct arena *arena, struct batch *plan, struct err *err)
{
    struct batch batch = {0};
    struct err missing = {0};
    enum err_code code = make_plan(office, choice, arena, plan, err);
    if (code)
        return code;
    code = batch_find(office_store(office), plan->name, arena, &batch, &missing);
    if (code == ERR_MISSING)
        return ERR_OK;
    if (code && err)
        *err = missing;
    bool other_paper = choice->schema && !text_equal(choice->schema, batch.schema);
    if (!code && other_paper)
        code = err_set(err, ERR_STATE, 840,
                       _("batch \"%s\" is for another kind of paper; use another --batch"),
                       plan->name);
    if (!code && choice->book && !uuid_equal(&plan->book, &batch.book))
        code = err_set(err, ERR_STATE, 1898,
                       _("batch \"%s\" is for another book; use another --batch"), plan->name);
    plan->id = batch.id;
    return code;
}

enum err_code batch_choice_check(struct office *office, const struct batch_choice *choice,
                                 struct err *err)
{
    struct arena *arena = arena_new();
    struct batch plan = {0};
    char *profile = NULL;
    enum err_code code = find_batch(office, choice, arena, &plan, err);
    if (!code && choice->profile)
        code = setup_profile_path(choice->profile, &profile, err);
    free(profile);
    arena_free(arena);
    return code;
}

enum err_code batch_choice_open(struct office *office, const struct batch_choice *choice,
                                struct uuid *ret_batch, struct err *err)
{
    struct arena *arena = arena_new();
    struct batch plan = {0};
    enum err_code code = find_batch(office, choice, arena, &plan, err);
    if (!code && uuid_is_null(&plan.id))
        code = batch_add(office_store(office), &plan, &plan.id, err);
    if (!code)
        *ret_batch = plan.id;
    arena_free(arena);
    return code;
}

enum err_code batch_choice_look(struct office *office, const struct batch_choice *choice,
                                char **ret_name_new, long *ret_pages, struct err *err)
{
    struct arena *arena = arena_new();
    struct batch plan = {0};
    enum err_code code = find_batch(office, choice, arena, &plan, err);
    struct page_filter filter = {.batch = &plan.id};
    *ret_pages = 0;
    if (!code && !uuid_is_null(&plan.id))
        code = page_count(office_store(office), &filter, ret_pages, err);
    if (!code)
        *ret_name_new = mem_copy_text(plan.name);
    arena_free(arena);
    return code;
}

enum err_code intake_new(struct office *office, const struct batch_choice *choice,
                         char *const *paths, size_t count, struct events *events,
                         struct intake **ret_new, struct err *err)
{
    struct intake *intake = mem_new(1, sizeof *intake);
    intake->office = office;
    intake->store = office_store(office);
    intake->choice = *choice;
    intake->events = events;
    enum err_code code = batch_choice_check(office, choice, err);
    if (!code)
        code = source_expand(paths, count, &intake->files, err);
    if (!code)
        code = setup_prober(1, &intake->prober, err);
    if (code) {
        intake_free(intake);
        return code;
    }
    while (intake->files[intake->tally.files])
        intake->tally.files++;
    *ret_new = intake;
    return ERR_OK;
}

void intake_free(struct intake *intake)
{
    if (!intake)
        return;
    pool_free(intake->prober);
    file_list_free(intake->files);
    free(intake);
}

uint64_t intake_bytes(const struct intake *intake)
{
    uint64_t total = 0, bytes = 0;
    for (size_t i = 0; intake->files[i]; i++)
        if (file_size(intake->files[i], &bytes, NULL) == ERR_OK)
            total += bytes;
    return total;
}

struct intake_tally intake_tally(const struct intake *intake)
{
    return intake->tally;
}

void intake_take_again(struct intake *intake)
{
    intake->again = true;
}

void intake_add(struct intake *intake, const char *file)
{
    size_t count = (size_t)intake->tally.files++;
    char **files = mem_new(count + 2, sizeof *files);
    memcpy(files, intake->files, count * sizeof *files);
    files[count] = mem_copy_text(file);
    free(intake->files);
    intake->files = files;
}

static void tell(struct intake *intake, enum event_kind kind, const char *file,
                 const struct err *failure)
{
    struct event event = {.kind = kind};
    if (!intake->events)
        return;
    snprintf(event.where, sizeof event.where, "%s", file);
    if (failure)
        event.failure = *failure;
    events_push(intake->events, &event);
}

static enum err_code add_pages(struct intake *intake, const struct source *source,
                               const struct digest *master, struct err *err)
{
    struct uuid batch;
    enum err_code code = batch_choice_open(intake->office, &intake->choice, &batch, err);
    for (size_t i = 0; i < source_frame_count(source) && !code; i++) {
        struct page_view view = {.master = *master, .frame = (int)i, .turns = PAGE_TURNS_UNKNOWN};
        struct uuid page;
        code = transition_capture(intake->store, &batch, &view, &page, err);
    }
    return code;
}

/* ERR_EXISTS when these bytes are pages already. */
static enum err_code take_source(struct intake *intake, const struct source *source,
                                 struct err *err)
{
    struct master_facts facts = source_facts(source);
    struct digest master;
    struct page_filter filter = {.master = &master};
    struct err there = {0};
    long pages = 0;
    enum err_code code =
        master_put_fd(intake->store, source_peek_fd(source), &facts, &master, &there);
    if (code == ERR_EXISTS) {
        code = page_count(intake->store, &filter, &pages, err);
        if (!code && pages && !intake->again)
            code = ERR_EXISTS;
    } else if (code && err) {
        *err = there;
    }
    if (!code)
        code = add_pages(intake, source, &master, err);
    return code;
}

static enum err_code take_file(struct intake *intake, const struct source *source, struct err *err)
{
    enum err_code code = store_begin(intake->store, AUDIT_IMPORT, err);
    if (code)
        return code;
    code = take_source(intake, source, err);
    if (!code)
        return store_commit(intake->store, err);
    store_rollback(intake->store);
    return code;
}

enum err_code intake_step(struct intake *intake, struct err *err)
{
    const char *file = intake->files[intake->next];
    struct source *source = NULL;
    struct err unreadable = {0};
    if (!file)
        return ERR_EMPTY;
    intake->next++;
    if (source_open(file, intake->prober, &source, &unreadable)) {
        intake->tally.aside++;
        tell(intake, EVENT_FILE_ASIDE, file, &unreadable);
        return ERR_OK;
    }
    enum err_code code = take_file(intake, source, err);
    if (!code) {
        intake->tally.taken++;
        intake->tally.pages += (long)source_frame_count(source);
        tell(intake, EVENT_PAGE_DONE, file, NULL);
    } else if (code == ERR_EXISTS) {
        intake->tally.known++;
        tell(intake, EVENT_FILE_KNOWN, file, NULL);
        code = ERR_OK;
    }
    source_close(source);
    return code;
}
