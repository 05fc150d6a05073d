"""A chain of figures as it is read: the topic in force, and what was told before."""

from typing import NamedTuple

from factx.claims import Claim, Topic
from factx.facts import Measure
from factx.spans import NOWHERE, Span
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("chains")


class Told(NamedTuple):
    """A topic that was told of: of the figure at which place, and in which unit."""

    position: int
    topic: Span
    unit: str | None


class Chain:
    """What is in force while the claims of one sentence are read in order."""

    def __init__(self, text: str, carried: Topic | None) -> None:
        self.text, self.carried = text, carried
        self.topic: Span = NOWHERE
        self.unit: str | None = None  # in which the topic was told last
        self.told: list[Told] = []
        self.pieces: dict[Span, list[Span]] = {}
        self.named: dict[Span, str] = {}  # what the sentence before completed
        self.parts: dict[Span, Span | str] = {}  # the parts of a whole, and what is measured of each
        self.rates: set[Span] = set()  # the topics that were told as a percentage of themselves
        self.before: Claim | None = None
        self.asked: Claim | None = None  # the last share whose noun stands behind it: 74%的|居民

    def go_back(self, told: Told | None) -> None:
        """Tell again of what was told of before, or of nothing."""
        self.topic, self.unit = (told.topic, told.unit) if told else (NOWHERE, None)

    def told_in(self, unit: str | None) -> list[Told]:
        """What was told in a unit so far."""
        return [told for told in self.told if told.unit == unit]

    def without_pace(self) -> Span:
        """The topic without how fast it grows: 出口|增速快于全省5个百分点，规模达到320亿元."""
        pieces = self.pieces.get(self.topic, [])
        if len(pieces) == 2 and self.is_pace(pieces[1]):
            return pieces[0]
        pace = _pattern("pace_end").search(self.text, *self.topic)
        return Span(self.topic.start, pace.start()) if pace else self.topic

    def is_pace(self, name: Span) -> bool:
        """Whether a name tells how fast its noun grows: of 产值|增速|高于…，占全省5% the share is the noun's."""
        return _pattern("bare_rate").fullmatch(self.text, *name) is not None


def without_rate(claim: Claim, name: str) -> str:
    """A name from a sentence before, for a growth without how fast it grows: 价格降幅收窄。北京|上涨0.3%."""
    pace = _pattern("pace_end").search(name) if claim.measure is Measure.GROWTH else None
    return name[: pace.start()] if pace else name
