/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_stamp: a round seal on a grey page. Its rings are found by votes of their edges for
 * a centre (P. Hough, US patent 3069654, 1962; with the direction of the edge as in D. Ballard,
 * Pattern Recognition 1981); inside, what is paler than print and touches none is painted over. A
 * seal as dark as the print around it stays. On colour pages red ink is gone already.
 * May include: Leptonica, model, base.
 */
#include "imaging/clean_step.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const struct clean_param params[] = {
    CLEAN_SWITCH(stamp, "seals stay"),
    CLEAN_PARAM(stamp, least, 12, 5, 30, "mm; least radius of a seal"),
    CLEAN_PARAM(stamp, most, 22, 10, 40, "mm; greatest radius of a seal"),
    CLEAN_PARAM(stamp, ring, 0.35, 0.3, 1, "share of a ring that must be seen"),
    CLEAN_PARAM(stamp, paler, 0.15, 0.05, 0.9,
                "so much paler than print must a seal be, as a share of the way to the paper"),
};

static enum err_code validate(const struct clean_settings *settings, struct err *err)
{
    return clean_check_ranges(&clean_step_stamp, settings, err);
}

enum { CELL = 4, ANGLES = 180, REFINE = 6, STEEP = 30, EDGES_LEAST = 600, VOTES_LEAST = 100 };

struct seal {
    int x, y, radius; /* of the outer ring, pixels */
    int split;        /* grey; darker is print */
};

/* Everything is looked at on the plane that is read. */
struct search {
    const struct raster *plane;
    int least, most; /* radius, pixels */
    int ink, light;  /* grey: of print; paler is paper */
    double cosine[ANGLES], sine[ANGLES];
};

static void search_init(struct search *search, const struct clean_page *page,
                        const struct clean_stamp *settings)
{
    *search = (struct search){.plane = &page->work,
                              .least = clean_px(page->work.dpi, settings->least, 1),
                              .most = clean_px(page->work.dpi, settings->most, 1),
                              .ink = (int)page->ink,
                              .light = clean_level(page, 0.8)};
    for (int i = 0; i < ANGLES; i++) {
        search->cosine[i] = cos(i * 2 * M_PI / ANGLES);
        search->sine[i] = sin(i * 2 * M_PI / ANGLES);
    }
}

static int grey_at(const struct raster *plane, int x, int y)
{
    return x < 0 || y < 0 || x >= plane->width || y >= plane->height ? CLEAN_PAPER
                                                                     : plane_row(plane, y)[x];
}

/* The darkest pixel within reach. */
static int darkest_near(const struct raster *plane, int x, int y, int reach)
{
    int least = 255;
    for (int dy = -reach; dy <= reach; dy++)
        for (int dx = -reach; dx <= reach; dx++) {
            int grey = grey_at(plane, x + dx, y + dy);
            least = grey < least ? grey : least;
        }
    return least;
}

/* ---- where the centre is ---- */

struct votes {
    uint16_t *cells;
    int columns, rows;
    size_t edges;
};

static void vote(const struct search *search, int x, int y, double dx, double dy,
                 struct votes *votes)
{
    double length = hypot(dx, dy);
    for (int side = -1; side <= 1; side += 2)
        for (int r = search->least; r <= search->most; r += CELL / 2) {
            double to_x = x + side * r * dx / length, to_y = y + side * r * dy / length;
            int column = (int)(to_x / CELL), row = (int)(to_y / CELL);
            if (to_x < 0 || to_y < 0 || column >= votes->columns || row >= votes->rows)
                continue;
            uint16_t *cell = &votes->cells[(size_t)row * (size_t)votes->columns + (size_t)column];
            *cell = (uint16_t)(*cell + (*cell < UINT16_MAX));
        }
    votes->edges++;
}

/* Edges of pale ink that touches no print. */
static void collect_votes(const struct search *search, int dark, struct votes *votes)
{
    for (int y = 2; y < search->plane->height - 2; y++) {
        const uint8_t *row = plane_row(search->plane, y);
        const uint8_t *above = plane_row(search->plane, y - 1);
        const uint8_t *below = plane_row(search->plane, y + 1);
        for (int x = 2; x < search->plane->width - 2; x++) {
            if (row[x] >= search->light || row[x] <= dark)
                continue;
            int dx = row[x + 1] - row[x - 1], dy = below[x] - above[x];
            if (abs(dx) + abs(dy) >= STEEP && darkest_near(search->plane, x, y, 2) > dark)
                vote(search, x, y, dx, dy, votes);
        }
    }
}

static bool find_centre(const struct search *search, int dark, struct seal *ret,
                        struct votes *votes)
{
    size_t best = 0, count = (size_t)votes->columns * (size_t)votes->rows;
    collect_votes(search, dark, votes);
    if (votes->edges < EDGES_LEAST)
        return false;
    for (size_t i = 1; i < count; i++)
        if (votes->cells[i] > votes->cells[best])
            best = i;
    if (votes->cells[best] < VOTES_LEAST)
        return false;
    ret->x = (int)(best % (size_t)votes->columns) * CELL + CELL / 2;
    ret->y = (int)(best / (size_t)votes->columns) * CELL + CELL / 2;
    return true;
}

/* ---- its rings ---- */

