/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/export/test_pdf: the finished file through other people's programs: qpdf checks it,
 * pdftotext gives the words in order, pdfimages the very bytes that went in.
 * May include: export, imaging, model, base, cmocka.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "base/proc.h"
#include "base/str.h"
#include "base/utf8.h"
#include "export/pdf.h"
#include "imaging/encode.h"
#include "page.h"

static char folder[] = "/tmp/sohoa-test-pdf-XXXXXX";
static struct bytes jpeg; /* half size: 620 x 877, grey slopes */
static struct pdf_layer whole;

static int make_all(void **state)
{
    (void)state;
    struct raster raster;
    struct image *image = NULL;
    if (!mkdtemp(folder) || !raster_init(&raster, RASTER_RGB24, PAGE_WIDTH / 2, PAGE_HEIGHT / 2))
        return -1;
    for (size_t i = 0; i < raster.stride * (size_t)raster.height; i++)
        raster.data[i] = (uint8_t)(200 + i % 50);
    enum err_code code = image_from_raster(&raster, &image, NULL);
    raster_release(&raster);
    if (code == ERR_OK)
        code = image_encode(image, ENCODE_JPEG, 60, &jpeg, NULL);
    image_free(image);
    whole = (struct pdf_layer){.kind = PDF_JPEG, .data = jpeg.data, .length = jpeg.length};
    return code == ERR_OK ? 0 : -1;
}

static int remove_all(void **state)
{
    (void)state;
    bytes_release(&jpeg);
    return file_remove_tree(folder, NULL) == ERR_OK ? 0 : -1;
}

/* ---- helpers ---- */

static char *run(const char *program, const char *const *args, const char *path)
{
    int in = open(path, O_RDONLY | O_CLOEXEC), out = -1;
    struct proc_spec spec = {.program = program, .args = args, .stdin_fd = in, .stdout_fd = -1};
    struct err err = {0};
    if (proc_capture(&spec, 30000, &out, &err) != ERR_OK)
        fail_msg("%s: %s", program, err.text);
    struct bytes bytes = {0};
    assert_int_equal(file_read_fd(out, 1 << 20, program, &bytes, NULL), ERR_OK);
    close(out);
    close(in);
    return (char *)bytes.data;
}

/* raw: in the order of the file, not by place. */
static char *words_in(const char *path, bool raw)
{
    static const char *const args[] = {"-raw", "-", "-", NULL};
    char *text = run("pdftotext", args + !raw, path);
    for (char *at = text; *at; at++)
        if (*at == '\n' || *at == '\f')
            *at = ' ';
    struct str flat = STR_INIT;
    for (char *at = text; *at; at++)
        if (*at != ' ' || (flat.length > 0 && flat.text[flat.length - 1] != ' '))
            str_add_char(&flat, *at);
    str_trim(&flat);
    free(text);
    return str_take(&flat);
}

static char *words_of(const char *path)
{
    return words_in(path, false);
}

static const char *const texts[] = {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                                    "Họ và tên: ĐẶNG THI HUONG",
                                    "Dân tộc: Kinh Quốc tịch: Việt Nam", "Ngày 15/03/2010"};
#define WORDS                                                                                      \
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Họ và tên: ĐẶNG THI HUONG "              \
    "Dân tộc: Kinh Quốc tịch: Việt Nam Ngày 15/03/2010"

static struct pdf_page page_of(const struct text_page *text)
{
    return (struct pdf_page){.layers = &whole,
                             .layer_count = 1,
                             .width = PAGE_WIDTH / 2,
                             .height = PAGE_HEIGHT / 2,
                             .dpi = 75,
                             .text = text};
}

static char *write_pdf(const char *name, const struct pdf_options *options,
                       const struct pdf_page *pages, size_t count)
{
    struct pdf *pdf = NULL;
    struct err err = {0};
    char *path = file_join(folder, name);
    enum err_code code = pdf_new(options, &pdf, &err);
    for (size_t i = 0; i < count && code == ERR_OK; i++)
        code = pdf_add_page(pdf, &pages[i], &err);
    if (code == ERR_OK)
        code = pdf_write(pdf, path, &err);
    if (code != ERR_OK)
        fail_msg("%s", err.text);
    pdf_free(pdf);
    return path;
}

