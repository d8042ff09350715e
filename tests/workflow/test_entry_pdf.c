/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_entry_pdf: entries of a register page as PDF files, through the real page
 * worker and looked at by poppler-utils: what is to be seen is there, with its words over it, and
 * of the neighbours there is neither a pixel nor a word. May include: base, model, imaging, store,
 * workflow, cmocka.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/proc.h"
#include "base/str.h"
#include "book_store.h"
#include "imaging/encode.h"
#include "store/derived.h"
#include "store/master.h"
#include "store/page.h"
#include "workflow/entry_pdf.h"
#include "workflow/index.h"
#include "workflow/transition.h"

enum { WIDE = 1240, HIGH = 1754, DPI = 150, ROWS = 4, RECORDS = 3 };

/* Upright space: a head and four rows of a table, a bar of ink and a word in each; the last row is
 * no record. */
static const struct rect table_box = {100, 200, 1000, 500};
static struct rect row_box(int row)
{
    return (struct rect){100, 300 + 100 * row, 1000, 100};
}
static struct rect bar_box(int row) /* -1: the head */
{
    return row < 0 ? (struct rect){200, 220, 200, 60}
                   : (struct rect){200 + 150 * row, 330 + 100 * row, 100, 40};
}
static const char *const words[ROWS + 1] = {"dau", "muc-khong", "muc-mot", "muc-hai", "muc-ba"};
enum { HEAD_INK = 200 * 60, ROW_INK = 100 * 40 };

static char folder[] = "/tmp/sohoa-entry-XXXXXX";
static int made;

/* ---- a page ---- */

static struct bytes draw(const struct view *view)
{
    struct raster raster;
    struct image *image = NULL;
    struct bytes bytes = {0};
    assert_true(raster_init(&raster, RASTER_GREY8, view->page_width, view->page_height));
    raster.dpi = DPI;
    for (int y = 0; y < raster.height; y++)
        for (int x = 0; x < raster.width; x++) {
            double ux, uy;
            bool ink = false;
            view_point_to_upright(view, x + 0.5, y + 0.5, &ux, &uy);
            for (int row = -1; row < ROWS; row++)
                ink |= rect_has(bar_box(row), (int)ux, (int)uy);
            raster.data[(size_t)y * raster.stride + (size_t)x] = ink ? 0 : 250;
        }
    raster.data[0] = (uint8_t)(200 + made++); /* no file comes twice */
    FINE(image_from_raster(&raster, &image, &err));
    FINE(image_encode(image, ENCODE_PNG, 0, &bytes, &err));
    image_free(image);
    raster_release(&raster);
    return bytes;
}

static void put_text(const struct uuid *page, const struct view *view)
{
    static int rows[ROWS + 2] = {200, 300, 400, 500, 600, 700}, columns[] = {100, 1100};
    struct text_table table = {table_box, rows, columns, ROWS + 1, 1, 1};
    struct text_word read[ROWS + 1] = {{0}};
    struct text_line lines[ROWS + 1] = {{{0}}};
    for (int i = 0; i <= ROWS; i++) {
        read[i] = (struct text_word){words[i], bar_box(i - 1), 0.9f, NULL};
        lines[i] = (struct text_line){.box = bar_box(i - 1),
                                      .words = &read[i],
                                      .word_count = 1,
                                      .confidence = 0.9f,
                                      .row = i};
    }
    struct text_page text = {.view = *view,
                             .dpi = DPI,
                             .lines = lines,
                             .line_count = ROWS + 1,
                             .tables = &table,
                             .table_count = 1};
    struct page_text kept = {.revision = 1, .key = {{1}}, .plain = ""};
    json_t *json = text_page_to_json(&text);
    FINE(text_put(store, page, &kept, json, &err));
    json_decref(json);
}

static struct uuid make_page(const struct view *view)
{
    struct master_facts facts = {.kind = "png", .frames = 1, .source = "import"};
    struct page_view seen = {.turns = view->turns};
    struct batch batch = {.name = "tập"};
    struct uuid batch_id, page;
    struct bytes bytes = draw(view);
    FINE(batch_add(store, &batch, &batch_id, &err));
    FINE(master_put_bytes(store, bytes.data, bytes.length, &facts, &seen.master, &err));
    FINE(transition_capture(store, &batch_id, &seen, &page, &err));
    bytes_release(&bytes);
    put_text(&page, view);
    return page;
}

/* The rows as records; the second was read with a box for its name. */
static void make_records(const struct uuid *page, const struct view *view, struct uuid ret[RECORDS])
{
    for (int i = 0; i < RECORDS; i++) {
        struct record plan = {
            .page = *page, .revision = 1, .row = i, .region = view_to_page(view, row_box(i))};
        struct proposed_field name = {.name = "ho_ten", .box = view_to_page(view, bar_box(i))};
        struct proposal proposal = {"so-khai-sinh", plan.region, i, &name, 1};
        struct proposal_list list = {"so-khai-sinh", 1, &proposal, 1};
        json_t *json = proposal_list_to_json(&list);
        struct stored_proposal stored = {.schema = "so-khai-sinh",
                                         .region = plan.region,
                                         .row = i,
                                         .body = json_array_get(json_peek_array(json, "items"), 0)};
        FINE(office_schema_keep(office, "so-khai-sinh", &plan.schema, &err));
        FINE(transition_adopt(store, &plan, -1, &ret[i], &err));
        stored.record = ret[i];
        if (i == 1)
            FINE(proposal_replace(store, page, 1, &stored, 1, &err));
        json_decref(json);
        FINE(index_record(office, &ret[i], &err));
    }
}

