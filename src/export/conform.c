/* SPDX-License-Identifier: Apache-2.0
 *
 * export/conform: looking at a PDF through qpdf. May include: qpdf, base.
 */
#include "export/conform.h"

#include <math.h>
#include <qpdf/qpdf-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { DEPTH_MAX = 32, NUMBERS_MAX = 6, NAME_SIZE = 64 };

#define POINTS_AN_INCH 72.0
#define MM_AN_INCH     25.4
#define STRETCH_MOST   0.01
#define PAPER_MM_LEAST 20.0   /* a strip of one row */
#define PAPER_MM_MOST  1300.0 /* A0 */

static const char *const titles[CONFORM_CHECK_COUNT] = {
    [CONFORM_READ] = N_("a PDF with images"), [CONFORM_VERSION] = N_("PDF 1.4 or later"),
    [CONFORM_COLOUR] = N_("in colour"),       [CONFORM_RESOLUTION] = N_("200 dpi or more"),
    [CONFORM_SCALE] = N_("at its own size"),  [CONFORM_ARCHIVE] = N_("PDF/A-1"),
};

const char *conform_check_title(enum conform_check check)
{
    return _(titles[check]);
}

/* ---- content: where images are drawn ---- */

struct matrix {
    double a, b, c, d;
};
struct page_look {
    qpdf_data qpdf;
    qpdf_oh images; /* /XObject of the resources */
    struct matrix stack[DEPTH_MAX], now;
    int depth;
    double numbers[NUMBERS_MAX];
    int number_count;
    char name[NAME_SIZE];
    double dpi; /* best of the page */
    bool colour, stretched;
};

static bool is_colour(qpdf_data qpdf, qpdf_oh dict)
{
    qpdf_oh space = qpdf_oh_get_key(qpdf, dict, "/ColorSpace");
    if (qpdf_oh_is_name(qpdf, space))
        return text_equal(qpdf_oh_get_name(qpdf, space), "/DeviceRGB");
    if (!qpdf_oh_is_array(qpdf, space) || qpdf_oh_get_array_n_items(qpdf, space) < 2)
        return false;
    qpdf_oh profile = qpdf_oh_get_array_item(qpdf, space, 1);
    return qpdf_oh_is_stream(qpdf, profile) &&
           qpdf_oh_get_int_value_as_int(
               qpdf, qpdf_oh_get_key(qpdf, qpdf_oh_get_dict(qpdf, profile), "/N")) == 3;
}

static void draw(struct page_look *look)
{
    qpdf_data qpdf = look->qpdf;
    qpdf_oh image = qpdf_oh_get_key(qpdf, look->images, look->name);
    if (!qpdf_oh_is_stream(qpdf, image))
        return;
    qpdf_oh dict = qpdf_oh_get_dict(qpdf, image);
    if (!text_equal(qpdf_oh_get_name(qpdf, qpdf_oh_get_key(qpdf, dict, "/Subtype")), "/Image"))
        return;
    double width = qpdf_oh_get_int_value_as_int(qpdf, qpdf_oh_get_key(qpdf, dict, "/Width"));
    double height = qpdf_oh_get_int_value_as_int(qpdf, qpdf_oh_get_key(qpdf, dict, "/Height"));
    double wide = hypot(look->now.a, look->now.b), high = hypot(look->now.c, look->now.d);
    if (width < 1 || height < 1 || wide <= 0 || high <= 0)
        return;
    double across = width * POINTS_AN_INCH / wide, down = height * POINTS_AN_INCH / high;
    if (fabs(across - down) > STRETCH_MOST * fmax(across, down) &&
        fabs(across - down) * high / POINTS_AN_INCH > 2) /* more than rounding to whole pixels */
        look->stretched = true;
    look->dpi = fmax(look->dpi, fmin(across, down));
    look->colour = look->colour || is_colour(qpdf, dict);
}

