#!/usr/bin/env python3
"""Breaks policies and data a little, and looks at what the command makes of it.

    mutate.py LEIDRAAD [--cases N] [--seed S] [--case N] [--keep DIR]

A case is one small mistake in one file of `policies` or `tests/data/klein`: a byte changed, dropped
or put in, a line or a cell dropped, doubled or swapped, a file cut short.  Whatever it is,

- the command ends by itself, in time, with a status of the manual, and says why when that is not 0;
- it never fails within: no signal, no assertion, no message of a sanitizer;
- one mistake gives few messages, and messages are UTF-8 without control characters;
- what it prints with status 0 is well-formed: JSON that parses, a layout that is its own layout and
  means the same;
- with --skip-bad a bad record of a list changes no verdict into another one, only into unknown.

A case is known by its number, and the same for the same seed: --case N repeats one.  How many there
are is a number and no time, so that a fast machine finds what a slow one does.  Ends with 1 when
something does not hold; the files of those cases are in DIR.
"""
import argparse
import csv
import io
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

POLICIES = Path("policies")
DATA = Path("tests/data/klein")
DAY = "2026-11-01"
CPU_SECONDS, TIMEOUT = 10, 120  # a loaded machine is no mistake
MESSAGES = 30                   # of one mistake, different ones
SHOWN = 10     # failures before giving up
INSIDE = re.compile(rb"assert|Sanitizer|runtime error|internal error|core dumped", re.I)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

TOKENS = [b"", b"{", b"}", b"(", b")", b"\"", b"\"\"\"", b"//", b"/*", b";", b",", b":", b"=", b"-", b"0", b"1e9",
          b"99999999999999999999", b"9223372036854775808", b"-9223372036854775808", b"0001-01-01", b"9999-12-31",
          b"29-2-2025", b"2024-02-29", b"1 januari 0000", b"\x00", b"\xff", b"\xc3", b"\xe2\x80\x8b", b"\xef\xbb\xbf",
          b"\r", b"\n", b"\r\n", b"\t", b" ", b"null", b"true", b"[]", b"{}", b"ja", b"nee", b"waar", b"niet", b"en",
          b"of", b"elke", b"regel", b"vervang", b"vervalt", b"leidraad", b"x" * 300, b"(" * 300, b"{" * 300, b"[" * 300]


def limit_time():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


class Failure(Exception):
    pass


def change_bytes(rng, text):
    at = rng.randrange(len(text) + 1)
    kind = rng.randrange(6)
    if kind == 0:
        return text[:at] + text[at + 1:]
    if kind == 1:
        return text[:at] + bytes([rng.randrange(256)]) + text[at + 1:]
    if kind == 2:
        return text[:at] + rng.choice(TOKENS) + text[at:]
    if kind == 3:
        return text[:at] + text[at:at + 1] + text[at:]
    if kind == 4:
        return text[:at] + bytes([text[at] ^ 1 << rng.randrange(8)]) + text[at + 1:] if at < len(text) else text[:at - 1]
    return text[:at]


def change_parts(rng, text, parts, join):
    """Parts dropped, doubled or swapped."""
    parts = list(parts)
    a, b = rng.randrange(len(parts)), rng.randrange(len(parts))
    kind = rng.randrange(4)
    if kind == 0:
        del parts[a]
    elif kind == 1:
        parts.insert(a, parts[a])
    elif kind == 2:
        parts[a], parts[b] = parts[b], parts[a]
    else:
        parts[a] = parts[b]
    return join.join(parts)


def change(rng, text):
    kind = rng.randrange(5)
    if not text:
        return rng.choice(TOKENS)
    if kind < 2:
        return change_bytes(rng, text)
    if kind == 2:
        return change_parts(rng, text, text.split(b"\n"), b"\n")
    # A word, or a cell, of one line.
    lines = text.split(b"\n")
    at = rng.randrange(len(lines))
    separator = b";" if b";" in lines[at] else b" "
    lines[at] = change_parts(rng, lines[at], lines[at].split(separator), separator)
    if kind == 4:
        words = lines[at].split(separator)
        words[rng.randrange(len(words))] = rng.choice(TOKENS)
        lines[at] = separator.join(words)
    return b"\n".join(lines)


