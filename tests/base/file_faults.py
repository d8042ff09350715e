# SPDX-License-Identifier: Apache-2.0
"""tests/base/file_faults: each system call of a write fails in turn (strace puts the error in): it
is told, what was there stays, nothing half written is left, and nothing is called done that is not."""
import os
import shutil
import subprocess
import sys
import tempfile

# call, error, which one, mode, code, content afterwards (None: no file)
CASES = [
    ('write', 'EIO', 1, 'replace', 'io', 'old'),
    ('write', 'ENOSPC', 1, 'replace', 'full', 'old'),
    ('write', 'EDQUOT', 1, 'once', 'full', None),
    ('write', 'EINTR', 1, 'replace', None, 'new'),
    ('fsync', 'EIO', 1, 'replace', 'io', 'old'),
    ('fsync', 'ENOSPC', 1, 'once', 'full', None),
    # of the folder: the name is there already, but nobody may count on it
    ('fsync', 'EIO', 2, 'replace', 'io', 'new'),
    ('fsync', 'EINVAL', 2, 'replace', None, 'new'),
    ('rename', 'EIO', 1, 'replace', 'io', 'old'),
    ('rename', 'EROFS', 1, 'replace', 'denied', 'old'),
    ('link', 'EIO', 1, 'once', 'io', None),
    ('link', 'EEXIST', 1, 'once', 'exists', None),
    ('link', 'EPERM', 1, 'once', None, 'new'),  # no hard links on this file system
]


def run_case(child, call, error, when, mode):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'file')
        if mode == 'replace':
            with open(path, 'w', encoding='ascii') as file:
                file.write('old')
        done = subprocess.run(
            ['strace', '-f', '-o', os.devnull, '-e', f'trace={call}', '-e',
             f'inject={call}:error={error}:when={when}', child, 'write', mode, path],
            capture_output=True, text=True)
        names = os.listdir(folder)
        content = None
        if 'file' in names:
            with open(path, encoding='ascii') as file:
                content = file.read()
        return done, content, [name for name in names if name != 'file']


def main(child):
    probe = subprocess.run(['strace', '-o', os.devnull, 'true'], capture_output=True) \
        if shutil.which('strace') else None
    if not probe or probe.returncode:
        print('strace is not installed or may not trace here')
        return 77
    failures = 0
    for call, error, when, mode, code, wanted in CASES:
        done, content, left = run_case(child, call, error, when, mode)
        said = done.stdout.split()[0] if done.stdout else None
        good = said == code and content == wanted and not left and \
            done.returncode == (1 if code else 0)
        if not good:
            print(f'{call} {error} {when} {mode}: said {done.stdout!r}, {done.returncode}, '
                  f'file {content!r}, left {left}')
            failures += 1
    print(f'{len(CASES)} cases, {failures} failed')
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
