# SPDX-License-Identifier: Apache-2.0
"""An office for tests: founds one and runs commands as its people, who type what they are asked.

As a module: Office(folder).found(...), .sohoa("person", "list"), .sohoa(..., who=NAME, lines=[...]).
As a script (for scenarios): office.py OFFICE OFFICIAL PASSPHRASE
founds the office of $SOHOA_STORE and writes words, root and head to $WORK/words, root, head.
"""
import json
import os
import subprocess
import sys


class Office:
    def __init__(self, folder):
        self.folder = folder
        self.passphrases = {}
        self.words = self.root = self.head = None

    def found(self, name, official, passphrase, *options):
        """`sohoa init --office`: the words that are shown are typed back."""
        read, write = os.pipe()
        with subprocess.Popen(["sohoa", "--store", self.folder, "--json", "--as", official, "init",
                               "--office", name, *options, "--password-fd", str(read)], pass_fds=[read],
                              stdout=subprocess.PIPE, text=True) as child:
            os.close(read)
            os.write(write, f"{passphrase}\n".encode())
            self.words = json.loads(child.stdout.readline())["words"]
            os.write(write, f"{self.words}\n".encode())
            os.close(write)
            made = json.loads(child.stdout.readline())
        assert child.returncode == 0, child.returncode
        self.root, self.head = made["root"], made["head"]
        self.passphrases[official] = passphrase
        return self

    def add(self, name, role, passphrase, who=None):
        """Admitted by who, or by the words."""
        lines = [passphrase] if who and role in ("volunteer", "leader") else [self.words, passphrase]
        done = self.sohoa("person", "add", name, "--role", role, who=who, lines=lines)
        assert done.returncode == 0, done.stderr
        self.passphrases[name] = passphrase

    def sohoa(self, *words, who=None, lines=(), json_lines=True, **more):
        """The finished process; lines are typed after who's passphrase."""
        asked = ([self.passphrases[who]] if who else []) + list(lines)
        read, write = os.pipe()
        os.write(write, "".join(f"{line}\n" for line in asked).encode())
        os.close(write)
        command = ["sohoa", "--store", self.folder, "--password-fd", str(read)]
        command += ["--as", who] if who else []
        command += ["--json"] if json_lines else []
        try:
            return subprocess.run([*command, *words], pass_fds=[read], capture_output=True,
                                  text=True, check=False, **more)
        finally:
            os.close(read)

    def rows(self, *words, who=None, lines=(), code=0):
        done = self.sohoa(*words, who=who, lines=lines)
        assert done.returncode == code, (words, done.returncode, done.stdout, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]


if __name__ == "__main__":
    office = Office(os.environ["SOHOA_STORE"]).found(*sys.argv[1:4])
    for what in ("words", "root", "head"):
        with open(f"{os.environ['WORK']}/{what}", "w", encoding="utf-8") as out:
            out.write(getattr(office, what) + "\n")
