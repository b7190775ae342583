"""What goes wrong with a store is said in the words of our errors, and nothing is lost."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.store.made import BEGIN, EN, RU, Clock, keep, page, put
from tocsin.errors import (
    SettingsError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreMissingError,
    StoreVersionError,
)
from tocsin.model.decision import Decision, Subject
from tocsin.model.judgement import Judgement, Verdict
from tocsin.model.marking import OWNER
from tocsin.store import Store, open_store
from tocsin.store.opening import _backend


def test_a_missing_store_is_not_made_by_looking(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite"
    with pytest.raises(StoreMissingError):
        open_store(str(path))
    assert not path.exists()
    with pytest.raises(StoreMissingError):
        open_store(str(tmp_path / "no" / "folder" / "x.sqlite"), create=True)


def test_what_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(EN * 100, encoding="utf-8")
    for create in (False, True):
        with pytest.raises(StoreDamagedError):
            open_store(str(path), create=create)
    assert path.read_text(encoding="utf-8") == EN * 100
    with pytest.raises(StoreDamagedError):
        open_store(str(tmp_path))
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE accounts (id)")
    for create in (False, True):
        with pytest.raises(StoreDamagedError):
            open_store(str(other), create=create)
    with pytest.raises(SettingsError):
        open_store("mysql://localhost/x")


def test_an_unreachable_server_and_database_are_said(postgres_server: str) -> None:
    with pytest.raises(StoreMissingError):
        open_store("postgresql://nobody@127.0.0.1:1/none", create=True, timeout=2.0)
    with pytest.raises(StoreMissingError):
        open_store(postgres_server.rsplit("/", 1)[0] + "/no_such_database", create=True, timeout=2.0)


def test_the_password_stays_out_of_errors() -> None:
    with pytest.raises(StoreMissingError) as caught:
        open_store("postgresql://ann:secret@127.0.0.1:1/none", timeout=2.0)
    assert "secret" not in str(caught.value)


def test_a_store_of_another_version_is_refused_and_migrated(url: str, clock: Clock) -> None:
    with open_store(url, create=True, clock=clock) as store:
        assert store.migrate() == []
    _change(url, "DELETE FROM migration WHERE name = '0003_append_only'")
    with pytest.raises(StoreVersionError, match="tocsin store migrate"):
        open_store(url)
    _change(url, "INSERT INTO migration VALUES ('0003_append_only', 'another digest', 0)")
    with pytest.raises(StoreVersionError, match="differing"):
        open_store(url)
    _change(url, "INSERT INTO migration VALUES ('9999_of_the_future', 'x', 0)")
    with pytest.raises(StoreVersionError, match="newer"):
        open_store(url, create=True)


def test_an_empty_store_is_migrated_by_name(url: str) -> None:
    if not url.startswith("postgresql"):
        Path(url).touch()
    with pytest.raises(StoreVersionError):
        open_store(url)
    with open_store(url, migrate=False) as store:
        assert store.migrate() == [
            "0001_record",
            "0002_search",
            "0003_append_only",
            "0004_decisions",
            "0005_decisions_append_only",
        ]
    with open_store(url) as store:
        assert store.check() == []


def test_the_database_itself_refuses_to_change_the_log(store: Store, url: str) -> None:
    with store.write() as writer:
        writer.decide(Judgement.between("a", "b", Verdict.SAME, user="ann", at=BEGIN, reason=""))
    for sql in ("UPDATE judgement SET reason = 'x'", "DELETE FROM judgement"):
        with pytest.raises(Exception, match="append-only"):
            _change(url, sql)
    assert len(list(store.view(OWNER).judgements())) == 1


def test_the_database_itself_refuses_to_change_decisions(store: Store, url: str) -> None:
    made = Decision.of(Subject.REVIEW, "per-a", "accept", {"value": "x"}, user="ann", at=BEGIN)
    with store.write() as writer:
        writer.log(made)
    for sql in ("UPDATE decision SET reason = 'x'", "DELETE FROM decision"):
        with pytest.raises(Exception, match="append-only"):
            _change(url, sql)
    assert list(store.view(OWNER).decisions(Subject.REVIEW)) == [made]


def test_a_writer_that_waits_too_long_is_told(tmp_path: Path) -> None:
    path = str(tmp_path / "store.sqlite")
    with open_store(path, create=True) as one, open_store(path, timeout=0.2) as other, one.write():
        with pytest.raises(StoreBusyError), other.write():
            pass
        assert other.view(OWNER).counts().documents == 0


def test_a_full_disk_is_said_and_what_was_written_stays(tmp_path: Path) -> None:
    path = str(tmp_path / "store.sqlite")
    with open_store(path, create=True) as store:
        put(store, page(EN))
        before = list(store.view(OWNER).statements())
        with store._backend.engine.connect() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        for _ in range(1):
            store._backend.engine.dispose()
        from sqlalchemy import event

        event.listen(
            store._backend.engine,
            "connect",
            lambda raw, record: raw.execute(f"PRAGMA max_page_count = {pages}"),
        )
        big = page("".join(chr(0x4E00 + number * 7919 % 20000) for number in range(200_000)), name="big.txt")
        with pytest.raises(StoreFullError), store.write() as writer:
            keep(writer, big)
        assert list(store.view(OWNER).statements()) == before
        assert store.check() == []


def test_a_read_only_store_can_be_read_and_says_no_to_writing(tmp_path: Path) -> None:
    path = tmp_path / "held" / "store.sqlite"
    path.parent.mkdir()
    with open_store(str(path), create=True) as store:
        put(store, page(EN))
    code = """
