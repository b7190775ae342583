"""When a page says that it was published."""

from __future__ import annotations

import pytest

from tests.documents.pages import BODY, TEASERS, TITLE, read
from tocsin.model.dates import PartialDate

DAY = PartialDate(2019, 10, 30)


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\n{TITLE} 30.10.2019\n\n{BODY[0]}",
        f"{TITLE} 30.10.2019\n\n{BODY[0]}",
        f"{TITLE}\n\n30 October 2019\n\n{BODY[0]}",
        f"{TITLE}\n\n30.10.2019, 14:05\n\n{BODY[0]}",
        f"30.10.2019\n\n{TITLE}\n\n{BODY[0]}",
        f"30.10.2019\n\n{BODY[0]}\n\n{BODY[2]}",
        f"{TITLE}\n\nVIENNA, 30 October 2019 (TASS). {BODY[0]}",
        f"{TITLE}\n\nVienna, October 30, 2019 — {BODY[0]}",
        "Министры приняли декларацию\n\nМОСКВА, 30 октября 2019 г. /ТАСС/. Министры встретились.",
    ],
)
def test_stated_with_the_title_or_in_the_dateline(text: str) -> None:
    document = read(text)
    assert document.publication_date == DAY
    assert all(one.date == DAY for one in document.article())


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\nOn 30 October 2019, the ministers met. {BODY[0]}",
        f"{TITLE}\n\nThe ministers, who met on 30 October 2019, left. {BODY[0]}",
        f"{TITLE}\n\nIn Vienna, 30 October 2019 was a holiday. {BODY[0]}",
        "\n\n\n".join(TEASERS) + f"\n\n{TITLE}\n\n{TITLE}\n\n{BODY[0]}",
        BODY[1],
        "",
    ],
)
def test_never_taken_from_an_event_or_a_teaser(text: str) -> None:
    assert read(text).publication_date is None


def test_metadata_speak_where_the_text_does_not() -> None:
    declared = PartialDate(2020, 1, 2)
    assert read(f"{TITLE}\n\n{BODY[0]}", date=declared).publication_date == declared
    assert read(f"{TITLE} 30.10.2019\n\n{BODY[0]}", date=declared).publication_date == DAY


def test_a_title_that_ends_with_the_day_of_its_event_keeps_it() -> None:
    document = read(f"Border forum to open in Vienna on 30.10.2019\n\n{BODY[0]}")
    assert (document.title, document.publication_date) == (
        "Border forum to open in Vienna on 30.10.2019",
        None,
    )
