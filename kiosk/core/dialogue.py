"""What people ask of the dialogue, what devices and time tell it, and what it wants done: plain values.

A screen that draws the `Scene` and sends commands needs nothing else. What is heard comes as the events of
`pipeline/listening.py`, what the engines make of it as those of `core/live.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.audio import Audio
from kiosk.core.live import Job
from kiosk.core.phrased import SlotValues
from kiosk.core.scene import SIDES, Mode, Side

# What people ask for.


@dataclass(frozen=True, slots=True)
class Press:
    """The talk button goes down: listen until Release. What the kiosk is saying stops."""

    side: Side


@dataclass(frozen=True, slots=True)
class Release:
    side: Side


@dataclass(frozen=True, slots=True)
class Tap:
    """Listen and find the end. While this side is listened to: after a Press, go on without the finger; after a Tap, that
    was all."""

    side: Side


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """`language`: a code or AUTO."""

    side: Side
    language: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Be quiet, don't listen, drop what is at work."""


@dataclass(frozen=True, slots=True)
class Replay:
    bubble: int
    slowly: bool = False


@dataclass(frozen=True, slots=True)
class TakeBack:
    """As if it had never been said."""

    bubble: int


@dataclass(frozen=True, slots=True)
class Edit:
    """These words instead of the transcript."""

    bubble: int
    text: str


@dataclass(frozen=True, slots=True)
class Type:
    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class SayAnyway:
    """The answer to a bubble that asks."""

    bubble: int


@dataclass(frozen=True, slots=True)
class SayPhrase:
    """A verified phrase instead of words of one's own: neither heard nor translated. `phrase`: its id."""

    side: Side
    phrase: str
    values: SlotValues = ()


@dataclass(frozen=True, slots=True)
class UseMeant:
    """Yes, that is what I meant: the phrase that a bubble offers instead of what was heard."""

    bubble: int


@dataclass(frozen=True, slots=True)
class Finish:
    """Forget everything that was said."""


@dataclass(frozen=True, slots=True)
class Touch:
    """Somebody is here: any touch that is no command."""


Command = (
    Press | Release | Tap | ChooseLanguage | Stop | Replay | TakeBack | Edit | Type | SayAnyway | SayPhrase | UseMeant
) | (Finish | Touch)


# What devices and time tell.


@dataclass(frozen=True, slots=True)
class MicrophoneFound:
    sides: tuple[Side, ...] = SIDES


@dataclass(frozen=True, slots=True)
class MicrophoneLost:
    """`reason`: a stable word, as audio/ gives it."""

    reason: str
    sides: tuple[Side, ...] = SIDES


@dataclass(frozen=True, slots=True)
class LoudspeakerFound:
    pass


@dataclass(frozen=True, slots=True)
class LoudspeakerLost:
    reason: str


@dataclass(frozen=True, slots=True)
class Played:
    """The sound with this number is over: heard, or never to be heard."""

    number: int


@dataclass(frozen=True, slots=True)
class BargeIn:
    """Somebody talks over the kiosk; `side` where the microphone tells who."""

    side: Side | None = None


@dataclass(frozen=True, slots=True)
class SoundMissed:
    """The microphone lost some sound."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """What keeps the whole kiosk from working, as codes (`model.missing`); none when it works again."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed and nothing happened. A few a second are enough."""


DeviceEvent = (
    MicrophoneFound | MicrophoneLost | LoudspeakerFound | LoudspeakerLost | Played | BargeIn | SoundMissed | Unusable | Tick
)


# What the dialogue wants done, in this order, at once.


@dataclass(frozen=True, slots=True)
class OpenMicrophone:
    """Listen to a side. `take` numbers it: what the listening tells carries the number."""

    take: int
    side: Side
    mode: Mode


@dataclass(frozen=True, slots=True)
class FindEnd:
    """Go on with a take as if it had been tapped."""

    take: int


@dataclass(frozen=True, slots=True)
class EndTake:
    """Hand over what was said in it."""

    take: int


@dataclass(frozen=True, slots=True)
class CloseMicrophone:
    """Drop the take and all that was heard in it."""

    take: int


@dataclass(frozen=True, slots=True)
class Submit:
    job: Job


@dataclass(frozen=True, slots=True)
class Abandon:
    turn: int


@dataclass(frozen=True, slots=True)
class Play:
    """After what is playing. Played comes back with the number."""

    number: int
    audio: Audio


@dataclass(frozen=True, slots=True)
class StopPlaying:
    """Quiet at once; of what was to play nothing more is told."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Overwrite whatever is left of what people said."""


Effect = OpenMicrophone | FindEnd | EndTake | CloseMicrophone | Submit | Abandon | Play | StopPlaying | Forget
