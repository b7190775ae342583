"""Hypotheses that speakers put forward about one incident: who did it, and what it was.

1. What the incident's own statements give: perpetrators with a name, who claims it, what it is called.
2. What claims say of it: on pages that tell of this attack alone, and where a claim stands in its passage.
3. Who denies involvement speaks against having done it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml

from tocsin.model.entity import Entity
from tocsin.model.statement import Stance, Statement
from tocsin.record.accounts.hypotheses import Hypothesis
from tocsin.record.assemble import entities
from tocsin.record.bodies import folded
from tocsin.store import View

_NEAR = 60
"""Letters between words of blame and the name that is blamed."""
_CLAIMED = ("claimedBy", "perpetratorOrganisation", "perpetratorIndividual")
_PUTS_FORWARD = frozenset({Stance.ASSERTS, Stance.HYPOTHESISES, Stance.EXPECTS})
_NAMED = ("Organisation", "Person")


def proposals(view: View, incident: Entity) -> list[Hypothesis]:
    """In the order of their words."""
    found = _Found(view)
    for prop in _CLAIMED:
        for item in incident.of(prop):
            if any(letter.isupper() for letter in item.value):
                found.say(_by(found.name(item.span.doc, item.value)), item, stance=item.stance)
    for item in incident.of("classifiedAs"):
        for nature in natures(item.value) or [f"called “{item.value}”"]:
            found.say(
                f"it was {nature}" if nature in _rules()["natures"] else nature, item, stance=item.stance
            )
    named: dict[str, list[Statement]] = {}
    for content in _claims(view, incident):
        doc = content.span.doc
        if doc not in named:
            named[doc] = _names_on(view, doc)
        _read(found, content, [item for item in named[doc] if _within(item, content)])
    return found.all()


def natures(text: str) -> list[str]:
    """What a text says that an incident was, in our words."""
    return [nature for nature, form in _rules()["natures"].items() if form.search(text)]


class _Found:
    """Hypotheses by their words; each statement once on each side."""

    def __init__(self, view: View) -> None:
        self._names: dict[tuple[str, str], str] = {}
        for schema in _NAMED:
            canonical = {key: group for group, keys in view.clusters(schema) for key in keys}
            shown: dict[str, str] = {}
            for item in view.values(schema, ("name",)):
                key = canonical.get(item.about, item.about)
                name = shown.setdefault(key, item.value)
                self._names.setdefault((item.doc, folded(item.value)), name)
        self._held: dict[str, tuple[dict[str, Statement], dict[str, Statement]]] = {}

    def name(self, doc: str, name: str) -> str:
        """The name by which the record first knows whoever this name stands for on the page."""
        return self._names.get((doc, folded(name)), name)

    def say(self, words: str, item: Statement, *, stance: Stance) -> None:
        if stance not in _PUTS_FORWARD and stance is not Stance.DENIES:
            return
        speaking_for, against = self._held.setdefault(words, ({}, {}))
        (against if stance is Stance.DENIES else speaking_for)[item.id] = item

    def all(self) -> list[Hypothesis]:
        return [
            Hypothesis(words, tuple(speaking_for.values()), tuple(against.values()))
            for words, (speaking_for, against) in sorted(self._held.items())
        ]


def _by(name: str) -> str:
    return f"committed by {name}"


def _claims(view: View, incident: Entity) -> Iterator[Statement]:
    """The `content` of claims about the incident."""
    passages: dict[str, list[Statement]] = {}
    for item in incident.of("section"):
        passages.setdefault(item.span.doc, []).append(item)
    others = {
        item.span.doc
        for event in entities(view, "Event")
        if event.first("eventType") == "attack" and event.id != incident.id
        for item in event.of("section")
    }
    for doc, held in passages.items():
        for item in view.statements(doc=doc, schema="Claim"):
            alone = doc not in others
            within = any(one.span.start < item.span.end and item.span.start < one.span.end for one in held)
            if item.prop == "content" and (alone or within):
                yield item


def _names_on(view: View, doc: str) -> list[Statement]:
    return [
        item for schema in _NAMED for item in view.statements(doc=doc, schema=schema) if item.prop == "name"
    ]


def _within(item: Statement, content: Statement) -> bool:
    return content.span.start <= item.span.start and item.span.end <= content.span.end


def _read(found: _Found, content: Statement, names: Sequence[Statement]) -> None:
    rules, quote, start, doc = _rules(), content.span.quote, content.span.start, content.span.doc

    def stance(match: re.Match[str]) -> Stance:
        """ "It was no accident" speaks against an accident, whoever says it."""
        return Stance.DENIES if rules["negation"].search(quote[: match.start()]) else content.stance

    for nature, form in rules["natures"].items():
        for match in form.finditer(quote):
            found.say(f"it was {nature}", content, stance=stance(match))
    for match in rules["by"].finditer(quote):
        after = [item for item in names if 0 <= item.span.start - start - match.end() <= _NEAR]
        if after:
            blamed = min(after, key=lambda item: (item.span.start, -item.span.end))
            found.say(_by(found.name(doc, blamed.value)), content, stance=stance(match))
    for match in rules["behind"].finditer(quote):
        before = [item for item in names if 0 <= match.start() - (item.span.end - start) <= _NEAR // 2]
        if before:
            blamed = max(before, key=lambda item: (item.span.end, -item.span.start))
            found.say(_by(found.name(doc, blamed.value)), content, stance=stance(match))
    if content.stance is Stance.DENIES and content.speaker and rules["involvement"].search(quote):
        found.say(_by(found.name(doc, content.speaker)), content, stance=Stance.DENIES)


@cache
def _rules() -> Any:
    text = (resources.files("tocsin.record.accounts") / "natures.yaml").read_text(encoding="utf-8")
    held = yaml.safe_load(text)
    forms = {key: re.compile(held[key], re.IGNORECASE) for key in ("by", "behind", "involvement", "negation")}
    found = {name: re.compile(form, re.IGNORECASE) for name, form in held["natures"].items()}
    return {**forms, "natures": found}
