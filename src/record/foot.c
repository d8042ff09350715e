/* SPDX-License-Identifier: Apache-2.0
 *
 * record/foot: the part of a form where it is signed: where it begins, who signed and as what, who
 * gets a copy. Includes base, model, viet and record.
 */
#include "record/part.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "record/mend.h"
#include "viet/names.h"

/* A run of words in one row without a wide gap. */
struct group {
    const struct token **items; /* arena */
    size_t count;
    struct rect box;
    int row;
    bool heading; /* a position or the signer's heading */
    bool other;   /* an instruction or another printed text */
};
struct groups {
    struct group *items;
    size_t count;
};

/* ---- where the foot begins ---- */

static bool label_finds(const struct schema *schema, const struct label *label,
                        enum field_find find)
{
    for (size_t i = 0; i < label->field_count; i++)
        if (schema->fields[label->fields[i]].find == find)
            return true;
    return false;
}

static bool is_anchor(const struct schema *schema, const struct label *label)
{
    return label_finds(schema, label, FIND_SIGNER) || label_finds(schema, label, FIND_OFFICE) ||
           label_finds(schema, label, FIND_LIST);
}

static int gap_left(const struct stream *stream, size_t at)
{
    if (stream->items[at].first)
        return 1 << 20;
    return stream->items[at].token->box.x - rect_right(stream->items[at - 1].token->box);
}

/* Nothing stands close beside it: no part of a sentence. */
static bool stands_alone(const struct sheet *sheet, const struct stream *stream,
                         const struct instance *instance)
{
    int wide = sheet->line_height * 3 / 2;
    if (gap_left(stream, instance->from) < wide)
        return false;
    if (instance->colon || stream->items[instance->to - 1].last)
        return true;
    return gap_left(stream, instance->to) >= wide || text_starts(instance->label->fold, "nguoiky");
}

size_t foot_find(const struct sheet *sheet, const struct schema *schema,
                 const struct stream *stream, const struct instance_list *labels)
{
    size_t body = 0, foot = sheet->row_count;
    for (size_t i = 0; i < labels->count; i++) {
        const struct instance *instance = &labels->items[i];
        const struct token *token = stream->items[instance->from].token;
        if (label_finds(schema, instance->label, FIND_LABEL) && instance->colon &&
            !is_anchor(schema, instance->label))
            body = (size_t)token->row + 1;
    }
    for (size_t i = 0; i < labels->count; i++) {
        const struct instance *instance = &labels->items[i];
        const struct token *token = stream->items[instance->from].token;
        size_t row = (size_t)token->row;
        if (is_anchor(schema, instance->label) && row >= body && row < foot &&
            token->box.y > sheet->height * 3 / 10 && stands_alone(sheet, stream, instance))
            foot = row;
    }
    return foot;
}

/* ---- groups ---- */

static void groups_init(struct groups *groups, const struct form *form, const struct stream *stream)
{
    int wide = form->sheet.line_height * 7 / 4;
    groups->items = arena_take(form->sheet.arena, stream->count + 1, sizeof *groups->items);
    groups->count = 0;
    for (size_t i = 0; i < stream->count; i++) {
        const struct token *token = stream->items[i].token;
        if (groups->count == 0 || gap_left(stream, i) >= wide) {
            struct group *made = &groups->items[groups->count++];
            made->items = arena_take(form->sheet.arena, stream->count - i, sizeof *made->items);
            made->row = token->row;
        }
        struct group *group = &groups->items[groups->count - 1];
        group->items[group->count++] = token;
        group->box = rect_union(group->box, token->box);
    }
}

/* ---- positions ---- */

static const char *group_fold(const struct form *form, const struct group *group)
{
    struct token_list list = {.items = group->items, .count = group->count};
    return label_fold(token_list_text(&list, form->sheet.arena), form->sheet.arena);
}

/* The printed position most like the group, and how like. */
static const struct label *nearest_position(const struct form *form, const struct group *group,
                                            double *ret_like)
{
    const struct label *best = NULL;
    const char *fold = group_fold(form, group);
    *ret_like = 0;
    for (size_t i = 0; i < form->labels.count; i++) {
        const struct label *label = &form->labels.items[i];
        if (!label_finds(form->schema, label, FIND_SIGNER) &&
            !label_finds(form->schema, label, FIND_OFFICE))
            continue;
        double like = fold_likeness(label->fold, fold);
        if (like > *ret_like) {
            *ret_like = like;
            best = label;
        }
    }
    return best;
}

