"""Who may see what: markings on things, clearances of readers, and one predicate that joins them.

Markings are audiences. TLP levels (FIRST TLP 2.0, 2023) are compared as sets of readers; every caveat is
required; `releasable_to` names organisations, and an empty tuple there means nobody, None means no limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TLP(StrEnum):
    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    AMBER_STRICT = "AMBER+STRICT"
    RED = "RED"


_BREADTH = {TLP.CLEAR: 0, TLP.GREEN: 1, TLP.AMBER: 2, TLP.AMBER_STRICT: 3, TLP.RED: 4}


@dataclass(frozen=True, slots=True)
class Marking:
    tlp: TLP = TLP.CLEAR
    caveats: frozenset[str] = frozenset()
    releasable_to: tuple[str, ...] | None = None

    @classmethod
    def parse(cls, text: str) -> Marking:
        """Read the form that `str` gives: `TLP:AMBER//LAW ENFORCEMENT//REL RU,KZ`."""
        level, *rest = text.split("//")
        caveats: set[str] = set()
        releasable: tuple[str, ...] | None = None
        for part in rest:
            if part == "REL" or part.startswith("REL "):
                releasable = tuple(name for name in part[4:].split(",") if name)
            else:
                caveats.add(part)
        return cls(TLP(level.removeprefix("TLP:")), frozenset(caveats), releasable)

    def __str__(self) -> str:
        parts = [f"TLP:{self.tlp}", *sorted(self.caveats)]
        if self.releasable_to is not None:
            parts.append(f"REL {','.join(sorted(self.releasable_to))}".rstrip())
        return "//".join(parts)

    def joined(self, other: Marking) -> Marking:
        """The marking of a thing derived from both: for those who may see both."""
        if self.releasable_to is None or other.releasable_to is None:
            releasable = self.releasable_to if other.releasable_to is None else other.releasable_to
        else:
            releasable = tuple(sorted(set(self.releasable_to) & set(other.releasable_to)))
        narrower = max(self.tlp, other.tlp, key=_BREADTH.__getitem__)
        return Marking(narrower, self.caveats | other.caveats, releasable)


@dataclass(frozen=True, slots=True)
class Clearance:
    """What a reader may see: TLP levels up to `tlp`, the caveats held, the organisation belonged to."""

    tlp: TLP = TLP.CLEAR
    caveats: frozenset[str] = frozenset()
    organisation: str | None = None
    sees_everything: bool = False

    def admits(self, marking: Marking) -> bool:
        if self.sees_everything:
            return True
        if _BREADTH[marking.tlp] > _BREADTH[self.tlp] or not marking.caveats <= self.caveats:
            return False
        return marking.releasable_to is None or self.organisation in marking.releasable_to


PUBLIC = Clearance()
OWNER = Clearance(tlp=TLP.RED, sees_everything=True)
"""The single user of a store on their own machine."""
