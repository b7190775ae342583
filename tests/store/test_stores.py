"""One body of behaviour for every back end."""

from __future__ import annotations

import datetime as dt
import os
import socket
import subprocess

import pytest

from tests.store.made import BEGIN, EN, RU, Clock, keep, kept, page, put, rich, signature, statements
from tocsin.errors import NotFoundError
from tocsin.model.decision import Decision, Subject, standing
from tocsin.model.judgement import Judgement, Verdict
from tocsin.model.marking import OWNER, PUBLIC, TLP, Clearance
from tocsin.model.problem import Problem
from tocsin.store import Store


def test_bytes_are_kept_once_and_every_sighting_is_noted(store: Store) -> None:
    first, again = page(EN, name="a.txt"), page(EN, name="b.txt")
    with store.write() as writer:
        assert keep(writer, first)
        assert not keep(writer, again)
        assert not keep(writer, again)
    view = store.view(OWNER)
    assert view.raw(first.id) == EN.encode()
    assert [item.address for item in view.sightings(first.id)] == ["pages/a.txt", "pages/b.txt"]
    with pytest.raises(NotFoundError):
        view.raw("0" * 64)


def test_a_document_comes_back_as_it_was_put(store: Store) -> None:
    for document in (
        page(EN),
        page(RU, name="ru.txt", language="ru"),
        page("odd \x00 \ud800 \ue00f text", name="odd.txt"),
    ):
        said = [*statements(document), rich(document)]
        put(store, document, said)
        view = store.view(OWNER)
        assert view.document(document.id) == document
        assert view.document(document.label) == document
        assert view.document(document.id[:12]) == document
        found = list(view.statements(doc=document.id))
        assert set(found) == set(said)
        assert found == sorted(
            said, key=lambda item: (item.span.start, item.schema, item.about, item.prop, item.id)
        )
    assert store.check() == []


def test_documents_are_ordered_by_label_and_id(store: Store) -> None:
    for number, name in enumerate(["б.txt", "b.txt", "B.txt", "a.txt", "b.txt"]):
        put(store, page(f"{EN} {number}", name=name))
    found = [(item.label, item.id) for item in store.view(OWNER).documents()]
    assert found == sorted(found)
    assert len(found) == 5


def test_statements_are_found_by_schema_and_by_thing(store: Store) -> None:
    one, other = page(EN, name="a.txt"), page(RU, name="b.txt", language="ru")
    put(store, one)
    put(store, other)
    view = store.view(OWNER)
    claims = list(view.statements(schema="Claim"))
    assert [item.span.doc for item in claims] == sorted(
        (item.span.doc for item in claims), key=[one.id, other.id].index
    )
    assert {item.schema for item in claims} == {"Claim"}
    keys = [claims[0].about, claims[-1].about]
    assert {item.about for item in view.statements(about=keys)} == set(keys)
    assert list(view.statements(about=[])) == []
    assert list(view.statements(schema="NoSuchThing")) == []


def test_values_are_statements_without_the_rest(store: Store) -> None:
    for number, text in enumerate((EN, RU)):
        put(store, page(text, name=f"{number}.txt"))
    view = store.view(OWNER)
    told = [
        (item.span.doc, item.about, item.prop, item.value, item.span.quote)
        for item in view.statements(schema="Claim")
        if item.prop in ("section", "content")
    ]
    values = [tuple(item) for item in view.values("Claim", {"section", "content"})]
    assert sorted(values) == sorted(told) != []
    docs = [doc for doc, *_ in values]
    assert [doc for at, doc in enumerate(docs) if doc != docs[at - 1] or at == 0] == [
        doc for doc, _ in view.labels()
    ]
    assert list(view.values("Claim", {"noSuchProperty"})) == list(view.values("NoSuchThing", {"name"})) == []


