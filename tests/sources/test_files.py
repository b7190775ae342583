from __future__ import annotations

import os

import pytest

from tocsin.sources.files import FileLimits, FileSource
from tocsin.sources.patterns import Patterns
from tocsin.sources.raw import RawDocument, Source, Unread


def labels(source: FileSource) -> list[str]:
    return [item.label for item in source.items() if isinstance(item, RawDocument)]


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.html", "sub/c.txt", ".hidden/d.txt", ".e.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_folder_is_walked_in_order_without_hidden_names(folder):
    source = FileSource([folder])
    assert isinstance(source, Source)
    assert labels(source) == ["a.html", "b.txt", "sub/c.txt"]


def test_file_named_by_the_user_keeps_its_name_even_when_hidden(folder):
    assert labels(FileSource([folder / "b.txt", folder / ".e.txt"])) == ["b.txt", ".e.txt"]


def test_media_type_is_guessed_from_the_name(folder):
    assert [item.media_type for item in FileSource([folder / "a.html"]).items()] == ["text/html"]


def test_links_that_lead_back_end(folder):
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "broken").symlink_to(folder / "nowhere")
    items = list(FileSource([folder]).items())
    assert [item.label for item in items if isinstance(item, RawDocument)] == ["a.html", "b.txt", "sub/c.txt"]
    assert [item.address.rpartition("/")[2] for item in items if isinstance(item, Unread)] == ["broken"]


def test_large_file_is_left_out_before_it_is_read(folder):
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(10**12)
    unread = [item for item in FileSource([folder]).items() if isinstance(item, Unread)]
    assert len(unread) == 1
    assert "1,000,000,000,000" in unread[0].error.message


def test_what_is_no_regular_file_is_named_or_left_out(folder):
    os.mkfifo(folder / "pipe")
    assert isinstance(next(FileSource([folder / "pipe"]).items()), Unread)
    assert labels(FileSource([folder])) == ["a.html", "b.txt", "sub/c.txt"]


@pytest.mark.parametrize("name", ["missing.txt", "a\0b"])
def test_missing_file_is_a_problem_not_an_end(folder, name):
    first, second = FileSource([folder / name, folder / "b.txt"]).items()
    assert isinstance(first, Unread)
    assert isinstance(second, RawDocument)


def test_number_of_files_and_depth_are_limited(folder):
    few = list(FileSource([folder], limits=FileLimits(max_files=2)).items())
    assert [type(item) for item in few] == [RawDocument, RawDocument, Unread]
    flat = list(FileSource([folder], limits=FileLimits(max_depth=0)).items())
    assert isinstance(flat[-1], Unread)


def test_patterns_choose_files(folder):
    source = FileSource([folder], patterns=Patterns(include=("*.txt",), exclude=("sub/*",)))
    assert labels(source) == ["b.txt"]