static void concat(struct page_look *look)
{
    const double *n = look->numbers;
    struct matrix m = look->now;
    if (look->number_count != NUMBERS_MAX)
        return;
    look->now = (struct matrix){n[0] * m.a + n[1] * m.c, n[0] * m.b + n[1] * m.d,
                                n[2] * m.a + n[3] * m.c, n[2] * m.b + n[3] * m.d};
}

static void operate(struct page_look *look, const char *word)
{
    if (text_equal(word, "q") && look->depth < DEPTH_MAX)
        look->stack[look->depth++] = look->now;
    else if (text_equal(word, "Q") && look->depth > 0)
        look->now = look->stack[--look->depth];
    else if (text_equal(word, "cm"))
        concat(look);
    else if (text_equal(word, "Do"))
        draw(look);
    look->number_count = 0;
}

static void take_word(struct page_look *look, const char *word)
{
    double number;
    if (*word == '/') {
        snprintf(look->name, sizeof look->name, "%s", word);
    } else if (text_to_double(word, -HUGE_VAL, HUGE_VAL, &number)) {
        if (look->number_count == NUMBERS_MAX) {
            memmove(look->numbers, look->numbers + 1, (NUMBERS_MAX - 1) * sizeof(double));
            look->number_count--;
        }
        look->numbers[look->number_count++] = number;
    } else {
        operate(look, word);
    }
}

/* Behind a string in brackets or hex. */
static const char *skip_string(const char *at, const char *end)
{
    char open = *at++, close = open == '(' ? ')' : '>';
    for (int depth = 1; at < end && depth > 0; at++) {
        if (open == '(' && *at == '\\' && at + 1 < end)
            at++;
        else if (*at == close)
            depth--;
        else if (open == '(' && *at == '(')
            depth++;
    }
    return at;
}

static void walk(struct page_look *look, const char *at, const char *end)
{
    static const char signs[] = " \t\r\n\f[]<>()";
    char word[NAME_SIZE];
    while (at < end) {
        if (*at == '(' || *at == '<') {
            at = skip_string(at, end);
            continue;
        }
        size_t length = 0;
        while (at + length < end && at[length] && !strchr(signs, at[length]))
            length++;
        if (length > 0 && length < sizeof word) {
            memcpy(word, at, length);
            word[length] = '\0';
            take_word(look, word);
        }
        at += length ? length : 1;
    }
}

/* ---- the file ---- */

/* What the XMP says: pdfaid:part and pdfaid:conformance, as element or attribute. */
static void read_word(const char *xmp, const char *key, char *out, size_t size)
{
    const char *at = strstr(xmp, key);
    size_t length = 0;
    if (!at)
        return;
    at += strlen(key);
    at += strspn(at, ">=\"' ");
    while (length + 1 < size &&
           ((at[length] >= '0' && at[length] <= '9') || (at[length] >= 'A' && at[length] <= 'Z')))
        length++;
    memcpy(out, at, length);
    out[length] = '\0';
}

static void read_archive(qpdf_data qpdf, struct conform_pdf *ret)
{
    unsigned char *data = NULL;
    size_t length = 0;
    qpdf_oh metadata = qpdf_oh_get_key(qpdf, qpdf_get_root(qpdf), "/Metadata");
    char part[4] = "", letter[4] = "";
    if (!qpdf_oh_is_stream(qpdf, metadata) ||
        qpdf_oh_get_stream_data(qpdf, metadata, qpdf_dl_all, NULL, &data, &length) != QPDF_SUCCESS)
        return;
    struct str xmp = STR_INIT;
    str_add_span(&xmp, (char *)data, length);
    read_word(str_peek(&xmp), "pdfaid:part", part, sizeof part);
    read_word(str_peek(&xmp), "pdfaid:conformance", letter, sizeof letter);
    if (*part)
        snprintf(ret->archive, sizeof ret->archive, "%s%c", part,
                 *letter ? *letter - 'A' + 'a' : ' ');
    str_release(&xmp);
    free(data);
}

