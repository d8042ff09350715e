# SPDX-License-Identifier: Apache-2.0
"""Turning a clean page, scaling it to 200 or 400 dpi or framing it makes no sure value another sure one, and
changes few fields.

metamorphic.py BENCH BUILD SEED COUNT   runs bench/metamorphic and holds its table against LIMITS
"""
import re
import subprocess
import sys

# Per cent of the fields that a variant may change: the goal.
LIMITS = {'turn 90': 1.0, 'turn 180': 1.0, 'turn 270': 1.0, 'no dpi': 1.0, 'white 10 mm': 1.0,
          'skew +3': 1.0, 'skew -3': 1.0, '200 dpi': 1.0, '400 dpi': 1.0, 'dark 5 mm': 1.0,
          'dark 15 mm': 1.0}


def main():
    bench, build, seed, count = sys.argv[1:5]
    run = subprocess.run([bench, '--build', build, '--seed', seed, '--count', count, '--wrong'],
                         capture_output=True, text=True, check=False)
    print(run.stdout, run.stderr)
    failed, seen = 0, set()
    for line in run.stdout.splitlines():
        match = re.match(r'(\S.{13}) +(\d+) +(\d+) +([\d.]+) +(\d+)', line)
        if not match or match.group(1).strip() not in LIMITS:
            continue
        name, fields, changed, sure = match.group(1).strip(), int(match.group(2)), int(match.group(3)), int(match.group(5))
        seen.add(name)
        # One field more than the share: on a few pages a single one may weigh more than it.
        good = sure == 0 and changed <= 1 + fields * LIMITS[name] / 100
        failed += not good
        print(f'[{"       OK " if good else "  FAILED  "}] {name}: {changed} of {fields} changed, {sure} sure')
    if seen != set(LIMITS) or run.returncode:
        print(f'missing: {sorted(set(LIMITS) - seen)}; exit {run.returncode}')
        failed += 1
    return 1 if failed else 0


sys.exit(main())
