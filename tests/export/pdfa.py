# SPDX-License-Identifier: Apache-2.0
"""PDF files of `sohoa read --pdf` in the hands of other programs: PDFBox preflight (1b), qpdf, and
the tools of poppler; for 2u and 3u, which no validator here knows, the points of the standards one
by one. Each check is shown to fail on a copy that was broken for it. usage: pdfa.py TOOLS PAGES"""
import base64
import hashlib
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET

TOOLS, PAGES = sys.argv[1:3]
WORK = tempfile.mkdtemp(prefix="sohoa-pdfa-")
ENV = dict(os.environ, PATH=f"{TOOLS}:{os.environ['PATH']}", LC_ALL="C.UTF-8")
PAGE = f"{PAGES}/cong-van-clean-0013.png"
TURNED = f"{PAGES}/cong-van-office-0026.png"  # by 90 degrees, and two more
JARS = ":".join(f"/usr/share/java/{jar}.jar" for jar in (
    "preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "javax.activation",
    "jaxb-api"))


def run(*words, code=0):
    done = subprocess.run(words, env=ENV, capture_output=True, check=False)
    assert code is None or done.returncode == code, f"{words}: {done.returncode} {done.stderr}"
    return done


def text(*words):
    return run(*words).stdout.decode("utf-8")


# --- what a file holds ---

