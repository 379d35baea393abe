#!/usr/bin/env python3
"""Fails when an include runs against the direction of the house: tools -> compiler -> runtime.

Every #include "..." is looked up as the compiler would, and the folder where it is found must be
one that the including folder may know.  Of the libraries, those that one module hides from the
rest are checked too.  (Python and not the preprocessor, so that a branch that is not compiled here
is seen as well.)
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEARCHED = ["runtime", "."]  # as -I in the Makefile, behind the folder of the file itself

STORE = "runtime/store/store.h"
RUNTIME = {"runtime", "runtime/base", "runtime/value", "runtime/data", "runtime/report", STORE}
COMPILER = RUNTIME | {"compiler", "grammar"}

# folder of the including file -> folders, or single files, that it may include from
MAY_INCLUDE = {
    "runtime/base": {"runtime/base"},
    "runtime/value": {"runtime/base", "runtime/value"},
    "runtime/data": RUNTIME - {STORE},
    "runtime/report": RUNTIME - {STORE},
    "runtime/store": {"runtime/store", "runtime/base/status.h", "runtime/base/text.h"},
    "runtime": RUNTIME,
    "grammar": COMPILER,
    "compiler": COMPILER,
    "tools/leidraad": {"tools/leidraad", "runtime/leidraad.h"},
}

# A program that uses the library has this file and nothing else of the project.
STANDS_ALONE = "runtime/leidraad.h"

# header of a library -> the only files that may include it: a file, or a folder with a / behind it
HIDDEN_LIBRARIES = {
    "git2.h": "runtime/store/",
    "git2/sys/alloc.h": "runtime/store/",
    "git2/sys/commit.h": "runtime/store/",
    "git2/sys/odb_backend.h": "runtime/store/",
    "git2/sys/repository.h": "runtime/store/",
    "zlib.h": "runtime/store/",
    "nettle/sha2.h": "runtime/base/sha256.c",
}

# Made by bison when the project is built, so not found beside the sources.
GENERATED = re.compile(r"grammar/\w+\.tab\.h")

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)')


def find(name, folder):
    """The path of an included file from the root, or None."""
    if GENERATED.fullmatch(name):
        return name
    for start in [folder, *SEARCHED]:
        path = (ROOT / start / name).resolve()
        if path.is_file() and path.is_relative_to(ROOT):
            return path.relative_to(ROOT).as_posix()
    return None


def objection(file, name, library):
    """What is wrong with one include of a file, or None."""
    folder = Path(file).parent.as_posix()
    if library:
        owner = HIDDEN_LIBRARIES.get(library)
        if owner and not file.startswith(owner):
            return f"<{library}> is for {owner} alone"
        return None
    found = find(name, folder)
    if not found:
        return f'"{name}" is not in the project'
    if file == STANDS_ALONE:
        return f'"{name}": the public header includes nothing of the project'
    may = MAY_INCLUDE[folder]
    if found not in may and Path(found).parent.as_posix() not in may:
        return f'"{name}" is {found}, and {folder} may include from {", ".join(sorted(may))}'
    return None


def main():
    wrong = files = 0
    for folder in MAY_INCLUDE:
        for path in sorted((ROOT / folder).glob("*.*")):
            if path.suffix not in {".c", ".h", ".def", ".l", ".y"}:
                continue
            files += 1
            file = path.relative_to(ROOT).as_posix()
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                include = INCLUDE.match(line)
                problem = include and objection(file, *include.groups())
                if problem:
                    wrong += 1
                    print(f"{file}:{number}: {problem}")
    print(f"{files} files, {wrong} includes against the direction")
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    sys.exit(main())
