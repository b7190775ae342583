"""XML: entities, depth, and what is not well formed."""

from __future__ import annotations

from tests.documents.hostile.case import PROSE, READ, Case

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def document(inside: str, *, prolog: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<texts>{inside}</texts>'.encode()


CASES = (
    Case("billion-laughs.xml", lambda: document("&l9;", prolog=f'<!DOCTYPE texts [<!ENTITY l0 "ha">{_LAUGHS}]>'), "damaged", "entities"),
    Case("quadratic-blow-up.xml", lambda: document("&a;" * 60_000, prolog=f'<!DOCTYPE texts [<!ENTITY a "{"a" * 60_000}">]>'), "damaged", "entities"),
    Case("external-entity.xml", lambda: document("&e;", prolog='<!DOCTYPE texts [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), "damaged", "entities"),
    Case("parameter-entity.xml", lambda: document("a", prolog='<!DOCTYPE texts [<!ENTITY % e SYSTEM "http://127.0.0.1/e"> %e;]>'), "damaged"),
    Case("external-document-type.xml", lambda: document("<p>a plan</p>", prolog='<!DOCTYPE texts SYSTEM "http://127.0.0.1/a.dtd">'), READ, "a plan"),
    Case("entities-in-utf-16.xml", lambda: '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE t [<!ENTITY a "b">]><t>&a;</t>'.encode("utf-16"), "damaged", "entities"),
    Case("deep.xml", lambda: document("<a>" * 90_000 + "</a>" * 90_000), "too-large", "nested"),
    Case("deep-and-cut.xml", lambda: document("<a>" * 5_000)[:-8], "too-large", "nested"),
    Case("wide.xml", lambda: document("<a/>" * 300_000), "too-large", "tags"),
    Case("many-attributes.xml", lambda: document("<a " + " ".join(f'b{n}="1"' for n in range(100_000)) + ">a plan</a>"), READ, "a plan"),
    Case("long-name.xml", lambda: document(f"<{'a' * 1_000_000}/>a plan"), READ, "a plan"),
    Case("cut.xml", lambda: document(f"<p>{PROSE}</p>")[:-30], "damaged", "well formed"),
    Case("not-well-formed.xml", lambda: document("<p>a</b>"), "damaged", "well formed"),
    Case("no-text.xml", lambda: document("<p/><p></p>"), "empty"),
    Case("unknown-encoding.xml", lambda: document("a plan").replace(b"UTF-8", b"x-none"), "damaged"),
    Case("encoding-lies.xml", lambda: document("план совета").replace(b"UTF-8", b"US-ASCII"), "damaged"),
    Case("control-characters.xml", lambda: document("a\x01b"), "damaged"),
    Case("data-section.xml", lambda: document(f"<p><![CDATA[{'<b>' * 50_000} a plan]]></p>"), READ, "a plan"),
    Case("feed.xml", lambda: b'<rss version="2.0"><channel><title>News</title><item><title>A plan of nine chapters</title></item></channel></rss>', READ, "nine chapters"),
    Case("feed-with-entities.rss", lambda: f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{_LAUGHS}]><rss><channel><title>&l9;</title></channel></rss>'.encode(), "damaged", "entities"),
)  # fmt: skip
