/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_source_pdf: PDF files by poppler-utils: their pages, and the picture that a
 * page is or becomes. What is taken out must look as pdftoppm draws the page. May include: base,
 * model, imaging, workflow, cmocka.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "imaging/decode.h"
#include "imaging/encode.h"
#include "practice.h"
#include "store/batch.h"
#include "workflow/pixels.h"
#include "workflow/source_pdf.h"
#include "workflow/transition.h"

/* ---- how many pages ---- */

#define HEAD     "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
#define PAGES(n) "2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count " #n ">>endobj\n"
#define PAGE(number, box, more)                                                                    \
#number " 0 obj<</Type/Page/Parent 2 0 R/MediaBox" box more ">>endobj\n"
#define TAIL "trailer<</Root 1 0 R>>\n%%EOF\n"
#define LOCK "trailer<</Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(y)/P -4>>>>\n%%EOF\n"

static const struct {
    const char *name, *bytes;
    enum err_code code;
    size_t frames;
    const char *head; /* of the last one, rendered */
} pdfs[] = {
    {"two pages", HEAD PAGES(2) PAGE(3, "[0 0 595 842]", "") PAGE(4, "[0 0 144 72]", "") TAIL,
     ERR_OK, 2, "P6\n600 300\n"},
    {"turned",
     HEAD PAGES(2) PAGE(3, "[0 0 595 842]", "") PAGE(4, "[0 0 144 72]", "/Rotate 90") TAIL, ERR_OK,
     2, "P6\n300 600\n"},
    {"a page as large as a house",
     HEAD PAGES(2) PAGE(3, "[0 0 595 842]", "") PAGE(4, "[0 0 14400 14400]", "") TAIL, ERR_LIMIT, 0,
     NULL},
    {"no page", "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n" TAIL, ERR_FORMAT, 0, NULL},
    {"only a head", "%PDF-1.4\n", ERR_FORMAT, 0, NULL},
    {"locked", HEAD PAGES(1) PAGE(3, "[0 0 595 842]", "") LOCK, ERR_FORMAT, 0, NULL},
};

static int memory(const void *bytes, size_t length)
{
    int fd = -1;
    assert_int_equal(file_memory_new("pdf", bytes, length, &fd, NULL), ERR_OK);
    return fd;
}

static void test_probe(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(pdfs); i++) {
        struct source_picture picture;
        struct err err = {0};
        size_t count = 0;
        char head[32] = "";
        int fd = memory(pdfs[i].bytes, strlen(pdfs[i].bytes));
        assert_true(source_pdf_is(fd));
        enum err_code code = source_pdf_probe(fd, pdfs[i].name, &count, &err);
        if (code != pdfs[i].code)
            fail_msg("%s: %s (%s)", pdfs[i].name, err_code_name(code), err.text);
        assert_int_equal(count, pdfs[i].frames);
        if (count) {
            assert_int_equal(source_pdf_open(fd, pdfs[i].name, count - 1, &picture, &err), ERR_OK);
            assert_true(pread(picture.fd, head, sizeof head - 1, 0) > 0);
            assert_memory_equal(head, pdfs[i].head, strlen(pdfs[i].head));
            assert_true(picture.dpi == 300);
            close(picture.fd);
        } else {
            assert_non_null(strstr(err.text, pdfs[i].name));
        }
        close(fd);
    }
}

static void test_not_pdf(void **state)
{
    (void)state;
    int fd = memory("P5 1 1 255 x", 12);
    assert_false(source_pdf_is(fd));
    close(fd);
}

/* ---- a page that is a picture ---- */

enum { W = 48, H = 32 }; /* at 300 dpi on a page of 11.52 x 7.68 points */

enum stored { GREY_JPEG, TURNED_JPEG, CMYK_JPEG, GREY_RAW, BITS_RAW, PICTURE_COUNT };
static struct bytes pictures[PICTURE_COUNT];

/* In four inks, as photo programs write it: two flat halves. */
static const char cmyk_hex[] =
    "ffd8ffee000e41646f626500640000000000ffdb0043000d090a0b0a080d0b0a0b0e0e0d0f1320151312121327"
    "1c1e17202e2931302e292d2c333a4a3e333646372c2d405741464c4e525352323e5a615a50604a51524fffc000"
    "140800200030044311004d11005911004b1100ffc40017000101010100000000000000000000000000070806ff"
    "c40014100100000000000000000000000000000000ffda000e0443004d0059004b00003f00a73955394e000066"
    "f5e000001a41070000066f5e000001a41070000066f5e000001a41070000066f5e000001ffd9";

static uint8_t shade(int x, int y)
{
    return (uint8_t)(20 + 3 * x + 2 * y); /* no two of its turns and mirrors look alike */
}

