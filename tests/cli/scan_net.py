# SPDX-License-Identifier: Apache-2.0
"""Scanners on the network: SANE's net backend with a saned of our own before the virtual feeder, and
sane-airscan with a small eSCL server that answers as a driverless scanner does. Loopback only.
usage: scan_net.py TOOLS FEEDER
"""
import hashlib
import http.server
import os
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

TOOLS, FEEDER = sys.argv[1:3]
WORK = tempfile.mkdtemp(prefix="sohoa-net-")
WIDTH, HEIGHT, SHEETS, SANE_PORT = 400, 300, 3, 6566
PIXELS = [random.Random(i).randbytes(WIDTH * HEIGHT) for i in range(SHEETS)]


def must(good, what):
    if not good:
        raise SystemExit(f"{what} (look into {WORK})")


def conf(folder, **files):
    os.mkdir(f"{WORK}/{folder}")
    for name, text in files.items():
        with open(f"{WORK}/{folder}/{name}.conf", "w", encoding="ascii") as out:
            out.write(text)
    return f"{WORK}/{folder}"


def env(folder, **more):
    return dict(os.environ, PATH=TOOLS + ":" + os.environ["PATH"], LC_ALL="C.UTF-8", HOME=WORK,
                SOHOA_STORE=WORK + "/store", SANE_CONFIG_DIR=folder, **more)


def sohoa(environment, *words):
    return subprocess.run(["sohoa", *words], env=environment, capture_output=True, text=True,
                          timeout=120, stdin=subprocess.DEVNULL)


def pages_of(batch):
    with sqlite3.connect(f"file:{WORK}/store/sohoa.db?mode=ro", uri=True) as db:
        return [row[0] for row in db.execute(
            "SELECT master.pixels FROM batch_page AS place JOIN batch ON batch.id = place.batch"
            " JOIN page_revision AS seen ON seen.page = place.page JOIN master ON master.id ="
            " seen.master WHERE batch.name = ? ORDER BY place.position", (batch,))]


def wait_for(port):
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    must(False, f"nothing listens on {port}")


# ---- saned ----

