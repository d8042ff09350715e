# SPDX-License-Identifier: Apache-2.0
"""tests/lint/lint: the laws of the house, one function a law.

lint.py ROOT CHECK|all prints file:line: what is wrong, and ends with 1 when anything was found.
There is no list of exceptions, and there must never be one.
"""
import os
import re
import shutil
import subprocess
import sys

from tree import CODE, Tree, call_args, line_of, room_of

# ---- law 1: includes go down only ----
LOW = {'base', 'model'}
NOUNS = LOW | {'trust', 'viet'}
MIDDLE = NOUNS | {'pack', 'scan', 'ocr', 'barcode', 'record', 'store', 'export', 'imaging', 'paint'}
MAY_INCLUDE = {
    'base': set(),
    'model': {'base'},
    'trust': LOW,
    'viet': LOW,
    'pack': LOW,
    'imaging': NOUNS,
    'paint': NOUNS,
    'scan': NOUNS | {'imaging', 'paint'},
    'ocr': NOUNS | {'imaging', 'paint'},
    'barcode': NOUNS | {'imaging', 'paint'},
    'record': NOUNS,
    'store': NOUNS,
    'export': NOUNS | {'pack', 'imaging', 'paint'},
    'worker': NOUNS | {'pack', 'imaging', 'barcode', 'ocr', 'scan', 'record'},
    'workflow': MIDDLE,
    'present': MIDDLE | {'workflow'},
    'cli': MIDDLE | {'workflow'},
    'draw': MIDDLE | {'workflow', 'present'},
    'x11': MIDDLE | {'workflow', 'present', 'draw', 'cli'},
    'term': MIDDLE | {'workflow', 'present', 'draw', 'cli'},
    'ui': {'base', 'cli', 'x11', 'term'},
    'samples/generate': NOUNS | {'paint'},
    'samples/feeder': LOW,
    'bench': MIDDLE | {'workflow', 'present', 'draw'},
}

# ---- law 2: one third-party library, one room ----
LIBRARIES = {
    r'jansson\.h|yaml\.h|utf8proc\.h': 'base',
    r'sodium\.h': 'trust',
    r'(leptonica/)?(allheaders|pix|environ|imageio)\.h|tiff(io)?\.h|libdeflate\.h': 'imaging',
    r'(cairo|pango|glib|fontconfig).*': 'paint',
    r'sane/.*': 'scan',
    r'tesseract/.*': 'ocr',
    r'ZXing/.*|qrencode\.h': 'barcode',
    r'sqlite3\.h': 'store',
    r'qpdf/.*|xlsxwriter.*': 'export',
    r'archive.*\.h|expat.*\.h': 'pack',
    r'X11/.*': 'x11',
    r'n?cursesw?.*|sixel\.h': 'term',
    r'cmocka\.h': 'tests',
}
# Folders outside src that are a room's other side: the feeder is a SANE backend of our own.
OTHER_SIDE = {'samples/feeder': 'scan'}
SYSTEM = set('''assert complex ctype dlfcn errno fenv float inttypes iso646 limits locale math setjmp signal
stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads time
uchar wchar wctype dirent fcntl fnmatch ftw getopt glob langinfo libgen libintl malloc poll pthread
pwd sched spawn strings syslog termios unistd wordexp execinfo endian byteswap immintrin'''.split())
SYSTEM_FOLDERS = ('sys/', 'linux/', 'netinet/', 'arpa/')

BANNED = {
    'strcpy': 'use struct str', 'stpcpy': 'use struct str',
    'strcat': 'use struct str', 'strncat': 'use struct str', 'sprintf': 'use str_format or snprintf',
    'vsprintf': 'use str_vformat', 'strtok': 'use strcspn', 'strtok_r': 'use strcspn',
    'atoi': 'use text_to_long', 'atol': 'use text_to_long', 'atof': 'use text_to_double',
    'gets': 'use file_read', 'tmpnam': 'use mkostemp', 'mktemp': 'use mkostemp',
    'system': 'use base/proc', 'popen': 'use base/proc', 'alloca': 'use an arena',
    'setjmp': 'use the out: label', 'longjmp': 'use the out: label',
}

RANGES = {
    'base': (100, 149), 'model': (150, 199), 'viet': (150, 199), 'trust': (150, 199),
    'imaging': (200, 249), 'paint': (200, 249), 'ocr': (250, 299), 'barcode': (250, 299),
    'scan': (300, 399), 'record': (400, 499), 'store': (500, 599), 'pack': (600, 699), 'export': (600, 699),
    'worker': (700, 799), 'workflow': (800, 899),
}
UI_RANGE = (900, 999)
A_THOUSAND = 1000  # a room whose numbers are used up goes on one to three thousands higher