static void copy_bytes(struct bytes *to, const void *data, size_t length)
{
    to->data = malloc(length + 1);
    assert_non_null(to->data);
    to->length = length;
    for (size_t i = 0; i < length; i++)
        to->data[i] = ((const unsigned char *)data)[i];
}

static void make_jpegs(const uint8_t *grey)
{
    static const unsigned char exif[] = {0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0,    0, 'I', 'I',
                                         '*',  0,    8, 0,  0,   0,   1,   0,   0x12, 1, 3,   0,
                                         1,    0,    0, 0,  6,   0,   0,   0,   0,    0, 0,   0};
    struct raster raster = {(uint8_t *)grey, W, H, W, RASTER_GREY8, 0};
    struct bytes *jpeg = &pictures[GREY_JPEG];
    struct image *image = NULL;
    struct str turned = STR_INIT;
    assert_int_equal(image_from_raster(&raster, &image, NULL), ERR_OK);
    assert_int_equal(image_encode(image, ENCODE_JPEG, 95, jpeg, NULL), ERR_OK);
    image_free(image);
    str_add_span(&turned, (char *)jpeg->data, 2);
    str_add_span(&turned, (const char *)exif, sizeof exif);
    str_add_span(&turned, (char *)jpeg->data + 2, jpeg->length - 2);
    copy_bytes(&pictures[TURNED_JPEG], turned.text, turned.length);
    str_release(&turned);
}

static int make_pictures(void **state)
{
    (void)state;
    uint8_t grey[W * H], bits[W * H / 8] = {0}, cmyk[sizeof cmyk_hex / 2];
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++) {
            grey[y * W + x] = shade(x, y);
            bits[(y * W + x) / 8] |= (uint8_t)((shade(x, y) < 100) << (7 - x % 8));
        }
    for (size_t i = 0; i < sizeof cmyk; i++) {
        char digits[] = {cmyk_hex[2 * i], cmyk_hex[2 * i + 1], 0};
        cmyk[i] = (uint8_t)strtol(digits, NULL, 16);
    }
    make_jpegs(grey);
    copy_bytes(&pictures[GREY_RAW], grey, sizeof grey);
    copy_bytes(&pictures[BITS_RAW], bits, sizeof bits);
    copy_bytes(&pictures[CMYK_JPEG], cmyk, sizeof cmyk);
    return 0;
}

static int drop_pictures(void **state)
{
    (void)state;
    for (size_t i = 0; i < PICTURE_COUNT; i++)
        bytes_release(&pictures[i]);
    return 0;
}

#define FULL       "q 11.52 0 0 7.68 0 0 cm /I Do Q "
#define LINE       "2 2 5 1 re f "
#define WORD(mode) "BT " mode " Tr /F 3 Tf 1 2 Td (abc) Tj ET "
#define ASIDE      "[0 0 7.68 11.52]"
#define FLAT       "[0 0 11.52 7.68]"
#define JPEG8      "/Width 48/Height 32/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode"

enum fate { KEPT, PIXELS, RENDERED };

