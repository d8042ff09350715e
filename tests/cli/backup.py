# SPDX-License-Identifier: Apache-2.0
"""Backups from the outside: of a store in use, restored byte for byte; each master written once;
several sticks, also when a person types them; two sets in turn; what is refused; damaged files of a
store and of a stick.
usage: backup.py TOOLS"""
import glob
import json
import os
import pty
import random
import select
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


def on_terminal(*words, answers, code=0):
    """What a person at a terminal sees; answers: (what is asked, what he types) in this order."""
    mine, its = pty.openpty()
    child = subprocess.Popen(["sohoa", "--lang", "en", *words], env=ENV, stdin=its, stdout=its,
                             stderr=its, start_new_session=True)
    os.close(its)
    seen, fresh, left = "", "", list(answers)
    while True:
        if not select.select([mine], [], [], 120)[0]:
            child.kill()
            raise SystemExit(f"{words}: waits for {left[:1]}; seen: {seen}")
        try:
            got = os.read(mine, 65536).decode(errors="replace")
        except OSError:  # it is gone
            got = ""
        if not got:
            break
        seen, fresh = seen + got, fresh + got
        if left and left[0][0] in fresh:
            fresh = fresh.split(left[0][0], 1)[1]
            os.write(mine, (left.pop(0)[1] + "\n").encode())
    os.close(mine)
    assert child.wait() == code, f"{words}: exit {child.returncode}: {seen}"
    assert not left, f"{words}: never asked {left[0][0]}: {seen}"
    assert PASSWORD not in seen, "the password stands on the screen"
    return seen


NEXT = "is full. Put in the next one and type its folder:"
OTHER = "image files are on another stick. Put it in and type its folder"


def typed(sticks):
    """The same with a person who answers, wrongly at times."""
    new, again = "New password for this backup:", "The same once more:"
    seen = on_terminal("backup", sticks[0], "--set", "T", code=2,
                       answers=[(new, PASSWORD), (again, PASSWORD + "x")])
    assert "K-1922" in seen, seen
    seen = on_terminal("backup", sticks[0], "--set", "T", code=3,
                       answers=[(new, PASSWORD), (again, PASSWORD), (NEXT, "")])
    assert "K-1925" in seen, seen
    seen = on_terminal("backup", sticks[1], "--set", "T",
                       answers=[(NEXT, f"{WORK}/no such stick"), (NEXT, sticks[0]),
                                (NEXT, sticks[2])])
    assert "K-1983" in seen and "the backup is whole: set T" in seen, seen
    assert not os.path.exists(f"{WORK}/no such stick")
    seen = on_terminal("restore", sticks[2], "--to", f"{WORK}/typed",
                       answers=[("Password of this backup:", PASSWORD), (OTHER, f"{WORK}/first"),
                                (OTHER, sticks[0]), (OTHER, sticks[1])])
    assert "K-1857" in seen, seen
    assert masters(f"{WORK}/typed") == masters(f"{WORK}/store")


def small_sticks(count):
    """Empty ones, each for two copies of the database and some thirty of the 72 pages; None without
    the right to mount."""
    sticks = [f"{WORK}/stick{i}" for i in range(count)]
    database = sum(os.path.getsize(path) for path in glob.glob(f"{WORK}/store/sohoa.db*"))
    size = f"size={2 * database // 1024 + 680}k"
    for stick in sticks:
        os.makedirs(stick, exist_ok=True)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", stick],
                          capture_output=True, check=False).returncode:
            print("no right to mount here: no small sticks")
            return None
    return sticks


def pull_out(sticks):
    for stick in sticks:
        subprocess.run(["umount", stick], capture_output=True, check=False)


def typing():
    sticks = small_sticks(3)
    if sticks:
        try:
            typed(sticks)
        finally:
            pull_out(sticks)


def spanning():
    """A set on several sticks."""
    sticks = small_sticks(9)
    if not sticks:
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
        pull_out(sticks)


def main():
    for part in (in_use, refused, two_sets, damaged, small_portions, spanning, typing):
        part()
        print(f"{part.__name__}: as it should be", flush=True)
    shutil.rmtree(WORK)


main()