# Spelt apart, so that this file does not hold them.
WORDS = [
    'TO' + 'DO', 'FIX' + 'ME', r'X' + 'XX', r'not (yet )?imple' + 'mented', r'place' + 'holder',
    r'st' + r'ub(s|bed)?', r'iss' + r'ue (tracker|no\.? ?\d+|#? ?\d+)', r'clo' + r'ses #\d+',
    'ses' + r'sion (note|of the team|\d+)', 'sub' + 'agent', r'l' + r'lm', 'chat' + 'gpt',
    'clau' + 'de', 'anth' + 'ropic', 'open' + 'ai', r'(by|an) ai', 'language ' + 'model',
    'pro' + 'mpt engineering',
]
PATHS = [
    '/wo' + r'rk/', '/ho' + r'me/\w', '/ro' + r'ot/', '/tmp/so' + r'hoa/', '/Us' + r'ers/',
    r'py' + r'pi\.org', r'npm' + r'js\.(org|com)', r'registry\.\w+\.\w+', r'cra' + r'tes\.io',
    r'proxy\.golang', r'artif' + 'actory', r'nex' + r'us\.', r'git' + r'lab\.\w+\.\w+/',
]

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def includes(tree):
    """Yields file, line, quote, target of each include."""
    for name in tree.code():
        text = tree.text(name)
        for match in INCLUDE.finditer(text):
            yield name, line_of(text, match.start()), match.group(1), match.group(2)


def allowed_rooms(room):
    if room.startswith('tests'):
        under_test = room.partition('/')[2]
        own = MAY_INCLUDE.get(under_test)
        return None if own is None else own | {under_test}
    return MAY_INCLUDE.get(room)


def check_includes(tree):
    for name, line, quote, target in includes(tree):
        if quote != '"' or target.startswith('../cmocka_all'):
            continue
        if '/' not in target and not os.path.dirname(name).startswith(('src', 'ui')):
            continue  # private to a folder of tests, samples or bench
        room, wanted = room_of(name), target.split('/')[0]
        allowed = allowed_rooms(room)
        if '/' not in target or target.startswith('.'):
            yield f'{name}:{line}: write the include as "room/file.h"'
        elif not any(os.path.isfile(os.path.join(tree.root, top, target)) for top in ('src', 'ui')):
            yield f'{name}:{line}: "{target}" is no header of this house'
        elif wanted != room and room.startswith('tests') and allowed is None:
            continue  # scenarios and tools of the tests stand above the house
        elif wanted != room and (allowed is None or wanted not in allowed):
            yield f'{name}:{line}: {room} may not include {wanted}'


def check_libraries(tree):
    for name, line, quote, target in includes(tree):
        stem = target[:-2] if target.endswith('.h') else target
        if quote != '<' or stem in SYSTEM or target.startswith(SYSTEM_FOLDERS):
            continue
        owner = next((room for pattern, room in LIBRARIES.items()
                      if re.fullmatch(pattern, target)), None)
        room = OTHER_SIDE.get(room_of(name), room_of(name))
        if owner is None:
            yield f'{name}:{line}: <{target}> belongs to no room; see LIBRARIES'
        elif room != owner and room.split('/')[0] != owner and room != 'tests/' + owner:
            yield f'{name}:{line}: <{target}> belongs to {owner}, not to {room}'


SQL = re.compile(r'"\s*(SELECT\s.*\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET'
                 r'|DELETE\s+FROM|CREATE\s+TABLE|PRAGMA)\b')


def check_banned(tree):
    names = '|'.join(BANNED)
    for name in tree.code():
        bare, room = tree.bare(name), room_of(name)
        for match in re.finditer(r'(?<![\w.>])(%s)\s*\(' % names, bare):
            yield (f'{name}:{line_of(bare, match.start())}: {match.group(1)} is banned; '
                   f'{BANNED[match.group(1)]}')
        if name.startswith('src/'):
            for match in re.finditer(r'(?<![\w.>])exit\s*\(', bare):
                yield f'{name}:{line_of(bare, match.start())}: no exit below ui'
            if room != 'base':
                for match in re.finditer(r'\bO_CREAT\b|(?<![\w.>])(creat|mkstemp|mkostemp)\s*\(', bare):
                    yield f'{name}:{line_of(bare, match.start())}: files are written by base/file'
        if name.startswith(('src/', 'ui/')) and room != 'store':
            text = tree.text(name)
            for match in SQL.finditer(text):
                yield f'{name}:{line_of(text, match.start())}: SQL stands in src/store only'


