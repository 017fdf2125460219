"""The real translator over tiny real models, and over the starter package where it is."""

from __future__ import annotations

import itertools
import json
import logging
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core.errors import ModelError, StageError
from kiosk.core.language import Route
from kiosk.core.protocols import Translator
from kiosk.core.turn import Translation, whole
from kiosk.engines.argos import ArgosTranslator, TranslationPackage
from kiosk.engines.sentences import pieces
from tests.engines.toy_translation import argos_package, bpe_package, endless_package, plain_folder, stuck_package
from tests.engines.translator_contract import ODD_TEXTS, TranslatorContract

ROOT = Path(__file__).resolve().parents[2]

EN_JA, JA_EN, EN_ES, ES_EN = Route("en", "ja"), Route("ja", "en"), Route("en", "es"), Route("es", "en")

LEXICONS = {
    EN_JA: {
        "hello": "こんにちは",
        "Hello": "こんにちは",
        "there": "そこの",
        "where": "どこ",
        "bus": "バス",
        ".": "。",
        "?": "？",
    },
    JA_EN: {"バス": "bus", "どこ": "where", "は": "is", "はい": "yes", "駅": "station", "。": ".", "！": "!", "？": "?"},
    EN_ES: {"hello": "hola", "there": "ahí", "bus": "autobús", "where": "dónde", "is": "está", "station": "estación"}
    | {mark: mark for mark in ".,!?"},
    ES_EN: {"hola": "hello", "autobús": "bus", ".": "."},
}


def package(folder: Path, route: Route, quality: int = 0, name: str = "") -> TranslationPackage:
    return TranslationPackage(name or f"toy-{route.source}-{route.target}", folder, route, quality)


def translated(translator: Translator, text: str, route: Route, english: str | None = None) -> Translation:
    """All of it."""
    return whole(translator.translate(text, route, english), route)


@pytest.fixture(scope="session")
def toys(tmp_path_factory: pytest.TempPathFactory) -> dict[Route, TranslationPackage]:
    folder = tmp_path_factory.mktemp("toys")
    return {route: package(argos_package(folder / str(route), route, words), route) for route, words in LEXICONS.items()}


@pytest.fixture(scope="session")
def both_ways(toys: dict[Route, TranslationPackage]) -> ArgosTranslator:
    return ArgosTranslator(list(toys.values()), threads=1)


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> ArgosTranslator:
    archive = ROOT / "models" / "starter" / "starter-en_ja.argosmodel"
    if not archive.exists():
        pytest.skip(f"{archive.relative_to(ROOT)} is missing: git checkout -- models/starter")
    folder = tmp_path_factory.mktemp("starter")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return ArgosTranslator([TranslationPackage("starter", next(folder.iterdir()), EN_JA)])


class TestArgosTranslator(TranslatorContract):
    @pytest.fixture
    def translator(self, both_ways: ArgosTranslator) -> Translator:
        return both_ways

    @pytest.fixture
    def missing(self) -> Route:
        return Route("ja", "ko")


# ---- every layout of a package


def test_an_argos_package_with_sentencepiece(toys: dict[Route, TranslationPackage]) -> None:
    translation = translated(ArgosTranslator([toys[EN_ES]]), "where is the bus? hello there.", EN_ES)
    assert translation.sentences == ("dónde está the autobús?", "hola ahí.")
    assert (translation.models, translation.doubts, translation.pivot) == (("toy-en-es",), ("words.unknown",), None)


def test_an_argos_package_with_bpe(tmp_path: Path) -> None:
    lexicon = {"near": "cerca", "hos@@": "hos@@", "pital": "pital", "?": "?", "&amp;": "&amp;"}
    translator = ArgosTranslator([package(bpe_package(tmp_path, EN_ES, lexicon), EN_ES)])
    assert translated(translator, "near hospital & hospital?", EN_ES).sentences == ("cerca hospital & hospital?",)


def test_bpe_into_a_language_without_spaces_leaves_none(tmp_path: Path) -> None:
    lexicon = {"near": "近い", "hos@@": "病@@", "pital": "院", ".": "。"}
    translator = ArgosTranslator([package(bpe_package(tmp_path, EN_JA, lexicon), EN_JA)])
    assert translated(translator, "near hospital.", EN_JA).text == "近い病院。"


