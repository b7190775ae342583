"""Organisations: `rules.organisation.v2`.

1. Listed bodies and their organs, put together where they are written apart.
2. Names built on a head noun: ministries, committees, departments, universities.
3. Acronyms that the document itself defines in brackets; sites that are called by their address (*Example.News*).
4. *The Organization* in capitals, where one body leads the document; *the Council* after a council's full name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.model.draft import Draft
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import HYPHEN, SPACE, Hit, Words, key_of, words_in, words_of
from tocsin.statements.organisations.known import Body, heads, listed
from tocsin.statements.organisations.russian import RussianBodies
from tocsin.statements.organisations.written import NameReader
from tocsin.statements.places.gazetteer import country_names
from tocsin.statements.russian.names import russian_names

_DEFINED = re.compile(r"[ \t\u00a0]*\([\"“«]?((?:[A-Z]{2,9}|[А-ЯЁ]{2,9})(?:[- ][A-Z]{1,5})?)[\"”»]?\)")
_ORGANIZATION = re.compile(
    r"\b[Tt]he Organi[sz]ation(?=['’]s|\W)|(?<![.!?\n] )(?<!\n)\bОрганизаци(?:я|и|ю|ей)\b(?! [А-Я])"
)
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset({"of", "the", "for", "and", "on", "in", "under", "при", "по", "и"})
_SITE = re.compile(
    r"(?<![\w@/.-])[A-Z][\w-]{2,}\.(?:Asia|News|news|media|ru|kg|kz|tj|uz|am|by|az|ge|ua|md)"
    r"(?![\w/@-]|\.\w)"
)
_GOES_ON = frozenset({"of", "for", "on", "in", "under", "general"})
_LEADS = 3


@dataclass(slots=True)
class _Found:
    body: Body
    places: list[tuple[int, int]]
    acronym: str | None = None


@dataclass(frozen=True, slots=True)
class OrganisationExtractor:
    name: str = "rules.organisation.v2"
    languages: frozenset[str] = frozenset({"en", "ru"})

    def extract(self, reading: Reading) -> Iterator[Draft]:
        document = reading.document
        words = words_of(document.text)
        found: dict[str, _Found] = {}
        mentions = NameReader(words).mentions()
        if reading.language == "ru":
            mentions = RussianBodies(words, mentions, russian_names(reading)).mentions()
        for mention in mentions:
            entry = found.setdefault(mention.value.name, _Found(mention.value, []))
            entry.places.append(_stretch(words, mention))
        found = _told_once(found)
        _define_acronyms(document.text, words, found)
        _add_leading(document.text, found)
        _add_short(words, found)
        _add_sites(document.text, found)
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


def _stretch(words: Words, mention: Hit[Body]) -> tuple[int, int]:
    """Where a mention lies; a quotation mark that opens inside it is closed."""
    start, end = words.starts[mention.first], words.ends[mention.last]
    opened = words.text.count("«", start, end) > words.text.count("»", start, end)
    return start, end + (opened and words.text[end : end + 1] == "»")


def _told_once(found: dict[str, _Found]) -> dict[str, _Found]:
    """Bodies that the rules built, under one name where the text writes one body in several ways.

    Two names are one body when they differ in case, spelling, hyphens or word order only (*X Office of the UN
    Secretariat*, *UN X Office*), or when one is the other without its country (*Ministry of Justice*) and no second
    country's is named.
    """
    by_key: dict[tuple[object, ...], str] = {}
    same: dict[str, str] = {}
    for name, entry in found.items():
        if not entry.body.listed:
            same[name] = by_key.setdefault(_sense(entry.body), name)
    for name, entry in found.items():
        if entry.body.listed or same[name] != name:
            continue
        longer = {
            same.get(other, other) for other in found
            if other.startswith((f"{name} of ", f"{name} ")) and other != name and _of_state(other[len(name) :])
        }  # fmt: skip
        if len(longer) == 1:
            same[name] = longer.pop()
    told: dict[str, _Found] = {}
    for name, entry in found.items():
        kept = same.get(name, name)
        if kept != name:
            found[kept].places.extend(entry.places)
        else:
            told[name] = entry
    return told


def _sense(body: Body) -> tuple[object, ...]:
    """What a built name says, whatever its order: the words without small ones, its owner's among them."""
    owner = body.parent or ""
    above = listed().parents.get(owner, owner)
    words = [key_of(word) for word in _WORD.findall(body.name)]
    own = set(listed().keys.get(owner, ())) | set(listed().keys.get(above, ()))
    rest = tuple(sorted(word for word in words if word not in own and word not in _SMALL))
    return rest or tuple(words), above


def _of_state(rest: str) -> bool:
    """Whether what a longer name adds is a country."""
    words = words_in(rest)
    at = next((at for at, key in enumerate(words.keys) if key not in _SMALL), len(words))
    hit = country_names().longest(words, at) if at < len(words) else None
    return hit is not None and hit.last == len(words) - 1


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


def _add_short(words: Words, found: dict[str, _Found]) -> None:
    """*the Council* is the council that was named last before it."""
    if words.case != "mixed":
        return
    named = sorted((*place, name) for name, entry in found.items() for place in entry.places)
    ends = {end for _, end, _ in named}
    kinds, at, last = heads(), 0, dict[str, str]()
    for index, key in enumerate(words.keys):
        start = words.starts[index]
        while at < len(named) and named[at][1] <= start:
            _note_heads(words.text[named[at][0] : named[at][1]], named[at][2], last)
            at += 1
        if key not in kinds or key not in last or not words.capital[index] or index == 0:
            continue
        inside = at < len(named) and named[at][0] <= start
        if (
            inside
            or words.ends[index] in ends
            or words.keys[index - 1] != "the"
            or words.gaps[index - 1] != SPACE
        ):
            continue
        goes_on = index + 1 < len(words) and words.gaps[index] in (SPACE, HYPHEN) and (
            words.capital[index + 1] or words.keys[index + 1] in _GOES_ON
        )  # fmt: skip
        if not goes_on:
            found[last[key]].places.append((start, words.ends[index]))


def _note_heads(surface: str, name: str, last: dict[str, str]) -> None:
    """The head noun of a mention: the last before its *of*, or its last word."""
    keys = [key_of(word) for word in _WORD.findall(surface)]
    before = keys[: keys.index("of")] if "of" in keys else keys
    if len(keys) > 1 and before and before[-1] in heads():
        last[before[-1]] = name


def _add_sites(text: str, found: dict[str, _Found]) -> None:
    """*Example.News*: a news site that the page calls by its address."""
    for match in _SITE.finditer(text):
        body = Body(match.group(), None, "media", None, listed=False)
        found.setdefault(body.name, _Found(body, [])).places.append(match.span())
