"""What is on the screen: which page, for whom it is turned, and both halves. QML shows it, touches come back through it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.dialogue import ChooseLanguage, Command, Finish, Tap, Touch
from kiosk.core.language import LANGUAGES
from kiosk.core.scene import AUTO, Scene, Side
from kiosk.pipeline.phrasebook import Phrasebook
from kiosk.settings import ScreenSettings
from kiosk.ui.fonts import family
from kiosk.ui.half import Half, Said
from kiosk.ui.i18n import SCREEN_LANGUAGES, load_texts, screen_language
from kiosk.ui.offer import Offered
from kiosk.ui.operator.rows import Rows
from kiosk.ui.texts import Texts

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

GREET_MS = 3000
"""How long each language greets."""

PICKER_S = 45
"""A picker that nobody touches goes back to greeting."""

_UNSURE = ("language.unsure", "nothing_heard", "say_again")


@dataclass(frozen=True, slots=True)
class Tile:
    """A language in the picker: its own name, the font for it, and what it says where it can only be read."""

    code: str
    name: str
    face: str
    note: str


@QmlElement
@QmlUncreatable("the shell is given one")
class Stage(QObject):  # type: ignore[operator]  # the stub of QmlUncreatable knows no call
    """`page`: attract, picker, conversation or order. `facing`: for whom the picker is turned. `greeting`: the texts of the
    language that greets now. `countdown`: seconds, -1 when nothing is about to be forgotten. `session` changes when somebody
    else may be there: whatever a page holds of its own has to go."""

    pageChanged = Signal()
    changed = Signal()
    looksChanged = Signal()
    greetingChanged = Signal()
    countdownChanged = Signal()
    sessionChanged = Signal()

    def __init__(self, screen: ScreenSettings, send: Callable[[Command], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._send = send
        self._screen = screen
        self._displays = 1
        self._scene: Scene | None = None
        self._offer: tuple[Offered, ...] = ()
        self._awake = False
        self._choosing = False
        self._facing: Side = "visitor"
        self._page = "attract"
        self._tiles = Rows(Tile, self)
        self._reasons = Rows(Said, self)
        self._greeters = tuple(code for code in SCREEN_LANGUAGES if code != screen.language)
        self._greeter = 0
        self._greeting = Texts(self._greeters[0], self)
        self._staff = Half("staff", screen.language, send, self)
        self._visitor = Half("visitor", "en", send, self)
        self._greets = QTimer(self, interval=GREET_MS)
        self._greets.timeout.connect(self.greet)
        self._greets.start()
        self._leaves = QTimer(self, interval=PICKER_S * 1000, singleShot=True)
        self._leaves.timeout.connect(self.goBack)
        self.use(screen)

    @property
    def scene(self) -> Scene | None:
        """What is shown; None before the first one."""
        return self._scene

    def half(self, side: Side) -> Half:
        return self._staff if side == "staff" else self._visitor

    # What is told.

    def use(self, screen: ScreenSettings, displays: int | None = None) -> None:
        """New settings: they show at once. `displays`: how many screens there are."""
        self._screen = screen
        self._displays = self._displays if displays is None else displays
        self._staff.live_in(screen.language)
        for half in (self._staff, self._visitor):
            half.use(screen.talk)
        self.looksChanged.emit()

    def offer(self, offer: tuple[Offered, ...]) -> None:
        """What there is to choose from."""
        self._offer = offer
        self._tiles.show([self._tile(one) for one in offer])
        greeters = tuple(dict.fromkeys(screen_language(one.code) for one in offer))
        if greeters and greeters != self._greeters:
            self._greeters, self._greeter = greeters, -1
            self.greet()
        self.changed.emit()

    def furnish(self, book: Phrasebook) -> None:
        """The phrases that there are."""
        for half in (self._staff, self._visitor):
            half.phrase_page.use(book)

    def show(self, scene: Scene) -> None:
        """A new scene."""
        before, self._scene = self._scene, scene
        if before is not None and before.session != scene.session:
            self._awake = self._choosing = False
            self.sessionChanged.emit()
        if scene.visitor.known and (before is None or before.visitor.known != scene.visitor.known):
            self._choosing = False
        for half in (self._staff, self._visitor):
            half.show(scene)
        self._tell_reasons()
        if before is None or before.countdown_s != scene.countdown_s:
            self.countdownChanged.emit()
        self.changed.emit()
        self._turn_to()

    def _turn_to(self) -> None:
        page = self._page_now()
        self._leaves.start() if page == "picker" else self._leaves.stop()
        if page != self._page:
            self._page = page
            self.pageChanged.emit()

    def _page_now(self) -> str:
        scene = self._scene
        known = scene is not None and bool(scene.visitor.known)
        if known and not self._choosing:
            return "conversation"
        if scene is not None and scene.phase == "out_of_order" and not (self._awake and scene.works & {"type", "phrases"}):
            return "order"
        return "picker" if self._awake or self._choosing else "attract"

    def _tile(self, one: Offered) -> Tile:
        key = "phrases" if not one.translated else "" if one.heard and one.spoken else "picker.text_only"
        note = load_texts(one.code)[key] if key else ""
        return Tile(one.code, LANGUAGES[one.code].endonym, family(one.code), note)

    def _tell_reasons(self) -> None:
        scene = self._scene
        broken = [] if scene is None else [notice for notice in scene.notices if notice.side is None]
        keys = [f"notice.{one.code}{f'.{one.detail}' if one.detail else ''}" for one in broken]
        self._reasons.show([Said(key) for key in dict.fromkeys(keys)])

    # What a touch means.

    @Slot()
    def greet(self) -> None:
        """The next language greets."""
        if self._page != "conversation":
            self._greeter = (self._greeter + 1) % len(self._greeters)
            old, self._greeting = self._greeting, Texts(self._greeters[self._greeter], self)
            old.deleteLater()
            self.greetingChanged.emit()

    @Slot(bool)
    def begin(self, staff: bool) -> None:
        """Somebody touched a screen that waits."""
        self._facing = "staff" if staff else "visitor"
        self._awake = True
        self._send(Touch())
        self.changed.emit()
        self._turn_to()

    @Slot(bool)
    def change(self, staff: bool) -> None:
        """Another language, in the middle of a conversation."""
        self._facing = "staff" if staff else "visitor"
        self._choosing = True
        self._send(Touch())
        self.changed.emit()
        self._turn_to()

    @Slot(str)
    def choose(self, code: str) -> None:
        self._choosing = False
        self._send(ChooseLanguage("visitor", code))
        self._turn_to()

    @Slot()
    def recognise(self) -> None:
        """Listen, and let the language be found."""
        if self._get_listening():
            self._send(Tap("visitor"))
            return
        self._choosing = True
        self._send(ChooseLanguage("visitor", AUTO))
        self._send(Tap("visitor"))

    @Slot()
    def goBack(self) -> None:
        """From the picker."""
        known = self._scene is not None and bool(self._scene.visitor.known)
        self._choosing = self._awake = False
        self._send(Touch() if known else Finish())
        self._turn_to()

    @Slot()
    def stay(self) -> None:
        """Nothing shall be forgotten yet."""
        self._send(Touch())

    @Slot()
    def touched(self) -> None:
        self._send(Touch())
        self._turn_to()

    # What QML reads.

    def _get_page(self) -> str:
        return self._page

    def _get_facing_staff(self) -> bool:
        return self._facing == "staff"

    def _get_layout(self) -> str:
        if self._screen.layout == "two_displays" and self._displays < 2:
            return "side_by_side"
        return self._screen.layout

    def _get_high_contrast(self) -> bool:
        return self._screen.theme == "high_contrast"

    def _get_type_scale(self) -> float:
        return self._screen.type_scale

    def _get_staff(self) -> Half:
        return self._staff

    def _get_visitor(self) -> Half:
        return self._visitor

    def _get_greeting(self) -> Texts:
        return self._greeting

    def _get_tiles(self) -> Rows:
        return self._tiles

    def _get_reasons(self) -> Rows:
        return self._reasons

    def _get_countdown(self) -> int:
        left = self._scene.countdown_s if self._scene else None
        return -1 if left is None else left

    def _get_session(self) -> int:
        return self._scene.session if self._scene else 0

    def _get_starting(self) -> bool:
        return self._scene is None or self._scene.phase == "starting"

    def _get_listening(self) -> bool:
        return self._scene is not None and self._scene.visitor.listening is not None

    def _get_thinking(self) -> bool:
        return self._scene is not None and self._scene.phase == "thinking"

    def _get_can_recognise(self) -> bool:
        able = self._scene is not None and "talk" in self._scene.works
        return able and any(one.heard for one in self._offer)

    def _get_unsure(self) -> str:
        """The key of what to say on the picker about what was just said."""
        codes = [notice.code for notice in self._scene.notices if notice.side == "visitor"] if self._scene else []
        if not any(code in _UNSURE for code in codes):
            return ""
        return "notice.nothing_heard" if "nothing_heard" in codes else "picker.unsure"

    def _get_can_talk(self) -> bool:
        return self._scene is not None and "talk" in self._scene.works

    def _get_can_type(self) -> bool:
        return self._scene is not None and "type" in self._scene.works

    def _get_can_say_phrases(self) -> bool:
        return self._scene is not None and "phrases" in self._scene.works

    def _get_can_hear(self) -> bool:
        return self._scene is not None and "sound" in self._scene.works

    page = Property(str, _get_page, notify=pageChanged)
    facingStaff = Property(bool, _get_facing_staff, notify=changed)
    layout = Property(str, _get_layout, notify=looksChanged)
    highContrast = Property(bool, _get_high_contrast, notify=looksChanged)
    typeScale = Property(float, _get_type_scale, notify=looksChanged)
    staff = Property(Half, _get_staff, constant=True)
    visitor = Property(Half, _get_visitor, constant=True)
    greeting = Property(Texts, _get_greeting, notify=greetingChanged)
    tiles = Property(Rows, _get_tiles, constant=True)
    reasons = Property(Rows, _get_reasons, constant=True)
    countdown = Property(int, _get_countdown, notify=countdownChanged)
    session = Property(int, _get_session, notify=sessionChanged)
    starting = Property(bool, _get_starting, notify=changed)
    listening = Property(bool, _get_listening, notify=changed)
    thinking = Property(bool, _get_thinking, notify=changed)
    canRecognise = Property(bool, _get_can_recognise, notify=changed)
    unsure = Property(str, _get_unsure, notify=changed)
    canTalk = Property(bool, _get_can_talk, notify=changed)
    canType = Property(bool, _get_can_type, notify=changed)
    canSayPhrases = Property(bool, _get_can_say_phrases, notify=changed)
    canHear = Property(bool, _get_can_hear, notify=changed)
