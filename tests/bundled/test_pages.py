"""The bundled pages are there, are what the README says, and their truth can be true."""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path

import pytest

from tests.bundled.truths import Page, load, value_agrees
from tocsin.bundled import pages
from tocsin.model.dates import PartialDate
from tocsin.model.document import Genre
from tocsin.model.vocabulary import schemata

ROOT = Path(__file__).resolve().parents[2]
TRUTH = load()
SHARED_TEASERS = (
    "On 22 June 2023, the United Nations General Assembly concluded the eighth review",
    "23 ноября 2023 года в Минске под председательством Республики Беларусь",
)


def decoded(name: str) -> str:
    data = (pages() / name).read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1251")


def test_every_file_has_its_truth_and_every_truth_its_file() -> None:
    files = {path.name for path in pages().iterdir()}
    assert files == {page.file for page in TRUTH.pages} | set(TRUTH.unreadable)


def test_the_archive_holds_the_pages_that_the_truth_names() -> None:
    inside = {page.name for page in TRUTH.pages if page.file == "reviews.zip"}
    with zipfile.ZipFile(pages() / "reviews.zip") as packed:
        assert set(packed.namelist()) == inside


@pytest.mark.parametrize("page", TRUTH.pages, ids=lambda page: page.name)
def test_truth_speaks_of_files_and_fields_that_the_schema_has(page: Page) -> None:
    columns = {
        schema.file: {held.column for held in schema.properties.values()} for schema in schemata().values()
    }
    other = {"low", "high", "qualifier", "unit", "roles", "section"}
    assert Genre(page.genre)
    assert page.published is None or str(PartialDate.parse(page.published)) == page.published
    assert 3 <= len(page.things) <= 6
    for thing in page.things:
        strange = set(thing.fields) - columns[f"{thing.file}.jsonl"] - other
        assert not strange, f"{thing}: no such fields: {strange}"


def test_both_languages_are_there_about_equally() -> None:
    counts = {language: sum(page.language == language for page in TRUTH.pages) for language in ("en", "ru")}
    assert min(counts.values()) >= 11


@pytest.mark.parametrize("teaser", SHARED_TEASERS, ids=["en", "ru"])
def test_a_teaser_stands_on_three_pages(teaser: str) -> None:
    assert sum(teaser in decoded(path.name) for path in pages().glob("*.txt")) == 3


def test_a_latin_name_hides_a_cyrillic_letter() -> None:
    assert re.search(
        r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]", decoded("interpol-draft-framework.txt")
    )


@pytest.mark.parametrize(
    ("name", "declared"), [("shos-plan.html", "windows-1251"), ("atc-cis.html", "utf-8")]
)
def test_bytes_are_windows_1251_whatever_the_page_declares(name: str, declared: str) -> None:
    data = (pages() / name).read_bytes()
    assert f'charset="{declared}"'.encode() in data
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert "Главная" in data.decode("cp1251")


@pytest.mark.parametrize("name", ["porto-charter.docx", "mirnaya-missiya.txt"])
def test_the_name_of_an_image_is_glued_to_a_sentence(name: str) -> None:
    if name.endswith(".docx"):
        with zipfile.ZipFile(pages() / name) as packed:
            text = packed.read("word/document.xml").decode("utf-8")
    else:
        text = decoded(name)
    assert re.search(r"\.\w+\.jpg ", text)


def test_made_pages_are_those_of_the_generator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    monkeypatch.delitem(sys.modules, "bundled_pages", raising=False)
    import bundled_pages

    made = bundled_pages.made()
    for name, data in made.items():
        if not name.endswith((".docx", ".zip")):  # their packing varies with the version of zlib
            assert (pages() / name).read_bytes() == data, f"run scripts/bundled_pages.py: {name} is stale"


def test_the_readme_lists_every_file() -> None:
    readme = (pages().parent / "README.md").read_text(encoding="utf-8")
    assert {path.name for path in pages().iterdir()} <= set(re.findall(r"`([\w.-]+)`", readme))


def test_agreement_is_neither_blind_nor_pedantic() -> None:
    assert value_agrees("Принята Резолюция 1566", "езолюция 1566")
    assert value_agrees(["Станислав Засёв"], ["Иванов", "засев"])
    assert value_agrees(41.0, 41)
    assert not value_agrees(41, 4)
    assert not value_agrees(None, "Porto")
    assert not value_agrees("2016-06-28", "2016-06")
