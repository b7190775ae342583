"""How much speaks for a run of capitals being a person's name, where no office stands before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from tocsin.statements.lexicon import (
    COMMA,
    DASH,
    HYPHEN,
    SPACE,
    STOP,
    Words,
    is_cyrillic,
    table,
    words_listed,
)
from tocsin.statements.people.gathered import Mention
from tocsin.statements.people.names import Name, NameReader, given_name_like, is_patronymic
from tocsin.statements.people.roles import Office
from tocsin.statements.places.gazetteer import country_keys


@dataclass(frozen=True)
class Evidence:
    """`starts_at`: the offices that begin at a word, with those joined to them."""

    words: Words
    reader: NameReader
    starts_at: Mapping[int, Sequence[Office]]

    def judged(self, first: int, last: int) -> Mention:
        """The name at words `first`..`last`; evidence 0 when nothing speaks for its being one."""
        name = self.reader.read(first, last)
        return Mention(name, [], self._weighed(name))

    def _weighed(self, name: Name) -> float:
        first, last, words = name.first, name.last, self.words
        if name.given and name.family:
            if name.given.endswith("."):
                after = len(words.forms[first]) > 1 and not is_cyrillic(words.forms[first])
                return 0.0 if after else 0.85  # *Washington D.C.* is no name, *Петров И.И.* is one
            if given_name_like(name.given) and len(name.family.split()) <= 3:
                return 0.0 if self._part_of_place(first) or self._thing(last) else 0.9
            if name.patronymic or (is_cyrillic(words.forms[first]) and given_name_like(name.family)):
                return 0.85
            return self._by_neighbours(name)
        if name.given and name.patronymic and is_patronymic(name.patronymic):
            return 0.85
        return 0.75 if name.family and self._addressed(first) and not self._thing(last) else 0.0

    def _by_neighbours(self, name: Name) -> float:
        """For a name whose first part no list holds."""
        words, first, last = self.words, name.first, name.last
        parts = len((name.family or "").split())
        if self._addressed(first) and not self._thing(last):
            return 0.85
        if first > 0 and words.gaps[first - 1] == SPACE and words.capital[first - 1] and (
            "\n" not in words.text[words.ends[first - 1] : words.starts[first]]
        ):  # fmt: skip
            return 0.0
        if self._aged(last) and parts <= 3:
            return 0.85
        if speaks(words, last + 1, words.gaps[last]) and parts == 1:
            return 0.7
        if office_follows(words, last, self.starts_at) and parts <= 2:
            return 0.8
        if parts > 2 or self._thing(last) or self._part_of_place(first):
            return 0.0
        if words.gaps[last] == COMMA and words.forms[last + 1] in {"who", "whose", "whom"}:
            return 0.75
        return 0.7 if words.keys[last] in self._speaking_alone else 0.0

    @cached_property
    def _speaking_alone(self) -> frozenset[str]:
        """The keys of capitalised words that somewhere in the text stand alone and speak: *Hadid said*."""
        words, found = self.words, set[str]()
        never, countries = words_listed("roles", "never_names"), country_keys()
        for at, capital in enumerate(words.capital):
            if not capital or len(words.forms[at]) < 4 or words.forms[at].isupper():
                continue
            before = at > 0 and words.gaps[at - 1] in (SPACE, HYPHEN) and words.capital[at - 1] and (
                words.keys[at - 1] not in never
            )  # fmt: skip
            if before or not speaks(words, at + 1, words.gaps[at]) or self.reader.taken(at):
                continue
            if words.keys[at] not in never and words.keys[at] not in countries:
                found.add(words.keys[at])
        return frozenset(found)

    def _addressed(self, first: int) -> bool:
        """*Mr. Smith*, *Colonel Weber*."""
        words = self.words
        return first > 0 and words.capital[first - 1] and words.gaps[first - 1] in (SPACE, STOP) and (
            words.keys[first - 1] in words_listed("roles", "addresses")
        )  # fmt: skip

    def _aged(self, last: int) -> bool:
        """*James Weber, 25, of ...*"""
        words = self.words
        return words.gaps[last] == COMMA and words.forms[last + 1].isdigit() and (
            len(words.forms[last + 1]) == 2 and words.gaps[last + 1] == COMMA
        )  # fmt: skip

    def _part_of_place(self, first: int) -> bool:
        """*San Antonio Four*, *Fort Robert*: the word before makes a place of a given name."""
        words = self.words
        return first > 0 and words.gaps[first - 1] in (SPACE, STOP) and (
            words.keys[first - 1] in words_listed("roles", "before_places")
        )  # fmt: skip

    def _thing(self, last: int) -> bool:
        """*Thomas Memorial Hospital*, *the Amber Alert*: a thing that is called like a person."""
        words, at = self.words, last + 1
        things = words_listed("roles", "things")
        plural = (
            words.forms[last].endswith("s") and words.forms[last] not in _plural_things()
        )  # *Michelle Fields*
        return (words.keys[last] in things and not plural) or (
            at < len(words) and words.gaps[last] == SPACE and words.capital[at] and words.keys[at] in things
        )


def speaks(words: Words, at: int, gap: int) -> bool:
    return at < len(words) and gap == SPACE and words.forms[at].lower() in _speech()


def office_follows(words: Words, last: int, starts_at: Mapping[int, Sequence[Office]]) -> bool:
    """*Anna Weber, Director*, *Anna Weber – the Director*, *Anna Weber (Director ...)*."""
    if words.gaps[last] not in (COMMA, DASH) and not opens_bracket(words, last):
        return False
    return bool(starts_at.get(last + 1) or (words.keys[last + 1] == "the" and starts_at.get(last + 2)))


def opens_bracket(words: Words, last: int) -> bool:
    return last + 1 < len(words) and words.text[words.ends[last] : words.starts[last + 1]] == " ("


def eponym(words: Words, last: int) -> bool:
    """*the Weber Prize*: what a thing is called after."""
    at = last + 1
    return at < len(words) and words.gaps[last] in (SPACE, HYPHEN) and (
        words.keys[at] in words_listed("roles", "eponym_of")
    )  # fmt: skip


@cache
def _plural_things() -> frozenset[str]:
    return frozenset(thing for thing in table("roles")["things"] if thing.endswith("s"))


@cache
def _speech() -> frozenset[str]:
    return frozenset(table("roles")["speech"])
