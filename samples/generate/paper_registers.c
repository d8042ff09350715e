/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/paper_registers: the registers (sổ hộ tịch): their layouts and entries. May include
 * base, viet.
 */
#include "base/mem.h"
#include "paper.h"
#include "register.h"

/* ---- what entries share ---- */

/* name_of "ho_ten" + "_vo": field names of one of several persons in a row; arena text. */
static const char *of(struct maker *maker, const char *field, const char *whose)
{
    return format_text(maker, "%s%s", field, whose);
}

static void set_date(struct maker *maker, struct entry *entry, const char *field, struct date date)
{
    entry_set(entry, field, digits_text(maker, date), edtf_text(maker, date));
}

static void set_name(struct maker *maker, const struct register_page *page, struct entry *entry,
                     const char *field, const struct person *person)
{
    entry_set(entry, field, page->names_upper ? upper_text(maker, person->name) : person->name,
              NULL);
}

/* The columns that every person may have: name, birth, sex, people, nation, number, home, paper. */
static void set_person(struct maker *maker, const struct register_page *page, struct entry *entry,
                       const struct person *person, const char *whose)
{
    bool year_only = page->year < 2000 && dice_chance(&maker->dice, 0.5);
    struct date birth = year_only ? (struct date){.year = person->birth.year} : person->birth;
    set_name(maker, page, entry, of(maker, "ho_ten", whose), person);
    set_date(maker, entry, of(maker, "ngay_sinh", whose), birth);
    entry_set(entry, of(maker, "gioi_tinh", whose), sex_name(person->sex), NULL);
    entry_set(entry, of(maker, "dan_toc", whose), person->people, NULL);
    entry_set(entry, of(maker, "quoc_tich", whose), person->nation, NULL);
    entry_set(entry, of(maker, "so_dinh_danh", whose), page->year >= 2016 ? person->id : NULL,
              NULL);
    entry_contradict(entry, of(maker, "so_dinh_danh", whose), person->contradicts);
    entry_set(entry, of(maker, "cu_tru", whose), place_text(maker, person->home, 3), NULL);
    entry_set(entry, of(maker, "que_quan", whose),
              place_text(maker, make_place_near(maker, person->home), 2), NULL);
    entry_set(entry, of(maker, "giay_to", whose),
              page->year >= 2016
                  ? format_text(maker, "CCCD số %s", person->id)
                  : format_text(maker, "CMND số %09d", dice_int(&maker->dice, 10000000, 385999999)),
              NULL);
}

static struct person some_person(struct maker *maker, const struct register_page *page,
                                 enum sex sex, int oldest, int youngest)
{
    struct place home =
        dice_chance(&maker->dice, 0.6) ? page->place : make_place_near(maker, page->place);
    return make_person(maker, sex, make_date(maker, page->year - oldest, page->year - youngest),
                       home, NULL);
}

static enum sex some_sex(struct maker *maker)
{
    return dice_chance(&maker->dice, 0.5) ? SEX_MALE : SEX_FEMALE;
}

/* Number, date of the entry and, seldom, a note that changes it. Returns the date. */
static struct date set_entry(struct maker *maker, const struct register_page *page, int number,
                             struct entry *entry)
{
    struct dice *dice = &maker->dice;
    struct date date = make_date(maker, page->year, page->year);
    const char *note = NULL;
    entry_set(entry, "so", format_text(maker, page->book % 2 ? "%02d" : "%d", number), NULL);
    set_date(maker, entry, "ngay_dang_ky", date);
    if (dice_chance(dice, 0.07))
        note = format_text(maker, "Cải chính chữ đệm theo QĐ số %d ngày %02d/%02d/%d",
                           dice_int(dice, 2, 90), dice_int(dice, 1, 28), dice_int(dice, 1, 12),
                           page->year + dice_int(dice, 1, 6));
    else if (dice_chance(dice, 0.08))
        note = dice_chance(dice, 0.5) ? "Đăng ký quá hạn" : "Đăng ký lại";
    entry_set(entry, "ghi_chu", note, NULL);
    return date;
}

/* ---- births ---- */

