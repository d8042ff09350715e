# SPDX-License-Identifier: Apache-2.0
"""The part of bench/run about PDF files: speed and memory over many pages, kB a page, and whether a
page of the PDF still reads as well as the scan. Beside it `ocrmypdf`, on some pages, where it is
installed."""
import glob
import os
import re
import shutil
import statistics
import subprocess

PEER_PAGES = 20
FLOOR_KB, GOAL_KB = 150, 100


def is_colour(image):
    """A PNG tells in its 26th byte."""
    with open(image, 'rb') as file:
        return file.read(26)[25] == 2


def repeat(pages, count, folder):
    """So many names for the pages, each the same in turn."""
    os.makedirs(folder, exist_ok=True)
    names = []
    for i in range(count):
        image = pages[i % len(pages)][0]
        names.append(os.path.join(folder, f'{i:05}{os.path.splitext(image)[1]}'))
        os.symlink(os.path.abspath(image), names[-1])
    return names


def split(pdf, folder):
    """Bytes of each page as a file of its own."""
    os.makedirs(folder, exist_ok=True)
    subprocess.run(['qpdf', '--split-pages', pdf, os.path.join(folder, 'page.pdf')], check=True)
    return [os.path.getsize(path) for path in sorted(glob.glob(os.path.join(folder, '*.pdf')))]


def row(name, sizes):
    kilo = sorted(size / 1000 for size in sizes)
    print(f'{name:34}{len(kilo):6}{statistics.median(kilo):9.0f}{kilo[len(kilo) * 9 // 10]:9.0f}'
          f'{kilo[-1]:9.0f}')


def error_rates(score):
    """Level -> per cent of wrong letters, of a report of bench-score."""
    found = {}
    for line in score.splitlines():
        match = re.match(r'(clean|office|worn) +(\d+) +(\d+) +([\d.]+)', line)
        if match:
            found.setdefault(match[1], (int(match[3]), float(match[4])))
    return found


def read_again(tools, pages, pdf, folder, env):
    """The pages of the PDF, drawn and read as the scans are."""
    os.makedirs(folder, exist_ok=True)
    scans, drawn = [], []
    for number, (image, _) in enumerate(pages, 1):
        stem = os.path.splitext(os.path.basename(image))[0]
        target = os.path.join(folder, stem)
        subprocess.run(['pdftoppm', '-r', '300', '-png', '-singlefile', '-f', str(number), pdf,
                        target], check=True)
        shutil.copy(os.path.splitext(image)[0] + '.json', target + '.json')
        scans.append(image)
        drawn.append(target + '.png')
    rates = []
    for name, images in (('scan', scans), ('pdf', drawn)):
        lines = os.path.join(folder, name + '.jsonl')
        with open(lines, 'wb') as file:
            subprocess.run([tools['sohoa'], '--json', 'read', *images], stdout=file,
                           stderr=subprocess.DEVNULL, env=env, check=False)
        rates.append(error_rates(subprocess.run([tools['score'], folder, lines], text=True,
                                                capture_output=True, check=True).stdout))
    return rates


def show_rates(scans, drawn):
    letters = wrong = wrong_drawn = 0
    print(f'\n{"CER %":10}{"letters":>9}{"scan":>9}{"PDF":>9}{"worse by":>10}')
    for level, (count, rate) in scans.items():
        print(f'{level:10}{count:9}{rate:9.2f}{drawn[level][1]:9.2f}{drawn[level][1] - rate:10.2f}')
        letters += count
        wrong += count * rate
        wrong_drawn += count * drawn[level][1]
    if letters:
        print(f'{"all":10}{letters:9}{wrong / letters:9.2f}{wrong_drawn / letters:9.2f}'
              f'{(wrong_drawn - wrong) / letters:10.2f}')


def measure(tools, pages, count, work, env, peers, run_one, Cost):
    """tools: paths of sohoa and bench-score; run_one and Cost: of bench/run."""
    print(f'\n== sohoa read --pdf, {count} pages')
    names = repeat(pages, count, os.path.join(work, 'many'))
    ours, theirs = Cost(), Cost()
    run_one([tools['sohoa'], 'read', '--schema', '', '--pdf', os.path.join(work, 'many.pdf'),
             *names], ours, env)
    once = os.path.join(work, 'once.pdf')
    run_one([tools['sohoa'], 'read', '--schema', '', '--pdf', once, *[page[0] for page in pages]],
            Cost(), env)
    sizes = split(once, os.path.join(work, 'split'))
    some = pages[:PEER_PAGES] if peers and shutil.which('ocrmypdf') else []
    peer_sizes = []
    for image, truth in some:
        target = os.path.join(work, 'peer.pdf')
        run_one(['ocrmypdf', '-l', 'vie', '--jobs', '1', '--image-dpi',
                 str(int(truth.get('dpi') or 300)), image, target], theirs, env)
        if os.path.exists(target):
            peer_sizes.append(os.path.getsize(target))

    print(f'{"kB a page":34}{"pages":>6}{"median":>9}{"9 of 10":>9}{"most":>9}')
    kinds = [is_colour(image) for image, _ in pages]
    for name, wanted in (('colour', True), ('grey', False)):
        own = [size for size, colour in zip(sizes, kinds) if colour == wanted]
        if own:
            row(name, own)
    row(f'all (goal {GOAL_KB}, floor {FLOOR_KB})', sizes)
    if peer_sizes:
        row('ocrmypdf', peer_sizes)
    print(f'\n{"cost":34}{"pages":>6}{"CPU s/page":>12}{"peak MB":>9}')
    print(f'{"sohoa read --pdf":34}{count:6}{ours.cpu / count:12.2f}{ours.peak:9.0f}')
    if some:
        print(f'{"ocrmypdf":34}{len(some):6}{theirs.cpu / len(some):12.2f}{theirs.peak:9.0f}')
        print(f'sohoa reads and writes {theirs.cpu / len(some) / (ours.cpu / count):.1f} pages in '
              'the CPU seconds of one of ocrmypdf')
    show_rates(*read_again(tools, pages, once, os.path.join(work, 'drawn'), env))
