"""The PIN before the operator pages: how it is kept, chosen, asked for, and how wrong ones slow down. No Qt, no clock."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

FEWEST_DIGITS, MOST_DIGITS = 4, 8
LONGEST_WAIT_S = 300.0

Stage = Literal["choose", "repeat", "ask", "open"]
"""choose: there is none yet, or a new one is wanted. repeat: the same once more. ask: locked. open: this person knows it."""

Told = Literal["", "short", "simple", "different", "wrong"]
"""What was wrong with the last entry. simple: 0000, 1234 and their like, which everybody tries first."""


@dataclass(frozen=True, slots=True)
class StoredPin:
    """As kiosk.toml holds it, in lower-case hex. Both are empty where none is set."""

    hash: str = field(default="", repr=False)
    salt: str = field(default="", repr=False)

    @property
    def is_set(self) -> bool:
        return bool(self.hash)

    @staticmethod
    def of(digits: str) -> StoredPin:
        salt = secrets.token_bytes(16)
        return StoredPin(_scrypt(digits, salt).hex(), salt.hex())

    def is_for(self, digits: str) -> bool:
        """Takes the same time whatever the digits are."""
        return self.is_set and hmac.compare_digest(_scrypt(digits, bytes.fromhex(self.salt)), bytes.fromhex(self.hash))


def _scrypt(digits: str, salt: bytes) -> bytes:
    """16 MiB and about 50 ms a try. So few digits fall to whoever has the file anyway; it is a fence around the screen."""
    return hashlib.scrypt(digits.encode("ascii"), salt=salt, n=2**14, r=8, p=1, dklen=32)


def is_simple(digits: str) -> bool:
    """All the same, or counting up or down."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    return len(steps) == 1 and steps <= {0, 1, 9}


def wait_after(misses: int) -> float:
    """Seconds that nothing is taken after so many wrong PINs: 1, 2, 4 ... 300."""
    return min(LONGEST_WAIT_S, 2.0 ** (misses - 1)) if misses else 0.0


class Gate:
    """What stands between a finger and the operator pages. `keep` is given each new PIN; `clock` is monotonic, in seconds.

    Misses are counted for as long as this lives, also while the pages are closed; a restart of the kiosk forgets them.
    """

    def __init__(self, stored: StoredPin, keep: Callable[[StoredPin], None], clock: Callable[[], float]) -> None:
        self._stored = stored
        self._keep = keep
        self._clock = clock
        self._typed = self._first = ""
        self._misses = 0
        self._closed_until = 0.0
        self.told: Told = ""
        self.stage: Stage = "ask" if stored.is_set else "choose"

    @property
    def count(self) -> int:
        """How many digits are typed; the digits are nobody's business."""
        return len(self._typed)

    @property
    def is_set(self) -> bool:
        return self._stored.is_set

    @property
    def can_enter(self) -> bool:
        return len(self._typed) >= FEWEST_DIGITS and not self.wait_s

    @property
    def wait_s(self) -> float:
        """Until the next try is taken."""
        return max(0.0, self._closed_until - self._clock()) if self.stage == "ask" else 0.0

    def type(self, digit: str) -> None:
        if self.stage != "open" and not self.wait_s and len(digit) == 1 and digit in "0123456789":
            self._typed = (self._typed + digit)[:MOST_DIGITS]
            self.told = ""

    def erase(self) -> None:
        self._typed = self._typed[:-1]

    def enter(self) -> None:
        """Take what was typed."""
        typed, self._typed, self.told = self._typed, "", ""
        if self.stage == "open" or self.wait_s:
            return
        if len(typed) < FEWEST_DIGITS:
            self.told = "short"
        elif self.stage == "ask":
            self._answer(typed)
        elif self.stage == "choose":
            self._choose(typed)
        else:
            self._repeat(typed)

    def change(self) -> None:
        """A new PIN is wanted by somebody who knows the old one."""
        if self.stage == "open":
            self.stage = "choose"

    def stay(self) -> None:
        """No new PIN after all."""
        if self.stage in ("choose", "repeat") and self.is_set:
            self._forget_digits()
            self.stage = "open"

    def close(self) -> None:
        """The pages are closed: the next one has to know the PIN again."""
        self._forget_digits()
        self.stage = "ask" if self.is_set else "choose"

    def _answer(self, typed: str) -> None:
        if self._stored.is_for(typed):
            self._misses = 0
            self.stage = "open"
            return
        self._misses += 1
        self._closed_until = self._clock() + wait_after(self._misses)
        self.told = "wrong"

    def _choose(self, typed: str) -> None:
        if is_simple(typed):
            self.told = "simple"
        else:
            self._first = typed
            self.stage = "repeat"

    def _repeat(self, typed: str) -> None:
        first, self._first = self._first, ""
        if not hmac.compare_digest(typed, first):
            self.told = "different"
            self.stage = "choose"
            return
        self._stored = StoredPin.of(typed)
        self._keep(self._stored)
        self.stage = "open"

    def _forget_digits(self) -> None:
        self._typed = self._first = ""
        self.told = ""
