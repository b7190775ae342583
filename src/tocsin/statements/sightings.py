"""Where the people, organisations and places of a document are written: an index over drafts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.model.draft import Draft

_WRITTEN_AS = {"Person": "surfaceForm", "Organisation": "surfaceForm", "Place": "mention"}
NAMED = frozenset(_WRITTEN_AS)


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """One mention at `start`..`end`: the draft's key and schema and the canonical name it carries."""

    start: int
    end: int
    key: str
    schema: str
    name: str


@dataclass(frozen=True, slots=True)
class Sightings:
    """All mentions of a document, by where they start. They may nest: a country in a ministry's name."""

    items: tuple[Sighting, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, drafts: Sequence[Draft]) -> Sightings:
        items = tuple(sorted(found for draft in drafts for found in _sightings(draft)))
        return cls(items, tuple(item.start for item in items))

    def within(self, start: int, end: int, schema: str | None = None) -> list[Sighting]:
        """Mentions that lie wholly inside `start`..`end`, by start."""
        low = bisect_left(self.starts, start)
        high = bisect_left(self.starts, end, low)
        inside = (item for item in self.items[low:high] if item.end <= end)
        return [item for item in inside if schema is None or item.schema == schema]

    def before(self, offset: int, schema: str | None = None, *, reach: int = 200) -> Sighting | None:
        """The mention that ends last at or before `offset`, not more than `reach` characters away."""
        found = self.within(max(0, offset - reach), offset, schema)
        return max(found, key=lambda item: (item.end, -item.start), default=None)

    def after(self, offset: int, schema: str | None = None, *, reach: int = 200) -> Sighting | None:
        """The first mention that starts at or after `offset`, not more than `reach` characters away.

        Of several that start together the longest one.
        """
        low = bisect_left(self.starts, offset)
        best: Sighting | None = None
        for item in self.items[low:]:
            if item.start > offset + reach or (best is not None and item.start > best.start):
                break
            if schema is None or item.schema == schema:
                best = item
        return best


def _sightings(draft: Draft) -> Iterator[Sighting]:
    prop = _WRITTEN_AS.get(draft.schema)
    name = draft.first("name")
    if prop is None or name is None:
        return
    for fact in dict.fromkeys(fact for fact in draft.facts if fact.prop == prop):
        yield Sighting(fact.start, fact.end, draft.key, draft.schema, name)
