"""Who said what, and figures with who gave them."""

from __future__ import annotations

from tests.exchange.briefs import brief_of, group, section, told
from tests.exchange.telling import Page, put
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.store import Store


def test_who_said_what_is_grouped_by_speaker_with_role_and_stance(store: Store) -> None:
    page = Page(
        "a.txt", "Ada Brook, the envoy, called for calm. She said talks go on. Ben Cole spoke of hope."
    )
    page.claim(
        "Ada Brook",
        "Ada Brook, the envoy, called for calm.",
        "calm",
        stance="calls for",
        speakerRole="the envoy",
    )
    page.claim("Ada Brook", "She said talks go on.", "talks go on", via="Northern Agency")
    page.claim("Ben Cole", "Ben Cole spoke of hope.", "hope")
    put(store, page)
    brief = brief_of(store)
    assert [told(item) for item in section(brief, "said").groups] == ["Ada Brook | envoy", "Ben Cole"]
    assert sorted(group(brief, "said", "Ada Brook")) == [
        "calls for | calm",
        "through Northern Agency | talks go on",
    ]
    assert "3 statements by 2 speakers" in brief.summary


def test_a_teaser_on_three_pages_is_one_line_with_three_sources(store: Store) -> None:
    teaser = "Ada Brook said that talks go on."
    pages = [Page(f"{at}.txt", f"{teaser}\n\nArticle {at}.", published="2024-06-01") for at in range(3)]
    for page in pages:
        page.claim("Ada Brook", teaser, "talks go on")
    put(store, *pages)
    (line,) = section(brief_of(store), "said").groups[0].lines
    assert len(line.references) == 3
    assert "on 3 pages" in told(line)


def test_figures_of_one_sentence_stand_on_one_line_with_who_gave_them(store: Store) -> None:
    sentence = "The ministry counted at least 40 farms and 12 mills."
    page = Page("a.txt", sentence, title="A census")
    for figure, quantity, subject in (
        ("at least 40", Quantity(40, None, Qualifier.AT_LEAST, "farms"), "farms"),
        ("12", Quantity.of(12, unit="mills"), "mills"),
    ):
        page.tell(
            "Quantity",
            sentence,
            quantity=(quantity, figure),
            subject=subject,
            saidBy="Ministry",
            date="2024-06-10",
        )
    put(store, page)
    assert group(brief_of(store), "figures", "A census") == [
        f"at least 40 farms | 12 mills | Ministry | {sentence}"
    ]


def test_figures_without_a_number_are_counted_not_shown(store: Store) -> None:
    page = Page("a.txt", "Several states agreed.")
    page.tell(
        "Quantity",
        page.text,
        quantity=Quantity(None, None, Qualifier.VAGUE, "states"),
        subject="states",
        date="2024",
    )
    put(store, page)
    assert "1 figure without a number" in section(brief_of(store), "figures").more
