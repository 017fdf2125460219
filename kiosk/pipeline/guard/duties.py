"""What need not be done is not forbidden: しなくてもいい and "you must not" both deny, and mean two things."""

from __future__ import annotations

import re
from functools import cache

from kiosk.core.language import LANGUAGES

_CUES: dict[str, tuple[str, str]] = {
    "ja": (
        r"なくて(?:も|は)?(?:いい|良い|よい|よろしい|大丈夫|構|かま|結構)|必要(?:は|が)?(?:ない|ありません|ございません)|不要です|(?:には|に)及びません",
        r"ては(?:いけ|なら|だめ|ダメ|駄目)|ちゃ(?:いけ|だめ|ダメ)|(?<!心配し)(?<!気にし)(?<!遠慮し)ないで(?:くだ|下)|禁止(?!さ?れ?では?)|厳禁|お断り|ご遠慮",
    ),
    "en": (
        r"\b(?:do|does|did)(?:n't| not) (?:have|need) to\b|\bneed(?:n't| not)\b|"
        r"\bno need\b|\b(?:not|isn't|aren't) (?:necessary|required)\b",
        r"\b(?:must|may|should)(?:n't| not)\b(?! (?:need|have to))|\b(?:not|n't) (?:be )?(?:allowed|permitted)\b|"
        r"\b(?:forbidden|prohibited)\b|"
        r"(?:^|[.,!?] |please )(?:do not|don't) (?!have|need|worry|hesitate|mind)",
    ),
    "zh": (
        r"(?<!更)不用(?![说說谢謝想])|不必|不需要|无需|無需|[没沒]必要|不一定要",
        r"不准|不許|不许|禁止|不可以|不得(?![不了已])|请勿|請勿|不要(?!紧|緊)|[请請]?[别別](?=[进進拍碰吸喝吃动動去来來走])",
    ),
    "ko": (
        r"지 않(?:아|으셔)도 ?(?:[되됩돼]|괜찮|좋)|(?<!\S)안 \S+도 ?(?:[되됩돼]|괜찮)|"
        r"필요\S? ?(?:없|는 없|가 없)|(?:아|어|해)도 되지 않",
        r"(?:면|선|서는) 안 ?[되돼됩]|(?<!걱정하)지 (?:마세요|마십시오|말아|마시)|금지|불가",
    ),
    "es": (
        r"\bno (?:hace falta|es necesari[oa]|necesita|tiene que|tienes que|tienen que|hay que|es obligatori[oa])\b",
        r"\bno (?:debe|deben|debes|se permite|est[aá] permitid[oa]|se debe)\b|"
        r"\bprohibid[oa]s?\b|(?:^|[.,] |por favor,? )no (?:entre|toque|beba|coma|fume|saque|haga|deje|use|suba)\b",
    ),
    "fr": (
        r"\b(?:pas|plus) (?:besoin|n[eé]cessaire|obligatoire|oblig[eé]e?s?)\b|\bn'avez pas (?:à|besoin)\b|\binutile de\b",
        r"\bne (?:devez|faut|doit|dois) pas\b|\binterdite?s?\b|\bpas (?:autoris[eé]e?s?|permis|le droit)\b|\bd[eé]fense de\b",
    ),
    "pt": (
        r"\bn[aã]o (?:precisa|precisam|[eé] preciso|[eé] necess[aá]ri[oa]|tem (?:de|que)|[eé] obrigat[oó]ri[oa])\b",
        r"\bn[aã]o (?:deve|devem|[eé] permitid[oa])\b|\bproibid[oa]s?\b",
    ),
    "th": (r"ไม่ต้อง|(?<!โดย)ไม่จำเป็น", r"ห้าม|อย่า(?!ง|ลืม|กังวล|ห่วง|เป็นห่วง)|ไม่อนุญาต|ไม่ควร"),
    "vi": (
        r"\bkhông (?:cần|phải (?!là|vì|do)|bắt buộc)",
        r"\b(?:cấm|đừng (?!lo|ngại|quên)|không được phép|không nên|xin đừng)",
    ),
    "id": (
        r"\b(?:tidak|tak) (?:perlu|usah|harus|wajib)\b",
        r"\b(?:jangan(?! (?:lupa|khawatir|ragu|sungkan))|dilarang|tidak boleh)\b",
    ),
}


def another_duty(one: str, its_language: str, other: str, others_language: str) -> bool:
    """Whether one text says that something need not be done and the other only that it must not."""
    return {_duty(one, its_language), _duty(other, others_language)} == {"need not", "must not"}


def _duty(text: str, language: str) -> str:
    patterns = _patterns(LANGUAGES[language].spoken if language in LANGUAGES else language)
    if patterns is None:
        return ""
    need_not, must_not = (bool(pattern.search(text.replace("’", "'"))) for pattern in patterns)
    return "" if need_not == must_not else "need not" if need_not else "must not"


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    cues = _CUES.get(language)
    return (re.compile(cues[0], re.IGNORECASE), re.compile(cues[1], re.IGNORECASE)) if cues else None
