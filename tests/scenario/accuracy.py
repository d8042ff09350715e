# SPDX-License-Identifier: Apache-2.0
"""The accuracy floor: pages of every paper are made now, read, and scored against their truth.

accuracy.py BUILD SEED|fresh PAGES   (PAGES a level; a fresh seed is printed so that it can be repeated)
"""
import os
import random
import re
import subprocess
import sys
import tempfile

# CER in per cent that a level may not exceed: the floors of the design.
FLOOR = {'clean': 1.2, 'office': 1.8, 'worn': 18.0}


def make(build, seed, pages, folder):
    jobs = [subprocess.Popen([f'{build}/samples/generate/sohoa-samples', '--seed', str(seed),
                              '--count', str(pages), '--level', level, '--printed',
                              f'{folder}/{level}'], stdout=subprocess.DEVNULL) for level in FLOOR]
    return [job.wait() for job in jobs] == [0] * len(jobs)


def score(build, folder, level):
    pages = f'{folder}/{level}'
    lines = f'{folder}/{level}.jsonl'
    with open(lines, 'wb') as out:
        code = subprocess.call([f'{build}/ui/sohoa', 'read', '--json', pages], stdout=out,
                               stderr=subprocess.DEVNULL)
    if code != 0:
        return None
    text = subprocess.run([f'{build}/bench/bench-score', pages, lines], capture_output=True,
                          text=True, check=True).stdout
    print(text)
    found = re.search(rf'^{level} +\d+ +\d+ +([\d.]+)', text, re.M)
    return float(found.group(1)) if found else None


def main():
    build, seed, pages = sys.argv[1], sys.argv[2], int(sys.argv[3])
    seed = random.SystemRandom().randrange(1, 10**9) if seed == 'fresh' else int(seed)
    print(f'seed {seed}, {pages} pages a level')
    failed = 0
    with tempfile.TemporaryDirectory(prefix='sohoa-accuracy-') as folder:
        if not make(build, seed, pages, folder):
            print('the pages could not be made')
            return 1
        for level, floor in FLOOR.items():
            cer = score(build, folder, level)
            good = cer is not None and cer <= floor
            failed += not good
            print(f'[{"       OK " if good else "  FAILED  "}] CER {level}: {cer} %, floor {floor} %')
    return 1 if failed else 0


os.environ['LC_ALL'] = 'C.UTF-8'
sys.exit(main())