/* ---- looking ---- */

static struct bytes run(const char *program, const char *const *args, const char *path)
{
    int in = open(path, O_RDONLY | O_CLOEXEC), out = -1;
    struct proc_spec spec = {.program = program, .args = args, .stdin_fd = in, .stdout_fd = -1};
    struct bytes bytes = {0};
    FINE(proc_capture(&spec, 30000, &out, &err));
    FINE(file_read_fd(out, 1 << 25, program, &bytes, &err));
    close(out);
    close(in);
    return bytes;
}

static char *text_of(const char *path)
{
    static const char *const args[] = {"-raw", "-", "-", NULL};
    struct bytes bytes = run("pdftotext", args, path);
    for (char *at = (char *)bytes.data; *at; at++)
        if (*at == '\n' || *at == '\f')
            *at = ' ';
    return (char *)bytes.data;
}

struct render {
    struct bytes bytes;
    int width, height;
    const unsigned char *pixels;
};

static struct render render(const char *path)
{
    static const char *const args[] = {"-r", "150", "-gray", "-", NULL};
    struct render seen = {.bytes = run("pdftoppm", args, path)};
    int skip = 0;
    assert_int_equal(
        sscanf((char *)seen.bytes.data, "P5 %d %d 255%n", &seen.width, &seen.height, &skip), 2);
    seen.pixels = seen.bytes.data + skip + 1;
    return seen;
}

static int black_in(const struct render *seen, double left, double top, double right, double bottom)
{
    int count = 0;
    for (int y = (int)top; y < (int)bottom && y < seen->height; y++)
        for (int x = (int)left; x < (int)right && x < seen->width; x++)
            count += seen->pixels[y * seen->width + x] < 60;
    return count;
}

static void assert_ink(const struct render *seen, int wanted, const char *what)
{
    int black = black_in(seen, 0, 0, seen->width, seen->height);
    if (abs(black - wanted) > wanted / 12)
        fail_msg("%s: %d pixels of ink, not %d", what, black, wanted);
}

/* Each word lies over its bar. */
static void assert_words_over_ink(const char *path, const struct render *seen, const char *what)
{
    static const char *const args[] = {"-bbox", "-", "-", NULL};
    struct bytes bytes = run("pdftotext", args, path);
    int count = 0;
    for (const char *at = (char *)bytes.data; (at = strstr(at, "<word")); at++, count++) {
        double x, y, right, bottom, scale = DPI / 72.0;
        assert_int_equal(sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &x,
                                &y, &right, &bottom),
                         4);
        double all = (right - x) * (bottom - y) * scale * scale;
        int black = black_in(seen, x * scale, y * scale, right * scale, bottom * scale);
        if (black < 0.85 * all)
            fail_msg("%s: a word with %d pixels of ink in %.0f", what, black, all);
    }
    assert_true(count > 0);
    bytes_release(&bytes);
}

static char *make(const struct entry_pdf_plan *plan, const struct uuid *record, const char *name)
{
    struct entry_pdf *maker = NULL;
    char *path = file_join(folder, name);
    struct entry_order order = {.record = *record, .path = path};
    FINE(entry_pdf_new(office, plan, &maker, &err));
    FINE(entry_pdf_write(maker, &order, &err));
    entry_pdf_free(maker);
    return path;
}

/* ---- cases ---- */

static const struct view views[] = {
    {WIDE, HIGH, 0, 0}, {WIDE, HIGH, 0, 1.5}, {HIGH, WIDE, 1, -1.5}, {WIDE, HIGH, 2, 0}};

static const struct {
    const char *name;
    enum entry_extent extent;
    bool neighbours;
    const char *words; /* in this order */
    int ink;
    bool whole;
} cases[] = {
    {"rows alone", ENTRY_ROWS, false, "dau muc-mot ", HEAD_INK + ROW_INK, false},
    {"page, covered", ENTRY_PAGE, false, "dau muc-mot ", HEAD_INK + ROW_INK, true},
    {"page, open", ENTRY_PAGE, true, "dau muc-khong muc-mot muc-hai muc-ba ",
     HEAD_INK + ROWS *ROW_INK, true},
};

static void test_what_is_seen(void **state)
{
    (void)state;
    for (size_t v = 0; v < ARRAY_SIZE(views); v++) {
        struct uuid records[RECORDS], page = make_page(&views[v]);
        make_records(&page, &views[v], records);
        for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
            struct entry_pdf_plan plan = {
                .extent = cases[i].extent, .neighbours = cases[i].neighbours, .jobs = 1};
            const char *what = arena_format(arena, "view %zu, %s", v, cases[i].name);
            char *path = make(&plan, &records[1], "seen.pdf"), *text = text_of(path);
            struct render seen = render(path);
            if (!text_equal(text, arena_format(arena, "%s ", cases[i].words)))
                fail_msg("%s: words: %s", what, text);
            assert_ink(&seen, cases[i].ink, what);
            assert_words_over_ink(path, &seen, what);
            assert_true(cases[i].whole ? seen.height == HIGH : seen.height < 400);
            bytes_release(&seen.bytes);
            free(text);
            free(path);
        }
    }
}

