# SPDX-License-Identifier: Apache-2.0
"""From keyed records to confirmed ones, by the people of an office: one volunteer and one official
finish a book; three people with a second entry and its settling; what goes back, what is taken back,
what is decided later. usage: confirming.py TOOLS"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

from office import Office

os.environ["PATH"] = sys.argv[1] + ":" + os.environ["PATH"]
os.environ.update(LC_ALL="C.UTF-8", TZ="UTC")
WORK = tempfile.mkdtemp(prefix="sohoa-confirming-")
CAN, LO, Y, GIANG = "Trần Văn Cán", "Lò Thị Một", "Y Hai Niê", "Giàng A Ba"
PAGES = 2


def code_of(done):
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return next(row["error"]["code"] for row in rows if "error" in row)


def refused(office, want, *words, code=1, **more):
    done = office.sohoa(*words, **more)
    assert done.returncode == code and code_of(done) == want, (words, done)


def make(name, volunteers):
    """An office with records of handwritten papers that nobody read yet."""
    office = Office(f"{WORK}/{name}").found("Xã Bình An", CAN, "mật khẩu của cán bộ")
    for volunteer in volunteers:
        office.add(volunteer, "volunteer", f"tình nguyện {len(volunteer)}", who=CAN)
    folder = f"{WORK}/{name}-pages"
    subprocess.run(["sohoa-samples", "--seed", "5", "--count", str(PAGES), "--level", "clean",
                    "--schema", "khai-sinh", "--handwritten", "--turns", "0", "--dpi", "150", folder],
                   check=True)
    office.rows("book", "add", "--type", "khai-sinh", "--number", "01/1998", "--place", "Xã Bình An",
                "--script", "hand", "--series", "1998:1-2", who=CAN)
    office.rows("import", "--batch", "Lô 1", "--book", "01/1998", "--schema", "khai-sinh", folder,
                who=volunteers[0])
    office.rows("recognise", who=volunteers[0])
    return office, [row["id"] for row in office.rows("records", who=volunteers[0])]


def enter(office, record, name, who, number="12"):
    return office.rows("verify", record, f"so={number}", f"ho_ten={name}", "ngay_sinh=15/03/1998",
                       "ho_ten_me=Lò Thị Mẹ", "--illegible", "ho_ten_cha", "--missing",
                       "so_dinh_danh", who=who)[-1]["state"]


def enter_again(office, record, name, who):
    asked = office.rows("verify", record, "--second", who=who)[0]["fields"]
    assert {"so", "ho_ten", "ngay_sinh"} <= set(asked) and "que_quan" not in asked, asked
    values = {"so": "12", "ho_ten": name, "ngay_sinh": "15-3-1998", "ho_ten_me": "Lò Thị Mẹ"}
    words = [f"{field}={values[field]}" for field in asked if field in values]
    for field in asked:
        words += [] if field in values else [
            "--illegible" if field == "ho_ten_cha" else "--missing", field]
    return office.rows("verify", record, "--second", *words, "--finish", who=who)[-1]["state"]


def proven(office):
    assert office.rows("audit", "verify", who=CAN)[-1]["sound"]


def one_volunteer_and_one_official():
    """Nobody could enter it a second time, so nothing waits for that."""
    office, records = make("two", [LO])
    for number, record in enumerate(records):
        assert enter(office, record, "Lò Văn Thử", LO, str(number + 1)) == "verified"
    refused(office, "K-831", "confirm", "--batch", "Lô 1", who=LO)
    assert office.rows("verify", who=CAN)[0]["waits"]["confirm"] == PAGES
    assert office.rows("confirm", "--batch", "Lô 1", who=CAN)[-1]["confirmed"] == PAGES
    acts = office.rows("history", records[0], who=CAN)
    assert [act["act"] for act in acts] == ["verify", "confirm"], acts
    assert [act["person"] for act in acts] == [LO, CAN], acts
    status = office.rows("book", "status", "01/1998", who=CAN)[0]
    assert status["complete"] and status["all_confirmed"], status
    proven(office)
    return office, records


def corrected_and_taken_back(office, records):
    one = records[0]
    refused(office, "K-2886", "confirm", one, "--withdraw", code=2, who=CAN)
    assert office.rows("confirm", one, "--withdraw", "--words", "nhầm trang",
                       who=CAN)[0]["state"] == "verified"
    refused(office, "K-2888", "confirm", one, "so=9", "ho_ten=A", "dan_toc=Tày", "que_quan=B", code=2,
            who=CAN)
    assert office.rows("confirm", one, "dan_toc=Thái", who=CAN)[-1]["confirmed"] == 1
    assert office.rows("show", one, who=CAN)[0]["fields"]["dan_toc"]["value"] == "Thái"


def sent_back(office, records):
    one = records[1]
    refused(office, "K-2966", "return", one, "--reason", "bad", code=2, who=CAN)
    refused(office, "K-2880", "return", one, "--reason", "other", code=2, who=CAN)
    assert office.rows("return", one, "--reason", "wrong", "--field", "ho_ten", "--words",
                       "xem lại chữ đệm", who=CAN)[0]["state"] == "returned"
    fields = office.rows("show", one, who=LO)[0]["fields"]
    assert [name for name in fields if fields[name].get("returned")] == ["ho_ten"], fields
    office.rows("set", one, "ho_ten", "Lò Vân Thử", "--finish", who=LO)
    assert office.rows("confirm", one, who=CAN)[-1]["confirmed"] == 1
    office.rows("return", one, "--reason", "cut", who=CAN)
    page = office.rows("rescan", "list", who=LO)
    assert any("returned" in row["reasons"] for row in page), page


def decided_later(office, records):
    one = records[0]
    words = ["amend", one, "ho_ten=Lò Thị Thử", "--number", "12/QĐ-UBND", "--date", "5/3/2020"]
    refused(office, "K-2889", *words, code=2, who=LO)
    assert office.rows(*words, "--words", "cải chính họ tên", who=LO)[0]["state"] == "verified"
    assert office.rows("confirm", one, who=CAN)[-1]["confirmed"] == 1
    act = [act for act in office.rows("history", one, who=CAN) if act["act"] == "amend"][0]
    assert act["body"] == {"kind": "correct", "number": "12/QĐ-UBND", "date": "2020-03-05",
                           "fields": ["ho_ten"]}, act
    old = office.rows("history", one, "--at", str(act["version"] - 1), who=CAN)[0]
    assert old["fields"]["ho_ten"]["written"] == "Lò Văn Thử", old
    proven(office)


def three_people():
    office, records = make("three", [LO, Y, GIANG])
    for record in records:
        assert enter(office, record, "Lò Văn Thử", LO) == "second"
    assert office.rows("verify", who=CAN)[0]["waits"]["second"] == PAGES
    refused(office, "K-2870", "verify", records[0], "--second", "so=12", who=LO)
    hidden = office.rows("show", records[0], who=Y)[0]["fields"]["ho_ten"]
    assert hidden["hidden"] and hidden["value"] is None, hidden
    found = office.rows("search", "--kind", "record", "Lò Văn Thử", who=Y)
    assert len(found) == PAGES and not any(hit["snippet"] or hit["number"] for hit in found), found
    refused(office, "K-2970", "history", records[0], "--at", "1", who=Y)
    assert enter_again(office, records[0], "Lò Văn Thử", Y) == "verified"
    assert enter_again(office, records[1], "Lò Văn Thứ", Y) == "differs"
    refused(office, "K-2872", "verify", records[1], "--settle", who=Y)
    refused(office, "K-832", "confirm", records[1], who=CAN)
    both = office.rows("verify", records[1], "--settle", who=GIANG)
    assert [(row["field"], row["first"]["written"], row["second"]["written"]) for row in both] == [
        ("ho_ten", "Lò Văn Thử", "Lò Văn Thứ")], both
    assert office.rows("verify", records[1], "--settle", "--other", "ho_ten", "--finish",
                       who=GIANG)[-1]["state"] == "verified"
    assert office.rows("show", records[1], who=CAN)[0]["fields"]["ho_ten"]["value"] == "Lò Văn Thứ"
    assert office.rows("confirm", "--page", "Lô 1:2", who=CAN)[-1]["confirmed"] == 1
    acts = [(act["act"], act["person"]) for act in office.rows("history", records[1], who=CAN)]
    assert acts == [("first", LO), ("second", Y), ("settle", GIANG), ("confirm", CAN)], acts
    proven(office)
    told_in_a_report(office)


def told_in_a_report(office):
    report = office.rows("report", "week", who=CAN)[0]
    assert report["done"]["first"] == PAGES and report["done"]["second"] == PAGES, report
    assert report["done"]["confirm"] == 1 and report["waits"]["confirm"] == 1, report
    assert report["entries"]["wrong"] == 1, report  # of all that two people entered
    assert "Thử" not in json.dumps(report, ensure_ascii=False), report
    with open(f"{WORK}/one.json", "w", encoding="utf-8") as out:
        json.dump(report, out)
    both = office.rows("report", "week", f"{WORK}/one.json", f"{WORK}/one.json")[0]
    assert both["done"]["first"] == 2 * PAGES and len(both["station"]) == 2, both
    refused(office, "K-1884", "report", "week", f"{WORK}/three-pages/khai-sinh-clean-0000.json")
    chat = office.sohoa("report", "week", "--chat", who=CAN, json_lines=False).stdout
    head = office.rows("audit", "verify", who=CAN)[-1]["head"]
    assert report["heads"] == [{"station": report["station"][0], "head": head}], report
    assert len(chat.splitlines()) == 9 and chat.splitlines()[8].endswith(head), chat
    for form in [], ["--csv"]:
        assert head in office.sohoa("report", "week", *form, who=CAN, json_lines=False).stdout, form
    own = office.rows("report", "people", who=LO)
    assert [row["person"] for row in own] == [LO] and own[0]["wrong"] == 1, own
    assert len(office.rows("report", "people", who=CAN)) == 4


def nobody_is_left():
    """The second reader went: the records are told of, and go on with one entry."""
    office, records = make("left", [LO, Y])
    assert enter(office, records[0], "Lò Văn Thử", LO) == "second"
    refused(office, "K-2873", "verify", records[0], "--waive", who=CAN)
    office.rows("person", "end", Y, who=CAN)
    assert office.rows("verify", who=CAN)[0]["stuck"]["second"] == 1
    doctor = [row for row in office.rows("doctor", who=None) if row["check"] == "people"][0]
    assert doctor["verdict"] == "warning", doctor
    assert office.rows("verify", records[0], "--waive", who=CAN)[0]["state"] == "verified"
    assert office.rows("confirm", records[0], who=CAN)[-1]["confirmed"] == 1


try:
    done = one_volunteer_and_one_official()
    corrected_and_taken_back(*done)
    sent_back(*done)
    decided_later(*done)
    three_people()
    nobody_is_left()
finally:
    shutil.rmtree(WORK, ignore_errors=True)
