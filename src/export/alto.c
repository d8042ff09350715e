/* SPDX-License-Identifier: Apache-2.0
 *
 * export/alto: ALTO XML of read pages; a block is a run of lines of one table cell or of none.
 * May include: model, base.
 */
#include "export/alto.h"

#include "base/str.h"
#include "base/utf8.h"

/* Where the pen is. */
struct writer {
    struct str out;
    const struct alto_page *page;
    int block, line, word; /* numbers within the page */
};

/* Characters that XML 1.0 does not allow become U+FFFD. */
static void add_escaped(struct str *out, const char *text)
{
    while (*text) {
        uint32_t rune = utf8_next(&text);
        switch (rune) {
        case '&': str_add(out, "&amp;"); break;
        case '<': str_add(out, "&lt;"); break;
        case '>': str_add(out, "&gt;"); break;
        case '"': str_add(out, "&quot;"); break;
        default:
            if ((rune < 0x20 && rune != '\t') || rune == 0xFFFE || rune == 0xFFFF)
                rune = 0xFFFD;
            str_add_rune(out, rune);
        }
    }
}

static void add_box(struct writer *writer, struct rect upright)
{
    struct rect box = view_to_page(&writer->page->text->view, upright);
    str_format(&writer->out, " HPOS=\"%d\" VPOS=\"%d\" WIDTH=\"%d\" HEIGHT=\"%d\"", box.x, box.y,
               box.w, box.h);
}

static void add_word(struct writer *writer, const struct text_word *word)
{
    str_format(&writer->out, "            <String ID=\"word_%d_%d\"", writer->page->number,
               ++writer->word);
    add_box(writer, word->box);
    str_format(&writer->out, " WC=\"%.3f\" CONTENT=\"", word->confidence);
    add_escaped(&writer->out, word->text);
    str_add(&writer->out, "\"/>\n");
}

/* The white between two words. */
static void add_space(struct writer *writer, struct rect before, struct rect after)
{
    struct rect gap = {rect_right(before), before.y, after.x - rect_right(before), before.h};
    if (gap.w < 0)
        gap.w = 0;
    struct rect box = view_to_page(&writer->page->text->view, gap);
    str_format(&writer->out, "            <SP WIDTH=\"%d\" HPOS=\"%d\" VPOS=\"%d\"/>\n", box.w,
               box.x, box.y);
}

static void add_line(struct writer *writer, const struct text_line *line)
{
    str_format(&writer->out, "          <TextLine ID=\"line_%d_%d\"", writer->page->number,
               ++writer->line);
    add_box(writer, line->box);
    str_add(&writer->out, ">\n");
    for (size_t i = 0; i < line->word_count; i++) {
        if (i > 0)
            add_space(writer, line->words[i - 1].box, line->words[i].box);
        add_word(writer, &line->words[i]);
    }
    str_add(&writer->out, "          </TextLine>\n");
}

static bool same_block(const struct text_line *a, const struct text_line *b)
{
    return a->table == b->table && a->row == b->row && a->column == b->column;
}

/* Lines from..end (end not included) as one block. */
static void add_block(struct writer *writer, size_t from, size_t end)
{
    const struct text_page *text = writer->page->text;
    struct rect box = {0};
    for (size_t i = from; i < end; i++)
        box = rect_union(box, text->lines[i].box);
    str_format(&writer->out, "        <TextBlock ID=\"block_%d_%d\"", writer->page->number,
               ++writer->block);
    add_box(writer, box);
    double turned = text->view.turns * 90 + text->view.skew;
    if (turned != 0)
        str_format(&writer->out, " ROTATION=\"%.2f\"", turned);
    str_add(&writer->out, ">\n");
    for (size_t i = from; i < end; i++)
        if (text->lines[i].word_count > 0)
            add_line(writer, &text->lines[i]);
    str_add(&writer->out, "        </TextBlock>\n");
}

static void add_page(struct writer *writer)
{
    const struct text_page *text = writer->page->text;
    int width = text->view.page_width, height = text->view.page_height;
    str_format(&writer->out,
               "    <Page ID=\"page_%d\" PHYSICAL_IMG_NR=\"%d\" WIDTH=\"%d\" HEIGHT=\"%d\">\n"
               "      <PrintSpace HPOS=\"0\" VPOS=\"0\" WIDTH=\"%d\" HEIGHT=\"%d\">\n",
               writer->page->number, writer->page->number, width, height, width, height);
    for (size_t from = 0, end; from < text->line_count; from = end) {
        bool any = false;
        for (end = from;
             end < text->line_count && same_block(&text->lines[from], &text->lines[end]); end++)
            any = any || text->lines[end].word_count > 0;
        if (any)
            add_block(writer, from, end);
    }
    str_add(&writer->out, "      </PrintSpace>\n    </Page>\n");
}

static void add_description(struct str *out, const char *file_name)
{
    str_add(out, "  <Description>\n    <MeasurementUnit>pixel</MeasurementUnit>\n"
                 "    <sourceImageInformation>\n      <fileName>");
    add_escaped(out, file_name);
    str_add(out, "</fileName>\n    </sourceImageInformation>\n    <OCRProcessing ID=\"ocr_0\">\n"
                 "      <ocrProcessingStep>\n        <processingSoftware>\n"
                 "          <softwareName>sohoa " SOHOA_VERSION "</softwareName>\n"
                 "        </processingSoftware>\n      </ocrProcessingStep>\n"
                 "    </OCRProcessing>\n  </Description>\n");
}

char *alto_new(const char *file_name, const struct alto_page *pages, size_t count)
{
    struct writer writer = {0};
    str_add(&writer.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v3#\""
                         " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                         " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                         " xsi:schemaLocation=\"http://www.loc.gov/standards/alto/ns-v3#"
                         " http://www.loc.gov/alto/v3/alto-3-0.xsd\">\n");
    add_description(&writer.out, file_name);
    str_add(&writer.out, "  <Layout>\n");
    for (size_t i = 0; i < count; i++) {
        writer.page = &pages[i];
        writer.block = writer.line = writer.word = 0;
        add_page(&writer);
    }
    str_add(&writer.out, "  </Layout>\n</alto>\n");
    return str_take(&writer.out);
}
