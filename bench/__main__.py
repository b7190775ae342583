"""All figures, one table each: `python -m bench` (about 40 minutes) or `python -m bench --quick` (about 5)."""

from __future__ import annotations

import subprocess
import sys

FULL = (
    ["seeds"],
    ["acts"],
    ["muc4"],
    ["muc4_keys"],
    ["attribution"],
    ["pronouns"],
    ["figures"],
    ["names"],
    ["english_names"],
    ["geoparsing"],
    ["dates"],
    ["calibration"],
    ["speed"],
    ["ingest", "--counts", "1000", "10000"],
    ["ingest", "--counts", "1000", "--language", "ru"],
    ["search", "--statements", "1000000", "--postgres", "auto"],
    ["screening"],
    ["ledger"],
)
QUICK = (
    ["seeds"],
    ["acts"],
    ["dates"],
    ["speed"],
    ["ingest", "--counts", "200"],
    ["search", "--statements", "20000"],
    ["ledger", "--events", "20000"],
)


def main() -> None:
    for module, *options in QUICK if "--quick" in sys.argv[1:] else FULL:
        print(f"\n== python -m {' '.join([f'bench.{module}', *options])}", flush=True)
        subprocess.run([sys.executable, "-m", f"bench.{module}", *options], check=True)


if __name__ == "__main__":
    main()
