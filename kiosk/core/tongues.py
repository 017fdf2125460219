"""Whether a text really is in a language: by its script, and where languages share one, by their little words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kiosk.core.language import LANGUAGES

_RANGES = {
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "kana": "\u3041-\u30ff\uff66-\uff9f",
    "han": "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    "hangul": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "cyrillic": "\u0400-\u052f",
    "greek": "\u0370-\u03ff",
    "arabic": "\u0600-\u06ff\u0750-\u077f",
    "hebrew": "\u0590-\u05ff",
    "devanagari": "\u0900-\u097f",
    "bengali": "\u0980-\u09ff",
    "tamil": "\u0b80-\u0bff",
    "telugu": "\u0c00-\u0c7f",
    "malayalam": "\u0d00-\u0d7f",
    "sinhala": "\u0d80-\u0dff",
    "thai": "\u0e00-\u0e7f",
    "lao": "\u0e80-\u0eff",
    "burmese": "\u1000-\u109f",
    "georgian": "\u10a0-\u10ff",
    "khmer": "\u1780-\u17ff",
}
_SCRIPTS = {
    **{
        "ja": "kana han",
        "zh": "han",
        "ko": "hangul",
        "th": "thai",
        "lo": "lao",
        "my": "burmese",
        "km": "khmer",
        "ka": "georgian",
    },
    **{"ru": "cyrillic", "uk": "cyrillic", "bg": "cyrillic", "sr": "cyrillic latin", "mn": "cyrillic", "kk": "cyrillic"},
    **{
        "ky": "cyrillic",
        "el": "greek",
        "ka": "georgian",
        "ar": "arabic",
        "fa": "arabic",
        "ur": "arabic",
        "he": "hebrew",
        "hi": "devanagari",
    },
    **{"ne": "devanagari", "bn": "bengali", "ta": "tamil", "te": "telugu", "ml": "malayalam", "si": "sinhala"},
}
"""All others are written in Latin letters."""

_LITTLE_WORDS = {
    "en": "the a an is are was were am be been to of and in on at it i you he she we they this that my your his her not do "
    "does did have has had can will would what where when how which who with for from please thank yes no there here "
    "me if or but so don't it's i'm let's all one by as up go get",
    "es": "el la los las un una es son está están de del y en que a por para con no se lo le me te mi tu su yo usted dónde "
    "cuándo cómo qué cuál hay muy más pero sí gracias favor este esta eso aquí al o si como ser era tiene puedo "
    "quiero",
    "fr": "le la les un une des est sont de du et en que qui à au aux pour par avec ne pas se ce cette il elle je tu vous "
    "nous mon ma votre où quand comment quel quelle y oui non merci s'il plaît c'est j'ai dans sur il mais sous plus "
    "d'un l'on puis",
    "pt": "o a os as um uma é são está estão de do da dos das e em no na que para por com não se lhe me eu você meu minha "
    "seu sua onde quando como qual quanto há muito mais mas sim obrigado obrigada favor este esta isso aqui ao à ou "
    "nenhum consegue foi",
    "it": "il lo la i gli le un una è sono di del della dei delle e in che a al per con non si mi ti lei io mio sua suo "
    "dove quando come quale quanto c'è molto più ma sì grazie favore questo questa qui o anche da alla alle nel sul "
    "ho ha sempre",
    "de": "der die das den dem des ein eine einen einem ist sind war und in im am auf zu zum zur mit von für nicht ich du "
    "sie er wir ihr es mein ihre wo wann wie was welche gibt bitte danke ja nein hier aber oder wenn auch als wurde "
    "haben hat kann dieser",
    "nl": "de het een is zijn was en in op te van voor met niet ik je u hij zij wij mijn uw waar wanneer hoe wat welke er "
    "dank ja nee hier maar of als ook bij naar dit dat deze kan heeft wordt",
    "id": "yang di ke dari dan ini itu untuk dengan tidak saya anda kami kita dia ada adalah apa mana kapan bagaimana "
    "berapa bisa akan sudah belum tolong terima kasih ya pada atau juga satu jam orang harus mau jangan silakan sini",
    "tl": "ang ng sa na mga ay ko mo siya ako ikaw kami tayo ito iyan hindi po opo salamat saan kailan paano ano magkano "
    "may mayroon wala at o kung para ba din rin dito nang",
    "tr": "bir ve bu şu o için ile de da ne nerede nasıl var yok mı mi değil ben sen biz siz çok evet hayır lütfen daha kadar",
    "pl": "i w na z do nie to jest są się że jak gdzie kiedy ile czy proszę dziękuję tak ja pan pani po o za od dla",
    "sv": "och i att det som en ett är på för med inte jag du han hon vi ni var när hur vad tack ja nej till av om den har kan",
}
_KIN = {"ms": "id", "gl": "pt", "ca": "es", "no": "sv", "da": "sv"}
"""Languages close enough for the other's little words."""

_OWN_SIGNS = {"es": "ñ¿¡", "pt": "ãõ", "fr": "œêè", "de": "ßäö", "it": "ìò", "pl": "łąę", "tr": "ğış", "sv": "å"}
"""As good as two little words."""

_VIETNAMESE = re.compile("[\u0103\u0111\u01a1\u01b0\u1ea0-\u1ef9]")
_LETTER = re.compile(rf"[{''.join(_RANGES.values())}]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def fits(text: str, language: str) -> float:
    """0..1: how well the text may be in the language. 0.5 where nothing speaks for or against it, as with a lone name."""
    written = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    letters = len(_LETTER.findall(written))
    if not letters:
        return 0.5
    spoken = LANGUAGES[language].spoken if language in LANGUAGES else language
    scripts = _SCRIPTS.get(spoken, "latin").split()
    own = sum(len(_in_script(script).findall(written)) for script in scripts) / letters
    if scripts == ["latin"]:
        return own * _by_words(written, spoken)
    if spoken == "ja" and not _in_script("kana").search(written):
        return own * 0.5  # 東京 may be either
    if spoken == "zh":
        return own * 0.2 if _in_script("kana").search(written) else own * 0.8
    return own


def _by_words(written: str, spoken: str) -> float:
    if spoken == "vi":
        return 1.0 if _VIETNAMESE.search(written) else 0.3
    words = _WORD.findall(written)
    known = {
        code: sum(word in _little(code) for word in words) + 2 * any(sign in written for sign in _OWN_SIGNS.get(code, ""))
        for code in _LITTLE_WORDS
    }
    mine = known.get(_KIN.get(spoken, spoken))
    most = max(known.values(), default=0)
    if _VIETNAMESE.search(written) and spoken not in ("ro", "hr"):
        return 0.2
    if mine is None or not most:
        return 0.5
    return 0.5 + 0.5 * mine / most if mine else 0.25


@cache
def _little(code: str) -> frozenset[str]:
    return frozenset(_LITTLE_WORDS[code].split())


@cache
def _in_script(script: str) -> re.Pattern[str]:
    return re.compile(f"[{_RANGES[script]}]")
