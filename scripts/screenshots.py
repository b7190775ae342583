"""Make the pictures of the documentation: `python scripts/screenshots.py` writes docs/images/brief.png from a demo.

Needs Chromium or Chrome. The demo runs in a folder that is thrown away; nothing is drawn by hand.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SIZE = (1200, 1180)
LARGEST = 300_000


def browser() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return found or sys.exit(f"no browser found; looked for {', '.join(BROWSERS)}")


def demo(folder: Path) -> Path:
    """The brief that `make demo` writes."""
    tocsin = Path(sys.executable).with_name("tocsin")
    subprocess.run([tocsin, "demo", "--folder", folder, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    return folder / "brief.html"


def shoot(page: Path, picture: Path, profile: Path) -> None:
    width, height = SIZE
    unboxed = ["--no-sandbox"] if os.geteuid() == 0 else []  # the sandbox does not start as root
    subprocess.run(
        [
            browser(), "--headless", *unboxed, "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}",
            f"--window-size={width},{height}", f"--screenshot={picture}", page.as_uri(),
        ],
        check=True,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def main() -> int:
    picture = IMAGES / "brief.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tocsin-") as scratch:
        shoot(demo(Path(scratch) / "demo"), picture, Path(scratch) / "profile")
    size = picture.stat().st_size
    print(f"{picture.relative_to(ROOT)}: {size:,} bytes")
    return 0 if size <= LARGEST else 1


if __name__ == "__main__":
    sys.exit(main())
