"""The bodies of the lexicon and what belongs to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tocsin.statements.lexicon import PhraseBook, key_of, table


@dataclass(frozen=True, slots=True)
class Body:
    """A body's canonical name, acronym, kind, and the canonical name of the body that it is part of.

    `country`: the ISO code of the state that a listed national body belongs to.
    """

    name: str
    acronym: str | None
    kind: str
    parent: str | None = None
    listed: bool = True
    country: str | None = None

    @property
    def short(self) -> str:
        return self.acronym or self.name


@dataclass(frozen=True, slots=True)
class Organ:
    """What one organ's name may mean: the organ of each body that has one so called."""

    of: Mapping[str, Body]
    alone: Body | None


@dataclass(frozen=True, slots=True)
class Listed:
    bodies: PhraseBook[Body]
    organs: PhraseBook[Organ]
    acronyms: frozenset[str]
    written: Mapping[str, tuple[str, ...]]
    """Every name and acronym of a body, by its canonical name."""
    parents: Mapping[str, str]
    """The body that an organ belongs to, by the organ's canonical name."""
    keys: Mapping[str, frozenset[str]]
    """The keys of the words of a body's names, by its canonical name."""


@cache
def listed() -> Listed:
    """The lexicon as two phrase books: names that stand alone, and organs' names beside their parent."""
    bodies: PhraseBook[Body] = PhraseBook()
    organs: dict[str, dict[str, Body]] = {}
    alone: dict[str, Body] = {}
    for given in table("organisations")["bodies"]:
        body = Body(given["name"], given.get("acronym"), given["type"], country=given.get("country"))
        for phrase in _names(given):
            bodies.add(phrase, body)
        for part in given.get("organs", ()):
            organ = _organ(part, body)
            if organ.name not in _plain_names(part):
                bodies.add(organ.name, organ)
            for acronym in _acronyms(part):
                bodies.add(acronym, organ)
            for phrase in (*_plain_names(part), *_acronyms(part), *part.get("parts", ())):
                organs.setdefault(phrase, {}).setdefault(body.name, organ)
                if part.get("alone"):
                    alone.setdefault(phrase, organ)
    book: PhraseBook[Organ] = PhraseBook()
    for phrase, of in organs.items():
        book.add(phrase, Organ(of, alone.get(phrase)))
    written = _all_names()
    keys = {
        name: frozenset(key_of(word) for form in forms for word in re.findall(r"[^\W_]+", form))
        for name, forms in written.items()
    }
    parents = {organ.name: organ.parent for of in organs.values() for organ in of.values() if organ.parent}
    return Listed(bodies, book, frozenset(_all_acronyms()), written, parents, keys)


@cache
def heads() -> Mapping[str, str]:
    """The kind of body that a head noun gives, by the noun's key."""
    return {key_of(word): kind for kind, words in table("organisations")["heads"].items() for word in words}


def head_form(key: str) -> str:
    """A head noun in the nominative, as the lexicon writes it."""
    return _head_forms()[key]


@cache
def _head_forms() -> Mapping[str, str]:
    return {
        key_of(word): word for words in table("organisations")["heads"].values() for word in reversed(words)
    }


def _all_acronyms() -> list[str]:
    given = table("organisations")["bodies"]
    return [a for body in given for one in (body, *body.get("organs", ())) for a in _acronyms(one)]


def _all_names() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for given in table("organisations")["bodies"]:
        body = Body(given["name"], given.get("acronym"), given["type"])
        names[body.name] = tuple(_names(given))
        for part in given.get("organs", ()):
            names[_organ(part, body).name] = tuple(_names(part))
    return names


def _organ(part: dict[str, Any], parent: Body) -> Body:
    name = part.get("as") or f"{parent.short} {part['name']}"
    return Body(name, part.get("acronym"), part.get("type", "body"), parent.name)


def _plain_names(given: dict[str, Any]) -> list[str]:
    return [given["name"], *given.get("also", ())]


def _acronyms(given: dict[str, Any]) -> list[str]:
    found = [given["acronym"]] if given.get("acronym") else []
    return [*found, *given.get("acronyms", ())]


def _names(given: dict[str, Any]) -> list[str]:
    return [*_plain_names(given), *_acronyms(given)]
