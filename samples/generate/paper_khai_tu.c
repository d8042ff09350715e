/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/paper_khai_tu: trích lục khai tử. Its own number is not the number of the giấy báo tử,
 * and the place that issues it is not the place of death. May include base, viet.
 */
#include "base/mem.h"
#include "form.h"
#include "paper.h"
#include "stamp.h"

struct death {
    struct person dead, asker;
    struct place office;
    struct date died, registered, issued;
    const char *number, *kin;
    int hour, minute;
};

static struct death make_death(struct maker *maker)
{
    struct dice *dice = &maker->dice;
    struct death death = {.office = make_place(maker)};
    static const char *const KIN[] = {"Con", "Vợ", "Chồng", "Cháu ruột", "Em ruột", "Con rể"};
    death.died = make_date(maker, 2008, 2024);
    death.registered = date_after(maker, death.died, 15);
    death.issued =
        dice_chance(dice, 0.6) ? death.registered : date_after(maker, death.registered, 700);
    int year = death.died.year;
    enum sex sex = dice_chance(dice, 0.5) ? SEX_MALE : SEX_FEMALE;
    death.dead =
        make_person(maker, sex, make_date(maker, year - 97, year - 25), death.office, NULL);
    death.asker = make_person(maker, dice_chance(dice, 0.5) ? SEX_MALE : SEX_FEMALE,
                              make_date(maker, year - 60, year - 20), death.office, NULL);
    death.number =
        format_text(maker, "%d/TLKT%s", dice_int(dice, 1, 90), dice_chance(dice, 0.4) ? "-BS" : "");
    death.kin = DICE_PICK(dice, KIN);
    death.hour = dice_int(dice, 0, 23);
    death.minute = dice_int(dice, 0, 11) * 5;
    return death;
}

static double put_head(struct sheet *sheet, const struct death *death)
{
    struct maker *maker = sheet->maker;
    struct style style = style_label(sheet), value = style_value(sheet);
    const char *commune = death->office.commune;
    style.points -= 0.5;
    sheet_line(sheet, 52, 20, 0.5, &style,
               format_text(maker, "UBND %s", upper_text(maker, death->office.district)), NULL);
    style.bold = true;
    sheet_line(sheet, 52, 26, 0.5, &style,
               format_text(maker, "UBND %s", upper_text(maker, commune)), NULL);
    style = style_label(sheet);
    double x = sheet_put(sheet, 34, 35, &style, "Số:", NULL);
    sheet_put(sheet, x + 1.5, 35, &value, death->number, "so");
    sheet_end_line(sheet);
    double y = head_nation(sheet, 142, 20, sheet->look.size - 0.7);
    while (*commune != ' ')
        commune++;
    style.italic = true;
    sheet_line(sheet, 142, y + 7, 0.5, &style,
               format_text(maker, "%s, ngày %02d tháng %02d năm %d", commune + 1, death->issued.day,
                           death->issued.month, death->issued.year),
               "dia_danh_ngay");
    style = style_label(sheet);
    style.bold = true;
    style.points = 19;
    sheet_line(sheet, sheet->width / 2, y + 22, 0.5, &style, "TRÍCH LỤC KHAI TỬ", NULL);
    return y + 22;
}

static void put_person(struct form *form, const struct death *death)
{
    struct maker *maker = form->sheet->maker;
    const struct person *dead = &death->dead;
    bool year_only = dead->birth.year < 1960 && dice_chance(&maker->dice, 0.5);
    struct date birth = year_only ? (struct date){.year = dead->birth.year} : dead->birth;
    bool numbered = dice_chance(&maker->dice, 0.7);
    FORM_ROW(form, {"Họ, chữ đệm, tên:", "ho_ten", upper_text(maker, dead->name), NULL, true});
    FORM_ROW(form, {"Ngày, tháng, năm sinh:", "ngay_sinh", digits_text(maker, birth),
                    edtf_text(maker, birth)});
    FORM_ROW(form, {"Giới tính:", "gioi_tinh", sex_name(dead->sex)},
             {"Dân tộc:", "dan_toc", dead->people}, {"Quốc tịch:", "quoc_tich", dead->nation});
    FORM_ROW(form, {"Số định danh cá nhân:", "so_dinh_danh", numbered ? dead->id : NULL});
    if (numbered && dead->contradicts)
        sheet_contradict(form->sheet, "so_dinh_danh");
    FORM_ROW(form, {"Giấy tờ tùy thân:", "giay_to", identity_text(maker, dead, death->died.year)});
}

