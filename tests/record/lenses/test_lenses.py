"""Definitions over incidents: three values, reasons, and no fact out of silence."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.told import Told, tell
from tocsin.errors import SettingsError
from tocsin.model.marking import OWNER
from tocsin.record.assemble import entity
from tocsin.record.lenses import Fact, Known, Verdict, facts_of, judge, lenses
from tocsin.record.lenses.facts import fact_names
from tocsin.store import Store

BOMBING: Told = {
    "eventType": "attack",
    "incidentType": "bombing",
    "killed": "3..3|exact|people",
    "target": "a market",
    "weapon": "an explosive device",
    "claimedBy": "River Front",
}


def answers(store: Store, told: Told) -> dict[str, Verdict]:
    (key,) = tell(store, "page.txt", "Event", [told])
    facts = facts_of(entity(store.view(OWNER), key))
    return {lens.name: judge(lens, facts).verdict for lens in lenses()}


def test_one_incident_under_each_definition(store: Store) -> None:
    assert answers(store, BOMBING) == {
        "unsc-1566": Verdict.NOT_ENOUGH_KNOWN,
        "gtd": Verdict.NOT_ENOUGH_KNOWN,
        "ucdp-one-sided": Verdict.MET,
        "ru-35-fz": Verdict.NOT_ENOUGH_KNOWN,
    }


def test_an_army_s_act_is_no_act_of_a_sub_national_group(store: Store) -> None:
    told = {**BOMBING, "perpetratorOrganisation": "Army of Freedonia"}
    told.pop("claimedBy")
    assert answers(store, told)["gtd"] is Verdict.NOT_MET


def test_soldiers_alone_are_no_civilians_and_no_death_no_one_sided_violence(store: Store) -> None:
    assert answers(store, {**BOMBING, "target": "an army convoy"})["ucdp-one-sided"] is Verdict.NOT_MET
    assert answers(store, {**BOMBING, "killed": "0..0|exact|people"})["ucdp-one-sided"] is Verdict.NOT_MET


def test_silence_is_not_zero(store: Store) -> None:
    told = dict(BOMBING)
    told.pop("killed")
    assert answers(store, told)["ucdp-one-sided"] is Verdict.NOT_ENOUGH_KNOWN


def test_a_fact_leads_to_the_statements_that_give_it(store: Store) -> None:
    (key,) = tell(store, "page.txt", "Event", [BOMBING])
    facts = facts_of(entity(store.view(OWNER), key))
    assert [item.prop for item in facts["deaths"].statements] == ["killed"]
    assert facts["aim_political"] == Fact("aim_political", Known.UNKNOWN)


@given(st.fixed_dictionaries({name: st.sampled_from(Known) for name in sorted(fact_names())}))
def test_learning_more_never_turns_a_verdict_round(known: Mapping[str, Known]) -> None:
    """A verdict that holds with something unknown holds whatever that turns out to be."""
    facts = {name: Fact(name, value) for name, value in known.items()}
    for lens in lenses():
        before = judge(lens, facts).verdict
        asked = [fact.name for fact in judge(lens, facts).facts if fact.known is Known.UNKNOWN][:3]
        for values in product((Known.YES, Known.NO), repeat=len(asked)):
            more = facts | {name: Fact(name, value) for name, value in zip(asked, values, strict=True)}
            if before is not Verdict.NOT_ENOUGH_KNOWN:
                assert judge(lens, more).verdict is before


@pytest.mark.parametrize(
    "text",
    [
        "a: b",
        "- {name: x, label: {en: x, ru: x}, source: x, needs: {all: [no_such_fact]}}",
        "- {name: x, label: {en: x, ru: x}, source: x, needs: {at_least: {count: 3, of: [deaths]}}}",
        "- {name: x, label: {en: x}, source: x, needs: {all: [deaths]}}",
        "- {name: gtd, label: {en: x, ru: x}, source: x, needs: {all: [deaths]}}",
        "- {name: x, label: {en: x, ru: x}, source: x, needs: {most: [deaths]}}",
        "]",
    ],
)
def test_a_definition_that_makes_no_sense_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError):
        lenses(path)


def test_a_member_state_s_own_definition_joins(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "- {name: own, label: {en: Own, ru: Своё}, source: a law, needs: {any: [deaths, hostages]}}"
    )
    (key,) = tell(store, "page.txt", "Event", [BOMBING])
    facts = facts_of(entity(store.view(OWNER), key))
    assert judge(lenses(path)[-1], facts).verdict is Verdict.MET
