"""What one document says of one thing, as far as it is needed to tell things apart."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from tocsin.model.statement import Statement

SHORTEST_PASSAGE = 6
"""Words. A shorter passage may stand on two pages by chance."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The values of one key, by property, in the order of the text; `passage` is a hash of its evidence's words."""

    key: str
    doc: str
    passage: str
    values: Mapping[str, tuple[str, ...]]

    def first(self, prop: str) -> str | None:
        found = self.values.get(prop)
        return found[0] if found else None

    def all(self, prop: str) -> Sequence[str]:
        return self.values.get(prop, ())


def profiles_of(statements: Iterable[Statement], props: frozenset[str]) -> Iterator[Profile]:
    """Profiles of the keys that statements speak of; statements of one document stand together."""
    for doc, held in groupby(statements, key=attrgetter("span.doc")):
        passages: dict[str, str] = {}
        values: dict[str, dict[str, dict[str, None]]] = {}
        for item in held:
            if item.prop == "section":
                passages.setdefault(item.about, passage_hash(item.span.quote))
            elif item.prop in props:
                values.setdefault(item.about, {}).setdefault(item.prop, {})[item.value] = None
        for key in passages:
            yield Profile(
                key,
                doc,
                passages[key],
                {prop: tuple(found) for prop, found in values.get(key, {}).items()},
            )


def passage_hash(quote: str) -> str:
    """Equal for passages of equal words; empty for one too short to be told from another by its words."""
    words = quote.casefold().split()
    if len(words) < SHORTEST_PASSAGE:
        return ""
    return hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
