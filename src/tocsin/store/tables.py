"""The tables, as both back ends have them. `migrations/` makes them; a test holds the two to each other.

::

    document ─┬─ content      bytes as retrieved, compressed
              ├─ address      every place the bytes were seen at
              ├─ problem      why it could not be read, from .. until
              └─ reading      one read form of it: text, segments; learnt .. withdrawn
                   ├─ account      what one extractor says of one thing: who says so, when, how sure
                   │    └─ statement   property, value, place in the text
                   ├─ passage      a stretch of text that accounts rest on; search indexes each once
                   └─ segment ── segment_text ── segment_band   what tells repeated segments

    name, marking     short texts that repeat, kept once        judgement   append-only log
    cluster           canonical id of a key, from .. until      memo        small texts by name
    decision          append-only log of reviews and of the weighing of accounts

Moments are microseconds since 1970 UTC. Ids of accounts and passages are the id of their reading shifted by
`READING_SHIFT` bits plus a running number, so that what belongs to one reading lies together.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Integer, LargeBinary, MetaData, Table, Text

READING_SHIFT = 24

metadata = MetaData()


def _whole(name: str, *, key: bool = False, null: bool = False) -> Column[int]:
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), primary_key=key, nullable=null)


def _text(name: str, *, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=null)


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


migration = Table("migration", metadata, _text("name", key=True), _text("digest"), _whole("ran_at"))
name = Table("name", metadata, _whole("id", key=True), _text("text"))
marking = Table("marking", metadata, _whole("id", key=True), _text("text"))
document = Table(
    "document",
    metadata,
    _whole("id", key=True),
    _text("sha256"),
    _whole("kept_at"),
    _whole("done_by"),
    _text("holder", null=True),
    _whole("held_until"),
)
content = Table("content", metadata, _whole("document", key=True), _bytes("data"))
address = Table(
    "address",
    metadata,
    _whole("id", key=True),
    _whole("document"),
    _text("source"),
    _text("address"),
    _text("label"),
    _whole("retrieved_at"),
    _text("media_type", null=True),
    _text("charset", null=True),
    _whole("marking"),
    _whole("learnt_at"),
)
reading = Table(
    "reading",
    metadata,
    _whole("id", key=True),
    _whole("document"),
    _whole("extractor"),
    _whole("learnt_at"),
    _whole("withdrawn_at", null=True),
    _whole("marking"),
    _text("label"),
    _text("source"),
    _text("address"),
    _whole("retrieved_at"),
    _text("media_type"),
    _text("language", null=True),
    _text("title", null=True),
    _text("publication_date", null=True),
    _text("genre"),
    _bytes("text"),
    _text("segments"),
    _whole("statements"),
)
account = Table(
    "account",
    metadata,
    _whole("id", key=True),
    _whole("reading"),
    _whole("passage"),
    _text("key"),
    _whole("schema"),
    _whole("origin"),
    _whole("section"),
    _whole("stance"),
    Column("score", Float, nullable=False),
    _text("language", null=True),
    _text("speaker", null=True),
    _text("via", null=True),
    _text("event_date", null=True),
    _text("said_at", null=True),
    _whole("marking"),
    _whole("statements"),
)
statement = Table(
    "statement",
    metadata,
    _whole("account", key=True),
    _whole("number", key=True),
    _whole("prop"),
    _text("value", null=True),
    _whole("start"),
    _whole("end"),
)
passage = Table(
    "passage",
    metadata,
    _whole("id", key=True),
    _whole("reading"),
    _whole("start"),
    _whole("end"),
    _whole("marking"),
    _whole("schemata"),
)
segment_text = Table(
    "segment_text",
    metadata,
    _whole("id", key=True),
    _bytes("hash"),
    _bytes("minhash"),
)
segment_band = Table("segment_band", metadata, _bytes("band"), _whole("segment_text"))
segment = Table(
    "segment",
    metadata,
    _whole("reading", key=True),
    _whole("start", key=True),
    _whole("end"),
    _text("kind"),
    _whole("segment_text"),
)
problem = Table(
    "problem",
    metadata,
    _whole("id", key=True),
    _whole("document", null=True),
    _text("source"),
    _text("address"),
    _text("stage"),
    _text("code"),
    _text("reason"),
    _whole("seen_at"),
    _text("version"),
    _whole("learnt_at"),
    _whole("withdrawn_at", null=True),
)
decision = Table(
    "decision",
    metadata,
    _whole("number", key=True),
    _text("id"),
    _text("subject"),
    _text("about"),
    _text("act"),
    _text("content"),
    Column("user", Text, nullable=False, quote=True),
    _whole("decided_at"),
    _text("reason"),
    _text("undoes", null=True),
    _whole("learnt_at"),
)

judgement = Table(
    "judgement",
    metadata,
    _whole("number", key=True),
    _text("id"),
    _text("left"),
    _text("right"),
    _text("verdict"),
    Column("user", Text, nullable=False, quote=True),
    _whole("decided_at"),
    _text("reason"),
    _text("undoes", null=True),
    _whole("learnt_at"),
)
cluster = Table(
    "cluster",
    metadata,
    _whole("id", key=True),
    _text("key"),
    _text("canonical"),
    _whole("schema"),
    _whole("learnt_at"),
    _whole("withdrawn_at", null=True),
)
memo = Table("memo", metadata, _text("name", key=True), _text("text"))
