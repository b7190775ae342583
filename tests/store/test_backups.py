"""A backup of one back end fills an empty store of either."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.made import BEGIN, EN, RU, Clock, page, put, rich, signature, statements
from tocsin.errors import StoreError, StoreMissingError
from tocsin.model.decision import Decision, Subject
from tocsin.model.judgement import Judgement, Verdict
from tocsin.model.marking import OWNER
from tocsin.store import Store, View, open_store


def everything(view: View) -> list[object]:
    return [
        view.counts(),
        list(view.documents()),
        list(view.statements()),
        list(view.problems()),
        list(view.judgements()),
        list(view.decisions(Subject.REVIEW)),
        list(view.clusters("Claim")),
        list(view.repeats()),
        view.memo("a"),
        [(hit.label, hit.snippet, hit.statement) for hit in view.search("совет")],
        [hit.label for hit in view.search('"chair of the meeting"')],
        [view.raw(document.id) for document in view.documents()],
    ]


def filled(store: Store, clock: Clock) -> None:
    one, other = page(EN, name="a.txt"), page(RU, name="b.txt", marking="TLP:AMBER")
    put(store, one)
    put(store, other, [*statements(other), rich(other)])
    clock.later()
    put(store, one, statements(one, origin="rules.claim.v2"), extractor="reader 2")
    third = page(EN + " Again.", name="c.txt")
    put(store, third)
    with store.write() as writer:
        for document in (other, third):
            writer.put_document(
                document,
                [],
                extractor="reader 2",
                signatures=[signature(document, b"abcd" * 8, ("x",), words="one")],
            )
        writer.put_memo("a", "b")
        writer.decide(Judgement.between("a", "b", Verdict.SAME, user="ann", at=BEGIN, reason=""))
        writer.put_clusters("Claim", [("x", ["x", "y"])])
        writer.log(Decision.of(Subject.REVIEW, "a", "accept", {"value": "б"}, user="ann", at=BEGIN))


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_a_backup_fills_an_empty_store_of_either_kind(
    store: Store, clock: Clock, tmp_path: Path, target: str, postgres_server: str
) -> None:
    filled(store, clock)
    backup = tmp_path / "copy.tocsin"
    store.backup(str(backup))
    assert [path.name for path in tmp_path.glob(".copy*")] == []
    with (
        _other(target, tmp_path, postgres_server) as url,
        open_store(url, create=True, clock=clock) as second,
    ):
        second.restore(str(backup))
        for moment in (None, BEGIN):
            assert everything_without_raw(second, moment) == everything_without_raw(store, moment)
        assert everything(second.view(OWNER)) == everything(store.view(OWNER))
        assert second.check() == []
        put(second, page("A page that came after.", name="later.txt"))
        assert second.view(OWNER).search("after")
        with pytest.raises(StoreError, match="not empty"):
            second.restore(str(backup))


def everything_without_raw(store: Store, moment: object) -> list[object]:
    view = store.view(OWNER, as_of=moment)  # type: ignore[arg-type]
    return [list(view.documents()), list(view.statements()), view.counts()]


def test_a_backup_overwrites_nothing_and_a_missing_one_is_said(store: Store, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError):
        store.backup(str(taken))
    assert taken.read_text(encoding="utf-8") == "mine"
    with pytest.raises(StoreMissingError):
        store.backup(str(tmp_path / "no" / "folder" / "copy"))
    with pytest.raises(StoreMissingError):
        store.restore(str(tmp_path / "none"))
    with pytest.raises(StoreError):
        store.restore(str(taken))
    assert store.view(OWNER).counts().documents == 0


class _other:  # noqa: N801 - reads as a word in `with`
    def __init__(self, kind: str, folder: Path, server: str) -> None:
        self.kind, self.folder, self.server = kind, folder, server

    def __enter__(self) -> str:
        if self.kind == "sqlite":
            return str(self.folder / "second.sqlite")
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute("DROP SCHEMA IF EXISTS second CASCADE")
            connection.execute("CREATE SCHEMA second")
        return f"{self.server}?options=-csearch_path%3Dsecond"

    def __exit__(self, *exc: object) -> None:
        return None
