# SPDX-License-Identifier: Apache-2.0
"""Makes badly captured pages out of good ones. usage: spoil.py HOW IN.pgm OUT.pgm

HOW: blur (means of 11 pixels, twice, both ways), pale, dark, coarse (a third of the pixels), cut
(the left 340 columns gone), shift (the same page laid down again: moved, a little noise).
"""
import itertools
import random
import sys


def read(path):
    data = open(path, "rb").read()
    kind, width, height = data.split(None, 3)[:3]
    assert kind == b"P5", kind
    width, height = int(width), int(height)
    return [data[i:i + width] for i in range(len(data) - width * height, len(data), width)]


def mean(row, size=11):
    half = size // 2
    sums = [0, *itertools.accumulate(row[:1] * half + row + row[-1:] * half)]
    return bytes((sums[i + size] - sums[i]) // size for i in range(len(row)))


def turned(rows):
    return [bytes(column) for column in zip(*rows)]


def blur(rows):
    for _ in range(2):
        rows = [mean(mean(row)) for row in rows]
        rows = turned(rows)
    return rows


def shift(rows):
    chance = random.Random(3)
    table = [bytes(max(0, min(255, v + d)) for v in range(256)) for d in (-6, 0, 5)]
    white = bytes([255])
    moved = [white * 25 + row[:-25] for row in rows[:-18]]
    return [white * len(rows[0])] * 18 + [row.translate(chance.choice(table)) for row in moved]


HOW = {
    "blur": blur,
    "pale": lambda rows: [row.translate(bytes(208 + v * 47 // 255 for v in range(256))) for row in rows],
    "dark": lambda rows: [row.translate(bytes(v // 4 for v in range(256))) for row in rows],
    "coarse": lambda rows: [row[::3] for row in rows[::3]],
    "cut": lambda rows: [row[340:] for row in rows],
    "shift": shift,
}

page = HOW[sys.argv[1]](read(sys.argv[2]))
with open(sys.argv[3], "wb") as out:
    out.write(b"P5 %d %d 255\n" % (len(page[0]), len(page)) + b"".join(page))