def test_an_older_package_whose_vocabulary_is_a_plain_list(tmp_path: Path) -> None:
    model = argos_package(tmp_path, EN_ES, {"bus": "autobús"}) / "model"
    for vocabulary in model.glob("*_vocabulary.json"):
        vocabulary.with_suffix(".txt").write_text("\n".join(json.loads(vocabulary.read_text())) + "\n", encoding="utf-8")
        vocabulary.unlink()
    assert translated(ArgosTranslator([package(tmp_path, EN_ES)]), "bus bus", EN_ES).text == "autobús autobús"


@pytest.mark.parametrize("joint", [False, True])
def test_a_plain_ctranslate2_folder_with_its_tokenizers(tmp_path: Path, joint: bool) -> None:
    translator = ArgosTranslator([package(plain_folder(tmp_path, EN_JA, LEXICONS[EN_JA], joint), EN_JA)])
    assert translated(translator, "hello there. where?", EN_JA).text == "こんにちはそこの。どこ？"


def test_a_package_for_several_languages_is_told_which_one_and_does_not_say_it(tmp_path: Path) -> None:
    folder = argos_package(tmp_path, EN_ES, {"one": "uno", "two": "dos"}, target_prefix="__es__")
    assert translated(ArgosTranslator([package(folder, EN_ES)]), "one two two", EN_ES).text == "uno dos dos"


def test_the_better_of_two_packages_is_used_in_whatever_order_they_come(tmp_path: Path) -> None:
    worse = package(argos_package(tmp_path / "worse", EN_ES, {"bus": "bus"}), EN_ES, 1, "worse")
    better = package(argos_package(tmp_path / "better", EN_ES, {"bus": "autobús"}), EN_ES, 2, "better")
    for order in itertools.permutations([worse, better]):
        translation = translated(ArgosTranslator(order), "bus bus", EN_ES)
        assert (translation.text, translation.models) == ("autobús autobús", ("better",))


# ---- which way


def test_without_a_direct_package_the_way_is_through_english_which_is_kept(both_ways: ArgosTranslator) -> None:
    translation = translated(both_ways, "バスはどこ？駅。", Route("ja", "es"))
    assert translation.sentences == ("autobús está dónde?", "estación.")
    assert translation.pivot == "bus is where? station."
    assert translation.models == ("toy-ja-en", "toy-en-es")


def test_english_in_the_middle_is_split_anew(tmp_path: Path) -> None:
    first = package(argos_package(tmp_path / "1", JA_EN, {"甲": "bus", "、": ".", "乙": "hello"}), JA_EN)
    second = package(argos_package(tmp_path / "2", EN_ES, LEXICONS[EN_ES]), EN_ES)
    translation = translated(ArgosTranslator([first, second]), "甲、乙", Route("ja", "es"))
    assert (translation.pivot, translation.sentences) == ("bus. hello", ("autobús.", "hola"))


def test_a_direct_package_comes_before_two_hops(toys: dict[Route, TranslationPackage], tmp_path: Path) -> None:
    ja_es = Route("ja", "es")
    direct = package(argos_package(tmp_path, ja_es, {"駅": "estación"}), ja_es)
    translation = translated(ArgosTranslator([*toys.values(), direct]), "駅駅", ja_es)
    assert (translation.text, translation.models, translation.pivot) == ("estación estación", ("toy-ja-es",), None)


def test_routes_are_all_that_one_or_two_hops_reach(toys: dict[Route, TranslationPackage]) -> None:
    assert ArgosTranslator([]).routes() == frozenset()
    assert ArgosTranslator([toys[JA_EN]]).routes() == {JA_EN}
    assert ArgosTranslator([toys[JA_EN], toys[EN_ES]]).routes() == {JA_EN, EN_ES, Route("ja", "es")}


def test_english_heard_is_the_first_hop_where_no_text_package_leads_from_the_source(both_ways: ArgosTranslator) -> None:
    translation = translated(both_ways, "xe buýt ở đâu", Route("vi", "ja"), english="where bus? hello.")
    assert translation.sentences == ("どこバス？", "こんにちは。")
    assert (translation.pivot, translation.models) == ("where bus? hello.", ("toy-en-ja",))


def test_english_heard_is_the_whole_translation_into_english(both_ways: ArgosTranslator) -> None:
    translation = translated(both_ways, "xe buýt ở đâu", Route("vi", "en"), english="Where is the bus? Hello.")
    assert translation == Translation(("Where is the bus?", "Hello."), Route("vi", "en"), source="xe buýt ở đâu")


