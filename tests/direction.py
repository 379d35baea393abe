#!/usr/bin/env python3
"""Fails when an include runs against the direction of the house: tools -> compiler -> runtime, and
between the rooms of each as the table below has it; and when a room's page leaves out a file.

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
PUBLIC = "runtime/leidraad.h"


def rooms(house, names):
    return {f"{house}/{name}" for name in names.split()}


# folder of the including file -> other folders, or single files, that it may include from
MAY_INCLUDE = {
    "runtime/base": set(),
    "runtime/value": rooms("runtime", "base"),
    "runtime/program": rooms("runtime", "base value"),
    "runtime/data": rooms("runtime", "base value program"),
    "runtime/evaluate": rooms("runtime", "base value program data"),
    "runtime/explain": rooms("runtime", "base value program data evaluate"),
    "runtime/report": rooms("runtime", "base value program data evaluate explain") | {PUBLIC},
    "runtime/api": rooms("runtime", "base program data evaluate report") | {PUBLIC},
    "runtime/replay": rooms("runtime", "base data evaluate report api"),
    "runtime/store": {"runtime/base/status.h", "runtime/base/text.h"},
    "runtime": {"runtime/base", STORE},
    "grammar": {"runtime/base", "compiler", "compiler/parse"},
    "compiler": rooms("runtime", "base value evaluate") | rooms("compiler", "parse types lower format"),
    "compiler/parse": rooms("runtime", "base value") | {"compiler", "grammar"},
    "compiler/types": rooms("runtime", "base program data") | {"compiler"},
    "compiler/lower": rooms("runtime", "base") | {"compiler", "compiler/types"},
    "compiler/format": rooms("runtime", "base value") | {"compiler", "compiler/parse"},
    "compiler/examples": rooms("runtime", "base value program data evaluate") | {"compiler", "compiler/types"},
    "compiler/compare": rooms("runtime", "base program report"),
    "compiler/impact": rooms("runtime", "base evaluate report") | {"compiler/compare"},
    "compiler/history": rooms("runtime", "base value report api") | {STORE, PUBLIC}
    | {"compiler"} | rooms("compiler", "parse format examples compare"),
    "compiler/api": rooms("runtime", "base report api") | {PUBLIC}
    | {"compiler"} | rooms("compiler", "parse format examples compare impact history"),
    "tools/leidraad": {PUBLIC},
}

# A program that uses the library has this file and nothing else of the project.
STANDS_ALONE = PUBLIC

# how the header of a library begins -> the only files that may include it: each a file, or a folder
# with a / behind it
HIDDEN_LIBRARIES = {
    "git2": ("runtime/store/",),
    "zlib.h": ("runtime/store/",),
    "nettle/": ("runtime/base/sha256.c",),
    "yajl/": ("runtime/data/json_parse.c",),
    "libintl.h": ("runtime/base/text.h", "tools/leidraad/text.h"),
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
        for start, owners in HIDDEN_LIBRARIES.items():
            if library.startswith(start) and not file.startswith(owners):
                return f"<{library}> is for {', '.join(owners)} alone"
        return None
    found = find(name, folder)
    if not found:
        return f'"{name}" is not in the project'
    if file == STANDS_ALONE:
        return f'"{name}": the public header includes nothing of the project'
    may = MAY_INCLUDE[folder] | {folder}
    if found not in may and Path(found).parent.as_posix() not in may:
        return f'"{name}" is {found}, and {folder} may include from {", ".join(sorted(may))}'
    return None


def left_out(folder):
    """Files of a room that its page does not name."""
    names = {path.stem for path in (ROOT / folder).glob("*.[chly]")}
    page = ROOT / folder / "README.md"
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    said = " ".join(re.findall(r"`([^`]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.S | re.M)))
    return sorted(name for name in names if not re.search(rf"\b{name}\b", said))


def main():
    wrong = files = 0
    for house in "runtime", "compiler", "grammar", "tools/leidraad":
        for path in sorted((ROOT / house).rglob("*.[chly]")):
            folder = path.parent.relative_to(ROOT).as_posix()
            if folder not in MAY_INCLUDE:
                wrong += 1
                print(f"{path.relative_to(ROOT)}: {folder} is no room of the house")
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
    for folder in MAY_INCLUDE:
        for name in left_out(folder):
            wrong += 1
            print(f"{folder}/README.md: nothing is said of {name}")
    print(f"{files} files, {wrong} includes against the direction or files without a word")
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    sys.exit(main())
