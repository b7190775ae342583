"""A name made ready for comparison: tokens with weights, split into what carries a match and what does not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tocsin.screening.names.tokens import BODY, SILENT_ROLES, THING, Role, Token, read_name
from tocsin.screening.spelling import spelling

ROLE_WEIGHT = {
    Role.NAME: 1.0,
    Role.PATRONYMIC: 0.8,
    Role.KUNYA: 0.7,
    Role.SERVANT: 0.2,
    Role.INITIAL: 0.25,
    Role.NUMBER: 0.9,
    Role.GENERIC: 0.35,
    Role.CHAIN: 0.0,
    Role.PARTICLE: 0.0,
    Role.TITLE: 0.0,
    Role.LEGAL: 0.0,
}
"""How much a word of this role counts beside a plain name; by judgement, the calibration weighs the sums."""
MARKERS = frozenset({"abu", "abou", "abo", "abi", "aba", "um", "umm", "ابو", "ابي", "ابا", "ام"})


@dataclass(frozen=True, slots=True)
class PreparedName:
    """`words` carry the match; `weights` say how much each counts, `rarity` how much it proves (both 0..1).

    `silent` are titles: they prove nothing, but answer the same word where the other name has it as a name."""

    text: str
    kind: str
    words: tuple[Token, ...]
    weights: tuple[float, ...]
    rarity: tuple[float, ...]
    legal: frozenset[str]
    marked: bool
    silent: tuple[str, ...]

    @property
    def mass(self) -> float:
        return sum(self.weights)


@lru_cache(maxsize=8192)
def prepare(text: str, kind: str) -> PreparedName:
    """Ready a name for comparison. A name of nothing but titles or particles keeps them as words."""
    tokens = read_name(text, kind)
    words = tuple([token for token in tokens if token.role not in SILENT_ROLES])
    if not words and kind != BODY:
        words = tokens
    rarity = tuple([_rarity(token, _rare(token.skeleton)) for token in words])
    weights = tuple([_weight(token, rare, kind) for token, rare in zip(words, rarity, strict=True)])
    legal = frozenset(token.plain for token in tokens if token.role is Role.LEGAL)
    marked = any(token.role is Role.CHAIN for token in tokens)
    silent = tuple([token.plain for token in tokens if token.role is Role.TITLE])
    return PreparedName(text, kind, words, weights, rarity, legal, marked, silent)


@lru_cache(maxsize=65536)
def _rare(skeleton: str) -> float:
    return spelling().rarity(skeleton)


def _rarity(token: Token, rarity: float) -> float:
    if token.role is Role.NUMBER:
        return 0.3
    if token.role in (Role.INITIAL, Role.SERVANT):
        return 0.05
    if token.role is Role.GENERIC:
        return min(rarity, 0.15)
    return rarity * min(1.0, 0.25 + 0.15 * len(token.sound))


def _weight(token: Token, rarity: float, kind: str) -> float:
    base = ROLE_WEIGHT[token.role] if token.plain not in MARKERS else 0.2
    if kind == THING:
        return base
    return base * (0.6 + 0.4 * rarity)
