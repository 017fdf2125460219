"""What a scene says of a side and of what goes on, as the dialogue has it now."""

from __future__ import annotations

from kiosk.core.scene import Phase, Side, SideView
from kiosk.pipeline.dialogue.desk import Desk
from kiosk.pipeline.dialogue.takes import QUIET_DBFS, Takes


def view(desk: Desk, takes: Takes, side: Side) -> SideView:
    tongue, take = desk.tongues[side], takes.open_for(side)
    level_dbfs = take.level_dbfs if take is not None else QUIET_DBFS
    return SideView(tongue.language, tongue.known, take.mode if take is not None else None, level_dbfs)


def phase(desk: Desk, takes: Takes, begun: bool) -> Phase:
    """`begun`: somebody has said or chosen something."""
    if takes.is_open:
        return "listening"
    if desk.speaking.current is not None:
        return "speaking"
    if desk.ledger.jobs or takes.is_ending:
        return "thinking"
    if desk.health.starting:
        return "starting"
    if desk.health.reasons:
        return "out_of_order"
    return "ready" if begun else "attract"
