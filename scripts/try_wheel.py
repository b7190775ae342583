"""Installs the built wheel into an empty environment beside nothing else of ours and runs the main job with it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path


def main() -> None:
    wheel = max(Path(sys.argv[1]).glob("tocsin-*.whl"))
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        venv.create(home / "env", with_pip=True)
        python = home / "env" / "bin" / "python"
        install = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--only-binary=:all:",
            wheel,
        ]
        subprocess.run(install, check=True)
        subprocess.run(
            [home / "env" / "bin" / "tocsin", "demo", "--folder", home / "demo"], check=True, cwd=home
        )
        brief = (home / "demo" / "brief.html").read_text(encoding="utf-8")
    if "<html" not in brief:
        sys.exit("the wheel's demo wrote no brief")
    print(f"{wheel.name}: installed alone, its demo wrote a brief of {len(brief):,} characters")


if __name__ == "__main__":
    main()
