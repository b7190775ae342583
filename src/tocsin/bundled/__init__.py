"""Specimen pages that come with the program: what `tocsin demo` reads. README.md lists what each is for."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

__all__ = ["pages", "truth"]


def pages() -> Path:
    """The folder of pages, as a source of files can walk it.

    Wheels are unpacked when they are installed, so this is a folder on disk. Raises FileNotFoundError where
    the package is imported from inside an archive.
    """
    return _on_disk("pages")


def truth() -> Path:
    """The file that says what must be found on the pages."""
    return _on_disk("truth.yaml")


def _on_disk(name: str) -> Path:
    found = Path(str(resources.files("tocsin.bundled").joinpath(name)))
    if not found.exists():
        raise FileNotFoundError(f"{found} is not on disk; install the package unpacked")
    return found
