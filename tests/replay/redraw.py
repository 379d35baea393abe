#!/usr/bin/env python3
"""Draws a sample again, from praktijk.csv and what was published of the draw: redraw.py CSV JSON.

Written from the definition (the head of runtime/evaluate/draw.h), with exact fractions; of the groups it knows
the dates of Tabel 1.
"""
import csv
import datetime
import hashlib
import json
import sys
from fractions import Fraction

INTAKE = {
    **{(day, month, year): group for group, (day, month) in enumerate([(1, 4), (1, 7), (1, 10)], 1)
       for year in (2023, 2025, 2026, 2028)},
    **{(1, 1, year): 4 for year in (2024, 2026, 2028)},
}


def group_of(text):
    if not text.strip():
        return None
    if text[:4].isdigit():
        date = datetime.date.fromisoformat(text)
        day, month, year = date.day, date.month, date.year
    elif "-" in text:
        day, month, year = (int(part) for part in text.split("-"))
    else:
        months = "januari februari maart april mei juni juli augustus september oktober november december".split()
        day, month, year = (int(part) if part.isdigit() else months.index(part) + 1 for part in text.split())
    group = INTAKE.get((day, month, year))
    return group and str(group)


def name_bytes(name):
    """Of a stratum; that of what is not known is empty."""
    return (name or "").encode()


def divided(populations, size):
    """How many of each stratum, by name."""
    sizes, left, total = {}, dict(populations), sum(populations.values())
    size = min(size, total)
    while size >= len(left):
        small = [name for name, n in left.items() if Fraction(size * n, total) < 1]
        if not small:
            break
        for name in small:
            sizes[name] = 1
            size -= 1
            total -= left.pop(name)
    quotas = {name: Fraction(size * n, total) for name, n in left.items()}
    sizes.update({name: int(quota) for name, quota in quotas.items()})
    rest = size - sum(int(quota) for quota in quotas.values())
    order = sorted(quotas, key=lambda name: (-(quotas[name] % 1), name_bytes(name)))
    for name in order[:rest]:
        sizes[name] += 1
    return sizes


def main():
    with open(sys.argv[1], "rb") as file:
        raw = file.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    practices = list(csv.DictReader(text.splitlines(), delimiter=";"))
    with open(sys.argv[2], encoding="utf-8") as file:
        published = json.load(file)
    strata = {}
    for practice in practices:
        name = {None: lambda p: "alle", "rho": lambda p: p["rho"] or None,
                "groep": lambda p: group_of(p["instroom"])}[published["per"]](practice)
        hashed = hashlib.sha256(f"{published['zaad']}:{practice['agb']}".encode()).hexdigest()
        strata.setdefault(name, []).append((hashed, practice["agb"]))
    sizes = divided({name: len(members) for name, members in strata.items()}, published["gevraagd"])
    names = sorted(strata, key=name_bytes)
    assert published["strata"] == [
        {"stratum": name, "populatie": len(strata[name]), "omvang": sizes[name]} for name in names], sizes
    assert published["getrokken"] == [
        {"stratum": name, "rang": rank, "sleutel": key, "hash": "sha256:" + hashed}
        for name in names for rank, (hashed, key) in enumerate(sorted(strata[name])[:sizes[name]], 1)]
    keys = "".join(key + "\n" for key in sorted(practice["agb"] for practice in practices))
    assert published["populatie_hash"] == "sha256:" + hashlib.sha256(keys.encode()).hexdigest()
    assert published["omvang"] == len(published["getrokken"]) == min(published["gevraagd"], len(practices))


main()
