# SPDX-License-Identifier: Apache-2.0
"""What somebody with the store's files, sqlite and all the time in the world can do to it: write any
row, drop the triggers, compute every hash of the chain anew as sohoa does, sign with keys he has.
(Ed25519 as in RFC 8032, 5.1; slow and not constant in time: for tests.)"""
import hashlib
import json
import sqlite3
import uuid

# --- Ed25519 --------------------------------------------------------------------------------
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
BASE_Y = 4 * pow(5, P - 2, P) % P


def sha512(data):
    return int.from_bytes(hashlib.sha512(data).digest(), "little")


def root_x(y):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P)
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return P - x if x % 2 else x


BASE = (root_x(BASE_Y), BASE_Y, 1, root_x(BASE_Y) * BASE_Y % P)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def packed(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def halves(seed):
    digest = hashlib.sha512(bytes.fromhex(seed)).digest()
    number = int.from_bytes(digest[:32], "little") & (1 << 254) - 8 | 1 << 254
    return number, digest[32:]


def public(seed):
    return packed(times(halves(seed)[0], BASE)).hex()


def sign(seed, message):
    number, prefix = halves(seed)
    nonce = sha512(prefix + message) % ORDER
    point = packed(times(nonce, BASE))
    challenge = sha512(point + bytes.fromhex(public(seed)) + message) % ORDER
    return point + ((nonce + challenge * number) % ORDER).to_bytes(32, "little")


# --- the store ------------------------------------------------------------------------------


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def new_id():
    return str(uuid.uuid4())


class Forger:
    """A connection that may do everything; close() writes the chain anew when asked."""

    def __init__(self, folder):
        self.db = sqlite3.connect(f"{folder}/sohoa.db", isolation_level=None)
        self.db.execute("PRAGMA foreign_keys = OFF")
        for (name,) in self.all("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            self.db.execute(f"DROP TRIGGER {name}")
        self.station, self.office = self.one("SELECT id, office FROM station WHERE here = 1")

    def all(self, sql, *values):
        return self.db.execute(sql, values).fetchall()

    def one(self, sql, *values):
        return self.db.execute(sql, values).fetchone()

    def do(self, sql, *values):
        count = self.db.execute(sql, values).rowcount
        assert count > 0, f"{sql}: no row"

    def row_hash(self, noun, key, owner):
        """None when the row or its salt is not there."""
        columns = self.all(f"PRAGMA table_info({noun})")
        keys = [c[1] for c in sorted((c for c in columns if c[5]), key=lambda c: c[5])]
        parts = key.split("/") if len(keys) > 1 else [key]
        where = " AND ".join(f"{name} = ?" for name in keys)
        row = self.one(f"SELECT * FROM {noun} WHERE {where}", *parts)
        salt = self.one("SELECT value FROM salt WHERE owner = ?", owner or self.station)
        if not row or not salt:
            return None
        values = {c[1]: v.hex() if isinstance(v, bytes) else v for c, v in zip(columns, row)
                  if v is not None}
        return hashlib.sha256(salt[0] + canonical(dict(values, table=noun)).encode()).digest()

    def rebuild(self):
        """Every hash again, of the rows as they are now; the chain links itself anew."""
        newest = {}
        for entry, position, noun, key, owner in self.all(
                "SELECT entry, position, noun, id, owner FROM audit_row ORDER BY entry, position"):
            newest[noun, key] = (entry, position, owner)
        for (noun, key), (entry, position, owner) in newest.items():
            digest = self.row_hash(noun, key, owner)
            if digest:
                self.do("UPDATE audit_row SET hash = ? WHERE entry = ? AND position = ?", digest,
                        entry, position)
            else:
                self.do("DELETE FROM audit_row WHERE noun = ? AND id = ?", noun, key)
        self.link()

    def link(self):
        prev = bytes(32)
        for sequence, (entry, at, kind, person) in enumerate(self.all(
                "SELECT entry, at_ms, kind, person FROM audit ORDER BY sequence"), 1):
            rows = self.all("SELECT noun, id, owner, hash FROM audit_row WHERE entry = ?"
                            " ORDER BY position", entry)
            for position, (noun, key, *_) in enumerate(rows, 1):
                self.db.execute("UPDATE audit_row SET position = ? WHERE entry = ? AND noun = ? AND"
                                " id = ?", (position, entry, noun, key))
            digest = hashlib.sha256(canonical({
                "station": self.station, "sequence": sequence, "prev": prev.hex(), "at": at,
                "kind": kind, "person": person,
                "rows": [[n, k, o, h.hex() if h else None] for n, k, o, h in rows]}).encode()
            ).digest()
            self.do("UPDATE audit SET sequence = ?, prev = ?, hash = ?, rows = ? WHERE entry = ?",
                    sequence, prev, digest, len(rows), entry)
            prev = digest

    def head(self):
        sequence, digest = self.one("SELECT sequence, hash FROM audit ORDER BY sequence DESC")
        return f"{sequence}.{digest.hex()}"

    def append(self, person, kind, *rows):
        """One more audit row that covers these rows (noun, id, owner), as sohoa would write it."""
        last, prev = self.one("SELECT sequence, hash FROM audit ORDER BY sequence DESC")
        entry = self.one("SELECT max(entry) FROM audit")[0] + 1
        at = self.one("SELECT max(at_ms) FROM audit")[0]
        self.do("INSERT INTO audit (entry, station, sequence, prev, at_ms, kind, person, rows, hash)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", entry, self.station, last + 1, prev, at, kind,
                person, len(rows), bytes(32))
        for position, (noun, key, owner) in enumerate(rows, 1):
            self.do("INSERT INTO audit_row VALUES (?, ?, ?, ?, ?, ?)", entry, position, noun, key,
                    owner, self.row_hash(noun, key, owner))
        covered = [[n, k, o, self.row_hash(n, k, o).hex()] for n, k, o in rows]
        digest = hashlib.sha256(canonical({
            "station": self.station, "sequence": last + 1, "prev": prev.hex(), "at": at,
            "kind": kind, "person": person, "rows": covered}).encode()).digest()
        self.do("UPDATE audit SET hash = ? WHERE entry = ?", digest, entry)

    def act(self, hand, kind, versions=(), body=None, reason=None, more=(), person=None):
        """A well-made act signed with the key of hand; with what else the transaction wrote."""
        act, person = new_id(), person or hand["id"]
        at, head = self.one("SELECT max(at_ms) FROM act")[0], self.head()
        body = canonical(body) if body else None
        listed = [self.one("SELECT id, record, lower(hex(hash)) FROM version WHERE id = ?", v)
                  for v in versions]
        text = canonical({
            "act": act, "at": at, "body": body, "head": head, "key": hand["key"], "kind": kind,
            "office": self.office, "person": person, "reason": reason, "station": self.station,
            "versions": [list(v) for v in listed]})
        signature = sign(hand["seed"], b"sohoa-act-1\0" + text.encode())
        self.do("INSERT INTO act (id, station, kind, person, reason, body, at_ms, key, head,"
                " signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", act, self.station, kind, person,
                reason, body, at, hand["key"], head, signature)
        rows = [("act", act, None)]
        for position, version in enumerate(versions, 1):
            self.do("INSERT INTO act_version (act, version, station, position) VALUES (?, ?, ?, ?)",
                    act, version, self.station, position)
            rows.append(("act_version", f"{act}/{version}", None))
        self.append(person, "version", *more, *rows)
        return act

    def version(self, hand, parent, change):
        """A new version after parent with change(fields); id and the rows to cover."""
        version = new_id()
        record, body, digest = self.one("SELECT record, body, hash FROM version WHERE id = ?", parent)
        body = json.loads(body)
        change(body["fields"])
        body.update(parents=[digest.hex()], salt="00" * 16)
        text = canonical(body)
        self.do("INSERT INTO version (id, record, station, person, hash, body, at_ms) VALUES"
                " (?, ?, ?, ?, ?, ?, ?)", version, record, self.station, hand["id"],
                hashlib.sha256(text.encode()).digest(), text, 1)
        self.do("INSERT INTO version_parent (version, parent, station, position) VALUES (?, ?, ?, 1)",
                version, parent, self.station)
        return version, [("version", version, record), ("version_parent", f"{version}/{parent}",
                                                        None)]

    def show_as(self, record, state):
        self.do("UPDATE record_stage SET state = ? WHERE record = ?", state, record)
