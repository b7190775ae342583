"""Offices as written: *the CSTO Deputy Secretary General*, *министр обороны Республики Беларусь*."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from tocsin.statements.lexicon import (
    BREAK,
    COMMA,
    DASH,
    HYPHEN,
    POSSESSIVE,
    SPACE,
    STOP,
    Words,
    is_cyrillic,
    phrases_listed,
    words_listed,
)
from tocsin.statements.organisations.known import heads as body_heads
from tocsin.statements.places.gazetteer import country_names, demonyms
from tocsin.statements.sightings import Sighting

_LONGEST_OFFICE = 40
"""Words."""
_NEAR = (SPACE, HYPHEN, POSSESSIVE)
_LONGEST_COMPLEMENT = 14
_ORGANS = frozenset({"ministry", "body", "agency", "parliament", "court", "military", "government"})


@dataclass(frozen=True, slots=True)
class Office:
    """Words `first`..`last` are an office; `head_last` ends it without what it is an office of.

    `organisation` is the canonical name of the body that the words name, `country` an ISO code.
    """

    first: int
    last: int
    core_first: int
    core_last: int
    organisation: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class OfficeReader:
    """`bodies`: of every body in the text, by its first word, the last word and the sighting.

    `places`: in Russian the last word of every place by its first.
    """

    words: Words
    bodies: Mapping[int, tuple[int, Sighting]]
    places: Mapping[int, int] = field(default_factory=dict)

    def offices(self) -> list[Office]:
        """Every office in the text, in order; those joined by a comma or a dash are separate."""
        found, index, words = [], 0, self.words
        heads, opening = words_listed("roles", "heads"), _opening()
        while index < len(words):
            if words.keys[index] in opening or index in self.bodies or words.capital[index]:
                office = self._office(index, heads)
                if office is not None:
                    found.append(office)
                    index = office.last + 1
                    continue
                if index in self.bodies:
                    index = self.bodies[index][0]
            index += 1
        return found

    def _office(self, index: int, heads: frozenset[str]) -> Office | None:
        words, at = self.words, index
        opening = _opening()
        body: Sighting | None = None
        country: str | None = None
        core_first = core_last = -1
        while at < min(len(words), index + _LONGEST_OFFICE):
            step = at
            if at in self.bodies and core_last < 0:
                step, body = self.bodies[at]
            elif words.keys[at] in opening:
                core_first = at if core_first < 0 else core_first
                if words.keys[at] in heads:
                    core_last = at
            elif words.capital[at] and core_first < 0 and (place := _country_at(words, at)):
                step, country = place
            else:
                break
            at = step + 1
            if words.gaps[step] not in _NEAR:
                break
        if core_last < 0 or words.forms[core_first] in {"in", "of"}:
            return None
        if (
            core_last == core_first
            and words.keys[core_first] in {"general", "deputy", "officer"}
            and body is None
        ):
            return None
        last, below, nation = self._complement(self._past_style(core_last))
        organisation = below.name if below else body.name if body else None
        return Office(index, last, core_first, core_last, organisation, nation or country)

    def _past_style(self, last: int) -> int:
        """*Ambassador Extraordinary and Plenipotentiary*: the words after the head that belong to it."""
        words, styles = self.words, {"extraordinary", "plenipotentiary"}
        while last + 1 < len(words) and words.gaps[last] == SPACE:
            if words.keys[last + 1] in styles:
                last += 1
            elif words.keys[last + 1 : last + 2] == ["and"] and words.keys[last + 2 : last + 3] == [
                "plenipotentiary"
            ]:
                last += 2
            else:
                break
        return last

    def _complement(self, last: int) -> tuple[int, Sighting | None, str | None]:
        if is_cyrillic(self.words.forms[last]):
            return self._complement_russian(last)
        words, end, body, country = self.words, last, None, None
        prepositions = words_listed("roles", "prepositions")
        for _ in range(4):
            at = end + 1
            if at >= len(words) or words.gaps[end] != SPACE or words.keys[at] not in prepositions:
                break
            at += 1
            if at < len(words) and words.keys[at] in {"the", "it", "hi"}:
                at += 1
            if at >= len(words) or words.gaps[at - 1] != SPACE:
                break
            if at in self.bodies:
                end, body = self._past_office(self.bodies[at][0]), body or self.bodies[at][1]
                country = country or self._state_of(at, self.bodies[at][0])
                continue
            if words.capital[at] and (place := _country_at(words, at)):
                of = words.keys[end + 1] == "of" or (words.keys[end + 1] == "for" and body is None)
                end = place[0]
                if words.gaps[end] == SPACE and end + 1 in self.bodies:
                    end, body = self.bodies[end + 1]
                goes_on = end + 2 < len(words) and words.keys[end + 1] == "of" and words.capital[end + 2]
                country = place[1] if of and not goes_on else country
                continue
            run = self._run(at)
            if run is None:
                break
            end = run
            if end in self.bodies:
                end, body = self.bodies[end]
        return end, body, country

    def _state_of(self, first: int, last: int) -> str | None:
        """*the Armed Forces of the Russian Federation*: the state that ends a body's name after *of*."""
        words = self.words
        for at in range(max(first + 1, last - 5), last + 1):
            if words.capital[at] and (words.keys[at - 1] == "of" or words.keys[at - 2 : at] == ["of", "the"]):
                country = country_names().longest(words, at)
                if country is not None and country.last == last:
                    return country.value
        return None

    def _state_ending(self, first: int, last: int) -> str | None:
        """*МИД России*: the state that ends the name of one of its organs; an association's is none."""
        if not self._state_organ(first, last):
            return None
        for at in range(max(first + 1, last - 2), last + 1):
            country = country_names().longest(self.words, at)
            if country is not None and country.last == last:
                return country.value
        return None

    def _state_organ(self, first: int, last: int) -> bool:
        """Whether a noun of state organs (ministry, council, parliament, ...) is among the words."""
        return any(body_heads().get(key) in _ORGANS for key in self.words.keys[first : last + 1])

    def _past_office(self, end: int) -> int:
        """*Representative of the UN Secretary General*: the office after the body is part of this one."""
        at, opening = end + 1, _opening()
        while (
            at < len(self.words)
            and self.words.gaps[at - 1] in (SPACE, HYPHEN)
            and self.words.keys[at] in opening
        ):
            end = at
            at += 1
        return end

    def _run(self, at: int) -> int | None:
        """The object of *of*: *Peacekeeping*, *Foreign Affairs*, *Labour and Social Protection*."""
        words, start = self.words, at
        if not words.capital[at]:
            return at if words.gaps[at] == SPACE and _goes_on(words, at + 1) else None
        while at + 1 < len(words) and at - start < 6:
            if at + 1 in self.bodies and words.gaps[at] in (SPACE, COMMA):
                break
            if (
                words.gaps[at] in (SPACE, HYPHEN)
                and words.capital[at + 1]
                and not _is_given_name(words, at + 1)
            ):
                at += 1
            elif words.gaps[at] == SPACE and words.keys[at + 1] == "and" and at + 2 < len(words) and (
                words.capital[at + 2] and words.gaps[at + 1] == SPACE and not _is_given_name(words, at + 2)
            ):  # fmt: skip
                at += 2
            else:
                break
        return at

    def _complement_russian(self, last: int) -> tuple[int, Sighting | None, str | None]:
        """Genitives and *по ...* phrases after a Russian office, up to the name that follows it."""
        words, end, body, country = self.words, last, None, None
        while (
            end + 1 < len(words) and words.gaps[end] in (SPACE, HYPHEN) and end - last < _LONGEST_COMPLEMENT
        ):
            at = end + 1
            if at in self.bodies:
                end, body = self.bodies[at][0], body or self.bodies[at][1]
                country = country or (self._state_ending(at, end) if body is self.bodies[at][1] else None)
            elif words.capital[at]:
                matter = phrases_listed("organisations", "matters_ru").longest(words, at)
                place = _country_at(words, at)
                if place is not None:
                    states = body is None or self._state_organ(last + 1, end)
                    end, country = place[0], country or (place[1] if states else None)
                elif at in self.places:
                    end = self.places[at]
                elif matter is not None:
                    end = matter.last
                elif words.keys[at] in body_heads():
                    end = at
                else:
                    break
            elif words.keys[at] in words_listed("roles", "ranks") and words.forms[at] != "армии":
                break
            else:
                end = at
        return end, body, country