/* A piece of a printed instruction, torn by a stamp or signature. */
static bool is_instruction_piece(const struct form *form, const struct group *group)
{
    const char *fold = group_fold(form, group);
    int letters = (int)strlen(fold);
    for (size_t i = 0; i < form->labels.count && letters >= 6; i++)
        if (form->labels.items[i].stop && form->labels.items[i].text[0] == '(' &&
            fold_inside(fold, form->labels.items[i].fold) * 5 <= letters)
            return true;
    return false;
}

static struct group *group_of(struct groups *groups, const struct token *token)
{
    for (size_t i = 0; i < groups->count; i++)
        for (size_t k = 0; k < groups->items[i].count; k++)
            if (groups->items[i].items[k] == token)
                return &groups->items[i];
    return NULL;
}

static void groups_mark(struct groups *groups, const struct form *form, const struct stream *stream,
                        const struct instance_list *labels)
{
    for (size_t i = 0; i < labels->count; i++) {
        const struct instance *instance = &labels->items[i];
        struct group *group = group_of(groups, stream->items[instance->from].token);
        if (label_finds(form->schema, instance->label, FIND_SIGNER) ||
            label_finds(form->schema, instance->label, FIND_OFFICE))
            group->heading = true;
        else if (instance->colon || instance->to - instance->from == group->count)
            group->other = true;
    }
    for (size_t i = 0; i < groups->count; i++) {
        struct group *group = &groups->items[i];
        double like = 0;
        if (group->heading)
            continue;
        group->other |= group->items[0]->text[0] == '(' || is_instruction_piece(form, group);
        group->heading = !group->other && nearest_position(form, group, &like) && like >= .7;
    }
}

static bool is_upper(const char *text)
{
    size_t upper = 0;
    for (uint32_t rune = utf8_next(&text); rune; rune = utf8_next(&text)) {
        if (!utf8_is_letter(rune))
            continue;
        if (utf8_upper_rune(rune) != rune)
            return false;
        upper++;
    }
    return upper > 1;
}

static int group_middle(const struct group *group)
{
    return group->box.x + group->box.w / 2;
}

static struct token_list group_list(const struct group *group)
{
    return (struct token_list){.items = group->items, .count = group->count};
}

/* ---- the signer ---- */

/* The heading that names the signer before one that only names a position; the right one of two. */
static const struct group *find_anchor(struct groups *groups, const struct stream *stream,
                                       const struct instance_list *labels)
{
    const struct group *best = NULL;
    int best_rank = 0;
    for (size_t i = 0; i < labels->count; i++) {
        struct group *group = group_of(groups, stream->items[labels->items[i].from].token);
        if (!group->heading)
            continue;
        int rank = text_starts(labels->items[i].label->fold, "nguoiky") ? 2 : 1;
        bool righter = best && group->box.x > rect_right(best->box);
        if (!best || rank > best_rank || (rank == best_rank && righter)) {
            best = group;
            best_rank = rank;
        }
    }
    return best;
}

static bool same_column(const struct form *form, const struct group *a, const struct group *b)
{
    return abs(group_middle(a) - group_middle(b)) < form->sheet.width * 2 / 10;
}

/* Words from, from + 1, … of the group that look most like a name. */
static double best_name(const struct group *group, struct arena *arena, struct token_list *ret)
{
    double best = -1;
    struct picked all;
    *ret = group_list(group);
    pick_all(ret, arena, &all);
    if (group->count <= 6 && all.written && name_likely(all.written) >= .5f)
        return 1 + (double)name_likely(all.written);
    for (size_t from = 0; from < group->count; from++)
        for (size_t to = from + 2; to <= group->count && to <= from + 6; to++) {
            struct token_list part = {.items = group->items + from, .count = to - from};
            struct picked picked;
            pick_all(&part, arena, &picked);
            if (!picked.written)
                continue;
            double likely = (double)name_likely(picked.written) + .02 * (double)(to - from) +
                            .1 * (double)picked.mean;
            if (likely > best) {
                best = likely;
                *ret = part;
            }
        }
    return best;
}

