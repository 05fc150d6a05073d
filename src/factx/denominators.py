"""What the figures of a list are counted by, where it is said of one alone or stands apart."""

from itertools import pairwise

from factx.facts import Bound, Kind, Mention
from factx.kept import compile_kept
from factx.lexicon import table_patterns
from factx.reading import Reading
from factx.units import find_unit

_pattern = table_patterns("numbers")

_NEXT_MEMBER = compile_kept("[一-鿿]{1,6}、")
_PER = compile_kept("((?:10?万人?|100万人?|[千万]人?|1000人?|百万人?))(?:以[上下内])?")


def share_denominators(reading: Reading, found: list[Mention]) -> list[Mention]:
    """Give what 每 opens a list by to its later members: 每天8000辆汽车、|400台挖掘机; 每年6000元|提高至|7000元."""
    if "每" not in reading.plain:
        return found
    for index, one in enumerate(found):
        if one.kind is Kind.MONEY and (below := _opened_by(reading, one)):
            _divide_list(reading, found, index, below)
    per = ""
    for index, (one, after) in enumerate(pairwise(found), 1):
        if one.text[0] == "每" and one.unit and "/" in one.unit:
            per = one.unit[one.unit.index("/") :]
        if not per:
            continue
        joint = reading.plain[one.end : after.start]
        shares = after.kind is one.kind and after.unit and "/" not in after.unit
        if shares and (_NEXT_MEMBER.fullmatch(joint) or _pattern("moved_to").fullmatch(joint)):
            found[index] = after._replace(unit=f"{after.unit}{per}")
        else:
            per = ""
    return found


def _opened_by(reading: Reading, one: Mention) -> str:
    """By what the list of prices that a figure opens is counted: 每公斤分别为|9.8元、17.8元; empty where it is not."""
    if one.unit is None or "/" in one.unit:
        return ""
    opened = _pattern("per_list").search(reading.plain, max(0, one.start - 14), one.start)
    below = find_unit(opened[1], 0) if opened else None
    return below[0].name if opened and below and below[1] == len(opened[1]) else ""


def _divide_list(reading: Reading, found: list[Mention], index: int, below: str) -> None:
    """Give the denominator to the price at ``index`` and to those that go on with its list."""
    for at in range(index, len(found)):
        joined = at == index or reading.plain[found[at - 1].end : found[at].start] in ("、", "和")
        if not joined or found[at].kind is not Kind.MONEY:
            break
        found[at] = found[at]._replace(unit=f"{found[at].unit}/{below}")


def join_denominators(reading: Reading, found: list[Mention]) -> list[Mention]:
    """Make one figure of a number and the round number that it is counted by: 死亡率7.8|/10万."""
    for index in range(len(found) - 2, -1, -1):
        one, after = found[index], found[index + 1]
        if one.kind is not Kind.NUMBER or reading.plain[one.end : after.start] != "/":
            continue
        per = _PER.match(after.text) if one.value is not None and one.unit is None else None
        if per and per.end() == len(after.text):
            bound = one.bound if after.bound is Bound.EQ else after.bound
            whole = reading.mention(one.start, after.end, Kind.COUNT, one.value, unit=f"/{per[1]}", bound=bound)
            found[index : index + 2] = [whole]
    return found