def past_brackets(words: Words, last: int) -> int:
    """The word in brackets when an acronym follows a body's name: *Office ... (ODIHR)*."""
    at = last + 1
    if at >= len(words) or not words.forms[at].isupper() or len(words.forms[at]) < 2:
        return last
    between = words.text[words.ends[last] : words.starts[at]]
    return at if between == " (" and words.text[words.ends[at] : words.ends[at] + 1] == ")" else last


def gap_after(words: Words, last: int) -> int:
    """The gap after a word, a closing bracket left out of account."""
    if words.gaps[last] == BREAK and last + 1 < len(words) and words.text[words.ends[last]] == ")":
        return {" ": SPACE, ", ": COMMA}.get(words.text[words.ends[last] + 1 : words.starts[last + 1]], BREAK)
    return words.gaps[last]


def joined(words: Words, left: int, right: int) -> bool:
    """Whether the office that begins at word `right` goes on from the one that ends at word `left`."""
    left = past_brackets(words, left)
    gap = gap_after(words, left)
    if right == left + 1:
        return gap in (COMMA, DASH, HYPHEN)
    between = words.keys[left + 1 : right]
    if gap == COMMA:
        return between == ["the"]
    return gap in (SPACE, DASH) and between in (["and"], ["the"], ["and", "the"], ["и"])


def skip_ranks(words: Words, at: int) -> int:
    """The first word from `at` on that is not a rank or a form of address."""
    ranks = words_listed("roles", "ranks")
    while at < len(words) - 1 and words.keys[at] in ranks and words.gaps[at] in (SPACE, HYPHEN, STOP, COMMA):
        at += 1
    return at


def country_after_of(words: Words, last: int) -> str | None:
    """*Prime Minister NAME of India*: the country after a name."""
    at = last + 2
    if at >= len(words) or words.keys[last + 1] != "of" or words.gaps[last] != SPACE:
        return None
    place = country_names().longest(words, at + 1 if words.keys[at] == "the" else at)
    return place.value if place else None


def _goes_on(words: Words, at: int) -> bool:
    return at < len(words) and words.keys[at] in {"of", "in", "to"}


def _is_given_name(words: Words, at: int) -> bool:
    return words.keys[at] in given_names() or (len(words.forms[at]) == 1 and words.gaps[at] == STOP)


@cache
def given_names() -> frozenset[str]:
    return words_listed("given_names", "latin") | words_listed("given_names", "cyrillic")


def _country_at(words: Words, at: int) -> tuple[int, str] | None:
    hit = country_names().longest(words, at) or demonyms().longest(words, at)
    if hit is None or (words.gaps[hit.last] == HYPHEN and words.forms[hit.last + 1].islower()):
        return None  # *Britain-based*
    return hit.last, hit.value


@cache
def _opening() -> frozenset[str]:
    return words_listed("roles", "heads") | words_listed("roles", "modifiers")
