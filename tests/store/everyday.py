#!/usr/bin/env python3
"""A store among people who use git: what each of its everyday states does to us, and we to it.

    B=BUILD everyday.py FOLDER [CASE …]

Each case makes a repository of its own.  What is said to people is held against a few words of it.
After each, `git fsck --strict` has nothing against any repository that it made.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import kit
from kit import LEIDRAAD_2023, LEIDRAAD_2025, NEW, OLD, check, git, git_text, leidraad, parameter

CASES = []
BEGIN = "2026-01-01T12:00:00+01:00"


def case(function):
    CASES.append(function)
    return function


class Place:
    """The folder of one case."""

    def __init__(self, path, name):
        self.path, self.name = path, name
        path.mkdir()

    def store(self, bare=True, files=None, name="store"):
        repo = self.path / name
        kit.run(["git", "init", "-q", "-b", "main", *(["--bare"] if bare else []), repo])
        self.publish(repo, files or OLD, when=BEGIN, message="Begin")
        return repo

    def folder(self, files):
        return kit.folder(self.path / "folder", files)

    def publish(self, repo, files, *more, status=kit.DONE, words="", **others):
        """files None: the work tree.  The words must be in what is said."""
        done = kit.publish(repo, None if files is None else self.folder(files), *more, **others)
        self.expect(done, status, words, "publish")
        return done

    def ask(self, repo, *words, status=kit.DONE, said=""):
        done = leidraad("--store", repo, *words)
        self.expect(done, status, said, " ".join(map(str, words)))
        return done.stdout

    def expect(self, done, status, words, what):
        check(done.returncode == status, f"{self.name}: {what}: {done.returncode}, not {status}: "
                                         f"{done.stderr.strip()!r}")
        for word in [words] if isinstance(words, str) else words:
            check(word in done.stdout + done.stderr,
                  f"{self.name}: {what}: no {word!r} in {done.stdout + done.stderr!r}")

    def is_true(self, right, what):
        check(right, f"{self.name}: {what}")

    def clean(self, repo, *expected):
        """What git calls a change, and nothing else."""
        seen = git_text(repo, "status", "--porcelain").splitlines()
        self.is_true(seen == list(expected), f"git status: {seen}")


def commit(repo, files, message="met git", when="2026-02-01T12:00:00+0100", remove=()):
    kit.put(repo, files)
    for name in remove:
        git_text(repo, "rm", "-q", name)
    git_text(repo, "add", "-A")
    done = git(repo, "commit", "-q", "-m", message, GIT_COMMITTER_DATE=when, GIT_AUTHOR_DATE=when)
    if done.returncode:
        raise RuntimeError(done.stderr)


def message(repo):
    return git_text(repo, "log", "-1", "--format=%B").rstrip("\n")


# ---- to and fro by git

@case
def cloned_pushed_fetched(place):
    store = place.store()
    clone, other = place.path / "clone", place.path / "other"
    git_text(place.path, "clone", "-q", store, clone)
    git_text(place.path, "clone", "-q", store, other)
    place.publish(clone, NEW)
    place.clean(clone)
    git_text(clone, "push", "-q", "--tags", "origin", "main")
    git_text(other, "pull", "-q")
    for repo in (store, clone, other):
        place.ask(repo, "log", said="leidraad 2025")
        place.is_true(kit.tip(repo) == kit.tip(clone), f"{repo.name} is elsewhere")
    place.clean(other)
    place.publish(other, NEW, words="Nothing to publish")


@case
def edited_by_git(place):
    repo = place.store(bare=False)
    commit(repo, {"leidraad-2025.leidraad": LEIDRAAD_2025}, "Leidraad 2025, met git")
    commit(repo, {"oud.leidraad": "", "tarief.leidraad": parameter("tarief", 2)}, "Tarief",
           "2026-03-01T12:00:00+0100")
    place.ask(repo, "log", said=["Leidraad 2025, met git", "leidraad 2025: added"])
    place.ask(repo, "diff", "HEAD~2", "HEAD", said="leidraad 2025")
    place.ask(repo, "--known-at", "2026-01-31", "show", "2025", status=kit.USAGE)
    place.ask(repo, "--known-at", "2026-02-01", "show", "2025", said="leidraad 2025")
    place.publish(repo, None, words="Nothing to publish")
    place.clean(repo)


@case
def packed(place):
    repo = place.store()
    place.publish(repo, NEW)
    before = place.ask(repo, "log", "--format", "json")
    git_text(repo, "gc", "-q", "--aggressive", "--prune=now")
    git_text(repo, "pack-refs", "--all")
    place.is_true(place.ask(repo, "log", "--format", "json") == before, "another log when packed")
    place.publish(repo, {**NEW, "n.leidraad": parameter("n", 1)}, when="2026-05-01T12:00:00+02:00")
    place.is_true(git_text(repo, "rev-list", "--count", "HEAD") == "3", "not three commits")


@case
def head_detached(place):
    repo = place.store(bare=False)
    git_text(repo, "checkout", "-q", "--detach")
    before = kit.tip(repo)
    place.ask(repo, "log", said="leidraad 2023")
    place.publish(repo, NEW, status=kit.SYSTEM, words=["HEAD is detached", "git switch"])
    place.is_true(kit.tip(repo) == before, "HEAD moved")
    place.clean(repo)


@case
def another_branch(place):
    repo = place.store(bare=False)
    main = kit.tip(repo)
    git_text(repo, "checkout", "-q", "-b", "voorstel/2025")
    place.publish(repo, NEW)
    place.is_true(git_text(repo, "rev-parse", "main") == main, "main moved too")
    place.is_true(git_text(repo, "rev-parse", "voorstel/2025") == kit.tip(repo), "not on the branch")
    place.clean(repo)
    git_text(repo, "symbolic-ref", "HEAD", "refs/heads/main/x")
    place.publish(repo, NEW, status=kit.SYSTEM, words="refs/heads/main/x")


@case
def branch_without_commits(place):
    repo = place.store()
    git_text(repo, "symbolic-ref", "HEAD", "refs/heads/nieuw")
    place.ask(repo, "log", status=kit.USAGE, said="nothing has been published here yet")
    place.publish(repo, NEW)
    place.is_true(git_text(repo, "rev-list", "--count", "nieuw") == "1", "not one commit")


@case
def linked_work_tree(place):
    repo = place.store(bare=False)
    linked = place.path / "linked"
    git_text(repo, "worktree", "add", "-q", "-b", "zij", linked)
    for verb in (["log"], ["publish"]):
        place.ask(linked, *verb, status=kit.SYSTEM, said=["linked work tree", "use the repository"])
    place.publish(repo, NEW)
    place.clean(repo)
    place.clean(linked)


@case
def shallow(place):
    store = place.store()
    place.publish(store, NEW)
    clone = place.path / "clone"
    git_text(place.path, "clone", "-q", "--depth", "1", f"file://{store}", clone)
    place.ask(clone, "show", "2025", said="leidraad 2025")
    place.ask(clone, "log", status=kit.USAGE, said="git fetch --unshallow")
    place.publish(clone, {**NEW, "n.leidraad": parameter("n", 1)}, when="2026-05-01T12:00:00+02:00")
    git_text(clone, "push", "-q", "origin", "main")
    place.is_true(git_text(store, "rev-list", "--count", "main") == "3", "not three commits")


@case
def module_in_it(place):
    other, repo = place.store(name="other"), place.store(bare=False)
    git_text(repo, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other, "mod")
    commit(repo, {}, "module")
    before = kit.tip(repo)
    place.publish(repo, NEW, status=kit.POLICIES, words="mod: a module")
    place.is_true(kit.tip(repo) == before, "the branch moved")
    place.ask(repo, "log", said="does not compile")


@case
def link_in_it(place):
    repo = place.store(bare=False)
    (repo / "l.leidraad").symlink_to("tarief.leidraad")
    commit(repo, {}, "link")
    place.publish(repo, NEW, status=kit.POLICIES, words="l.leidraad: a link")
    place.ask(repo, "log", said="does not compile")
    place.ask(repo, "blame", "2023", status=kit.POLICIES)
    commit(repo, {}, "geen link", "2026-03-01T12:00:00+0100", remove=["l.leidraad"])
    place.publish(repo, NEW)


@case
def merged(place):
    repo = place.store(bare=False)
    git_text(repo, "checkout", "-q", "-b", "zij")
    commit(repo, {"z.leidraad": parameter("z", 1)}, "zij")
    git_text(repo, "checkout", "-q", "main")
    commit(repo, {"leidraad-2025.leidraad": LEIDRAAD_2025}, "wij")
    git_text(repo, "merge", "-q", "--no-edit", "zij")
    place.ask(repo, "log", said="leidraad 2025")
    place.publish(repo, None, words="Nothing to publish")
    place.publish(repo, {**OLD, **NEW, "z.leidraad": parameter("z", 2)})


# ---- files

@case
def what_is_kept(place):
    repo = place.store(bare=False)
    os.symlink("README.md", repo / "link")
    kit.put(repo, {"README.md": "x\n", "docs/a.txt": "a\r\n", ".github/x.leidraad": "kapot ???\n",
                   "docs/hoofd.LEIDRAAD": "z\n", "bin/run": "#!/bin/sh\n"})
    (repo / "bin/run").chmod(0o755)
    (repo / "tarief.leidraad").chmod(0o755)
    commit(repo, {}, "meer")
    others = [line for line in git_text(repo, "ls-tree", "-r", "HEAD").splitlines()
              if not line.endswith(".leidraad") or ".github" in line]
    place.publish(repo, NEW)
    after = git_text(repo, "ls-tree", "-r", "HEAD").splitlines()
    place.is_true(set(others) <= set(after), f"not kept: {set(others) - set(after)}")
    names = {line.split("\t")[1] for line in after} - {line.split("\t")[1] for line in others}
    place.is_true(names == set(NEW), f"policies are {names}")
    place.is_true(any(line.startswith("100755") and "tarief" in line for line in after), "mode is lost")
    place.clean(repo)


@case
def bytes_are_kept(place):
    """No conversion, whatever git is told to do with them."""
    repo = place.store(bare=False)
    git_text(repo, "config", "core.autocrlf", "true")
    git_text(repo, "config", "filter.x.clean", "tr a-z A-Z")
    git_text(repo, "config", "filter.x.smudge", "tr A-Z a-z")
    commit(repo, {".gitattributes": "*.txt text eol=crlf filter=x\n* ident\n"}, "attributes")
    text = parameter("tarief", 2).replace("\n", "\r\n").encode() + b"# $Id$\n"
    place.publish(repo, {**NEW, "tarief.leidraad": text})
    stored = subprocess.run(["git", "-C", repo, "cat-file", "blob", "HEAD:tarief.leidraad"],
                            env=kit.ENVIRONMENT, capture_output=True, check=True).stdout
    place.is_true(stored == text, f"stored {stored!r}")
    place.is_true((repo / "tarief.leidraad").read_bytes() == text, "the work tree has other bytes")
    place.publish(repo, None, words="Nothing to publish")


@case
def work_tree_is_respected(place):
    repo = place.store(bare=False)
    mine = parameter("tarief", 50)
    kit.put(repo, {"tarief.leidraad": mine, "los.txt": "x", "regio": "een bestand"})
    place.publish(repo, NEW)
    place.is_true((repo / "tarief.leidraad").read_text() == mine, "an edit is gone")
    place.is_true((repo / "regio").read_text() == "een bestand", "a file of somebody is gone")
    place.is_true(not (repo / "oud.leidraad").exists(), "what was removed is still there")
    place.clean(repo, " D regio/noord/noord.leidraad", " M tarief.leidraad", "?? los.txt", "?? regio")


@case
def taken_back_in_the_work_tree(place):
    """A file that is as it was one revision ago may be somebody's decision, who then says so: a work
    tree is as old as any copy where its owner was editing while another published into it."""
    repo = place.store(bare=False)
    place.publish(repo, {**OLD, "tarief.leidraad": parameter("tarief", 2)})
    kit.put(repo, {"tarief.leidraad": parameter("tarief", 1)})
    place.publish(repo, None, status=kit.RACE, words=["tarief.leidraad", "--base", kit.tip(repo)[:10]])
    place.publish(repo, None, "--base", "HEAD", when="2026-05-01T12:00:00+02:00")
    place.is_true(git_text(repo, "show", "HEAD:tarief.leidraad") == parameter("tarief", 1).rstrip(),
                  "not taken back")
    place.clean(repo)


@case
def file_becomes_folder(place):
    repo = place.store(bare=False)
    files = {name: text for name, text in OLD.items() if name != "oud.leidraad"}
    place.publish(repo, {**files, "oud.leidraad/x.leidraad": OLD["oud.leidraad"]})
    place.clean(repo)
    place.publish(repo, OLD, "--base", "HEAD", when="2026-05-01T12:00:00+02:00")
    place.clean(repo)
    commit(repo, {"regio": "een bestand"}, "regio", "2026-06-01T12:00:00+0200")
    place.publish(repo, NEW, "--base", "HEAD", status=kit.USAGE, words='"regio" would be both a file and a folder',
                  when="2026-07-01T12:00:00+02:00")


@case
def nothing_to_publish(place):
    repo = place.store()
    before = kit.tip(repo)
    place.publish(repo, OLD, words="Nothing to publish")
    place.publish(repo, OLD, "--format", "json", words='"commit":null,"gelijk":true')
    place.publish(repo, {}, status=kit.POLICIES, words="no file that ends in .leidraad")
    place.publish(repo, {"README": "x"}, status=kit.POLICIES, words="no file that ends in .leidraad")
    done = kit.publish(repo, place.path / "nergens")
    place.expect(done, kit.SYSTEM, "No such file or directory", "publish of nowhere")
    done = kit.publish(repo, None)
    place.expect(done, kit.USAGE, "no work tree", "publish without a folder")
    place.is_true(kit.tip(repo) == before, "the branch moved")


# ---- what another published meanwhile

WIDE = {**OLD, "tarief.leidraad": "".join(parameter(f"t{n}", n) for n in range(1, 7))}


def edited(n, value, files=WIDE):
    """One of the values of a file of six."""
    text = files["tarief.leidraad"]
    return {**files, "tarief.leidraad": text.replace(parameter(f"t{n}", n), parameter(f"t{n}", value))}


def two_editors(place, theirs, mine, files=None, **others):
    """Both copied the same state; they were first."""
    name = f"store-{len(list(place.path.iterdir()))}"
    repo = place.store(files=files or WIDE, name=name)
    place.publish(repo, theirs, "--erratum", "x", message="Van hen", when="2026-02-01T12:00:00+01:00")
    before = kit.tip(repo)
    done = place.publish(repo, mine, "--erratum", "x", message="Van mij", **others)
    refused = others.get("status", kit.DONE) != kit.DONE
    place.is_true((kit.tip(repo) == before) == refused, f"{name}: on {kit.tip(repo)}")
    place.is_true(not refused or before[:10] in done.stderr, f"{name}: theirs is not named")
    return repo


@case
def another_file(place):
    theirs = {**WIDE, "oud.leidraad": parameter("oud", 5)}
    two_editors(place, theirs, edited(2, 20), status=kit.RACE, words="oud.leidraad")
    two_editors(place, theirs, {**edited(2, 20), "oud.leidraad": theirs["oud.leidraad"]})


@case
def another_place_in_the_file(place):
    two_editors(place, edited(5, 50), edited(2, 20), status=kit.RACE, words="tarief.leidraad")
    two_editors(place, edited(5, 50), edited(2, 20, edited(5, 50)))
    two_editors(place, edited(5, 50), edited(2, 20, edited(5, 51)))


@case
def a_piece_of_the_file(place):
    """They put something in, or took it out, and I edited elsewhere, or what they put in."""
    long = {**WIDE, "tarief.leidraad": WIDE["tarief.leidraad"] + parameter("t7", 7)}
    two_editors(place, long, edited(2, 20), status=kit.RACE, words="tarief.leidraad")
    two_editors(place, long, edited(2, 20, long))
    two_editors(place, long, edited(7, 70, long))
    two_editors(place, long, {**long, "tarief.leidraad": WIDE["tarief.leidraad"]
                              + parameter("t8", 8) + parameter("t9", 9)})
    two_editors(place, WIDE, edited(2, 20, long), files=long, status=kit.RACE, words="tarief.leidraad")
    two_editors(place, WIDE, edited(2, 20), files=long)


@case
def a_file_came_or_went(place):
    more = {**WIDE, "n.leidraad": parameter("n", 1)}
    two_editors(place, more, edited(2, 20), status=kit.RACE, words="n.leidraad")
    two_editors(place, more, {**edited(2, 20), "n.leidraad": parameter("n", 2)})
    two_editors(place, more, {**edited(2, 20), "m.leidraad": parameter("n", 1)})  # a new name
    two_editors(place, WIDE, edited(2, 20, more), files=more, status=kit.RACE, words="n.leidraad")
    two_editors(place, WIDE, {**more, "n.leidraad": parameter("n", 1) + parameter("m", 2)},
                files=more, status=kit.RACE, words="n.leidraad")
    moved = {**WIDE, "m.leidraad": parameter("n", 1)}
    two_editors(place, moved, edited(2, 20, more), files=more, status=kit.RACE,
                words="n.leidraad")
    two_editors(place, {**more, "n.leidraad": parameter("n", 2)}, edited(2, 20), files=more,
                status=kit.RACE, words="n.leidraad")


@case
def where_the_history_begins(place):
    """Of a revision without policies nobody made a copy, so to drop what came after it is no loss."""
    repo = place.path / "store"
    kit.run(["git", "init", "-q", "-b", "main", repo])
    commit(repo, {"README.md": "x"}, "Begin")
    place.publish(repo, OLD)
    place.publish(repo, {name: text for name, text in OLD.items() if name != "oud.leidraad"})


@case
def gone_back_on_purpose(place):
    repo = two_editors(place, edited(2, 20), WIDE, status=kit.RACE, words="--base")
    place.publish(repo, WIDE, "--base", "HEAD~1", "--erratum", "x", status=kit.RACE, words="moved on")
    place.publish(repo, WIDE, "--base", "HEAD", "--erratum", "x")
    place.publish(repo, edited(2, 20), "--erratum", "x", status=kit.RACE, words="tarief.leidraad")


@case
def long_ago(place):
    """By what changed since, also where the history does not reach back to what was copied."""
    repo = place.store(bare=False, files=WIDE)
    for n in range(1, 7):
        commit(repo, edited(n, 10 * n, {name: (repo / name).read_text() for name in WIDE}))
    place.publish(repo, edited(2, 21), "--erratum", "x", status=kit.RACE, words="tarief.leidraad")
    clone = place.path / "clone"
    git_text(place.path, "clone", "-q", "--bare", "--depth", "2", f"file://{repo}", clone)
    place.publish(clone, edited(2, 21), "--erratum", "x", status=kit.RACE, words="tarief.leidraad")


@case
def a_name_with_controls(place):
    name = "n\x1b[31m.leidraad"
    two_editors(place, {**WIDE, name: parameter("n", 1)}, edited(2, 20), status=kit.RACE,
                words="n\ufffd[31m.leidraad")


@case
def late_and_refused(place):
    """The gate speaks first, but what it says may be of what another did."""
    repo = place.store()
    adopted = {**OLD, "leidraad-2025.leidraad": LEIDRAAD_2025}
    place.publish(repo, adopted)
    place.publish(repo, {**OLD, "n.leidraad": parameter("n", 1)}, status=kit.POLICIES,
                  words=["G002", "leidraad-2025.leidraad", "takes back"])
    place.publish(repo, {**OLD, "n.leidraad": parameter("n", 1)}, "--erratum", "x", status=kit.RACE)


@case
def late_by_the_clock(place):
    """Who read the clock before another published, and finds him there, is late; his clock is right."""
    repo = place.store()
    place.publish(repo, {**OLD, "oud.leidraad": parameter("oud", 5)}, when="2026-04-01T12:00:01+02:00")
    mine = {**OLD, "tarief.leidraad": parameter("tarief", 2)}
    done = place.publish(repo, mine, status=kit.RACE, words=["oud.leidraad", "takes back"])
    place.is_true("G004" not in done.stderr, f"sent to his clock: {done.stderr!r}")
    place.publish(repo, {**mine, "oud.leidraad": parameter("oud", 5)}, status=kit.POLICIES, words="G004")


# ---- what is said

@case
def what_changed_is_told(place):
    """In the words of the commit's message."""
    repo = place.store()
    done = place.publish(repo, NEW)
    lines = [line for line in done.stdout.splitlines() if line.startswith("- ")]
    body = message(repo).splitlines()
    place.is_true(lines and lines == [line for line in body if line.startswith("- ")],
                  f"told {lines}, in the commit {body}")
    place.expect(done, kit.DONE, ["Published as " + kit.tip(repo), "- leidraad 2025: "], "publish")


