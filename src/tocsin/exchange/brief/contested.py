"""What is contested: two values for one thing, side by side, with who gave each and when. No side is chosen.

1. Figures of the killed and the injured of one attack that are not the same.
2. One event with two dates, or with two countries.
3. Different names for who did it, and for what it was.
4. A denial beside the statements that it denies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from tocsin.exchange.brief.content import Cite, Group, Line, Section, Words
from tocsin.exchange.brief.desk import Desk
from tocsin.exchange.brief.figures import giver, quantity_of
from tocsin.exchange.brief.happened import events
from tocsin.exchange.brief.material import Thing
from tocsin.exchange.brief.plain_text import folded, shown
from tocsin.exchange.brief.said import claim_line, claims, speaker_key, speaker_name
from tocsin.language.stems import stem_text
from tocsin.model.dates import PartialDate
from tocsin.model.draft import read_quantity
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.model.statement import Stance, Statement

COUNTERS = 3
SHARED_STEMS = 2


@cache
def _words(name: str) -> tuple[str, ...]:
    entry = resources.files("tocsin.exchange.brief") / "contested.yaml"
    held: Mapping[str, list[str] | str] = yaml.safe_load(entry.read_text(encoding="utf-8"))
    listed = held[name]
    return tuple(listed.split() if isinstance(listed, str) else listed)


@cache
def _common() -> frozenset[str]:
    return frozenset(stem_text(" ".join(_words("common"))).split())


@dataclass(frozen=True, slots=True)
class Account:
    """What one source says of the thing in question."""

    value: str
    by: str
    when: PartialDate | None
    cite: Cite
    quote: str
    quantity: Quantity | None = None


def contested(desk: Desk) -> Section:
    groups = list(_groups(desk))
    held = groups[: desk.query.lines // 3 or 1]
    return desk.section("contested", held, count=len(groups), more=desk.more_lines(len(groups) - len(held)))


def _groups(desk: Desk) -> Iterator[Group]:
    attacks = _Casualties(desk)
    for thing in events(desk):
        about = event_words(desk, thing)
        for prop in ("killed", "injured"):
            yield from _sides(desk, prop, about, attacks.of(thing, prop))
        yield from _sides(desk, "when", about, _dates(desk, thing))
        yield from _sides(desk, "where", about, _countries(desk, thing))
        yield from _sides(
            desk, "who", about, _accounts(desk, thing, ("perpetratorOrganisation", "claimedBy"))
        )
        yield from _sides(desk, "called", about, _accounts(desk, thing, ("classifiedAs",)))
    yield from _denials(desk)


def event_words(desk: Desk, thing: Thing) -> tuple[Words, ...]:
    """What an event is called where it is only referred to."""
    incident = thing.first("incidentType")
    kind = (
        desk.say.value("incident", incident)
        if incident
        else desk.say.value("event", thing.first("eventType") or "other")
    )
    place = thing.first("place")
    told = [kind, shown(place)] if place else [kind]
    if thing.when:
        told.append(desk.say.date(thing.when))
    return (Words(", ".join(told), "quiet"),)


def _sides(desk: Desk, key: str, about: tuple[Words, ...], accounts: Iterable[Account]) -> Iterator[Group]:
    """A group where there are two different values at least; equal ones of one source are one line."""
    lines: dict[tuple[str, str], list[Account]] = {}
    for account in accounts:
        lines.setdefault((account.value, account.by), []).append(account)
    if len({value for value, _ in lines}) < 2:
        return
    ordered = sorted(lines.values(), key=lambda held: (str(held[0].when or "9999"), held[0].value))
    told = tuple(_side(desk, held) for held in ordered)
    yield Group((Words(desk.say(f"contested.{key}")), *about), told)


def _side(desk: Desk, held: list[Account]) -> Line:
    first = held[0]
    words = (Words(first.value, "figure"), Words(first.by, "strong"), desk.quote(first.quote, most=200))
    return desk.line(words, [account.cite for account in held], when=first.when)


class _Casualties:
    """Figures of the killed and injured: what events hold, and what pages with one attack alone say of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._figures: dict[str, list[Thing]] = {}
        for thing in desk.material.things["Quantity"]:
            if quantity_of(thing).qualifier is not Qualifier.VAGUE:
                self._figures.setdefault(thing.passage.span.doc, []).append(thing)
        self._attacks: dict[str, set[str]] = {}
        for thing in desk.material.things["Event"]:
            if is_attack(thing):
                for place in thing.places:
                    self._attacks.setdefault(place.span.doc, set()).add(thing.entity.id)

    def of(self, event: Thing, prop: str) -> Iterator[Account]:
        if not is_attack(event):
            return
        told: set[tuple[str, int]] = set()
        for place in event.places:
            doc = place.span.doc
            if self._attacks.get(doc) != {event.entity.id} or place.section == "teaser":
                continue
            for figure in self._figures.get(doc, ()):
                if counts_everybody(figure) and _tells_of(figure, prop):
                    (item,) = figure.entity.of("quantity")[:1]
                    told.add((doc, item.span.start))
                    yield self._account(item, quantity_of(figure), giver(figure))
        for item in event.entity.of(prop):
            if not any(doc == item.span.doc and item.span.start <= at < item.span.end for doc, at in told):
                yield self._account(item, read_quantity(item.value), item.speaker)

    def _account(self, item: Statement, quantity: Quantity, by: str | None) -> Account:
        bare = Quantity(quantity.low, quantity.high, quantity.qualifier)
        return account(self._desk, item, self._desk.say.quantity(bare), by)


