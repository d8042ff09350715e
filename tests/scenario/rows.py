# SPDX-License-Identifier: Apache-2.0
"""Are the records the rows of these sheets, whole? usage: rows.py RECORDS.json TRUTH.json...

A row is whole when it has its record and fields of the left and of the right part of the sheet are
right in it; all fields together must be right as on sheets that were taken in one piece."""
import json
import sys

FIELDS_LEAST = 0.9

records = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
pages = {}
for record in records:
    pages.setdefault(record["position"], []).append(record)
all_fields = right = 0
broken = []
for number, name in enumerate(sys.argv[2:], 1):
    truth = json.load(open(name, encoding="utf-8"))
    found = sorted(pages.get(number, []), key=lambda record: record["row"])
    if len(found) != len(truth["records"]):
        broken.append(f"sheet {number}: {len(found)} records, {len(truth['records'])} rows")
        continue
    for row, (record, wanted) in enumerate(zip(found, truth["records"])):
        sides = set()
        for field, value in wanted["fields"].items():
            if value["value"] is None or field not in record["fields"]:
                continue
            all_fields += 1
            if record["fields"][field]["value"] == value["value"]:
                right += 1
                x = value["box"][0] + value["box"][2] / 2
                sides.add("left" if x < truth["width"] / 2 else "right")
        if sides != {"left", "right"}:
            broken.append(f"sheet {number} row {row}: right on {sides or 'no side'}")
share = right / all_fields if all_fields else 0
print(f"fields right: {right} of {all_fields}")
print("rows: whole" if not broken and share >= FIELDS_LEAST else "\n".join(broken or ["too few right"]))
sys.exit(bool(broken) or share < FIELDS_LEAST)
