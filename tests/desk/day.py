# SPDX-License-Identifier: Apache-2.0
"""A volunteer's day at the desk: scans a stack of twenty sheets with the virtual feeder, puts two
pages right, checks and keys every record, reports a difficulty, and leaves everything finished. The
day is lived once on the desk alone, where the test sees what is shown and presses what it asks for;
the same keys then go through the window and the terminal and must end in the same store.

usage: day.py SOHOA DESK_TOOL SAMPLES FEEDER x11|term
Ends with 77 where there is no Xvfb or xdotool.
"""
import glob
import json
import os
import shutil
import sys
import tempfile

from hands import Alone, Hands, Terminal, Window, dump, run, wait

Hands.sohoa, Hands.tool, SAMPLES, FEEDER, FRONT = sys.argv[1:6]
WORK = tempfile.mkdtemp(prefix='sohoa-day-')
STORE = WORK + '/store'
SHEETS, BAD, BLANK = 20, 5, 12  # numbers of the sheets
KEYS_MAX = 2000
Hands.env = {**os.environ, 'SANE_CONFIG_DIR': FEEDER, 'LD_LIBRARY_PATH': FEEDER,
             'SOHOA_FEEDER_FOLDER': WORK + '/stack', 'SOHOA_FEEDER_POSITION': WORK + '/position',
             'SOHOA_FEEDER_RESOLUTION': '150', 'SOHOA_LANG': 'en', 'HOME': WORK}


def pale(path, least):
    """The ink goes away, all of it when least is 255."""
    with open(path, 'rb') as sheet:
        data = sheet.read()
    size = data.split(b'\n', 3)
    head = len(data) - len(size[3]) if data[2:3] == b'\n' else data.index(b'255\n') + 4
    body = bytes(max(least, value) for value in data[head:])
    with open(path, 'wb') as sheet:
        sheet.write(data[:head] + body)


def make_paper():
    run(SAMPLES, '--seed', '21', '--count', str(SHEETS - 1), '--schema', 'khai-sinh', '--printed',
        '--level', 'clean', '--turns', '0', '--dpi', '150', '--tone', 'grey', '--format', 'pnm',
        WORK + '/paper')
    sheets = sorted(glob.glob(WORK + '/paper/*.p?m'))
    sheets.insert(BLANK - 1, sheets[0])
    for number, sheet in enumerate(sheets, 1):
        shutil.copy(sheet, f'{WORK}/paper/sheet-{number:02}')
    shutil.copy(f'{WORK}/paper/sheet-{BAD:02}', WORK + '/paper/good')
    pale(f'{WORK}/paper/sheet-{BAD:02}', 236)
    pale(f'{WORK}/paper/sheet-{BLANK:02}', 255)


def load(*names):
    """Puts sheets into the feeder, the first one on top."""
    shutil.rmtree(WORK + '/stack', ignore_errors=True)
    os.mkdir(WORK + '/stack')
    for number, name in enumerate(names):
        shutil.copy(f'{WORK}/paper/{name}', f'{WORK}/stack/{number:02}.pnm')
    if os.path.exists(WORK + '/position'):
        os.remove(WORK + '/position')


def all_read(pages, masters):
    status = json.loads(run(Hands.sohoa, '--store', STORE, '--json', 'status'))
    states = status['pages_by_state']
    return sum(states.values()) == pages and status['masters'] == masters and not (
        states['captured'] or states['cleaned'] or states['recognised'])


def press(front, keys):
    for key in keys.split():
        front.press(key)


def settle(front, pages, masters):
    """Waits until so many pages are in order and read, and so many images kept."""
    if isinstance(front, Alone):
        front.press('~')
    wait(f'{pages} read pages', lambda: all_read(pages, masters), 180)


def bring_paper_in(front):
    load(*(f'sheet-{number:02}' for number in range(1, SHEETS + 1)))
    press(front, 'F2 Sang_thuws_hai Enter')
    settle(front, SHEETS, SHEETS)
    press(front, ' '.join(['Up'] * (SHEETS - BLANK)) + ' F8')  # a blank sheet lay in between
    settle(front, SHEETS - 1, SHEETS)
    load('good')
    press(front, ' '.join(['Up'] * (BLANK - BAD)) + ' F2')  # too pale: scanned again
    settle(front, SHEETS - 1, SHEETS + 1)
    press(front, 'Ctrl+d giaasy_quas_mowf Down Down Enter Esc')


def next_key(shown):
    """What a careful person presses: nothing is passed over."""
    if shown['input'] and not shown['input']['text'] and not shown['input']['state']:
        return 'F3'
    return 'Enter'


def live(front, lived):
    """lived: the keys of the records part; filled on the desk alone."""
    bring_paper_in(front)
    press(front, 'Enter')
    if not lived:
        while front.shown()['screen'] in ('check', 'key') and front.shown()['picture'] is not None:
            shown = front.shown()
            if not shown['rows'] or not shown['input'] and shown['focus'] < 0:
                break
            lived.append(next_key(shown))
            front.press(lived[-1])
            if len(lived) > KEYS_MAX:
                raise SystemExit('the records do not come to an end')
    else:
        press(front, ' '.join(lived))
    front.press('Ctrl+q')


def what_is_left():
    """Everything of the day that people see, without ids and times."""
    store = ['--store', STORE, '--json']
    reported = [json.loads(line) for line in run(Hands.sohoa, *store, 'difficulty', 'list').splitlines()]
    return {'records': dump(STORE),
            'difficulties': [[row[key] for key in ('category', 'step', 'code', 'words')]
                             for row in reported],
            'rescan': run(Hands.sohoa, *store, 'rescan', 'list').count('\n')}


def day(front_class, lived):
    shutil.rmtree(STORE, ignore_errors=True)
    run(Hands.sohoa, '--store', STORE, 'init')
    front = front_class(STORE)
    live(front, lived)
    code = front.close()
    if code:
        raise SystemExit(f'the desk ended with {code}')
    run(Hands.sohoa, '--store', STORE, 'audit', 'verify')
    return what_is_left()


def main():
    if FRONT == 'x11' and not (shutil.which('Xvfb') and shutil.which('xdotool')):
        print('no Xvfb or no xdotool')
        return 77
    make_paper()
    lived = []
    alone = day(Alone, lived)
    states = [record['state'] for record in alone['records']]
    if states != ['verified'] * (SHEETS - 1) or alone['rescan'] or alone['difficulties'] != [
            ['paper', 'scan', None, 'giấy quá mờ']]:
        print(f'the day ended with {states}, {alone["difficulties"]}, {alone["rescan"]} bad pages')
        return 1
    other = day(Window if FRONT == 'x11' else Terminal, lived)
    if other != alone:
        print('the same keys ended otherwise:')
        for number, (one, two) in enumerate(zip(alone['records'], other['records']), 1):
            print(number, [(key, one[key], two[key]) for key in one if one[key] != two.get(key)])
        print(other['difficulties'], other['rescan'], len(other['records']))
        return 1
    print(f'{SHEETS} sheets, {len(alone["records"])} records, {len(lived)} keys for them')
    shutil.rmtree(WORK)
    return 0


sys.exit(main())
