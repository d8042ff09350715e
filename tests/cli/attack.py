# SPDX-License-Identifier: Apache-2.0
"""Without an official's key nobody makes a confirmation that the proof accepts. Each line of the
table below is an attack on the files of an office's store (tests/cli/forge.py does it as well as it
can be done) and what `sohoa audit verify` must say of it. usage: attack.py TOOLS BENCH_OFFICE"""
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

from forge import Forger, canonical, new_id, public

os.environ["PATH"] = sys.argv[1] + ":" + os.environ["PATH"]
WORK = tempfile.mkdtemp(prefix="sohoa-attack-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
RECORDS = 24


def make(folder):
    done = subprocess.run([sys.argv[2], folder, str(RECORDS)], check=True, capture_output=True,
                          text=True)
    return json.loads(done.stdout)


MADE = make(f"{WORK}/made")


def verify(folder, *options):
    """The names of what it found; the exit code agrees with them."""
    done = subprocess.run(["sohoa", "--store", folder, "--json", "audit", "verify", *options],
                          capture_output=True, text=True, check=False)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    found = {row["fault"] for row in rows if "fault" in row and not row["warning"]}
    report = [row for row in rows if "sound" in row][0]
    assert report["sound"] == (not found) == (done.returncode == 0), done
    return found


def pick(f, state="confirmed", nth=0):
    """Record, its last act and the version that this is about."""
    return f.all("SELECT version.record, act.id, version.id FROM act JOIN act_version ON act ="
                 " act.id JOIN version ON version.id = act_version.version JOIN record_stage ON"
                 " record_stage.record = version.record WHERE state = ? ORDER BY act.rowid DESC",
                 state)[nth]


def change_first(fields, count=1):
    for i in range(count):
        fields[f"truong_{i}"]["written"] = fields[f"truong_{i}"]["normal"] = f"Kẻ Giả {i}"


def change_four(fields):
    change_first(fields, 4)


def change_body(f, version):
    body = json.loads(f.one("SELECT body FROM version WHERE id = ?", version)[0])
    change_first(body["fields"])
    text = canonical(body)
    f.do("UPDATE version SET body = ?, hash = ? WHERE id = ?", text,
         hashlib.sha256(text.encode()).digest(), version)


def honest_confirmation(f):
    """The official himself with his key, by these tools: they make what sohoa makes."""
    record, _, version = pick(f, "returned")
    f.act(MADE["first"], "verify", [version])
    f.act(MADE["official"], "confirm", [version])
    f.show_as(record, "confirmed")


def value(f):
    change_body(f, pick(f)[2])


def value_of_the_last(f):
    """Nothing signed stands after it in the chain."""
    change_body(f, f.one("SELECT version FROM act_version JOIN act ON act.id = act"
                         " ORDER BY act.rowid DESC")[0])


def confirmer(f):
    f.do("UPDATE act SET person = ? WHERE id = ?", MADE["second"]["id"], pick(f)[1])


def when(f):
    f.do("UPDATE act SET at_ms = at_ms - 86400000 WHERE id = ?", pick(f)[1])


def reason(f):
    f.do("UPDATE act SET reason = 'rõ' WHERE kind = 'return'")


def role(f):
    f.do("UPDATE person SET role = 'official' WHERE id = ?", MADE["first"]["id"])


def name(f):
    f.do("UPDATE person SET name = 'Ai Khác' WHERE id = ?", MADE["official"]["id"])


def unsigned(f):
    f.do("UPDATE act SET signature = NULL, key = NULL, head = NULL WHERE id = ?", pick(f)[1])


def replay(f):
    """A confirmation's signature set under other content."""
    record, act, version = pick(f)
    new, rows = f.version(MADE["first"], version, change_first)
    f.act(MADE["first"], "verify", [new], more=rows)
    columns = "station, kind, person, reason, body, at_ms, key, head, signature"
    copy = new_id()
    f.do(f"INSERT INTO act (id, {columns}) SELECT ?, {columns} FROM act WHERE id = ?", copy, act)
    f.do("INSERT INTO act_version VALUES (?, ?, ?, 1)", copy, new, f.station)
    f.append(MADE["official"]["id"], "confirm", ("act", copy, None),
             ("act_version", f"{copy}/{new}", None))
    f.show_as(record, "confirmed")


def other_version(f):
    _, act, _ = pick(f)
    f.do("UPDATE act_version SET version = ? WHERE act = ?", pick(f, nth=3)[2], act)


def rewritten_before(f):
    """A row that no signature names, older than signed acts."""
    f.do("UPDATE batch SET name = 'khác'")


def reordered(f):
    """Two confirmations change places in the chain."""
    a, b = [f.one("SELECT entry FROM audit_row WHERE noun = 'act' AND id = ?", pick(f, nth=n)[1])[0]
            for n in (1, 4)]
    for table in ("audit_row", "audit"):
        for old, new in ((a, -1), (b, a), (-1, b)):
            f.do(f"UPDATE {table} SET entry = ? WHERE entry = ?", new, old)
    first, second = [f.one("SELECT sequence FROM audit WHERE entry = ?", e)[0] for e in (a, b)]
    f.do("UPDATE audit SET sequence = 1000000 WHERE entry = ?", a)
    f.do("UPDATE audit SET sequence = ? WHERE entry = ?", first, b)
    f.do("UPDATE audit SET sequence = ? WHERE entry = ?", second, a)


def page_image(f):
    """The page shows another file; both files are whole."""
    other = hashlib.sha256(b"P5 2 2 255\nwxyz").hexdigest()
    f.do("INSERT INTO master SELECT ?, station, kind, bytes, frames, origin, source, device, profile,"
         " mode, resolution, pixels, added_ms, person FROM master", other)
    f.do("INSERT INTO salt VALUES (?, ?)", other, bytes(32))
    f.do("UPDATE page_revision SET master = ?", other)
    folder = f"{WORK}/attacked/masters"
    os.makedirs(f"{folder}/{other[:2]}", exist_ok=True)
    with open(f"{folder}/{other[:2]}/{other[2:]}.pnm", "wb") as out:
        out.write(b"P5 2 2 255\nwxyz")


def master_bytes(_):
    for folder, _, names in os.walk(f"{WORK}/attacked/masters"):
        for one in names:
            os.chmod(f"{folder}/{one}", 0o600)
            with open(f"{folder}/{one}", "wb") as out:
                out.write(b"P5 2 2 255\nwxyz")


def volunteer_confirms(f):
    """A volunteer with his own good key, lifted to official in the table."""
    record, _, version = pick(f, "returned")
    f.act(MADE["first"], "verify", [version])
    role(f)
    f.append(MADE["first"]["id"], "person", ("person", MADE["first"]["id"], MADE["first"]["id"]))
    f.act(MADE["first"], "confirm", [version])
    f.show_as(record, "confirmed")


def own_certificate(f, by):
    """Whoever has that key makes himself an official."""
    hand = MADE[by]
    f.act(hand, "person-certify",
          body={"person": hand["id"], "name": "Trần Văn Cán", "role": "official",
                "key": public("11" * 32)})


def volunteer_certifies_himself(f):
    own_certificate(f, "first")


def fake_official(f):
    """The administrator certifies an official of his own, who confirms."""
    record, _, version = pick(f, "returned")
    fake = {"id": new_id(), "seed": "22" * 32, "key": public("22" * 32)}
    f.do("INSERT INTO person (id, station, name, role, created_ms) VALUES (?, ?, 'Ma', 'official', 1)",
         fake["id"], f.station)
    f.do("INSERT INTO salt VALUES (?, ?)", fake["id"], bytes(32))
    act = f.act(MADE["administrator"], "person-certify",
                body={"person": fake["id"], "name": "Ma", "role": "official", "key": fake["key"]},
                more=[("person", fake["id"], fake["id"])])
    f.do("INSERT INTO person_key VALUES (?, 1, ?, ?, ?, 1)", fake["id"], f.station, fake["key"], act)
    f.append(fake["id"], "person", ("person_key", f"{fake['id']}/1", None))
    f.act(MADE["first"], "verify", [version])
    f.act(fake, "confirm", [version])
    f.show_as(record, "confirmed")


def official_admits_official(f):
    f.act(MADE["official"], "person-admit",
          body={"person": new_id(), "name": "Ma", "role": "official", "key": public("33" * 32)})


def key_swapped(f):
    """The table says that the official's key is another one, and that signs."""
    hand = dict(MADE["official"], seed="44" * 32, key=public("44" * 32))
    f.do("UPDATE person_key SET key = ? WHERE person = ?", hand["key"], hand["id"])
    record, _, version = pick(f, "returned")
    f.rebuild()
    f.act(MADE["first"], "verify", [version])
    f.act(hand, "confirm", [version])
    f.show_as(record, "confirmed")


def after_the_end(f):
    f.act(MADE["official"], "person-end", body={"person": MADE["first"]["id"]})
    f.do("UPDATE person SET ended_ms = 1 WHERE id = ?", MADE["first"]["id"])
    f.append(MADE["official"]["id"], "person", ("person", MADE["first"]["id"], MADE["first"]["id"]))
    f.act(MADE["first"], "verify", [pick(f, "returned")[2]])


def shown_confirmed(f):
    f.show_as(pick(f, "returned")[0], "confirmed")


def confirmed_unseen(f):
    """A true confirmation of a record that is returned: it must be entered again before."""
    record, _, version = pick(f, "returned")
    f.act(MADE["official"], "confirm", [version])
    f.show_as(record, "confirmed")


def keyed_after(f):
    """A value keyed into a confirmed record, behind the last signed act."""
    record = pick(f)[0]
    f.do("INSERT INTO draft (record, number, station, field, person, written, normal, status, at_ms)"
         " VALUES (?, 99, ?, 'truong_0', ?, 'Kẻ Giả', 'Kẻ Giả', 'ok', 1)", record, f.station,
         MADE["first"]["id"])
    f.append(MADE["first"]["id"], "draft", ("draft", f"{record}/99", record))


def moved_after(f):
    """A confirmed record is taken away from its place, behind the last signed act."""
    record = pick(f)[0]
    f.do("UPDATE record SET row = 7 WHERE id = ?", record)
    f.append(MADE["first"]["id"], "page", ("record", record, record))


def hidden_after(f):
    record = pick(f)[0]
    f.do("UPDATE record SET withdrawn = 1 WHERE id = ?", record)
    f.append(MADE["first"]["id"], "page", ("record", record, record))


def version_beside(f):
    """A volunteer's good version behind the confirmed one; the state is left."""
    _, _, version = pick(f)
    _, rows = f.version(MADE["first"], version, change_first)
    f.append(MADE["first"]["id"], "version", *rows)


def all_alone(f):
    """The official changes more values than he may correct and confirms them himself."""
    corrected(f, change_four)


def a_few(f):
    corrected(f, change_first)


def corrected(f, change):
    record, _, version = pick(f, "returned")
    f.act(MADE["first"], "verify", [version])
    new, rows = f.version(MADE["official"], version, change)
    f.act(MADE["official"], "correct", [new], more=rows)
    f.act(MADE["official"], "confirm", [new])
    f.show_as(record, "confirmed")


def parent(f):
    a, b = f.all("SELECT version, parent FROM version_parent")[:2]
    f.do("UPDATE version_parent SET parent = ? WHERE version = ?", b[1], a[0])


def withdrawn_act(f):
    """The last return never was."""
    record, act, _ = pick(f, "returned")
    f.do("DELETE FROM act_version WHERE act = ?", act)
    f.do("DELETE FROM act WHERE id = ?", act)
    f.show_as(record, "verified")


def cut(f):
    """The last two transactions and all they wrote."""
    for (entry,) in f.all("SELECT entry FROM audit ORDER BY sequence DESC LIMIT 2"):
        for noun, key in f.all("SELECT noun, id FROM audit_row WHERE entry = ? ORDER BY noun", entry):
            if noun == "act":
                (kind,) = f.one("SELECT kind FROM act WHERE id = ?", key)
                for (record,) in f.all("SELECT record FROM act_version JOIN version ON version.id ="
                                       " act_version.version WHERE act = ?", key):
                    f.show_as(record, "entered" if kind == "verify" else "verified")
                f.do("DELETE FROM act_version WHERE act = ?", key)
                f.do("DELETE FROM act WHERE id = ?", key)
            elif noun == "version":
                f.do("DELETE FROM version WHERE id = ?", key)
            elif noun == "record":
                f.db.execute("DELETE FROM record_stage WHERE record = ?", (key,))
                f.db.execute("DELETE FROM record WHERE id = ?", (key,))
        f.do("DELETE FROM audit_row WHERE entry = ?", entry)
        f.do("DELETE FROM audit WHERE entry = ?", entry)


def own_root(f):
    f.do("UPDATE station SET office = ?", public("55" * 32))


def no_root(f):
    f.do("UPDATE station SET office = NULL, practice = 1")


def nothing(_):
    pass


NO_CHAIN, CHAIN = False, True
TABLE = [  # attack, is the chain computed anew, what must be found; HEAD: only with a head kept outside
    (nothing, NO_CHAIN, set()),
    (nothing, CHAIN, set()),
    (honest_confirmation, NO_CHAIN, set()),
    (value, NO_CHAIN, {"signature", "changed"}),
    (value, CHAIN, {"signature", "place"}),
    (value_of_the_last, CHAIN, {"signature"}),
    (confirmer, CHAIN, {"key", "signature", "place"}),
    (when, CHAIN, {"signature", "place"}),
    (reason, CHAIN, {"signature"}),
    (role, CHAIN, {"person", "place"}),
    (name, CHAIN, {"person", "place"}),
    (unsigned, CHAIN, {"unsigned", "state"}),
    (replay, NO_CHAIN, {"signature", "move"}),
    (other_version, CHAIN, {"signature", "state"}),
    (rewritten_before, NO_CHAIN, {"changed"}),
    (rewritten_before, CHAIN, {"place"}),
    (reordered, CHAIN, {"place"}),
    (page_image, CHAIN, {"place"}),
    (master_bytes, NO_CHAIN, {"master-changed"}),
    (volunteer_confirms, NO_CHAIN, {"right", "person", "state"}),
    (volunteer_certifies_himself, NO_CHAIN, {"right"}),
    (fake_official, NO_CHAIN, {"right", "key", "person", "person-key", "state"}),
    (official_admits_official, NO_CHAIN, {"right"}),
    (key_swapped, NO_CHAIN, {"key", "person-key", "state"}),
    (after_the_end, NO_CHAIN, {"key"}),
    (shown_confirmed, NO_CHAIN, {"state"}),
    (confirmed_unseen, NO_CHAIN, {"move"}),
    (keyed_after, NO_CHAIN, {"confirmed-content"}),
    (moved_after, NO_CHAIN, {"confirmed-content"}),
    (hidden_after, NO_CHAIN, {"confirmed-content"}),
    (version_beside, NO_CHAIN, {"confirmed-content", "unsigned-content"}),
    (a_few, NO_CHAIN, set()),
    (all_alone, NO_CHAIN, {"alone"}),
    (parent, NO_CHAIN, {"gone", "uncovered", "parents"}),
    (parent, CHAIN, {"parents"}),
    (own_root, CHAIN, {"root"}),
    (no_root, CHAIN, {"root"}),
]
HEAD_TABLE = [  # accepted without a head: that is what the head is for
    (withdrawn_act, CHAIN),
    (cut, CHAIN),
]


def attacked(attack, chain):
    folder = f"{WORK}/attacked"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(f"{WORK}/made", folder)
    forger = Forger(folder)
    attack(forger)
    if chain:
        forger.rebuild()
    forger.db.close()
    return folder


def main():
    root, head = ["--root", MADE["root"]["key"]], ["--head", MADE["head"]]
    broken = 0
    for attack, chain, want in TABLE:
        found = verify(attacked(attack, chain), *root)
        good = want <= found if want else not found
        broken += not good
        print(f"{'' if good else 'NOT '}ok  {attack.__name__}{' + chain' if chain else ''}:"
              f" {', '.join(sorted(found)) or 'sound'}{'' if good else f' (wanted {want})'}")
    for attack, chain in HEAD_TABLE:
        folder = attacked(attack, chain)
        without, with_head = verify(folder, *root), verify(folder, *root, *head)
        good = not without and with_head == {"head"}
        broken += not good
        print(f"{'' if good else 'NOT '}ok  {attack.__name__}: {without or 'sound'}; with the head:"
              f" {with_head}")
    older = attacked(nothing, NO_CHAIN)
    now = Forger(f"{WORK}/made")
    now.act(MADE["first"], "verify", [pick(now, "returned")[2]])
    new_head = now.head()
    now.db.close()
    found = verify(older, *root), verify(older, *root, "--head", new_head)
    print("older store put back:", found[0] or "sound", "; with the head:", found[1])
    assert found == (set(), {"head"})
    found = verify(make(f"{WORK}/other") and f"{WORK}/other", *root)
    print("another office's store:", found)
    assert found >= {"root", "key"}
    assert not broken, f"{broken} attacks were not named as they should be"


try:
    main()
finally:
    subprocess.run(["chmod", "-R", "u+w", WORK], check=False)
    shutil.rmtree(WORK, ignore_errors=True)
