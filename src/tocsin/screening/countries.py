"""ISO codes for countries and nationalities as lists write them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

import yaml
from babel import Locale


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in ("ru", "fr", "es", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found[_key(name)] = code.lower()
                found[code.lower()] = code.lower()
    text = (resources.files("tocsin.screening") / "countries.yaml").read_text(encoding="utf-8")
    for code, names in yaml.safe_load(text).items():
        found.update({_key(name): str(code) for name in names})
    return found


def _key(name: str) -> str:
    return re.sub(r"[^\w]+", " ", name.casefold()).strip()


@lru_cache(maxsize=8192)
def country_code(name: str) -> str | None:
    """The ISO 3166 code in lower case of a whole name ("Iranian", "Iran", "ir"); None when it is not known.

    Only whole names are looked up: guessing a country out of running text makes mistakes that nobody sees.
    """
    key = _key(name)
    known = _codes()
    return known.get(key) or known.get(key.removeprefix("the "))