@case
def files_are_named_as_one_would(place):
    """From where one is, or as the store was named."""
    repo = place.store(bare=False)
    kit.put(repo, {"regio/r.leidraad": "kapot\n"})
    for where, store, shown in ((repo, ".", "regio/"), (repo, ".git", "regio/"), (repo, repo, "regio/"),
                                (repo / "regio", "..", "../regio/"), (place.path, "store", "store/regio/"),
                                (place.path, "./store/", "store/regio/"),
                                (place.path, repo, "store/regio/"), (repo / "regio", repo, f"{repo}/regio/"),
                                ("/proc", repo, f"{repo}/regio/")):
        done = subprocess.run([kit.COMMAND, "--store", str(store), "publish", "--author", kit.WHO],
                              cwd=where, env=kit.ENVIRONMENT, capture_output=True, text=True)
        place.is_true(done.stderr.startswith(f"{shown}r.leidraad:1:1: "),
                      f"from {where} {store} gives {done.stderr[:80]!r}")


# ---- what is remembered

@case
def what_publish_found_is_remembered(place):
    repo, cache = place.store(bare=False), place.path / "cache"
    file = cache / "leidraad/differences"
    around = {"XDG_CACHE_HOME": str(cache)}
    leidraad("--store", repo, "log", **around)
    begin = file.read_bytes()
    place.publish(repo, NEW, **around)
    place.publish(repo, {**NEW, "tarief.leidraad": "# Meer\n" + parameter("tarief", 2)}, **around)
    published = file.read_bytes()
    place.is_true(published.startswith(begin) and len(published) > len(begin), "not remembered")
    cold = place.ask(repo, "log", "--all", "--format", "json")
    warm = leidraad("--store", repo, "log", "--all", "--format", "json", **around).stdout
    place.is_true(warm == cold, f"another log: {warm!r}, not {cold!r}")
    place.is_true(file.read_bytes() == published, "log found more")
    file.unlink()
    file.mkdir()
    place.publish(repo, {**NEW, "n.leidraad": parameter("n", 1)}, "--base", "HEAD", **around)


