"""A microphone that became the loudspeaker's own sound is found out, by whatever way it did."""

from __future__ import annotations

import pytest

from kiosk.audio.streams.messages import Failed, Order, Reason
from kiosk.audio.streams.names import SERVER, DeviceName
from kiosk.audio.streams.watch import LOOK_EVERY_S, Watch, Watcher
from tests.audio.streams.fakes import Clock, FakeServer, node

ORDER = Order("input", None, 16_000)
CHOSEN = Order("input", DeviceName("mic", SERVER), 16_000)
MIC, MONITOR, OTHER = node(1, "mic"), node(2, "speaker.monitor", monitor_of="speaker"), node(3, "other")


def server(ours: int | None = 1) -> FakeServer:
    return FakeServer(sources=[MIC, MONITOR, OTHER], sinks=[node(1, "speaker"), node(2, "auto_null")], ours=ours)


def reason(failed: Failed | None) -> Reason | None:
    return failed.reason if failed else None


def test_a_microphone_that_stays_is_left_alone() -> None:
    pulse = server()
    watch = Watch(ORDER, 7, pulse)
    assert [watch.look(settled=True) for _ in range(5)] == [None] * 5
    assert watch.connected == DeviceName("mic", SERVER)
    assert pulse.asked.count("sources") == 1, "a look costs one question"


@pytest.mark.parametrize("order", [ORDER, CHOSEN])
def test_a_microphone_that_became_the_loudspeakers_monitor_is_replaced(order: Order) -> None:
    pulse = server()
    watch = Watch(order, 7, pulse)
    watch.look(settled=True)
    pulse.ours = 2
    failed = watch.look(settled=True)
    assert reason(failed) == "replaced"
    assert failed is not None
    assert "speaker.monitor" in failed.detail


def test_a_stream_of_pipewires_own_plugin_is_known_by_its_client() -> None:
    pulse = server()
    pulse.named = False
    watch = Watch(ORDER, 7, pulse)
    assert watch.look(settled=True) is None
    assert watch.connected == DeviceName("mic", SERVER)
    pulse.ours = 2
    assert reason(watch.look(settled=True)) == "replaced"
    assert pulse.asked.count("clients") == 1
    assert Watch(ORDER, 8, pulse).look(settled=True) is None


def test_a_monitor_from_the_beginning_is_no_microphone() -> None:
    assert reason(Watch(ORDER, 7, server(ours=2)).look(settled=False)) == "none"


def test_a_monitor_that_was_chosen_is_what_was_chosen() -> None:
    order = Order("input", DeviceName("speaker.monitor", SERVER), 16_000)
    assert Watch(order, 7, server(ours=2)).look(settled=True) is None


def test_another_microphone_is_not_the_one_that_was_chosen() -> None:
    assert reason(Watch(CHOSEN, 7, server(ours=3)).look(settled=False)) == "none"


def test_a_default_that_changed_under_a_running_stream_is_told() -> None:
    pulse = server()
    watch = Watch(ORDER, 7, pulse)
    watch.look(settled=True)
    pulse.ours = 3
    assert reason(watch.look(settled=True)) == "replaced"


def test_a_microphone_that_came_new_is_learnt() -> None:
    pulse = server()
    watch = Watch(ORDER, 7, pulse)
    watch.look(settled=True)
    pulse.sources.append(node(9, "new.monitor", monitor_of="new"))
    pulse.ours = 9
    assert reason(watch.look(settled=True)) == "replaced"


def canceller(master: int) -> FakeServer:
    """An echo canceller between the microphone and us."""
    pulse = server(ours=5)
    pulse.sources.append(node(5, "echo_cancel", module=44))
    pulse.modules = {"44": master}
    return pulse


def test_an_echo_canceller_whose_microphone_went_is_replaced_although_its_name_stays() -> None:
    pulse = canceller(master=1)
    watch = Watch(ORDER, 7, pulse)
    assert watch.look(settled=True) is None
    pulse.modules = {"44": 2}
    assert reason(watch.look(settled=True)) == "replaced"


def test_an_echo_canceller_without_a_microphone_is_none() -> None:
    assert reason(Watch(ORDER, 7, canceller(master=2)).look(settled=False)) == "none"


def test_a_virtual_microphone_before_some_other_monitor_is_one() -> None:
    pulse = canceller(master=6)
    pulse.sources.append(node(6, "feed.monitor", monitor_of="feed"))
    assert Watch(ORDER, 7, pulse).look(settled=False) is None


def test_filters_that_feed_each_other_are_no_endless_way() -> None:
    pulse = canceller(master=5)
    assert Watch(ORDER, 7, pulse).look(settled=False) is None


def test_a_suspended_microphone_is_silent_at_the_second_look_until_sound_has_come() -> None:
    pulse = server()
    pulse.sources[0] = node(1, "mic", state="SUSPENDED")
    watch = Watch(ORDER, 7, pulse)
    assert watch.look(settled=False) is None
    assert reason(watch.look(settled=False)) == "silent"
    assert Watch(ORDER, 7, pulse).look(settled=True) is None, "a running one is the keeper's to judge"


@pytest.mark.parametrize("pulse", [FakeServer(dead=True), server(ours=None), FakeServer(ours=1), FakeServer(ours=99)])
def test_what_cannot_be_learnt_is_no_loss(pulse: FakeServer) -> None:
    assert Watch(ORDER, 7, pulse).look(settled=True) is None


def test_a_loudspeaker_may_become_another_one_unless_it_was_chosen() -> None:
    pulse = server()
    pulse.sinks.append(node(4, "headset"))
    free = Watch(Order("output", None, 48_000), 7, pulse)
    chosen = Watch(Order("output", DeviceName("speaker", SERVER), 48_000), 7, pulse)
    assert (free.look(settled=True), chosen.look(settled=True)) == (None, None)
    pulse.ours = 4
    assert (reason(free.look(settled=True)), reason(chosen.look(settled=True))) == (None, "replaced")


def test_the_servers_dummy_is_no_loudspeaker() -> None:
    assert reason(Watch(Order("output", None, 48_000), 7, server(ours=2)).look(settled=True)) == "none"


def test_a_move_is_noticed_within_a_look() -> None:
    pulse, clock = server(), Clock()
    moved_at = 107.3

    def pause(seconds: float) -> None:
        clock.wait(seconds)
        if clock.now >= moved_at:
            pulse.ours = 2

    watcher = Watcher(Watch(ORDER, 7, pulse), pause)
    watcher.settled = True
    watcher.run()
    assert reason(watcher.failed) == "replaced"
    assert clock.now - moved_at <= LOOK_EVERY_S
