"""A document that a later page tells to be at a stage that an earlier page had told to be passed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tocsin.model.dates import PartialDate
from tocsin.model.entity import Entity
from tocsin.record.findings.finding import Account, Finding, Kind, in_time, values_in_words
from tocsin.record.findings.materials import Materials, words


def stages(materials: Materials) -> Iterator[Finding]:
    steps = {stage: step for step, held in enumerate(words("ladder")) for stage in held}
    for instrument in materials.things["Instrument"]:
        accounts = sorted(_accounts(materials, instrument, steps), key=in_time)
        back = any(
            steps[one.value] > steps[other.value] and one.when and other.when and one.when.before(other.when)
            for one, other in combinations(accounts, 2)
        )
        if back:
            told = f"stages: {values_in_words(accounts)}"
            yield Finding(Kind.STAGES, (instrument.id,), told, tuple(accounts))


def _accounts(materials: Materials, instrument: Entity, steps: dict[str, int]) -> Iterator[Account]:
    """Stages on the ladder, each as of the day that the same page gives."""
    as_of: dict[str, PartialDate] = {}
    for item in instrument.of("asOf"):
        day = PartialDate.parse(item.value)
        as_of[item.about] = max(day, as_of.get(item.about, day), key=PartialDate.sort_key)
    for item in instrument.of("stage"):
        if item.value in steps:
            when = as_of.get(item.about) or materials.day_of(item)
            yield Account(item.value, item.span, item.speaker, when, item)
