"""OFAC's list of specially designated nationals as its set of old CSV files: sdn, alt, add, sdn_comments.

The files have no header and name a null `-0-`. Dates of birth, documents and the weak aliases stand in
free-text remarks: see `ofac_remarks`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tocsin.errors import DamagedDocumentError
from tocsin.screening.countries import country_code
from tocsin.screening.entries import Entry, Findings, ListedName, NameKind, Paper, Vintage
from tocsin.screening.formats.listformat import (
    ListFile,
    combined_digest,
    csv_rows,
    date_in_name,
    ensure_entries,
    tidy,
)
from tocsin.screening.formats.ofac_remarks import read_remarks

SCHEMATA = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane", "": "LegalEntity"}
ALIASES = {"aka": NameKind.ALIAS, "fka": NameKind.PREVIOUS, "nka": NameKind.ALIAS}
COLUMNS = {"sdn": 12, "alt": 5, "add": 6, "sdn_comments": 2}
_PART = re.compile(r"\b(sdn_comments|sdn|alt|add)\b")
_ALIAS_LINE = re.compile(rb"^\"?\d+\"?,\"?\d+\"?,\"?(aka|fka|nka)\"?,")
_ENTRY_LINE = re.compile(rb"^\"?\d+\"?,\"(?:[^\"]|\"\")*\",(?:-0- |\"[a-z]+\"),")


class OfacCsv:
    """sdn.csv with alt.csv, add.csv and sdn_comments.csv beside it."""

    name = "ofac.csv.v1"

    def recognises(self, file: ListFile) -> bool:
        if not file.name.lower().endswith(".csv"):
            return False
        begin = file.data[:2048]
        known = _part_name(file) is not None and re.match(rb"^\"?\d+\"?,", begin) is not None
        return bool(known or _ENTRY_LINE.match(begin) or _ALIAS_LINE.match(begin))

    def read(self, files: Sequence[ListFile], *, date: str | None) -> Iterator[Vintage]:
        findings = Findings()
        tables: dict[str, list[list[str]]] = defaultdict(list)
        for file in files:
            part = _part_name(file) or ("alt" if _ALIAS_LINE.match(file.data[:256]) else "sdn")
            tables[part] += _table(file, part, findings)
        if "sdn" not in tables:
            raise DamagedDocumentError("the main file, sdn.csv, is missing", where=files[0].name)
        findings.warnings += [f"{part}.csv is not there" for part in COLUMNS if part not in tables]
        entries = _entries(tables, findings)
        ensure_entries(len(entries), where=files[0].name)
        when = date or next((day for file in files if (day := date_in_name(file))), None)
        if when is None:
            when = dt.datetime.now(dt.UTC).date().isoformat()
            findings.warnings.append(
                "the files say no date; the day of loading is taken (--date gives another)"
            )
        yield Vintage(
            "ofac", "", "US Treasury, Office of Foreign Assets Control", self.name, when,
            ", ".join(file.name for file in files), combined_digest(files), tuple(entries), findings,
        )  # fmt: skip


def _part_name(file: ListFile) -> str | None:
    match = _PART.search(file.name.lower().removesuffix(".csv"))
    return match[1] if match else None


def _table(file: ListFile, part: str, findings: Findings) -> list[list[str]]:
    rows = list(csv_rows(file, findings=findings))
    wanted = COLUMNS[part]
    wrong = [number for number, row in enumerate(rows, start=1) if len(row) != wanted]
    if len(wrong) * 20 > len(rows):
        raise DamagedDocumentError(
            f"{len(wrong)} of {len(rows)} rows have not the {wanted} columns of {part}.csv", where=file.name
        )
    if wrong:
        findings.damage.append(
            f"{file.name}: {len(wrong)} rows without {wanted} columns left out, the first row {wrong[0]}"
        )
    return [[tidy(cell) for cell in row] for row in rows if len(row) == wanted]


def _entries(tables: dict[str, list[list[str]]], findings: Findings) -> list[Entry]:
    aliases: dict[str, list[ListedName]] = defaultdict(list)
    for number, _, kind, name, note in tables["alt"]:
        if kind not in ALIASES:
            findings.unknown[f"alias type {kind or '(none)'}"] += 1
        if name:
            aliases[number].append(ListedName(name, ALIASES.get(kind, NameKind.WEAK), note))
    addresses: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for number, _, street, city, country, note in tables["add"]:
        whole = ", ".join(part for part in (street, city, country, note) if part)
        if whole:
            addresses[number].append((whole, country))
    comments: dict[str, str] = defaultdict(str)
    for number, text in tables["sdn_comments"]:
        comments[number] += text
    seen: dict[str, Entry] = {}
    for row in tables["sdn"]:
        if not row[0] or not row[1]:
            findings.damage.append("an entry without number or name")
        elif row[0] in seen:
            findings.warnings.append(f"number {row[0]} stands twice; the first is kept")
        else:
            seen[row[0]] = _entry(row, aliases[row[0]], addresses[row[0]], comments[row[0]], findings)
    return list(seen.values())


def _entry(
    row: list[str],
    aliases: list[ListedName],
    addresses: list[tuple[str, str]],
    comment: str,
    findings: Findings,
) -> Entry:
    number, name, kind, programme, title, call_sign, vessel_type, tonnage, gross, flag, owner, remarks = row
    schema = SCHEMATA.get(kind)
    if schema is None:
        findings.unknown[f"type {kind}"] += 1
        schema = "LegalEntity"
    said = read_remarks(remarks + comment)
    papers = list(said.papers)
    if call_sign:
        papers.append(Paper("call sign", call_sign))
    ship = {"type": vessel_type, "tonnage": tonnage, "gross tonnage": gross, "flag": flag, "owner": owner}
    countries = list(said.countries)
    if schema != "Person":
        countries += [
            code for text in (flag, *(country for _, country in addresses)) if (code := country_code(text))
        ]
    return Entry(
        list="ofac", reference=number, entity_id=f"ofac-{number}", schema=schema,
        names=tuple(dict.fromkeys([ListedName(name, NameKind.PRIMARY), *aliases, *said.names])),
        births=said.births if schema == "Person" else (), birth_places=said.birth_places,
        countries=tuple(dict.fromkeys(countries)), papers=tuple(dict.fromkeys(papers)),
        programme=", ".join(part.strip(" []") for part in programme.split("]") if part.strip(" []")),
        measure="Blocking of property", gender=said.gender, positions=(title,) if title else (),
        addresses=tuple(whole for whole, _ in addresses),
        notes=(*said.notes, *(f"{key} {value}" for key, value in ship.items() if value)),
    )  # fmt: skip
