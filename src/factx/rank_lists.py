"""Lists of places in an order: 分列第二、三位."""

from factx.bounds import bound_words
from factx.facts import Bound, Kind, Mention
from factx.lexicon import table_patterns
from factx.ranks import PLACE_ENDS
from factx.reading import Reading

_pattern = table_patterns("numbers")

_PLACE_UNITS = ("位", "名")
_REACH = 24  # characters before a place in which its order is named
_SUPERLATIVES = frozenset("大高多低")
_PLACE_OPENINGS = frozenset("第一二两三四五六七八九十0123456789")


def share_places(reading: Reading, found: list[Mention]) -> list[Mention]:
    """Make ranks of the members of a list of places: 分列第二、三位, 分居二、三名, 居第二、第三."""
    if not any(one.kind is Kind.RANK or one.unit in _PLACE_UNITS for one in found):
        return found
    found = [one for place in found for one in _one_by_one(reading, place)]
    opened = 0
    while opened < len(found):
        closed = opened + 1
        while closed < len(found) and reading.plain[found[closed - 1].end : found[closed].start] in ("、", "和"):
            closed += 1
        if _are_places(reading, found[opened:closed]):
            found[opened:closed] = [
                one._replace(kind=Kind.RANK, unit=None, bound=Bound.EQ if one.value else Bound.RANGE)
                for one in found[opened:closed]
            ]
        opened = closed
    for at in range(1, len(found)):
        if _goes_on(reading, found[at - 1], found[at]):
            found[at] = found[at]._replace(kind=Kind.RANK)
        elif _goes_on_largest(reading, found[at - 1], found[at]):
            found[at] = reading.mention(found[at].start, found[at].end + 1, Kind.RANK, found[at].value)
        elif _moves_to(reading, found[at - 1], found[at]):
            found[at - 1] = found[at - 1]._replace(kind=Kind.RANK, unit=None)
    return found


def _one_by_one(reading: Reading, place: Mention) -> list[Mention]:
    """The two places that a numeral of two neighbouring digits names behind a 分: 甲、乙分列|二|三位."""
    each = (
        place.low is not None
        and place.high == place.low + 1
        and _pattern("each_placed").search(reading.plain, max(0, place.start - _REACH), place.start)
    )
    said = _pattern("two_places").match(reading.plain, place.start, place.end) if each else None
    if said is None:
        return [place]
    return [
        reading.mention(place.start, said.start(1) + 1, Kind.RANK, place.low),
        reading.mention(said.start(1) + 1, place.end, Kind.RANK, place.high),
    ]


def _goes_on(reading: Reading, before: Mention, one: Mention) -> bool:
    """Whether an ordinal is a place because the one before is: 总量居全省第一、增速|第二."""
    named = before.kind is Kind.RANK and one.kind is Kind.ORDINAL and one.text[0] == "第"
    return (
        named
        and _pattern("named_place").fullmatch(reading.plain, before.end, one.start) is not None
        and PLACE_ENDS.match(reading.plain, one.end) is not None
    )


def _goes_on_largest(reading: Reading, before: Mention, one: Mention) -> bool:
    """Whether an ordinal is a place because one by the same measure is: 第一大客源地和|第二大|市场."""
    measure = reading.plain[one.end : one.end + 1]
    return (
        before.kind is Kind.RANK
        and one.kind is Kind.ORDINAL
        and measure in _SUPERLATIVES
        and before.text[-1] == measure
        and _pattern("place_and").fullmatch(reading.plain, before.end, one.start) is not None
    )


def _moves_to(reading: Reading, before: Mention, place: Mention) -> bool:
    """Whether what stands before a place is the one that it was reached from: 由|12名|跌到26名."""
    ordinal = before.kind is Kind.ORDINAL and before.text[0] == "第"
    return (
        place.kind is Kind.RANK
        and (ordinal or (before.unit in _PLACE_UNITS and before.value is not None))
        and _pattern("place_moves").fullmatch(reading.plain, before.end, place.start) is not None
        and _pattern("place_from").search(reading.plain, max(0, before.start - 14), before.start) is not None
    )


def _are_places(reading: Reading, members: list[Mention]) -> bool:
    first, last = members[0], members[-1]
    ordinal = first.text[0] == "第" and first.kind in (Kind.RANK, Kind.ORDINAL)
    if len(members) == 1 if ordinal else last.unit not in _PLACE_UNITS:
        return False
    if not all(one.unit in (None, *_PLACE_UNITS) and one.text[0] in _PLACE_OPENINGS for one in members):
        return False
    if ordinal:
        told = first.kind is Kind.RANK or last.unit in _PLACE_UNITS
        return told and (last.text[-1] in _PLACE_UNITS or bool(PLACE_ENDS.match(reading.plain, last.end)))
    if reading.plain.endswith(bound_words().places, 0, first.start):
        return True
    if _pattern("each_placed").search(reading.plain, max(0, first.start - _REACH), first.start):
        return True
    return _pattern("moved_place").search(reading.plain, max(0, first.start - _REACH), first.start) is not None
