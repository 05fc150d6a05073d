"""What the figures of a list without a rule of their own are: as the one before them."""

from decimal import Decimal
from itertools import pairwise

from factx.claims import LISTED, Claim
from factx.facts import Kind, Measure
from factx.kept import compile_kept
from factx.predicates import forward_verb
from factx.spans import Span
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("chains")
# 增设29个示范区、|60个试验区: the verb in front holds for the whole list.
_ADDING = frozenset({"change.added", "change.added_before"})
_MOVING = frozenset({"change.extend_of", "change.cut_of"})
# Between an amount by which something changed and how fast that is.
_SAID_AGAIN = ("或", "，或", "，即", "即", "（", "（即", "（或", "、")
_ADDED = compile_kept("[^，。；：占居达]{0,24}(?:、|和|以及|及)[^，。；：、占居达为增减]{0,24}")
# A growth of more times the one before than this, or than a small one where that is smaller, needs a word of its own.
_GROWN_AT_MOST, _SMALL_GROWTH = 6, Decimal(5)
# 上海（15.1%）、广州（|9.8%）
_BRACKETED = compile_kept("）(?:[、和及与]|以及|，(?:以及)?)[^，。；（）、和]{1,16}（")


def continue_lists(text: str, claims: list[Claim]) -> None:
    """A%和B%: the later members of a list take the label of the first."""
    for before, claim in pairwise(claims):
        if claim.label is not None:
            continue
        between = text[before.position + 1 : claim.position].strip()
        same_kind = claim.mention.kind is before.mention.kind
        if before.label is not None and LISTED.fullmatch(between) and _lists(before, claim, between):
            _continue(before, claim)
        elif (same_kind and _goes_on(text, before, claim, between)) or _is_part(text, before, claim):
            _take_measure(before, claim)
        elif same_kind and between == "、" and before.measure is Measure.CHANGE and claim.mention.kind is Kind.COUNT:
            _take_measure(before, claim)  # 同比减少4起、|100人
            claim.reference = before.reference
        elif same_kind and before.measure is Measure.SHARE and _BRACKETED.fullmatch(between):
            claim.measure, claim.rule = before.measure, before.rule
        elif before.measure is Measure.GAP and same_kind and (whom := _pattern("another_whom").fullmatch(between)):
            _continue(before, claim)  # 高于全国0.8个、|全省|0.5个百分点
            claim.start = text.index(between, before.position) + whom.start(1)
            claim.reference, claim.listed = Span(claim.start, claim.start + len(whom[1])), False
        elif sign := _gaps_again(text, before, claim):
            claim.measure, claim.rule, claim.sign = before.measure, before.rule, sign
            claim.start = claim.position - 1
        elif text[claim.position + 1 : claim.position + 2] == "：":
            continue  # 减少7个百分点（|39%|：32%）
        elif measure := _otherwise(before, claim, between) or _said_again(before, claim, between):
            _continue(before, claim)
            claim.measure = measure


def _gaps_again(text: str, before: Claim, claim: Claim) -> int:
    """The sign of a gap like the one before: 甲类比乙类多67个百分点，中型企业多|43个百分点; 0 where it is none."""
    alike = before.measure is Measure.GAP and before.mention.kind is claim.mention.kind is Kind.POINT
    again = _pattern("more_again").fullmatch(text, before.position + 1, claim.position) if alike else None
    return 0 if again is None else 1 if again[1] in "多高" else -1


def _lists(before: Claim, claim: Claim, between: str) -> bool:
    """Whether two figures that a list may join are told alike: 3%和4%, 12家、13家, but not 12家，13家."""
    one, after = before.mention, claim.mention
    alike = one.kind is after.kind and one.unit == after.unit and "，" not in between
    return alike or {one.kind, after.kind} <= {Kind.PERCENT, Kind.MULTIPLE}


def _goes_on(text: str, before: Claim, claim: Claim, between: str) -> bool:
    """Whether what was added goes on without a verb of its own: but 新增8亩良田、|改造提升|9亩农田."""
    alike = before.mention.unit == claim.mention.unit
    if before.rule in _ADDING:
        listed = _ADDED.fullmatch(between)
    else:
        moved = before.rule in _MOVING and (alike or claim.mention.kind is Kind.COUNT)
        listed = _pattern("bare_member").fullmatch(between) if moved else None
    return bool(listed) and forward_verb(text, before.position + 1, claim.position) is None


