"""Policies with one small change: what there is to change in a text, and the texts that come of it.

A mutant is (operator, file, what was done, {file: text}).  Operators are of two kinds: those that may
mean something, and those that mean nothing (NOTHING).  Whether a mutant compiles is for the compiler
to say; whether it means something else, for who evaluates it.
"""
import re
from datetime import date, timedelta

MONTHS = ("januari februari maart april mei juni juli augustus september oktober november december"
          .split())
TOKEN = re.compile(
    r'(?P<comment>\#[^\n]*)|(?P<text>"(?:\\.|[^"\\])*")'
    r'|(?P<day>\b\d{1,2} (?:' + "|".join(MONTHS) + r') \d{4}\b)'
    r"|(?P<version>\b\d{4}(?:-\d{4})\b)|(?P<duration>\b\d+ (?:dagen|dag|maanden|maand|jaar)\b)"
    r"|(?P<number>\b\d+(?:,\d+)?\b)|(?P<word>ja/nee|[A-Za-z_][A-Za-z0-9_]*)|(?P<sign>[^\s\w])")
# What stands for what else of its kind; the longest first.
PHRASES = (("op of voor", ("voor", "op of na")), ("op of na", ("na", "op of voor")),
           ("ten minste", ("meer dan", "ten hoogste")), ("ten hoogste", ("minder dan", "ten minste")),
           ("meer dan", ("ten minste",)), ("minder dan", ("ten hoogste",)), ("is niet", ("is",)),
           ("niet in", ("in",)), ("half omhoog", ("omlaag",)), ("half even", ("omhoog",)),
           ("er is een", ("niet er is een",)), ("is gevuld", ("is niet gevuld",)),
           ("nee als", ("ja als",)), ("ja als", ("nee als",)), ("ook regioplan", ("",)),
           ("ook eerdere", ("",)),
           ("ook regioplan niet_voldaan", ("ook regioplan ook eerdere niet_voldaan",)),
           ("met (", ("met (niet ",)), ("heeft (", ("heeft (niet ",)), ("eis", ("eis niet",)),
           ("behalve als", ("behalve als niet",)),
           ("concept", ('vastgesteld op 1 mei 2027 bron afspraken "m"',)))
WORDS = {"en": "of", "of": "en", "omlaag": "omhoog", "omhoog": "omlaag", "voor": "na", "na": "voor",
         "eigen_jaar": "kalenderjaar", "kalenderjaar": "eigen_jaar", "elke_cel": "eerste_versie",
         "eerste_versie": "elke_cel", "zolang_leidraad": "kalender", "open": "", "jaarlijks": "",
         "niet": "", "standaard": "", "peildatum": "versiedatum", "versiedatum": "peildatum",
         "groeijaar": "groep", "groep": "groeijaar", "verplichtingsjaar": "groeijaar",
         "extern": "", "concept": "", "elke": "niet elke", "+": "-", "-": "+", "×": "+"}
CHANGED = re.compile(r"^(?:kader|leidraad|regioplan|regel|verscherpt|wijzigt|vervalt|definitie|parameter|"
                     r"lezing|verzameling|besluit|berekening|taak|keuze|onderwerp|lijst)\b")


def without_examples(text):
    return re.sub(r"(?ms)^voorbeeld .*?^\}\n+", "", text).replace("# Voorbeelden.\n", "")


def tokens(text):
    """[(kind, text, start)] without comments."""
    return [(m.lastgroup, m[0], m.start()) for m in TOKEN.finditer(text) if m.lastgroup != "comment"]


def lines_of(text):
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line
        start += len(line)


def shown(text, start, end, new):
    """The line that changes, before and after, for people."""
    a = text.rfind("\n", 0, start) + 1
    b = text.find("\n", end)
    old, line = text[a:b].strip(), (text[a:start] + new + text[end:b]).strip()
    return f"`{old}` -> `{line}`"


