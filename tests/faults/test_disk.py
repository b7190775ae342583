"""A full disk and a store that may not be written give a clear error and lose nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.pages import write

TOCSIN = str(Path(sys.executable).with_name("tocsin"))
STORE_EXIT_CODE = 4


def run(
    *arguments: str, limit_blocks: int | None = None, user: str | None = None
) -> subprocess.CompletedProcess[str]:
    command = [TOCSIN, *arguments]
    if user is not None:
        command = ["setpriv", f"--reuid={user}", "--clear-groups", *command]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A real file system of 3 MB, so that the disk truly runs full."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine lets us mount no small file system")
    yield folder  # type: ignore[misc]
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_what_was_read_stays(small_disk: Path, tmp_path: Path) -> None:
    store = str(small_disk / "store.sqlite")
    pages = tmp_path / "pages"
    write(pages, 3)
    assert run("ingest", str(pages), "--store", store, "--workers", "1").returncode == 0
    before = run("store", "check", "--store", store, "--json").stdout
    write(pages, 400)
    full = run("ingest", str(pages), "--store", store, "--workers", "1")
    assert full.returncode == STORE_EXIT_CODE
    assert "full" in full.stderr
    assert "Traceback" not in full.stderr
    moved = tmp_path / "moved.sqlite"
    for path in small_disk.iterdir():
        shutil.copy(path, tmp_path / path.name.replace("store.sqlite", "moved.sqlite"))
    after = run("store", "check", "--store", str(moved))
    assert after.returncode == 0, after.stdout + after.stderr
    assert before
    assert run("ingest", str(pages), "--store", str(moved), "--workers", "2").returncode == 0
    assert "400 documents" in run("store", "check", "--store", str(moved)).stdout


def test_a_store_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    write(pages, 2)
    store = tmp_path / "held" / "store.sqlite"
    store.parent.mkdir()
    assert run("ingest", str(pages), "--store", str(store), "--workers", "1").returncode == 0
    before = store.read_bytes()
    write(pages, 4)
    for path in (store, *store.parent.iterdir()):
        path.chmod(0o444)
    store.parent.chmod(0o555)
    if os.geteuid() == 0:
        for folder in (*tmp_path.parents, tmp_path):
            if str(folder).startswith(str(tmp_path.parents[2])):
                folder.chmod(folder.stat().st_mode | 0o055)
        refused = run("ingest", str(pages), "--store", str(store), "--workers", "1", user="nobody")
        if "Permission denied" in refused.stderr and "tocsin:" not in refused.stderr:
            pytest.skip("another user cannot run this checkout's program")
    else:
        refused = run("ingest", str(pages), "--store", str(store), "--workers", "1")
    assert refused.returncode == STORE_EXIT_CODE, refused.stderr
    assert "Traceback" not in refused.stderr
    assert "read-only" in refused.stderr or "may not be written" in refused.stderr
    assert store.read_bytes() == before