def _is_part(text: str, before: Claim, claim: Claim) -> bool:
    """Whether a figure is a part of what was added, which was added too: 新增30例，其中|境外输入15例."""
    added = before.measure is Measure.CHANGE and claim.mention.unit == before.mention.unit and "新增" in text
    return added and _pattern("part_of").match(text[before.position + 1 : claim.position].strip()) is not None


def _otherwise(before: Claim, claim: Claim, between: str) -> Measure | None:
    """The measure of a list's member in points beside one in per cent: 分别上升5.2%和|0.8个百分点."""
    if before.label is None or not LISTED.fullmatch(between):
        return None
    told = (before.measure, before.mention.kind, claim.mention.kind)
    return {
        (Measure.GROWTH, Kind.PERCENT, Kind.POINT): Measure.CHANGE,
        (Measure.CHANGE, Kind.POINT, Kind.PERCENT): Measure.GROWTH,
    }.get(told)


def _said_again(before: Claim, claim: Claim, between: str) -> Measure | None:
    """The measure of a figure that says again what the one before it does: 减少30万元，即|5%; 下跌4.5%或|1005元."""
    if before.measure is Measure.GROWTH and between in ("或", "，或", "，即", "即"):
        told = before.mention.kind is Kind.PERCENT and claim.mention.kind in (Kind.COUNT, Kind.MONEY, Kind.NUMBER)
        return Measure.CHANGE if told else None
    if claim.mention.kind is not Kind.PERCENT:
        return None
    if before.measure is Measure.CHANGE and between in _SAID_AGAIN:
        return Measure.GROWTH
    if between == "或" and before.mention.kind is Kind.COUNT:  # 得票562万张或|50.87%，相差38万张或|3.49%
        return {Measure.LEVEL: Measure.SHARE, Measure.GAP: Measure.GAP}.get(before.measure)
    return None


def _continue(before: Claim, claim: Claim) -> None:
    _take_measure(before, claim)
    claim.label, claim.start, claim.reference = before.label, claim.position, before.reference
    claim.listed = True


def _take_measure(before: Claim, claim: Claim) -> None:
    claim.measure, claim.rule, claim.sign, claim.modality = before.measure, before.rule, before.sign, before.modality


def go_on_growing(text: str, claims: list[Claim]) -> None:
    """城镇居民收入增长5%，|农村居民6%: a percentage with its own name and no verb is a growth like the one before.

    What it came to may stand between: 甲指数涨0.6%至279点，|乙指数1.6%至1030点.
    """
    grown: Claim | None = None
    for before, claim in pairwise(claims):
        if before.measure is Measure.GROWTH and before.mention.kind is Kind.PERCENT:
            grown = before
        elif before.rule != "level.reach":
            grown = None
        if (
            grown
            and _is_named_anew(text, before, claim)
            and _is_of_an_order(grown, claim)
            and (not grown.label or grown.label.rule.side == "left")
        ):
            _take_measure(grown, claim)
            claim.reference = grown.reference


def _is_of_an_order(grown: Claim, claim: Claim) -> bool:
    """Whether a figure is no state beside a growth: 浓度下降6.7%，优良水体|91.2%."""
    first, value = grown.mention.value, claim.mention.value
    return first is None or value is None or value <= _GROWN_AT_MOST * max(first, _SMALL_GROWTH)


def _is_named_anew(text: str, before: Claim, claim: Claim) -> bool:
    """Whether nothing but a name stands between a percentage and the figure before it, and the name is of no rate."""
    return (
        claim.label is None
        and claim.measure is Measure.LEVEL
        and claim.mention.kind is Kind.PERCENT
        and text[before.position + 1] in "，、；"
        and _pattern("named_anew").fullmatch(text, before.position + 2, claim.position) is not None
        and text[claim.position + 1 : claim.position + 2] in ("", *"，、；。至")
        and claim.phrase.end == claim.position
        and claim.phrase.start <= before.position + 4
        and not _pattern("rate").search(text, *claim.phrase)
        and not _pattern("share").search(text, *claim.phrase)
    )