def test_english_heard_goes_sentence_by_sentence_where_each_says_one_that_was_said(both_ways: ArgosTranslator) -> None:
    parts = list(both_ways.translate("xe buýt ở đâu? xin chào.", Route("vi", "ja"), english="where bus? hello."))
    assert [(part.source, part.pivot, part.text) for part in parts] == [
        ("xe buýt ở đâu?", "where bus?", "どこバス？"),
        ("xin chào.", "hello.", "こんにちは。"),
    ]


def test_the_parts_grow_and_each_says_what_it_translates(both_ways: ArgosTranslator) -> None:
    said = [f"hello there. {'bus. ' * number}".strip() for number in (0, 7)]
    assert [part.source for part in both_ways.translate(said[0], EN_ES)] == ["hello there."]
    parts = list(both_ways.translate(said[1], EN_ES))
    assert [part.source for part in parts] == ["hello there.", "bus.", "bus. bus.", "bus. bus. bus. bus."]
    assert [len(part.sentences) for part in parts] == [1, 1, 2, 4]


def test_a_sentence_that_fails_leaves_those_before_it_as_they_are(tmp_path: Path) -> None:
    translator = ArgosTranslator([package(argos_package(tmp_path, EN_ES, {"bus": "autobús"}, places=16), EN_ES)])
    parts = translator.translate("bus bus\n" + "bus " * 40, EN_ES)
    assert next(parts).text == "autobús autobús"
    with pytest.raises(StageError):
        next(parts)


@pytest.mark.parametrize(
    ("installed", "route", "english", "missing"),
    [
        ((), Route("ja", "ko"), None, " a package for ja->en and one for en->ko."),
        ((JA_EN,), Route("ja", "ko"), None, " a package for en->ko."),
        ((EN_ES,), Route("ja", "es"), None, " a package for ja->en."),
        ((EN_ES,), Route("ja", "es"), " ", " a package for ja->en."),
        ((JA_EN,), Route("vi", "ko"), "a bus", " a package for en->ko."),
        ((), Route("vi", "en"), None, " a package for vi->en."),
        ((), Route("en", "ko"), None, " a package for en->ko."),
    ],
)
def test_a_missing_route_says_what_is_missing_and_how_to_get_it(
    toys: dict[Route, TranslationPackage], installed: tuple[Route, ...], route: Route, english: str | None, missing: str
) -> None:
    with pytest.raises(StageError) as caught:
        translated(ArgosTranslator([toys[one] for one in installed]), "secret words", route, english)
    assert caught.value.code == "route.missing"
    assert missing in str(caught.value)
    assert f"python scripts/download_models.py fetch --for {route.source},{route.target}" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_text_in_traditional_chinese_may_use_a_package_from_simplified(tmp_path: Path) -> None:
    zh_en = package(argos_package(tmp_path / "zh", Route("zh", "en"), {"车": "car"}), Route("zh", "en"))
    zt_en = package(argos_package(tmp_path / "zt", Route("zt", "en"), {"車": "car"}), Route("zt", "en"))
    assert translated(ArgosTranslator([zh_en]), "车车", Route("zt", "en")).models == ("toy-zh-en",)
    assert translated(ArgosTranslator([zh_en, zt_en]), "車車", Route("zt", "en")).models == ("toy-zt-en",)


def test_who_reads_traditional_chinese_never_gets_simplified(tmp_path: Path) -> None:
    en_zh = package(argos_package(tmp_path, Route("en", "zh"), {"car": "车"}), Route("en", "zh"))
    with pytest.raises(StageError, match="a package for en->zt"):
        translated(ArgosTranslator([en_zh]), "car", Route("en", "zt"))


# ---- nothing is lost, nothing is made up


def test_long_sentences_are_translated_to_the_last_word(both_ways: ArgosTranslator) -> None:
    order = random.Random(5)
    words = [order.choice(["hello", "there", "bus", "where", "is", "station"]) for _ in range(700)]
    expected = [LEXICONS[EN_ES][word] for word in words]
    translation = translated(both_ways, " ".join(words), EN_ES)
    assert translation.text.split() == expected
    assert 700 / 60 <= len(translation.sentences) <= 700 / 15


def test_a_script_that_takes_a_token_a_letter_is_cut_to_what_the_model_can_hold(tmp_path: Path) -> None:
    th_my = Route("th", "my")
    letters = dict(zip("กขคงจชซญดต", "ကခဂဃငစဆဇဈဉ", strict=True))
    translator = ArgosTranslator([package(plain_folder(tmp_path, th_my, letters), th_my)])
    text = "".join(random.Random(5).choices("กขคงจชซญดต", k=235))
    assert len(pieces(text)) == 1
    translation = translated(translator, text, th_my)
    assert len(translation.sentences) == 2
    assert "".join(translation.sentences) == "".join(letters[letter] for letter in text)