def test_putting_again_changes_nothing(store: Store, clock: Clock) -> None:
    document = page(EN)
    put(store, document)
    before = list(store.view(OWNER).statements())
    clock.later()
    put(store, document)
    put(store, document, extractor="reader 2")
    view = store.view(OWNER)
    assert list(view.statements()) == before
    assert view.counts().statements == len(before)
    assert len(store.view(OWNER, as_of=BEGIN).search("council")) == len(view.search("council"))


def test_a_newer_reading_withdraws_and_erases_nothing(store: Store, clock: Clock) -> None:
    document = page(EN)
    first, second = statements(document), statements(document, origin="rules.claim.v2")
    put(store, document, first)
    then = clock.now
    clock.later()
    put(store, document, second, extractor="reader 2")
    between = clock.now
    clock.later()
    put(store, document, first, extractor="reader 3")
    assert set(store.view(OWNER, as_of=then).statements()) == set(first)
    assert set(store.view(OWNER, as_of=between).statements()) == set(second)
    assert set(store.view(OWNER).statements()) == set(first)
    assert store.check() == []


def test_every_read_can_be_had_as_of_a_past_moment(store: Store, clock: Clock) -> None:
    before = BEGIN - dt.timedelta(seconds=1)
    document = page(EN)
    keys = sorted({item.about for item in statements(document)})
    judgement = Judgement.between(keys[0], keys[1], Verdict.SAME, user="ann", at=BEGIN, reason="")
    put(store, document)
    with store.write() as writer:
        writer.decide(judgement)
        writer.put_clusters("Claim", [(keys[0], keys)])
        writer.put_problem(Problem("x", "test", None, "sources", "fetch", "gone", BEGIN, "reader 1"))
    past, now = store.view(OWNER, as_of=before), store.view(OWNER, as_of=clock.now)
    assert (
        past.counts().documents,
        past.counts().statements,
        past.counts().problems,
        past.counts().pending,
    ) == (0, 0, 0, 0)
    assert now.counts() == store.view(OWNER).counts()
    for read in (
        lambda view: view.documents(),
        lambda view: view.statements(),
        lambda view: view.labels(),
        lambda view: view.values("Claim", {"content"}),
        lambda view: view.search("council"),
        lambda view: view.problems(),
        lambda view: view.judgements(),
        lambda view: view.clusters("Claim"),
    ):
        assert list(read(past)) == []
        assert list(read(now)) == list(read(store.view(OWNER))) != []
    assert past.canonical(keys[1]) == keys[1]
    assert now.canonical(keys[1]) == keys[0]
    for call in (past.document, past.raw):
        with pytest.raises(NotFoundError):
            call(document.id)


def test_a_view_shows_nothing_beyond_its_clearance(store: Store) -> None:
    secret = page(EN, name="secret.txt", marking="TLP:RED//POLICE//REL KZ")
    public = page(RU, name="public.txt", language="ru")
    put(store, secret)
    put(store, public)
    hidden, shown = statements(secret)[0].about, statements(public)[0].about
    with store.write() as writer:
        writer.put_clusters("Claim", [(hidden, [hidden, shown])])
        writer.decide(Judgement.between(hidden, shown, Verdict.SAME, user="ann", at=BEGIN, reason="secret"))
        writer.put_problem(
            Problem("s", "test", secret.id, "documents", "damaged", "secret", BEGIN, "reader 1")
        )
        writer.put_problem(Problem("u", "test", None, "sources", "fetch", "never seen", BEGIN, "reader 1"))
    view = store.view(PUBLIC)
    assert [item.id for item in view.documents()] == [public.id]
    assert {item.span.doc for item in view.statements()} == {public.id}
    assert {item.doc for item in view.values("Claim", {"content"})} == {public.id}
    assert list(view.labels()) == [(public.id, public.label)]
    assert view.search("council") == []
    assert list(view.problems()) == []
    assert list(view.judgements()) == []
    assert list(view.clusters("Claim")) == [(hidden, [shown])]
    assert view.cluster(hidden) == [shown]
    assert view.canonical(hidden) == hidden
    assert list(view.statements(about=[hidden])) == []
    counts = view.counts()
    assert (counts.documents, counts.statements, counts.problems) == (1, len(statements(public)), 0)
    for call in (view.document, view.raw):
        with pytest.raises(NotFoundError):
            call(secret.id)
    cleared = store.view(Clearance(TLP.RED, frozenset({"POLICE"}), "KZ"))
    assert len(list(cleared.documents())) == 2
    assert cleared.search("council")
    assert len(list(store.view(Clearance(TLP.RED, frozenset({"POLICE"}), "RU")).documents())) == 1


