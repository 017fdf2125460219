"""French: "à deux heures et demie", "quatre-vingt-dix euros", "le 3 mai 2026", "14 h 35", "le quai 3"."""

from __future__ import annotations

import re
from decimal import Decimal

from kiosk.pipeline.facts.clocks import dated, numbered, timed, week
from kiosk.pipeline.facts.grammar import Found, rule
from kiosk.pipeline.facts.languages.words import adding, coded
from kiosk.pipeline.facts.lexicon import Lexicon
from kiosk.pipeline.facts.making import duration, hours_and_minutes, lasting, one_by_one
from kiosk.pipeline.facts.numerals import Numbers, Word

_ORDINALS = (
    "premier/première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième"
)
_WORDS = {
    **adding("un/une deux trois quatre cinq six sept huit neuf"),
    **adding("onze douze treize quatorze quinze seize", 11),
    **adding("trente quarante cinquante", 30, 10),
    **adding(_ORDINALS, room=1),
    **{"dix": Word("add", 10, room=10), "vingt": Word("score", 20), "vingts": Word("score", 20), "second": Word("add", 2)},
    **{
        "soixante": Word("add", 60, room=20),
        "septante": Word("add", 70),
        "huitante": Word("add", 80),
        "nonante": Word("add", 90),
    },
    **{
        "cent": Word("times", 100),
        "cents": Word("times", 100, bare=False),
        "mille": Word("scale", 1000),
        "zéro": Word("add", 0),
    },
    **{word: Word("scale", 10**6, bare=False) for word in ("million", "millions")},
    **{word: Word("scale", 10**9, bare=False) for word in ("milliard", "milliards")},
    "et": Word("join"),
}
_MONTHS = numbered("janvier février mars avril mai juin juillet août/aout septembre octobre novembre décembre")
_MONTH = "|".join(_MONTHS)
_PARTS = {"matin": "am", "après-midi": "pm", "soir": "pm", "nuit": "night"}
_STEPS = {"demie": 30, "demi": 30, "quart": 15, "le quart": 15}
_PART = r"(?: (?:du|de l'|de la) (?P<part>matin|après-midi|soir|nuit)\b)"
_STEP = (
    r"(?: et (?P<step>demie?|quart)\b| (?P<less>moins) (?:#|(?P<minus>(?:le )?quart)\b)| #(?! (?:minutes|euros|yens|"
    r"personnes)))"
)
_H = r"~(?:h|heures?)(?![^\W\d_])"
_AT = r"(?:\bà|\bvers|\bdès|\bjusqu'à|\bavant|\baprès|\best|\bpour|\bde|\bentre|\bet|\bdepuis) "
_LASTING = coded(
    "s=seconde/secondes min=minute/minutes/min/mn h=heure/heures/h d=jour/jours/journées w=semaine/semaines mo=mois "
    "decade=décennie/décennies y=an/ans/année/années"
)
_UNIT = "|".join(sorted(_LASTING, key=len, reverse=True))
_RULES = (
    rule(r"\b(?:une )?douzaine\b", lambda hit: Found("count", "12", unsure=True)),
    rule(r"\bquinzaine (?:de jours)?", lambda hit: lasting(Decimal(2), "w", unsure=True)),
    rule(rf"(?:\ble )?#(?:er)? (?P<month>{_MONTH})\b(?: #)?", dated(_MONTHS)),
    rule(rf"\b(?P<month>{_MONTH})\b(?: #)?", dated(_MONTHS)),
    rule(r"# heures?(?: et)? # min(?:utes?)?\b", hours_and_minutes),
    rule(rf"#{_H}{_STEP}{_PART}", timed(_PARTS, _STEPS)),
    rule(rf"#{_H}{_PART}", timed(_PARTS)),
    rule(rf"{_AT}(?P<fact>#{_H}{_STEP})", timed(_PARTS, _STEPS)),
    rule(rf"{_AT}(?P<fact>#{_H})", timed(_PARTS)),
    rule(r"#~h~#(?! ?min)", timed(_PARTS)),
    rule(rf"#{_H} (?:(?P<less>moins) (?:#|(?P<minus>(?:le )?quart)\b)|#)(?! (?:minutes|euros|yens))", timed(_PARTS, _STEPS)),
    rule(rf"#:#{_PART}?", timed(_PARTS)),
    rule(r"\bmidi et demie?\b", lambda hit: Found("time", "12:30")),
    rule(r"(?<!après-)(?<!après\x20)\bmidi\b", lambda hit: Found("time", "12:00", unsure=True)),
    rule(r"\bminuit\b", lambda hit: Found("time", "00:00", unsure=True)),
    rule(rf"# (?P<unit>{_UNIT}) et demie?\b", duration(_LASTING, Decimal("0.5"))),
    rule(r"\bdemi(?:e)?~heure\b", lambda hit: lasting(Decimal(30), "min")),
    rule(r"\b(?:un )?quart d'heure\b", lambda hit: lasting(Decimal(15), "min")),
    rule(r"# # #(?: #){0,12}", one_by_one),
)
_NAMES = re.compile(
    r"\b(?:quelques (?:cents?|mille)|"
    r"tous (?:les )?deux|toutes (?:les )?deux|les deux(?! heures)|premiers secours|quelqu'un|chacun|l'un|l'une|"
    r"d'un|d'une|quatre-saisons|quatre saisons|tout neuf|flambant neuf|"
    r"habits neufs|second(?:e)? (?:plan|guerre|main)|seconde chance|ocean's eleven|cent pour cent|pas un|aucun)\b"
)
_NEVER = frozenset(adding(_ORDINALS)) | {"un", "une", "second", "cent"}

LEXICON = Lexicon(
    Numbers(
        _WORDS,
        opening=re.compile(r"(?<![^\W\d_])(?!(?<=pour )cent)[^\W\d_]+"),
        dot_groups=True,
        space_groups=True,
        weak=frozenset(("un", "une", *adding(_ORDINALS))),
        vague=frozenset(("mille", "cent", "neuf")),
        never=_NEVER,
    ),
    names=_NAMES,
    rules=_RULES,
    money=coded(
        "JPY=yen/yens USD=dollar/dollars EUR=euro/euros GBP=livre/livres/livres_sterling KRW=won/wons CNY=yuan/yuans "
        "THB=baht/bahts IDR=roupies BRL=réaux/reais PHP=pesos VND=dongs"
    ),
    lasting=_LASTING,
    lengths=coded("1000=kilomètre/kilomètres 1=mètre/mètres 0.01=centimètre/centimètres mi=mile/miles ft=pied/pieds"),
    label_before=(
        r"(?:quai|voie|plateforme|chambre|salle|porte|bus|ligne|vol|numéro|n°|no\.?|guichet|comptoir|terminal|sortie|voiture|"
        r"wagon|place|siège|table|bâtiment|page|étage|arrêt|hall)(?: (?:numéro|n°))?(?: [a-z]{1,2}(?= #))?"
    ),
    label_after=r"(?:ère|ème|er|e)? (?:étage|quai|ligne|sortie)\b",
    counted=r"(?:personnes?|adultes?|enfants?|nuits?|nuitées|billets?|tickets?|fois|chambres|lits|bagages|sacs|valises|"
    r"arrêts)\b",
    ordinals={word: each.value for word, each in adding(_ORDINALS).items()},
    percent=r"%|pour cent\b",
    degrees=r"degrés?\b(?: celsius)?",
    weekdays=week(
        "lundi/lundis mardi/mardis mercredi/mercredis jeudi/jeudis vendredi/vendredis samedi/samedis dimanche/dimanches"
    ),
)
