/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_source: files of a folder, PDF files by poppler-utils. May include: base,
 * workflow, cmocka.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "workflow/source_pdf.h"

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    static const char name[] = "/tmp/sohoa-source-XXXXXX";
    for (size_t i = 0; i < sizeof name; i++)
        folder[i] = name[i];
    return mkdtemp(folder) ? 0 : 1;
}

static int remove_folder(void **state)
{
    (void)state;
    return file_remove_tree(folder, NULL) ? 1 : 0;
}

/* ---- PDF ---- */

#define HEAD     "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
#define PAGES(n) "2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count " #n ">>endobj\n"
#define PAGE(number, box, more)                                                                    \
#number " 0 obj<</Type/Page/Parent 2 0 R/MediaBox" box more ">>endobj\n"
#define TAIL "trailer<</Root 1 0 R>>\n%%EOF\n"

static const struct {
    const char *name, *bytes;
    enum err_code code;
    size_t frames;
    int width, height; /* of the last frame */
} pdfs[] = {
    {"two pages", HEAD PAGES(2) PAGE(3, "[0 0 595 842]", "") PAGE(4, "[0 0 144 72]", "") TAIL,
     ERR_OK, 2, 600, 300},
    {"turned",
     HEAD PAGES(2) PAGE(3, "[0 0 595 842]", "") PAGE(4, "[0 0 144 72]", "/Rotate 90") TAIL, ERR_OK,
     2, 300, 600},
    {"a page as large as a house",
     HEAD PAGES(2) PAGE(3, "[0 0 595 842]", "") PAGE(4, "[0 0 14400 14400]", "") TAIL, ERR_LIMIT, 0,
     0, 0},
    {"no page", "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n" TAIL, ERR_FORMAT, 0, 0, 0},
    {"only a head", "%PDF-1.4\n", ERR_FORMAT, 0, 0, 0},
};

static int memory(const char *bytes)
{
    int fd = -1;
    assert_int_equal(file_memory_new("pdf", bytes, strlen(bytes), &fd, NULL), ERR_OK);
    return fd;
}

static void test_pdf_probe(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(pdfs); i++) {
        struct source_frame *frames = NULL;
        struct err err = {0};
        size_t count = 0;
        int fd = memory(pdfs[i].bytes);
        assert_true(source_pdf_is(fd));
        enum err_code code = source_pdf_probe(fd, pdfs[i].name, &frames, &count, &err);
        if (code != pdfs[i].code)
            fail_msg("%s: %s (%s)", pdfs[i].name, err_code_name(code), err.text);
        assert_int_equal(count, pdfs[i].frames);
        if (count) {
            assert_int_equal(frames[count - 1].width, pdfs[i].width);
            assert_int_equal(frames[count - 1].height, pdfs[i].height);
        } else {
            assert_non_null(strstr(err.text, pdfs[i].name));
        }
        free(frames);
        close(fd);
    }
}

/* The rendered page has the size that was promised. */
static void test_pdf_render(void **state)
{
    (void)state;
    char head[32] = "";
    struct err err = {0};
    int fd = memory(pdfs[1].bytes), picture = -1;
    assert_int_equal(source_pdf_render(fd, "x.pdf", 1, &picture, &err), ERR_OK);
    assert_true(pread(picture, head, sizeof head - 1, 0) > 0);
    assert_memory_equal(head, "P6\n300 600\n", 11);
    close(picture);
    close(fd);
}

static void test_not_pdf(void **state)
{
    (void)state;
    int fd = memory("P5 1 1 255 x");
    assert_false(source_pdf_is(fd));
    close(fd);
}

/* ---- folders ---- */

static void put(const char *name)
{
    char *path = file_join(folder, name);
    assert_int_equal(file_write(path, "x", 1, FILE_REPLACE, NULL), ERR_OK);
    free(path);
}

static void test_expand(void **state)
{
    (void)state;
    static const char *const want[] = {"a.PNG", "b.jpeg", "sub/z.tif", "trang 2.pdf"};
    char *sub = file_join(folder, "sub");
    assert_int_equal(file_make_folder(sub, NULL), ERR_OK);
    free(sub);
    put("trang 2.pdf");
    put("b.jpeg");
    put("a.PNG");
    put("a.json");
    put(".hidden.png");
    put("README");
    put("sub/z.tif");
    char *paths[] = {folder, "/nowhere/x.png"};
    char **files = NULL;
    assert_int_equal(source_expand(paths, 2, &files, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_SIZE(want); i++) {
        char *path = file_join(folder, want[i]);
        assert_string_equal(files[i], path);
        free(path);
    }
    assert_string_equal(files[ARRAY_SIZE(want)], "/nowhere/x.png");
    assert_null(files[ARRAY_SIZE(want) + 1]);
    file_list_free(files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pdf_probe),
        cmocka_unit_test(test_pdf_render),
        cmocka_unit_test(test_not_pdf),
        cmocka_unit_test(test_expand),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
