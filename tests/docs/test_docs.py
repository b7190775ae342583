"""Documentation is tested: pages from code are current, commands exist, guides run as written."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from tocsin.workbench.cli import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
BIN = Path(sys.executable).parent
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")


def commands_in(text: str) -> list[str]:
    """Lines of shell fences that call tocsin, continued lines joined."""
    found = []
    for language, _, body in FENCE.findall(text):
        if language in ("sh", "bash", "console", "shell"):
            for line in body.replace("\\\n", " ").splitlines():
                line = line.removeprefix("$ ").strip()
                if re.match(r"(\.venv/bin/)?tocsin\b", line):
                    found.append(line.removeprefix(".venv/bin/"))
    return found


def test_reference_pages_are_what_the_code_says() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "reference.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_and_options_in_the_pages_exist(page: Path) -> None:
    for line in commands_in(page.read_text(encoding="utf-8")):
        words = shlex.split(line, comments=True)[1:]
        command: Any = typer.main.get_command(app)
        while hasattr(command, "commands") and words and not words[0].startswith("-"):
            assert words[0] in command.commands, f"{line}: there is no command {words[0]}"
            command = command.commands[words.pop(0)]
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        for word in words:
            if word.startswith("--"):
                assert word.split("=")[0] in known, f"{line}: there is no option {word}"


@pytest.mark.parametrize("name", ["first-brief.md", "review.md"])
def test_a_guide_runs_as_written(tmp_path: Path, name: str) -> None:
    guide = (ROOT / "docs" / "guide" / name).read_text(encoding="utf-8")
    script = "\n".join(
        body for language, rest, body in FENCE.findall(guide) if language == "sh" and "run" in rest
    )
    assert script, "the guide marks no fence with ```sh run"
    environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_page_of_the_documentation_is_reachable_from_the_readme() -> None:
    seen: set[Path] = set()
    todo = [ROOT / "README.md"]
    while todo:
        page = todo.pop()
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        todo += [
            (page.parent / target).resolve() for target in LINK.findall(page.read_text(encoding="utf-8"))
        ]
    lost = {page for page in PAGES if page not in seen}
    assert not lost, f"no link leads to {sorted(page.relative_to(ROOT).as_posix() for page in lost)}"
