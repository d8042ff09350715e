# SPDX-License-Identifier: Apache-2.0
"""The same keys through the desk alone, the X11 window and the terminal end in the same store.

usage: fronts.py SOHOA DESK_TOOL x11|term
Ends with 77 where there is no Xvfb or xdotool.
"""
import os
import shutil
import sys

from hands import Alone, Hands, Terminal, Window, dump, run

Hands.sohoa, Hands.tool, FRONT = sys.argv[1:4]

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
    ('the weakest sign typed over', 'Enter F7 eex Enter', 0, {'ho_ten': 'Nguyễn Văn An'}),
    ('undo over fields', 'Enter Ctrl+a Mai Tab Ctrl+a 010203 Tab Ctrl+z Ctrl+z', 0,
     {'ho_ten': 'Nguyển Văn An', 'ngay_sinh': '15/03/1998'}),
    # What is finished is confirmed: the marked name, the sex beside it, then the page.
    ('confirmed', 'Enter F2 Enter Enter Esc Down Enter Enter Enter Enter Esc', 0,
     {'ho_ten': 'Nguyễn Văn An', 'state': 'confirmed'}),
    ('put right by the official', 'Enter F2 Enter Enter Esc Down Enter F3 Ctrl+a As Enter', 0,
     {'ho_ten': 'Á', 'state': 'verified'}),
    ('sent back', 'Enter F2 Enter Enter Esc Down Enter F4 Down Enter', 0, {'state': 'returned'}),
    ('quit in a word', 'Enter Ctrl+a huees Ctrl+q', 0, {'ho_ten': 'Huế'}),
]


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
        for front in (Alone, Window if FRONT == 'x11' else Terminal):
            store = run(Hands.tool, 'store', '2', '1').strip()
            try:
                through(front, store, keys)
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
