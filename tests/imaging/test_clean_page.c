/* SPDX-License-Identifier: Apache-2.0
 *
 * The steps that look at the whole page: border, background, blank, skew, direction, scale; and the
 * settings of all steps.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/yaml.h"
#include "cmocka_first.h"
#include "imaging/clean_step.h"
#include "imaging/pix.h"
#include "plane.h"

enum { WIDTH = 1240, HEIGHT = 1754 }; /* A4 at 150 dpi */

static struct raster text_page(int grey, int ink)
{
    struct raster plane = plane_make(WIDTH, HEIGHT, 150, grey);
    for (int line = 0; line < 20; line++)
        plane_words(&plane, 120, 200 + line * 60, 38, ink);
    return plane;
}

static struct clean_page page_of(struct raster plane)
{
    return (struct clean_page){
        .width = plane.width, .height = plane.height, .dpi = plane.dpi, .source = plane};
}

static struct rect all_of(const struct raster *plane)
{
    return (struct rect){0, 0, plane->width, plane->height};
}

static int grey_at(const struct raster *plane, int x, int y)
{
    return plane->data[(size_t)y * plane->stride + (size_t)x];
}

static void run_to(struct clean_page *page, const char *last)
{
    for (size_t i = 0; i < clean_step_count(); i++) {
        run_step(page, clean_step_peek(i)->name);
        if (strcmp(clean_step_peek(i)->name, last) == 0)
            return;
    }
}

/* ---- paper ---- */