class Case:
    def __init__(self, tool, number, seed, work):
        self.tool, self.work = tool, work
        self.rng = random.Random(f"{seed}/{number}")
        self.commands = 0

    def run(self, *args, statuses, stdin=b"", limit=MESSAGES):
        args = [str(a) for a in args]
        shown = "leidraad " + " ".join(args)
        self.commands += 1
        try:
            done = subprocess.run([self.tool, "--lang", "en", *args], input=stdin, capture_output=True,
                                  timeout=TIMEOUT, preexec_fn=limit_time)
        except subprocess.TimeoutExpired:
            raise Failure(f"{shown}: still busy after {TIMEOUT} s") from None
        if INSIDE.search(done.stderr):
            raise Failure(f"{shown}: failed within:\n{done.stderr[-3000:].decode(errors='replace')}")
        if done.returncode not in statuses:
            raise Failure(f"{shown}: status {done.returncode}\n{done.stderr[-1000:].decode(errors='replace')}")
        try:
            told = done.stderr.decode()
            done.stdout.decode()
        except UnicodeDecodeError as e:
            raise Failure(f"{shown}: prints what is not UTF-8: {e}") from None
        shows = told if "--format" in args or "-" in args else told + done.stdout.decode()
        if found := CONTROL.search(shows):
            raise Failure(f"{shown}: prints the control character {found[0]!r}")
        if done.returncode > 1 and not told.strip():
            raise Failure(f"{shown}: status {done.returncode}, and not a word")
        # What is missing is missing wherever it is used: that is one message, in many places.
        errors = sorted(set(re.findall(r"(?m)^\S.*: error ([A-Z]\d+: .*)", told + done.stdout.decode())))
        if len(errors) > limit:
            raise Failure(f"{shown}: {len(errors)} messages about one mistake:\n" + "\n".join(errors[:40]))
        done.told, done.text, done.shown = told, done.stdout.decode(), shown
        return done

    def well_formed(self, done):
        try:
            return json.loads(done.text)
        except ValueError as e:
            raise Failure(f"{done.shown}: no JSON: {e}\n{done.text[:400]}") from None

    # ---- policies

    def policies(self):
        folder = self.work / "policies"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(POLICIES, folder)
        file = self.rng.choice(sorted(folder.rglob("*.leidraad")))
        file.write_bytes(change(self.rng, file.read_bytes()))

        shown = self.run("--policies", folder, "timeline", "--format", "json", statuses=(0, 3))
        self.well_formed_if(shown)
        compiled = shown.returncode == 0
        # A mistake in an example stops nothing but the examples, and `check` finds it too.
        tested = self.run("--policies", folder, "test", statuses=(0, 1, 3) if compiled else (3,), limit=50)
        checked = self.run("--policies", folder, "check", statuses=(3,) if tested.returncode == 3 else (0,))
        version = self.rng.choice(["2023", "2025", "2026-2027", "2028"])
        self.run("--policies", folder, "show", version, statuses=(0, 2) if compiled else (3,))
        self.well_formed_if(self.run("--policies", folder, "evaluate", DATA, "--on", DAY, "--format", "json",
                                     statuses=(0, 4) if compiled else (3,)))

        laid_out = self.run("fmt", "-", stdin=file.read_bytes(), statuses=(0, 3))
        if laid_out.returncode:
            if compiled:
                raise Failure("fmt: refuses what compiles")
            return
        again = self.run("fmt", "-", stdin=laid_out.stdout, statuses=(0,))
        if again.stdout != laid_out.stdout:
            raise Failure("fmt: its layout is not its own layout")
        file.write_bytes(laid_out.stdout)
        self.run("--policies", folder, "check", statuses=(checked.returncode,))

    def well_formed_if(self, done):
        return self.well_formed(done) if done.returncode == 0 else None

    # ---- data

    def data(self):
        path = self.spoilt_data()
        judge = ("evaluate", path, "--on", DAY, "--format", "json")
        refused = self.run(*judge, statuses=(0, 4))
        skipped = self.run(*judge, "--skip-bad", "--rejects", self.work / "rejects.csv", statuses=(0, 4))
        self.well_formed_if(refused)
        verdicts = self.well_formed_if(skipped)
        if refused.returncode == 0:
            if skipped.text != refused.text:
                raise Failure("--skip-bad changes good data")
            subjects = [s["sleutel"] for s in verdicts if s["onderwerp"] == "praktijk"]
            if subjects:
                self.run("explain", path, "--on", DAY, "--subject", "praktijk:" + self.rng.choice(subjects),
                         statuses=(0, 2))
        elif " error " not in refused.told:
            raise Failure("the data is bad, and no message says where")
        self.only_unknown(skipped, verdicts)

    def spoilt_data(self):
        folder = self.work / "data"
        shutil.rmtree(folder, ignore_errors=True)
        form = self.rng.randrange(4)
        if form < 2:
            shutil.copytree(DATA, folder)
            file = self.rng.choice(sorted(folder.iterdir()))
            file.write_bytes(change(self.rng, file.read_bytes()))
            return folder
        folder.mkdir()
        file = folder / ("x.json" if form == 2 else "x.ndjson")
        text = NDJSON if form == 3 else JSON
        file.write_bytes(change(self.rng, text))
        return file

    def only_unknown(self, skipped, verdicts):
        """A record of a list that counts as unknown is the only thing wrong, and none was lost."""
        told = re.findall(r"D407: left out of (\w+): 1 of (\d+) records; .*: 1\n", skipped.told)
        others = re.findall(r"warning D40[68]|notice D012|D11[01]", skipped.told)
        if verdicts is None or len(told) != 1 or others or int(told[0][1]) != RECORDS[told[0][0]]:
            return
        for subject in verdicts:
            was = JUDGED.get((subject["onderwerp"], subject["sleutel"]))
            if was is None:
                raise Failure(f"{skipped.shown}: a subject that was not there: {subject['sleutel']}")
            for rule in subject["regels"]:
                before = was[rule["regel"]]
                if rule["oordeel"] not in (before, "onbekend"):
                    raise Failure(f"{skipped.shown}: {subject['sleutel']} {rule['regel']}: {before} became "
                                  f"{rule['oordeel']} by an unknown record")