def test_line_breaks_end_sentences(both_ways: ArgosTranslator) -> None:
    assert translated(both_ways, "hello\nbus\r\n\nstation", EN_ES).sentences == ("hola", "autobús", "estación")


def test_a_sentence_without_words_of_the_language_passes_between_others(both_ways: ArgosTranslator) -> None:
    translation = translated(both_ways, "hello.\n10:30\nстанция.\n😀\nbus.", EN_ES)
    assert translation.sentences == ("hola.", "10:30", "станция.", "😀", "autobús.")
    assert translation.doubts == ("words.unknown",)


def test_text_of_which_the_model_knows_no_word_passes_with_a_doubt(both_ways: ArgosTranslator) -> None:
    translation = translated(both_ways, "Xyzzy plugh", EN_ES)
    assert (translation.sentences, translation.doubts) == (("Xyzzy plugh",), ("words.unknown",))


def test_a_word_the_model_cannot_say_is_copied_with_a_doubt(both_ways: ArgosTranslator) -> None:
    translation = translated(both_ways, "where is Xyzzy?", EN_ES)
    assert (translation.sentences, translation.doubts) == (("dónde está Xyzzy?",), ("words.unknown",))


def test_a_word_the_model_knows_but_cannot_write_is_not_copied(tmp_path: Path) -> None:
    translator = ArgosTranslator(
        [package(argos_package(tmp_path, EN_JA, {"bus": "<unk>", "where": "どこ", "there": "そこ"}), EN_JA)]
    )
    translation = translated(translator, "where bus", EN_JA)
    assert translation.doubts == ("words.unknown",)
    assert translation.text.startswith("どこ")
    assert "bus" not in translation.text


def test_marks_for_unknown_words_never_reach_the_text(tmp_path: Path) -> None:
    translator = ArgosTranslator([package(stuck_package(tmp_path, EN_ES, {"<unk>": 10, "▁ay": 5, "</s>": 3}), EN_ES)])
    translation = translated(translator, "a cat", EN_ES)
    assert "words.unknown" in translation.doubts
    assert translation.text.strip()
    assert not {"⁇", "<unk>"} & {*translation.text.split()}


def test_what_a_model_spells_as_unknown_is_taken_out(tmp_path: Path) -> None:
    lexicon = {"bus": "⁇", "car": "\ufffd", "where": "どこ"}
    translator = ArgosTranslator([package(argos_package(tmp_path, EN_JA, lexicon), EN_JA)])
    translation = translated(translator, "where bus car\ncar bus", EN_JA)
    assert (translation.sentences, translation.doubts) == (("どこ", "car bus"), ("words.unknown",))


def test_control_characters_do_not_reach_the_model(both_ways: ArgosTranslator) -> None:
    assert translated(both_ways, "\x00he\x07llo\x1b bus\ud83d", EN_ES) == translated(both_ways, "hello bus", EN_ES)


@settings(database=None, derandomize=True, deadline=None, max_examples=60)
@given(st.text(max_size=80) | st.lists(st.sampled_from([*LEXICONS[EN_ES], *ODD_TEXTS.values()]), max_size=3).map(" ".join))
def test_whatever_the_text_is_there_are_sentences_and_no_mark_of_the_machine(both_ways: ArgosTranslator, text: str) -> None:
    translation = translated(both_ways, text[:2000], EN_ES)
    assert all(sentence and sentence == sentence.strip() for sentence in translation.sentences)
    assert "⁇" not in translation.text or "⁇" in text


# ---- loops and length


def test_a_loop_is_decoded_again_so_that_it_ends(tmp_path: Path) -> None:
    translator = ArgosTranslator([package(stuck_package(tmp_path, EN_ES, {"▁na": 10, "</s>": 0}), EN_ES)])
    translation = translated(translator, "a cat", EN_ES)
    assert {*translation.text.split()} == {"na"}
    assert len(translation.text.split()) < 5
    assert translation.doubts == ()


def test_a_loop_that_stays_is_cut_and_marked(tmp_path: Path) -> None:
    stuck = stuck_package(tmp_path, EN_JA, {"ナ": 10, "ナナ": 9.9, "ナナナナ": 9.8, "</s>": -50})
    translation = translated(ArgosTranslator([package(stuck, EN_JA)]), "a cat", EN_JA)
    assert (translation.sentences, translation.doubts) == (("ナ",), ("loop.cut",))


