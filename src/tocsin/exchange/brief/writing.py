"""A brief as a file, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from tocsin.errors import SettingsError, StopError
from tocsin.exchange.brief.building import build_brief
from tocsin.exchange.brief.html import render_html
from tocsin.exchange.brief.markdown import render_markdown
from tocsin.exchange.brief.query import BriefQuery
from tocsin.store import View

FORMS = {".html": render_html, ".htm": render_html, ".md": render_markdown, ".markdown": render_markdown}


def write_brief(view: View, query: BriefQuery, out: Path) -> None:
    """Write the brief of a view; the ending of the file's name says in which form.

    Raises SettingsError for another ending, StopError when the file cannot be written; a file that was there before
    is replaced only by a whole one.
    """
    render = FORMS.get(out.suffix.lower())
    if render is None:
        raise SettingsError(f"a brief is written as {', '.join(FORMS)}", where=str(out))
    text = render(build_brief(view, query))
    part = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(out)
    except OSError as error:
        raise StopError(f"cannot write the brief: {error.strerror or error}", where=str(out)) from error
    finally:
        part.unlink(missing_ok=True)
