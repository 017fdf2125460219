"""Which day, week or month is meant, told from today: 明後日, "the day before yesterday", la semana que viene.

They are no facts of `find_facts`: languages leave them out, and today is also "nowadays". But a translation that names another
day than the one that was said is wrong: see `another_day`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from kiosk.core.facts import Difference, Fact
from kiosk.core.language import LANGUAGES

_STEPS = ("day-2", "day-1", "day+0", "day+1", "day+2", "week-1", "week+0", "week+1", "month-1", "month+0", "month+1")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "ja": (
        r"一昨(?:日|夜|晩)|おととい|おとつい|一昨々日",
        r"昨(?:日|夜|晩)|きのう(?!こ)|ゆうべ|昨夕",
        r"今(?:日|夜|晩|朝|夕)(?!的)|本日|きょう(?=[はのも、]|中)",
        r"明(?:日|朝|晩|夜)(?!香|奈|菜)|あした|あす(?=[はのも、])",
        r"明後日|あさって|あさつて",
        r"先週|前の週",
        r"今週",
        r"来週(?!末?明け)|翌週",
        r"先月",
        r"今月",
        r"来月|翌月",
    ),
    "en": (
        r"the day before yesterday|two days ago",
        r"(?<!before )yesterday|last night",
        r"today(?!['’]s world)|tonight|this (?:morning|afternoon|evening)",
        r"(?<!after )tomorrow",
        r"the day after tomorrow|in two days",
        r"last week(?!end)",
        r"this week(?!end)",
        r"next week(?!end)|the (?:following|coming) week",
        r"last month",
        r"this month",
        r"next month|the (?:following|coming) month",
    ),
    "zh": (
        r"(?<!大)前天",
        r"昨[天日晚夜]",
        r"今(?:[天日晚早夜]|天)",
        r"明[天日早晚]",
        r"(?<!大)[后後]天(?![性的])",
        r"上(?:个|個)?(?:星期|礼拜|禮拜|周|週)(?!边)",
        r"(?:这|這|本)(?:个|個)?(?:星期|礼拜|禮拜|周|週)(?![边邊围圍])",
        r"下(?:个|個)?(?:星期|礼拜|禮拜|周|週)(?!边)",
        r"上个?個?月",
        r"(?:这|這)[个個]月|本月",
        r"下个?個?月",
    ),
    "ko": (
        r"그저께|그제(?=[ ,.는도]|$)|엊그제",
        r"어제|어젯밤|간밤",
        r"오늘|오늘밤",
        r"(?<![가-힣])내일(?!모레| 모레)",
        r"(?:내일 ?)?모레",
        r"지난 ?주(?!말)|저번 ?주",
        r"이번 ?주(?!말)",
        r"다음 ?주(?!말)",
        r"지난 ?달|저번 ?달",
        r"이번 ?달",
        r"다음 ?달",
    ),
    "es": (
        r"anteayer|antes de ayer|antier",
        r"(?<!antes de )ayer|anoche",
        r"hoy(?! en d[ií]a)|esta (?:noche|mañana|tarde)",
        r"(?<!pasado )(?<!la )(?<!esta )(?<!cada )(?<!de )(?<!una )mañana(?! siguiente)",
        r"pasado mañana",
        r"(?:la )?semana pasada",
        r"esta semana",
        r"(?:la )?(?:pr[oó]xima semana|semana que viene|semana pr[oó]xima)",
        r"(?:el )?mes pasado",
        r"este mes",
        r"(?:el )?(?:pr[oó]ximo mes|mes que viene)",
    ),
    "fr": (
        r"avant[- ]hier",
        r"(?<!avant-)(?<!avant )hier|la nuit derni[eè]re",
        r"aujourd['’]hui|ce (?:soir|matin)|cet apr[eè]s-midi",
        r"(?<!apr[eè]s-)(?<!apr[eè]s )demain",
        r"apr[eè]s[- ]demain",
        r"(?:la )?semaine derni[eè]re",
        r"cette semaine",
        r"(?:la )?semaine prochaine",
        r"(?:le )?mois dernier",
        r"ce mois(?:-ci)?",
        r"(?:le )?mois prochain",
    ),
    "pt": (
        r"anteontem|antes de ontem",
        r"(?<!antes de )ontem",
        r"hoje(?! em dia)|esta (?:noite|manh[aã]|tarde)",
        r"(?<!depois de )amanh[aã]",
        r"depois de amanh[aã]",
        r"(?:a )?semana passada",
        r"(?:n?esta) semana",
        r"(?:a |na )?(?:pr[oó]xima semana|semana que vem)",
        r"(?:o )?m[eê]s passado",
        r"(?:n?este) m[eê]s",
        r"(?:o )?(?:pr[oó]ximo m[eê]s|m[eê]s que vem)",
    ),
    "th": (
        r"เมื่อวานซืน|วานซืน",
        r"เมื่อวาน(?!ซืน)(?:นี้)?|เมื่อคืน",
        r"วันนี้|คืนนี้|เช้านี้|เย็นนี้|บ่ายนี้",
        r"พรุ่งนี้",
        r"มะรืน(?:นี้)?",
        r"(?:สัปดาห์|อาทิตย์)(?:ที่แล้ว|ก่อน)",
        r"(?:สัปดาห์|อาทิตย์)นี้",
        r"(?:สัปดาห์|อาทิตย์)หน้า",
        r"เดือน(?:ที่แล้ว|ก่อน)",
        r"เดือนนี้",
        r"เดือนหน้า",
    ),
    "vi": (
        r"hôm kia",
        r"hôm qua|(?:tối|đêm|sáng|chiều) qua",
        r"hôm nay|(?:tối|đêm|sáng|chiều|trưa) nay",
        r"ngày mai|(?:sáng|tối|chiều|trưa) mai",
        r"ngày kia|ngày mốt",
        r"tuần (?:trước|rồi)",
        r"tuần này",
        r"tuần (?:sau|tới)",
        r"tháng (?:trước|rồi)",
        r"tháng này",
        r"tháng (?:sau|tới)",
    ),
    "id": (
        r"kemarin (?:lusa|dulu)|dua hari (?:yang )?lalu",
        r"kemarin(?! (?:lusa|dulu))|(?:tadi|semalam)(?= malam)|semalam",
        r"hari ini|malam ini|pagi ini|sore ini|siang ini|nanti malam",
        r"besok(?! lusa)",
        r"(?<!kemarin )lusa",
        r"minggu (?:yang )?lalu|pekan lalu",
        r"minggu ini|pekan ini",
        r"minggu (?:depan|berikutnya)|pekan depan",
        r"bulan (?:yang )?lalu",
        r"bulan ini",
        r"bulan (?:depan|berikutnya)",
    ),
}
_UNSPACED = frozenset(("ja", "zh", "th", "ko"))


def another_day(source: str, its_language: str, target: str, others_language: str) -> tuple[Difference, ...]:
    """The day, week and month of `target` that is none of those that `source` names, where both name one."""
    said, meant = _days(source, its_language), _days(target, others_language)
    found = []
    for unit in ("day", "week", "month"):
        here = [fact for fact in said if fact.value.startswith(unit)]
        there = [fact for fact in meant if fact.value.startswith(unit)]
        if here and there and {fact.value for fact in here}.isdisjoint(fact.value for fact in there):
            found.append(Difference("changed", here[0], there[0]))
    return tuple(found)


def _days(text: str, language: str) -> list[Fact]:
    """`value`: "day-1" is yesterday, "week+1" next week. The text as it is: its places are those of the facts."""
    pattern = _pattern(LANGUAGES[language].spoken if language in LANGUAGES else language)
    if pattern is None:
        return []
    return [Fact("date", _STEPS[(match.lastindex or 1) - 1], *match.span(), unsure=True) for match in pattern.finditer(text)]


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    words = _WORDS.get(language)
    if words is None:
        return None
    left, right = ("", "") if language in _UNSPACED else (r"(?<!\w)", r"(?!\w)")
    choices = "|".join(f"({each})" for each in words)
    return re.compile(unicodedata.normalize("NFC", f"{left}(?:{choices}){right}"), re.IGNORECASE)
