"""How engines are made in the engine process, and what is said of a mistake there."""

from __future__ import annotations

import pickle

import pytest

from kiosk.core.errors import ModelError, SettingsError
from kiosk.core.language import Route
from kiosk.core.live import TypedWork
from kiosk.engines import Need
from kiosk.engines.scripted import ScriptedTranslator, scripted_engines
from kiosk.live.recipe import Recipe
from kiosk.live.worker import place, steps


def test_the_recipe_of_the_kiosks_own_engines_travels_and_is_followed() -> None:
    recipe = Recipe.of(Need(routes=(Route("ja", "en"),)), scripted=True)
    assert isinstance(pickle.loads(pickle.dumps(recipe)).engines().translator, ScriptedTranslator)


def test_what_is_missing_is_said(tmp_path: object) -> None:
    with pytest.raises(ModelError):
        Recipe.of(Need(voices=("xx",)), models=tmp_path / "none").engines()  # type: ignore[operator]
    with pytest.raises(SettingsError):
        Recipe.of(Need(), config=tmp_path / "none.toml").engines()  # type: ignore[operator]


def test_a_factory_that_makes_something_else_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="made no Engines"):
        Recipe("builtins:dict").engines()


def test_the_place_of_a_mistake_is_said_without_its_words() -> None:
    try:
        next(steps(TypedWork(1, None, Route("en", "ja")), scripted_engines()))  # type: ignore[arg-type]
    except AttributeError as error:
        said = place(error)
    assert said.startswith("AttributeError at test_recipe.py:")
    assert " > scripted.py:" in said
    assert "strip" not in said
