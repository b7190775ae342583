"""A private PostgreSQL server from the system's own binaries: started for one run, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 60.0
OPTIONS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=256MB",
    "max_connections=60",
    "unix_socket_directories=",
    "listen_addresses=127.0.0.1",
    "max_wal_size=2GB",
)


class NoServerError(RuntimeError):
    """No PostgreSQL server can be started here."""


def binaries() -> Path:
    """The folder of the newest server. Raises NoServerError."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path and Path(on_path).with_name("postgres").exists():
        return Path(on_path).parent
    raise NoServerError("no PostgreSQL server binaries here (Debian: the package `postgresql`)")


@contextmanager
def private_server() -> Iterator[str]:
    """The address of a superuser's connection to a fresh server on a free port of 127.0.0.1."""
    folder = binaries()
    with tempfile.TemporaryDirectory(prefix="tocsin-postgres-", ignore_cleanup_errors=True) as scratch:
        data = Path(scratch) / "data"
        as_user = _owner(Path(scratch))
        initdb = [
            str(folder / "initdb"),
            "-D",
            str(data),
            "-U",
            "tocsin",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "-N",
        ]
        made = subprocess.run([*as_user, *initdb], capture_output=True, text=True, check=False, cwd=scratch)
        if made.returncode:
            raise NoServerError(f"initdb: {made.stderr.strip()}")
        port = _free_port()
        settings = [part for option in OPTIONS for part in ("-c", option)]
        with (Path(scratch) / "log").open("wb") as log:
            server = subprocess.Popen(
                [*as_user, str(folder / "postgres"), "-D", str(data), "-p", str(port), *settings],
                stdout=log,
                stderr=log,
                cwd=scratch,
            )
        try:
            _wait(folder, port, server, Path(scratch) / "log")
            yield f"postgresql://tocsin@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run(
                [*as_user, str(folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"],
                capture_output=True,
                check=False,
                cwd=scratch,
            )
            server.wait(timeout=30)


def _owner(scratch: Path) -> list[str]:
    """The server refuses to run as root: then the user `postgres` owns the folder and runs it."""
    if os.geteuid() != 0:
        return []
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        raise NoServerError("PostgreSQL does not run as root, and there is no user `postgres`") from None
    os.chown(scratch, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait(folder: Path, port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    ready = [str(folder / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    deadline = time.monotonic() + START_SECONDS
    while subprocess.run(ready, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise NoServerError(f"the server does not start: {log.read_text(errors='replace')[-500:]}")
        time.sleep(0.05)
