"""Which addresses of a source are wanted."""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patterns:
    """Shell patterns (`*`, `?`, `[…]`) over whole addresses; `*` also crosses slashes.

    An address is wanted when it fits one of `include` (or there is none) and none of `exclude`.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def admit(self, address: str) -> bool:
        if any(_compiled(pattern).match(address) for pattern in self.exclude):
            return False
        return not self.include or any(_compiled(pattern).match(address) for pattern in self.include)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(fnmatch.translate(pattern))
