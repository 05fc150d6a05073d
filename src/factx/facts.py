"""The records: what a number in the text is (`Mention`) and what the text claims with it (`Fact`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a mention is: the dimension of a quantity, or the class of what only looks like one."""

    PERCENT = "percent"
    POINT = "point"
    MONEY = "money"
    COUNT = "count"
    FRACTION = "fraction"
    MULTIPLE = "multiple"
    RANK = "rank"
    DURATION = "duration"
    SHIFT = "shift"  # verb and value in one word: 翻一番, 减半, 持平
    NUMBER = "number"  # a numeral without a unit
    ORDINAL = "ordinal"
    PERIOD = "period"
    DATE = "date"
    TIME = "time"
    CODE = "code"
    NAME = "name"
    IDIOM = "idiom"
    DOCUMENT_NUMBER = "document number"
    PHONE = "phone"
    VAGUE = "vague"
    SCORE = "score"


class Bound(StrEnum):
    """How exact a quantity is said to be."""

    EQ = "eq"
    APPROX = "approx"
    GT = "gt"
    GE = "ge"
    LT = "lt"
    LE = "le"
    RANGE = "range"


class Measure(StrEnum):
    """The relation of an indicator to its value."""

    LEVEL = "level"
    GROWTH = "growth"
    CHANGE = "change"
    GAP = "gap"
    SHARE = "share"
    RANK = "rank"
    MULTIPLE = "multiple"


class Modality(StrEnum):
    """Whether what is claimed has happened."""

    ACTUAL = "actual"
    EXPECTED = "expected"
    TARGET = "target"


class Mention(NamedTuple):
    """A numeral of the text with its unit and the modifiers that touch it.

    ``start`` and ``end`` count code points of the document, end exclusive; ``text`` is what stands there. A range has
    ``low`` and ``high`` and no ``value``. ``unit`` is the short form without its Chinese scale, or None.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    bound: Bound = Bound.EQ

    @property
    def is_quantity(self) -> bool:
        """Whether it says a number, ordinals and ranks included; times, codes, names and idioms do not."""
        return self.kind in _QUANTITIES


_QUANTITIES = frozenset(
    {
        Kind.PERCENT,
        Kind.POINT,
        Kind.MONEY,
        Kind.COUNT,
        Kind.FRACTION,
        Kind.MULTIPLE,
        Kind.RANK,
        Kind.DURATION,
        Kind.SHIFT,
        Kind.NUMBER,
        Kind.ORDINAL,
    }
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One numeric claim of a text; the fields, in this order, are the record as it is written.

    ``own`` holds the further columns that the user's rules fill, by name.
    """

    doc: str
    start: int
    end: int
    text: str
    subject: str | None
    indicator: str | None
    measure: Measure
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    bound: Bound
    reference: str | None
    period: str | None
    modality: Modality
    rule: str
    sentence: str
    own: Mapping[str, str] = field(default_factory=dict, hash=False)

    def get(self, name: str) -> object:
        """Return a field of the record, or a column of the user's rules: None where no rule filled it."""
        return getattr(self, name) if name in self.__slots__ else self.own.get(name)
