# SPDX-License-Identifier: Apache-2.0
"""Folders as files that travel: unzip and 7-Zip open the zips, the second only with its password;
sealed ones open for their key or password alone. usage: parcel.py TOOLS"""
import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

os.environ["PATH"] = sys.argv[1] + ":" + os.environ["PATH"]
os.environ.update(LC_ALL="C.UTF-8", TZ="UTC")
WORK = tempfile.mkdtemp(prefix="sohoa-parcel-")
os.chdir(WORK)
SECRET = "một mật khẩu dài"


def sohoa(*words, code=0, lines=(), number=None):
    read, write = os.pipe()
    os.write(write, "".join(f"{line}\n" for line in lines).encode())
    os.close(write)
    more = ["--password-fd", str(read)] if lines else []
    done = subprocess.run(["sohoa", *more, *words], pass_fds=[read], capture_output=True, text=True,
                          check=False)
    os.close(read)
    assert done.returncode == code and (not number or number in done.stderr), (words, done)


def seven(*words):
    return subprocess.run(["7zz", *words], capture_output=True, check=False).returncode == 0


def same(one, other):
    found = filecmp.dircmp(one, other)
    return not (found.left_only or found.right_only or found.diff_files or any(
        not same(f"{one}/{name}", f"{other}/{name}") for name in found.common_dirs))


def make_folder():
    os.makedirs("gói/data/pdf")
    for name, content in (("bagit.txt", b"BagIt-Version: 1.0\n"), ("data/bảng.csv", b"a,b\r\n" * 9000),
                          ("data/pdf/KS.2017.01.pdf", os.urandom(300000)), ("data/trống", b"")):
        with open(f"gói/{name}", "wb") as out:
            out.write(content)


def plain():
    sohoa("pack", "gói", "a.zip")
    sohoa("pack", "gói/", "b.zip")
    assert filecmp.cmp("a.zip", "b.zip", shallow=False)
    zipfile.ZipFile("a.zip").extractall("mở")
    assert same("gói", "mở/gói") and seven("t", "a.zip")
    with open("a.zip", "r+b") as file:
        file.seek(100000)
        file.write(b"spoilt")
    assert not seven("t", "a.zip")


def enciphered():
    sohoa("pack", "gói", "c.zip", "--form", "aes", lines=[SECRET])
    assert seven("x", "c.zip", f"-p{SECRET}", "-oc") and same("gói", "c/gói")
    assert not seven("t", "c.zip", "-pmột mật khẩu khác")
    listing = subprocess.run(["7zz", "l", "-slt", "c.zip"], capture_output=True, text=True, check=True)
    assert "AES-256" in listing.stdout and b"a,b\r\na,b" not in open("c.zip", "rb").read()
    sohoa("pack", "gói", "d.zip", "--form", "rar", code=2, number="K-688")
    assert not os.path.exists("d.zip")


def sealed():
    sohoa("key", "khóa")
    sohoa("key", "khác")
    sohoa("pack", "gói", "e.sealed", "--key", "khóa.pub")
    sohoa("unseal", "e.sealed", "e.zip", "--key", "khác", code=1)
    assert not os.path.exists("e.zip")
    sohoa("unseal", "e.sealed", "e.zip", "--key", "khóa")
    assert filecmp.cmp("e.zip", "b.zip", shallow=False)
    sohoa("pack", "gói", "f.sealed", lines=[SECRET])
    sohoa("unseal", "f.sealed", "f.zip", lines=["sai mật khẩu rồi"], code=1, number="K-172")
    sohoa("unseal", "f.sealed", "f.zip", lines=[SECRET])
    assert filecmp.cmp("f.zip", "b.zip", shallow=False)
    os.truncate("e.sealed", os.path.getsize("e.sealed") - 10)
    sohoa("unseal", "e.sealed", "g.zip", "--key", "khóa", code=1, number="K-180")
    assert not os.path.exists("g.zip")
    assert not [name for name in os.listdir(".") if name.startswith(".sohoa-tmp")]


try:
    make_folder()
    plain()
    enciphered()
    sealed()
    print("plain, enciphered, sealed: opened by their own alone")
finally:
    shutil.rmtree(WORK)