/* Share of the circle that is ink, and not print. */
static double ring_share(const struct search *search, int x, int y, int radius, int dark)
{
    int seen = 0;
    for (int i = 0; i < ANGLES; i++) {
        int grey = grey_at(search->plane, x + (int)lround(radius * search->cosine[i]),
                           y + (int)lround(radius * search->sine[i]));
        seen += grey < search->light && grey > dark;
    }
    return (double)seen / ANGLES;
}

/* The best centre near the one voted for; the outermost of its rings. */
static double find_ring(const struct search *search, int dark, struct seal *seal)
{
    struct seal near = *seal;
    double best = 0;
    for (int dy = -REFINE; dy <= REFINE; dy++)
        for (int dx = -REFINE; dx <= REFINE; dx++)
            for (int r = search->least; r <= search->most; r++) {
                double share = ring_share(search, near.x + dx, near.y + dy, r, dark);
                if (share > best) {
                    best = share;
                    *seal = (struct seal){near.x + dx, near.y + dy, r, 0};
                }
            }
    for (int r = seal->radius + 1; r <= search->most + CELL; r++)
        if (ring_share(search, seal->x, seal->y, r, dark) > 0.5 * best)
            seal->radius = r;
    return best;
}

/* A dark picture is ink everywhere; between the rings of a seal is paper. */
static bool has_paper(const struct search *search, const struct seal *seal)
{
    int paper = 0, all = 0;
    for (int r = seal->radius / 4; r < seal->radius; r += 2)
        for (int i = 0; i < ANGLES; i += 4, all++)
            paper += grey_at(search->plane, seal->x + (int)(r * search->cosine[i]),
                             seal->y + (int)(r * search->sine[i])) >= search->light;
    return paper * 2 > all;
}

/* ---- its ink ---- */

static int level_of(const size_t *histogram, double share)
{
    size_t total = 0, sum = 0;
    for (int i = 0; i < 256; i++)
        total += histogram[i];
    for (int i = 0; i < 256; i++)
        if (total > 0 && (double)(sum += histogram[i]) >= share * (double)total)
            return i;
    return CLEAN_PAPER;
}

/* The grey between the ink of the seal and that of the print around it; false when they are alike.
 */
static bool find_split(const struct search *search, int dark, double paler, struct seal *seal)
{
    size_t inside[256] = {0}, around[256] = {0};
    int reach = seal->radius * 2;
    for (int y = seal->y - reach; y <= seal->y + reach; y++)
        for (int x = seal->x - reach; x <= seal->x + reach; x++) {
            int grey = grey_at(search->plane, x, y);
            double from = hypot(x - seal->x, y - seal->y);
            if (grey >= search->light || from > reach)
                continue;
            if (from > seal->radius + CELL)
                around[grey]++;
            else if (darkest_near(search->plane, x, y, 1) > dark)
                inside[grey]++;
        }
    int tone = level_of(inside, 0.1), print = level_of(around, 0.2);
    if (print > CLEAN_PAPER - 1)
        print = search->ink;
    seal->split = (tone + print) / 2;
    return tone - print >= paler * (CLEAN_PAPER - search->ink);
}

static void paint(const struct search *search, const struct seal *seal, struct raster *to)
{
    int reach = seal->radius + CELL;
    for (int y = seal->y - reach; y <= seal->y + reach; y++) {
        if (y < 0 || y >= to->height)
            continue;
        for (int x = seal->x - reach; x <= seal->x + reach; x++)
            if (x >= 0 && x < to->width && hypot(x - seal->x, y - seal->y) <= reach &&
                darkest_near(search->plane, x, y, 1) > seal->split)
                plane_row(to, y)[x] = CLEAN_PAPER;
    }
}

static enum err_code run(struct clean_page *page, const struct clean_settings *settings,
                         struct err *err)
{
    struct search search;
    struct seal seal = {0};
    struct raster *work = &page->work;
    if (settings->stamp.use == 0 || !work->data)
        return ERR_OK;
    search_init(&search, page, &settings->stamp);
    int dark = clean_level(page, settings->stamp.paler);
    struct votes votes = {.columns = work->width / CELL + 1, .rows = work->height / CELL + 1};
    votes.cells = mem_try((size_t)votes.columns * (size_t)votes.rows, sizeof *votes.cells);
    if (!votes.cells)
        return err_set(err, ERR_NOMEM, 1200, _("not enough memory to look for seals"));
    memset(votes.cells, 0, (size_t)votes.columns * (size_t)votes.rows * sizeof *votes.cells);
    bool found = find_centre(&search, dark, &seal, &votes);
    free(votes.cells);
    if (!found || find_ring(&search, dark, &seal) < settings->stamp.ring ||
        !has_paper(&search, &seal) || !find_split(&search, dark, settings->stamp.paler, &seal))
        return ERR_OK;
    struct raster copy = {0};
    if (!raster_init(&copy, RASTER_GREY8, work->width, work->height))
        return err_set(err, ERR_NOMEM, 1201, _("not enough memory to look for seals"));
    for (int y = 0; y < work->height; y++)
        memcpy(plane_row(&copy, y), plane_row(work, y), (size_t)work->width);
    search.plane = &copy; /* neighbours are judged as they were */
    paint(&search, &seal, work);
    raster_release(&copy);
    return ERR_OK;
}

static const struct raster *peek(const struct clean_page *page)
{
    return &page->work;
}

const struct clean_step clean_step_stamp = {
    .name = "stamp",
    .comment = "round seals on grey pages",
    .params = params,
    .param_count = ARRAY_SIZE(params),
    .validate = validate,
    .run = run,
    .peek = peek,
};
