/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/paper_khai_sinh: giấy khai sinh and trích lục khai sinh. May include base, viet.
 */
#include "base/mem.h"
#include "form.h"
#include "paper.h"
#include "stamp.h"

struct birth {
    struct person child, mother, father, asker;
    struct date registered;
    struct place office;
    const char *birth_place, *native, *number;
    bool father_known, has_number, old_form;
};

static struct birth make_birth(struct maker *maker)
{
    struct dice *dice = &maker->dice;
    struct birth birth = {.old_form = dice_chance(dice, 0.35)};
    struct date born = make_date(maker, birth.old_form ? 1976 : 2005, birth.old_form ? 2004 : 2024);
    struct place home = make_place(maker);
    birth.office = home;
    birth.father =
        make_person(maker, SEX_MALE, make_date(maker, born.year - 42, born.year - 21), home, NULL);
    birth.mother = make_person(maker, SEX_FEMALE, make_date(maker, born.year - 38, born.year - 19),
                               home, NULL);
    birth.father_known = dice_chance(dice, 0.93);
    enum sex sex = dice_chance(dice, 0.5) ? SEX_MALE : SEX_FEMALE;
    birth.child =
        make_person(maker, sex, born, home, birth.father_known ? &birth.father : &birth.mother);
    birth.registered = date_after(maker, born, dice_chance(dice, 0.8) ? 60 : 900);
    birth.asker = dice_chance(dice, 0.5) && birth.father_known ? birth.father : birth.mother;
    birth.has_number = !birth.old_form && dice_chance(dice, 0.8);
    birth.birth_place =
        dice_chance(dice, 0.5)
            ? format_text(maker, "Trạm y tế %s", place_text(maker, home, 3))
            : format_text(maker, "Bệnh viện đa khoa %s", place_text(maker, home, 2));
    birth.native = place_text(maker, make_place_near(maker, home), 3);
    birth.number = dice_chance(dice, 0.6)
                       ? format_text(maker, "%d/%d", dice_int(dice, 1, 320), birth.registered.year)
                       : format_text(maker, "%03d", dice_int(dice, 1, 320));
    return birth;
}

/* The parents' three rows. */
static void put_parent(struct form *form, const struct person *of, const char *who, bool mother)
{
    struct maker *maker = form->sheet->maker;
    bool known = of != NULL;
    const char *year = known ? format_text(maker, "%d", of->birth.year) : NULL;
    FORM_ROW(form, {format_text(maker, "Họ, chữ đệm, tên người %s:", who),
                    mother ? "ho_ten_me" : "ho_ten_cha", known ? upper_text(maker, of->name) : NULL,
                    NULL, true});
    FORM_ROW(form, {"Năm sinh:", mother ? "nam_sinh_me" : "nam_sinh_cha", year, year},
             {"Dân tộc:", mother ? "dan_toc_me" : "dan_toc_cha", known ? of->people : NULL},
             {"Quốc tịch:", mother ? "quoc_tich_me" : "quoc_tich_cha", known ? of->nation : NULL});
    FORM_ROW(form,
             {"Nơi cư trú:", mother ? "cu_tru_me" : "cu_tru_cha",
              known ? place_text(maker, of->home, dice_chance(&maker->dice, 0.4) ? 4 : 3) : NULL});
}

static void put_child(struct form *form, const struct birth *birth)
{
    struct maker *maker = form->sheet->maker;
    const struct person *child = &birth->child;
    FORM_ROW(form, {birth->old_form ? "Họ và tên:" : "Họ, chữ đệm, tên:", "ho_ten",
                    upper_text(maker, child->name), NULL, true});
    bool slip = dice_chance(&maker->dice, 0.03); /* the clerk wrote another day in words */
    struct date words = child->birth;
    words.day = slip ? words.day % 28 + 1 : words.day;
    FORM_ROW(form,
             {"Ngày, tháng, năm sinh:", "ngay_sinh", digits_text(maker, child->birth),
              edtf_text(maker, child->birth)},
             {birth->old_form ? "Bằng chữ:" : "ghi bằng chữ:", "ngay_sinh_chu",
              words_text(maker, words), edtf_text(maker, words)});
    if (slip)
        sheet_contradict(form->sheet, "ngay_sinh_chu");
    FORM_ROW(form, {"Giới tính:", "gioi_tinh", sex_name(child->sex)},
             {"Dân tộc:", "dan_toc", child->people}, {"Quốc tịch:", "quoc_tich", child->nation});
    FORM_ROW(form, {"Nơi sinh:", "noi_sinh", birth->birth_place});
    FORM_ROW(form, {"Quê quán:", "que_quan", birth->native});
    if (!birth->old_form)
        FORM_ROW(form,
                 {"Số định danh cá nhân:", "so_dinh_danh", birth->has_number ? child->id : NULL});
    if (birth->has_number && child->contradicts)
        sheet_contradict(form->sheet, "so_dinh_danh");
}