def test_search_finds_inflections_phrases_and_beginnings(store: Store) -> None:
    put(store, page(EN, name="a.txt"))
    put(store, page(RU, name="b.txt", language="ru"))
    view = store.view(OWNER)
    assert [hit.label for hit in view.search("решение")] == ["b.txt"]
    assert "\ue000решения\ue001" in view.search("решение")[0].snippet
    assert [hit.label for hit in view.search("state supports")] == ["a.txt"]
    assert view.search('"Security Council"')
    assert not view.search('"Council Security"')
    assert view.search("secur*")
    assert not view.search("se*")
    assert view.search("chair council")
    assert not view.search("council зима")
    assert view.search("council", language="en")
    assert not view.search("council", language="ru")
    assert {hit.statement.schema for hit in view.search("council", schema="Organisation")} == {"Organisation"}
    assert not view.search("council", schema="Person")
    assert len(view.search("совет", limit=1)) == 1


def test_search_lists_what_was_learnt_last_first(store: Store, clock: Clock) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        put(store, page(f"{EN} {name}", name=name))
        clock.later()
    assert [hit.label for hit in store.view(OWNER).search("states plan")] == ["c.txt", "b.txt", "a.txt"]


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "AND",
        "a OR (",
        "*",
        "col:on",
        "'; DROP TABLE statement; --",
        "",
        "a\x00b",
        "\ud800",
        '""',
        "!&|<->",
        "NEAR(a b)",
        "^x",
        "ﬁ ß İ",
        "\\'x",
    ],
)
def test_no_query_is_an_error(store: Store, query: str) -> None:
    put(store, page(EN))
    assert isinstance(store.view(OWNER).search(query), list)


def test_what_a_killed_process_held_is_free_at_once(store: Store, clock: Clock) -> None:
    with store.write() as writer:
        keep(writer, page(EN))
        keep(writer, page(RU, name="ru.txt"))
    child = subprocess.Popen(["true"])
    child.wait()
    gone, elsewhere = f"{socket.gethostname()}:{child.pid}:x", f"other.example:{child.pid}:x"
    assert len(store.lease(extractor="reader 1", holder=gone, count=1, seconds=600)) == 1
    assert len(store.lease(extractor="reader 1", holder=elsewhere, count=1, seconds=600)) == 1
    alive = f"{socket.gethostname()}:{os.getpid()}:y"
    assert len(store.lease(extractor="reader 1", holder=alive, count=9, seconds=600)) == 1
    assert store.lease(extractor="reader 1", holder="third", count=9, seconds=600) == []


def test_two_holders_never_lease_the_same_document(store: Store, clock: Clock) -> None:
    documents = [page(f"{EN} {number}", name=f"{number}.txt") for number in range(5)]
    with store.write() as writer:
        for document in documents:
            keep(writer, document)
    one = store.lease(extractor="reader 1", holder="one", count=3, seconds=60)
    other = store.lease(extractor="reader 1", holder="other", count=3, seconds=60)
    assert sorted(item.doc for item in (*one, *other)) == sorted(item.id for item in documents)
    assert one[0] == kept(documents[0])
    assert store.lease(extractor="reader 1", holder="third", count=9, seconds=60) == []
    store.release([one[0].doc], "other")
    assert store.lease(extractor="reader 1", holder="third", count=9, seconds=60) == []
    store.release([one[0].doc], "one")
    assert [item.doc for item in store.lease(extractor="reader 1", holder="third", count=9, seconds=60)] == [
        one[0].doc
    ]
    clock.later()
    assert len(store.lease(extractor="reader 1", holder="third", count=9, seconds=60)) == 5