class File:
    """The objects of a PDF, by qpdf."""

    def __init__(self, path):
        self.path = path
        # 3 = qpdf warned: a broken copy is looked at all the same
        told = run("qpdf", "--json=2", "--json-stream-data=inline", path, code=None).stdout
        self.objects = json.loads(told)["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]
        self.root = self.get(self.trailer["/Root"])

    def get(self, value):
        while isinstance(value, str) and f"obj:{value}" in self.objects:
            entry = self.objects[f"obj:{value}"]
            value = entry["stream"] if "stream" in entry else entry["value"]
        return value

    def data(self, value):
        return base64.b64decode(self.get(value)["data"])

    def all(self, wanted, value):
        """Dictionaries with that name and value, streams too."""
        for entry in self.objects.values():
            held = entry["stream"]["dict"] if "stream" in entry else entry["value"]
            if isinstance(held, dict) and held.get(wanted) == value:
                yield held, entry

    def keys(self):
        found = set()
        waiting = [entry["stream"]["dict"] if "stream" in entry else entry["value"]
                for entry in self.objects.values()]
        while waiting:
            item = waiting.pop()
            if isinstance(item, dict):
                found.update(item)
                waiting.extend(item.values())
            elif isinstance(item, list):
                waiting.extend(item)
        return found


def string(value):
    return value[2:] if isinstance(value, str) and value.startswith("u:") else value


def xmp_of(file):
    stream = file.get(file.root["/Metadata"])
    assert "/Filter" not in stream["dict"], "the metadata are packed"
    flat = {}
    for node in ET.fromstring(file.data(file.root["/Metadata"]).decode("utf-8")).iter():
        if node.text and node.text.strip():
            flat[node.tag.split("}")[1]] = node.text
    return flat


def check_claims(file, level):
    head = open(file.path, "rb").read(9)
    assert head.startswith(b"%PDF-1.4" if level == "1b" else b"%PDF-1.7"), head
    assert "/ID" in file.trailer and "/Encrypt" not in file.trailer
    told = xmp_of(file)
    assert (told["part"], told["conformance"].lower()) == (level[0], level[1]), told
    info = file.get(file.trailer["/Info"])
    assert string(info["/Title"]) == told["li"], "the title is told in two ways"
    assert string(info["/Producer"]) == told["Producer"]
    day = re.sub(r"\D", "", told["CreateDate"])[:14]
    assert re.sub(r"\D", "", string(info["/CreationDate"]))[:14] == day
    assert string(file.root["/Lang"]) == "vi-VN"


def check_colour(file, _level):
    intents = file.root["/OutputIntents"]
    intents = file.get(intents)
    first = file.get(intents[0])
    assert first["/S"] == "/GTS_PDFA1"
    profile = file.get(first["/DestOutputProfile"])
    assert profile["dict"]["/N"] == 3 and file.data(first["/DestOutputProfile"])[36:40] == b"acsp"
    for image, _ in file.all("/Subtype", "/Image"):
        assert image.get("/ImageMask") or image["/ColorSpace"] in ("/DeviceRGB", "/DeviceGray")


def check_forbidden(file, level):
    never = {"/SMask", "/JavaScript", "/JS", "/AA", "/OpenAction", "/Alternates", "/OPI", "/PS",
             "/Group", "/Encrypt", "/LZWDecode", "/TR"}
    if level != "3u":
        never |= {"/EmbeddedFiles", "/AF", "/EF"}
    assert not never & file.keys(), never & file.keys()
    for image, _ in file.all("/Subtype", "/Image"):
        assert not image.get("/Interpolate")


def check_font(file, _level):
    fonts = list(file.all("/Subtype", "/Type0"))
    assert fonts
    for font, _ in fonts:
        assert font["/Encoding"] == "/Identity-H"
        inner = file.get(file.get(font["/DescendantFonts"])[0])
        assert inner["/Subtype"] == "/CIDFontType2"
        assert len(file.data(inner["/CIDToGIDMap"])) == 131072
        assert file.get(inner["/FontDescriptor"])["/FontFile2"]
        assert file.get(font["/DescendantFonts"])
        pairs = dict(re.findall(r"<([0-9A-F]{4})> <([0-9A-F]{4,8})>",
                                file.data(font["/ToUnicode"]).decode("ascii")))
        codes = set()
        for page, _ in file.all("/Type", "/Page"):
            for shown in re.findall(r"<([0-9A-F]+)> Tj",
                                    file.data(page["/Contents"]).decode("ascii")):
                codes.update(shown[i:i + 4] for i in range(0, len(shown), 4))
        assert codes and codes <= set(pairs), "a code without its letter"
        assert not {"0000", "FEFF", "FFFE"} & set(pairs.values())


def check_data(file, level):
    if level != "3u":
        return
    spec = file.get(file.get(file.root["/AF"])[0])
    assert spec["/AFRelationship"] == "/Data" and spec["/F"] and spec["/UF"] == spec["/F"]
    inner = file.get(spec["/EF"]["/F"])
    assert inner["dict"]["/Subtype"] == "/application/json"
    assert json.loads(file.data(spec["/EF"]["/F"]))[0]["page"] == 1
    names = file.get(file.get(file.root["/Names"])["/EmbeddedFiles"])["/Names"]
    assert file.get(names[1]) == spec


def check_preflight(file, level):
    if level == "1b":
        said = run("java", "-cp", JARS, "org.apache.pdfbox.preflight.Validator_A1b", file.path,
                   code=None)
        assert said.returncode == 0, said.stdout[:400]


def check_syntax(file, _level):
    run("qpdf", "--check", file.path)


# --- what is seen and found ---

def check_words(file, _level):
    """Every line that was read is found, NFC, as one run of words."""
    found = " ".join(text("pdftotext", file.path, "-").split())
    assert unicodedata.is_normalized("NFC", found)
    for line in READ["text"].split("\n"):
        assert " ".join(line.split()) in found, line


def on_page(view, x, y):
    """model/geometry: from upright space to the page turned in quarters."""
    angle = -math.radians(view["skew"])
    w, h = view["width"], view["height"]
    if view["turns"] % 2:
        w, h = h, w
    x, y = x - w / 2, y - h / 2
    return (w / 2 + x * math.cos(angle) - y * math.sin(angle),
            h / 2 + x * math.sin(angle) + y * math.cos(angle))


def check_boxes(file, _level, read=None):
    """Each word begins where it was read, within a pixel; it may end earlier, to leave a gap."""
    seen = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">',
                      text("pdftotext", "-raw", "-bbox", file.path, "-"))
    read = read or READ
    layout, at = read["layout"], 0
    scale = read["dpi"] / 72
    for line in layout["lines"]:
        for word in line["words"]:
            x, _, w, _ = word["box"]
            y, h = line["box"][1], line["box"][3]
            corners = [on_page(layout["view"], cx, cy) for cx in (x, x + w) for cy in (y, y + h)]
            left, right = min(c[0] for c in corners), max(c[0] for c in corners)
            middle = on_page(layout["view"], x + w / 2, y + h / 2)[1]
            box = [float(part) * scale for part in seen[at]]
            at += 1
            assert abs(box[0] - left) <= 1, (word["text"], box, left)
            assert box[2] <= right + 1.05 and box[2] >= left + w / 3, (word["text"], box, right)
            assert abs((box[1] + box[3]) / 2 - middle) <= 1, (word["text"], box, middle)
    assert at == len(seen)


def images(path):
    run("pdfimages", "-all", path, f"{WORK}/image")
    names = sorted(name for name in os.listdir(WORK) if name.startswith("image-"))
    hashes = []
    for name in names:
        hashes.append(hashlib.sha256(open(f"{WORK}/{name}", "rb").read()).hexdigest())
        os.unlink(f"{WORK}/{name}")
    return hashes


def check_images(file, _level):
    """The bytes of the layers, and what they are: paper below, stencils of at least 200 dpi above.
    """
    assert images(file.path) == IMAGES
    rows = [line.split() for line in text("pdfimages", "-list", file.path).split("\n")[2:-1]]
    assert [row[2] for row in rows[:2]] == ["image", "stencil"], rows
    assert all(int(row[12]) >= 200 for row in rows if row[2] == "stencil"), rows


