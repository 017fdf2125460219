"""Portuguese of both kinds: "às duas e meia da tarde", "12.000 ienes", "terça-feira, 3 de maio", "quarto 305"."""

from __future__ import annotations

import re
from decimal import Decimal

from kiosk.pipeline.facts.clocks import dated, numbered, timed, week
from kiosk.pipeline.facts.grammar import Found, rule
from kiosk.pipeline.facts.languages.words import adding, coded
from kiosk.pipeline.facts.lexicon import Lexicon
from kiosk.pipeline.facts.making import duration, hours_and_minutes, lasting, one_by_one, weekday
from kiosk.pipeline.facts.numerals import Numbers, Word

_ORDINALS = (
    "primeiro/primeira segundo/segunda terceiro/terceira quarto/quarta quinto/quinta sexto/sexta sétimo/sétima oitavo/oitava "
    "nono/nona décimo/décima"
)
_WORDS = {
    **adding(
        "um/uma dois/duas três/tres quatro cinco seis sete oito nove dez onze doze treze catorze/quatorze quinze "
        "dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove"
    ),
    **adding("vinte trinta quarenta cinquenta/cinqüenta sessenta setenta oitenta noventa", 20, 10),
    **adding(
        "cem/cento duzentos/duzentas trezentos/trezentas quatrocentos/quatrocentas quinhentos/quinhentas seiscentos/seiscentas "
        "setecentos/setecentas oitocentos/oitocentas novecentos/novecentas",
        100,
        100,
    ),
    **adding(_ORDINALS, room=1),
    **{"zero": Word("add", 0), "mil": Word("scale", 1000), "milhão": Word("scale", 10**6, bare=False)},
    **{"milhões": Word("scale", 10**6, bare=False), "bilhões": Word("scale", 10**9, bare=False), "e": Word("join")},
}
_MONTHS = numbered("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro")
_MONTH = "|".join(_MONTHS)
_PARTS = {"manhã": "am", "madrugada": "am", "tarde": "pm", "noite": "night", "a": "am", "p": "pm"}
_STEPS = {"meia": 30, "um quarto": 15}
_PART = r"(?:,? (?:da|de|à) (?P<part>manhã|tarde|noite|madrugada)\b| (?P<half>[ap])\.? ?m\b\.?)"
_STEP = r"(?: e (?:#|(?P<step>meia|um quarto)\b)(?: minutos?\b)?|:#|h#| h #)"
_H = r"(?: (?:h|horas?)\b)?"
_AT = r"\b(?:às|as|são as|até as|até às|das|desde as|pelas|entre as|para as|à|e as|e às|por volta das) "
_LASTING = coded(
    "s=segundos min=minuto/minutos/min h=hora/horas/h d=dia/dias decade=década/décadas w=semana/semanas mo=mês/meses y=ano/anos"
)
_UNIT = "|".join(sorted(_LASTING, key=len, reverse=True))
_RULES = (
    rule(r"\b(?:uma )?dúzia\b", lambda hit: Found("count", "12", unsure=True)),
    rule(rf"(?:\bdia )?#(?:[º°o]|ro)? de (?P<month>{_MONTH})\b(?: de #)?", dated(_MONTHS)),
    rule(rf"\b(?P<month>{_MONTH})\b(?: de #)?", dated(_MONTHS)),
    rule(rf"(?:\b[àa]s? )?#{_H}{_STEP}{_H}{_PART}", timed(_PARTS, _STEPS)),
    rule(rf"(?:\b[àa]s? )?#{_H}{_PART}", timed(_PARTS)),
    rule(rf"{_AT}(?P<fact>#{_H}{_STEP}{_H})", timed(_PARTS, _STEPS)),
    rule(rf"{_AT}(?P<fact>#{_H})(?! (?:\w+s\b|%))", timed(_PARTS)),
    rule(rf"#:#{_H}", timed(_PARTS)),
    rule(r"#~h~#(?: ?min)?\b", timed(_PARTS)),
    rule(r"\bmeio-dia e meia\b", lambda hit: Found("time", "12:30")),
    rule(r"\bmeio-dia\b", lambda hit: Found("time", "12:00", unsure=True)),
    rule(r"\bmeia-noite\b", lambda hit: Found("time", "00:00", unsure=True)),
    rule(r"# horas?(?: e|,)? # minutos?\b", hours_and_minutes),
    rule(rf"# (?P<unit>{_UNIT}) e mei[ao]\b", duration(_LASTING, Decimal("0.5"))),
    rule(r"\bhora e meia\b", lambda hit: lasting(Decimal(90), "min")),
    rule(r"\bmeia~hora\b", lambda hit: lasting(Decimal(30), "min")),
    rule(r"\bquarto de hora\b", lambda hit: lasting(Decimal(15), "min")),
    rule(r"# # #(?: #){0,12}", one_by_one),
)
_FAIRS = week("segunda terça quarta quinta sexta sábado/sábados domingo/domingos")
_EARLY = (
    rule(r"\b(?P<day>segunda|terça|quarta|quinta|sexta)s?~feiras?\b", weekday(_FAIRS)),
    rule(r"\b(?P<day>sábados?|domingos?)\b", weekday(_FAIRS)),
    rule(
        r"\b(?:na|nesta|nessa|toda|próxima|até|de|da|à) (?P<fact>(?P<day>segunda|terça|quarta|quinta|sexta))\b(?! "
        r"(?:vez|parte|\w+a\b))",
        weekday(_FAIRS, frozenset(_FAIRS)),
    ),
    rule(r"\b(?P<fact>(?P<day>segunda|terça|quarta|quinta|sexta))(?: que vem| passada|, dia)", weekday(_FAIRS)),
)
_NAMES = re.compile(
    r"\b(?:os dois|as duas(?= [a-zà-ú]+s\b)|nas duas|nos dois|cada um|um ao outro|uns aos outros|primeiros socorros|"
    r"segundo (?:o|a|os|as|ele|ela)|segunda mão|um dos|uma das|"
    r"terço|uma vez|um pouco)\b"
)
_NEVER = frozenset(adding(_ORDINALS)) | {"um", "uma"}

