/* SPDX-License-Identifier: Apache-2.0
 *
 * export/pdf: Info and XMP (field by field equal, as PDF/A asks), language, output colours.
 * May include: qpdf, model, base.
 */
#include <stdio.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "export/pdf_part.h"

#define PROFILE_PATH "/usr/share/color/icc/sRGB.icc"
#define PRODUCER     "sohoa " SOHOA_VERSION

enum { PROFILE_BYTES_MAX = 1 << 20 };

static const struct {
    const char *name, *part, *conformance;
} levels[PDF_LEVEL_COUNT] = {
    [PDF_A1B] = {"1b", "1", "B"},
    [PDF_A2U] = {"2u", "2", "U"},
    [PDF_A3U] = {"3u", "3", "U"},
};

const char *pdf_level_name(enum pdf_level level)
{
    return levels[level].name;
}

bool pdf_level_parse(const char *name, enum pdf_level *ret)
{
    for (int i = 0; i < PDF_LEVEL_COUNT; i++)
        if (text_equal(name, levels[i].name)) {
            *ret = (enum pdf_level)i;
            return true;
        }
    return false;
}

static void add_escaped(struct str *out, const char *text)
{
    while (*text) {
        uint32_t rune = utf8_next(&text);
        if (rune == '&')
            str_add(out, "&amp;");
        else if (rune == '<')
            str_add(out, "&lt;");
        else if (rune == '>')
            str_add(out, "&gt;");
        else
            str_add_rune(out, rune < 0x20 ? ' ' : rune);
    }
}

static void add_xmp(struct str *out, enum pdf_level level, const char *title, const char *iso)
{
    str_add(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                 "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                 "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                 "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
                 "<dc:format>application/pdf</dc:format>\n"
                 "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
    add_escaped(out, title);
    str_format(out,
               "</rdf:li></rdf:Alt></dc:title>\n</rdf:Description>\n"
               "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
               "<xmp:CreateDate>%s</xmp:CreateDate>\n<xmp:ModifyDate>%s</xmp:ModifyDate>\n"
               "<xmp:CreatorTool>" PRODUCER "</xmp:CreatorTool>\n</rdf:Description>\n",
               iso, iso);
    str_format(out,
               "<rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
               "<pdf:Producer>" PRODUCER "</pdf:Producer>\n</rdf:Description>\n"
               "<rdf:Description rdf:about=\"\""
               " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
               "<pdfaid:part>%s</pdfaid:part>\n<pdfaid:conformance>%s</pdfaid:conformance>\n"
               "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n",
               levels[level].part, levels[level].conformance);
}

/* From "2026-11-22T17:40:05.123+07:00". */
void pdf_date_make(int64_t ms, char ret[PDF_DATE_SIZE])
{
    char full[CLOCK_TEXT_SIZE];
    clock_iso(ms, full);
    snprintf(ret, PDF_DATE_SIZE, "D:%.4s%.2s%.2s%.2s%.2s%.2s+07'00'", full, full + 5, full + 8,
             full + 11, full + 14, full + 17);
}

static void add_info(qpdf_data qpdf, const char *title, const char *pdf_date)
{
    qpdf_oh info = pdf_dict_new(qpdf, "<< /Creator (" PRODUCER ") /Producer (" PRODUCER ") >>");
    pdf_put(qpdf, info, "/Title", qpdf_oh_new_unicode_string(qpdf, title));
    pdf_put(qpdf, info, "/CreationDate", qpdf_oh_new_string(qpdf, pdf_date));
    pdf_put(qpdf, info, "/ModDate", qpdf_oh_new_string(qpdf, pdf_date));
    pdf_put(qpdf, qpdf_get_trailer(qpdf), "/Info", info);
}

static enum err_code add_colours(qpdf_data qpdf, qpdf_oh root, struct err *err)
{
    struct bytes profile = {0};
    if (!file_exists(PROFILE_PATH))
        return err_set(err, ERR_MISSING, 603,
                       _("the colour profile is missing; install the package icc-profiles-free"));
    enum err_code code = file_read(PROFILE_PATH, PROFILE_BYTES_MAX, &profile, err);
    if (code != ERR_OK)
        return code;
    qpdf_oh intent = pdf_dict_new(
        qpdf, "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1)"
              " /Info (sRGB IEC61966-2.1) /RegistryName (http://www.color.org) >>");
    pdf_put(qpdf, intent, "/DestOutputProfile",
            pdf_stream_new(qpdf, "<< /N 3 >>", profile.data, profile.length, NULL));
    qpdf_oh list = qpdf_oh_new_array(qpdf);
    qpdf_oh_append_item(qpdf, list, intent);
    pdf_put(qpdf, root, "/OutputIntents", list);
    bytes_release(&profile);
    return ERR_OK;
}

enum err_code pdf_meta_add(qpdf_data qpdf, const struct pdf_options *options, struct err *err)
{
    const char *title = options->title && *options->title ? options->title : "sohoa";
    char full[CLOCK_TEXT_SIZE], iso[CLOCK_TEXT_SIZE], pdf_date[PDF_DATE_SIZE];
    clock_iso(options->made_ms, full);
    snprintf(iso, sizeof iso, "%.19s+07:00", full);
    pdf_date_make(options->made_ms, pdf_date);
    add_info(qpdf, title, pdf_date);
    struct str xmp = STR_INIT;
    add_xmp(&xmp, options->level, title, iso);
    qpdf_oh root = qpdf_get_root(qpdf);
    pdf_put(qpdf, root, "/Metadata",
            pdf_stream_new(qpdf, "<< /Type /Metadata /Subtype /XML >>", str_peek(&xmp), xmp.length,
                           NULL));
    str_release(&xmp);
    pdf_put(qpdf, root, "/Lang", qpdf_oh_new_string(qpdf, options->lang ? options->lang : "vi-VN"));
    return add_colours(qpdf, root, err);
}
