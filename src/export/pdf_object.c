/* SPDX-License-Identifier: Apache-2.0
 *
 * export/pdf: making objects with qpdf. May include: qpdf, model, base.
 */
#include "export/pdf_part.h"

qpdf_oh pdf_dict_new(qpdf_data qpdf, const char *text)
{
    return qpdf_make_indirect_object(qpdf, qpdf_oh_parse(qpdf, text));
}

/* Puts the members of the direct dictionary `from` into `into`. */
static void merge(qpdf_data qpdf, qpdf_oh into, qpdf_oh from)
{
    qpdf_oh_begin_dict_key_iter(qpdf, from);
    while (qpdf_oh_dict_more_keys(qpdf)) {
        const char *key = qpdf_oh_dict_next_key(qpdf);
        qpdf_oh_replace_key(qpdf, into, key, qpdf_oh_get_key(qpdf, from, key));
    }
}

qpdf_oh pdf_stream_new(qpdf_data qpdf, const char *dict, const void *data, size_t length,
                       const char *filter)
{
    qpdf_oh stream = qpdf_oh_new_stream(qpdf);
    qpdf_oh into = qpdf_oh_get_dict(qpdf, stream);
    merge(qpdf, into, qpdf_oh_parse(qpdf, dict));
    qpdf_oh how = filter ? qpdf_oh_new_name(qpdf, filter) : qpdf_oh_new_null(qpdf);
    qpdf_oh parameters = qpdf_oh_get_key(qpdf, into, "/DecodeParms");
    qpdf_oh_replace_stream_data(qpdf, stream, data, length, how, parameters);
    return stream;
}

void pdf_put(qpdf_data qpdf, qpdf_oh dict, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(qpdf, dict, key, value);
}

enum err_code pdf_trouble(qpdf_data qpdf, struct err *err)
{
    if (!qpdf_has_error(qpdf))
        return ERR_OK;
    const char *why = qpdf_get_error_full_text(qpdf, qpdf_get_error(qpdf));
    return err_set(err, ERR_FORMAT, 610, _("the PDF could not be made: %s"), why ? why : "?");
}
