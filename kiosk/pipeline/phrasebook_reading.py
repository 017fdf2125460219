"""The text of a phrase file -> a phrasebook, and every mistake in it with its line number, all at once.

A file is TOML whose every value stands on one line. It is read line by line, so that one slip doesn't hide the others:

    name.ja = "..."                 what the set is called
    [category.ID] [place.ID]        names by language; a place may have {name = "...", at = "...", to = "..."}
    [phrase.ID]                     category, says = "staff" | "visitor" | "both", answers = ["ID", ...], texts by language,
                                    {one = "...", other = "..."} by the plural of {count} or the hour of {time};
                                    checked.LANGUAGE = "who, when"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from kiosk.core.language import LANGUAGES
from kiosk.pipeline.phrasebook import Phrase, Phrasebook, PhraseText, Says
from kiosk.pipeline.phrasebook_slots import FIELD, PLURALS, SLOT_NAMES, PlaceName, Slot, plural

_HEADER = re.compile(r"\[(category|place|phrase)\.([a-z0-9][a-z0-9-]*)\]\s*(?:#.*)?")
_KNOWN_CODES = tuple(LANGUAGES)
_SIDES: dict[str, Says] = {"staff": "staff", "visitor": "visitor", "both": "both"}
_LARGEST_COUNT = 120
"""Counts that a counter meets; plural forms that only larger ones need (millions in French) aren't asked for."""


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong in a line, for whoever mends the file. Line 0: in the file as a whole."""

    line: int
    english: str
    japanese: str

    def __str__(self) -> str:
        return f"{self.told(japanese=False)} / {self.told(japanese=True)}"

    def told(self, *, japanese: bool) -> str:
        """In one language, with its line."""
        if not self.line:
            return self.japanese if japanese else self.english
        return f"{self.line}行目：{self.japanese}" if japanese else f"line {self.line}: {self.english}"


@dataclass(slots=True)
class _Section:
    """A header and the values under it, each with its line."""

    kind: str
    id: str
    line: int
    values: dict[str, tuple[int, object]] = field(default_factory=dict)


def read_phrases(text: str, others: Phrasebook | None = None, fallback: str = "") -> tuple[Phrasebook, list[Mistake]]:
    """What is right in the file, and what is wrong. `others`: sets that it may refer to; `fallback`: the set's name when the
    file gives none."""
    mistakes: list[Mistake] = []
    sections = _sections(text, mistakes)
    names = {key.partition(".")[2]: str(value) for key, (_, value) in sections[0].values.items()}
    book = names.get("ja") or names.get("en") or fallback
    categories = {each.id: _names(each, mistakes) for each in sections if each.kind == "category"}
    places = {each.id: _places(each, mistakes) for each in sections if each.kind == "place"}
    read = [(each, _phrase(each, book, mistakes)) for each in sections if each.kind == "phrase"]
    phrases = {phrase.id: phrase for _, phrase in read}
    known = others or Phrasebook()
    for section, phrase in read:
        _check_references(section, phrase, {*categories, *known.categories}, {*phrases, *known.phrases}, mistakes)
    sound = {id: phrase for id, phrase in phrases.items() if "ja" in phrase.texts}
    return Phrasebook(sound, places, categories, {book: names} if sound else {}), sorted(set(mistakes))


def _sections(text: str, mistakes: list[Mistake]) -> list[_Section]:
    """The first one holds what stands before any header."""
    sections = [_Section("", "", 0)]
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        content = line.strip()
        if not content or content.startswith("#"):
            continue
        if content.startswith("["):
            sections.append(_header(content, number, sections, mistakes))
            continue
        for key, value in _assigned(content, number, mistakes):
            if key in sections[-1].values:
                mistakes.append(Mistake(number, f"{key} is there twice", f"{key} が二度あります"))
            sections[-1].values[key] = (number, value)
    for key, (number, value) in sections[0].values.items():
        if not (key.startswith("name.") and key[5:] in _KNOWN_CODES and isinstance(value, str)):
            mistakes.append(Mistake(number, f"{key}: only name.LANGUAGE may stand before the first [...]",
                                    f"{key}：最初の [...] の前に書けるのは name.言語 だけです"))  # fmt: skip
    return sections


def _header(content: str, number: int, before: Sequence[_Section], mistakes: list[Mistake]) -> _Section:
    match = _HEADER.fullmatch(content)
    if match is None:
        mistakes.append(Mistake(number, f"{content} isn't [category.ID], [place.ID] or [phrase.ID]; an ID is a-z, 0-9 and -",
                                f"{content} は [category.ID]、[place.ID]、[phrase.ID] の形ではありません"))  # fmt: skip
        return _Section("unknown", "", number)
    first = next((each for each in before if (each.kind, each.id) == (match[1], match[2])), None)
    if first is not None:
        mistakes.append(Mistake(number, f"[{match[1]}.{match[2]}] is in line {first.line} already",
                                f"[{match[1]}.{match[2]}] は{first.line}行目にもあります"))  # fmt: skip
    return _Section(match[1], match[2], number)


def _assigned(content: str, number: int, mistakes: list[Mistake]) -> Iterator[tuple[str, object]]:
    """The line's key and value; a dotted key stays one, "checked.ko"."""
    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        reason = re.sub(r"\s*\(at line \d+, column (\d+)\)", r" (at character \1)", str(error)).replace(
            "(at end of document)", ""
        )
        mistakes.append(Mistake(number, f'must be: language = "text" ({reason.strip()})',
                                f'「言語 = "文"」の形ではありません（{reason.strip()}）'))  # fmt: skip
        return
    for key, value in table.items():
        if isinstance(value, dict) and re.match(rf"{re.escape(key)}\s*\.", content):
            yield from ((f"{key}.{name}", inner) for name, inner in value.items())
        else:
            yield key, value