static void put_registration(struct form *form, const struct birth *birth)
{
    struct maker *maker = form->sheet->maker;
    FORM_ROW(form, {"Họ, chữ đệm, tên người đi khai sinh:", "nguoi_di_khai",
                    dice_chance(&maker->dice, 0.5) ? birth->asker.name
                                                   : upper_text(maker, birth->asker.name)});
    FORM_ROW(form, {"Giấy tờ tùy thân:", "giay_to",
                    identity_text(maker, &birth->asker, birth->registered.year)});
    FORM_ROW(form, {"Nơi đăng ký khai sinh:", "noi_dang_ky", office_text(maker, birth->office)});
    FORM_ROW(form, {"Ngày, tháng, năm đăng ký:", "ngay_dang_ky",
                    digits_text(maker, birth->registered), edtf_text(maker, birth->registered)});
}

static double put_head(struct sheet *sheet, const struct birth *birth)
{
    struct maker *maker = sheet->maker;
    double middle = sheet->width / 2, y = head_nation(sheet, middle, 22, sheet->look.size);
    struct style title = style_label(sheet);
    title.bold = true;
    title.points = dice_real(&maker->dice, 18, 22);
    bool extract = !birth->old_form && dice_chance(&maker->dice, 0.25);
    y += 16;
    sheet_line(sheet, middle, y, 0.5, &title, extract ? "TRÍCH LỤC KHAI SINH" : "GIẤY KHAI SINH",
               NULL);
    if (extract || dice_chance(&maker->dice, 0.3)) {
        title.points = sheet->look.size;
        y += 6.5;
        sheet_line(sheet, middle, y, 0.5, &title, "(BẢN SAO)", NULL);
    }
    y += 7;
    struct style label = style_label(sheet), value = style_value(sheet);
    double x = middle - sheet_width(sheet, &value, birth->number) / 2 - 5;
    x = sheet_put(sheet, x, y, &label, "Số:", NULL);
    double end = sheet_put(sheet, x + 1.5, y - 0.15, &value, birth->number, "so");
    if (sheet->look.leader != LEADER_NONE)
        sheet_dots(sheet, sheet->look.leader == LEADER_UNDER ? x : end, end + 6, y);
    sheet_end_line(sheet);
    return y;
}

void paper_khai_sinh(struct sheet *sheet)
{
    struct maker *maker = sheet->maker;
    struct birth birth = make_birth(maker);
    double margin = dice_real(&maker->dice, 20, 26);
    struct form form = {.sheet = sheet, .left = margin, .right = sheet->width - margin + 5};
    form.step = dice_real(&maker->dice, 7.2, 8.4);
    form.y = put_head(sheet, &birth) + form.step * 1.3;
    put_child(&form, &birth);
    put_parent(&form, &birth.mother, "mẹ", true);
    put_parent(&form, birth.father_known ? &birth.father : NULL, "cha", false);
    put_registration(&form, &birth);
    struct person signer =
        make_person(maker, dice_chance(&maker->dice, 0.7) ? SEX_MALE : SEX_FEMALE,
                    make_date(maker, 1950, 1980), birth.office, NULL);
    struct sign_block block = {
        .x = sheet->width * 0.68,
        .y = form.y + 5,
        .heading = {"NGƯỜI KÝ GIẤY KHAI SINH",
                    dice_chance(&maker->dice, 0.6) ? "CHỦ TỊCH" : "PHÓ CHỦ TỊCH"},
        .hint = "(Ký, ghi rõ họ, chữ đệm, tên, chức vụ và đóng dấu)",
        .signer = signer.name,
        .signer_field = "nguoi_ky",
        .office = upper_text(maker, format_text(maker, "UBND %s", birth.office.commune)),
    };
    sign_put(sheet, &block);
}