# ---- time

@case
def future(place):
    repo = place.store()
    place.publish(repo, NEW, when="2099-12-31T23:59:59+00:00")
    place.ask(repo, "log", said="31 December 2099")
    place.publish(repo, {**NEW, "n.leidraad": parameter("n", 1)}, status=kit.POLICIES,
                  words=["before the one that it follows", "2099-12-31 23:59:59"])
    place.ask(repo, "--known-at", "2026-12-31", "show", "2025", status=kit.USAGE)


@case
def times(place):
    repo = place.store()
    wrong = ["2026-04-01", "2026-04-01T12:00:00", "2026-04-01T24:00:00Z", "2026-02-30T12:00:00Z",
             "2026-04-01T12:00:60Z", "2026-04-01T12:00:00+25:00", "2026-04-01T 1:00:00Z",
             "2026-04-01T+1:00:00Z", "2026-04-01T12:-1:00Z", "2026-04-01T12:00:00+2",
             "2026-04-01T12:00:00+-2:00", "1960-01-01T00:00:00Z"]
    for when in wrong:
        place.publish(repo, NEW, status=kit.USAGE, words="is not a time", when=when)
    for when in ("2106-02-07T06:28:16Z", "9999-12-31T23:59:59Z"):
        place.publish(repo, NEW, status=kit.USAGE, words="this is no time for a revision", when=when)
    right = {"2026-04-01T12:00Z": "2026-04-01T12:00:00+00:00",
             "2026-04-01 12:00:00-0030": "2026-04-01T12:00:00-00:30",
             "2106-02-07T06:28:15Z": "2106-02-07T06:28:15+00:00"}
    for number, (when, seen) in enumerate(right.items()):
        place.publish(repo, {**NEW, "n.leidraad": parameter("n", number)}, when=when)
        place.is_true(git_text(repo, "log", "-1", "--format=%cI") == seen, f"{when} is not {seen}")


