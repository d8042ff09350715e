# SPDX-License-Identifier: Apache-2.0
"""A store on a disk of three megabytes that fills up, and on one that takes no writing: each command
fails with one clear line, nothing is half written, and with room again the store is as it was.
Skipped where mounting is not allowed. usage: disk.py TOOLS PAGES"""
import glob
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

TOOLS, PAGES = sys.argv[1:3]
SKIPPED = 77
WORK = tempfile.mkdtemp(prefix="sohoa-disk-")
DISK, STORE = f"{WORK}/disk", f"{WORK}/disk/store"
ENV = dict(os.environ, PATH=f"{TOOLS}:{os.environ['PATH']}", SOHOA_STORE=STORE, LC_ALL="C.UTF-8",
           SANE_CONFIG_DIR=TOOLS.split(":")[-1], LD_LIBRARY_PATH=TOOLS.split(":")[-1],
           SOHOA_FEEDER_FOLDER=f"{WORK}/stack")
PAGE = sorted(glob.glob(f"{PAGES}/can-cuoc-*.png"))[0]


def sohoa(*words, code=0):
    done = subprocess.run(["sohoa", *words], env=ENV, text=True, capture_output=True, check=False)
    if done.returncode != code:
        raise AssertionError(f"sohoa {' '.join(words)}: exit {done.returncode}, expected {code}\n"
                             f"{done.stdout}{done.stderr}")
    return done


def refused(*words, number, code=1):
    text = sohoa(*words, code=code).stderr
    said = re.findall(r"^K-\d+", text, re.M)
    assert len(said) == 1 and said[0] in number, f"sohoa {' '.join(words)}: {text}"


def content():
    """What must not move: the files of the pages, the records with their values."""
    files = sorted(glob.glob(f"{STORE}/masters/**", recursive=True))
    bytes_of = [hashlib.sha256(open(f, "rb").read()).hexdigest() for f in files
                if os.path.isfile(f)]
    return bytes_of, sohoa("--json", "show", *ids()).stdout


