#!/usr/bin/env python3
"""Derives the JSON form of a sample folder from its CSV files.

Takes a folder with praktijk.csv, interventie.csv, …; gives, on stdout, the same data in the JSON input
format: children nested as lists, ja/nee as true/false, ISO dates, null for unknown, "" for a text that is
known to be empty. The tests hold the two forms against each other.

    python3 tests/data/csv_to_json.py tests/data/regio > tests/data/regio.json

It is no second reader: it knows the spellings that the samples use, and stops at any other. What is bad
data is for the program to say.
"""
import csv
import io
import json
import os
import re
import sys

# Columns in the order of the JSON; the first `keys` of them tell the rows apart, or name the parent.
SUBJECTS = {
    "praktijk": dict(keys=1, columns=(
        "agb:string naam:string instroom:date rho:string lsv:string patienten:number lerende_omgeving:bool "
        "regioplan_aansluiting:bool rho_ondersteuning:bool commitment_leidraad:bool praktijkplan:bool "
        "wor_verwijst:bool wor_informeert:bool")),
    "rho": dict(keys=1, columns=(
        "rho:string naam:string projectleider:bool intervisie:bool praktijkplannen:bool interventies:bool "
        "monitoring:bool rapportage:bool informatie:bool sociaal_domein:bool tweede_lijn:bool ggz:bool")),
    "lsv": dict(keys=1, columns="lsv:string naam:string wor_aanbod:bool"),
    "regio": dict(keys=2, columns=(
        "regio:string jaar:number consulten:number patienten_per_fte:number wachttijd:number "
        "verwijzingen:number diagnostiek:number medicatie:number patienttevredenheid:number "
        "werkplezier:number netwerk:number nulmeting_wachttijd:number nulmeting_verwijzingen:number "
        "nulmeting_diagnostiek:number nulmeting_medicatie:number nulmeting_patienttevredenheid:number "
        "nulmeting_werkplezier:number nulmeting_netwerk:number")),
}
CHILDREN = {
    "praktijk": {
        "interventie": "agb:string code:string kernelement:string gepland:date gestart:date status:string "
                       "doel:text activiteiten:text resultaat:text reflectie:text",
        "intervisie": "agb:string datum:date thema_mtvp:bool verslag:bool",
        "bevestiging": "agb:string jaar:number datum:date interventies_genoemd:bool",
    },
    "rho": {"regioplan": "rho:string leidraad:string vastgesteld:date met_praktijken:bool geaccordeerd:bool"},
}
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
YES, NO = {"ja", "waar"}, {"nee", "onwaar"}


class Digits(str):
    """A number, kept as the digits that were written."""


def value(cell, kind):
    if kind == "text":
        return cell if cell.strip() else ""
    if not cell.strip():
        return None
    if kind == "string":
        return cell
    if kind == "bool" and cell.lower() in YES | NO:
        return cell.lower() in YES
    if kind == "number" and re.fullmatch(r"(0|[1-9]\d*)(,\d+)?", cell):
        return Digits(cell.replace(",", "."))
    if kind == "date":
        if m := re.fullmatch(r"(\d\d?)-(\d\d?)-(\d{4})", cell):
            day, month, year = map(int, m.groups())
            return f"{year}-{month:02}-{day:02}"
        if m := re.fullmatch(r"(\d\d?) ([a-z]+) (\d{4})", cell):
            return f"{m[3]}-{MONTHS.index(m[2]) + 1:02}-{int(m[1]):02}"
        if re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
            return cell
    raise ValueError(f"not a {kind}: {cell!r}")


def read(path, columns):
    """The rows of one file as dictionaries, typed, with their columns in the order given."""
    with open(path, "rb") as f:
        raw = f.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    kinds = dict(c.split(":") for c in columns.split())
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    if set(lines.fieldnames) != set(kinds):
        raise ValueError(f"columns: {set(lines.fieldnames) ^ set(kinds)}")
    rows = []
    for line in lines:
        try:
            if None in line:
                raise ValueError("more fields than columns")
            rows.append({name: value(line[name], kind) for name, kind in kinds.items()})
        except (ValueError, AttributeError) as e:
            raise ValueError(f"{path}:{lines.line_num}: {e}") from e
    return rows


def collect(folder):
    def rows_of(name, columns):
        path = os.path.join(folder, name + ".csv")
        return read(path, columns) if os.path.exists(path) else None

    data = {}
    for subject, shape in SUBJECTS.items():
        rows = rows_of(subject, shape["columns"])
        if rows is None:
            continue
        by_key = {tuple(list(row.values())[:shape["keys"]]): row for row in rows}
        if len(by_key) != len(rows):
            raise ValueError(f"{subject}: a key stands twice")
        for child, columns in CHILDREN.get(subject, {}).items():
            lines = rows_of(child, columns)
            if lines is None:        # a missing file is unknown, for all: leave the key out
                continue
            for row in rows:
                row[child] = []
            for line in lines:
                parent = line.pop(columns.split(":")[0])
                by_key[(parent,)][child].append(line)
        data[subject] = rows
    return data


def literal(v):
    return str(v) if isinstance(v, Digits) else json.dumps(v, ensure_ascii=False)


def record(row, indent):
    """A record on one line, each of its children on a line of its own."""
    parts, child_lists = [], []
    for name, v in row.items():
        if isinstance(v, list):
            inner = f",\n{indent}  ".join(record(r, "") for r in v)
            child_lists.append(f'"{name}": [' + (f"\n{indent}  {inner}]" if v else "]"))
        else:
            parts.append(f'"{name}": {literal(v)}')
    return "{" + f",\n{indent} ".join([", ".join(parts)] + child_lists) + "}"


def main():
    if len(sys.argv) != 2:
        sys.exit("use: csv_to_json.py FOLDER > FILE")
    data = collect(sys.argv[1])
    subjects = [f'"{name}": [\n  ' + ",\n  ".join(record(r, "  ") for r in rows) + "\n]"
                for name, rows in data.items()]
    sys.stdout.buffer.write(("{" + ",\n".join(subjects) + "}\n").encode())


if __name__ == "__main__":
    main()