# ---- what was there does not pass

@case
def parent_does_not_compile(place):
    repo = place.store(bare=False)
    commit(repo, {"tarief.leidraad": "parameter ???\n"}, "kapot")
    place.ask(repo, "log", "--all", said="kapot")
    place.ask(repo, "blame", "2023", status=kit.POLICIES, said="do not compile")
    place.publish(repo, None, status=kit.POLICIES, words="has no meaning here")
    place.publish(repo, NEW)
    place.ask(repo, "log", said="leidraad 2025: added")


@case
def adopted_holds_through_what_is_broken(place):
    """What was adopted is held against the last state that compiled, be that how far back."""
    repo = place.store(bare=False)
    changed = LEIDRAAD_2023.replace("eis   ", "eis   niet ")
    commit(repo, {"tarief.leidraad": "parameter ???\n"}, "kapot")
    commit(repo, {"tarief.leidraad": "parameter ??? nog steeds\n"}, "nog steeds kapot")
    place.publish(repo, {**OLD, "leidraad-2023.leidraad": changed}, status=kit.POLICIES, words="G003")
    place.publish(repo, {**OLD, "leidraad-2023.leidraad": changed}, "--erratum", "drukfout",
                  words="differences in meaning: 1")
    git(repo, "rm", "-q", "-r", ".")
    git_text(repo, "commit", "-q", "-m", "leeg")
    place.publish(repo, OLD, "--base", "HEAD", status=kit.POLICIES, words="G003",
                  when="2026-05-01T12:00:00+02:00")