PACKAGES = ['jansson', 'yaml-0.1', 'libutf8proc', 'libsodium', 'lept', 'libtiff-4', 'libdeflate', 'cairo', 'pango',
            'pangocairo', 'tesseract', 'sqlite3', 'libqpdf', 'cmocka', 'x11', 'ncursesw', 'libsixel']


def check_headers(tree):
    headers = [h for h in tree.files if h.endswith('.h')]
    flags = ['-std=gnu17', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror', '-Wno-unused-function',
             '-fsyntax-only', '-I', 'src', '-I', 'ui']
    for package in PACKAGES:
        found = subprocess.run(['pkg-config', '--cflags', package], capture_output=True, text=True)
        flags += found.stdout.split()
    for header in headers:
        guard = re.sub(r'\W', '_', '/'.join(header.split('/')[-2:])).upper()
        if not re.search(r'#ifndef (TESTS_)?%s\n#define (TESTS_)?%s\n' % (guard, guard),
                         tree.text(header)):
            yield f'{header}:1: the guard must be {guard}'
    compiler = os.environ.get('CC', 'cc').split()
    if headers:
        done = subprocess.run(compiler + flags + ['-x', 'c'] + headers, cwd=tree.root,
                              capture_output=True, text=True)
        for line in done.stderr.splitlines():
            if 'error' in line:
                yield line
        if done.returncode and 'error' not in done.stderr:
            yield done.stderr


def functions_with_number(bare):
    """Functions that hand their parameter `int number` on to err_set, with its place."""
    found = {}
    for match in re.finditer(r'^[\w\s*]*?\b(\w+)\(', bare, re.M):
        end = bare.find('\n}', match.end())
        body = bare[match.end():end if end > 0 else len(bare)]
        for index, (_, text) in enumerate(call_args(bare, match.end() - 1)):
            if text == 'int number' and re.search(r'err_set\([^,;]+,[^,;]+,\s*number,', body):
                found[match.group(1)] = index
    return found


def number_places(tree):
    for name in tree.code('src', 'ui', 'samples', 'bench'):
        bare = tree.bare(name)
        carriers = {'err_set': 2, **functions_with_number(bare)}
        for carrier, index in carriers.items():
            for match in re.finditer(r'\b%s\s*\(' % carrier, bare):
                args = call_args(bare, match.end() - 1)
                if len(args) > index and not re.match(r'int\b', args[index][1]):
                    yield name, line_of(bare, match.start()), args[index][1]


def check_numbers(tree):
    seen = {}
    for name, line, number in number_places(tree):
        if not re.fullmatch(r'\d+', number):
            if not re.search(r'number', number):
                yield f'{name}:{line}: the K-number must be a plain number, not {number}'
            continue
        room = room_of(name)
        low, high = RANGES.get(room, UI_RANGE)
        if not low <= int(number) % A_THOUSAND <= high or int(number) >= 4 * A_THOUSAND:
            yield f'{name}:{line}: K-{number} is outside {low}-{high} of {room}'
        if number in seen:
            yield f'{name}:{line}: K-{number} stands at {seen[number]} already'
        seen.setdefault(number, f'{name}:{line}')


PO_PART = re.compile(r'^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)?\s*"((?:\\.|[^"\\])*)"\s*$')


def read_po(text):
    """msgid -> msgstr of the entries that are not fuzzy."""
    entries, entry, part, fuzzy = {}, {}, None, False
    for line in text.splitlines() + ['']:
        if not line.strip():
            if 'msgid' in entry and not fuzzy:
                entries[entry['msgid']] = entry.get('msgstr') or entry.get('msgstr[0]', '')
            entry, part, fuzzy = {}, None, False
            continue
        fuzzy = fuzzy or (line.startswith('#,') and 'fuzzy' in line)
        match = PO_PART.match(line)
        if match:
            part = match.group(1) or part
            entry[part] = entry.get(part, '') + match.group(2)
    return entries


def formats(text):
    return sorted(re.findall(r'%(?:\d\$)?[-+ 0#]*(?:\d+|\*)?(?:\.(?:\d+|\*))?'
                             r'((?:hh|h|ll|l|z|j|t)?[diouxXeEfgGcsp])', text.replace('%%', '')))


