"""Pages a second and a core from HTML to the record, beside trafilatura alone on the same pages in the same run.

    python -m bench.ingest [--counts 1000 10000] [--language en] [--workers 2] [--store sqlite|URL] [--json]

CPU time is what is compared (user + system, all processes): it does not depend on what else the machine does.
`ratio` is CPU seconds a page of `tocsin ingest` over those of `trafilatura.extract`. Peak memory is the sum of the
resident sets of the whole process tree, sampled; pages that processes share are counted in each.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from bench.pages import write

SAMPLE_SECONDS = 0.2
FLOOR_PAGES = 1000
"""trafilatura alone is timed over so many of the pages; its cost a page does not depend on their number."""


@dataclass(frozen=True, slots=True)
class Figure:
    pages: int
    trafilatura_ms: float
    tocsin_ms: float
    ratio: float
    wall_seconds: float
    pages_per_second: float
    pages_per_second_per_core: float
    cores_busy: float
    peak_megabytes: float
    statements: int


def trafilatura_alone(paths: list[Path]) -> float:
    """CPU milliseconds a page of trafilatura's own command-less use: extract with its defaults."""
    from trafilatura import extract

    texts = [path.read_text(encoding="utf-8") for path in paths[:FLOOR_PAGES]]
    for text in texts[:20]:
        extract(text)
    before = time.process_time()
    for text in texts:
        extract(text)
    return (time.process_time() - before) / len(texts) * 1000


def children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run_ingest(folder: Path, store: str, workers: int) -> tuple[float, float, float, dict[str, object]]:
    """CPU seconds, wall seconds, peak megabytes and the command's own report."""
    command = [
        str(Path(sys.executable).with_name("tocsin")), "ingest", str(folder), "--store", store,
        "--workers", str(workers), "--json",
    ]  # fmt: skip
    cpu, wall = children_cpu(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    peak = [0.0]
    done = threading.Event()
    sampler = threading.Thread(target=_sample, args=(process.pid, peak, done))
    sampler.start()
    output, _ = process.communicate()
    done.set()
    sampler.join()
    if process.returncode:
        raise SystemExit(f"tocsin ingest ended with {process.returncode}")
    return children_cpu() - cpu, time.perf_counter() - wall, peak[0], json.loads(output)


def _sample(pid: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(SAMPLE_SECONDS):
        try:
            root = psutil.Process(pid)
            tree = [root, *root.children(recursive=True)]
            peak[0] = max(peak[0], sum(item.memory_info().rss for item in tree) / 2**20)
        except psutil.Error:
            continue


def measure(count: int, language: str, workers: int, store: str) -> Figure:
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as scratch:
        folder = Path(scratch) / "pages"
        paths = write(folder, count, language=language)
        floor = trafilatura_alone(paths)
        url = f"{scratch}/bench.sqlite" if store == "sqlite" else store
        cpu, wall, peak, report = run_ingest(folder, url, workers)
    ours = cpu / count * 1000
    return Figure(
        count, round(floor, 2), round(ours, 2), round(ours / floor, 2), round(wall, 1), round(count / wall, 1),
        round(count / cpu, 1), round(cpu / wall, 2), round(peak), int(str(report["statements"])),
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--counts", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--language", choices=("en", "ru"), default="en")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--store", default="sqlite")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures = [measure(count, given.language, given.workers, given.store) for count in given.counts]
    if given.json:
        print(json.dumps([asdict(item) for item in figures], indent=2))
        return
    print(
        f"HTML to record, {given.language}, {given.workers} workers, store {given.store.split(':', maxsplit=1)[0]}"
    )
    print("  pages  trafilatura  tocsin   ratio  pages/s  pages/s/core  cores busy  peak MB  statements")
    for item in figures:
        print(
            f"{item.pages:7,} {item.trafilatura_ms:9.2f} ms {item.tocsin_ms:6.2f} ms {item.ratio:6.2f} "
            f"{item.pages_per_second:8.1f} {item.pages_per_second_per_core:13.1f} {item.cores_busy:11.2f} "
            f"{item.peak_megabytes:8,.0f} {item.statements:11,}"
        )


if __name__ == "__main__":
    main()
