"""Values of statements in the words of a reader: closed lists, dates, figures and countries in their language."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.exchange.brief.plain_text import clipped, shown
from tocsin.exchange.brief.wording import Wording
from tocsin.model.dates import PartialDate
from tocsin.model.draft import read_quantity
from tocsin.model.quantity import Quantity
from tocsin.model.statement import Statement
from tocsin.model.vocabulary import Schema, schema

_LISTS = {
    ("Event", "eventType"): "event",
    ("Event", "incidentType"): "incident",
    ("Event", "stage"): "incident_stage",
    ("Claim", "stance"): "stance",
    ("Instrument", "instrumentKind"): "instrument",
    ("Instrument", "stage"): "stage",
    ("Commitment", "commitmentKind"): "commitment",
}
_OWN_LISTS = {
    ("Event", "dateBasis"): "date_basis",
    ("Place", "placeType"): "place",
    ("Organisation", "organisationType"): "organisation",
    ("Relation", "relationType"): "relation",
    ("Relation", "asserted"): "boolean",
}
"""The first are told as briefs tell them, the second only here."""
CAPTION = 140


@dataclass(frozen=True, slots=True)
class Facts:
    """`say` is the wording of briefs, `own` that of the workbench; both have words of closed lists."""

    say: Wording
    own: Wording

    def value(self, item: Statement) -> str:
        """Raises nothing: what cannot be read as its type is shown as it is."""
        known = schema(item.schema).properties[item.prop]
        listed = _LISTS.get((item.schema, item.prop))
        if listed:
            return self.say.value(listed, item.value)
        listed = _OWN_LISTS.get((item.schema, item.prop))
        if listed:
            return self.own.value(listed, item.value)
        if item.prop == "countryCode":
            return self.say.country(item.value)
        try:
            if known.type == "date":
                return self.say.date(PartialDate.parse(item.value))
            if known.type == "quantity":
                return self._quantity(read_quantity(item.value))
        except ValueError:
            return shown(item.value)
        return shown(item.value)

    def label(self, item: Statement) -> str:
        return schema(item.schema).properties[item.prop].label[self.say.language]

    def of(self, group: list[Statement]) -> list[tuple[str, str]]:
        """(label, values) of everything but the passage and what the caption says already."""
        caption = self.caption(group)
        told: dict[str, dict[str, None]] = {}
        for item in group:
            value = self.value(item)
            if item.prop != "section" and value != caption:
                told.setdefault(self.label(item), {})[value] = None
        return [(label, "; ".join(values)) for label, values in told.items()]

    def caption(self, group: list[Statement]) -> str:
        """What a thing is called: the first of the properties that its schema names, else its passage."""
        known: Schema = schema(group[0].schema)
        for prop in known.caption:
            for item in group:
                if item.prop == prop and item.value:
                    return clipped(self.value(item), CAPTION)
        return clipped(shown(group[0].span.quote), CAPTION)

    def _quantity(self, quantity: Quantity) -> str:
        return self.say.quantity(quantity, shown(quantity.unit or ""))
