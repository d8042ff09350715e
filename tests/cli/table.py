# SPDX-License-Identifier: Apache-2.0
"""A table that exists already beside the entries of a book: CSV, and workbooks that openpyxl wrote
with texts, numbers and dates; workbooks that are none, too big or hostile. usage: table.py TOOLS"""
import csv
import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

try:
    import openpyxl
except ImportError:
    if sys.executable == "/usr/bin/python3":
        raise
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

TOOLS = sys.argv[1]
WORK = tempfile.mkdtemp(prefix="sohoa-table-")
os.environ.update(PATH=TOOLS + ":" + os.environ["PATH"], LC_ALL="C.UTF-8", TZ="UTC",
                  SOHOA_STORE=WORK + "/store")


def sohoa(*words, code=0):
    done = subprocess.run(["sohoa", "--json", *words], capture_output=True, text=True, check=False)
    assert done.returncode == code, (words, done.returncode, done.stdout, done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def make_book():
    sohoa("init")
    sohoa("book", "add", "--type", "KS", "--number", "01/2017", "--place", "xã Ea Tul", "--signer",
          "Y Thử", "--registration", "đúng hạn", "--series", "2017:1-40")
    subprocess.run(["sohoa-samples", "--seed", "5", "--count", "1", "--schema", "so-khai-sinh",
                    "--level", "clean", "--printed", "--turns", "0", "--dpi", "200", WORK + "/d"],
                   check=True, capture_output=True)
    sohoa("import", "--book", "01/2017", WORK + "/d")
    sohoa("recognise")
    records = [row["id"] for row in sohoa("records")]
    for number, record in enumerate(records, 1):
        sohoa("set", record, "so", f"{number:02}")
        sohoa("set", record, "ho_ten", f"Y Thử {number}")
        sohoa("set", record, "ngay_sinh", "03/02/2017")
        sohoa("set", record, "gioi_tinh", "Nữ")
    sohoa("set", records[2], "dan_toc", "--blank")
    sohoa("set", records[4], "--finish")
    return records


HEADINGS = ["so", "quyenSo", "nksHoTen", "nksNgaySinh", "nksGioiTinh", "nksDanToc", "nksSoDinhDanh",
            "lyDo", "Cột lạ"]
ROWS = [
    ["01", "01/2017", "y thử 1", "03.02.2017", "2", "", "", "", "x"],         # the same
    ["2", "01/2017", "Y Thử Khác", "03.02.2017", "1", "", "", "", ""],         # two differ
    ["3", "01/2017", "Y Thử 3", "03.02.2017", "2", "Ê Đê", "", "", ""],        # said to be blank
    ["4", "", "Y Thử 4", "2017", "2", "Ê Đê", "001157000123", "", ""],         # fills, differs
    ["5", "", "Y Thử 5", "03.02.2017", "2", "", "", "thiếu trang ký", ""],     # refused
    ["5", "", "Y Thử 5", "", "", "", "", "", ""],                              # twice
    ["30", "", "Y Thử 30", "", "", "", "", "", ""],                            # no page yet
    ["41", "", "Y Thử 41", "", "", "", "", "", ""],                            # no such number
    ["không rõ", "", "Y", "", "", "", "", "", ""],
    ["6", "02/2017", "Y", "", "", "", "", "", ""],                             # another book
]
STATES = ["matched"] * 5 + ["twice", "missing-page", "no-paper", "no-number", "other-book"]


def write_csv(path, separator=","):
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=separator).writerows([HEADINGS, *ROWS])


def write_workbook(path):
    """As people have them: numbers as numbers, dates as dates."""
    book = openpyxl.Workbook()
    for row in [HEADINGS, *ROWS]:
        book.active.append([int(cell) if cell.isdigit() and len(cell) < 5 else
                            datetime.date(2017, 2, 3) if cell == "03.02.2017" else cell or None
                            for cell in row])
    for column in book.active.iter_rows(min_row=2):
        if isinstance(column[3].value, (datetime.date, datetime.datetime)):
            column[3].number_format = "dd/mm/yyyy"
    book.save(path)


def cells(row, state):
    return [cell["column"] for cell in row["cells"] if cell["state"] == state]


def look(path, *more):
    rows = sohoa("import", "--table", path, "--book", "01/2017", *more)
    return rows[:-1], rows[-1]