static void extract_signer(struct form *form, const struct groups *groups,
                           const struct group *anchor, int field)
{
    struct token_list name = {0};
    double best = .4;
    struct rect under = anchor->box;
    for (size_t i = 0; i < groups->count; i++) {
        const struct group *group = &groups->items[i];
        struct token_list part;
        if (group->row <= anchor->row || group->heading || group->other ||
            !same_column(form, group, anchor))
            continue;
        under = group->box;
        double likely = best_name(group, form->sheet.arena, &part);
        if (likely > best) {
            best = likely;
            name = part;
        }
    }
    struct proposed_field *out = &form->proposal->fields[field];
    if (name.count == 0) {
        propose_empty(&form->schema->fields[field], true, under, out);
        return;
    }
    struct picked picked;
    pick_all(&name, form->sheet.arena, &picked);
    const char *mended = picked.written ? mend_name(picked.written, form->sheet.arena) : NULL;
    if (mended != picked.written) {
        picked.other = picked.written;
        picked.written = mended;
    }
    propose_value(&form->schema->fields[field], &picked, 1, form->sheet.arena, out);
}

/* A heading line as it must have been printed; NULL when it is like no known position. */
static const char *mend_line(const struct form *form, const struct group *group, const char *above,
                             const char *read)
{
    double like = 0;
    const struct label *label = nearest_position(form, group, &like);
    if (!label || like < .7)
        return NULL;
    char *upper = utf8_upper(label->text);
    const char *mended = arena_copy_text(form->sheet.arena, is_upper(read) ? upper : label->text);
    free(upper);
    /* who signs for the chairman is his deputy */
    if (above && text_starts(above, "KT") && !text_starts(mended, "PH") && is_upper(mended) &&
        text_ends(above, mended))
        mended = arena_format(form->sheet.arena, "PHÓ %s", mended);
    return mended;
}

static bool is_heading_line(const struct form *form, const struct group *group, int last,
                            const char *read)
{
    bool close = last >= 0 && group->box.y - last < form->sheet.pitch;
    return group->heading ||
           (close && group->count >= 2 && is_upper(read) && name_likely(read) < .6f);
}

/* The heading lines over the signature, top to bottom. */
static void extract_office(struct form *form, const struct groups *groups,
                           const struct group *anchor, int field)
{
    struct token_list lines = {0};
    struct str text = STR_INIT;
    const char *above = NULL;
    int last = -1;
    lines.items = arena_take(form->sheet.arena, form->sheet.token_count + 1, sizeof *lines.items);
    for (size_t i = 0; i < groups->count; i++) {
        const struct group *group = &groups->items[i];
        if (!same_column(form, group, anchor) || group->other)
            continue;
        struct token_list list = group_list(group);
        const char *read = token_list_text(&list, form->sheet.arena);
        if (!is_heading_line(form, group, last, read)) {
            if (last >= 0 && group->box.y - last > form->sheet.pitch / 2)
                break;
            continue;
        }
        const char *mended = mend_line(form, group, above, read);
        above = mended ? mended : read;
        str_format(&text, "%s%s", text.length ? " " : "", above);
        for (size_t k = 0; k < group->count; k++)
            lines.items[lines.count++] = group->items[k];
        last = rect_bottom(group->box);
    }
    struct picked picked;
    pick_all(&lines, form->sheet.arena, &picked);
    if (picked.written && text.length > 0) {
        const char *written = arena_copy_text(form->sheet.arena, str_peek(&text));
        picked.other = text_equal(written, picked.written) ? NULL : picked.written;
        picked.written = written;
        propose_value(&form->schema->fields[field], &picked, 1, form->sheet.arena,
                      &form->proposal->fields[field]);
    }
    str_release(&text);
}

/* ---- who gets a copy ---- */

static bool is_dash(const char *text)
{
    return text_equal(text, "-") || text_equal(text, "\xE2\x80\x93") ||
           text_equal(text, "\xE2\x80\x94");
}