@case
def broken_hides_nothing(place):
    """An old copy is noticed though a revision after it broke the same file."""
    repo = place.store(bare=False)
    old = {**OLD, "tarief.leidraad": parameter("tarief", 5)}
    place.publish(repo, old)
    place.publish(repo, {**OLD, "tarief.leidraad": parameter("tarief", 6)},
                  when="2026-04-02T12:00:00+02:00")
    commit(repo, {"tarief.leidraad": parameter("tarief", 6) + "kapot {\n"}, "kapot",
           when="2026-04-03T12:00:00+0200")
    place.publish(repo, old, status=kit.RACE, words="tarief.leidraad", when="2026-04-04T12:00:00+02:00")
    place.publish(repo, {**OLD, "tarief.leidraad": parameter("tarief", 6)},
                  when="2026-04-04T12:00:00+02:00")


@case
def refused_long_ago(place):
    """What the store does not read is broken, and no reason to refuse what mends it."""
    repo = place.store(bare=False)
    (repo / "link.leidraad").symlink_to("stelsel.leidraad")
    commit(repo, {}, "een link")
    (repo / "link.leidraad").unlink()
    commit(repo, {"tarief.leidraad": "parameter ???\n"}, "kapot")
    place.publish(repo, OLD)


@case
def shallow_without_policies(place):
    """Policies are begun in a clone that has not the whole of a history without any."""
    repo = place.path / "bron"
    kit.run(["git", "init", "-q", "-b", "main", repo])
    for number in range(3):
        commit(repo, {"README.md": f"{number}\n"}, str(number))
    clone = place.path / "kloon"
    kit.run(["git", "clone", "-q", "--depth", "1", f"file://{repo}", clone])
    place.publish(clone, OLD)