def check_render(file, _level):
    """As pdftoppm draws it, the page has ink where the scan has it."""
    run("pdftoppm", "-r", "75", "-gray", "-singlefile", file.path, f"{WORK}/seen")
    body = open(f"{WORK}/seen.pgm", "rb").read()
    wide, high = (int(word) for word in body.split()[1:3])
    body = body[-wide * high:]
    want = subprocess.run(f"pngtopnm {PAGE} | ppmtopgm | pamscale -xsize {wide} -ysize {high}",
                          shell=True, capture_output=True, check=True).stdout[-wide * high:]
    far = sum(abs(a - b) > 60 for a, b in zip(body, want))
    assert far < wide * high / 150, f"{far} of {wide * high} pixels differ"


CHECKS = {
    "claims": check_claims, "colour": check_colour, "forbidden": check_forbidden,
    "font": check_font, "data": check_data, "preflight": check_preflight, "syntax": check_syntax,
    "words": check_words, "boxes": check_boxes, "images": check_images, "render": check_render,
}

# --- broken copies: which check must see it, at which level, and how it is broken ---

BROKEN = [
    ("claims", "1b", rb"<pdfaid:part>1<", b"<pdfaid:part>7<"),
    ("claims", "2u", rb"/Lang \(vi", b"/Lung (vi"),
    ("claims", "3u", rb"<xmp:CreateDate>2", b"<xmp:CreateDate>3"),
    ("colour", "2u", rb"/OutputIntents", b"/OutputIntentz"),
    ("colour", "3u", rb"/DeviceGray|/DeviceRGB", b"/Indexed12"),
    ("forbidden", "2u", rb"/BitsPerComponent 8", b"/SMask            8"),
    ("forbidden", "3u", rb"/Interpolate|/Lang \(vi-VN\)", b"/AA<</K(vi)>>"),
    ("font", "2u", rb"<0074> <0074>", b"<0001> <0074>"),
    ("font", "3u", rb"/FontFile2", b"/FontFile9"),
    ("data", "3u", rb"/AFRelationship /Data", b"/AFRelationship /Dada"),
    ("data", "3u", rb"/Subtype /application#2fjson", b"/Subtype /application#2fpson"),
    ("preflight", "1b", rb"/OutputIntents", b"/OutputIntentz"),
    ("preflight", "1b", rb"<pdfaid:conformance>B", b"<pdfaid:conformance>Z"),
    ("preflight", "1b", rb"/FontFile2", b"/FontFile9"),
    ("syntax", "1b", rb"endstream", b"endstreax"),
    ("words", "1b", rb"<0074> <0074>", b"<0074> <0075>"),
    ("boxes", "1b", rb"/MediaBox \[\s*0\s", b"/MediaBox [ 9 "),
    ("images", "1b", rb"\xff\xd8\xff.{700}", None),
    ("render", "1b", rb"/Im1 Do", b"/Im0 Do"),
]


def break_copy(level, pattern, into):
    """A copy with its streams unpacked and one place changed, no byte longer."""
    plain, broken = f"{WORK}/plain.pdf", f"{WORK}/broken.pdf"
    run("qpdf", "--stream-data=uncompress", "--decode-level=generalized", "--object-streams=disable",
        FILES[level], plain)
    data = open(plain, "rb").read()
    found = re.search(pattern, data, re.S)
    assert found, pattern
    if into is None:
        into = found.group()[:20] + bytes(len(found.group()) - 20)
    into = into.ljust(len(found.group()))
    assert len(into) == len(found.group()), pattern
    open(broken, "wb").write(data[:found.start()] + into + data[found.end():])
    return broken


def fails(check, level, path):
    try:
        CHECKS[check](File(path), level)
    except (AssertionError, KeyError, TypeError, ValueError, IndexError, ET.ParseError):
        return True
    return False


def read_of(page):
    return json.loads(text("sohoa", "--json", "read", "--layout", "--schema", "", page))


READ = read_of(PAGE)
FILES = {}
for LEVEL in ("1b", "2u", "3u"):
    FILES[LEVEL] = f"{WORK}/{LEVEL}.pdf"
    run("sohoa", "read", "--schema", "", "--pdf", FILES[LEVEL], "--pdfa", LEVEL, PAGE)
IMAGES = images(FILES["1b"])
for LEVEL, PATH in FILES.items():
    for CHECK, LOOK in CHECKS.items():
        LOOK(File(PATH), LEVEL)
run("sohoa", "read", "--schema", "", "--pdf", f"{WORK}/turned.pdf", TURNED)
check_boxes(File(f"{WORK}/turned.pdf"), "1b", read_of(TURNED))
for CHECK, LEVEL, PATTERN, INTO in BROKEN:
    assert fails(CHECK, LEVEL, break_copy(LEVEL, PATTERN, INTO)), \
        f"{CHECK} does not see that {PATTERN} became {INTO} in {LEVEL}"
print(f"{len(CHECKS)} checks on {len(FILES)} files, {len(BROKEN)} broken copies found")
subprocess.run(["rm", "-r", WORK], check=True)
