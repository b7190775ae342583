"""English words of a sentence and what the casualty rules ask of them; the lists lie in `casualties.yaml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.language.date_forms import date_words
from tocsin.model.quantity import Qualifier
from tocsin.statements.lexicon import table
from tocsin.statements.quantities.numerals import number_words, read_number

_TOKEN = re.compile(
    r"\d+(?:-[^\W\d_]+)+|\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+\.?"
    r"|[^\W\d_]+(?:[-’'][^\W\d_]+)*|\.(?=[A-Z][a-z])|[,;:()%–—-]"
)
_ARABIC_ARTICLE = re.compile(r"(?:al|el|as|ad|bin|ibn|van|von|de)-?(?=[A-Z])")
PUNCTUATION = frozenset(",;:()%–—-")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words and commas of a sentence: as written, in lower case, and where they stand in the text."""

    forms: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.low)

    def word(self, at: int) -> str:
        """The word at `at` in lower case; the empty string outside the sentence."""
        return self.low[at] if 0 <= at < len(self.low) else ""

    def spells(self, at: int, *words: str) -> bool:
        """Whether these words begin at `at`."""
        return at >= 0 and tuple(self.low[at : at + len(words)]) == words


def tokens_of(text: str, start: int, end: int) -> Tokens:
    """A full stop with no blank after it ends a sentence as well: it becomes a semicolon."""
    forms, starts, ends = [], [], []
    for match in _TOKEN.finditer(text, start, end):
        forms.append(";" if match.group() == "." else match.group())
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(forms, [form.lower() for form in forms], starts, ends)


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """The word lists of the lexicon as sets."""

    people: frozenset[str]
    plurals: frozenset[str]
    attackers: frozenset[str]
    not_people: frozenset[str]
    prepositions: frozenset[str]
    finite: frozenset[str]
    adjectives: frozenset[str]
    adverbs: frozenset[str]
    auxiliaries: frozenset[str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    vague: frozenset[str]
    additive: frozenset[str]
    refers: frozenset[str]
    nobody: frozenset[str]
    subordinators: frozenset[str]
    saying: frozenset[str]
    found: frozenset[str]
    total: frozenset[str]
    unreal: frozenset[str]
    parts_of: frozenset[str]
    families: dict[str, float]
    verbs: frozenset[str]
    hedges: tuple[tuple[tuple[str, ...], Qualifier], ...]


_SETS = (
    "people", "plurals", "attackers", "not_people", "prepositions", "finite", "adjectives", "adverbs",
    "auxiliaries", "determiners", "possessives", "vague", "additive", "refers", "nobody", "subordinators",
    "saying", "found", "total", "unreal", "parts_of",
)  # fmt: skip


@cache
def people_words() -> PeopleWords:
    held = table("casualties")["en"]
    verbs = {
        word for kind in ("killed", "injured") for part in ("verbs", "gerunds") for word in held[kind][part]
    }
    return PeopleWords(
        **{name: frozenset(str(word) for word in held[name]) for name in _SETS},
        families=held["families"],
        verbs=frozenset(verbs),
        hedges=hedges_of("en"),
    )


@cache
def hedges_of(language: str) -> tuple[tuple[tuple[str, ...], Qualifier], ...]:
    """The hedges that stand before a figure, as words, the longest first."""
    listed = table("quantities")[language]["hedges"].items()
    hedges = [(tuple(form.split()), Qualifier(name)) for name, forms in listed for form in forms]
    return tuple(sorted(hedges, key=lambda one: -len(one[0])))


@cache
def before_ordinals() -> frozenset[str]:
    """What stands before a number that counts nothing: *May 5*, *No 7*."""
    return frozenset(name for name in date_words("en")["months"] if name != "may") | {"no"}


def is_number(word: str) -> bool:
    return word[:1].isdigit() or word in number_words("en") or "-" in word


def hedge_at(low: Sequence[str], at: int, stop: int) -> tuple[int, Qualifier]:
    """Past a hedge that a number follows, and which it is; `at` and exact where there is none."""
    words = people_words()
    for form, qualifier in words.hedges:
        if at < stop and low[at] == form[0] and tuple(low[at : at + len(form)]) == form:
            following = read_number(low, at + len(form), language="en")
            if following is not None:
                return at + len(form), qualifier
    if at < stop and low[at] in ("just", "only", "between", "perhaps", "possibly", "reportedly", "well"):
        return hedge_at(low, at + 1, stop)
    return at, Qualifier.EXACT


def is_capital(form: str) -> bool:
    """A capital, also after an Arabic article: *al-Hakim*."""
    return form[:1].isupper() or _ARABIC_ARTICLE.match(form) is not None


def is_plural(head: str) -> bool:
    if head in people_words().plurals:
        return True
    return head.endswith("s") and not head.endswith(("ss", "us", "is")) and len(head) > 3


def is_person(head: str) -> bool:
    """A listed noun of persons, or one formed like them: *shopkeeper*, *tribesmen*."""
    endings = ("er", "ers", "or", "ors", "ist", "ists", "man", "men", "ian", "ians")
    return head in people_words().people or head.endswith(endings)


def is_verb_form(tokens: Tokens, at: int) -> bool:
    """A form in *-ed* that is no adjective."""
    word = tokens.low[at]
    return word.endswith("ed") and word not in people_words().adjectives and tokens.forms[at].islower()