import os, sys
from tocsin.errors import StoreReadOnlyError
from tocsin.model.marking import OWNER
from tocsin.store import open_store
with open_store(sys.argv[1]) as store:
    assert store.view(OWNER).counts().documents == 1
    try:
        with store.write() as writer:
            writer.put_memo("a", "b")
    except StoreReadOnlyError:
        os.write(1, b"refused")
"""
    assert _as_reader(path, code) == "refused"


def _as_reader(path: Path, code: str) -> str:
    """Run code in this process's place by a child that may not write the store."""
    child_in, child_out = os.pipe()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    pid = os.fork()
    if pid == 0:
        os.dup2(child_out, 1)
        try:
            for folder in [path.parent, *path.parents]:
                if os.geteuid() == 0 and str(folder).startswith("/tmp/"):
                    folder.chmod(folder.stat().st_mode | 0o055)
            if os.geteuid() == 0:
                os.setgroups([])
                os.setuid(65534)
            import sys

            sys.argv = ["reader", str(path)]
            exec(code, {})
            sys.stdout.flush()
        finally:
            os._exit(0)
    os.close(child_out)
    with os.fdopen(child_in) as said:
        answer = said.read().strip()
    os.waitpid(pid, 0)
    path.parent.chmod(0o755)
    return answer


def test_damage_is_found(url: str, clock: Clock) -> None:
    with open_store(url, create=True, clock=clock) as store:
        one, other = page(EN, name="a.txt"), page(RU, name="b.txt")
        put(store, one)
        put(store, other)
        assert store.check() == []
        _change(
            url, "UPDATE content SET data = (SELECT data FROM content WHERE document = 2) WHERE document = 1"
        )
        with pytest.raises(StoreDamagedError):
            store.view(OWNER).raw(one.id)
        _change(url, 'UPDATE statement SET "end" = 100000 WHERE number = 0')
        _change(url, "DELETE FROM passage WHERE start = 0")
        found = "\n".join(store.check())
        assert "do not have their hash" in found
        assert "outside the text" in found
        assert "index of search" in found


def test_two_threads_write_and_nothing_is_lost(url: str) -> None:
    with open_store(url, create=True, timeout=20.0) as store:
        documents = [page(f"{EN} {number}", name=f"{number}.txt") for number in range(20)]
        failed: list[Exception] = []

        def work(mine: int) -> None:
            try:
                for at in range(len(documents)):
                    put(store, documents[(at + mine * 10) % len(documents)])
            except StoreError as error:
                failed.append(error)

        threads = [threading.Thread(target=work, args=(mine,)) for mine in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        assert store.view(OWNER).counts().documents == 20
        assert store.check() == []


def _change(url: str, sql: str) -> None:
    backend = _backend(url, create=False, timeout=5.0)
    try:
        with backend.engine.begin() as connection:
            connection.exec_driver_sql(sql)
    finally:
        backend.close()
