/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/paper_ket_hon: giấy chứng nhận kết hôn: the wife on the left, the husband on the right.
 * May include base, viet.
 */
#include "base/mem.h"
#include "form.h"
#include "paper.h"
#include "stamp.h"

struct marriage {
    struct person wife, husband;
    struct date date;
    struct place office;
    const char *number;
    bool old_form;
};

static struct marriage make_marriage(struct maker *maker)
{
    struct dice *dice = &maker->dice;
    struct marriage marriage = {.office = make_place(maker), .old_form = dice_chance(dice, 0.4)};
    int first = marriage.old_form ? 1986 : 2010, last = marriage.old_form ? 2009 : 2024;
    marriage.date = make_date(maker, first, last);
    int year = marriage.date.year;
    struct place other = make_place_near(maker, marriage.office);
    marriage.wife =
        make_person(maker, SEX_FEMALE, make_date(maker, year - 32, year - 19), other, NULL);
    marriage.husband =
        make_person(maker, SEX_MALE, make_date(maker, year - 36, year - 21), marriage.office, NULL);
    marriage.number = dice_chance(dice, 0.5)
                          ? format_text(maker, "%d/%d", dice_int(dice, 1, 160), year)
                          : format_text(maker, "%02d", dice_int(dice, 1, 160));
    return marriage;
}

/* One side; names of fields end in whose, labels in who. Returns the y of the next row. */
static double put_side(struct sheet *sheet, const struct marriage *marriage, bool wife,
                       struct form form)
{
    struct maker *maker = sheet->maker;
    const struct person *person = wife ? &marriage->wife : &marriage->husband;
    const char *who = wife ? "vợ" : "chồng";
    bool year_only = marriage->old_form && dice_chance(&maker->dice, 0.3);
    struct date birth = year_only ? (struct date){.year = person->birth.year} : person->birth;
    FORM_ROW(&form,
             {format_text(maker, "Họ, chữ đệm, tên %s:", who), wife ? "ho_ten_vo" : "ho_ten_chong",
              upper_text(maker, person->name), NULL, true});
    FORM_ROW(&form, {"Ngày, tháng, năm sinh:", wife ? "ngay_sinh_vo" : "ngay_sinh_chong",
                     digits_text(maker, birth), edtf_text(maker, birth)});
    FORM_ROW(&form, {"Dân tộc:", wife ? "dan_toc_vo" : "dan_toc_chong", person->people},
             {"Quốc tịch:", wife ? "quoc_tich_vo" : "quoc_tich_chong", person->nation});
    FORM_ROW(&form, {"Nơi cư trú:", wife ? "cu_tru_vo" : "cu_tru_chong",
                     place_text(maker, person->home, dice_chance(&maker->dice, 0.4) ? 4 : 3)});
    FORM_ROW(&form, {"Giấy tờ tùy thân:", wife ? "giay_to_vo" : "giay_to_chong",
                     identity_text(maker, person, marriage->date.year)});
    return form.y;
}

static double put_head(struct sheet *sheet, const struct marriage *marriage)
{
    struct maker *maker = sheet->maker;
    double middle = sheet->width / 2, y = head_nation(sheet, middle, 18, sheet->look.size);
    struct style title = style_label(sheet), label = title, value = style_value(sheet);
    title.bold = true;
    title.points = dice_real(&maker->dice, 17, 21);
    y += 13;
    sheet_line(sheet, middle, y, 0.5, &title, "GIẤY CHỨNG NHẬN KẾT HÔN", NULL);
    y += 7;
    double x = sheet_put(sheet, middle - 14, y, &label, "Số:", NULL);
    double end = sheet_put(sheet, x + 1.5, y - 0.15, &value, marriage->number, "so");
    if (sheet->look.leader != LEADER_NONE)
        sheet_dots(sheet, end, end + 7, y);
    sheet_end_line(sheet);
    return y;
}

static void put_signs(struct sheet *sheet, const struct marriage *marriage, double y)
{
    struct maker *maker = sheet->maker;
    struct sign_block block = {.x = 55,
                               .y = y,
                               .heading = {"VỢ"},
                               .hint = "(Ký, ghi rõ họ, chữ đệm, tên)",
                               .signer = marriage->wife.name};
    sign_put(sheet, &block);
    block.x = 122;
    block.heading[0] = "CHỒNG";
    block.signer = marriage->husband.name;
    sign_put(sheet, &block);
    struct person signer =
        make_person(maker, SEX_MALE, make_date(maker, 1950, 1980), marriage->office, NULL);
    block = (struct sign_block){
        .x = sheet->width - 67,
        .y = y,
        .heading = {"NGƯỜI KÝ GIẤY CHỨNG NHẬN KẾT HÔN", "CHỦ TỊCH"},
        .signer = signer.name,
        .signer_field = "nguoi_ky",
        .office = upper_text(maker, format_text(maker, "UBND %s", marriage->office.commune))};
    sign_put(sheet, &block);
}

void paper_ket_hon(struct sheet *sheet)
{
    struct maker *maker = sheet->maker;
    struct marriage marriage = make_marriage(maker);
    sheet->look.size = dice_real(&maker->dice, 11, 12.3);
    sheet->look.value_size = sheet->look.size * (sheet->look.typed ? 0.86 : 1);
    double middle = sheet->width / 2, gutter = dice_real(&maker->dice, 7, 12);
    struct form form = {.sheet = sheet, .left = 20, .right = middle - gutter / 2};
    form.step = dice_real(&maker->dice, 6.8, 7.6);
    form.y = put_head(sheet, &marriage) + form.step * 1.2;
    double left_y = put_side(sheet, &marriage, true, form);
    struct form right = form;
    right.left = middle + gutter / 2;
    right.right = sheet->width - 17;
    double right_y = put_side(sheet, &marriage, false, right);
    form.right = right.right;
    form.y = left_y > right_y ? left_y : right_y;
    FORM_ROW(&form, {"Nơi đăng ký kết hôn:", "noi_dang_ky", office_text(maker, marriage.office)});
    FORM_ROW(&form, {"Ngày, tháng, năm đăng ký:", "ngay_dang_ky", digits_text(maker, marriage.date),
                     edtf_text(maker, marriage.date)});
    put_signs(sheet, &marriage, form.y + 3);
}
