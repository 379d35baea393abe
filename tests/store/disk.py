#!/usr/bin/env python3
"""publish where the disk is full, read-only, over quota or broken.

    B=BUILD disk.py FOLDER

Two ways.  By die.c at every call that changes a file: from that call on (ENOSPC, EDQUOT, EROFS) or
at that call alone (EIO), and with a write that only half succeeds.  And for real: a small tmpfs that
is filled, a mount that is read-only, a limit on the size of files (which ends a careless program by
SIGXFSZ); what may not be mounted here is said to be skipped.

Each time: never a signal; a status of 0, or 5 with words that say why; `git fsck --strict` has
nothing against what is left; HEAD is on the old commit, or whole on the new one (and then, where the
status is not 0, the message says that it was published); with space again, publishing succeeds.
"""

import errno
import os
import resource
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import crash
import kit
from kit import check

SPOKEN = {errno.ENOSPC: "No space left on device", errno.EDQUOT: "Disk quota exceeded",
          errno.EROFS: "Read-only file system", errno.EIO: "Input/output error"}


def tries(calls, error, how):
    """Where this fails: with `half` only what writes, else every call."""
    for at, call in enumerate(calls, 1):
        if "half" not in how or call[0] == "write":
            yield at, call, f"{error}{how}", error


def judge(scenario, goal, repo, done, error, what):
    """What came of it; True: it was published all the same."""
    said = done.stderr
    check(done.returncode >= 0, f"{what}: ended by signal {-done.returncode}")
    moved = crash.check_sound(scenario, repo, goal, what) == goal.commit
    if done.returncode == kit.DONE:
        check(moved, f"{what}: status 0, and nothing was published")
        return moved
    check(done.returncode == kit.SYSTEM, f"{what}: status {done.returncode}: {said!r}")
    check(error is None or SPOKEN[error] in said, f"{what}: it does not say why: {said!r}")
    if moved:
        check("was published all the same" in said,
              f"{what}: it was published, and that is not said: {said!r}")
    return moved


def recover(scenario, goal, repo, error, what):
    """With the disk in order.  Only where nothing could be removed may a lock be left."""
    left = kit.locks(repo)
    check(not left or error in (errno.EROFS, errno.EIO), f"{what}: locks are left: {left}")
    for lock in left:
        lock.unlink()
    done = scenario.publish(repo)
    check(done.returncode == kit.DONE, f"{what}: again: {done.returncode}, {done.stderr!r}")
    crash.check_whole(scenario, repo, goal, what)


def fail_at(scenario, goal, where, at, call, how, error):
    what = f"{scenario.name}, {how} at {at} ({call[0]} {Path(call[1]).name})"
    repo = scenario.copy(where / f"{how}-{at}")
    done = scenario.publish(repo, LD_PRELOAD=str(scenario.shim), DIE_AT=str(at), DIE_HOW=how)
    moved = judge(scenario, goal, repo, done, error, what)
    recover(scenario, goal, repo, error, what)
    shutil.rmtree(repo)
    return done.returncode, moved


def by_shim(scenario, shim, where, pool):
    scenario.shim = shim
    where.mkdir()
    scenario.prepare(where)
    goal, calls = crash.count(scenario, where)
    work = [case for error, how in ((errno.ENOSPC, ""), (errno.ENOSPC, "half"), (errno.EDQUOT, "half"),
                                    (errno.EROFS, ""), (errno.EIO, "once"))
            for case in tries(calls, error, how)]
    results = Counter(pool.map(lambda args: fail_at(scenario, goal, where, *args), work))
    print(f"{scenario.name}: {len(work)} failures of {len(calls)} calls: "
          + ", ".join(f"{n} status {status} {'new' if moved else 'old'}"
                      for (status, moved), n in sorted(results.items())), flush=True)
    return len(work)


# ---- for real

def mount(where, *words):
    where.mkdir(exist_ok=True)
    done = kit.run(["mount", *words, where])
    if done.returncode:
        print(f"skipped: nothing may be mounted here ({done.stderr.strip() or done.returncode}); "
              "the same is tried by die.c alone")
        return False
    return True


