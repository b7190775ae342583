"""Open undertakings: who owes what to whom, by when, and how many days it has been open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tocsin.exchange.brief.content import Group, Line, Section, Words
from tocsin.exchange.brief.desk import Desk, order
from tocsin.exchange.brief.material import Thing, merged
from tocsin.exchange.brief.papers import undertaken_alike, undertaking_words
from tocsin.exchange.brief.plain_text import shown
from tocsin.model.dates import PartialDate
from tocsin.model.statement import Stance

SHELVES = {
    "owed": ("undertaking", "assigned", "response owed"),
    "intended": ("intention",),
    "called_for": ("call to act",),
    "expected": ("expectation",),
}
KINDS_OF_DEBT = SHELVES["owed"]
OWING = (*KINDS_OF_DEBT, *SHELVES["intended"])
"""What somebody has taken upon himself: a call or a hope is nobody's debt, and its days are not counted."""
TELLING = 4
"""From how many words an undertaking is understood alone."""
CLOSED = frozenset({"done", "completed", "fulfilled", "answered", "withdrawn", "closed"})


def open_undertakings(desk: Desk) -> Section:
    said = calls_said(desk)
    found = merged(order(filter(is_open, desk.dated("Commitment"))), undertaken_alike)
    found = [thing for thing in found if thing not in said]
    groups, room = [], desk.query.lines
    for shelf, kinds in SHELVES.items():
        standing = [thing for thing in found if thing.first("commitmentKind") in kinds]
        standing.sort(key=_by_due)
        lines = tuple(undertaking_line(desk, thing) for thing in standing[:room])
        room -= len(lines)
        groups.append(Group((Words(desk.say(f"groups.{shelf}")),), lines))
    more = desk.more_lines(len(found) - desk.query.lines)
    day = desk.say.running(PartialDate.of(desk.today))
    return desk.section("open", groups, count=len(found), more=more, day=day)


def is_open(thing: Thing) -> bool:
    return thing.first("commitmentKind") != "decided" and thing.first("state") not in CLOSED


@dataclass(frozen=True, slots=True)
class CallsSaid:
    """Calls and expectations that stand among somebody's words already: they are not told twice."""

    stretches: Mapping[str, Sequence[tuple[int, int]]]

    def __contains__(self, thing: Thing) -> bool:
        if thing.first("commitmentKind") not in ("call to act", "expectation") or thing.first("due"):
            return False
        return any(
            start < item.span.end and item.span.start < end
            for item in thing.entity.of("undertaking")
            for start, end in self.stretches.get(item.span.doc, ())
        )


def calls_said(desk: Desk) -> CallsSaid:
    found: dict[str, list[tuple[int, int]]] = {}
    for thing in desk.material.things["Claim"]:
        if thing.first("stance") in (Stance.CALLS_FOR, Stance.EXPECTS):
            for item in thing.entity.of("content"):
                found.setdefault(item.span.doc, []).append((item.span.start, item.span.end))
    return CallsSaid(found)


def _by_due(thing: Thing) -> tuple[bool, str]:
    """Those with a date first, the longest overdue on top; the others stay newest first."""
    due = thing.first("due")
    return due is None, due or ""


def undertaking_line(desk: Desk, thing: Thing, *, tagged: bool = False) -> Line:
    """Owner, terms and words; `tagged` says the kind where no heading does."""
    say = desk.say
    owners = ", ".join(shown(name) for name in thing.entity.values("owedBy"))
    kind = thing.first("commitmentKind") or "undertaking"
    tag = Words(say.value("commitment", kind), "alarm" if kind == "response owed" else "tag")
    words = [Words(owners, "strong")] if owners else []
    if kind in KINDS_OF_DEBT or tagged:
        words = [tag, *(words or [Words(say("groups.no_owner"), "quiet")])]
    words += _terms(desk, thing)
    words.append(_task(desk, thing))
    line = desk.line(words, thing.cites(("commitmentKind", "undertaking", "owedBy", "due")), when=thing.when)
    due = thing.first("due")
    return replace(line, urgent=bool(kind in OWING and due and _days(PartialDate.parse(due), desk.today) > 0))


def _task(desk: Desk, thing: Thing) -> Words:
    """What is undertaken; two or three words say too little without the sentence around them."""
    words = undertaking_words(thing)
    if words is None:
        return desk.passage(thing, "commitmentKind")
    return desk.quote(words) if len(words.split()) >= TELLING else desk.passage(thing, "undertaking")


def _terms(desk: Desk, thing: Thing) -> Iterator[Words]:
    say = desk.say
    to = ", ".join(shown(name) for name in thing.entity.values("owedTo"))
    if to:
        yield Words(say("lines.owed_to", names=to), "quiet")
    due = thing.first("due")
    if due:
        yield _due(desk, PartialDate.parse(due))
    if thing.when is not None and thing.first("commitmentKind") in OWING:
        days = _days(thing.when, desk.today)
        if days > 0 and not due:
            yield Words(say("lines.open_for", days=say.count("day", days)), "quiet")
    by = thing.first("saidBy")
    if by and by not in thing.entity.values("owedBy"):
        yield Words(say("lines.said_by", name=shown(by)), "quiet")


def _due(desk: Desk, due: PartialDate) -> Words:
    day, late = desk.say.date(due), _days(due, desk.today)
    if late <= 0:
        return Words(desk.say("lines.due", day=day), "figure")
    return Words(desk.say("lines.overdue", day=day, days=desk.say.count("day", late)), "figure")


def _days(since: PartialDate, until: dt.date) -> int:
    """At least so many: of a month or a year its last day is counted from."""
    return (until - since.last_day).days
