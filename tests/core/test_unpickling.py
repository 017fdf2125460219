"""Whatever stands in a message, its reader refuses it with its own error, never with another.

What comes from the engine process is sealed with a checksum besides, so that broken bytes never reach the reader there.
"""

from __future__ import annotations

import pickle
import random
import struct

from kiosk.audio.streams.messages import Cut, Failed, Gain, GarbledError, Unpacker

_OPERATIONS = b".0(]})tNIJKLMQRSTUVXcdegjlopqsu\x80\x81\x85\x86\x87\x88\x89\x8c\x8e\x92\x93\x94\x95\x97\x98"
"""Those of the pickle machine: broken bytes that it can still run go deepest."""
_TIMES = 3000


def _broken(body: bytes, dice: random.Random) -> bytes:
    broken = bytearray(body)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(broken))
        match dice.randrange(3):
            case 0:
                broken[at] = dice.choice(_OPERATIONS)
            case 1:
                broken.insert(at, dice.choice(_OPERATIONS))
            case _:
                del broken[at : at + 1]
    return bytes(broken)


def test_a_message_broken_in_many_ways_is_a_message_or_refused() -> None:
    dice = random.Random(8)
    messages = [pickle.dumps(message, protocol=5) for message in (Cut(1), Failed("silent", "a"), Gain(0.5))]
    refused = 0
    for _ in range(_TIMES):
        body = _broken(dice.choice(messages), dice)
        try:
            list(Unpacker().feed(struct.pack("<I", len(body)) + body))
        except GarbledError:
            refused += 1
    assert refused > _TIMES / 2