def test_what_one_version_read_or_failed_at_only_another_tries_again(store: Store) -> None:
    good, bad = page(EN, name="good.txt"), page(RU, name="bad.txt")
    with store.write() as writer:
        keep(writer, good)
        keep(writer, bad)
    assert store.view(OWNER).counts().pending == 2
    put(store, good)
    with store.write() as writer:
        writer.put_problem(
            Problem("pages/bad.txt", "test", bad.id, "documents", "damaged", "torn", BEGIN, "reader 1")
        )
    assert store.view(OWNER).counts().pending == 0
    assert store.view(OWNER).counts(extractor="reader 2").pending == 2
    assert store.lease(extractor="reader 1", holder="one", count=9, seconds=60) == []
    assert len(store.lease(extractor="reader 2", holder="one", count=9, seconds=60)) == 2


def test_problems_are_listed_once_and_go_when_solved(store: Store, clock: Clock) -> None:
    document = page(EN)
    problem = Problem(
        "pages/page.txt", "test", document.id, "documents", "damaged", "torn", BEGIN, "reader 1"
    )
    unreached = Problem(
        "pages/page.txt", "test", None, "sources", "fetch", "no \x00 answer", BEGIN, "reader 1"
    )
    with store.write() as writer:
        writer.put_problem(unreached)
    assert list(store.view(OWNER).problems()) == [unreached]
    with store.write() as writer:
        keep(writer, document)
        for _ in range(2):
            writer.put_problem(problem)
    assert list(store.view(OWNER).problems()) == [problem]
    then = clock.now
    clock.later()
    with store.write() as writer:
        writer.solve_problem(document.id)
    assert list(store.view(OWNER).problems()) == []
    assert list(store.view(OWNER, as_of=then).problems()) == [problem]


def test_the_log_of_judgements_keeps_everything_in_order(store: Store) -> None:
    made = Judgement.between("per-b", "per-a", Verdict.SAME, user="ann", at=BEGIN, reason="same office")
    undone = made.undone(user="bob", at=BEGIN, reason="another office")
    with store.write() as writer:
        for item in (made, undone, made):
            writer.decide(item)
    assert list(store.view(OWNER).judgements()) == [made, undone]


def test_the_log_of_decisions_keeps_everything_in_order_by_subject(store: Store, clock: Clock) -> None:
    made = Decision.of(
        Subject.REVIEW,
        "per-a",
        "edit",
        {"value": "\x00é", "seen": ["st-1"]},
        user="ann",
        at=BEGIN,
        reason="so",
    )
    undone = made.undone(user="bob", at=BEGIN, reason="not so")
    other = Decision.of(Subject.ACCOUNTS, "per-a", "add", {}, user="ann", at=BEGIN)
    with store.write() as writer:
        for item in (made, undone, other, made):
            writer.log(item)
    assert list(store.view(OWNER).decisions(Subject.REVIEW)) == [made, undone]
    assert list(store.view(OWNER).decisions(Subject.ACCOUNTS)) == [other]
    assert list(store.view(OWNER, as_of=BEGIN - dt.timedelta(seconds=1)).decisions(Subject.REVIEW)) == []
    assert standing([made, undone, other]) == [other]


def test_decisions_about_what_a_view_does_not_show_are_not_shown(store: Store) -> None:
    secret = page(EN, name="secret.txt", marking="TLP:RED")
    put(store, secret)
    with store.write() as writer:
        about = statements(secret)[0].about
        writer.log(Decision.of(Subject.REVIEW, about, "accept", {}, user="ann", at=BEGIN))
    assert list(store.view(PUBLIC).decisions(Subject.REVIEW)) == []
    assert len(list(store.view(OWNER).decisions(Subject.REVIEW))) == 1


