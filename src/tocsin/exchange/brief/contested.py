"""What is contested: two values for one thing, side by side, with who gave each and when. No side is chosen.

1. Figures of the killed and the injured of one attack that are not the same.
2. One event with two dates, or with two countries.
3. Different names for who did it, and for what it was.
4. A denial beside the statements that it denies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tocsin.exchange.brief.accounts import Account, account, account_line
from tocsin.exchange.brief.casualties import Casualties, is_attack
from tocsin.exchange.brief.content import Group, Line, Section, Words
from tocsin.exchange.brief.desk import Desk
from tocsin.exchange.brief.happened import event_words, events
from tocsin.exchange.brief.lexicon import telling_stems
from tocsin.exchange.brief.material import Thing
from tocsin.exchange.brief.plain_text import folded, shown
from tocsin.exchange.brief.said import claim_line, claims, speaker_key, speaker_name
from tocsin.model.dates import PartialDate
from tocsin.model.statement import Stance

COUNTERS = 3
SHARED_STEMS = 2


def contested(desk: Desk, casualties: Casualties) -> Section:
    groups = list(_groups(desk, casualties))
    held = groups[: desk.query.lines // 3 or 1]
    return desk.section("contested", held, count=len(groups), more=desk.more_lines(len(groups) - len(held)))


def _groups(desk: Desk, casualties: Casualties) -> Iterator[Group]:
    found = events(desk)
    for thing in found:
        about = event_words(desk, thing)
        for prop in ("killed", "injured"):
            yield from _sides(desk, prop, about, casualties.of(thing, prop))
        yield from _sides(desk, "when", about, _dates(desk, thing))
        yield from _sides(desk, "where", about, _countries(desk, thing))
        yield from _sides(desk, "who", about, _accounts(desk, thing, "perpetratorOrganisation", "claimedBy"))
        yield from _sides(desk, "called", about, _accounts(desk, thing, "classifiedAs"))
    yield from _denials(desk, list(filter(is_attack, found)))


def _sides(desk: Desk, key: str, about: tuple[Words, ...], accounts: Iterable[Account]) -> Iterator[Group]:
    """A group for each thing of which there are two different values; what one source says twice is one line."""
    by_thing: dict[str, dict[tuple[str, str | None], list[Account]]] = {}
    for one in accounts:
        by_thing.setdefault(one.about, {}).setdefault((folded(one.value), one.by), []).append(one)
    for lines in by_thing.values():
        if len({value for value, _ in lines}) < 2:
            continue
        ordered = sorted(lines.values(), key=lambda held: (str(held[0].when or "9999"), held[0].value))
        told = tuple(account_line(desk, held) for held in ordered)
        yield Group((Words(desk.say(f"contested.{key}")), *about), told)


def _dates(desk: Desk, thing: Thing) -> Iterator[Account]:
    """Dates that exclude each other; "June 2016" does not contradict "28 June 2016"."""
    dates = [PartialDate.parse(value) for value in thing.entity.values("date")]
    if all(one.overlaps(other) for one in dates for other in dates):
        return
    for item in thing.entity.of("date"):
        yield account(desk, item, desk.say.date(PartialDate.parse(item.value)))


def _countries(desk: Desk, thing: Thing) -> Iterator[Account]:
    for item in thing.entity.of("countryCode"):
        yield account(desk, item, desk.say.country(item.value))


def _accounts(desk: Desk, thing: Thing, *props: str) -> Iterator[Account]:
    for prop in props:
        for item in thing.entity.of(prop):
            by = item.value if prop == "claimedBy" else None
            yield account(desk, item, shown(item.value), by=by)


def _denials(desk: Desk, attacks: list[Thing]) -> Iterator[Group]:
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
        attack = _claimed_on(denial.passage.span.doc, attacks)
        lines = [claim_line(desk, thing, named=True) for thing in (denial, *against)]
        lines += _claiming(desk, attack) if attack else []
        if len(lines) == 1:
            lines.append(Line((Words(desk.say("contested.nobody"), "quiet"),)))
        title = desk.say("contested.denial", name=shown(speaker_name(desk, denial)))
        yield Group((Words(title), *(event_words(desk, attack) if attack else ())), tuple(lines))


def _claimed_on(doc: str, attacks: list[Thing]) -> Thing | None:
    """The one attack that the page tells of and that somebody claims."""
    found = [one for one in attacks if any(item.span.doc == doc for item in one.entity.of("claimedBy"))]
    return found[0] if len(found) == 1 else None


def _claiming(desk: Desk, attack: Thing) -> Iterator[Line]:
    """Those who say that they did what another denies."""
    for item in attack.entity.of("claimedBy"):
        one = account(desk, item, shown(item.value))
        words = (
            Words(one.value, "strong"),
            Words(desk.say("contested.claims"), "tag"),
            desk.quote(one.quote),
        )
        yield desk.line(words, [one.cite], when=one.when)


def _is_denied(desk: Desk, denial: Thing, other: Thing) -> bool:
    """Another's assertion that names the one who denies, or speaks of the same things in two words at least."""
    if other.first("stance") != Stance.ASSERTS or speaker_key(desk, other) == speaker_key(desk, denial):
        return False
    said = telling_stems(other.first("content") or "")
    name = telling_stems(denial.first("speaker") or "")
    if name and len(name & said) * 2 > len(name):
        return True
    return len(telling_stems(denial.first("content") or "") & said) >= SHARED_STEMS