static const struct pdf_options plain = {.title = "Tập 1 <&> thử", .made_ms = 1794969605123};

/* ---- cases ---- */

static void test_words_and_check(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text_page text = page_make(arena, texts, ARRAY_SIZE(texts));
    struct pdf_page pages[] = {page_of(&text), page_of(NULL)};
    char *path = write_pdf("a.pdf", &plain, pages, 2);
    const char *const check[] = {"--check", path, NULL}, *const info[] = {"-", NULL};
    char *said = run("qpdf", check, path);
    assert_non_null(strstr(said, "No syntax or stream encoding errors found"));
    free(said);
    said = run("pdfinfo", info, path);
    assert_non_null(strstr(said, "Title:           Tập 1 <&> thử"));
    assert_non_null(strstr(said, "Pages:           2"));
    assert_non_null(strstr(said, "PDF version:     1.4"));
    free(said);
    said = words_of(path);
    assert_string_equal(said, WORDS);
    assert_true(utf8_is_nfc(said));
    free(said);
    free(path);
    arena_free(arena);
}

static void test_turned_skewed(void **state)
{
    (void)state;
    for (int turns = 0; turns < 4; turns++)
        for (int skew = -2; skew <= 2; skew += 2) {
            struct arena *arena = arena_new();
            struct text_page text = page_make(arena, texts, ARRAY_SIZE(texts));
            bool odd = turns & 1;
            text.view = (struct view){odd ? PAGE_HEIGHT : PAGE_WIDTH,
                                      odd ? PAGE_WIDTH : PAGE_HEIGHT, turns, skew};
            struct pdf_page page = page_of(&text);
            page.turns = turns;
            char *path = write_pdf("turned.pdf", &plain, &page, 1);
            char *said = words_in(path, skew != 0);
            if (!text_equal(said, WORDS))
                fail_msg("%d turns, skew %d: %s", turns, skew, said);
            free(said);
            free(path);
            arena_free(arena);
        }
}

/* Each word of the layer lies where it was read, within a point. */
static void test_positions(void **state)
{
    (void)state;
    static const char *const args[] = {"-bbox", "-", "-", NULL};
    struct arena *arena = arena_new();
    struct text_page text = page_make(arena, texts, ARRAY_SIZE(texts));
    struct pdf_page page = page_of(&text);
    char *path = write_pdf("places.pdf", &plain, &page, 1), *said = run("pdftotext", args, path);
    const char *at = strstr(said, "<word");
    for (size_t i = 0; i < text.line_count; i++)
        for (size_t k = 0; k < text.lines[i].word_count; k++) {
            double x = 0, y = 0, right = 0, scale = 72.0 / 150;
            struct rect box = text.lines[i].words[k].box;
            assert_non_null(at);
            assert_int_equal(
                sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\"", &x, &y, &right), 3);
            assert_true(x - box.x * scale < 0.1 && x - box.x * scale > -0.1);
            assert_true(y - box.y * scale < 1 && y - box.y * scale > -1);
            assert_true(right - rect_right(box) * scale < 0.1 &&
                        right - rect_right(box) * scale > -0.1);
            at = strstr(at + 1, "<word");
        }
    assert_null(at);
    free(said);
    free(path);
    arena_free(arena);
}

static void test_image_untouched(void **state)
{
    (void)state;
    struct pdf_page page = page_of(NULL);
    char *path = write_pdf("image.pdf", &plain, &page, 1), *root = file_join(folder, "image");
    const char *const args[] = {"-all", path, root, NULL};
    free(run("pdfimages", args, path));
    char *out = file_join(folder, "image-000.jpg");
    struct bytes bytes = {0};
    assert_int_equal(file_read(out, 1 << 20, &bytes, NULL), ERR_OK);
    assert_int_equal(bytes.length, jpeg.length);
    assert_memory_equal(bytes.data, jpeg.data, jpeg.length);
    bytes_release(&bytes);
    free(out);
    free(root);
    free(path);
}

