"""Who speaks, given the words that name the speaker: a person, an office, a body, a pronoun or people unnamed.

1. A pronoun is the person or body most present before it. 2. A person named in the words, unless the words are
about that person's spokesman. 3. An office is the person whose office it is. 4. A body, or a state by its name
or capital.
5. People unnamed (*experts*, *a health official*) stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tocsin.model.dates import PartialDate
from tocsin.model.document import ARTICLE_SECTIONS
from tocsin.model.draft import Draft, Fact
from tocsin.statements.claims.speakers_antecedents import Antecedents
from tocsin.statements.claims.speakers_words import (
    documents,
    generic_speakers,
    members,
    offices,
    possessives,
    pronouns,
    relays,
)
from tocsin.statements.extractor import Reading
from tocsin.statements.sightings import Sighting, Sightings

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "for",
        "and",
        "on",
        "to",
        "in",
        "at",
        "s",
        "then",
        "в",
        "по",
        "и",
        "на",
        "при",
        "the",
    ]
)
_OPENING = re.compile(
    r"(?:(?:today|yesterday|now|also|then|later|meanwhile|in it|at the same time|сегодня|вчера|позже|ранее|также"
    r"|в нём|в нем|в ней|при этом|кроме того|вместе с тем|между тем|затем),?\s+)+",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){1,2}[^\W\d_][\w’'-]+")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_COMPLEMENT = re.compile(r"\b(?:of|for|to|by|from|in|at)\s+(?:the\s+)?(?:[\w.’'-]+\s+){0,4}$", re.IGNORECASE)
_LONGEST_OFFICE = 16

NAMED, OFFICE, BODY, PRONOUN, UNNAMED = 0.95, 0.85, 0.9, 0.77, 0.7
"""How often each way of finding the speaker is right; the pronoun's figure: `python -m bench.pronouns`."""


@dataclass(frozen=True, slots=True)
class Source:
    """`start`..`end` as written; the canonical `name` of who speaks, the office, and how sure that is."""

    start: int
    end: int
    name: str
    role: str | None = None
    key: str | None = None
    schema: str = "Person"
    sure: float = NAMED


