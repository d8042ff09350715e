/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/paper_cong_van: an official letter as Nghị định 30/2020 lays it out. May include base.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "form.h"
#include "paper.h"
#include "stamp.h"

struct topic {
    const char *about; /* behind "V/v " */
    const char *opening;
    const char *body[4];
};
static const struct topic TOPICS[] = {
    {"rà soát, số hóa sổ hộ tịch năm %d",
     "Thực hiện Kế hoạch số %d/KH-UBND ngày %s của Ủy ban nhân dân %s về việc số hóa sổ hộ tịch, "
     "Ủy ban nhân dân %s đề nghị các đơn vị triển khai một số nội dung sau:",
     {"1. Rà soát toàn bộ sổ đăng ký khai sinh, kết hôn, khai tử đang lưu giữ tại đơn vị; lập danh "
      "mục sổ bị rách, mờ, mất trang để có phương án xử lý.",
      "2. Bố trí công chức tư pháp - hộ tịch phối hợp với đoàn viên thanh niên quét, nhập và đối "
      "chiếu dữ liệu, bảo đảm đúng, đủ theo bản gốc.",
      "3. Báo cáo kết quả thực hiện trước ngày 25 hằng tháng để tổng hợp.",
      "Trong quá trình thực hiện nếu có khó khăn, vướng mắc, đề nghị phản ánh kịp thời để được "
      "hướng dẫn, giải quyết."}},
    {"phối hợp xác minh thông tin hộ tịch năm %d",
     "Căn cứ Công văn số %d/STP-HCTP ngày %s của Sở Tư pháp %s về việc xác minh thông tin hộ tịch, "
     "Ủy ban nhân dân %s có ý kiến như sau:",
     {"Qua kiểm tra sổ đăng ký khai sinh lưu tại đơn vị, thông tin của công dân khớp với bản sao "
      "đã "
      "cấp; riêng phần quê quán có sai khác về địa danh do điều chỉnh địa giới hành chính.",
      "Đề nghị quý cơ quan xem xét, cập nhật lên hệ thống thông tin đăng ký và quản lý hộ tịch "
      "theo "
      "quy định.",
      "Ủy ban nhân dân xã cử ông Lê Hữu Thuận, công chức tư pháp - hộ tịch, làm đầu mối phối hợp.",
      NULL}},
    {"tăng cường công tác tiếp nhận hồ sơ trực tuyến năm %d",
     "Thực hiện Chỉ thị số %d/CT-UBND ngày %s của Chủ tịch Ủy ban nhân dân %s về đẩy mạnh dịch vụ "
     "công trực tuyến, Ủy ban nhân dân %s yêu cầu:",
     {"1. Bộ phận Tiếp nhận và Trả kết quả hướng dẫn người dân nộp hồ sơ trực tuyến, không yêu cầu "
      "nộp thêm giấy tờ ngoài quy định.",
      "2. Các thôn, tổ dân phố tuyên truyền trên hệ thống loa truyền thanh ít nhất 02 lần mỗi "
      "tuần.",
      "3. Văn phòng - Thống kê theo dõi, đôn đốc và tổng hợp báo cáo.", NULL}},
    {"cung cấp số liệu dân số và hộ tịch năm %d",
     "Phúc đáp Văn bản số %d/CCTK-DS ngày %s của Chi cục Thống kê %s về việc cung cấp số liệu, "
     "Ủy ban nhân dân %s báo cáo như sau:",
     {"Tổng số trường hợp đăng ký khai sinh trong năm là 312, trong đó đăng ký đúng hạn 287, quá "
      "hạn "
      "19, đăng ký lại 6 trường hợp.",
      "Số trường hợp đăng ký khai tử là 94; đăng ký kết hôn là 121, không có trường hợp tảo hôn.",
      "Số liệu trên được trích từ sổ hộ tịch tại thời điểm 31 tháng 12 và đã được đối chiếu.",
      NULL}},
};

struct letter {
    const struct topic *topic;
    struct place office;
    struct date date;
    const char *number, *about, *agency, *to, *opening;
};