/* Several items have a dash each: small dashes are lost in reading. */
static const char *list_text(const struct token_list *list, struct arena *arena)
{
    struct str text = STR_INIT;
    size_t items = 0;
    for (size_t i = 0; i < list->count; i++)
        items += is_dash(list->items[i]->text) || text_ends(list->items[i]->text, ";");
    for (size_t i = 0; i < list->count; i++) {
        const char *word = list->items[i]->text;
        bool start = text.length == 0 || text_ends(list->items[i - 1]->text, ";");
        if (i > 0 && i + 2 >= list->count && text_ends(list->items[i - 1]->text, ".") &&
            !is_dash(word))
            break; /* dirt behind the last item */
        if (word[0] == '\0')
            continue;
        if (text.length > 0)
            str_add_char(&text, ' ');
        if (start && items >= 2 && !is_dash(word))
            str_add(&text, "- ");
        str_add(&text, is_dash(word) ? "-" : word);
    }
    const char *copy = arena_copy_text(arena, str_peek(&text));
    str_release(&text);
    return copy;
}

/* The items of a list end alike: a comma before the next dash is a semicolon where another item
 * has one. */
static const char *mend_list(const char *text, struct arena *arena)
{
    if (!strstr(text, "; - ") || !strstr(text, ", - "))
        return text;
    char *copy = arena_copy_text(arena, text);
    for (char *at = strstr(copy, ", - "); at; at = strstr(at, ", - "))
        *at = ';';
    return copy;
}

static void extract_list(struct form *form, const struct groups *groups,
                         const struct stream *stream, const struct instance *label,
                         const struct group *anchor, int field)
{
    struct token_list list = {0};
    list.items = arena_take(form->sheet.arena, stream->count + 1, sizeof *list.items);
    const struct token *start = stream->items[label->from].token;
    int right = anchor && anchor->box.x > start->box.x ? anchor->box.x - form->sheet.line_height
                                                       : form->sheet.width * 55 / 100;
    int bottom = rect_bottom(start->box);
    bool begun = false;
    for (size_t i = 0; i < groups->count; i++) {
        const struct group *group = &groups->items[i];
        if (group->row < start->row || group->box.x >= right)
            continue;
        if (group->box.y - bottom > 3 * form->sheet.pitch)
            break;
        for (size_t k = 0; k < group->count; k++) {
            begun = begun || group->items[k] == stream->items[label->to - 1].token;
            if (begun && group->items[k] != stream->items[label->to - 1].token)
                list.items[list.count++] = group->items[k];
        }
        bottom = rect_bottom(group->box);
    }
    if (list.count == 0)
        return;
    struct picked picked;
    pick_all(&list, form->sheet.arena, &picked);
    const char *text = list_text(&list, form->sheet.arena);
    picked.written = mend_list(text, form->sheet.arena);
    picked.other = picked.written == text ? picked.other : text;
    propose_value(&form->schema->fields[field], &picked, label->score, form->sheet.arena,
                  &form->proposal->fields[field]);
    form->proposal->fields[field].value.normal = form->proposal->fields[field].value.written;
}

static int field_that(const struct form *form, enum field_find find)
{
    for (size_t i = 0; i < form->schema->field_count; i++)
        if (form->schema->fields[i].find == find)
            return (int)i;
    return -1;
}

void foot_extract(struct form *form)
{
    struct stream stream;
    struct instance_list labels;
    struct groups groups;
    int list = field_that(form, FIND_LIST), signer = field_that(form, FIND_SIGNER);
    int office = field_that(form, FIND_OFFICE);
    stream_init(&stream, &form->sheet, NULL, form->foot, form->sheet.row_count, form->sheet.arena);
    label_find(&form->labels, &stream, &form->sheet, &labels);
    groups_init(&groups, form, &stream);
    groups_mark(&groups, form, &stream, &labels);
    const struct group *anchor = find_anchor(&groups, &stream, &labels);
    if (anchor && signer >= 0)
        extract_signer(form, &groups, anchor, signer);
    if (anchor && office >= 0)
        extract_office(form, &groups, anchor, office);
    for (size_t i = 0; i < labels.count && list >= 0; i++)
        if (label_finds(form->schema, labels.items[i].label, FIND_LIST)) {
            extract_list(form, &groups, &stream, &labels.items[i], anchor, list);
            break;
        }
}
