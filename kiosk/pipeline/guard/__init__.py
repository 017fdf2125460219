"""The guard: what was said is what is heard, or the kiosk says that it isn't sure."""

from kiosk.pipeline.guard.card import digits
from kiosk.pipeline.guard.careful import carefully, told_back
from kiosk.pipeline.guard.verdict import HELD_DOUBTS

__all__ = ["HELD_DOUBTS", "carefully", "digits", "told_back"]
