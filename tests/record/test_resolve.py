"""What is the same thing across pages, and what stays apart."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.record.told import Told, tell
from tocsin.errors import NotFoundError
from tocsin.model.judgement import Verdict
from tocsin.model.marking import OWNER
from tocsin.record.assemble import entities, entity
from tocsin.record.decide import judge, take_back
from tocsin.record.resolve import resolve
from tocsin.store import Store

NOW = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def together(store: Store, schema: str, *pages: list[Told]) -> list[set[tuple[int, int]]]:
    """The groups of two or more, each thing as (page, number on it)."""
    at = {}
    for number, things in enumerate(pages):
        for place, key in enumerate(tell(store, f"page-{number}.txt", schema, things)):
            at[key] = (number, place)
    resolve(store, schema)
    groups = [{at[key] for key in keys} for _, keys in store.view(OWNER).clusters(schema)]
    return sorted((group for group in groups if len(group) > 1), key=sorted)


def test_people_of_one_name_in_two_scripts_are_one(store: Store) -> None:
    assert together(
        store,
        "Person",
        [{"name": "Vladimir Voronkov"}],
        [{"name": "Владимир Воронков"}],
        [{"name": "Vladimir Voronin"}],
    ) == [{(0, 0), (1, 0)}]


def test_different_patronymics_and_countries_hold_people_apart(store: Store) -> None:
    assert not together(
        store,
        "Person",
        [{"name": "Ivan Petrovich Orlov"}],
        [{"name": "Ivan Sergeevich Orlov"}],
        [{"name": "Anna Kim", "country": "Kazakhstan"}],
        [{"name": "Anna Kim", "country": "Republic of Korea"}],
    )


def test_an_initial_is_the_one_full_name_it_can_be(store: Store) -> None:
    assert together(store, "Person", [{"name": "Marta Lindqvist"}], [{"name": "M. Lindqvist"}]) == [
        {(0, 0), (1, 0)}
    ]


def test_an_initial_that_two_can_be_is_neither(store: Store) -> None:
    pages: list[list[Told]] = [
        [{"name": "Marta Lindqvist"}],
        [{"name": "Mona Lindqvist"}],
        [{"name": "M. Lindqvist"}],
    ]
    assert not together(store, "Person", *pages)


def test_surnames_alone_join_nobody(store: Store) -> None:
    assert not together(store, "Person", [{"name": "Lindqvist"}], [{"name": "Lindqvist"}])


def test_bodies_of_one_name_are_one_and_a_nameless_ministry_is_one_of_many(store: Store) -> None:
    assert together(
        store,
        "Organisation",
        [
            {"name": "Border Cooperation Forum", "organisationType": "organisation"},
            {"name": "Ministry of Defence", "organisationType": "ministry"},
        ],
        [
            {"name": "the Border Co-operation Forum", "organisationType": "organisation"},
            {"name": "Ministry of Defence", "organisationType": "ministry"},
        ],
        [{"name": "Border Cooperation Forum", "organisationType": "organisation"}],
    ) == [{(0, 0), (2, 0)}]


def test_ministries_of_a_country_are_one(store: Store) -> None:
    ministry = {"name": "Ministry of Defence of Kazakhstan", "organisationType": "ministry"}
    assert together(store, "Organisation", [ministry], [ministry]) == [{(0, 0), (1, 0)}]


def test_places_need_a_country_or_a_point(store: Store) -> None:
    city = {"name": "Georgetown", "placeType": "city"}
    assert together(
        store,
        "Place",
        [city],
        [city],
        [city | {"countryCode": "GY"}],
        [city | {"countryCode": "GY"}],
        [city | {"countryCode": "US"}],
    ) == [{(2, 0), (3, 0)}]


def test_one_meeting_told_on_two_pages_is_one(store: Store) -> None:
    meeting = {"eventType": "meeting", "date": "2024-04-10", "ordinal": "39", "place": "Almaty"}
    assert together(
        store,
        "Event",
        [meeting],
        [meeting | {"place": "Алматы"}],
        [meeting | {"ordinal": "40"}],
        [meeting | {"date": "2024-04"}],
    ) == [{(0, 0), (1, 0)}]


def test_attacks_of_one_day_and_place_are_one_event_with_both_tolls(store: Store) -> None:
    attack = {"eventType": "attack", "date": "2016-06-28", "place": "Istanbul"}
    tolls = [attack | {"killed": "36..36|exact|people"}, attack | {"killed": "41..|at least|people"}]
    assert together(store, "Event", [tolls[0]], [tolls[1]]) == [{(0, 0), (1, 0)}]
    (found,) = entities(store.view(OWNER), "Event")
    assert sorted(found.values("killed")) == ["36..36|exact|people", "41..|at least|people"]


def test_two_events_of_one_page_stay_two(store: Store) -> None:
    meeting = {"eventType": "meeting", "date": "2024-04-10", "participant": ["Ann Ray", "Bo Lee"]}
    assert not together(store, "Event", [meeting, meeting])


def test_a_document_is_one_under_its_variants(store: Store) -> None:
    plan = {"instrumentKind": "plan", "name": "Collective Action Plan on Border Security"}
    assert together(
        store,
        "Instrument",
        [plan | {"period": "2019-2021"}],
        [{"instrumentKind": "plan", "name": "Action Plan", "variant": plan["name"]}],
        [{"instrumentKind": "statement", "name": "Joint Statement"}],
        [{"instrumentKind": "statement", "name": "Joint Statement"}],
    ) == [{(0, 0), (1, 0)}]


def test_plans_of_two_periods_are_two_and_one_without_is_neither(store: Store) -> None:
    plan = {"instrumentKind": "plan", "name": "Collective Action Plan on Border Security"}
    assert together(
        store,
        "Instrument",
        [plan | {"period": "2019-2021"}],
        [plan | {"period": "2022-2024"}],
        [plan],
        [plan],
    ) == [{(2, 0), (3, 0)}]


def test_resolutions_are_their_numbers(store: Store) -> None:
    held = [
        [{"instrumentKind": "resolution", "name": name}]
        for name in ("Resolution 1373 (2001)", "резолюция 1373", "Resolution 1535")
    ]
    assert together(store, "Instrument", *held) == [{(0, 0), (1, 0)}]


def test_decisions_are_followed_at_once_and_can_be_taken_back(store: Store) -> None:
    one, other = (
        tell(store, f"{at}.txt", "Person", [{"name": name}])[0]
        for at, name in enumerate(("Ann Ray", "Anna Reyes"))
    )
    resolve(store, "Person")
    view = store.view(OWNER)
    made = judge(store, one, other, Verdict.SAME, user="ann", reason="met her", at=NOW)
    assert entity(view, other).members == tuple(sorted((one, other)))
    take_back(store, made.id, user="bob", reason="no", at=NOW + dt.timedelta(hours=1))
    assert entity(view, other).members == (other,)
    with pytest.raises(NotFoundError, match="already"):
        take_back(store, made.id, user="bob", reason="no", at=NOW + dt.timedelta(hours=2))


def test_not_the_same_outlasts_a_new_page(store: Store) -> None:
    one, other = (tell(store, f"{at}.txt", "Person", [{"name": "Ann Ray"}])[0] for at in range(2))
    resolve(store, "Person")
    assert len(entity(store.view(OWNER), one).members) == 2
    judge(store, one, other, Verdict.NOT_SAME, user="ann", reason="two people", at=NOW)
    tell(store, "third.txt", "Person", [{"name": "Ann Ray"}])
    resolve(store, "Person")
    view = store.view(OWNER)
    assert view.canonical(one) != view.canonical(other)


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.NOT_SAME])
def test_a_judgement_is_about_two_known_things_of_one_kind(store: Store, verdict: Verdict) -> None:
    person = tell(store, "a.txt", "Person", [{"name": "Ann Ray"}])[0]
    body = tell(store, "b.txt", "Organisation", [{"name": "Border Forum"}])[0]
    for other in (body, person, "per-00000000000000000000"):
        with pytest.raises(NotFoundError):
            judge(store, person, other, verdict, user="ann", reason="", at=NOW)
