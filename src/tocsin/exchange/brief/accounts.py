"""What sources say of one thing, each as an account of its own: the value, whose word it is, when, and the words."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.exchange.brief.content import Cite, Line, Words
from tocsin.exchange.brief.desk import Desk
from tocsin.exchange.brief.plain_text import shown
from tocsin.exchange.brief.sentences import sentence_around
from tocsin.model.dates import PartialDate
from tocsin.model.statement import Statement

SHORT = 60
"""A stretch shorter than this is shown with the sentence that it stands in."""


@dataclass(frozen=True, slots=True)
class Account:
    """`about` tells apart what must not be compared: the dead in all, and the soldiers among them."""

    value: str
    by: str | None
    when: PartialDate | None
    cite: Cite
    quote: str
    about: str = ""


def account(desk: Desk, item: Statement, value: str, *, by: str | None = None, about: str = "") -> Account:
    """The account that one statement gives."""
    span = item.span
    document = desk.material.documents[span.doc]
    quote = (
        span.quote
        if len(span.quote) > SHORT
        else _sentence(document.text, span.start, span.end, item.language)
    )
    when = desk.material.page_date(span.doc, span.start)
    return Account(value, by or item.speaker, when, Cite.of(span.doc, [(span.start, span.end)]), quote, about)


def account_line(desk: Desk, held: list[Account]) -> Line:
    """One line for what one source says in several places."""
    first = held[0]
    by = shown(first.by) if first.by else desk.say("groups.the_page")
    words = (Words(first.value, "figure"), Words(by, "strong"), desk.quote(first.quote, most=200))
    return desk.line(words, [item.cite for item in held], when=first.when)


def _sentence(text: str, start: int, end: int, language: str | None) -> str:
    low, high = sentence_around(text, start, end, language=language or "en")
    return text[low:high]
