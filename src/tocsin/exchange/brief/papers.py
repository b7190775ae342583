"""Decisions and documents: what was decided, and how far each document has come by the newest word on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tocsin.exchange.brief.content import Cite, Group, Line, Section, Words
from tocsin.exchange.brief.desk import Desk, order
from tocsin.exchange.brief.material import Thing, merged
from tocsin.exchange.brief.plain_text import folded, shown
from tocsin.exchange.brief.query import LANGUAGES
from tocsin.exchange.brief.wording import Wording
from tocsin.language.stems import stem_text
from tocsin.model.dates import PartialDate

SHELVES = {
    "unanswered": ("no response",),
    "on_the_way": ("mandated", "drafted", "developed", "agreed", "submitted", "considered"),
    "in_force": ("adopted", "approved", "signed"),
    "carried_out": ("in implementation",),
    "ended": ("completed", "expired"),
}
"""The stages of the format by where a reader looks for them; a stage not listed here is on the way."""
_RANK = {stage: rank for rank, stage in enumerate(
    stage for shelf in ("on_the_way", "in_force", "carried_out", "ended", "unanswered") for stage in SHELVES[shelf]
)}  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")
NAMED_ONLY = 40


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage as one page gives it, with the words that say so."""

    name: str
    as_of: PartialDate | None
    cite: Cite

    @property
    def order(self) -> tuple[tuple[int, int, int], int]:
        return self.as_of.sort_key() if self.as_of else (0, 0, 0), _RANK.get(self.name, 0)


def papers(desk: Desk) -> Section:
    decisions = decided(desk)
    found = order(merged(desk.dated("Instrument"), lambda thing: thing.entity.id))
    staged = [(thing, stages(thing)) for thing in found]
    groups, room = [], desk.query.lines
    held = decisions[:room]
    room -= len(held)
    groups.append(_group(desk, "decided", [decision_line(desk, thing) for thing in held]))
    for shelf in SHELVES:
        standing = [(thing, way) for thing, way in staged if way and _shelf(way) == shelf]
        standing.sort(key=lambda pair: _newest_stage(pair[1][-1]))
        groups.append(_group(desk, shelf, [paper_line(desk, *pair) for pair in standing[:room]]))
        room -= min(room, len(standing))
    unstaged = [thing for thing, way in staged if not way]
    named = unstaged[: min(room, NAMED_ONLY)]
    left = len(unstaged) - len(named)
    more = desk.say("more.lines", lines=desk.say.count("paper", left)) if left else ""
    lines = [paper_line(desk, thing, []) for thing in named]
    groups.append(replace(_group(desk, "unstaged", lines, more=more), compact=True))
    count = len(decisions) + len(found)
    left_out = count - len(unstaged) - desk.query.lines
    return desk.section("papers", groups, count=count, more=desk.more_lines(left_out))


def decided(desk: Desk) -> list[Thing]:
    things = [thing for thing in desk.dated("Commitment") if thing.first("commitmentKind") == "decided"]
    return order(merged(things, undertaken_alike))


def undertaken_alike(thing: Thing) -> object:
    """The same kind of undertaking of the same body in the same words, wherever it is told."""
    return (
        thing.first("commitmentKind"),
        thing.first("owedBy"),
        folded(undertaking_words(thing) or thing.passage.span.quote),
    )


def undertaking_words(thing: Thing) -> str | None:
    """What is undertaken in the page's words; None where the value is a word of ours, as in an answer that is owed."""
    for item in thing.entity.of("undertaking"):
        if item.value == " ".join(item.span.quote.split()):
            return item.span.quote
    return None


def stages(thing: Thing) -> list[Stage]:
    """The stages that pages give, oldest word first; the last is where the document stands."""
    found: dict[tuple[str, str], Stage] = {}
    dates = {item.about: PartialDate.parse(item.value) for item in thing.entity.of("asOf")}
    names = {item.about: (item.span.start, item.span.end) for item in thing.entity.of("name")}
    for item in thing.entity.of("stage"):
        as_of = dates.get(item.about)
        marks = [(item.span.start, item.span.end)]
        if item.about in names:
            marks.append(names[item.about])
        stage = Stage(item.value, as_of, Cite.of(item.span.doc, marks))
        found.setdefault((item.value, str(as_of)), stage)
    return sorted(found.values(), key=lambda stage: stage.order)


