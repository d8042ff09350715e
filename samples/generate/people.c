/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/people: tables of name parts and places, and the rules that make them agree. May include
 * base, viet.
 */
#include "people.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "viet/words.h"

/* ---- tables ---- */

static const char *const SURNAMES[] = {
    "Nguyễn", "Nguyễn", "Nguyễn", "Trần",  "Trần", "Lê",   "Lê",   "Phạm",  "Hoàng",
    "Huỳnh",  "Phan",   "Vũ",     "Võ",    "Đặng", "Bùi",  "Đỗ",   "Hồ",    "Ngô",
    "Dương",  "Lý",     "Đinh",   "Trịnh", "Mai",  "Cao",  "Tạ",   "Lương", "Đoàn",
    "Hà",     "Quách",  "Lưu",    "Châu",  "Thái", "Kiều", "Tống", "Nghiêm"};
static const char *const MEN_MIDDLE[] = {"Văn",  "Văn",  "Hữu", "Đức",   "Quang", "Minh", "Xuân",
                                         "Đình", "Công", "Thế", "Trọng", "Ngọc",  "Bá",   "Duy"};
static const char *const MEN_GIVEN[] = {
    "An",    "Bảo",  "Cường", "Dũng",   "Đạt",  "Giang", "Hải",   "Hiếu", "Hùng",  "Khánh",
    "Kiên",  "Lâm",  "Long",  "Mạnh",   "Nam",  "Nghĩa", "Phúc",  "Quân", "Sơn",   "Thắng",
    "Thịnh", "Tiến", "Toàn",  "Trường", "Tuấn", "Việt",  "Vượng", "Khoa", "Quyết", "Thuận"};
static const char *const WOMEN_MIDDLE[] = {"Thị", "Thị",   "Thị", "Ngọc", "Thu",  "Bích",
                                           "Kim", "Thanh", "Mỹ",  "Diệu", "Hồng", "Quỳnh"};
static const char *const WOMEN_GIVEN[] = {
    "Anh",  "Bình", "Chi",   "Dung", "Hạnh",  "Hằng", "Hiền",  "Hoa",   "Hương",  "Huyền",
    "Lan",  "Linh", "Loan",  "Mai",  "Nga",   "Ngân", "Nhung", "Oanh",  "Phượng", "Quyên",
    "Thảo", "Thủy", "Trang", "Trâm", "Tuyết", "Uyên", "Vân",   "Xuyến", "Yến",    "Thùy"};

struct minority {
    const char *people;
    const char *men[4], *women[4];
};
static const struct minority MINORITIES[] = {
    {"Ê Đê",
     {"Y Bhiăk Niê", "Y Thuân Ayŭn", "Y Blum Kbuôr", "Y Sơn Mlô"},
     {"H'Bliă Niê", "H'Yuôn Kbuôr", "H'Mai Êban", "H'Liên Mlô"}},
    {"Mông",
     {"Giàng A Sử", "Vàng A Páo", "Sùng A Chứ", "Lầu A Dê"},
     {"Giàng Thị Mỷ", "Vàng Thị Dợ", "Sùng Thị Máy", "Thào Thị Xua"}},
    {"Khmer",
     {"Thạch Sa Rây", "Sơn Minh Hiền", "Kim Sóc Kha", "Danh Út"},
     {"Thạch Thị Sa Rươne", "Sơn Thị Sà Phép", "Kim Thị Na Ry", "Danh Thị Lụa"}},
    {"Chăm",
     {"Não Văn Dậu", "Đàng Năng Ya", "Bá Trung Kiên", "Thiên Sanh Vũ"},
     {"Não Thị Xanh", "Đàng Thị Thanh Hà", "Bá Thị Ngọc", "Thiên Thị Lệ"}},
    {"Tày",
     {"Nông Văn Thắng", "Hoàng Văn Tuyên", "Ma Khánh Bằng", "Lộc Văn Hoan"},
     {"Nông Thị Thắm", "Hoàng Thị Diệp", "Ma Thị Nguyệt", "Lộc Thị Chiêm"}},
    {"Thái",
     {"Lò Văn Inh", "Quàng Văn Pâng", "Cà Văn Lả", "Tòng Văn Hặc"},
     {"Lò Thị Pành", "Quàng Thị Hịa", "Cà Thị Yêu", "Tòng Thị Ọi"}},
    {"Mường",
     {"Bùi Văn Nhởi", "Quách Công Lẫm", "Đinh Văn Ển", "Hà Văn Trường"},
     {"Bùi Thị Ẹm", "Quách Thị Nhẩn", "Đinh Thị Bưởn", "Hà Thị Tiệp"}},
};