static void put_end(struct form *form, const struct death *death)
{
    struct maker *maker = form->sheet->maker;
    struct dice *dice = &maker->dice;
    static const char *const CAUSES[] = {"Già yếu", "Bệnh tim mạch", "Tai nạn giao thông",
                                         "Ung thư phổi", "Tai biến mạch máu não"};
    const struct date *died = &death->died;
    const char *place = dice_chance(dice, 0.6) ? place_text(maker, death->office, 4)
                                               : format_text(maker, "Bệnh viện đa khoa %s",
                                                             place_text(maker, death->office, 2));
    FORM_ROW(form,
             {"Đã chết vào lúc:", "gio_chet",
              format_text(maker, "%02d giờ %02d phút", death->hour, death->minute)},
             {"ngày:", "ngay_chet", digits_text(maker, *died), edtf_text(maker, *died)});
    FORM_ROW(form,
             {"Ghi bằng chữ:", "ngay_chet_chu", words_text(maker, *died), edtf_text(maker, *died)});
    FORM_ROW(form, {"Nơi chết:", "noi_chet", place});
    FORM_ROW(form, {"Nguyên nhân chết:", "nguyen_nhan", DICE_PICK(dice, CAUSES)});
    FORM_ROW(form, {"Số Giấy báo tử/Giấy tờ thay thế Giấy báo tử:", "giay_bao_tu",
                    format_text(maker, "%02d/GBT do Trạm y tế %s cấp ngày %02d/%02d/%d",
                                dice_int(dice, 1, 60), death->office.commune, died->day,
                                died->month, died->year)});
}

static void put_registration(struct form *form, const struct death *death)
{
    struct maker *maker = form->sheet->maker;
    FORM_ROW(form, {"Đăng ký khai tử tại:", "noi_dang_ky", office_text(maker, death->office)});
    FORM_ROW(
        form,
        {"Số đăng ký:", "so_dang_ky", format_text(maker, "%02d", dice_int(&maker->dice, 1, 120))},
        {"Ngày đăng ký:", "ngay_dang_ky", digits_text(maker, death->registered),
         edtf_text(maker, death->registered)});
    FORM_ROW(form, {"Họ, chữ đệm, tên người đi khai tử:", "nguoi_di_khai", death->asker.name,
                    death->asker.name});
    FORM_ROW(form, {"Quan hệ với người đã chết:", "quan_he", death->kin});
}

void paper_khai_tu(struct sheet *sheet)
{
    struct maker *maker = sheet->maker;
    struct death death = make_death(maker);
    struct form form = {.sheet = sheet, .left = 24, .right = sheet->width - 18};
    form.step = dice_real(&maker->dice, 7.2, 8.2);
    form.y = put_head(sheet, &death) + form.step * 1.6;
    put_person(&form, &death);
    put_end(&form, &death);
    put_registration(&form, &death);
    bool chair = dice_chance(&maker->dice, 0.5);
    struct person signer = make_person(maker, chair ? SEX_MALE : SEX_FEMALE,
                                       make_date(maker, 1955, 1985), death.office, NULL);
    struct sign_block block = {
        .x = 143,
        .y = form.y + 5,
        .heading = {"NGƯỜI KÝ TRÍCH LỤC", chair ? "CHỦ TỊCH" : "PHÓ CHỦ TỊCH"},
        .hint = "(Ký, ghi rõ họ, chữ đệm, tên, chức vụ và đóng dấu)",
        .signer = signer.name,
        .signer_field = "nguoi_ky",
        .office = upper_text(maker, format_text(maker, "UBND %s", death.office.commune))};
    sign_put(sheet, &block);
}