@case
def adopted_changes(place):
    repo = place.store()
    files = {**OLD, "leidraad-2023.leidraad": LEIDRAAD_2023.replace("eis   ", "eis   niet ")}
    place.publish(repo, files, status=kit.POLICIES, words=["G003", "--erratum"])
    place.publish(repo, files, "--erratum", "", status=kit.USAGE, words="--erratum wants a reason")
    place.publish(repo, files, "--erratum", " ", status=kit.POLICIES, words="G003")
    place.publish(repo, files, "--erratum", "drukfout in de bron")
    place.is_true(message(repo).endswith("Erratum: drukfout in de bron"), message(repo))
    place.ask(repo, "blame", "2023", said="Wijziging")


@case
def adopted_is_gone(place):
    repo = place.store()
    files = {name: text for name, text in OLD.items() if "2023" not in name}
    first = git_text(repo, "rev-parse", "leidraad/2023")
    place.publish(repo, files, status=kit.POLICIES, words=["G002", "is gone"])
    place.publish(repo, files, "--erratum", "was nooit vastgesteld")
    place.publish(repo, OLD, "--base", "HEAD", when="2026-05-01T12:00:00+02:00")
    place.is_true(git_text(repo, "rev-parse", "leidraad/2023") == first, "the tag moved")


@case
def concept_is_adopted(place):
    concept = LEIDRAAD_2025.replace('vastgesteld op 31 mei 2024 bron plan "4"', "concept")
    repo = place.store(files={**OLD, "leidraad-2025.leidraad": concept})
    place.is_true("2025" not in git_text(repo, "tag"), "a concept has a tag")
    place.publish(repo, {**OLD, "leidraad-2025.leidraad": concept.replace("1 april 2025",
                                                                          "1 mei 2025")})
    place.publish(repo, {**OLD, "leidraad-2025.leidraad": LEIDRAAD_2025.replace("1 april 2025",
                                                                                "1 mei 2025")},
                  when="2026-05-01T12:00:00+02:00")
    place.is_true(git_text(repo, "rev-parse", "leidraad/2025") == kit.tip(repo), "not tagged")


