"""The sentence or sentences that a stretch of a page stands in."""

from __future__ import annotations

from tocsin.language.sentences import split_sentences


def sentence_around(text: str, first: int, last: int, *, language: str) -> tuple[int, int]:
    """From the beginning of the sentence that holds `first` to the end of that which holds `last`.

    Only the paragraphs around the stretch are looked at, so that a long page costs no more than a short one.
    """
    low = text.rfind("\n\n", 0, first) + 2 if text.rfind("\n\n", 0, first) >= 0 else 0
    high = text.find("\n\n", last)
    high = len(text) if high < 0 else high
    start, end = first, last
    for sentence in split_sentences(text, low, high, language=language):
        if sentence.start <= first < sentence.end:
            start = sentence.start
        if sentence.start < last <= sentence.end:
            end = sentence.end
            break
    return min(start, first), max(end, last)
