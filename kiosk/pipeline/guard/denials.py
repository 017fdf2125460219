"""The cues of each language that a sentence denies something: idle, firm and possible ones, see `polarity`. Verbose regular
expressions without case.
"""

from __future__ import annotations

CUES: dict[str, tuple[str, str, str]] = {
    "ja": (
        r"""
            すみません|すいません|申し訳(?:あり|ござい)ません|申し訳ない|とんでもない|ごめん|か(?:も|も?(?:し|知))れ(?:ません|ない|ん)|かもわからない|に(?:違い|ちがい|間違い
            |相違)(?:ない|ありません)|(?:なければ|なくては|なくちゃ|ないと|ねば|なきゃ)(?:なら|なり|いけ|だめ|ダメ|駄目)(?:ない|ません(?:でした)?|なかった|なく)?|なければ|なきゃ
            |なくちゃ|ざるを[得え](?:ない|ません|なかった)|(?:ほか|しか|他に?)(?:ない|ありません|なかった)|しか\S{0,12}(?:ない|ません|なかった|なく)|ません(?:でした)?(?:か
            |でしょうか)|な(?:い|かった)(?:でしょうか|だろうか|ですか|のですか|んですか|のか|の?[?？]|か(?:な|しら)?(?![らっ])|よう)|(?:じゃ|では)な(?:い|かった)(?:の|か
            |ですか|んですか|[?？])|な(?:い|かった)[?？]|な(?:い|かった)の[?？。]?$|少な(?:い|く|か)|すくない|危な(?:い|く|か)|あぶな(?:い|く)|汚い|きたない|もったいない
            |つまらな(?:い|く|か)|切ない|幼い|仕方(?:が)?(?:な|あり)|しかた(?:が)?ない|たまらな(?:い|く|か)|かなわない|なんとなく|違いない|くだらない|やむを得|間もなく|まもなく
            |(?:は|に|も)ともかく|とても\S+ない[?？]|ものではない|さりげな|何気な|せつない|ないし|ない(?:うち|内)に|ずつ|(?<=[たて])ないか|忘れない(?:で|よう)|忘れなく|(?:かま
            |構)(?:いません|わない|わなければ)|よろしければ|つまんない|申し分(?:が|の)?な|つな(?:い|が)|ほど\S{1,6}(?:では|じゃ)な(?:い|かった)|だけ(?:で|じゃ)は?な
            |のみならず|ばかり(?:で|か)\S?な|ほかならない|にほかなら|過ぎ(?:ない|ません)|すぎ(?:ない|ません)|そうにない|ようがない|欠かせ(?:ない|ません)
        """,
        r"""
            ません|ないで(?:くだ|下|ね|[。!！]|$)|な(?:い|かった)(?:です|んです|のです|のだ|んだ|よ|ね|わ|ぞ|[。、!！]|$)|なくて[もい]|てはいけ|ては(?:なら|だめ|ダメ)
            |(?<![ばとはゃ])いけません|(?:でき|出来|られ|わから|分から|知ら|要ら|い|あ)(?:ません|なかった)|ではない(?![かで])|じゃない(?![かで])|^\s*(?:いいえ|いえ|いや
            |ううん)[。、!！]?\s*$
        """,
        r"""
            な[いきくかけ]|(?<![まはさわすひすみあいくしおらゆえ])ず[にと。、]|ぬ[。、]|(?:ら|か|さ|た|れ|せ|め|け|べ|わ)ん[。、けがか]|ません|ねぇ|ねー|まい|禁|不|無|未|非|否|反
            |だめ|ダメ|駄目|嫌|いや|いいえ|いえ|かね[るま]|以外|だけ|しか|売り切れ|切れ|品切|満[室席]|休|閉|忘|止|やめ|辞|避|足り|断|欠|失|逃|抜|難|がた[いく]|にく[いか]|違|ちが
            |過ぎ|すぎ|べから|遠慮|ほとんど|めったに|ろくに|まさか|なし|無し|まま|留守|まだ(?:です|だ|で|。|$)|別|他|困|免|拒|許|除|逆|控|ものか|わけ(?:が|は|に)|死|(?:る|く
            |す|つ|う|ぬ|む|ぶ|ぐ)な(?:よ|ね)?[。!！]|な[!！。]?$|っぱなし|どころ|さえ|代わり|かわり|危
        """,
    ),
    "en": (
        r"""
            ^\s*no[,.!]\s+(?=\S)|not\s+only|no\s+(?:problem|doubt|wonder|matter|sooner|less|more\s+than|fewer
            |smoking|parking)|nothing\s+but|(?:can|could|do|does|did|have|had)(?:n['’]t|not)\s+(?:help|but)
            |why\s+(?:not|don['’]t)|not\s+until|n['’]t\s+[^.]*\buntil\b|\bno[.]?\s*\d|mind\s+if|n['’]t\s+mind
            |know\s+better|not\s+(?:long|far)|if\s+not|or\s+not|(?:,|\s)\s*(?:is|are|was|were|do|does|did|has|have
            |had|can|could|will|would|should|wo|ca|ai|must|need)n['’]t\s+\w+\s*\?|right\s*\?|^\W*(?:is|are|was|were
            |do|does|did|has|have|had|can|could|will|would|should|wo|ca|ai|must|need)n['’]t\s[^.!]*\?|won['’]t\s+you
            |not\s+to\s+mention|nothing\s+(?:more|less)\s+than|hope\s+not|none\s+other|don['’]t\s+(?:worry|mention
            |hesitate|forget|you\s+think)|do\s+not\s+(?:hesitate|forget|worry)|cannot\s+but|never\s*mind|not\s+bad
            |(?-i:\b[A-Z][a-z]+[ -]no[ -][A-Z][a-z]+)
            |can['’]t\s+wait|better\s+(?:than\s+)?nothing|(?:do|have)n['’]t\s+to\s*\?|n['’]t\s+(?:think|believe
            |suppose)\s+(?:that\s+)?\w+[^.]*\b(?:not|n['’]t)|never\s+[^.]*\s+without|(?:couldn['’]t
            |can['’]t)\s+be\s+(?:better|happier)
        """,
        r"""
            \b(?:not|cannot|never|nobody|nothing|nowhere|neither|none)\b|n['’]t\b|\bno\s+(?=\w)|\bno\s+one\b
            |^\s*(?:no|nope)[.!]?\s*$
        """,
        r"""
            \b(?:no|nor|not|non|hardly|scarcely|barely|rarely|seldom|few|fewer|little|less|least|without|unable
            |impossible|forbid\w*|forbade|prohibit\w*|ban(?:ned)?|refus\w*|fail\w*|stop\w*|quit|avoid\w*|except
            |unless|lack\w*|too|only|rather|instead|until|closed|empty|missing|absent|wrong|blind|deaf|stuck|den(?:y
            |ie[sd])|reject\w*|doubt\w*|ignor(?:e|es|ed|ing|ant|ance)|short|far|last|lost|lose\w*|prevent\w*|kept?
            |keep|hard|difficult\w*|trouble|anything\s+but|off|away|beyond|against|(?:out|clear|free)\s+of|(?:sold
            |run|ran|going|put|turned?)\s+out|strangers?|gone|miss(?:ed)?|other|others|different\w*|full
            |forg[eo]t\w*|rude|hate\w*|reluctan\w*|(?:let|leave)\s+alone|worse|ill|poor|[a-z]{3,}less(?:ly)?
            |un(?!der|til|ite|ion|iver|it\b|ique|cle)[a-z]{3,}|dis(?!h|cuss|tan|cover|t|play|pat|pos|k\b)[a-z]{3,}
            |im(?:possib|patien|mobil|perfect|polit|proper|practic)\w*|il(?:legal|logic)\w*|ir(?:regular|relevant
            |responsib)\w*|in(?:valid|correct|capab|abilit|complet|convenien|adequa|sufficien|visib|edib|accura
            |secur|sincer|justic|experienc)\w*)\b|n['’]t\b|cannot|never|nobody|nothing|none|neither|nowhere
        """,
    ),
    "zh": (
        r"""
            不好意思|對不起|对不起|不客[气氣]|不[错錯]|不同|不[断斷]|不[仅僅]|不但|不[过過]|差不多|不得不|不管|不[论論]|不久|不少|不一[会會]|不[时時]|不如|不只|不止|不禁|了不起
            |(.)不\1|[没沒]有?[关關][系係]|[没沒][错錯]|[没沒][问問][题題]|有[没沒]有|不[是会會]\S*[吗嗎]|不\S{0,8}[吗嗎][?？]|要不|好不容易|不可避免|非\S+不可
            |不能不|[没沒]多久|特[别別]|分[别別]|[别別]的|[别別]人|[区區][别別]|告[别別]|[级級][别別]|性[别別]|个别|[识識][别別]|离别|不得了|忍不住|不由得|不丹|不列[颠顛]
            |不相上下|不[顾顧]|不[见見]得|从?不[怎太][么麼]?|未[来來]|未免|未必
        """,
        r"""不|[没沒]|[别別](?!墅)|勿|[无無]法|未(?!婚)""",
        r"""不|[没沒]|[别別]|勿|[无無]|未|非|禁|免|[难難]|拒|否|莫|休|除|少|缺|失|反|停|止|空|完|再|才|只|之前|以外|例外|太|哪|岂|怎|防|避|[满滿]|[关關]|忘|[错錯]""",
    ),
    "ko": (
        r"""
            지\s*않으면\s*안\s*되\S*|않으면\s*안|지\s*(?:않|못)(?:을래|겠|니|나|습니까|아요\?|을까)\S*|지\s*않(?:아|나|니|습니)\S*\?|아니면|안녕|안내|안전|안경
            |안으로|안에|안쪽|집안|동안|틀림\s*없|상관\s*없|어쩔\s*수\s*없|할\s*수\s*밖에\s*없|밖에\s*없|밖에\s*\S*\s*(?:않|못|안)\S*|얼마\s*안|잖|(?:을|ㄹ
            |ㄴ|는)지도\s*모르|문제\s*없|뿐\s*(?:만)?\s*아니|끊임없|물론|아니(?:에요|야|예요|죠|지|냐|니)\s*\?|지\s*않는\s*한|못지|지\s*않게|없이|아니라|머지\s*않
            |변함없|지나지\s*않|불과하지\s*않
        """,
        r"""
            지\s*(?:는|도|를|가)?\s*(?:않|못|마(?:세|십|요|라|시)|말(?:고|아|라|것|\s))|수(?:가|는|도)?\s*없|없(?:습니다|어요|다|어|음|네요|는데|었)
            |(?<!\S)(?:안|못)\s(?=[가-힣])|아니(?:에요|야|다|요|예요|었|ㅂ니다)|아닙니다|마세요|마십시오|말\s*것
        """,
        r"""
            안|못|않|없|아니|아닌|아닙|마세요|마십|말|불|무|비|미|금지|만|까지|전|너무|어렵|힘들|거의|별로|닫|끝|모르|모른|몰|거부|실패|싫|그만|멈|제외|외에|부족|덜|채|반대|잃|잊
            |놓
        """,
    ),
    "es": (
        r"""
            (?-i:\b[A-Z][a-z]+[ -]no[ -][A-Z][a-z]+)
            |^\s*no[,.;]\s+(?=\S)|,\s*[¿]?\s*no\s*\?|de\s+nada|no\s+s[oó]lo|no\s+solamente|nada\s+m[aá]s
            |no\s+hay\s+de\s+qu[eé]|por\s+qu[eé]\s+no|¿\s*no\b[^?]*\?|no\s+obstante|a\s+no\s+ser|o\s+no\b
            |no\s+(?:hay|cabe)\s+duda|sin\s+duda|no\s+m[aá]s\s+que|nada\s+que\s+ver|nunca\s+m[aá]s\s+que
            |no\s+te\s+preocupes|no\s+se\s+preocupe|no\s+olvides?|no\s+pasa\s+nada|no\s+\S+\s+(?:m[aá]s\s+que|sino)
        """,
        r"""\b(?:no|nunca|jam[aá]s|nadie|nada|ning[uú]n[oa]?s?|tampoco)\b""",
        r"""
            \b(?:no|ni|nunca|jam[aá]s|nadie|nada|ning\w+|tampoco|sin|apenas|poc[oa]s?|imposible\w*|prohib\w*|salvo
            |excepto|cerrad\w*|agotad\w*|falt\w*|s[oó]l[oa]|solamente|demasiado|antes|hasta|evit\w*|dej\w*|neg\w*
            |rechaz\w*|menos|casi|dif[ií]cil\w*|perd\w*|mal\w*|sino|otr\w*|en\s+lugar|[uú]nic\w*|contra\w*|fuera
            |(?:in|im|des|ir)[a-zñáéíóú]{4,})\b
        """,
    ),
    "fr": (
        r"""
            n['’]est[- ]ce\s+pas|pas\s+mal|de\s+rien|pourquoi\s+(?:ne\s+)?pas|non\s+seulement|pas\s+seulement
            |^\s*non[,.;]\s+(?=\S)|pas\s+de\s+(?:probl[eè]me|soucis?|quoi)|ou\s+(?:pas|non)\b|,\s*non\s*\?|n(?:e\s
            |['’])[^.?!]{1,40}?\bque\b(?!\s+je)|^\W*(?:ne\s|n['’])[^.!]*pas[^.!]*\?|n['’]h[eé]sitez\s+pas
            |n['’]oubliez\s+pas|ne\s+vous\s+inqui[eé]tez\s+pas|pas\s+[aà]\s+pas|nulle\s+doute|sans\s+doute
            |rien\s+que|pas\s+\S+\s*\?|un\s+pas|quelques\s+pas|premiers?\s+pas
        """,
        r"""
            \b(?:n(?:e\s|['’])\s*\S[^.?!,;]{0,50}?\b(?:pas|plus|jamais|rien|personne|aucune?|gu[eè]re|ni|point
            |nulle)\b)|\bpas\b(?!\s+de\s+la)|\b(?:aucune?|jamais)\b|\bpersonne\s+n|\brien\s+n|^\s*non[.!]?\s*$
        """,
        r"""
            \b(?:non|n[e']|n’|ne|pas|plus|jamais|rien|personne|aucune?s?|ni|gu[eè]re|sans|peu|impossible\w*
            |interdi\w*|sauf|except[eé]\w*|hormis|ferm[eé]\w*|[eé]puis[eé]\w*|manqu\w*|seul\w*|trop|avant|jusqu\w*
            |[eé]vit\w*|cess\w*|arr[eê]t\w*|refus\w*|moins|[aà]\s+peine|difficil\w*|perd\w*|mal\w*|faute|autre\w*
            |contre|hors|plut[oô]t|presque|nul\w*|(?:in|im|d[eé]s|ir|m[eé])[a-zéèêçà]{4,})\b|n['’]
        """,
    ),
    "pt": (
        r"""
            ^\s*n[aã]o[,.;]\s+(?=\S)|,\s*n[aã]o(?:\s+é(?:\s+mesmo)?|\s+\S+)?\s*\?|de\s+nada|n[aã]o\s+s[oó]
            |n[aã]o\s+apenas|n[aã]o\s+somente|por\s+que\s+n[aã]o|^\W*n[aã]o\b[^.!]*\?|ou\s+n[aã]o\b|nada\s+mais
            |n[aã]o\s+h[aá]\s+d[uú]vida|sem\s+d[uú]vida|n[aã]o\s+obstante|a\s+n[aã]o\s+ser|nem\s+sempre
            |n[aã]o\s+se\s+preocupe|n[aã]o\s+(?:se\s+)?esque[cç]\w*|n[aã]o\s+hesit\w*|n[aã]o\s+faz\s+mal
            |n[aã]o\s+\S+\s+(?:mais\s+(?:do\s+)?que|sen[aã]o)
        """,
        r"""\b(?:n[aã]o|nunca|jamais|ningu[eé]m|nada|nenhum[a]?s?|tampouco)\b""",
        r"""
            \b(?:n[aã]o|nem|nunca|jamais|ningu[eé]m|nada|nenhu\w+|tampouco|sem|apenas|pouc[oa]s?|imposs\w*|proib\w*
            |salvo|exceto|fechad\w*|esgotad\w*|falt\w*|s[oó]|somente|demais|antes|at[eé]|evit\w*|deix\w*|neg\w*
            |recus\w*|rejeit\w*|menos|quase|dif[ií]cil\w*|perd\w*|mal|mau|m[aá]|outr\w*|sen[aã]o|par[ae]\w*
            |[uú]nic\w*|contra|fora|ao\s+inv[eé]s|(?:in|im|des|ir)[a-zçáéíóúâêôãõ]{4,})\b
        """,
    ),
    "th": (
        r"""
            ไม่เป็นไร|หรือไม่|ใช่หรือไม่|ไม่ใช่(?:หรือ|เหรอ|รึ)|ไม่กี่|ไม่นาน|ไม่เพียง|ไม่ว่า|ไม่แน่|ไม่น้อย
            |ไม่มีปัญหา|อย่าง|ไม่\S{0,20}(?:หรือ|เหรอ|ไหม|มั้ย)|ไม่เช่นนั้น|ไม่อย่างนั้น|มิฉะนั้น|ไม่ต้องกังวล
            |อย่าลืม|ไม่ต้องห่วง
        """,
        r"""ไม่|ห้าม|อย่า|มิได้|มิใช่|ไร้""",
        r"""
            ไม่|ห้าม|อย่า|มิ|ไร้|ปราศจาก|เปล่า|งด|หมด|เลิก|หยุด|ยกเว้น|นอกจาก|น้อย|แค่|เพียง|เท่านั้น|เกินไป|ก่อน
            |จนกว่า|ยัง|ปิด|ขาด|ลืม|หลีกเลี่ยง|ปฏิเสธ|ล้มเหลว|ยาก|แทบ|อื่น|ผิด
        """,
    ),
    "vi": (
        r"""
            không\s*[?？]|không\s+ạ|(?:có|được|phải)\s+[^.!?]{0,60}?không(?=\s*(?:[?.,]|$))|chưa\s*[?？]
            |hay\s+(?:không|chưa)|không\s+(?:khí|gian|quân|lực)|hàng\s+không|không\s+chỉ|không\s+(?:sao|những)
            |không\s+có\s+gì|phải\s+không|đúng\s+không|không\s+phải\s+(?:là\s+)?[^.]*sao|^\s*không[,.]\s+(?=\S)
            |không\s+lâu|chẳng\s+(?:hạn|bao\s+lâu)|đừng\s+(?:lo|quên|ngại)|không\s+vấn\s+đề|không\s+thể\s+không
        """,
        r"""\b(?:không|chưa|đừng|chẳng|chả|chớ|cấm)\b""",
        r"""
            \b(?:không|chưa|đừng|chẳng|chả|chớ|cấm|vô|phi|bất|trừ|ngoài|hết|thiếu|ít|khó|quá|chỉ|trước|mà|tránh
            |ngừng|dừng|đóng|quên|mất|từ\s+chối|thất|sai|hiếm|kém|khác|hầu|mới|thôi|nghỉ|ngăn)\b
        """,
    ),
    "id": (
        r"""
            ,\s*(?:bukan|kan|tidak)\s*\?|bukankah|tidak(?:kah)?\s+(?:hanya|cuma|sekadar)|bukan\s+(?:hanya|cuma|saja
            |main)|tidak\s+apa[- ]apa|atau\s+(?:tidak|bukan|belum)|mau\s+tidak\s+mau|^\s*tidak[,.]\s+(?=\S)
            |tidak\s+masalah|tidak\s+lama|jangan\s+(?:lupa|khawatir|ragu|sungkan)|tidak\s+(?:kurang|lebih|lain)
            |tidak\s+jauh|belum\s+lama|tak\s+lama|\bapakah\s+[^.]*\btidak\s*\?
        """,
        r"""\b(?:tidak|tak|bukan|belum|jangan|dilarang|enggak|nggak|tidaklah|bukanlah)\b""",
        r"""
            \b(?:tidak\w*|tak|bukan\w*|belum|jangan\w*|tanpa|kurang|gagal|\w*larang\w*|sulit|sukar|habis|tutup|hanya
            |cuma|terlalu|sebelum|sampai|hingga|kecuali|selain|\w*hindar\w*|tolak|menolak|ditolak|berhenti|hampir
            |jarang|sedikit|mustahil|hilang|lupa|salah|lain|baru|masih|saja|non\w*|nir\w*|enggak|nggak|hentikan
            |mencegah)\b
        """,
    ),
}
