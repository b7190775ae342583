"""The port of the extractor cascade: what an extractor is given and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, runtime_checkable

from tocsin.language.dates import DateMention
from tocsin.language.sentences import Sentence
from tocsin.model.document import Document
from tocsin.model.draft import Draft
from tocsin.statements.sightings import NAMED, Sightings

T = TypeVar("T")


@dataclass(slots=True)
class Reading:
    """One document on its way through the cascade: read-only text analysis and the drafts found so far.

    `sentences` cover every segment except boilerplate, in order, none crossing a segment border. `dates`
    are all date mentions, resolved against the date of their own segment. `drafts` grow stage by stage:
    an extractor reads those of the stages before it and never changes them.
    """

    document: Document
    sentences: Sequence[Sentence]
    dates: Sequence[DateMention]
    drafts: list[Draft] = field(default_factory=list)
    _kept: dict[Any, tuple[int, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def sightings(self) -> Sightings:
        """Where the people, bodies and places found so far are written; made once for each stage that adds some."""
        return self.once(_sightings)

    def once(self, make: Callable[[Reading], T]) -> T:
        """What `make` works out of the names found so far; made again only when a stage has added names."""
        names = sum(draft.schema in NAMED for draft in self.drafts)
        kept = self._kept.get(make)
        if kept is None or kept[0] != names:
            kept = self._kept[make] = (names, make(self))
        made: T = kept[1]
        return made

    @property
    def language(self) -> str:
        return self.document.language or "en"

    def of(self, schema: str) -> list[Draft]:
        return [draft for draft in self.drafts if draft.schema == schema]


def _sightings(reading: Reading) -> Sightings:
    return Sightings.of(reading.drafts)


@runtime_checkable
class Extractor(Protocol):
    """A versioned stage of the cascade. Pure and picklable: the same reading gives the same drafts.

    `name` is stamped into every statement (`rules.quantity.v1`); a changed rule or lexicon raises the version.
    """

    name: str
    languages: frozenset[str]

    def extract(self, reading: Reading) -> Iterator[Draft]: ...