def account(desk: Desk, item: Statement, value: str, by: str | None) -> Account:
    text = desk.material.documents[item.span.doc].text
    quote = item.span.quote if len(item.span.quote) > 60 else _sentence(text, item.span.start, item.span.end)
    return Account(
        value, shown(by) if by else desk.say("groups.the_page"),
        desk.material.page_date(item.span.doc, item.span.start),
        Cite.of(item.span.doc, [(item.span.start, item.span.end)]), quote,
    )  # fmt: skip


def is_attack(thing: Thing) -> bool:
    return thing.first("eventType") == "attack"


def counts_everybody(figure: Thing) -> bool:
    """Whether people in general are counted: "13 foreign citizens" are a part of the dead, no other number of them."""
    words = folded(figure.first("subject") or "").split()
    return not words or words[0] in _words("everybody")


def _tells_of(figure: Thing, prop: str) -> bool:
    """Whether the words right after the figure, else those of its sentence, speak of the killed or of the injured."""
    item = figure.entity.of("quantity")[0]
    sentence = figure.passage.span
    low, high = item.span.start - sentence.start, item.span.end - sentence.start
    after = sentence.quote[low : high + 40].casefold()
    found = [
        (after.find(word), kind) for kind in ("killed", "injured") for word in _words(kind) if word in after
    ]
    if found:
        return min(found)[1] == prop
    whole = sentence.quote.casefold()
    return prop == "killed" and any(word in whole for word in _words("killed"))


def _dates(desk: Desk, thing: Thing) -> Iterator[Account]:
    """Dates that exclude each other; "June 2016" does not contradict "28 June 2016"."""
    dates = [PartialDate.parse(value) for value in thing.entity.values("date")]
    if all(one.overlaps(other) for one in dates for other in dates):
        return
    for item in thing.entity.of("date"):
        yield account(desk, item, desk.say.date(PartialDate.parse(item.value)), item.speaker)


def _countries(desk: Desk, thing: Thing) -> Iterator[Account]:
    for item in thing.entity.of("countryCode"):
        yield account(desk, item, desk.say.country(item.value), item.speaker)


def _accounts(desk: Desk, thing: Thing, props: Iterable[str]) -> Iterator[Account]:
    for prop in props:
        for item in thing.entity.of(prop):
            yield account(desk, item, shown(item.value), item.speaker)


def _denials(desk: Desk) -> Iterator[Group]:
    held = claims(desk)
    by_doc: dict[str, list[Thing]] = {}
    for thing in held:
        for place in thing.places:
            by_doc.setdefault(place.span.doc, []).append(thing)
    for denial in held:
        if denial.first("stance") != Stance.DENIES:
            continue
        beside = {id(other): other for place in denial.places for other in by_doc[place.span.doc]}
        against = [other for other in beside.values() if _is_denied(desk, denial, other)][:COUNTERS]
        title = desk.say("contested.denial", name=shown(speaker_name(desk, denial)))
        lines = [claim_line(desk, thing, named=True) for thing in (denial, *against)]
        if not against:
            lines.append(Line((Words(desk.say("contested.nobody"), "quiet"),)))
        yield Group((Words(title),), tuple(lines))


def _is_denied(desk: Desk, denial: Thing, other: Thing) -> bool:
    """Another's assertion that names the one who denies, or speaks of the same things in two words at least."""
    if other.first("stance") != Stance.ASSERTS or speaker_key(desk, other) == speaker_key(desk, denial):
        return False
    said = _stems(other.first("content") or "")
    name = _stems(denial.first("speaker") or "")
    if name and len(name & said) * 2 > len(name):
        return True
    return len(_stems(denial.first("content") or "") & said) >= SHARED_STEMS


def _stems(text: str) -> set[str]:
    return set(stem_text(text).split()) - _common()


def _sentence(text: str, start: int, end: int) -> str:
    low = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start) + 1, 0)
    high = min((at for at in (text.find("\n", end), text.find(". ", end) + 1) if at > 0), default=len(text))
    return text[low:high].strip()
