"""The cues of each language that a denial is denied, see `polarity`. Verbose regular expressions without case.

Only what says one thing everywhere: "it isn't bad" and 少なくない are denials to one translator and praise to the next.
"""

from __future__ import annotations

DOUBLED: dict[str, str] = {
    "ja": r"""
        (?:な(?:い|かった)|ません|ず)(?:という|って|と言う)?(?:わけ|訳|こと|事|もの|はず|筈)(?:で|じゃ)?(?:は|も|が)?(?:な(?:い|かった)|ありません
        |ございません)(?!\S{0,4}[か?？])
        |ないの(?:で|じゃ)は(?:なく|ありません(?!か|でしょう))
        |な(?:い|かった)(?:から|ため|せい)(?:で|じゃ)(?:は|も)?(?:な[いく]|ありません)
        |なく(?:は|も)(?:な[いく]|ありません)
        |ない(?:と|とは|とも)(?:限ら|かぎら|言え|いえ|言い切れ|いいきれ)(?:ない|ません)
        |ない(?:人|者|方|日|店|所|ところ)(?:は|も|が)(?:い|あり|ござい)?(?:ない|ません)
        |(?:禁止|不可能)(?:に|と)?(?:され(?:て)?|して)?(?:い|では|じゃ|は|なっては?い)*(?:ない|ありません|ません)(?!\S{0,4}[か?？])
    """,
    "en": r"""
        \b(?:(?:it|that|this|there)(?:\s+(?:is|was|does|did)\s+not|\s*['’]s\s+not|\s+(?:is|was|does|did|do)n['’]t
        |\s*['’]s\s+no)|not)
        \s+(?:because|(?:as\s+if|like|to\s+say|the\s+case|true|mean(?:s|ing)?|necessarily|way|reason
        |guarantee)(?:\s+that)?|that|so\s+that)
        \s+[^.?!;]{0,60}?(?:n['’]t\b|\b(?:not|cannot|never|no|nobody|nothing|unable|impossible)\b)
        |(?:\bnot|n['’]t)\s+(?:at\s+all\s+|really\s+|entirely\s+|completely\s+)?(?:impossible|prohibited|forbidden
        |banned|unable|unavailable|unusable)\b
        |\b(?:nobody|no\s+one|nothing|no\s+\w+)\s+(?:who\s+|that\s+|which\s+)?(?:is|does|do|did|was|has|will|ca|could
        |would)(?:n['’]t|\s+not|nnot)\b
        |\bcan(?:['’]t|not)\s+(?:say|rule\s+out|guarantee)\s+[^.?!;]{0,60}?(?:n['’]t\b|\b(?:not|never)\b)
    """,
    "zh": r"""
        (?<!是)(?:并|並|也|倒|又)?(?:不是|非)(?:说|說|因为|因為)?[^\s，。、,.!?！？；;]{0,6}?(?:不能|不可以|不会|不會|不行|不想|不要|不用|不吃|不喝|不可能|不允许|不允許
        |沒有|没有|无法|無法)(?!\S{0,12}[吗嗎?？])
        |(?:不|没有|沒有|并未|並未|未)(?:被)?禁止|(?:没有|沒有|无|無)人?不|(?:没有|沒有)\S{0,4}(?:人|地方|东西|東西|店)不|不可能不|不会不|不會不|不一定不|未必不
    """,
    "ko": r"""
        (?:않[은는을았던]*|없[는던을었]*|못\s*\S{0,4}[는한할던]|(?<!\S)안\s\S{0,3}[는된한])\s*(?:것|건|게|거)(?:은|는|이|도|가)?\s*아(?:니
        |닙)(?!\S*\s*[?까])\S*
        |없지(?:는|도)?\s*않\S*|못하지(?:는|도)?\s*않\S*|않을\s*수(?:가|는)?\s*없\S*
        |않는\s*(?:것|사람|날|곳|데|분)(?:은|는|이|도)?\s*없\S*
        |(?:금지|불가능)(?:되|하|된|한)?\S{0,3}\s*(?:지(?:는)?\s*않\S*|(?:것|건)(?:은|이)?\s*아(?:니|닙)\S*)
    """,
    "es": r"""
        \bno\s+(?:es|significa|quiere\s+decir|es\s+cierto|es\s+verdad|implica)\s+que\s+[^.?!;]{0,40}?\b(?:no|nunca
        |nadie|nada)\b
        |\bno\s+(?:es|est[aá]|son|est[aá]n|sea|queda)\s+(?:del\s+todo\s+|totalmente\s+)?(?:imposible|prohibid[oa]s?)
        |\b(?:no\s+hay|nadie\s+hay|no\s+existe)\s+\w+(?:\s+\w+)?\s+que\s+no\b
        |\bno\s+(?:es\s+)?porque\s+no\b
    """,
    "fr": r"""
        \b(?:ce\s+n['’]est|n['’]est|ne\s+(?:veut|signifie)|ça\s+ne\s+(?:veut|signifie)
        |c['’]est)\s+pas\s+(?:dire\s+)?(?:parce\s+)?qu(?:e\b|['’])\s*[^.?!;]{0,60}?\b(?:pas|plus|jamais|rien|impossible)\b
        |\bpas\s+(?:du\s+tout\s+|totalement\s+)?(?:impossible|interdite?s?)\b
        |\b(?:personne|rien)\s+(?:qui|que)\s+n(?:e\s|['’])[^.?!;]{0,30}|\bn['’]y\s+a\s+(?:pas
        |aucune?)\s+[^.?!;]{0,30}\bqui\s+ne\b[^.?!;]{0,30}
    """,
    "pt": r"""
        \bn[aã]o\s+(?:[eé]|significa|quer\s+dizer|[eé]\s+verdade|implica)\s+que\s+[^.?!;]{0,40}?\b(?:n[aã]o|nunca
        |ningu[eé]m|nada)\b
        |\bn[aã]o\s+(?:[eé]|est[aá]|s[aã]o|est[aã]o|seja|fica)\s+(?:de\s+todo\s+|totalmente\s+)?(?:imposs[ií]vel
        |proibid[oa]s?)
        |\bn[aã]o\s+(?:h[aá]|existe|tem)\s+\w+(?:\s+\w+)?\s+que\s+n[aã]o\b
        |\bn[aã]o\s+(?:[eé]\s+)?porque\s+n[aã]o\b
    """,
    "th": r"""
        (?:ไม่|มิ)ใช่(?:ว่า|เพราะ)?(?:จะ)?\S{0,30}?ไม่(?:ได้|สามารถ|มี|อยาก)?(?!\S{0,20}(?:หรือ|เหรอ|ไหม|มั้ย))
        |ไม่ได้(?:หมายความว่า|แปลว่า)\S{0,40}?ไม่|ไม่(?:ได้|ถูก)?ห้าม|ไม่มี(?:ใคร|คน|อะไร)(?:ที่)?ไม่
    """,
    "vi": r"""
        \bkhông\s+phải\s+(?:là\s+|vì\s+|do\s+)?[^.?!,;]{0,24}?\bkhông\b(?!\s*(?:\?|ạ))
        |\bkhông\s+(?:có\s+nghĩa|đồng\s+nghĩa|hẳn)\s+(?:là\s+|với\s+)?[^.?!;]{0,40}?\bkhông\b
        |\bkhông\s+(?:hề\s+|bị\s+)?cấm\b|\bkhông\s+(?:có\s+)?(?:ai|người\s+nào)\s+(?:là\s+|mà\s+)?không\b
    """,
    "id": r"""
        \bbukan(?:nya|lah)?\s+(?:berarti\s+|karena\s+|tentang\s+)?(?:\w+\s+){0,2}?(?:tidak|tak)\b
        |\btidak\s+berarti\s+(?:bahwa\s+)?[^.?!;]{0,40}?\b(?:tidak|tak)\b
        |\b(?:tidak|tak)\s+(?:dilarang|mustahil|terlarang)\b|\btidak\s+ada\s+(?:\w+\s+)?yang\s+(?:tidak|tak)\b
    """,
}