static const struct {
    const char *name;
    enum stored kind;
    const char *image, *box, *more, *content;
    enum fate fate;
} cases[] = {
    {"a JPEG", GREY_JPEG, JPEG8, FLAT, "", FULL, KEPT},
    {"the page turned by 90", GREY_JPEG, JPEG8, FLAT, "/Rotate 90", FULL, KEPT},
    {"the page turned by 180", GREY_JPEG, JPEG8, FLAT, "/Rotate 180", FULL, KEPT},
    {"the page turned by 270", GREY_JPEG, JPEG8, FLAT, "/Rotate 270", FULL, KEPT},
    {"turned on the page", GREY_JPEG, JPEG8, ASIDE, "", "0 11.52 -7.68 0 7.68 0 cm /I Do", KEPT},
    {"turned on the page and back", GREY_JPEG, JPEG8, ASIDE, "/Rotate 90",
     "0 11.52 -7.68 0 7.68 0 cm /I Do", KEPT},
    {"mirrored", GREY_JPEG, JPEG8, FLAT, "", "-11.52 0 0 7.68 11.52 0 cm /I Do", KEPT},
    {"upside down", GREY_JPEG, JPEG8, FLAT, "", "11.52 0 0 -7.68 0 7.68 cm /I Do", KEPT},
    {"mirrored and turned", GREY_JPEG, JPEG8, ASIDE, "", "0 11.52 7.68 0 0 0 cm /I Do", KEPT},
    {"mirrored and turned the other way", GREY_JPEG, JPEG8, ASIDE, "",
     "0 -11.52 -7.68 0 7.68 11.52 cm /I Do", KEPT},
    {"a camera's turn that no PDF knows", TURNED_JPEG, JPEG8, FLAT, "", FULL, KEPT},
    {"with the words of an OCR", GREY_JPEG, JPEG8, FLAT, "", FULL WORD("3"), KEPT},
    {"with words", GREY_JPEG, JPEG8, FLAT, "", FULL WORD("0"), RENDERED},
    {"with a line", GREY_JPEG, JPEG8, FLAT, "", FULL LINE, RENDERED},
    {"twice", GREY_JPEG, JPEG8, FLAT, "", FULL "q 4 0 0 3 1 1 cm /I Do Q", RENDERED},
    {"smaller than the page", GREY_JPEG, JPEG8, FLAT, "", "9 0 0 6 1 1 cm /I Do", RENDERED},
    {"larger than the page", GREY_JPEG, JPEG8, FLAT, "", "14 0 0 9 -1 -1 cm /I Do", RENDERED},
    {"cut", GREY_JPEG, JPEG8, FLAT, "", "1 1 5 5 re W n " FULL, RENDERED},
    {"askew", GREY_JPEG, JPEG8, FLAT, "", "11.5 .1 -.1 7.6 0 0 cm /I Do", RENDERED},
    {"half of it seen through", GREY_JPEG, JPEG8 "/SMask 7 0 R", FLAT, "", FULL, RENDERED},
    {"a JPEG in negative", GREY_JPEG, JPEG8 "/Decode[1 0]", FLAT, "", FULL, PIXELS},
    {"four inks", CMYK_JPEG,
     "/Width 48/Height 32/ColorSpace/DeviceCMYK/BitsPerComponent 8/Filter/DCTDecode", FLAT, "",
     FULL, PIXELS},
    {"plain grey", GREY_RAW, "/Width 48/Height 32/ColorSpace/DeviceGray/BitsPerComponent 8", FLAT,
     "", FULL, PIXELS},
    {"black and white", BITS_RAW, "/Width 48/Height 32/ColorSpace/DeviceGray/BitsPerComponent 1",
     FLAT, "/Rotate 90", FULL, PIXELS},
    {"white and black", BITS_RAW,
     "/Width 48/Height 32/ColorSpace/DeviceGray/BitsPerComponent 1/Decode[1 0]", FLAT, "", FULL,
     PIXELS},
    {"a stencil", BITS_RAW, "/Width 48/Height 32/ImageMask true/BitsPerComponent 1", FLAT, "", FULL,
     RENDERED},
};

static int make_pdf(const struct bytes *picture, const char *image, const char *box,
                    const char *more, const char *content)
{
    struct str pdf = STR_INIT;
    str_add(&pdf, HEAD "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n");
    str_format(&pdf,
               "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox%s%s/Contents 4 0 R/Resources<<"
               "/XObject<</I 5 0 R>>/Font<</F 6 0 R>>>>>>endobj\n"
               "4 0 obj<</Length %zu>>\nstream\n%s\nendstream endobj\n"
               "6 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
               "7 0 obj<</Type/XObject/Subtype/Image/Width 2/Height 1/BitsPerComponent 8"
               "/ColorSpace/DeviceGray/Length 2>>\nstream\n~0\nendstream endobj\n"
               "5 0 obj<</Type/XObject/Subtype/Image%s/Length %zu>>\nstream\n",
               box, more, strlen(content), content, image, picture->length);
    str_add_span(&pdf, (char *)picture->data, picture->length);
    str_add(&pdf, "endstream endobj\n" TAIL);
    int fd = memory(pdf.text, pdf.length);
    str_release(&pdf);
    return fd;
}

/* Its red channel, as a worker sees it. */
static void see(const struct source_picture *picture, struct raster *ret)
{
    struct decode_options options = {
        .name = "seen", .red = true, .orientation = picture->orientation};
    struct image *image = NULL;
    struct err err = {0};
    if (image_decode(picture->fd, &options, &image, &err))
        fail_msg("%s", err.text);
    assert_int_equal(image_copy_raster(image, ret, NULL), ERR_OK);
    assert_int_equal(ret->format, RASTER_GREY8);
    image_free(image);
}

/* pdftoppm puts the edges of a picture on whole pixels: it may lie off by one. */
static void compare(const char *name, const struct source_picture *picture,
                    const struct source_picture *rendered)
{
    struct raster a, b;
    int off = 0;
    see(picture, &a);
    see(rendered, &b);
    if (a.width != b.width || a.height != b.height)
        fail_msg("%s: %d by %d instead of %d by %d", name, a.width, a.height, b.width, b.height);
    for (int y = 0; y < a.height; y++)
        for (int x = 0; x < a.width; x++)
            off += abs(a.data[(size_t)y * a.stride + (size_t)x] -
                       b.data[(size_t)y * b.stride + (size_t)x]) > 8;
    if (off * 20 > a.width * a.height)
        fail_msg("%s: another picture, at %d places", name, off);
    raster_release(&a);
    raster_release(&b);
}

