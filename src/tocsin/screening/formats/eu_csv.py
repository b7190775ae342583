"""EU restrictive measures as a table a regulation (the columns of OpenSanctions' EU journal tables).

A record is keyed by regulation, annex and record number; the number alone repeats. Records without a number are
keyed by their name. Only asset freezes of persons, bodies and vessels are designations; other measures keep their name.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tocsin.errors import DamagedDocumentError
from tocsin.screening.births import read_births, read_date
from tocsin.screening.countries import country_code
from tocsin.screening.entries import Entry, Findings, ListedName, NameKind, Paper, Vintage
from tocsin.screening.formats.eu_names import split_names
from tocsin.screening.formats.listformat import (
    ListFile,
    Row,
    combined_digest,
    csv_rows,
    date_in_name,
    tidy,
)

NEEDED = frozenset({"celex", "recordId", "annex", "measure", "schema", "name"})
SCHEMATA = frozenset({"Person", "LegalEntity", "Organization", "Company", "Vessel", "Asset", "Airplane"})
PAPERS = {
    "passportNumber": "passport",
    "idNumber": "ID number",
    "registrationNumber": "registration number",
    "taxNumber": "tax number",
    "innCode": "INN",
    "ogrnCode": "OGRN",
    "kppCode": "KPP",
    "okpoCode": "OKPO",
    "leiCode": "LEI",
    "swiftBic": "SWIFT/BIC",
    "imoNumber": "IMO",
    "mmsi": "MMSI",
    "ticker": "ticker",
}
REMARKS = (
    "appearance",
    "ethnicity",
    "fatherName",
    "motherName",
    "incorporationDate",
    "legalForm",
    "sector",
    "phone",
    "email",
    "website",
    "notes",
)
KINDS = {
    "name": NameKind.PRIMARY,
    "alias": NameKind.ALIAS,
    "previousName": NameKind.PREVIOUS,
    "weakAlias": NameKind.WEAK,
}


class EuCsv:
    """One CSV file a regulation; each regulation is a part of the list `eu` with vintages of its own."""

    name = "eu.csv.v1"

    def recognises(self, file: ListFile) -> bool:
        head = file.data[:4096].decode("utf-8-sig", errors="replace").splitlines()[:1]
        return bool(head) and set(next(csv.reader(io.StringIO(head[0])), [])) >= NEEDED

    def read(self, files: Sequence[ListFile], *, date: str | None) -> Iterator[Vintage]:
        for file in files:
            yield from _vintages(file, date)


def _vintages(file: ListFile, date: str | None) -> Iterator[Vintage]:
    findings = Findings()
    rows = csv_rows(file, findings=findings)
    head = [tidy(cell) for cell in next(rows, [])]
    groups: dict[str, list[Entry]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    days: dict[str, str] = {}
    count = wrong = 0
    for cells in rows:
        count += 1
        if len(cells) != len(head):
            wrong += 1
            continue
        entry, part = _entry(Row("row", dict(zip(head, cells, strict=True)), findings), seen)
        if entry is not None:
            groups[part].append(entry)
            days[part] = max(days.get(part, ""), entry.listed_on)
    if wrong * 20 > count:
        raise DamagedDocumentError(
            f"{wrong} of {count} rows have not the {len(head)} columns of the header", where=file.name
        )
    if wrong:
        findings.damage.append(f"{wrong} rows without {len(head)} columns left out")
    if not groups:
        findings.warnings.append("only a header: nobody is listed")
        groups[file.name.removesuffix(".csv")] = []
    for part, entries in groups.items():
        when = date or date_in_name_of(file, part) or days.get(part) or "1970-01-01"
        yield Vintage(
            "eu",
            part,
            "Council of the European Union",
            EuCsv.name,
            when,
            file.name,
            combined_digest([file]),
            tuple(entries),
            findings,
        )


def date_in_name_of(file: ListFile, part: str) -> str | None:
    """A date in the file's name beside the regulation's number, which itself begins with a year."""
    return date_in_name(ListFile(file.name.replace(part, ""), b"", file.folder))


def _entry(row: Row, seen: set[tuple[str, str]]) -> tuple[Entry | None, str]:
    celex, annex, record = row.take("celex"), row.take("annex"), row.take("recordId")
    names = _names(row)
    if not celex or not names:
        row.findings.damage.append(f"a row without regulation or name ({celex} {annex} {record})")
        return None, celex
    if not record:
        record = "n" + hashlib.sha256(names[0].text.encode()).hexdigest()[:8]
    reference = f"{celex}-{annex}-{record}"
    copies = 1
    while (celex, reference) in seen:
        copies += 1
        reference = f"{celex}-{annex}-{record}-{copies}"
    seen.add((celex, reference))
    schema = row.take("schema")
    if schema not in SCHEMATA:
        row.findings.unknown[f"schema {schema}"] += 1
        schema = "LegalEntity"
    countries = [
        code
        for key in ("nationality", "country", "jurisdiction", "flag")
        for text in row.take_list(key)
        for piece in (text, *re.split(r"[,/]", text))
        if (code := country_code(tidy(piece)))
    ]
    day = read_date(row.take("startDate"))
    entry = Entry(
        list="eu",
        reference=reference,
        entity_id=f"eu-{reference}",
        schema=schema,
        names=names,
        births=read_births(row.take("birthDate")),
        birth_places=row.take_list("birthPlace"),
        countries=tuple(dict.fromkeys(countries)),
        papers=_papers(row),
        programme=row.take("programKey"),
        measure=row.take("measure"),
        reason=row.take("reason"),
        listed_on=str(day) if day else "",
        gender=row.take("gender"),
        positions=row.take_list("position"),
        addresses=row.take_list("address"),
        notes=tuple(f"{key}: {value}" for key in REMARKS if (value := row.take(key))),
    )
    row.close()
    return entry, celex


def _names(row: Row) -> tuple[ListedName, ...]:
    found: dict[str, ListedName] = {}
    for key, kind in KINDS.items():
        for cell in row.take_list(key):
            for index, (text, weak) in enumerate(split_names(cell)):
                as_kind = NameKind.WEAK if weak else kind
                if as_kind is NameKind.PRIMARY and (index or found):
                    as_kind = NameKind.ALIAS
                found.setdefault(text, ListedName(text, as_kind))
    return tuple(found.values())


def _papers(row: Row) -> tuple[Paper, ...]:
    found = []
    for key, kind in PAPERS.items():
        for text in row.take_list(key):
            for piece in re.split(r",\s*(?=[\w-]*\d)|\band\b", text):
                number = re.sub(r"^\(?[a-z]\)\s*", "", tidy(piece))
                country = re.search(r"\(([^()]+)\)\s*$", number)
                code = country_code(re.sub(r"\s*passport.*", "", country[1])) if country else None
                if country:
                    number = number[: country.start()].strip()
                if re.search(r"\d", number):
                    found.append(Paper(kind, number, code or ""))
    return tuple(dict.fromkeys(found))
