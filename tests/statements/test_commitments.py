"""Undertakings and what only looks like one."""

from __future__ import annotations

import pytest

from tests.statements.hand_reading import drafts_by
from tocsin.statements.commitments import CommitmentExtractor


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("The OSCE undertook to share the results.", "en", "undertaking"),
        ("The OSCE intends to share the results.", "en", "intention"),
        ("The OSCE called for a ceasefire.", "en", "call to act"),
        ("ОБСЕ обязалась передать результаты.", "ru", "undertaking"),
        ("ОБСЕ намерена передать результаты.", "ru", "intention"),
    ],
)
def test_the_kind_is_that_of_the_words(text: str, language: str, kind: str) -> None:
    (found,) = drafts_by(text, CommitmentExtractor(), schema="Commitment", language=language)
    assert found.first("commitmentKind") == kind
    assert found.first("owedBy") == "Organization for Security and Co-operation in Europe"
