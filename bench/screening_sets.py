"""Sets of queries and pairs for measuring and fitting screening, made from the lists beside the checkout.

Entries are halved by a hash of list and reference: `fit` sets come from one half, `report` sets from the other. EU
tables are for evaluation only. Ordinary names come from Faker, which knows nothing of any list. All draws are seeded.
"""

from __future__ import annotations

import json
import random
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tocsin.screening.entries import Entry, ListedName, NameKind
from tocsin.screening.formats.reading import read_lists
from tocsin.screening.names.scripts import is_abjad
from tocsin.screening.query import Query

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
LISTS = DATA / "lists"
WORLD = (
    "en_US",
    "en_GB",
    "en_IN",
    "fr_FR",
    "de_DE",
    "es_ES",
    "es_MX",
    "pt_BR",
    "it_IT",
    "pl_PL",
    "nl_NL",
    "sv_SE",
    "cs_CZ",
    "ro_RO",
    "tr_TR",
    "id_ID",
    "fil_PH",
    "vi_VN",
    "ru_RU",
    "uk_UA",
    "bg_BG",
    "ar_SA",
    "ar_EG",
    "fa_IR",
    "he_IL",
    "ka_GE",
    "hy_AM",
    "az_AZ",
    "en_NG",
    "hu_HU",
    "hr_HR",
    "el_GR",
    "fi_FI",
    "da_DK",
    "uz_UZ",
)
FIT_LOCALES = (*WORLD[1::2], "en_CA", "en_AU", "en_NZ", "en_IE")
"""Locales whose names may be fitted on; those of WORLD_REPORTED are for reporting only."""
WORLD_REPORTED = WORLD[::2][1:]
STRONG = frozenset({NameKind.PRIMARY, NameKind.ALIAS})


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the references (list, reference) that would be right; none for an ordinary name."""

    query: Query
    right: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class JudgedPair:
    left: Entry
    right: Entry
    same: bool


def half(entry: Entry) -> str:
    return "fit" if zlib.crc32(f"{entry.list}:{entry.reference}".encode()) % 2 == 0 else "report"


def lists_2025() -> list[Entry]:
    """UN April 2025, OFAC 2021 and the EU tables: about 18,000 entries."""
    paths = [LISTS / "un" / "2025-04.xml", LISTS / "ofac" / "2021", LISTS / "eu"]
    return [entry for vintage in read_lists(paths) for entry in vintage.entries]


def latin_only(entries: Iterable[Entry]) -> list[Entry]:
    """The same entries without a name in any other script."""
    kept = []
    for entry in entries:
        names = tuple(item for item in entry.names if _latin(item.text))
        if names:
            kept.append(replace(entry, names=names))
    return kept


def _latin(text: str) -> bool:
    return all(
        not letter.isalpha() or ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 for letter in text
    )


def with_errors(entries: Sequence[Entry], part: str, *, seed: int = 7, hard: bool = False) -> list[Asked]:
    """UN names as people type them: one slip, other vowels, another order, a shifted date of birth.

    `hard` draws from aliases too, with up to two slips and parts left out: for fitting, and to see where it ends.
    """
    draw = random.Random(seed)
    found = []
    for entry in entries:
        if entry.list != "un" or half(entry) != part:
            continue
        names = [item.text for item in entry.names if item.kind in STRONG and _latin(item.text)]
        names = [name for name in names if len(name.split()) >= 2] or names
        name = draw.choice(names) if hard else names[0]
        name = varied(name, draw, person=entry.schema == "Person", hard=hard)
        births: tuple[str, ...] = ()
        if entry.births and draw.random() < 0.7:
            births = (shifted(str(entry.births[0].low), draw),)
        query = Query.of(entry.reference, (name,), schema=entry.schema, births=births)
        found.append(Asked(query, frozenset({(entry.list, entry.reference)})))
    return found


def varied(name: str, draw: random.Random, *, person: bool, hard: bool = True) -> str:
    """Slips or other vowels; in a third of persons' names another order; when `hard`, parts left out as well."""
    words = name.replace(",", " ").split()
    for _ in range(draw.choice((1, 1, 2)) if hard else 1):
        long = [place for place, word in enumerate(words) if len(word) >= 5]
        place = draw.choice(long) if long and not hard else draw.randrange(len(words))
        words[place] = slip(words[place], draw) if len(words[place]) >= 5 else _vowel(words[place], draw)
    marked = {"bin", "ibn", "ben"} & {word.lower() for word in words}
    if person and len(words) > 1 and not marked and draw.random() < 0.3:
        words = [*words[-1:], *words[:-1]]
    if hard and person and len(words) >= 4 and draw.random() < 0.1:
        del words[draw.randrange(1, len(words) - 1)]
    return " ".join(words)


def slip(word: str, draw: random.Random) -> str:
    places = [k for k in range(1, len(word) - 1) if word[k].isalpha() and word[k + 1].isalpha()]
    if not places:
        return word
    at = draw.choice(places)
    kind = draw.choice(("drop", "swap", "replace", "insert", "double", "vowel"))
    letter = draw.choice("abcdefghijklmnoprstuvyz")
    if kind == "vowel":
        return _vowel(word, draw)
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "replace":
        return word[:at] + letter + word[at + 1 :]
    return word[:at] + letter + word[at:]