def standing(way: list[Stage]) -> Stage:
    """The stage that counts: what was adopted is not on its way again because a later page considers it."""
    newest = way[-1]
    if newest.name not in SHELVES["on_the_way"]:
        return newest
    return next(
        (stage for stage in reversed(way) if stage.name in (*SHELVES["in_force"], *SHELVES["carried_out"])),
        newest,
    )


def _shelf(way: list[Stage]) -> str:
    stage = standing(way).name
    return next((shelf for shelf, names in SHELVES.items() if stage in names), "on_the_way")


def _newest_stage(stage: Stage) -> tuple[int, ...]:
    return tuple(-part for part in stage.order[0])


def _group(desk: Desk, key: str, lines: list[Line], *, more: str = "") -> Group:
    return Group((Words(desk.say(f"groups.{key}")),), tuple(lines), more=more)


def decision_line(desk: Desk, thing: Thing) -> Line:
    owners = [shown(name) for name in thing.entity.values("owedBy")]
    words = [Words(", ".join(owners), "strong")] if owners else []
    words.append(desk.passage(thing, "commitmentKind"))
    return desk.line(words, thing.cites(("commitmentKind", "undertaking")), when=thing.when)


def paper_line(desk: Desk, thing: Thing, way: list[Stage]) -> Line:
    say = desk.say
    words = []
    if way:
        stage = standing(way).name
        words.append(Words(say.value("stage", stage), "alarm" if stage == "no response" else "tag"))
    words.append(desk.name(thing.first("name") or thing.passage.span.quote))
    words += _particulars(desk, thing)
    words += _onward(desk, thing, way)
    cites = [stage.cite for stage in reversed(way)] or list(thing.cites(("section",)))
    when = (way[-1].as_of if way else None) or thing.when
    return desk.line(words, cites, when=when, date=say("lines.as_of", day=say.date(when)) if when else None)


def _particulars(desk: Desk, thing: Thing) -> Iterator[Words]:
    say, name = desk.say, thing.first("name") or ""
    kind, owner, period = thing.first("instrumentKind"), thing.first("owner"), thing.first("period")
    if kind and not _names_kind(name, kind):
        yield Words(say.value("instrument", kind), "quiet")
    if owner and folded(owner) not in folded(name):
        yield desk.plain(owner)
    if period and period.replace("-", "–") not in name.replace("-", "–"):
        yield Words(say("lines.period", period=shown(period.replace("-", "–"))), "quiet")


def _names_kind(name: str, kind: str) -> bool:
    """Whether a title says its kind itself, in either language."""
    stems = set(stem_text(name).split())
    return any(
        set(stem_text(Wording(language).value("instrument", kind)).split()) <= stems for language in LANGUAGES
    )


def _onward(desk: Desk, thing: Thing, way: list[Stage]) -> Iterator[Words]:
    """Where it goes next, where it was before and after, and whether its period began while it was on the way."""
    say = desk.say
    onward, when = thing.first("nextStage"), thing.first("nextStageWhen")
    if onward:
        day = say.date(PartialDate.parse(when)) if when else ""
        stage = say.quoted(shown(onward))
        place = "lines.next_stage_when" if day else "lines.next_stage"
        yield Words(say(place, stage=stage, when=day), "quiet")
    if not way:
        return
    if _began_before(thing.first("period"), standing(way)):
        yield Words(say("lines.began_before"), "alarm")
    at = way.index(standing(way))
    for place, others in (("lines.stages", way[:at]), ("lines.stages_since", way[at + 1 :])):
        told = [_told(say, stage) for stage in reversed(others) if stage.name != way[at].name]
        if told:
            yield Words(say(place, stages=", ".join(dict.fromkeys(told))), "quiet")


def _told(say: Wording, stage: Stage) -> str:
    name = say.value("stage", stage.name)
    return f"{name} ({say.date(stage.as_of)})" if stage.as_of else name


def _began_before(period: str | None, stage: Stage) -> bool:
    """Only where it is certain: the first year of the period ended, or began, before the day of a page that has the
    document still on its way."""
    year = _YEAR.search(period or "")
    if year is None or stage.as_of is None or stage.name not in SHELVES["on_the_way"]:
        return False
    return PartialDate(int(year.group()), 1, 1).before(stage.as_of)
