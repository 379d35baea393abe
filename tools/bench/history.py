#!/usr/bin/env python3
"""Times `log --rule` and `blame` over ten thousand commits, as ratios to `git log` over the same path.

    history.py LEIDRAAD POLICIES WORKDIR [COMMITS]

Each commit edits leidraad-2025.leidraad, in which the rule stands that is asked about; three
histories differ in how many of them change a meaning.  "none cached" begins without the differences
that an earlier run remembered (`blame` reads the same), "cached" has them.  Left out: the time to make the repositories, and
the file system's cold cache.  Each is measured as git fast-import leaves it and after `git gc`.
"""
import os
import shutil
import statistics
import subprocess
import sys
import time

PATH = "leidraad-2025.leidraad"
VERSION, RULE = "2025", "doorontwikkeling"
HEADING = "# Leidraad 2025:"
THRESHOLD = "ten minste minimum_doorontwikkeling"
HISTORIES = {
    "each commit changes layout alone": lambda n: 0,
    "one commit in ten changes a meaning": lambda n: n // 10,
    "each commit changes a meaning": lambda n: n,
}
WARM_LIMIT, RATIO_LIMIT = 2.0, 2.0
RUNS = 3


def edited(text, commit, meaning):
    """No two texts are the same, and no two meanings."""
    if meaning:
        text = text.replace(THRESHOLD, f"ten minste {meaning}")
    return text.replace(HEADING, f"# Bewerking {commit}.\n" + "\n" * (commit % 3) + HEADING)


def make_repository(folder, policies, commits, meaning_of):
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", folder], check=True)
    with open(os.path.join(policies, PATH), encoding="utf-8") as file:
        text = file.read()
    if HEADING not in text or text.count(THRESHOLD) != 1:
        sys.exit(f"{PATH} no longer holds what is edited here")
    with subprocess.Popen(["git", "-C", folder, "fast-import", "--quiet"], stdin=subprocess.PIPE) as importer:
        def send(mark, files):
            who = f"Bench <bench@example.org> {1700000000 + 60 * mark} +0100"
            message = f"Bewerking {mark}".encode()
            importer.stdin.write(f"commit refs/heads/main\nmark :{mark}\nauthor {who}\ncommitter {who}\n"
                                 f"data {len(message)}\n".encode() + message + b"\n")
            if mark > 1:
                importer.stdin.write(f"from :{mark - 1}\n".encode())
            for name, body in files:
                importer.stdin.write(f"M 100644 inline {name}\ndata {len(body)}\n".encode() + body + b"\n")
        first = []
        for where, _, names in os.walk(policies):
            for name in names:
                path = os.path.join(where, name)
                with open(path, "rb") as file:
                    first.append((os.path.relpath(path, policies), file.read()))
        send(1, first)
        for n in range(1, commits):
            send(n + 1, [(PATH, edited(text, n, meaning_of(n)).encode())])
    if importer.returncode:
        sys.exit("git fast-import failed")


def run(command, cache):
    """Seconds, and the megabytes that it had at its most.  Nothing of it is kept."""
    environment = dict(os.environ, XDG_CACHE_HOME=cache, GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL="/dev/null")
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{' '.join(command)}: status {child.returncode}")
    return seconds, used.ru_maxrss / 1024


def measure(program, folder, cache):
    """In turn with git; the medians.  True: within what is asked."""
    git = ["git", "-C", folder, "log", "--", PATH]
    run(git, cache)
    good = True
    command = [program, "--store", folder, "log", VERSION, "--rule", RULE]
    shutil.rmtree(cache, ignore_errors=True)
    cold, memory = run(command, cache)
    print(f"    log    none cached {cold:6.2f} s, {memory:3.0f} MB", flush=True)
    for verb in ("log", "blame"):
        command = [program, "--store", folder, verb, VERSION, "--rule", RULE]
        pairs = [(run(git, cache), run(command, cache)) for _ in range(RUNS)]
        base = statistics.median(g[0] for g, _ in pairs)
        warm = statistics.median(w[0] for _, w in pairs)
        ratio = statistics.median(w[0] / g[0] for g, w in pairs)
        memory = max(w[1] for _, w in pairs)
        within = warm <= WARM_LIMIT and ratio <= RATIO_LIMIT
        good &= within
        print(f"    {verb:5}       cached {warm:6.2f} s, {memory:3.0f} MB; git log {base:5.2f} s; ratio {ratio:.2f}: "
              f"{'within' if within else 'OVER'} the {WARM_LIMIT:.0f} s and {RATIO_LIMIT:.0f} times asked", flush=True)
    return good


def main():
    program, policies, work = sys.argv[1:4]
    commits = int(sys.argv[4]) if len(sys.argv) > 4 else 10000
    work = os.path.abspath(os.path.join(work, "history"))
    cache = os.path.join(work, "cache")
    good = True
    print(f"log and blame of a rule, {commits} commits that each edit its file")
    for number, (title, meaning_of) in enumerate(HISTORIES.items()):
        folder = os.path.join(work, f"{number}.git")
        shutil.rmtree(folder, ignore_errors=True)
        make_repository(folder, policies, commits, meaning_of)
        print(f"  {title}, as imported")
        good &= measure(program, folder, cache)
        subprocess.run(["git", "-C", folder, "gc", "-q"], check=True)
        print(f"  {title}, after git gc")
        good &= measure(program, folder, cache)
        shutil.rmtree(folder)
    shutil.rmtree(cache, ignore_errors=True)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
