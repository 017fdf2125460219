"""Text in one language -> text in another, by installed CTranslate2 packages: directly, or through English."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import RLock

from kiosk.core.errors import ModelError, StageError
from kiosk.core.language import LANGUAGES, Route
from kiosk.core.turn import Translation
from kiosk.engines.hop import Hop
from kiosk.engines.packages import TranslationPackage
from kiosk.engines.sentences import split

__all__ = ["ArgosTranslator", "TranslationPackage"]

PIVOT = "en"

_MOST_AT_ONCE = 8

_log = logging.getLogger(__name__)

Way = tuple[TranslationPackage, ...]
"""The packages to go through, one or two; none when there is no way."""


class ArgosTranslator:
    """The kiosk's Translator: Argos packages and QuickMT folders alike, each loaded when it is first needed.

    May be called from several threads. It keeps nothing of what it is given.
    """

    def __init__(self, packages: Sequence[TranslationPackage], threads: int = 2) -> None:
        """`threads`: processor threads a model may use. Libraries and models load in `prepare` or at the first sentence."""
        self._threads = threads
        self._installed = sorted(packages, key=lambda each: (each.quality, each.id))
        self._hops: dict[str, Hop] = {}
        self._loading = RLock()
        self._packages: dict[Route, TranslationPackage] = {}
        self._routes: frozenset[Route] = frozenset()
        self._choose()

    def routes(self) -> frozenset[Route]:
        return self._routes

    def prepare(self, routes: Iterable[Route]) -> None:
        """Load now what these routes need, so that the first sentence doesn't wait. Raises ModelError."""
        for route in routes:
            self._whole(self._way, route) or self._whole(self._from_pivot, route)

    def translate(self, text: str, route: Route, english: str | None = None) -> Iterator[Translation]:
        if not text.strip():
            return
        if route.source == route.target:
            yield Translation((text,), route, source=text)
            return
        said = _sentences(text, route.source)
        way = self._whole(self._way, route)
        if way:
            for batch in _growing(said):
                yield self._walk(batch, way, route, _joined(batch, route.source))
        else:
            yield from self._from_english(said, _sentences(english or "", PIVOT), route)

    def _from_english(self, said: list[str], heard: list[str], route: Route) -> Iterator[Translation]:
        """Sentence by sentence where there are as many in English as were said; else nobody knows which says which, and all
        is one part."""
        way = self._whole(self._from_pivot, route) if heard else ()
        if not way and not (heard and route.target == PIVOT):
            raise self._missing(route, bool(heard))
        pairs = zip(said, heard, strict=True) if len(said) == len(heard) else [(_joined(said, route.source), *heard)]
        for source, *meant in pairs:
            if way:
                yield self._walk(meant, way, route, source, pivot=" ".join(meant))
            else:
                yield Translation(tuple(meant), route, source=source)

    def _walk(self, sentences: list[str], way: Way, route: Route, source: str, pivot: str | None = None) -> Translation:
        doubts: set[str] = set()
        for step, package in enumerate(way):
            if step > 0:
                pivot = " ".join(sentences)
                sentences = split("\n".join(sentences), PIVOT)
            drafts = self._hop(package).translate(sentences)
            sentences = [draft.text for draft in drafts]
            doubts |= {doubt for draft in drafts for doubt in draft.doubts}
        models = tuple(package.id for package in way)
        return Translation(tuple(sentences), route, pivot, models, tuple(sorted(doubts)), source)

    def _way(self, route: Route) -> Way:
        """The source itself comes before its siblings, one hop before two. The target is never replaced: who reads
        traditional Chinese doesn't get simplified."""
        for source in _siblings(route.source):
            if direct := self._direct(source, route.target):
                return direct
            first, second = self._direct(source, PIVOT), self._direct(PIVOT, route.target)
            if first and second:
                return first + second
        return ()

    def _from_pivot(self, route: Route) -> Way:
        return self._direct(PIVOT, route.target)

    def _whole(self, find: Callable[[Route], Way], route: Route) -> Way:
        """The way to go, its packages loaded; around those that turn out broken where another way leads there.

        Raises ModelError where there is none.
        """
        refused: ModelError | None = None
        while True:
            way = find(route)
            try:
                for package in way:
                    self._hop(package)
            except ModelError as error:
                if find(route) == way:
                    raise
                refused = error
            else:
                if refused is not None:
                    _log.warning("%s; until then %s goes by %s", refused, route, " and ".join(each.id for each in way))
                return way

    def _choose(self) -> None:
        """The best package for each route."""
        self._packages = {package.route: package for package in self._installed}
        sources = {sibling for route in self._packages for sibling in _siblings(route.source)}
        targets = {route.target for route in self._packages}
        routes = (Route(source, target) for source in sources for target in targets if source != target)
        self._routes = frozenset(route for route in routes if self._way(route))

    def _direct(self, source: str, target: str) -> Way:
        package = self._packages.get(Route(source, target))
        return (package,) if package else ()

    def _hop(self, package: TranslationPackage) -> Hop:
        """The loaded package. Raises ModelError for a broken one, and leaves it out from then on where it isn't the last."""
        with self._loading:
            if package.id not in self._hops:
                try:
                    self._hops[package.id] = self._opened(package)
                except ModelError:
                    self._leave_out(package)
                    raise
            return self._hops[package.id]

    def _leave_out(self, package: TranslationPackage) -> None:
        """From now on, if what is left leads where it leads."""
        before = self._installed
        self._installed = [each for each in before if each is not package]
        self._choose()
        if package.route not in self._routes:
            self._installed = before
            self._choose()

    def _opened(self, package: TranslationPackage) -> Hop:
        package.check()
        hop = Hop(package, self._threads)
        package.prove(lambda text: hop.translate([text])[0].text)
        return hop

    def _missing(self, route: Route, heard_english: bool) -> StageError:
        hops = [Route(route.source, PIVOT)] if not heard_english and route.source != PIVOT else []
        hops += [Route(PIVOT, route.target)] if route.target != PIVOT else []
        missing = " and one for ".join(str(hop) for hop in hops if not self._way(hop))
        return StageError(
            "translation",
            "route.missing",
            f"{route} can't be translated without a package for {missing}. "
            f"Install it: python scripts/download_models.py fetch --for {route.source},{route.target}",
        )


def _siblings(code: str) -> list[str]:
    """The language, then those that are the same when spoken: their packages understand it well enough."""
    spoken = LANGUAGES[code].spoken if code in LANGUAGES else code
    alike = (other.code for other in LANGUAGES.values() if other.spoken == spoken and not other.plain_form_of)
    return [code, *(other for other in alike if other != code)]


def _sentences(text: str, language: str) -> list[str]:
    """The text's sentences, composed and without control characters, which tokenizers trip over."""
    kept = (
        mark for mark in unicodedata.normalize("NFC", text) if mark.isspace() or unicodedata.category(mark) not in ("Cc", "Cs")
    )
    return split("".join(kept), language)


def _growing(sentences: Sequence[str]) -> Iterator[list[str]]:
    """One, one, two, four, then eight at a time: the first is there soonest, and while it is spoken there is time for more,
    of which eight together take a third of the time of one after another (37 ms and 103 ms on the starter package)."""
    start = 0
    while start < len(sentences):
        count = min(max(1, start), _MOST_AT_ONCE)
        yield list(sentences[start : start + count])
        start += count


def _joined(sentences: Iterable[str], language: str) -> str:
    return Route(language, language).target_joiner.join(sentences)
