"""Personal names as a text writes them, and the one form under which a person is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from tocsin.statements.lexicon import HYPHEN, SPACE, STOP, Words, is_cyrillic, table, words_listed
from tocsin.statements.organisations.known import heads
from tocsin.statements.people.roles import given_names
from tocsin.statements.places.gazetteer import country_keys, demonym_keys

_LATIN_TWINS = str.maketrans("АВЕКМНОРСТУХаеорсухіІ", "ABEKMHOPCTYXaeopcyxiI")
_CYRILLIC_TWINS = str.maketrans("ABEKMHOPCTYXaeopcyx", "АВЕКМНОРСТУХаеорсух")
_PATRONYMIC = re.compile(
    r"(?:[oey]vich|[oey]vych|[oey]vna|inichna|ich|ogly|oglu|kyzy|uly|uulu|zoda"
    r"|(?:ов|ев)ич(?:а|у|ем|е)?|(?:ов|ев)н(?:а|ы|е|у|ой)|ични?н?(?:а|ы|е|у|ой)|[ьи]ич(?:а|у|ем|е)?|оглы|кызы|улы|уулу)$"
)
_SURNAME_ENDING = re.compile(r"(?:ого|ому|ыми|ими|ым|им|ом|ем|ой|ую|ая|ий|ый|ию|ия|ии|ью|а|у|е|ы|ю|я|и|й|ь)$")


@dataclass(frozen=True, slots=True)
class Name:
    """Words `first`..`last` are a name, with its parts as far as written; `given` may be initials."""

    first: int
    last: int
    given: str | None
    patronymic: str | None
    family: str | None

    @property
    def canonical(self) -> str:
        """Given and family name, a middle initial between them; a patronymic or middle name is left out."""
        middle = self.patronymic if self.patronymic and self.patronymic.endswith(".") else None
        return " ".join(part for part in (self.given, middle, self.family) if part)

    @property
    def full(self) -> bool:
        return bool(self.given and self.family and len(self.given.rstrip(".")) > 1 and "." not in self.given)


@lru_cache(maxsize=65536)
def repaired(form: str) -> str:
    """A word written partly in the letters of the other script, in the script of most of its letters."""
    if form.isascii():
        return form
    cyrillic = sum(is_cyrillic(letter) for letter in form)
    letters = sum(letter.isalpha() for letter in form)
    if cyrillic in (0, letters):
        return form
    fixed = form.translate(_LATIN_TWINS if cyrillic * 2 <= letters else _CYRILLIC_TWINS)
    if len(fixed) > 2 and fixed[0] == fixed[1] and fixed[0].isupper():
        fixed = fixed[1:]
    return fixed


@lru_cache(maxsize=8192)
def family_key(name: str) -> str:
    """Folds case endings off a family name or given name: *Лаврова*, *Лавровым* and *Лавров* are one."""
    key = name.casefold().replace("ё", "е")
    if is_cyrillic(key) and len(key) > 3:
        key = _SURNAME_ENDING.sub("", key)
    return key.replace("iy", "y").replace("ii", "y").replace("ei", "ey").replace("ai", "ay")


@dataclass(frozen=True, slots=True)
class NameReader:
    """`taken(i)`: word `i` is part of a body's name. `place(i)`: it begins a place's name."""

    words: Words
    taken: Callable[[int], bool]

    def run(self, index: int) -> int | None:
        """The last word of the capitalised run that begins at `index` and may be a person's name."""
        words, at = self.words, index
        if words.case != "mixed":
            return self._run_whatever_case(index)
        if not self._fits(index) or (
            index > 0 and words.gaps[index - 1] == HYPHEN and words.capital[index - 1]
        ):
            return None
        count = 1
        cyrillic = is_cyrillic(repaired(words.forms[index]))
        while at + 1 < len(words) and count < 5:
            gap, onward = words.gaps[at], at + 1
            if gap == STOP and len(words.forms[at]) > 1:
                break
            if gap not in (SPACE, HYPHEN, STOP) or "\n" in words.text[words.ends[at] : words.starts[onward]]:
                break
            beyond = self._past_particles(onward)
            if beyond > onward and beyond < len(words) and words.capital[beyond]:
                at = beyond
                count += 1
                continue
            if gap == HYPHEN and at > index and self._second_syllable(onward):
                at = onward
                continue
            if not self._fits(onward) or is_cyrillic(repaired(words.forms[onward])) != cyrillic:
                break
            at = onward
            count += gap != HYPHEN
        if at == index and len(words.forms[index]) == 1:
            return None
        return at if len(words.forms[at]) > 1 or words.gaps[at] == STOP else None

    def _run_whatever_case(self, index: int) -> int | None:
        """Where capitals tell nothing: a listed given name and the word after it."""
        words, after = self.words, index + 1
        if words.keys[index] not in given_names() or words.keys[index] in words_listed(
            "given_names", "also_words"
        ):
            return None
        if after >= len(words) or words.gaps[index] != SPACE or self.taken(index) or self.taken(after):
            return None
        never = (
            words.keys[after] in _never_names() or words.keys[after] in heads() or len(words.forms[after]) < 3
        )
        if never or words.forms[after].lower() in table("roles")["speech"]:
            return None
        further = is_patronymic(words.forms[after]) and words.gaps[after] == SPACE and after + 1 < len(words)
        return after + 1 if further and not self.taken(after + 1) else after

    def _past_particles(self, at: int) -> int:
        """*von der Leyen*: the first word from `at` on that is no particle."""
        words = self.words
        while at < len(words) - 1 and words.keys[at] in _particles() and words.gaps[at] in (SPACE, HYPHEN):
            at += 1
        return at

    def _second_syllable(self, at: int) -> bool:
        """*Ban Ki-moon*: a small letter after a hyphen, unless it makes an adjective (*Putin-led*)."""
        form = self.words.forms[at]
        return form.islower() and form.isascii() and 2 <= len(form) <= 5 and (
            self.words.keys[at] not in words_listed("roles", "compounds")
        )  # fmt: skip

    def _fits(self, index: int) -> bool:
        words = self.words
        form, key = words.forms[index], words.keys[index]
        if not words.capital[index] or self.taken(index):
            return key in _particles() and index + 1 < len(words) and words.gaps[index] == HYPHEN and (
                words.capital[index + 1] and not self.taken(index)
            )  # fmt: skip
        if len(form) == 1:
            state = words.forms[index : index + 2] in (["U", "S"], ["U", "K"]) or (
                index > 0 and words.forms[index - 1 : index + 1] in (["U", "S"], ["U", "K"])
            )
            return index + 1 < len(words) and words.gaps[index] == STOP and not state
        if form.isupper() and len(form) > 1:
            return False
        if key in _never_names() or key in demonym_keys() or any(letter.isdigit() for letter in form):
            return False
        if key in heads():
            return False
        return key not in country_keys() or (key in given_names() and form[-1] not in "ияю")

    def read(self, first: int, last: int) -> Name:
        """What the parts of a run are. Parts joined by a hyphen or a particle are one part."""
        parts = self._parts(first, last)
        patronymic = next((part for part in parts[1:] if _PATRONYMIC.search(part.casefold())), None)
        if patronymic is not None and len(parts) == 2 and not _is_given(parts[0]):
            patronymic = None
        rest = [part for part in parts if part is not patronymic]
        initials = [part for part in rest if len(part.replace(".", "")) <= 2 and part.endswith(".")]
        names = [part for part in rest if part not in initials]
        if len(initials) == 1 and len(names) == 2 and parts[1] == initials[0]:
            return Name(first, last, names[0], initials[0], names[1])
        if initials:
            return Name(first, last, "".join(initials), None, " ".join(names) or None)
        if len(names) == 1:
            alone_given = patronymic is not None
            return Name(
                first, last, names[0] if alone_given else None, patronymic, None if alone_given else names[0]
            )
        if patronymic is not None and parts.index(patronymic) == len(parts) - 1 and len(names) == 2:
            names.reverse()
        return Name(first, last, names[0], patronymic, " ".join(names[1:]))

    def _parts(self, first: int, last: int) -> list[str]:
        words, parts = self.words, list[str]()
        glue = ""
        for at in range(first, last + 1):
            form = repaired(words.forms[at])
            if words.case != "mixed":
                form = form.capitalize()
            if len(form) == 1 and words.gaps[at] == STOP:
                form += "."
            if glue:
                parts[-1] += glue + form
            else:
                parts.append(form)
            opening = at == first and words.capital[at] and words.gaps[at] == SPACE  # *Ben Carson*, *Al Gore*
            particle = words.keys[at] in _particles() and not opening
            gap = words.gaps[at]
            glue = "-" if gap == HYPHEN else " " if particle and gap == SPACE else ""
        return parts


def with_family(name: Name) -> Name:
    """After an office two names are given and family name, though the second looks like a patronymic."""
    if name.given and name.patronymic and not name.family:
        return Name(name.first, name.last, name.given, None, name.patronymic)
    return name


def _is_given(part: str) -> bool:
    return family_key(part) in _given_family_keys() or part.casefold() in given_names()


@lru_cache(maxsize=1)
def _given_family_keys() -> frozenset[str]:
    names = table("given_names")
    return frozenset(family_key(name) for name in (names["latin"] + " " + names["cyrillic"]).split())


def given_name_like(form: str) -> bool:
    """Whether a word is a listed given name in any case, or a compound of which the first half is."""
    return _is_given(form) or ("-" in form and _is_given(form.split("-")[0]))


def is_patronymic(form: str) -> bool:
    return len(form) > 5 and _PATRONYMIC.search(form.casefold()) is not None


def _never_names() -> frozenset[str]:
    return words_listed("roles", "never_names")


def _particles() -> frozenset[str]:
    return words_listed("roles", "particles")
