/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/submission: its life, step by step: choose, PDFs, pictures, tables, close. May include:
 * base, model, store, record, export.
 */
#include "workflow/submission.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/batch.h"
#include "workflow/action.h"
#include "workflow/release.h"
#include "workflow/submission_part.h"

char *submission_path(const struct submission *submission, const char *name)
{
    struct str path = STR_INIT;
    str_format(&path, "%s/data/%s", submission->staging, name);
    return str_take(&path);
}

/* "KS-2017-01-dot-2": register, year, book, part. */
static const char *make_name(struct submission *submission)
{
    struct str base = STR_INIT;
    struct handover_entry none = {0};
    struct handover rule = *submission->handover;
    rule.file_rule = "{register}-{year}-{book}";
    handover_entry_book(&none, submission->book, submission->arena);
    if (store_practice(submission->store))
        str_add(&base, RELEASE_FILE_PREFIX);
    handover_file_name(&rule, &none, &base);
    str_format(&base, "-dot-%d", submission->number);
    const char *name = arena_copy_text(submission->arena, str_peek(&base));
    str_release(&base);
    return name;
}

static enum err_code make_folders(struct submission *submission, struct err *err)
{
    static const char *const inside[] = {"data/pdf", "data/mau", "data/nhat-ky"};
    submission->final = file_join(submission->plan.folder, submission->name);
    struct str staging = STR_INIT;
    str_format(&staging, "%s/%s%s", submission->plan.folder, FILE_TEMP_PREFIX, submission->name);
    submission->staging = str_take(&staging);
    if (file_exists(submission->final))
        return err_set(err, ERR_EXISTS, 3801,
                       _("%s is there already; choose another folder, or take it away"),
                       submission->final);
    enum err_code code = office_folder_out(submission->office, submission->plan.folder, err);
    if (!code)
        code = file_remove_tree(submission->staging, err);
    for (size_t i = 0; i < ARRAY_SIZE(inside) && !code; i++) {
        char *path = file_join(submission->staging, inside[i]);
        code = file_make_folder(path, err);
        free(path);
    }
    return code;
}

static enum err_code start_workers(struct submission *submission, struct err *err)
{
    struct entry_pdf_plan plan = {
        .extent = submission->plan.extent,
        .level = PDF_A1B,
        .made_ms = submission->made_ms,
        .jobs = submission->plan.jobs,
    };
    enum err_code code = entry_pdf_new(submission->office, &plan, &submission->maker, err);
    char *data = file_join(submission->staging, "data");
    if (!code)
        code = page_pictures_new(submission->office, data, submission->plan.jobs,
                                 submission->events, &submission->pictures, err);
    for (size_t i = 0; !code && i < submission->entries.count; i++)
        if (!uuid_is_null(&submission->entries.items[i].page))
            page_pictures_add(submission->pictures, &submission->entries.items[i].page);
    free(data);
    return code;
}

static enum err_code prepare(struct submission *submission, struct err *err)
{
    struct submission_plan *plan = &submission->plan;
    enum err_code code = action_check(submission->office, ACTION_RELEASE, err);
    if (!code)
        code = book_fixed_get(submission->store, &plan->book, submission->arena, &submission->book,
                              err);
    if (!code)
        code =
            handover_open(plan->profile, submission->book->book.schema, &submission->handover, err);
    if (!code)
        code = submission_past_list(submission->office, &plan->book, submission->arena,
                                    &submission->past, &submission->past_count, err);
    submission->number = (int)submission->past_count + 1;
    if (!code)
        code = submission_choose(submission, err);
    if (code)
        return code;
    submission->name = make_name(submission);
    code = make_folders(submission, err);
    return code ? code : start_workers(submission, err);
}

enum err_code submission_new(struct office *office, const struct submission_plan *plan,
                             struct events *events, struct submission **ret_new, struct err *err)
{
    struct submission *submission = mem_new(1, sizeof *submission);
    submission->office = office;
    submission->store = office_store(office);
    submission->events = events;
    submission->arena = arena_new();
    submission->plan = *plan;
    submission->plan.folder = arena_copy_text(submission->arena, plan->folder);
    submission->plan.profile = arena_copy_text(submission->arena, plan->profile);
    submission->made_ms = clock_now_ms();
    enum err_code code = prepare(submission, err);
    if (code)
        submission_free(submission);
    else
        *ret_new = submission;
    return code;
}

enum err_code submission_step(struct submission *submission, int timeout_ms, struct err *err)
{
    if (submission->published)
        return ERR_EMPTY;
    enum err_code code = submission_pdfs(submission, timeout_ms, err);
    if (code == ERR_EMPTY)
        code = page_pictures_step(submission->pictures, timeout_ms, err);
    if (code != ERR_EMPTY)
        return code;
    code = submission_tables(submission, err);
    if (!code)
        code = submission_close(submission, err);
    submission->published = !code;
    return code ? code : ERR_EMPTY;
}

struct submission_tally submission_tally(const struct submission *submission)
{
    struct submission_tally tally = submission->tally;
    tally.total = (long)(submission->entries.count + page_pictures_count(submission->pictures));
    tally.done += (long)page_pictures_done(submission->pictures);
    return tally;
}

const char *submission_peek_folder(const struct submission *submission)
{
    return submission->final;
}

void submission_free(struct submission *submission)
{
    if (!submission)
        return;
    entry_pdf_free(submission->maker);
    page_pictures_free(submission->pictures);
    handover_free(submission->handover);
    if (submission->staging)
        (void)!file_remove_tree(submission->staging, NULL);
    free(submission->entries.items);
    free(submission->final);
    free(submission->staging);
    arena_free(submission->arena);
    free(submission);
}
