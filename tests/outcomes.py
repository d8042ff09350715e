# SPDX-License-Identifier: Apache-2.0
"""Prints what a test of a finished run printed. usage: outcomes.py RESULTS.json TEST"""
import json
import sys

for line in open(sys.argv[1], encoding="utf-8"):
    test = json.loads(line)
    if test["name"].split(" / ")[-1] == sys.argv[2]:
        print(test.get("stdout", ""), end="")