/* First letters of words, upper case: "Tân Lập" -> "TL". */
static const char *initials(struct maker *maker, const char *text)
{
    struct str letters = STR_INIT;
    bool start = true;
    for (const char *at = text; *at; at++) {
        if (start && (unsigned char)*at < 0x80 && *at != ' ')
            str_add_char(&letters, *at);
        start = *at == ' ';
    }
    const char *kept = upper_text(maker, str_peek(&letters));
    str_release(&letters);
    return kept;
}

static struct letter make_letter(struct maker *maker)
{
    struct dice *dice = &maker->dice;
    struct letter letter = {.topic = &DICE_PICK(dice, TOPICS), .office = make_place(maker)};
    letter.date = make_date(maker, 2009, 2025);
    letter.number = format_text(maker, "%d/UBND-%s", dice_int(dice, 3, 1850),
                                dice_chance(dice, 0.5) ? "VP" : "TP");
    letter.about = format_text(maker, letter.topic->about, letter.date.year);
    letter.agency =
        upper_text(maker, format_text(maker, "Ủy ban nhân dân %s", letter.office.commune));
    struct date before = make_date(maker, letter.date.year - 1, letter.date.year - 1);
    letter.opening =
        format_text(maker, letter.topic->opening, dice_int(dice, 10, 400),
                    format_text(maker, "%02d/%d/%d", before.day, before.month, before.year),
                    dice_chance(dice, 0.5) ? letter.office.district : letter.office.province,
                    letter.office.commune);
    switch (dice_int(dice, 0, 3)) {
    case 0: letter.to = format_text(maker, "Phòng Tư pháp %s", letter.office.district); break;
    case 1: letter.to = format_text(maker, "Ủy ban nhân dân %s", letter.office.district); break;
    case 2: letter.to = format_text(maker, "Phòng Nội vụ %s", letter.office.district); break;
    default: letter.to = format_text(maker, "Bảo hiểm xã hội %s", letter.office.district); break;
    }
    return letter;
}

/* Lines centred on x, wrapped at width; returns the y behind the last. */
static double put_centred(struct sheet *sheet, double x, double y, double width,
                          const struct style *style, const char *text, const char *field)
{
    double step = style->points * 0.3528 * 1.3;
    while (text[0]) {
        struct str part = STR_INIT;
        size_t fits = sheet_fit(sheet, style, text, width);
        str_add_span(&part, text, fits);
        str_trim(&part);
        sheet_line(sheet, x, y, 0.5, style, str_peek(&part), field);
        str_release(&part);
        text += fits;
        y += step;
    }
    return y;
}

static double put_paragraph(struct sheet *sheet, double y, double left, double right, double indent,
                            const struct style *style, const char *text)
{
    double step = style->points * 0.3528 * 1.4, x = left + indent;
    while (text[0]) {
        struct str part = STR_INIT;
        size_t fits = sheet_fit(sheet, style, text, right - x);
        str_add_span(&part, text, fits);
        str_trim(&part);
        sheet_line(sheet, x, y, 0, style, str_peek(&part), NULL);
        str_release(&part);
        text += fits;
        y += step;
        x = left;
    }
    return y + step * 0.3;
}

static double put_agency(struct sheet *sheet, const struct letter *letter, double x, double y)
{
    struct maker *maker = sheet->maker;
    struct style style = style_label(sheet);
    double points = style.points;
    style.points = points - 0.7;
    const char *above = format_text(maker, "UBND %s", upper_text(maker, letter->office.district));
    sheet_line(sheet, x, y, 0.5, &style, above, "co_quan");
    style.bold = true;
    y = put_centred(sheet, x, y + points * 0.3528 * 1.35, 62, &style, letter->agency, "co_quan");
    canvas_line(sheet->canvas, (struct point){sheet_px(sheet, x - 12), sheet_px(sheet, y - 3.2)},
                (struct point){sheet_px(sheet, x + 12), sheet_px(sheet, y - 3.2)},
                sheet_px(sheet, 0.22), sheet->look.ink);
    y += 3.5;
    style = style_label(sheet);
    double behind = x - 18;
    behind = sheet_put(sheet, behind, y, &style, "Số:", NULL);
    sheet_put(sheet, behind + 1.4, y, &style, letter->number, "so_ky_hieu");
    sheet_end_line(sheet);
    y += 6;
    style.points = points - 1.2;
    return put_centred(sheet, x, y, 62, &style, format_text(maker, "V/v %s", letter->about),
                       "trich_yeu");
}

