"""A brief as one HTML file: nothing outside it is needed, no script runs, everything of strangers is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tocsin.exchange.brief.content import Brief, Line, Words
from tocsin.exchange.brief.wording import Wording


class Links(Protocol):
    """Addresses of pages that a brief leads to where it is itself a page of a workbench."""

    def __call__(self, path: str) -> str: ...
    def document(self, doc: str) -> str: ...


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def render_html(brief: Brief, *, links: Links | None = None) -> str:
    """The whole file as text. With `links`, those of a workbench, sources lead to their kept documents there."""
    template = _environment().get_template("brief.html")
    say = Wording(brief.language)
    return template.render(
        brief=brief, say=say, css=Markup(stylesheet("look") + stylesheet("brief")), links=links, letter=_letter,  # noqa: S704
        words=lambda words: _words(say, words), line=lambda line: _line(say, line),
        unread_count=say.number(brief.unread_count),
    )  # fmt: skip


def stylesheet(name: str) -> str:
    """A style sheet of this package, `look` or `brief`; the workbench uses `look` as well."""
    return (resources.files("tocsin.exchange.brief") / "templates" / f"{name}.css").read_text(
        encoding="utf-8"
    )


def joint(before: Words | None, word: Words) -> str:
    """What stands between two runs of words: a verb runs on into its quote, a colon leads to other quotes."""
    if before is None:
        return ""
    if "verb" in (before.role, word.role) or (before.role == "alarm" and word.role == "quote"):
        return " "
    return ": " if word.role == "quote" else " · "


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("tocsin.exchange.brief"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )  # fmt: skip


def _words(say: Wording, words: Sequence[Words]) -> Markup:
    told = Markup("")
    before: Words | None = None
    for word in words:
        text = say.quoted(word.text, word.language) if word.role == "quote" else word.text
        tag = "bdi" if word.language else "span"
        language = Markup(' lang="{}"').format(word.language) if word.language else ""
        told += _joint(before, word)
        told += Markup('<{} class="{}"{}>{}</{}>').format(Markup(tag), word.role, language, text, Markup(tag))  # noqa: S704
        before = word
    return told


def _line(say: Wording, line: Line) -> Markup:
    """The words, the last quote together with the numbers behind it, so that they can stand on a row of their own."""
    if not line.words or line.words[-1].role != "quote":
        return _words(say, line.words) + _references(line)
    head, quote = line.words[:-1], line.words[-1:]
    joined = _joint(head[-1] if head else None, quote[0])
    tail = Markup('<span class="tail">{}{}</span>').format(_words(say, quote), _references(line))
    return _words(say, head) + joined + tail


def _joint(before: Words | None, word: Words) -> Markup:
    text = joint(before, word)
    if not text.strip():
        return Markup(text)  # noqa: S704
    return Markup('<span class="joint">{}</span>').format(text)


def _references(line: Line) -> Markup:
    if not line.references:
        return Markup("")
    links = Markup("\u200b").join(
        Markup('<a href="#q{}">[{}]</a>').format(number, number) for number in line.references
    )
    more = Markup(" {}").format(line.more_sources) if line.more_sources else ""
    return Markup('\u00a0<span class="refs">{}{}</span>').format(links, more)


def _letter(index: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    rest, last = divmod(index, len(_LETTERS))
    return (_letter(rest - 1) if rest else "") + _LETTERS[last]
