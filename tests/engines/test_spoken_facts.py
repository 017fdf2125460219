"""What the starter voices say, heard by the starter recogniser, has the same facts. Three sentences a language each time,
all of them where KIOSK_ALL_SPOKEN is set (a minute and a half)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.audio.resampling import at_rate
from kiosk.core.audio import SPEECH_RATE_HZ, join
from kiosk.core.turn import Hint
from kiosk.engines import dice
from kiosk.engines.openjtalk import OpenJTalkVoice
from kiosk.engines.piper import PiperVoice
from kiosk.engines.silero import SileroDetector
from kiosk.engines.voices import Voices
from kiosk.engines.whisper import WhisperTranscriber
from kiosk.pipeline.facts import differences, find_facts

pytestmark = pytest.mark.filterwarnings(r"ignore:Dictionary.create\(\) is deprecated:DeprecationWarning")

_ENGLISH = """\
The bus leaves at 14:35.
Please call 03-1234-5678.
¥12,000 for 4 people.
That will be 853 yen.
The train leaves at 2:35 p.m.
It costs $8.50.
It takes 15 minutes by bus.
The station is 600 m from here.
The museum is 1.5 km away.
Take bus No. 205.
Your room is 305.
Platform 3, please.
The tax is 10%.
It's 25°C today.
We are closed on 12/25.
We open at 9:00 and close at 17:30.
It is on December 25, 2026.
Breakfast is from 7:15 to 9:45.
It is -5°C outside.
The ticket costs ¥1,280.
The last train is at 23:58.
Your bag weighs 20kg.
Please come back on Tuesday at 10:00.
The tour takes 2 hours and costs ¥3,500.
Please call 090 1234 5678 today.
Tickets are ¥1,200~¥1,500.
We are open 10:00-17:00 every day.""".splitlines()

_JAPANESE = """\
バスは14:35に出ます。
電話番号は03-1234-5678です。
4名様で12,000円です。
バスで15分かかります。
駅はここから600mです。
博物館まで1.5kmです。
三番のりばです。
消費税は10%です。
今日の気温は25°Cです。
12/25は休みです。
9:00から17:30までです。
お店は3Fにあります。
切符は¥1,280です。
受付番号は128番です。
ABCホテルまで3kmです。
入場料は大人500円です。
料金は2,750円になります。
このパスは3日間使えます。
橋の長さは250mです。
タクシーで10分、約2,000円です。
次のバスは16:20です。
二階の12番窓口へどうぞ。
予約は4月20日の金曜日ですね。
営業時間は10:00-17:00です。
切符は¥1,200〜¥1,500です。
携帯電話は090 1234 5678です。""".splitlines()

_EACH_TIME = 3
_SENTENCES = [
    (language, text)
    for language, texts in (("en", _ENGLISH), ("ja", _JAPANESE))
    for text in (texts if os.environ.get("KIOSK_ALL_SPOKEN") else texts[:_EACH_TIME])
]


@pytest.fixture(scope="module")
def voices(models_folder: Path) -> Voices:
    joe = models_folder / "en_US-joe-medium" / "en_US-joe-medium.onnx"
    return Voices({"en": lambda: PiperVoice("en_US-joe-medium", joe, "en"), "ja": OpenJTalkVoice})


@pytest.fixture(scope="module")
def whisper(models_folder: Path) -> WhisperTranscriber:
    return WhisperTranscriber(models_folder / "whisper-base", SileroDetector(), threads=2)


@pytest.mark.parametrize(("language", "text"), _SENTENCES)
def test_what_is_spoken_and_heard_again_has_the_same_facts(
    voices: Voices, whisper: WhisperTranscriber, language: str, text: str
) -> None:
    dice.load(7)
    sound = at_rate(join(voices.synthesize(text, language)), SPEECH_RATE_HZ)
    heard = whisper.transcribe(sound, Hint((language,))).text
    assert find_facts(text, language)
    assert not differences(find_facts(text, language), find_facts(heard, language)), heard