static const struct column BIRTH_WIDE[] = {
    {"STT", "stt", 8, true},
    {"Số", "so", 10, true},
    {"Ngày đăng ký", "ngay_dang_ky", 19, true},
    {"Họ, chữ đệm, tên", "ho_ten", 27},
    {"Ngày, tháng, năm sinh", "ngay_sinh", 20, true},
    {"Giới tính", "gioi_tinh", 11, true},
    {"Dân tộc", "dan_toc", 13, true},
    {"Quốc tịch", "quoc_tich", 14, true},
    {"Số định danh cá nhân", "so_dinh_danh", 24, true},
    {"Nơi sinh", "noi_sinh", 28},
    {"Quê quán", "que_quan", 28},
    {"Họ tên cha, mẹ", "cha_me", 28},
    {"Nơi cư trú", "cu_tru", 28},
    {"Người đi khai sinh", "nguoi_di_khai", 23},
    {"Ghi chú", "ghi_chu", 20},
    {0},
};
static const struct column BIRTH_OLD[] = {
    {"Số", "so", 10, true},
    {"Ngày đăng ký", "ngay_dang_ky", 22, true},
    {"Họ và tên", "ho_ten", 34},
    {"Ngày sinh", "ngay_sinh", 23, true},
    {"Nam, nữ", "gioi_tinh", 13, true},
    {"Dân tộc", "dan_toc", 15, true},
    {"Nơi sinh", "noi_sinh", 38},
    {"Quê quán", "que_quan", 34},
    {"Họ tên cha mẹ", "cha_me", 36},
    {"Ghi chú", "ghi_chu", 26},
    {0},
};
static const struct column BIRTH_PARENTS[] = {
    {"STT", "stt", 8, true},
    {"Số", "so", 10, true},
    {"Ngày đăng ký", "ngay_dang_ky", 20, true},
    {"Họ, chữ đệm, tên", "ho_ten", 28},
    {"Ngày sinh", "ngay_sinh", 20, true},
    {"Giới tính", "gioi_tinh", 11, true},
    {"Nơi sinh", "noi_sinh", 30},
    {"Họ và tên", "ho_ten_me", 27, false, "NGƯỜI MẸ"},
    {"Năm sinh", "nam_sinh_me", 13, true, "NGƯỜI MẸ"},
    {"Nơi cư trú", "cu_tru_me", 30, false, "NGƯỜI MẸ"},
    {"Họ và tên", "ho_ten_cha", 27, false, "NGƯỜI CHA"},
    {"Năm sinh", "nam_sinh_cha", 13, true, "NGƯỜI CHA"},
    {"Nơi cư trú", "cu_tru_cha", 30, false, "NGƯỜI CHA"},
    {"Ghi chú", "ghi_chu", 20},
    {0},
};

static void set_parent(struct maker *maker, const struct register_page *page, struct entry *entry,
                       const struct person *parent, const char *whose)
{
    const char *year = format_text(maker, "%d", parent->birth.year);
    set_name(maker, page, entry, of(maker, "ho_ten", whose), parent);
    entry_set(entry, of(maker, "nam_sinh", whose), year, year);
    entry_set(entry, of(maker, "cu_tru", whose), place_text(maker, parent->home, 3), NULL);
}

static void birth_entry(struct sheet *sheet, const struct register_page *page, int number,
                        struct entry *entry)
{
    struct maker *maker = sheet->maker;
    struct dice *dice = &maker->dice;
    struct date registered = set_entry(maker, page, number, entry), born = registered;
    born.month = dice_int(dice, 1, registered.month);
    born.day = dice_int(dice, 1, born.month == registered.month ? registered.day : 28);
    struct person father = some_person(maker, page, SEX_MALE, 40, 21);
    struct person mother = some_person(maker, page, SEX_FEMALE, 36, 19);
    struct person child = make_person(maker, some_sex(maker), born, page->place, &father);
    bool by_father = dice_chance(dice, 0.5);
    set_name(maker, page, entry, "ho_ten", &child);
    set_date(maker, entry, "ngay_sinh", born);
    entry_set(entry, "gioi_tinh", sex_name(child.sex), NULL);
    entry_set(entry, "dan_toc", child.people, NULL);
    entry_set(entry, "quoc_tich", child.nation, NULL);
    entry_set(entry, "so_dinh_danh", page->year >= 2016 ? child.id : NULL, NULL);
    entry_contradict(entry, "so_dinh_danh", child.contradicts);
    entry_set(entry, "noi_sinh",
              dice_chance(dice, 0.5)
                  ? format_text(maker, "Trạm y tế %s", page->place.commune)
                  : format_text(maker, "Bệnh viện đa khoa %s", page->place.district),
              NULL);
    entry_set(entry, "que_quan", place_text(maker, father.home, dice_int(dice, 2, 3)), NULL);
    entry_set(entry, "cha_me", format_text(maker, "%s, %s", father.name, mother.name), NULL);
    entry_set(entry, "cu_tru", place_text(maker, mother.home, 3), NULL);
    set_parent(maker, page, entry, &mother, "_me");
    set_parent(maker, page, entry, &father, "_cha");
    set_name(maker, page, entry, "nguoi_di_khai", by_father ? &father : &mother);
}

