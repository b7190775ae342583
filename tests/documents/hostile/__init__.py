"""Bytes that break readers, made by code: each case has a name and says how it must end."""

from __future__ import annotations

from tests.documents.hostile import archives, feeds, pages, pdfs, shapes, texts, words
from tests.documents.hostile.case import Case

CASES: tuple[Case, ...] = (
    *texts.CASES, *shapes.CASES, *pages.CASES, *feeds.CASES, *pdfs.CASES, *words.CASES, *archives.CASES,
)  # fmt: skip

__all__ = ["CASES", "Case"]