static double number_at(qpdf_data qpdf, qpdf_oh array, int index)
{
    double value = 0;
    qpdf_oh item = qpdf_oh_get_array_item(qpdf, array, index);
    return qpdf_oh_get_value_as_number(qpdf, item, &value) ? value : 0;
}

static void look_page(qpdf_data qpdf, int index, struct conform_pdf *ret)
{
    unsigned char *data = NULL;
    size_t length = 0;
    qpdf_oh page = qpdf_get_page_n(qpdf, (size_t)index);
    qpdf_oh box = qpdf_oh_get_key(qpdf, page, "/MediaBox");
    qpdf_oh resources = qpdf_oh_get_key(qpdf, page, "/Resources");
    struct page_look look = {.qpdf = qpdf, .now = {1, 0, 0, 1}};
    look.images = qpdf_oh_get_key(qpdf, resources, "/XObject");
    if (qpdf_oh_is_dictionary(qpdf, look.images) &&
        qpdf_oh_get_page_content_data(qpdf, page, &data, &length) == QPDF_SUCCESS)
        walk(&look, (char *)data, (char *)data + length);
    free(data);
    double width = (number_at(qpdf, box, 2) - number_at(qpdf, box, 0)) / POINTS_AN_INCH;
    double height = (number_at(qpdf, box, 3) - number_at(qpdf, box, 1)) / POINTS_AN_INCH;
    if (index == 0) {
        ret->width_mm = width * MM_AN_INCH;
        ret->height_mm = height * MM_AN_INCH;
        ret->dpi = look.dpi;
    }
    ret->dpi = fmin(ret->dpi, look.dpi);
    ret->good[CONFORM_READ] = ret->good[CONFORM_READ] && look.dpi > 0;
    ret->good[CONFORM_COLOUR] = ret->good[CONFORM_COLOUR] && look.colour;
    ret->good[CONFORM_SCALE] = ret->good[CONFORM_SCALE] && !look.stretched &&
                               fmin(width, height) * MM_AN_INCH >= PAPER_MM_LEAST &&
                               fmax(width, height) * MM_AN_INCH <= PAPER_MM_MOST;
}

static void look_all(qpdf_data qpdf, struct conform_pdf *ret)
{
    double version = 0;
    const char *text = qpdf_get_pdf_version(qpdf);
    snprintf(ret->version, sizeof ret->version, "%s", text ? text : "");
    ret->pages = qpdf_get_num_pages(qpdf);
    if (ret->pages < 1)
        return;
    ret->good[CONFORM_READ] = ret->good[CONFORM_COLOUR] = ret->good[CONFORM_SCALE] = true;
    for (int i = 0; i < ret->pages; i++)
        look_page(qpdf, i, ret);
    read_archive(qpdf, ret);
    ret->good[CONFORM_VERSION] = text_to_double(ret->version, 0, 9, &version) && version >= 1.4;
    ret->good[CONFORM_RESOLUTION] = ret->dpi >= CONFORM_DPI_MIN - 0.5;
    ret->good[CONFORM_ARCHIVE] = ret->archive[0] == '1';
}

void conform_pdf_look(const void *data, size_t length, struct conform_pdf *ret)
{
    *ret = (struct conform_pdf){0};
    qpdf_data qpdf = qpdf_init();
    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    if (qpdf_read_memory(qpdf, "pdf", data, length, NULL) == QPDF_SUCCESS)
        look_all(qpdf, ret);
    if (qpdf_has_error(qpdf))
        (void)qpdf_get_error(qpdf); /* heard; else the library complains by itself */
    qpdf_cleanup(&qpdf);
    ret->all = true;
    for (int i = 0; i < CONFORM_CHECK_COUNT; i++)
        ret->all = ret->all && ret->good[i];
}
