"""The glossary as a table that a spreadsheet opens and saves: bytes in any of Excel's encodings in, UTF-8 out."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from kiosk.core.language import LANGUAGES
from kiosk.pipeline.glossary import Term, kana

_TERM, _READING, _NOTE = "term", "reading", "note"
_TITLES = {_TERM: "用語", _READING: "読み", _NOTE: "メモ"}
_MOST = 5000
_LONGEST = 60  # characters of a name

_COLUMNS = (
    {name: name for name in _TITLES}
    | {title: name for name, title in _TITLES.items()}
    | {"よみ": _READING, "読みがな": _READING, "ふりがな": _READING, "備考": _NOTE}
    | {"日本語": _TERM, "japanese": _TERM, "ja": _TERM}
    | {code: code for code in LANGUAGES if code != "ja"}
    | {name.casefold(): each.code for each in LANGUAGES.values() if each.code != "ja"
       for name in (each.japanese, each.english, each.endonym)}
    | {"中国語": "zh", "chinese": "zh", "簡体字": "zh", "繁体字": "zt", "ポルトガル語(ブラジル)": "pb"}
)  # fmt: skip


def read_table(content: bytes) -> tuple[list[Term], list[str]]:
    """The terms that are right, and a line for each thing that is wrong, with its line number, in English and Japanese.

    UTF-8 with or without a mark, UTF-16 as Excel's "Unicode text", or cp932 as Excel saves CSV in Japan; commas, tabs or
    semicolons. The first line names the columns.
    """
    text = _decoded(content)
    if text is None:
        return [], ["not a text table; save it as CSV UTF-8 / 表の文字が読めません。「CSV UTF-8」で保存してください"]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    mistakes: list[str] = []
    terms: dict[str, Term] = {}
    columns: list[str] = []
    try:
        for row in reader:
            cells = [" ".join(cell.split()) for cell in row]
            if not any(cells):
                continue
            if not columns:
                columns = _columns(cells, reader.line_num, mistakes)
                if _TERM not in columns:
                    return [], mistakes
            elif term := _term(columns, cells, reader.line_num, terms, mistakes):
                terms[term.term] = term
    except csv.Error as error:
        mistakes.append(_at(reader.line_num, f"can't be read ({error})", "読めません"))
    if len(terms) > _MOST:
        mistakes.append(f"more than {_MOST} terms; the rest isn't used / 用語が{_MOST}を超えています。残りは使いません")
    return list(terms.values())[:_MOST], mistakes


def write_table(terms: Iterable[Term]) -> bytes:
    """UTF-8 with the mark that makes Excel read it as such; a column for each language that has a form."""
    kept = list(terms)
    codes = [code for code in LANGUAGES if any(code in term.forms for term in kept)] or ["en"]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_TITLES[_TERM], _TITLES[_READING], *codes, _TITLES[_NOTE]])
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


def _columns(cells: Sequence[str], line: int, mistakes: list[str]) -> list[str]:
    """What each column holds, "" for one that is passed over."""
    columns: list[str] = []
    for cell in cells:
        name = _COLUMNS.get(cell.casefold(), "")
        if cell and not name:
            close = get_close_matches(cell.casefold(), list(_COLUMNS), n=1)
            meant = f" (did you mean / もしかして: {close[0]}?)" if close else ""
            mistakes.append(_at(line, f"unknown column {cell!r}{meant}", f"列 {cell!r} がわかりません"))
        elif name and name in columns:
            mistakes.append(_at(line, f"column {cell!r} is there twice", f"列 {cell!r} が二つあります"))
        columns.append(name if name not in columns else "")
    if _TERM not in columns:
        names = "用語, 読み, en ..."
        mistakes.append(
            _at(line, f"the first line must name the columns: {names}", f"1行目に列の名前を書いてください：{names}")
        )
    return columns


def _term(columns: Sequence[str], cells: Sequence[str], line: int, before: dict[str, Term], mistakes: list[str]) -> Term | None:
    named = {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell}
    term, reading = named.pop(_TERM, ""), named.pop(_READING, "")
    note = named.pop(_NOTE, "")
    if not term:
        mistakes.append(_at(line, "the term is missing", "用語がありません"))
        return None
    if term in before:
        mistakes.append(_at(line, f"{term} is there twice", f"{term} が二度あります"))
        return None
    if reading and not kana(reading):
        mistakes.append(_at(line, f"{term}: the reading must be in kana", f"{term}：読みはひらがなかカタカナで書いてください"))
        reading = ""
    if len(term) < 2 and not named:
        mistakes.append(
            _at(line, f"{term}: one letter is found everywhere; list the whole name", f"{term}：一文字では短すぎます")
        )
        return None
    if too_long := [cell for cell in (term, *named.values()) if len(cell) > _LONGEST]:
        shown = too_long[0][:20]
        mistakes.append(_at(line, f"{shown}... is longer than {_LONGEST} letters", f"{shown}… は{_LONGEST}文字より長いです"))
        return None
    return Term(term, reading, named, note)


def _at(line: int, english: str, japanese: str) -> str:
    return f"line {line}: {english} / {line}行目：{japanese}"