static void test_same_bytes(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text_page text = page_make(arena, texts, ARRAY_SIZE(texts));
    struct pdf_options options = {.title = "t", .made_ms = 1000, .mark = "LUYỆN TẬP"};
    struct pdf_page page = page_of(&text);
    struct bytes made[2] = {{0}};
    for (int i = 0; i < 2; i++) {
        char *path = write_pdf("same.pdf", &options, &page, 1);
        assert_int_equal(file_read(path, 1 << 22, &made[i], NULL), ERR_OK);
        free(path);
    }
    assert_int_equal(made[0].length, made[1].length);
    assert_memory_equal(made[0].data, made[1].data, made[0].length);
    bytes_release(&made[0]);
    bytes_release(&made[1]);
    arena_free(arena);
}

/* Red dots of the mark are in the rendering, and the words below are still found. */
static void test_mark(void **state)
{
    (void)state;
    static const char *const args[] = {"-r", "30", "-", NULL};
    struct arena *arena = arena_new();
    struct text_page text = page_make(arena, texts, ARRAY_SIZE(texts));
    struct pdf_page page = page_of(&text);
    size_t red[2] = {0};
    for (int marked = 0; marked < 2; marked++) {
        struct pdf_options options = {.title = "t", .mark = marked ? "LUYỆN TẬP" : NULL};
        char *path = write_pdf("mark.pdf", &options, &page, 1);
        char *said = words_of(path);
        assert_string_equal(said, WORDS);
        free(said);
        int in = open(path, O_RDONLY | O_CLOEXEC), out = -1;
        struct proc_spec spec = {
            .program = "pdftoppm", .args = args, .stdin_fd = in, .stdout_fd = -1};
        assert_int_equal(proc_capture(&spec, 30000, &out, NULL), ERR_OK);
        struct bytes pnm = {0};
        assert_int_equal(file_read_fd(out, 1 << 22, "ppm", &pnm, NULL), ERR_OK);
        for (size_t i = 20; i + 2 < pnm.length; i += 3)
            red[marked] += abs(pnm.data[i] - pnm.data[i + 1]) > 25;
        bytes_release(&pnm);
        close(in);
        close(out);
        free(path);
    }
    assert_int_equal(red[0], 0);
    assert_true(red[1] > 300);
    arena_free(arena);
}

static void test_values_and_astral(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text_page text = page_make(arena, texts, ARRAY_SIZE(texts));
    struct rect name = text.lines[1].words[4].box;
    struct pdf_value value = {"THỊ HƯỜNG 𠄩", rect_union(name, text.lines[1].words[5].box)};
    struct pdf_page page = page_of(&text);
    page.values = &value;
    page.value_count = 1;
    char *path = write_pdf("values.pdf", &plain, &page, 1), *said = words_of(path);
    if (!strstr(said, "Họ và tên: ĐẶNG THỊ HƯỜNG 𠄩 Dân tộc"))
        fail_msg("%s", said);
    assert_null(strstr(said, "HUONG"));
    free(said);
    free(path);
    arena_free(arena);
}

