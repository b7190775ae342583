"""In short: what a reader would not want to miss, picked by rules that the section tells; no line is written anew.

What is contested, answers owed, terms that ran out, documents still on their way in their own period.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tocsin.exchange.brief.content import Group, Line, Section, Words
from tocsin.exchange.brief.desk import Desk

MOST = 3
"""The most lines of one kind."""


def in_short(desk: Desk, told: Iterable[Section]) -> Section:
    """Lines of the other sections once more, each with its quotes."""
    held = {section.key: section for section in told}
    picked = {
        "contested": [_dispute(desk, group) for group in _one_of_each_first(held["contested"].groups)],
        "owed": [
            line for line in _lines(held["open"]) if _has(line, desk.say.value("commitment", "response owed"))
        ],
        "overdue": [line for line in _lines(held["open"]) if line.urgent],
        "late": [line for line in _lines(held["papers"]) if _has(line, desk.say("lines.began_before"))],
    }
    groups = [
        Group((Words(desk.say(f"short.{key}")),), tuple(map(_dated, lines[:MOST])))
        for key, lines in picked.items()
    ]
    return desk.section("short", groups, count=0)


def _lines(section: Section) -> list[Line]:
    return [line for group in section.groups for line in group.lines]


def _one_of_each_first(groups: Iterable[Group]) -> list[Group]:
    """The first dispute about each event before the second about any."""
    seen: dict[str, int] = {}
    ranked = []
    for group in groups:
        about = " ".join(word.text for word in group.title[1:]) or group.title[0].text
        seen[about] = seen.get(about, 0) + 1
        ranked.append((seen[about], group))
    return [group for _, group in sorted(ranked, key=lambda pair: pair[0])]


def _has(line: Line, text: str) -> bool:
    return any(word.role == "alarm" and word.text == text for word in line.words)


def _dispute(desk: Desk, group: Group) -> Line:
    """The question and its answers, in the order in which they were given."""
    values = dict.fromkeys(
        word.text for line in group.lines for word in line.words[:1] if word.role == "figure"
    )
    answers = "; ".join(values) if values else desk.say.count("account", len(group.lines))
    title = replace(group.title[0], role="strong")
    words = (title, *group.title[1:], Words(answers, "figure" if values else "quiet"))
    return desk.line(words, [cite for line in group.lines for cite in line.cites])


def _dated(line: Line) -> Line:
    """A heading no longer says the year: the whole date belongs to the words."""
    if not line.day:
        return line
    return replace(line, words=(Words(line.day, "quiet"), *line.words), date="")