/* ---- marriages ---- */

static const struct column MARRIAGE_GROUPS[] = {
    {"Số", "so", 10, true},
    {"Ngày đăng ký", "ngay_dang_ky", 20, true},
    {"Họ, chữ đệm, tên", "ho_ten_chong", 28, false, "CHỒNG"},
    {"Ngày sinh", "ngay_sinh_chong", 20, true, "CHỒNG"},
    {"Dân tộc", "dan_toc_chong", 13, true, "CHỒNG"},
    {"Nơi cư trú", "cu_tru_chong", 32, false, "CHỒNG"},
    {"Giấy tờ tùy thân", "giay_to_chong", 26, false, "CHỒNG"},
    {"Họ, chữ đệm, tên", "ho_ten_vo", 28, false, "VỢ"},
    {"Ngày sinh", "ngay_sinh_vo", 20, true, "VỢ"},
    {"Dân tộc", "dan_toc_vo", 13, true, "VỢ"},
    {"Nơi cư trú", "cu_tru_vo", 32, false, "VỢ"},
    {"Giấy tờ tùy thân", "giay_to_vo", 26, false, "VỢ"},
    {"Ghi chú", "ghi_chu", 20},
    {0},
};
static const struct column MARRIAGE_FLAT[] = {
    {"STT", "stt", 8, true},
    {"Số", "so", 11, true},
    {"Ngày đăng ký", "ngay_dang_ky", 21, true},
    {"Họ và tên chồng", "ho_ten_chong", 32},
    {"Ngày sinh chồng", "ngay_sinh_chong", 22, true},
    {"Nơi cư trú của chồng", "cu_tru_chong", 38},
    {"Họ và tên vợ", "ho_ten_vo", 32},
    {"Ngày sinh vợ", "ngay_sinh_vo", 22, true},
    {"Nơi cư trú của vợ", "cu_tru_vo", 38},
    {"Ghi chú", "ghi_chu", 24},
    {0},
};

static void marriage_entry(struct sheet *sheet, const struct register_page *page, int number,
                           struct entry *entry)
{
    struct maker *maker = sheet->maker;
    struct person man = some_person(maker, page, SEX_MALE, 35, 21);
    struct person woman = some_person(maker, page, SEX_FEMALE, 32, 19);
    set_entry(maker, page, number, entry);
    set_person(maker, page, entry, &man, "_chong");
    set_person(maker, page, entry, &woman, "_vo");
}

/* ---- deaths ---- */

static const struct column DEATH_COLUMNS[] = {
    {"STT", "stt", 8, true},
    {"Số", "so", 10, true},
    {"Ngày đăng ký", "ngay_dang_ky", 20, true},
    {"Họ, chữ đệm, tên người chết", "ho_ten", 28},
    {"Ngày sinh", "ngay_sinh", 20, true},
    {"Giới tính", "gioi_tinh", 11, true},
    {"Dân tộc", "dan_toc", 13, true},
    {"Nơi cư trú", "cu_tru", 30},
    {"Ngày chết", "ngay_chet", 20, true},
    {"Giờ chết", "gio_chet", 14, true},
    {"Nơi chết", "noi_chet", 28},
    {"Nguyên nhân chết", "nguyen_nhan", 20},
    {"Người đi khai tử", "nguoi_di_khai", 26},
    {"Quan hệ", "quan_he_nguoi_di_khai", 13, true},
    {"Ghi chú", "ghi_chu", 18},
    {0},
};
static const struct column DEATH_OLD[] = {
    {"Số", "so", 10, true},
    {"Ngày đăng ký", "ngay_dang_ky", 22, true},
    {"Họ và tên người chết", "ho_ten", 34},
    {"Năm sinh", "ngay_sinh", 22, true},
    {"Nam, nữ", "gioi_tinh", 13, true},
    {"Ngày chết", "ngay_chet", 22, true},
    {"Nơi chết", "noi_chet", 36},
    {"Nguyên nhân", "nguyen_nhan", 26},
    {"Người đi khai", "nguoi_di_khai", 32},
    {"Ghi chú", "ghi_chu", 24},
    {0},
};
static const char *const CAUSES[] = {
    "Già yếu",   "Bệnh tim", "Tai nạn giao thông", "Bệnh hiểm nghèo", "Tai biến mạch máu não",
    "Bệnh phổi", "Chết đuối"};
