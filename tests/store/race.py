#!/usr/bin/env python3
"""Many publishers at once: everybody's revisions are in the end in one line, and none is lost.

    B=BUILD race.py FOLDER [PROCESSES [REVISIONS]]

Eight processes publish fifty revisions each into one bare repository.  Each has a policy file of its
own, whose next value it writes into a copy of what the branch holds, and publishes that with --base
the revision that it copied; status 6 says that another was first, and it looks again.  In the end:
as many commits as revisions and one, in one line; each changes one file by one step, and is by the
one whose file it is; git has nothing against any of it.

Then a few more while git packs refs and objects in the same repository, and a few that do not say
--base: that the copy is an old one must then be seen.  And one by one: the folder that was copied
before another published is refused by --base.
"""

import io
import multiprocessing
import random
import re
import shutil
import subprocess
import sys
import tarfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import kit
from kit import check, git_text

WAIT_FIRST, WAIT_MOST = 0.05, 1  # seconds before another try, doubled each time


def file_of(who):
    return f"p{who}.leidraad"


def copy_of(repo, place):
    """The policies of the branch, in a folder that holds nothing else; gives the revision, which
    git writes into the archive, so that the two belong together."""
    kit.folder(place, {})
    done = subprocess.run(["git", "-C", repo, "archive", "HEAD"], env=kit.ENVIRONMENT,
                          capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(place)
        return archive.pax_headers["comment"]


def publish_one(repo, place, who, value, says_base, seen):
    """One try; the status."""
    base = copy_of(repo, place)
    kit.put(place, {file_of(who): kit.parameter(f"p{who}", value)})
    done = kit.leidraad("--store", repo, "publish", place, "-m", f"p{who} wordt {value}",
                        "--author", f"Publisher {who} <p{who}@example.org>",
                        *(["--base", base] if says_base else []))
    if done.returncode not in (kit.DONE, kit.RACE):
        seen.append(f"publisher {who}, value {value}: status {done.returncode}: {done.stderr!r}")
    return done.returncode


def publisher(repo, where, who, revisions, says_base):
    """How many tries it took, and what went wrong."""
    place, tries, seen = where / f"folder-{who}", 0, []
    luck = random.Random(who)
    for value in range(1, revisions + 1):
        wait, status = WAIT_FIRST, kit.RACE
        while status == kit.RACE:
            tries += 1
            status = publish_one(repo, place, who, value, says_base, seen)
            if status == kit.RACE:
                time.sleep(luck.uniform(0, wait))
                wait = min(2 * wait, WAIT_MOST)
        if seen:
            break
    return tries, seen


def check_line(repo, processes, revisions):
    """One line of commits, of which each is one step of one publisher."""
    lines = git_text(repo, "log", "--reverse", "--format=%H %P|%an|%s").splitlines()
    check(len(lines) == processes * revisions + 1, f"{len(lines)} commits")
    everything = git_text(repo, "rev-list", "--all", "--count")
    check(int(everything) == len(lines), f"{everything} commits in all branches and tags")
    steps = {who: [] for who in range(processes)}
    for number, line in enumerate(lines):
        match = re.fullmatch(r"([0-9a-f]{40}) ([0-9a-f ]*)\|(.*)\|(.*)", line)
        parents = match[2].split()
        check(len(parents) == (number > 0), f"{line}: {len(parents)} parents")
        said = re.fullmatch(r"p(\d+) wordt (\d+)", match[4])
        if number and check(said, f"{line}: not by a publisher"):
            who, value = int(said[1]), int(said[2])
            check(match[3] == f"Publisher {who}", f"{line}: another author")
            steps[who].append((match[1], value))
    changed = git_text(repo, "log", "--format=%H", "--name-only").split()
    for who, list_of in steps.items():
        values = [value for _, value in list_of]
        check(values == list(range(1, revisions + 1)), f"publisher {who}: {values}")
        for commit, _ in list_of:
            at = changed.index(commit)
            files = [name for name in changed[at + 1:at + 3] if name.endswith(".leidraad")]
            check(files == [file_of(who)], f"{commit} of publisher {who} changes {files}")


def housekeeper(repo, stop):
    """git itself at work in the same repository: refs and objects go into packs and out of reach of
    who looked them up a moment ago."""
    while not stop.is_set():
        for words in (["pack-refs", "--all"], ["repack", "-a", "-d", "-q"], ["gc", "-q"]):
            git_text(repo, *words)


def race(where, processes, revisions, housekeeping=False, says_base=True):
    where.mkdir(parents=True, exist_ok=True)
    repo = where / "repo"
    kit.run(["git", "init", "-q", "-b", "main", "--bare", repo])
    start = kit.folder(where / "start", {**kit.OLD, **{
        file_of(who): kit.parameter(f"p{who}", 0) for who in range(processes)}})
    done = kit.publish(repo, start, message="Begin")
    if done.returncode:
        raise RuntimeError(done.stderr)

    began, tries, stop = time.monotonic(), 0, multiprocessing.Event()
    beside = multiprocessing.Process(target=housekeeper, args=(repo, stop))
    if housekeeping:
        beside.start()
    try:
        with ProcessPoolExecutor(processes) as pool: # which raises where one of them ends
            for answer in [pool.submit(publisher, repo, where, who, revisions, says_base)
                           for who in range(processes)]:
                its_tries, seen = answer.result()
                tries += its_tries
                for line in seen:
                    kit.fail(line)
    finally:
        stop.set()
    if housekeeping:
        beside.join()
        check(beside.exitcode == 0, f"what git does beside ended with {beside.exitcode}")
    took = time.monotonic() - began

    check_line(repo, processes, revisions)
    last = {file_of(who): kit.parameter(f"p{who}", revisions) for who in range(processes)}
    for name, text in last.items():
        check(git_text(repo, "show", f"HEAD:{name}") == text.rstrip("\n"), f"{name} in the end")
    check(not kit.locks(repo), f"locks in the end: {kit.locks(repo)}")
    said = kit.fsck(repo)
    check(not said, f"fsck: {said}")
    return tries, took


def older_folder(where):
    """What --base is for: a folder that was copied before another published."""
    repo = where / "older"
    kit.run(["git", "init", "-q", "-b", "main", "--bare", repo])
    mine = kit.folder(where / "mine", {**kit.OLD, "m.leidraad": kit.parameter("m", 1)})
    kit.publish(repo, mine, message="Begin")
    base = kit.tip(repo)
    theirs = kit.folder(where / "theirs", {**kit.OLD, "m.leidraad": kit.parameter("m", 1),
                                           "t.leidraad": kit.parameter("t", 1)})
    done = kit.publish(repo, theirs, "--base", base, message="Van hen")
    check(done.returncode == kit.DONE, f"older folder: theirs: {done.stderr!r}")
    kit.put(mine, {"m.leidraad": kit.parameter("m", 2)})
    before = kit.tip(repo)
    done = kit.publish(repo, mine, "--base", base, message="Van mij")
    check(done.returncode == kit.RACE, f"older folder with --base: {done.returncode}")
    check(kit.tip(repo) == before, "older folder with --base: the branch moved")
    check(base in done.stderr or "moved on" in done.stderr, f"older folder: {done.stderr!r}")


def main():
    where = Path(sys.argv[1]).resolve()
    processes = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    revisions = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    shutil.rmtree(where, ignore_errors=True)
    where.mkdir(parents=True)
    older_folder(where)
    tries, took = race(where / "race", processes, revisions)
    race(where / "beside-git", 4, min(revisions, 10), housekeeping=True)
    race(where / "without-base", 4, min(revisions, 10), says_base=False)
    if not kit.failures:
        shutil.rmtree(where)
    kit.end(f"race: {processes} publishers of {revisions} revisions, {tries} tries, {took:.0f} s; "
            "and 4 beside git gc, 4 without --base")


if __name__ == "__main__":
    main()
