"""Where words stand: a document, code-point offsets and the exact quote."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end] == quote` for the text of document `doc`; offsets count Unicode code points."""

    doc: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.quote) or self.start < 0:
            raise ValueError(f"span {self.start}..{self.end} does not fit a quote of {len(self.quote)}")

    @classmethod
    def cut(cls, doc: str, text: str, start: int, end: int) -> Span:
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"span {start}..{end} lies outside a text of {len(text)}")
        return cls(doc, start, end, text[start:end])

    def holds_in(self, text: str) -> bool:
        return text[self.start : self.end] == self.quote

    def selector(self, text: str, *, context: int = 32) -> TextQuoteSelector:
        """The quote with a little context, so that it can be found again when the page changes."""
        if not self.holds_in(text):
            raise ValueError("the quote does not stand at its place in this text")
        return TextQuoteSelector(
            self.quote, text[max(0, self.start - context) : self.start], text[self.end : self.end + context]
        )


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """W3C Web Annotation Data Model, section 4.2.4."""

    exact: str
    prefix: str
    suffix: str

    def find(self, text: str) -> tuple[int, int] | None:
        """Offsets of the quote in another text: the occurrence whose context agrees longest, else None."""
        best: tuple[int, int] | None = None
        best_agreement = -1
        at = text.find(self.exact)
        while at >= 0 and self.exact:
            end = at + len(self.exact)
            agreement = _common(self.prefix[::-1], text[:at][-len(self.prefix) or len(text) :][::-1])
            agreement += _common(self.suffix, text[end : end + len(self.suffix)])
            if agreement > best_agreement:
                best, best_agreement = (at, end), agreement
            at = text.find(self.exact, at + 1)
        return best


def _common(left: str, right: str) -> int:
    length = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        length += 1
    return length