static const char *const KIN[] = {"Con", "Vợ", "Chồng", "Cháu", "Em", "Anh", "Chị"};

static void death_entry(struct sheet *sheet, const struct register_page *page, int number,
                        struct entry *entry)
{
    struct maker *maker = sheet->maker;
    struct dice *dice = &maker->dice;
    struct date registered = set_entry(maker, page, number, entry), died = registered;
    struct person dead = some_person(maker, page, some_sex(maker), 98, 30);
    struct person asker = some_person(maker, page, some_sex(maker), 60, 22);
    int hour = dice_int(dice, 0, 23), minute = dice_int(dice, 0, 11) * 5;
    died.day = dice_int(dice, 1, registered.day);
    set_person(maker, page, entry, &dead, "");
    set_date(maker, entry, "ngay_chet", died);
    entry_set(entry, "gio_chet", format_text(maker, "%02d giờ %02d phút", hour, minute), NULL);
    entry_set(entry, "noi_chet",
              dice_chance(dice, 0.7) ? format_text(maker, "Tại nhà, %s", page->place.commune)
                                     : format_text(maker, "Bệnh viện %s", page->place.district),
              NULL);
    entry_set(entry, "nguyen_nhan", DICE_PICK(dice, CAUSES), NULL);
    set_name(maker, page, entry, "nguoi_di_khai", &asker);
    entry_set(entry, "quan_he_nguoi_di_khai", DICE_PICK(dice, KIN), NULL);
}

/* ---- recognising a parent or child ---- */

static const struct column KIN_COLUMNS[] = {
    {"Số", "so", 10, true},
    {"Ngày đăng ký", "ngay_dang_ky", 20, true},
    {"Loại việc", "loai_nhan", 18},
    {"Họ, chữ đệm, tên", "ho_ten_cha_me", 28, false, "CHA, MẸ"},
    {"Ngày sinh", "ngay_sinh_cha_me", 20, true, "CHA, MẸ"},
    {"Dân tộc", "dan_toc_cha_me", 13, true, "CHA, MẸ"},
    {"Nơi cư trú", "cu_tru_cha_me", 32, false, "CHA, MẸ"},
    {"Họ, chữ đệm, tên", "ho_ten_con", 28, false, "CON"},
    {"Ngày sinh", "ngay_sinh_con", 20, true, "CON"},
    {"Dân tộc", "dan_toc_con", 13, true, "CON"},
    {"Nơi cư trú", "cu_tru_con", 32, false, "CON"},
    {"Người yêu cầu", "nguoi_yeu_cau", 26},
    {"Ghi chú", "ghi_chu", 18},
    {0},
};

static void kin_entry(struct sheet *sheet, const struct register_page *page, int number,
                      struct entry *entry)
{
    struct maker *maker = sheet->maker;
    struct dice *dice = &maker->dice;
    static const char *const KINDS[] = {"Cha nhận con", "Mẹ nhận con", "Con nhận cha"};
    int kind = dice_int(dice, 0, 2);
    struct person parent = some_person(maker, page, kind == 1 ? SEX_FEMALE : SEX_MALE, 50, 22);
    struct person child =
        make_person(maker, some_sex(maker), make_date(maker, page->year - 18, page->year - 1),
                    page->place, &parent);
    set_entry(maker, page, number, entry);
    entry_set(entry, "loai_nhan", KINDS[kind], NULL);
    set_person(maker, page, entry, &parent, "_cha_me");
    set_person(maker, page, entry, &child, "_con");
    set_name(maker, page, entry, "nguoi_yeu_cau", kind == 2 ? &child : &parent);
}

