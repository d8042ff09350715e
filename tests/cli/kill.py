# SPDX-License-Identifier: Apache-2.0
"""Kills sohoa with SIGKILL at random moments of scan, import, recognise, set, changes of batches, of
pages (halves joined, a page split, a torn-off piece, each taken back), books and backup. After each
death the store must be sound, hold everything that was acknowledged and nothing by halves, and go on
by itself. Ends with a table of the moments and what came of them.
usage: kill.py TOOLS [KILLS [SEED]]"""
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
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 30
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 20261122
KILLS_A_STORE = 100  # then a new one, so that proving it stays quick
RANDOM = random.Random(SEED)
WORK = tempfile.mkdtemp(prefix="sohoa-kill-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
FEEDER = next((p for p in TOOLS.split(":") if p.endswith("feeder")), "")
ENV = dict(os.environ, PATH=TOOLS + ":" + os.environ["PATH"], LC_ALL="C.UTF-8", HOME=WORK,
           SANE_CONFIG_DIR=FEEDER, LD_LIBRARY_PATH=FEEDER, SOHOA_FEEDER_FOLDER=WORK + "/stack")
LONGEST = {"scan": 0.6, "import": 0.3, "recognise": 0.8, "set": 0.08, "batch": 0.06, "backup": 0.3,
           "book": 0.06, "page": 0.3}


def rows_of(out):
    rows = []
    for line in out.splitlines():
        try:
            rows.append(json.loads(line))
        except ValueError:  # the line in which it died
            break
    return rows


def sohoa(*words, check=True):
    done = subprocess.run(["sohoa", "--json", *words], env=ENV, capture_output=True, text=True,
                          timeout=600, stdin=subprocess.DEVNULL)
    must(not check or done.returncode == 0,
         f"sohoa {' '.join(words)}: exit {done.returncode}\n{done.stderr}")
    return rows_of(done.stdout)


def must(good, what):
    if not good:
        raise SystemExit(f"seed {SEED}: {what}; the store is in {WORK}")


class Table:
    """What each kill hit."""

    def __init__(self):
        self.lines = {name: [] for name in LONGEST}

    def add(self, name, moment, acknowledged, ended):
        self.lines[name].append((moment * 1000, acknowledged, ended))

    def kills(self):
        return sum(1 for hits in self.lines.values() for hit in hits if not hit[2])

    def show(self):
        print(f"{'command':10} kills  nothing done  in between  too late   moment ms, least/middle/most"
              "  acknowledged and kept")
        for name, hits in self.lines.items():
            moments = sorted(hit[0] for hit in hits if not hit[2]) or [0]
            alive = [hit for hit in hits if not hit[2]]
            none = sum(1 for hit in alive if not hit[1])
            print(f"{name:10} {len(alive):5}  {none:12}  {len(alive) - none:10}"
                  f"  {len(hits) - len(alive):8}   {moments[0]:9.1f} {moments[len(moments) // 2]:9.1f}"
                  f" {moments[-1]:9.1f}  {sum(hit[1] for hit in hits):12}")


class Loop:
    """One store and what it acknowledged."""

    def __init__(self, number, table):
        self.table = table
        self.store = f"{WORK}/store{number}"
        ENV["SOHOA_STORE"] = self.store
        self.pages = set()    # known to be there
        self.fresh = 0        # acknowledged since
        self.read = 0         # pages acknowledged as read
        self.values = {}      # record -> acknowledged value
        self.imports = 0
        self.changes = 0
        self.restores = 0
        sohoa("init")
        sohoa("scan", "--device", "sohoafeeder:stack", "--batch", "scan")
        sohoa("import", "--batch", "sheets", "--schema", "so-khai-sinh", WORK + "/sheets")
        sohoa("recognise")
        self.halves = self.places()["sheets"]
        sohoa("backup", self.usb(), "--key", f"{WORK}/key.pub")

    def usb(self):
        return self.store + "-usb"

    def killed(self, name, *words, acknowledges):
        """Starts a command and kills it at a random moment of its life; the lines it printed."""
        started = time.monotonic()
        moment = RANDOM.uniform(0, LONGEST[name])
        child = subprocess.Popen(["sohoa", "--json", *words], env=ENV, stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL, text=True, stdin=subprocess.DEVNULL)
        time.sleep(max(0, moment - (time.monotonic() - started)))
        child.send_signal(signal.SIGKILL)
        rows = rows_of(child.communicate()[0])
        ended = child.returncode != -signal.SIGKILL
        must(not ended or child.returncode == 0, f"{name} failed by itself: {rows[-1:]}")
        LONGEST[name] = min(2.0, max(0.02, LONGEST[name] * (0.8 if ended else 1.03)))
        acks = sum(1 for row in rows if acknowledges(row))
        self.table.add(name, moment, acks, ended)
        return rows

    def take_pages(self, rows):
        self.fresh += sum(1 for row in rows if row.get("event") == "page")

    def scan(self):
        self.take_pages(self.killed("scan", "scan", "--device", "sohoafeeder:stack", "--batch", "scan",
                                    acknowledges=lambda row: row.get("event") == "page"))

    def take_in(self):
        self.imports += 1
        folder = f"{self.store}-in{self.imports}"
        os.mkdir(folder)
        for i in range(6):
            with open(f"{folder}/{i}.pgm", "wb") as out:
                out.write(b"P5 60 40 255 " + RANDOM.randbytes(2400))
        rows = self.killed("import", "import", "--batch", "import", folder,
                           acknowledges=lambda row: row.get("event") == "page")
        self.take_pages(rows)
        again = sohoa("import", "--batch", "import", folder)[-1]  # the rest, nothing twice
        must(again["files"] + again["known"] == 6, "an import did not go on")
        must(again["known"] >= sum(1 for row in rows if row.get("event") == "page"),
             "an acknowledged file was not known")

    def recognise(self):
        rows = self.killed("recognise", "recognise",
                           acknowledges=lambda row: row.get("event") == "page")
        self.read += sum(1 for row in rows if row.get("event") == "page")

    def key(self):
        records = sohoa("records", "--batch", "scan", "--limit", "1000")
        if not records:
            return
        record = RANDOM.choice(records)["id"]
        value = f"{RANDOM.randrange(1, 999)}/20{RANDOM.randrange(10, 26)}"
        for row in self.killed("set", "set", record, "so", value,
                               acknowledges=lambda row: row.get("value") == value):
            must(row.get("value") == value, "another value was acknowledged")
            self.values[record] = value

    def places(self):
        """{batch name: [page, …]}; each page stands in one batch."""
        found = {batch["name"]: [row["page"] for row in sohoa("batch", "show", batch["name"])]
                 for batch in sohoa("batch", "list")}
        everywhere = [page for pages in found.values() for page in pages]
        must(len(everywhere) == len(set(everywhere)), "a page stands in two batches")
        return found

    def change(self):
        """Moved, split off and merged: wholly or not at all."""
        before = self.places()
        pages = before.get("import", [])
        if len(pages) < 3:
            return
        self.changes += 1
        count = RANDOM.randrange(1, min(9, len(pages)))
        splits = [name for name in before if name.startswith("part")]
        if splits and RANDOM.random() < 0.5:
            name = RANDOM.choice(splits)
            words = ("merge", name, "import", "--yes")
            after = dict(before, **{"import": pages + before[name]})
            del after[name]
        elif splits and RANDOM.random() < 0.5:
            name = RANDOM.choice(splits)
            words = ("move", "import", f"1-{count}", name, "--yes")
            after = dict(before, **{"import": pages[count:], name: before[name] + pages[:count]})
        else:
            name = f"part{self.changes}"
            words = ("split", "import", f"1-{count}", name, "--yes")
            after = dict(before, **{"import": pages[count:], name: pages[:count]})
        rows = self.killed("batch", "batch", *words, acknowledges=lambda row: "done" in row)
        now = self.places()
        must(now in (before, after), f"half a {words[0]}")
        must(not any("done" in row for row in rows) or now == after, f"a {words[0]} was lost")

    def sheets(self):
        """Two halves joined, a page split or put to a record, or that taken back: wholly or not."""
        before, (left, right) = self.places()["sheets"], self.halves
        records = sohoa("records", "--batch", "scan", "--limit", "9")
        choices = [("page", "join", "sheets:1", "sheets:2"), ("page", "split", "sheets:1")]
        choices += [("page", "piece", "sheets:2", RANDOM.choice(records)["id"])] if records else []
        words = RANDOM.choice(choices) if before == self.halves else ("batch", "undo", "sheets", "--yes")
        # What is withdrawn is no longer counted; what comes back is read again.
        self.pages -= set(before)
        self.read = max(0, self.read - len(before))
        rows = self.killed("page", *words, acknowledges=lambda row: "done" in row or "undone" in row)
        now = self.places()["sheets"]
        new = [page for page in now if page not in before]
        whole = {"undo": now == self.halves, "join": len(now) == 1 and now == new,
                 "piece": now == [left], "split": len(new) == 1 and now == [left, new[0], right]}
        must(now == before or whole[words[1]], f"half a page {words[1]}: {before} became {now}")
        must(not rows or now != before, f"a page {words[1]} was lost")

    def books(self):
        """An inventory comes in as a whole or not at all; a mark that was acknowledged stays."""
        before = len(sohoa("book", "list"))
        table = f"{self.store}-books.csv"
        with open(table, "w", encoding="utf-8") as out:
            out.write("type,number,year,first,last\n")
            out.writelines(f"KS,{before + i:04},2005,1,20\n" for i in range(30))
        rows = self.killed("book", "book", "import", table, acknowledges=lambda row: row.get("added"))
        added = len(sohoa("book", "list")) - before
        must(added in (0, 30), f"{added} books of 30 came in")
        must(added == 30 or not any(row.get("added") for row in rows), "books came in and are gone")
        if added:
            book = f"{before:04}"
            rows = self.killed("book", "book", "mark", book, "3-7", "--cancelled", "--reason", "x",
                               acknowledges=bool)
            marked = sohoa("book", "status", book)[0]["counts"]["cancelled"]
            must(marked in (0, 5), f"{marked} numbers of 5 were marked")
            must(marked == 5 or not rows, "marks are gone")

    def back_up(self):
        rows = self.killed("backup", "backup", self.usb(),
                           acknowledges=lambda row: row.get("whole"))
        acknowledged = any(row.get("whole") for row in rows)
        if not acknowledged:
            if RANDOM.random() < 0.5:
                self.restore(None)  # what stood there before is as good as ever
            sohoa("backup", self.usb())
        self.restore(sohoa("audit", "verify")[-1]["head"])

    def same_masters(self, folder):
        """What came back is what is there; beside it may lie what a killed import left half done."""
        lines = subprocess.run(["diff", "-rq", f"{folder}/masters", f"{self.store}/masters"],
                               check=False, capture_output=True, text=True).stdout.splitlines()
        return all(line.startswith(f"Only in {self.store}/masters") for line in lines)

    def restore(self, head):
        self.restores += 1
        folder = f"{self.store}-back"
        row = sohoa("restore", self.usb(), "--to", folder, "--key", f"{WORK}/key")[-1]
        must(row["same_head"] and row["missing"] == row["damaged"] == 0, f"a backup is bad: {row}")
        must(head in (None, row["head"]), "a backup restores to another head")
        if head:
            must(self.same_masters(folder), "other masters")
        shutil.rmtree(folder)

    def check(self, what):
        status = sohoa("status")[0]
        report = sohoa("audit", "verify", check=False)[-1]
        must(report.get("sound"), f"not sound after {what}: {report}")
        there = {page for pages in self.places().values() for page in pages}
        must(self.pages <= there and len(self.pages) + self.fresh <= len(there),
             f"pages lost after {what}")
        must(status["pages_by_state"]["extracted"] >= self.read, f"reading lost after {what}")
        self.pages, self.fresh, self.read = there, 0, status["pages_by_state"]["extracted"]
        shown = sohoa("show", *self.values) if self.values else []
        for record in shown:
            now = record["fields"]["so"]
            # A value whose acknowledgement died with the process may be newer: it is a keyed one too.
            must(now["origin"] == "draft", f"a keyed value is gone after {what}")
            must(now["value"] == self.values[record["id"]] or what == "key",
                 f"an older value is back after {what}")
            self.values[record["id"]] = now["value"]

    def finish(self):
        sohoa("recognise")
        status = sohoa("status")[0]
        must(status["pages_by_state"]["extracted"] == status["pages"], "the next start did not go on")
        must(status["pages_by_state"]["aside"] == 0, "a page was set aside without a fault of its own")
        must(sohoa("audit", "verify")[-1]["sound"], "not sound at the end")


def main():
    subprocess.run(["sohoa-samples", "--seed", "3", "--count", "3", "--level", "clean", "--dpi", "150",
                    "--schema", "khai-sinh", "--printed", "--format", "pnm", WORK + "/stack"],
                   env=ENV, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["sohoa-samples", "--seed", "5", "--count", "1", "--level", "clean", "--dpi", "150",
                    "--schema", "so-khai-sinh", "--printed", "--turns", "0", "--halves",
                    WORK + "/sheets"], env=ENV, check=True, stdout=subprocess.DEVNULL)
    sohoa("key", f"{WORK}/key")
    table = Table()
    restores = 0
    while table.kills() < KILLS:
        loop = Loop(table.kills(), table)
        loop.check("the start")
        steps = [("import", loop.take_in), ("batch", loop.change), ("key", loop.key),
                 ("backup", loop.back_up), ("scan", loop.scan), ("recognise", loop.recognise),
                 ("books", loop.books), ("page", loop.sheets)]
        target, number = min(KILLS, table.kills() + KILLS_A_STORE), 0
        while table.kills() < target:
            name, step = steps[number % len(steps)]
            step()
            loop.check(name)
            number += 1
        loop.finish()
        restores += loop.restores
        print(f"{table.kills()} kills", flush=True)
    table.show()
    shutil.rmtree(WORK)
    print(f"{table.kills()} kills, {restores} restored backups, nothing lost")


main()
