"""Markings are audiences: what a reader lacks any part of, the reader does not see."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tocsin.model.marking import OWNER, PUBLIC, TLP, Clearance, Marking

names = st.sampled_from(["RU", "KZ", "CSTO", "UN"])
markings = st.builds(
    Marking,
    st.sampled_from(TLP),
    st.frozensets(st.sampled_from(["LAW ENFORCEMENT", "NO PRESS"])),
    st.one_of(st.none(), st.lists(names, unique=True).map(lambda items: tuple(sorted(items)))),
)
clearances = st.builds(
    Clearance,
    st.sampled_from(TLP),
    st.frozensets(st.sampled_from(["LAW ENFORCEMENT", "NO PRESS"])),
    st.one_of(st.none(), names),
)


@given(markings)
def test_text_form_reads_back(marking: Marking) -> None:
    assert Marking.parse(str(marking)) == marking


@given(markings, markings, clearances)
def test_a_derived_thing_is_for_those_who_may_see_all_its_sources(
    one: Marking, other: Marking, reader: Clearance
) -> None:
    assert reader.admits(one.joined(other)) == (reader.admits(one) and reader.admits(other))


def test_amber_strict_is_hidden_from_holders_of_amber() -> None:
    assert not Clearance(TLP.AMBER).admits(Marking(TLP.AMBER_STRICT))


def test_releasable_to_nobody_means_nobody() -> None:
    assert not Clearance(TLP.RED, organisation="RU").admits(Marking(TLP.CLEAR, releasable_to=()))
    assert OWNER.admits(Marking(TLP.RED, frozenset({"X"}), ()))


def test_all_caveats_are_needed() -> None:
    marking = Marking(TLP.GREEN, frozenset({"A", "B"}))
    assert not Clearance(TLP.RED, frozenset({"A"})).admits(marking)
    assert Clearance(TLP.RED, frozenset({"A", "B"})).admits(marking)
    assert PUBLIC.admits(Marking())
