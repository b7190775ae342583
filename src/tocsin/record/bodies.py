"""Which bodies are one: the same name, or a name and the acronym that is made of its initials.

A ministry, committee or department that names no country and no parent is one of many: across documents it is not
joined with its like.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from tocsin.record.grounds import Ground, linked_by
from tocsin.record.grouping import Link, Traits
from tocsin.record.profiles import Profile
from tocsin.statements.lexicon import words_in
from tocsin.statements.organisations.known import listed
from tocsin.statements.places.gazetteer import country_names, demonyms

PROPS = frozenset({"name", "acronym", "organisationType", "parent"})
_ONE_OF_MANY = frozenset({"ministry", "body", "agency", "court", "parliament", "military"})
_ARTICLES = frozenset({"the", "a", "an"})


def links(profiles: Iterable[Profile], traits: Mapping[str, Traits]) -> Iterator[Link]:
    yield from linked_by(profiles, _grounds, traits)


def traits_of(profile: Profile) -> Traits:
    """The parent, and the name of a body that the lexicon lists: two listed bodies are never one."""
    traits = {}
    parent, name = profile.first("parent"), profile.first("name")
    if parent:
        traits["parent"] = folded(parent)
    if name in listed().written:
        traits["listed"] = folded(str(name))
    return traits


def _grounds(profile: Profile) -> Iterator[Ground]:
    name = profile.first("name")
    if name is None:
        return
    if not _one_of_many(profile, name):
        yield Ground(("name", folded(name)), 0.95, f"both are called {name}")
    acronym = profile.first("acronym")
    if acronym and len(acronym) > 2 and _made_of(name, acronym):
        yield Ground(("acronym", acronym), 0.85, f"both are {acronym}")


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """The keys of a name's words: letter case, spelling, the plural s and Russian case endings are left out."""
    return " ".join(key for key in words_in(name).keys if key not in _ARTICLES)


def _one_of_many(profile: Profile, name: str) -> bool:
    if name in listed().written or profile.first("parent"):
        return False
    return profile.first("organisationType") in _ONE_OF_MANY and not names_country(name)


@lru_cache(maxsize=65536)
def names_country(name: str) -> bool:
    """Whether a country or its adjective stands in a name."""
    words = words_in(name)
    return any(
        book.longest(words, index) is not None
        for index in range(len(words))
        for book in (country_names(), demonyms())
    )


def _made_of(name: str, acronym: str) -> bool:
    initials = "".join(form[0] for form in words_in(name).forms).casefold()
    at = 0
    for letter in acronym.casefold():
        at = initials.find(letter, at) + 1
        if at == 0:
            return False
    return True
