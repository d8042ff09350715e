/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/store/fixture: making, filling and removing the store of a test.
 */
#include "../cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "fixture.h"

void fixture_open(struct fixture *fixture)
{
    *fixture = (struct fixture){.arena = arena_new()};
    /* Memory where there is some: the tests commit thousands of times. */
    snprintf(fixture->folder, sizeof fixture->folder, "%s/sohoa-store-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    assert_non_null(mkdtemp(fixture->folder));
    snprintf(fixture->store_folder, sizeof fixture->store_folder, "%s/kho", fixture->folder);
    struct store_plan plan = {.name = "Xã Thử Nghiệm", .practice = true};
    assert_fine(fixture,
                store_create(fixture->store_folder, &plan, &fixture->store, &fixture->err));
}

void fixture_close(struct fixture *fixture)
{
    store_close(fixture->store);
    arena_free(fixture->arena);
    assert_fine(fixture, file_remove_tree(fixture->folder, &fixture->err));
}

void fixture_reopen(struct fixture *fixture)
{
    store_close(fixture->store);
    fixture->store = NULL;
    assert_fine(fixture, store_open(fixture->store_folder, &fixture->store, &fixture->err));
}

static void fill_batch(struct fixture *f)
{
    struct book book = {.schema = "so-khai-sinh",
                        .number = "01/2003",
                        .place = "xã Bình Minh",
                        .signer = "Lò Văn Thử",
                        .registration = "1",
                        .script = "hand",
                        .era = "2006",
                        .pages = 100};
    struct book_series series = {2003, 1, 212};
    assert_fine(f, book_add(f->store, &book, &series, 1, &f->book, &f->err));
    struct book_mark mark = {.year = 2003,
                             .entry = {.number = 12, .suffix = "a"},
                             .kind = MARK_CANCELLED,
                             .reason = "gạch chéo, có chữ Hủy"};
    assert_fine(f, book_mark_put(f->store, &f->book, &mark, &f->err));
    struct batch batch = {.name = "Đợt một", .schema = "khai-sinh", .profile = "default"};
    batch.book = f->book;
    assert_fine(f, batch_add(f->store, &batch, &f->batch, &f->err));
}

static void fill_page(struct fixture *f)
{
    struct master_facts facts = {.kind = "tiff",
                                 .frames = 1,
                                 .origin = "trang1.tif",
                                 .source = "scan",
                                 .device = "pnm:0",
                                 .profile = "register",
                                 .mode = "Color",
                                 .resolution = 300,
                                 .pixels = {{7}}};
    assert_fine(f, master_put_bytes(f->store, "II*\0page", 8, &facts, &f->master, &f->err));
    struct page_view view = {
        .master = f->master, .region = {10, 20, 300, 400}, .turns = 1, .manual = true};
    assert_fine(f, page_add(f->store, &f->batch, &view, &f->page, &f->err));
}

static void fill_record(struct fixture *f)
{
    assert_fine(f, schema_put(f->store, "khai-sinh", "{\"title\":\"Giấy khai sinh\"}", &f->schema,
                              &f->err));
    struct record record = {.page = f->page,
                            .revision = 1,
                            .region = {11, 21, 100, 50},
                            .row = 3,
                            .schema = f->schema,
                            .book = f->book};
    assert_fine(f, record_add(f->store, &record, -1, &f->record, &f->err));
    int number = 0;
    assert_fine(f, record_image_add(f->store, &f->record, &f->page, 1, &number, &f->err));
    assert_fine(f, record_image_drop(f->store, &f->record, number, &f->err));
    struct value value = {.written = "05-05-1960", .normal = "1960-05-05"};
    assert_fine(f, draft_put(f->store, &f->record, "ngay_sinh", &value, &f->err));
    assert_fine(f, draft_undo(f->store, &f->record, "ngay_sinh", NULL, f->arena, &f->err));
    assert_fine(f, draft_put(f->store, &f->record, "ngay_sinh", &value, &f->err));
    assert_fine(f, quality_keep(f->store, &f->page, 1, "blur,cut", &f->err));
}

static void fill_version(struct fixture *f)
{
    json_t *body = json_pack("{s:{s:s}}", "values", "ngay_sinh", "1960-05-05");
    assert_fine(f, version_add(f->store, &f->record, body, NULL, 0, &f->version, NULL, &f->err));
    assert_fine(f,
                version_add(f->store, &f->record, body, &f->version, 1, &f->second, NULL, &f->err));
    assert_fine(f,
                act_add(f->store, "confirm", "đúng với sổ", body, &f->second, 1, &f->act, &f->err));
    struct person_key key = {
        .person = *store_peek_person(f->store), .key = {{1, 2, 3}}, .act = f->act};
    assert_fine(f, person_key_add(f->store, &key, &f->err));
    json_decref(body);
}

static void fill_difficulty(struct fixture *f)
{
    struct difficulty difficulty = {.category = "paper",
                                    .step = "scan",
                                    .device = "test:0",
                                    .code = 851,
                                    .words = "giấy rách",
                                    .page = f->page,
                                    .record = f->record};
    struct uuid id;
    assert_fine(f, difficulty_add(f->store, &difficulty, &id, &f->err));
    assert_fine(f, difficulty_end(f->store, &id, "đã dán lại", &f->err));
}

static void fill_desk(struct fixture *f)
{
    assert_fine(f, grid_add(f->store, &f->book, "{\"columns\":[0,10]}", &f->err));
    assert_fine(f, assignment_add(f->store, &f->batch, store_peek_person(f->store), &f->err));
}

void fixture_fill(struct fixture *f)
{
    fill_batch(f);
    fill_page(f);
    fill_record(f);
    fill_version(f);
    fill_difficulty(f);
    fill_desk(f);
    assert_fine(f, setting_set(f->store, "lang", "vi", &f->err));
}

struct uuid fixture_page(struct fixture *f, const char *bytes)
{
    struct digest master;
    struct uuid page;
    struct master_facts facts = {.kind = "png", .frames = 1, .origin = "a.png", .source = "import"};
    if (uuid_is_null(&f->batch))
        assert_fine(f, batch_add(f->store, &(struct batch){.name = "một"}, &f->batch, &f->err));
    assert_fine(f, master_put_bytes(f->store, bytes, strlen(bytes), &facts, &master, &f->err));
    struct page_view view = {.master = master, .turns = PAGE_TURNS_UNKNOWN};
    assert_fine(f, page_add(f->store, &f->batch, &view, &page, &f->err));
    return page;
}

void fixture_master_path(struct fixture *f, char *out, size_t size)
{
    char hex[DIGEST_TEXT_SIZE];
    digest_show(&f->master, hex);
    snprintf(out, size, "%s/masters/%.2s/%s.tiff", f->store_folder, hex, hex + 2);
}