def test_clusters_keep_their_history(store: Store, clock: Clock) -> None:
    with store.write() as writer:
        writer.put_clusters("Person", [("per-a", ["per-a", "per-b"]), ("per-c", ["per-c"])])
    then = clock.now
    clock.later()
    with store.write() as writer:
        writer.put_clusters("Person", [("per-a", ["per-a"]), ("per-b", ["per-b"])])
    now, past = store.view(OWNER), store.view(OWNER, as_of=then)
    assert list(now.clusters("Person")) == [("per-a", ["per-a"]), ("per-b", ["per-b"]), ("per-c", ["per-c"])]
    assert list(past.clusters("Person")) == [("per-a", ["per-a", "per-b"]), ("per-c", ["per-c"])]
    assert (now.canonical("per-b"), past.canonical("per-b")) == ("per-b", "per-a")
    assert now.cluster("per-unknown") == ["per-unknown"]


def test_keys_that_nothing_speaks_of_any_more_leave_their_clusters(store: Store, clock: Clock) -> None:
    document = page(EN)
    said = statements(document)
    put(store, document, said)
    keys = sorted({item.about for item in said if item.schema == "Claim"})
    with store.write() as writer:
        writer.put_clusters("Claim", [(keys[0], keys)])
    clock.later()
    put(store, document, [item for item in said if item.about != keys[1]], extractor="reader 2")
    assert list(store.view(OWNER).clusters("Claim")) == [(keys[0], [keys[0]])]
    assert list(store.view(OWNER, as_of=BEGIN).clusters("Claim")) == [(keys[0], keys)]


def test_repeats_are_found_exactly_and_nearly(store: Store) -> None:
    documents = [page(f"{EN} {number}", name=f"{number}.txt") for number in range(4)]
    base = bytes(range(256))
    near = bytes(8) + base[8:]
    far = bytes(128) + base[128:]
    signatures = [
        signature(documents[0], base, ("a", "b"), words="same"),
        signature(documents[1], base, ("a", "b"), words="same"),
        signature(documents[2], near, ("b", "c"), words="near"),
        signature(documents[3], far, ("b",), words="far"),
    ]
    for document, item in zip(documents, signatures, strict=True):
        with store.write() as writer:
            keep(writer, document)
            writer.put_document(document, [], extractor="reader 1", signatures=[item])
    found = list(store.view(OWNER).repeats(documents[0].id))
    assert [(item.other_doc, item.similarity) for item in found] == [
        (documents[1].id, 1.0),
        (documents[2].id, 62 / 64),
    ]
    assert len(list(store.view(OWNER).repeats())) == 6
    assert len(list(store.view(OWNER).repeats(documents[0].id, most=1))) == 1


def test_memos_are_small_texts_by_name(store: Store) -> None:
    assert store.view(OWNER).memo("source.un") is None
    for text in ("{}", '{"etag": "й"}'):
        with store.write() as writer:
            writer.put_memo("source.un", text)
        assert store.view(OWNER).memo("source.un") == text


def test_an_exception_rolls_everything_back(store: Store) -> None:
    with pytest.raises(RuntimeError), store.write() as writer:
        keep(writer, page(EN))
        writer.put_document(page(EN), statements(page(EN)), extractor="never seen", signatures=[])
        raise RuntimeError
    assert store.view(OWNER).counts().pending == 0
    put(store, page(EN), extractor="never seen")
    assert store.view(OWNER).counts().documents == 1
    assert store.check() == []


def test_vacuum_changes_nothing(store: Store) -> None:
    put(store, page(EN))
    before = list(store.view(OWNER).statements())
    store.vacuum()
    assert list(store.view(OWNER).statements()) == before
