"""Who was killed and who was hurt: every place where a text says so, and what they come to together.

    found = casualties(text, 0, len(text), language="en")
    dead = toll(found, "killed")        # Toll(quantity=Quantity(5, 5, exact), parts=(...)) or None

1. `words` cuts a sentence into words. 2. `triggers` finds what says that people were killed or hurt.
3. `people` and `lists` read the counted people beside it; `english` and `russian` put both together.
4. `account` adds up what is about different people.
"""

from __future__ import annotations

from tocsin.statements.casualties import english, russian
from tocsin.statements.casualties.account import Casualty, Kind, Toll, toll

__all__ = ["Casualty", "Kind", "Toll", "casualties", "toll"]


def casualties(text: str, start: int, end: int, *, language: str) -> list[Casualty]:
    """Every count of killed and injured in `text[start:end]`, in order. Nothing for other languages."""
    if language == "en":
        return english.read(text, start, end)
    return russian.read(text, start, end) if language == "ru" else []