class Policies:
    """The files, and what of their vocabulary a mutation needs."""

    def __init__(self, files):
        self.files = files
        whole = "\n".join(files.values())
        self.members = {}   # member: the other members of its keuze
        for block in re.finditer(r"(?ms)^keuze (\w+)[^\n]*\{\n(.*?)^\}", whole):
            ids = re.findall(r'(?m)^ +(?!bron |aanname )(\w+) +"', block[2])
            for n, one in enumerate(ids):
                self.members[one] = ids[(n + 1) % len(ids)]
        self.alternatives = {}
        for block in re.finditer(r"(?ms)^lezing (\w+)[^\n]*\{\n(.*?)^\}", whole):
            ids = re.findall(r'(?m)^ +(?!bron |aanname )(\w+) +"', block[2])
            self.alternatives.update({(block[1], one): ids[(n + 1) % len(ids)]
                                      for n, one in enumerate(ids)})
        self.columns = {}   # column: another of the same subject or list, of one type
        for block in re.finditer(r"(?ms)^onderwerp \w+[^\n]*\{\n(.*?)^\}", whole):
            kinds = {}
            for part in re.split(r"(?m)^  (?:lijst |\})", block[1]):
                kinds.clear()
                for name, kind in re.findall(r"(?m)^ +(\w+) +: (ja/nee|datum|getal|tekst)\b", part):
                    kinds.setdefault(kind, []).append(name)
                for names in kinds.values():
                    if len(names) > 1:
                        self.columns.update({one: names[(n + 1) % len(names)]
                                             for n, one in enumerate(names)})
        self.definitions = sorted(set(re.findall(r"definitie (?:\w+\.)?(?:\w+\.)?(\w+)", whole)))
        self.sources = re.findall(r"(?m)^bron (\w+)", whole)

    def mutant(self, operator, name, start, end, new, what=None):
        text = self.files[name]
        return (operator, name, what or shown(text, start, end, new),
                {name: text[:start] + new + text[end:]})

    # ---- what may mean something

    def mutants(self):
        for name in sorted(self.files):
            yield from self.of_tokens(name)
            yield from self.of_phrases(name)
            yield from self.of_lines(name)
            yield from self.of_blocks(name)

    def of_tokens(self, name):
        text = self.files[name]
        found = tokens(text)
        for n, (kind, word, at) in enumerate(found):
            end = at + len(word)
            before = found[n - 1][1] if n else ""
            for operator, new in self.instead(kind, word, before):
                yield self.mutant(operator, name, at, end, new)

    def instead(self, kind, word, before):
        """What else could stand where a token stands."""
        if kind == "day":
            day, month, year = word.split()
            then = date(int(year), MONTHS.index(month) + 1, int(day))
            for shift in (1, -31, 366):
                new = then + timedelta(shift)
                yield "day", f"{new.day} {MONTHS[new.month - 1]} {new.year}"
        elif kind == "number":
            if "," in word:
                whole, rest = word.split(",")
                yield "number", f"{whole},{(int(rest) + 1) % 10 ** len(rest):0{len(rest)}}"
            else:
                yield "number", str(int(word) + 1)
                if int(word):
                    yield "number", str(int(word) - 1)
        elif kind == "version":
            yield "version", "2025"
        elif kind == "duration":
            number, unit = word.split()
            yield "duration", f"{int(number) + 1} {unit}"
        elif kind == "text" and before not in ("patroon", "omdat"):
            operator = {"aanname": "assumption", "rho": "holder"}.get(before, "text")
            yield operator, '"UNICUM"' if before == "rho" else word[:-1] + ' anders"'
        elif kind in ("word", "sign"):
            if word in WORDS:
                yield "word", WORDS[word]
            if word in self.members and before not in ("keuze", "regel"):
                yield "member", self.members[word]
            if word in self.columns and before != "sleutel":
                yield "column", self.columns[word]
            if word in self.definitions and before != "." and before != "definitie":
                yield "definition", self.definitions[self.definitions.index(word) - 1]
            if before == "bron" and word in self.sources:
                yield "source", self.sources[self.sources.index(word) - 1]
            for (_, one), other in self.alternatives.items():
                if one == word and before == "is":
                    yield "alternative", other

    def of_phrases(self, name):
        text = self.files[name]
        inert = [m.span() for m in TOKEN.finditer(text) if m.lastgroup in ("comment", "text")]
        for old, instead in PHRASES:
            whole = r"(?<!\w)" + re.escape(old) + (r"(?!\w)" if old[-1].isalnum() else "")
            for m in re.finditer(whole, text):
                if any(a <= m.start() < b for a, b in inert):
                    continue
                for new in instead:
                    yield self.mutant("phrase", name, m.start(), m.end(), new)

    def of_lines(self, name):
        """A line, or the clause that begins on it, left out; the default given to another choice."""
        text = self.files[name]
        every = list(lines_of(text))
        for n, (start, line) in enumerate(every):
            if not line.strip() or line.lstrip()[0] in "#}" or CHANGED.match(line.strip()):
                continue
            yield self.mutant("line", name, start, start + len(line), "", f"without `{line.strip()}`")
            indent = len(line) - len(line.lstrip())
            end = n + 1
            while end < len(every) and len(every[end][1]) - len(every[end][1].lstrip()) > indent:
                end += 1
            if end > n + 1:
                stop = every[end][0] if end < len(every) else len(text)
                yield self.mutant("clause", name, start, stop, "", f"without `{line.strip()} …`")
            if line.lstrip().startswith("geldt voor") and " waarvan (" in line:
                stop = every[end][0] if end < len(every) else len(text)
                yield self.mutant("applies", name, start, stop, line[:line.index(" waarvan")] + "\n")
            if line.lstrip().startswith("soort "):
                yield self.mutant("consequence", name, start, start, "    gevolg terugvordering\n")
                yield self.mutant("deadline", name, start, start, "    uiterlijk einde van groeijaar 3\n")
                yield self.mutant("exception", name, start, start,
                                  "    behalve als rho_ondersteuning omdat \"m\"\n")
                yield self.mutant("yearly", name, start, start,
                                  "    jaarlijks uiterlijk einde van verplichtingsjaar\n")
        for m in re.finditer(r'(\w+ +"[^"\n]*") standaard\n( +\w+ +"[^"\n]*")\n', text):
            yield self.mutant("default", name, *m.span(), f"{m[1]}\n{m[2]} standaard\n",
                              f"standaard: {m[2].split()[0]}")
        for m in re.finditer(r"als (lezing \w+ is \w+) dan (\w+) anders (\w+)", text):
            yield self.mutant("reading", name, *m.span(), f"als {m[1]} dan {m[3]} anders {m[2]}")

    def of_blocks(self, name):
        """A whole declaration left out; a rule renamed."""
        text = self.files[name]
        for m in re.finditer(r"(?m)^( *)(regel|verscherpt regel|wijzigt|vervalt|verzameling|besluit|"
                             r"berekening|taak|parameter|kader|regioplan|lijst|definitie) (\w+)[^\n]*",
                             text):
            end = re.compile(rf"(?m)^{m[1]}\}}\n").search(text, m.end())
            one_line = m[0].rstrip()[-1] not in "{=" and m[2] in ("vervalt", "definitie", "wijzigt")
            if end and not one_line:
                yield self.mutant("declaration", name, m.start(), end.end(), "",
                                  f"without {m[0].strip()[:60]}")
            if m[2] in ("regel", "besluit", "taak", "kader", "regioplan"):
                yield self.mutant("name", name, m.start(3), m.end(3), m[3] + "_x")

    # ---- what means nothing

    def nothings(self):
        yield from self.rearranged()
        for one in self.definitions:
            files = {name: re.sub(rf"\b{one}\b", one + "_anders", text)
                     for name, text in self.files.items()}
            yield ("rename definition", "", one, {n: t for n, t in files.items() if t != self.files[n]})
        for name in sorted(self.files):
            yield from self.respelt(name)

    def rearranged(self):
        for name, text in sorted(self.files.items()):
            blocks = re.split(r"(?m)^(?=\w)", text)
            if len(blocks) > 2:
                yield ("reorder declarations", name, f"{len(blocks)} blocks",
                       {name: blocks[0] + "\n".join(reversed(blocks[1:]))})
            for n, block in enumerate(blocks):
                rules = re.split(r"(?ms)^(  regel .*?^  \}\n)", block)
                if len(rules) > 3:
                    turned = list(rules)
                    turned[1::2] = reversed(rules[1::2])
                    yield ("reorder rules", name, f"{len(rules) // 2} rules of block {n}",
                           {name: "".join(blocks[:n] + turned + blocks[n + 1:])})
            yield "move file", name, "", {name: None, "elders/" + name.replace("/", "_"): text}
            yield ("comments", name, "", {name: "# m\n" + text.replace("\n", " # m\n")})

    def respelt(self, name):
        text = self.files[name]
        for kind, word, at in tokens(text):
            if kind == "duration" and word.endswith(" jaar"):
                new = f"{int(word.split()[0]) * 12} maanden"
                yield self.mutant("months for years", name, at, at + len(word), new)
            if kind == "day":
                day, month, year = word.split()
                new = f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"
                yield self.mutant("ISO date", name, at, at + len(word), new)
        for m in re.finditer(r"\{(\w+(?:, \w+)+)\}", text):
            new = "{" + ", ".join(reversed(m[1].split(", "))) + "}"
            yield self.mutant("reorder members", name, *m.span(), new)
        for m in re.finditer(r"(?m)^( +eis +)([\w.]+)( en )([\w.]+)$", text):
            yield self.mutant("turn en", name, *m.span(), m[1] + m[4] + m[3] + m[2])
        alone = r"(?m)^( +eis +)([^\n]+)\n(?= +(?:gevolg|aanname|herhaling)| +\}|\n)"
        for m in re.finditer(alone, text):
            if m[2].count("(") == m[2].count(")"):
                yield self.mutant("parentheses", name, *m.span(), f"{m[1]}({m[2]})\n")
        clause = r"( +(?:bron|gevolg|soort) +[^\n]+\n)"
        for m in re.finditer("(?m)^" + clause + clause, text):
            yield self.mutant("turn clauses", name, *m.span(), m[2] + m[1])
