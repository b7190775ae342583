"""Who *he*, *she*, *they* and *his spokesman* are: the people and bodies written before, by how present they
are.

A candidate is more present the nearer its last mention, when it was the subject of its sentence, and when it
spoke last. Gender is known from titles (*Ms*, *spokeswoman*), patronymics and Slavic surnames; a candidate of
the other gender is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace

from tocsin.model.document import ARTICLE_SECTIONS
from tocsin.statements.extractor import Reading
from tocsin.statements.lexicon import table
from tocsin.statements.sightings import Sighting, Sightings

_UNDER_PREPOSITION = re.compile(
    r"\b(?:with|to|of|for|from|by|against|about|on|in|at|than|and|с|со|у|к|от|для|о|об|про|и|при|перед)\s+(?:the\s+)?"
    r"(?:[\w.’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_MEMBERS_OF = re.compile(r"(\w+) of (?:the\s+)?$", re.IGNORECASE)
_FEMALE = re.compile(
    r"(?:ova|eva|ina|skaya|skaia|ovna|evna|inichna|kyzy|ова|ева|ёва|ина|ская|овна|евна|ична|кызы)$",
    re.IGNORECASE,
)
_MALE = re.compile(
    r"(?:[^aeiou]ov|[^aeiou]ev|sky|skiy|skii|ovich|evich|ogly|oglu|uulu|ов|ев|ёв|ин|ский|ович|евич|ич|оглы|уулу)$",
    re.IGNORECASE,
)
_CYRILLIC_GIVEN = re.compile(r"[а-яё]{2,}[аяйбвгдзклмнпрстфхцчшщ]")
"""Given names in Cyrillic tell the gender by their last letter; the few masculine ones in *а* and *я* are listed."""
_FIRST_WORD = re.compile(r"\W*([^\W\d_]+)")
_NOMINATIVE = {"m": frozenset(["he", "он"]), "f": frozenset(["she", "она"])}
_REACH = 12
"""Sentences that are looked at first; only where they name nobody, the others before them."""

SUBJECT, SPOKE, AGAIN, GENDER, STEP = 1.5, 1.2, 0.4, 0.8, 0.55
"""What being a subject, having spoken last, each doubling of mentions and a known gender are worth, against one
sentence's
distance. Chosen on half of the open part of GUM (`python -m bench.pronouns`)."""


@dataclass(slots=True)
class Antecedents:
    """Candidates of one reading. `spoken`: who spoke last (key) and in which sentence, as claims are found in
    order."""

    reading: Reading
    sightings: Sightings
    sentence_starts: list[int]
    spoken: tuple[str, int] | None = None
    genders: dict[str, str | None] = field(default_factory=dict)
    named: dict[str, list[Sighting]] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading, sightings: Sightings) -> Antecedents:
        return cls(reading, sightings, [sentence.start for sentence in reading.sentences])

    def sentence_of(self, offset: int) -> int:
        return bisect_right(self.sentence_starts, offset) - 1

    def spoke(self, key: str | None, offset: int) -> None:
        if key is not None:
            self.spoken = key, self.sentence_of(offset)

    def before(self, offset: int, *, gender: str | None, schema: str = "Person") -> Sighting | None:
        """The last mention of the most present candidate before `offset`; None where nobody is named."""
        here = self.sentence_of(offset)
        same = self._same_pronoun(offset, here, gender)
        if same is not None:
            return self.before(same, gender=gender, schema=schema)
        written = [one for one in self._mentions(schema, offset) if self._comparable(one, offset)]
        mentions = [one for one in written if here - self.sentence_of(one.start) <= _REACH] or written
        if not mentions:
            return None
        last = {one.key: one for one in mentions}
        counts = Counter(one.key for one in mentions)

        def presence(one: Sighting) -> tuple[float, int]:
            distance = here - self.sentence_of(one.start)
            worth = -STEP * distance + AGAIN * (counts[one.key].bit_length() - 1)
            worth += SUBJECT * any(
                self._subject(m) for m in mentions if m.key == one.key and self._same(m, one)
            )
            if self.spoken and self.spoken[0] == one.key and here - self.spoken[1] <= 3:
                worth += SPOKE
            if gender is not None and self._gender(one) == gender:
                worth += GENDER
            return worth, one.end

        fitting = [one for one in last.values() if gender is None or self._gender(one) in (None, gender)]
        return max(fitting, key=presence, default=None)

    def _same_pronoun(self, offset: int, here: int, gender: str | None) -> int | None:
        """Where the sentence before begins with the same pronoun and no other subject came between: *He ... He ...*."""
        if gender is None or here < 1:
            return None
        sentence = self.reading.sentences[here - 1]
        word = _FIRST_WORD.match(sentence.text)
        if word is None or word[1].lower() not in _NOMINATIVE[gender]:
            return None
        between = self.sightings.within(sentence.start, offset, "Person")
        return None if any(self._subject(one) for one in between) else sentence.start + word.start(1)

    def _mentions(self, schema: str, offset: int) -> list[Sighting]:
        """All names of this kind before `offset`, people also by their surname alone."""
        if schema not in self.named:
            found = [one for one in self.sightings.items if one.schema == schema]
            if schema == "Person":
                found += self._by_surname(found)
            self.named[schema] = sorted(found)
        return [one for one in self.named[schema] if one.end <= offset]

    def _by_surname(self, found: list[Sighting]) -> list[Sighting]:
        """Surnames that stand alone; one that several people bear is the one's who is named most."""
        borne: dict[str, Counter[Sighting]] = {}
        for one in found:
            parts = one.name.split()
            if len(parts) > 1 and len(parts[-1]) > 2:
                borne.setdefault(parts[-1], Counter())[replace(one, start=0, end=0)] += 1
        single = {surname: max(held, key=lambda one: (held[one], one)) for surname, held in borne.items()}
        if not single:
            return []
        pattern = re.compile(r"(?<![\w’'-])(?:" + "|".join(map(re.escape, sorted(single))) + r")(?![\w-])")
        taken = self.sightings
        return [
            replace(single[match.group()], start=match.start(), end=match.end())
            for match in pattern.finditer(self.reading.document.text)
            if not any(other.end >= match.end() for other in taken.within(match.start() - 40, match.end() + 40)
                       if other.start <= match.start())
        ]  # fmt: skip

    def _same(self, one: Sighting, other: Sighting) -> bool:
        return self.sentence_of(one.start) == self.sentence_of(other.start)

    def _comparable(self, one: Sighting, offset: int) -> bool:
        """A teaser is an item of its own; the article is one."""
        segment, own = self.reading.document.segment_at(offset), self.reading.document.segment_at(one.start)
        if segment is None or own is None or segment.kind in ARTICLE_SECTIONS:
            return own is None or own.kind in ARTICLE_SECTIONS
        return own == segment

    def _subject(self, one: Sighting) -> bool:
        """Whether it is the first of its kind in its sentence and under no preposition."""
        start = self.sentence_starts[max(0, self.sentence_of(one.start))]
        if any(other.key != one.key for other in self.sightings.within(start, one.start, one.schema)):
            return False
        opening = _FIRST_WORD.match(self.reading.document.text, start, one.start)
        if opening and any(opening[1].lower() in held for held in _NOMINATIVE.values()):
            return False
        before = self.reading.document.text[max(start, one.start - 40) : one.start]
        of = _MEMBERS_OF.search(before)
        if of is not None and of[1].lower() in table("claims")["members"]:
            return True
        return not _UNDER_PREPOSITION.search(before) or before.rstrip().endswith(",")

    def _gender(self, one: Sighting) -> str | None:
        if one.key not in self.genders:
            self.genders[one.key] = self._gender_read(one.key, one.name)
        return self.genders[one.key]

    def _gender_read(self, key: str, name: str) -> str | None:
        words = table("claims")["titles_by_gender"]
        for mention in self.sightings.items:
            if mention.key == key:
                before = self.reading.document.text[max(0, mention.start - 30) : mention.start].lower()
                for gender in ("f", "m"):
                    if any(re.search(rf"\b{re.escape(word)}\.?\s+$", before) for word in words[gender]):
                        return str(gender)
        parts = name.split()
        if any(_FEMALE.search(part) for part in parts[1:]):
            return "f"
        if any(_MALE.search(part) for part in parts[1:]):
            return "m"
        given = parts[0].casefold() if len(parts) > 1 else ""
        for gender in ("f", "m"):
            if given in words["given_" + gender]:
                return gender
        if _CYRILLIC_GIVEN.fullmatch(given) and given not in words["given_m"]:
            return "f" if given.endswith(("а", "я")) else "m"
        return None
