"""What the figures of a sentence are compared with, where more than the figure's own rule says it."""

from itertools import pairwise

from factx.claims import LISTED, Claim
from factx.facts import Kind, Measure
from factx.spans import NOWHERE, Span
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("chains")


def compare(text: str, claims: list[Claim]) -> None:
    """What opens the sentence as a comparison with the past holds for each change in it that names none."""
    for before, claim in pairwise(claims):
        if _is_compared_alike(text, before, claim):
            claim.reference = before.reference
    changes = [one for one in claims if one.measure in (Measure.GROWTH, Measure.CHANGE) and not one.reference]
    if not changes:
        return
    if "比" in text:
        for foremost in _pattern("foremost_grown").finditer(text):
            for claim in changes:
                if claim.start == foremost.end():
                    claim.reference = Span(*foremost.span(1))
    if compared := _pattern("compared").search(text):
        for claim in changes:
            if claim.start >= compared.end() and not claim.reference:
                claim.reference = Span(*compared.span(compared.lastindex or 0))


def name_what_was(text: str, claim: Claim) -> None:
    """The noun that stands only with the past: 比|去年|出口|增长5% tells of 出口, against 去年."""
    bare = claim.reference and not claim.phrase and claim.measure in (Measure.GROWTH, Measure.CHANGE)
    if bare and (told := _pattern("past_measured").fullmatch(text, *claim.reference)):
        claim.phrase = Span(*told.span(1))
        claim.reference = Span(claim.reference.start, told.start(1))


def _is_compared_alike(text: str, before: Claim, claim: Claim) -> bool:
    """Whether a change is compared with what the one before it is.

    同比分别增长8.5%、|下降3.2%; 同比增加3亿元（4%），|增长4%|, which tells the same again.
    """
    changes = (Measure.GROWTH, Measure.CHANGE)
    if before.measure not in changes or claim.measure not in changes or not before.reference or claim.reference:
        return False
    between = text[before.position + 1 : claim.start]
    if claim.inherited and before.measure is Measure.CHANGE and claim.measure is Measure.GROWTH:
        return _pattern("told_again").fullmatch(between) is not None
    in_turn = _pattern("in_turn").search(text, max(0, before.reference.start - 4), before.position)
    return in_turn is not None and LISTED.fullmatch(between) is not None


def as_much_as_all(claims: list[Claim]) -> None:
    """A gap as large as the value itself is none: 价格为4.33元，略高于净资产|4.3元 tells the other's value.

    So it is where the other is of the past: 指数为7.78，低于上一交易日|7.80.
    """
    for before, claim in pairwise(claims):
        value, gap, kind = before.mention.value, claim.mention.value, claim.mention.kind
        if before.measure is not Measure.LEVEL or before.mention.kind is not kind or not (value and gap):
            continue
        if claim.reference.end != claim.position or abs(gap - value) * 5 >= value:
            continue
        if claim.measure is Measure.GAP and kind is Kind.MONEY:
            claim.measure, claim.sign, claim.phrase, claim.reference = Measure.LEVEL, 1, claim.reference, NOWHERE
        elif claim.measure is Measure.CHANGE and kind is Kind.NUMBER:
            claim.measure, claim.sign, claim.past, claim.reference = Measure.LEVEL, 1, True, NOWHERE
