"""The state of one proposal at a moment: a pure function of the rule, the members, and the events up to then.

Nothing is read from a clock. Events later than the moment are not looked at, so any prefix of a log gives what was the
case then. The entitled members are those of the moment at which the procedure was opened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tocsin.coordination.ledger.events import Event
from tocsin.coordination.ledger.rules import Rule
from tocsin.coordination.ledger.vocabulary import PositionKind, vocabulary

Members = Sequence[Mapping[str, Any]]


class State(StrEnum):
    PENDING = "pending"
    UNDER_SILENCE = "under silence"
    ADOPTED = "adopted"
    SILENT = "adopted by silence, unannounced"
    ANNOUNCED = "announced"
    ISSUED = "issued"
    BROKEN = "broken"
    REJECTED = "not adopted"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    IN_PARTS = "adopted in parts"
    WITHOUT_VOTE = "adopted without vote"


ADOPTED = frozenset(
    {State.ADOPTED, State.SILENT, State.ANNOUNCED, State.ISSUED, State.IN_PARTS, State.WITHOUT_VOTE}
)
_RULED = {
    "adopted without vote": State.WITHOUT_VOTE,
    "adopted in parts": State.IN_PARTS,
    "not adopted": State.REJECTED,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """`positions` by member, the default being `no record`; `because` says in words what the state rests on."""

    proposal: str
    state: State
    since: dt.datetime
    because: str
    positions: Mapping[str, str]
    bound: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    expires: str | None = None
    number: str | None = None

    @property
    def adopted(self) -> bool:
        return self.state in ADOPTED


@dataclass(slots=True)
class _Course:
    """What has happened to a proposal so far."""

    proposal: str
    rule: Rule
    members: Members
    state: State
    since: dt.datetime
    because: str = "proposed"
    positions: dict[str, str] = field(default_factory=dict)
    attached: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    agreed_method: bool = False
    expires: dt.datetime | None = None
    expires_text: str | None = None
    number: str | None = None

    def turn(self, state: State, at: dt.datetime, because: str) -> None:
        self.state, self.since, self.because = state, at, because

    @property
    def open(self) -> bool:
        return self.state in (State.PENDING, State.UNDER_SILENCE)

    def names(self) -> list[str]:
        return [str(one["name"]) for one in self.members]

    def kind(self, member: str) -> PositionKind:
        return vocabulary().positions[self.positions.get(member, "no record")]


def outcome(rule: Rule, members: Members, events: Iterable[Event], at: dt.datetime) -> Outcome:
    """The proposal that `events` are about, at `at`. The first event is its `proposed`."""
    held = sorted((event for event in events if event.at <= at), key=Event.order)
    first = next(event for event in held if event.type == "proposed")
    course = _Course(str(first.proposal), rule, members, State.PENDING, first.at)
    for event in sorted(held, key=lambda one: (one.at, _PRECEDENCE[one.type], one.text)):
        _let_silence_end(course, event.at)
        _STEPS[event.type](course, event)
    _let_silence_end(course, at, closed=True)
    return _told(course)


_PRECEDENCE = {
    name: place
    for place, name in enumerate(
        (
            "members", "proposed", "method_agreed", "put_under_silence", "extended", "position", "ruling",
            "put_to_decision", "withdrawn", "returned", "announced", "issued",
        )
    )
}  # fmt: skip
"""Within one instant positions come before what is decided on them: an objection is never overtaken."""


def _let_silence_end(course: _Course, now: dt.datetime, *, closed: bool = False) -> None:
    """Adopt when the silence has run out unbroken: before whatever comes at `now`, or at `now` itself when `closed`.

    An objection at the very instant of expiry is late by the rule, or else still counts; so the end comes before the
    events of its own instant in the first case and after them in the second.
    """
    if course.state is not State.UNDER_SILENCE or course.expires is None:
        return
    over = course.expires < now or (course.expires == now and (closed or course.rule.late_at_expiry))
    if not over:
        return
    standing = _standing(course)
    if standing:
        course.turn(State.BROKEN, course.expires, f"objected: {', '.join(standing)}")
    else:
        course.turn(State.SILENT, course.expires, f"no objection by {course.expires_text}")


def _standing(course: _Course) -> list[str]:
    """Members whose position blocks, as far as the procedure lets it."""
    silence = course.state is State.UNDER_SILENCE
    return [
        name
        for name in course.names()
        if course.kind(name).blocks and (silence or not course.kind(name).under_silence_only)
    ]


def _position(course: _Course, event: Event) -> None:
    member, name = str(event.fields["member"]), str(event.fields["position"])
    kind = vocabulary().positions[name]
    if member not in course.names():
        course.late.append(f"{member}: {name} (no member when the procedure was opened)")
        return
    if not course.open:
        if kind.after and course.state in ADOPTED:
            course.positions[member] = name
        elif kind.attached and course.state in (State.SILENT, State.ADOPTED, State.ANNOUNCED):
            course.attached.append(f"{member}: {name}")
        else:
            course.late.append(f"{member}: {name}")
        return
    if (
        course.state is State.UNDER_SILENCE
        and kind.blocks
        and course.rule.needs_writing
        and not event.fields.get("written", True)
    ):
        course.late.append(f"{member}: {name} (not in writing)")
        return
    course.positions[member] = name
    if kind.attached:
        course.attached.append(f"{member}: {name}")
    if course.state is State.UNDER_SILENCE and kind.blocks:
        course.turn(State.BROKEN, event.at, f"{name} of {member} before the expiry")


def _put_under_silence(course: _Course, event: Event) -> None:
    if not course.open or not course.rule.silence:
        course.late.append("silence is not open to this proposal")
        return
    if not course.agreed_method:
        course.late.append("silence was not agreed as a method")
        return
    standing = _standing(course)
    if standing:
        course.late.append(f"silence cannot begin while {', '.join(standing)} object")
        return
    _set_expiry(course, event)
    course.turn(State.UNDER_SILENCE, event.at, f"silence until {course.expires_text}")


def _extended(course: _Course, event: Event) -> None:
    """A silence can be made longer while it lasts, never shorter."""
    before = course.expires
    if course.state is not State.UNDER_SILENCE or before is None:
        course.late.append("there was no silence to extend")
        return
    if dt.datetime.fromisoformat(str(event.fields["expires"])) < before:
        course.late.append("a silence cannot be made shorter")
        return
    _set_expiry(course, event)
    course.because = f"silence extended until {course.expires_text}"


def _set_expiry(course: _Course, event: Event) -> None:
    course.expires_text = str(event.fields["expires"])
    course.expires = dt.datetime.fromisoformat(course.expires_text)


def _put_to_decision(course: _Course, event: Event) -> None:
    if course.state is not State.PENDING:
        course.late.append("it was not open to a decision in a meeting")
        return
    adopted, because = _decided(course)
    course.turn(State.ADOPTED if adopted else State.REJECTED, event.at, because)


def _decided(course: _Course) -> tuple[bool, str]:
    rule, standing = course.rule, _standing(course)
    if rule.way == "vote":
        return _voted(course)
    if len(standing) > rule.minus:
        return False, f"objected: {', '.join(standing)}"
    if rule.way == "unanimity" and _a_third_abstains(course):
        return (
            False,
            "those who abstain with a declaration are a third of the members with a third of the population",
        )
    return True, "nobody objected" if not standing else f"objected only: {', '.join(standing)}"


def _voted(course: _Course) -> tuple[bool, str]:
    votes: dict[str, list[str]] = {"for": [], "against": [], "abstain": []}
    for name in course.names():
        counts = course.kind(name).counts
        if counts:
            votes[counts].append(name)
    told = f"{len(votes['for'])} for, {len(votes['against'])} against, {len(votes['abstain'])} abstaining"
    vetoes = [
        str(one["name"]) for one in course.members if one.get("veto") and str(one["name"]) in votes["against"]
    ]
    if vetoes:
        return False, f"{told}; against, with a veto: {', '.join(vetoes)}"
    return len(votes["for"]) >= course.rule.majority, f"{told}; {course.rule.majority} are needed"


def _a_third_abstains(course: _Course) -> bool:
    abstaining = {name for name in course.names() if course.positions.get(name) == "constructive abstention"}
    population = {str(one["name"]): float(one.get("population") or 0) for one in course.members}
    total = sum(population.values())
    share = sum(population[name] for name in abstaining) / total if total else 1.0
    third = course.rule.third
    return bool(abstaining) and len(abstaining) >= third * len(course.members) and share >= third


def _ruling(course: _Course, event: Event) -> None:
    ruling, member = str(event.fields["ruling"]), event.fields.get("member")
    if ruling == "deemed abstaining":
        if course.open and member in course.names():
            course.positions[str(member)] = "abstain"
        return
    state = _RULED[ruling]
    if not course.open:
        course.late.append(f"ruling: {ruling}")
    elif state in ADOPTED and _standing(course):
        course.late.append(f"ruling: {ruling}, while {', '.join(_standing(course))} object")
    else:
        course.turn(state, event.at, f"ruled: {ruling}")


def _announced(course: _Course, event: Event) -> None:
    if course.state in (State.SILENT, State.ADOPTED):
        course.turn(State.ANNOUNCED, event.at, "announced")
    else:
        course.late.append("announced, while it was not adopted")


def _issued(course: _Course, event: Event) -> None:
    """A text adopted by silence is issued only after it was announced in a meeting."""
    if course.state in ADOPTED - {State.SILENT}:
        course.number = str(event.fields["number"])
        course.turn(State.ISSUED, event.at, f"issued as {course.number}")
    else:
        course.late.append("issued, while it was not adopted and announced")


def _ended(state: State) -> Any:
    def step(course: _Course, event: Event) -> None:
        if course.open:
            course.turn(state, event.at, str(event.fields.get("reason") or event.fields.get("by") or state))
        else:
            course.late.append(f"{state}, after the end")

    return step


def _method_agreed(course: _Course, _event: Event) -> None:
    course.agreed_method = True


def _nothing(_course: _Course, _event: Event) -> None: ...


_STEPS = {
    "members": _nothing,
    "proposed": _nothing,
    "method_agreed": _method_agreed,
    "put_under_silence": _put_under_silence,
    "extended": _extended,
    "position": _position,
    "put_to_decision": _put_to_decision,
    "announced": _announced,
    "issued": _issued,
    "ruling": _ruling,
    "withdrawn": _ended(State.WITHDRAWN),
    "returned": _ended(State.RETURNED),
}


def _told(course: _Course) -> Outcome:
    positions = {name: course.positions.get(name, "no record") for name in course.names()}
    bound = [name for name in course.names() if course.kind(name).bound] if course.state in ADOPTED else []
    return Outcome(
        course.proposal, course.state, course.since, course.because, positions, tuple(bound),
        tuple(course.attached), tuple(course.late), course.expires_text, course.number,
    )  # fmt: skip
