"""Score packages of one direction: chrF and BLEU on held-out sets, facts kept on counter sentences, time a sentence.

    python score.py --source en --target ja --pairs test=test.tsv --lines flores=dev.en,dev.ja \\
        --facts facts.tsv a.argosmodel b.argosmodel
"""

import argparse
import random
import re
import statistics
import tempfile
import time
import unicodedata
import zipfile
from pathlib import Path

import ctranslate2
import sacrebleu
import sentencepiece as spm
from templates import Templates


class Package:
    """An unpacked .argosmodel, translated with as the kiosk does: pieces in, beam search, pieces joined."""

    def __init__(self, path: Path, folder: Path, beam: int) -> None:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
        root = next(folder.iterdir())
        self.beam = beam
        self.sp = spm.SentencePieceProcessor(model_file=str(root / "sentencepiece.model"))
        started = time.perf_counter()
        self.engine = ctranslate2.Translator(str(root / "model"), compute_type="int8", inter_threads=1, intra_threads=2)
        self.loading_s = time.perf_counter() - started

    def translate(self, texts: list[str]) -> list[str]:
        pieces = self.sp.encode(texts, out_type=str)
        found = self.engine.translate_batch(
            pieces,
            beam_size=self.beam,
            max_batch_size=2000,
            batch_type="tokens",
            max_decoding_length=200,
            replace_unknowns=True,
        )
        return [wide(self.sp.decode_pieces(r.hypotheses[0]).strip()) for r in found]


def wide(text: str) -> str:
    """Japanese marks as the references write them; harmless for English, where both sides are treated alike."""
    return text.replace("?", "？").replace("!", "！") if re.search(r"[぀-ヿ一-鿿]", text) else text


def facts_of(path: Path) -> list[tuple[str, list[list[str]]]]:
    lines = [x for x in path.read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")]
    return [(s, [f.split("|") for f in facts.split(" ; ")]) for s, facts in (line.split("\t") for line in lines)]


EACH = re.compile(r"(?<![\d.,])1(日|人|つ|個|家族|時間|泊|枚)")
"""Japanese for "a day", "each" and their like: a digit that no English fact stands for."""


def kept(translation: str, facts: list[list[str]]) -> bool:
    """Say whether each fact is there, not as a part of a longer number, and no other digit is."""
    rest = unicodedata.normalize("NFKC", translation).lower()
    for options in facts:
        whole = [rf"(?<![\d.,:a-z]){re.escape(o.lower())}(?!\d|[.,:]\d|[a-z])" for o in sorted(options, key=len, reverse=True)]
        found = next((m for o in whole if (m := re.search(o, rest))), None)
        if found is None:
            return False
        rest = rest.replace(found[0], " ")
    return not re.search(r"\d", EACH.sub("", rest))


def copied(package: Package, sentences: list[str]) -> tuple[int, int]:
    """How many of the sentences keep each of their placeholders exactly once."""
    marks = [sorted(re.findall(r"⟦\d⟧", s)) for s in sentences]
    outcome = [sorted(re.findall(r"⟦\d⟧", t)) for t in package.translate(sentences)]
    return sum(a == b for a, b in zip(marks, outcome, strict=True)), len(sentences)


def metrics(hypotheses: list[str], references: list[str], target: str) -> str:
    chrf = sacrebleu.CHRF()
    bleu = sacrebleu.BLEU(tokenize="char" if target == "ja" else "13a")
    found = [metric.corpus_score(hypotheses, [references]).score for metric in (chrf, bleu)]
    return f"chrF {found[0]:.1f}, BLEU {found[1]:.1f}  [{chrf.get_signature()} / {bleu.get_signature()}]"


def sets_of(o: argparse.Namespace) -> dict[str, list[tuple[str, str]]]:
    sets: dict[str, list[tuple[str, str]]] = {}
    for item in o.pairs:
        name, path = item.split("=")
        rows = [line.split("\t")[:2] for line in Path(path).read_text(encoding="utf-8").splitlines()]
        sets[name] = [(en, wide(ja)) if o.source == "en" else (wide(ja), en) for ja, en in rows]
        sets[f"{name}, up to 12 English words"] = [
            p for p, (_, en) in zip(sets[name], rows, strict=True) if len(en.split()) <= 12
        ]
    for item in o.lines:
        name, paths = item.split("=")
        source, target = (Path(p).read_text(encoding="utf-8").splitlines() for p in paths.split(","))
        sets[name] = list(zip(source, target, strict=True))
    return sets


def report(package: Package, o: argparse.Namespace) -> None:
    for name, pairs in sets_of(o).items():
        hypotheses = package.translate([s for s, _ in pairs])
        print(f"  {name} ({len(pairs)}): {metrics(hypotheses, [wide(t) for _, t in pairs], o.target)}")
    if o.facts:
        rows = facts_of(o.facts)
        answers = package.translate([s for s, _ in rows])
        good = [kept(t, f) for t, (_, f) in zip(answers, rows, strict=True)]
        print(f"  facts: {sum(good)} of {len(rows)}")
        for ok, text, (source, _) in zip(good, answers, rows, strict=True):
            if o.show or not ok:
                print(f"    {'ok  ' if ok else 'LOST'} {source}  ->  {text}")
        times = []
        for source, _ in rows:
            started = time.perf_counter()
            package.translate([source])
            times.append((time.perf_counter() - started) * 1000)
        print(f"  one sentence at a time: median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms")
    whole, total = copied(package, placeholder_sentences(o.source))
    print(f"  placeholders kept exactly once: {whole} of {total} filled templates")


def placeholder_sentences(source: str, count: int = 300) -> list[str]:
    templates, rng = Templates.shipped(), random.Random(77)
    found: list[str] = []
    while len(found) < count:
        english, japanese = templates.fill(rng)
        text = english if source == "en" else japanese
        if "⟦" in text:
            found.append(text)
    return found


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("packages", nargs="+", type=Path)
    a.add_argument("--source", required=True)
    a.add_argument("--target", required=True)
    a.add_argument("--pairs", nargs="*", default=[], help="name=file of japanese<TAB>english")
    a.add_argument("--lines", nargs="*", default=[], help="name=source file,target file")
    a.add_argument("--facts", type=Path)
    a.add_argument("--beam", type=int, default=3)
    a.add_argument("--show", action="store_true", help="print kept facts too")
    o = a.parse_args()
    for path in o.packages:
        with tempfile.TemporaryDirectory() as folder:
            package = Package(path, Path(folder), o.beam)
            print(f"{path.name}: {path.stat().st_size} bytes, loads in {package.loading_s:.2f} s, beam {o.beam}")
            report(package, o)


if __name__ == "__main__":
    main()
