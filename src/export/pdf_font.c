/* SPDX-License-Identifier: Apache-2.0
 *
 * export/pdf: the invisible font of the text layer: one empty glyph (pdf.ttf of Tesseract's data)
 * for every code, and the table back to Unicode for those that are used.
 * May include: qpdf, model, base.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "export/pdf_part.h"

enum { FONT_BYTES_MAX = 1 << 20, UNITS = 0x10000, RANGE_MAX = 100, RARE_FIRST = 0xE000 };

static const char *const font_places[] = {
    "/usr/share/tesseract-ocr/5/tessdata/pdf.ttf",
    "/usr/share/tesseract-ocr/4.00/tessdata/pdf.ttf",
    "/usr/share/tessdata/pdf.ttf",
};

static enum err_code load_font(struct bytes *ret_new, struct err *err)
{
    for (size_t i = 0; i < ARRAY_SIZE(font_places); i++)
        if (file_exists(font_places[i]))
            return file_read(font_places[i], FONT_BYTES_MAX, ret_new, err);
    return err_set(err, ERR_MISSING, 602,
                   _("the font pdf.ttf is missing; install the package libtesseract5"));
}

static qpdf_oh descriptor_new(qpdf_data qpdf, const struct bytes *font)
{
    qpdf_oh dict = pdf_dict_new(
        qpdf, "<< /Type /FontDescriptor /FontName /GlyphLessFont /Flags 5 /FontBBox [0 0 500 1000]"
              " /ItalicAngle 0 /Ascent 1000 /Descent -1 /CapHeight 1000 /StemV 80 >>");
    struct str shape = STR_INIT;
    str_format(&shape, "<< /Length1 %zu >>", font->length);
    pdf_put(qpdf, dict, "/FontFile2",
            pdf_stream_new(qpdf, str_peek(&shape), font->data, font->length, NULL));
    str_release(&shape);
    return dict;
}

/* Every unit is drawn with glyph 1. */
static qpdf_oh glyph_map_new(qpdf_data qpdf)
{
    unsigned char *map = mem_new(UNITS, 2);
    for (size_t i = 0; i < UNITS; i++)
        map[2 * i + 1] = 1;
    qpdf_oh stream = pdf_stream_new(qpdf, "<< >>", map, 2 * UNITS, NULL);
    free(map);
    return stream;
}

enum err_code pdf_font_init(struct pdf_font *font, qpdf_data qpdf, struct err *err)
{
    struct bytes file = {0};
    enum err_code code = load_font(&file, err);
    if (code != ERR_OK)
        return code;
    qpdf_oh inner = pdf_dict_new(
        qpdf, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /GlyphLessFont /DW 500"
              " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>");
    pdf_put(qpdf, inner, "/CIDToGIDMap", glyph_map_new(qpdf));
    pdf_put(qpdf, inner, "/FontDescriptor", descriptor_new(qpdf, &file));
    font->object = pdf_dict_new(qpdf, "<< /Type /Font /Subtype /Type0 /BaseFont /GlyphLessFont"
                                      " /Encoding /Identity-H >>");
    qpdf_oh list = qpdf_oh_new_array(qpdf);
    qpdf_oh_append_item(qpdf, list, inner);
    pdf_put(qpdf, font->object, "/DescendantFonts", list);
    bytes_release(&file);
    return ERR_OK;
}

static void add_code(struct pdf_font *font, struct str *out, unsigned code)
{
    font->used[code / 8] |= (uint8_t)(1u << (code % 8));
    str_format(out, "%04X", code);
}

/* A code for a code point that has none of its own; U+FFFD when all are given away. */
static unsigned rare_code(struct pdf_font *font, uint32_t rune)
{
    int at = 0;
    while (at < font->rare_count && font->rare[at] != rune)
        at++;
    if (at == PDF_RARE_MAX)
        return 0xFFFD;
    if (at == font->rare_count)
        font->rare[font->rare_count++] = rune;
    return RARE_FIRST + (unsigned)at;
}

int pdf_font_add_text(struct pdf_font *font, struct str *out, const char *text)
{
    int codes = 0;
    str_add_char(out, '<');
    for (; *text; codes++) {
        uint32_t rune = utf8_next(&text);
        bool rare = rune >= UNITS || (rune >= RARE_FIRST && rune < RARE_FIRST + PDF_RARE_MAX);
        add_code(font, out, rare ? rare_code(font, rune) : rune);
    }
    add_code(font, out, ' ');
    str_add_char(out, '>');
    return codes;
}

/* The line of the table for one code: its code point in UTF-16. */
static void add_pair(const struct pdf_font *font, struct str *out, unsigned code)
{
    uint32_t rune = code;
    if (code >= RARE_FIRST && code < RARE_FIRST + (unsigned)font->rare_count)
        rune = font->rare[code - RARE_FIRST];
    if (rune < UNITS)
        str_format(out, "<%04X> <%04X>\n", code, rune);
    else
        str_format(out, "<%04X> <%04X%04X>\n", code, 0xD800 + ((rune - UNITS) >> 10),
                   0xDC00 + ((rune - UNITS) & 0x3FF));
}

static bool is_used(const struct pdf_font *font, unsigned unit)
{
    return font->used[unit / 8] >> (unit % 8) & 1;
}

/* At most RANGE_MAX pairs from *at on. */
static void add_range(const struct pdf_font *font, struct str *out, unsigned *at)
{
    struct str pairs = STR_INIT;
    int count = 0;
    for (; *at < UNITS && count < RANGE_MAX; ++*at)
        if (is_used(font, *at)) {
            add_pair(font, &pairs, *at);
            count++;
        }
    if (count > 0)
        str_format(out, "%d beginbfchar\n%sendbfchar\n", count, str_peek(&pairs));
    str_release(&pairs);
}

void pdf_font_finish(struct pdf_font *font, qpdf_data qpdf)
{
    struct str map = STR_INIT;
    str_add(&map, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                  "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                  "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                  "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (unsigned at = 0; at < UNITS;)
        add_range(font, &map, &at);
    str_add(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    pdf_put(qpdf, font->object, "/ToUnicode",
            pdf_stream_new(qpdf, "<< >>", str_peek(&map), map.length, NULL));
    str_release(&map);
}
