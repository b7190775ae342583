"""The port of the extractor cascade: what an extractor is given and what it gives back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from tocsin.language.dates import DateMention
from tocsin.language.sentences import Sentence
from tocsin.model.document import Document
from tocsin.model.draft import Draft
from tocsin.statements.sightings import Sightings


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
    _seen: tuple[int, Sightings] | None = field(default=None, init=False, repr=False, compare=False)

    def sightings(self) -> Sightings:
        """Where the people, bodies and places found so far are written; made once for each stage that adds some."""
        if self._seen is None or self._seen[0] != len(self.drafts):
            self._seen = (len(self.drafts), Sightings.of(self.drafts))
        return self._seen[1]

    @property
    def language(self) -> str:
        return self.document.language or "en"

    def of(self, schema: str) -> list[Draft]:
        return [draft for draft in self.drafts if draft.schema == schema]


@runtime_checkable
class Extractor(Protocol):
    """A versioned stage of the cascade. Pure and picklable: the same reading gives the same drafts.

    `name` is stamped into every statement (`rules.quantity.v1`); a changed rule or lexicon raises the version.
    """

    name: str
    languages: frozenset[str]

    def extract(self, reading: Reading) -> Iterator[Draft]: ...
