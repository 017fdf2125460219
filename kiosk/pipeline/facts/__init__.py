"""The facts of a text, and how two texts differ in them: prices, times, numbers, in ten languages, on text alone."""

from kiosk.pipeline.facts.comparing import differences
from kiosk.pipeline.facts.finding import find_facts

__all__ = ["differences", "find_facts"]
