"""Every finding of a view, in a fixed order."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tocsin.record.findings.attendance import attendance
from tocsin.record.findings.dates import dates
from tocsin.record.findings.figures import figures
from tocsin.record.findings.finding import Finding, Kind
from tocsin.record.findings.materials import Materials
from tocsin.record.findings.ordinals import ordinals
from tocsin.record.findings.roles import roles
from tocsin.record.findings.stages import stages
from tocsin.record.findings.versions import versions
from tocsin.store import View

_FINDERS = (figures, dates, roles, attendance, stages, ordinals)


def findings(view: View, *, kinds: Collection[Kind] = tuple(Kind)) -> Iterator[Finding]:
    """In the order of kinds, then of keys. A view as of a past moment gives what was found then."""
    materials = Materials.of(view)
    for finder in _FINDERS:
        yield from (item for item in finder(materials) if item.kind in kinds)
    if Kind.CHANGED_PAGE in kinds:
        yield from versions(view)
