"""The consensus ledger: worked examples of each rule, and the laws that hold for any log."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.coordination.ledger import Event, Ledger, Outcome, State, read_events, replay, rules, verify
from tocsin.coordination.ledger.chain import chained
from tocsin.coordination.ledger.events import event_of, moment_text
from tocsin.coordination.ledger.outcome import ADOPTED
from tocsin.coordination.ledger.vocabulary import vocabulary
from tocsin.errors import LedgerError

BEGIN = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
MEMBERS = ["Arland", "Borland", "Corland", "Dorland", "Erland", "Forland"]


def at(hours: float) -> str:
    return moment_text(BEGIN + dt.timedelta(hours=hours))


def event(hours: float, kind: str, **given: Any) -> Event:
    if kind not in ("members",):
        given.setdefault("proposal", "P")
    return event_of({"type": kind, "at": at(hours), **given}, where="test")


def opened(rule: str = "consensus", members: list[Any] | None = None) -> list[Event]:
    return [
        event(0, "members", body="Council", members=members or MEMBERS),
        event(1, "proposed", body="Council", rule=rule),
    ]


def silent(expires: float = 25) -> list[Event]:
    return [*opened(), event(1, "method_agreed"), event(1, "put_under_silence", expires=at(expires))]


def result(events: list[Event], hours: float | None = None) -> Outcome:
    (found,) = replay(events, rules(), None if hours is None else BEGIN + dt.timedelta(hours=hours))
    return found


def test_silence_that_nobody_breaks_adopts_at_its_expiry_and_not_before() -> None:
    assert result(silent(), 24.9).state is State.UNDER_SILENCE
    found = result(silent(), 25)
    assert found.state is State.SILENT
    assert found.bound == tuple(MEMBERS)
    assert found.number is None


def test_silence_needs_its_use_to_be_agreed_first() -> None:
    found = result([*opened(), event(1, "put_under_silence", expires=at(25))], 30)
    assert found.state is State.PENDING
    assert found.late == ("silence was not agreed as a method",)


@pytest.mark.parametrize("position", ["objection", "amendment"])
def test_a_written_objection_or_amendment_breaks_it(position: str) -> None:
    found = result([*silent(), event(24, "position", member="Borland", position=position)], 40)
    assert found.state is State.BROKEN
    assert "Borland" in found.because


def test_spoken_or_at_the_instant_of_expiry_an_objection_is_late() -> None:
    spoken = event(20, "position", member="Borland", position="objection", written=False)
    late = event(25, "position", member="Corland", position="objection")
    found = result([*silent(), spoken, late], 30)
    assert found.state is State.SILENT
    assert len(found.late) == 2


def test_a_silence_is_extended_never_shortened() -> None:
    longer = [
        *silent(),
        event(20, "extended", expires=at(40)),
        event(30, "position", member="Arland", position="objection"),
    ]
    assert result(longer, 50).state is State.BROKEN
    assert result([*silent(), event(20, "extended", expires=at(21))], 24).state is State.UNDER_SILENCE


def test_a_text_adopted_by_silence_is_announced_then_issued_with_what_is_attached() -> None:
    events = [
        *silent(),
        event(26, "issued", number="1/26"),
        event(27, "position", member="Dorland", position="interpretative statement", text="as we read it"),
        event(48, "announced"),
        event(49, "issued", number="2/26"),
    ]
    found = result(events)
    assert (found.state, found.number) == (State.ISSUED, "2/26")
    assert found.attached == ("Dorland: interpretative statement",)
    assert any("issued" in text for text in found.late)


def test_consensus_minus_one_lets_one_object() -> None:
    objecting = event(2, "position", member="Erland", position="objection")
    decided = event(3, "put_to_decision")
    assert result([*opened("consensus minus one"), objecting, decided]).adopted
    assert not result([*opened(), objecting, decided]).adopted
    withdrawn = event(2.5, "position", member="Erland", position="objection withdrawn")
    assert result([*opened(), objecting, withdrawn, decided]).adopted


def test_an_objection_in_the_instant_of_the_decision_is_not_overtaken() -> None:
    assert not result(
        [*opened(), event(3, "put_to_decision"), event(3, "position", member="Arland", position="objection")]
    ).adopted


def test_constructive_abstention_binds_not_and_a_third_of_them_hinders() -> None:
    members = [{"name": name, "population": 100} for name in MEMBERS]

    def with_abstaining(count: int) -> Outcome:
        said = [
            event(2, "position", member=name, position="constructive abstention") for name in MEMBERS[:count]
        ]
        return result([*opened("unanimity", members), *said, event(3, "put_to_decision")])

    assert with_abstaining(1).adopted
    assert "Arland" not in with_abstaining(1).bound
    assert not with_abstaining(2).adopted


def test_a_council_vote_with_veto() -> None:
    members = [{"name": f"M{at:02d}", "veto": at < 5} for at in range(15)]

    def voted(**against: str) -> Outcome:
        said = {f"M{at:02d}": "agree" for at in range(15)} | against
        cast = [event(2, "position", member=name, position=one) for name, one in said.items()]
        return result([*opened("council vote with veto", members), *cast, event(3, "put_to_decision")])

    assert voted().adopted
    assert not voted(M03="objection").adopted
    assert "veto: M03" in voted(M03="objection").because
    assert voted(M03="abstain", M04="absent", M09="objection").adopted
    assert not voted(**{f"M{at:02d}": "not participating" for at in range(5, 12)}).adopted


def test_members_are_those_of_the_opening() -> None:
    later = event(2, "members", body="Council", members=[*MEMBERS, "Gorland"])
    found = result(
        [
            *opened(),
            later,
            event(3, "position", member="Gorland", position="objection"),
            event(4, "put_to_decision"),
        ]
    )
    assert found.adopted
    assert "Gorland" not in found.positions


def test_no_record_is_not_an_abstention() -> None:
    assert set(result(opened()).positions.values()) == {"no record"}


POSITIONS = sorted(vocabulary().positions)
positions = st.fixed_dictionaries(
    {"member": st.sampled_from(MEMBERS), "position": st.sampled_from(POSITIONS), "written": st.booleans()}
)
expiries = st.integers(2, 60).map(lambda hours: {"expires": at(hours)})
steps = st.one_of(
    st.tuples(st.just("position"), positions),
    st.tuples(st.sampled_from(["put_under_silence", "extended"]), expiries),
    st.sampled_from(
        [
            ("method_agreed", {}),
            ("put_to_decision", {}),
            ("announced", {}),
            ("issued", {"number": "1"}),
            ("withdrawn", {}),
            ("returned", {}),
            ("ruling", {"ruling": "adopted without vote"}),
        ]
    ),
)
logs = st.builds(
    lambda rule, found: [*opened(rule), *(event(hours, kind, **given) for hours, (kind, given) in found)],
    st.sampled_from(["consensus", "consensus minus one", "unanimity"]),
    st.lists(st.tuples(st.integers(1, 50), steps), max_size=12),
)


@given(logs, st.integers(1, 60))
def test_any_prefix_gives_that_moment_s_state(log: list[Event], hours: int) -> None:
    moment = BEGIN + dt.timedelta(hours=hours)
    assert result(log, hours) == result([one for one in log if one.at <= moment], hours)


@given(logs, st.randoms(use_true_random=False), st.integers(1, 60))
def test_the_order_in_which_events_were_written_does_not_matter(
    log: list[Event], chance: random.Random, hours: int
) -> None:
    shuffled = log[:]
    chance.shuffle(shuffled)
    assert result(shuffled, hours) == result(log, hours)


@given(logs)
def test_what_is_adopted_stays_adopted_as_the_clock_goes_on(log: list[Event]) -> None:
    adopted = [result(log, hours).adopted for hours in range(1, 70)]
    assert adopted == sorted(adopted)


@given(logs, st.integers(1, 60))
def test_nothing_is_adopted_while_too_many_object(log: list[Event], hours: int) -> None:
    found = result(log, hours)
    rule = rules()[str(log[1].fields["rule"])]
    objecting = [name for name, position in found.positions.items() if position == "objection"]
    if found.state in ADOPTED:
        assert len(objecting) <= rule.minus


@given(logs)
def test_a_log_that_goes_out_and_in_has_the_same_hashes(log: list[Event]) -> None:
    lines = list(chained(sorted(log, key=Event.order)))
    assert verify(lines) == []
    assert list(chained(sorted(read_events(lines), key=Event.order))) == lines


@given(logs, st.data())
def test_a_changed_missing_or_added_line_is_found(log: list[Event], data: st.DataObject) -> None:
    lines = list(chained(sorted(log, key=Event.order)))
    place = data.draw(st.integers(0, len(lines) - 1))
    changed = (
        json.loads(lines[place]) | {"evidence": "put in later"}
        if place
        else json.loads(lines[0]) | {"body": "Other"}
    )
    assert verify([*lines[:place], json.dumps(changed), *lines[place + 1 :]])
    if place < len(lines) - 1:
        assert verify([*lines[:place], *lines[place + 1 :]])
    assert verify([*lines[:place], lines[place], *lines[place:]])


@given(st.text(max_size=80))
@settings(max_examples=200)
def test_any_line_is_read_or_refused_in_our_words(line: str) -> None:
    with contextlib.suppress(LedgerError):
        list(read_events([line]))
    verify([line])


@pytest.mark.parametrize(
    "line",
    [
        '{"type":"proposed","at":"2026-03-01T12:00:00Z","proposal":"P","body":"C"}',
        '{"type":"proposed","at":"2026-03-01T12:00:00","proposal":"P","body":"C","rule":"consensus"}',
        '{"type":"voted","at":"2026-03-01T12:00:00Z","proposal":"P"}',
        '{"type":"position","at":"2026-03-01T12:00:00Z","proposal":"P","member":"A","position":"maybe"}',
        '{"type":"withdrawn","at":"2026-03-01T12:00:00Z","proposal":"P","proposal":"Q"}',
        '{"type":"members","at":"2026-03-01T12:00:00Z","body":"C","members":["A","A"]}',
        "[]",
    ],
)
def test_what_is_no_event_is_refused(line: str) -> None:
    with pytest.raises(LedgerError, match="line 1"):
        list(read_events([line]))


def test_events_about_nothing_are_refused() -> None:
    with pytest.raises(LedgerError, match="never proposed"):
        replay([event(1, "announced")], rules())
    with pytest.raises(LedgerError, match="no members"):
        replay(opened()[1:], rules())
    with pytest.raises(LedgerError, match="no rule"):
        replay(opened("rule of thumb"), rules())


def test_a_ledger_s_file_is_appended_to_and_a_broken_one_is_not(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "council.jsonl")
    for one in silent():
        ledger.append(one)
    assert ledger.faults() == []
    assert result(ledger.events(), 30).state is State.SILENT
    text = ledger.path.read_text(encoding="utf-8")
    ledger.path.write_text(text.replace("Borland", "Zorland"), encoding="utf-8")
    assert ledger.faults()[0].line == 1
    with pytest.raises(LedgerError, match="line 1"):
        ledger.append(event(60, "withdrawn"))


def test_a_body_s_own_rules_go_first(tmp_path: Path) -> None:
    own = tmp_path / "rules.yaml"
    own.write_text("- {name: ours, way: consensus, silence: true, late_at_expiry: false, source: ours}")
    events = silent()
    events[1] = event(1, "proposed", body="Council", rule="ours")
    events.append(event(25, "position", member="Arland", position="objection"))
    (found,) = replay(events, rules(own), BEGIN + dt.timedelta(hours=25))
    assert found.state is State.BROKEN
    own.write_text("- {name: ours, way: thumbs, source: ours}")
    with pytest.raises(LedgerError):
        rules(own)
