"""Review of what was read: a queue of claims beside their sources, and what reviewers decided about them.

1. `rulings`    what a reviewer can say, and how the log keeps it.
2. `items`      what is reviewed: one value of one property of one thing, with its statements.
3. `queue`      where each item stands, by a replay of the log; what is open again, and why.
4. `deciding`   rulings and undos are added to the log.
5. `agreement`  how far two reviewers agree.
"""

from __future__ import annotations

from tocsin.record.review.agreement import Agreement, agreement
from tocsin.record.review.deciding import review, take_back
from tocsin.record.review.items import Item, item_named
from tocsin.record.review.queue import Entry, Narrowed, State, entries, queue
from tocsin.record.review.rulings import Review, Ruling, rulings

__all__ = [
    "Agreement",
    "Entry",
    "Item",
    "Narrowed",
    "Review",
    "Ruling",
    "State",
    "agreement",
    "entries",
    "item_named",
    "queue",
    "review",
    "rulings",
    "take_back",
]
