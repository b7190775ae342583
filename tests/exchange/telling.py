"""Pages that tell of things, put into a small store, for tests of briefs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tests.store.made import BEGIN
from tocsin.model.dates import PartialDate
from tocsin.model.document import Document, Genre, Section, Segment
from tocsin.model.draft import Draft, Value
from tocsin.model.ids import content_id
from tocsin.model.marking import Marking
from tocsin.model.statement import Stance
from tocsin.store import Kept, Store


@dataclass
class Page:
    """A page under way: its text first, then what it tells, found by the words that tell it."""

    name: str
    text: str
    published: str | None = "2024-06-10"
    title: str | None = None
    language: str = "en"
    marking: str = "TLP:CLEAR"
    teaser: str = ""
    """The first words of the page, when they are a teaser with no date of its own."""
    headline: str = ""
    """The first words of the page, when they are its headline."""
    drafts: list[Draft] = field(default_factory=list)

    @property
    def document(self) -> Document:
        date = PartialDate.parse(self.published) if self.published else None
        end = len(self.teaser or self.headline)
        segments = [Segment(Section.TEASER, 0, end)] if self.teaser else []
        segments += [Segment(Section.TITLE, 0, end, date)] if self.headline else []
        segments.append(Segment(Section.BODY, end, len(self.text), date))
        return Document(
            id=content_id(self.text.encode("utf-8", "surrogatepass")),
            source="test",
            address=f"pages/{self.name}",
            label=self.name,
            retrieved_at=BEGIN,
            media_type="text/plain",
            language=self.language,
            title=self.title,
            publication_date=date,
            genre=Genre.REPORT,
            text=self.text,
            segments=tuple(segments),
            marking=Marking.parse(self.marking),
        )

    def at(self, words: str) -> tuple[int, int]:
        start = self.text.index(words)
        return start, start + len(words)

    def tell(self, schema: str, passage: str, **values: Value | Sequence[Value] | tuple[Value, str]) -> Page:
        """A thing whose passage is `passage`; a value with the words that give it is a pair of both."""
        start, end = self.at(passage)
        draft = Draft.open(
            schema, document=self.document, start=start, end=end, origin="rules.test.v1", score=0.9,
            told_apart_by=(start, end, sorted(map(str, values.values()))),
        )  # fmt: skip
        for prop, given in values.items():
            for value in given if isinstance(given, list) else [given]:
                words = None
                if isinstance(value, tuple):
                    value, words = value
                draft = draft.say(prop, value, at=self.at(words) if words else None)
        self.drafts.append(draft)
        return self

    def claim(self, speaker: str, passage: str, content: str, **values: str | None) -> Page:
        """A claim with its speaker and the day of the page."""
        stance = values.pop("stance", None) or "asserts"
        given = {name: value for name, value in values.items() if value is not None}
        dated = {"date": self.published} if self.published else {}
        self.tell(
            "Claim", passage, speaker=speaker, stance=stance, content=(content, content), **dated, **given
        )
        self.drafts[-1] = replace(self.drafts[-1], speaker=speaker, stance=Stance(stance))
        return self


def put(store: Store, *pages: Page) -> None:
    for page in pages:
        document = page.document
        kept = Kept(
            document.id, "test", document.address, document.label, BEGIN, "text/plain", None, page.marking
        )
        statements = [item for draft in page.drafts for item in draft.statements(document)]
        with store.write() as writer:
            writer.keep(kept, page.text.encode("utf-8", "surrogatepass"))
            writer.put_document(document, statements, extractor="test.v1", signatures=())
