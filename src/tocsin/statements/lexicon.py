"""Words of a text with what rules ask of them, and phrase books that find listed names in one pass.

A word's key folds what varies without meaning: case, British and American spelling, the plural *s* of English
and the case endings of Russian. A phrase book is a trie over keys, so that *Совета коллективной безопасности*
and *Совет коллективной безопасности* are one entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any, Generic, TypeVar

import yaml

T = TypeVar("T")

_WORD = re.compile(r"(?<![^\W_]['’ʼ`])[^\W_]+(?:['’ʼ`](?![sS]\b)[^\W_]+)*")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_CASE_ENDING = re.compile(
    r"(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ией|иям|ием|ях|ах|ям|ам|ов|ев|ой|ей|ый|ий|ая|яя|ое|ее|ую|юю|ые|ие"
    r"|ых|их|ым|им|ом|ем|ия|ии|ию|а|я|о|е|у|ю|ы|и|ь|й)$"
)
_SPELLING = (("isation", "ization"), ("defence", "defense"), ("centre", "center"), ("programme", "program"),
             ("labour", "labor"))  # fmt: skip

_FEWEST, _SHOUTED = 12, 0.8
"""Words of a text, and the share of its longer words in capitals, from which its case is judged."""

SPACE, POSSESSIVE, HYPHEN, STOP, COMMA, DASH, BREAK = range(7)
"""What stands between two words; BREAK is anything else and ends every phrase."""

_GAPS = (
    (re.compile(r"[ \t\u00a0]*\n?[ \t\u00a0]*"), SPACE),
    (re.compile(r"['’ʼ`]s?[ \t\u00a0]+\n?"), POSSESSIVE),
    (re.compile(r"[-‑–]"), HYPHEN),
    (re.compile(r"\.[ \t\u00a0]*"), STOP),
    (re.compile(r",[ \t\u00a0]+\n?"), COMMA),
    (re.compile(r"[ \t\u00a0]+[-–—][ \t\u00a0]+"), DASH),
)


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words in order: offsets, forms, keys, and the kind of gap after each of them."""

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    keys: list[str]
    capital: list[bool]
    gaps: list[int]
    case: str = "mixed"
    """`upper`: a text in capitals, `lower`: one without any; in both a capital tells nothing."""

    def __len__(self) -> int:
        return len(self.starts)

    def joined(self, first: int, last: int) -> str:
        """The text from word `first` to word `last`, both included, white space squeezed."""
        return " ".join(self.text[self.starts[first] : self.ends[last]].split())

    def opens(self, index: int) -> bool:
        """Whether a sentence or line may begin at this word: its capital then says nothing."""
        if index == 0:
            return True
        return self.gaps[index - 1] in (STOP, BREAK) and not (
            self.gaps[index - 1] == STOP and len(self.forms[index - 1]) == 1
        )


@lru_cache(maxsize=4)
def words_of(text: str) -> Words:
    """The words of a text; the last few texts are remembered, as four extractors read the same one."""
    return words_in(text)


def words_in(text: str) -> Words:
    """The words of a stretch of text that is read once."""
    starts, ends, forms = [], [], []
    for match in _WORD.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
        forms.append(match.group())
    gaps = [_gap(text[end:start]) for end, (_, start) in zip(ends, pairwise(starts), strict=False)]
    if starts:
        gaps.append(BREAK)
    capital = [_capital(form) for form in forms]
    return Words(
        text, starts, ends, forms, [key_of(form) for form in forms], capital, gaps, _case(forms, capital)
    )


def _case(forms: Sequence[str], capital: Sequence[bool]) -> str:
    if len(forms) < _FEWEST:
        return "mixed"
    if not any(capital):
        return "lower"
    long = [form for form in forms if len(form) > 3]
    return "upper" if sum(form.isupper() for form in long) > _SHOUTED * len(long) else "mixed"


