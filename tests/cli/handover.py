# SPDX-License-Identifier: Apache-2.0
"""A book in, a hand-over out, looked at by other programs: openpyxl reads the workbook, a validator
the JSON Lines, sha256sum and minisign the manifests; each of them is shown a broken copy as well.
Needs Debian's own Python for openpyxl. usage: handover.py TOOLS PROFILES"""
import csv
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

try:
    import jsonschema
    import openpyxl
    import yaml
except ImportError:
    if sys.executable == "/usr/bin/python3":
        raise
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

from office import Office

TOOLS, PROFILES = sys.argv[1:3]
os.environ["PATH"] = TOOLS + ":" + os.environ["PATH"]
os.environ.update(LC_ALL="C.UTF-8", TZ="UTC")
WORK = tempfile.mkdtemp(prefix="sohoa-handover-")
REGISTERS = {"khai-sinh": "KS", "ket-hon": "KH", "khai-tu": "KT", "nhan-cha-me-con": "CMC",
             "tinh-trang": "HN"}
CAN, LO, DOI = "Trần Văn Cán", "Lò Thị Một", "Vũ Đội Trưởng"
# What spreadsheets and dates spoil: leading zeros, formulas, partial dates, names of all peoples.
ODD = {"number": ["007", "12a"], "name": ["Y Bhiăk Niê", "Giàng A Sử"], "year": ["1957", "1/5/1960"],
       "date": ["1957", "03/02/2017", "../5/1960"], "person-id": ["001157000123", "012345678"],
       "text": ["=1+1", "@SUM(A1)", "a,\"b\""], "place": ["xã Ea Tul, huyện Cư M'gar", "-"],
       "ethnic": ["Ê Đê"], "nationality": ["Việt Nam"], "sex": ["Nữ"],
       "paper": ["CMND số 012345678", "Hộ chiếu B1234567"]}


def sohoa(*words, code=0, store=None, json_lines=True):
    command = ["sohoa", *(["--json"] if json_lines else []), *words]
    env = dict(os.environ, SOHOA_STORE=store) if store else os.environ
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == code, (words, done.returncode, done.stdout, done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()] if json_lines else done.stdout


