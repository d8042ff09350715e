# SPDX-License-Identifier: Apache-2.0
"""tests/lint/closure: no GTK and no Qt in what the program draws onto a machine, and no scanner,
recognition or decoding library in `sohoa` itself.

closure.py SOURCE_ROOT BUILD_ROOT
"""
import os
import re
import subprocess
import sys

PROGRAMS = ['sohoa', 'sohoa-worker', 'sohoa-scan']
TOOLKITS = re.compile(r'(lib)?(gtk|gdk)[-\d]|libgtk|libgdk\d|(lib)?qt\d|libqt|libadwaita|libwx')
CHILDREN_ONLY = re.compile(r'lib(sane|tesseract|ZXing|lept|tiff)')
BUILD_TOOLS = ('gcc', 'g++', 'meson', 'ninja-build', 'pkg-config', 'gettext')


def run(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout


def find_programs(build):
    found = {}
    for folder, _, files in os.walk(build):
        for name in files:
            if name in PROGRAMS and os.access(os.path.join(folder, name), os.X_OK):
                found[name] = os.path.join(folder, name)
    return found


def libraries(program):
    return re.findall(r'=> (/\S+)', run('ldd', program))


def packages_of(paths):
    """Debian packages that own these files; a path may be known under / or /usr."""
    spellings = set()
    for path in set(paths):
        for known in (path, os.path.realpath(path)):
            spellings |= {known, re.sub('^/usr', '', known)}
    found = run('dpkg', '-S', *sorted(spellings)) if spellings else ''
    return {line.split(':')[0] for line in found.splitlines() if ': /' in line}


def installed():
    """Package -> names it depends on, one installed choice of each alternative; and who provides."""
    depends, provides, rows = {}, {}, []
    form = '${Package}\t${db:Status-Abbrev}\t${Pre-Depends}, ${Depends}\t${Provides}\n'
    for row in run('dpkg-query', '-W', '-f', form).splitlines():
        name, state, needs, gives = row.split('\t')
        if state.startswith('ii'):
            rows.append((name, needs))
            provides.setdefault(name, name)
            for given in gives.split(','):
                provides.setdefault(given.split('(')[0].split(':')[0].strip(), name)
    for name, needs in rows:
        depends[name] = set()
        for need in needs.split(','):
            choices = [c.split('(')[0].split(':')[0].strip() for c in need.split('|')]
            choice = next((c for c in choices if c in provides), None)
            if choice:
                depends[name].add(provides[choice])
    return depends


def listed(root, part):
    names, on = [], False
    with open(os.path.join(root, '.ci/packages'), encoding='utf-8') as file:
        for line in file.read().splitlines():
            if line.startswith('['):
                on = line == f'[{part}]'
            elif on and line and not line.startswith('#'):
                names.append(line.split()[0])
    return names


def close(start, depends):
    """Package -> the one that drew it in."""
    because = {name: None for name in start if name in depends}
    queue = list(because)
    while queue:
        name = queue.pop()
        for need in depends[name]:
            if need not in because:
                because[need] = name
                queue.append(need)
    return because


def chain(name, because):
    steps = [name]
    while because[steps[-1]]:
        steps.append(because[steps[-1]])
    return ' < '.join(steps)


def main(root, build):
    failures = 0
    programs = find_programs(build)
    for name in PROGRAMS:
        if name not in programs:
            print(f'{name} is not built')
            failures += 1
    used = {name: libraries(path) for name, path in programs.items()}
    for library in used.get('sohoa', []):
        if CHILDREN_ONLY.match(os.path.basename(library)):
            print(f'sohoa links {library}: only its children may')
            failures += 1
    start = packages_of([lib for libs in used.values() for lib in libs])
    start |= {name for name in listed(root, 'build') if name not in BUILD_TOOLS}
    because = close(start, installed())
    for name in sorted(because):
        if TOOLKITS.match(name):
            print(f'{name} is drawn in: {chain(name, because)}')
            failures += 1
    print(f'{len(because)} packages in the closure of {len(programs)} programs')
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], sys.argv[2]))
