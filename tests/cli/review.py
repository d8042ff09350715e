# SPDX-License-Identifier: Apache-2.0
"""Verified records for an official on another PC: the page is read by a real browser with and without
scripts, decisions are made in it and come back; what was changed since is left out.
usage: review.py TOOLS"""
import glob
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from office import Office

os.environ["PATH"] = sys.argv[1] + ":" + os.environ["PATH"]
os.environ.update(LC_ALL="C.UTF-8", TZ="UTC")
WORK = tempfile.mkdtemp(prefix="sohoa-review-")
CAN, LO = "Trần Văn Cán", "Lò Thị Một"


def browser(page, *more):
    """The document as the browser has it when all scripts have run."""
    done = subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
                           f"--user-data-dir={WORK}/browser", "--virtual-time-budget=4000",
                           "--window-size=1100,1600", *more, f"file://{page}"], capture_output=True,
                          text=True, check=True, timeout=120)
    return done.stdout


def make_office():
    office = Office(f"{WORK}/store").found("Xã Bình An", CAN, "mật khẩu của cán bộ")
    office.add(LO, "volunteer", "tình nguyện 1", who=CAN)
    subprocess.run(["sohoa-samples", "--seed", "5", "--count", "1", "--schema", "so-khai-sinh",
                    "--level", "clean", "--printed", "--turns", "0", "--dpi", "150", f"{WORK}/d"],
                   check=True, capture_output=True)
    office.rows("book", "add", "--type", "KS", "--number", "01/2017", "--place", "Xã Bình An",
                "--series", "2017:1-40", who=CAN)
    office.rows("import", "--book", "01/2017", f"{WORK}/d", who=LO)
    office.rows("recognise", who=LO)
    records = [row["id"] for row in office.rows("records", who=LO)][:4]
    for number, record in enumerate(records, 1):
        office.rows("verify", record, f"so={number}", f"ho_ten=Y <b>Thử</b> {number}",
                    "ngay_dang_ky=03/02/2017", "--illegible", "noi_sinh", who=LO)
    return office, records


DECIDE = """<script>
URL.createObjectURL = function (blob) {
    blob.text().then(function (text) { document.body.setAttribute('data-saved', text); });
    return '#'; };
var rows = document.querySelectorAll('section');
rows[0].querySelector('.yes').click();
rows[1].querySelector('.reason').value = 'thiếu chữ ký';
rows[2].querySelector('.yes').click();
document.getElementById('filter').value = 'THU</b> 1';
document.dispatchEvent(new Event('input')); document.getElementById('filter').dispatchEvent(new Event('input'));
document.getElementById('save').click();
</script></body>"""


def read_and_decide(folder):
    page = f"{folder}/index.html"
    text = open(page, encoding="utf-8").read()
    # Nothing of the paper is taken for HTML, nothing is fetched from elsewhere.
    assert "Y &lt;b&gt;Thử&lt;/b&gt; 1" in text and "<b>Thử" not in text
    assert not re.search(r'(src|href)="(?!anh/|pdf/)', text) and "//" not in re.sub(r"data:\S+", "", text)
    assert glob.glob(f"{folder}/anh/*.jpg")
    # Scripts forbidden: the browser shows all of it, and no tick that could not be saved.
    with open(f"{folder}/try.html", "w", encoding="utf-8") as out:
        out.write(text.replace("script-src 'unsafe-inline'", "script-src 'none'"))
    plain = browser(f"{folder}/try.html")
    assert 'class="scripts"' not in plain and 'class="scripts"' in browser(page)
    assert "Y &lt;b&gt;Thử&lt;/b&gt; 4" in plain
    assert "mờ, không đọc được" in plain and "<noscript>" in plain
    with open(f"{folder}/try.html", "w", encoding="utf-8") as out:
        out.write(text.replace("</body>", DECIDE))
    done = browser(f"{folder}/try.html")
    os.unlink(f"{folder}/try.html")
    shown = re.findall(r'<section[^>]*class="([^"]*)"', done)
    assert [("hidden" in one) for one in shown] == [False, True, True, True], shown
    saved = html.unescape(re.search(r'data-saved="([^"]*)"', done).group(1))
    return json.loads(saved)


def decisions_come_back(office, records, decisions):
    assert decisions["format"] == "sohoa-decisions-1"
    assert [(one["record"], one["decision"], one["reason"]) for one in decisions["decisions"]] == [
        (records[0], "confirm", None), (records[1], "return", "thiếu chữ ký"),
        (records[2], "confirm", None)], decisions
    path = f"{WORK}/decisions.json"
    json.dump(decisions, open(path, "w", encoding="utf-8"))
    # Meanwhile the volunteer puts the third one right: that decision does not hold.
    office.rows("verify", records[2], "ho_ten=Y Thử Ba", who=LO)
    seen = office.rows("confirm", "--from", path, "--preview", who=CAN, code=3)
    assert [row["state"] for row in seen[:-1]] == ["confirm", "return", "changed"], seen
    states = {row["id"]: row["state"] for row in office.rows("records", who=CAN)}
    assert states[records[0]] == "verified", "a preview signs nothing"
    assert office.sohoa("confirm", "--from", path, who=LO).returncode != 0
    done = office.rows("confirm", "--from", path, who=CAN, code=3)
    assert done[-1] == {"preview": False, "confirmed": 1, "returned": 1, "left_out": 1}, done
    states = {row["id"]: row["state"] for row in office.rows("records", who=CAN)}
    assert [states[record] for record in records] == ["confirmed", "returned", "verified",
                                                      "verified"], states
    # Twice the same file: nothing holds any more.
    again = office.rows("confirm", "--from", path, who=CAN, code=3)
    assert again[-1]["confirmed"] == 0 and again[-1]["left_out"] == 3, again
    assert office.rows("audit", "verify", who=CAN)[-1]["sound"]


def broken_files(office, decisions):
    path = f"{WORK}/broken.json"
    one = decisions["decisions"][0]
    for bad in ({**decisions, "format": "x"}, {**decisions, "decisions": [one, one]},
                {**decisions, "decisions": [{**one, "version": "00"}]},
                {**decisions, "decisions": [{**one, "decision": "return"}]},
                {**decisions, "decisions": [{**one, "decision": "purge"}]}, []):
        json.dump(bad, open(path, "w", encoding="utf-8"))
        assert office.rows("confirm", "--from", path, who=CAN,
                           code=1)[-1]["error"]["code"] == "K-3806", bad
    gone = {**decisions, "decisions": [{**one, "record": "01978f3a-52c1-7a40-8f0e-3b5d9c1e2a77"}]}
    json.dump(gone, open(path, "w", encoding="utf-8"))
    assert office.rows("confirm", "--from", path, who=CAN, code=3)[0]["state"] == "gone"


try:
    OFFICE, RECORDS = make_office()
    assert OFFICE.sohoa("confirm", "--bundle", f"{WORK}/out", "--book", "01/2017",
                        who=LO).returncode != 0
    MADE = OFFICE.rows("confirm", "--bundle", f"{WORK}/out", "--book", "01/2017", who=CAN)[-1]
    assert MADE["records"] == 4, MADE
    DECISIONS = read_and_decide(MADE["folder"])
    if len(sys.argv) > 2:
        shutil.copytree(MADE["folder"], sys.argv[2], dirs_exist_ok=True)
    decisions_come_back(OFFICE, RECORDS, DECISIONS)
    broken_files(OFFICE, DECISIONS)
    print("a bundle was read by a browser, decided in it, and signed at the desk")
finally:
    shutil.rmtree(WORK)
