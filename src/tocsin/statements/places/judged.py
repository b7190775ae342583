"""Whether a town's name in a text is a town: guards against words, people and things of the same name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tocsin.statements.lexicon import COMMA, HYPHEN, SPACE, table, words_listed
from tocsin.statements.places.gazetteer import Spot, demonyms
from tocsin.statements.places.written import LOCATED, STATED, Candidate, PlaceReader, civic

LARGE, SMALL, FAMOUS = 100_000, 15_000, 500_000
"""Inhabitants of a town that is known without support, with support, and at the beginning of a sentence."""


@dataclass(frozen=True, slots=True)
class TownJudge:
    reader: PlaceReader

    def in_a_row(self, candidate: Candidate, accepted: set[int]) -> bool:
        """*in Toco, Powderly and Paris*: one of a row of places."""
        words, first, last = self.reader.words, candidate.first, candidate.last
        before = (first - 1 in accepted and words.gaps[first - 1] == COMMA) or (
            first - 2 in accepted and words.keys[first - 1] in {"and", "и"}
        )
        after = (last + 1 in accepted and words.gaps[last] == COMMA) or (
            last + 2 in accepted and words.keys[last + 1] in {"and", "и"}
        )
        return before or after

    def enough(self, candidate: Candidate, best: Spot, *, listed: bool) -> bool:
        words, first = self.reader.words, candidate.first
        if candidate.strength == STATED:
            return True
        if words.case == "upper":
            usual = words.forms[first].capitalize() not in _never()
            return usual and candidate.strength == LOCATED and best.population >= LARGE
        single = first == candidate.last
        if single and words.forms[first] in _never():
            return False
        if self.half_of_a_name(candidate):
            return False
        near, known = best.country in near_home(), self.reader.context.knows(best)
        if candidate.strength == LOCATED or listed:
            return best.population >= SMALL or near or known
        if single and (words.keys[first] in self.reader.of_people or self._speaks(first)):
            return False
        if words.opens(first) and single:
            return best.population >= (LARGE if known else FAMOUS)
        return best.population >= (SMALL if near else 50_000 if known else LARGE)

    def _speaks(self, at: int) -> bool:
        """*said Moore*, *Palma said*: it is a person who speaks."""
        words = self.reader.words
        before = at > 0 and words.gaps[at - 1] == SPACE and words.forms[at - 1] in _speech()
        after = at + 1 < len(words) and words.gaps[at] == SPACE and words.forms[at + 1] in _speech()
        return before or after

    def half_of_a_name(self, candidate: Candidate, *, known: bool = False) -> bool:
        """Between other capitals that nothing explains: *Robert London*, *London Smith*, *Aurora Hotel*.

        `known`: the same name is a town elsewhere in the text.
        """
        words, first, last = self.reader.words, candidate.first, candidate.last
        onward, back = last + 1, first - 1
        after = onward < len(words) and words.gaps[last] in (SPACE, HYPHEN) and words.capital[onward]
        if after and not self._explained(candidate, known=known):
            return True
        before = back >= 0 and words.gaps[back] in (SPACE, HYPHEN) and words.capital[back]
        if not before or words.opens(back) or back in self.reader.bodies:
            return False
        if known and words.forms[back].isupper():
            return False
        return demonyms().longest(words, back) is None and words.keys[back] not in _directions()

    def _explained(self, candidate: Candidate, *, known: bool) -> bool:
        """Whether the capital after a town's name leaves the name a town: *Glasgow Police*, *in Minsk President ...*"""
        words, onward = self.reader.words, candidate.last + 1
        if words.gaps[candidate.last] == HYPHEN:
            return False
        if onward in self.reader.people or onward in self.reader.bodies or words.keys[onward] in civic():
            return True
        return candidate.strength == LOCATED and (known or candidate.spots[0].population >= SMALL * 10)


@cache
def _speech() -> frozenset[str]:
    return frozenset(table("roles")["speech"])


@cache
def _directions() -> frozenset[str]:
    return words_listed("places", "directions")


@cache
def _never() -> frozenset[str]:
    return frozenset(table("places")["never_cities"])


@cache
def near_home() -> frozenset[str]:
    return frozenset(table("places")["near"])