struct province_row {
    int code;
    const char *name;
    const char *districts[4];
};
static const struct province_row PLACES[] = {
    {1, "thành phố Hà Nội", {"huyện Ba Vì", "quận Cầu Giấy", "huyện Sóc Sơn", "thị xã Sơn Tây"}},
    {4, "tỉnh Cao Bằng", {"huyện Trùng Khánh", "huyện Hà Quảng", "huyện Bảo Lạc", "huyện Hòa An"}},
    {10, "tỉnh Lào Cai", {"huyện Bắc Hà", "huyện Bát Xát", "thị xã Sa Pa", "huyện Văn Bàn"}},
    {11,
     "tỉnh Điện Biên",
     {"huyện Tuần Giáo", "huyện Mường Chà", "huyện Tủa Chùa", "huyện Nậm Pồ"}},
    {19, "tỉnh Thái Nguyên", {"huyện Đại Từ", "huyện Phú Bình", "huyện Võ Nhai", "huyện Định Hóa"}},
    {25, "tỉnh Phú Thọ", {"huyện Thanh Sơn", "huyện Cẩm Khê", "huyện Lâm Thao", "huyện Yên Lập"}},
    {27, "tỉnh Bắc Ninh", {"huyện Quế Võ", "huyện Gia Bình", "huyện Lương Tài", "huyện Yên Phong"}},
    {31,
     "thành phố Hải Phòng",
     {"huyện Tiên Lãng", "huyện Vĩnh Bảo", "quận Kiến An", "huyện Cát Hải"}},
    {34,
     "tỉnh Thái Bình",
     {"huyện Quỳnh Phụ", "huyện Kiến Xương", "huyện Tiền Hải", "huyện Vũ Thư"}},
    {38,
     "tỉnh Thanh Hóa",
     {"huyện Quan Hóa", "huyện Thọ Xuân", "huyện Hoằng Hóa", "huyện Như Xuân"}},
    {40, "tỉnh Nghệ An", {"huyện Nam Đàn", "huyện Kỳ Sơn", "huyện Quỳ Châu", "huyện Đô Lương"}},
    {42, "tỉnh Hà Tĩnh", {"huyện Hương Khê", "huyện Can Lộc", "huyện Kỳ Anh", "huyện Nghi Xuân"}},
    {46,
     "tỉnh Thừa Thiên Huế",
     {"huyện A Lưới", "huyện Phú Vang", "thị xã Hương Trà", "huyện Quảng Điền"}},
    {48, "thành phố Đà Nẵng", {"huyện Hòa Vang", "quận Liên Chiểu", "quận Sơn Trà", "quận Cẩm Lệ"}},
    {51, "tỉnh Quảng Ngãi", {"huyện Bình Sơn", "huyện Trà Bồng", "huyện Mộ Đức", "huyện Ba Tơ"}},
    {56,
     "tỉnh Khánh Hòa",
     {"huyện Vạn Ninh", "huyện Khánh Vĩnh", "thị xã Ninh Hòa", "huyện Cam Lâm"}},
    {64, "tỉnh Gia Lai", {"huyện Chư Păh", "huyện Kbang", "thị xã An Khê", "huyện Ia Grai"}},
    {66, "tỉnh Đắk Lắk", {"huyện Krông Búk", "huyện Cư M'gar", "huyện Ea H'leo", "thị xã Buôn Hồ"}},
    {68,
     "tỉnh Lâm Đồng",
     {"huyện Đức Trọng", "huyện Lạc Dương", "huyện Di Linh", "huyện Đơn Dương"}},
    {72,
     "tỉnh Tây Ninh",
     {"huyện Gò Dầu", "huyện Tân Biên", "huyện Châu Thành", "thị xã Trảng Bàng"}},
    {75, "tỉnh Đồng Nai", {"huyện Định Quán", "huyện Xuân Lộc", "huyện Vĩnh Cửu", "huyện Tân Phú"}},
    {79,
     "Thành phố Hồ Chí Minh",
     {"quận Bình Thạnh", "huyện Củ Chi", "quận Gò Vấp", "huyện Cần Giờ"}},
    {84, "tỉnh Trà Vinh", {"huyện Cầu Kè", "huyện Tiểu Cần", "huyện Càng Long", "huyện Duyên Hải"}},
    {87, "tỉnh Đồng Tháp", {"huyện Tam Nông", "huyện Lấp Vò", "huyện Cao Lãnh", "huyện Hồng Ngự"}},
    {89, "tỉnh An Giang", {"huyện Tri Tôn", "huyện Chợ Mới", "thị xã Tân Châu", "huyện Thoại Sơn"}},
    {92, "thành phố Cần Thơ", {"quận Ô Môn", "huyện Phong Điền", "quận Thốt Nốt", "huyện Cờ Đỏ"}},
    {96, "tỉnh Cà Mau", {"huyện Ngọc Hiển", "huyện Đầm Dơi", "huyện U Minh", "huyện Cái Nước"}},
};
static const char *const COMMUNES[] = {
    "Tân Lập",   "Hòa Bình",  "Phú Mỹ",    "Đông Sơn",    "Thạnh Lợi",  "Vĩnh Hưng",   "Quảng Phú",
    "An Thịnh",  "Bình Minh", "Mỹ Đức",    "Nghĩa Thắng", "Thượng Lâm", "Xuân Trường", "Yên Khê",
    "Trung Hậu", "Cẩm Bình",  "Diễn Hạnh", "Phước Long",  "Sơn Thủy",   "Đại Nghĩa",   "Kim Liên",
    "Long Điền", "Ngũ Phụng", "Tà Xùa",    "Ea Tul",      "Mường Lạn",  "Lũng Cú",     "Thới Hưng"};
