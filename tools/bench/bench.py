#!/usr/bin/env python3
"""Times the command as whole processes, as ratios to a process that does nothing and to `wc`.

    bench.py LEIDRAAD POLICIES WORKDIR [RUNS]

Machines are noisy: the commands take turns, and what is printed is the median of each and the median
of the ratios within a turn.  Left out: the file system's cold cache (the files are read once before),
and the time to build the data.  `applies` compiles the policies from source each time.
"""
import os
import random
import statistics
import subprocess
import sys
import time

PRACTICES = 5000
INTAKES = ["1-4-2023", "1-7-2023", "1-10-2023", "1-1-2024", "1-4-2025", "1-7-2025", "1-1-2026", "15-5-2023", ""]
CODES = {"anders_werken": ["lean_werken", "smart_typing", "anders_trieren"],
         "samenwerken_netwerk": ["viplive", "welzijn_op_recept"],
         "goede_gesprek": ["alk_training", "positieve_gezondheid_iph"]}


def day(rng, first=2023, last=2027):
    return f"{rng.randint(1, 28)}-{rng.randint(1, 12)}-{rng.randint(first, last)}"


def write_data(folder):
    """5,000 practices with some 40,000 child rows, as a Dutch spreadsheet writes them."""
    rng = random.Random(2026)
    yes = lambda: rng.choice(["ja", "ja", "ja", "nee", ""])
    os.makedirs(folder, exist_ok=True)
    tables = {
        "praktijk": ["agb;naam;instroom;rho;lsv;patienten;lerende_omgeving;regioplan_aansluiting;"
                     "rho_ondersteuning;commitment_leidraad;praktijkplan;wor_verwijst;wor_informeert"],
        "interventie": ["agb;code;kernelement;gepland;gestart;status;doel;activiteiten;resultaat;reflectie"],
        "intervisie": ["agb;datum;thema_mtvp;verslag"],
        "bevestiging": ["agb;jaar;datum;interventies_genoemd"],
        "rho": ["rho;naam;informatie"], "regioplan": ["rho;leidraad;vastgesteld;met_praktijken;geaccordeerd"],
        "lsv": ["lsv;naam;wor_aanbod"],
    }
    for rho in ["UNICUM", "ROHA"] + [f"RHO{n:02}" for n in range(40)]:
        tables["rho"].append(f"{rho};{rho};ja")
        for version, date in (("2023", "1-2-2023"), ("2025", "1-9-2024"), ("2026-2027", "30-9-2025")):
            tables["regioplan"].append(f"{rho};{version};{date};ja;ja")
    for n in range(200):
        tables["lsv"].append(f"L{n};LSV {n};{rng.choice(['ja', 'nee'])}")
    for n in range(PRACTICES):
        agb = 99000000 + n
        rho = rng.choice(["UNICUM", "UNICUM", "ROHA", "RHO07", ""])
        tables["praktijk"].append(
            f"{agb};Praktijk {n};{rng.choice(INTAKES)};{rho};L{rng.randrange(200)};{rng.randint(900, 6000)};"
            + ";".join(yes() for _ in range(7)))
        for _ in range(4):
            element = rng.choice(list(CODES))
            status = rng.choice(["gepland", "ingezet", "doorontwikkeld", "gestopt"])
            text = rng.choice(["\"minder werkdruk; meer tijd\"", "betere toegang", ""])
            tables["interventie"].append(f"{agb};{rng.choice(CODES[element])};{element};{day(rng)};{day(rng)};"
                                         f"{status};{text};training;{text};{text}")
        for year in (2026, 2027):
            tables["intervisie"].append(f"{agb};{day(rng, year, year)};{yes()};{yes()}")
            tables["bevestiging"].append(f"{agb};{year};{day(rng, year, year)};{yes()}")
    for name, lines in tables.items():
        with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8", newline="") as file:
            file.write("\r\n".join(lines) + "\r\n")
    return sum(len(lines) - 1 for lines in tables.values())


def timed(command):
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: status {done.returncode}: {done.stderr.decode()[:500]}")
    return time.perf_counter() - start


def compare(title, command, base_title, base, runs, limit_ms, extra):
    """command and base in turn; extra: the limit is on the difference, not on the whole."""
    timed(command), timed(base)
    pairs = [(timed(command), timed(base)) for _ in range(runs)]
    own = statistics.median(a for a, _ in pairs) * 1000
    other = statistics.median(b for _, b in pairs) * 1000
    ratio = statistics.median(a / b for a, b in pairs)
    measured = statistics.median(a - b for a, b in pairs) * 1000 if extra else own
    verdict = "within" if measured <= limit_ms else "OVER"
    what = "more than" if extra else "in all, against"
    print(f"{title}\n  {own:8.2f} ms; {base_title} {other:.2f} ms; ratio {ratio:.1f}; "
          f"{measured:.2f} ms {what} {base_title}: {verdict} the {limit_ms} ms asked")
    return measured <= limit_ms


def main():
    program, policies, work = sys.argv[1:4]
    runs = int(sys.argv[4]) if len(sys.argv) > 4 else 15
    os.makedirs(work, exist_ok=True)
    nothing = os.path.join(work, "nothing")
    subprocess.run(["cc", "-O2", "-x", "c", "-o", nothing, "-"], input=b"int main(void){return 0;}\n", check=True)
    folder = os.path.join(work, "data")
    rows = write_data(folder)
    files = sorted(os.path.join(folder, f) for f in os.listdir(folder))
    command = [program, "--policies", policies]
    good = compare("applies, one date, policies compiled from source",
                   command + ["applies", "--intake", "2024-01-01", "--on", "2026-01-01"],
                   "a process that does nothing", [nothing], runs, 10, True)
    good &= compare(f"evaluate, {PRACTICES} practices, {rows} rows of CSV, to NDJSON",
                    command + ["evaluate", folder, "--on", "2026-11-01", "--format", "ndjson"],
                    "wc over the files", ["wc"] + files, runs, 500, False)
    compare("the same, to CSV", command + ["evaluate", folder, "--on", "2026-11-01", "--format", "csv"],
            "wc over the files", ["wc"] + files, runs, 500, False)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
