"""What the figures of a list are counted by, where it is said of one alone or stands apart."""

from itertools import pairwise

from factx.facts import Bound, Kind, Mention
from factx.kept import compile_kept
from factx.lexicon import table_patterns
from factx.reading import Reading

_pattern = table_patterns("numbers")

_NEXT_MEMBER = compile_kept("[一-鿿]{1,6}、")
_PER = compile_kept("((?:10?万人?|100万人?|[千万]人?|1000人?|百万人?))(?:以[上下内])?")


def share_denominators(reading: Reading, found: list[Mention]) -> list[Mention]:
    """Give what 每 opens a list by to its later members: 每天8000辆汽车、|400台挖掘机; 每年6000元|提高至|7000元."""
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


def join_denominators(reading: Reading, found: list[Mention]) -> list[Mention]:
    """Make one figure of a number and the round number that it is counted by: 死亡率7.8|/10万."""
    for index in range(len(found) - 2, -1, -1):
        one, after = found[index], found[index + 1]
        bare = one.kind is Kind.NUMBER and one.value is not None and one.unit is None
        per = _PER.match(after.text) if bare and reading.plain[one.end : after.start] == "/" else None
        if per and per.end() == len(after.text):
            bound = one.bound if after.bound is Bound.EQ else after.bound
            whole = reading.mention(one.start, after.end, Kind.COUNT, one.value, unit=f"/{per[1]}", bound=bound)
            found[index : index + 2] = [whole]
    return found
