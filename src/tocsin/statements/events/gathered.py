"""What one article or one teaser tells of an event in several places, put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tocsin.language.dates import DateMention
from tocsin.model.document import Section
from tocsin.statements.events.around import Somewhere
from tocsin.statements.lexicon import key_of
from tocsin.statements.sightings import Sighting

_GENERIC = frozenset({"meeting", "conference", "exercise", "visit", "briefing", "operation", "other"})
_CROWD = frozenset({"meeting", "conference", "other"})
_SMALL = frozenset({"the", "a", "an", "of", "on", "for", "in", "at", "with", "and", "to", "by", "и", "в", "на", "по",
                    "с", "со", "о", "об", "для", "regular", "next", "joint", "working"})  # fmt: skip
_RANK = {Section.BODY: 0, Section.LEAD: 0, Section.ANSWER: 0, Section.TEASER: 0, Section.TITLE: 2}


@dataclass(slots=True)
class Told:
    """An event as one sentence tells it. `at` is its name or verb; `bare`: it points back to one told before.

    `told_elsewhere`: the sentence is about something else that happens at, after or for the event. `news`: it
    stands where a page puts what it reports, in the past tense. `series`: bodies in its name; `apart`: the *next*.
    """

    kind: str
    name: str
    at: tuple[int, int]
    passage: tuple[int, int]
    section: Section
    scope: int
    date: DateMention | None
    place: Somewhere | None
    takers: list[Sighting]
    score: float
    outlets: list[tuple[str, int, int]] = field(default_factory=list)
    ordinal: tuple[int, tuple[int, int]] | None = None
    chair: Sighting | None = None
    remote: tuple[int, int] | None = None
    bare: bool = False
    told_elsewhere: bool = False
    vouched: bool = True
    news: bool = False
    series: frozenset[str] = frozenset()
    noun: str = ""
    apart: bool = False

    @property
    def names(self) -> frozenset[str]:
        return frozenset(taker.name for taker in self.takers)

    @property
    def words(self) -> frozenset[str]:
        return frozenset(key_of(word) for word in re.findall(r"\w+", self.name)) - _SMALL


@dataclass(slots=True)
class Group:
    """Everything told of one event. `host` is the event at which a speech was held."""

    told: list[Told]
    host: Group | None = None

    @property
    def kind(self) -> str:
        return self.told[0].kind

    @property
    def scope(self) -> int:
        return self.told[0].scope

    @property
    def best(self) -> Told:
        """The one that a reader is shown: a full telling in the text before a title, a name before a mention."""
        return min(
            self.told,
            key=lambda told: (
                told.bare,
                told.told_elsewhere,
                _RANK.get(told.section, 3),
                -told.score,
                told.at,
            ),
        )

    @property
    def score(self) -> float:
        return round(min(0.95, max(told.score for told in self.told) + 0.03 * (len(self.told) - 1)), 2)

    @property
    def date(self) -> DateMention | None:
        dates = [told.date for told in [self.best, *self.told] if told.date and told.date.value]
        if dates:
            return max(dates, key=lambda date: {"day": 2, "month": 1, "year": 0}[date.value.precision])  # type: ignore[union-attr]
        return self.host.date if self.host else None

    @property
    def dated_by_page(self) -> bool:
        """Reported as news without a date: in the title or at the head of the article, or the page's own words."""
        if self.kind in ("interview", "statement"):
            return True
        if self.kind == "speech":
            return self.host.dated_by_page if self.host else False
        return any(told.news for told in self.told)

    @property
    def place(self) -> Somewhere | None:
        places = [told.place for told in [self.best, *self.told] if told.place]
        return places[0] if places else self.host.place if self.host and self.kind == "speech" else None

    @property
    def ordinal(self) -> tuple[int, tuple[int, int]] | None:
        return next((told.ordinal for told in self.told if told.ordinal), None)

    @property
    def chair(self) -> Sighting | None:
        return next((told.chair for told in self.told if told.chair), None)

    @property
    def remote(self) -> tuple[int, int] | None:
        return next((told.remote for told in self.told if told.remote), None)

    @property
    def takers(self) -> list[Sighting]:
        """Each name once, in the order of the text."""
        first: dict[str, Sighting] = {}
        for told in self.told:
            for taker in told.takers:
                first.setdefault(taker.name, taker)
        return list(first.values())

    @property
    def outlets(self) -> list[tuple[str, int, int]]:
        named = {taker.name for taker in self.takers}
        first: dict[str, tuple[str, int, int]] = {}
        for told in self.told:
            for outlet in told.outlets:
                if outlet[0] not in named:
                    first.setdefault(outlet[0], outlet)
        return list(first.values())

    def holds(self, told: Told) -> bool:
        """Whether `told` tells of this event again."""
        if told.scope != self.scope or not self._same_kind(told) or not self._agree(told):
            return False
        if told.kind == "speech" and self.kind == "speech":
            return bool(told.names & self.names)
        if told.bare:
            return True
        ordinal = self.ordinal
        if ordinal and told.ordinal:
            return ordinal[0] == told.ordinal[0]
        return any(_alike(one, told) for one in self.told)

    def names_of(self) -> frozenset[str]:
        return frozenset(taker.name for taker in self.takers)

    @property
    def names(self) -> frozenset[str]:
        return self.names_of()

    def _same_kind(self, told: Told) -> bool:
        if told.kind == self.kind:
            return True
        if told.kind == "generic":
            return self.kind in _GENERIC
        return told.bare and self.kind in ("meeting", "conference") and told.kind in _CROWD

    def _agree(self, told: Told) -> bool:
        mine, ordinal = self.date, self.ordinal
        if ordinal and told.ordinal and ordinal[0] != told.ordinal[0]:
            return False
        if mine and mine.value and told.date and told.date.value:
            return mine.value.overlaps(told.date.value) or bool(
                mine.end_value
                and mine.value.first_day <= told.date.value.first_day <= mine.end_value.last_day
            )
        return True


