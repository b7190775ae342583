"""A brief from a view: the material is gathered once, each section tells its part, the quotes are numbered last."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from tocsin import __version__
from tocsin.exchange.brief.casualties import Casualties
from tocsin.exchange.brief.citations import numbered
from tocsin.exchange.brief.content import Brief, Section, Unread
from tocsin.exchange.brief.contested import contested
from tocsin.exchange.brief.desk import Desk
from tocsin.exchange.brief.figures import figures
from tocsin.exchange.brief.happened import happened
from tocsin.exchange.brief.in_short import in_short
from tocsin.exchange.brief.material import Material
from tocsin.exchange.brief.papers import papers
from tocsin.exchange.brief.plain_text import clipped, shown
from tocsin.exchange.brief.query import BriefQuery
from tocsin.exchange.brief.said import said
from tocsin.exchange.brief.undated import undated
from tocsin.exchange.brief.undertakings import open_undertakings
from tocsin.exchange.brief.wording import Wording
from tocsin.store import View

_BEGINNING = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
UNREAD = 50


def build_brief(view: View, query: BriefQuery) -> Brief:
    """The brief of what a view shows. The same record and query give the same brief: no clock is asked."""
    material = Material.of(view)
    retrieved = [item.retrieved_at for item in material.documents.values()]
    moment = view.as_of or max(retrieved, default=None)
    say = Wording(query.language)
    desk = Desk(material, query, say, query.as_of or (moment or _BEGINNING).date())
    spoken, speakers = said(desk)
    casualties = Casualties(desk)
    told = (
        happened(desk, casualties),
        spoken,
        figures(desk),
        papers(desk),
        open_undertakings(desk),
        contested(desk, casualties),
        undated(desk, casualties),
    )
    sections, sources = numbered((in_short(desk, told), *told), material, say)
    problems = [Unread(shown(item.address), say.value("problem", item.code), clipped(shown(item.reason), 200))
                for item in material.problems]  # fmt: skip
    left = len(problems) - UNREAD
    return Brief(
        language=query.language,
        title=shown(query.title) if query.title else say("head.title"),
        about=_about(desk),
        made=_made(say, moment),
        summary=_summary(say, sections, speakers),
        sections=sections,
        sources=sources,
        unread=tuple(problems[:UNREAD]),
        unread_count=len(problems),
        unread_more=say("more.problems", problems=say.count("problem", left)) if left > 0 else "",
        version=__version__,
    )


def _made(say: Wording, moment: dt.datetime | None) -> str:
    """From which record, in which language, by what; a record without a page has no moment."""
    record = say("head.record", moment=say.moment(moment)) if moment else say("head.no_record")
    return say("head.made", record=record, version=__version__)


def _about(desk: Desk) -> str:
    """The query in words: period, documents and their languages."""
    say, query = desk.say, desk.query
    since = say.running(query.begins) if query.begins else ""
    until = say.running(query.ends) if query.ends else ""
    key = "between" if since and until else "since" if since else "until" if until else "all"
    documents = desk.material.documents.values()
    languages = Counter(document.language for document in documents)
    told = ", ".join(
        f"{say.language_name(code)} {say.number(number)}"
        for code, number in sorted(languages.items(), key=lambda item: (-item[1], str(item[0])))
    )
    period = say(f"head.period_{key}", since=since, until=until)
    count = say.count("document", len(documents))
    return say("head.about", period=period, documents=f"{count} ({told})" if told else count)


def _summary(say: Wording, sections: tuple[Section, ...], speakers: int) -> str:
    counts = {section.key: section.count for section in sections}
    return say(
        "head.summary", events=say.count("event", counts["happened"]), claims=say.count("claim", counts["said"]),
        speakers=say.count("speaker", speakers), figures=say.count("figure", counts["figures"]),
        papers=say.count("paper", counts["papers"]), open=say.count("open", counts["open"]),
        contested=say.count("contested", counts["contested"]),
    )  # fmt: skip
