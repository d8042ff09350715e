# SPDX-License-Identifier: Apache-2.0
"""Files as they may come from an office: good ones of every flavour, broken, odd and hostile ones.

make(folder) writes them and gives {name: fate}; fates: "good" (comes in and is read), "bad" (listed
with its reason: at import, or set aside or marked incomplete when it is read), "any" (one of both).
"""
import os
import random
import struct
import subprocess
import zlib

W, H = 120, 90


def run(command, data):
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          check=True).stdout


def value(x, y, c):
    return 30 + c * 40 if (x // 9 + y // 13) % 4 == 0 and x % 9 < 5 and y % 13 < 8 else 235


def ppm():
    return b"P6 %d %d 255\n" % (W, H) + bytes(value(x, y, c) for y in range(H) for x in range(W)
                                              for c in range(3))


def pgm():
    return b"P5 %d %d 255\n" % (W, H) + bytes(value(x, y, 0) for y in range(H) for x in range(W))


def pbm():
    rows = []
    for y in range(H):
        bits = "".join("1" if value(x, y, 0) < 128 else "0" for x in range(W))
        rows.append(int(bits, 2).to_bytes(W // 8, "big"))
    return b"P4 %d %d\n" % (W, H) + b"".join(rows)


# ---- TIFF, by hand: what libraries do not write ----

KINDS = {  # samples, bits, photometric
    "bit1w": (1, 1, 0), "bit1b": (1, 1, 1), "grey8": (1, 8, 1), "grey8i": (1, 8, 0),
    "grey16": (1, 16, 1), "rgb8": (3, 8, 2), "rgb16": (3, 16, 2), "pal8": (1, 8, 3),
    "cmyk8": (4, 8, 5),
}


def samples(kind, order, x0, y0, w, h, planes):
    """The bytes of a block; beyond the picture it is padded."""
    count, bits, _ = KINDS[kind]
    out = bytearray()
    for y in range(y0, y0 + h):
        row = []
        for x in range(x0, x0 + w):
            row += [value(min(x, W - 1), min(y, H - 1), c) for c in planes]
        if bits == 1:
            row += [0] * (-len(row) % 8)
            text = "".join("1" if v < 128 else "0" for v in row)
            out += int(text, 2).to_bytes(len(row) // 8, "big")
        elif bits == 16:
            out += struct.pack(f"{order}{len(row)}H", *(v * 257 for v in row))
        else:
            out += bytes(row)
    return bytes(out)


def tile_side(kind):
    """libtiff 4.5 refuses plain tiles whose length is no multiple of 1024."""
    return 128 if KINDS[kind][1] == 1 else 64


def blocks(kind, order, layout):
    count = KINDS[kind][0]
    sets = [[c] for c in range(count)] if layout == "planes" else [list(range(count))]
    if layout == "tiles":
        side = tile_side(kind)
        return [samples(kind, order, x, y, side, side, s) for s in sets for y in range(0, H, side)
                for x in range(0, W, side)]
    return [samples(kind, order, 0, y, W, min(32, H - y), s) for s in sets
            for y in range(0, H, 32)]


def pack(order, big, pages):
    """pages: lists of (tag, type, values); a values of bytes is data to be stored elsewhere."""
    codes = {1: "B", 2: "B", 3: "H", 4: "I", 16: "Q"}
    magic = b"II" if order == "<" else b"MM"
    out = bytearray(magic + struct.pack(order + ("HHHQ" if big else "HI"),
                                        *((43, 8, 0, 16) if big else (42, 8))))
    at = len(out) - (8 if big else 4)
    for tags, data in pages:
        offsets = []
        for block in data:
            out += bytes(-len(out) % 2)
            offsets.append(len(out))
            out += block
        entries = []
        for tag, kind, values in sorted(tags):
            if values == "offsets":
                values = offsets
            if kind == 5:
                body = struct.pack(order + "II", *values)
                count = 1
            else:
                body = struct.pack(f"{order}{len(values)}{codes[kind]}", *values)
                count = len(values)
            room = 8 if big else 4
            if len(body) > room:
                out += bytes(-len(out) % 2)
                where = len(out)
                out += body
                body = struct.pack(order + ("Q" if big else "I"), where)
            entries.append(struct.pack(order + ("HHQ" if big else "HHI"), tag, kind, count) +
                           body.ljust(room, b"\0"))
            out += bytes(-len(out) % 8)
        struct.pack_into(order + ("Q" if big else "I"), out, at, len(out))
        out += struct.pack(order + ("Q" if big else "H"), len(entries)) + b"".join(entries)
        at = len(out)
        out += bytes(8 if big else 4)
    return bytes(out)


def page(kind, order, layout, compress=None, more=(), change=()):
    count, bits, photometric = KINDS[kind]
    data = blocks(kind, order, layout)
    if compress == 8:
        data = [zlib.compress(block) for block in data]
    lengths = [len(block) for block in data]
    tags = {256: (4, [W]), 257: (4, [H]), 258: (3, [bits] * count), 259: (3, [compress or 1]),
            262: (3, [photometric]), 277: (3, [count]), 282: (5, (300, 1)), 283: (5, (300, 1)),
            296: (3, [2]), 284: (3, [2 if layout == "planes" else 1])}
    if layout == "tiles":
        tags.update({322: (4, [tile_side(kind)]), 323: (4, [tile_side(kind)]), 324: (4, "offsets"), 325: (4, lengths)})
    else:
        tags.update({273: (4, "offsets"), 278: (4, [32]), 279: (4, lengths)})
    if photometric == 3:
        tags[320] = (3, [v * 257 for v in range(256)] * 3)
    if photometric == 5:
        tags[332] = (3, [1])
    tags.update({tag: (kind_, values) for tag, kind_, values in more})
    for tag, entry in dict(change).items():
        tags[tag] = entry
    return [(tag, *entry) for tag, entry in tags.items()], data


def tiffs():
    good = {}
    for order, name in (("<", "le"), (">", "be")):
        for big in (False, True):
            for kind in KINDS:
                layouts = ["strips", "tiles"] + (["planes"] if KINDS[kind][0] > 1 else [])
                for layout in layouts:
                    good[f"{kind}-{layout}-{name}{'-big' if big else ''}.tif"] = pack(
                        order, big, [page(kind, order, layout)])
    for turn in range(1, 9):
        good[f"orientation-{turn}.tif"] = pack("<", False, [page("grey8", "<", "strips",
                                                                 more=[(274, 3, [turn])])])
    for kind in ("grey8", "rgb8", "cmyk8"):
        good[f"deflate-{kind}.tiff"] = pack("<", False, [page(kind, "<", "tiles", 8)])
    good["pages.tif"] = pack("<", False, [page(k, "<", "strips") for k in ("bit1w", "rgb8", "grey16")])
    good["pages-big.tif"] = pack(">", True, [page("grey8", ">", "tiles")] * 5)
    for option in ("-g3", "-g4", "-lzw", "-packbits", "-flate"):
        good[f"net{option}.tif"] = run(["pamtotiff", "-quiet", option], pbm())
    good["net-g3-2d.tif"] = run(["pamtotiff", "-quiet", "-g3", "-2d"], pbm())
    good["net-lzw-rgb.tif"] = run(["pamtotiff", "-quiet", "-lzw", "-truecolor"], ppm())
    good["net-lzw-pred.tif"] = run(["pamtotiff", "-quiet", "-lzw", "-predictor=2"], pgm())
    for name, raster, photometric, count in (("grey", pgm(), 1, 1), ("rgb", ppm(), 6, 3)):
        jpeg = run(["pnmtojpeg", "-quality=85"], raster)
        tags = [(256, 4, [W]), (257, 4, [H]), (258, 3, [8] * count), (262, 3, [photometric]),
                (273, 4, "offsets"), (277, 3, [count]), (278, 4, [H]), (279, 4, [len(jpeg)])]
        if count == 3:
            tags.append((530, 3, [2, 2]))
        good[f"jpeg-{name}.tif"] = pack("<", False, [(tags + [(259, 3, [7])], [jpeg])])
        head = 8  # the stream stands first behind the header
        old = tags + [(259, 3, [6]), (512, 3, [1]), (513, 4, [head]), (514, 4, [len(jpeg)])]
        good[f"old-jpeg-{name}.tif"] = pack("<", False, [(old, [jpeg])])
    return good


# ---- the others ----

def exif(jpeg, turn):
    body = b"Exif\0\0" + pack("<", False, [([(274, 3, [turn])], [])])
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def pictures():
    colour, grey, bits = ppm(), pgm(), pbm()
    jpeg = run(["pnmtojpeg", "-quality=85"], colour)
    good = {"a.ppm": colour, "a.pgm": grey, "a.pbm": bits, "a.jpg": jpeg,
            "grey.jpeg": run(["pnmtojpeg"], grey),
            "progressive.jpg": run(["pnmtojpeg", "-progressive"], colour),
            "rough.jpg": run(["pnmtojpeg", "-quality=5"], colour),
            "a.bmp.png": run(["ppmtobmp"], colour), "grey.png": run(["pnmtopng"], grey),
            "bits.png": run(["pnmtopng"], bits), "colour.png": run(["pnmtopng"], colour),
            "interlaced.png": run(["pnmtopng", "-interlace"], colour),
            "plain.pgm": run(["pnmtoplainpnm"], grey),
            "deep.pgm": run(["pamdepth", "65535"], grey),
            "deep.png": run(["pnmtopng"], run(["pamdepth", "65535"], colour))}
    good.update({f"exif-{turn}.jpg": exif(jpeg, turn) for turn in range(1, 9)})
    return good


def pdf(objects, root=1):
    out, at = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in at)
    out += b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, root, start)
    return bytes(out)


def stream(data, more=b""):
    return b"<< /Length %d %s >>\nstream\n" % (len(data), more) + data + b"\nendstream"


def pdf_pages(count, box=b"0 0 200 150", more=b"", content=b"20 20 80 30 re f", image=None):
    kids = b" ".join(b"%d 0 R" % (4 + i) for i in range(count))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
               stream(content)]
    resources = b"/Resources << /XObject << /I %d 0 R >> >>" % (4 + count) if image else b""
    objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 3 0 R %s %s >>" %
                (box, more, resources)] * count
    if image:
        objects.append(image)
    return pdf(objects)


