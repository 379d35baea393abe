#!/usr/bin/env python3
"""The same policies, data and times give the same ids and bytes, wherever and whoever.

    B=BUILD same.py FOLDER

What is done: init from the shipped policies, two revisions published, and then all that reads the
store in its machine formats.  It is done under other locales, time zones, umasks, current folders,
homes with a hostile configuration of git, and with the variables that git obeys set to nonsense; in
a bare repository and in one with a work tree, loose and packed.  Every id and every byte must be
what they were the first time.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import kit
from kit import check

DATA = kit.ROOT / "tests/data/regio"
POLICIES = kit.ROOT / "policies"
TIMES = ("2026-10-25T02:30:00+01:00", "2026-11-01T00:00:00-11:30")

HOSTILE = """[core]
	autocrlf = true
	eol = crlf
	safecrlf = false
	hooksPath = {home}/hooks
	fsmonitor = {home}/hooks/pre-commit
	attributesFile = {home}/attributes
	excludesFile = {home}/excludes
	sharedRepository = 0666
	logAllRefUpdates = false
	compression = 0
	fileMode = false
	quotePath = true
	worktree = {home}
[commit]
	gpgsign = true
	template = {home}/template
[gpg]
	program = {home}/hooks/pre-commit
[init]
	templateDir = {home}/template-dir
	defaultBranch = verkeerd
[i18n]
	commitEncoding = latin1
	logOutputEncoding = utf-16
[user]
	name = Iemand Anders
	email = ander@example.org
	signingKey = 0
[filter "x"]
	clean = "tr a-z A-Z"
	smudge = "tr A-Z a-z"
	required = true
[gc]
	auto = 1
[include]
	path = {home}/more