def test_an_answer_without_end_is_cut_and_marked(tmp_path: Path) -> None:
    lexicon = {"where": "dónde", "is": "está", "the": "la", "next": "próxima", "station": "estación", "please": "por"}
    translator = ArgosTranslator([package(endless_package(tmp_path, EN_ES, lexicon), EN_ES)])
    translation = translated(translator, "please where is the next station", EN_ES)
    assert translation.text.startswith("por dónde está la próxima estación ")
    assert len(translation.text.split()) == 3 * 6 + 24
    assert translation.doubts == ("length.cut",)


def test_a_short_sentence_is_bounded_by_its_own_length_beside_a_long_one(tmp_path: Path) -> None:
    lexicon = {word: word.upper() for word in ("where", "is", "the", "next", "station", "please", "bus", "stop")}
    translator = ArgosTranslator([package(endless_package(tmp_path, EN_ES, lexicon), EN_ES)])
    alone = translated(translator, "please where", EN_ES)
    lines = ["bus", "bus", "please where", "where is the next station please bus stop " * 4]  # the last two in one batch
    beside = translated(translator, "\n".join(lines), EN_ES)
    assert beside.sentences[2] == alone.sentences[0]


# ---- loading


def test_packages_load_once_checked_and_only_when_they_are_needed(toys: dict[Route, TranslationPackage]) -> None:
    checked: list[str] = []
    packages = [replace(toy, check=partial(checked.append, toy.id)) for toy in toys.values()]
    translator = ArgosTranslator(packages)
    assert checked == []
    translator.prepare([Route("ja", "es"), Route("vi", "es"), Route("vi", "ko")])
    assert checked == ["toy-ja-en", "toy-en-es"]
    with ThreadPoolExecutor(4) as pool:
        texts = {t.text for t in pool.map(lambda _: translated(translator, "hello bus", EN_JA), range(8))}
    assert texts == {"こんにちはバス"}
    assert checked == ["toy-ja-en", "toy-en-es", "toy-en-ja"]


def test_a_package_that_fails_its_check_is_not_loaded(toys: dict[Route, TranslationPackage]) -> None:
    def check() -> None:
        raise ModelError("model.broken", "a byte is wrong")

    translator = ArgosTranslator([TranslationPackage("toy", toys[EN_ES].folder, EN_ES, check=check)])
    with pytest.raises(ModelError, match="a byte is wrong"):
        translated(translator, "hello", EN_ES)


def _broken(one: TranslationPackage, quality: int) -> TranslationPackage:
    def check() -> None:
        raise ModelError("model.corrupt", "better: model.bin is damaged; fetch it")

    return replace(one, id="better", quality=quality, check=check)


@pytest.mark.parametrize("prepared", [True, False])
def test_where_the_better_package_is_broken_the_next_best_serves_and_that_is_told_once(
    toys: dict[Route, TranslationPackage], prepared: bool, caplog: pytest.LogCaptureFixture
) -> None:
    translator = ArgosTranslator([_broken(toys[EN_JA], 60), toys[EN_JA]])
    if prepared:
        translator.prepare([EN_JA])
    for _ in range(2):
        made = translated(translator, "hello bus", EN_JA)
        assert (made.text, made.models) == ("こんにちはバス", ("toy-en-ja",))
    assert caplog.messages == ["better: model.bin is damaged; fetch it; until then en->ja goes by toy-en-ja"]
    caplog.clear()


def test_where_a_direct_package_is_broken_the_way_through_english_serves(
    toys: dict[Route, TranslationPackage], caplog: pytest.LogCaptureFixture
) -> None:
    direct = replace(_broken(toys[EN_JA], 90), route=Route("ja", "es"))
    translator = ArgosTranslator([direct, toys[Route("ja", "en")], toys[EN_ES]])
    made = translated(translator, "こんにちは", Route("ja", "es"))
    assert made.models == ("toy-ja-en", "toy-en-es") and made.pivot
    assert "until then ja->es goes by toy-ja-en and toy-en-es" in caplog.text
    caplog.clear()


