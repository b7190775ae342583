"""The house rules that a machine can check: file sizes, names, and words that must not stand in the repository."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WALL = 800
NAMELESS = {"utils", "util", "helpers", "helper", "managers", "manager", "common", "core", "misc"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
ABSOLUTE = re.compile(r"(?<![\w.:/])/(?:home|root|work|Users)/\w")
REGISTRY = re.compile(r"files\.pythonhosted\.org|registry\.npmjs\.org|pypi\.org/simple")


def tracked() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in listing.stdout.splitlines() if (ROOT / line).is_file()]


def faults(path: Path) -> list[str]:
    name = path.relative_to(ROOT).as_posix()
    found = []
    if NAMELESS & {part.split(".")[0] for part in name.split("/")}:
        found.append(f"{name}: a name that says nothing")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return found
    if path.suffix == ".py" and text.count("\n") > WALL:
        found.append(f"{name}: {text.count(chr(10))} lines; the wall is {WALL}")
    if path == Path(__file__).resolve():
        return found
    for number, line in enumerate(text.splitlines(), start=1):
        if path.suffix == ".py" and UNFINISHED.search(line):
            found.append(f"{name}:{number}: unfinished: {line.strip()[:80]}")
        if ABSOLUTE.search(line):
            found.append(f"{name}:{number}: a path of one machine: {line.strip()[:80]}")
        if REGISTRY.search(line):
            found.append(f"{name}:{number}: the host of a package registry: {line.strip()[:80]}")
    return found


def main() -> int:
    found = [fault for path in tracked() for fault in faults(path)]
    for fault in found:
        print(fault)
    print(f"house rules: {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
