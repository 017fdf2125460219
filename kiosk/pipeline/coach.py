"""The やさしい日本語 coach: what in a Japanese sentence will translate badly, and how to say it plainly. It only offers.

Rules on the text alone, after the guidelines for plain Japanese of the Immigration Services Agency and the Agency for Cultural
Affairs (2020): one idea a sentence, short, no keigo, no double negatives, no words of offices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kiosk.core.language import Route, full_form
from kiosk.pipeline.coach_keigo import plain_requests, plainly, te_of_negative

Kind = Literal["long", "two_ideas", "double_negative", "keigo", "no_subject", "jargon"]

LONGEST = 45
"""Letters of a sentence. The guidelines ask for 24 to 30 in writing; spoken explanations run longer, and the starter packages
begin to drop clauses here."""

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*")
_JOINT = re.compile(
    r"(?<!恐れ入り)(?<!かけし)(?<!すみ)(?P<polite>(?:ます|です|ません|ました|ませんでした|でした))(?P<joint>が|ので|から|けれども|けれど|けど|し)、|"
    r"(?P<other>(?:て|で|り|ため|ながら|たら|れば|ても|でも)、)"
)
_AND_THEN = {
    "が": "",
    "ので": "だから、",
    "から": "だから、",
    "けれども": "でも、",
    "けれど": "でも、",
    "けど": "でも、",
    "し": "",
}

_DOUBLE_NEGATIVES = (
    (re.compile(r"でき(?:なくは|ないことは)(?:ありません|ない(?:のです|んです|です)?)"), "できます"),
    (re.compile(r"ないわけには(?:いきません|いかない(?:です)?)"), ""),
    (re.compile(r"ないわけでは(?:ありません|ない(?:です)?)"), ""),
    (re.compile(r"なくは(?:ありません|ない(?:です)?)|ないことは(?:ありません|ない(?:です)?)|ないでもない"), ""),
    (re.compile(r"ざるを得(?:ません|ない)|ずにはいられ(?:ません|ない)"), ""),
    (re.compile(r"ないとは(?:限りません|限らない|言えません|言えない)"), ""),
)
_OBLIGATION = re.compile(
    r"([一-龯]*[ぁ-ん一-龯])な(?:ければ|くては|いと)(?:なりません|いけません|ならないです|いけないです|だめです)"
)

_SUBJECT = re.compile(r"は(?!い[。、]|いり)|が|も(?!う)|という人|何|だれ|誰|どこ|いつ|どれ|いくら")
_VERB_END = re.compile(r"(?<!あり)(?<!ござい)(?:ます|ました|ません|ませんでした)(?:ね|よ)?[。！!]?$")
_NOBODY_ASKS = re.compile(
    r"ください|お願い|おはよう|ありがとう|いただきま|すみません|かもしれません|わかりま|でき(?:ます|ません|ました)|かります|しましょう"
)
_LEAST_FOR_SUBJECT = 6


@dataclass(frozen=True, slots=True)
class Advice:
    """Characters `start` to `end` of the text; `offer`: what to say instead, "" where only the speaker knows."""

    kind: Kind
    start: int
    end: int
    offer: str = ""


@dataclass(frozen=True, slots=True)
class Coaching:
    """`advice`: in the order of the text. `plainer`: the whole text with every offer in it, "" where there is none."""

    advice: tuple[Advice, ...] = ()
    plainer: str = ""


def helps(route: Route) -> bool:
    """Whether what is said this way gains by plainer words: it does where Japanese is translated."""
    return route.source == "ja" and full_form(route.target) != "ja"


def coach(text: str, words: Mapping[str, str]) -> Coaching:
    """What to say in other words. `words`: those of offices, with how to say them plainly. Never raises, never blocks."""
    found = sorted(
        (advice for match in _SENTENCE.finditer(text) for advice in _advice(match[0], match.start(), words)),
        key=lambda advice: (advice.start, advice.kind),
    )
    plainer = plain(text, words)
    return Coaching(tuple(found), plainer if plainer != text else "")


def plain(text: str, words: Mapping[str, str]) -> str:
    """The text with its forms of politeness, words of offices and joints in plain Japanese, as far as rules can do it."""
    text = plainly(plain_requests(text))
    for pattern, offer in _DOUBLE_NEGATIVES:
        text = pattern.sub(offer, text) if offer else text
    text = _JOINT.sub(lambda match: f"{match['polite']}。{_AND_THEN[match['joint']]}" if match["polite"] else match[0], text)
    text = _OBLIGATION.sub(_request, text)  # after the joints: 出してくださいので is no Japanese
    return _explained(text, words)


def sentences(text: str) -> list[str]:
    """The sentences of a Japanese text, each with what ends it; none that has no words or signs."""
    return [match[0].strip() for match in _SENTENCE.finditer(text) if match[0].strip()]


def read_words(text: str) -> tuple[dict[str, str], list[str]]:
    """The list of words from its file, and a line for each mistake in it."""
    words: dict[str, str] = {}
    mistakes: list[str] = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split("\t")]
        if len(parts) != 2 or not all(parts):
            form = "「言葉、タブ、やさしい言い方」の形ではありません"
            mistakes.append(f"line {number}: must be a word, a tab, plain words / {number}行目：{form}")
        elif parts[0] in words:
            mistakes.append(f"line {number}: {parts[0]} is there twice / {number}行目：{parts[0]} が二度あります")
        else:
            words[parts[0]] = parts[1]
    return words, mistakes


def _advice(sentence: str, start: int, words: Mapping[str, str]) -> Iterator[Advice]:
    bare = sentence.strip("。！？!? \n")
    end = start + len(sentence)
    joints = list(_JOINT.finditer(sentence))
    if len(re.sub(r"\s", "", bare)) > LONGEST:
        yield Advice("long", start, end)
    polite = [match for match in joints if match["polite"]]
    if polite or len(joints) > 1:
        first = (polite or joints)[0]
        then = f"{first['polite']}。{_AND_THEN[first['joint']]}" if first["polite"] else ""
        yield Advice("two_ideas", start + first.start(), start + first.end(), then)
    yield from _double_negatives(sentence, start)
    spoken_plainly = plainly(plain_requests(sentence))
    if spoken_plainly != sentence:
        yield Advice("keigo", start, end, spoken_plainly)
    for match in _pattern(words).finditer(sentence):
        yield Advice("jargon", start + match.start(), start + match.end(), words[match[0]])
    if _lacks_subject(bare, sentence):
        yield Advice("no_subject", start, end)


def _lacks_subject(bare: str, sentence: str) -> bool:
    said = len(bare) >= _LEAST_FOR_SUBJECT and _VERB_END.search(sentence.strip())
    return bool(said) and not (_SUBJECT.search(bare) or _NOBODY_ASKS.search(bare))


def _double_negatives(sentence: str, start: int) -> Iterator[Advice]:
    end = 0
    for pattern, offer in _DOUBLE_NEGATIVES:
        for match in pattern.finditer(sentence, end):
            end = match.end()
            yield Advice("double_negative", start + match.start(), start + end, offer)
    for match in _OBLIGATION.finditer(sentence):
        yield Advice("double_negative", start + match.start(), start + match.end(), _request(match))


def _request(match: re.Match[str]) -> str:
    """出さなければなりません is 出してください."""
    return f"{te_of_negative(match[1])}ください"


def _explained(text: str, words: Mapping[str, str]) -> str:
    """Each word of an office in plain words, or followed by them in brackets where it is done and not named, or where they say
    what it is: 給水があります is not 水を配ることがあります, which is done at times."""

    def other(match: re.Match[str]) -> str:
        done = re.match("[さしすせ]|でき", text[match.end() : match.end() + 2])
        meaning = words[match[0]]
        stands_alone = text.startswith("が必要", match.end()) and not text[: match.start()].endswith(("の", "な", "る"))
        return f"{match[0]}（{meaning}）" if done or (meaning.endswith("こと") and not stands_alone) else meaning

    return _pattern(words).sub(other, text)


def _pattern(words: Mapping[str, str]) -> re.Pattern[str]:
    """The listed words, the longest first; none inside a longer word in kanji, nor where politeness makes a verb of it."""
    names = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"
    return re.compile(f"(?<![一-龯ご])(?:{names})(?![一-龯（])")
