"""Organisations: `rules.organisation.v1`.

1. Listed bodies and their organs, put together where they are written apart.
2. Names built on a head noun: ministries, committees, departments, universities.
3. Acronyms that the document itself defines in brackets.
4. *The Organization* in capitals, where one body leads the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import Words, words_of
from tocsin.statements.organisations_known import Body, listed
from tocsin.statements.organisations_russian import with_tagged
from tocsin.statements.organisations_written import NameReader
from tocsin.statements.russian_names import russian_names

_DEFINED = re.compile(r"[ \t\u00a0]*\([\"“«]?((?:[A-Z]{2,9}|[А-ЯЁ]{2,9})(?:[- ][A-Z]{1,5})?)[\"”»]?\)")
_ORGANIZATION = re.compile(
    r"\b[Tt]he Organi[sz]ation(?=['’]s|\W)|(?<![.!?\n] )(?<!\n)\bОрганизаци(?:я|и|ю|ей)\b(?! [А-Я])"
)
_LEADS = 3


@dataclass(slots=True)
class _Found:
    body: Body
    places: list[tuple[int, int]]
    acronym: str | None = None


@dataclass(frozen=True, slots=True)
class OrganisationExtractor:
    name: str = "rules.organisation.v1"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        document = reading.document
        words = words_of(document.text)
        found: dict[str, _Found] = {}
        mentions = NameReader(words).mentions()
        if reading.language == "ru":
            mentions = with_tagged(words, mentions, russian_names(reading))
        for mention in mentions:
            entry = found.setdefault(mention.value.name, _Found(mention.value, []))
            entry.places.append((words.starts[mention.first], words.ends[mention.last]))
        _define_acronyms(document.text, words, found)
        _add_leading(document.text, found)
        for entry in found.values():
            body, places = entry.body, sorted(set(entry.places))
            start, end = places[0]
            draft = Draft.open(
                "Organisation", document=document, start=start, end=end, origin=self.name,
                score=0.95 if body.listed else 0.75, told_apart_by=body.name,
            ).say("name", body.name)  # fmt: skip
            for place in places:
                draft = draft.say("surfaceForm", document.text[slice(*place)], at=place)
            draft = draft.say("acronym", entry.acronym or body.acronym).say("organisationType", body.kind)
            yield draft.say("parent", body.parent)


def _define_acronyms(text: str, words: Words, found: dict[str, _Found]) -> None:
    """*Border Cooperation Forum (BCF)*: further mentions of BCF are the forum."""
    for entry in list(found.values()):
        for place in entry.places:
            defined = _DEFINED.match(text, place[1])
            if defined is None:
                continue
            acronym = defined.group(1)
            if entry.body.acronym == acronym or acronym in listed().acronyms:
                continue
            if not _initials_agree(text[slice(*place)], acronym):
                continue
            entry.acronym = acronym
            known = {spot for other in found.values() for spot in other.places}
            for index, form in enumerate(words.forms):
                spot = (words.starts[index], words.ends[index])
                if form == acronym and spot not in known:
                    entry.places.append(spot)
            break


def _initials_agree(name: str, acronym: str) -> bool:
    """Whether the acronym's letters stand in order at the beginnings of the name's words."""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name)).casefold()
    at = 0
    for letter in acronym.casefold():
        at = initials.find(letter, at) + 1
        if at == 0:
            return False
    return True


def _add_leading(text: str, found: dict[str, _Found]) -> None:
    """Capitalised *the Organization* is the international organisation that the document speaks of most."""
    counts = Counter(
        {
            name: len(entry.places)
            for name, entry in found.items()
            if entry.body.kind == "international organisation"
        }
    ).most_common(2)
    if not counts or counts[0][1] < _LEADS or (len(counts) > 1 and counts[1][1] * 2 > counts[0][1]):
        return
    taken = sorted(place for entry in found.values() for place in entry.places)
    for match in _ORGANIZATION.finditer(text):
        start = match.start() + (4 if match.group()[:1] in "tT" else 0)
        if not any(low <= start < high for low, high in taken):
            found[counts[0][0]].places.append((start, match.end()))
