#!/usr/bin/env python3
"""Two properties of unknown data, over the sample region:

1. Filling in an unknown never changes a verdict that was definite.
2. Filling in everything that is named under `ontbreekt`, again and again, settles every rule.

    unknowns.py LEIDRAAD DATA.json [ROUNDS] [SEED]

Each round blanks a random part of the data, judges it, fills in what was blanked or missing with
random values of the right kind, and judges it again.  Only the command line is used, so that what is
tested is what people see.  Ends with 1 and the first counterexamples when a property does not hold.
"""
import copy
import json
import random
import re
import subprocess
import sys
import tempfile

DATES = ["2024-06-30", "2025-03-31", "2025-12-31", "2026-01-01", "2026-11-01", "2027-12-31", "2028-04-01"]
SHOWN = 8
SETTLE_ROUNDS = 12

YES_NO = [True, False]
DAYS = ["2023-05-01", "2024-12-31", "2025-04-01", "2025-12-31", "2026-01-01", "2026-06-15", "2027-03-31"]
TEXT = ["", "gedaan"]
FIELDS = {
    "praktijk": {
        "rho": ["UNICUM", "ROHA", "RHO_NOORD"], "lsv": ["LSV_PROEF"], "patienten": [0, 2095],
        **dict.fromkeys(["lerende_omgeving", "regioplan_aansluiting", "rho_ondersteuning",
                         "commitment_leidraad", "praktijkplan", "wor_verwijst", "wor_informeert"], YES_NO),
    },
    "interventie": {
        "code": ["lean_werken", "welzijn_op_recept", "reablement", "EIGEN"],
        "kernelement": ["anders_werken", "samenwerken_netwerk", "goede_gesprek", "uitbreiding_capaciteit"],
        "gepland": DAYS, "gestart": DAYS,
        "status": ["gepland", "ingezet", "doorontwikkeld", "gestopt"],
        **dict.fromkeys(["doel", "activiteiten", "resultaat", "reflectie"], TEXT),
    },
    "intervisie": {"datum": DAYS, "thema_mtvp": YES_NO, "verslag": YES_NO},
    "bevestiging": {"jaar": [2026, 2027], "datum": DAYS, "interventies_genoemd": YES_NO},
    "rho": dict.fromkeys(["projectleider", "intervisie", "praktijkplannen", "interventies", "monitoring",
                          "rapportage", "informatie", "sociaal_domein", "tweede_lijn", "ggz"], YES_NO),
    "regioplan": {"leidraad": ["2023", "2025", "2026-2027", "2028"], "vastgesteld": DAYS,
                  "met_praktijken": YES_NO, "geaccordeerd": YES_NO},
    "lsv": {"wor_aanbod": YES_NO},
    "regio": dict.fromkeys(
        ["consulten", "patienten_per_fte"]
        + [p + n for p in ("", "nulmeting_") for n in ("wachttijd", "verwijzingen", "diagnostiek", "medicatie",
                                                       "patienttevredenheid", "werkplezier", "netwerk")],
        [1, 4.6, 900]),
}
LISTS = {"praktijk": ["interventie", "intervisie", "bevestiging"], "rho": ["regioplan"]}
KEYS = {"praktijk": ["agb"], "rho": ["rho"], "lsv": ["lsv"], "regio": ["regio", "jaar"]}


