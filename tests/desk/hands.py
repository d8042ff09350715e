# SPDX-License-Identifier: Apache-2.0
"""Hands at the keyboard, the same for each front end: the desk alone (desk_tool hand), the X11
window (XTEST) and the terminal. Waits with deadlines, never a fixed time.
"""
import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import termios
import time

DEADLINE = 30


class Hands:
    """What the hands need to know; set once by the test."""
    sohoa = tool = None
    env = os.environ


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, env=Hands.env).stdout


def wait(what, test, seconds=DEADLINE):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = test()
        if found:
            return found
        time.sleep(0.02)
    raise SystemExit(f'{what} did not come within {seconds} s')


def dump(store):
    """Values and states of all records, in their order."""
    rows = []
    for line in run(Hands.sohoa, '--store', store, '--json', 'records').splitlines():
        shown = json.loads(run(Hands.sohoa, '--store', store, '--json', 'show', json.loads(line)['id']))
        rows.append({'state': shown['state'],
                     **{name: field['written'] if field['status'] == 'ok' else None
                        for name, field in shown['fields'].items()},
                     'statuses': {name: field['status'] for name, field in shown['fields'].items()}})
    return rows


# ---- the desk alone ----

ARROWS = {'Up': '↑', 'Down': '↓', 'Left': '←', 'Right': '→'}


class Alone:
    """Also tells what is shown."""

    def __init__(self, store):
        self.desk = subprocess.Popen([Hands.tool, 'hand', store], stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, text=True, env=Hands.env)

    def ask(self, line):
        self.desk.stdin.write(line + '\n')
        self.desk.stdin.flush()
        return self.desk.stdout.readline()

    def press(self, word):
        self.ask(ARROWS.get(word, word))

    def shown(self):
        return json.loads(self.ask('?'))

    def close(self):
        self.desk.stdin.close()
        return self.desk.wait(timeout=DEADLINE)


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
        self.env = {**Hands.env, 'DISPLAY': ':' + number, 'XMODIFIERS': ''}
        self.desk = subprocess.Popen([Hands.sohoa, '--store', store, 'desk', '--x11'], env=self.env)
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

# Esc twice is Esc once; a key right behind a single one would be that key with Alt.
BYTES = {'Enter': '\r', 'Tab': '\t', 'Down': '\033OB', 'Up': '\033OA', 'Esc': '\033\033',
         **{f'F{n}': f'\033O{"PQRS"[n - 1]}' for n in range(1, 5)},
         **{f'F{n}': f'\033[{n + 10 + (n > 5)}~' for n in range(5, 10)},
         **{f'Ctrl+{letter}': chr(ord(letter) - ord('a') + 1) for letter in 'adqtz'}}


class Terminal:
    def __init__(self, store):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(Hands.sohoa, [Hands.sohoa, '--store', store, 'desk', '--term'],
                      {**Hands.env, 'TERM': 'xterm-256color', 'LC_ALL': 'C.UTF-8'})
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
