"""A brief: what happened, who said what, what is contested, what is open; every line with its quote and source."""

from __future__ import annotations

from tocsin.exchange.brief.building import build_brief
from tocsin.exchange.brief.content import Brief
from tocsin.exchange.brief.html import render_html, stylesheet
from tocsin.exchange.brief.markdown import render_markdown
from tocsin.exchange.brief.query import BriefQuery
from tocsin.exchange.brief.writing import write_brief

__all__ = [
    "Brief",
    "BriefQuery",
    "build_brief",
    "render_html",
    "render_markdown",
    "stylesheet",
    "write_brief",
]
