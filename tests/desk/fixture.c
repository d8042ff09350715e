/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/desk/fixture: makes the store. May include: base, model, paint, record, store, workflow.
 */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "paint/canvas.h"
#include "paint/png.h"
#include "paint/text.h"
#include "store/batch.h"
#include "store/derived.h"
#include "store/master.h"
#include "workflow/office.h"
#include "workflow/transition.h"

enum { PAGE_WIDTH = 800, PAGE_HEIGHT = 1100, LINE_HEIGHT = 40, FIELDS_MAX = 64 };

static void must(enum err_code code, const struct err *err)
{
    if (code) {
        fprintf(stderr, "fixture: K-%d %s\n", err->number, err->text);
        abort();
    }
}

/* ---- the paper ---- */

static struct bytes paper(const char *mark)
{
    struct err err = {0};
    struct canvas *canvas;
    struct raster raster;
    struct bytes png;
    size_t stride;
    must(canvas_new(PAGE_WIDTH, PAGE_HEIGHT, &canvas, &err), &err);
    struct text_style style = {.family = "DejaVu Sans", .size = 22, .color = COLOR_BLACK};
    for (int y = 1; y * LINE_HEIGHT < PAGE_HEIGHT; y++)
        text_draw(canvas, &style, 40, y * LINE_HEIGHT, mark);
    const uint32_t *pixels = canvas_peek(canvas, &stride);
    if (!raster_init(&raster, RASTER_GREY8, PAGE_WIDTH, PAGE_HEIGHT))
        abort();
    for (int y = 0; y < PAGE_HEIGHT; y++)
        for (int x = 0; x < PAGE_WIDTH; x++)
            raster.data[(size_t)y * raster.stride + (size_t)x] =
                (uint8_t)pixels[(size_t)y * (stride / 4) + (size_t)x];
    raster.dpi = 100;
    must(png_encode(&raster, &png, &err), &err);
    raster_release(&raster);
    canvas_free(canvas);
    return png;
}

static struct uuid add_page(struct store *store, const struct uuid *batch, const char *mark)
{
    struct err err = {0};
    struct master_facts facts = {
        .kind = "png", .frames = 1, .source = "import", .origin = "trang.png"};
    struct page_view view = {.turns = 0, .manual = true};
    struct bytes png = paper(mark);
    struct uuid page;
    struct page_stage stage = {.state = PAGE_EXTRACTED};
    must(master_put_bytes(store, png.data, png.length, &facts, &view.master, &err), &err);
    must(transition_capture(store, batch, &view, &page, &err), &err);
    must(page_stage_set(store, &page, &stage, &err), &err);
    bytes_release(&png);
    return page;
}

/* ---- the records ---- */

static const char *value_of(const struct schema_field *field)
{
    switch (field->kind) {
    case KIND_NAME: return "Trần Thị Bình";
    case KIND_DATE: return "15/03/1998";
    case KIND_YEAR: return "1970";
    case KIND_SEX: return "Nữ";
    case KIND_ETHNIC: return "Kinh";
    case KIND_NATIONALITY: return "Việt Nam";
    case KIND_PLACE: return "xã Hòa An";
    case KIND_DATE_WORDS: return NULL;
    case KIND_PERSON_ID: return NULL;
    default: return "12";
    }
}

static void propose(struct proposed_field *out, const struct schema_field *field, size_t at,
                    bool hand, int row)
{
    int top = row < 0 ? (int)(at + 1) * LINE_HEIGHT - 28 : (row + 1) * LINE_HEIGHT - 28;
    const char *value = value_of(field);
    *out = (struct proposed_field){
        .name = field->name,
        .confidence = 0.9995f,
        .box = {40, top, 300, 34},
        .handwritten = hand,
        .value = {.status = hand || !value ? VALUE_MISSING : VALUE_OK},
    };
    if (hand) {
        out->box.x = 40 + (int)at * 60;
        out->box.w = 56;
    } else if (value) {
        out->value.written = out->value.normal = value;
    }
    if (!hand && strcmp(field->name, "ho_ten") == 0) {
        out->value.written = out->value.normal = "Nguyển Văn An";
        out->other = "Nguyễn Văn An";
        out->confidence = 0.5f;
    }
}

