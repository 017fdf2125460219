"""Turn a checkpoint of train.py into an Argos package: an int8 CTranslate2 model, its tokenizer, metadata, README.

python export.py enja en ja 0.2 out/translate-en_ja-0_2.argosmodel [--weights average|model]
"""

import argparse
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece as spm
import torch
from ctranslate2.converters.converter import Converter
from ctranslate2.specs import common_spec, transformer_spec
from model import LONGEST, sinusoids
from numpy.typing import NDArray

NAMES = {"en": "English", "ja": "Japanese"}
NEVER = -100.0
"""Output bias of pieces that no text uses: the unknown piece and those that hid digits."""

README = """# {source} to {target}, starter pack {version}

A small translation model ({parameters:.1f} million parameters, int8) for the first steps with the kiosk, offline and at once.
It is a starter: for a real counter install the larger translators of the counter profile.

Made from scratch, on nothing but
- sentence pairs of Tatoeba (https://tatoeba.org), by its contributors, licensed CC BY 2.0 FR
  (https://creativecommons.org/licenses/by/2.0/fr/), selected, normalised and varied for training;
- counter and shelter sentences written for this project.

Licence of this package: CC BY 2.0 FR. Keep this file with it, and name Tatoeba.

The marks ⟦0⟧ to ⟦9⟧ pass through unchanged: put one in place of a name or a value that must come out as it went in.
"""


class Writer(Converter):
    """Lays the weights of a checkpoint out as CTranslate2 wants them."""

    def __init__(self, checkpoint: dict[str, Any], weights: str, sp: spm.SentencePieceProcessor) -> None:
        self.shape, self.sp = checkpoint["shape"], sp
        self.w = {k: v.float().numpy() for k, v in checkpoint[weights].items()}

    def _load(self) -> transformer_spec.TransformerSpec:
        s = self.shape
        spec = transformer_spec.TransformerSpec.from_config(
            (s["enc"], s["dec"]), s["heads"], pre_norm=True, activation=common_spec.Activation.RELU
        )
        for part, side, last in ((spec.encoder, "enc", "en"), (spec.decoder, "dec", "dn")):
            table = part.embeddings[0] if isinstance(part.embeddings, list) else part.embeddings
            table.weight = self.w["e.weight"]
            part.position_encodings.encodings = sinusoids(LONGEST, s["d"]).numpy()
            part.scale_embeddings = True
            for i, layer in enumerate(part.layer):
                self._layer(layer, f"{side}.{i}.", side == "dec")
            self._norm(part.layer_norm, last)
        spec.decoder.projection.weight, spec.decoder.projection.bias = self.w["e.weight"], self._output_bias()
        pieces = [self.sp.id_to_piece(i) for i in range(self.sp.get_piece_size())]
        spec.register_source_vocabulary(pieces)
        spec.register_target_vocabulary(pieces)
        spec.config.add_source_bos = spec.config.add_source_eos = False
        spec.config.unk_token, spec.config.bos_token, spec.config.eos_token = "<unk>", "<s>", "</s>"
        return spec

    def _layer(self, layer: Any, prefix: str, decoder: bool) -> None:
        self._norm(layer.self_attention.layer_norm, prefix + "n1")
        self._linear(layer.self_attention.linear[0], prefix + "sa.q", prefix + "sa.kv")
        self._linear(layer.self_attention.linear[1], prefix + "sa.o")
        if decoder:
            self._norm(layer.attention.layer_norm, prefix + "n2")
            for to, name in zip(layer.attention.linear, ("q", "kv", "o"), strict=True):
                self._linear(to, prefix + "ca." + name)
        self._norm(layer.ffn.layer_norm, prefix + "n3")
        self._linear(layer.ffn.linear_0, prefix + "f1")
        self._linear(layer.ffn.linear_1, prefix + "f2")

    def _linear(self, to: Any, *names: str) -> None:
        to.weight = np.concatenate([self.w[n + ".weight"] for n in names])
        to.bias = np.concatenate([self.w[n + ".bias"] for n in names])

    def _norm(self, to: Any, name: str) -> None:
        to.gamma, to.beta = self.w[name + ".weight"], self.w[name + ".bias"]

    def _output_bias(self) -> NDArray[np.float32]:
        bias: NDArray[np.float32] = self.w["b"].copy()
        for i in range(self.sp.get_piece_size()):
            if self.sp.is_unused(i) or self.sp.is_unknown(i):
                bias[i] = NEVER
        return bias


def package(folder: Path, source: str, target: str, version: str, out: Path, weights: str) -> None:
    checkpoint = torch.load(folder / "checkpoint.pt", map_location="cpu")
    tokenizer = folder / "sp.model"
    parameters = sum(v.numel() for v in checkpoint[weights].values()) / 1e6
    with tempfile.TemporaryDirectory() as tmp:
        root = Path(tmp) / f"translate-{source}_{target}-{version.replace('.', '_')}"
        root.mkdir()
        writer = Writer(checkpoint, weights, spm.SentencePieceProcessor(model_file=str(tokenizer)))
        writer.convert(str(root / "model"), quantization="int8", force=True)
        (root / "sentencepiece.model").write_bytes(tokenizer.read_bytes())
        (root / "README.md").write_text(
            README.format(source=NAMES[source], target=NAMES[target], version=version, parameters=parameters), encoding="utf-8"
        )
        metadata = {
            "package_version": version,
            "argos_version": "1.9.0",
            "type": "translate",
            "code": f"translate-{source}_{target}",
            "from_code": source,
            "from_name": NAMES[source],
            "to_code": target,
            "to_name": NAMES[target],
        }
        (root / "metadata.json").write_text(json.dumps(metadata, indent=2) + "\n", encoding="utf-8")
        write_zip(root, out)
    print(f"{out} {out.stat().st_size} bytes, step {checkpoint['step']}, ctranslate2 {ctranslate2.__version__}")


def write_zip(root: Path, out: Path) -> None:
    """Zip the folder under its own name, with fixed dates: the same weights give the same bytes."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(root.rglob("*")):
            if file.is_file():
                entry = zipfile.ZipInfo(str(file.relative_to(root.parent)), (2026, 1, 1, 0, 0, 0))
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, file.read_bytes())


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("folder", type=Path, help="holds checkpoint.pt and sp.model")
    a.add_argument("source")
    a.add_argument("target")
    a.add_argument("version")
    a.add_argument("out", type=Path)
    a.add_argument("--weights", choices=("average", "model"), default="average")
    o = a.parse_args()
    package(o.folder, o.source, o.target, o.version, o.out, o.weights)


if __name__ == "__main__":
    main()
