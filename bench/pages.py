"""Press-page-like HTML in any number, the same on every machine: for figures of speed and memory.

    python -m bench.pages --count 1000 --out FOLDER [--language en|ru]

The texts are put together from phrases by a seeded generator. They have what real pages have: navigation, teasers of
other dates, a title, a date, paragraphs with people, bodies, figures, dates and reported speech.
"""

from __future__ import annotations

import argparse
import datetime as dt
import html
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

SENTENCES_A_PARAGRAPH = (2, 5)
PARAGRAPHS = (8, 16)
TEASERS = (3, 6)


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    html: str


@cache
def phrases(language: str) -> dict[str, Any]:
    text = (resources.files("bench") / "phrases.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)[language]
    return found


def pages(count: int, *, language: str = "en", seed: int = 7) -> Iterator[Page]:
    """`count` pages; page number i is the same whatever the count."""
    for number in range(count):
        yield page(number, language=language, seed=seed)


def page(number: int, *, language: str = "en", seed: int = 7) -> Page:
    chance = random.Random(f"{seed}/{language}/{number}")
    day = dt.date(2015, 1, 1) + dt.timedelta(days=number % 3650)
    title = _sentence("title", day, chance, language).rstrip(".")
    teasers = "".join(
        f"<div class='teaser'><p>{html.escape(_sentence('teaser', _earlier(day, chance), chance, language))}</p></div>"
        for _ in range(chance.randint(*TEASERS))
    )
    body = "".join(
        "<p>{}</p>".format(
            html.escape(
                " ".join(
                    _sentence("body", day, chance, language)
                    for _ in range(chance.randint(*SENTENCES_A_PARAGRAPH))
                )
            )
        )
        for _ in range(chance.randint(*PARAGRAPHS))
    )
    return Page(f"{language}-{number:06d}.html", _dressed(title, day, body, teasers, language))


def _dressed(title: str, day: dt.date, body: str, teasers: str, language: str) -> str:
    """The page around the article: about 30 KB of HTML, the median of pages on the web (HTTP Archive, 2024)."""
    shown = html.escape(title)
    meta = "".join(
        f"<meta property='og:{name}' content='{shown}'>"
        for name in ("title", "description", "site_name", "image:alt")
    )
    styles = "".join(
        f"<link rel='stylesheet' href='/assets/css/part-{index}.css?v=12'>" for index in range(12)
    )
    script = (
        "window.dataLayer=window.dataLayer||[];function track(e){dataLayer.push({event:e,at:Date.now()})};"
        * 12
    )
    menu = "".join(
        f"<li class='menu__item menu__item--level-1'>"
        f"<a class='menu__link' href='/section/{index}/' title='Section {index}'>"
        f"<span class='menu__text'>Section {index}</span></a></li>"
        for index in range(40)
    )
    share = "".join(
        f"<a class='share__button share__button--{name}' rel='nofollow' href='#' aria-label='{name}'>"
        "<i class='icon'></i></a>"
        for name in ("mail", "print", "link", "feed")
    )
    return (
        f"<!doctype html><html lang='{language}'><head><meta charset='utf-8'><title>{shown}</title>{meta}"
        f"<meta property='article:published_time' content='{day.isoformat()}T09:00:00Z'>{styles}"
        f"<script>{script}</script></head><body class='page page--news'>"
        f"<header class='header'><nav class='menu'><ul class='menu__list'>{menu}</ul></nav></header>"
        f"<main class='content'><article class='article'><h1 class='article__title'>{shown}</h1>"
        f"<time class='article__date' datetime='{day.isoformat()}'>{day:%d.%m.%Y}</time>{body}"
        f"<div class='share'>{share}</div></article></main><aside class='related'>{teasers}</aside>"
        f"<footer class='footer'><p>Press service</p><ul class='menu__list'>{menu}</ul></footer>"
        f"<script>{script}</script></body></html>"
    )


def _earlier(day: dt.date, chance: random.Random) -> dt.date:
    return day - dt.timedelta(days=chance.randint(10, 400))


def _sentence(kind: str, day: dt.date, chance: random.Random, language: str) -> str:
    words = phrases(language)
    frame: str = chance.choice(words[kind])
    months = words["months"]
    written = f"{day.day} {months[day.month - 1]} {day.year}"
    slots = {name: chance.choice(values) for name, values in words["slots"].items()}
    text: str = frame.format(
        **slots,
        other=chance.choice(words["slots"]["person"]),
        day=written,
        number=chance.choice((12, 18, 60, 80, 110, 600)),
        thousand=chance.randint(2, 70),
        ordinal=chance.randint(2, 60),
    )
    return text


def write(folder: Path, count: int, *, language: str = "en") -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for made in pages(count, language=language):
        path = folder / made.name
        path.write_text(made.html, encoding="utf-8")
        paths.append(path)
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--language", choices=("en", "ru"), default="en")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    written = write(given.out, given.count, language=given.language)
    print(f"{len(written)} pages, {sum(path.stat().st_size for path in written):,} bytes, in {given.out}")


if __name__ == "__main__":
    main()
