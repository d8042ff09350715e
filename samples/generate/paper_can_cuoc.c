/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/paper_can_cuoc: a copy of a căn cước công dân card, front above back, enlarged a little
 * as copy shops do. May include base, paint, viet.
 */
#include "base/mem.h"
#include "base/str.h"
#include "form.h"
#include "paper.h"

/* The card on the paper: its left upper corner, and how much larger than the real 85.6 x 54 mm. */
struct card {
    struct sheet *sheet;
    double x, y, grown;
    const char *face;
};

static double card_x(const struct card *card, double mm)
{
    return card->x + mm * card->grown;
}

static double card_y(const struct card *card, double mm)
{
    return card->y + mm * card->grown;
}

/* ---- what is no text ---- */

/* Pale waves as on the real card's ground. */
static void put_ground(struct card *card, struct color tint)
{
    struct sheet *sheet = card->sheet;
    double w = sheet_px(sheet, 85.6 * card->grown), h = sheet_px(sheet, 54 * card->grown);
    double left = sheet_px(sheet, card->x), top = sheet_px(sheet, card->y);
    canvas_box(sheet->canvas, left, top, w, h, tint);
    for (int i = 0; i < 26; i++) {
        struct point wave[9];
        for (int k = 0; k < 9; k++)
            wave[k] = (struct point){left + w * k / 8, top + h * (i + 0.5 + 0.4 * (k % 2)) / 26.5};
        canvas_curve(sheet->canvas, wave, 9, sheet_px(sheet, 0.1),
                     (struct color){tint.red - 0.1, tint.green - 0.07, tint.blue - 0.05, 0.6});
    }
    canvas_frame(sheet->canvas, left, top, w, h, sheet_px(sheet, 0.2),
                 (struct color){0.5, 0.5, 0.5, 1});
}

/* A grey bust, nobody's. */
static void put_portrait(struct card *card)
{
    struct sheet *sheet = card->sheet;
    double s = card->grown * sheet->scale;
    double x = sheet_px(sheet, card_x(card, 4)), y = sheet_px(sheet, card_y(card, 21));
    canvas_box(sheet->canvas, x, y, 20 * s, 26 * s, (struct color){0.82, 0.87, 0.92, 1});
    struct point chest[] = {{x + 2 * s, y + 26 * s},   {x + 4 * s, y + 19 * s},
                            {x + 8 * s, y + 16.5 * s}, {x + 12 * s, y + 16.5 * s},
                            {x + 16 * s, y + 19 * s},  {x + 18 * s, y + 26 * s}};
    canvas_polygon(sheet->canvas, chest, ARRAY_SIZE(chest), (struct color){0.3, 0.32, 0.4, 1});
    canvas_circle(sheet->canvas, x + 10 * s, y + 11 * s, 4.6 * s, 0,
                  (struct color){0.72, 0.6, 0.52, 1});
    canvas_circle(sheet->canvas, x + 10 * s, y + 8.6 * s, 4.4 * s, 0,
                  (struct color){0.2, 0.18, 0.18, 1});
    canvas_circle(sheet->canvas, x + 10 * s, y + 11.8 * s, 3.9 * s, 0,
                  (struct color){0.76, 0.64, 0.56, 1});
}

static void put_emblem(struct card *card)
{
    struct sheet *sheet = card->sheet;
    double s = card->grown * sheet->scale;
    double x = sheet_px(sheet, card_x(card, 12)), y = sheet_px(sheet, card_y(card, 11));
    canvas_circle(sheet->canvas, x, y, 6 * s, 0, (struct color){0.8, 0.16, 0.14, 1});
    canvas_circle(sheet->canvas, x, y, 6 * s, 0.6 * s, (struct color){0.85, 0.7, 0.2, 1});
}

/* ---- text ---- */

static struct style card_style(const struct card *card, double points)
{
    return (struct style){
        .face = card->face, .points = points * card->grown, .ink = {0.1, 0.12, 0.14, 1}};
}