def _alike(one: Told, other: Told) -> bool:
    if one.bare or (one.series and other.series and not one.series & other.series):
        return False
    shared = one.words & other.words
    smaller = min(len(one.words), len(other.words))
    same_day = bool(one.date and other.date and one.date.value and one.date.value == other.date.value)
    if one.apart != other.apart and not same_day:
        return False
    share = 0.6 if one.noun[:5] == other.noun[:5] else 0.8
    if smaller >= 2 and len(shared) >= max(2, share * smaller):
        return True
    if one.kind in ("interview", "chairmanship"):
        return bool(one.names & other.names)
    if len(one.names & other.names) >= 2:
        return True
    if one.told_elsewhere or other.told_elsewhere:
        return False
    same_place = bool(one.place and other.place and one.place.name == other.place.name)
    title = Section.TITLE in (one.section, other.section)
    return (same_day and (same_place or bool(one.names & other.names))) or (title and same_place)


def gathered(told: Sequence[Told]) -> list[Group]:
    """Groups in the order in which the document first tells of them; what only points back to nothing is left out."""
    groups: list[Group] = []
    for one in told:
        fitting = [group for group in reversed(groups) if group.holds(one)]
        if one.bare:
            fitting.sort(key=lambda group: all(told.told_elsewhere for told in group.told))
        home = fitting[0] if fitting else None
        if home is not None:
            home.told.append(one)
        elif one.kind != "generic" and (not one.bare or (one.vouched and (one.date or one.place))):
            groups.append(Group([one]))
    for group in groups:
        if group.kind == "speech":
            group.host = _host(groups, group)
    return groups


def _host(groups: Sequence[Group], speech: Group) -> Group | None:
    """The meeting or conference that the article or teaser is about."""
    for group in groups:
        fits = group.scope == speech.scope and group.kind in ("meeting", "conference")
        if (
            fits
            and not all(told.told_elsewhere for told in group.told)
            and group.told[0].at < speech.told[-1].at
        ):
            return group
    return None