def evaluate(program, data, date):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(data, file)
        file.flush()
        done = subprocess.run([program, "evaluate", file.name, "--on", date, "--format", "ndjson"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        sys.exit(f"evaluate ended with {done.returncode}: {done.stderr.decode()[:2000]}")
    return {(r["onderwerp"], r["sleutel"]): r for r in map(json.loads, done.stdout.splitlines())}


def records(data):
    """Every record with its kind: the subjects and their child rows."""
    for kind, rows in data.items():
        for row in rows:
            yield kind, row
            for name in LISTS.get(kind, []):
                for child in row.get(name) or []:
                    yield name, child


def blank(rng, data, share):
    for kind, row in list(records(data)):
        for field in FIELDS[kind]:
            if rng.random() < share:
                row.pop(field, None)
        for name in LISTS.get(kind, []):
            if rng.random() < share / 2:
                row.pop(name, None)


def new_row(rng, kind, complete=True):
    return {f: rng.choice(v) for f, v in FIELDS[kind].items() if complete or rng.random() < 0.7}


def fill(rng, data, share):
    """Fills in a part of what is unknown, with values of the right kind."""
    for kind, row in list(records(data)):
        for field, values in FIELDS[kind].items():
            if row.get(field) is None and rng.random() < share:
                row[field] = rng.choice(values)
        for name in LISTS.get(kind, []):
            if row.get(name) is None and rng.random() < share:
                row[name] = [new_row(rng, name, False) for _ in range(rng.randrange(3))]


def key_of(kind, row):
    return "/".join(str(row[k]) for k in KEYS[kind])


def find(data, kind, key):
    for row in data.setdefault(kind, []):
        if key_of(kind, row) == key:
            return row
    row = {KEYS[kind][0]: key}
    data[kind].append(row)
    return row


def fill_named(rng, data, kind, key, name):
    """Fills in one name of `ontbreekt`; False when no datum is meant."""
    if name.startswith("parameter."):
        return False
    row = find(data, kind, key)
    parts = name.split(".")
    while len(parts) > 1 and "[" not in parts[0]:  # through a reference
        kind, row = parts[0], find(data, parts[0], row[parts[0]])
        parts = parts[1:]
    match = re.fullmatch(r"(\w+)\[(\d+)\]", parts[0])
    if match:
        kind, row = match[1], row[match[1]][int(match[2]) - 1]
        parts = parts[1:]
    field = parts[0]
    if field in LISTS.get(kind, []):
        if row.get(field) is None:
            row[field] = [new_row(rng, field) for _ in range(rng.randrange(3))]
    elif row.get(field) is None:
        row[field] = rng.choice(FIELDS[kind][field])
    return True


def rules(result):
    return {r["regel"]: r for r in result["regels"]}


def definite_stays(program, rng, base, date, problems):
    """Property 1; returns how many definite verdicts were held against each other."""
    before = copy.deepcopy(base)
    blank(rng, before, rng.choice([0.1, 0.3, 0.6]))
    after = copy.deepcopy(before)
    fill(rng, after, rng.choice([0.2, 0.6, 1.0]))
    first, second = evaluate(program, before, date), evaluate(program, after, date)
    checked = 0
    for subject, result in first.items():
        later = rules(second[subject])
        for name, rule in rules(result).items():
            if rule["oordeel"] in ("onbekend", "niet_van_toepassing") and name not in later:
                continue  # the RHO became known, and it is another plan's rule
            if rule["oordeel"] == "onbekend":
                continue
            checked += 1
            now = later.get(name, {}).get("oordeel")
            if now != rule["oordeel"]:
                problems.append(f"{date} {subject} {name}: {rule['oordeel']} became {now}")
    return checked


def named_settles(program, rng, base, date, problems):
    """Property 2; returns how many unknown verdicts were settled."""
    data = copy.deepcopy(base)
    blank(rng, data, rng.choice([0.1, 0.3, 0.6]))
    settled = 0
    for _ in range(SETTLE_ROUNDS):
        open_rules = []
        for (kind, key), result in evaluate(program, data, date).items():
            for rule in result["regels"]:
                if rule["oordeel"] != "onbekend":
                    continue
                if not rule.get("ontbreekt"):
                    if not rule.get("omdat"):  # `onbekend omdat`: no datum could tell
                        problems.append(f"{date} {kind} {key} {rule['regel']}: onbekend, and nothing is named")
                    continue
                filled = [fill_named(rng, data, kind, key, n) for n in rule["ontbreekt"]]
                if any(filled):
                    open_rules.append((kind, key, rule["regel"], rule["ontbreekt"]))
        if not open_rules:
            return settled
        settled += len(open_rules)
    problems.append(f"{date}: not settled after {SETTLE_ROUNDS} rounds: {open_rules[0]}")
    return settled


def main():
    program, path = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 6
    rng = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    with open(path, encoding="utf-8") as file:
        base = json.load(file)
    problems, definite, settled = [], 0, 0
    for _ in range(rounds):
        for date in DATES:
            definite += definite_stays(program, rng, base, date, problems)
            settled += named_settles(program, rng, base, date, problems)
    for problem in problems[:SHOWN]:
        print(problem)
    print(f"unknowns: {definite} definite verdicts stayed, {settled} unknown ones filled in, {len(problems)} problems")
    if definite == 0 or settled == 0:
        sys.exit("nothing was tested")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
