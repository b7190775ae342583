"""Guard tests of matching: what must find each other, what must not, and that every reason is said."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.screening.made import body, person, vessel
from tocsin.screening.births import read_births
from tocsin.screening.calibration import calibration, probability
from tocsin.screening.features import NAMES
from tocsin.screening.query import Query
from tocsin.screening.reasons import reasons, why_not
from tocsin.screening.screener import Match, Screener, compare_names

SPELLINGS = ("Osama bin Laden", "Усама бен Ладен", "أسامة بن لادن", "LADEN, Usama bin")


def ask(name: str, *entries: object, schema: str = "Person", **more: object) -> list[Match]:
    query = Query.of("q", (name,), schema=schema, **more)  # type: ignore[arg-type]
    return Screener(entries).screen(query)  # type: ignore[arg-type]


def alike(one: str, other: str, schema: str = "Person") -> float:
    found = compare_names(one, other, schema=schema)
    return probability(found.odds) if found else 0.0


@pytest.mark.parametrize("query", SPELLINGS)
@pytest.mark.parametrize("listed", SPELLINGS)
def test_one_name_in_three_scripts_is_found_from_each(query: str, listed: str) -> None:
    (found,) = ask(query, person(listed))
    assert found.match


def test_son_and_father_exchanged_are_two_people() -> None:
    assert not any(item.match for item in ask("Hassan bin Ahmad", person("Ahmad bin Hassan")))
    assert ask("Hassan bin Ahmad al-Sampli", person("Hassan bin Ahmad al-Sampli"))[0].match


def test_a_person_never_matches_a_ship_or_a_body() -> None:
    assert ask("Sample Star", vessel("SAMPLE STAR", "9187629")) == []
    assert ask("Sample Star", body("Sample Star")) == []
    assert compare_names("Sample Star", "Sample Star", schema="Person", other_schema="Vessel") is None


def test_a_weak_alias_alone_never_matches_but_supports() -> None:
    entry = person("Orazbek Meratayev", weak=("The Quiet Engineer",))
    assert not any(item.match for item in ask("The Quiet Engineer", entry))
    without = Screener([entry]).screen(Query.of("q", ("Orazbek Meratayev",), schema="Person"))[0]
    both = Screener([entry]).screen(
        Query.of("q", ("Orazbek Meratayev", "The Quiet Engineer"), schema="Person")
    )[0]
    assert both.score > without.score


def test_contradicting_births_push_down_and_missing_ones_do_not() -> None:
    entry = person("Orazbek Meratayev", born="1960-02-03")
    plain = ask("Orazbek Meratayev", entry)[0]
    same = ask("Orazbek Meratayev", entry, births=("1960-02-03",))[0]
    apart = ask("Orazbek Meratayev", entry, births=("1990-02-03",))[0]
    unknown = ask("Orazbek Meratayev", replace(entry, births=()), births=("1990-02-03",))[0]
    assert apart.score < plain.score < same.score
    assert unknown.score == plain.score


def test_without_a_birth_nothing_is_more_than_possible_and_it_is_said() -> None:
    query = Query.of("q", ("Orazbek Meratayev",), schema="Person")
    found = Screener([person("Orazbek Meratayev")]).screen(query)[0]
    assert any("insufficient information" in item.words for item in reasons(query, found))


def test_a_legal_form_or_a_common_word_alone_is_no_hit() -> None:
    entries = [body("Sample Works Corp"), body("International Trading Company", reference="XXe.002")]
    assert not any(
        item.match for item in Screener(entries).screen(Query.of("q", ("CORP",), schema="Organization"))
    )
    assert not any(item.match for item in Screener(entries).screen(Query.of("q", ("Company",), schema="")))


def test_numbers_in_names_count() -> None:
    assert not any(
        item.match for item in ask("Unit 18 Sampleworks", body("Unit 17 Sampleworks"), schema="Organization")
    )
    assert ask("Unit 17 Sampleworks", body("Unit 17 Sampleworks"), schema="Organization")[0].match


def test_one_id_and_two_names_are_independent() -> None:
    screener = Screener([person("Orazbek Meratayev")])
    first = screener.screen(Query.of("same", ("Orazbek Meratayev",), schema="Person"))
    second = screener.screen(Query.of("same", ("Helene Mustermann",), schema="Person"))
    assert first[0].match
    assert not any(item.match for item in second)


def test_a_document_number_finds_what_the_name_does_not() -> None:
    found = ask("Other Name", vessel("SAMPLE STAR", "9187629"), schema="Vessel", numbers=("IMO 9187629",))
    assert found[0].match
    query = Query.of("q", ("Other Name",), schema="Vessel", numbers=("IMO 9187629",))
    assert any(item.feature == "number" for item in reasons(query, found[0]))


def test_results_do_not_depend_on_the_order_of_entries_or_queries() -> None:
    names = ["Orazbek Meratayev", "Orazbek Meratov", "Urazbek Meratay", "Timur Samplev", "Marat Orazbekov"]
    entries = [person(name, reference=f"XXi.{n:03}") for n, name in enumerate(names)]
    shuffled = random.Random(3).sample(entries, len(entries))
    queries = [Query.of(name, (name,), schema="Person") for name in names]

    def answers(screener: Screener, asked: list[Query]) -> dict[str, list[tuple[str, float]]]:
        return {q.id: [(item.entry.reference, item.score) for item in screener.screen(q)] for q in asked}

    assert answers(Screener(entries), queries) == answers(Screener(shuffled), queries[::-1])


def test_every_hit_lays_both_strings_side_by_side_and_a_near_miss_says_why_not() -> None:
    query = Query.of("q", ("Urazbek Meratayev",), schema="Person")
    found = Screener([person("MERATAYEV, Orazbek")]).screen(query)[0]
    words = [item for item in reasons(query, found) if item.feature == "word"]
    assert [(item.query, item.candidate) for item in words] == [
        ("Urazbek", "Orazbek"),
        ("Meratayev", "MERATAYEV"),
    ]
    other = Query.of("q", ("Urazbek Timur Meratayev",), schema="Person")
    missed = Screener([person("Urazbek Stefan Meratayev", born="1950")]).screen(
        replace(other, births=read_births("1953"))
    )
    assert [item.match for item in missed] == [False]
    told = why_not(replace(other, births=read_births("1953")), missed[0])
    assert "some years apart" in told
    assert "“Timur” stands where the list has “Stefan”" in told


def test_reasons_are_worded_in_russian_too() -> None:
    query = Query.of("q", ("Orazbek Meratayev",), schema="Person")
    found = Screener([person("Orazbek Meratayev")]).screen(query)[0]
    assert "то же слово" in reasons(query, found, language="ru")[0].words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdulrahman Sampli", "Abd al-Rahman al-Sampli"),
        ("Meratayev Orazbek", "Orazbek Meratayev"),
        ("Oraz Bek Meratayev", "Orazbek Meratayev"),
    ],
)
def test_glued_split_and_turned_names_are_one(one: str, other: str) -> None:
    assert alike(one, other) >= calibration().threshold


def test_a_left_out_word_costs_less_than_a_contradicted_one() -> None:
    whole = alike("Orazbek Timur Meratayev", "Orazbek Timur Meratayev")
    omitted = alike("Orazbek Meratayev", "Orazbek Timur Meratayev")
    contradicted = alike("Orazbek Stefan Meratayev", "Orazbek Timur Meratayev")
    assert whole > omitted > contradicted


def test_probability_does_not_saturate_and_evidence_only_helps_or_hurts_as_it_should() -> None:
    weights = dict(zip(NAMES, calibration().weights, strict=True))
    assert 0.0 < alike("Orazbek Meratayev", "Orazbek Meratayev") < 1.0
    for name in (
        "contradicted",
        "omitted_query",
        "omitted_listed",
        "crossed_chain",
        "number_conflict",
        "unlike",
    ):
        assert weights[name] <= 0.0
    for key in ("birth contradicted", "birth apart", "country other", "gender other"):
        assert calibration().evidence[key] < 0.0
