# SPDX-License-Identifier: Apache-2.0
"""Backups from the outside: of a store in use, restored byte for byte; each master written once;
several sticks; two sets in turn; what is refused; damaged files of a store and of a stick.
usage: backup.py TOOLS"""
import glob
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

TOOLS = sys.argv[1]
WORK = tempfile.mkdtemp(prefix="sohoa-backup-")
ENV = dict(os.environ, PATH=f"{TOOLS}:{os.environ['PATH']}", LC_ALL="C.UTF-8", HOME=WORK,
           SOHOA_STORE=f"{WORK}/store")
RANDOM = random.Random(4)
PASSWORD = "cây đa bến nước"


def sohoa(*words, code=0, password=PASSWORD, k=None):
    """The JSON Lines of a command; k: the K-number it must name."""
    reader, writer = os.pipe()
    os.write(writer, (password + "\n").encode())
    os.close(writer)
    words = [str(reader) if word == "FD" else word for word in words]
    done = subprocess.run(["sohoa", "--json", *words], env=ENV, text=True, capture_output=True,
                          pass_fds=[reader], stdin=subprocess.DEVNULL, timeout=300)
    os.close(reader)
    assert done.returncode == code, f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}"
    assert k is None or f"K-{k}" in done.stderr, f"{words}: {done.stderr}"
    return [json.loads(line) for line in done.stdout.splitlines()]


def pages(name, count, kilobytes=20):
    os.makedirs(f"{WORK}/{name}")
    for i in range(count):
        with open(f"{WORK}/{name}/{i:02}.pgm", "wb") as out:
            out.write(f"P5 1024 {kilobytes} 255 ".encode() + RANDOM.randbytes(kilobytes * 1024))
    return f"{WORK}/{name}"


def masters(store):
    return {os.path.relpath(path, store): open(path, "rb").read()
            for path in glob.glob(f"{store}/masters/*/*")}


def sealed(*places):
    return sorted(path for place in places
                  for path in glob.glob(f"{place}/sohoa-backup/masters/*/*"))


def restored(to, *media, code=0):
    row = sohoa("restore", *media, "--to", to, "--password-fd", "FD", code=code)[-1]
    report = sohoa("--store", to, "audit", "verify")[-1]
    assert report["sound"] and report["head"] == row["head"] and row["same_head"], (row, report)
    return report