static const char *const HAMLETS[] = {"thôn", "xóm", "ấp", "khu phố", "tổ dân phố", "bản", "buôn"};
static const char *const HAMLET_NAMES[] = {
    "Trung Tâm", "Đồng Tiến", "Phước Hiệp", "Nà Lồm", "Thượng", "Hạ", "Bình An", "Kbu", "Tân Hưng"};

/* ---- text helpers ---- */

const char *format_text(struct maker *maker, const char *format, ...)
{
    struct str text = STR_INIT;
    va_list args;
    va_start(args, format);
    str_vformat(&text, format, args);
    va_end(args);
    const char *kept = arena_copy_text(maker->arena, str_peek(&text));
    str_release(&text);
    return kept;
}

/* Moves heap text into the arena. */
static const char *keep(struct maker *maker, char *heap)
{
    const char *kept = arena_copy_text(maker->arena, heap);
    free(heap);
    return kept;
}

const char *upper_text(struct maker *maker, const char *text)
{
    return keep(maker, utf8_upper(text));
}

const char *words_text(struct maker *maker, struct date date)
{
    struct words_style style = {
        .ngan = dice_chance(&maker->dice, 0.15),
        .le = dice_chance(&maker->dice, 0.2),
        .bon_tens = dice_chance(&maker->dice, 0.15),
        .mung = dice_chance(&maker->dice, 0.15),
        .capital = true,
    };
    return keep(maker, date_to_words(date, &style));
}

const char *digits_text(struct maker *maker, struct date date)
{
    if (!date.month)
        return format_text(maker, "%04d", date.year);
    if (!date.day)
        return format_text(maker, "%02d/%04d", date.month, date.year);
    switch (dice_int(&maker->dice, 0, 5)) {
    case 3: return format_text(maker, "%02d-%02d-%04d", date.day, date.month, date.year);
    case 4: return format_text(maker, "%d/%d/%04d", date.day, date.month, date.year);
    case 5: return format_text(maker, "%02d.%02d.%04d", date.day, date.month, date.year);
    default: return format_text(maker, "%02d/%02d/%04d", date.day, date.month, date.year);
    }
}

const char *edtf_text(struct maker *maker, struct date date)
{
    char text[DATE_TEXT_MAX];
    date_to_edtf(date, text);
    return arena_copy_text(maker->arena, text);
}

/* ---- dates ---- */

struct date make_date(struct maker *maker, int first_year, int last_year)
{
    struct date date = {.year = dice_int(&maker->dice, first_year, last_year),
                        .month = dice_int(&maker->dice, 1, 12)};
    date.day = dice_int(&maker->dice, 1, date_month_days(date.year, date.month));
    return date;
}

struct date date_after(struct maker *maker, struct date date, int most_days)
{
    date.day += dice_int(&maker->dice, 1, most_days);
    while (date.day > date_month_days(date.year, date.month)) {
        date.day -= date_month_days(date.year, date.month);
        if (++date.month > 12) {
            date.month = 1;
            date.year++;
        }
    }
    return date;
}

/* ---- places ---- */

static struct place place_in(struct maker *maker, const struct province_row *row)
{
    struct place place = {.code = row->code, .province = row->name};
    place.district = DICE_PICK(&maker->dice, row->districts);
    bool town = text_starts(place.district, "quận");
    place.commune =
        format_text(maker, "%s %s", town ? "phường" : "xã", DICE_PICK(&maker->dice, COMMUNES));
    return place;
}

