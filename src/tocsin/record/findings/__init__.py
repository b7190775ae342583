"""What does not fit together in the record, and what is missing from it. Nothing is decided.

1. `figures`   tolls that exclude each other; tolls that were updated over time, as a series.
2. `dates`     one thing with two dates, or in two countries.
3. `roles`     one office and two holders.
4. `attendance`  two chairs, two forms, lists of participants that differ.
5. `stages`    a document that goes back to a stage that it had passed.
6. `ordinals`  meetings whose predecessor is not in the record; one number on two days.
7. `versions`  a page that was changed at its address: both versions and the difference.
"""

from __future__ import annotations

from tocsin.record.findings.finding import Account, Finding, Kind
from tocsin.record.findings.gathering import findings
from tocsin.record.findings.materials import Materials

__all__ = ["Account", "Finding", "Kind", "Materials", "findings"]
