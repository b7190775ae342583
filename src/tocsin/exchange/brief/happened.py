"""What happened: events by month, newest first, each once with all pages that tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from tocsin.exchange.brief.casualties import Casualties
from tocsin.exchange.brief.content import Group, Line, Section, Words
from tocsin.exchange.brief.desk import Desk, order
from tocsin.exchange.brief.material import Thing, merged
from tocsin.exchange.brief.plain_text import folded, language_of, shown
from tocsin.model.dates import PartialDate
from tocsin.model.document import Section as Part

DONE = "accomplished"
SPEECHES = 24
"""How many speeches one line cites."""
CROWDED = 2.0
"""Events a month, on average, from which months are headings; below that, years."""
_DATE_STUCK_ON = re.compile(r"\s*\d{1,2}\.\d{1,2}\.\d{4}\s*$")


def events(desk: Desk) -> list[Thing]:
    """Events of the period, newest first; those told in the same words are one."""
    things = merged(desk.dated("Event"), told_alike)
    told = {
        (doc, kind, day) for thing in things if not _in_headline(thing) for doc, kind, day in _days(thing)
    }
    return order(thing for thing in things if not (_in_headline(thing) and told.issuperset(_days(thing))))


def told_alike(thing: Thing) -> object:
    return thing.first("eventType"), folded(_DATE_STUCK_ON.sub("", thing.passage.span.quote)), str(thing.when)


def _in_headline(thing: Thing) -> bool:
    return thing.passage.section is Part.TITLE


def _days(thing: Thing) -> set[tuple[str, str | None, str]]:
    """On which page an event of which kind is told of which day: a headline says what the text under it says again."""
    return {(place.span.doc, thing.first("eventType"), str(thing.when)) for place in thing.places}


def happened(desk: Desk, casualties: Casualties) -> Section:
    found = events(desk)
    held = found[: desk.query.lines]
    months = {(thing.when.year, thing.when.month) for thing in held if thing.when}
    by_month = len(held) >= CROWDED * len(months)
    groups = []
    for heading, things in groupby(held, key=lambda thing: _heading(desk, thing, by_month)):
        lines = [
            event_line(desk, casualties, told[0], by_month=by_month)
            if len(told) == 1
            else speeches_line(desk, told, by_month=by_month)
            for told in _speeches_together(things)
        ]
        groups.append(Group((Words(heading),), tuple(lines)))
    return desk.section("happened", groups, count=len(found), more=desk.more_lines(len(found) - len(held)))


def _speeches_together(things: Iterable[Thing]) -> list[list[Thing]]:
    """Several speeches of one day that one page tells stand on one line; what was said in them is told by speaker."""
    groups: dict[object, list[Thing]] = {}
    for thing in things:
        speech = thing.first("eventType") == "speech" and len(thing.places) == 1
        key = (thing.passage.span.doc, str(thing.when)) if speech else thing.entity.id
        groups.setdefault(key, []).append(thing)
    return list(groups.values())


def speeches_line(desk: Desk, things: list[Thing], *, by_month: bool = False) -> Line:
    when = things[0].when
    named = dict.fromkeys(shown(name) for thing in things if (name := thing.first("participant")))
    words = [Words(desk.say.count("speech", len(things)), "tag")]
    words += _place(desk, things[0])
    words += [Words(", ".join(named), "plain")] if named else []
    cites = [cite for thing in things for cite in thing.cites()]
    date = _in_group(desk, when, None, by_month) if when else ""
    return desk.line(words, cites, when=when, date=date, sources=SPEECHES)


def _heading(desk: Desk, thing: Thing, by_month: bool) -> str:
    when = thing.when
    if when is None:
        return ""
    if by_month and when.month is None:
        return desk.say("groups.year_only", year=when.year)
    return desk.say.month(when) if by_month else str(when.year)


def event_line(desk: Desk, casualties: Casualties, thing: Thing, *, by_month: bool = False) -> Line:
    """Kind and place, the sentence that tells it, and what is said of it beside that."""
    when, end = thing.when, _parsed(thing.first("dateEnd"))
    date = _in_group(desk, when, end, by_month) if when else ""
    words = [desk.tag(*_kind(thing)), *_place(desk, thing), *_asides(desk, casualties, thing)]
    words.append(desk.passage(thing, "date"))
    return desk.line(words, thing.cites(), when=when, date=date)


def _in_group(desk: Desk, when: PartialDate, end: PartialDate | None, by_month: bool) -> str:
    """The heading gives the year, or the month too where there is nothing but a month to say."""
    if when.month is None or (by_month and when.day is None):
        return "" if end is None else desk.say.days(when, end)
    return desk.say.days(when, end, year=end is not None and end.year != when.year)


def _kind(thing: Thing) -> tuple[str, str]:
    """The kind of incident, the particular one before the general; else the kind of event."""
    incidents = sorted(thing.entity.values("incidentType"), key=lambda kind: kind == "attack")
    return ("incident", incidents[0]) if incidents else ("event", thing.first("eventType") or "other")


def _place(desk: Desk, thing: Thing) -> Iterator[Words]:
    place, country = thing.first("place"), thing.first("countryCode")
    told = [shown(place)] if place else []
    if country and desk.say.country(country).casefold() not in (name.casefold() for name in told):
        told.append(desk.say.country(country))
    if told:
        yield Words(", ".join(told), "strong")


def _asides(desk: Desk, casualties: Casualties, thing: Thing) -> Iterator[Words]:
    """What the record says of the event beside its sentence; accounts that differ stand side by side."""
    say = desk.say
    if thing.date is None and thing.page_date is not None:
        yield Words(say("lines.on_page_of", day=say.running(thing.page_date)), "quiet")
    elif thing.date and thing.page_date and thing.page_date.before(thing.date):
        yield Words(say("lines.announced"), "quiet")
    stages = thing.entity.values("stage")
    if stages and DONE not in stages:
        yield Words(say.value("incident_stage", stages[0]), "alarm")
    for prop in ("killed", "injured"):
        figures = dict.fromkeys(told.value for told in casualties.of(thing, prop))
        if figures:
            yield Words(say(f"lines.{prop}", figures="; ".join(figures)), "figure")
    doers = [shown(value) for value in thing.entity.values("perpetratorOrganisation")]
    if doers:
        yield Words(say("lines.perpetrators", names=_listed(doers)), "quiet")
    claimants = [shown(value) for value in thing.entity.values("claimedBy")]
    if claimants:
        yield Words(say("lines.claimed_by", names=_listed(claimants)), "quiet")
    yield from _called(desk, thing)
    if len(thing.places) > 1:
        yield Words(say("lines.told_by", pages=say.count("page", len(thing.places))), "quiet")


def _called(desk: Desk, thing: Thing) -> Iterator[Words]:
    """Who called it what: a classification stays the word of the one who gave it."""
    for item in thing.entity.of("classifiedAs"):
        by = next(
            (other.value for other in thing.entity.of("classifiedBy") if other.about == item.about), None
        )
        what = desk.say.quoted(shown(item.value), language_of(item.value))
        place = "lines.called_by" if by else "lines.called"
        yield Words(desk.say(place, what=what, who=shown(by or "")), "quiet")


def event_words(desk: Desk, thing: Thing) -> tuple[Words, ...]:
    """What an event is called where it is only referred to."""
    told = [desk.say.value(*_kind(thing)), *(word.text for word in _place(desk, thing))]
    if thing.when:
        told.append(desk.say.date(thing.when))
    return (Words(", ".join(told), "quiet"),)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _parsed(value: str | None) -> PartialDate | None:
    return PartialDate.parse(value) if value else None
