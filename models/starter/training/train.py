"""Train one direction of a starter pack; stop and start it as you like.

    python train.py --source en --target ja --data train.tsv --dev dev.tsv --out enja --minutes 90 [--start old.pt]

Reads OUT/sp.model (tokenizer.py makes it). Writes OUT/checkpoint.pt every three minutes: weights, their running
average (what export.py takes), optimizer, progress. SIGTERM saves and ends; run again with the same OUT to go on.
Time in which the process was stopped does not count. The learning rate falls with the part of the budget that is
spent, or of the time to --until.
"""

import argparse
import datetime
import itertools
import random
import signal
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import sentencepiece as spm
import torch
from augment import Mixture, Pair, read_pairs
from model import BOS, EOS, PAD, Shape, TiedLoss, Transformer
from tokenizer import KEPT_WIDE
from torch import Tensor, nn

SMOOTHING = 0.1
SAVE_EVERY_S = 180.0
AVERAGE_EVERY, AVERAGE_DECAY = 4, 0.998
LONGEST_STEP_S = 10.0
"""A step that took longer was stopped in the middle; only this much of it counts as work."""

Batch = tuple[Tensor, Tensor, Tensor]


def padded(rows: list[list[int]]) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([r + [PAD] * (width - len(r)) for r in rows])


