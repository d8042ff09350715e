# SPDX-License-Identifier: Apache-2.0
"""Good, broken, odd and hostile files: each comes in, or is listed with its reason; the program
neither dies nor hangs, and memory stays within limits.
usage: corpus.py TOOLS [--corpus DIR]  (DIR: any folder; its files may have any fate, which is printed)
tests/run --corpus DIR builds and does this.
"""
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

from corpus_make import make

TOOLS = sys.argv[1]
FOLDER = os.path.abspath(sys.argv[3]) if sys.argv[2:3] == ["--corpus"] else None
ENDINGS = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".pdf", ".pnm", ".pbm", ".pgm", ".ppm")
WORK = tempfile.mkdtemp(prefix="sohoa-corpus-")
ENV = dict(os.environ, PATH=TOOLS + ":" + os.environ["PATH"], LC_ALL="C.UTF-8", HOME=WORK,
           SOHOA_STORE=WORK + "/store")
MEMORY_MB = 1100  # the largest process of all; a child for PDF files may have 1024


def must(good, what):
    if not good:
        raise SystemExit(f"{what} (look into {WORK})")


def sohoa(*words, codes=(0, 3)):
    done = subprocess.run(["sohoa", "--json", *words], env=ENV, capture_output=True, text=True,
                          timeout=900, stdin=subprocess.DEVNULL, errors="replace")
    must(done.returncode in codes, f"sohoa {words[0]}: exit {done.returncode}\n{done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def names_in(folder):
    """Of the files that an import of the folder takes."""
    return {name for _, _, names in os.walk(folder) for name in names
            if name.lower().endswith(ENDINGS) and not name.startswith(".")}


def fate_by_name(fates):
    """What became of each file."""
    rows = sohoa("import", "--batch", "c", FOLDER or WORK + "/in")
    came, listed = set(), {}
    for row in rows:
        name = row.get("where", "").split("/")[-1]
        if row.get("event") in ("page", "file-known"):
            came.add(name)
        elif row.get("event") == "file-aside":
            must(row["error"]["text"], f"{name} has no reason")
            listed[name] = f"{row['error']['code']} {row['error']['text']}"
    read = sohoa("recognise")[-1]
    must(read["waiting"] == 0, "pages were left unread")
    for row in sohoa("rescan", "list"):
        if {"unreadable", "partial"} & set(row["reasons"]):
            listed[row["file"]] = row["detail"] or ",".join(row["reasons"])
    must(sohoa("audit", "verify")[-1]["sound"], "audit verify fails")
    silent = (set(fates) if fates else names_in(FOLDER)) - came - set(listed)
    must(not silent, f"without a word: {sorted(silent)}")
    return came, listed, read


def main():
    os.mkdir(WORK + "/in")
    os.chdir(WORK)
    fates = None if FOLDER else make(WORK + "/in")
    began = time.monotonic()
    sohoa("init")
    came, listed, read = fate_by_name(fates)
    wrong = [f"{name}: should be {fate}; {listed.get(name, 'came in')}"
             for name, fate in (fates or {}).items()
             if fate == "good" and (name in listed or name not in came)
             or fate == "bad" and name not in listed]
    must(not wrong, "\n".join(wrong))
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    must(usage.ru_maxrss < MEMORY_MB * 1024, f"a process took {usage.ru_maxrss // 1024} MB")
    shutil.rmtree(WORK)
    if FOLDER:
        for name in sorted(came | set(listed)):
            print(f"{name}: {listed.get(name, 'came in')}")
    print(f"{len(fates or came | set(listed))} files: {len(came)} came in, {len(listed)} listed with a"
          f" reason; {read['read']} pages read; at most {usage.ru_maxrss // 1024} MB a process;"
          f" {time.monotonic() - began:.0f} s, CPU {usage.ru_utime + usage.ru_stime:.0f} s")


main()