def check_messages(tree):
    translated = {msgid: ('po/vi.po', msgstr) for msgid, msgstr in
                  read_po(tree.text('po/vi.po')).items()} if 'po/vi.po' in tree.files else {}
    sources = tree.code('src', 'ui', 'samples', 'bench')
    out = subprocess.run(['xgettext', '-k_', '-kN_', '--from-code=UTF-8', '--no-wrap', '-o', '-']
                         + sources, cwd=tree.root, capture_output=True, text=True)
    wanted = {m for m in read_po(out.stdout) if m}
    for msgid in sorted(wanted):
        name, msgstr = translated.get(msgid, ('', ''))
        if not msgstr:
            yield f'po/vi.po: no Vietnamese for "{msgid}"; run po/collect, write it in po/vi.po'
        elif formats(msgid) != formats(msgstr):
            yield f'{name}: other % places than "{msgid}"'
    for name in tree.files:
        if name.startswith('po/') and name.endswith('.po'):
            for msgid in sorted(read_po(tree.text(name))):
                if msgid and msgid not in wanted:
                    yield f'{name}: nothing says "{msgid}" any more'


def needs_licence(tree, name):
    if name.endswith(CODE + ('.py', '.sh', '.sql', '.yaml', '.po', '.1')):
        return True
    base = os.path.basename(name)
    return base in ('meson.build', 'meson_options.txt') or tree.text(name).startswith('#!')


def check_openings(tree):
    for name in tree.files:
        if os.path.getsize(os.path.join(tree.root, name)) == 0:
            yield f'{name}:1: the file is empty'
            continue
        if name.endswith(('.png', '.jpg', '.tif', '.tiff', '.pdf', '.pnm')):
            continue
        head = tree.text(name).split('\n', 3)[:3]
        if needs_licence(tree, name) and not any('SPDX-License-Identifier: Apache-2.0' in line
                                                 for line in head):
            yield f'{name}:1: the SPDX line is missing'
        if name.endswith(CODE):
            comment = re.match(r'/\*(.*?)\*/', tree.text(name), re.S)
            lines = [line.strip(' *') for line in comment.group(1).split('\n')] if comment else []
            said = ' '.join(line for line in lines if 'SPDX' not in line).strip()
            if len(said) < 20:
                yield f'{name}:1: the first comment does not say what the file is'
            elif name.startswith(('src/', 'ui/')) and name.endswith('.c') and \
                    not re.search(r'\binclude', said, re.I):
                yield f'{name}:1: the first comment does not say what the file may include'


def check_words(tree):
    words = re.compile(r'(?<![\w-])(%s)(?![\w-])' % '|'.join(WORDS), re.I)
    paths = re.compile('|'.join(PATHS))
    for name in tree.files:
        if name.endswith(('.png', '.jpg', '.tif', '.tiff', '.pdf', '.pnm')):
            continue
        text = tree.text(name)
        for match in list(words.finditer(text)) + list(paths.finditer(text)):
            yield f'{name}:{line_of(text, match.start())}: "{match.group(0)}" may not stand here'


def check_format(tree):
    tool = shutil.which('clang-format') or shutil.which('clang-format-14')
    if not tool:
        print('clang-format is not installed')
        sys.exit(77)
    done = subprocess.run([tool, '--dry-run', '-Werror'] + tree.code(), cwd=tree.root,
                          capture_output=True, text=True)
    spoilt = sorted({line.split(':')[0] for line in done.stderr.splitlines() if 'error:' in line})
    for name in spoilt:
        yield f'{name}: run clang-format -i on it'


def function_lengths(text):
    start, lengths, previous = None, [], ''
    for number, line in enumerate(text.split('\n')):
        if line == '{' and previous.rstrip().endswith(')'):
            start = number
        elif line == '}' and start is not None:
            lengths.append(number - start + 1)
            start = None
        previous = line
    return lengths


def share(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] if values else 0


def check_figures(tree):
    names = tree.code('src', 'ui')
    lengths = [n for name in names for n in function_lengths(tree.text(name))]
    files = [tree.text(name).count('\n') for name in names if name.endswith('.c')]
    figures = [
        ('function median', share(lengths, .5), '11-17', 17),
        ('function p90', share(lengths, .9), 'about 50', 50),
        ('function p99', share(lengths, .99), 'about 110', 110),
        ('function longest', max(lengths, default=0), '', 200),
        ('file median', share(files, .5), 'about 300', 400),
        ('file longest', max(files, default=0), '', 1000),
    ]
    print(f'{len(lengths)} functions, {len(files)} files, {sum(files)} lines of C; in lines:')
    for what, value, anchor, limit in figures:
        print(f'  {what:18}{value:5}   {anchor}')
        if value > limit:
            yield f'{what} is {value} lines, beyond {limit}'


CHECKS = {name[6:]: check for name, check in globals().items() if name.startswith('check_')}


def main(root, wanted):
    tree, failures = Tree(root), 0
    for name in CHECKS if wanted == 'all' else [wanted]:
        for found in CHECKS[name](tree):
            print(found)
            failures += 1
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], sys.argv[2]))
