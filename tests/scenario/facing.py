# SPDX-License-Identifier: Apache-2.0
"""Cuts a grey register page (PNM) at a rule near its middle into two facing pages of a book with a
margin at the fold; the right one lies lower. usage: facing.py SHEET.pnm LEFT.pnm RIGHT.pnm"""
import sys

MARGIN, LOWER, RULE = 80, 60, 12


def write(name, width, rows):
    with open(name, "wb") as out:
        out.write(b"P5\n%d %d\n255\n" % (width, len(rows)) + b"".join(rows))


data = open(sys.argv[1], "rb").read()
width, height = map(int, data.split(b"\n", 3)[1].split())
pixels = data[-width * height:]
rows = [pixels[y * width:(y + 1) * width] for y in range(height)]
middle = range(int(width * 0.42), int(width * 0.58))
body = rows[height // 5:height // 2]
rule = max(middle, key=lambda x: sum(row[x] < 110 for row in body))
white = b"\xff" * MARGIN
write(sys.argv[2], rule + RULE + MARGIN, [row[:rule + RULE] + white for row in rows])
right = [white + row[rule - RULE:] for row in rows]
write(sys.argv[3], len(right[0]), [b"\xff" * len(right[0])] * LOWER + right)
