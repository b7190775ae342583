"""The form of a finding: what kind, about which things, the accounts side by side, and one line in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.dates import PartialDate
from tocsin.model.span import Span
from tocsin.model.statement import Statement


class Kind(StrEnum):
    FIGURES = "figures"
    UPDATES = "updates"
    DATES = "dates"
    PLACES = "places"
    ROLES = "roles"
    ATTENDANCE = "attendance"
    STAGES = "stages"
    ORDINAL_GAP = "ordinal gap"
    ORDINAL_CLASH = "ordinal clash"
    CHANGED_PAGE = "changed page"


@dataclass(frozen=True, slots=True)
class Account:
    """One value, as a reader writes it, with its words, who gives it (None: the page itself) and when.

    `when` is the day on which it was said as far as that is known, else the day of the page or of the teaser that it
    stands in. `statement` is None where it is not a statement that differs but the page's own text.
    """

    value: str
    span: Span
    by: str | None
    when: PartialDate | None
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """`about` are canonical keys of things, or document ids for a changed page; accounts are in order of time."""

    kind: Kind
    about: tuple[str, ...]
    words: str
    accounts: tuple[Account, ...]

    @property
    def contradicts(self) -> bool:
        """Whether two accounts cannot both hold; an update over time, a gap and a changed page are no contradiction."""
        return self.kind not in (Kind.UPDATES, Kind.ORDINAL_GAP, Kind.CHANGED_PAGE)

    @property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(item.statement for item in self.accounts if item.statement is not None)


def in_time(account: Account) -> tuple[object, ...]:
    """Orders accounts by the day; those without one last."""
    when = account.when
    return (
        when is None,
        when.sort_key() if when else (0, 0, 0),
        account.span.doc,
        account.span.start,
        account.value,
    )


def values_in_words(accounts: tuple[Account, ...] | list[Account]) -> str:
    """`36 people (2016-06-28), 45 people (2016-07-02, the ministry)`: each different account once."""
    shown = []
    for item in accounts:
        aside = ", ".join(str(part) for part in (item.when, item.by) if part)
        shown.append(f"{item.value} ({aside})" if aside else item.value)
    return ", ".join(dict.fromkeys(shown))