def full_disk(scenario, where):
    """A tmpfs with room for a few blocks more, from none to enough."""
    disk = where / "disk"
    if not mount(disk, "-t", "tmpfs", "-o", "size=4m", "tmpfs"):
        return 0
    try:
        statuses = Counter()
        for free in range(0, 140, 4):
            what = f"{scenario.name}, {free} KiB free"
            repo = scenario.copy(disk / "repo")
            fill(disk, free)
            done = scenario.publish(repo)
            (disk / "filler").unlink()  # git too needs some to tell the status
            moved = judge(scenario, where.goal, repo, done,
                          None if done.returncode == 0 else errno.ENOSPC, what)
            statuses[done.returncode, moved] += 1
            recover(scenario, where.goal, repo, errno.ENOSPC, what)
            shutil.rmtree(repo)
        check(statuses[kit.SYSTEM, False] and statuses[kit.DONE, True],
              f"{scenario.name}: the disk was never full, or always: {statuses}")
        print(f"{scenario.name} on a full disk: "
              + ", ".join(f"{n} status {status}" for (status, _), n in sorted(statuses.items())),
              flush=True)
        return sum(statuses.values())
    finally:
        kit.run(["umount", disk])


def fill(disk, free):
    with open(disk / "filler", "wb") as file:
        info = os.statvfs(disk)
        left = info.f_bavail * info.f_frsize - free * 1024
        file.write(bytes(max(left, 0)))


def read_only(scenario, where):
    repo = scenario.copy(where / "read-only")
    place = where / "mounted"
    if not mount(place, "--bind", repo):
        return 0
    try:
        kit.run(["mount", "-o", "remount,ro,bind", place])
        what = f"{scenario.name}, mounted read-only"
        done = scenario.publish(place)
        check(done.returncode == kit.SYSTEM, f"{what}: status {done.returncode}: {done.stderr!r}")
        judge(scenario, where.goal, place, done, errno.EROFS, what)
        done = kit.leidraad("--store", place, "log")
        check(scenario.first or (done.returncode == 0 and done.stdout),
              f"{what}: log: {done.stderr!r}")
        print(f"{scenario.name}, mounted read-only: refused, and read", flush=True)
    finally:
        kit.run(["umount", place])
    return 1


def file_size(scenario, where):
    """RLIMIT_FSIZE; what is beyond it comes with SIGXFSZ, which ends who does not ignore it."""
    count = 0
    for limit in (0, 1, 20, 40, 41, 60, 100, 150, 200, 300, 500, 1000):
        what = f"{scenario.name}, files of at most {limit} bytes"
        repo = scenario.copy(where / f"limit-{limit}")
        words = ["--store", repo, "publish", *([scenario.policies] if scenario.policies else []),
                 "-m", "Wijziging", "--author", kit.WHO, "--time", "2026-04-01T12:00:00+02:00"]
        done = subprocess.run([kit.COMMAND, "--lang", "en", *map(str, words)], env=kit.ENVIRONMENT,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              preexec_fn=lambda size=limit: resource.setrlimit(
                                  resource.RLIMIT_FSIZE, (size, size)))
        judge(scenario, where.goal, repo, done, None, what)
        check(done.returncode == 0 or "File too large" in done.stderr, f"{what}: {done.stderr!r}")
        recover(scenario, where.goal, repo, errno.ENOSPC, what)
        count += 1
    return count


class Place(type(Path())):
    """A folder, and what comes of publishing there when all goes well."""
    goal = None


def main():
    where = Path(sys.argv[1]).resolve()
    names = sys.argv[2:]
    shutil.rmtree(where, ignore_errors=True)
    where.mkdir(parents=True)
    shim = kit.build_shim(where)
    count = 0
    with ThreadPoolExecutor(kit.AT_ONCE) as pool:
        for scenario in crash.SCENARIOS:
            if scenario.packed or (names and scenario.name not in names):
                continue
            place = Place(where / scenario.name)
            count += by_shim(scenario, shim, place, pool)
            place.goal = crash.Goal(place / "whole")
            count += full_disk(scenario, place)
            count += read_only(scenario, place)
            count += file_size(scenario, place)
    if not kit.failures:
        shutil.rmtree(where)
    kit.end(f"disk: {count} failures of the disk")


if __name__ == "__main__":
    main()