def _vowel(word: str, draw: random.Random) -> str:
    places = [k for k, letter in enumerate(word) if letter.lower() in "aeiou"]
    if not places:
        return word
    at = draw.choice(places)
    other = {"a": "e", "e": "a", "i": "e", "o": "u", "u": "o"}[word[at].lower()]
    return word[:at] + other + word[at + 1 :]


def shifted(day: str, draw: random.Random) -> str:
    """The same date, less precise, or wrong as slips are."""
    parts = day.split("-")
    kind = draw.choice(("same", "same", "year", "next"))
    if kind == "year":
        return parts[0]
    if kind == "next" and len(parts) == 1:
        return str(int(parts[0]) + draw.choice((-1, 1)))
    if kind == "next" and len(parts) == 3:
        return f"{int(parts[0]) + draw.choice((-1, 0, 1))}-{parts[1]}-{min(28, int(parts[2])) + 0:02d}"
    return day


def original_script(entries: Sequence[Entry], part: str | None, *, arabic: bool = True) -> list[Asked]:
    """The UN's own original-script names, name only."""
    found = []
    for entry in entries:
        for item in entry.names:
            original = entry.list == "un" and item.kind is NameKind.ORIGINAL and part in (None, half(entry))
            if original and is_abjad(item.text) == arabic:
                query = Query.of(entry.reference, (item.text,), schema=entry.schema)
                found.append(Asked(query, frozenset({(entry.list, entry.reference)})))
    return found


def cyrillic(entries: Sequence[Entry], *, limit: int = 1200, seed: int = 5) -> list[Asked]:
    """EU names in Cyrillic, name only; evaluation only."""
    found = []
    for entry in entries:
        latin = [item.text for item in entry.names if _latin(item.text)]
        for item in entry.names:
            letters = [letter for letter in item.text if letter.isalpha()]
            if entry.list == "eu" and latin and letters and all(0x400 <= ord(x) < 0x530 for x in letters):
                query = Query.of(entry.reference, (item.text,), schema=entry.schema)
                found.append(Asked(query, frozenset({(entry.list, entry.reference)})))
                break
    random.Random(seed).shuffle(found)
    return found[:limit]


def ordinary(count: int, *, locales: Sequence[str], seed: int) -> list[Asked]:
    """Names of people that nobody listed, with a date of birth in half of the cases."""
    from faker import Faker

    draw = random.Random(seed)
    makers = []
    for locale in locales:
        maker = Faker(locale)
        maker.seed_instance(seed)
        makers.append(maker)
    found = []
    for number in range(count):
        maker = makers[number % len(makers)]
        name = f"{maker.first_name()} {maker.last_name()}"
        births = (str(maker.date_of_birth(minimum_age=18, maximum_age=90)),) if draw.random() < 0.5 else ()
        found.append(Asked(Query.of(str(number), (name,), schema="Person", births=births), frozenset()))
    return found


def components() -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Judgements joined: who stands for whom (positives are transitive), and the negative edges."""
    parent: dict[str, str] = {}

    def chief(name: str) -> str:
        while (above := parent.get(name, name)) != name:
            name = above
        return name

    negatives = []
    edges = [
        json.loads(line) for line in (LISTS / "judgements" / "resolver_half_a.ijson").open(encoding="utf-8")
    ]
    for left, right, verdict, *_ in edges:
        if verdict == "positive":
            parent[chief(left)] = chief(right)
        elif verdict == "negative":
            negatives.append((left, right))
    names = {name for edge in edges for name in edge[:2]}
    return {name: chief(name) for name in names}, [(chief(a), chief(b)) for a, b in negatives]


def judged(entries_un: Sequence[Entry], entries_ofac: Sequence[Entry]) -> list[JudgedPair]:
    """Pairs of UN 2020 and OFAC 2021 entries that people judged, positives joined through components."""
    chiefs, negatives = components()
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in (*entries_un, *entries_ofac):
        if entry.entity_id in chiefs:
            groups[chiefs[entry.entity_id]].append(entry)
    found = [
        JudgedPair(one, other, True)
        for group in groups.values()
        for one in group
        for other in group
        if one.list == "un" and other.list == "ofac"
    ]
    for left, right in negatives:
        found += [
            JudgedPair(one, other, False) for one in groups.get(left, ()) for other in groups.get(right, ())
        ]
    return found


def as_query(entry: Entry) -> Query:
    """An entry as a query with everything that it says."""
    names = tuple(item.text for item in entry.names if item.kind is not NameKind.WEAK)
    query = Query.of(
        entry.entity_id,
        names,
        schema=entry.schema,
        countries=entry.countries,
        numbers=tuple(paper.number for paper in entry.papers),
        gender=entry.gender,
    )
    return replace(query, births=entry.births)


def chunks(items: Sequence[Asked], size: int) -> Iterator[Sequence[Asked]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def with_name(entry: Entry, text: str) -> Entry:
    return replace(entry, names=(*entry.names, ListedName(text)))
