"""Where an item stands follows from the log and from what the record says today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.record.dated import told
from tests.store.made import BEGIN
from tocsin.errors import NotFoundError
from tocsin.model.decision import Decision, Subject
from tocsin.model.marking import OWNER
from tocsin.record.review import (
    Entry,
    Narrowed,
    Ruling,
    State,
    agreement,
    entries,
    item_named,
    queue,
    review,
    rulings,
    take_back,
)
from tocsin.record.review.queue import counts
from tocsin.store import Store, open_store

LINE = "In the attack {killed:41..41|exact|people~41 people} were killed in {place:Arville~Arville}."
LATER = BEGIN + dt.timedelta(days=4000)


def read(store: Store, *, origin: str = "rules.test.v1") -> list[str]:
    return told(store, "a.txt", "2024-06-01", "Event", LINE, origin=origin, extractor=origin)


def entry(store: Store, prop: str) -> Entry:
    return next(item for item in entries(store.view(OWNER)) if item.item.prop == prop)


def rule(
    store: Store, prop: str, ruling: Ruling = Ruling.ACCEPT, *, user: str = "ann", edited: str | None = None
) -> Decision:
    (made,) = review(store, [entry(store, prop).item], ruling, user=user, at=LATER, edited=edited)
    return made


def test_an_item_is_decided_by_a_ruling_and_open_again_after_its_undo(store: Store) -> None:
    read(store)
    assert entry(store, "killed").state is State.OPEN
    accepted = rule(store, "killed")
    assert entry(store, "killed").state is State.ACCEPTED
    edited = rule(store, "killed", Ruling.EDIT, edited="40..40|exact|people")
    assert entry(store, "killed").state is State.EDITED
    for made, after in ((edited, State.ACCEPTED), (accepted, State.OPEN)):
        take_back(store, made.id, Subject.REVIEW, user="bob", at=LATER, reason="not so")
        assert entry(store, "killed").state is after
        with pytest.raises(NotFoundError):
            take_back(store, made.id, Subject.REVIEW, user="bob", at=LATER, reason="again")
    assert len(list(store.view(OWNER).decisions(Subject.REVIEW))) == 4


def test_a_changed_reading_opens_the_item_again_and_says_why(store: Store) -> None:
    read(store)
    rule(store, "killed", Ruling.REJECT)
    assert entry(store, "killed").state is State.REJECTED
    read(store, origin="rules.test.v2")
    found = entry(store, "killed")
    assert (found.state, found.why) == (State.REOPENED, "the record reads it differently now")
    assert [one.user for one in found.reviews] == ["ann"]
    rule(store, "killed")
    assert entry(store, "killed").state is State.ACCEPTED


def test_a_page_that_is_changed_at_its_address_opens_what_was_ruled_before(store: Store) -> None:
    def version(name: str, day: str, line: str) -> None:
        told(store, name, day, "Event", line, address="https://a.example/p")

    def states() -> dict[str, State]:
        return {
            one.item.first.span.quote: one.state
            for one in entries(store.view(OWNER), Narrowed(prop="killed"))
        }

    version("v1.txt", "2024-06-01", LINE)
    item = entry(store, "killed").item
    review(store, [item], Ruling.ACCEPT, user="ann", at=BEGIN.replace(year=2024, month=6, day=2))
    assert states() == {"41 people": State.ACCEPTED}
    version("v2.txt", "2024-06-03", LINE.replace("41", "45"))
    assert states() == {"41 people": State.REOPENED, "45 people": State.OPEN}
    review(store, [item], Ruling.ACCEPT, user="ann", at=BEGIN.replace(year=2024, month=6, day=4))
    assert states() == {"41 people": State.ACCEPTED, "45 people": State.OPEN}


def test_reviewers_that_rule_differently_dispute_an_item(store: Store) -> None:
    read(store)
    rule(store, "place")
    rule(store, "place", user="bob")
    assert entry(store, "place").state is State.ACCEPTED
    rule(store, "place", Ruling.REJECT, user="bob")
    assert entry(store, "place").state is State.DISPUTED


def test_counts_add_up_and_what_is_visible_is_what_a_bulk_ruling_takes(store: Store) -> None:
    told(store, "a.txt", "2024-06-01", "Event", *(f"{LINE} Number {one}." for one in range(5)))
    everything = len(list(entries(store.view(OWNER))))
    wanted = Narrowed(prop="killed")
    shown = queue(store.view(OWNER), wanted, limit=3)
    review(store, [one.item for one in shown], Ruling.ACCEPT, user="ann", at=LATER)
    held = counts(entries(store.view(OWNER)))
    assert sum(held.values()) == everything == 15
    assert (held[State.ACCEPTED], held[State.OPEN]) == (3, 12)
    assert len(queue(store.view(OWNER), wanted)) == 2
    assert not {one.item.name for one in shown} & {one.item.name for one in queue(store.view(OWNER), wanted)}
    assert len(queue(store.view(OWNER), Narrowed(states=frozenset({State.ACCEPTED})))) == 3


def test_an_item_is_found_by_its_name(store: Store) -> None:
    read(store)
    found = entry(store, "place").item
    assert item_named(store.view(OWNER), found.name) == found
    with pytest.raises(NotFoundError):
        item_named(store.view(OWNER), f"{found.about}.place.00000000")


def test_an_edit_gives_a_value_and_nothing_else_does(store: Store) -> None:
    read(store)
    for ruling, edited in ((Ruling.EDIT, None), (Ruling.ACCEPT, "x")):
        with pytest.raises(ValueError, match="edit"):
            rule(store, "place", ruling, edited=edited)


def ruled(item: str, user: str, ruling: Ruling, at: int = 0, edited: str = "") -> Decision:
    content: dict[str, str | list[str]] = {"item": item, "seen": ["st-1"]}
    if edited:
        content["edited"] = edited
    when = BEGIN + dt.timedelta(seconds=at)
    return Decision.of(Subject.REVIEW, item, ruling.value, content, user=user, at=when)


def test_kappa_is_that_of_a_worked_example() -> None:
    """20 and 15 items on which both agree, 5 and 10 on which not: kappa 0.4, the textbook example."""
    table = [
        ("accept", "accept", 20),
        ("accept", "reject", 5),
        ("reject", "accept", 10),
        ("reject", "reject", 15),
    ]
    log, number = [], 0
    for one, other, count in table:
        for _ in range(count):
            number += 1
            log += [ruled(str(number), "ann", Ruling(one)), ruled(str(number), "bob", Ruling(other))]
    log.append(ruled("only ann's", "ann", Ruling.REJECT))
    found = agreement(rulings(log), "ann", "bob")
    assert (found.items, found.observed, found.expected) == (50, 0.7, 0.5)
    assert found.kappa == pytest.approx(0.4)


def test_kappa_is_not_defined_without_a_choice() -> None:
    log = [ruled("x", "ann", Ruling.ACCEPT), ruled("x", "bob", Ruling.ACCEPT)]
    assert agreement(rulings(log), "ann", "bob").kappa is None
    assert agreement(rulings(log), "ann", "eve").items == 0


class Desk:
    """A naive second telling of the rules: what stands is kept as stacks and changed by each step."""

    def __init__(self) -> None:
        self.stacks: dict[str, list[Decision]] = {}

    def take(self, step: Decision) -> None:
        if step.undoes is None:
            self.stacks.setdefault(str(step.read()["item"]), []).append(step)
        else:
            for stack in self.stacks.values():
                stack[:] = [one for one in stack if one.id != step.undoes]

    def stands(self) -> dict[str, dict[str, str]]:
        return {item: {one.user: one.id for one in stack} for item, stack in self.stacks.items() if stack}


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    log: list[Decision] = []
    for at in range(draw(st.integers(0, 12))):
        back = [one for one in log if one.undoes is None and one.id not in {other.undoes for other in log}]
        if back and draw(st.booleans()):
            chosen = draw(st.sampled_from(back))
            log.append(chosen.undone(user="eve", at=BEGIN + dt.timedelta(seconds=at), reason=""))
            continue
        ruling = draw(st.sampled_from(Ruling))
        edited = draw(st.sampled_from(["x", "y"])) if ruling is Ruling.EDIT else ""
        item, user = draw(st.sampled_from(["a", "b"])), draw(st.sampled_from(["ann", "bob"]))
        log.append(ruled(item, user, ruling, at, edited))
    return log


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield tmp_path_factory.mktemp("logs")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(log=logs())
def test_any_sequence_of_rulings_and_undos_ends_where_a_replay_of_the_log_ends(
    folder: Path, log: list[Decision]
) -> None:
    desk = Desk()
    path = folder / f"{len(list(folder.iterdir()))}.sqlite"
    with open_store(str(path), create=True) as store:
        for step in log:
            desk.take(step)
            with store.write() as writer:
                writer.log(step)
        kept = list(store.view(OWNER).decisions(Subject.REVIEW))
    assert kept == log
    replayed = {
        item: {user: said.decision.id for user, said in by_user.items()}
        for item, by_user in rulings(kept).items()
    }
    assert replayed == desk.stands()