def in_use():
    """Backed up while pages come in; what is restored is one moment of the store."""
    sohoa("init")
    first = pages("first", 12)
    sohoa("import", first)
    usb = f"{WORK}/usb"
    sohoa("backup", usb, code=2, k=1920)
    incoming = subprocess.Popen(["sohoa", "import", pages("more", 60)], env=ENV,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    row = sohoa("backup", usb, "--password-fd", "FD")[-1]
    assert row["whole"] and row["written"] >= 12 and row["set"] == "A", row
    report = restored(f"{WORK}/one", usb)
    assert report["head"] == row["head"]
    assert incoming.wait() == 0
    before = {path: os.stat(path).st_mtime_ns for path in sealed(usb)}
    second = sohoa("backup", usb)[-1]
    assert second["written"] + row["written"] == 72, (row, second)
    assert all(os.stat(path).st_mtime_ns == at for path, at in before.items()), "written twice"
    report = restored(f"{WORK}/two", usb)
    assert report["head"] == sohoa("audit", "verify")[-1]["head"]
    assert masters(f"{WORK}/two") == masters(f"{WORK}/store")
    for path in sealed(usb) + glob.glob(f"{usb}/**", recursive=True):
        if os.path.isfile(path) and path.endswith(".sealed"):
            assert b"P5 1024" not in open(path, "rb").read() and \
                b"SQLite format" not in open(path, "rb").read(), "not sealed"
    for i in range(3):
        sohoa("backup", usb)
    assert len(glob.glob(f"{usb}/sohoa-backup/database/*.json")) == 2, "old copies stay"
    old = sorted(glob.glob(f"{usb}/sohoa-backup/database/*.json"))[0]
    sohoa("restore", old, "--to", f"{WORK}/old", "--password-fd", "FD")


def refused():
    usb, other = f"{WORK}/usb", f"{WORK}/other"
    sohoa("restore", usb, "--to", f"{WORK}/no", "--password-fd", "FD", password="cây đa bến cũ",
          code=1, k=172)
    assert not os.path.exists(f"{WORK}/no/sohoa.db")
    sohoa("restore", usb, "--to", f"{WORK}/two", "--password-fd", "FD", code=1, k=1541)
    sohoa("restore", WORK + "/first", "--to", f"{WORK}/no", "--password-fd", "FD", code=1, k=1857)
    sohoa("restore", usb, code=2, k=1926)
    sohoa("backup", usb, "--password-fd", "FD", password="cây đa bến cũ", code=1, k=172)
    sohoa("backup", usb, "--set", "B", code=2, k=1852)
    sohoa("backup", other, "--set", "b", code=2, k=1856)
    sohoa("backup", f"{WORK}/store/in", "--password-fd", "FD", code=2, k=846)
    sohoa("--store", other, "init")
    sohoa("--store", other, "backup", usb, code=1, k=1851)
    sohoa("backup", f"{WORK}/short", "--password-fd", "FD", password="ngắn", code=2, k=171)


def two_sets():
    key = f"{WORK}/key"
    sohoa("key", key)
    sohoa("backup", f"{WORK}/b", "--key", key + ".pub")
    check = [row for row in sohoa("--lang", "en", "doctor")
             if row["check"] == "backup"][0]
    assert check["verdict"] == "ok" and "set A is next" in check["text"], check
    sohoa("restore", f"{WORK}/b", "--to", f"{WORK}/keyed", "--key", key + ".pub", code=1, k=174)
    sohoa("restore", f"{WORK}/b", "--to", f"{WORK}/keyed", "--password-fd", "FD", code=2, k=1924)
    assert sohoa("restore", f"{WORK}/b", "--to", f"{WORK}/keyed", "--key", key)[-1]["same_head"]
    assert masters(f"{WORK}/keyed") == masters(f"{WORK}/store")


def damaged():
    """A file of the stick, files of the store: named, and mended from where they are well."""
    usb = f"{WORK}/usb"
    lost, cut, bad = sealed(usb)[:3]
    os.unlink(lost)
    os.truncate(cut, 100)
    row = sohoa("backup", usb)[-1]
    assert row["again"] == 2 and row["written"] == 2, row
    with open(bad, "r+b") as file:
        file.seek(5000)
        file.write(b"\0\1\2\3")
    sohoa("restore", usb, "--to", f"{WORK}/part", "--password-fd", "FD", code=1, k=1860)
    assert not os.path.exists(f"{WORK}/part/sohoa.db")
    row = sohoa("restore", usb, "--to", f"{WORK}/part", "--partial", "--password-fd", "FD", code=3)
    assert row[-1]["damaged"] == 1 and row[-1]["missing"] == 0, row
    sohoa("--store", f"{WORK}/part", "scrub", code=3)
    sohoa("--store", f"{WORK}/part", "restore", f"{WORK}/b", "--mend", "--key", f"{WORK}/key")
    assert sohoa("--store", f"{WORK}/part", "audit", "verify")[-1]["sound"]
    mine = sorted(glob.glob(f"{WORK}/store/masters/*/*"))
    for path in mine[:2]:
        os.chmod(path, 0o600)
    with open(mine[0], "ab") as file:
        file.write(b"x")
    os.unlink(mine[1])
    rows = sohoa("scrub", code=3)
    assert sorted(row["fault"] for row in rows[:-1]) == ["changed", "missing"], rows
    rows = sohoa("backup", f"{WORK}/c", "--password-fd", "FD", code=3)
    assert len(rows[-1]["aside"]) == 2 and not rows[-1]["whole"], rows
    assert "failure" in [row["verdict"] for row in sohoa("doctor", code=1)
                         if row["check"] == "masters"]
    assert len(sohoa("restore", f"{WORK}/b", "--mend", "--key", f"{WORK}/key")) == 2
    assert sohoa("scrub")[-1]["faults"] == 0
    assert sohoa("audit", "verify")[-1]["sound"]


def small_portions():
    total = 0
    state = {"round_ended": False}
    while not state["round_ended"]:
        state = sohoa("scrub", "--seconds", "1")[-1]
        total += state["read"]
    assert total >= state["total"] == 72, state


def spanning():
    """A set on sticks of a megabyte and a half each."""
    sticks = [f"{WORK}/stick{i}" for i in range(9)]
    for stick in sticks:
        os.makedirs(stick)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", stick],
                          capture_output=True, check=False).returncode:
            print("no right to mount here: no small sticks")
            return
    try:
        row = sohoa("backup", sticks[0], "--set", "S", "--password-fd", "FD", code=3, k=1925)[0]
        assert not row["whole"] and 0 < row["written"] < 72, row
        row = sohoa("backup", *sticks[1:], "--set", "S")[-1]
        assert row["whole"] and row["number"] >= 3, row
        names = [os.path.basename(path) for path in sealed(*sticks)]
        assert len(names) == len(set(names)) == 72, "a master stands twice"
        assert sohoa("backup", sticks[row["number"] - 1])[-1]["written"] == 0
        sohoa("restore", sticks[row["number"] - 1], "--to", f"{WORK}/span", "--password-fd", "FD",
              code=1, k=1860)
        restored(f"{WORK}/span", *sticks[:row["number"]])
        assert masters(f"{WORK}/span") == masters(f"{WORK}/store")
    finally:
        for stick in sticks:
            subprocess.run(["umount", stick], capture_output=True, check=False)


def main():
    for part in (in_use, refused, two_sets, damaged, small_portions, spanning):
        part()
        print(f"{part.__name__}: as it should be", flush=True)
    shutil.rmtree(WORK)


main()