def _names(section: _Section, mistakes: list[Mistake]) -> dict[str, str]:
    found = {}
    for key, (line, value) in section.values.items():
        if _is_code(key, line, (), mistakes) and (text := _text(key, value, line, mistakes)):
            found[key] = text
    _need_japanese(section, found, mistakes)
    return found


def _places(section: _Section, mistakes: list[Mistake]) -> dict[str, PlaceName]:
    found: dict[str, PlaceName] = {}
    for key, (line, value) in section.values.items():
        if not _is_code(key, line, (), mistakes):
            continue
        forms = value if isinstance(value, dict) else {"name": value}
        if not set(forms) <= {"name", "at", "to"} or "name" not in forms:
            mistakes.append(Mistake(line, f"{key}: a place has name, at and to", f"{key}：場所に書けるのは name、at、to です"))
            continue
        texts = {name: _text(key, form, line, mistakes) for name, form in forms.items()}
        if all(texts.values()):
            found[key] = PlaceName(texts["name"], texts.get("at", ""), texts.get("to", ""))
    _need_japanese(section, found, mistakes)
    return found


def _phrase(section: _Section, book: str, mistakes: list[Mistake]) -> Phrase:
    plain = ("category", "says", "answers")
    texts: dict[str, PhraseText] = {}
    for key, (line, value) in section.values.items():
        if key in plain or key.startswith("checked."):
            continue
        if _is_code(key, line, plain, mistakes) and (forms := _forms(key, value, line, mistakes)):
            texts[key] = PhraseText(forms, _checked(section, key, mistakes))
    for key, (line, _) in section.values.items():
        if key.startswith("checked.") and key[8:] not in texts:
            mistakes.append(Mistake(line, f"{key}: there is no text in {key[8:]}", f"{key}：{key[8:]} の文がありません"))
    _need_japanese(section, texts, mistakes)
    slots = _slots(texts["ja"]) if "ja" in texts else ()
    for code, text in texts.items():
        _check_slots(section, code, text, slots, mistakes)
    return Phrase(section.id, _word(section, "category"), _side(section, mistakes), texts, _answers(section, mistakes),
                  slots, book, section.line)  # fmt: skip


def _forms(key: str, value: object, line: int, mistakes: list[Mistake]) -> dict[str, str]:
    if not isinstance(value, dict):
        text = _text(key, value, line, mistakes)
        return {"other": text} if text else {}
    forms = {name: _text(key, form, line, mistakes) for name, form in value.items()}
    needed = {plural(key, count) for count in range(1, _LARGEST_COUNT)} | {"other"}
    if unknown := sorted(set(forms) - set(PLURALS)):
        mistakes.append(Mistake(line, f"{key}: {', '.join(unknown)} is no plural form; there are {', '.join(PLURALS)}",
                                f"{key}：{', '.join(unknown)} という複数形はありません（{', '.join(PLURALS)}）"))  # fmt: skip
    if missing := sorted(needed - set(forms)):
        mistakes.append(Mistake(line, f"{key}: the plural form {', '.join(missing)} is missing",
                                f"{key}：複数形 {', '.join(missing)} がありません"))  # fmt: skip
    return {name: form for name, form in forms.items() if form and name in PLURALS} if not missing else {}


