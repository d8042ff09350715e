/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/record: forms as different hands lay them out, with reading errors.
 */
#include "cmocka_first.h"
#include "page_of.h"
#include "record/check.h"

struct form_case {
    const char *name;   /* stands in the message */
    const char *wanted; /* NULL = recognise */
    const char *schema; /* that must come out */
    bool landscape;
    struct test_line lines[48];
    const char *expected[40];
};

static const struct form_case CASES[] = {
    {
        .name = "birth, today's form, values on the label's line",
        .schema = "khai-sinh",
        .lines = {{800, 200, 900, 50, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
                  {950, 280, 600, 45, "Độc lập - Tự do - Hạnh phúc"},
                  {950, 430, 560, 80, "GIẤY KHAI SINH"},
                  {1100, 550, 300, 45, "Số: 45/2019"},
                  {260, 680, 900, 50, "Họ, chữ đệm, tên: LÊ THỊ MÂY"},
                  {260, 770, 700, 50, "Ngày, tháng, năm sinh: 05/03/2019"},
                  {260, 860, 1500, 50, "ghi bằng chữ: Ngày năm tháng ba năm hai nghìn không trăm"},
                  {260, 930, 300, 50, "mười chín"},
                  {260, 1020, 300, 45, "Giới tính: Nữ"},
                  {900, 1020, 300, 45, "Dân tộc: Kinh"},
                  {1500, 1020, 450, 45, "Quốc tịch: Việt Nam"},
                  {260, 1110, 1400, 50,
                   "Nơi sinh: Trạm y tế xã Vân Hà, huyện Sông Lam, tỉnh Nghệ An"},
                  {260, 1200, 1200, 50, "Quê quán: xã Vân Hà, huyện Sông Lam, tỉnh Nghệ An"},
                  {260, 1290, 900, 50, "Số định danh cá nhân: 040319000123"},
                  {260, 1380, 1000, 50, "Họ, chữ đệm, tên người mẹ: TRẦN THỊ MƯA"},
                  {260, 1470, 300, 45, "Năm sinh: 1990"},
                  {900, 1470, 300, 45, "Dân tộc: Thái"},
                  {1500, 1470, 450, 45, "Quốc tịch: Việt Nam"},
                  {260, 1560, 1700, 50, "Nơi cư trú: xóm Bốn, xã Vân Hà, huyện Sông Lam, tỉnh"},
                  {260, 1630, 250, 50, "Nghệ An"},
                  {260, 1720, 1000, 50, "Họ, chữ đệm, tên người cha: LÊ VĂN NẮNG"},
                  {260, 1810, 300, 45, "Năm sinh: 1988"},
                  {900, 1810, 300, 45, "Dân tộc: Kinh"},
                  {1500, 1810, 450, 45, "Quốc tịch: Việt Nam"},
                  {260, 1900, 1200, 50, "Nơi cư trú: xã Vân Hà, huyện Sông Lam, tỉnh Nghệ An"},
                  {260, 1990, 1100, 50, "Họ, chữ đệm, tên người đi khai sinh: LÊ VĂN NẮNG"},
                  {260, 2080, 1100, 50, "Giấy tờ tùy thân: CMND số 186000111"},
                  {260, 2170, 1300, 50, "Nơi đăng ký khai sinh: UBND xã Vân Hà, huyện Sông Lam"},
                  {260, 2260, 800, 50, "Ngày, tháng, năm đăng ký: 12/03/2019"},
                  {1400, 2400, 700, 50, "NGƯỜI KÝ GIẤY KHAI SINH"},
                  {1600, 2480, 300, 50, "CHỦ TỊCH"},
                  {1350, 2550, 900, 45, "(Ký, ghi rõ họ, chữ đệm, tên, chức vụ và đóng dấu)"},
                  {1580, 2800, 420, 55, "Phan Văn Gió"}},
        .expected = {"so=45/2019", "ho_ten=LÊ THỊ MÂY", "ngay_sinh=05/03/2019",
                     "ngay_sinh_chu=Ngày năm tháng ba năm hai nghìn không trăm mười chín",
                     "gioi_tinh=Nữ", "dan_toc=Kinh", "so_dinh_danh=040319000123",
                     "ho_ten_me=TRẦN THỊ MƯA", "nam_sinh_me=1990", "dan_toc_me=Thái",
                     "cu_tru_me=xóm Bốn, xã Vân Hà, huyện Sông Lam, tỉnh Nghệ An",
                     "ho_ten_cha=LÊ VĂN NẮNG", "nam_sinh_cha=1988", "dan_toc_cha=Kinh",
                     "nguoi_di_khai=LÊ VĂN NẮNG", "giay_to=CMND số 186000111",
                     "noi_dang_ky=UBND xã Vân Hà, huyện Sông Lam", "ngay_dang_ky=12/03/2019",
                     "nguoi_ky=Phan Văn Gió"},
    },
    {
        .name = "birth, form of 2006: father first, other order, labels damaged",
        .schema = "khai-sinh",
        .lines = {{950, 430, 560, 80, "GlẤY KHAI SlNH"},
                  {1500, 550, 600, 45, "Số: 12 Quyển số: 01/2008"},
                  {260, 680, 900, 50, "Hô và tên: ĐINH VĂN SUỐI"},
                  {1500, 680, 300, 50, "Giới tinh: Nam"},
                  {260, 770, 700, 50, "Ngày, tháng, nãm sinh: 01-02-2008"},
                  {260, 860, 1300, 50, "(Bằng chữ: Ngày một tháng hai năm hai nghìn lẻ tám)"},
                  {260, 950, 900, 50, "Nơi sình: Bệnh viện huyện Tân Kỳ"},
                  {260, 1040, 300, 45, "Dân tộc: Kinh"},
                  {1200, 1040, 450, 45, "Quốc tịch: Việt Nam"},
                  {260, 1130, 900, 50, "Quê quán: Nghệ An"},
                  {260, 1220, 900, 50, "Họ và tên cha: ĐINH VĂN SÔNG"},
                  {260, 1310, 300, 45, "Dân tộc: Thổ"},
                  {900, 1310, 450, 45, "Quốc tịch: Việt Nam"},
                  {1600, 1310, 400, 45, "Năm sinh: 1980"},
                  {260, 1400, 1100, 50, "Nơi thường trú/tạm trú: xã Giai Xuân, Tân Kỳ"},
                  {260, 1490, 900, 50, "Họ và tên mẹ: LÔ THỊ BIỂN"},
                  {260, 1580, 300, 45, "Dân tộc: Thái"},
                  {900, 1580, 450, 45, "Quốc tịch: Việt Nam"},
                  {1600, 1580, 400, 45, "Năm sinh: 1983"},
                  {260, 1670, 1100, 50, "Nơi thường trú/tạm trú: xã Giai Xuân, Tân Kỳ"},
                  {260, 1760, 900, 50, "Nơi đăng ký: UBND xã Giai Xuân"},
                  {260, 1850, 900, 50, "Ngày, tháng, năm đăng ký: 10/02/2008"},
                  {260, 1940, 900, 50, "Ghi chú: cấp lần đầu"},
                  {260, 2030, 1000, 50, "Họ và tên người đi khai sinh: ĐINH VĂN SÔNG"},
                  {260, 2120, 1000, 50, "Quan hệ với người được khai sinh: cha"}},
        .expected = {"so=12", "ho_ten=ĐINH VĂN SUỐI", "gioi_tinh=Nam", "ngay_sinh=01-02-2008",
                     "noi_sinh=Bệnh viện huyện Tân Kỳ", "dan_toc=Kinh", "que_quan=Nghệ An",
                     "ho_ten_cha=ĐINH VĂN SÔNG", "dan_toc_cha=Thổ", "nam_sinh_cha=1980",
                     "ho_ten_me=LÔ THỊ BIỂN", "dan_toc_me=Thái", "nam_sinh_me=1983",
                     "noi_dang_ky=UBND xã Giai Xuân", "ngay_dang_ky=10/02/2008",
                     "nguoi_di_khai=ĐINH VĂN SÔNG", "so_dinh_danh="},
    },
    {
        .name = "marriage, two columns, husband left, headings over the columns",
        .schema = "ket-hon",
        .lines = {{800, 430, 900, 80, "GIẤY CHỨNG NHẬN KẾT HÔN"},
                  {1100, 550, 200, 45, "Số: 7"},
                  {500, 650, 300, 45, "CHỒNG"},
                  {1600, 650, 200, 45, "VỢ"},
                  {260, 740, 900, 50, "Họ và tên: HỒ VĂN CỎ"},
                  {1300, 740, 900, 50, "Họ và tên: BÙI THỊ HOA"},
                  {260, 830, 700, 50, "Ngày sinh: 01/01/1990"},
                  {1300, 830, 700, 50, "Ngày sinh: 02/02/1992"},
                  {260, 920, 300, 45, "Dân tộc: Tày"},
                  {1300, 920, 300, 45, "Dân tộc: Nùng"},
                  {260, 1010, 450, 45, "Quốc tịch: Việt Nam"},
                  {1300, 1010, 450, 45, "Quốc tịch: Việt Nam"},
                  {260, 1100, 1000, 50, "Nơi cư trú: xã Bình An, huyện Lâm Bình, tỉnh"},
                  {1300, 1100, 900, 50, "Nơi cư trú: thị trấn Na Hang"},
                  {260, 1170, 450, 50, "Tuyên Quang"},
                  {260, 1260, 900, 50, "Giấy tờ tùy thân: CMND 071000222"},
                  {1300, 1260, 900, 50, "Giấy tờ tùy thân: CMND 071000333"},
                  {260, 1350, 1000, 50, "Nơi đăng ký kết hôn: UBND xã Bình An"},
                  {260, 1440, 800, 50, "Ngày, tháng, năm đăng ký: 20/10/2015"}},
        .expected = {"so=7", "ho_ten_chong=HỒ VĂN CỎ", "ho_ten_vo=BÙI THỊ HOA",
                     "ngay_sinh_chong=01/01/1990", "ngay_sinh_vo=02/02/1992", "dan_toc_vo=Nùng",
                     "dan_toc_chong=Tày",
                     "cu_tru_chong=xã Bình An, huyện Lâm Bình, tỉnh Tuyên Quang",
                     "cu_tru_vo=thị trấn Na Hang", "giay_to_vo=CMND 071000333",
                     "giay_to_chong=CMND 071000222", "noi_dang_ky=UBND xã Bình An",
                     "ngay_dang_ky=20/10/2015"},
    },
    {
        .name = "death: one label, several values; two numbers that are not the extract's",
        .schema = "khai-tu",
        .lines = {{300, 200, 500, 50, "UBND XÃ VÂN HÀ"},
                  {1250, 200, 900, 50, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
                  {350, 300, 400, 45, "Số: 3/TLKT"},
                  {1300, 300, 800, 45, "Vân Hà, ngày 12 tháng 5 năm 2018"},
                  {900, 450, 700, 80, "TRÍCH LỤC KHAI TỬ"},
                  {260, 680, 900, 50, "Họ, chữ đệm, tên: LÊ VĂN GIÀ"},
                  {260, 770, 700, 50, "Ngày, tháng, năm sinh: 1930"},
                  {260, 860, 300, 45, "Giới tính: Nam"},
                  {900, 860, 300, 45, "Dân tộc: Kinh"},
                  {1500, 860, 450, 45, "Quốc tịch: Việt Nam"},
                  {260, 950, 1500, 50, "Đã chết vào lúc: 07 giờ 15 phút, ngày 01 tháng 5 năm 2018"},
                  {260, 1040, 800, 50, "Nơi chết: tại nhà, xã Vân Hà"},
                  {260, 1130, 700, 50, "Nguyên nhân chết: Già yếu"},
                  {260, 1220, 1500, 50,
                   "Số Giấy báo tử/Giấy tờ thay thế Giấy báo tử: 9/GBT do Trạm y tế cấp"},
                  {260, 1310, 1700, 50,
                   "Đăng ký khai tử tại: UBND xã Vân Hà, số 21/2018, ngày 03/5/2018"},
                  {260, 1400, 900, 50, "Họ, chữ đệm, tên người đi khai tử: LÊ VĂN TRẺ"},
                  {260, 1490, 900, 50, "Quan hệ với người đã chết: con"}},
        .expected = {"so=3/TLKT", "dia_danh_ngay=Vân Hà, ngày 12 tháng 5 năm 2018",
                     "ho_ten=LÊ VĂN GIÀ", "ngay_sinh=1930", "gio_chet=07 giờ 15 phút",
                     "ngay_chet=ngày 01 tháng 5 năm 2018", "noi_chet=tại nhà, xã Vân Hà",
                     "nguyen_nhan=Già yếu", "giay_bao_tu=9/GBT do Trạm y tế cấp",
                     "noi_dang_ky=UBND xã Vân Hà", "so_dang_ky=21/2018",
                     "ngay_dang_ky=ngày 03/5/2018", "nguoi_di_khai=LÊ VĂN TRẺ", "quan_he=con"},
    },
    {
        .name = "letter",
        .schema = "cong-van",
        .lines = {{350, 200, 600, 50, "UBND HUYỆN SÔNG LAM"},
                  {350, 270, 600, 50, "PHÒNG TƯ PHÁP"},
                  {1250, 200, 950, 50, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
                  {1400, 270, 650, 50, "Độc lập - Tự do - Hạnh phúc"},
                  {450, 390, 400, 45, "Số: 88/TP-HT"},
                  {1350, 390, 800, 45, "Sông Lam, ngày 02 tháng 9 năm 2020"},
                  {330, 460, 640, 45, "V/v báo cáo số liệu"},
                  {430, 520, 440, 45, "hộ tịch quý III"},
                  {800, 700, 900, 50, "Kính gửi: Sở Tư pháp tỉnh Nghệ An"},
                  {330, 850, 1900, 50,
                   "Thực hiện công văn số 12/STP ngày 01/8/2020 về việc báo cáo,"},
                  {260, 920, 1500, 50, "Phòng Tư pháp kính báo cáo như sau."},
                  {260, 1300, 250, 45, "Nơi nhận:"},
                  {1500, 1300, 450, 50, "TRƯỞNG PHÒNG"},
                  {260, 1360, 250, 40, "- Như trên;"},
                  {260, 1410, 250, 40, "- Lưu: VT."},
                  {1520, 1650, 400, 55, "Võ Thị Nước"}},
        .expected = {"so_ky_hieu=88/TP-HT", "trich_yeu=V/v báo cáo số liệu hộ tịch quý III",
                     "dia_danh_ngay=Sông Lam, ngày 02 tháng 9 năm 2020",
                     "kinh_gui=Sở Tư pháp tỉnh Nghệ An",
                     "co_quan=UBND HUYỆN SÔNG LAM PHÒNG TƯ PHÁP", "noi_nhan=- Như trên; - Lưu: VT.",
                     "chuc_vu=TRƯỞNG PHÒNG", "nguoi_ky=Võ Thị Nước"},
    },
    {
        .name = "card: two languages, values below",
        .schema = "can-cuoc",
        .lines = {{800, 200, 900, 50, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
                  {900, 300, 700, 60, "CĂN CƯỚC CÔNG DÂN"},
                  {700, 400, 600, 45, "Số / No.: 040190000123"},
                  {700, 480, 400, 40, "Họ và tên / Full name:"},
                  {700, 530, 500, 50, "TRẦN THỊ MƯA"},
                  {700, 600, 700, 45, "Ngày sinh / Date of birth: 09/12/1990"},
                  {700, 670, 400, 45, "Giới tính / Sex: Nữ"},
                  {1200, 670, 700, 45, "Quốc tịch / Nationality: Việt Nam"},
                  {700, 740, 500, 40, "Quê quán / Place of origin:"},
                  {700, 790, 800, 45, "Vân Hà, Sông Lam, Nghệ An"},
                  {700, 860, 600, 40, "Nơi thường trú / Place of residence:"},
                  {700, 910, 800, 45, "Xóm Bốn, Vân Hà, Sông Lam, Nghệ An"}},
        .expected = {"so=040190000123", "ho_ten=TRẦN THỊ MƯA", "ngay_sinh=09/12/1990",
                     "gioi_tinh=Nữ", "quoc_tich=Việt Nam", "que_quan=Vân Hà, Sông Lam, Nghệ An",
                     "thuong_tru=Xóm Bốn, Vân Hà, Sông Lam, Nghệ An"},
    },
    {
        .name = "no kind of paper fits",
        .schema = NULL,
        .lines = {{300, 300, 1200, 50, "Hóa đơn tiền điện tháng 5"},
                  {300, 400, 1200, 50, "Khách hàng: Nguyễn Văn Đèn"}},
        .expected = {NULL},
    },
};

static void forms(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const struct form_case *test = &CASES[i];
        struct arena *arena = arena_new();
        struct text_page page = page_of(test->lines, test->landscape, arena);
        struct proposal_list list = extract_of(&page, test->wanted, arena);
        print_message("%s\n", test->name);
        if (!test->schema)
            assert_null(list.schema);
        else
            assert_string_equal(list.schema, test->schema);
        if (list.count > 0)
            assert_fields(&list.items[0], test->expected);
        arena_free(arena);
    }
}

/* A place that is there and empty is blank; one that is not is missing; both say where to look. */
static void blank_and_missing(void **state)
{
    (void)state;
    static const struct test_line LINES[] = {{950, 430, 560, 80, "GIẤY KHAI SINH"},
                                             {260, 680, 500, 50, "Họ, chữ đệm, tên: ......"},
                                             {260, 770, 500, 50, "Nơi sinh:"},
                                             {260, 860, 500, 50, "Quê quán: Hà Nam"},
                                             {0}};
    struct arena *arena = arena_new();
    struct text_page page = page_of(LINES, false, arena);
    struct proposal_list list = extract_of(&page, "khai-sinh", arena);
    const struct proposed_field *name = proposal_field(&list.items[0], "ho_ten");
    const struct proposed_field *sex = proposal_field(&list.items[0], "gioi_tinh");
    assert_int_equal(name->value.status, VALUE_BLANK);
    assert_false(rect_empty(name->box));
    assert_int_equal(proposal_field(&list.items[0], "noi_sinh")->value.status, VALUE_BLANK);
    assert_int_equal(sex->value.status, VALUE_MISSING);
    assert_true(rect_empty(sex->box));
    arena_free(arena);
}

/* Handwriting is cut out for keying, not read. */
static void handwritten_value(void **state)
{
    (void)state;
    static const struct test_line LINES[] = {{950, 430, 560, 80, "GIẤY KHAI SINH"},
                                             {260, 680, 450, 50, "Họ, chữ đệm, tên:"},
                                             {760, 660, 600, 80, "", .hand = true},
                                             {260, 770, 300, 50, "Giới tính:"},
                                             {600, 760, 150, 70, "", .hand = true},
                                             {900, 770, 300, 50, "Dân tộc: Kinh"},
                                             {0}};
    struct arena *arena = arena_new();
    struct text_page page = page_of(LINES, false, arena);
    struct proposal_list list = extract_of(&page, "khai-sinh", arena);
    const struct proposed_field *name = proposal_field(&list.items[0], "ho_ten");
    assert_true(name->handwritten);
    assert_null(name->value.written);
    assert_int_equal(name->box.x, 760);
    assert_int_equal(name->box.w, 600);
    assert_true(proposal_field(&list.items[0], "gioi_tinh")->handwritten);
    assert_string_equal(proposal_field(&list.items[0], "dan_toc")->value.written, "Kinh");
    arena_free(arena);
}

static void unknown_schema(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text_page page = {0};
    struct proposal_list list = {0};
    struct err err = {0};
    const struct schema_set *set = all_schemas();
    assert_int_equal(extract_page((const struct schema *const *)set->items, set->count, "ho-chieu",
                                  &page, arena, &list, &err),
                     ERR_MISSING);
    assert_int_equal(err.number, 420);
    list = extract_of(&page, "", arena);
    assert_null(list.schema);
    assert_int_equal(list.count, 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms),
        cmocka_unit_test(blank_and_missing),
        cmocka_unit_test(handwritten_value),
        cmocka_unit_test(unknown_schema),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