/* ---- marital status ---- */

static const struct column STATUS_COLUMNS[] = {
    {"STT", "stt", 8, true},
    {"Số", "so", 11, true},
    {"Ngày đăng ký", "ngay_dang_ky", 21, true},
    {"Họ, chữ đệm, tên", "ho_ten", 30},
    {"Ngày sinh", "ngay_sinh", 21, true},
    {"Giới tính", "gioi_tinh", 11, true},
    {"Dân tộc", "dan_toc", 13, true},
    {"Giấy tờ tùy thân", "giay_to", 28},
    {"Nơi cư trú", "cu_tru", 34},
    {"Tình trạng hôn nhân", "tinh_trang", 34},
    {"Mục đích sử dụng", "muc_dich", 24},
    {"Ghi chú", "ghi_chu", 18},
    {0},
};

static void status_entry(struct sheet *sheet, const struct register_page *page, int number,
                         struct entry *entry)
{
    struct maker *maker = sheet->maker;
    struct dice *dice = &maker->dice;
    static const char *const STATES[] = {"Chưa đăng ký kết hôn với ai",
                                         "Đã ly hôn, chưa kết hôn lại", "Hiện tại đang có vợ",
                                         "Hiện tại đang có chồng"};
    static const char *const USES[] = {"Đăng ký kết hôn", "Vay vốn ngân hàng", "Mua bán nhà đất",
                                       "Bổ sung hồ sơ"};
    struct person person = some_person(maker, page, some_sex(maker), 60, 19);
    set_entry(maker, page, number, entry);
    set_person(maker, page, entry, &person, "");
    int state = dice_int(dice, 0, 2);
    entry_set(entry, "tinh_trang", STATES[state == 2 && person.sex == SEX_FEMALE ? 3 : state],
              NULL);
    entry_set(entry, "muc_dich", DICE_PICK(dice, USES), NULL);
}

/* ---- the others ---- */

static const struct column GUARDIAN_COLUMNS[] = {
    {"Số", "so", 10, true},
    {"Ngày đăng ký", "ngay_dang_ky", 20, true},
    {"Họ và tên người được giám hộ", "ho_ten", 32},
    {"Ngày sinh", "ngay_sinh", 20, true},
    {"Nơi cư trú", "cu_tru", 34},
    {"Họ và tên người giám hộ", "ho_ten_nguoi_khac", 32},
    {"Nơi cư trú của người giám hộ", "cu_tru_nguoi_khac", 34},
    {"Căn cứ", "can_cu", 30},
    {"Ghi chú", "ghi_chu", 20},
    {0},
};
static const struct column CHANGE_COLUMNS[] = {
    {"STT", "stt", 8, true},
    {"Số", "so", 11, true},
    {"Ngày đăng ký", "ngay_dang_ky", 21, true},
    {"Loại việc", "loai_viec", 24},
    {"Họ, chữ đệm, tên", "ho_ten", 30},
    {"Giới tính", "gioi_tinh", 12, true},
    {"Ngày sinh", "ngay_sinh", 21, true},
    {"Nơi cư trú", "cu_tru", 34},
    {"Nội dung thay đổi, cải chính", "noi_dung", 40},
    {"Căn cứ", "can_cu", 28},
    {"Ghi chú", "ghi_chu", 18},
    {0},
};

static void other_entry(struct sheet *sheet, const struct register_page *page, int number,
                        struct entry *entry)
{
    struct maker *maker = sheet->maker;
    struct dice *dice = &maker->dice;
    bool change = page->columns == CHANGE_COLUMNS;
    struct person person = some_person(maker, page, some_sex(maker), change ? 60 : 15, 3);
    struct person other = some_person(maker, page, some_sex(maker), 60, 28);
    int less = dice_int(dice, 1, 3);
    set_entry(maker, page, number, entry);
    set_person(maker, page, entry, &person, "");
    set_person(maker, page, entry, &other, "_nguoi_khac");
    entry_set(entry, "loai_viec", dice_chance(dice, 0.7) ? "Cải chính hộ tịch" : "Thay đổi hộ tịch",
              NULL);
    entry_set(
        entry, "noi_dung",
        format_text(maker, "Năm sinh từ %d thành %d", person.birth.year - less, person.birth.year),
        NULL);
    entry_set(entry, "can_cu",
              format_text(maker, change ? "Giấy khai sinh số %d/%d" : "QĐ số %d/QĐ-UBND năm %d",
                          dice_int(dice, 2, 300), page->year - dice_int(dice, 0, 1)),
              NULL);
}

