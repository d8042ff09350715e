# SPDX-License-Identifier: Apache-2.0
"""Good, broken, odd and hostile files: each comes in, or is listed with its reason; the program
neither dies nor hangs, and memory stays within limits.
usage: corpus.py TOOLS [--corpus DIR]  (DIR: any folder; its files may have any fate)
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
FOLDER = sys.argv[3] if len(sys.argv) > 3 and sys.argv[2] == "--corpus" else None
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
    must(fates is None or came | set(listed) >= set(fates),
         f"without a word: {sorted(set(fates or ()) - came - set(listed))}")
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
    print(f"{len(fates or came | set(listed))} files: {len(came)} came in, {len(listed)} listed with a"
          f" reason; {read['read']} pages read; at most {usage.ru_maxrss // 1024} MB a process;"
          f" {time.monotonic() - began:.0f} s, CPU {usage.ru_utime + usage.ru_stime:.0f} s")


main()