def as_json(tool):
    """The sample as JSON and NDJSON."""
    path = Path("tests/data/csv_to_json.py")
    text = subprocess.run([sys.executable, path, DATA], capture_output=True, check=True).stdout
    tables = json.loads(text)
    lines = [json.dumps({"onderwerp": name, **record}, ensure_ascii=False)
             for name, records in tables.items() for record in records]
    return json.dumps(tables, ensure_ascii=False, indent=1).encode(), "\n".join(lines).encode() + b"\n"


def judged(tool):
    text = subprocess.run([tool, "evaluate", DATA, "--on", DAY, "--format", "json"], capture_output=True,
                          check=True).stdout
    return {(s["onderwerp"], s["sleutel"]): {r["regel"]: r["oordeel"] for r in s["regels"]}
            for s in json.loads(text)}


def records():
    return {file.stem: len(list(csv.reader(io.StringIO(file.read_text().rstrip("\n"))))) - 1
            for file in DATA.iterdir()}


def main():
    global JSON, NDJSON, JUDGED, RECORDS
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--case", type=int)
    parser.add_argument("--keep", default="fuzz-found")
    args = parser.parse_args()
    os.environ["LEIDRAAD_POLICIES"] = str(POLICIES)
    os.environ["ASAN_OPTIONS"] = os.environ["UBSAN_OPTIONS"] = "abort_on_error=1"
    JSON, NDJSON = as_json(args.tool)
    JUDGED, RECORDS = judged(args.tool), records()
    first, last = (0, args.cases) if args.case is None else (args.case, args.case + 1)
    cases, failures, commands = 0, 0, 0
    with tempfile.TemporaryDirectory() as work:
        for number in range(first, last):
            case = Case(args.tool, number, args.seed, Path(work))
            try:
                case.policies() if number % 2 else case.data()
            except Failure as failure:
                failures += 1
                kept = Path(args.keep) / f"case-{args.seed}-{number}"
                shutil.rmtree(kept, ignore_errors=True)
                shutil.copytree(work, kept)
                print(f"case {number} of seed {args.seed}, kept in {kept}:\n{failure}\n", flush=True)
            cases, commands = cases + 1, commands + case.commands
            if failures == SHOWN:
                break
    print(f"mutate: {cases} cases of seed {args.seed}, {commands} commands, {failures} failures")
    return failures > 0


if __name__ == "__main__":
    sys.exit(main())