def test_where_nothing_else_leads_there_the_broken_package_is_named_every_time(toys: dict[Route, TranslationPackage]) -> None:
    translator = ArgosTranslator([_broken(toys[EN_JA], 60), toys[EN_ES]])
    for _ in range(2):
        with pytest.raises(ModelError, match="is damaged"):
            translated(translator, "hello", EN_JA)
        with pytest.raises(ModelError, match="is damaged"):
            translator.prepare([EN_JA])
    assert translated(translator, "bus", EN_ES).models == ("toy-en-es",)


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _reroute(folder: Path) -> None:
    metadata = json.loads((folder / "metadata.json").read_text())
    (folder / "metadata.json").write_text(json.dumps(metadata | {"to_code": "fr"}))


BREAKS: dict[str, Callable[[Path], object]] = {
    "half a model": lambda folder: _truncate(folder / "model" / "model.bin"),
    "a model of zeros": lambda folder: (folder / "model" / "model.bin").write_bytes(bytes(1000)),
    "an empty model": lambda folder: (folder / "model" / "model.bin").write_bytes(b""),
    "no model": lambda folder: (folder / "model" / "model.bin").unlink(),
    "no vocabulary": lambda folder: (folder / "model" / "source_vocabulary.json").unlink(),
    "no tokenizer": lambda folder: (folder / "sentencepiece.model").unlink(),
    "half a tokenizer": lambda folder: _truncate(folder / "sentencepiece.model"),
    "a tokenizer of zeros": lambda folder: (folder / "sentencepiece.model").write_bytes(bytes(100)),
    "no metadata": lambda folder: (folder / "metadata.json").unlink(),
    "half the metadata": lambda folder: _truncate(folder / "metadata.json"),
    "metadata that is a list": lambda folder: (folder / "metadata.json").write_text("[]"),
    "metadata of another route": _reroute,
}


@pytest.mark.parametrize("damage", BREAKS.values(), ids=BREAKS)
def test_a_broken_package_is_named_with_the_command_that_mends_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], damage: Callable[[Path], object]
) -> None:
    folder = argos_package(tmp_path, EN_JA, LEXICONS[EN_JA])
    damage(folder)
    with pytest.raises(ModelError) as caught:
        translated(ArgosTranslator([package(folder, EN_JA)]), "hello bus", EN_JA)
    assert caught.value.code == "model.broken"
    assert "toy-en-ja" in str(caught.value)
    assert "python scripts/download_models.py fetch --for en,ja" in str(caught.value)
    assert caught.value.__cause__ is not None
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_a_model_that_fails_on_a_sentence_fails_the_turn_and_not_the_kiosk(tmp_path: Path) -> None:
    folder = argos_package(tmp_path, EN_ES, {"bus": "autobús"}, places=16)
    translator = ArgosTranslator([package(folder, EN_ES)])
    with pytest.raises(StageError) as caught:
        translated(translator, "bus " * 40, EN_ES)
    assert (caught.value.stage, caught.value.code) == ("translation", "translation.failed")
    assert translated(translator, "bus bus", EN_ES).text == "autobús autobús"


# ---- quiet


def test_nothing_said_is_logged_or_printed(
    both_ways: ArgosTranslator, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        translated(both_ways, "where is the secret bus?", EN_ES)
    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")


def test_nothing_is_written_into_the_home_nor_printed(toys: dict[Route, TranslationPackage], tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    toy = toys[EN_ES]
    program = f"""
import os, sys
from pathlib import Path
from kiosk.core.language import Route
from kiosk.engines.argos import ArgosTranslator, TranslationPackage
before = dict(os.environ)
translator = ArgosTranslator([TranslationPackage("toy", Path({str(toy.folder)!r}), Route("en", "es"))])
assert [part.text for part in translator.translate("hello bus", Route("en", "es"))] == ["hola autobús"]
assert dict(os.environ) == before
assert "argostranslate.package" in sys.modules and "argostranslate.translate" not in sys.modules
"""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=clean | {"HOME": str(home), "ARGOS_DEBUG": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(home.rglob("*")) == []


# ---- the starter package


@pytest.mark.parametrize(
    ("english", "japanese"),
    [("Where is the nearest hospital?", "病院"), ("My mother is sick.", "母"), ("Thank you very much.", "ありがとう")],
)
def test_the_starter_package_translates_what_people_ask(starter: ArgosTranslator, english: str, japanese: str) -> None:
    translation = translated(starter, english, EN_JA)
    assert japanese in translation.text
    assert (translation.models, translation.doubts) == (("starter",), ())


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_the_starter_package_survives_any_text(starter: ArgosTranslator, text: str) -> None:
    translation = translated(starter, text[:1500], EN_JA)
    assert translation.sentences
    assert "⁇" not in translation.text or "⁇" in text
