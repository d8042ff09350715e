/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/layout: the order of the layout's parts, and its settings.
 * May include: Leptonica, model, base.
 */
#include "imaging/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "imaging/layout_part.h"

#define PARAM(field, standard_, least_, most_, comment_)                                           \
    {                                                                                              \
        .name = #field, .comment = comment_, .offset = offsetof(struct layout_settings, field),    \
        .standard = standard_, .least = least_, .most = most_                                      \
    }

static const struct clean_param params[] = {
    PARAM(level, 0.42, 0.1, 0.9, "share of the darkness of the darkest ink nearby; darker is ink"),
    PARAM(grain, 4, 1, 12, "times the grain of the paper; what is paler is paper"),
    PARAM(contrast, 0.8, 0, 1, "share of the usual ink's darkness; paler ink is pale"),
    PARAM(blurred, 0.62, 0, 1,
          "share of the usual ink's sharpness; pale ink with less is not ours"),
    PARAM(faint, 0.25, 0, 1, "share of the usual ink's darkness; what is still paler is not ours"),
    PARAM(smear, 1.15, 0.3, 4, "x-heights; gaps up to this join letters and words"),
    PARAM(gap, 2.4, 0.5, 10, "x-heights; words up to this far apart are one line"),
    PARAM(gutter, 1.0, 0.5, 10, "x-heights; least white between two columns"),
    PARAM(pad_side, 0.5, 0, 3, "x-heights; white that is read at both ends of a line"),
    PARAM(pad_over, 0.35, 0, 3, "x-heights; white that is read over and under a line"),
    PARAM(above, 1.9, 0, 4, "x-heights over the base line that are read at least"),
    PARAM(below, 0.6, 0, 2, "x-heights under the base line that are read at least"),
    PARAM(row_share, 0.45, 0.1, 1, "share of a table's width that a rule between rows covers"),
    PARAM(column_share, 0.40, 0.1, 1,
          "share of a table's height that a rule between columns covers"),
};

size_t layout_param_count(void)
{
    return ARRAY_SIZE(params);
}

const struct clean_param *layout_param_peek(size_t index)
{
    return &params[index];
}

static double *value_of(struct layout_settings *settings, const struct clean_param *param)
{
    return (double *)((char *)settings + param->offset);
}

void layout_settings_init(struct layout_settings *settings)
{
    for (size_t i = 0; i < ARRAY_SIZE(params); i++)
        *value_of(settings, &params[i]) = params[i].standard;
}

static const struct clean_param *find_param(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(params); i++)
        if (strcmp(params[i].name, name) == 0)
            return &params[i];
    return NULL;
}

enum err_code layout_settings_load(struct layout_settings *settings, const json_t *profile,
                                   struct err *err)
{
    const char *name;
    json_t *value, *section = json_peek_object(profile, "layout");
    json_object_foreach (section, name, value) {
        const struct clean_param *param = find_param(name);
        if (!param || !json_is_number(value))
            return err_set(err, ERR_FORMAT, 244, _("OCR profile: layout/%s is not a known number"),
                           name);
        double number = json_number_value(value);
        if (!(number >= param->least && number <= param->most))
            return err_set(err, ERR_FORMAT, 245,
                           _("OCR profile: layout/%s must be between %g and %g"), name,
                           param->least, param->most);
        *value_of(settings, param) = number;
    }
    return ERR_OK;
}

char *layout_settings_write(const struct layout_settings *settings)
{
    struct str text = STR_INIT;
    str_add(&text, "layout:\n");
    for (size_t i = 0; i < ARRAY_SIZE(params); i++)
        str_format(&text, "  # %s (%g to %g)\n  %s: %g\n", params[i].comment, params[i].least,
                   params[i].most, params[i].name,
                   *(const double *)((const char *)settings + params[i].offset));
    return str_take(&text);
}

/* ---- what is usual ---- */

struct weighted {
    double value, weight;
};

static int compare_weighted(const void *a, const void *b)
{
    const struct weighted *p = a, *q = b;
    return (p->value > q->value) - (p->value < q->value);
}