def net():
    os.mkdir(WORK + "/stack")
    for i, pixels in enumerate(PIXELS):
        with open(f"{WORK}/stack/{i}.pgm", "wb") as out:
            out.write(b"P5 %d %d 255\n" % (WIDTH, HEIGHT) + pixels)
    with open(WORK + "/faults", "w", encoding="ascii") as out:
        out.write("2 5000 jam\n")
    server = env(conf("server", dll="sohoafeeder\n", saned="localhost\n"), LD_LIBRARY_PATH=FEEDER,
                 SOHOA_FEEDER_FOLDER=WORK + "/stack", SOHOA_FEEDER_POSITION=WORK + "/position",
                 SOHOA_FEEDER_FAULTS=WORK + "/faults")
    client = env(conf("client", dll="net\n", net="127.0.0.1\n"))
    saned = subprocess.Popen(["/usr/sbin/saned", "-l", "-b", "127.0.0.1", "-e"], env=server,
                             stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    try:
        wait_for(SANE_PORT)
        listed = sohoa(client, "devices")
        must("net:127.0.0.1:sohoafeeder:stack" in listed.stdout, f"not listed: {listed.stdout}")
        scan = ["scan", "--device", "net:127.0.0.1:sohoafeeder:stack", "--batch", "net"]
        done = sohoa(client, *scan)
        must(done.returncode == 3 and "K-307: trang 2" in done.stderr, f"a jam: {done.stderr}")
        os.unlink(WORK + "/faults")
        done = sohoa(client, *scan)
        must(done.returncode == 0, f"scanning on: {done.stderr}")
        want = [hashlib.sha256(p).hexdigest() for p in PIXELS]
        must(pages_of("net") == want, "other pixels over the network")
    finally:
        saned.terminate()
        saned.wait()
    done = sohoa(client, *scan)
    must(done.returncode == 1 and "K-3" in done.stderr, f"a server that is gone: {done.stderr}")


# ---- eSCL ----

CAPABILITIES = """<?xml version="1.0"?>
<scan:ScannerCapabilities xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
 xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"><pwg:Version>2.63</pwg:Version>
<pwg:MakeAndModel>Mau thu</pwg:MakeAndModel><scan:Platen><scan:PlatenInputCaps>%(caps)s
</scan:PlatenInputCaps></scan:Platen><scan:Adf><scan:AdfSimplexInputCaps>%(caps)s
</scan:AdfSimplexInputCaps></scan:Adf></scan:ScannerCapabilities>""" % {"caps": """
<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth>
<scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>3508</scan:MaxHeight>
<scan:SettingProfiles><scan:SettingProfile><scan:ColorModes>
<scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>
<scan:DocumentFormats><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat></scan:DocumentFormats>
<scan:SupportedResolutions><scan:DiscreteResolutions><scan:DiscreteResolution>
<scan:XResolution>300</scan:XResolution><scan:YResolution>300</scan:YResolution>
</scan:DiscreteResolution></scan:DiscreteResolutions></scan:SupportedResolutions>
</scan:SettingProfile></scan:SettingProfiles>"""}
STATUS = """<?xml version="1.0"?>
<scan:ScannerStatus xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
 xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"><pwg:Version>2.63</pwg:Version>
<pwg:State>Idle</pwg:State><scan:AdfState>%s</scan:AdfState></scan:ScannerStatus>"""


class Scanner(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    left, jammed, jpeg = 0, False, b""

    def log_message(self, *args):
        pass

    def answer(self, code, body=b"", kind="text/xml", **headers):
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, text in headers.items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path.endswith("ScannerCapabilities"):
            return self.answer(200, CAPABILITIES.encode())
        if self.path.endswith("ScannerStatus"):
            state = "ScannerAdfJam" if Scanner.jammed else (
                "ScannerAdfLoaded" if Scanner.left else "ScannerAdfEmpty")
            return self.answer(200, (STATUS % state).encode())
        if self.path.endswith("NextDocument") and Scanner.left and not Scanner.jammed:
            Scanner.left -= 1
            return self.answer(200, Scanner.jpeg, "image/jpeg")
        return self.answer(409 if Scanner.jammed else 404)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not Scanner.left:
            return self.answer(409)
        return self.answer(201, Location=f"http://127.0.0.1:{self.server.server_port}/eSCL/ScanJobs/1")

    def do_DELETE(self):
        self.answer(200)


def airscan():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Scanner)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with open(f"{WORK}/stack/0.pgm", "rb") as page:
        Scanner.jpeg = subprocess.run(["pnmtojpeg"], stdin=page, capture_output=True, check=True).stdout
    client = env(conf("air", dll="airscan\n", airscan="[devices]\nMau = http://127.0.0.1:%d/eSCL, eSCL\n"
                      "[options]\ndiscovery = disable\n" % server.server_port))
    listed = sohoa(client, "--json", "devices")
    must("airscan:" in listed.stdout, f"not listed: {listed.stdout}{listed.stderr}")
    scan = ["scan", "--source", "adf", "--mode", "grey", "--resolution", "300", "--batch", "air"]
    Scanner.left = 3
    done = sohoa(client, *scan)
    must(done.returncode == 0 and len(pages_of("air")) == 3, f"three sheets: {done.stdout}{done.stderr}")
    done = sohoa(client, *scan)
    must(done.returncode == 1 and "K-308: trang 4" in done.stderr, f"no paper: {done.stderr}")
    Scanner.left, Scanner.jammed = 2, True
    done = sohoa(client, *scan)
    must(done.returncode == 1 and "trang 4: " in done.stderr, f"a jam: {done.stderr}")
    Scanner.jammed = False
    done = sohoa(client, *scan)
    must(done.returncode == 0 and len(pages_of("air")) == 5, f"scanning on: {done.stderr}")
    server.shutdown()


subprocess.run(["sohoa", "init"], env=env(WORK), check=True, stdout=subprocess.DEVNULL)
net()
airscan()
shutil.rmtree(WORK)
print("net: three sheets, a jam, a server that is gone; airscan: five sheets, no paper, a jam")