def lines_of(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def pages(folder, schema, seed=5):
    subprocess.run(["sohoa-samples", "--seed", str(seed), "--count", "1", "--schema", schema, "--level",
                    "clean", "--printed", "--turns", "0", "--dpi", "200", "--tone", "colour", folder],
                   check=True, capture_output=True)


def key_odd_values(store, schema):
    """Every field of the first records gets a value that something could spoil."""
    kinds = {name: field["x-sohoa"] for name, field in schema["properties"].items()}
    records = [row["id"] for row in sohoa("records", store=store)]
    for at, record in enumerate(records):
        for name, notes in kinds.items() if at < 2 else []:
            values = notes.get("choices") or ODD.get(notes["kind"])
            if name not in ("so", "ngay_dang_ky") and values:
                sohoa("set", record, name, values[at % len(values)], store=store)
        sohoa("set", record, "so", f"0{at + 1}", store=store)
        sohoa("set", record, "ngay_dang_ky", "03/02/2017", store=store)
        sohoa("set", record, "--finish", store=store)
    return len(records)


def date_cell(value):
    parts = value.split("-")
    return ".".join(reversed(parts)) if len(parts) == 3 else parts[0]


def expected(column, line, book, row, lists):
    """The cell by the profile, worked out again from the JSON Lines. None: not compared here."""
    sources = column.get("from", [])
    for source in sources if isinstance(sources, list) else [sources]:
        if source == "row.number":
            return str(row)
        if source.startswith("book."):
            value = book[source[5:]]
        else:
            field = line["fields"][source]
            value = (field["value"] or field["written"]) if field["status"] == "ok" else None
            if value and column.get("form") == "date":
                return date_cell(field["value"]) if field["value"] else ""
            if value and column.get("form") == "paper":
                return re.search(r"[A-Z]?\d{6,}", value).group()
        if value and "list" in column:
            codes = lists[column["list"]]["codes"]
            fits = [code for code, texts in codes.items()
                    if value.lower().startswith(tuple(t.lower() for t in texts))]
            return fits[0] if fits else lists[column["list"]].get("otherwise", "")
        if value:
            return value
    return lists[column["list"]].get("empty", "") if "list" in column else ""


def workbook_rows(path):
    sheet = openpyxl.load_workbook(path).active
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.value is None or (cell.data_type == "s" and cell.number_format == "@"), cell
    return [["" if value is None else value for value in row]
            for row in sheet.iter_rows(values_only=True)]


def compare(folder, profile, book):
    data = f"{folder}/data/{os.path.basename(folder)}"
    rows = workbook_rows(data + ".xlsx")
    lines = lines_of(data + ".jsonl")
    names = [column["name"] for column in profile["columns"]]
    assert rows[0][:len(names)] == names and len(rows) == len(lines) + 1, (rows[0], len(rows))
    for number, (row, line) in enumerate(zip(rows[1:], lines), 1):
        for column, cell in zip(profile["columns"], row):
            want = expected(column, line, book, number, profile["lists"])
            assert cell == want, (profile["title"], number, column, cell, want)
    with open(data + ".csv", encoding="utf-8-sig", newline="") as file:
        guarded = [[cell[1:] if re.match(r"'[=+\-@\t\r]", cell) else cell for cell in row]
                   for row in csv.reader(file)]
    assert guarded == [list(row) for row in rows], "the CSV differs from the workbook"
    return rows, lines


def validated(folder, lines):
    """The values fit the schema in the folder; a copy with a field too many or too few does not."""
    schema = json.load(open(glob.glob(f"{folder}/data/mau/*.json")[0], encoding="utf-8"))
    check = jsonschema.Draft202012Validator(schema)
    jsonschema.Draft202012Validator.check_schema(schema)
    for line in lines:
        check.validate(line["values"])
    for broken in ({**lines[0]["values"], "la": "x"},
                   {k: v for k, v in lines[0]["values"].items() if k != "so"},
                   {**lines[0]["values"], "so": 7}):
        assert not check.is_valid(broken)
    return schema


def with_ajv(folder):
    """The same by ajv in strict mode, where it is installed (npm install ajv)."""
    script = """
const Ajv = require('ajv/dist/2020'), fs = require('fs');
const ajv = new Ajv({strict: true}); ajv.addVocabulary(['x-sohoa']);
const check = ajv.compile(JSON.parse(fs.readFileSync(process.argv[1])));
let bad = 0, all = 0;
for (const line of fs.readFileSync(process.argv[2], 'utf8').split('\\n').filter(Boolean)) {
    all++; if (!check(JSON.parse(line).values)) { bad++; console.error(check.errors); }
    if (check({...JSON.parse(line).values, la: 'x'})) bad++; }
console.log(all, bad); process.exit(bad ? 1 : 0);"""
    node = shutil.which("node")
    if not node or subprocess.run([node, "-e", "require('ajv/dist/2020')"], capture_output=True,
                                  check=False).returncode:
        return "not here"
    done = subprocess.run([node, "-e", script, glob.glob(f"{folder}/data/mau/*.json")[0],
                           glob.glob(f"{folder}/data/*.jsonl")[0]],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[0]


def as_alto(folder):
    """Well formed, in the name space of ALTO 3, with words; a cut copy is not."""
    files = glob.glob(f"{folder}/data/alto/*.xml")
    assert len(files) == len(glob.glob(f"{folder}/data/anh/*.jpg")) > 0
    text = open(files[0], "rb").read()
    assert b"ns-v3#" in text and text.count(b"<String ") > 10
    for content, good in ((text, True), (text[:-30], False)):
        done = subprocess.run(["xmllint", "--noout", "-"], input=content, capture_output=True,
                              check=False)
        assert (done.returncode == 0) == good


def sums(folder):
    return subprocess.run(["sha256sum", "-c", "--quiet", "manifest-sha256.txt",
                           "tagmanifest-sha256.txt"], cwd=folder, capture_output=True,
                          check=False).returncode == 0


def broken_copies(folder, practice):
    """Each change is found by the name of its file, by ours and (but for an added one) sha256sum."""
    assert sums(folder)
    assert sohoa("check", folder)[-1]["practice"] == practice
    pdf = os.path.relpath(sorted(glob.glob(f"{folder}/data/pdf/*"))[0], folder)

    def spoil(copy, what):
        if what == "changed":
            with open(f"{copy}/{pdf}", "r+b") as file:
                file.seek(-20, os.SEEK_END)
                file.write(b"x")
        elif what == "missing":
            os.unlink(f"{copy}/{pdf}")
        else:
            shutil.copy(f"{copy}/{pdf}", f"{copy}/data/pdf/them.pdf")

    for what, file in (("changed", pdf), ("missing", pdf), ("added", "data/pdf/them.pdf")):
        copy = f"{WORK}/broken"
        shutil.copytree(folder, copy)
        spoil(copy, what)
        rows = sohoa("check", copy, code=1)
        assert {"fault": what, "file": file} in rows and rows[-1]["error"]["code"] == "K-2981", rows
        assert sums(copy) == (what == "added"), what
        shutil.rmtree(copy)


def onto_full_disks(store):
    """The disk ends somewhere while a hand-over is written: told, and nothing is there; or all is."""
    disk, whole, told = f"{WORK}/disk", 0, 0
    os.makedirs(disk)
    for kilobytes in [*range(8, 400, 24), *range(400, 4000, 300)]:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", disk],
                          capture_output=True, check=False).returncode:
            print("no right to mount here")
            return
        try:
            done = subprocess.run(["sohoa", "release", f"{disk}/out", "--book", "01/2017", "--jobs", "1"],
                                  env=dict(os.environ, SOHOA_STORE=store), capture_output=True,
                                  text=True, check=False)
            left = [path for path in glob.glob(f"{disk}/**", recursive=True, include_hidden=True)
                    if os.path.isfile(path)]
            if done.returncode == 0:
                whole += 1
                sohoa("check", glob.glob(f"{disk}/out/*")[0])
            else:
                told += 1
                said = re.findall(r"^K-\d+", done.stderr, re.M)
                assert said and said[-1] in ("K-103", "K-131", "K-686", "K-687"), done.stderr
                assert not left, (kilobytes, left)
        finally:
            subprocess.run(["umount", disk], check=True)
        if whole == 2:
            break
    assert told > 5 and whole, (told, whole)
    print(f"full disks: told {told}, whole {whole}")


def each_register_in_practice():
    for name, letters in list(REGISTERS.items())[-1 if "--last" in sys.argv else 0:]:
        store, out = f"{WORK}/{name}", f"{WORK}/{name}-out"
        book = {"number": "01/2017", "place": "xã Ea Tul", "signer": "Y Thử Niê",
                "registration": "quá hạn"}
        sohoa("init", store=store)
        sohoa("book", "add", "--type", letters, "--number", book["number"], "--place", book["place"],
              "--signer", book["signer"], "--registration", book["registration"], "--series",
              "2017:1-40", store=store)
        pages(f"{WORK}/{name}-pages", "so-" + name)
        sohoa("import", "--book", "01/2017", f"{WORK}/{name}-pages", store=store)
        sohoa("recognise", store=store)
        profile = yaml.safe_load(open(f"{PROFILES}/{name}.yaml", encoding="utf-8"))
        schema = sohoa("schema", "show", profile["schema"], store=store)[0]
        count = key_odd_values(store, schema)
        done = sohoa("release", out, "--book", "01/2017", "--alto", store=store)[-1]
        folder = done["folder"]
        assert done["practice"] and done["entries"] == count and not done["aside"], done
        assert os.path.basename(folder) == f"LUYEN-TAP-{letters}-2017-01-dot-1"
        rows, lines = compare(folder, profile, book)
        assert all(row[-1] == "LUYỆN TẬP" for row in rows)
        assert os.path.exists(f"{folder}/data/pdf/LUYEN-TAP-{letters}.2017.01.2017-02-03.01.pdf")
        validated(folder, lines)
        as_alto(folder)
        told = list(csv.reader(open(f"{folder}/data/khong-ghi-duoc-vao-bang.csv",
                                    encoding="utf-8-sig")))
        assert len(told) == done["unsaid"] + 1
        # A month without a day is told with its record.
        fields = [(row[1], row[2]) for row in told]
        for line in lines:
            for column in profile["columns"]:
                if column.get("form") == "date" and isinstance(column["from"], str):
                    value = line["fields"][column["from"]]["value"]
                    if value and re.fullmatch(r"\d{4}-\d\d", value):
                        assert (line["id"], column["name"]) in fields, (line["id"], column)
        print(f"{name}: {count} entries, {len(profile['columns'])} columns, told {len(told) - 1}, "
              f"ajv {with_ajv(folder)}")
    broken_copies(folder, True)
    onto_full_disks(store)
    sohoa("release", out, "--book", "01/2017", store=store, code=1)  # it is there already


def signed_by_minisign(folder):
    def good(where, comment=None):
        if comment:
            path = f"{where}/tagmanifest-sha256.txt.minisig"
            text = open(path, encoding="utf-8").read().replace("sohoa KS", comment)
            open(path, "w", encoding="utf-8").write(text)
        return subprocess.run(["minisign", "-Vm", f"{where}/tagmanifest-sha256.txt", "-p",
                               f"{where}/nguoi-ky.pub"], capture_output=True,
                              check=False).returncode == 0
    assert good(folder)
    copy = f"{WORK}/broken"
    shutil.copytree(folder, copy)
    assert not good(copy, "sohoa KX")
    assert sohoa("check", copy, code=1)[-1]["error"]["code"] == "K-1194"
    shutil.rmtree(copy)
    shutil.copytree(folder, copy)
    with open(f"{copy}/tagmanifest-sha256.txt", "a", encoding="utf-8") as file:
        file.write("\n")
    assert not good(copy)
    shutil.rmtree(copy)


def an_office_hands_over_in_parts():
    """Only confirmed versions; a second part; a later version supersedes; then a supplement."""
    office = Office(f"{WORK}/office").found("Xã Bình An", CAN, "mật khẩu của cán bộ")
    office.add(LO, "volunteer", "tình nguyện 1", who=CAN)
    pages(f"{WORK}/office-pages", "so-khai-sinh")
    office.rows("book", "add", "--type", "KS", "--number", "01/2017", "--place", "Xã Bình An",
                "--series", "2017:1-40", who=CAN)
    office.rows("import", "--book", "01/2017", f"{WORK}/office-pages", who=LO)
    office.rows("recognise", who=LO)
    records = [row["id"] for row in office.rows("records", who=LO)][:3]
    for number, record in enumerate(records, 1):
        office.rows("verify", record, f"so={number}", "ngay_dang_ky=03/02/2017",
                    f"ho_ten=Y Thử {number}", who=LO)
    release = ["release", f"{WORK}/office-out", "--book", "01/2017"]
    # Nothing is confirmed; volunteers may not.
    assert office.rows(*release, who=CAN, code=1)[-1]["error"]["code"] == "K-3802"
    office.rows("confirm", *records[:2], who=CAN)
    assert office.rows(*release, who=LO, code=1)[-1]["error"]["code"] == "K-831"
    one = office.rows(*release, who=CAN)[-1]
    assert one["entries"] == 2 and one["unconfirmed"] >= 1 and not one["practice"], one
    signed_by_minisign(one["folder"])
    broken_copies(one["folder"], False)
    office.rows("confirm", records[2], who=CAN)
    two = office.rows(*release, who=CAN)[-1]
    assert two["entries"] == 1 and two["before"] == 2 and two["folder"].endswith("dot-2"), two
    assert office.rows(*release, who=CAN, code=1)[-1]["error"]["code"] == "K-3802"
    past = office.rows("release", "--list", "--book", "01/2017", who=CAN)
    assert [(row["entries"], row["superseded"]) for row in past] == [(2, 0), (1, 0)], past
    # A later decision: the first part no longer says what holds; part 3 does.
    office.add(DOI, "leader", "đội trưởng 1", who=CAN)
    office.rows("amend", records[0], "ho_ten=Y Thử Khác", "--kind", "correct", "--number",
                "5/QĐ", "--date", "01/02/2020", "--words", "cải chính", who=DOI)
    office.rows("confirm", records[0], who=CAN)
    past = office.rows("release", "--list", "--book", "01/2017", who=CAN)
    assert [row["superseded"] for row in past] == [1, 0], past
    three = office.rows(*release, who=CAN)[-1]
    info = sohoa("check", three["folder"])[-1]["info"]
    assert three["entries"] == 1 and info["Sohoa-Supersedes"] == "KS-2017-01-dot-1", info
    whole = office.rows(*release, "--all", who=CAN)[-1]
    assert whole["entries"] == 3, whole
    assert office.rows("audit", "verify", who=CAN)[-1]["sound"]
    print("office: parts, supplements, signatures")


try:
    if "--office" not in sys.argv:
        each_register_in_practice()
    an_office_hands_over_in_parts()
finally:
    shutil.rmtree(WORK)
