/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/verdict: see the header. May include: record.
 */
#include "workflow/verdict.h"

const char *verdict_name(enum verdict_what what)
{
    static const char *const names[] = {[VERDICT_LETTERS] = "letters",
                                        [VERDICT_FIELDS] = "fields",
                                        [VERDICT_NUMBERS] = "numbers",
                                        [VERDICT_PERSON_IDS] = "person-ids",
                                        [VERDICT_DATES] = "dates"};
    return what < VERDICT_COUNT ? names[what] : "";
}

size_t verdict_errors(const struct score *page, enum verdict_what what)
{
    switch (what) {
    case VERDICT_LETTERS: return page->texts[DISTANCE_LETTERS].edits;
    case VERDICT_NUMBERS: return page->fields.sorts[SORT_NUMBER].wrong;
    case VERDICT_PERSON_IDS: return page->fields.sorts[SORT_PERSON_ID].wrong;
    case VERDICT_DATES: return page->fields.sorts[SORT_DATE].wrong;
    default: return page->fields.count - page->fields.exact;
    }
}

static struct verdict_line line_of(const struct evaluation *fresh, const struct evaluation *old,
                                   enum verdict_what what)
{
    struct verdict_line line = {0};
    for (size_t i = 0; i < fresh->count && i < old->count; i++) {
        size_t a = verdict_errors(&fresh->pages[i], what);
        size_t b = verdict_errors(&old->pages[i], what);
        line.errors_new += a;
        line.errors_old += b;
        line.better += a < b;
        line.worse += a > b;
    }
    line.chance = sign_test(line.better, line.worse);
    return line;
}

struct verdict verdict_of(const struct evaluation *fresh, const struct evaluation *old)
{
    struct verdict verdict;
    for (enum verdict_what what = 0; what < VERDICT_COUNT; what++)
        verdict.lines[what] = line_of(fresh, old, what);
    return verdict;
}

int verdict_sign(const struct verdict_line *line)
{
    if (line->chance >= VERDICT_CHANCE)
        return 0;
    return line->better > line->worse ? 1 : -1;
}

bool verdict_warns(const struct verdict *verdict)
{
    for (enum verdict_what what = VERDICT_NUMBERS; what < VERDICT_COUNT; what++)
        if (verdict->lines[what].errors_new > verdict->lines[what].errors_old)
            return true;
    return false;
}
