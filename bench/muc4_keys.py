"""Slots that only MUC-4's full keys have: date, country, stage, killed and injured, on documents with one incident.

    python -m bench.muc4_keys

Reads the development texts as they were sent (`raw/`, all capitals, the day from the dateline) and runs the shipped
extractor as on a page of the press: rules first. Of several incidents that it finds in a document the one with the most
evidence is compared. A figure is right if it does not exclude the key's number; a date if one contains the other.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.muc4 import DATA
from tocsin.model.dates import PartialDate
from tocsin.model.document import Document, Genre, Section, Segment
from tocsin.model.draft import Draft, read_quantity
from tocsin.statements.cascade import read_document
from tocsin.statements.extractor import Reading
from tocsin.statements.incidents.extraction import IncidentExtractor
from tocsin.statements.lexicon import words_in
from tocsin.statements.organisations.extraction import OrganisationExtractor
from tocsin.statements.people.extraction import PersonExtractor
from tocsin.statements.places.extraction import PlaceExtractor
from tocsin.statements.places.gazetteer import country_names

STAGES = (OrganisationExtractor(), PlaceExtractor(), PersonExtractor(), IncidentExtractor())
SLOTS = ("date", "country", "stage", "killed", "injured")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)})[A-Z]* (\d\d)\b")
_SLOT = re.compile(r"^(\d+)\.\s+([A-Z :]+?)\s{2,}(.*)$")
_VALUED = re.compile(r'^\??\s*([^:"]+):\s*(".*)$')
_HEAD = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Key:
    """What a template of the full keys says; None where it says nothing that can be compared."""

    docid: str
    date: PartialDate | None
    country: str | None
    stage: str | None
    killed: int | None
    injured: int | None


def day(text: str) -> PartialDate | None:
    found = _DAY.search(text)
    if found is None:
        return None
    return PartialDate(1900 + int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]))


def keys(path: Path) -> Iterator[Key]:
    """Templates with a number; optional and empty ones are left out."""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="latin-1")):
        slots: dict[str, list[str]] = {}
        name = ""
        for line in block.splitlines():
            found = _SLOT.match(line)
            if found:
                name = found[2].strip()
                slots[name] = [found[3].strip()]
            elif name and line.strip() and not line.startswith(";"):
                slots[name].append(line.strip())
        number = slots.get("MESSAGE: TEMPLATE", ["*"])[0]
        if not number.isdigit():
            continue
        yield _key(slots)


def _key(slots: dict[str, list[str]]) -> Key:
    place = slots["INCIDENT: LOCATION"][0]
    country = country_names().longest(words_in(place.split(":")[0].split(" - ")[0].title()), 0)
    effects, numbers = slots["HUM TGT: EFFECT OF INCIDENT"], slots["HUM TGT: NUMBER"]
    return Key(
        docid=slots["MESSAGE: ID"][0].split()[0],
        date=day(" ".join(slots["INCIDENT: DATE"])),
        country=country.value if country else None,
        stage=slots["INCIDENT: STAGE OF EXECUTION"][0].lower(),
        killed=_hurt(effects, numbers, "DEATH"),
        injured=_hurt(effects, numbers, "INJURY"),
    )


def _hurt(effects: list[str], numbers: list[str], effect: str) -> int | None:
    """How many human targets the effect befell; None where none did or the key gives no number."""
    counted = {found[2]: found[1] for line in numbers if (found := _VALUED.match(line))}
    total, told = 0, False
    for line in effects:
        found = _VALUED.match(line)
        if found and found[1].strip() == effect:
            if not counted.get(found[2], "").isdigit():
                return None
            total, told = total + int(counted[found[2]]), True
    return total if told else None


def texts(path: Path) -> Iterator[tuple[str, str]]:
    held = path.read_text(encoding="latin-1")
    heads = list(_HEAD.finditer(held))
    for at, head in enumerate(heads):
        yield head[1], held[head.end() : heads[at + 1].start() if at + 1 < len(heads) else len(held)].strip()


def read(docid: str, text: str) -> Reading:
    published = day(text[:200])
    document = Document(
        hashlib.sha256(text.encode()).hexdigest(), "bench", docid, docid, dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
        "text/plain", "en", None, published, Genre.REPORT, text, (Segment(Section.BODY, 0, len(text), published),),
    )  # fmt: skip
    reading = read_document(document)
    for stage in STAGES:
        reading.drafts.extend(stage.extract(reading))
    return reading


def agrees(draft: Draft, slot: str, key: Key) -> bool | None:
    """None where the draft gives nothing."""
    if slot == "date":
        given = draft.first("date")
        if given is None or key.date is None:
            return None
        found = PartialDate.parse(given)
        return found.contains(key.date) or key.date.contains(found)
    wanted = getattr(key, slot)
    if slot in ("killed", "injured"):
        figures = [read_quantity(value) for value in draft.values(slot)]
        return any((q.low or 0) <= wanted <= (q.high or 1e9) for q in figures) if figures else None
    value = draft.first("countryCode" if slot == "country" else slot)
    return None if value is None else value == wanted


def main() -> None:
    folder = DATA / "raw" / "CORPORA"
    if not folder.is_dir():
        print("MUC-4's full keys are not beside this checkout: nothing measured")
        return
    held: dict[str, list[Key]] = {}
    for path in (folder / "tst1" / "key-tst1.v7", folder / "tst2" / "key-tst2.v4"):
        for key in keys(path):
            held.setdefault(key.docid, []).append(key)
    sent = (folder / "tst1" / "tst1-muc3", folder / "tst2" / "tst2-muc4")
    documents = {docid: text for path in sent for docid, text in texts(path)}
    single = {docid: found[0] for docid, found in held.items() if len(found) == 1 and docid in documents}
    rows: dict[str, list[tuple[int, int]]] = {slot: [] for slot in SLOTS}
    found = 0
    for docid, key in single.items():
        drafts = [d for d in read(docid, documents[docid]).of("Event") if d.first("eventType") == "attack"]
        best = max(drafts, key=lambda draft: draft.score, default=None)
        found += best is not None
        for slot in SLOTS:
            if getattr(key, slot) is not None:
                right = agrees(best, slot, key) if best else None
                rows[slot].append((int(right is not None), int(bool(right))))
    print(
        f"{len(single)} development documents with one incident in the full keys; one found by rules in {found}"
    )
    print("slot      in keys  given  right  of given  of keys   95 % interval of the last")
    generator = np.random.default_rng(20)
    for slot, pairs in rows.items():
        table = np.array(pairs).reshape(-1, 2)
        given, right = table.sum(axis=0)
        drawn = [table[generator.integers(0, len(table), len(table)), 1].mean() for _ in range(1000)]
        low, high = np.percentile(drawn, [2.5, 97.5])
        print(
            f"{slot:8} {len(table):8} {given:6} {right:6} {100 * right / max(1, given):8.0f}% "
            f"{100 * right / len(table):7.0f}%   [{100 * low:.0f}, {100 * high:.0f}]"
        )


if __name__ == "__main__":
    main()
