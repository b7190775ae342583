"""What one document says of one thing, as far as it is needed to tell things apart."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from tocsin.store import Value

PASSAGE = "section"
"""The property whose quote is the passage that tells of a thing."""
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


def profiles_of(values: Iterable[Value], *, passages: bool) -> Iterator[Profile]:
    """Profiles of the things that values speak of; those of one thing stand together.

    A `section` gives the passage and is no value; without `passages` it is not kept. What is said alike of many things
    is held once: a collection speaks of Moscow a hundred thousand times.
    """
    shared: dict[tuple[tuple[str, tuple[str, ...]], ...], Mapping[str, tuple[str, ...]]] = {}
    docs: dict[str, str] = {}
    for (doc, about), held in groupby(values, key=itemgetter(0, 1)):
        passage = ""
        found: dict[str, dict[str, None]] = {}
        for item in held:
            if item.prop != PASSAGE:
                found.setdefault(item.prop, {})[item.value] = None
            elif passages:
                passage = passage or passage_hash(item.quote)
        said = tuple((prop, tuple(known)) for prop, known in found.items())
        alike = dict(said) if passages else shared.setdefault(said, dict(said))
        yield Profile(about, docs.setdefault(doc, doc), passage, alike)


def passage_hash(quote: str) -> str:
    """Equal for passages of equal words; empty for one too short to be told from another by its words."""
    words = quote.casefold().split()
    if len(words) < SHORTEST_PASSAGE:
        return ""
    return hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
