"""What is known beside the name: births, countries, numbers, gender. Each is a reason of its own."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.screening.births import compare_births
from tocsin.screening.calibration import Calibration
from tocsin.screening.entries import Entry
from tocsin.screening.names.tokens import PERSON, kind_of
from tocsin.screening.query import Query, clean_number


@dataclass(frozen=True, slots=True)
class Piece:
    """One reason: what it adds to the log-odds, and both sides as written."""

    feature: str
    odds: float
    query: str
    candidate: str
    finding: str


STRONG = frozenset(
    {
        "imo",
        "mmsi",
        "lei",
        "leicode",
        "inn",
        "inncode",
        "ogrn",
        "ogrncode",
        "swift/bic",
        "swiftbic",
        "imonumber",
        "isin",
    }
)


def pieces(query: Query, entry: Entry, model: Calibration) -> list[Piece]:
    """Reasons beside the name, for and against; nothing for what one side does not know."""
    found = []
    if kind_of(entry.schema) == PERSON and (born := compare_births(query.births, entry.births)) is not None:
        feature = f"birth {born.agreement}"
        found.append(
            Piece("birth_date", model.evidence[feature], str(born.query), str(born.listed), born.agreement)
        )
    number = shared_number(query, entry)
    if number is not None:
        kind, text = number
        strength = "strong number" if kind.lower() in STRONG else "number"
        found.append(Piece("number", model.evidence[strength], text, f"{kind} {text}", strength))
    if query.countries and entry.countries:
        same = sorted(set(query.countries) & set(entry.countries))
        feature = "country same" if same else "country other"
        found.append(
            Piece(
                "country",
                model.evidence[feature],
                ", ".join(query.countries),
                ", ".join(entry.countries),
                feature,
            )
        )
    if query.gender and entry.gender and query.gender[:1] != entry.gender[:1]:
        found.append(
            Piece("gender", model.evidence["gender other"], query.gender, entry.gender, "gender other")
        )
    return found


def shared_number(query: Query, entry: Entry) -> tuple[str, str] | None:
    if not query.numbers:
        return None
    wanted = set(query.numbers)
    return next(
        ((paper.kind, number) for paper in entry.papers if (number := clean_number(paper.number)) in wanted),
        None,
    )
