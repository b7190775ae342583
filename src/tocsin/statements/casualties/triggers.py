"""What says in English that people were killed or hurt, and on which side of it they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from tocsin.statements.casualties.account import Kind
from tocsin.statements.casualties.people import item_at
from tocsin.statements.casualties.words import Tokens, people_words
from tocsin.statements.lexicon import table
from tocsin.statements.quantities.numerals import number_words

KINDS: tuple[Kind, ...] = ("killed", "injured")
BODIES = frozenset(("body", "bodies", "corpse", "corpses"))
Form = Literal["passive", "active", "death", "noun", "act", "body", "none"]
_HURRIED = ("ed", "shot", "found", "hit")
_LOST = re.compile(r"\b(?:lost|losing|lose) (?:their|his|her)$")


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words `first`..`last` (left out) that say what befell.

    The people stand before a `passive`, a `death` (*died*, *suffered burns*), a `noun` (*five deaths*) and
    *no casualties* (`none`); after an `active` and an `act` (*the murder of*); a `body` belongs to somebody.
    """

    kind: Kind
    first: int
    last: int
    form: Form


def triggers(tokens: Tokens) -> Iterator[Trigger]:
    """From left to right, without overlaps; those said of what did not happen are left out."""
    held = table("casualties")["en"]
    index = 0
    while index < len(tokens):
        found = next((one for kind in KINDS if (one := _trigger(tokens, index, kind, held[kind]))), None)
        if found is None:
            index += 1
            continue
        if not index or not _unreal(tokens.low, found.first):
            yield found
        index = found.last


def _unreal(low: list[str], at: int) -> bool:
    """*would be killed*, *could have killed*, *to be killed*."""
    near = low[max(0, at - 3) : at]
    return any(word in people_words().unreal for word in near) or near[-2:] == ["to", "be"]


def _trigger(tokens: Tokens, at: int, kind: Kind, held: dict[str, Any]) -> Trigger | None:
    word = tokens.low[at]
    if word in held["gerunds"]:
        return _gerund(tokens, at, kind)
    if word in held["verbs"]:
        return _verb(tokens, at, kind)
    found = _compound(tokens, at, kind, held)
    if found is not None:
        return found
    if word in held["deaths"]:
        return Trigger(kind, at, at + 1, "death")
    if kind == "killed" and (found := _dead(tokens, at)) is not None:
        return found
    if kind == "injured" and word in held["suffered"]:
        for index in range(at + 1, min(len(tokens), at + 7)):
            if tokens.low[index] in held["hurts"]:
                return Trigger(kind, at, index + 1, "death")
    if word in held["acts"] and tokens.spells(at + 1, "of") and tokens.word(at - 1) != "attempted":
        return Trigger(kind, at, at + 2, "act")
    return _noun(tokens, at, kind, held)


def _gerund(tokens: Tokens, at: int, kind: Kind) -> Trigger | None:
    before = tokens.word(at - 1)
    if tokens.spells(at + 1, "of"):
        return Trigger(kind, at, at + 2, "act")
    near = tokens.low[max(0, at - 5) : at]
    blamed = any(word.startswith(("responsib", "suspect", "accus")) for word in near)
    if before in ("the", "a") or (before in ("of", "for") and not blamed):
        return None
    return Trigger(kind, at, at + 1, "active")


def _verb(tokens: Tokens, at: int, kind: Kind) -> Trigger | None:
    before, after = tokens.word(at - 1), tokens.word(at + 1)
    if after in ("was", "were") and before in ("also", "among", ""):
        return Trigger(kind, at, at + 2, "active")  # "Also killed was the driver"
    if after in BODIES or before in ("those", "nearly", "almost"):
        return None
    if kind == "injured" and before == "the":
        return None  # "among the wounded"
    if before in ("fatally", "mortally"):
        return Trigger("killed", at, at + 1, _voice(tokens, at, at + 1))
    return Trigger(kind, at, at + 1, _voice(tokens, at, at + 1))


def _compound(tokens: Tokens, at: int, kind: Kind, held: dict[str, Any]) -> Trigger | None:
    """*shot dead*, *stabbed to death*, *beat a man to death*, *fatally shot*."""
    word = tokens.low[at]
    if word in held["pairs"] and tokens.spells(at + 1, held["pairs"][word]):
        return Trigger(kind, at, at + 2, _voice(tokens, at, at + 2))
    if word not in held["to_death"]:
        return None
    if tokens.spells(at + 1, "to", "death"):
        return Trigger(kind, at, at + 3, _voice(tokens, at, at + 3))
    if tokens.word(at - 1) in held["fatal_adverbs"]:
        return Trigger(kind, at, at + 1, _voice(tokens, at, at + 1))
    for index in range(at + 1, min(len(tokens), at + 14)):
        if tokens.low[index] in (",", ";") or (tokens.low[index] == "and" and index == at + 1):
            break
        if index > at + 1 and tokens.spells(index, "to", "death"):
            return Trigger(kind, at, at + 1, "active")
    return None


def _dead(tokens: Tokens, at: int) -> Trigger | None:
    """*bodies of*, *claimed nine lives*, *lost their lives*, *was found dead*."""
    word, before = tokens.low[at], tokens.word(at - 1)
    if word in BODIES:
        if not people_words().found.intersection(tokens.low):
            return None
        return (
            Trigger("killed", at, at + 2, "act")
            if tokens.spells(at + 1, "of")
            else Trigger("killed", at, at + 1, "body")
        )
    if word in ("lives", "life"):
        back = " ".join(tokens.low[max(0, at - 4) : at])
        claimed = "claim" in back or "took" in back or "taking" in back
        if claimed and tokens.spells(at + 1, "of"):
            return Trigger("killed", at, at + 2, "act")
        if claimed and word == "lives":
            return Trigger("killed", at, at + 1, "noun")
        if _LOST.search(back):
            return Trigger("killed", at - 2, at + 1, "death")
    if word == "dead" and before in ("found", "was", "were", "is", "are", "lying", "also"):
        return Trigger("killed", at, at + 1, "passive")
    return None


def _noun(tokens: Tokens, at: int, kind: Kind, held: dict[str, Any]) -> Trigger | None:
    word, before = tokens.low[at], tokens.word(at - 1)
    if word == "casualties" and at and kind == "killed":
        return Trigger(kind, at, at + 1, "none")
    if word == "death" and before not in number_words("en") and not before.isdigit():
        return None
    if word in held["nouns"] and before not in ("his", "her", "their", "its", "the", "those", "from"):
        return Trigger(kind, at, at + 1, "noun")
    return None


def _voice(tokens: Tokens, first: int, last: int) -> Form:
    """Passive where an auxiliary governs the participle, active where people follow, else passive."""
    words, low = people_words(), tokens.low
    at = first - 1
    while at >= 0:
        word = low[at]
        if word in words.auxiliaries:
            return "passive"
        joined = word in ("and", "or", ",", "then") and at > 0
        joined = joined and (low[at - 1].endswith(_HURRIED) or low[at - 1] in words.adverbs)
        verb = word.endswith("ed") or word in ("shot", "found", "hit", "taken", "ambushed")
        if not (word in words.adverbs or joined or verb):
            break
        at -= 1
    after = item_at(tokens, last, len(low))
    if after is None:
        return "passive"
    pronoun = ("him", "her", "them", "himself", "herself", "the", "all", "both", "themselves", "his")
    if (not after.refers and low[last] not in words.adverbs) or low[last] in pronoun:
        return "active"
    carried = any(word in ("were", "was", "been") for word in low[max(0, first - 14) : first])
    return "passive" if carried else "active"
