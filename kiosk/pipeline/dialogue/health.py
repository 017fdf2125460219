"""What works of the kiosk and what it must say about the rest: engine, microphones, loudspeaker."""

from __future__ import annotations

from typing import Literal

from kiosk.core.live import EngineLost, EngineReady
from kiosk.core.scene import SIDES, Notice, Side, Works

_ABSENT = "none"  # audio's word for a device that isn't there


class Health:
    """At first nothing has been found yet."""

    def __init__(self, *, phrases: bool = False) -> None:
        self._phrases = phrases
        self._engine: Literal["starting", "ready", "restarting", "broken"] = "starting"
        self._deaf: dict[Side, str] = dict.fromkeys(SIDES, _ABSENT)  # why a side can't be heard
        self._mute: str | None = _ABSENT  # why nothing can be played
        self._unusable: tuple[str, ...] = ()

    def engine(self, event: EngineReady | EngineLost) -> None:
        """An engine that is replaced on purpose is back before anybody needs it."""
        match event:
            case EngineReady():
                self._engine = "ready"
            case EngineLost(reason="broken"):
                self._engine = "broken"
            case EngineLost(reason="recycled"):
                pass
            case EngineLost() if self._engine == "ready":
                self._engine = "restarting"
            case EngineLost():
                pass

    def microphone(self, sides: tuple[Side, ...], lost: str | None) -> None:
        for side in sides:
            if lost is None:
                self._deaf.pop(side, None)
            else:
                self._deaf[side] = lost

    def loudspeaker(self, lost: str | None) -> None:
        self._mute = lost

    def unusable(self, codes: tuple[str, ...]) -> None:
        self._unusable = codes

    @property
    def starting(self) -> bool:
        return self._engine == "starting" and not self._unusable

    @property
    def has_engine(self) -> bool:
        """Whether words can be given to it; while it starts again they wait for it."""
        return self._engine in ("ready", "restarting") and not self._unusable

    @property
    def has_voices(self) -> bool:
        """Whether a text that needs no translator can be given to the engine: it waits there until the models are in."""
        return self._engine != "broken"

    @property
    def plays(self) -> bool:
        return self._mute is None

    def hears(self, side: Side) -> bool:
        return self.has_engine and side not in self._deaf

    @property
    def works(self) -> frozenset[Works]:
        parts: dict[Works, bool] = {
            "talk": any(self.hears(side) for side in SIDES),
            "type": self.has_engine,
            "sound": self.plays,
            "phrases": self._phrases,
        }
        return frozenset(part for part, works in parts.items() if works)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why nobody can talk."""
        codes = list(self._unusable)
        if self._engine == "broken":
            codes.append("engine.broken")
        if len(self._deaf) == len(SIDES):
            codes.append("microphone.lost")
        return tuple(codes)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What stays on the screen as long as it is so."""
        said = [Notice(code) for code in self._unusable]
        if self._engine in ("restarting", "broken"):
            said.append(Notice(f"engine.{self._engine}"))
        if len(set(self._deaf.values())) == 1 and len(self._deaf) == len(SIDES):
            said.append(Notice("microphone.lost", detail=self._deaf[SIDES[0]]))
        else:
            said += [Notice("microphone.lost", side, reason) for side, reason in self._deaf.items()]
        if self._mute is not None:
            said.append(Notice("loudspeaker.lost", detail=self._mute))
        return tuple(said)