def refused_by_stdout(*words):
    """What is printed is a result too: /dev/full takes none of it."""
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(["sohoa", *words], env=ENV, text=True, stdout=full,
                              stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1 and "K-915" in done.stderr, f"{words}: {done.stderr}"


def ids():
    return [json.loads(line)["id"] for line in sohoa("--json", "records").stdout.splitlines()]


def fill(leave_kb, name="ballast"):
    free = os.statvfs(DISK)
    with open(f"{DISK}/{name}", "wb") as out:
        out.write(bytes(max(0, free.f_bavail * free.f_frsize - leave_kb * 1024)))


def half_written():
    return [f for f in glob.glob(f"{DISK}/**", recursive=True, include_hidden=True)
            if re.search(r"\.(new|tmp|part)|/\.", f[len(DISK):])]


def try_full(leave_kb):
    """Every command that writes, with this much room."""
    record = ids()[0]
    before = content()
    fill(leave_kb)
    if leave_kb == 0:
        refused("set", record, "ho_ten", "Đỗ Văn A", number=FULL)
        refused("import", sorted(glob.glob(f"{PAGES}/*.png"))[-1], number=FULL)
    refused("recognise", "--all", number=FULL)
    refused("rebuild", number=FULL)
    refused("release", f"{DISK}/out", number=FULL)
    refused("backup", f"{DISK}/usb", "--key", f"{WORK}/key.pub", number=FULL + ("K-1540", "K-131"))
    assert not glob.glob(f"{DISK}/out/*"), "a release is there by halves"
    fill(40, "more")
    refused("read", "--pdf", f"{DISK}/x.pdf", PAGE, number=FULL)
    refused("scan", "--device", "sohoafeeder:stack", number=FULL)
    refused("read", "--trace", f"{DISK}/trace", PAGE, number=FULL)
    assert not os.path.exists(f"{DISK}/x.pdf")
    shutil.rmtree(f"{DISK}/trace", ignore_errors=True)
    os.unlink(f"{DISK}/more")
    os.unlink(f"{DISK}/ballast")
    shutil.rmtree(f"{DISK}/out", ignore_errors=True)
    shutil.rmtree(f"{DISK}/usb", ignore_errors=True)
    sohoa("rebuild")
    sohoa("audit", "verify")
    assert content() == before, "records or files of pages changed"
    assert not half_written(), half_written()


def each_file(leave_kb):
    """Every command that writes a file of its own, each kind of file: none when there is no room."""
    place = f"{DISK}/files"
    os.makedirs(place)
    fill(leave_kb)
    for words in (("read", "--pdf", f"{place}/x.pdf", PAGE),
                  ("read", "--pdf", f"{place}/gone.pdf", *glob.glob(f"{PAGES}/*-clean-*.png")[:3]),
                  ("page", "show", "T:1", "--png", f"{place}/x.png"),
                  ("book", "status", "01/2005", "--sheet", f"{place}/x.pdf"),
                  ("profile", "ground-truth", f"{place}/lines"),
                  ("restore", f"{WORK}/usb", "--to", f"{place}/back", "--key", f"{WORK}/key")):
        refused(*words, number=FULL + FULL_FOLDER)
    if leave_kb == 0:
        refused("book", "status", "01/2005", "--sheet", f"{place}/x.txt", number=FULL)
        refused("key", f"{place}/key", number=FULL)
    left = [path for path in glob.glob(f"{place}/**", recursive=True, include_hidden=True)
            if os.path.isfile(path) and os.path.getsize(path) and "/back/" not in path]
    assert not left, left
    assert not os.path.exists(f"{place}/back/sohoa.db"), "a store was restored by halves"
    shutil.rmtree(place)
    os.unlink(f"{DISK}/ballast")


def each_change():
    """Every kind of change of the store: refused, and nothing has changed."""
    before = [sohoa("--json", *words).stdout for words in (("batch", "list"), ("batch", "show", "T"),
                                                           ("book", "list"), ("records",))]
    record = ids()[0]
    fill(0)
    table = f"{WORK}/books.csv"
    with open(table, "w", encoding="utf-8") as out:
        out.write("type,number,year,first,last\n")
        out.writelines(f"KS,{i}/1999,1999,1,20\n" for i in range(200))
    for words in (("batch", "split", "T", "1", "part", "--yes"), ("page", "turn", "T:1", "90"),
                  ("page", "move", "T:1", "3"), ("page", "split", "T:1"),
                  ("page", "replace", "T:1", PAGE), ("page", "remove", "T:2"),
                  ("batch", "reschema", "T", "khai-tu", "--yes"), ("book", "import", table),
                  ("book", "add", "--type", "KH", "--number", "9"),
                  ("book", "mark", "01/2005", "3", "--cancelled", "--reason", "x"),
                  ("difficulty", "add", "--category", "paper", "--step", "scan"),
                  ("set", record, "--finish")):
        refused(*words, number=FULL)
    os.unlink(f"{DISK}/ballast")
    after = [sohoa("--json", *words).stdout for words in (("batch", "list"), ("batch", "show", "T"),
                                                          ("book", "list"), ("records",))]
    assert before == after, "a change was made by halves"
    sohoa("audit", "verify")


FULL = ("K-103", "K-500")
FULL_FOLDER = ("K-131",)


def main():
    os.makedirs(DISK)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", DISK],
                      capture_output=True, check=False).returncode:
        print("no right to mount here")
        return SKIPPED
    try:
        subprocess.run(["sohoa-samples", "--format", "pnm", "--seed", "5", "--count", "1", "--level",
                        "clean", "--schema", "khai-sinh", f"{WORK}/stack"], env=ENV, check=True)
        sohoa("key", f"{WORK}/key")
        sohoa("init")
        sohoa("book", "add", "--type", "KS", "--number", "01/2005", "--series", "2005:1-9")
        sohoa("import", "--batch", "T", *sorted(glob.glob(f"{PAGES}/*-clean-*.png"))[:3])
        sohoa("recognise")
        sohoa("set", ids()[0], "ho_ten", "Đỗ Văn B")
        sohoa("set", ids()[0], "--finish")
        sohoa("backup", f"{WORK}/usb", "--key", f"{WORK}/key.pub")
        for leave_kb in (0, 8):
            each_file(leave_kb)
        each_change()
        fill(600)
        refused("import", PAGES, number=FULL)
        pages = json.loads(sohoa("--json", "status").stdout)["pages"]
        assert pages == len(glob.glob(f"{STORE}/masters/*/*")) > 2
        sohoa("audit", "verify")
        os.unlink(f"{DISK}/ballast")
        for form in ("--text", "--json", "--alto"):
            refused_by_stdout("read", form, PAGE)
        refused_by_stdout("records")
        refused_by_stdout("--json", "show", ids()[0])
        refused_by_stdout("--json", "status")
        for leave_kb in (0, 100):
            try_full(leave_kb)
        subprocess.run(["mount", "-o", "remount,ro", DISK], check=True)
        refused("status", number=("K-504",))
        refused("import", PAGE, number=("K-504",))
    finally:
        subprocess.run(["umount", DISK], check=False)
        shutil.rmtree(WORK, ignore_errors=True)
    print("nothing half written, nothing lost")
    return 0


if __name__ == "__main__":
    sys.exit(main())
