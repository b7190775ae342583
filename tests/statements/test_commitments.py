"""Undertakings and what only looks like one: kinds, who owes, to whom, what, by when, who says so."""

from __future__ import annotations

import pytest

from tests.statements.act_readings import document_of, one, read, told, values
from tocsin.model.document import Section

OSCE = "Organization for Security and Co-operation in Europe"


@pytest.mark.parametrize(
    ("text", "language", "kind", "task"),
    [
        ("The OSCE decided to open an office.", "en", "decided", "open an office"),
        ("The OSCE undertook to share the results.", "en", "undertaking", "share the results"),
        ("The OSCE intends to share the results.", "en", "intention", "share the results"),
        ("The OSCE is ready to share the results.", "en", "intention", "share the results"),
        ("The OSCE called for a ceasefire in the region.", "en", "call to act", "a ceasefire in the region"),
        ("The OSCE advocated for a wider coalition.", "en", "call to act", "a wider coalition"),
        ("The OSCE expects that states will agree.", "en", "expectation", "states will agree"),
        ("ОБСЕ решила открыть бюро.", "ru", "decided", "открыть бюро"),
        ("ОБСЕ обязалась передать результаты.", "ru", "undertaking", "передать результаты"),
        ("ОБСЕ намерена передать результаты.", "ru", "intention", "передать результаты"),
        ("ОБСЕ призвала государства прекратить огонь.", "ru", "call to act", "прекратить огонь"),
        ("ОБСЕ выступила за создание коалиции.", "ru", "call to act", "создание коалиции"),
    ],
)
def test_the_kind_is_that_of_the_words(text: str, language: str, kind: str, task: str) -> None:
    found = one(told("Commitment", text, language=language))
    assert values(found, "commitmentKind", "undertaking") == (kind, task)
    assert found.first("undertaking") in text


@pytest.mark.parametrize(
    "text",
    [
        "The OSCE does not intend to share the results.",
        "The list names those who intend to take part in terrorist acts.",
        "It should be noted that the results are good.",
        "The ministers never agreed to the proposal.",
    ],
)
def test_what_nobody_undertakes_is_left_out(text: str) -> None:
    assert told("Commitment", text) == []


@pytest.mark.parametrize(
    ("text", "language", "owed_by"),
    [
        ("The OSCE called on all states to ratify the treaty.", "en", "all states"),
        ("The OSCE urged the United Nations to open an office.", "en", "United Nations"),
        ("Секретариату ОДКБ поручено подготовить доклад.", "ru", "CSTO Secretariat"),
        ("ОБСЕ призвала государства прекратить огонь.", "ru", "государства"),
        ("The OSCE undertook to share the results.", "en", OSCE),
    ],
)
def test_who_is_asked_owes(text: str, language: str, owed_by: str) -> None:
    assert one(told("Commitment", text, language=language)).first("owedBy") == owed_by


def test_whoever_assigns_is_owed() -> None:
    found = one(
        told("Commitment", "The OSCE instructed the CSTO Secretariat to prepare a report by 1 June 2024.")
    )
    assert values(found, "owedBy", "owedTo", "due") == ("CSTO Secretariat", OSCE, "2024-06-01")


def test_a_date_before_the_page_is_no_due_date() -> None:
    found = one(told("Commitment", "The OSCE intends to carry out the decision adopted in May 2019."))
    assert found.first("due") is None


def test_a_second_call_of_one_breath_has_the_same_caller() -> None:
    found = told(
        "Commitment", "The OSCE urged all states to cooperate and called for the protection of civilians."
    )
    assert [values(draft, "saidBy", "owedBy") for draft in found] == [(OSCE, "all states"), (OSCE, None)]


def test_who_says_it_is_the_speaker_of_the_claim_around_it() -> None:
    found = one(told("Commitment", "Anna Weber said that the OSCE intends to open an office."))
    assert values(found, "owedBy", "saidBy") == (OSCE, "Anna Weber")


def test_a_speaker_between_commas_says_it() -> None:
    found = one(told("Commitment", "The OSCE, said Anna Weber, intends to open an office."))
    assert values(found, "owedBy", "saidBy") == (OSCE, "Anna Weber")


@pytest.mark.parametrize(
    ("text", "language", "owed_to"),
    [
        (
            "In March the OSCE sent an appeal to NATO. To date there has been no response to the appeal.",
            "en",
            OSCE,
        ),
        ("The OSCE has not yet received an official response to its letter to NATO.", "en", OSCE),
        ("ОБСЕ направила обращение к НАТО. Ответ до сих пор не получен.", "ru", OSCE),
    ],
)
def test_an_unanswered_appeal_is_owed_by_its_addressee(text: str, language: str, owed_to: str) -> None:
    found = one(told("Commitment", text, language=language))
    assert values(found, "commitmentKind", "owedBy", "owedTo", "state") == (
        "response owed",
        "North Atlantic Treaty Organization",
        owed_to,
        "no response",
    )


def test_a_document_sent_on_is_owed_a_step() -> None:
    text = "The plan was submitted for approval by the UN General Assembly in November 2024."
    found = one(told("Commitment", text))
    assert values(found, "commitmentKind", "owedBy", "due") == (
        "expectation",
        "United Nations General Assembly",
        "2024-11",
    )


def test_hopes_and_plans_are_never_open_promises() -> None:
    text = "The OSCE hopes that states will agree. The OSCE plans to open an office."
    assert {draft.first("state") for draft in told("Commitment", text)} == {None}


def test_a_title_that_the_text_repeats_is_not_told_twice() -> None:
    page = document_of(
        (Section.TITLE, "The OSCE called for the protection of civilians", "2024-05-20"),
        "The OSCE called for the protection of civilians in the region.",
    )
    assert one(read(page, "Commitment")).section is Section.BODY


def test_questions_undertake_nothing() -> None:
    page = document_of((Section.QUESTION, "Will the OSCE undertake to share the results?", None))
    assert read(page, "Commitment") == []
