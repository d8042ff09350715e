# SPDX-License-Identifier: Apache-2.0
"""Runs one scenario file: commands as a person types them, and what must come of it.

A scenario is read line by line; `#` starts a comment line.

    [case] TITLE             a new case, in a new empty folder $WORK with the store $STORE in it
    [run] COMMAND            a shell line; sohoa and its helpers are on PATH
    [exit] N                 the exit code of the last command (0 unless said)
    [out] TEXT               standard output holds TEXT          [err] TEXT  the same for errors
    [no out] TEXT            standard output does not hold it    [no err] TEXT
    [json] EXPRESSION        a Python expression over `rows`, the JSON Lines of standard output
    [keep] NAME = EXPRESSION keeps a value; later lines say ${NAME}

A broken expectation is reported as FILE:LINE and ends its case.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile


class Broken(Exception):
    pass


class Case:
    def __init__(self, title, tools, keep_env):
        self.title = title
        self.work = tempfile.mkdtemp(prefix="sohoa-scenario-")
        self.env = dict(keep_env, WORK=self.work, STORE=self.work + "/store",
                        SOHOA_STORE=self.work + "/store",
                        PATH=tools + ":" + os.environ["PATH"], LC_ALL="C.UTF-8", TZ="UTC",
                        HOME=self.work)
        self.last = None
        self.kept = {}

    def close(self):
        subprocess.run(["chmod", "-R", "u+w", self.work], check=False)
        shutil.rmtree(self.work, ignore_errors=True)

    def settle(self):
        """A command that nobody asked the exit code of must have ended with 0."""
        if self.last is not None and not self.asked:
            self.asked = True
            if self.last.returncode != 0:
                raise Broken(f"exit {self.last.returncode}, expected 0\n" + self.show())

    def show(self):
        return (f"  command: {self.command}\n  out: {self.last.stdout[-1500:]}\n"
                f"  err: {self.last.stderr[-1500:]}")

    def rows(self):
        return [json.loads(line) for line in self.last.stdout.splitlines() if line.strip()]

    def value(self, expression):
        names = {"rows": self.rows() if "rows" in expression else None, "re": re, "os": os,
                 "json": json, "out": self.last.stdout, "err": self.last.stderr,
                 "work": self.work, "kept": self.kept,
                 "read": lambda name: open(os.path.join(self.work, name), "rb").read()}
        return eval(expression, names)  # scenario files are our own source

    def step(self, word, rest):
        for name, value in self.kept.items():
            rest = rest.replace("${" + name + "}", str(value))
        if word == "run":
            self.settle()
            self.command = rest
            self.asked = False
            self.last = subprocess.run(["bash", "-c", rest], env=self.env, cwd=self.work, text=True,
                                       capture_output=True, timeout=900, stdin=subprocess.DEVNULL,
                                       errors="replace")
            return
        if self.last is None:
            raise Broken("an expectation before any command")
        if word == "exit":
            self.asked = True
            if self.last.returncode != int(rest):
                raise Broken(f"exit {self.last.returncode}, expected {rest}\n" + self.show())
            return
        self.settle()
        if word == "keep":
            name, expression = rest.split("=", 1)
            self.kept[name.strip()] = self.value(expression.strip())
            return
        if word == "json":
            good = self.value(rest)
        else:
            stream = self.last.stdout if word.endswith("out") else self.last.stderr
            good = (rest in stream) != word.startswith("no ")
        if not good:
            raise Broken(f"[{word}] {rest}\n" + self.show())


def main():
    path, tools = sys.argv[1], sys.argv[2]
    keep_env = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "SOHOA_"))}
    case, skip, passed, failed = None, False, 0, 0

    def finish(number):
        nonlocal case, passed, failed, skip
        if case is None:
            return
        try:
            if not skip:
                case.settle()
                passed += 1
                print(f"[       OK ] {case.title}")
        except Broken as error:
            failed += 1
            print(f"[  FAILED  ] {case.title}\n{path}:{number}: {error}")
        case.close()
        case = None

    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            match = re.fullmatch(r"\[(case|run|exit|out|err|no out|no err|json|keep)\] ?(.*)", line)
            if not match:
                print(f"{path}:{number}: not a scenario line: {line}")
                return 1
            word, rest = match.groups()
            if word == "case":
                finish(number)
                case, skip = Case(rest, tools, keep_env), False
                continue
            if case is None:
                print(f"{path}:{number}: a step before the first [case]")
                return 1
            if skip:
                continue
            try:
                case.step(word, rest)
            except (Broken, subprocess.TimeoutExpired, ValueError, KeyError, IndexError,
                    TypeError, NameError) as error:
                failed, skip = failed + 1, True
                print(f"[  FAILED  ] {case.title}\n{path}:{number}: {error!s}")
    finish(number)
    print(f"{passed} cases passed, {failed} failed")
    return 1 if failed or not passed else 0


sys.exit(main())