def batches(
    sp: spm.SentencePieceProcessor, pairs: list[Pair], tokens: int, longest: int, rng: random.Random
) -> Iterator[Batch]:
    """Batches of source, shifted target and wanted ids, sentences of like length together, in random order."""
    sources, targets = sp.encode([p[0] for p in pairs]), sp.encode([p[1] for p in pairs])
    rows = [(s, t) for s, t in zip(sources, targets, strict=True) if 0 < len(s) <= longest and 0 < len(t) < longest]
    rows.sort(key=lambda r: (len(r[1]) + len(r[0]) // 4, len(r[0])))
    groups: list[list[tuple[list[int], list[int]]]] = [[]]
    widest = 0
    for row in rows:
        widest = max(widest, len(row[0]), len(row[1]) + 1)
        if groups[-1] and widest * (len(groups[-1]) + 1) > tokens:
            groups.append([])
            widest = max(len(row[0]), len(row[1]) + 1)
        groups[-1].append(row)
    rng.shuffle(groups)
    for group in groups:
        yield padded([s for s, _ in group]), padded([[BOS, *t] for _, t in group]), padded([[*t, EOS] for _, t in group])


def loss_of(model: Transformer, batch: Batch) -> Tensor:
    source, target, wanted = batch
    real = wanted.flatten() != PAD
    hidden = model(source, target).flatten(0, 1)[real]
    return TiedLoss.apply(hidden, model.e.weight, model.b, wanted.flatten()[real], SMOOTHING)


class Run:
    """A model in training with float32 masters of its weights, their running average and the optimizer."""

    def __init__(self, shape: Shape, lr: float) -> None:
        self.shape, self.peak = shape, lr
        self.model = Transformer(shape)
        self.names = [n for n, _ in self.model.named_parameters()]
        self.master = [p.detach().float().clone() for p in self.model.parameters()]
        self.average = [w.clone() for w in self.master]
        self.optimizer = torch.optim.AdamW(self.master, lr, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        self.step, self.spent = 0, 0.0

    def start_from(self, weights: dict[str, Tensor], sp: spm.SentencePieceProcessor) -> None:
        """Take the weights of a model with a smaller vocabulary: rows that it lacks start from their kin or the mean."""
        for name, own, mean in zip(self.names, self.master, self.average, strict=True):
            old = weights[name].float()
            own[: len(old)] = old
            if len(old) < len(own):
                own[len(old) :] = old.mean(0)
                own[len(old) :] += torch.randn_like(own[len(old) :]) * 0.5 * old.std()
                for wide, narrow in KEPT_WIDE.items():
                    own[sp.piece_to_id(wide)] = old[sp.piece_to_id(narrow)]
            mean.copy_(own)
        self.put(self.master)

    def put(self, weights: list[Tensor]) -> None:
        with torch.no_grad():
            for p, w in zip(self.model.parameters(), weights, strict=True):
                p.copy_(w)

    def learn(self, batch: Batch, rate: float) -> float:
        """One step; returns the loss in nats a token, without the smoothing."""
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        loss = loss_of(self.model, batch)
        loss.backward()
        for w, p in zip(self.master, self.model.parameters(), strict=True):
            w.grad, p.grad = p.grad.float(), None
        nn.utils.clip_grad_norm_(self.master, 1.0)
        self.optimizer.step()
        self.put(self.master)
        self.step += 1
        if self.step % AVERAGE_EVERY == 0:
            decay = min(AVERAGE_DECAY, self.step / (self.step + 40))
            torch._foreach_lerp_(self.average, self.master, 1 - decay)
        return loss.item()

    def measure(self, held_out: list[Batch]) -> float:
        """Loss of the averaged weights on sentences never trained on."""
        self.put(self.average)
        self.model.eval()
        with torch.no_grad():
            losses = [(loss_of(self.model, b).item(), int((b[2] != PAD).sum())) for b in held_out]
        self.model.train()
        self.put(self.master)
        return sum(x * n for x, n in losses) / sum(n for _, n in losses)

    def save(self, path: Path) -> None:
        state = {
            "model": dict(zip(self.names, self.master, strict=True)),
            "average": dict(zip(self.names, self.average, strict=True)),
            "optimizer": self.optimizer.state_dict(),
            "shape": asdict(self.shape),
            "step": self.step,
            "spent": self.spent,
        }
        torch.save(state, path.with_suffix(".tmp"))
        path.with_suffix(".tmp").replace(path)

    def resume(self, path: Path) -> None:
        state = torch.load(path, map_location="cpu")
        for name, own, mean in zip(self.names, self.master, self.average, strict=True):
            own.copy_(state["model"][name])
            mean.copy_(state["average"][name])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.spent = state["step"], state["spent"]
        self.put(self.master)


def seconds_until(clock: str) -> float:
    """Seconds from now to HH:MM today."""
    hour, minute = map(int, clock.split(":"))
    now = datetime.datetime.now()
    return (now.replace(hour=hour, minute=minute, second=0) - now).total_seconds()


def train(run: Run, stream: Iterator[Batch], held_out: list[Batch], options: argparse.Namespace) -> None:
    """Learn until the budget is spent or the clock strikes, saving and measuring on the way."""
    checkpoint = options.out / "checkpoint.pt"
    total = options.minutes * 60
    began, window = time.monotonic(), seconds_until(options.until) if options.until else float("inf")
    done_before = run.spent / total
    mark = saved = began
    recent: list[float] = []
    tokens = 0
    asked_to_end: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: asked_to_end.append(number))
    for batch in stream:
        now = time.monotonic()
        run.spent += min(now - mark, LONGEST_STEP_S)
        mark = now
        done = max(run.spent / total, done_before + (1 - done_before) * (now - began) / window)
        if done >= 1 or asked_to_end:
            break
        recent.append(run.learn(batch, run.peak * min((run.step + 1) / options.warmup, 1) * max(0.01, 1 - done)))
        tokens += int((batch[2] != PAD).sum())
        if now - saved > SAVE_EVERY_S:
            run.save(checkpoint)
            report(run, recent, tokens / (now - saved), held_out, done)
            recent, tokens, saved = [], 0, now
    run.save(checkpoint)
    report(run, recent or [0.0], 0.0, held_out, done)


def report(run: Run, recent: list[float], rate: float, held_out: list[Batch], done: float) -> None:
    print(
        f"step {run.step} loss {sum(recent) / len(recent):.3f} dev {run.measure(held_out):.3f} "
        f"target tokens/s {rate:.0f} spent {run.spent / 60:.1f} min done {done:.3f} {datetime.datetime.now():%H:%M:%S}",
        flush=True,
    )


def parse() -> argparse.Namespace:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--source", required=True)
    a.add_argument("--target", required=True)
    a.add_argument("--data", required=True, type=Path, help="lines of japanese<TAB>english, plain or .xz")
    a.add_argument("--dev", required=True, type=Path)
    a.add_argument("--out", required=True, type=Path)
    a.add_argument("--start", type=Path, help="an earlier checkpoint whose weights to begin from")
    a.add_argument("--minutes", type=float, default=90, help="the whole budget, earlier sittings included")
    a.add_argument("--until", help="HH:MM today: be done by then at the latest")
    a.add_argument("--threads", type=int, default=2)
    a.add_argument("--lr", type=float, default=6e-4)
    a.add_argument("--warmup", type=int, default=200)
    a.add_argument("--tokens", type=int, default=3000, help="padded tokens in a batch")
    a.add_argument("--longest", type=int, default=64, help="longer sentences are left out")
    a.add_argument("--templates", type=float, default=0.25, help="share of slot-filled sentences")
    for name in ("d", "heads", "ff", "enc", "dec"):
        a.add_argument(f"--{name}", type=int, default=getattr(Shape(0), name))
    return a.parse_args()


def main() -> None:
    o = parse()
    torch.set_num_threads(o.threads)
    sp = spm.SentencePieceProcessor(model_file=str(o.out / "sp.model"))
    run = Run(Shape(sp.get_piece_size(), o.d, o.heads, o.ff, o.enc, o.dec), o.lr)
    checkpoint = o.out / "checkpoint.pt"
    if checkpoint.exists():
        run.resume(checkpoint)
    elif o.start:
        run.start_from(torch.load(o.start, map_location="cpu")["model"], sp)
    rng = random.Random(run.step)
    torch.manual_seed(run.step)
    mixture = Mixture(list(read_pairs(o.data, o.source)), o.source, o.templates, rng)
    held_out = list(batches(sp, list(read_pairs(o.dev, o.source))[:1000], o.tokens, o.longest, rng))
    chunks = (mixture.draw(20_000) for _ in itertools.count())
    stream = (batch for chunk in chunks for batch in batches(sp, chunk, o.tokens, o.longest, rng))
    print(
        f"{len(mixture.pairs)} pairs, {sum(w.numel() for w in run.master) / 1e6:.1f} M parameters, step {run.step}", flush=True
    )
    print(f"dev {run.measure(held_out):.3f} before", flush=True)
    train(run, stream, held_out, o)


if __name__ == "__main__":
    main()