static double put_nation(struct sheet *sheet, const struct letter *letter, double x, double y)
{
    struct maker *maker = sheet->maker;
    struct style style = style_label(sheet);
    y = head_nation(sheet, x, y, sheet->look.size - 1) + 7;
    style.italic = true;
    const char *commune = letter->office.commune;
    while (*commune != ' ')
        commune++;
    sheet_line(sheet, x, y, 0.5, &style,
               format_text(maker, "%s, ngày %02d tháng %02d năm %d", commune + 1, letter->date.day,
                           letter->date.month, letter->date.year),
               "dia_danh_ngay");
    return y;
}

static void put_receivers(struct sheet *sheet, const struct letter *letter, double x, double y)
{
    struct maker *maker = sheet->maker;
    struct style style = style_label(sheet);
    style.points -= 1;
    style.bold = style.italic = true;
    sheet_line(sheet, x, y, 0, &style, "Nơi nhận:", NULL);
    style.bold = style.italic = false;
    style.points -= 1;
    static const char *const MORE[] = {"- Thường trực Đảng ủy (báo cáo);", "- Chủ tịch, các PCT;",
                                       "- Các thôn, tổ dân phố;", "- Đài truyền thanh xã;"};
    int count = dice_int(&maker->dice, 1, 3);
    const char *all = "";
    for (int i = 0; i <= count + 1; i++) {
        const char *line =
            i == 0           ? "- Như trên;"
            : i == count + 1 ? format_text(maker, "- Lưu: VT, %s.", initials(maker, "Thao Phuong"))
                             : MORE[i];
        y += style.points * 0.3528 * 1.35;
        sheet_line(sheet, x, y, 0, &style, line, "noi_nhan");
        all = i ? format_text(maker, "%s %s", all, line) : line;
    }
    sheet_mean(sheet, "noi_nhan", all);
    (void)letter;
}

void paper_cong_van(struct sheet *sheet)
{
    struct maker *maker = sheet->maker;
    struct letter letter = make_letter(maker);
    double left = 28, right = 192;
    double y = put_agency(sheet, &letter, 58, 22), other = put_nation(sheet, &letter, 147, 22);
    y = (y > other ? y : other) + 9;
    struct style style = style_label(sheet);
    double middle = sheet->width / 2;
    double x = middle - sheet_width(sheet, &style, letter.to) / 2 - 10;
    x = sheet_put(sheet, x, y, &style, "Kính gửi:", NULL);
    sheet_put(sheet, x + 1.5, y, &style, format_text(maker, "%s", letter.to), "kinh_gui");
    sheet_end_line(sheet);
    y += 11;
    y = put_paragraph(sheet, y, left, right, 10, &style, letter.opening);
    for (size_t i = 0; i < ARRAY_SIZE(letter.topic->body) && letter.topic->body[i]; i++)
        y = put_paragraph(sheet, y, left, right, 10, &style, letter.topic->body[i]);
    y = put_paragraph(sheet, y, left, right, 10, &style,
                      "Ủy ban nhân dân xã báo cáo để quý cơ quan biết, chỉ đạo./.");
    put_receivers(sheet, &letter, left, y + 6);
    struct person signer =
        make_person(maker, SEX_MALE, make_date(maker, 1960, 1985), letter.office, NULL);
    bool deputy = dice_chance(&maker->dice, 0.4);
    struct sign_block block = {
        .x = 147,
        .y = y + 6,
        .heading = {"TM. ỦY BAN NHÂN DÂN", deputy ? "KT. CHỦ TỊCH" : "CHỦ TỊCH",
                    deputy ? "PHÓ CHỦ TỊCH" : NULL},
        .heading_field = "chuc_vu",
        .field_from = 0,
        .signer = signer.name,
        .signer_field = "nguoi_ky",
        .office = upper_text(maker, format_text(maker, "UBND %s", letter.office.commune)),
    };
    sign_put(sheet, &block);
}