@case
def adopted_by_git(place):
    """Nobody tagged it; the next publisher does."""
    repo = place.store(bare=False)
    commit(repo, {"leidraad-2025.leidraad": LEIDRAAD_2025})
    by_git = kit.tip(repo)
    place.publish(repo, {**OLD, "leidraad-2025.leidraad": LEIDRAAD_2025,
                         "tarief.leidraad": parameter("tarief", 2)})
    place.is_true(git_text(repo, "rev-parse", "leidraad/2025") == by_git, "not tagged where adopted")


@case
def tag_in_the_way(place):
    repo = place.store()
    git_text(repo, "tag", "-d", "leidraad/2023")
    git_text(repo, "tag", "leidraad")
    place.publish(repo, NEW, status=kit.SYSTEM, words=["leidraad/2025", "was published all the same"])
    git_text(repo, "tag", "-d", "leidraad")
    place.publish(repo, NEW)
    place.is_true(git_text(repo, "tag") == "leidraad/2025", "not mended")


@case
def git_is_not_finished(place):
    """A merge with conflicts, then settled but not committed: the index is git's until it is done."""
    repo = place.store(bare=False)
    first = kit.tip(repo)
    commit(repo, {"tarief.leidraad": parameter("tarief", 5)}, "van de een")
    git_text(repo, "switch", "-q", "-c", "ander", first)
    commit(repo, {"tarief.leidraad": parameter("tarief", 6)}, "van de ander")
    git_text(repo, "switch", "-q", "main")
    place.is_true(git(repo, "merge", "-q", "ander").returncode == 1, "no conflict")
    both = {"tarief.leidraad": parameter("tarief", 7)}
    kit.put(repo, both)
    index = (repo / ".git/index").read_bytes()
    place.publish(repo, None, status=kit.SYSTEM, words=["conflicts of a merge", "git merge --abort"])
    place.publish(repo, {**OLD, **both}, status=kit.SYSTEM, words="conflicts of a merge")
    place.is_true((repo / ".git/index").read_bytes() == index, "the index was written")
    git_text(repo, "add", ".")
    place.publish(repo, None, status=kit.SYSTEM, words="in the middle of something")
    git_text(repo, "commit", "-q", "-m", "samen")
    place.publish(repo, None, words="Nothing to publish")
    place.clean(repo)


