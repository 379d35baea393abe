#!/usr/bin/env python3
"""What a comparison must never miss: policies with one small change (mutants.py), held against what
evaluation makes of them.

    mutations.py [--seed N] [--most N] [--all] [--part K/N] [--list] [--only OPERATOR] [PATTERN]

Of each mutant that compiles:

1. Where it gives anybody another answer, `diff` says that it differs in meaning, and names the rules
   that answer otherwise (or the version, kader or stelsel by which they do).
2. Where the answer that differs is one under what was adopted, `publish` refuses it with G002 or G003.
3. What means nothing gives no difference in meaning, and is published.

2 leaves out what belongs to no version, kader or plan: answers of decisions and amounts, and what a
practice falls under by a version that is only announced.  That a source becomes external is told of
the source, and not of the rules that rest on it.

The policies are those that are shipped, with tests/diff/rijk added, which has what they lack; their
examples are left out, so that only the comparison can refuse a mutant.  The seed decides which are
taken, evenly over the operators, and --most how many; --all takes each one.
"""
import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

from mutants import Policies, without_examples

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
PROGRAM = os.path.join(os.path.abspath(os.environ.get("B", os.path.join(ROOT, "build"))), "leidraad")
RICH = os.path.join(ROOT, "tests", "diff", "rijk")
REGIO, KLEIN = (os.path.join(ROOT, "tests", "data", name) for name in ("regio", "klein"))
# Between them every version, both ends of the kaders, and the days around which groups part.
RUNS = ([REGIO], [REGIO, "--on", "2024-04-15"], [REGIO, "--on", "2025-03-01"],
        [REGIO, "--on", "2025-11-15"], [REGIO, "--on", "2026-02-15"],
        [REGIO, "--on", "2026-11-01", "--readings", "all"], [REGIO, "--on", "2027-09-30"],
        [REGIO, "--on", "2028-06-01"], [KLEIN, "--on", "2026-06-30"],
        [REGIO, "--on", "2026-01-31", "--leidraad", "2025"])
# How an answer is worded, and what its sources are like; all else is what it says and rests on.
WORDING = ("titel", "reden", "extern")
STAMP = re.compile(rb',"beleid":"[^"]*","beleid_inhoud":"[^"]*"')
DIFFERS, REFUSED = 1, 3
MOST = 30  # of each run: who gets another answer is looked at so far
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="", NO_COLOR="1", XDG_CACHE_HOME="/proc/none")
ENVIRONMENT.pop("LEIDRAAD_POLICIES", None)


def leidraad(*arguments):
    done = subprocess.run([PROGRAM, "--lang", "en", *arguments], capture_output=True, env=ENVIRONMENT)
    return done.returncode, done.stdout, done.stderr.decode()


# ---- policies


def read_rich(name):
    with open(os.path.join(RICH, name), encoding="utf-8") as file:
        return file.read()


def put_in(files, name, head, added):
    """Below what a declaration holds already."""
    block = re.search(rf"(?ms)^{head} .*?^(?=\}}$)", files[name])
    if not block:
        raise SystemExit(f"mutations: {name} has no {head}")
    files[name] = files[name][:block.end()] + added + files[name][block.end():]


def read_policies():
    files = {}
    policies = os.path.join(ROOT, "policies")
    for folder, _, names in os.walk(policies):
        for name in names:
            if name.endswith(".leidraad"):
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as file:
                    files[os.path.relpath(path, policies)] = without_examples(file.read())
    files["erbij.leidraad"] = read_rich("erbij.leidraad")
    put_in(files, "leidraad-2026-2027.leidraad", "leidraad 2026-2027", read_rich("in-2026-2027.txt"))
    put_in(files, "stelsel.leidraad", "onderwerp praktijk", read_rich("in-praktijk.txt"))
    return files


def write(folder, files):
    for name, text in files.items():
        path = os.path.join(folder, name)
        if text is None:
            os.remove(path)
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


# ---- answers


