# SPDX-License-Identifier: Apache-2.0
"""bench/test_score: the scores of three pages that can be counted by hand."""
import json
import os
import subprocess
import sys
import tempfile


def field(value, box, confidence=None):
    made = {'value': value, 'status': 'ok' if value else 'blank', 'box': box}
    return made if confidence is None else {**made, 'confidence': confidence}


FORM = {'schema': 'khai-sinh', 'level': 'clean', 'text': 'Đặng  Thị\nHường', 'record': {'fields': {
    'ho_ten': field('Đặng Thị Hường', [1, 1, 9, 9]), 'so': field('12', [1, 20, 9, 9]),
    'giay_to': field(None, [1, 40, 9, 9])}}}
ROWS = {'schema': 'so-khai-sinh', 'level': 'worn', 'text': 'a\tb\nc\td', 'records': [
    {'row': i, 'fields': {'so': field(str(i), [0, 100 * i, 50, 90])}} for i in range(3)]}
HAND = {'schema': 'so-khai-sinh', 'level': 'worn', 'handwritten': True, 'text': 'x', 'records': []}

READ = [
    {'file': 'in/form.png', 'page': 1, 'text': 'Đang Thi Huong!', 'record': {
        'schema': 'khai-sinh', 'fields': {
            'ho_ten': field('Đặng Thị Hường', [1, 1, 9, 9], 0.9995),
            'so': field('13', [1, 20, 9, 9], 0.9991),
            'giay_to': field('x', [1, 40, 9, 9], 0.5)}}},
    # The first row was missed: the others must still find their partners.
    {'file': 'in/rows.png', 'page': 1, 'text': 'a b c d', 'schema': 'so-khai-sinh', 'records': [
        {'row': 0, 'region': [0, 95, 60, 100], 'fields': {'so': field('1', [0, 100, 50, 90], 1)}},
        {'row': 1, 'region': [0, 195, 60, 100], 'fields': {'so': field('2', [0, 200, 50, 90], .2)}},
    ]},
]
WANTED = [
    # 4 marks and an exclamation mark of 14 letters; without marks only the latter
    'clean         1        14    35.71           7.14',
    'worn          1         7     0.00           0.00',
    'khai-sinh                 33.3 (   3)              -              -',
    'so-khai-sinh                        -              -    66.7 (   3)',
    'clean         1/1          1/1               66.7        1    50.00',
    'worn          1/1          2/3               33.3        0     0.00',
]


def main(program):
    with tempfile.TemporaryDirectory() as root:
        for name, truth in (('form', FORM), ('rows', ROWS), ('hand', HAND)):
            with open(os.path.join(root, name + '.json'), 'w', encoding='utf-8') as file:
                json.dump(truth, file)
        lines = os.path.join(root, 'read.jsonl')
        with open(lines, 'w', encoding='utf-8') as file:
            file.writelines(json.dumps(line) + '\n' for line in READ)
        done = subprocess.run([program, root, lines], capture_output=True, text=True, check=True)
    missing = [line for line in WANTED if line not in done.stdout]
    if missing:
        print(done.stdout, '\nnot found:', *missing, sep='\n')
    return 1 if missing else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
