# SPDX-License-Identifier: Apache-2.0
"""tests/lint/tree: the files of the project and their text, for the checks beside it."""
import os
import re
import subprocess

CODE = ('.c', '.h', '.cpp')


class Tree:
    def __init__(self, root):
        self.root = os.path.abspath(root)
        self.files = self._list()
        self._texts = {}

    def _list(self):
        """Committed and new files, without what git ignores; every file where there is no git."""
        try:
            out = subprocess.run(
                ['git', '-c', 'safe.directory=*', 'ls-files', '-co', '--exclude-standard', '-z'],
                cwd=self.root, capture_output=True, check=True).stdout
            names = [n for n in out.decode().split('\0') if n]
        except (OSError, subprocess.CalledProcessError):
            names = []
            for folder, folders, files in os.walk(self.root):
                folders[:] = [f for f in folders if f != '.git' and not f.startswith('build')]
                names += [os.path.relpath(os.path.join(folder, f), self.root) for f in files]
        return sorted(n for n in names if os.path.isfile(os.path.join(self.root, n)))

    def code(self, *tops):
        return [f for f in self.files
                if f.endswith(CODE) and (not tops or f.split('/')[0] in tops)]

    def text(self, name):
        if name not in self._texts:
            with open(os.path.join(self.root, name), 'rb') as file:
                self._texts[name] = file.read().decode('utf-8', 'replace')
        return self._texts[name]

    def bare(self, name):
        """Text with comments and the insides of literals blanked; lines stay where they are."""
        return blank(self.text(name))


_TOKENS = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def blank(text):
    def cover(match):
        found = match.group(0)
        inside = re.sub(r'[^\n]', ' ', found)
        return found[0] + inside[1:-1] + found[-1] if found[0] in '"\'' else inside
    return _TOKENS.sub(cover, text)


def room_of(name):
    """src/base/err.c -> base, ui/cli/x.c -> cli, tests/base/x.c -> tests/base, bench/x.c -> bench."""
    parts = name.split('/')
    if parts[0] in ('src', 'ui') and len(parts) > 2:
        return parts[1]
    if parts[0] in ('tests', 'samples') and len(parts) > 2:
        return '/'.join(parts[:2])
    return parts[0]


def line_of(text, position):
    return text.count('\n', 0, position) + 1


def call_args(text, open_paren):
    """The arguments of a call as (position, text), given the place of its opening parenthesis."""
    depth, start, args = 0, open_paren + 1, []
    for i in range(open_paren, len(text)):
        char = text[i]
        if char in '([{':
            depth += 1
        elif char in ')]}':
            depth -= 1
            if depth == 0:
                args.append((start, text[start:i].strip()))
                return args
        elif char == ',' and depth == 1:
            args.append((start, text[start:i].strip()))
            start = i + 1
    return args
