"""In what tone something is said: the cue's stance, and where the cue only reports, the words said themselves.

The six stances of the model: `denies`, `calls for`, `expects`, `promises`, `hypothesises`; everything else
`asserts`.
"""

from __future__ import annotations

import re
from functools import cache

from tocsin.model.statement import Stance
from tocsin.statements.attribution.lexicon import shipped_lexicon, stem
from tocsin.statements.lexicon import table

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONGEST_OPENING = 160
_PASSIVE = frozenset(["is", "was", "wer", "are", "been", "being"])


def stance_of(cue: str, content: str, language: str) -> Stance:
    """`cue`: the words of saying, empty in an answer; `content`: what is said."""
    given = stance_of_cue(cue, language)
    return given if given is not Stance.ASSERTS else stance_of_words(content, language)


def stance_of_cue(cue: str, language: str) -> Stance:
    """By the longest listed phrase in the cue; English verbs in any form."""
    words = [_folded(word, language) for word in _WORD.findall(cue)]
    book = _cue_stances(language)
    for length in range(min(4, len(words)), 0, -1):
        for at in range(len(words) - length, -1, -1):
            found = book.get(tuple(words[at : at + length]))
            if found is not None:
                return found
    return Stance.ASSERTS


def is_saying(cue: str, content: str, language: str) -> bool:
    """Whether a cue says that something was said or is thought: not merely done (*showed*), denied or yet to
    come
    (*declined to say*, *to report*). A content without a verb needs a cue that takes one (*condemned the
    attack*)."""
    if language != "en":
        return True
    words = [_folded(word, language) for word in _WORD.findall(cue)]
    if not any(word in _sayings(language) for word in words):
        return False
    if "ask" in words and set(words) & _PASSIVE:
        return False
    asserts = stance_of_cue(cue, language) is Stance.ASSERTS
    if words[0] == "to" or (asserts and any(word in _unsaid() for word in words)):
        return False
    return any(word in _takes_nouns() for word in words) or has_verb(content)


@cache
def _sayings(language: str) -> frozenset[str]:
    """The words of every listed cue; of phrases the first, which carries the meaning."""
    listed = table("claims")[language]
    forms = [*listed["clause"], *listed["nominal"], *listed["source"], *listed["sayings"]]
    forms += [phrase for phrases in listed["cue_stances"].values() for phrase in phrases]
    return _firsts(forms) - frozenset(("is", "as", "in", "on", "be"))


@cache
def _takes_nouns() -> frozenset[str]:
    listed = table("claims")["en"]
    stances = [phrase for phrases in listed["cue_stances"].values() for phrase in phrases]
    return _firsts([*listed["nominal"], *listed["nominal_too"], *stances]) - frozenset(("is", "in", "be"))


@cache
def _unsaid() -> frozenset[str]:
    return frozenset(_folded(word, "en") for word in table("claims")["en"]["unsaid"])


def _firsts(forms: list[str]) -> frozenset[str]:
    firsts = (_WORD.findall(form) for form in forms)
    return frozenset(_folded(words[0], "en") for words in firsts if words)


def has_verb(content: str) -> bool:
    """Whether some English word may be a finite verb; a participle counts after a pronoun or name (*she promised*)."""
    lexicon = shipped_lexicon()
    before = ""
    for word in _WORD.findall(content):
        tag = lexicon.tag(word)
        parts = tag.split("|")
        if any(part in ("VBD", "VBZ", "VBP", "MD") for part in parts) or ("VB" in parts and before != "TO"):
            return True
        if "VBN" in parts and before.startswith(("PRP", "NNP", "WP")) and before != "PRP$":
            return True
        before = tag
    return False


def stance_of_words(content: str, language: str) -> Stance:
    """By the first sign in the words said: *we must*, *it is important to*, *let us hope*, *could*."""
    found: tuple[int, Stance] | None = None
    for stance, pattern in _word_stances(language):
        match = pattern.search(content, 0, _LONGEST_OPENING)
        if match and (found is None or match.start() < found[0]):
            found = match.start(), stance
    return found[1] if found else Stance.ASSERTS


def _folded(word: str, language: str) -> str:
    """*not* is set apart from the stem of *noted*."""
    lower = word.lower()
    if language != "en":
        return lower
    return "not-" if lower == "not" or lower.endswith(("n't", "n’t")) else stem(lower)


@cache
def _cue_stances(language: str) -> dict[tuple[str, ...], Stance]:
    listed = table("claims").get(language, {}).get("cue_stances", {})
    return {
        tuple(_folded(word, language) for word in _WORD.findall(phrase)): Stance(stance)
        for stance, phrases in listed.items()
        for phrase in phrases
    }


@cache
def _word_stances(language: str) -> tuple[tuple[Stance, re.Pattern[str]], ...]:
    listed = table("claims").get(language, {}).get("word_stances", {})
    return tuple(
        (Stance(stance), re.compile(r"(?:\A|(?<=\W))(?:" + "|".join(patterns) + r")(?=\W|\Z)", re.IGNORECASE))
        for stance, patterns in listed.items()
    )