def compared(rows, told, filled):
    assert [row["state"] for row in rows] == STATES, [row["state"] for row in rows]
    assert told["unused"] == ["Cột lạ"] and set(told["missing_rows"]) == {"06", "07", "08"}, told
    assert not cells(rows[0], "different") and len(cells(rows[0], "same")) == 4, rows[0]
    assert cells(rows[1], "different") == ["nksHoTen", "nksGioiTinh"], rows[1]
    assert cells(rows[2], "different") == ["nksDanToc"], rows[2]  # a person said: blank
    assert cells(rows[3], "different") == ["nksNgaySinh"], rows[3]
    assert cells(rows[3], "filled" if filled else "same")[-2:] == ["nksDanToc", "nksSoDinhDanh"]
    assert told["filled"] == (2 if filled else 0), told


def values(record):
    fields = sohoa("show", record)[0]["fields"]
    return {name: (field["value"], field["origin"]) for name, field in fields.items()}


def a_table_comes_in(records):
    write_csv(WORK + "/a.csv")
    write_csv(WORK + "/b.csv", ";")
    write_workbook(WORK + "/c.xlsx")
    before = [values(record) for record in records]
    for name in ("a.csv", "b.csv", "c.xlsx"):
        compared(*look(f"{WORK}/{name}", "--preview"), filled=True)
    assert [values(record) for record in records] == before, "a preview changed something"
    rows, told = look(WORK + "/c.xlsx")
    compared(rows, told, filled=True)
    assert rows[4]["back"], rows[4]
    after = [values(record) for record in records]
    for old, new in zip(before, after):
        for field, (value, origin) in old.items():
            assert new[field] == (value, origin) or value is None, (field, value, new[field])
    assert after[3]["dan_toc"] == ("Ê Đê", "draft") and after[3]["so_dinh_danh"][0] == "001157000123"
    assert after[2]["dan_toc"][0] is None
    assert sohoa("show", records[4])[0]["state"] == "returned"
    # Once more: nothing to enter, nobody is asked twice.
    rows, told = look(WORK + "/c.xlsx")
    compared(rows, told, filled=False)
    assert sohoa("audit", "verify")[-1]["sound"]


def archive(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in parts.items():
            out.writestr(name, text)


def hostile_workbooks():
    """Each is refused with its reason, by a helper with limits; sohoa lives on."""
    write_workbook(WORK + "/good.xlsx")
    with zipfile.ZipFile(WORK + "/good.xlsx") as file:
        good = {name: file.read(name) for name in file.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    laughs = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha"}">' for i in range(9))
    cell = '<c r="A1" t="inlineStr"><is><t>{}</t></is></c>'
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    cases = {
        "no zip": (b"\xd0\xcf\x11\xe0 an old workbook", "K-675"),
        "empty": (b"", "K-675"),
        "no sheet": ({name: text for name, text in good.items() if name != sheet}, "K-675"),
        "entities": ({**good, sheet: f"<!DOCTYPE x [{laughs}]><x>&a8;</x>"}, "K-676"),
        "cut": ({**good, sheet: good[sheet][:-40]}, "K-676"),
        "long cell": ({**good, sheet: head + "<row>" + cell.format("a" * 9000) +
                       "</row></sheetData></worksheet>"}, "K-679"),
        "wide": ({**good, sheet: head + '<row><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>'},
                 "K-678"),
        "tall": ({**good, sheet: head + '<row r="1000000"><c r="A1000000"><v>1</v></c></row>'
                  "</sheetData></worksheet>"}, "K-678"),
        "bomb": ({**good, sheet: head + " " * (600 << 20)}, "K-678"),
        "no heading": ({**good, sheet: head + "<row>" + cell.format("x") +
                        "</row></sheetData></worksheet>"}, "K-3804"),
    }
    for what, (content, number) in cases.items():
        path = f"{WORK}/bad.xlsx"
        if isinstance(content, bytes):
            with open(path, "wb") as out:
                out.write(content)
        else:
            archive(path, content)
        rows = sohoa("import", "--table", path, "--book", "01/2017", code=1)
        assert rows[-1]["error"]["code"] == number, (what, rows)
    assert sohoa("audit", "verify")[-1]["sound"]


try:
    a_table_comes_in(make_book())
    hostile_workbooks()
    print("tables: compared, entered, sent back; hostile ones refused")
finally:
    shutil.rmtree(WORK)
