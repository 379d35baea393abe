#!/usr/bin/env python3
"""publish, init and log, killed at every call that changes a file.

    B=BUILD crash.py FOLDER [SCENARIO …]

For each scenario the command is run once to count its calls (die.c), and then once for each of
them, and for each that writes bytes once more with half of them, on a fresh copy; it is killed
there.  Then, of what is left:

- `git fsck --strict` has nothing against it, and git can tell its status;
- HEAD is on the old commit or on the new one, and that is whole: its tree is exactly the one meant;
- a lock that was left is named by the next publisher, who is told what to do when it is old, and
  removing it by hand is all that it takes;
- publishing again ends as if nothing had happened: the new tree, the tags of the versions that were
  adopted, and in a work tree nothing that git would call a change.

Of a log over a long history: another one gives the same answer, and after the first calls it finds
something of what the killed one had done.

The counting itself is held against strace, so that no call goes by unseen.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import kit
from kit import NEW, OLD, check, git, git_text, leidraad, publish

KEEPS = {"README.md": "# Over dit beleid\n", "docs/besluit.txt": "besluit\n"}
FIRST = "2026-01-01T12:00:00+01:00"
LOCK_IS_OLD = 3600


class Scenario:
    """How a repository is before; `policies` is what is published then, None: its work tree."""

    def __init__(self, name, bare, first, in_place=False, packed=False):
        self.name, self.bare, self.first = name, bare, first
        self.in_place, self.packed = in_place, packed

    def prepare(self, where):
        self.repo, self.old, self.new = where / "repo", where / "old", where / "new"
        kit.folder(self.old, OLD)
        kit.folder(self.new, NEW)
        words = ["init", "-q", "-b", "main", *(["--bare"] if self.bare else []), self.repo]
        done = kit.run(["git", *words])
        if done.returncode:
            raise RuntimeError(done.stderr)
        if not self.first:
            self.publish_old(where)
        if self.packed:
            git_text(self.repo, "gc", "-q")
        if self.in_place:
            for name in OLD:
                (self.repo / name).unlink(missing_ok=True)
            kit.put(self.repo, NEW)
        self.tip = kit.tip(self.repo)
        self.policies = None if self.in_place else self.new

    def publish_old(self, where):
        """With things beside the policies, which are to stay."""
        if self.bare:
            clone = where / "clone"
            for words in (["clone", "-q", self.repo, clone],):
                kit.run(["git", *words])
            self.commit_others(clone)
            git_text(clone, "push", "-q", "origin", "HEAD:main")
        else:
            self.commit_others(self.repo)
        done = publish(self.repo, self.old, when=FIRST, message="Begin")
        if done.returncode:
            raise RuntimeError(done.stderr)

    @staticmethod
    def commit_others(repo):
        kit.put(repo, KEEPS)
        git_text(repo, "add", ".")
        git_text(repo, "commit", "-q", "-m", "Over dit beleid")

    def copy(self, where):
        shutil.copytree(self.repo, where, symlinks=True)
        if self.policies is None:
            git(where, "update-index", "-q", "--refresh")
        return where

    def publish(self, repo, **environment):
        return publish(repo, self.policies, **environment)


SCENARIOS = [
    Scenario("bare-first", bare=True, first=True),
    Scenario("bare-later", bare=True, first=False),
    Scenario("bare-packed", bare=True, first=False, packed=True),
    Scenario("work-first", bare=False, first=True),
    Scenario("work-later", bare=False, first=False),
    Scenario("work-in-place", bare=False, first=False, in_place=True),
]


# ---- what must hold of a repository

def left_in(repo):
    """What a killed publisher left in the work tree, by kind: names that nobody gave."""
    return [path for path in repo.rglob("*.new") if ".git" not in path.parts]


class Goal:
    """What comes of it when nobody is killed."""

    def __init__(self, repo):
        self.commit, self.tree = kit.tip(repo), kit.tree(repo)
        self.tags = tags(repo)


def tags(repo):
    return git_text(repo, "for-each-ref", "--format=%(refname) %(objectname)", "refs/tags")


def check_sound(scenario, repo, goal, what):
    said = kit.fsck(repo)
    check(not said, f"{what}: fsck: {said}")
    if not scenario.bare:
        done = git(repo, "status", "--porcelain")
        check(done.returncode == 0, f"{what}: git status: {done.stderr}")
    now = kit.tip(repo)
    if not check(now in (scenario.tip, goal.commit), f"{what}: HEAD is on {now}"):
        return None
    if now:
        wanted = goal.tree if now == goal.commit else None
        check(wanted is None or kit.tree(repo) == wanted, f"{what}: another tree")
    return now


def check_whole(scenario, repo, goal, what):
    """After a publisher that was not killed."""
    check(kit.tree(repo) == goal.tree, f"{what}: another tree in the end")
    said = kit.fsck(repo)
    check(not said, f"{what}: fsck in the end: {said}")
    check(tags(repo) == goal.tags, f"{what}: tags are {tags(repo)!r}, not {goal.tags!r}")
    check(not kit.locks(repo), f"{what}: locks in the end: {kit.locks(repo)}")
    if not scenario.bare:
        done = git(repo, "status", "--porcelain")
        changes = [line for line in done.stdout.splitlines() if not line.endswith(".new")]
        check(not changes, f"{what}: git status in the end: {changes}")


def check_lock(scenario, repo, lock, what):
    """True where the lock had to be removed by hand for the next publisher."""
    done = scenario.publish(repo)
    if done.returncode == kit.DONE:
        return False
    check(str(lock) in done.stderr, f"{what}: {lock.name} is not named: {done.stderr!r}")
    check(done.returncode in (kit.SYSTEM, kit.RACE), f"{what}: a lock gave {done.returncode}")
    old = time.time() - LOCK_IS_OLD
    os.utime(lock, (old, old))
    done = scenario.publish(repo)
    check(done.returncode == kit.SYSTEM,
          f"{what}: an old {lock.name} gave {done.returncode}, which asks for another try")
    check(str(lock) in done.stderr and "remove that file" in done.stderr,
          f"{what}: what to do with {lock.name} is not said: {done.stderr!r}")
    return True


# ---- killing

class Result:
    def __init__(self, at, call, how):
        self.at, self.call, self.how = at, call, how
        self.moved, self.locks, self.left = False, [], 0


def kill_at(scenario, goal, where, at, call, how):
    what = f"{scenario.name}, {how} at {at} ({call[0]} {Path(call[1]).name})"
    result = Result(at, call[0], how)
    repo = scenario.copy(where / f"{how}-{at}")
    done = scenario.publish(repo, LD_PRELOAD=str(scenario.shim), DIE_AT=str(at), DIE_HOW=how)
    if not check(done.returncode == -signal.SIGKILL, f"{what}: ended by itself: {done.returncode}"):
        return result
    now = check_sound(scenario, repo, goal, what)
    result.moved = now == goal.commit
    for lock in kit.locks(repo):
        if check_lock(scenario, repo, lock, what):
            result.locks.append(lock.name)
        lock.unlink(missing_ok=True)
    done = scenario.publish(repo)
    check(done.returncode == kit.DONE, f"{what}: publishing again gave {done.returncode}: "
                                       f"{done.stderr!r}")
    if not scenario.bare:
        result.left = len(left_in(repo))
    check_whole(scenario, repo, goal, what)
    shutil.rmtree(repo)
    return result


def count(scenario, where):
    """What publish calls when it is let be, and what comes of it."""
    repo, log = scenario.copy(where / "whole"), where / "log"
    done = scenario.publish(repo, LD_PRELOAD=str(scenario.shim), DIE_LOG=str(log))
    if done.returncode:
        raise RuntimeError(f"{scenario.name}: {done.stderr}")
    goal = Goal(repo)
    check_whole(scenario, repo, goal, scenario.name)
    if not scenario.first:
        for name, text in KEEPS.items():
            check(git_text(repo, "show", f"HEAD:{name}") == text.rstrip("\n"),
                  f"{scenario.name}: {name} did not stay")
    return goal, kit.calls_of(log)


def run_scenario(scenario, shim, where, pool):
    scenario.shim = shim
    where.mkdir()
    scenario.prepare(where)
    goal, calls = count(scenario, where)
    strange = strange_to_strace(scenario, where, calls)
    tries = [(at, call, how) for at, call in enumerate(calls, 1)
             for how in ("kill", *(["half"] if call[0] == "write" else []))]
    results = list(pool.map(lambda args: kill_at(scenario, goal, where, *args), tries))
    moved = next((r.at for r in results if r.moved), None)
    lock_kinds = Counter(name for r in results for name in r.locks)
    left = sum(1 for r in results if r.left)
    print(f"{scenario.name}: {len(calls)} calls{strange}, {len(results)} kills; new from call "
          f"{moved} on; locks left by {sum(1 for r in results if r.locks)}"
          f"{''.join(f', {n} {name}' for name, n in sorted(lock_kinds.items()))}"
          f"{f'; {left} left a file in the work tree' if left else ''}", flush=True)
    return len(results)


# ---- is every call seen?

WRITES = {"write": "write", "pwrite64": "write", "writev": "write", "pwritev": "write",
          "fsync": "fsync", "fdatasync": "fsync", "ftruncate": "truncate", "truncate": "truncate",
          "mkdir": "mkdir", "mkdirat": "mkdir", "rmdir": "rmdir", "unlink": "unlink",
          "unlinkat": "unlink", "rename": "rename", "renameat": "rename", "renameat2": "rename",
          "link": "link", "linkat": "link", "symlink": "symlink", "symlinkat": "symlink",
          "chmod": "chmod", "fchmod": "chmod", "fchmodat": "chmod", "utimensat": "utime",
          "utime": "utime", "utimes": "utime", "futimesat": "utime", "openat": "open",
          "open": "open", "creat": "open", "copy_file_range": "write", "sendfile": "write"}


def strace_calls(text):
    seen = []
    for line in text.splitlines():
        match = re.match(r"(?:\d+ +)?(\w+)\((.*)", line)
        if not match or match[1] not in WRITES:
            continue
        word, rest = WRITES[match[1]], match[2]
        if word == "open" and not re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC", rest):
            continue
        if "/dev/" in rest.split(",")[0] or re.match(r"\d+<(pipe|socket|anon)", rest):
            continue
        seen.append("rmdir" if word == "unlink" and "AT_REMOVEDIR" in rest else word)
    return seen


def strange_to_strace(scenario, where, calls):
    if not shutil.which("strace"):
        return " (not held against strace: it is not installed)"
    repo, log = scenario.copy(where / "strace"), where / "strace.log"
    words = ["--store", repo, "publish", *([scenario.policies] if scenario.policies else []),
             "-m", "Wijziging", "--author", kit.WHO, "--time", "2026-04-01T12:00:00+02:00"]
    done = kit.run(["strace", "-f", "-y", "-o", log, "-e", "trace=" + ",".join(WRITES),
                    kit.COMMAND, "--lang", "en", *words])
    if done.returncode == 1 and "ptrace" in done.stderr:
        print("skipped: strace may not trace here, so the counting is not held against it")
        return " (not held against strace)"
    seen = Counter(strace_calls(log.read_text(errors="replace")))
    counted = Counter(name for name, _ in calls)
    return "" if check(seen == counted, f"{scenario.name}: strace saw {seen}, die.c {counted}") \
        else " (strace saw others)"


# ---- a new store

def kill_init(shim, where, at, call, how, bare, goal):
    what = f"init{' --bare' if bare else ''}, {how} at {at} ({call[0]} {Path(call[1]).name})"
    home = where / f"{how}-{at}-{bare}"
    home.mkdir()
    repo = home / "repo"
    done = init(where, repo, bare, LD_PRELOAD=str(shim), DIE_AT=str(at), DIE_HOW=how)
    check(done.returncode == -signal.SIGKILL, f"{what}: ended by itself: {done.returncode}")
    there = repo.exists()
    if there:
        said = kit.fsck(repo)
        check(not said, f"{what}: fsck: {said}")
        check(kit.tip(repo) in (None, goal.commit), f"{what}: HEAD is on {kit.tip(repo)}")
    done = init(where, repo, bare)
    if done.returncode != kit.DONE:
        check(there and done.returncode in (kit.USAGE, kit.SYSTEM) and str(repo) in done.stderr,
              f"{what}: again: {done.returncode}, {done.stderr!r}")
        shutil.rmtree(repo)
        done = init(where, repo, bare)
    check(done.returncode == kit.DONE, f"{what}: in the end: {done.stderr!r}")
    check(kit.tip(repo) == goal.commit and tags(repo) == goal.tags, f"{what}: another history")
    left = sorted(path.name for path in home.iterdir() if path != repo)
    check(all(name.startswith("repo.new-") for name in left), f"{what}: left {left}")
    shutil.rmtree(home)
    return there, bool(left)


def init(where, repo, bare, **environment):
    return leidraad("--policies", where / "new", "init", *(["--bare"] if bare else []), repo,
                    **environment)


def run_init(shim, where, pool):
    where.mkdir()
    kit.folder(where / "new", NEW)
    kills = 0
    for bare in (True, False):
        repo, log = where / f"whole-{bare}", where / f"log-{bare}"
        done = init(where, repo, bare, LD_PRELOAD=str(shim), DIE_LOG=str(log))
        if done.returncode:
            raise RuntimeError(done.stderr)
        goal, calls = Goal(repo), kit.calls_of(log)
        tries = [(at, call, how) for at, call in enumerate(calls, 1)
                 for how in ("kill", *(["half"] if call[0] == "write" else []))]
        results = list(pool.map(lambda args: kill_init(shim, where, *args, bare, goal), tries))
        print(f"init{' --bare' if bare else ''}: {len(calls)} calls, {len(results)} kills; "
              f"{sum(not there for there, _ in results)} left no repository, "
              f"{sum(left for _, left in results)} a folder with another name", flush=True)
        kills += len(results)
    return kills


# ---- what log remembers

LOG_REVISIONS = 450


def long_history(repo):
    """Made by fast-import, each revision with another layout of one file."""
    kit.run(["git", "init", "-q", "-b", "main", "--bare", repo])
    said = []
    for n in range(LOG_REVISIONS):
        said.append(f"commit refs/heads/main\ncommitter Git <git@example.org> {1767225600 + n} +0000\n"
                    f"data 1\nx\n")
        files = OLD if not n else {"tarief.leidraad": OLD["tarief.leidraad"] + f"# {n}\n"}
        for name, text in files.items():
            said.append(f"M 100644 inline {name}\ndata {len(text.encode())}\n{text}\n")
    subprocess.run(["git", "-C", repo, "fast-import", "--quiet"], input="".join(said).encode(),
                   env=kit.ENVIRONMENT, check=True)


def kill_log(shim, where, repo, at, call, how, answer):
    what = f"log, {how} at {at} ({call[0]} {Path(call[1]).name})"
    cache = where / f"{how}-{at}"
    done = log(repo, cache, LD_PRELOAD=str(shim), DIE_AT=str(at), DIE_HOW=how)
    check(done.returncode == -signal.SIGKILL, f"{what}: ended by itself: {done.returncode}")
    file = cache / "leidraad/differences"
    kept = file.stat().st_size if file.exists() else 0
    done = log(repo, cache)
    check(done.returncode == kit.DONE and done.stdout == answer, f"{what}: another answer")
    shutil.rmtree(cache)
    return kept


def log(repo, cache, **environment):
    return leidraad("--store", repo, "log", "--all", "--format", "json", XDG_CACHE_HOME=str(cache),
                    **environment)


def run_log(shim, where, pool):
    where.mkdir()
    repo, calls_log = where / "repo", where / "log"
    long_history(repo)
    done = log(repo, where / "whole", LD_PRELOAD=str(shim), DIE_LOG=str(calls_log))
    check(done.returncode == kit.DONE and done.stdout.count("\n") > 1, f"log: {done.stderr!r}")
    calls = kit.calls_of(calls_log)
    tries = [(at, call, how) for at, call in enumerate(calls, 1)
             for how in ("kill", *(["half"] if call[0] == "write" else []))
             if str(where) in call[1]]
    kept = list(pool.map(lambda args: kill_log(shim, where, repo, *args, done.stdout), tries))
    whole = (where / "whole/leidraad/differences").stat().st_size
    check(any(0 < n < whole for n in kept), f"log: nothing was kept on the way: {kept}")
    print(f"log: {len(calls)} calls, {len(tries)} kills; {sum(n > 0 for n in kept)} left something "
          f"to go on from", flush=True)
    return len(tries)


def main():
    where = Path(sys.argv[1]).resolve()
    names = sys.argv[2:]
    shutil.rmtree(where, ignore_errors=True)
    where.mkdir(parents=True)
    shim = kit.build_shim(where)
    kills = 0
    with ThreadPoolExecutor(kit.AT_ONCE) as pool:
        for scenario in SCENARIOS:
            if not names or scenario.name in names:
                kills += run_scenario(scenario, shim, where / scenario.name, pool)
        if not names or "log" in names:
            kills += run_log(shim, where / "log", pool)
        if not names or "init" in names:
            kills += run_init(shim, where / "init", pool)
    if not kit.failures:
        shutil.rmtree(where)
    kit.end(f"crash: {kills} kills")


if __name__ == "__main__":
    main()
