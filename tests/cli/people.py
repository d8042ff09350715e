# SPDX-License-Identifier: Apache-2.0
"""People of an office on the command line: founding, coming, going, and who may not.
usage: people.py TOOLS"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

from office import Office

os.environ["PATH"] = sys.argv[1] + ":" + os.environ["PATH"]
os.environ.update(LC_ALL="C.UTF-8", TZ="UTC")
WORK = tempfile.mkdtemp(prefix="sohoa-people-")
CAN, TINH, DOI, QUAN = "Trần Văn Cán", "Lê Thị Tình", "Vũ Đội Trưởng", "Ngô Quản Trị"


def number(done):
    return json.loads(done.stdout.splitlines()[-1])["error"]["code"]


def refused(office, want, *words, code=1, **more):
    done = office.sohoa(*words, **more)
    assert done.returncode == code and number(done) == want, (words, done)


def words_must_come_back():
    """Wrong or missing words, a short passphrase: nothing is made."""
    for lines, want in ([["mật khẩu của cán bộ", "ba bac bach"], "K-1155"],
                        [["mật khẩu của cán bộ"], "K-1920"], [["quá ngắn"], "K-1151"],
                        [["mật khẩu của cán bộ", " ".join(["ba"] * 12)], "K-"]):
        done = Office(f"{WORK}/none").sohoa("--as", CAN, "init", "--office", "Xã A", lines=lines)
        assert done.returncode and number(done).startswith(want), (lines, done)
        assert not os.path.exists(f"{WORK}/none/sohoa.db")


def the_sheet_can_be_printed():
    """The words that were shown, the key and the head; for this account only."""
    for kind in ("txt", "pdf"):
        sheet = f"{WORK}/sheet.{kind}"
        office = Office(f"{WORK}/sheet-{kind}").found("Xã A", CAN, "mật khẩu của cán bộ",
                                                     "--sheet", sheet)
        assert os.stat(sheet).st_mode & 0o077 == 0
        text = subprocess.run(["pdftotext", "-layout", sheet, "-"] if kind == "pdf" else
                              ["cat", sheet], check=True, capture_output=True, text=True).stdout
        for word in office.words.split() + [office.root[i:i + 4] for i in range(0, 64, 4)]:
            assert word in text, (word, text)
        assert office.head.split(".")[1][:16] in text
    done = Office(f"{WORK}/none").sohoa("--as", CAN, "init", "--office", "Xã A", "--sheet", "a.doc")
    assert done.returncode == 2 and number(done) == "K-2947"


def the_secret_words_are_not_in_the_store(office):
    kept = b"".join(open(os.path.join(folder, name), "rb").read()
                    for folder, _, names in os.walk(office.folder) for name in names)
    for secret in [office.words, office.words.split()[0] + " " + office.words.split()[1],
                   *office.passphrases.values()]:
        assert secret.encode() not in kept, "a secret lies in the store"


def people_come(office):
    office.add(TINH, "volunteer", "tình nguyện", who=CAN)
    office.add(DOI, "leader", "đội trưởng 1", who=CAN)
    office.add("Hồ Văn Mới", "volunteer", "người mới 2", who=DOI)
    office.add(QUAN, "administrator", "quản trị viên 1")
    people = {row["name"]: row["role"] for row in office.rows("person", "list")}
    assert people == {CAN: "official", TINH: "volunteer", DOI: "leader", "Hồ Văn Mới": "volunteer",
                      QUAN: "administrator"}, people


def nobody_lifts_himself(office):
    other = Office(f"{WORK}/other").found("Xã Khác", CAN, "mật khẩu của cán bộ")
    ours, theirs, mine = office.words, other.words, "một mật khẩu dài"
    for want, words, more in [
            ("K-2844", ["add", "A"], {"who": TINH, "lines": [mine]}),
            ("K-2844", ["add", "A"], {"who": QUAN, "lines": [mine]}),
            ("K-2844", ["add", "A", "--role", "leader"], {"who": DOI, "lines": [mine]}),
            ("K-2844", ["reset", DOI], {"who": DOI, "lines": [mine]}),
            ("K-2844", ["end", DOI], {"who": DOI}),
            ("K-2844", ["end", TINH], {"who": QUAN}),
            ("K-2845", ["add", "A", "--role", "official"], {"lines": [theirs, mine]}),
            ("K-2845", ["certify", TINH, "--role", "official"],
             {"who": CAN, "lines": [theirs, mine]}),
            ("K-2845", ["end", CAN], {"lines": [theirs]}),
            ("K-1920", ["add", "A", "--role", "official"], {"who": CAN}),
            ("K-1151", ["add", "A", "--role", "official"], {"lines": [ours, "quá ngắn"]}),
            ("K-2846", ["add", TINH], {"who": CAN, "lines": [mine]}),
            ("K-2847", ["add", " "], {"who": CAN, "lines": [mine]}),
            ("K-519", ["reset", "Không Ai"], {"who": CAN, "lines": [mine]})]:
        code = 2 if want in ("K-1920", "K-1151", "K-2847") else 1
        refused(office, want, "person", *words, code=code, **more)
    assert len(office.rows("person", "list")) == 5


def nothing_is_written_unless_somebody_signs(office):
    page = f"{WORK}/page.pgm"
    with open(page, "wb") as out:
        out.write(b"P5 100 100 255\n" + bytes(range(100)) * 100)
    refused(office, "K-830", "import", page)
    refused(office, "K-1153", "--as", TINH, "import", page, lines=["sai mật khẩu"])
    refused(office, "K-831", "import", page, who=QUAN)
    assert office.rows("import", page, who=TINH)
    refused(office, "K-830", "book", "add", "--type", "KS", "--number", "01/2003", "--place", "xã A",
            "--series", "2003:1-9")


def forgotten_and_gone(office):
    assert office.rows("person", "reset", TINH, who=CAN, lines=["mật khẩu mới 9"])[0]["keys"] == 2
    refused(office, "K-1153", "person", "add", "A", who=TINH, lines=["một mật khẩu dài"])
    office.passphrases[TINH] = "mật khẩu mới 9"
    refused(office, "K-2844", "person", "add", "A", who=TINH, lines=["một mật khẩu dài"])
    office.rows("person", "passphrase", TINH, lines=["mật khẩu mới 9", "mật khẩu nữa 9"])
    refused(office, "K-1153", "person", "passphrase", TINH, lines=["mật khẩu mới 9", "12345678"])
    office.passphrases[TINH] = "mật khẩu nữa 9"
    office.rows("person", "certify", TINH, "--role", "official",
                lines=[office.words, "tôi là cán bộ rồi"])
    office.passphrases[TINH] = "tôi là cán bộ rồi"
    office.add("Người Thử", "volunteer", "của người thử", who=TINH)
    assert office.rows("person", "end", "Người Thử", who=TINH)[0]["ended"]
    refused(office, "K-2840", "import", "/dev/null", who="Người Thử")
    refused(office, "K-2848", "person", "reset", "Người Thử", who=CAN, lines=["một mật khẩu dài"])
    office.rows("person", "end", TINH, lines=[office.words])
    assert TINH not in [row["name"] for row in office.rows("person", "list")]
    assert TINH in [row["name"] for row in office.rows("person", "list", "--all")]


def guesses_cost_time(office):
    """Three wrong passphrases are free, then the wait doubles; a right one clears it."""
    now = dict(os.environ, SOHOA_CLOCK_MS=str(4102444700000))
    for want in ["K-1153"] * 3 + ["K-2841"]:
        refused(office, want, "--as", DOI, "person", "list", lines=["sai mật khẩu"], env=now)
    later = dict(os.environ, SOHOA_CLOCK_MS=str(4102444800000))
    assert office.sohoa("person", "list", who=DOI, env=later).returncode == 0
    assert office.sohoa("person", "list", who=DOI).returncode == 0


try:
    words_must_come_back()
    the_sheet_can_be_printed()
    made = Office(f"{WORK}/store").found("Xã Bình An", CAN, "mật khẩu của cán bộ")
    refused(made, "K-2944", "--as", CAN, "init", "--office", "Xã A", lines=["một mật khẩu dài"])
    people_come(made)
    nobody_lifts_himself(made)
    nothing_is_written_unless_somebody_signs(made)
    forgotten_and_gone(made)
    guesses_cost_time(made)
    the_secret_words_are_not_in_the_store(made)
    assert made.rows("audit", "verify")[-1]["sound"]
    print("people: all as it should be")
finally:
    subprocess.run(["chmod", "-R", "u+w", WORK], check=False)
    shutil.rmtree(WORK, ignore_errors=True)
