"""What a mention claims by itself, as its rule says: measure, sign, bound and reference."""

from dataclasses import replace

from factx.bounds import bound_words
from factx.characters import plain_text
from factx.claims import FALLBACK, Claim
from factx.facts import Bound, Kind, Measure, Mention
from factx.lexicon import table_words
from factx.match import Label
from factx.spans import NOWHERE, Span
from factx.symbols import QUANTITIES, SymbolSentence, symbol_patterns

_pattern = symbol_patterns("chains")


def claim_mention(position: int, mention: Mention, label: Label | None, sentence: SymbolSentence) -> Claim:
    if label is None or label.rule.side == "nearest":
        rule = label.rule.id if label else FALLBACK
        bound = _bound_apart(sentence.text, position, mention)
        measure = _bare_measure(sentence.text, position, mention)
        return Claim(position, mention, measure, rule, start=position, bound=bound)
    said = label.emission
    measure = Measure.RANK if mention.kind is Kind.RANK else said.measure  # 升至第11位
    if measure is Measure.CHANGE and plain_text(mention.text).startswith(table_words("chains", "crossing")):
        measure, said = Measure.LEVEL, replace(said, sign=1)  # 上行|逼近3100点: a mark, no change by so much
    return Claim(
        position,
        mention,
        measure,
        label.rule.id,
        said.sign,
        said.modality,
        said.past,
        label.start,
        label,
        reference=_reference(sentence.text, label, position),
        bound=_bound(sentence.text, label, position, mention),
    )


def _bare_measure(text: str, position: int, mention: Mention) -> Measure:
    if mention.value is not None and mention.value < 0:
        if mention.kind is Kind.POINT:
            return Measure.CHANGE
        mark, figure = text[position - 1 : position], text[position - 2 : position - 1]
        beside = mark in ("（", "/") and figure in tuple(QUANTITIES)
        if mention.kind is Kind.PERCENT and beside:
            return Measure.GROWTH  # 净利1.2亿元|（-5.2%）, 1.2亿元|/-5.2%: no part of it is less than nothing
    return {Kind.RANK: Measure.RANK, Kind.SHIFT: Measure.GROWTH, Kind.FRACTION: Measure.SHARE}.get(
        mention.kind, Measure.LEVEL
    )


def _bound_apart(text: str, position: int, mention: Mention) -> Bound | None:
    """The bound of a figure that a verb parts from it: 至少造成|12人|死亡."""
    apart = _pattern("at_least").search(text, max(0, position - 8), position) if mention.bound is Bound.EQ else None
    return (Bound.GE if apart[1] else Bound.LE) if apart else None


def _bound(text: str, label: Label, position: int, mention: Mention) -> Bound:
    """The bound of a figure, as it touches it or stands before the whole that it is a part of."""
    if mention.bound is Bound.EQ and label.emission.measure in (Measure.SHARE, Measure.MULTIPLE):
        said = _pattern("bounded").match(text, label.start, position) or _pattern("taking").search(
            text, max(0, label.start - 2, position - 16), position
        )
        if said and (bound := bound_words().before_by(said[1])):
            return bound
    if label.emission.measure in (Measure.SHARE, Measure.LEVEL) and (apart := _bound_apart(text, position, mention)):
        return apart  # 至少有|一半|会出局
    about = mention.bound is Bound.EQ and _pattern("about").search(text, max(0, position - 8), position)
    return Bound.APPROX if about else mention.bound


def _reference(text: str, label: Label, position: int) -> Span:
    """What the figure is compared with, without how: 上年同期|实际增长; none for a figure that stands in it."""
    start, end = label.slots.get("reference", (0, 0))
    whole = any(one.measure is Measure.SHARE for one in label.rule.emissions) and not label.emission.past
    if start <= position < end or (whole and label.emission.measure is Measure.LEVEL):
        return NOWHERE  # 完成预算|6亿元|的40%: the plan is what the share is of
    if text[start:end] in ("之", "其", "）"):
        return NOWHERE  # 与|之|相比已下跌20%, 与2010年（…）的3万人相比
    how = _pattern("how_compared").search(text, start, end)
    said = text.find("（", start, end)  # 比去年同期（下同）
    if said > start and text.count("（", start, end) == 1:
        return Span(start, said)
    return Span(start, how.start() if how and how.start() > start else end)
