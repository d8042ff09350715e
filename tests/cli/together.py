# SPDX-License-Identifier: Apache-2.0
"""Several commands in one store at once, one of them with a clock a year behind: two imports, reading,
keying, a backup. All that each acknowledged is there; a clock that went back is told and blocks nothing.
usage: together.py TOOLS"""
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

TOOLS = sys.argv[1]
WORK = tempfile.mkdtemp(prefix="sohoa-together-")
ENV = dict(os.environ, PATH=f"{TOOLS}:{os.environ['PATH']}", LC_ALL="C.UTF-8", HOME=WORK,
           SOHOA_STORE=f"{WORK}/store")
YEAR_MS = 365 * 24 * 3600 * 1000
BEHIND = dict(ENV, SOHOA_CLOCK_MS=str(int(time.time() * 1000) - YEAR_MS))


def start(*words, env=None):
    return subprocess.Popen(["sohoa", "--json", *words], env=env or ENV, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)


def end(child, codes=(0,)):
    out, err = child.communicate(timeout=300)
    assert child.returncode in codes, f"{child.args}: exit {child.returncode}\n{out}{err}"
    return [json.loads(line) for line in out.splitlines()]


def pages(name, count):
    os.makedirs(f"{WORK}/{name}")
    for i in range(count):
        with open(f"{WORK}/{name}/{i:02}.pgm", "wb") as out:
            out.write(b"P5 60 40 255 " + random.randbytes(2400))
    return f"{WORK}/{name}"


def main():
    subprocess.run(["sohoa-samples", "--seed", "3", "--count", "1", "--level", "clean", "--dpi", "150",
                    "--schema", "khai-sinh", "--printed", f"{WORK}/paper"], env=ENV, check=True,
                   stdout=subprocess.DEVNULL)
    for words in (("init",), ("import", f"{WORK}/paper"), ("recognise",), ("key", f"{WORK}/key")):
        end(start(*words))
    record = end(start("records"))[0]["id"]
    running = [start("import", "--batch", "a", pages("a", 25)),
               start("import", "--batch", "b", pages("b", 25), env=BEHIND),
               start("recognise"),
               start("backup", f"{WORK}/usb", "--key", f"{WORK}/key.pub")]
    for number in range(1, 21):  # a desk keys meanwhile
        end(start("set", record, "so", f"{number}/2012", env=BEHIND if number % 2 else ENV))
    second = start("recognise")  # one runner at a time: it waits its turn or is sent away
    imported = end(running[0])[-1]["files"] + end(running[1])[-1]["files"]
    end(running[2])
    end(second, codes=(0, 1))
    backup = end(running[3])[-1]
    assert imported == 50, imported
    assert end(start("show", record))[0]["fields"]["so"]["value"] == "20/2012"
    end(start("recognise"))
    status = end(start("status"))[0]
    assert status["pages"] == status["pages_by_state"]["extracted"] == 51, status
    rows = end(start("audit", "verify"))
    assert rows[-1]["sound"] and rows[-1]["faults"] == 0, rows
    assert {row["fault"] for row in rows[:-1]} == {"clock"}, rows
    drafts = [row for row in end(start("audit", "log")) if row["kind"] == "draft"]
    assert len(drafts) == 20, len(drafts)
    back = end(start("restore", f"{WORK}/usb", "--to", f"{WORK}/back", "--key", f"{WORK}/key"))[-1]
    assert back["same_head"] and back["head"] == backup["head"], (back, backup)
    shutil.rmtree(WORK)
    print("all of it is there, in one chain")


main()