@lru_cache(maxsize=65536)
def key_of(form: str) -> str:
    key = form.casefold()
    if _CYRILLIC.search(key):
        key = key.replace("ё", "е")
        if len(key) > 3 and not form.isupper():
            stem = _CASE_ENDING.sub("", key)
            return stem if len(stem) >= 2 else key
        return key
    if len(key) < 4:
        return key
    for british, american in _SPELLING:
        key = key.replace(british, american)
    if key.endswith("s") and not key.endswith("ss") and not form.isupper():
        key = key[:-1]
    return key


@lru_cache(maxsize=65536)
def is_cyrillic(form: str) -> bool:
    return _CYRILLIC.search(form) is not None


@lru_cache(maxsize=65536)
def _capital(form: str) -> bool:
    return form[0].isupper()


@lru_cache(maxsize=4096)
def _gap(gap: str) -> int:
    return next((kind for pattern, kind in _GAPS if pattern.fullmatch(gap)), BREAK)


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """Words `first`..`last` (both included) spell a phrase that stands for `value`."""

    first: int
    last: int
    value: T


@dataclass(slots=True)
class _Node(Generic[T]):
    onward: dict[str, _Node[T]] = field(default_factory=dict)
    value: T | None = None
    exact: str | None = None


@dataclass(slots=True)
class PhraseBook(Generic[T]):
    """Listed phrases and what each stands for. The article *the* inside a phrase is ignored on both sides."""

    root: _Node[T] = field(default_factory=_Node)

    def add(self, phrase: str, value: T) -> None:
        """A phrase in capitals (an acronym) matches only in capitals. The first meaning of a phrase stays."""
        node = self.root
        forms = [form for form in _WORD.findall(phrase) if form.lower() != "the"]
        for form in forms:
            node = node.onward.setdefault(key_of(form), _Node())
        if forms and node.value is None:
            node.value = value
            node.exact = (
                phrase if len(forms) == 1 and (phrase.isupper() or phrase[1:] != phrase[1:].lower()) else None
            )

    def longest(self, words: Words, index: int) -> Hit[T] | None:
        """The longest listed phrase that begins at word `index`."""
        node, keys, best, at = self.root, words.keys, None, index
        count = len(words)
        while at < count:
            if at > index and keys[at] == "the":
                at += 1
                continue
            following = node.onward.get(keys[at])
            if following is None:
                break
            node = following
            if node.value is not None and (node.exact is None or node.exact == words.forms[at]):
                best = Hit(index, at, node.value)
            if words.gaps[at] > STOP or (words.gaps[at] == STOP and len(words.forms[at]) > 3):
                break
            at += 1
        return best

    def hits(self, words: Words, *, capital: bool = True) -> list[Hit[T]]:
        """Longest phrases from left to right, without overlaps; with `capital` each begins with a capital."""
        found, index, first = [], 0, self.root.onward
        keys, capitals = words.keys, words.capital
        while index < len(keys):
            if keys[index] in first and (capitals[index] or not capital):
                hit = self.longest(words, index)
                if hit is not None:
                    found.append(hit)
                    index = hit.last + 1
                    continue
            index += 1
        return found


@cache
def table(name: str) -> dict[str, Any]:
    """A lexicon of this package (`lexicons/NAME.yaml`) as it is written."""
    entry = resources.files("tocsin.statements") / "lexicons" / f"{name}.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(entry.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    return data


@cache
def words_listed(name: str, section: str) -> frozenset[str]:
    """The keys of a list of single words in a lexicon."""
    return frozenset(key_of(word) for word in _flat(table(name)[section]))


@cache
def phrases_listed(name: str, section: str) -> PhraseBook[str]:
    """A phrase book of a list in a lexicon; each phrase stands for itself."""
    book: PhraseBook[str] = PhraseBook()
    for phrase in _flat(table(name)[section]):
        book.add(phrase, phrase)
    return book


def _flat(given: Any) -> Iterable[str]:
    if isinstance(given, str):
        return given.split()
    if isinstance(given, dict):
        return [word for part in given.values() for word in _flat(part)]
    listed: Sequence[str] = given
    return listed
