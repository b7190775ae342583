"""The UN Security Council's consolidated list, as its XML.

Keys are reference numbers: the DATAID of an entry changes between vintages. A file that is not well-formed
is recovered block by block and marked as damaged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tocsin.errors import DamagedDocumentError
from tocsin.screening.births import read_births, read_date
from tocsin.screening.countries import country_code
from tocsin.screening.entries import Birth, Entry, Findings, ListedName, NameKind, Paper, Vintage
from tocsin.screening.formats.listformat import ListFile, date_in_name, ensure_entries, tidy
from tocsin.screening.formats.un_recovery import Element, parsed_blocks, parsed_whole

QUALITIES = {
    "good": NameKind.ALIAS,
    "low": NameKind.WEAK,
    "a.k.a.": NameKind.ALIAS,
    "f.k.a.": NameKind.PREVIOUS,
}
GENDERS = {"male": "male", "female": "female", "unknown": ""}
NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
SILENT = frozenset({"VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD", "LIST_TYPE", "SUBMITTED_ON"})
"""Bookkeeping of the file itself; says nothing about who is listed. LIST_TYPE always says "UN List"."""
_ORIGINAL = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")


class UnXml:
    """`<CONSOLIDATED_LIST>` with INDIVIDUALS and ENTITIES."""

    name = "un.xml.v1"

    def recognises(self, file: ListFile) -> bool:
        return b"CONSOLIDATED_LIST" in file.data[:4096]

    def read(self, files: Sequence[ListFile], *, date: str | None) -> Iterator[Vintage]:
        for file in files:
            yield _vintage(file, date)


def _vintage(file: ListFile, date: str | None) -> Vintage:
    findings = Findings()
    refuse_entities(file)
    elements = parsed_whole(file, findings)
    if elements is None:
        elements = parsed_blocks(file, findings)
    entries: dict[str, Entry] = {}
    for element in elements:
        entry = _Reading(element, findings).entry()
        if entry is None:
            findings.damage.append(f"an entry without reference number or name: {element.tag}")
        elif entry.reference in entries:
            findings.warnings.append(f"{entry.reference} stands twice; the first is kept")
        else:
            entries[entry.reference] = entry
    ensure_entries(len(entries), where=file.name)
    made = re.search(rb"dateGenerated=['\"](\d{4}-\d{2}-\d{2})", file.data[:4096])
    when = date or (made[1].decode() if made else None) or date_in_name(file)
    if when is None:
        raise DamagedDocumentError("says no date; give one with --date", where=file.name)
    return Vintage(
        "un",
        "",
        "United Nations Security Council",
        UnXml.name,
        when,
        file.name,
        file.digest,
        tuple(entries.values()),
        findings,
    )


def refuse_entities(file: ListFile) -> None:
    """Raises DamagedDocumentError for a file that declares a document type: entities can expand without end."""
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", file.data, re.IGNORECASE):
        raise DamagedDocumentError("declares a document type or entities; not read", where=file.name)


class _Reading:
    """One INDIVIDUAL or ENTITY, field by field; what is not taken is reported."""

    def __init__(self, element: Element, findings: Findings) -> None:
        self.person = element.tag == "INDIVIDUAL"
        self.kind = element.tag
        self.findings = findings
        self.left: dict[str, list[Element]] = {}
        for child in element.children:
            self.left.setdefault(child.tag, []).append(child)

    def text(self, tag: str) -> str:
        values = [tidy(item.text) for item in self.left.pop(tag, ())]
        return next((value for value in values if value), "")

    def values(self, tag: str) -> tuple[str, ...]:
        found = []
        for item in self.left.pop(tag, ()):
            found += [tidy(value.text) for value in item.children if value.tag == "VALUE"]
            found.append(tidy(item.text))
        return tuple(dict.fromkeys(value for value in found if value))

    def groups(self, tag: str) -> Iterator[dict[str, str]]:
        for item in self.left.pop(f"{self.kind}_{tag}", ()):
            held = {child.tag: tidy(child.text) for child in item.children}
            if any(held.values()):
                yield held
                for key, value in held.items():
                    if value:
                        self.findings.unused[f"{self.kind}/{tag}/{key}"] += 1

    def entry(self) -> Entry | None:
        reference = self.text("REFERENCE_NUMBER")
        primary = " ".join(part for part in map(self.text, NAME_PARTS) if part)
        if not reference or not primary:
            return None
        names = [ListedName(primary, NameKind.PRIMARY)]
        original = self.text("NAME_ORIGINAL_SCRIPT")
        if _ORIGINAL.search(original):
            names.append(ListedName(original, NameKind.ORIGINAL))
        births: list[Birth] = []
        for alias in self.groups("ALIAS"):
            names += self._alias(alias)
            births += read_births(alias.pop("DATE_OF_BIRTH", ""))
            _drop(alias, "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH")
        births = [*self._births(), *births]
        countries = [country_code(value) for value in self.values("NATIONALITY")]
        entry = Entry(
            list="un",
            reference=reference,
            entity_id=f"unsc-{self.text('DATAID')}",
            schema="Person" if self.person else "Organization",
            names=tuple(dict.fromkeys(names)),
            births=tuple(dict.fromkeys(births)),
            birth_places=tuple(_joined(group) for group in self.groups("PLACE_OF_BIRTH")),
            countries=tuple(dict.fromkeys(code for code in countries if code)),
            papers=tuple(self._papers()),
            programme=self.text("UN_LIST_TYPE"),
            measure="Asset freeze, travel ban, arms embargo",
            reason=self.text("COMMENTS1"),
            listed_on=self.text("LISTED_ON")[:10],
            amended_on=self.values("LAST_DAY_UPDATED"),
            gender=self._gender(),
            positions=(*self.values("TITLE"), *self.values("DESIGNATION")),
            addresses=tuple(_joined(group) for group in self.groups("ADDRESS")),
            notes=tuple(f"submitted by {value}" for value in (self.text("SUBMITTED_BY"),) if value),
        )
        for tag, items in self.left.items():
            if tag not in SILENT and any(item.said() for item in items):
                self.findings.unused[f"{self.kind}/{tag}"] += 1
        return entry

    def _alias(self, held: dict[str, str]) -> list[ListedName]:
        text, quality, note = held.pop("ALIAS_NAME", ""), held.pop("QUALITY", ""), held.pop("NOTE", "")
        if not text:
            return []
        kind = QUALITIES.get(quality.lower())
        if kind is None:
            # Unrated names only ever support a hit, as weak ones do.
            self.findings.unknown[f"QUALITY {quality or '(none)'}"] += 1
            kind = NameKind.WEAK
        if "listed as" in note.lower() and kind is NameKind.ALIAS:
            kind = NameKind.PREVIOUS
        parts = [tidy(part) for part in re.split(r"[;]|\s+/\s+", text)]
        return [ListedName(part, kind, note) for part in parts if part]

    def _births(self) -> Iterator[Birth]:
        for held in self.groups("DATE_OF_BIRTH"):
            kind = held.pop("TYPE_OF_DATE", "").upper()
            note = held.pop("NOTE", "").lower()
            about = kind == "APPROXIMATELY" or "approx" in note
            if kind not in {"EXACT", "APPROXIMATELY", "BETWEEN", ""}:
                self.findings.unknown[f"TYPE_OF_DATE {kind}"] += 1
            low, high = read_date(held.pop("FROM_YEAR", "")), read_date(held.pop("TO_YEAR", ""))
            if low and high and not high.before(low):
                yield Birth(low, high, about)
            days = [read_date(held.pop(key, "")) for key in ("DATE", "YEAR")]
            day = next((day for day in days if day), None)
            if day:
                yield Birth(day, day, about)

    def _papers(self) -> Iterator[Paper]:
        for held in self.groups("DOCUMENT"):
            kind = held.pop("TYPE_OF_DOCUMENT2", "") or held.get("TYPE_OF_DOCUMENT", "")
            held.pop("TYPE_OF_DOCUMENT", "")
            countries = [held.pop(key, "") for key in ("ISSUING_COUNTRY", "COUNTRY_OF_ISSUE")]
            code = next((code for name in countries if (code := country_code(name))), "")
            number = held.pop("NUMBER", "")
            note = ", ".join(
                value for value in (held.pop("NOTE", ""), held.pop("DATE_OF_ISSUE", "")) if value
            )
            held.pop("CITY_OF_ISSUE", "")
            if number:
                yield Paper(kind, number, code, note)

    def _gender(self) -> str:
        said = self.text("GENDER").lower()
        if said and said not in GENDERS:
            self.findings.unknown[f"GENDER {said}"] += 1
        return GENDERS.get(said, "")


def _joined(held: dict[str, str]) -> str:
    order = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE")
    return ", ".join(value for value in [held.pop(key, "") for key in order] if value)


def _drop(held: dict[str, str], *keys: str) -> None:
    for key in keys:
        held.pop(key, None)