static void test_keyed_and_attached(void **state)
{
    (void)state;
    struct uuid records[RECORDS], page = make_page(&views[0]);
    make_records(&page, &views[0], records);
    key(&records[1], "ho_ten", "Nguyễn Thị Bưởi");
    struct entry_pdf_plan plan = {.level = PDF_A3U, .made_ms = 5000, .jobs = 1};
    char *path = make(&plan, &records[1], "keyed.pdf"), *text = text_of(path);
    assert_string_equal(text, "dau Nguyễn Thị Bưởi  ");
    free(text);
    char *out = file_join(folder, "keyed.json");
    const char *const args[] = {"-savefile", "keyed.json", "-o", out, path, NULL};
    struct bytes json = run("pdfdetach", args, path), again = {0}, first = {0};
    bytes_release(&json);
    FINE(file_read(out, 1 << 20, &json, &err));
    assert_non_null(strstr((char *)json.data, "Nguyễn Thị Bưởi"));
    FINE(file_read(path, 1 << 24, &first, &err));
    free(path);
    path = make(&plan, &records[1], "keyed.pdf");
    FINE(file_read(path, 1 << 24, &again, &err));
    assert_int_equal(first.length, again.length);
    assert_memory_equal(first.data, again.data, first.length);
    bytes_release(&json);
    bytes_release(&first);
    bytes_release(&again);
    free(out);
    free(path);
}

/* An entry over two pages gets both; many orders come back in their order. */
static void test_two_pages_in_order(void **state)
{
    (void)state;
    struct uuid records[RECORDS], page = make_page(&views[0]), second = make_page(&views[3]);
    struct entry_pdf_plan plan = {.extent = ENTRY_PAGE, .jobs = 2};
    struct entry_pdf *maker = NULL;
    struct entry_result result;
    int number = 0;
    static const char *const args[] = {"-", NULL};
    make_records(&page, &views[0], records);
    FINE(record_image_add(store, &records[0], &second, 1, &number, &err));
    FINE(entry_pdf_new(office, &plan, &maker, &err));
    for (int i = 0; i < RECORDS; i++) {
        char *path = file_join(folder, arena_format(arena, "%d.pdf", i));
        struct entry_order order = {.record = records[i], .path = path};
        FINE(entry_pdf_add(maker, &order, &err));
        free(path);
    }
    for (int i = 0; i < RECORDS;) {
        enum err_code code = entry_pdf_next(maker, 1000, &result);
        if (code == ERR_TIMEOUT)
            continue;
        assert_int_equal(code, ERR_OK);
        assert_int_equal(result.err.code, ERR_OK);
        assert_true(uuid_equal(&result.record, &records[i]));
        char *path = file_join(folder, arena_format(arena, "%d.pdf", i));
        struct bytes said = run("pdfinfo", args, path);
        assert_non_null(strstr((char *)said.data, i ? "Pages:           1" : "Pages:           2"));
        bytes_release(&said);
        free(path);
        i++;
    }
    assert_int_equal(entry_pdf_next(maker, 0, &result), ERR_EMPTY);
    entry_pdf_free(maker);
}

/* Where nobody knows the places of the others, none of them may be shown. */
static void test_refused(void **state)
{
    (void)state;
    struct uuid records[RECORDS], page = make_page(&views[0]), none;
    struct entry_pdf_plan plan = {.jobs = 1};
    struct entry_pdf *maker = NULL;
    char *path = file_join(folder, "never.pdf");
    make_records(&page, &views[0], records);
    FINE(derived_drop_all(store, &err));
    FINE(entry_pdf_new(office, &plan, &maker, &err));
    struct entry_order order = {.record = records[0], .path = path};
    assert_int_equal(entry_pdf_write(maker, &order, &err), ERR_STATE);
    assert_int_equal(err.number, 2892);
    err_clear(&err);
    struct record plain = {.row = -1};
    FINE(office_schema_keep(office, "khai-sinh", &plain.schema, &err));
    FINE(transition_adopt(store, &plain, -1, &none, &err));
    order.record = none;
    assert_int_equal(entry_pdf_write(maker, &order, &err), ERR_MISSING);
    assert_int_equal(err.number, 2890);
    assert_false(file_exists(path));
    entry_pdf_free(maker);
    free(path);
}

static int open_all(void **state)
{
    return mkdtemp(folder) ? practice_open(state) : -1;
}

static int close_all(void **state)
{
    int failed = file_remove_tree(folder, NULL) != ERR_OK;
    return practice_close(state) || failed;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_seen),
        cmocka_unit_test(test_keyed_and_attached),
        cmocka_unit_test(test_two_pages_in_order),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