def scan_pdf(data, kind, more=b"", content=b"q 60 0 0 45 0 0 cm /I Do Q"):
    image = stream(data, b"/Type /XObject /Subtype /Image /Width %d /Height %d " % (W, H) + kind)
    return pdf_pages(1, b"0 0 60 45", more, content, image)


def qpdf(data, *words):
    """The file after qpdf did something to it."""
    with open("plain.tmp", "wb") as out:
        out.write(data)
    subprocess.run(["qpdf", *words, "plain.tmp", "made.tmp"], check=True)
    with open("made.tmp", "rb") as made:
        data = made.read()
    os.unlink("plain.tmp")
    os.unlink("made.tmp")
    return data


def pdfs():
    jpeg = run(["pnmtojpeg"], ppm())
    colour = b"/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"
    grey = b"/ColorSpace /DeviceGray /BitsPerComponent 8"
    bits = b"/ColorSpace /DeviceGray /BitsPerComponent 1"
    inks = b"/ColorSpace /DeviceCMYK /BitsPerComponent 8 /Filter /FlateDecode"
    scan = scan_pdf(jpeg, colour)
    g4 = run(["pamtotiff", "-quiet", "-g4", "-rowsperstrip=9999"], pbm())
    at = struct.unpack_from("<I", g4, 4)[0]
    tags = {tag: value if kind == 4 else value & 0xffff for tag, kind, _, value in struct.iter_unpack(
        "<HHII", g4[at + 2:at + 2 + 12 * struct.unpack_from("<H", g4, at)[0]])}
    fax = g4[tags[273]:tags[273] + tags[279]]
    return {"one.pdf": pdf_pages(1), "three.pdf": pdf_pages(3),
            "turned.pdf": pdf_pages(1, more=b"/Rotate 90"),
            "scan.pdf": scan, "late-head.pdf": b"\n" * 300 + pdf_pages(1),
            "scan-turned.pdf": scan_pdf(jpeg, colour, b"/Rotate 270"),
            "scan-twice.pdf": scan_pdf(jpeg, colour, b"", b"q 60 0 0 45 0 0 cm /I Do Q "
                                       b"q 20 0 0 15 5 5 cm /I Do Q"),
            "scan-line.pdf": scan_pdf(jpeg, colour, b"", b"q 60 0 0 45 0 0 cm /I Do Q 9 9 30 2 re f"),
            "scan-grey.pdf": scan_pdf(pgm()[-W * H:], grey),
            "scan-bits.pdf": scan_pdf(pbm()[-W * H // 8:], bits),
            "scan-negative.pdf": scan_pdf(pbm()[-W * H // 8:], bits + b" /Decode [1 0]"),
            "scan-fax.pdf": scan_pdf(fax, bits + b" /Filter /CCITTFaxDecode /DecodeParms "
                                     b"<< /K -1 /Columns %d /Rows %d >>" % (W, H)),
            "scan-inks.pdf": scan_pdf(zlib.compress(samples("cmyk8", "<", 0, 0, W, H, range(4))), inks),
            "scan-packed.pdf": qpdf(scan, "--object-streams=generate", "--linearize"),
            "scan-open-lock.pdf": qpdf(scan, "--encrypt", "", "owner", "256", "--")}


def hostile():
    """Files made to do harm, and what is no picture at all."""
    png = run(["pnmtopng"], pgm())
    chunk = lambda kind, body: (struct.pack(">I", len(body)) + kind + body +
                                struct.pack(">I", zlib.crc32(kind + body)))
    sig = png[:8]
    bomb = zlib.compress(bytes(60_000_000), 9)
    strips = lambda **change: pack("<", False, [page("grey8", "<", "strips", change={
        int(tag[1:]): entry for tag, entry in change.items()})])
    loop = bytearray(pack("<", False, [page("grey8", "<", "strips")]))
    at = struct.unpack_from("<I", loop, 4)[0]
    count = struct.unpack_from("<H", loop, at)[0]
    struct.pack_into("<I", loop, at + 2 + 12 * count, at)
    files = {
        "empty.png": b"", "one-byte.jpg": b"\xff", "text.png": b"kh\xc3\xb4ng ph\xe1\xba\xa3i \xe1\xba\xa3nh\n" * 50,
        "page.jpg": b"<!doctype html><title>404</title>" * 20, "office.pdf": b"PK\3\4" + bytes(500),
        "gif.png": b"GIF89a" + bytes(200), "heic.jpg": b"\0\0\0\x18ftypheic" + bytes(200),
        "jp2.jpg": b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(200), "psd.tif": b"8BPS\0\1" + bytes(200),
        "head-only.png": sig, "head-only.jpg": b"\xff\xd8\xff\xe0", "head-only.tif": b"II*\0",
        "head-only.pdf": b"%PDF-1.7\n",
        "huge.png": sig + chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 0, 0, 0, 0)) +
        chunk(b"IDAT", bomb) + chunk(b"IEND", b""),
        "none.png": sig + chunk(b"IHDR", struct.pack(">IIBBBBB", 0, 0, 8, 0, 0, 0, 0)) + chunk(b"IEND", b""),
        "huge.pgm": b"P5 99999999 99999999 255\n" + bytes(100), "short.pgm": b"P5 900 900 255\nabc",
        "minus.pgm": b"P5 -5 9 255\n" + bytes(100), "words.ppm": b"P6 a b c\n", "deep.ppm": b"P6 9 9 70000\n" + bytes(999),
        "wide.tif": strips(t256=(4, [0x7fffffff])), "tall.tif": strips(t257=(4, [0xffffffff])),
        "nowhere.tif": strips(t273=(4, [0xfffffff0] * 3)), "nothing.tif": strips(t279=(4, [0, 0, 0])),
        "sixty-four.tif": strips(t258=(3, [64])), "no-bits.tif": strips(t258=(3, [0])),
        "many-samples.tif": strips(t277=(3, [65535])), "luv.tif": strips(t262=(3, [32845])),
        "unknown.tif": strips(t259=(3, [34712])), "tiles.tif": strips(t322=(4, [0]), t323=(4, [0])),
        "loop.tif": bytes(loop), "far.tif": b"II*\0\xf0\xff\xff\xff" + bytes(50),
        "many-tags.tif": b"II*\0\x08\0\0\0\xff\xff" + bytes(3000),
        "no-pages.pdf": pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]),
        "ring.pdf": pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"]),
        "no-root.pdf": pdf([b"<< >>"], 9), "noise.pdf": b"%PDF-1.4\n" + random.Random(1).randbytes(5000),
        "vast.pdf": pdf_pages(1, b"0 0 90000 90000"), "no-box.pdf": pdf_pages(1, b"0 0 0 0"),
        "2001.pdf": pdf_pages(2001),
    }
    files["locked.pdf"] = qpdf(pdf_pages(1), "--encrypt", "user", "owner", "256", "--")
    return files