def _slots(text: PhraseText) -> tuple[Slot, ...]:
    found = (SLOT_NAMES[match[1]] for match in FIELD.finditer(text.plain) if match[1] in SLOT_NAMES)
    return tuple(dict.fromkeys(found))


def _check_slots(section: _Section, code: str, text: PhraseText, wanted: Sequence[Slot], mistakes: list[Mistake]) -> None:
    """Each text has the Japanese's slots, once each; "one" and the like may put the number in words."""
    line = section.values[code][0]
    for category, form in text.forms.items():
        there = [match[1] for match in FIELD.finditer(form)]
        if unknown := [name for name in there if name not in SLOT_NAMES]:
            mistakes.append(Mistake(line, f"{code}: unknown slot {{{unknown[0]}}}; there are {', '.join(SLOT_NAMES)}",
                                    f"{code}：{{{unknown[0]}}} という空欄はありません（{', '.join(SLOT_NAMES)}）"))  # fmt: skip
        elif re.search(r"[{}]", FIELD.sub("", form)):
            mistakes.append(Mistake(line, f"{code}: a brace stands alone", f"{code}：対になっていない括弧 {{ }} があります"))
        elif sorted(there) != sorted(wanted) and not (
            category in ("zero", "one", "two") and sorted([*there, "count"]) == sorted(wanted)
        ):
            slots = " ".join(f"{{{slot}}}" for slot in wanted) or "no slots"
            mistakes.append(Mistake(line, f"{code}: must have {slots}, each once, as in Japanese",
                                    f"{code}：空欄が日本語の文と違います（{slots}、それぞれ一度）"))  # fmt: skip


def _check_references(
    section: _Section, phrase: Phrase, categories: set[str], phrases: set[str], mistakes: list[Mistake]
) -> None:
    if phrase.category not in categories:
        line = section.values.get("category", (section.line, None))[0]
        meant = _meant(phrase.category, categories)
        mistakes.append(Mistake(line, f"unknown category {phrase.category!r}{meant}",
                                f"分類 {phrase.category!r} がありません{meant}"))  # fmt: skip
    for answer in phrase.answers:
        if answer not in phrases:
            line, meant = section.values["answers"][0], _meant(answer, phrases)
            mistakes.append(Mistake(line, f"unknown answer {answer!r}{meant}", f"答え {answer!r} がありません{meant}"))


def _checked(section: _Section, code: str, mistakes: list[Mistake]) -> str:
    line, value = section.values.get(f"checked.{code}", (0, ""))
    return _text(f"checked.{code}", value, line, mistakes) if line else ""


def _side(section: _Section, mistakes: list[Mistake]) -> Says:
    line, value = section.values.get("says", (0, "staff"))
    side = _SIDES.get(value) if isinstance(value, str) else None
    if side is None:
        mistakes.append(Mistake(line, f"says: must be {' or '.join(_SIDES)}", f"says は {'、'.join(_SIDES)} のどれかです"))
    return side or "staff"


def _answers(section: _Section, mistakes: list[Mistake]) -> tuple[str, ...]:
    line, value = section.values.get("answers", (0, []))
    if isinstance(value, list) and all(isinstance(answer, str) for answer in value):
        return tuple(value)
    mistakes.append(Mistake(line, 'answers: must be a list of ids, like ["answer-yes"]', 'answers は ["answer-yes"] の形です'))
    return ()


def _word(section: _Section, key: str) -> str:
    value = section.values.get(key, (0, ""))[1]
    return value if isinstance(value, str) else ""


def _text(key: str, value: object, line: int, mistakes: list[Mistake]) -> str:
    if isinstance(value, str) and value.strip() and not any(ord(character) < 32 for character in value):
        return value.strip()
    mistakes.append(Mistake(line, f"{key}: must be a text in quotation marks", f'{key}：引用符 " の中に文を書いてください'))
    return ""


def _need_japanese(section: _Section, found: Mapping[str, object], mistakes: list[Mistake]) -> None:
    if "ja" not in found and "ja" not in section.values:
        mistakes.append(Mistake(section.line, "the Japanese (ja) is missing", "日本語 (ja) がありません"))


def _is_code(key: str, line: int, plain: Sequence[str], mistakes: list[Mistake]) -> bool:
    if key in _KNOWN_CODES:
        return True
    meant = _meant(key, {*_KNOWN_CODES, *plain})
    mistakes.append(Mistake(line, f"unknown word or language {key!r}{meant}", f"{key!r} という項目も言語もありません{meant}"))
    return False


def _meant(word: str, known: set[str]) -> str:
    close = get_close_matches(word, sorted(known), n=1)
    return f" (did you mean / もしかして: {close[0]}?)" if close else ""
