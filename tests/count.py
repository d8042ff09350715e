# SPDX-License-Identifier: Apache-2.0
"""Adds up the results of `meson test` (its JSON logs) and closes with "N passed, N failed"."""
import json
import re
import sys

passed = failed = 0
for path in sys.argv[1:]:
    try:
        with open(path, encoding="utf-8") as log:
            rows = [json.loads(line) for line in log if line.strip()]
    except OSError as error:
        print(f"no results: {error}")
        failed += 1
        continue
    for row in rows:
        # A cmocka program reports each of its cases; a script counts as one.
        text = (row.get("stdout") or "") + (row.get("stderr") or "")
        cases = len(re.findall(r"^\[ +OK +\]", text, re.M))
        broken = len(re.findall(r"^\[  FAILED  \] [^:]*$", text, re.M))
        if row["result"] in ("OK", "EXPECTEDFAIL"):
            passed += max(cases, 1)
        else:
            passed += cases
            failed += max(broken, 1)
            print(f"failed: {row['name']} ({row['result']})")
if passed == 0:
    print("no test was run")
    failed += 1
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
