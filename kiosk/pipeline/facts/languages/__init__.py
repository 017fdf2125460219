"""A module a language: how it says numbers, prices, times and dates. In other languages only digits are found."""

from kiosk.pipeline.facts.languages import en, ja

LEXICONS = {"ja": ja.LEXICON, "en": en.LEXICON}
"""By the code of the language one hears."""