@dataclass(slots=True)
class Voices:
    """The people and bodies of one reading that may speak."""

    reading: Reading
    sightings: Sightings
    people: dict[str, Draft]
    kinds: dict[str, str]
    antecedents: Antecedents
    latest: Source | None = None

    @classmethod
    def of(cls, reading: Reading) -> Voices:
        people = {draft.key: draft for draft in reading.of("Person")}
        kinds = {draft.key: draft.first("organisationType") or "" for draft in reading.of("Organisation")}
        sightings = reading.sightings()
        return cls(reading, sightings, people, kinds, Antecedents.of(reading, sightings))

    @property
    def text(self) -> str:
        return self.reading.document.text

    def is_media(self, source: Source) -> bool:
        return self.kinds.get(source.key or "") == "media"

    def resolve(self, start: int, end: int) -> Source | None:
        """Who is meant by `text[start:end]`; None for words that name nobody who can speak (*the poll*,
        *I*)."""
        opening = _OPENING.match(self.text, start, end)
        start = opening.end() if opening else start
        words = [word.casefold() for word in _WORD.findall(self.text[start:end])]
        if not words:
            return None
        pronoun = pronouns().get(" ".join(words))
        if pronoun is not None:
            return self._pronoun(start, end, pronoun)
        relay = bool(set(words) & relays())
        people = self._people(start, end)
        if people:
            return self.person(people[0], NAMED)
        return (
            self._by_surname(start, end)
            or (None if relay else self._office(start, end, words))
            or self._body(start, end, words)
            or self._body_by_part(start, end, words)
            or self._office_of_body(start, end, words)
            or self._document(start, end, words)
            or self._unnamed(start, end, words)
        )

    def person(self, sighting: Sighting, sure: float = NAMED) -> Source:
        return Source(
            sighting.start, sighting.end, sighting.name, self.role_of(sighting.key, sighting.start),
            sighting.key, sighting.schema, sure,
        )  # fmt: skip

    def name_at(self, start: int) -> tuple[int, int] | None:
        """The name of a person that is written at `start`, also with initials and a known surname."""
        for one in self.sightings.within(start, start + 80, "Person"):
            if one.start == start:
                return one.start, one.end
        initials = _INITIALS.match(self.text, start)
        if initials and self._by_surname(*initials.span()):
            return initials.span()
        return None

    def role_of(self, key: str | None, at: int) -> str | None:
        """The office of a person that is written nearest to `at`."""
        draft = self.people.get(key or "")
        if draft is None:
            return None
        roles = [fact for fact in draft.facts if fact.prop == "role"]
        return min(roles, key=lambda fact: (abs(fact.start - at), fact.start)).value if roles else None

    def _people(self, start: int, end: int) -> list[Sighting]:
        """The people named who speak themselves: not *Lavrov's deputy*, not the president of *a spokesman for
        President X*."""
        found = self.sightings.within(start, end, "Person")
        return [one for one in found if self._speaks(one, start, end)]

    def _speaks(self, one: Sighting, start: int, end: int) -> bool:
        if re.match(r"['’]s?\s+\w", self.text[one.end : min(end, one.end + 4)]):
            return False
        before = self.text[start : one.start]
        words = [word.casefold() for word in _WORD.findall(before)]
        if not set(words) & relays():
            return True
        if before.rstrip().endswith(",") or words[-1] in relays():
            return True
        bodies = self.sightings.within(start, one.start, "Organisation")
        return bool(bodies) and not self.text[bodies[-1].end : one.start].strip()

    def _pronoun(self, start: int, end: int, kind: str) -> Source | None:
        if kind in ("m", "f"):
            person = self.antecedents.before(start, gender=kind)
            return replace(self.person(person, PRONOUN), start=start, end=end) if person else None
        if kind == "relative":
            person = self.sightings.before(start, "Person", reach=60)
            return self.person(person, PRONOUN) if person else None
        if kind in ("plural", "neuter"):
            body = self.antecedents.before(start, gender=None, schema="Organisation")
            if body is None or self.kinds.get(body.key) == "media":
                return None
            return Source(start, end, body.name, None, body.key, body.schema, PRONOUN - 0.15)
        return None

    def _office(self, start: int, end: int, words: Sequence[str]) -> Source | None:
        """*the Secretary General* is the person whose office has these words; of several the last written
        before."""
        bodies = self.sightings.within(start, end, "Organisation")
        asked = _office_words(self.text, start, end, bodies)
        if len(words) > _LONGEST_OFFICE or not asked & offices():
            return None
        best: tuple[int, int] | None = None
        chosen: Draft | None = None
        for draft in self.people.values():
            if not any(self._same_office(fact, asked, bodies) for fact in draft.facts if fact.prop == "role"):
                continue
            mentions = [fact.end for fact in draft.facts if fact.prop == "surfaceForm"]
            last = max((at for at in mentions if at <= start), default=-1)
            rank = (1, last) if last >= 0 else (0, -min(mentions, default=0))
            if best is None or rank > best:
                best, chosen = rank, draft
        if chosen is None:
            return None
        role = self.role_of(chosen.key, start) or self.text[start:end]
        return Source(start, end, chosen.first("name") or "", role, chosen.key, "Person", OFFICE)

    def _same_office(self, role: Fact, asked: frozenset[str], bodies: Sequence[Sighting]) -> bool:
        """Whether a person's office has all the words asked for, and is not one of another body."""
        own = self.sightings.within(role.start, role.end, "Organisation")
        named, held = {body.key for body in bodies}, {body.key for body in own}
        if named and held and not named & held:
            return False
        return asked <= _office_words(self.text, role.start, role.end, own)

    def _by_surname(self, start: int, end: int) -> Source | None:
        """*J. Khan*: the person of that surname, when there is one."""
        named = re.fullmatch(r"(?:\w\.\s?){1,2}([\w’'-]+)", self.text[start:end])
        if named is None:
            return None
        initial, surname = self.text[start].casefold(), named[1].casefold()
        for draft in self.people.values():
            parts = (draft.first("name") or "").casefold().split()
            if len(parts) > 1 and parts[-1] == surname and parts[0][0] == initial:
                person = Sighting(start, end, draft.key, "Person", draft.first("name") or "")
                return self.person(person)
        return None

    def _body(self, start: int, end: int, words: Sequence[str]) -> Source | None:
        """The body or state named, with the office of the one who speaks for it."""
        found = self.sightings.within(start, end, "Organisation") or self.sightings.within(
            start, end, "Place"
        )
        free = [
            one
            for one in found
            if words[0 if words[0] not in _SMALL else min(1, len(words) - 1)] in members()
            or not _COMPLEMENT.search(self.text[start : one.start])
        ]
        officer = bool(set(words) & (offices() | relays()))
        chosen = (free or found)[0] if found and (free or officer) else None
        if words[0] in possessives() and officer:
            chosen = self._owner(start) or chosen
        if chosen is None:
            return None
        role = " ".join(_ARTICLE.sub("", self.text[start:end]).split()) if officer else None
        if officer and chosen.schema == "Place":
            return None
        return Source(start, end, chosen.name, role, chosen.key, chosen.schema, BODY if free else OFFICE)

    def _owner(self, start: int) -> Sighting | None:
        """Whose spokesman *their spokesman* is: the body most present before."""
        body = self.antecedents.before(start, gender=None, schema="Organisation")
        return body if body is not None and self.kinds.get(body.key) != "media" else None

    def _body_by_part(self, start: int, end: int, words: Sequence[str]) -> Source | None:
        """*the Ministry*, *the party*: the body written last before with these words in its name."""
        asked = {word for word in words if word not in _SMALL}
        if not asked or len(asked) > 3:
            return None
        for one in reversed(self.sightings.within(0, start, "Organisation")):
            known = {
                word.casefold() for word in _WORD.findall(f"{self.text[one.start : one.end]} {one.name}")
            }
            if asked <= known:
                return Source(start, end, one.name, None, one.key, one.schema, OFFICE)
        return None

    def _office_of_body(self, start: int, end: int, words: Sequence[str]) -> Source | None:
        """*the Secretary-General*, where *Secretary-General of the United Nations* stands before: that
        body's."""
        head = r"[\s-]+".join(re.escape(word) for word in words if word not in _SMALL)
        if not head or not set(words) & offices():
            return None
        of_body = re.compile(head + r"\s+(?:of|for)\s+(?:the\s+)?$", re.IGNORECASE)
        before = re.compile(r"(?:['’]s)?\s+" + head + r"\b", re.IGNORECASE)
        for one in reversed(self.sightings.within(0, start, "Organisation")):
            if of_body.search(self.text, max(0, one.start - 60), one.start) or before.match(
                self.text, one.end
            ):
                role = " ".join(_ARTICLE.sub("", self.text[start:end]).split())
                return Source(start, end, one.name, role, one.key, one.schema, OFFICE - 0.05)
        return None

    def _document(self, start: int, end: int, words: Sequence[str]) -> Source | None:
        """*the statement*: that of the body which spoke last."""
        asked = {word for word in words if word not in _SMALL}
        if self.latest is None or self.latest.schema != "Organisation" or not asked <= documents():
            return None
        return replace(self.latest, start=start, end=end, sure=PRONOUN)

    def spoke(self, source: Source) -> None:
        """Claims are found in order: what comes after may look back to this speaker."""
        self.latest = source
        self.antecedents.spoke(source.key, source.start)

    def _unnamed(self, start: int, end: int, words: Sequence[str]) -> Source | None:
        if len(words) > 12 or not set(words) & generic_speakers(self.reading.language):
            return None
        name = " ".join(_ARTICLE.sub("", self.text[start:end]).split())
        return Source(start, end, name, None, None, "", UNNAMED)


def _office_words(text: str, start: int, end: int, bodies: Sequence[Sighting]) -> frozenset[str]:
    """The words of an office without those that name the body it belongs to; a chief is a head."""
    found = set()
    for match in _WORD.finditer(text, start, end):
        if not any(body.start <= match.start() and match.end() <= body.end for body in bodies):
            word = match.group().casefold()
            found.add("head" if word == "chief" else word)
    return frozenset(found - _SMALL)


def written_on(reading: Reading, offset: int) -> PartialDate | None:
    """The date of the segment at `offset`: the publication date in the article, a teaser's own elsewhere."""
    segment = reading.document.segment_at(offset)
    if segment is None or segment.kind in ARTICLE_SECTIONS:
        return reading.document.publication_date or (segment.date if segment else None)
    return segment.date
