"""The glossary as a table that a spreadsheet opens and saves: bytes in any of Excel's encodings in, UTF-8 out."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from kiosk.core.language import LANGUAGES
from kiosk.pipeline.glossary import FORM_LANGUAGES, NOTE, READING, TERM, Term, kana
from kiosk.pipeline.phrasebook_reading import Mistake

_TITLES = {TERM: "用語", READING: "読み", NOTE: "メモ"}
_SEPARATOR = re.compile(r"sep=([,;\t|])[^\n\r]*(?:\r\n|\r|\n)", re.IGNORECASE)
"""The first line by which some programs tell Excel what stands between two cells."""
_MOST = 5000
_LONGEST = 60  # characters of a name

_COLUMNS = (
    {name: name for name in _TITLES}
    | {title: name for name, title in _TITLES.items()}
    | {"よみ": READING, "読みがな": READING, "ふりがな": READING, "備考": NOTE}
    | {"日本語": TERM, "japanese": TERM, "ja": TERM}
    | {code: code for code in FORM_LANGUAGES}
    | {name.casefold(): code for code in FORM_LANGUAGES
       for name in (LANGUAGES[code].japanese, LANGUAGES[code].english, LANGUAGES[code].endonym)}
    | {"中国語": "zh", "chinese": "zh", "簡体字": "zh", "繁体字": "zt", "ポルトガル語(ブラジル)": "pb"}
)  # fmt: skip


def read_table(content: bytes) -> tuple[list[Term], list[Mistake]]:
    """The terms that are right, and each thing that is wrong with its line; line 0 is the whole table.

    UTF-8 with or without a mark, UTF-16 as Excel's "Unicode text", or cp932 as Excel saves CSV in Japan; commas, tabs or
    semicolons, or what a first line "sep=" says. The next line names the columns.
    """
    text = _decoded(content)
    if text is None:
        return [], [
            Mistake(0, "not a text table; save it as CSV UTF-8", "表の文字が読めません。「CSV UTF-8」で保存してください")
        ]
    named = _SEPARATOR.match(text)
    rows = io.StringIO(f"\n{text[named.end() :]}" if named else text, newline="")
    reader = csv.reader(rows, delimiter=named[1] if named else _delimiter(text))
    mistakes: list[Mistake] = []
    terms: dict[str, Term] = {}
    columns: list[str] = []
    try:
        for row in reader:
            cells = [" ".join(cell.split()) for cell in row]
            if not any(cells):
                continue
            if not columns:
                columns = _columns(cells, reader.line_num, mistakes)
                if TERM not in columns:
                    return [], mistakes
            elif term := _term(columns, cells, reader.line_num, terms, mistakes):
                terms[term.term] = term
    except csv.Error as error:
        mistakes.append(Mistake(reader.line_num, f"can't be read ({error})", "読めません"))
    if len(terms) > _MOST:
        more = f"more than {_MOST} terms; the rest isn't used", f"用語が{_MOST}を超えています。残りは使いません"
        mistakes.append(Mistake(0, *more))
    return list(terms.values())[:_MOST], mistakes


def write_table(terms: Iterable[Term]) -> bytes:
    """UTF-8 with the mark that makes Excel read it as such; a column for each language that has a form."""
    kept = list(terms)
    codes = [code for code in FORM_LANGUAGES if any(code in term.forms for term in kept)] or ["en"]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_TITLES[TERM], _TITLES[READING], *codes, _TITLES[NOTE]])
    writer.writerows([term.term, term.reading, *(term.forms.get(code, "") for code in codes), term.note] for term in kept)
    return codecs.BOM_UTF8 + out.getvalue().encode("utf-8")


def _decoded(content: bytes) -> str | None:
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp932"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return None


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max("\t,;", key=first.count)


def _columns(cells: Sequence[str], line: int, mistakes: list[Mistake]) -> list[str]:
    """What each column holds, "" for one that is passed over."""
    columns: list[str] = []
    for cell in cells:
        name = _COLUMNS.get(cell.casefold(), "")
        if cell and not name:
            close = get_close_matches(cell.casefold(), list(_COLUMNS), n=1)
            meant = f" (did you mean / もしかして: {close[0]}?)" if close else ""
            mistakes.append(Mistake(line, f"unknown column {cell!r}{meant}", f"列 {cell!r} がわかりません"))
        elif name and name in columns:
            mistakes.append(Mistake(line, f"column {cell!r} is there twice", f"列 {cell!r} が二つあります"))
        columns.append(name if name not in columns else "")
    if TERM not in columns:
        names = "用語, 読み, en ..."
        mistakes.append(
            Mistake(line, f"the first line must name the columns: {names}", f"1行目に列の名前を書いてください：{names}")
        )
    return columns


def _term(
    columns: Sequence[str], cells: Sequence[str], line: int, before: Container[str], mistakes: list[Mistake]
) -> Term | None:
    named = {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell}
    term, reading, note = (named.pop(name, "") for name in (TERM, READING, NOTE))
    if term and (wrong := wrong_reading(term, reading)):
        mistakes.append(replace(wrong, line=line))
        reading = ""
    made = Term(term, reading, named, note)
    if wrong := wrong_term(made, before):
        mistakes.append(replace(wrong, line=line))
        return None
    return made


def wrong_reading(term: str, reading: str) -> Mistake | None:
    """What is wrong with the reading of a term, at line 0."""
    if not reading or kana(reading):
        return None
    return Mistake(0, f"{term}: the reading must be in kana", f"{term}：読みはひらがなかカタカナで書いてください")


def wrong_term(term: Term, others: Container[str]) -> Mistake | None:
    """What keeps a term from the list that holds `others`, at line 0; its reading apart."""
    name = term.term
    if not name:
        return Mistake(0, "the term is missing", "用語がありません")
    if name in others:
        return Mistake(0, f"{name} is there twice", f"{name} が二度あります")
    if len(name) < 2 and not term.forms:
        return Mistake(0, f"{name}: one letter is found everywhere; list the whole name", f"{name}：一文字では短すぎます")
    if too_long := [cell for cell in (name, *term.forms.values()) if len(cell) > _LONGEST]:
        shown = too_long[0][:20]
        return Mistake(0, f"{shown}... is longer than {_LONGEST} letters", f"{shown}… は{_LONGEST}文字より長いです")
    return None
