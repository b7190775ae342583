"""What an extractor says of one thing in one document, before it is flattened into statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tocsin.model.dates import PartialDate
from tocsin.model.document import Document, Section
from tocsin.model.ids import stable_id
from tocsin.model.quantity import Qualifier, Quantity, number_text
from tocsin.model.span import Span
from tocsin.model.statement import Stance, Statement
from tocsin.model.vocabulary import schema as schema_named

Value = str | int | float | bool | PartialDate | Quantity


class Fact(NamedTuple):
    """One property's value and the stretch of text that gives it. A tuple: a page has hundreds."""

    prop: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A thing with its evidence and its facts, each with its own stretch of text.

    `start`..`end` is the passage that a reader would be shown (the `quote` of the JSON Lines form). `key` is
    stable: a hash of the document, the schema and what tells this thing from its like in the document.
    """

    schema: str
    key: str
    start: int
    end: int
    section: Section
    origin: str
    score: float
    facts: tuple[Fact, ...] = ()
    speaker: str | None = None
    via: tuple[str, ...] = ()
    stance: Stance = Stance.ASSERTS
    event_date: PartialDate | None = None
    said_at: PartialDate | None = None

    @classmethod
    def open(
        cls, schema: str, *, document: Document, start: int, end: int, origin: str, score: float,
        told_apart_by: object = None,
    ) -> Draft:  # fmt: skip
        """A draft without facts. `told_apart_by` is what identifies it in its document; default its place."""
        mark = (start, end) if told_apart_by is None else told_apart_by
        key = stable_id(schema_named(schema).prefix, document.id, schema, mark)
        return cls(schema, key, start, end, document.section_at(start), origin, score)

    def say(self, prop: str, value: Value | None, *, at: tuple[int, int] | None = None) -> Draft:
        """A copy with one more fact; None and the empty string add nothing. Without `at` the passage gives it."""
        if value is None or value == "":
            return self
        start, end = at or (self.start, self.end)
        # Written out: `dataclasses.replace` took a tenth of the time of a page.
        return Draft(
            self.schema, self.key, self.start, self.end, self.section, self.origin, self.score,
            (*self.facts, Fact(prop, value if type(value) is str else value_text(value), start, end)),
            self.speaker, self.via, self.stance, self.event_date, self.said_at,
        )  # fmt: skip

    def values(self, prop: str) -> list[str]:
        return [fact.value for fact in self.facts if fact.prop == prop]

    def first(self, prop: str) -> str | None:
        return next((fact.value for fact in self.facts if fact.prop == prop), None)

    def unknown_properties(self) -> set[str]:
        """Properties said that the schema does not have; a draft with any cannot become statements."""
        return {fact.prop for fact in self.facts} - schema_named(self.schema).properties.keys()

    def statements(self, document: Document) -> Iterator[Statement]:
        """The passage first (property `section`), then every fact once, in order.

        Raises ValueError for a property that the schema does not have, and for a place outside the text.
        """
        unknown = self.unknown_properties()
        if unknown:
            raise ValueError(f"{self.schema} has no property {', '.join(sorted(unknown))}")
        doc, text = document.id, document.text
        passage = Fact("section", str(self.section), self.start, self.end)
        for prop, value, start, end in dict.fromkeys((passage, *self.facts)):
            yield Statement(
                self.key, self.schema, prop, value, Span(doc, start, end, text[start:end]), self.section,
                self.origin, self.score, document.language, self.speaker, self.via, self.stance, self.event_date,
                self.said_at, document.marking,
            )  # fmt: skip


def value_text(value: Value) -> str:
    """The text in which a value is stored; `read_quantity` and `PartialDate.parse` read it back."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, Quantity):
        low = "" if value.low is None else number_text(value.low)
        high = "" if value.high is None else number_text(value.high)
        return f"{low}..{high}|{value.qualifier}|{value.unit or ''}"
    return str(value)


def read_quantity(text: str) -> Quantity:
    """Read what `value_text` wrote. Raises ValueError otherwise."""
    bounds, qualifier, unit = text.split("|", 2)
    low, high = bounds.split("..")
    return Quantity(
        float(low) if low else None, float(high) if high else None, Qualifier(qualifier), unit or None
    )


def drafts_of(drafts: Sequence[Draft], schema: str) -> list[Draft]:
    return [draft for draft in drafts if draft.schema == schema]