@case
def index_is_locked(place):
    repo = place.store(bare=False)
    lock = repo / ".git/index.lock"
    lock.touch()
    place.publish(repo, NEW, status=kit.SYSTEM,
                  words=[str(lock), "was published all the same"])
    lock.unlink()
    place.publish(repo, NEW, words="Nothing to publish")
    place.clean(repo)


@case
def hooks(place):
    """libgit2 runs none; that is how it is, and nobody should come to rely on one half."""
    repo, ran = place.store(), place.path / "ran"
    for name in ("reference-transaction", "post-update", "pre-commit", "post-commit"):
        kit.put(repo / "hooks", {name: f"#!/bin/sh\ntouch {ran}\n"})
        (repo / "hooks" / name).chmod(0o755)
    place.publish(repo, NEW)
    place.is_true(not ran.exists(), "a hook ran")


# ---- words

@case
def authors(place):
    repo = place.store()
    right = {"Zoë O'Hara-de Wit <z@x.nl>": "Zoë O'Hara-de Wit|z@x.nl", "  Met Spaties   <a@b>":
             "Met Spaties|a@b", "A, B; C <a@b>": "A, B; C|a@b", "日本 <a@b>": "日本|a@b",
             "-A <a@b>": "-A|a@b", "x" * 2000 + " <a@b>": "x" * 2000 + "|a@b"}
    for number, (who, seen) in enumerate(right.items()):
        place.publish(repo, {**OLD, "n.leidraad": parameter("n", number)}, author=who)
        place.is_true(git_text(repo, "log", "-1", "--format=%an|%ae") == seen, f"not by {who[:40]}")
    before = kit.tip(repo)
    for who in ("A", "<a@b>", "A <a@b> x", "A <a@b>>", "A <<a@b>", "A <a b@c>", "A\nB <a@b>",
                "A\x07 <a@b>", ". <a@b>", "A <>", "A\tB <a@b>", "A\udcff <a@b>"):
        done = place.publish(repo, {**NEW, "n.leidraad": parameter("n", 99)}, author=who,
                             status=kit.USAGE)
        place.is_true("is not a person" in done.stderr or "who publishes?" in done.stderr or
                      "a commit cannot be by" in done.stderr, f"{who!r}: {done.stderr!r}")
    place.is_true(kit.tip(repo) == before, "the branch moved")


@case
def messages(place):
    repo = place.store()
    said = {"  voor en na  \n\n": "voor en na", "": "Opmaak van het beleid gewijzigd",
            " \n ": "Opmaak van het beleid gewijzigd", "# kop": "# kop", "\r\nx\r\n": "x",
            "een\n\n\n\ntwee   \n": "een\n\n\n\ntwee", "é" * 60000: "é" * 60000}
    for number, (text, seen) in enumerate(said.items()):
        place.publish(repo, {**OLD, "n.leidraad": parameter("n", number)}, message=text)
        place.is_true(message(repo) == seen, f"{text[:20]!r} became {message(repo)[:40]!r}")
        place.ask(repo, "log", "--all", "--format", "json")
    place.publish(repo, {**OLD, "n.leidraad": parameter("n", 99)}, message="\udcff",
                  status=kit.USAGE, words="not UTF-8")
    place.publish(repo, {**OLD, "n.leidraad": parameter("n", 99)}, message="\x1b[31mrood")
    shown = place.ask(repo, "log", "--all")
    place.is_true("\x1b" not in shown, "a control character of a message reaches the terminal")


def main():
    where = Path(sys.argv[1]).resolve()
    names = sys.argv[2:]
    shutil.rmtree(where, ignore_errors=True)
    where.mkdir(parents=True)
    chosen = [function for function in CASES if not names or function.__name__ in names]
    for function in chosen:
        place = Place(where / function.__name__, function.__name__)
        try:
            function(place)
        except RuntimeError as error:
            kit.fail(f"{place.name}: {error}")
        for repo in place.path.iterdir():
            if (repo / "HEAD").exists() or (repo / ".git").is_dir():
                said = kit.fsck(repo)
                check(not said, f"{place.name}: fsck of {repo.name}: {said}")
    if not kit.failures:
        shutil.rmtree(where)
    kit.end(f"everyday: {len(chosen)} states of a repository")


if __name__ == "__main__":
    main()
