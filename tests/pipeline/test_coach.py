"""The やさしい日本語 coach: what it flags, what it offers, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.core.errors import SettingsError
from kiosk.phrasebook_files import load_phrasebook, plain_words
from kiosk.pipeline.coach import Coaching, coach, read_words

WORDS = plain_words(Path("/nowhere/kiosk.toml"))


def kinds(text: str) -> list[str]:
    return [advice.kind for advice in coach(text, WORDS).advice]


@pytest.mark.parametrize(
    ("text", "kind", "plainer"),
    [
        ("少々お待ちください。", "keigo", "少し待ってください。"),
        ("こちらの用紙にご記入いただけますでしょうか。", "keigo", "こちらの用紙に書いてください。"),
        ("ご確認をお願いします。", "keigo", "確認してください。"),
        ("お名前をお願いします。", "keigo", "名前を教えてください。"),
        ("お降りください。", "keigo", "降りてください。"),
        ("受付はあちらでございます。", "keigo", "受付はあちらです。"),
        ("高台へ行ってください。", "jargon", "高い所へ行ってください。"),
        ("避難してください。", "jargon", "逃げてください。"),
        ("余震に気をつけてください。", "jargon", "余震（あとから来る地震）に気をつけてください。"),
        ("電車は運休しています。", "jargon", "電車は動いていません。"),
        ("できないことはありません。", "double_negative", "できます。"),
        ("あなたが紙を出さなければなりません。", "double_negative", "あなたが紙を出してください。"),
        ("市役所は混みますが、受付は早いです。", "two_ideas", "市役所は混みます。受付は早いです。"),
        ("明日は給水があります。", "jargon", "明日は給水（水を配ること）があります。"),
        ("ここは禁煙です。", "jargon", "ここは禁煙（たばこを吸ってはいけないこと）です。"),
        ("バスをご利用くださいますようお願い申し上げます。", "keigo", "バスを使ってください。"),
        ("あちらでお待ちいただきますようお願いいたします。", "keigo", "あちらで待ってください。"),
        ("カードは使用できかねます。", "keigo", "カードは使用できません。"),
        ("券をお持ちの方はこちらです。", "keigo", "券を持っている人はこちらです。"),
        ("お薬を飲んでいらっしゃいますか。", "keigo", "薬を飲んでいますか。"),
        ("食事は18時より配ります。", "keigo", "食事は18時から配ります。"),
        ("切符は券売機でお買い求めください。", "keigo", "切符は券売機で買ってください。"),
        ("受付は午前のみとなっております。", "keigo", "受付は午前だけです。"),
        ("できないことはないのですが、時間がかかります。", "double_negative", "できます。時間がかかります。"),
        ("雨が降りますので、傘を持って行ってください。", "two_ideas", "雨が降ります。だから、傘を持って行ってください。"),
    ],
)
def test_what_translates_badly_is_flagged_and_a_plainer_form_offered(text: str, kind: str, plainer: str) -> None:
    assert kind in kinds(text)
    assert coach(text, WORDS).plainer == plainer


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("あとで連絡します。", "no_subject"),
        ("食べないわけではありません。", "double_negative"),
        ("私は行かないわけにはいきません。", "double_negative"),
        ("ここで靴を脱いで、スリッパを履いて、受付に行ってください。", "two_ideas"),
        ("受付は" + "とても" * 20 + "遠いです。", "long"),
    ],
)
def test_where_only_the_speaker_knows_better_it_flags_and_offers_nothing(text: str, kind: str) -> None:
    found = coach(text, WORDS)
    assert kind in kinds(text) and found.plainer == ""


@pytest.mark.parametrize(
    "text",
    ["トイレはどこですか。", "ありがとうございます。", "おはようございます。", "水は体育館で配っています。",
     "バスは10時に来ます。", "", "Hello.", "どうしましたか。"],
)  # fmt: skip
def test_plain_words_are_left_alone(text: str) -> None:
    assert coach(text, WORDS) == Coaching()


def test_advice_stands_where_it_belongs() -> None:
    text = "こんにちは。高台へ行ってください。"
    (advice,) = coach(text, WORDS).advice
    assert text[advice.start : advice.end] == "高台" and advice.offer == "高い所"


def test_what_it_offers_is_plain_to_it() -> None:
    for text in ("少々お待ちください。", "余震に気をつけてください。", "雨が降りますので、傘を持って行ってください。"):
        assert coach(coach(text, WORDS).plainer, WORDS).plainer == ""


def test_a_word_inside_a_longer_one_is_another_word() -> None:
    assert kinds("高台寺はどこですか。") == []


def test_the_shipped_list_is_long_enough_and_has_the_words_of_a_disaster() -> None:
    assert len(WORDS) >= 80
    assert {"高台", "炊き出し", "罹災証明", "避難所", "余震", "給水"} <= set(WORDS)


def test_the_phrases_in_plain_japanese_have_nothing_of_an_office_and_no_keigo() -> None:
    greetings = {"津波が来ます。すぐ高い所に逃げてください。"}  # a word that everybody has to learn
    for phrase in load_phrasebook().phrases.values():
        text = phrase.texts["ja-easy"].plain.replace(" ", "")
        assert text in greetings or not {"jargon", "keigo", "double_negative", "long", "two_ideas"} & set(kinds(text)), text


def test_a_town_adds_words_and_its_mistakes_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "phrases"
    folder.mkdir()
    (folder / "plain_japanese.tsv").write_text("町民会館\t町の大きい建物\n", encoding="utf-8-sig")
    assert plain_words(tmp_path / "kiosk.toml")["町民会館"] == "町の大きい建物"
    (folder / "plain_japanese.tsv").write_text("一\t二\n三\n一\t四\n", encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        plain_words(tmp_path / "kiosk.toml")
    assert [f"line {n}:" in mistake for n, mistake in zip((2, 3), refused.value.mistakes, strict=True)] == [True, True]


def test_a_list_of_words_is_read_line_by_line() -> None:
    assert read_words("# x\n\n高台\t高い所\n") == ({"高台": "高い所"}, [])


def test_what_is_plainer_is_still_japanese_where_two_ideas_are_joined_to_a_duty() -> None:
    plainer = coach("罹災証明を出さなければなりませんので、こちらへ来てください。", {}).plainer
    assert plainer == "罹災証明を出してください。だから、こちらへ来てください。"


def test_a_polite_verb_is_not_explained_as_the_noun_in_it() -> None:
    words = {"記入": "書くこと"}
    assert coach("こちらにご記入いただきました。", words).plainer == ""
    assert coach("記入が必要です。", words).plainer == "書くことが必要です。"
