# SPDX-License-Identifier: Apache-2.0
"""The man page names every command and option that the help names. usage: man.py SOHOA PAGE"""
import re
import subprocess
import sys

SOHOA, PAGE = sys.argv[1:3]


def words(text):
    return re.sub(r"\\f.|\\", "", text)


def help_of(*command):
    return subprocess.run([SOHOA, "--lang", "en", *command, "--help"], check=True, text=True,
                          capture_output=True).stdout


page = words(open(PAGE, encoding="utf-8").read())
commands = re.findall(r"^  ([a-z]+(?: [a-z]+)?)  ", help_of(), re.M)
missing = [name for name in commands if not re.search(rf'^\.B.*\b{name}\b', page, re.M)]
for name in commands:
    for option in re.findall(r"^  (--[a-z]+)", help_of(*name.split()), re.M):
        if option not in page:
            missing.append(f"{name} {option}")
print(f"{len(commands)} commands; not in the man page: {', '.join(missing) or 'nothing'}")
sys.exit(bool(missing) or len(commands) < 20)
