"""FollowTheMoney entities, one JSON object a line: `{"id", "schema", "properties": {name: [...]}}`.

Sanctions that are entities of their own (schema Sanction) are joined to whom they are about.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from tocsin.errors import DamagedDocumentError
from tocsin.screening.births import read_births
from tocsin.screening.countries import country_code
from tocsin.screening.entries import Entry, Findings, ListedName, NameKind, Paper, Vintage
from tocsin.screening.formats.listformat import ListFile, date_in_name, ensure_entries, tidy

SCHEMATA = frozenset(
    {
        "Person",
        "LegalEntity",
        "Organization",
        "Company",
        "PublicBody",
        "Vessel",
        "Airplane",
        "Asset",
        "CryptoWallet",
    }
)
NAMES = {
    "name": NameKind.ALIAS,
    "alias": NameKind.ALIAS,
    "previousName": NameKind.PREVIOUS,
    "weakAlias": NameKind.WEAK,
}
PAPERS = (
    "passportNumber",
    "idNumber",
    "registrationNumber",
    "taxNumber",
    "innCode",
    "ogrnCode",
    "kppCode",
    "okpoCode",
    "leiCode",
    "swiftBic",
    "imoNumber",
    "mmsi",
    "callSign",
    "uscCode",
    "publicKey",
    "npiCode",
)
COUNTRIES = ("nationality", "citizenship", "country", "jurisdiction", "flag")
REMARKS = (
    "notes",
    "summary",
    "fatherName",
    "motherName",
    "legalForm",
    "sector",
    "topics",
    "sourceUrl",
    "email",
    "phone",
    "website",
    "type",
    "tonnage",
    "buildDate",
)
PARTS_OF_NAMES = ("firstName", "lastName", "middleName", "secondName", "fatherName", "title", "nameSuffix")


class FtmJson:
    """Lines of FollowTheMoney entities, as OpenSanctions publishes them (`entities.ftm.json`)."""

    name = "ftm.json.v1"

    def recognises(self, file: ListFile) -> bool:
        first = file.data.lstrip()[:65536].split(b"\n", 1)[0]
        return first.startswith(b"{") and b'"schema"' in first and b'"properties"' in first

    def read(self, files: Sequence[ListFile], *, date: str | None) -> Iterator[Vintage]:
        for file in files:
            yield _vintage(file, date)


def _vintage(file: ListFile, date: str | None) -> Vintage:
    findings = Findings()
    objects, changed = [], ""
    sanctions: dict[str, list[dict[str, list[str]]]] = defaultdict(list)
    lines = broken = 0
    for line in file.text(findings=findings).splitlines():
        if not line.strip():
            continue
        lines += 1
        held = _object(line)
        if held is None:
            broken += 1
            continue
        changed = max(changed, str(held.get("last_change") or held.get("last_seen") or "")[:10])
        if held["schema"] == "Sanction":
            for about in held["properties"].get("entity", ()):
                sanctions[about].append(held["properties"])
        elif held["schema"] in SCHEMATA:
            objects.append(held)
        else:
            findings.unused[f"entities of schema {held['schema']}"] += 1
    if broken * 20 > lines:
        raise DamagedDocumentError(f"{broken} of {lines} lines are no entities", where=file.name)
    if broken:
        findings.damage.append(f"{broken} lines that are no entities left out")
    name = file.name.split(".")[0]
    entries = [
        entry
        for held in objects
        if (entry := _entry(held, sanctions[held["id"]], name, findings)) is not None
    ]
    ensure_entries(len(entries), where=file.name)
    when = date or date_in_name(file) or changed
    if not when:
        raise DamagedDocumentError("says no date; give one with --date", where=file.name)
    unique = {entry.reference: entry for entry in entries}
    return Vintage(
        name, "", name, FtmJson.name, when, file.name, file.digest, tuple(unique.values()), findings
    )


def _object(line: str) -> dict[str, Any] | None:
    try:
        held = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(held, dict) or not isinstance(held.get("properties"), dict):
        return None
    if not isinstance(held.get("id"), str) or not isinstance(held.get("schema"), str):
        return None
    properties = {}
    for key, values in held["properties"].items():
        values = values if isinstance(values, list) else [values]
        properties[key] = [tidy(str(value)) for value in values if isinstance(value, str | int | float)]
    return {**held, "properties": properties}


def _entry(
    held: dict[str, Any], sanctions: list[dict[str, list[str]]], list_name: str, findings: Findings
) -> Entry | None:
    properties: dict[str, list[str]] = dict(held["properties"])

    def take(*keys: str) -> list[str]:
        return [value for key in keys for value in properties.pop(key, ()) if value]

    names = [ListedName(text, kind) for key, kind in NAMES.items() for text in take(key)]
    caption = tidy(str(held.get("caption") or ""))
    strong = [item for item in names if item.kind is not NameKind.WEAK]
    if not strong:
        parts = take("firstName", "lastName")
        if not parts and not names:
            findings.damage.append(f"{held['id']}: no name")
            return None
        names = [ListedName(" ".join(parts), NameKind.PRIMARY), *names] if parts else names
    elif caption in {item.text for item in strong}:
        names.sort(key=lambda item: item.text != caption)
    if names[0].kind is NameKind.ALIAS:
        names[0] = ListedName(names[0].text, NameKind.PRIMARY)
    take(*PARTS_OF_NAMES)
    papers = [Paper(key, number) for key in PAPERS for number in take(key)]
    codes = [country_code(text) for text in take(*COUNTRIES)]
    said: dict[str, list[str]] = defaultdict(list)
    for sanction in sanctions:
        for key, values in sanction.items():
            said[key] += values
    references = said["unscId"] or said["authorityId"] or said["recordId"]
    entry = Entry(
        list=list_name,
        reference=references[0] if len(references) == 1 else held["id"],
        entity_id=held["id"],
        schema=held["schema"],
        names=tuple(dict.fromkeys(names)),
        births=tuple(b for text in take("birthDate") for b in read_births(text)),
        birth_places=tuple(take("birthPlace")),
        countries=tuple(dict.fromkeys(code for code in codes if code)),
        papers=tuple(papers),
        programme=", ".join(
            dict.fromkeys(take("program", "programId") + said["program"] + said["programId"])
        ),
        reason=" ".join(dict.fromkeys(said["reason"])),
        listed_on=min(said["listingDate"] + said["startDate"], default=""),
        amended_on=tuple(take("modifiedAt") + said["modifiedAt"]),
        gender=next(iter(take("gender")), ""),
        positions=tuple(take("position")),
        addresses=tuple(take("address")),
        notes=tuple(f"{key}: {value}" for key in REMARKS for value in take(key)),
    )
    for key, values in properties.items():
        if values:
            findings.unused[f"{held['schema']}/{key}"] += 1
    return entry
