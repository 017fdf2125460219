"""Spanish: "las dos y media de la tarde", "12.000 yenes", "el 3 de mayo de 2026", "la habitación 305"."""

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
    "primer/primero/primera segundo/segunda tercer/tercero/tercera cuarto/cuarta quinto/quinta sexto/sexta séptimo/séptima "
    "octavo/octava noveno/novena décimo/décima"
)
_WORDS = {
    **adding(
        "uno/un/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis/dieciseis "
        "diecisiete dieciocho diecinueve"
    ),
    **adding(
        "veintiuno/veintiún/veintiuna veintidós/veintidos veintitrés/veintitres veinticuatro veinticinco veintiséis/veintiseis "
        "veintisiete veintiocho veintinueve",
        21,
        room=1,
    ),
    **adding("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", 20, 10),
    **adding(
        "cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas "
        "seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas novecientos/novecientas",
        100,
        100,
    ),
    **adding(_ORDINALS, room=1),
    **{"cero": Word("add", 0), "mil": Word("scale", 1000), "millón": Word("scale", 10**6, bare=False)},
    **{"millones": Word("scale", 10**6, bare=False), "y": Word("join")},
}
_MONTHS = numbered("enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre")
_MONTH = "|".join(_MONTHS)
_PARTS = {"mañana": "am", "madrugada": "am", "tarde": "pm", "noche": "night", "mediodía": "noon", "a": "am", "p": "pm"}
_STEPS = {"media": 30, "cuarto": 15}
_PART = r"(?:,?(?: (?:de|por|en) la| del?) (?P<part>mañana|tarde|noche|madrugada|mediodía)\b| (?P<half>[ap])\.? ?m\b\.?)"
_STEP = r"(?: y (?:#(?! de )|(?P<step>media|cuarto)\b)| (?P<less>menos) (?:#|(?P<minus>cuarto))|:#| en punto)"
_H = r"(?: (?:h|hs|hrs|horas?)\b\.?)?"
_AT = r"\b(?:a|son|es|hasta|desde|sobre|hacia|entre|de|antes de|después de|para|y) las? "
_LASTING = coded(
    "s=segundo/segundos min=minuto/minutos/min h=hora/horas/h d=día/días decade=década/décadas w=semana/semanas "
    "mo=mes/meses y=año/años"
)
_UNIT = "|".join(sorted(_LASTING, key=len, reverse=True))
_RULES = (
    rule(r"\b(?:una )?docena\b", lambda hit: Found("count", "12", unsure=True)),
    rule(rf"(?:\bel )?#(?:[º°]|ro)? de (?P<month>{_MONTH})\b(?: del? (?:año )?#)?", dated(_MONTHS)),
    rule(rf"\b(?P<month>{_MONTH})\b(?: del? (?:año )?#)?", dated(_MONTHS)),
    rule(rf"(?:\blas? )?#{_STEP}{_H}{_PART}", timed(_PARTS, _STEPS)),
    rule(rf"(?:\blas? )?#{_H}{_PART}", timed(_PARTS)),
    rule(
        r"\blas? (?P<fact>#(?: y (?P<step>media|cuarto)\b| (?P<less>menos) (?:#|(?P<minus>cuarto)\b)))", timed(_PARTS, _STEPS)
    ),
    rule(rf"{_AT}(?P<fact>#{_STEP}{_H})", timed(_PARTS, _STEPS)),
    rule(rf"{_AT}(?P<fact>#{_H})(?! (?:\w+s\b|de la|%))", timed(_PARTS)),
    rule(r"#:#{_H}".replace("{_H}", _H), timed(_PARTS)),
    rule(r"# (?:h|hs|hrs) #(?: min)?\b", timed(_PARTS)),
    rule(r"\b(?:al|el|a) (?P<fact>mediodía)\b", lambda hit: Found("time", "12:00", unsure=True)),
    rule(r"\bmedianoche\b", lambda hit: Found("time", "00:00", unsure=True)),
    rule(r"# horas?(?: y|,| con)? # minutos?\b", hours_and_minutes),
    rule(rf"# (?P<unit>{_UNIT}) y medi[ao]\b", duration(_LASTING, Decimal("0.5"))),
    rule(r"\bhora y media\b", lambda hit: lasting(Decimal(90), "min")),
    rule(r"\bmedia hora\b", lambda hit: lasting(Decimal(30), "min")),
    rule(r"\b(?:un )?cuarto de hora\b", lambda hit: lasting(Decimal(15), "min")),
    rule(r"# # #(?: #){0,12}", one_by_one),
)
_NAMES = re.compile(
    r"\blos dos\b|\b(?:unos?|unas?) (?=con|al|a la|de otr)|\bcada uno|\bseis banderas|\bsegundo (?:plato|idioma|nombre)|"
    r"\buno mismo|"
    r"\bprimeros auxilios|\bcien por cien(?:to)?\b|\ba las dos (?=\w+s\b)"
)
_ONES = frozenset(word for word, each in adding(_ORDINALS).items()) | {"un", "una", "uno"}

LEXICON = Lexicon(
    Numbers(
        _WORDS,
        opening=re.compile(
            rf"(?<![^\W\d_])(?!(?<=por )cien)(?!(?:{'|'.join(adding(_ORDINALS))})\b(?! (?:piso|planta|andén|línea|"
            rf"salida|día|de (?:{_MONTH}))\b))[^\W\d_]+"
        ),
        dot_groups=True,
        space_groups=True,
        vague=frozenset(("mil", "cien", "ciento")),
        weak=frozenset(("un", "una", "uno", "primer", "primera", "primero")),
        never=_ONES | {"ciento"},
    ),
    names=_NAMES,
    rules=_RULES,
    money=coded(
        "JPY=yen/yenes USD=dólar/dólares/dolares EUR=euro/euros GBP=libra/libras/libras_esterlinas PHP=peso/pesos "
        "KRW=won/wones CNY=yuan/yuanes THB=baht/bahts IDR=rupias BRL=reales VND=dongs"
    ),
    lasting=_LASTING,
    lengths=coded(
        "1000=kilómetro/kilómetros/kilometros 1=metro/metros 0.01=centímetro/centímetros mi=milla/millas ft=pie/pies"
    ),
    label_before=(
        r"(?:andén|plataforma|vía|habitación|cuarto|sala|puerta|autobús|bus|línea|vuelo|número|nº|n\.º|no\.|ventanilla|"
        r"mostrador|terminal|salida|coche|vagón|asiento|mesa|edificio|página|piso|planta|ruta|parada)(?: (?:número|nº|n°))?"
        r"(?: [a-z]{1,2}(?= #))?"
    ),
    label_after=r"(?:[º°ªa]|er|ro)? (?:piso|planta|andén|línea|salida)\b",
    counted=r"(?:personas?|adultos?|niños?|noches?|billetes?|boletos?|entradas?|veces|habitaciones|camas|maletas|bolsas|"
    r"paradas)\b",
    ordinals={word: each.value for word, each in adding(_ORDINALS).items()},
    percent=r"%|por ciento\b",
    degrees=r"grados?\b(?: (?:celsius|centígrados))?",
    weekdays=week("lunes martes miércoles jueves viernes sábado/sábados domingo/domingos"),
)
