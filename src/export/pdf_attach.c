/* SPDX-License-Identifier: Apache-2.0
 *
 * export/pdf: a JSON file inside the document, named as its data (PDF/A-3). May include: qpdf,
 * model, base.
 */
#include "export/pdf_part.h"

static qpdf_oh list_of(qpdf_data qpdf, qpdf_oh item)
{
    qpdf_oh list = qpdf_oh_new_array(qpdf);
    qpdf_oh_append_item(qpdf, list, item);
    return list;
}

static qpdf_oh file_new(qpdf_data qpdf, const struct pdf_attachment *attachment, int64_t made_ms)
{
    char date[PDF_DATE_SIZE];
    struct str dict = STR_INIT;
    pdf_date_make(made_ms, date);
    str_format(&dict,
               "<< /Type /EmbeddedFile /Subtype /application#2fjson"
               " /Params << /Size %zu /ModDate (%s) >> >>",
               attachment->length, date);
    qpdf_oh file =
        pdf_stream_new(qpdf, str_peek(&dict), attachment->data, attachment->length, NULL);
    str_release(&dict);
    return file;
}

void pdf_attach_new(qpdf_data qpdf, const struct pdf_attachment *attachment, int64_t made_ms)
{
    qpdf_oh spec = pdf_dict_new(qpdf, "<< /Type /Filespec /AFRelationship /Data >>");
    qpdf_oh name = qpdf_oh_new_unicode_string(qpdf, attachment->name);
    qpdf_oh file = file_new(qpdf, attachment, made_ms), both = qpdf_oh_new_dictionary(qpdf);
    qpdf_oh root = qpdf_get_root(qpdf), names = qpdf_oh_new_dictionary(qpdf);
    qpdf_oh tree = qpdf_oh_new_dictionary(qpdf), pairs = list_of(qpdf, name);
    pdf_put(qpdf, both, "/F", file);
    pdf_put(qpdf, both, "/UF", file);
    pdf_put(qpdf, spec, "/EF", both);
    pdf_put(qpdf, spec, "/F", name);
    pdf_put(qpdf, spec, "/UF", name);
    qpdf_oh_append_item(qpdf, pairs, spec);
    pdf_put(qpdf, tree, "/Names", pairs);
    pdf_put(qpdf, names, "/EmbeddedFiles", tree);
    pdf_put(qpdf, root, "/Names", names);
    pdf_put(qpdf, root, "/AF", list_of(qpdf, spec));
}
