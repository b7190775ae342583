"""Who said what: by speaker, with role and stance; words that several pages carry stand once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.exchange.brief.content import Group, Line, Section, Words
from tocsin.exchange.brief.desk import Desk, order
from tocsin.exchange.brief.lexicon import words_of
from tocsin.exchange.brief.material import Thing, merged
from tocsin.exchange.brief.plain_text import folded, shown
from tocsin.model.statement import Stance

_ARTICLE = re.compile(r"^(?:the|an?)\s", re.IGNORECASE)
OBJECT_WITHIN = 8
LINES_OF_ONE = 8
ROLES = 2


def speaker_key(desk: Desk, thing: Thing) -> str:
    name = thing.first("speaker")
    return desk.material.names.who(thing.passage.span.doc, name) if name else ""


def speaker_name(desk: Desk, thing: Thing) -> str:
    name = thing.first("speaker")
    if not name:
        return desk.say("groups.the_page")
    return desk.material.names.name_of(speaker_key(desk, thing), name)


def claims(desk: Desk) -> list[Thing]:
    """Claims of the period, newest first; the same words of the same speaker are one claim."""
    return order(merged(desk.dated("Claim"), lambda thing: said_alike(desk, thing)))


def said_alike(desk: Desk, thing: Thing) -> object:
    return speaker_key(desk, thing), thing.first("stance"), folded(thing.first("content") or "")


def said(desk: Desk) -> tuple[Section, int]:
    """The section, and how many speakers there are."""
    by_speaker: dict[str, list[Thing]] = {}
    for thing in claims(desk):
        by_speaker.setdefault(speaker_key(desk, thing), []).append(thing)
    ordered = sorted(by_speaker.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))
    groups, left, speakers_left, room = [], 0, 0, desk.query.lines
    for _, things in ordered:
        shown_here = things[: min(LINES_OF_ONE, room)]
        if not shown_here:
            left, speakers_left = left + len(things), speakers_left + 1
            continue
        room -= len(shown_here)
        groups.append(_of_one(desk, things, shown_here))
    more = desk.say(
        "more.speakers",
        lines=desk.say.count("claim", left),
        speakers=desk.say.count("speaker", speakers_left),
    )
    count = sum(map(len, by_speaker.values()))
    return desk.section("said", groups, count=count, more=more if left else ""), len(by_speaker)


def _of_one(desk: Desk, things: list[Thing], shown_here: list[Thing]) -> Group:
    roles = _roles(things)
    name = desk.name(speaker_name(desk, things[0]))
    lines = tuple(claim_line(desk, thing) for thing in shown_here)
    left = len(things) - len(shown_here)
    more = desk.say("more.lines", lines=desk.say.count("claim", left)) if left else ""
    return Group((name, *(desk.plain(role) for role in roles[:ROLES])), lines, more=more)


def _roles(things: list[Thing]) -> list[str]:
    """The roles that pages give a speaker, newest first; an article before one makes no other role of it."""
    roles: dict[str, str] = {}
    for thing in things:
        role = _ARTICLE.sub("", shown(thing.first("speakerRole") or ""))
        roles.setdefault(folded(role), role)
    name = folded(things[0].first("speaker") or "")
    return [role for key, role in roles.items() if role and key not in name]


def claim_line(desk: Desk, thing: Thing, *, named: bool = False) -> Line:
    """Through whom they came, the stance where it is more than saying, and the exact words."""
    words = [Words(speaker_name(desk, thing), "strong")] if named else []
    words += _through(desk, thing)
    words += _stance(desk, thing)
    said = _with_verb(desk, thing)
    words.append(desk.quote(said or thing.first("content") or thing.passage.span.quote))
    return desk.line(words, thing.cites(("cue", "content") if said else ("content",)), when=thing.when)


def _with_verb(desk: Desk, thing: Thing) -> str | None:
    """*condemned the attack*, *pointed out the need ...*: an object says nothing without its verb, a clause does."""
    if thing.first("stance") != Stance.ASSERTS:
        return None
    place = thing.passage
    found = {
        item.prop: item.span
        for prop in ("cue", "content")
        for item in thing.entity.of(prop)
        if item.about == place.about and item.span.doc == place.span.doc
    }
    if len(found) < 2 or not 0 <= found["content"].start - found["cue"].end <= OBJECT_WITHIN:
        return None
    text = desk.material.documents[place.span.doc].text
    between = text[found["cue"].end : found["content"].start]
    if not set(between.casefold().split()) <= set(words_of("articles")) or any(
        mark in between for mark in '“”«»",:'
    ):
        return None
    return text[found["cue"].start : found["content"].end]


def _stance(desk: Desk, thing: Thing) -> Iterator[Words]:
    stance = thing.first("stance") or str(Stance.ASSERTS)
    if stance != Stance.ASSERTS:
        yield Words(desk.say.value("stance", stance), "alarm" if stance == Stance.DENIES else "verb")


def _through(desk: Desk, thing: Thing) -> Iterator[Words]:
    via = [shown(value) for value in thing.entity.values("via")]
    if via:
        yield Words(desk.say("lines.via", names=", ".join(via)), "quiet")
    if len(thing.places) > 1:
        yield Words(desk.say("lines.also_on", pages=desk.say.count("page_on", len(thing.places))), "quiet")
