"""The UN's XML as plain elements: whole when it is well-formed, else block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tocsin.errors import DamagedDocumentError
from tocsin.screening.entries import Findings
from tocsin.screening.formats.listformat import ListFile

_START = re.compile(r"<(INDIVIDUAL|ENTITY)>")
_END = re.compile(r"</(?:INDIVIDUALS?|ENTIT(?:Y|IES)|CONSOLIDATED_LIST)>")
_TAG = re.compile(r"<(/?)([A-Z][A-Z0-9_]*)\s*(/?)>")
_GROUPS = re.compile(
    r"(?:INDIVIDUAL|ENTITY)_(?:ALIAS|ADDRESS|DATE_OF_BIRTH|PLACE_OF_BIRTH|DOCUMENT)"
    r"|TITLE|DESIGNATION|NATIONALITY|LIST_TYPE|LAST_DAY_UPDATED"
)
MAX_DEPTH = 12


@dataclass(slots=True)
class Element:
    tag: str
    text: str
    children: list[Element]

    def said(self) -> bool:
        return bool(self.text.strip()) or any(child.said() for child in self.children)


def parsed_whole(file: ListFile, findings: Findings) -> list[Element] | None:
    """The entries of a well-formed file; None when it is not, with the first fault among the damage."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(file.data, parser=parser)
    except etree.XMLSyntaxError as error:
        findings.damage.append(f"not well-formed XML: {error.msg}")
        return None
    if root.tag != "CONSOLIDATED_LIST":
        raise DamagedDocumentError(
            f"the outermost element is {root.tag}, not CONSOLIDATED_LIST", where=file.name
        )
    found = []
    for section in root:
        for item in section:
            if item.tag in ("INDIVIDUAL", "ENTITY"):
                found.append(_element(item, 0))
            else:
                findings.unused[f"{section.tag}/{item.tag}"] += 1
    return found


def _element(node: etree._Element, depth: int) -> Element:
    children = (
        []
        if depth >= MAX_DEPTH
        else [_element(item, depth + 1) for item in node if isinstance(item.tag, str)]
    )
    return Element(str(node.tag), node.text or "", children)


def parsed_blocks(file: ListFile, findings: Findings) -> list[Element]:
    """Entries of a damaged file, each from its start tag to the next; tags that are missing are put back.

    The order of elements is flat and known, so a missing end tag only costs the text it stood in.
    """
    text = file.text(findings=findings)
    starts = list(_START.finditer(text))
    stops = [*(match.start() for match in starts[1:]), len(text)][: len(starts)]
    found = []
    for start, stop in zip(starts, stops, strict=True):
        found.append(_lenient(start[1], text[start.end() : stop]))
    claimed = len(re.findall(r"<REFERENCE_NUMBER>", text))
    findings.damage.append(
        f"{len(found)} entries recovered by pattern; {claimed} reference numbers in the file"
    )
    if claimed > len(found):
        findings.damage.append(f"{claimed - len(found)} reference numbers stand outside any entry")
    return found


def _lenient(tag: str, body: str) -> Element:
    end = _END.search(body)
    entry = Element(tag, "", [])
    group: Element | None = None
    leaf: Element | None = None
    position = 0
    body = body[: end.start()] if end else body
    for sign, text_before in _signs(body, position):
        if leaf is not None:
            leaf.text += _plain(text_before)
        if sign is None:
            break
        closing, name, empty = sign
        if closing:
            leaf = None
            if group is not None and name == group.tag:
                group = None
            continue
        if _GROUPS.fullmatch(name):
            group, leaf = Element(name, "", []), None
            entry.children.append(group)
            group = None if empty else group
            continue
        if group is not None and name not in _inside(group.tag):
            group = None
        leaf = Element(name, "", [])
        (group.children if group is not None else entry.children).append(leaf)
        leaf = None if empty else leaf
    return entry


def _signs(body: str, position: int) -> Iterator[tuple[tuple[bool, str, bool] | None, str]]:
    for match in _TAG.finditer(body):
        yield (bool(match[1]), match[2], bool(match[3])), body[position : match.start()]
        position = match.end()
    yield None, body[position:]


_CHILDREN = {
    "ALIAS": "QUALITY ALIAS_NAME DATE_OF_BIRTH CITY_OF_BIRTH COUNTRY_OF_BIRTH NOTE",
    "ADDRESS": "STREET CITY STATE_PROVINCE ZIP_CODE COUNTRY NOTE",
    "DATE_OF_BIRTH": "TYPE_OF_DATE DATE YEAR FROM_YEAR TO_YEAR NOTE",
    "PLACE_OF_BIRTH": "STREET CITY STATE_PROVINCE COUNTRY NOTE",
    "DOCUMENT": "TYPE_OF_DOCUMENT TYPE_OF_DOCUMENT2 NUMBER ISSUING_COUNTRY DATE_OF_ISSUE CITY_OF_ISSUE "
    "COUNTRY_OF_ISSUE NOTE",
}


def _inside(group: str) -> frozenset[str]:
    name = re.sub(r"^(INDIVIDUAL|ENTITY)_", "", group)
    return frozenset(_CHILDREN.get(name, "VALUE").split())


_CUT = str.maketrans({0x18: "‘", 0x19: "’", 0x1C: "“", 0x1D: "”", 0x13: "–", 0x14: "—"})
"""Typographic signs of which a careless conversion kept the lower byte only."""


def _plain(text: str) -> str:
    text = text.translate(_CUT)
    for sign, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(sign, letter)
    return text
