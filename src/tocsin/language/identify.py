"""The language of a text, among those that our sources write in."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import yaml
from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE = 2000
"""Characters that are looked at."""
_LANGUAGES = "en ru kk ky tg uz uk be hy az fr de es ar fa zh tr ka"
_ENOUGH_LETTERS = re.compile(r"(?:[^\W\d_][\W\d_]*){12}")
_PROSE_WORDS = 40


@cache
def _identifier() -> LanguageIdentifier:
    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    made.set_languages([code for code in _LANGUAGES.split() if code in made.nb_classes])
    return made


@cache
def _small_words() -> dict[str, frozenset[str]]:
    text = (resources.files("tocsin.language") / "small_words.yaml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in yaml.safe_load(text).items()}


def identify(text: str) -> str | None:
    """ISO 639-1 code, None when there are too few letters to say. The same text gives the same answer."""
    sample = text[:SAMPLE]
    if not _ENOUGH_LETTERS.search(sample):
        return None
    return _by_small_words(sample) or str(_identifier().classify(sample)[0])


def _by_small_words(sample: str) -> str | None:
    """English and Russian prose shows in its small words; much faster than the model."""
    tokens = sample.lower().split()
    if len(tokens) < _PROSE_WORDS:
        return None
    small = _small_words()
    if sum(token in small["en"] for token in tokens) * 7 > len(tokens):
        return "en"
    if sum(token in small["ru"] for token in tokens) * 9 <= len(tokens):
        return None
    return None if small["not_ru_letters"].intersection("".join(tokens)) else "ru"