ANY = {"loop.tif", "nothing.tif", "tiles.tif", "no-box.pdf", "ring.pdf", "noise.pdf", "deep.ppm"}


NAMES = ["-dash.pgm", " spaces  .pgm", "UPPER.PGM", "tờ số 1 (bản sao).pgm", "two\nlines.pgm",
         "quote'\".pgm", "$(reboot);.pgm", "%s%n.pgm", "a" * 150 + ".pgm", "twice.png.pgm"]


def spoiled(good):
    """Cut and changed files out of good ones."""
    fates = {}
    chance = random.Random(4)
    names = sorted(good)
    for name in ["a.jpg", "progressive.jpg", "colour.png", "deep.png", "a.ppm", "a.pbm", "net-g4.tif",
                 "rgb8-strips-le.tif", "rgb8-tiles-be-big.tif", "pages.tif", "scan.pdf", "three.pdf"]:
        for share in (0.03, 0.3, 0.6):
            cut = good[name][:max(3, int(len(good[name]) * share))]
            repaired = name.endswith(".pdf") and share > 0.5 or name == "pages.tif"
            fates[f"cut-{share}-{name}"] = (cut, "any" if repaired else "bad")
    for number in range(80):
        name = chance.choice(names)
        data = bytearray(good[name])
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(min(len(data), chance.choice((60, 400, 10**6))))] = chance.randrange(256)
        fates[f"changed-{number}-{name}"] = (bytes(data), "any")
    return fates


def make(folder):
    good = {**tiffs(), **pictures(), **pdfs()}
    files = {name: (data, "good") for name, data in good.items()}
    files.update({name: (data, "any" if name in ANY else "bad") for name, data in hostile().items()})
    files.update(spoiled(good))
    for name, (data, _) in files.items():
        with open(f"{folder}/{name}", "wb") as out:
            out.write(data)
    for number, name in enumerate(NAMES):
        with open(f"{folder}/{name}", "wb") as out:
            out.write(b"P5 40 40 255\n" + bytes([number]) + bytes(range(200)) * 8)
    os.mkfifo(f"{folder}/pipe.png")
    os.symlink("loop.png", f"{folder}/loop.png")
    fates = {name: fate for name, (_, fate) in files.items()}
    fates.update({name: "good" for name in NAMES})
    fates.update({"pipe.png": "bad", "loop.png": "bad"})
    return fates