static void put_line(struct card *card, double x, double y, const char *label, const char *text,
                     const char *field)
{
    struct sheet *sheet = card->sheet;
    struct style small = card_style(card, 5.6), large = card_style(card, 6.6);
    double at = sheet_put(sheet, card_x(card, x), card_y(card, y), &small, label, NULL);
    if (text)
        sheet_put(sheet, at + 0.9 * card->grown, card_y(card, y), &large, text, field);
    sheet_end_line(sheet);
}

/* A label, and its value on the lines under it. */
static double put_below(struct card *card, double x, double y, const char *label, const char *text,
                        const char *field)
{
    struct sheet *sheet = card->sheet;
    struct style large = card_style(card, 6.4);
    put_line(card, x, y, label, NULL, NULL);
    while (text[0]) {
        struct str part = STR_INIT;
        size_t fits = sheet_fit(sheet, &large, text, (83.5 - x) * card->grown);
        str_add_span(&part, text, fits);
        str_trim(&part);
        y += 3;
        sheet_line(sheet, card_x(card, x), card_y(card, y), 0, &large, str_peek(&part), field);
        str_release(&part);
        text += fits;
    }
    return y + 3;
}

static void put_front_head(struct card *card)
{
    struct style style = card_style(card, 6.2);
    struct sheet *sheet = card->sheet;
    style.bold = true;
    double x = card_x(card, 49);
    sheet_line(sheet, x, card_y(card, 5), 0.5, &style, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", NULL);
    style.points = 5.6 * card->grown;
    sheet_line(sheet, x, card_y(card, 8), 0.5, &style, "Độc lập - Tự do - Hạnh phúc", NULL);
    style.points = 9 * card->grown;
    style.ink = (struct color){0.75, 0.1, 0.12, 1};
    sheet_line(sheet, x, card_y(card, 14.5), 0.5, &style, "CĂN CƯỚC CÔNG DÂN", NULL);
    style.points = 5.6 * card->grown;
    sheet_line(sheet, x, card_y(card, 17.3), 0.5, &style, "Citizen Identity Card", NULL);
}

static void put_front(struct card *card, const struct person *person)
{
    struct maker *maker = card->sheet->maker;
    put_ground(card, (struct color){0.87, 0.94, 0.94, 1});
    put_emblem(card);
    put_front_head(card);
    put_portrait(card);
    struct style number = card_style(card, 9), small = card_style(card, 5.6);
    number.bold = true;
    double x =
        sheet_put(card->sheet, card_x(card, 27), card_y(card, 22), &small, "Số / No.:", NULL);
    sheet_put(card->sheet, x + 1, card_y(card, 22), &number, person->id, "so");
    if (person->contradicts)
        sheet_contradict(card->sheet, "so");
    sheet_end_line(card->sheet);
    double y = put_below(card, 27, 25.5, "Họ và tên / Full name:", upper_text(maker, person->name),
                         "ho_ten");
    const struct date *birth = &person->birth;
    put_line(card, 27, y, "Ngày sinh / Date of birth:",
             format_text(maker, "%02d/%02d/%d", birth->day, birth->month, birth->year),
             "ngay_sinh");
    sheet_mean(card->sheet, "ngay_sinh", edtf_text(maker, *birth));
    struct style value = card_style(card, 6.4);
    double row = card_y(card, y + 3.2);
    x = sheet_put(card->sheet, card_x(card, 27), row, &small, "Giới tính / Sex:", NULL);
    x = sheet_put(card->sheet, x + 1, row, &value, sex_name(person->sex), "gioi_tinh");
    x = sheet_put(card->sheet, x + 3, row, &small, "Quốc tịch / Nationality:", NULL);
    sheet_put(card->sheet, x + 1, row, &value, person->nation, "quoc_tich");
    sheet_end_line(card->sheet);
    y = put_below(card, 27, y + 6.5, "Quê quán / Place of origin:",
                  place_text(maker, make_place_near(maker, person->home), 3), "que_quan");
    put_below(card, 27, y,
              "Nơi thường trú / Place of residence:", place_text(maker, person->home, 3),
              "thuong_tru");
}

/* The machine-readable lines: name in letters without marks. */
static void put_mrz(struct card *card, const struct person *person, struct date issued)
{
    struct maker *maker = card->sheet->maker;
    struct style style = {.face = "Liberation Mono",
                          .points = 7.6 * card->grown,
                          .bold = true,
                          .ink = {0.08, 0.08, 0.1, 1}};
    const char *lines[] = {
        format_text(maker, "IDVNM%s%d%s<<%d", person->id + 3, dice_int(&maker->dice, 0, 9),
                    person->id, dice_int(&maker->dice, 0, 9)),
        format_text(maker, "%02d%02d%02d%d%c%02d%02d%02d%dVNM<<<<<<<<<<<%d",
                    person->birth.year % 100, person->birth.month, person->birth.day,
                    dice_int(&maker->dice, 0, 9), person->sex == SEX_FEMALE ? 'F' : 'M',
                    (issued.year + 15) % 100, person->birth.month, person->birth.day,
                    dice_int(&maker->dice, 0, 9), dice_int(&maker->dice, 0, 9))};
    for (size_t i = 0; i < ARRAY_SIZE(lines); i++)
        sheet_line(card->sheet, card_x(card, 3.5), card_y(card, 43 + 4.5 * (double)i), 0, &style,
                   lines[i], NULL);
}

static void put_back(struct card *card, const struct person *person)
{
    struct maker *maker = card->sheet->maker;
    struct date issued = make_date(maker, 2021, 2024);
    static const char *const MARKS[] = {"Nốt ruồi C: 1,5cm dưới sau mép phải",
                                        "Sẹo chấm C: 2cm trên sau đuôi mắt trái",
                                        "Nốt ruồi C: 1cm trên trước đầu lông mày phải"};
    put_ground(card, (struct color){0.92, 0.94, 0.9, 1});
    put_below(card, 5, 6,
              "Đặc điểm nhân dạng / Personal identification:", DICE_PICK(&maker->dice, MARKS),
              NULL);
    put_line(card, 5, 16, "Ngày, tháng, năm / Date, month, year:",
             format_text(maker, "%02d/%02d/%d", issued.day, issued.month, issued.year), "ngay_cap");
    sheet_mean(card->sheet, "ngay_cap", edtf_text(maker, issued));
    struct style style = card_style(card, 5.2);
    style.bold = true;
    double x = card_x(card, 30);
    sheet_line(card->sheet, x, card_y(card, 21), 0.5, &style, "CỤC TRƯỞNG CỤC CẢNH SÁT", NULL);
    sheet_line(card->sheet, x, card_y(card, 23.6), 0.5, &style,
               "QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI", NULL);
    put_mrz(card, person, issued);
}

void paper_can_cuoc(struct sheet *sheet)
{
    struct maker *maker = sheet->maker;
    struct dice *dice = &maker->dice;
    struct date birth = make_date(maker, 1950, 2008);
    struct person person = make_person(maker, dice_chance(dice, 0.5) ? SEX_MALE : SEX_FEMALE, birth,
                                       make_place(maker), NULL);
    double grown = dice_real(dice, 1.25, 1.5);
    struct card card = {.sheet = sheet,
                        .x = (sheet->width - 85.6 * grown) / 2,
                        .y = dice_real(dice, 10, 18),
                        .grown = grown,
                        .face = dice_chance(dice, 0.7) ? "Liberation Sans" : "TeX Gyre Heros"};
    put_front(&card, &person);
    card.y += 54 * grown + dice_real(dice, 5, 12);
    put_back(&card, &person);
}
