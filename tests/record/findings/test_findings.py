"""What does not fit together is told with both sides; what only changed with time, or is missing, is told as that."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.record.dated import join, told
from tocsin.model.marking import OWNER
from tocsin.record.findings import Finding, Kind, findings
from tocsin.record.findings.figures import part_of
from tocsin.record.findings.ordinals import series_of
from tocsin.record.findings.roles import is_single
from tocsin.record.findings.versions import changed
from tocsin.store import Store


def found(store: Store, *kinds: Kind) -> list[Finding]:
    return list(findings(store.view(OWNER), kinds=kinds or tuple(Kind)))


def toll(store: Store, *pages: tuple[str, str, str]) -> list[Finding]:
    """Pages of one attack: (day, value, words)."""
    keys = [
        key
        for number, (day, value, words) in enumerate(pages)
        for key in told(
            store, f"{number}.txt", day, "Event", f"In the attack {{killed:{value}~{words}}}, page {number}."
        )
    ]
    join(store, "Event", *keys)
    return found(store)


def test_a_toll_that_rose_is_a_series_and_no_contradiction(store: Store) -> None:
    (one,) = toll(
        store,
        ("2024-03-24", "140..|more than|people", "more than 140 people were killed"),
        ("2024-03-22", "40..|at least|people", "at least 40 people were killed"),
    )
    assert (one.kind, one.contradicts) == (Kind.UPDATES, False)
    assert [item.value for item in one.accounts] == ["at least 40 people", "more than 140 people"]
    assert "between them 40 to 140 or more" in one.words


def test_tolls_of_one_day_that_exclude_each_other_contradict(store: Store) -> None:
    (one,) = toll(
        store,
        ("2024-03-22", "41..41|exact|people", "41 people were killed"),
        ("2024-03-22", "36..36|exact|people", "36 people were killed"),
    )
    assert (one.kind, one.contradicts) == (Kind.FIGURES, True)
    assert {item.span.quote for item in one.accounts} == {"41 people were killed", "36 people were killed"}
    assert "between them 36 to 41" in one.words


def test_a_later_and_lower_toll_of_another_contradicts(store: Store) -> None:
    (one,) = toll(
        store,
        ("2024-03-22", "41..41|exact|people", "41 people were killed"),
        ("2024-03-25", "36..36|exact|people", "36 people were killed"),
    )
    assert one.kind is Kind.FIGURES


def test_part_of_the_dead_is_no_other_number_of_them(store: Store) -> None:
    assert (
        toll(
            store,
            ("2024-03-22", "12..12|exact|people", "12 Borland soldiers were killed"),
            ("2024-03-22", "60..60|exact|people", "60 people were killed"),
        )
        == []
    )
    assert part_of("Four people were killed") == part_of("погибли 14 человек") == frozenset()


def test_the_same_toll_put_loosely_is_no_finding(store: Store) -> None:
    assert (
        toll(
            store,
            ("2024-03-22", "239..239|exact|people", "239 people were killed"),
            ("2024-03-24", "230..|more than|people", "more than 230 people were killed"),
        )
        == []
    )


def test_dates_that_exclude_each_other_contradict_and_a_month_does_not_contradict_its_day(
    store: Store,
) -> None:
    keys = [
        *told(store, "a.txt", "2024-06-10", "Event", "The council met on {date:2024-06-05~5 June}."),
        *told(store, "b.txt", "2024-06-11", "Event", "The council met in {date:2024-06~June}."),
    ]
    join(store, "Event", *keys)
    assert found(store) == []
    keys += told(store, "c.txt", "2024-06-12", "Event", "The council met on {date:2024-06-06~6 June}.")
    join(store, "Event", *keys)
    (one,) = found(store)
    assert one.kind is Kind.DATES
    assert {item.span.quote for item in one.accounts} == {"5 June", "June", "6 June"}


def test_an_office_with_two_holders_on_one_day_or_in_turn_contradicts(store: Store) -> None:
    def holds(page: str, day: str, who: str, role: str = "Secretary General") -> None:
        line = f"{{relationType:holds_role~}}On {day} {{subject:{who}~{who}}} was {{role:{role}~{role}}} of "
        told(store, page, day, "Relation", line + "{object:Arland Pact~the Arland Pact}.")

    holds("a.txt", "2024-01-01", "Ada Abel")
    holds("b.txt", "2024-02-01", "Bo Berg")
    holds("d.txt", "2024-02-01", "Cy Cole", "Deputy Secretary General")
    assert found(store) == []
    holds("c.txt", "2024-03-01", "Ada Abel")
    (one,) = found(store)
    assert one.kind is Kind.ROLES
    assert [item.value for item in one.accounts] == ["Ada Abel", "Bo Berg", "Ada Abel"]


def test_only_offices_that_one_person_holds_are_single() -> None:
    assert is_single("Secretary General")
    assert is_single("Генеральный секретарь ОДКБ")
    assert not is_single("First Deputy Chairman")
    assert not is_single("Member of the Council")


def test_two_chairs_of_one_meeting_and_lists_that_differ_are_told(store: Store) -> None:
    lists = {
        "a.txt": "Arland, Borland, Corland",
        "b.txt": "Arland, Borland, Dorland",
        "c.txt": "Arland, Borland",
    }
    keys = []
    for name, who in lists.items():
        named = ", ".join(f"{{participant:{one}~{one}}}" for one in who.split(", "))
        chair = "Arland" if name == "b.txt" else "Borland"
        line = f"{named} met under {{chair:{chair}~{chair}}} ({name})."
        keys += told(store, name, "2024-06-10", "Event", line)
    join(store, "Event", *keys)
    chairs, only = found(store)
    assert {item.value for item in chairs.accounts} == {"Arland", "Borland"}
    assert {item.value for item in only.accounts} == {"Corland", "Dorland"}


def test_a_document_that_goes_back_to_a_stage_it_had_passed_is_told(store: Store) -> None:
    def stage(name: str, day: str, value: str) -> list[str]:
        return told(store, name, day, "Instrument", f"The plan was {{stage:{value}~{value}}}, says {name}.")

    keys = [*stage("a.txt", "2024-01-10", "drafted"), *stage("b.txt", "2024-02-10", "adopted")]
    keys += stage("c.txt", "2024-03-10", "considered")
    join(store, "Instrument", *keys)
    assert found(store) == []
    keys += stage("d.txt", "2024-04-10", "drafted")
    join(store, "Instrument", *keys)
    (one,) = found(store)
    assert one.kind is Kind.STAGES
    assert [item.value for item in one.accounts] == ["drafted", "adopted", "drafted"]


def meeting(store: Store, number: int, form: str, day: str) -> list[str]:
    name = f"{form} meeting of the Working Group on Roads"
    line = f"The {{ordinal:{number}~{form}}} {{name:{name}~meeting}} was on {{date:{day}~that day}}, {day}."
    return told(store, f"{number}-{day}.txt", day, "Event", line)


def test_a_number_whose_predecessor_is_missing_is_told_as_a_gap(store: Store) -> None:
    meeting(store, 36, "36th", "2021-04-10")
    meeting(store, 37, "thirty-seventh", "2022-04-10")
    (first,) = found(store)
    assert "number 36 is in the record, number 35 before it is not" in first.words
    meeting(store, 40, "XL", "2024-04-10")
    gaps = found(store)
    assert [item.kind for item in gaps] == [Kind.ORDINAL_GAP] * 2
    assert "number 40 is in the record, numbers 38 to 39 before it are not" in gaps[1].words
    assert not gaps[1].contradicts


def test_one_number_on_two_days_and_numbers_against_time_clash(store: Store) -> None:
    meeting(store, 1, "1st", "2021-04-10")
    meeting(store, 2, "2nd", "2022-04-10")
    meeting(store, 3, "3rd", "2023-04-10")
    assert found(store) == []
    meeting(store, 2, "second", "2022-09-10")
    (one,) = found(store)
    assert (one.kind, len(one.about)) == (Kind.ORDINAL_CLASH, 2)
    meeting(store, 4, "4th", "2022-12-01")
    assert "number 3 on 2023-04-10, number 4 on 2022-12-01" in found(store)[1].words


def test_a_name_that_names_nobody_is_no_series() -> None:
    assert series_of("тридцать второе пленарное заседание") == ""
    assert series_of("39th meeting of the Working Group") == "meeting of the Working Group"


def test_a_page_that_was_changed_is_kept_twice_and_its_difference_shown(store: Store) -> None:
    told(
        store,
        "v1.txt",
        "2024-06-01",
        "Claim",
        "The plan has ten points.",
        "Borland agreed.",
        address="https://a.example/p",
    )
    told(
        store,
        "v2.txt",
        "2024-06-02",
        "Claim",
        "The plan has nine points.",
        "Borland agreed.",
        address="https://a.example/p",
    )
    told(store, "other.txt", "2024-06-02", "Claim", "The plan has no points.", address="https://a.example/q")
    (one,) = found(store)
    assert one.kind is Kind.CHANGED_PAGE
    assert [(item.value, item.span.quote) for item in one.accounts] == [("before", "ten"), ("after", "nine")]


_WORDS = st.lists(st.sampled_from(["a", "b", "c", "\n"]), max_size=30).map(" ".join)


@given(_WORDS, _WORDS)
def test_what_differs_explains_the_whole_difference(before: str, after: str) -> None:
    """The words outside the stretches that differ are the same, in order, in both versions."""

    def left(text: str, stretches: list[tuple[int, int]]) -> list[str]:
        for low, high in reversed(stretches):
            text = text[:low] + " " * (high - low) + text[high:]
        return text.split()

    found = changed(before, after)
    assert left(before, [one for one, _ in found]) == left(after, [other for _, other in found])
    assert (found != []) or before.split() == after.split()
