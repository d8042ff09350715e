# SPDX-License-Identifier: Apache-2.0
"""The same keys through the desk alone, the X11 window and the terminal end in the same store.

usage: fronts.py SOHOA DESK_TOOL x11|term
Ends with 77 where there is no Xvfb or xdotool. Waits with deadlines, never a fixed time.
"""
import fcntl
import json
import os
import pty
import select
import shutil
import struct
import subprocess
import sys
import termios
import time

SOHOA, TOOL, FRONT = sys.argv[1:4]
DEADLINE = 30

# Words as in tests/desk/script.h; the record that is looked at; field: value.
CASES = [
    ('other reading, then done', 'Enter F2 Enter Enter', 0, {'ho_ten': 'Nguyễn Văn An'}),
    ('Telex, then Tab', 'Enter Ctrl+a leex_vawn_suwr Tab', 0,
     {'ho_ten': 'Lễ Văn Sử', 'ngay_sinh': '15/03/1998'}),
    ('VNI, then Enter', 'F9 Enter Ctrl+a tra62n_thi5_hue61 Enter', 0, {'ho_ten': 'Trần Thị Huế'}),
    ('keys as they are, then Down', 'F9 F9 Enter Ctrl+a Huees Down', 0,
     {'ho_ten': 'Huees', 'ngay_sinh': '15/03/1998'}),
    ('illegible', 'Enter F4', 0, {'ho_ten': None}),
    ('a register row', 'Up Up Enter 37 Enter 5 Enter 230485 Enter taj_thij_uyeen Enter', 2,
     {'so': '5', 'ngay_dang_ky': '23/04/1985', 'ho_ten': 'Tạ Thị Uyên'}),
    ('quit in a word', 'Enter Ctrl+a huees Ctrl+q', 0, {'ho_ten': 'Huế'}),
]


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def wait(what, test):
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        found = test()
        if found:
            return found
        time.sleep(0.02)
    raise SystemExit(f'{FRONT}: {what} did not come within {DEADLINE} s')


def dump(store):
    """Values and states of all records, in their order."""
    rows = []
    for line in run(SOHOA, '--store', store, '--json', 'records').splitlines():
        shown = json.loads(run(SOHOA, '--store', store, '--json', 'show', json.loads(line)['id']))
        rows.append({'state': shown['state'],
                     **{name: field['written'] if field['status'] == 'ok' else None
                        for name, field in shown['fields'].items()},
                     'statuses': {name: field['status'] for name, field in shown['fields'].items()}})
    return rows


# ---- the window ----

XNAMES = {'Enter': 'Return', 'Up': 'Up', 'Down': 'Down', 'Esc': 'Escape'}


class Window:
    def __init__(self, store):
        read, write = os.pipe()
        self.server = subprocess.Popen(['Xvfb', '-displayfd', str(write), '-screen', '0', '1366x768x24',
                                        '-noreset'],
                                       pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        self.env = {**os.environ, 'DISPLAY': ':' + number, 'XMODIFIERS': ''}
        self.desk = subprocess.Popen([SOHOA, '--store', store, 'desk', '--x11'], env=self.env)
        wait('the window', lambda: subprocess.run(
            ['xdotool', 'search', '--onlyvisible', '--name', '^sohoa$'], env=self.env,
            capture_output=True).stdout)

    def press(self, word):
        key = word.replace('Ctrl+', 'ctrl+')
        named = word.startswith(('Ctrl+', 'F')) and len(word) < 7 or word in ('Tab', *XNAMES)
        if named:
            self.xdotool('key', '--clearmodifiers', XNAMES.get(key, key))
        else:
            self.xdotool('type', '--delay', '1', word.replace('_', ' '))

    def xdotool(self, *args):
        subprocess.run(['xdotool', *args], env=self.env, check=True)

    def close(self):
        self.desk.wait(timeout=DEADLINE)
        self.server.terminate()
        self.server.wait()
        return self.desk.returncode


# ---- the terminal ----

BYTES = {'Enter': '\r', 'Tab': '\t', 'Down': '\033OB', 'Up': '\033OA', 'Esc': '\033', 'F2': '\033OQ', 'F4': '\033OS',
         'F9': '\033[20~', 'Ctrl+a': '\x01', 'Ctrl+q': '\x11', 'Ctrl+z': '\x1a'}


class Terminal:
    def __init__(self, store):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM='xterm-256color', LC_ALL='C.UTF-8')
            os.execv(SOHOA, [SOHOA, '--store', store, 'desk', '--term'])
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
        self.seen = b''
        wait('the first screen', lambda: 'LUYỆN TẬP'.encode() in self.read())

    def read(self):
        while select.select([self.fd], [], [], 0.02)[0]:
            try:
                got = os.read(self.fd, 65536)
            except OSError:
                break
            if not got:
                break
            if b'\033[c' in got:
                os.write(self.fd, b'\033[?1;2c')  # no sixels
            self.seen += got
        return self.seen

    def press(self, word):
        self.read()
        os.write(self.fd, BYTES.get(word, word.replace('_', ' ')).encode())

    def close(self):
        def ended():
            self.read()
            return os.waitpid(self.pid, os.WNOHANG)[0]
        wait('the end', ended)
        os.close(self.fd)
        return 0


def through(front, store, keys):
    desk = front(store)
    for word in keys.split():
        desk.press(word)
    if 'Ctrl+q' not in keys:
        desk.press('Ctrl+q')
    code = desk.close()
    if code:
        raise SystemExit(f'{FRONT}: the desk ended with {code}')


def main():
    if FRONT == 'x11' and not (shutil.which('Xvfb') and shutil.which('xdotool')):
        print('no Xvfb or no xdotool')
        return 77
    failures = 0
    for name, keys, record, wanted in CASES:
        dumps = []
        for front in (None, Window if FRONT == 'x11' else Terminal):
            store = run(TOOL, 'store', '2', '1').strip()
            try:
                if front:
                    through(front, store, keys)
                else:
                    run(TOOL, 'keys', store, keys.replace('Down', '↓').replace('Up', '↑'))
                dumps.append(dump(store))
            finally:
                shutil.rmtree(os.path.dirname(store))
        found = {field: dumps[1][record][field] for field in wanted}
        if dumps[0] != dumps[1] or found != wanted:
            print(f'{name}: {found} instead of {wanted}; as the desk alone: {dumps[0] == dumps[1]}')
            failures += 1
    print(f'{len(CASES)} key scripts, {failures} ended otherwise')
    return failures > 0


sys.exit(main())
