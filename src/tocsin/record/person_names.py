"""Personal names made comparable across scripts and spellings: given name, patronymic, family name.

A skeleton keeps of a word what its transliterations share: *Sergey*, *Sergei* and *Сергей* have one. It says that
two spellings may be one name, not that two people are one: `people` asks for more.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import yaml

from tocsin.language.scripts import repair_mixed_script, transliterate


@dataclass(frozen=True, slots=True)
class PersonName:
    """Skeletons of the parts; `initials` are those of given name and patronymic where only they are written."""

    given: str | None
    middle: tuple[str, ...]
    patronymic: str | None
    family: str | None
    initials: str = ""

    @property
    def full(self) -> bool:
        return bool(self.given and self.family)


@dataclass(frozen=True, slots=True)
class _Rules:
    letters: dict[int, str]
    folds: tuple[tuple[re.Pattern[str], str], ...]
    patronymic: re.Pattern[str]


@cache
def _rules() -> _Rules:
    text = (resources.files("tocsin.record") / "person_names.yaml").read_text(encoding="utf-8")
    held = yaml.safe_load(text)
    return _Rules(
        letters=str.maketrans(held["letters"]),
        folds=tuple((re.compile(pattern), fold) for pattern, fold in held["folds"]),
        patronymic=re.compile(held["patronymic"]),
    )


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """One word in Latin letters, without accents, folded to what its transliterations share."""
    rules = _rules()
    latin = transliterate(repair_mixed_script(word)).casefold().translate(rules.letters)
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", latin) if letter.isalpha())
    for pattern, fold in rules.folds:
        plain = pattern.sub(fold, plain)
    return plain


@lru_cache(maxsize=65536)
def name_of(text: str) -> PersonName:
    """The parts of a canonical name: given names first, family name last, a patronymic where it stands."""
    words = [word for word in re.split(r"[\s\u00a0]+", text.replace(".", ". ")) if word]
    initials = "".join(skeleton(word)[:1] for word in words if word.endswith(".") and len(word) <= 3)
    names = [word for word in words if not (word.endswith(".") and len(word) <= 3)]
    if not names:
        return PersonName(None, (), None, None, initials)
    patronymic = next((word for word in names[1:] if _is_patronymic(word)), None)
    rest = [word for word in names if word is not patronymic]
    if initials or len(rest) == 1:
        alone = patronymic is not None and not initials
        word = skeleton(rest[-1])
        return PersonName(
            word if alone else None, (), _skeleton_or_none(patronymic), None if alone else word, initials
        )
    return PersonName(
        skeleton(rest[0]),
        tuple(skeleton(word) for word in rest[1:-1]),
        _skeleton_or_none(patronymic),
        skeleton(rest[-1]),
    )


def _skeleton_or_none(word: str | None) -> str | None:
    return None if word is None else skeleton(word)


def _is_patronymic(word: str) -> bool:
    return _rules().patronymic.search(transliterate(word).casefold()) is not None
