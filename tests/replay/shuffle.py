#!/usr/bin/env python3
"""Puts the records of each CSV file of a folder in another order, always the same.

Records of the same subject stay in their order among each other: by that they are numbered in a
result (interventie[2]).
"""
import csv
import hashlib
import os
import sys


def text_of(path):
    with open(path, "rb") as file:
        raw = file.read()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def shuffled(rows, column):
    """By a hash of the subject and how many records it had before: subjects mix, and those of one
    keep their order."""
    seen, placed = {}, {}
    for row in rows:
        nth = seen[row[column]] = seen.get(row[column], 0) + 1
        placed.setdefault(row[column], []).append((hashlib.sha256(f"{row[column]}/{nth}".encode()).digest(), row))
    mixed = []
    for records in placed.values():
        places = sorted(place for place, _ in records)
        mixed += [(place, row) for place, (_, row) in zip(places, records)]
    return [row for _, row in sorted(mixed, key=lambda item: item[0])]


def main():
    folder = sys.argv[1]
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        text = text_of(path)
        separator = next(mark for mark in ";\t," if mark in text.splitlines()[0])
        rows = [row for row in csv.reader(text.splitlines(keepends=True), delimiter=separator) if any(row)]
        key = {"intervisie.csv": "agb", "regioplan.csv": "rho"}.get(name)
        column = rows[0].index(key) if key else 0
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows([rows[0], *shuffled(rows[1:], column)])


main()
