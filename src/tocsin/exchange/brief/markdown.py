"""A brief as Markdown (CommonMark): the same words in the same order, quotes linked by anchors, nothing active."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tocsin.exchange.brief.content import Brief, Group, Line, Section, Source, Words
from tocsin.exchange.brief.html import joint
from tocsin.exchange.brief.wording import Wording

_ACTIVE = re.compile(r"[\\`*_\[\]<>|~#&$]")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")
_AT_START = re.compile(r"^(\d+)([.)])|^([-+=!])")


def render_markdown(brief: Brief) -> str:
    """The whole text, ending in a line break."""
    return "\n".join(_document(brief)).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """Text in which nothing is markup, a link that is made by itself, or the beginning of a list."""
    text = _ACTIVE.sub(lambda match: "\\" + match.group(), text)
    text = _ADDRESS.sub(r"\1\\\2", text)
    return _AT_START.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", text)


def _document(brief: Brief) -> Iterator[str]:
    say = Wording(brief.language)
    yield f"# {escaped(brief.title)}"
    for text in (brief.about, brief.summary, say("head.promise"), brief.made):
        yield f"\n{escaped(text)}"
    for section in brief.sections:
        yield from _section(say, section)
    yield from _unread(say, brief)
    yield f"\n## {escaped(say('sections.sources.title'))}\n\n*{escaped(say('sections.sources.note_plain'))}*"
    for source in brief.sources:
        yield from _source(source)


def _section(say: Wording, section: Section) -> Iterator[str]:
    yield f"\n## {escaped(section.title)}\n\n*{escaped(section.note)}*"
    for group in section.groups:
        yield from _group(say, group)
    if section.more:
        yield f"\n*{escaped(section.more)}*"


def _group(say: Wording, group: Group) -> Iterator[str]:
    yield f"\n### {_words(say, group.title, heading=True)}\n"
    for line in group.lines:
        yield f"- {_line(say, line)}"
    if group.more:
        yield f"\n*{escaped(group.more)}*"


def _line(say: Wording, line: Line) -> str:
    date = f"{escaped(line.date)}: " if line.date else ""
    refs = "".join(f"[[{number}]](#q{number})" for number in line.references)
    more = f" {escaped(line.more_sources)}" if line.more_sources else ""
    return f"{date}{_words(say, line.words)}{' ' if refs else ''}{refs}{more}"


def _words(say: Wording, words: Sequence[Words], *, heading: bool = False) -> str:
    told, before = "", None
    for word in words:
        text = escaped(say.quoted(word.text, word.language) if word.role == "quote" else word.text)
        if not heading and word.role in ("strong", "figure", "alarm"):
            text = f"**{text}**"
        told += joint(before, word) + text
        before = word
    return told


def _unread(say: Wording, brief: Brief) -> Iterator[str]:
    yield f"\n## {escaped(say('sections.unread.title'))}\n"
    yield f"*{escaped(say('sections.unread.' + ('note' if brief.unread else 'none')))}*\n"
    for item in brief.unread:
        yield f"- {escaped(item.address)} – {escaped(item.kind)}: {escaped(item.reason)}"
    if brief.unread_more:
        yield f"\n*{escaped(brief.unread_more)}*"


def _source(source: Source) -> Iterator[str]:
    facts = " · ".join(map(escaped, (source.published, source.address, source.language_name)))
    yield f"\n### {escaped(source.title)}\n\n{facts}\n"
    for reference in source.references:
        runs = "".join(_run(text, marked) for text, marked in reference.extract)
        yield f'- <a id="q{reference.number}"></a>**[{reference.number}]** {runs}'


def _run(text: str, marked: bool) -> str:
    """Marked words are bold; blanks stay outside of the asterisks, where CommonMark wants them."""
    inside = text.strip()
    if not marked or not inside:
        return escaped(text)
    return f"{' ' if text[0].isspace() else ''}**{escaped(inside)}**{' ' if text[-1].isspace() else ''}"