"""
NONSENSE = {
    "GIT_DIR": "/nonexistent/dir", "GIT_WORK_TREE": "/nonexistent/tree",
    "GIT_INDEX_FILE": "/nonexistent/index", "GIT_OBJECT_DIRECTORY": "/nonexistent/objects",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "/nonexistent/more", "GIT_COMMON_DIR": "/nonexistent/common",
    "GIT_NAMESPACE": "elders", "GIT_CEILING_DIRECTORIES": "/",
    "GIT_AUTHOR_NAME": "Niemand", "GIT_AUTHOR_EMAIL": "nee", "GIT_AUTHOR_DATE": "1 January 1999",
    "GIT_COMMITTER_NAME": "Niemand", "GIT_COMMITTER_EMAIL": "nee", "GIT_COMMITTER_DATE": "nooit",
    "GIT_CONFIG": "/nonexistent/config", "GIT_CONFIG_GLOBAL": "/nonexistent/global",
    "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.bare", "GIT_CONFIG_VALUE_0": "misschien",
    "GIT_CONFIG_PARAMETERS": "'core.autocrlf=true'", "GIT_DEFAULT_HASH": "sha256",
    "GIT_TEMPLATE_DIR": "/nonexistent/templates", "GIT_TRACE": "1", "EMAIL": "x@y",
}


def home(where):
    """A home whose configuration would change everything, if it were listened to."""
    where.mkdir()
    kit.put(where, {".gitconfig": HOSTILE.format(home=where), "attributes": "* filter=x text\n",
                    "excludes": "*\n", "more": "[core]\n\tbare = true\n",
                    "hooks/pre-commit": f"#!/bin/sh\ntouch {where}/hook-ran\nexit 1\n",
                    "template": "sjabloon\n", "template-dir/hooks/pre-commit": "#!/bin/sh\nexit 1\n",
                    "template-dir/config": "[core]\n\tautocrlf = true\n",
                    ".config/git/config": "[core]\n\tautocrlf = true\n"})
    for name in ("pre-commit", "post-commit", "reference-transaction", "post-index-change"):
        (where / "hooks" / name).write_text(f"#!/bin/sh\ntouch {where}/hook-ran\nexit 1\n")
        (where / "hooks" / name).chmod(0o755)
    return where


class Surroundings:
    def __init__(self, name, environment=None, umask=0o022, cwd=None, bare=True, pack=False,
                 lang=None):
        self.name, self.environment, self.umask = name, environment or {}, umask
        self.cwd, self.bare, self.pack, self.lang = cwd, bare, pack, lang

    def command(self, *words, answers=(0,)):
        done = subprocess.run(
            [kit.COMMAND, *(["--lang", self.lang] if self.lang else []), *map(str, words)],
            env={"PATH": kit.ENVIRONMENT["PATH"], "HOME": kit.NO_HOME, **self.environment},
            stdin=subprocess.DEVNULL, capture_output=True, cwd=self.cwd, umask=self.umask,
            timeout=120)
        check(done.returncode in answers,
              f"{self.name}: {' '.join(map(str, words[:5]))}: {done.returncode}: {done.stderr!r}")
        return done.stdout


def revisions(where):
    """Two folders of policies: one in which a text changes, one with a new parameter."""
    first, second = where / "first", where / "second"
    for place in (first, second):
        shutil.copytree(POLICIES, place)
        kit.put(place, {"crlf.leidraad": b"# regel een\r\n# regel twee\r\n"})
    kit.put(second, {"regio/nieuw.leidraad": 'parameter proef : getal 0 decimalen van 0 tot en met 9 {\n'
                     '  van 1 januari 2025 tot en met 31 december 2025 : 3 '
                     'bron afspraken "proef"\n}\n'})
    return first, second


def all_of_it(around, place, folders):
    """Every output, under the name of what was asked."""
    said = {}
    repo = place / "store"
    around.command("--policies", POLICIES, "init", *(["--bare"] if around.bare else []), repo)
    for number, (folder, when) in enumerate(zip(folders, TIMES)):
        said[f"publish {number}"] = around.command(
            "--store", repo, "publish", folder, "-m", "Wijziging, één", "--author",
            "Zoë Jansen <zoe@example.org>", "--time", when, "--format", "json")
    if around.pack:
        kit.git_text(repo, "gc", "-q")
    for words in (("log", "--format", "json"), ("log", "--all", "--format", "ndjson"),
                  ("blame", "2026-2027", "--format", "json"),
                  ("diff", "HEAD~2", "HEAD", "--format", "json"),
                  ("diff", "2025", "2026-2027", "--format", "json"),
                  ("timeline", "--format", "json"),
                  ("blame", "2025", "--format", "json"), ("agenda", "--format", "ics")):
        said[" ".join(words)] = around.command("--store", repo, *words)
        again = around.command("--store", repo, *words)  # from what was kept, where there is a home
        check(again == said[" ".join(words)], f"{around.name}: {' '.join(words)}: not twice the same")
    receipt = place / "receipts"
    for form in ("json", "csv", "ndjson"):
        said[f"evaluate {form}"] = around.command(
            "--store", repo, "evaluate", DATA, "--on", "2026-11-01", "--format", form,
            *(["--receipts", receipt] if form == "json" else []))
    said["receipts"] = folder_bytes(receipt)
    said["known"] = around.command("--store", repo, "--known-at", "2024-12-31", "evaluate", DATA,
                                   "--on", "2026-06-01", "--format", "ndjson")
    said["refs"] = kit.git_text(repo, "for-each-ref", "--format=%(refname) %(objectname)").encode()
    said["files"] = kit.git_text(repo, "ls-tree", "-r", "HEAD").encode()
    said["commits"] = b"".join(kit.git_text(repo, "cat-file", "commit", commit).encode()
                               for commit in kit.git_text(repo, "rev-list", "HEAD").split())
    if not around.bare:
        changes = kit.git_text(repo, "status", "--porcelain")
        check(not changes, f"{around.name}: git status: {changes!r}")
    said_by_fsck = kit.fsck(repo)
    check(not said_by_fsck, f"{around.name}: fsck: {said_by_fsck}")
    return said


def folder_bytes(place):
    if place.is_file():
        return place.read_bytes()
    return b"".join(path.relative_to(place).as_posix().encode() + b"\n" + path.read_bytes()
                    for path in sorted(place.rglob("*")) if path.is_file())


def surroundings(where):
    hostile = home(where / "home")
    return [
        Surroundings("Dutch", {"LC_ALL": "nl_NL.UTF-8", "TZ": "Europe/Amsterdam"}, lang="nl"),
        Surroundings("Turkish", {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"}),
        Surroundings("German numbers", {"LC_ALL": "de_DE.UTF-8", "TZ": "America/St_Johns",
                                        "LANGUAGE": "nl:de"}, lang="nl"),
        Surroundings("no locale", {"LC_ALL": "xx_XX", "TZ": "Nergens/Nooit"}, umask=0o077),
        Surroundings("far east", {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"}, umask=0o000,
                     bare=False),
        Surroundings("far west", {"TZ": "Etc/GMT+12"}, pack=True, cwd="/"),
        Surroundings("nonsense of git", dict(NONSENSE), cwd=where),
        Surroundings("nonsense of git, work tree", dict(NONSENSE), bare=False, cwd="/"),
        Surroundings("hostile home", {"HOME": str(hostile)}),
        Surroundings("hostile home, work tree", {"HOME": str(hostile), "XDG_CONFIG_HOME":
                                                 str(hostile / ".config")}, bare=False),
        Surroundings("no home", {"HOME": ""}, pack=True, bare=False),
    ]


def main():
    where = Path(sys.argv[1]).resolve()
    shutil.rmtree(where, ignore_errors=True)
    where.mkdir(parents=True)
    folders = revisions(where)
    (where / "0").mkdir()
    plain = Surroundings("plain", {"LC_ALL": "C", "TZ": "UTC"})
    expected = all_of_it(plain, where / "0", folders)
    check(all(expected.values()), f"empty: {[key for key, value in expected.items() if not value]}")
    all_surroundings = surroundings(where)
    for number, around in enumerate(all_surroundings, 1):
        (where / str(number)).mkdir()
        came = all_of_it(around, where / str(number), folders)
        for key, value in expected.items():
            check(came[key] == value, f"{around.name}: {key}: {digest(came[key])}, not {digest(value)}")
    check(not (where / "home/hook-ran").exists(), "a hook ran")
    if not kit.failures:
        shutil.rmtree(where)
    kit.end(f"same: {len(expected)} outputs the same in {len(all_surroundings)} other surroundings")


def digest(value):
    return hashlib.sha256(value).hexdigest()[:12]


if __name__ == "__main__":
    main()
