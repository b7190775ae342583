"""Killing the process at any moment loses at most the document in hand; running again gives the same record."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.pages import write

TOCSIN = str(Path(sys.executable).with_name("tocsin"))
DOCUMENTS = 500
KILLS = 50

pytestmark = pytest.mark.slow


def digest(store: Path, out: Path) -> dict[str, str]:
    subprocess.run(
        [TOCSIN, "export", "--store", str(store), "--out", str(out)], check=True, capture_output=True
    )
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.glob("*.jsonl"))}


def start(pages: Path, store: Path, *, workers: int) -> subprocess.Popen[bytes]:
    command = [TOCSIN, "ingest", str(pages), "--store", str(store), "--workers", str(workers), "--quiet"]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """kill -9 of the command and its workers."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    write(folder, DOCUMENTS - 100)
    write(folder, 100, language="ru")
    return folder


@pytest.fixture(scope="module")
def undisturbed(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], float]:
    folder = tmp_path_factory.mktemp("undisturbed")
    began = time.monotonic()
    process = start(pages, folder / "store.sqlite", workers=2)
    assert process.wait() == 0
    return digest(folder / "store.sqlite", folder / "out"), time.monotonic() - began


def test_fifty_kills_leave_the_same_record(
    pages: Path, undisturbed: tuple[dict[str, str], float], tmp_path: Path
) -> None:
    expected, seconds = undisturbed
    chance = random.Random(20260101)
    store = tmp_path / "store.sqlite"
    killed = 0
    for attempt in range(KILLS):
        process = start(pages, store, workers=1 + attempt % 2)
        try:
            process.wait(timeout=chance.uniform(0.3, max(1.5, seconds / 8)))
        except subprocess.TimeoutExpired:
            kill_group(process)
            killed += 1
            continue
        # Everything was read before the kill came: begin with an empty store again.
        assert process.returncode == 0, process.stderr.read().decode() if process.stderr else ""
        assert digest(store, tmp_path / f"out-{attempt}") == expected
        for path in tmp_path.glob("store.sqlite*"):
            path.unlink()
    assert killed >= KILLS // 2
    process = start(pages, store, workers=2)
    assert process.wait() == 0
    assert digest(store, tmp_path / "out") == expected
    subprocess.run([TOCSIN, "store", "check", "--store", str(store)], check=True, capture_output=True)


def test_two_ingests_at_once_neither_corrupt_nor_duplicate(
    pages: Path, undisturbed: tuple[dict[str, str], float], tmp_path: Path
) -> None:
    store = tmp_path / "store.sqlite"
    both = [start(pages, store, workers=1) for _ in range(2)]
    for process in both:
        _, complaint = process.communicate()
        assert process.returncode == 0, complaint.decode()
    subprocess.run(
        [TOCSIN, "ingest", str(pages), "--store", str(store), "--quiet"], check=True, capture_output=True
    )
    assert digest(store, tmp_path / "out") == undisturbed[0]
    subprocess.run([TOCSIN, "store", "check", "--store", str(store)], check=True, capture_output=True)


def test_control_c_ends_with_its_code_and_a_consistent_store(
    pages: Path, undisturbed: tuple[dict[str, str], float], tmp_path: Path
) -> None:
    store = tmp_path / "store.sqlite"
    process = start(pages, store, workers=2)
    deadline = time.monotonic() + 60
    while not store.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(2.0)
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=60)
    assert process.returncode in (0, 130), complaint.decode()
    assert b"Traceback" not in complaint
    subprocess.run(
        [TOCSIN, "ingest", str(pages), "--store", str(store), "--quiet"], check=True, capture_output=True
    )
    assert digest(store, tmp_path / "out") == undisturbed[0]