/* ---- the table of registers ---- */

struct book_kind {
    const char *title;
    const struct column *columns;
    int first_year, last_year; /* forms change with the years */
    void (*entry)(struct sheet *, const struct register_page *, int, struct entry *);
};

static void put_kind(struct sheet *sheet, const struct book_kind *kind)
{
    struct maker *maker = sheet->maker;
    struct dice *dice = &maker->dice;
    int last = sheet->look.handwritten && kind->last_year > 2014 && kind->first_year < 2014
                   ? 2014
                   : kind->last_year;
    struct register_page page = {
        .title = kind->title,
        .place = make_place(maker),
        .year = dice_int(dice, kind->first_year, last),
        .book = dice_int(dice, 1, 3),
        .page = dice_int(dice, 1, 100),
        .columns = kind->columns,
        .entries_least = 5,
        .entries_most = 12,
        .names_upper = dice_chance(dice, 0.2),
        .entry = kind->entry,
    };
    register_put(sheet, &page);
}

#define PUT_ONE_OF(sheet, kinds) put_kind((sheet), &DICE_PICK(&(sheet)->maker->dice, kinds))

void paper_so_khai_sinh(struct sheet *sheet)
{
    static const struct book_kind KINDS[] = {
        {"SỔ ĐĂNG KÝ KHAI SINH", BIRTH_WIDE, 2006, 2024, birth_entry},
        {"SỔ ĐĂNG KÝ KHAI SINH", BIRTH_OLD, 1978, 2008, birth_entry},
        {"SỔ ĐĂNG KÝ KHAI SINH", BIRTH_PARENTS, 1999, 2020, birth_entry},
    };
    PUT_ONE_OF(sheet, KINDS);
}

void paper_so_ket_hon(struct sheet *sheet)
{
    static const struct book_kind KINDS[] = {
        {"SỔ ĐĂNG KÝ KẾT HÔN", MARRIAGE_GROUPS, 1999, 2024, marriage_entry},
        {"SỔ ĐĂNG KÝ KẾT HÔN", MARRIAGE_FLAT, 1978, 2010, marriage_entry},
    };
    PUT_ONE_OF(sheet, KINDS);
}

void paper_so_khai_tu(struct sheet *sheet)
{
    static const struct book_kind KINDS[] = {
        {"SỔ ĐĂNG KÝ KHAI TỬ", DEATH_COLUMNS, 2006, 2024, death_entry},
        {"SỔ ĐĂNG KÝ KHAI TỬ", DEATH_OLD, 1978, 2008, death_entry},
    };
    PUT_ONE_OF(sheet, KINDS);
}

void paper_so_nhan_cha_me_con(struct sheet *sheet)
{
    static const struct book_kind KINDS[] = {
        {"SỔ ĐĂNG KÝ NHẬN CHA, MẸ, CON", KIN_COLUMNS, 1999, 2024, kin_entry},
    };
    PUT_ONE_OF(sheet, KINDS);
}

void paper_so_tinh_trang(struct sheet *sheet)
{
    static const struct book_kind KINDS[] = {
        {"SỔ CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", STATUS_COLUMNS, 2006, 2024, status_entry},
    };
    PUT_ONE_OF(sheet, KINDS);
}

void paper_so_khac(struct sheet *sheet)
{
    static const struct book_kind KINDS[] = {
        {"SỔ ĐĂNG KÝ GIÁM HỘ", GUARDIAN_COLUMNS, 1999, 2024, other_entry},
        {"SỔ ĐĂNG KÝ THAY ĐỔI, CẢI CHÍNH HỘ TỊCH", CHANGE_COLUMNS, 1999, 2024, other_entry},
    };
    PUT_ONE_OF(sheet, KINDS);
}
