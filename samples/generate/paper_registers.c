/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/paper_registers: the registers (sổ hộ tịch): columns and entries. May include base,
 * viet.
 */
#include "base/mem.h"
#include "paper.h"
#include "register.h"

/* ---- birth ---- */

enum {
    KS_STT,
    KS_SO,
    KS_NGAY,
    KS_TEN,
    KS_SINH,
    KS_GIOI,
    KS_DAN_TOC,
    KS_QUOC_TICH,
    KS_DINH_DANH,
    KS_NOI_SINH,
    KS_QUE,
    KS_CHA_ME,
    KS_CU_TRU,
    KS_NGUOI_DI,
    KS_GHI_CHU,
    KS_COUNT
};

static const struct column BIRTH_COLUMNS[KS_COUNT] = {
    [KS_STT] = {"STT", "stt", 8, true},
    [KS_SO] = {"Số", "so", 11, true},
    [KS_NGAY] = {"Ngày đăng ký", "ngay_dang_ky", 18, true},
    [KS_TEN] = {"Họ, chữ đệm, tên", "ho_ten", 26},
    [KS_SINH] = {"Ngày, tháng, năm sinh", "ngay_sinh", 19, true},
    [KS_GIOI] = {"Giới tính", "gioi_tinh", 11, true},
    [KS_DAN_TOC] = {"Dân tộc", "dan_toc", 13, true},
    [KS_QUOC_TICH] = {"Quốc tịch", "quoc_tich", 14, true},
    [KS_DINH_DANH] = {"Số định danh cá nhân", "so_dinh_danh", 23, true},
    [KS_NOI_SINH] = {"Nơi sinh", "noi_sinh", 28},
    [KS_QUE] = {"Quê quán", "que_quan", 28},
    [KS_CHA_ME] = {"Họ tên cha, mẹ", "cha_me", 27},
    [KS_CU_TRU] = {"Nơi cư trú", "cu_tru", 28},
    [KS_NGUOI_DI] = {"Người đi khai sinh", "nguoi_di_khai", 22},
    [KS_GHI_CHU] = {"Ghi chú", "ghi_chu", 20},
};

static const char *margin_note(struct maker *maker, int year)
{
    struct dice *dice = &maker->dice;
    if (!dice_chance(dice, 0.14))
        return NULL;
    if (dice_chance(dice, 0.5))
        return format_text(maker, "Cải chính chữ đệm theo QĐ số %d/QĐ-UBND ngày %02d/%02d/%d",
                           dice_int(dice, 2, 90), dice_int(dice, 1, 28), dice_int(dice, 1, 12),
                           year + dice_int(dice, 1, 6));
    return dice_chance(dice, 0.5) ? "Đăng ký quá hạn" : "Đăng ký lại";
}

static void birth_entry(struct sheet *sheet, const struct register_page *page, int number,
                        struct cell *cells)
{
    struct maker *maker = sheet->maker;
    struct dice *dice = &maker->dice;
    struct date registered = make_date(maker, page->year, page->year), born = registered;
    born.month = dice_int(dice, 1, registered.month);
    born.day = dice_int(dice, 1, born.month == registered.month ? registered.day : 28);
    struct place home = dice_chance(dice, 0.6) ? page->place : make_place_near(maker, page->place);
    struct person father = make_person(
        maker, SEX_MALE, make_date(maker, page->year - 40, page->year - 21), home, NULL);
    struct person mother = make_person(
        maker, SEX_FEMALE, make_date(maker, page->year - 36, page->year - 19), home, NULL);
    struct person child = make_person(maker, dice_chance(dice, 0.5) ? SEX_MALE : SEX_FEMALE, born,
                                      page->place, &father);
    const struct person *asker = dice_chance(dice, 0.5) ? &father : &mother;
    cells[KS_STT].written = format_text(maker, "%d", sheet->row + 1);
    cells[KS_SO].written = format_text(maker, "%02d", number);
    cells[KS_NGAY] = (struct cell){digits_text(maker, registered), edtf_text(maker, registered)};
    cells[KS_TEN] = (struct cell){child.name, child.name};
    cells[KS_SINH] = (struct cell){digits_text(maker, born), edtf_text(maker, born)};
    cells[KS_GIOI].written = sex_name(child.sex);
    cells[KS_DAN_TOC].written = child.people;
    cells[KS_QUOC_TICH].written = child.nation;
    cells[KS_DINH_DANH].written = page->year >= 2016 ? child.id : NULL;
    cells[KS_NOI_SINH].written =
        dice_chance(dice, 0.5) ? format_text(maker, "Trạm y tế %s", page->place.commune)
                               : format_text(maker, "Bệnh viện đa khoa %s", page->place.district);
    cells[KS_QUE].written = place_text(maker, home, dice_chance(dice, 0.5) ? 2 : 3);
    cells[KS_CHA_ME].written = format_text(maker, "%s, %s", father.name, mother.name);
    cells[KS_CU_TRU].written = place_text(maker, home, 3);
    cells[KS_NGUOI_DI].written = asker->name;
    cells[KS_GHI_CHU].written = margin_note(maker, page->year);
}

void paper_so_khai_sinh(struct sheet *sheet)
{
    struct maker *maker = sheet->maker;
    struct dice *dice = &maker->dice;
    struct place place = make_place(maker);
    struct register_page page = {
        .title = "SỔ ĐĂNG KÝ KHAI SINH",
        .office = format_text(maker, "UBND %s, %s", place.commune, place.district),
        .year = dice_int(dice, sheet->look.handwritten ? 1985 : 2008,
                         sheet->look.handwritten ? 2014 : 2024),
        .book = dice_int(dice, 1, 3),
        .page = dice_int(dice, 1, 100),
        .columns = BIRTH_COLUMNS,
        .column_count = KS_COUNT,
        .entries_least = 4,
        .entries_most = 8,
        .entry = birth_entry,
        .place = place,
    };
    sheet->look.size = dice_real(dice, 8.2, 9.4);
    sheet->look.value_size = sheet->look.size * (sheet->look.handwritten ? 1.12
                                                 : sheet->look.typed     ? 0.86
                                                                         : 1);
    register_put(sheet, &page);
}
