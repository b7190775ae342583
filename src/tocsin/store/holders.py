"""Who holds a lease: `host:process:run`. A holder whose process is gone gives back at once what it held."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def is_gone(holder: str) -> bool:
    """True only for a process of this machine that is no more; of other machines nothing is known.

    A number that a new process took over counts as alive: then the lease has to run out.
    """
    host, _, rest = holder.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname() or not rest.isdecimal():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return _is_dead_but_unburied(rest)


def _is_dead_but_unburied(process: str) -> bool:
    """A killed process whose parent has not asked for its end yet keeps its number (Linux shows it as Z)."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[:1] in (["Z"], ["X"])
