"""The documents lead somewhere: every picture and page they name is there, and light; what they show to copy is right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.phrasebook_files import load_phrasebook
from kiosk.pipeline.phrasebook_reading import read_phrases

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "packaging").glob("*.md")), ROOT / "models" / "README.md")
COUNTER = [ROOT / "packaging" / f"counter.{code}.md" for code in ("ja", "en")]
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_document_leads_to_a_file_of_the_checkout(document: Path) -> None:
    links = [link for link in _LINK.findall(document.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_picture_is_light_and_shown_somewhere() -> None:
    shown = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    pictures = sorted((ROOT / "packaging" / "pictures").glob("*.png"))
    assert [path.name for path in pictures if path.stat().st_size > 150_000 or f"pictures/{path.name}" not in shown] == []


@pytest.mark.parametrize("page", COUNTER, ids=lambda path: path.stem)
def test_the_phrase_that_the_counters_pages_show_can_be_copied(page: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    book, mistakes = read_phrases(example, load_phrasebook())
    assert mistakes == [] and list(book.phrases) == ["bus-stop"]


def test_both_pages_for_the_counter_have_the_same_parts() -> None:
    parts = [re.findall(r"^## (\d+)\.", page.read_text(encoding="utf-8"), re.MULTILINE) for page in COUNTER]
    assert parts[0] == parts[1] == [str(number) for number in range(1, 13)]