struct place make_place(struct maker *maker)
{
    return place_in(maker, &DICE_PICK(&maker->dice, PLACES));
}

struct place make_place_near(struct maker *maker, struct place near)
{
    for (size_t i = 0; i < ARRAY_SIZE(PLACES); i++)
        if (PLACES[i].code == near.code)
            return place_in(maker, &PLACES[i]);
    return near;
}

const char *place_text(struct maker *maker, struct place place, int level)
{
    if (level == 2)
        return format_text(maker, "%s, %s", place.district, place.province);
    if (level == 3)
        return format_text(maker, "%s, %s, %s", place.commune, place.district, place.province);
    return format_text(maker, "%s %s, %s, %s, %s", DICE_PICK(&maker->dice, HAMLETS),
                       DICE_PICK(&maker->dice, HAMLET_NAMES), place.commune, place.district,
                       place.province);
}

const char *office_text(struct maker *maker, struct place place)
{
    const char *lead = dice_chance(&maker->dice, 0.7) ? "Ủy ban nhân dân" : "UBND";
    return format_text(maker, "%s %s", lead, place_text(maker, place, 3));
}

/* ---- persons ---- */

static const char *make_number(struct maker *maker, const struct person *of, bool contradict)
{
    int sex = of->sex == SEX_FEMALE, year = of->birth.year, code = of->home.code;
    if (contradict) {
        switch (dice_int(&maker->dice, 0, 2)) {
        case 0: sex = !sex; break;
        case 1: year += dice_int(&maker->dice, 1, 9); break;
        default: code = 95 - code / 2; break;
        }
    }
    return format_text(maker, "%03d%d%02d%06d", code, (year - 1900) / 100 * 2 + sex, year % 100,
                       dice_int(&maker->dice, 1, 999999));
}

static const char *common_name(struct maker *maker, enum sex sex, const struct person *surname_of)
{
    struct dice *dice = &maker->dice;
    const char *surname = DICE_PICK(dice, SURNAMES);
    if (surname_of) {
        size_t length = 0;
        while (surname_of->name[length] && surname_of->name[length] != ' ')
            length++;
        surname = arena_copy_span(maker->arena, surname_of->name, length);
    }
    bool woman = sex == SEX_FEMALE;
    const char *middle = woman ? DICE_PICK(dice, WOMEN_MIDDLE) : DICE_PICK(dice, MEN_MIDDLE);
    const char *given = woman ? DICE_PICK(dice, WOMEN_GIVEN) : DICE_PICK(dice, MEN_GIVEN);
    if (dice_chance(dice, 0.2))
        given =
            format_text(maker, "%s %s",
                        woman ? DICE_PICK(dice, WOMEN_GIVEN) : DICE_PICK(dice, MEN_GIVEN), given);
    return format_text(maker, "%s %s %s", surname, middle, given);
}

struct person make_person(struct maker *maker, enum sex sex, struct date birth, struct place home,
                          const struct person *surname_of)
{
    struct dice *dice = &maker->dice;
    struct person person = {.sex = sex, .birth = birth, .home = home, .nation = "Việt Nam"};
    bool minority = surname_of ? !text_equal(surname_of->people, "Kinh") : dice_chance(dice, 0.15);
    if (minority && !surname_of) {
        const struct minority *of = &DICE_PICK(dice, MINORITIES);
        person.people = of->people;
        person.name = sex == SEX_FEMALE ? DICE_PICK(dice, of->women) : DICE_PICK(dice, of->men);
    } else {
        person.people = surname_of ? surname_of->people : "Kinh";
        person.name = common_name(maker, sex, surname_of);
    }
    person.contradicts = dice_chance(dice, 0.03);
    person.id = make_number(maker, &person, person.contradicts);
    return person;
}

const char *identity_text(struct maker *maker, const struct person *of, int year)
{
    struct date issued = make_date(maker, year > 2018 ? 2016 : year - 5, year - 1);
    if (year >= 2016)
        return format_text(maker, "%s số %s do Cục Cảnh sát QLHC về TTXH cấp ngày %02d/%02d/%04d",
                           dice_chance(&maker->dice, 0.6) ? "CCCD" : "Căn cước công dân", of->id,
                           issued.day, issued.month, issued.year);
    return format_text(maker, "CMND số %03d%06d do Công an %s cấp ngày %02d/%02d/%04d",
                       dice_int(&maker->dice, 10, 385), dice_int(&maker->dice, 0, 999999),
                       of->home.province, issued.day, issued.month, issued.year);
}