/* Pixel by pixel what went in, as stored. */
static void check_pixels(const char *name, struct source_picture picture, bool black_is_1)
{
    struct raster raster;
    picture.orientation = 1;
    see(&picture, &raster);
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++) {
            int want = shade(x, y), is = raster.data[(size_t)y * raster.stride + (size_t)x];
            if (strstr(name, "white"))
                want = (want < 100) == black_is_1 ? 0 : 255;
            if (is != want)
                fail_msg("%s: %d instead of %d at %d,%d", name, is, want, x, y);
        }
    raster_release(&raster);
}

static void check_bytes(const char *name, int fd, const struct bytes *want, bool same)
{
    struct bytes bytes = {0};
    assert_int_equal(file_read_fd(fd, 1 << 20, name, &bytes, NULL), ERR_OK);
    bool is = bytes.length == want->length && !memcmp(bytes.data, want->data, want->length);
    if (is != same)
        fail_msg("%s: %s", name, same ? "not the bytes of the PDF" : "the bytes were taken");
    bytes_release(&bytes);
}

static void test_pictures(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct source_picture picture, rendered;
        struct err err = {0};
        const struct bytes *bytes = &pictures[cases[i].kind];
        int fd = make_pdf(bytes, cases[i].image, cases[i].box, cases[i].more, cases[i].content);
        assert_int_equal(source_pdf_open(fd, cases[i].name, 0, &picture, &err), ERR_OK);
        assert_int_equal(source_pdf_render(fd, cases[i].name, 0, &rendered, &err), ERR_OK);
        if ((picture.orientation != 0) != (cases[i].fate != RENDERED))
            fail_msg("%s: %s", cases[i].name, picture.orientation ? "taken out" : "rendered");
        assert_true(picture.dpi > 299 && picture.dpi < 301);
        check_bytes(cases[i].name, picture.fd, bytes, cases[i].fate == KEPT);
        if (cases[i].fate != RENDERED)
            compare(cases[i].name, &picture, &rendered);
        if (cases[i].fate == PIXELS && cases[i].kind >= GREY_RAW)
            check_pixels(cases[i].name, picture, strstr(cases[i].image, "/Decode") != NULL);
        close(picture.fd);
        close(rendered.fd);
        close(fd);
    }
}

/* Photos are often put on pages of one point a pixel: larger than any paper, and fine. */
static void test_photo(void **state)
{
    (void)state;
    struct source_picture picture;
    struct err err = {0};
    size_t count = 0;
    int fd =
        make_pdf(&pictures[GREY_JPEG], JPEG8, "[0 0 4800 3200]", "", "4800 0 0 3200 0 0 cm /I Do");
    assert_int_equal(source_pdf_probe(fd, "photo", &count, &err), ERR_OK);
    assert_int_equal(source_pdf_open(fd, "photo", 0, &picture, &err), ERR_OK);
    assert_true(picture.dpi == 0);
    check_bytes("photo", picture.fd, &pictures[GREY_JPEG], true);
    close(picture.fd);
    close(fd);
}

/* Boxes are pixels of what was read: pages of a master from before this was done stay rendered. */
static void test_older_master(void **state)
{
    (void)state;
    static const char *const modes[] = {NULL, SOURCE_PDF_PICTURES};
    struct batch plan = {.name = "một"};
    struct uuid batch;
    FINE(batch_add(store, &plan, &batch, &err));
    for (size_t i = 0; i < ARRAY_SIZE(modes); i++) {
        struct master_facts facts = {
            .kind = "pdf", .frames = 1, .source = "import", .mode = modes[i]};
        struct page_view view = {.turns = PAGE_TURNS_UNKNOWN};
        struct page_facts page;
        struct source_picture picture;
        struct uuid id;
        char head[4] = "";
        int fd = make_pdf(&pictures[GREY_JPEG], JPEG8, FLAT, i ? "/Rotate 90" : "", FULL);
        FINE(master_put_fd(store, fd, &facts, &view.master, &err));
        FINE(transition_capture(store, &batch, &view, &id, &err));
        FINE(page_facts_get(store, &id, arena, &page, &err));
        FINE(pixels_open(store, &page, &picture, &err));
        assert_int_equal(picture.orientation, i ? 6 : 0);
        assert_true(pread(picture.fd, head, 2, 0) == 2);
        assert_string_equal(head, i ? "\xff\xd8" : "P6");
        close(picture.fd);
        close(fd);
    }
}

static int open_all(void **state)
{
    return make_pictures(state) || practice_open(state);
}

static int close_all(void **state)
{
    return drop_pictures(state) || practice_close(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_probe),        cmocka_unit_test(test_not_pdf),
        cmocka_unit_test(test_pictures),     cmocka_unit_test(test_photo),
        cmocka_unit_test(test_older_master),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
