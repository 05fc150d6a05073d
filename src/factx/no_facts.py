"""Which mentions claim nothing: what only ranks, frames or names."""

import re
from enum import StrEnum

from factx.claims import Claim
from factx.facts import Bound, Kind, Measure
from factx.symbols import SymbolSentence, symbol_patterns

_pattern = symbol_patterns("chains")
_ONE_SIDED = frozenset(Bound) - {Bound.EQ, Bound.RANGE}


class NoFact(StrEnum):
    """Why a mention that became a symbol claims nothing."""

    RANK = "a place in an order that no rule reads"
    FIRST_EVER = "the first ever is no place in an order"
    TOLD_BY = "每 before the rule makes it what another figure is told by"
    NUMERAL = "a numeral without a unit, no rule reads it, and it has neither 万 nor 亿 nor a name such as 指数"
    SCALE = "what marks are out of"
    FRAME = "a length of time that only frames another figure"


def why_no_fact(claim: Claim, sentence: SymbolSentence) -> NoFact | None:
    """Return why a mention claims nothing, or None where it does; it needs a rule, a unit or a scale of its own."""
    mention, text = claim.mention, sentence.text
    if mention.kind is Kind.RANK:
        if claim.label is None:
            return NoFact.RANK
        # 成为第一位站上…的: the first ever is no place in an order.
        names = re.match("[一-鿿]", text[claim.position + 1 : claim.position + 2])
        told = claim.label.emission.measure is not Measure.LEVEL or claim.past  # 由第9位|升至第4位
        return NoFact.FIRST_EVER if names and not told else None
    if mention.unit == "分" and _is_scale(text, claim.position):
        return NoFact.SCALE
    if claim.label is not None:
        lasted = mention.kind is Kind.DURATION and claim.label.rule.priority < 0
        if lasted and _pattern("goes_on").match(text, claim.position + 1):
            return NoFact.FRAME  # 实现20年|持续增长
        return NoFact.TOLD_BY if text[claim.start - 1 : claim.start] == "每" else None  # GDP每|增长1个百分点
    if mention.kind is Kind.NUMBER:
        return None if _is_value(claim, text) else NoFact.NUMERAL
    return NoFact.FRAME if mention.kind is Kind.DURATION and _frames(text, claim.position) else None


def _is_scale(text: str, position: int) -> bool:
    """Whether marks are told out of so many: 以|0至100分|计, 满分为|100分."""
    if text[position - 1 : position] == "以" and _pattern("counted_in").match(text, position + 1):
        return True
    return _pattern("full_marks").search(text, 0, position) is not None


def _is_value(claim: Claim, text: str) -> bool:
    """Whether a numeral without a unit is a value: by its scale, what it counts (逾百|市民), or its name."""
    said = claim.mention.text
    scaled = re.search("[万亿萬億]|\\d[wW]", said)
    counts = claim.mention.bound in _ONE_SIDED and re.search("[十百千余餘多]", said) and said[-1] not in "头頭"
    if counts and _pattern("bare_count").match(text, claim.position + 1):
        return True
    if _pattern("mark").match(text, claim.position + 1) or _pattern("of_each_sex").match(text, claim.position + 1):
        return True
    if _pattern("index_reported").search(text, 0, claim.position):
        return True  # 恒生指数收报|26059
    if scaled or not re.search("[.．]", said):
        return bool(scaled)
    if _pattern("marks_listed").search(text, 0, claim.position) and text[claim.position + 1] in "、，。；）":
        return True  # 分指数分别为：生活水平|61.34|、…
    latin = re.search("[A-Za-z] ?$", text[max(0, claim.position - 2) : claim.position])  # P<0.05
    bounded = claim.mention.bound not in (Bound.EQ, Bound.APPROX) and not latin  # 误差不超过0.1
    return bounded or _pattern("unitless").search(text, 0, claim.position) is not None


def _frames(text: str, position: int) -> bool:
    """Whether a length of time only frames another figure: 5年内, 连续9年, 3个月前."""
    return bool(
        _pattern("goes_on").match(text, position + 1)
        or _pattern("lasting").match(text, position + 1)
        or _pattern("since").search(text, 0, position)
    )
