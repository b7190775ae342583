"""Small documents and statements about public facts for tests of the store."""

from __future__ import annotations

import datetime as dt

from tocsin.model.dates import PartialDate
from tocsin.model.document import Document, Genre, Section, Segment
from tocsin.model.draft import Draft
from tocsin.model.ids import content_id
from tocsin.model.marking import Marking
from tocsin.model.signature import SegmentSignature
from tocsin.model.statement import Stance, Statement
from tocsin.store import Kept, Store, Writer

BEGIN = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
EN = "The UN Security Council met in New York. The Secretary-General said that 40 states support the plan."
RU = "Совет ОДКБ собрался в Астане. Генеральный секретарь сообщил, что решения Совета выполняются."


class Clock:
    """A clock that goes on by an hour when told to."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> dt.datetime:
        return self.now

    def later(self) -> dt.datetime:
        self.now += dt.timedelta(hours=1)
        return self.now


def page(text: str, *, name: str = "page.txt", marking: str = "TLP:CLEAR", language: str = "en") -> Document:
    return Document(
        id=content_id(text.encode("utf-8", "surrogatepass")),
        source="test",
        address=f"pages/{name}",
        label=name,
        retrieved_at=BEGIN,
        media_type="text/plain",
        language=language,
        title="Совет — Council",
        publication_date=PartialDate(2024, 6),
        genre=Genre.REPORT,
        text=text,
        segments=(Segment(Section.BODY, 0, len(text), PartialDate(2024, 6), None),),
        marking=Marking.parse(marking),
    )


def statements(document: Document, *, origin: str = "rules.claim.v1") -> list[Statement]:
    """One claim and one organisation for each sentence, with a value the text does not hold."""
    found: list[Statement] = []
    start = 0
    for sentence in document.text.split(". "):
        end = start + len(sentence)
        claim = Draft.open("Claim", document=document, start=start, end=end, origin=origin, score=0.75)
        claim = claim.say("content", document.text[start + 4 : end]).say(
            "speakerRole", "chair of the meeting"
        )
        found += claim.statements(document)
        body = Draft.open(
            "Organisation", document=document, start=start, end=end, origin="rules.organisation.v1", score=0.5
        ).say("name", document.text[start : min(end, start + 6)], at=(start, min(end, start + 6)))
        found += body.statements(document)
        start = end + 2
    return found


def rich(document: Document) -> Statement:
    """A statement in which every field is given."""
    return Statement(
        "clm-1",
        "Claim",
        "content",
        "a value of its own",
        document.span(4, 9),
        Section.ANSWER,
        "rules.claim.v9",
        0.125,
        "en",
        "Speaker",
        ("Agency", "Paper"),
        Stance.DENIES,
        PartialDate(2024),
        PartialDate(2024, 5, 6),
        document.marking,
    )


def signature(
    document: Document, minhash: bytes, bands: tuple[str, ...], *, words: str | None = None
) -> SegmentSignature:
    return SegmentSignature(0, len(document.text), Section.BODY, words or document.id[:16], minhash, bands)


def kept(document: Document) -> Kept:
    return Kept(
        document.id,
        document.source,
        document.address,
        document.label,
        document.retrieved_at,
        "text/plain",
        None,
        str(document.marking),
    )


def keep(writer: Writer, document: Document) -> bool:
    return writer.keep(kept(document), document.text.encode("utf-8", "surrogatepass"))


def put(
    store: Store, document: Document, said: list[Statement] | None = None, *, extractor: str = "reader 1"
) -> None:
    with store.write() as writer:
        keep(writer, document)
        writer.put_document(
            document, statements(document) if said is None else said, extractor=extractor, signatures=[]
        )
