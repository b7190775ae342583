"""Briefs of small stores, and how tests read them."""

from __future__ import annotations

import datetime as dt

from tests.exchange.telling import Page
from tocsin.exchange.brief import Brief, BriefQuery, build_brief
from tocsin.exchange.brief.content import Group, Line, Section
from tocsin.model.dates import PartialDate
from tocsin.model.marking import OWNER
from tocsin.model.quantity import Quantity
from tocsin.store import Store

PEOPLE = "people"


def brief_of(store: Store, query: BriefQuery | None = None) -> Brief:
    return build_brief(store.view(OWNER), query or BriefQuery(as_of=dt.date(2024, 7, 1)))


def section(brief: Brief, key: str) -> Section:
    return next(item for item in brief.sections if item.key == key)


def lines(brief: Brief, key: str) -> list[str]:
    return [told(line) for group in section(brief, key).groups for line in group.lines]


def told(held: Line | Group) -> str:
    return " | ".join(word.text for word in (held.words if isinstance(held, Line) else held.title))


def group(brief: Brief, key: str, title: str) -> list[str]:
    found = [item for item in section(brief, key).groups if title in told(item)]
    assert len(found) == 1, [told(item) for item in section(brief, key).groups]
    return [told(line) for line in found[0].lines]


def meeting(name: str, sentence: str = "The working group met in Vienna on 3 June 2024.") -> Page:
    page = Page(name, f"{sentence} It was a fine day in {name}.", title=f"News of {name}")
    return page.tell("Event", sentence, eventType="meeting", date=PartialDate(2024, 6, 3), place="Vienna")


def attack(name: str, published: str, figure: str, quantity: Quantity, *, by: str | None = None) -> Page:
    sentence = f"{by or 'It is said that'} spoke of {figure} killed in the market."
    page = Page(name, f"A bomb went off in Northport on 1 May 2024. {sentence}", published=published)
    page.tell(
        "Event",
        "A bomb went off in Northport on 1 May 2024.",
        eventType="attack",
        incidentType="bombing",
        date=PartialDate(2024, 5, 1),
        place="Northport",
        killed=(quantity, figure),
    )
    return page.tell(
        "Quantity", sentence, quantity=(quantity, figure), subject="people", saidBy=by, date=published
    )


def joined(store: Store, *keys: str) -> None:
    with store.write() as writer:
        writer.put_clusters("Event", [(min(keys), sorted(keys))])