/* Each promise stands in the file, and only the third kind carries data. */
static void test_levels(void **state)
{
    (void)state;
    static const char *const versions[] = {"1.4", "1.7", "1.7"}, *const parts[] = {"1", "2", "3"};
    static const char json[] = "{\"id\":\"x\"}";
    const struct pdf_attachment data = {"ho-so.json", json, sizeof json - 1};
    struct pdf_page page = page_of(NULL);
    for (enum pdf_level level = 0; level < PDF_LEVEL_COUNT; level++) {
        struct pdf_options options = {.level = level, .title = "t"};
        struct pdf *pdf = NULL;
        char *path = file_join(folder, "level.pdf"), *out = file_join(folder, "data.json");
        struct str want = STR_INIT;
        assert_int_equal(pdf_new(&options, &pdf, NULL), ERR_OK);
        assert_int_equal(pdf_add_page(pdf, &page, NULL), ERR_OK);
        assert_int_equal(pdf_attach(pdf, &data, NULL), level == PDF_A3U ? ERR_OK : ERR_USAGE);
        assert_int_equal(pdf_write(pdf, path, NULL), ERR_OK);
        const char *const info[] = {"-meta", "-", NULL}, *const plain_info[] = {"-", NULL};
        char *said = run("pdfinfo", info, path);
        str_format(&want, "<pdfaid:part>%s</pdfaid:part>", parts[level]);
        assert_non_null(strstr(said, str_peek(&want)));
        free(said);
        str_clear(&want);
        str_format(&want, "PDF version:     %s", versions[level]);
        said = run("pdfinfo", plain_info, path);
        assert_non_null(strstr(said, str_peek(&want)));
        free(said);
        const char *const detach[] = {"-save", "1", "-o", out, path, NULL};
        if (level == PDF_A3U) {
            struct bytes bytes = {0};
            free(run("pdfdetach", detach, path));
            assert_int_equal(file_read(out, 1 << 20, &bytes, NULL), ERR_OK);
            assert_string_equal((char *)bytes.data, json);
            bytes_release(&bytes);
        }
        str_release(&want);
        free(out);
        free(path);
        pdf_free(pdf);
    }
}

static void test_refused(void **state)
{
    (void)state;
    struct pdf *pdf = NULL;
    struct err err = {0};
    const struct pdf_layer bad[] = {
        {.kind = PDF_JPEG, .data = (const unsigned char *)"no", .length = 2},
        {.kind = PDF_STENCIL, .data = (const unsigned char *)"", .width = 8, .height = 8},
    };
    struct pdf_page page = {.width = 8, .height = 8};
    assert_int_equal(pdf_new(&plain, &pdf, NULL), ERR_OK);
    for (size_t i = 0; i <= ARRAY_SIZE(bad); i++) {
        assert_int_equal(pdf_add_page(pdf, &page, &err), ERR_FORMAT);
        page.layers = &bad[i < ARRAY_SIZE(bad) ? i : 0];
        page.layer_count = 1;
    }
    struct bytes bytes = {0};
    assert_int_equal(pdf_finish(pdf, &bytes, NULL), ERR_EMPTY);
    page = page_of(NULL);
    for (int i = 0; i < PDF_PAGES_MAX; i++)
        assert_int_equal(pdf_add_page(pdf, &page, NULL), ERR_OK);
    assert_int_equal(pdf_add_page(pdf, &page, NULL), ERR_LIMIT);
    pdf_free(pdf);
    pdf_free(NULL);
}

static void test_full_disk(void **state)
{
    (void)state;
    struct pdf_page page = page_of(NULL);
    char *path = file_join(folder, "full.pdf");
    struct pdf *pdf = NULL;
    struct rlimit limit, small;
    assert_int_equal(pdf_new(&plain, &pdf, NULL), ERR_OK);
    assert_int_equal(pdf_add_page(pdf, &page, NULL), ERR_OK);
    getrlimit(RLIMIT_FSIZE, &limit);
    small = (struct rlimit){.rlim_cur = 3000, .rlim_max = limit.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    enum err_code code = pdf_write(pdf, path, NULL);
    setrlimit(RLIMIT_FSIZE, &limit);
    assert_int_equal(code, ERR_FULL);
    assert_false(file_exists(path));
    pdf_free(pdf);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_and_check),   cmocka_unit_test(test_turned_skewed),
        cmocka_unit_test(test_positions),         cmocka_unit_test(test_image_untouched),
        cmocka_unit_test(test_same_bytes),        cmocka_unit_test(test_mark),
        cmocka_unit_test(test_values_and_astral), cmocka_unit_test(test_levels),
        cmocka_unit_test(test_refused),           cmocka_unit_test(test_full_disk),
    };
    return cmocka_run_group_tests(tests, make_all, remove_all);
}
