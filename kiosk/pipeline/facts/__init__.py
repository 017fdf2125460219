"""The facts of a text, and how two texts differ in them: prices, times, numbers, in ten languages, on text alone.

A guard asks `differences(held(find_facts(source, a), b), held(find_facts(target, b), a))`.
"""

from kiosk.pipeline.facts.comparing import differences, held
from kiosk.pipeline.facts.days import another_day
from kiosk.pipeline.facts.finding import find_facts, prepare, reads_words
from kiosk.pipeline.facts.things import another_thing

__all__ = ["another_day", "another_thing", "differences", "find_facts", "held", "prepare", "reads_words"]
