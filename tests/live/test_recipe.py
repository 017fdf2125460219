"""How engines are made in the engine process, and what is said of a mistake there."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from kiosk.core.errors import ModelError
from kiosk.core.language import Route
from kiosk.core.live import TypedWork
from kiosk.core.protocols import Engines
from kiosk.core.turn import whole
from kiosk.engines import Need
from kiosk.engines.scripted import scripted_engines
from kiosk.live.recipe import Recipe
from kiosk.live.worker import place, steps


def _made(engines: Engines) -> str:
    """What the scripted translator says, and no other."""
    route = Route("ja", "en")
    return whole(engines.translator.translate("853円です。", route), route).text


def test_the_recipe_of_the_kiosks_own_engines_travels_and_is_followed() -> None:
    recipe = Recipe.of(Need(routes=(Route("ja", "en"),)), scripted=True)
    assert _made(pickle.loads(pickle.dumps(recipe)).engines()) == "It is 853 yen."


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        Recipe.of(Need(voices=("xx",)), models=tmp_path / "none").engines()


def test_mistakes_in_the_settings_do_not_keep_engines_from_coming_back(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    for text in ("[speech\n", "[speech]\nspeed = 99\n"):
        config.write_text(text, encoding="utf-8")
        engines = Recipe.of(Need(routes=(Route("ja", "en"),)), config=config, scripted=True).engines()
        assert _made(engines) == "It is 853 yen."


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