static struct proposal proposal_of(const struct schema *schema, bool hand, int row,
                                   struct proposed_field fields[FIELDS_MAX])
{
    struct rect region = {0};
    if (row >= 0)
        region = (struct rect){0, (row + 1) * LINE_HEIGHT - 30, PAGE_WIDTH, LINE_HEIGHT};
    for (size_t i = 0; i < schema->field_count && i < FIELDS_MAX; i++)
        propose(&fields[i], &schema->fields[i], i, hand && i < 6, row);
    for (size_t i = 6; hand && i < schema->field_count; i++) /* columns that the page lacks */
        fields[i] = (struct proposed_field){
            .name = fields[i].name, .confidence = 1, .value = {.status = VALUE_MISSING}};
    return (struct proposal){.schema = schema->name,
                             .region = region,
                             .row = row,
                             .fields = fields,
                             .field_count = schema->field_count};
}

static void add_records(struct office *office, const struct uuid *page, const char *name,
                        size_t count, bool hand)
{
    struct err err = {0};
    struct store *store = office_store(office);
    struct digest id;
    const struct schema *schema;
    must(office_schema_keep(office, name, &id, &err), &err);
    must(office_schema_get(office, &id, &schema, &err), &err);
    struct proposal *items = mem_new(count, sizeof *items);
    struct proposed_field *fields = mem_new(count * FIELDS_MAX, sizeof *fields);
    struct stored_proposal *stored = mem_new(count, sizeof *stored);
    for (size_t i = 0; i < count; i++)
        items[i] = proposal_of(schema, hand, hand ? (int)i : -1, fields + i * FIELDS_MAX);
    struct proposal_list list = {.schema = name, .schema_sure = 1, .items = items, .count = count};
    json_t *wire = proposal_list_to_json(&list);
    for (size_t i = 0; i < count; i++)
        stored[i] =
            (struct stored_proposal){.number = (int)i,
                                     .schema = name,
                                     .region = items[i].region,
                                     .row = items[i].row,
                                     .doubtful = 1,
                                     .body = json_array_get(json_peek_array(wire, "items"), i)};
    must(proposal_replace(store, page, 1, stored, count, &err), &err);
    for (size_t i = 0; i < count; i++) {
        struct uuid record;
        struct record plan = {.page = *page,
                              .revision = 1,
                              .region = items[i].region,
                              .row = items[i].row,
                              .schema = id};
        must(transition_adopt(store, &plan, (int)i, &record, &err), &err);
    }
    json_decref(wire);
    free(items);
    free(fields);
    free(stored);
}

/* ---- the store ---- */

char *fixture_store_path(const struct fixture *fixture)
{
    return file_join(fixture->folder, "store");
}

void fixture_open(struct fixture *ret, size_t forms, size_t register_pages)
{
    char on_disk[] = "/tmp/sohoa-desk-XXXXXX", in_memory[] = "/dev/shm/sohoa-desk-XXXXXX";
    char *name = mkdtemp(in_memory), mark[64];
    struct err err = {0};
    struct store *store = NULL;
    struct store_plan plan = {.practice = true};
    struct batch form_batch = {.name = "Giấy khai sinh"}, row_batch = {.name = "Sổ 1998"};
    *ret = (struct fixture){.folder = mem_copy_text(name ? name : mkdtemp(on_disk))};
    char *path = fixture_store_path(ret);
    must(store_create(path, &plan, &store, &err), &err);
    store_close(store);
    must(office_open(path, NULL, &ret->office, &err), &err);
    store = office_store(ret->office);
    must(office_schema_check(ret->office, "khai-sinh", &err), &err);
    must(batch_add(store, &form_batch, &ret->forms, &err), &err);
    must(batch_add(store, &row_batch, &ret->rows, &err), &err);
    for (size_t i = 0; i < forms; i++) {
        snprintf(mark, sizeof mark, "Nguyễn Văn An · %zu", i + 1);
        struct uuid page = add_page(store, &ret->forms, mark);
        add_records(ret->office, &page, "khai-sinh", 1, false);
    }
    for (size_t i = 0; i < register_pages; i++) {
        snprintf(mark, sizeof mark, "37   23/04/1985   Tạ Thị Uyên   %zu", i + 1);
        struct uuid page = add_page(store, &ret->rows, mark);
        add_records(ret->office, &page, "so-khai-sinh", FIXTURE_ROWS, true);
    }
    free(path);
}

void fixture_close(struct fixture *fixture)
{
    office_close(fixture->office);
    (void)!file_remove_tree(fixture->folder, NULL);
    free(fixture->folder);
}
