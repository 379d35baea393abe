"""What the scripts of this folder share: small policies, the command, git, and counting mistakes.

Every process is run with an environment of its own, in which nothing of who runs the test shows:
not the configuration of git, not the locale, not the policies that are elsewhere.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILD = Path(os.environ.get("B", ROOT / "build")).resolve()
COMMAND = str(BUILD / "leidraad")

DONE, USAGE, POLICIES, SYSTEM, RACE = 0, 2, 3, 5, 6

STELSEL = '''stelsel proef "Proef" {
  loopt van 1 april 2023 tot en met 31 december 2028
  partijen P
  maandafronding omlaag
}

bron plan "Plan" van "P" datum 1 april 2024

keuze soort "Soorten regels" {
  bron plan "1"
  naleving "wat wie meedoet moet nakomen"
}

onderwerp praktijk "praktijk" {
  sleutel agb : code patroon "[0-9]{8}"
  instroom    : datum
  intervisie  : ja/nee

  ingedeeld naar instroom
}
'''

LEIDRAAD_2023 = '''leidraad 2023 "Leidraad 2023" vastgesteld op 30 januari 2023 bron plan "2" {
  bron plan "2"
  instroom {
    groep 1 : 1 april 2023 bron plan "2"
  }
  regel intervisie "Doet mee aan intervisie" {
    soort naleving
    bron  plan "3"
    geldt voor praktijk
    eis   intervisie
  }
}
'''

LEIDRAAD_2025 = '''leidraad 2025 "Leidraad 2025" vastgesteld op 31 mei 2024 bron plan "4" herziet 2023 {
  bron plan "4"
  instroom {
    groep 1 : 1 april 2025 bron plan "4"
  }
}
'''


def parameter(name, value):
    return f'''parameter {name} : getal 0 decimalen van 0 tot en met 100000 {{
  van 1 januari 2025 tot en met 31 december 2025 : {value} bron plan "5"
}}
'''


# Two states of a folder of policies, between which every kind of change lies.
OLD = {"stelsel.leidraad": STELSEL, "leidraad-2023.leidraad": LEIDRAAD_2023,
       "tarief.leidraad": parameter("tarief", 1), "oud.leidraad": parameter("oud", 1)}
NEW = {"stelsel.leidraad": STELSEL, "leidraad-2023.leidraad": LEIDRAAD_2023,
       "leidraad-2025.leidraad": LEIDRAAD_2025, "tarief.leidraad": parameter("tarief", 2),
       "regio/noord/noord.leidraad": parameter("noord", 3)}

WHO = "Beleid <beleid@example.org>"
NO_HOME = "/proc/none"  # nor can root make it, in which histories would then be kept
ENVIRONMENT = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC",
               "HOME": NO_HOME, "GIT_CONFIG_NOSYSTEM": "1",
               "GIT_AUTHOR_NAME": "Git", "GIT_AUTHOR_EMAIL": "git@example.org",
               "GIT_COMMITTER_NAME": "Git", "GIT_COMMITTER_EMAIL": "git@example.org",
               "GIT_AUTHOR_DATE": "2025-12-01T12:00:00+0100",
               "GIT_COMMITTER_DATE": "2025-12-01T12:00:00+0100"}

# As many at a time as there are processors, but not so many that one waits long for the disk.
AT_ONCE = min(8, os.cpu_count() or 1)

failures = []


def fail(what):
    failures.append(what)
    print(f"FAILED  {what}", file=sys.stderr)


def check(right, what):
    if not right:
        fail(what)
    return right


def end(summary):
    """The line that says what was seen, and the status."""
    if failures:
        print(f"{summary}; {len(failures)} FAILED")
        sys.exit(1)
    print(summary)


def run(words, **environment):
    """Bytes that are no UTF-8 are shown and not stumbled over."""
    return subprocess.run([str(word) for word in words], env={**ENVIRONMENT, **environment},
                          stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          errors="backslashreplace", timeout=120)


def leidraad(*words, **environment):
    return run([COMMAND, "--lang", "en", *words], **environment)


def git(repo, *words, **environment):
    return run(["git", "-C", repo, *words], **environment)


def git_text(repo, *words):
    """What git says to a question that it must be able to answer."""
    done = git(repo, *words)
    if done.returncode:
        raise RuntimeError(f"git {' '.join(map(str, words))}: {done.stderr}")
    return done.stdout.rstrip("\n")


def folder(path, files):
    """A folder that holds these files and no others; gives its path."""
    if path.exists():
        shutil.rmtree(path)
    path.mkdir(parents=True)
    put(path, files)
    return path


def put(path, files):
    for name, text in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def publish(repo, policies, *more, when="2026-04-01T12:00:00+02:00", message="Wijziging",
            author=WHO, **environment):
    words = ["--store", repo, "publish", *([policies] if policies else []), "-m", message,
             "--author", author, "--time", when, *more]
    return leidraad(*words, **environment)


def tip(repo):
    """The commit of HEAD; None: there is none yet."""
    done = git(repo, "rev-parse", "--verify", "-q", "HEAD")
    return done.stdout.strip() if done.returncode == 0 else None


def tree(repo, revision="HEAD"):
    return git_text(repo, "rev-parse", "--verify", f"{revision}^{{tree}}")


def fsck(repo):
    """What `git fsck --strict` has against the repository; empty: nothing."""
    done = git(repo, "fsck", "--strict", "--full", "--no-dangling", "--no-progress")
    said = [line for line in (done.stdout + done.stderr).splitlines()
            if not line.startswith("notice: ")]
    return "\n".join(said) or (f"status {done.returncode}" if done.returncode else "")


def git_folder(repo):
    return repo / ".git" if (repo / ".git").exists() else repo


def locks(repo):
    return sorted(git_folder(repo).rglob("*.lock"))


def build_shim(where):
    """tests/store/die.c as something to preload."""
    made = where / "die.so"
    words = [os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-o", made, HERE / "die.c"]
    done = run(words)
    if done.returncode:
        raise RuntimeError(f"die.c: {done.stderr}")
    return made


def calls_of(log):
    """The lines of a log of die.c: what was called, on what."""
    return [tuple(line.split(" ", 1)) for line in log.read_text(errors="replace").splitlines()]
