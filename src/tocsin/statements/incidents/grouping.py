"""Which mentions tell of one incident: same kind, and neither day nor place speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tocsin.model.dates import PartialDate
from tocsin.model.document import Document, Segment
from tocsin.statements.incidents.judging import ENOUGH, Judge, Mention

_ANOTHER = re.compile(
    r"\b(?:another|second|third|separate|other|different|еще один|ещё один|другой|другое|второй|второе|отдельн\w+)"
    r"\b(?: [\w-]+){0,2}\s*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Incident:
    """Mentions in order, with their `segment`: None for a document without segments."""

    segment: Segment | None
    mentions: list[Mention] = field(default_factory=list)

    @property
    def kind(self) -> str:
        kinds = [m.trigger.frame.type for m in self.mentions if m.trigger.frame.alone == "enough"]
        return next((kind for kind in kinds if kind != "attack"), "attack")

    @property
    def hard(self) -> bool:
        """Whether some mention is more than a word that people also use of speeches."""
        return any(mention.hard or mention.trigger.frame.type != "attack" for mention in self.mentions)

    @property
    def best(self) -> Mention:
        return max(self.mentions, key=lambda mention: (mention.weight, -mention.trigger.start))

    @property
    def weight(self) -> float:
        titled = any(mention.titled for mention in self.mentions)
        return self.best.weight + 0.25 * min(3, len(self.mentions) - 1) + 0.5 * titled

    def beside(self, other: Incident) -> bool:
        """Whether the other is told in the same article or teaser."""
        return _of_article(self.segment) if _of_article(other.segment) else self.segment is other.segment

    def with_date(self) -> Mention | None:
        dated = [mention for mention in self.mentions if mention.date and mention.date.value]
        return max(dated, key=lambda mention: (_days(mention), -mention.trigger.start), default=None)

    def with_place(self) -> Mention | None:
        placed = [mention for mention in self.mentions if mention.place]
        return max(placed, key=lambda mention: (mention.weight, -mention.trigger.start), default=None)


def grouped(mentions: Iterable[Mention], judge: Judge) -> list[Incident]:
    """The incidents of a reading that have evidence enough, in the order of their first mention."""
    found: list[Incident] = []
    document = judge.reading.document
    for mention in mentions:
        if mention.general:
            continue
        segment = document.segment_at(mention.trigger.start)
        home = None if _another(document, mention) else _home(found, mention, judge, segment)
        if home is None:
            home = Incident(segment)
            found.append(home)
        home.mentions.append(mention)
    return [incident for incident in found if incident.weight >= ENOUGH and incident.hard]


def _another(document: Document, mention: Mention) -> bool:
    start = mention.trigger.start
    return bool(_ANOTHER.search(document.text[max(0, start - 40) : start]))


def _home(found: list[Incident], mention: Mention, judge: Judge, segment: Segment | None) -> Incident | None:
    """The latest incident that this mention fits; a teaser speaks of none but its own."""
    for incident in reversed(found):
        if _of_article(segment) != _of_article(incident.segment) or (
            not _of_article(segment) and segment is not incident.segment
        ):
            continue
        if _fits(incident, mention, judge):
            return incident
    return None


def _of_article(segment: Segment | None) -> bool:
    return segment is None or str(segment.kind) != "teaser"


def _fits(incident: Incident, mention: Mention, judge: Judge) -> bool:
    kinds = {incident.kind, mention.trigger.frame.type}
    if len(kinds) == 2 and "attack" not in kinds and kinds != {"bombing", "arson"}:
        return False
    for held in incident.mentions:
        if not _same_day(held, mention) or not _same_place(held, mention, judge):
            return False
    return True


def _same_day(one: Mention, other: Mention) -> bool:
    if one.date is None or other.date is None:
        return True
    dates: list[PartialDate] = [item.value for item in (one.date, other.date) if item.value]
    return len(dates) < 2 or dates[0].overlaps(dates[1])


def _same_place(one: Mention, other: Mention, judge: Judge) -> bool:
    if one.place is None or other.place is None or one.place.name == other.place.name:
        return True
    kinds = [judge.placed[item.key] for item in (one.place, other.place)]
    countries = {country for _, country in kinds if country}
    if len(countries) == 2:
        return False
    return not all(kind == "city" for kind, _ in kinds)


def _days(mention: Mention) -> tuple[int, float]:
    value = mention.date.value if mention.date else None
    return (0 if value is None else 2 if value.day else 1 if value.month else 0, mention.weight)
