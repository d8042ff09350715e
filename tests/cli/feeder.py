# SPDX-License-Identifier: Apache-2.0
"""Each fault of a scanner at the first, a middle and the last byte of pages 1, 2 and the last, then
kills of sohoa itself, through the real libsane and the virtual feeder (samples/feeder).

Pages before a fault must be stored, the message must name the page and say what to do, and once the
fault is mended the next scan must go on with the right sheet: nothing twice, nothing missing. After
a kill a sheet may have gone through unstored; then the next scan must name it.
usage: feeder.py TOOLS FEEDER [KILLS [SEED]]
"""
import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

TOOLS, FEEDER = sys.argv[1:3]
KILLS = int(sys.argv[3]) if len(sys.argv) > 3 else 12
SEED = int(sys.argv[4]) if len(sys.argv) > 4 else 20261125
WORK = tempfile.mkdtemp(prefix="sohoa-feeder-")
WIDTH, HEIGHT, SHEETS = 300, 200, 4
BYTES = WIDTH * HEIGHT
KINDS = ["jam", "cover", "io", "hang", "crash", "short", "long", "gone", "empty"]
PASSED = {"short", "long"}  # the sheet went through, incomplete: a person puts it back
ENV = dict(os.environ, PATH=TOOLS + ":" + os.environ["PATH"], LC_ALL="C.UTF-8", HOME=WORK,
           SOHOA_STORE=WORK + "/store", SANE_CONFIG_DIR=FEEDER, LD_LIBRARY_PATH=FEEDER,
           SOHOA_FEEDER_FOLDER=WORK + "/stack", SOHOA_FEEDER_POSITION=WORK + "/position",
           SOHOA_FEEDER_FAULTS=WORK + "/faults", SOHOA_PAGE_SECONDS="1")


def must(good, what):
    if not good:
        raise SystemExit(f"{what} (seed {SEED}; look into {WORK})")


def make_stack(sheets, width, height):
    shutil.rmtree(WORK + "/stack", ignore_errors=True)
    os.mkdir(WORK + "/stack")
    hashes = []
    for sheet in range(sheets):
        pixels = random.Random(sheet).randbytes(width * height)
        with open(f"{WORK}/stack/{sheet:03}.pgm", "wb") as out:
            out.write(b"P5 %d %d 255\n" % (width, height) + pixels)
        hashes.append(pixels)
    return hashes


def write(name, text):
    with open(f"{WORK}/{name}", "w", encoding="ascii") as out:
        out.write(text)


def scan(batch):
    return subprocess.run(["sohoa", "scan", "--device", "sohoafeeder:stack", "--batch", batch],
                          env=ENV, capture_output=True, text=True, timeout=60,
                          stdin=subprocess.DEVNULL)


def pages_of(batch):
    """The pixels' hashes of a batch, in its order."""
    with sqlite3.connect(f"file:{WORK}/store/sohoa.db?mode=ro", uri=True) as db:
        return [row[0] for row in db.execute(
            "SELECT master.pixels FROM batch_page AS place JOIN batch ON batch.id = place.batch"
            " JOIN page_revision AS seen ON seen.page = place.page"
            " JOIN master ON master.id = seen.master"
            " WHERE batch.name = ? ORDER BY place.position", (batch,))]


def one_fault(kind, page, byte, whole):
    batch = f"{kind}-{page}-{byte}"
    write("position", "0\n")
    write("faults", f"{page} {byte} {kind}\n")
    done = scan(batch)
    if kind == "empty" and byte == "0" and page > 1:  # no paper between two pages: the end
        must(done.returncode == 0, f"{batch}: exit {done.returncode}: {done.stderr}")
    else:
        must(done.returncode == (3 if page > 1 else 1), f"{batch}: exit {done.returncode}")
        must(f"trang {page}: " in done.stderr, f"{batch} does not name the page: {done.stderr}")
        must(any(word in done.stderr for word in ("đặt lại", "đặt giấy")),
             f"{batch} says no remedy: {done.stderr}")
    must(pages_of(batch) == whole[:page - 1], f"{batch}: {len(pages_of(batch))} pages are stored")
    write("faults", "")
    if kind in PASSED:
        write("position", f"{page - 1}\n")
    done = scan(batch)
    must(done.returncode == 0, f"{batch}: scanning on fails: {done.stderr}")
    must("K-" not in done.stderr, f"{batch}: scanning on complains: {done.stderr}")
    must(pages_of(batch) == whole, f"{batch}: other pages after scanning on")


def kill_once(batch, chance, whole):
    """One stack, killed at a random moment and scanned on until it is empty."""
    write("position", "0\n")
    child = subprocess.Popen(["sohoa", "--json", "scan", "--device", "sohoafeeder:stack", "--batch",
                              batch], env=ENV, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                             stdin=subprocess.DEVNULL)
    for _ in range(chance.randint(0, 5)):
        child.stdout.readline()
    time.sleep(chance.uniform(0, 0.03))
    child.send_signal(signal.SIGKILL)
    child.communicate()
    stored = len(pages_of(batch))
    time.sleep(0.05)  # the scanning child dies with it
    fed = int(open(WORK + "/position", encoding="ascii").read())
    done = scan(batch)
    now = pages_of(batch)
    ended = fed == len(whole) and stored == fed
    must(done.returncode == (1 if fed == len(whole) else 0), f"{batch}: {done.stderr}")
    must(now == whole[:stored] + whole[fed:], f"{batch}: stored {stored}, fed {fed}")
    named = f"trang {stored + 1}: " in done.stderr and "K-1943" in done.stderr
    must(named or ended or stored == 0 == fed or fed == stored,
         f"{batch}: the lost sheet {stored + 1} is not named: {done.stderr}")
    return fed - stored


def main():
    pixels = make_stack(SHEETS, WIDTH, HEIGHT)
    whole = [raster_hash(p, WIDTH, HEIGHT) for p in pixels]
    subprocess.run(["sohoa", "init"], env=ENV, check=True, stdout=subprocess.DEVNULL)
    count = 0
    for kind in KINDS:
        for page in (1, 2, SHEETS):
            for byte in ("0", str(BYTES // 2), str(BYTES - 1)):
                one_fault(kind, page, byte, whole)
                count += 1
    pixels = make_stack(6, 1200, 900)
    whole = [raster_hash(p, 1200, 900) for p in pixels]
    chance = random.Random(SEED)
    lost = [kill_once(f"kill-{i}", chance, whole) for i in range(KILLS)]
    sound = subprocess.run(["sohoa", "audit", "verify"], env=ENV, stdout=subprocess.DEVNULL)
    must(sound.returncode == 0, "audit verify fails")
    shutil.rmtree(WORK)
    print(f"{count} faults, {KILLS} kills; sheets that went through unstored and were named:"
          f" {sum(lost)}")


def raster_hash(pixels, width, height):
    return hashlib.sha256(pixels).hexdigest()


main()
