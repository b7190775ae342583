"""Documents on their way: where a name ends, what it is, whose it is, how far it has come, what comes next."""

from __future__ import annotations

import pytest

from tests.statements.act_readings import document_of, one, read, told, values
from tocsin.model.document import Section


@pytest.mark.parametrize(
    ("text", "kind", "name", "stage"),
    [
        (
            "The NATO Strategic Concept was adopted in June 2022.",
            "strategy",
            "NATO Strategic Concept",
            "adopted",
        ),
        (
            "The ministers signed the Memorandum of Understanding between the OSCE and the CSTO in Vienna.",
            "memorandum",
            "Memorandum of Understanding between the OSCE and the CSTO",
            "signed",
        ),
        (
            "The draft CIS Programme of Cooperation in Combating Crime for 2023-2025 was developed and submitted to "
            "the governments.",
            "programme",
            "CIS Programme of Cooperation in Combating Crime for 2023-2025",
            "submitted",
        ),
        ("The ASEAN Convention on Transport entered into force.", "agreement", None, "in implementation"),
        (
            "They act in the framework of the OSCE Charter on Security.",
            "agreement",
            None,
            "in implementation",
        ),
        (
            "The Council adopted resolution 1535 (2004) yesterday.",
            "resolution",
            "resolution 1535",
            "adopted",
        ),
        ("The OSCE completed the review of the OSCE Strategy for Borders.", "strategy", None, "considered"),
    ],
)
def test_a_document_and_its_stage(text: str, kind: str, name: str | None, stage: str) -> None:
    found = one(told("Instrument", text))
    assert values(found, "instrumentKind", "stage") == (kind, stage)
    assert name is None or found.first("name") == name


@pytest.mark.parametrize(
    ("text", "kind", "name", "stage"),
    [
        (
            "Министры подписали Меморандум о взаимопонимании между ОДКБ и СНГ.",
            "memorandum",
            "Меморандум о взаимопонимании между ОДКБ и СНГ",
            "signed",
        ),
        (
            "Утверждена Программа сотрудничества стран СНГ в борьбе с преступностью на 2020–2022 годы.",
            "programme",
            "Программа сотрудничества стран СНГ в борьбе с преступностью на 2020–2022 годы",
            "approved",
        ),
        ("Совет Безопасности ООН принял резолюцию 2396.", "resolution", "резолюция 2396", "adopted"),
        (
            "Проект модельного закона «О связи» внесён на рассмотрение.",
            "model law",
            "модельный закон «О связи»",
            "submitted",
        ),
        (
            "Решение ОБСЕ «О мерах доверия» принято 23 ноября 2023 года.",
            "decision",
            "О мерах доверия",
            "adopted",
        ),
    ],
)
def test_a_russian_document_and_its_stage(text: str, kind: str, name: str, stage: str) -> None:
    found = one(told("Instrument", text, language="ru"))
    assert values(found, "instrumentKind", "name", "stage") == (kind, name, stage)


@pytest.mark.parametrize(
    "text",
    [
        "The Collective Security Treaty Organization met.",
        "The plan is good and the treaty was discussed.",
        "Model laws are useful.",
        "The programme of the day was short.",
    ],
)
def test_names_of_bodies_and_common_nouns_are_no_documents(text: str) -> None:
    assert told("Instrument", text) == []


def test_what_is_to_come_is_no_stage_but_the_next_one() -> None:
    text = "The draft Convention on Transport will be submitted for signature at the summit in July 2024."
    found = one(told("Instrument", text))
    assert values(found, "stage", "nextStageWhen") == ("drafted", "2024-07")
    assert (found.first("nextStage") or "").startswith("signature")


def test_an_active_verb_after_the_name_has_another_object() -> None:
    text = "The OSCE completed the eighth review of the OSCE Strategy for Borders and adopted the report."
    assert one(told("Instrument", text)).first("stage") == "considered"


def test_a_list_of_documents_shares_the_verb() -> None:
    found = told(
        "Instrument", "The OSCE adopted the Vienna Declaration and the OSCE Plan of Action for Borders."
    )
    assert [draft.first("stage") for draft in found] == ["adopted", "adopted"]


def test_resolutions_of_one_breath_are_two() -> None:
    found = told("Instrument", "Resolutions 1267 and 1373 (2001) bind all states.")
    assert [draft.first("name") for draft in found] == ["Resolution 1267", "Resolution 1373"]


def test_variants_of_one_name_are_one_document() -> None:
    found = one(
        told(
            "Instrument",
            "The draft OSCE Action Plan for Borders was developed.",
            "The OSCE Action Plan for Borders was approved in Vienna.",
        )
    )
    assert found.values("variant") == ["draft OSCE Action Plan for Borders", "OSCE Action Plan for Borders"]
    assert found.first("stage") == "approved"


def test_plans_of_two_periods_are_two() -> None:
    text = "The OSCE Strategic Framework 2022-2025 follows the OSCE Strategic Framework 2017-2020."
    assert [draft.first("period") for draft in told("Instrument", text)] == ["2022-2025", "2017-2020"]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("The UN Security Council adopted resolution 1535.", "United Nations Security Council"),
        (
            "They follow the Code of Conduct for Borders, initiated by the Republic of Kazakhstan.",
            "Kazakhstan",
        ),
        ("The EU Strategy for Central Asia was approved.", "European Union"),
    ],
)
def test_whose_it_is(text: str, owner: str) -> None:
    assert one(told("Instrument", text)).first("owner") == owner


def test_an_appeal_that_nobody_answered() -> None:
    text = "The OSCE adopted an open appeal to the foreign ministers of NATO. To date there has been no response."
    found = one(told("Instrument", text))
    assert values(found, "instrumentKind", "stage") == ("appeal", "no response")
    assert found.first("owner") == "Organization for Security and Co-operation in Europe"


def test_the_article_tells_the_stage_rather_than_a_teaser() -> None:
    page = document_of(
        (Section.TEASER, "The OSCE adopted the OSCE Charter on Borders again.", "2023-06-22"),
        "The OSCE adopted the OSCE Charter on Borders in Porto.",
        published="2002-12-07",
    )
    assert one(read(page, "Instrument")).first("asOf") == "2002-12-07"