LEXICON = Lexicon(
    Numbers(
        _WORDS,
        opening=re.compile(
            rf"(?<![^\W\d_])(?!(?<=por )cen)(?!(?:{'|'.join(adding(_ORDINALS))})\b(?! (?:andar|piso|plataforma|linha|"
            rf"saída|de (?:{_MONTH}))\b))[^\W\d_]+"
        ),
        dot_groups=True,
        vague=frozenset(("mil", "cem", "cento")),
        weak=frozenset(("um", "uma", "primeiro", "primeira")),
        never=_NEVER | {"cento"},
    ),
    names=_NAMES,
    rules=_RULES,
    early=_EARLY,
    money=coded(
        "JPY=iene/ienes/yen/yens USD=dólar/dólares EUR=euro/euros GBP=libra/libras BRL=real/reais KRW=won/wons "
        "CNY=yuan/yuans/iuanes THB=baht IDR=rupias PHP=pesos VND=dongs"
    ),
    lasting=_LASTING,
    lengths=coded(
        "1000=quilômetro/quilômetros/quilómetro/quilómetros 1=metro/metros 0.01=centímetro/centímetros mi=milha/milhas "
        "ft=pé/pés"
    ),
    label_before=(
        r"(?:plataforma|via|quarto|sala|portão|porta|ônibus|autocarro|linha|voo|número|nº|n\.º|no\.|guichê|balcão|"
        r"terminal|saída|"
        r"carro|vagão|carruagem|assento|lugar|mesa|prédio|página|andar|piso|rota|parada|paragem)(?: (?:número|nº|n°))?"
        r"(?: [a-z]{1,2}(?= #))?"
    ),
    label_after=r"(?:[º°ªoa])? (?:andar|piso|plataforma|linha|saída)\b",
    counted=r"(?:pessoas?|adultos?|crianças?|noites?|bilhetes?|ingressos?|passagens|vezes|quartos|camas|malas|bolsas|"
    r"paradas)\b",
    ordinals={word: each.value for word, each in adding(_ORDINALS).items()},
    percent=r"%|por cento\b",
    degrees=r"graus?\b(?: (?:celsius|centígrados))?",
)
