"""Links and judgements become groups: laws that hold for any of them."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tocsin.model.judgement import Judgement, Verdict
from tocsin.record.grouping import Link, grouped, standing

KEYS = [f"per-{letter}" for letter in "abcdefgh"]
BEGIN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
pairs = st.sampled_from(list(combinations(KEYS, 2)))
links = st.lists(
    st.builds(lambda pair, score: Link(*pair, score, "alike"), pairs, st.sampled_from([0.8, 0.9]))
)


@st.composite
def logs(draw: st.DrawFn) -> list[Judgement]:
    """A log in which some judgements are taken back again."""
    log: list[Judgement] = []
    for at in range(draw(st.integers(0, 8))):
        when = BEGIN + dt.timedelta(minutes=at)
        open_ones = [item for item in log if item.verdict is not Verdict.UNDO]
        if open_ones and draw(st.booleans()):
            taken = draw(st.sampled_from(open_ones))
            if all(item.undoes != taken.id for item in log):
                log.append(taken.undone(user="ann", at=when, reason=""))
                continue
        verdict = draw(st.sampled_from([Verdict.SAME, Verdict.NOT_SAME, Verdict.UNSURE]))
        log.append(Judgement.between(*draw(pairs), verdict, user="ann", at=when, reason=""))
    return log


@given(links, logs(), st.randoms())
def test_groups_are_a_partition_whatever_the_order_of_links(
    found: list[Link], log: list[Judgement], chance
) -> None:  # type: ignore[no-untyped-def]
    groups = grouped(KEYS, found, log)
    assert sorted(key for _, members in groups for key in members) == KEYS
    assert all(canonical == min(members) for canonical, members in groups)
    shuffled = found[:]
    chance.shuffle(shuffled)
    assert grouped(KEYS, shuffled, log) == groups


@given(links, logs())
def test_what_a_person_holds_apart_no_link_joins(found: list[Link], log: list[Judgement]) -> None:
    together = {key: canonical for canonical, members in grouped(KEYS, found, log) for key in members}
    for item in standing(log):
        if item.verdict is Verdict.NOT_SAME:
            assert together[item.left] != together[item.right]


@given(links, logs())
def test_an_undone_judgement_leaves_no_trace(found: list[Link], log: list[Judgement]) -> None:
    undone = {item.undoes for item in log if item.undoes}
    kept = [item for item in log if item.verdict is not Verdict.UNDO and item.id not in undone]
    assert grouped(KEYS, found, log) == grouped(KEYS, found, kept)


def test_the_last_judgement_of_a_pair_counts() -> None:
    first = Judgement.between("per-a", "per-b", Verdict.NOT_SAME, user="ann", at=BEGIN, reason="")
    second = Judgement.between(
        "per-a", "per-b", Verdict.SAME, user="bob", at=BEGIN + dt.timedelta(1), reason=""
    )
    assert grouped(["per-a", "per-b"], [], [first, second]) == [("per-a", ["per-a", "per-b"])]


def test_joins_go_through_a_third_unless_held_apart() -> None:
    chain = [Link("per-a", "per-b", 0.9, ""), Link("per-b", "per-c", 0.8, "")]
    assert len(grouped(KEYS[:3], chain, [])) == 1
    apart = Judgement.between("per-a", "per-c", Verdict.NOT_SAME, user="ann", at=BEGIN, reason="")
    assert grouped(KEYS[:3], chain, [apart]) == [("per-a", ["per-a", "per-b"]), ("per-c", ["per-c"])]
