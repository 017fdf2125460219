"""How well one colour is told from another: WCAG 2.2, relative luminance and contrast ratio."""

from __future__ import annotations

from PySide6.QtGui import QColor

TEXT, LARGE_TEXT, SHAPE = 4.5, 3.0, 3.0
"""The least ratios of level AA: for words, for words of 24 px and up, and for what tells a control from its ground."""


def ratio(one: QColor, other: QColor) -> float:
    """From 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    red, green, blue = (_linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