def plain(value):
    """Without wording, and lists in one order: that of the rules is not what they mean.  The reason of
    a subject is a word of the domain."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()
                if k not in WORDING or (k == "reden" and "regels" in value)}
    if isinstance(value, list):
        return sorted((plain(v) for v in value), key=lambda v: json.dumps(v, sort_keys=True))
    return value


def answers(policies):
    """Of each run {(subject, key, date): its line}; NONE where the run refuses the data."""
    every = []
    for run in RUNS:
        status, out, _ = leidraad("--policies", policies, "evaluate", *run, "--format", "ndjson")
        every.append(STAMP.sub(b"", out).splitlines() if status == 0 else [b'{"status":%d}' % status])
    return every


def keyed(lines):
    found = {}
    for line in lines:
        one = json.loads(line)
        found[one.get("onderwerp"), one.get("sleutel"), one.get("peildatum")] = plain(one)
    return found


def changed_answers(before, after, most):
    """[(run, before, after)] of who gets another answer, so many of each run; either empty where it is
    not there."""
    found = []
    for n, (a, b) in enumerate(zip(before, after)):
        if a == b:
            continue
        there, here = set(a), set(b)
        x = keyed([line for line in a if line not in here][:most])
        y = keyed([line for line in b if line not in there][:most])
        keys = x.keys() | y.keys() if len(a) != len(b) else x.keys() & y.keys()
        found += [(n, x.get(k, {}), y.get(k, {})) for k in sorted(keys, key=str) if x.get(k) != y.get(k)]
    return found


def by_rule(answer):
    rules = {}
    for rule in answer.get("regels", []):
        rules.setdefault(rule["regel"], []).append(rule)
    return rules


def changed_rules(a, b):
    x, y = by_rule(a), by_rule(b)
    return {one for one in x.keys() | y.keys() if x.get(one) != y.get(one)}


# ---- what is held


# By these who falls under what changes, and any rule with it.
TIMELINE = {("leidraad", kind) for kind in ("instroom", "toegevoegd", "vervallen", "herziet", "status")} | {
    ("stelsel", kind) for kind in ("looptijd", "groepen", "begrip")} | {
    ("onderwerp", kind)
    for kind in ("beoordeeld_op", "sleutel", "kolom", "type", "toegevoegd", "vervallen")}


def named_rules(differences):
    named, layers = set(), set()
    for d in differences:
        named |= {d["id"], d.get("nieuw_id"), *d["raakt"]}
        if d["over"] in ("kader", "regioplan"):
            layers |= {f"{d['over']} {d['id']}", f"{d['over']} {d.get('nieuw_id')}"}
    return named, layers


def owners(files):
    """{rule: its kader or plan}."""
    owner = {}
    for text in files.values():
        for m in re.finditer(r"(?ms)^(kader|regioplan) (\w+).*?^\}\n", text):
            owner.update({rule: f"{m[1]} {m[2]}" for rule in re.findall(r"regel (\w+)", m[0])})
    return owner


def unnamed(changes, differences, owner):
    """The rules that answer otherwise, and that no difference names."""
    if any((d["over"], d["verschil"]) in TIMELINE for d in differences):
        return set()
    named, layers = named_rules(differences)
    missed = set()
    for _, a, b in changes:
        if a.get("leidraad") == b.get("leidraad"):
            missed |= {r for r in changed_rules(a, b) if r not in named and owner.get(r) not in layers}
    return missed


SET_APART = ("besluiten", "berekeningen", "niet_beoordeeld", "lezinggevoelig", "dichtstbij", "rust_op")


def under_adopted(changes):
    """The changes in what was adopted."""
    for run, a, b in changes:
        if not a or not b or "oordeel" not in a or "oordeel" not in b:
            continue
        announced = a.get("status") != "vastgesteld" or b.get("status") == "concept"
        if a["onderwerp"] == "praktijk" and announced:
            continue
        if {k: v for k, v in a.items() if k not in SET_APART} != \
                {k: v for k, v in b.items() if k not in SET_APART}:
            yield run, a, b


def witness(change):
    run, a, b = change
    keys = sorted(k for k in a.keys() | b.keys() if a.get(k) != b.get(k))
    rules = sorted(changed_rules(a, b))
    one, when = a or b, " ".join(RUNS[run][1:]) or "own date"
    return (f"{one.get('onderwerp')} {one.get('sleutel')} ({when}): "
            f"{', '.join(keys)}{'; rules ' + ', '.join(rules[:4]) if rules else ''}")


class Hunt:
    def __init__(self, tmp, most):
        self.most = most
        self.files = read_policies()
        self.base = os.path.join(tmp, "base")
        self.folder = os.path.join(tmp, "mutant")
        self.saved = os.path.join(tmp, "saved")
        write(self.base, self.files)
        status, out, said = leidraad("--policies", self.base, "check")
        if status:
            raise SystemExit(f"mutations: the policies do not compile\n{out.decode()}{said}")
        self.before = answers(self.base)
        if any(b'"status":' in run[0][:9] for run in self.before):
            raise SystemExit("mutations: the policies do not take the data")
        self.store, self.pristine = os.path.join(tmp, "store"), os.path.join(tmp, "pristine")
        self.owner = owners(self.files)
        status, _, said = leidraad("--policies", self.base, "init", "--bare", self.pristine)
        if status:
            raise SystemExit(f"mutations: no store\n{said}")
        shutil.copytree(self.pristine, self.store)
        self.counts = {"mutants": 0, "compile": 0, "differ": 0, "gated": 0, "nothing": 0}

    def publish(self):
        """The status and what was said; the store is as it was."""
        status, _, said = leidraad("--store", self.store, "publish", self.folder,
                                   "--author", "Proef <proef@example.org>")
        if status == 0:
            shutil.rmtree(self.store)
            shutil.copytree(self.pristine, self.store)
        return status, said

    def lay_out(self, changes):
        shutil.rmtree(self.folder, ignore_errors=True)
        write(self.folder, {**self.files, **{n: t for n, t in changes.items() if t is not None}})
        for name, text in changes.items():
            if text is None:
                os.remove(os.path.join(self.folder, name))

    def look(self, mutant, nothing):
        """What is wrong with one mutant; None: it does not compile."""
        self.lay_out(mutant[3])
        self.counts["mutants"] += 1
        if mutant[0] == "layout" and leidraad("fmt", self.folder)[0]:
            return ["fmt does not lay it out"]
        if leidraad("--policies", self.folder, "compile", "--output", self.saved)[0]:
            return ["means nothing, and does not compile"] if nothing else None
        self.counts["compile"] += 1
        self.counts["nothing"] += nothing
        status, out, said = leidraad("diff", self.base, self.folder, "--format", "json", "--exit-code")
        if status not in (0, DIFFERS):
            return [f"diff ends {status}: {said}"]
        differences = [d for d in json.loads(out)["verschillen"] if d["graad"] == "betekenis"]
        changes = changed_answers(self.before, answers(self.saved), self.most)
        return [*self.held(differences, changes, status, nothing)]

    def held(self, differences, changes, status, nothing):
        if (status == DIFFERS) != bool(differences):
            yield f"diff ends {status} with {len(differences)} differences in meaning"
        if nothing and differences:
            d = differences[0]
            yield f"means nothing, and diff says: {d['over']} {d['id']}: {d['verschil']}"
        if changes:
            self.counts["differ"] += 1
            if not differences:
                yield f"diff says nothing of {witness(changes[0])}"
                return
            missed = unnamed(changes, differences, self.owner)
            if missed:
                told = ", ".join(f"{d['over']} {d['id']}: {d['verschil']}" for d in differences[:4])
                yield f"diff names not {', '.join(sorted(missed))}; it says {told}"
        adopted = next(under_adopted(changes), None)
        if adopted:
            self.counts["gated"] += 1
            status, said = self.publish()
            if status != REFUSED or not re.search(r"\bG00[23]\b", said):
                yield f"publish ends {status}, in spite of {witness(adopted)}"
        elif nothing:
            status, said = self.publish()
            if status:
                yield f"means nothing, and publish ends {status}: {said}"


# ---- which


def chosen(mutants, rng, everything):
    """All of them, or in an order that goes round the operators."""
    by_operator = {}
    for mutant in mutants:
        by_operator.setdefault(mutant[0], []).append(mutant)
    if everything:
        return [m for ms in by_operator.values() for m in ms]
    for ms in by_operator.values():
        rng.shuffle(ms)
    order = []
    for n in range(max(map(len, by_operator.values()))):
        order += [ms[n] for _, ms in sorted(by_operator.items()) if n < len(ms)]
    return order


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--most", type=int, default=280)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--only")
    parser.add_argument("--part", help="K/N: of all mutants each N-th, from the K-th")
    parser.add_argument("pattern", nargs="?", default="")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    failed = 0
    with tempfile.TemporaryDirectory() as tmp:
        hunt = Hunt(tmp, MOST)
        policies = Policies(hunt.files)
        squeezed = re.sub(r" +", " ", hunt.files["stelsel.leidraad"])
        layout = ("layout", "stelsel.leidraad", "fmt", {"stelsel.leidraad": squeezed})
        nothing = chosen([layout, *policies.nothings()], rng, options.all)
        something = chosen(list(policies.mutants()), rng, options.all)
        queue = [(m, False) for m in something]
        if options.all:
            queue += [(m, True) for m in nothing]
        else:  # one in six means nothing
            for n, m in enumerate(nothing):
                queue.insert(min(len(queue), n * 6), (m, True))
        queue = [(m, n) for m, n in queue
                 if options.only in (None, m[0]) and re.search(options.pattern, m[1] + m[2])]
        if options.part:
            k, n = map(int, options.part.split("/"))
            queue = queue[k::n]
        for mutant, means_nothing in queue if options.all else queue[:options.most]:
            wrong = hunt.look(mutant, means_nothing)
            if options.list:
                print(*mutant[:3], "does not compile" if wrong is None else "", flush=True)
            for what in wrong or ():
                failed += 1
                print(f"FAILED {mutant[0]} {mutant[1]}: {mutant[2]}\n  {what}", flush=True)
        counts = hunt.counts
        few = not (counts["differ"] and counts["gated"] and counts["nothing"])
        if few and not (options.only or options.pattern):
            print("FAILED too few mutants to say anything")
            failed += 1
    print(f"mutations: seed {options.seed}, {counts['mutants']} of {len(queue)} tried, "
          f"{counts['compile']} compile: {counts['differ']} give other answers ({counts['gated']} under "
          f"what was adopted), "
          f"{counts['nothing']} mean nothing; {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
