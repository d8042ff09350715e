# SPDX-License-Identifier: Apache-2.0
"""Kills sohoa with SIGKILL at a random moment of scan, import, recognise and set, thirty times.

After each death the store must be sound, hold everything that was acknowledged, and go on by
itself. usage: kill.py TOOLS [ROUNDS [SEED]]
"""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

TOOLS = sys.argv[1]
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 30
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 20261122
RANDOM = random.Random(SEED)
WORK = tempfile.mkdtemp(prefix="sohoa-kill-")
FEEDER = next((p for p in TOOLS.split(":") if p.endswith("feeder")), "")
ENV = dict(os.environ, PATH=TOOLS + ":" + os.environ["PATH"], LC_ALL="C.UTF-8", HOME=WORK,
           SOHOA_STORE=WORK + "/store", SANE_CONFIG_DIR=FEEDER, LD_LIBRARY_PATH=FEEDER,
           SOHOA_FEEDER_FOLDER=WORK + "/stack")


def sohoa(*words, check=True):
    done = subprocess.run(["sohoa", "--json", *words], env=ENV, capture_output=True, text=True,
                          timeout=600, stdin=subprocess.DEVNULL)
    if check and done.returncode != 0:
        raise SystemExit(f"sohoa {' '.join(words)}: exit {done.returncode}\n{done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def killed(*words, lines=4, longest=0.3):
    """Starts a command and kills it some time after one of its first lines; the lines it printed."""
    child = subprocess.Popen(["sohoa", "--json", *words], env=ENV, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, text=True, stdin=subprocess.DEVNULL)
    out = "".join(child.stdout.readline() for _ in range(RANDOM.randint(0, lines)))
    time.sleep(RANDOM.uniform(0, longest))
    child.send_signal(signal.SIGKILL)
    out += child.communicate()[0]
    rows = []
    for line in out.splitlines():
        try:
            rows.append(json.loads(line))
        except ValueError:  # the line in which it died
            break
    return rows


def acknowledged(rows):
    return [row for row in rows if row.get("event") == "page"]


def must(good, what):
    if not good:
        raise SystemExit(f"seed {SEED}: {what}; the store is in {WORK}")


class Loop:
    def __init__(self):
        self.pages = 0        # acknowledged
        self.read = 0         # pages acknowledged as read
        self.values = {}      # (record, field) -> acknowledged value
        self.imports = 0

    def scan(self):
        rows = killed("scan", "--device", "sohoafeeder:stack", "--batch", "scan")
        self.pages += len(acknowledged(rows))

    def take_in(self):
        self.imports += 1
        folder = f"{WORK}/in{self.imports}"
        os.mkdir(folder)
        for i in range(6):
            with open(f"{folder}/{i}.pgm", "wb") as out:
                out.write(b"P5 300 200 255 " + RANDOM.randbytes(3) + bytes([255]) * 59997)
        rows = killed("import", "--batch", "import", folder)
        self.pages += len(acknowledged(rows))
        again = sohoa("import", "--batch", "import", folder)[-1]  # the rest, nothing twice
        must(again["files"] + again["known"] == 6, "an import did not go on")
        must(again["known"] >= len(acknowledged(rows)), "an acknowledged file was not known")

    def recognise(self):
        rows = killed("recognise")
        self.read += len(acknowledged(rows))

    def key(self):
        records = sohoa("records", "--limit", "1000")
        if not records:
            return
        record = RANDOM.choice(records)["id"]
        value = f"{RANDOM.randrange(1, 999)}/20{RANDOM.randrange(10, 26)}"
        for row in killed("set", record, "so", value, lines=1, longest=0.05):
            must(row.get("value") == value, "another value was acknowledged")
            self.values[record] = value

    def books(self):
        """An inventory comes in as a whole or not at all; a mark that was acknowledged stays."""
        before = len(sohoa("book", "list"))
        table = f"{WORK}/books.csv"
        with open(table, "w", encoding="utf-8") as out:
            out.write("type,number,year,first,last\n")
            out.writelines(f"KS,{before + i:04},2005,1,20\n" for i in range(30))
        rows = killed("book", "import", table, lines=31, longest=0.05)
        added = len(sohoa("book", "list")) - before
        must(added in (0, 30), f"{added} books of 30 came in")
        must(added == 30 or not any(row.get("added") for row in rows), "books came in and are gone")
        if added:
            book = f"{before:04}"
            rows = killed("book", "mark", book, "3-7", "--cancelled", "--reason", "x", lines=1,
                          longest=0.05)
            marked = sohoa("book", "status", book)[0]["counts"]["cancelled"]
            must(marked in (0, 5), f"{marked} numbers of 5 were marked")
            must(marked == 5 or not rows, "marks are gone")

    def check(self, what):
        status = sohoa("status")[0]
        report = sohoa("audit", "verify", check=False)[-1]
        must(report.get("sound"), f"not sound after {what}: {report}")
        must(status["pages"] >= self.pages, f"pages lost after {what}")
        must(status["pages_by_state"]["extracted"] >= self.read, f"reading lost after {what}")
        self.pages, self.read = status["pages"], status["pages_by_state"]["extracted"]
        for record, value in self.values.items():
            now = sohoa("show", record)[0]["fields"]["so"]
            # A value whose acknowledgement died with the process may be newer: it is a keyed one too.
            must(now["origin"] == "draft", f"a keyed value is gone after {what}")
            must(now["value"] == value or what == "key", f"an older value is back after {what}")
            self.values[record] = now["value"]


def main():
    subprocess.run(["sohoa-samples", "--seed", "3", "--count", "3", "--level", "clean", "--dpi", "150",
                    "--schema", "khai-sinh", "--printed", "--format", "pnm", WORK + "/stack"],
                   env=ENV, check=True, stdout=subprocess.DEVNULL)
    sohoa("init")
    sohoa("scan", "--device", "sohoafeeder:stack", "--batch", "scan")
    sohoa("recognise")
    loop = Loop()
    loop.check("the start")
    steps = [("scan", loop.scan), ("import", loop.take_in), ("recognise", loop.recognise),
             ("key", loop.key), ("books", loop.books)]
    for number in range(ROUNDS):
        name, step = steps[number % len(steps)]
        step()
        loop.check(name)
        print(f"round {number + 1}: killed {name}; pages {loop.pages}, read {loop.read}", flush=True)
    sohoa("recognise")
    status = sohoa("status")[0]
    must(status["pages_by_state"]["extracted"] == status["pages"], "the next start did not go on")
    must(status["pages_by_state"]["aside"] == 0, "a page was set aside without a fault of its own")
    must(sohoa("audit", "verify")[-1]["sound"], "not sound at the end")
    shutil.rmtree(WORK)
    print(f"{ROUNDS} kills, nothing lost")


main()