static double weighted_median(struct weighted *items, size_t count)
{
    double total = 0, sum = 0;
    qsort(items, count, sizeof *items, compare_weighted);
    for (size_t i = 0; i < count; i++)
        total += items[i].weight;
    for (size_t i = 0; i < count; i++) {
        sum += items[i].weight;
        if (sum * 2 >= total)
            return items[i].value;
    }
    return 0;
}

static double line_weight(const struct layout_line *line)
{
    return (double)line->ink.w * line->ink.h;
}

/* Medians over the lines by their area; sharpness of the dark ones only. */
static void measure_usual(struct layout *layout)
{
    struct weighted *items = mem_new(layout->line_count + 1, sizeof *items);
    size_t count = 0;
    for (size_t i = 0; i < layout->line_count; i++)
        items[i] = (struct weighted){(double)layout->lines[i].dark, line_weight(&layout->lines[i])};
    layout->usual_dark = weighted_median(items, layout->line_count);
    for (size_t i = 0; i < layout->line_count; i++) {
        const struct layout_line *line = &layout->lines[i];
        if ((double)line->dark > 0.7 * layout->usual_dark)
            items[count++] = (struct weighted){(double)line->sharp, line_weight(line)};
    }
    layout->usual_sharp = weighted_median(items, count);
    free(items);
}

bool layout_line_other_side(const struct layout *layout, size_t index)
{
    const struct layout_line *line = &layout->lines[index];
    return (double)line->dark < 0.6 * layout->usual_dark &&
           (double)line->sharp < 0.55 * layout->usual_sharp;
}

enum err_code layout_find(const struct clean_page *page, const struct layout_settings *settings,
                          struct arena *arena, struct layout *ret, struct err *err)
{
    struct layout layout = {0};
    struct layout_ink ink = {0};
    struct raster smooth = {0};
    enum err_code code = plane_blur(&page->work, &smooth, err);
    if (!code)
        code = layout_ink_find(page, &smooth, settings, &ink, err);
    layout.x_height = ink.x_height;
    if (!code)
        code = layout_grid_find(page, settings, arena, &layout, err);
    if (!code)
        code = layout_lines_find(&ink, &page->work, settings, arena, &layout, err);
    layout_ink_release(&ink);
    raster_release(&smooth);
    if (code)
        return code;
    measure_usual(&layout);
    layout_order(&layout, settings);
    *ret = layout;
    return ERR_OK;
}

/* ---- trace ---- */

static void frame(struct raster *plane, struct rect box, int thick, uint8_t grey)
{
    plane_fill(plane, (struct rect){box.x, box.y, box.w, thick}, grey);
    plane_fill(plane, (struct rect){box.x, rect_bottom(box) - thick, box.w, thick}, grey);
    plane_fill(plane, (struct rect){box.x, box.y, thick, box.h}, grey);
    plane_fill(plane, (struct rect){rect_right(box) - thick, box.y, thick, box.h}, grey);
}

static void frame_table(struct raster *plane, const struct text_table *table)
{
    const struct rect all = table->box;
    for (size_t i = 0; i <= table->row_count; i++)
        plane_fill(plane, (struct rect){all.x, table->row_edges[i], all.w, 2}, 150);
    for (size_t i = 0; i <= table->column_count; i++)
        plane_fill(plane, (struct rect){table->column_edges[i], all.y, 2, all.h}, 150);
}

enum err_code layout_trace(const struct layout *layout, const struct clean_page *page,
                           const char *folder, struct err *err)
{
    struct raster plane;
    enum err_code code = plane_reduce(&page->work, 1, &plane, err);
    if (code)
        return code;
    for (size_t i = 0; i < layout->table_count; i++)
        frame_table(&plane, &layout->tables[i]);
    for (size_t i = 0; i < layout->line_count; i++) {
        const struct layout_line *line = &layout->lines[i];
        bool thin = line->faint || line->kind == TEXT_HAND;
        frame(&plane, line->box, thin ? 1 : 2, 0);
    }
    code = clean_trace(folder, (int)clean_step_count() + 1, "layout", &plane, err);
    raster_release(&plane);
    return code;
}
