/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_prose: see the header. Shapes only: nothing is read yet. May include: imaging, model.
 */
#include "worker/read_prose.h"

#include <string.h>

/* In heights of an x of the page. */
static const double indent_most = 6, pitch_most = 9;
static const double width_share = 0.75; /* of the column of text, to fill it */
static const double column_share = 0.5; /* of the widest line, to say where the margins are */
enum { LEAST_LINES = 3 };

/* The tops of the first and the last line that fill the column. */
struct run {
    int top, bottom, lines;
};

static bool plain(const struct layout_line *line)
{
    return line->table < 0 && line->kind == TEXT_PRINT;
}

static struct rect find_column(const struct layout *layout)
{
    struct rect column = {0};
    int widest = 0;
    for (size_t i = 0; i < layout->line_count; i++)
        if (plain(&layout->lines[i]) && layout->lines[i].box.w > widest)
            widest = layout->lines[i].box.w;
    for (size_t i = 0; i < layout->line_count; i++)
        if (plain(&layout->lines[i]) && layout->lines[i].box.w > column_share * widest)
            column = rect_union(column, layout->lines[i].box);
    return column;
}

static bool fills(const struct layout *layout, const struct layout_line *line, struct rect column)
{
    return plain(line) && line->box.w >= width_share * column.w &&
           line->box.x <= column.x + indent_most * layout->x_height;
}

/* The line that fills the column next below y, or NULL. */
static const struct layout_line *next_below(const struct layout *layout, struct rect column, int y)
{
    const struct layout_line *next = NULL;
    for (size_t i = 0; i < layout->line_count; i++) {
        const struct layout_line *line = &layout->lines[i];
        if (line->box.y > y && fills(layout, line, column) && (!next || line->box.y < next->box.y))
            next = line;
    }
    return next;
}

static struct run longest_run(const struct layout *layout, struct rect column)
{
    struct run best = {0}, now = {0};
    const struct layout_line *line = next_below(layout, column, -1);
    for (; line; line = next_below(layout, column, line->box.y)) {
        bool follows = now.lines && line->box.y - now.bottom <= pitch_most * layout->x_height;
        now = follows ? (struct run){now.top, line->box.y, now.lines + 1}
                      : (struct run){line->box.y, line->box.y, 1};
        best = now.lines > best.lines ? now : best;
    }
    return best;
}

size_t read_prose_find(const struct layout *layout, bool *ret_prose)
{
    size_t count = 0;
    struct run run = longest_run(layout, find_column(layout));
    memset(ret_prose, 0, layout->line_count * sizeof *ret_prose);
    for (size_t i = 0; i < layout->line_count && run.lines >= LEAST_LINES; i++) {
        const struct layout_line *line = &layout->lines[i];
        ret_prose[i] = plain(line) && line->box.y > run.top && line->box.y <= run.bottom;
        count += ret_prose[i];
    }
    return count;
}
