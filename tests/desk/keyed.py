# SPDX-License-Identifier: Apache-2.0
"""Keys the rows of a register page from its truth, as people would, so that later screens have
something to show: a first entry of all rows, a second one that differs in two names, and what
settles them.

usage: keyed.py SOHOA STORE BATCH TRUTH first|second|settled
"""
import json
import subprocess
import sys

SOHOA, STORE, BATCH, TRUTH, UPTO = sys.argv[1:6]
DIFFER = {2: lambda name: name[:-1], 6: lambda name: name.replace("n", "m", 1)}


def sohoa(*words):
    done = subprocess.run([SOHOA, "--store", STORE, "--json", *words], check=True, text=True,
                          capture_output=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def values(row):
    fields = {name: field if isinstance(field, str) else (field or {}).get("written")
              for name, field in row["fields"].items()}
    return {name: value for name, value in fields.items() if value}


truth = json.load(open(TRUTH, encoding="utf-8"))["records"]
records = [row["id"] for row in sohoa("records", "--batch", BATCH)]
sohoa("verify", "--policy", "on")
for record, row in zip(records, truth):
    known = sohoa("show", record)[0]["fields"]
    written = {name: value for name, value in values(row).items() if name in known}
    words = [f"{name}={value}" for name, value in written.items()]
    sohoa("verify", record, *words, *([] if "ghi_chu" in written else ["--blank", "ghi_chu"]))
if UPTO == "first":
    sys.exit()
for at, (record, row) in enumerate(zip(records, truth)):
    words = []
    for name in sohoa("verify", record, "--second")[0]["fields"]:
        value = values(row).get(name)
        if value and name == "ho_ten" and at in DIFFER:
            value = DIFFER[at](value)
        words += [f"{name}={value}"] if value else ["--missing", name]
    sohoa("verify", record, "--second", *words, "--finish")
if UPTO == "second":
    sys.exit()
for at in DIFFER:
    sohoa("verify", records[at], "--settle", "--first", "ho_ten", "--finish")
