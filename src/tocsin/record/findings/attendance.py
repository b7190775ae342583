"""One meeting with two chairs, told as in a room and as by video, or with lists of participants that differ."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.model.entity import Entity
from tocsin.model.statement import Statement
from tocsin.record.findings.finding import Finding, Kind, in_time, values_in_words
from tocsin.record.findings.materials import Materials

LIST = 3
"""Participants that make a list: a page that names one or two does not say who else was there."""


def attendance(materials: Materials) -> Iterator[Finding]:
    for event in materials.things["Event"]:
        for prop, told in (("chair", "in the chair"), ("mode", "held")):
            held = event.of(prop)
            if len({materials.who(item.span.doc, item.value) for item in held}) > 1:
                accounts = tuple(sorted(map(materials.account, held), key=in_time))
                yield Finding(Kind.ATTENDANCE, (event.id,), f"{told}: {values_in_words(accounts)}", accounts)
        yield from _lists(materials, event)


def _lists(materials: Materials, event: Entity) -> Iterator[Finding]:
    """Two pages that each name somebody whom the other leaves out; a list that is only shorter differs in nothing."""
    by_doc: dict[str, dict[str, Statement]] = {}
    for item in event.of("participant"):
        named = by_doc.setdefault(item.span.doc, {})
        named.setdefault(materials.who(item.span.doc, item.value), item)
    lists = [named for named in by_doc.values() if len(named) >= LIST]
    for at, one in enumerate(lists):
        for other in lists[at + 1 :]:
            only, more = one.keys() - other.keys(), other.keys() - one.keys()
            if only and more:
                found = [one[key] for key in only] + [other[key] for key in more]
                accounts = tuple(sorted(map(materials.account, found), key=in_time))
                told = f"only on one of two lists: {values_in_words(accounts)}"
                yield Finding(Kind.ATTENDANCE, (event.id,), told, accounts)
