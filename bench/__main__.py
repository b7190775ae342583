"""All figures, one table each: `python -m bench` (about 15 minutes) or `python -m bench --quick`."""

from __future__ import annotations

import subprocess
import sys

FULL = (
    ["bench.seeds"],
    ["bench.ingest", "--counts", "1000", "10000"],
    ["bench.ingest", "--counts", "1000", "--language", "ru"],
    ["bench.search", "--statements", "1000000", "--postgres", "auto"],
    ["bench.screening"],
)
QUICK = (["bench.seeds"], ["bench.ingest", "--counts", "200"], ["bench.search", "--statements", "20000"])


def main() -> None:
    for module, *options in QUICK if "--quick" in sys.argv[1:] else FULL:
        print(f"\n== python -m {' '.join([module, *options])}", flush=True)
        subprocess.run([sys.executable, "-m", module, *options], check=True)


if __name__ == "__main__":
    main()
