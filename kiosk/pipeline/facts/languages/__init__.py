"""A module a language: how it says numbers, prices, times and dates. In other languages only digits are found."""

from kiosk.pipeline.facts.languages import en, es, fr, id, ja, ko, pt, th, vi, zh

LEXICONS = {module.__name__.rpartition(".")[2]: module.LEXICON for module in (ja, en, zh, ko, pt, es, fr, th, vi, id)}
"""By the code of the language one hears."""
