"""What a reviewer says of an item, read from the log of decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.decision import Decision, standing


class Ruling(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Review:
    """One ruling: `seen` are the ids of the statements that the reviewer saw, `edited` the value that holds instead."""

    item: str
    ruling: Ruling
    seen: frozenset[str]
    edited: str | None
    decision: Decision

    @classmethod
    def read(cls, decision: Decision) -> Review:
        content = decision.read()
        edited = content.get("edited")
        return cls(
            str(content["item"]), Ruling(decision.act), frozenset(content["seen"]),
            None if edited is None else str(edited), decision,
        )  # fmt: skip

    @property
    def user(self) -> str:
        return self.decision.user

    @property
    def says(self) -> tuple[Ruling, str | None]:
        """What is compared between reviewers: two edits agree when they give the same value."""
        return self.ruling, self.edited


def rulings(log: Iterable[Decision]) -> dict[str, dict[str, Review]]:
    """By item and reviewer the ruling that holds, the reviewer who spoke last at the end.

    What was undone is gone, and the reviewer's ruling before it holds again. Depends on the log alone.
    """
    held: dict[str, dict[str, Review]] = {}
    for decision in standing(list(log)):
        said = Review.read(decision)
        by_user = held.setdefault(said.item, {})
        by_user.pop(said.user, None)
        by_user[said.user] = said
    return held
