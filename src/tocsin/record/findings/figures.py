"""Tolls: figures of the killed or the injured that exclude each other, and figures that rose with time.

"At least 40" and, later, "more than 140" are one series. Two figures are a contradiction when their bounds exclude
each other and time does not explain it: the later one is lower and given by another, or it is not known which is later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from tocsin.model.draft import read_quantity
from tocsin.model.entity import Entity
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.record.findings.finding import Account, Finding, Kind, in_time, values_in_words
from tocsin.record.findings.materials import Materials, words
from tocsin.statements.quantities.numerals import number_words

PROPS = ("killed", "injured")
_WORD = re.compile(r"[^\W\d_]+")


def figures(materials: Materials) -> Iterator[Finding]:
    for event in materials.things["Event"]:
        for prop in PROPS:
            yield from _of(materials, event, prop)


def _of(materials: Materials, event: Entity, prop: str) -> Iterator[Finding]:
    by_part: dict[frozenset[str], list[tuple[Account, Quantity]]] = {}
    for item in event.of(prop):
        quantity = read_quantity(item.value)
        if quantity.qualifier is not Qualifier.VAGUE:
            account = materials.account(item, str(quantity))
            by_part.setdefault(part_of(item.span.quote), []).append((account, quantity))
    for held in by_part.values():
        if len({account.value for account, _ in held}) < 2:
            continue
        held.sort(key=lambda pair: in_time(pair[0]))
        accounts = tuple(account for account, _ in held)
        against = [pair for pair in combinations(held, 2) if not _agree(*pair)]
        kind = Kind.FIGURES if against else Kind.UPDATES
        if kind is Kind.UPDATES and not any(_changed(*pair) for pair in combinations(held, 2)):
            continue  # "239" and then "more than 230": two ways to put it
        low, high = _range([quantity for _, quantity in held])
        told = f"{prop}: {values_in_words(accounts)}; between them {low} to {high}"
        yield Finding(kind, (event.id,), told, accounts)


def part_of(quote: str) -> frozenset[str]:
    """The words that say of which people a figure is; empty for people in general."""
    counted = {word.casefold().replace("ё", "е") for word in _WORD.findall(quote)}
    numbers = {word for word in counted if any(word in number_words(language) for language in ("en", "ru"))}
    return frozenset(counted - numbers - set(words("everybody")))


def _agree(one: tuple[Account, Quantity], other: tuple[Account, Quantity]) -> bool:
    """`one` is not later than `other`, as the accounts are in order of time."""
    (first, before), (second, after) = one, other
    if before.agrees_with(after):
        return True
    in_order = first.when is not None and second.when is not None and first.when.before(second.when)
    rose = _number(after) >= _number(before)
    revised = first.by == second.by and first.by is not None
    return in_order and (rose or revised)


def _changed(one: tuple[Account, Quantity], other: tuple[Account, Quantity]) -> bool:
    """Whether the later of the two gives more, or takes back what the earlier gave."""
    (first, before), (second, after) = one, other
    in_order = first.when is not None and second.when is not None and first.when.before(second.when)
    return in_order and (_number(after) > _number(before) or not before.agrees_with(after))


def _number(quantity: Quantity) -> float:
    return quantity.low if quantity.low is not None else quantity.high or 0.0


def _range(held: Iterable[Quantity]) -> tuple[str, str]:
    """The smallest and the largest figure; a bound that is open upwards stays `or more`."""
    quantities = list(held)
    low = min(_number(item) for item in quantities)
    high = max(item.high if item.high is not None else _number(item) for item in quantities)
    topmost = [item for item in quantities if (item.high if item.high is not None else _number(item)) == high]
    open_above = all(item.high is None for item in topmost)
    return f"{low:g}", f"{high:g}{' or more' if open_above else ''}"
