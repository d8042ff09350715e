# SPDX-License-Identifier: Apache-2.0
"""tests/lint/lint_self: each law catches a tree that breaks it, and passes one that does not."""
import os
import sys
import tempfile

import lint
from tree import Tree

HEAD = '/* SPDX-License-Identifier: Apache-2.0\n *\n * {}: a file of a test tree. May include: base.\n */\n'

# check, file, text behind the head, words of the finding or None when it must pass
CASES = [
    ('includes', 'src/model/a.c', '#include "base/err.h"\n', None),
    ('includes', 'src/base/a.c', '#include "model/id.h"\n', 'may not include'),
    ('includes', 'src/record/a.c', '#include "imaging/image.h"\n', 'may not include'),
    ('includes', 'src/store/a.c', '#include "record/schema.h"\n', 'may not include'),
    ('includes', 'src/workflow/a.c', '#include "cli/cli.h"\n', 'may not include'),
    ('includes', 'src/model/a.c', '#include "err.h"\n', 'write the include as'),
    ('includes', 'src/model/a.c', '#include "base/no.h"\n', 'no header'),
    ('includes', 'tests/model/a.c', '#include "store/store.h"\n', 'may not include'),
    ('libraries', 'src/base/a.c', '#include <jansson.h>\n#include <stdio.h>\n', None),
    ('libraries', 'src/model/a.c', '#include <jansson.h>\n', 'belongs to base'),
    ('libraries', 'src/model/a.c', '#include <curl/curl.h>\n', 'belongs to no room'),
    ('libraries', 'tests/store/a.c', '#include <sqlite3.h>\n#include <cmocka.h>\n', None),
    ('banned', 'src/base/a.c', 'int f(void)\n{\n    return atoi("1");\n}\n', 'atoi'),
    ('banned', 'src/base/a.c', '/* atoi(x) */ char *s = "strcpy(a)"; my_strcpy(a);\n', None),
    ('banned', 'src/model/a.c', 'void f(void)\n{\n    exit(1);\n}\n', 'no exit'),
    ('banned', 'src/model/a.c', 'int f = O_CREAT;\n', 'base/file'),
    ('banned', 'src/export/a.c', 'char *q = "SELECT a FROM b";\n', 'SQL'),
    ('banned', 'src/store/a.c', 'char *q = "SELECT a FROM b";\n', None),
    ('headers', 'src/base/a.h', '#ifndef BASE_A_H\n#define BASE_A_H\nint a(void);\n#endif\n', None),
    ('headers', 'src/base/a.h', '#ifndef A_H\n#define A_H\nint a(void);\n#endif\n', 'guard'),
    ('headers', 'src/base/a.h', '#ifndef BASE_A_H\n#define BASE_A_H\nsize_t a(void);\n#endif\n',
     'error'),
    ('numbers', 'src/base/a.c', 'int f = err_set(err, ERR_IO, 101, _("x"));\n', None),
    ('numbers', 'src/base/a.c', 'int f = err_set(err, ERR_IO, 201, _("x"));\n', 'outside'),
    ('numbers', 'src/base/a.c', 'err_set(e, C, 101, "a, (b");\nerr_set(e, C, 101, "b");\n', 'already'),
    ('numbers', 'src/base/a.c', 'err_set(e, C, K_X, "a");\n', 'plain number'),
    ('numbers', 'src/base/a.c', 'static int fail(int number)\n{\n    return err_set(e, C, number, "x");'
     '\n}\nint f = fail(102) + fail(102);\n', 'already'),
    ('messages', 'src/base/a.c', 'char *s = _("nothing to say");\n', 'no Vietnamese'),
    ('openings', 'src/base/a.c', 'int a;\n', None),
    ('openings', 'src/base/b.sh', None, 'SPDX'),
    ('words', 'src/base/a.c', '/* ' + 'TO' + 'DO: more */\n', 'may not stand'),
    ('words', 'src/base/a.c', '/* see /wo' + 'rk/x */\n', 'may not stand'),
    ('words', 'src/base/a.c', 'int debugger_todos; /* the work is done */\n', None),
    ('format', 'src/base/a.c', 'int  a ;\n', 'clang-format'),
    ('figures', 'src/base/a.c', 'int f(void)\n{\n' + '    f();\n' * 300 + '}\n', 'longest'),
]
HEADERS = ['src/base/err.h', 'src/model/id.h', 'src/imaging/image.h', 'src/record/schema.h',
           'src/store/store.h', 'ui/cli/cli.h']


def put(root, name, text):
    path = os.path.join(root, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def run_case(check, name, text):
    with tempfile.TemporaryDirectory() as root:
        if check == 'includes':
            for header in HEADERS:
                put(root, header, '')
        if check == 'format':
            put(root, '.clang-format', 'BasedOnStyle: LLVM\n')
        head = HEAD.format(name) if text is not None else '#!/bin/sh\n'
        put(root, name, head + (text or ''))
        return list(lint.CHECKS[check](Tree(root)))


def main():
    failures = 0
    for check, name, text, words in CASES:
        try:
            found = run_case(check, name, text)
        except SystemExit:
            print(f'{check}: its tool is not installed')
            continue
        good = not found if words is None else any(words in line for line in found)
        if not good:
            print(f'{check} {name}: wanted {words!r}, got {found}')
            failures += 1
    print(f'{len(CASES)} cases, {failures} failed')
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
