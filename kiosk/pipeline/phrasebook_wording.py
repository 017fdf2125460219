"""How two sentences are compared: which letters count, which words say nothing, which signs turn the meaning round."""

from __future__ import annotations

import re
import unicodedata

from kiosk.core.language import LANGUAGES

FACT, PLACE = "\ue000", "\ue001"
"""What stands for a fact and for a place in a skeleton."""


def plain(text: str) -> str:
    """Letters, digits and marks of facts in lower case, anything else as one space; katakana as hiragana."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = (letter if letter in (FACT, PLACE) or unicodedata.category(letter)[0] in "LMN" else " " for letter in folded)
    hiragana = (chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter for letter in kept)
    return " ".join("".join(hiragana).split())


def letters(skeleton: str, language: str) -> str:
    """What the score is made of: without forms of politeness, which say nothing about what is meant."""
    text = plain(_JAPANESE_OPENING.sub("", skeleton))
    polite = _POLITE.get(language)
    text = polite.sub("", text) if polite else text
    known = LANGUAGES.get(language)
    return " ".join(text.split()) if known is None or known.spaced else text.replace(" ", "")


_POLITE = {
    "ja": re.compile(
        "お(?=待|名前|金|釣|祈|腹|なか|知らせ)|ご(?=家族)|御|くださいませ|ください|下さい|お願い(?:します|いたします)|"
        "ですか|ますか|です|ます|致し|いたし"
    ),
    "en": re.compile(r"\b(please|could you|can you|would you|excuse me|sorry|hello|hi|thank you|thanks)\b"),
    "zh": re.compile("请问|请|您好|你好|谢谢|吗|呢|吧|一下"),
    "zt": re.compile("請問|請|您好|你好|謝謝|嗎|呢|吧|一下"),
    "es": re.compile(r"\b(por favor|disculpe|perdón|hola|gracias)\b"),
    "pb": re.compile(r"\b(por favor|com licença|olá|oi|obrigad[oa])\b"),
    "fr": re.compile(r"\b(s il vous plaît|excusez moi|pardon|bonjour|merci|veuillez)\b"),
    "id": re.compile(r"\b(tolong|mohon|silakan|permisi|halo|terima kasih)\b"),
    "vi": re.compile(r"\b(xin hãy|xin hỏi|xin chào|xin lỗi|xin|làm ơn|cảm ơn|ạ)\b"),
}

_JAPANESE_WORDS = re.compile(r"[一-龯々〆]+|[ァ-ヶー]{2,}")
_JAPANESE_LIGHT = frozenset("願致御方様下頂是非何卒申")
_JAPANESE_SIGNS = (
    re.compile(r"ません|ない(?!と)|なく|なかっ|ずに|んで(?=す)"),
    re.compile(r"か[。？?\s]*$|か、"),
    re.compile("から"),
    re.compile("まで"),
    re.compile("だけ|しか"),
    re.compile(r"たい(です|の|。|$)|欲し|ほし"),
    re.compile(r"られ|でき|使え|飲め|食べれ|もらえ|流れ"),
    re.compile("かもしれ"),
    re.compile("ました|ましたか"),
)
_JAPANESE_OPENING = re.compile(r"^(?:すみません(?:が)?|あの[うー]?|えっと|ええと|こんにちは)[、。,\s]*")
_QUESTION = re.compile(r"[?？؟か][。\s]*$")
_NEGATIONS = (re.compile(r"(?i)\bcan(?:['’]t|not)\b|\bwon['’]t\b"), re.compile(r"(?i)n['’]t\b"))
_LIGHT_WORDS = {
    "en": "a an the is are it i you we to of in on at and will would like want do does me my your about around there this that "
    "be can may so am s m ll ve d re just some",
    "es": "el la los las un una de a en y que se me su mi le lo es",
    "pb": "o a os as um uma de do da em no na e que se me seu sua meu minha é",
    "fr": "le la les un une de du des à au aux et que se me votre mon ma c est j je vous",
}
_LIGHT = {language: frozenset(words.split()) for language, words in _LIGHT_WORDS.items()}
_LIGHT["pt"], _POLITE["pt"] = _LIGHT["pb"], _POLITE["pb"]
_UNSPACED_LIGHT = frozenset("的了呢吧啊一下您你我在是")


def same_sense(one: str, other: str, language: str) -> bool:
    """Whether two skeletons have the same content words and the same marks of meaning."""
    if language == "ja":
        one, other = _JAPANESE_OPENING.sub("", one), _JAPANESE_OPENING.sub("", other)
        signs = all(bool(sign.search(one)) == bool(sign.search(other)) for sign in _JAPANESE_SIGNS)
        return signs and _japanese_content(one) == _japanese_content(other)
    known = LANGUAGES.get(language)
    if known is not None and not known.spaced:
        return set(letters(one, language)) - _UNSPACED_LIGHT == set(letters(other, language)) - _UNSPACED_LIGHT
    return _asks(one) == _asks(other) and _content(one, language) == _content(other, language)


def same_words(one: str, other: str, language: str) -> bool:
    """Whether two skeletons differ in signs, capitals and kinds of kana at most, and both ask or both tell."""
    known = LANGUAGES.get(language)
    between = " " if known is None or known.spaced else ""
    asks = bool(_QUESTION.search(one)) == bool(_QUESTION.search(other))
    return asks and between.join(plain(one).split()) == between.join(plain(other).split())


def _japanese_content(text: str) -> frozenset[str]:
    """Its kanji one by one and its words in katakana."""
    found = _JAPANESE_WORDS.findall(unicodedata.normalize("NFKC", text))
    kanji = {letter for word in found if not "ァ" <= word[0] <= "ヶ" for letter in word}
    return frozenset((kanji - _JAPANESE_LIGHT) | {word for word in found if "ァ" <= word[0] <= "ヶ"})


def _content(text: str, language: str) -> frozenset[str]:
    for negation in _NEGATIONS:
        text = negation.sub(" not ", text)
    words = letters(text, language).split()
    return frozenset(_stem(word) for word in words if word not in _LIGHT.get(language, ()))


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _asks(text: str) -> bool:
    return text.rstrip().endswith(("?", "？", "؟"))
