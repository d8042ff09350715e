# SPDX-License-Identifier: Apache-2.0
"""A day of an office on the command line: everything people do with records, each by whoever may and
by nobody else; what they did proves itself from the recovery sheet's key; what they typed lies
nowhere but in the store. usage: office_day.py TOOLS"""
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile

from office import Office

os.environ["PATH"] = sys.argv[1] + ":" + os.environ["PATH"]
WORK = tempfile.mkdtemp(prefix="sohoa-day-")
os.environ.update(LC_ALL="C.UTF-8", TZ="UTC", HOME=f"{WORK}/home", TMPDIR=f"{WORK}/tmp",
                  XDG_CACHE_HOME=f"{WORK}/cache", XDG_RUNTIME_DIR=f"{WORK}/run")
for folder in ("home", "tmp", "cache", "run"):
    os.mkdir(f"{WORK}/{folder}", 0o700)
V, W, L, O, A = "Lê Thị Tình", "Hồ Văn Hai", "Vũ Đội Trưởng", "Trần Văn Cán", "Ngô Quản Trị"
CANARY = "Hoàng Thị Chích Chòe Than"
LOG = f"{WORK}/log"
office = Office(f"{WORK}/store")


def do(who, *words, lines=(), code=0):
    env = dict(os.environ, SOHOA_LOG="store:trace,workflow:trace,cli:trace,present:trace")
    done = office.sohoa(*words, who=who, lines=lines, env=env)
    with open(LOG, "a", encoding="utf-8") as log:
        log.write(done.stderr)
    assert done.returncode == code, (who, words, done.returncode, done.stdout, done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def states():
    return {row["id"]: row["state"] for row in do(None, "records")}


def sound():
    rows = do(None, "audit", "verify", "--root", office.root, "--head", office.head)
    assert rows[-1]["sound"] and len(rows) == 1, rows
    return rows[-1]


def found():
    office.found("Xã Bình An", O, "mật khẩu của cán bộ")
    for name, role, by in ((V, "volunteer", O), (L, "leader", O), (W, "volunteer", L),
                           (A, "administrator", None)):
        office.add(name, role, "mật khẩu của " + role, who=by)


def bring_in():
    subprocess.run(["sohoa-samples", "--seed", "6", "--count", "4", "--level", "clean", "--schema",
                    "khai-sinh", "--printed", "--turns", "0", "--dpi", "200", f"{WORK}/in"], check=True,
                   stdout=subprocess.DEVNULL)
    do(L, "book", "add", "--type", "KS", "--number", "01/2005", "--place", "xã Bình Minh", "--series",
       "2005:1-9")
    do(V, "import", "--batch", "Lô 1", f"{WORK}/in")
    do(V, "recognise", "--jobs", "2")
    do(V, "page", "move", "Lô 1:1", "3")
    do(V, "batch", "undo", "Lô 1", "--yes")
    do(L, "batch", "rebook", "Lô 1", "01/2005", "--yes")


def key(record, name):
    do(V, "set", record, "ho_ten", name)
    do(V, "set", record, "--finish")


def second(record, name=None):
    """Blind: every field that is asked for; the other ones as the first person has them."""
    asked = do(W, "verify", record, "--second")[0]["fields"]
    first = do(V, "show", record)[0]["fields"]
    words = [f"{field}={name if name and field == 'ho_ten' else first[field]['written']}"
             for field in asked if first[field]["status"] == "ok"]
    for field in asked:
        words += [] if first[field]["status"] == "ok" else [f"--{first[field]['status']}", field]
    do(W, "verify", record, "--second", *words, "--finish")


def enter(records):
    """The same twice; two that differ; one that the machine read and nobody changed."""
    a, b, c, d = records
    key(a, CANARY)
    second(a, CANARY)
    key(b, CANARY)
    second(b, CANARY + " Hai")
    assert states()[b] == "differs", states()
    do(O, "verify", b, "--settle", "--first", "ho_ten", "--finish")
    key(c, CANARY)
    second(c, CANARY)
    do(V, "set", d, "so_dinh_danh", "001205000123")
    do(V, "set", d, "--finish")
    if states()[d] == "second":
        second(d)
    assert set(states().values()) == {"verified"}, states()
    sound()


def decide(records):
    a, b, c, d = records
    do(O, "confirm", a)
    do(O, "confirm", b, "noi_sinh=xã Bình Minh")
    do(O, "return", c, "--reason", "wrong", "--field", "ho_ten")
    do(O, "confirm", d)
    assert sound()["confirmed"] == 3
    do(O, "confirm", d, "--withdraw", "--words", "nhầm tờ")
    do(O, "confirm", d)
    do(V, "set", c, "ho_ten", CANARY + " Ba")
    do(V, "set", c, "--finish")
    if states()[c] == "second":
        second(c, CANARY + " Ba")
    do(O, "confirm", c)
    do(V, "amend", a, "ho_ten=" + CANARY + " Tư", "--number", "12/QĐ-UBND", "--date", "05/03/2020",
       "--words", "cải chính họ tên")
    do(O, "confirm", a)
    assert set(states().values()) == {"confirmed"}, states()
    assert sound()["confirmed"] == 4


def hand_over():
    """What leaves is signed by the official and can be checked anywhere."""
    done = do(O, "release", f"{WORK}/hand-over", "--book", "01/2005")
    assert done[-1]["entries"] == 4, done
    folder = [f"{WORK}/hand-over/{name}" for name in os.listdir(f"{WORK}/hand-over")]
    do(None, "check", *folder)
    shutil.rmtree(f"{WORK}/hand-over")
    sound()


# Who may; - is somebody who did not say who he is. Only what is refused is looked at here: that the
# others may is shown by the day itself and by tests/workflow/test_rights.
REFUSED = [
    ("OA-", ["import", "FILE"]),
    ("-", ["recognise"]),
    ("OA-", ["set", "RECORD", "ho_ten", "x"]),
    ("OA-", ["set", "RECORD", "--finish"]),
    ("VLA-", ["confirm", "RECORD"]),
    ("VLA-", ["confirm", "RECORD", "--withdraw", "--words", "x"]),
    ("VLA-", ["confirm", "RECORD", "noi_sinh=x"]),
    ("VLA-", ["return", "RECORD", "--reason", "wrong"]),
    ("A-", ["amend", "RECORD", "ho_ten=x", "--number", "1", "--date", "05/03/2020", "--words", "x"]),
    ("VA-", ["verify", "RECORD", "--waive"]),
    ("A-", ["batch", "merge", "Lô 1", "Lô 1", "--yes"]),
    ("A-", ["page", "turn", "Lô 1:1", "90"]),
    ("V-", ["book", "add", "--type", "KS", "--number", "02/2005", "--place", "x", "--series", "2005:1-9"]),
    ("V-", ["backup", "USB"]),
    ("VLA-", ["release", "OUT", "--book", "01/2005"]),
    ("VA-", ["person", "add", "Ai Đó", "--role", "leader"]),
    ("VLA-", ["person", "end", L]),
]


def refuse(records):
    names = {"V": V, "L": L, "O": O, "A": A, "-": None}
    values = {"RECORD": records[0], "FILE": f"{WORK}/in", "USB": f"{WORK}/usb", "OUT": f"{WORK}/out"}
    before = do(None, "audit", "log")[-1]
    for letters, words in REFUSED:
        for letter in letters:
            done = office.sohoa(*[values.get(word, word) for word in words], who=names[letter],
                                lines=["một mật khẩu dài"] * 2)
            code = json.loads(done.stdout.splitlines()[-1])["error"]["code"]
            inner = json.loads(done.stdout.splitlines()[0])["error"]["code"]
            good = {code, inner} & {"K-830", "K-831", "K-2844", "K-2845", "K-1155", "K-1156", "K-860"}
            assert done.returncode == 1 and good, (letter, words, done)
    assert do(None, "audit", "log")[-1] == before, "something that was refused left a trace"


def masked(record):
    """A volunteer, and whoever is not signed in, sees the end of a person's number only."""
    numbers = {who: do(who, "show", record)[0]["fields"]["so_dinh_danh"]["value"]
               for who in (O, V, None)}
    whole = numbers[O]
    assert whole and whole.isdigit(), numbers
    assert numbers[V] == numbers[None] == "•" * (len(whole) - 3) + whole[-3:], numbers


def typed_nowhere_else():
    """Values and secrets: in no log, no folder of this account but the store."""
    secrets = [CANARY, *CANARY.split()[2:4], office.words, *office.passphrases.values()]
    for folder, folders, names in os.walk(WORK):
        if folder == WORK:
            folders.remove("store")
            folders.remove("in")
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                data = file.read()
            for secret in secrets:
                assert secret.encode() not in data, f"{secret} lies in {folder}/{name}"


def nobody_looks_into_the_process():
    """It waits for the next line: no core dump of it, and its files in /proc are root's."""
    read, write = os.pipe()
    os.write(write, (office.passphrases[O] + "\n").encode())
    with subprocess.Popen(["sohoa", "--store", office.folder, "--as", O, "--password-fd", str(read),
                           "person", "add", "Ai Đó"], pass_fds=[read], stderr=subprocess.DEVNULL) as child:
        limits = ""
        while "Max core file size        0 " not in limits and child.poll() is None:
            with open(f"/proc/{child.pid}/limits", encoding="utf-8") as file:
                limits = file.read()
        assert child.poll() is None, "it ended before it hid itself"
        os.close(write)
    os.close(read)


def only_for_this_account():
    for folder, folders, names in os.walk(office.folder):
        for name in folders + names:
            mode = os.lstat(os.path.join(folder, name)).st_mode & 0o777
            assert mode & 0o077 == 0, f"{folder}/{name} is {mode:o}"
    assert os.stat(office.folder).st_mode & 0o077 == 0


try:
    os.umask(0o022)
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    found()
    bring_in()
    ids = list(states())
    enter(ids)
    decide(ids)
    hand_over()
    refuse(ids)
    masked(ids[3])
    report = sound()
    typed_nowhere_else()
    only_for_this_account()
    nobody_looks_into_the_process()
    print(f"a day of an office: {report['acts']} signed acts, {report['confirmed']} confirmed records")
finally:
    subprocess.run(["chmod", "-R", "u+w", WORK], check=False)
    shutil.rmtree(WORK, ignore_errors=True)