/* The resolution that is believed, and how far a page is reduced; then every pixel is the mean. */
static void test_paper(void **state)
{
    static const struct {
        int width, height;
        double dpi, settled;
        int factor;
    } cases[] = {
        {1240, 1754, 150, 150, 1},  {1240, 1754, 0, 150, 1},      {2480, 3508, 300, 300, 1},
        {2480, 3508, 72, 300.1, 1}, {2480, 3508, 9999, 300.1, 1}, {1654, 2339, 400, 400, 1},
        {1654, 2339, 450, 450, 2},  {2480, 3508, 600, 600, 2},    {1011, 638, 300, 300, 1},
        {3508, 2480, 0, 300.1, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct raster plane = plane_make(cases[i].width, cases[i].height, cases[i].dpi, 200);
        plane_words(&plane, 31, 201, 20, 40);
        struct raster before = plane_copy(&plane);
        struct clean_page page = page_of(plane);
        run_to(&page, "paper");
        if (fabs(page.dpi - cases[i].settled) > 0.2 || page.source_scale * cases[i].factor != 1)
            fail_msg("%d x %d at %g: %g dpi, scale %g", cases[i].width, cases[i].height,
                     cases[i].dpi, page.dpi, page.source_scale);
        if (cases[i].factor == 1)
            assert_int_equal(plane_difference(&before, &page.source, all_of(&before)), 0);
        for (int y = 160; cases[i].factor == 2 && y < 210; y++)
            for (int x = 20; x < 400; x++) {
                int sum = grey_at(&before, 2 * x, y) + grey_at(&before, 2 * x + 1, y);
                sum = grey_at(&before, 2 * x, 2 * y) + grey_at(&before, 2 * x + 1, 2 * y) +
                      grey_at(&before, 2 * x, 2 * y + 1) + grey_at(&before, 2 * x + 1, 2 * y + 1);
                assert_int_equal(grey_at(&page.source, x, y), (sum + 2) / 4);
            }
        raster_release(&before);
        clean_page_release(&page);
    }
}

/* ---- border ---- */

/* Boxes in pixels at 150 dpi; what goes becomes paper, what stays keeps its grey. */
static void test_border(void **state)
{
    static const struct {
        const char *what;
        struct rect box;
        int grey;
        bool goes;
    } cases[] = {
        {"left edge", {0, 0, 30, HEIGHT}, 20, true},
        {"lower edge, thin", {0, HEIGHT - 10, WIDTH, 10}, 20, true},
        {"upper edge, dark grey", {0, 0, WIDTH, 40}, 90, true},
        {"a corner", {WIDTH - 60, 0, 60, 80}, 10, true},
        {"a dark square of 14 mm in the margin", {20, 800, 84, 84}, 20, false},
        {"a dark photo inside", {600, 1400, 180, 240}, 20, false},
        {"a stamp inside, 3 mm from the edge", {WIDTH - 198, 1400, 180, 180}, 60, false},
        {"a rule up to the edge", {0, 1500, WIDTH, 5}, 20, false},
        {"a pale bar at the edge", {0, 0, 30, HEIGHT}, 160, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct clean_page page = page_of(text_page(CLEAN_PAPER, 30));
        struct rect box = cases[i].box;
        plane_box(&page.source, box.x, box.y, box.w, box.h, cases[i].grey);
        struct raster before = plane_copy(&page.source);
        run_to(&page, "border");
        int x = box.x + box.w / 2, y = box.y + box.h / 2;
        l_uint32 marked = 0;
        pixGetPixel(page.border, x / 2, y / 2, &marked);
        if (cases[i].goes != (marked > 0))
            fail_msg("%s: border %u", cases[i].what, marked);
        run_step(&page, "background");
        if (cases[i].goes)
            assert_int_equal(grey_at(&page.source, x, y), CLEAN_PAPER);
        else
            assert_in_range(grey_at(&page.source, x, y), cases[i].grey - 10, cases[i].grey + 70);
        /* The text inside is the same in both cases. */
        struct rect inside = {110, 150, WIDTH - 320, 1200};
        assert_in_range(plane_difference(&before, &page.source, inside), 0, 2);
        raster_release(&before);
        clean_page_release(&page);
    }
}

/* A round hole in the margin becomes paper; the same disc in the text stays. */
static void test_hole(void **state)
{
    (void)state;
    for (int inside = 0; inside < 2; inside++) {
        struct clean_page page = page_of(text_page(CLEAN_PAPER, 30));
        int cx = inside ? 620 : 70, cy = 1560, radius = 18;
        for (int y = -radius; y <= radius; y++)
            for (int x = -radius; x <= radius; x++)
                if (x * x + y * y <= radius * radius)
                    plane_box(&page.source, cx + x, cy + y, 1, 1, 20);
        run_to(&page, "background");
        if (inside)
            assert_in_range(grey_at(&page.source, cx, cy), 0, 60);
        else
            assert_int_equal(grey_at(&page.source, cx, cy), CLEAN_PAPER);
        clean_page_release(&page);
    }
}

/* ---- background ---- */

/* Even paper of any grey becomes CLEAN_PAPER; on a page that is even already no pixel moves. */
static void test_background_even(void **state)
{
    static const int papers[] = {CLEAN_PAPER, 255, 200, 150};
    (void)state;
    for (size_t i = 0; i < sizeof papers / sizeof papers[0]; i++) {
        struct clean_page page = page_of(text_page(papers[i], 30));
        struct raster before = plane_copy(&page.source);
        run_to(&page, "background");
        for (int x = 5; x < WIDTH; x += 97)
            assert_in_range(grey_at(&page.source, x, 100), CLEAN_PAPER - 1, CLEAN_PAPER);
        if (papers[i] == CLEAN_PAPER)
            assert_in_range(plane_difference(&before, &page.source, all_of(&before)), 0, 1);
        raster_release(&before);
        clean_page_release(&page);
    }
}

/* Light that falls off becomes even; ink stays ink, a grey photo stays grey. */
static void test_background(void **state)
{
    (void)state;
    struct clean_page page = page_of(text_page(CLEAN_PAPER, 30));
    plane_box(&page.source, 100, 1440, 240, 280, 70);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            uint8_t *at = &page.source.data[(size_t)y * page.source.stride + (size_t)x];
            *at = (uint8_t)(*at * (1 - 0.4 * x / WIDTH));
        }
    run_to(&page, "background");
    for (int x = 40; x < WIDTH; x += 200)
        assert_in_range(grey_at(&page.source, x, 100), CLEAN_PAPER - 8, CLEAN_PAPER + 8);
    assert_true(grey_at(&page.source, 121, 190) < 60);
    assert_in_range(grey_at(&page.source, 220, 1580), 55, 90);
    assert_true(page.ink < 80);
    clean_page_release(&page);
}

/* ---- blank ---- */

static void test_blank(void **state)
{
    static const struct {
        int lines, specks;
        bool blank;
    } cases[] = {{0, 0, true}, {0, 40, true}, {1, 0, false}, {20, 0, false}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct clean_page page = page_of(plane_make(WIDTH, HEIGHT, 150, 215));
        for (int line = 0; line < cases[i].lines; line++)
            plane_words(&page.source, 120, 200 + line * 60, 38, 30);
        for (int speck = 0; speck < cases[i].specks; speck++)
            plane_box(&page.source, 50 + speck * 29, 40 + speck * 37 % 1600, 2, 2, 60);
        run_to(&page, "blank");
        assert_int_equal(page.blank, cases[i].blank);
        clean_page_release(&page);
    }
}

/* ---- how it lies ---- */

/* The page turned clockwise by quarters; frees the given one. */
static struct raster turned(struct raster plane, int quarters)
{
    for (; quarters > 0; quarters--) {
        struct raster next = plane_make(plane.height, plane.width, plane.dpi, 0);
        for (int y = 0; y < plane.height; y++)
            for (int x = 0; x < plane.width; x++)
                next.data[(size_t)x * next.stride + (size_t)(plane.height - 1 - y)] =
                    plane.data[(size_t)y * plane.stride + (size_t)x];
        raster_release(&plane);
        plane = next;
    }
    return plane;
}

/* Turns a page by an angle with Leptonica and asks for it back. */
static void test_skew(void **state)
{
    static const double angles[] = {0, 0.4, -1.3, 5, -9.5};
    (void)state;
    for (size_t i = 0; i < sizeof angles / sizeof angles[0]; i++) {
        struct raster plane = text_page(CLEAN_PAPER, 30);
        struct image *image = NULL;
        struct err err = {0};
        assert_int_equal(image_from_raster(&plane, &image, &err), ERR_OK);
        raster_release(&plane);
        PIX *turned = pixRotate(image->pix, (float)(angles[i] * M_PI / 180), L_ROTATE_AREA_MAP,
                                L_BRING_IN_WHITE, 0, 0);
        pixDestroy(&image->pix);
        image->pix = turned;
        assert_int_equal(image_copy_raster(image, &plane, &err), ERR_OK);
        image_free(image);
        plane.dpi = 150;
        struct clean_page page = page_of(plane);
        run_to(&page, "skew");
        if (fabs(page.skew.value + angles[i]) > 0.15)
            fail_msg("turned by %g, found %g", angles[i], page.skew.value);
        clean_page_release(&page);
    }
}

/* A straight page stays as it is: no pixel is sampled anew. */
static void test_straight_stays(void **state)
{
    (void)state;
    struct clean_page page = page_of(text_page(CLEAN_PAPER, 30));
    run_to(&page, "upright");
    assert_true(page.skew.value == 0 && page.view.skew == 0 && page.view.turns == 0);
    struct rect inside = {0, 0, WIDTH - 1, HEIGHT - 1};
    assert_int_equal(plane_difference(&page.source, &page.upright, inside), 0);
    clean_page_release(&page);
}

/* What a person set is never measured again; what he left open is measured beside it. */
static void test_manual(void **state)
{
    static const struct {
        bool skew, turns;
        double angle;
        int quarter;
    } cases[] = {{true, true, 1.5, 3}, {true, false, 1.5, 0}, {false, true, 0, 3}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct clean_page page = page_of(text_page(CLEAN_PAPER, 30));
        page.skew = (struct clean_choice){cases[i].skew ? 1.5 : 0, cases[i].skew};
        page.turns = (struct clean_choice){cases[i].turns ? 3 : 0, cases[i].turns};
        run_to(&page, "upright");
        assert_true(page.view.skew == cases[i].angle && page.skew.value == cases[i].angle);
        assert_int_equal(page.view.turns, cases[i].quarter);
        assert_int_equal(page.upright.width, cases[i].quarter ? HEIGHT : WIDTH);
        clean_page_release(&page);
    }
}

/* The four pixels around a place, by their distance. */
static double bilinear(const struct raster *plane, double x, double y)
{
    int left = (int)floor(x), top = (int)floor(y);
    double fx = x - left, fy = y - top;
    double above = grey_at(plane, left, top) * (1 - fx) + grey_at(plane, left + 1, top) * fx;
    double below =
        grey_at(plane, left, top + 1) * (1 - fx) + grey_at(plane, left + 1, top + 1) * fx;
    return above * (1 - fy) + below * fy;
}

/* Straight runs of pixels, slopes and quarter turns give what the places ask for. */
static void test_sample(void **state)
{
    static const double skews[] = {0, 0.02, 0.7, -3, 9};
    (void)state;
    for (int i = 0; i < 20; i++) {
        struct raster plane = plane_make(301, 203, 150, 0), out = {0};
        struct clean_page page = page_of(plane);
        struct err err = {0};
        int inside = 0;
        for (size_t k = 0; k < plane.stride * 203; k++)
            plane.data[k] = (uint8_t)((k * 2654435761u) >> 13);
        page.source_scale = 1;
        page.view = (struct view){301, 203, i % 4, skews[i / 4]};
        assert_int_equal(clean_sample(&page, 1, &out, &err), ERR_OK);
        for (int y = 0; y < out.height; y++)
            for (int x = 0; x < out.width; x++) {
                double px, py;
                view_point_to_page(&page.view, x + 0.5, y + 0.5, &px, &py);
                px -= 0.5;
                py -= 0.5;
                if (px < 1 || py < 1 || px > 298 || py > 200)
                    continue;
                inside++;
                if (fabs(grey_at(&out, x, y) - bilinear(&plane, px, py)) > 3)
                    fail_msg("turns %d skew %g: %d,%d", i % 4, skews[i / 4], x, y);
            }
        assert_true(inside > 40000);
        raster_release(&out);
        clean_page_release(&page);
    }
}

/* A picture without edges, in pixels of upright space; bright enough to be told from paper. */
static double waves(double x, double y)
{
    return 110 + 50 * sin(x * 2 * M_PI / 41) + 50 * sin(y * 2 * M_PI / 29);
}

/* The page in which the picture lies turned and skewed. */
static struct clean_page laid(const struct view *view, double dpi)
{
    struct clean_page page =
        page_of(plane_make(view->page_width, view->page_height, dpi, CLEAN_PAPER));
    for (int y = 0; y < view->page_height; y++)
        for (int x = 0; x < view->page_width; x++) {
            double ux, uy;
            view_point_to_upright(view, x + 0.5, y + 0.5, &ux, &uy);
            page.source.data[(size_t)y * page.source.stride + (size_t)x] =
                (uint8_t)(waves(ux, uy) + 0.5);
        }
    page.source_scale = 1;
    page.turns = (struct clean_choice){view->turns, true};
    page.skew = (struct clean_choice){view->skew, true};
    return page;
}

/* The step alone: what lies turned and skewed comes upright, each pixel within the tolerance of the
 * picture; turns alone move pixels and change none, and a page that lies well is left untouched. */
static void test_upright(void **state)
{
    static const struct {
        int turns;
        double skew, dpi, scale; /* scale: of the upright plane, of the page */
        int slack;
    } cases[] = {
        {0, 0, 300, 1, 0},    {1, 0, 300, 1, 0},  {2, 0, 300, 1, 0},    {3, 0, 300, 1, 0},
        {0, 0.3, 300, 1, 3},  {0, -3, 300, 1, 3}, {0, 10, 200, 1, 3},   {1, 2, 300, 1, 3},
        {3, -7.5, 300, 1, 3}, {0, 0, 350, 1, 0},  {0, 0, 400, 0.75, 4}, {2, 3, 400, 0.75, 4},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct view view = {400, 300, cases[i].turns, cases[i].skew};
        struct clean_page page = laid(&view, cases[i].dpi);
        struct raster before = plane_copy(&page.source);
        int width, height, inside = 0;
        run_step(&page, "upright");
        view_size(&view, &width, &height);
        assert_true(page.upright_scale == cases[i].scale);
        assert_int_equal(page.upright.width, (int)(width * cases[i].scale + 0.5));
        assert_int_equal(page.upright.height, (int)(height * cases[i].scale + 0.5));
        for (int y = 0; y < page.upright.height; y++)
            for (int x = 0; x < page.upright.width; x++) {
                double ux = (x + 0.5) / cases[i].scale, uy = (y + 0.5) / cases[i].scale, px, py;
                view_point_to_page(&view, ux, uy, &px, &py);
                if (px < -2 || py < -2 || px > 402 || py > 302)
                    assert_int_equal(grey_at(&page.upright, x, y), CLEAN_PAPER);
                if (px < 2 || py < 2 || px > 398 || py > 298)
                    continue;
                inside++;
                if (fabs(grey_at(&page.upright, x, y) - waves(ux, uy)) > cases[i].slack + 0.51)
                    fail_msg("turns %d skew %g at %g dpi: %d,%d", cases[i].turns, cases[i].skew,
                             cases[i].dpi, x, y);
            }
        assert_true(inside > 0.8 * 400 * 300 * cases[i].scale * cases[i].scale);
        if (cases[i].turns == 0 && cases[i].skew == 0 && cases[i].scale == 1)
            assert_int_equal(
                plane_difference(&before, &page.upright, (struct rect){0, 0, 399, 299}), 0);
        raster_release(&before);
        clean_page_release(&page);
    }
}

/* A page on its side whose angle is set by hand still finds its direction. */
static void test_manual_skew_on_its_side(void **state)
{
    (void)state;
    struct clean_page page = page_of(turned(text_page(CLEAN_PAPER, 30), 1));
    page.skew = (struct clean_choice){0, true};
    run_to(&page, "turn");
    assert_int_equal((int)page.turns.value, 3);
    clean_page_release(&page);
}

/* Letters with stems above tell the direction, straight or not; the upright plane is the page. */
static void test_turn(void **state)
{
    (void)state;
    for (int quarter = 0; quarter < 4; quarter++) {
        struct raster straight = text_page(CLEAN_PAPER, 30);
        struct clean_page page = page_of(turned(plane_copy(&straight), quarter));
        run_to(&page, "upright");
        assert_int_equal((int)page.turns.value, (4 - quarter) & 3);
        struct rect inside = {1, 1, WIDTH - 2, HEIGHT - 2};
        assert_int_equal(plane_difference(&straight, &page.upright, inside), 0);
        raster_release(&straight);
        clean_page_release(&page);
    }
}

/* The plane that is read has 150 dpi, whatever came in. */
static void test_scale(void **state)
{
    static const double resolutions[] = {100, 150, 200, 300, 400, 600};
    (void)state;
    for (size_t i = 0; i < sizeof resolutions / sizeof resolutions[0]; i++) {
        struct clean_page page = page_of(plane_make(1200, 900, resolutions[i], CLEAN_PAPER));
        for (int line = 0; line < 6; line++)
            plane_words(&page.source, 60, 100 + line * 60, 20, 30);
        page.turns.manual = page.skew.manual = true;
        run_to(&page, "scale");
        assert_true(fabs(page.work.dpi - 150) < 1);
        assert_true(abs(page.work.width - (int)(1200 * 150 / resolutions[i])) <= 1);
        assert_true(fabs(page.work_scale - 150 / resolutions[i]) < 0.001);
        clean_page_release(&page);
    }
}

/* The mean grey of the area that a pixel covers, by plain arithmetic. */
static double area_mean(const struct raster *plane, double x0, double y0, double w0, double h0)
{
    double sum = 0, area = 0;
    for (int y = (int)y0; y < plane->height && y < y0 + h0; y++)
        for (int x = (int)x0; x < plane->width && x < x0 + w0; x++) {
            double w = fmin(x + 1, x0 + w0) - fmax(x, x0);
            double h = fmin(y + 1, y0 + h0) - fmax(y, y0);
            sum += w * h * grey_at(plane, x, y);
            area += w * h;
        }
    return sum / area;
}

/* Each pixel is the mean of what it covers: exact when halved, within 3 levels else. */
static void test_scale_exact(void **state)
{
    static const struct {
        double dpi;
        int slack;
    } cases[] = {{300, 1}, {200, 3}, {400, 3}, {250, 3}, {150, 0}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct raster plane = plane_make(600, 420, cases[i].dpi, CLEAN_PAPER);
        plane_words(&plane, 40, 100, 20, 30);
        plane_words(&plane, 47, 203, 20, 90);
        struct clean_page page = page_of(plane_copy(&plane));
        page.upright = plane_copy(&plane);
        page.upright_scale = 1;
        run_step(&page, "rules");
        run_step(&page, "scale");
        double across = (double)plane.width / page.work.width;
        double down = (double)plane.height / page.work.height;
        for (int y = 0; y < page.work.height - 1; y++)
            for (int x = 0; x < page.work.width - 1; x++) {
                double want = area_mean(&page.upright, x * across, y * down, across, down);
                if (fabs(want - grey_at(&page.work, x, y)) > cases[i].slack + 0.5)
                    fail_msg("%g dpi at %d,%d: %d, should be %.1f", cases[i].dpi, x, y,
                             grey_at(&page.work, x, y), want);
            }
        raster_release(&plane);
        clean_page_release(&page);
    }
}

/* Each step that can be left out leaves its page alone. */
static void test_off(void **state)
{
    (void)state;
    struct clean_settings settings;
    clean_settings_init(&settings);
    settings.border.use = settings.blank.use = settings.skew.use = settings.turn.use = 0;
    settings.background.use = 0;
    struct clean_page page = page_of(plane_make(WIDTH, HEIGHT, 150, CLEAN_PAPER));
    plane_box(&page.source, 0, 0, 30, HEIGHT, 20);
    struct raster before = plane_copy(&page.source);
    for (size_t i = 0; strcmp(clean_step_peek(i)->name, "dots") != 0; i++)
        run_step_with(&page, clean_step_peek(i)->name, &settings);
    assert_false(page.blank);
    assert_true(page.view.skew == 0 && page.view.turns == 0);
    assert_in_range(plane_difference(&before, &page.source, all_of(&before)), 0, 1);
    raster_release(&before);
    clean_page_release(&page);
}

static void test_settings(void **state)
{
    static const struct {
        const char *yaml;
        enum err_code code;
    } cases[] = {
        {"clean: {dots: {size: 0.5}}", ERR_OK},    {"layout: {gap: 3}", ERR_OK},
        {"clean: {dots: {size: 50}}", ERR_FORMAT}, {"clean: {dots: {colour: 1}}", ERR_FORMAT},
        {"clean: {dots: {use: 0}}", ERR_OK},       {"clean: {dots: {use: 0.5}}", ERR_FORMAT},
        {"clean: {dots: {use: 2}}", ERR_FORMAT},   {"clean: {scale: {use: 0}}", ERR_FORMAT},
        {"clean: {magic: {size: 1}}", ERR_FORMAT}, {"clean: {dots: {size: big}}", ERR_FORMAT},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct clean_settings settings;
        struct err err = {0};
        json_t *profile = NULL;
        clean_settings_init(&settings);
        assert_int_equal(
            yaml_parse(cases[i].yaml, strlen(cases[i].yaml), "t", &profile, NULL, &err), ERR_OK);
        assert_int_equal(clean_settings_load(&settings, profile, &err), cases[i].code);
        if (i == 0)
            assert_true(settings.dots.size == 0.5);
        json_decref(profile);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paper),       cmocka_unit_test(test_border),
        cmocka_unit_test(test_hole),        cmocka_unit_test(test_background_even),
        cmocka_unit_test(test_background),  cmocka_unit_test(test_blank),
        cmocka_unit_test(test_skew),        cmocka_unit_test(test_straight_stays),
        cmocka_unit_test(test_manual),      cmocka_unit_test(test_manual_skew_on_its_side),
        cmocka_unit_test(test_turn),        cmocka_unit_test(test_scale),
        cmocka_unit_test(test_scale_exact), cmocka_unit_test(test_off),
        cmocka_unit_test(test_settings),    cmocka_unit_test(test_sample),
        cmocka_unit_test(test_upright),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
